/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.command;

import io.outcry.journal.JournalException;
import io.outcry.matching.MatchingEngine;
import io.outcry.risk.BalanceView;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows balances while an exchange runs, from the view that it keeps for other processes. */
@Command(
        name = "accounts",
        description = "Prints the balances of a running or stopped exchange.",
        mixinStandardHelpOptions = true)
final class AccountsCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "Folder of the run, as the exchange printed it.")
    private Path directory;

    @Override
    public Integer call() {
        final Path file = directory.resolve(MatchingEngine.BALANCES_FILE);
        if (!Files.isRegularFile(file)) {
            throw new JournalException(directory + " is not the folder of a run: it has no " + file.getFileName());
        }
        final Map<String, String> lines = new TreeMap<>();
        try (BalanceView view = BalanceView.open(file)) {
            view.forEach((accountId, asset, scale, total, locked) -> lines.put(
                    String.format("%09d %s", accountId, asset),
                    String.format(
                            "%-9d %-9s %24s %24s",
                            accountId,
                            asset,
                            new BigDecimal(total.toBigInteger(), scale).toPlainString(),
                            new BigDecimal(locked.toBigInteger(), scale).toPlainString())));
        }
        System.out.printf("%-9s %-9s %24s %24s%n", "account", "asset", "total", "locked");
        lines.values().forEach(System.out::println);
        return 0;
    }
}
