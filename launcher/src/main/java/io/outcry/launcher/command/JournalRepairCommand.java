/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.command;

import io.outcry.journal.JournalDirectory;
import io.outcry.launcher.journal.RunRepair;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Makes a damaged run usable. */
@Command(
        name = "repair",
        description =
                "Keeps the commands before the first damage and sets aside events that are damaged or come from no"
                        + " command. Deletes nothing: what a journal was gets the name NAME.damaged-N. Exit code 0: usable now;"
                        + " 2: it could not be done.",
        mixinStandardHelpOptions = true)
final class JournalRepairCommand implements Callable<Integer> {
    @Mixin
    private JournalRun run;

    @Override
    public Integer call() {
        try (JournalDirectory lock =
                Files.isDirectory(run.directory()) ? JournalDirectory.lock(run.directory()) : null) {
            RunRepair.run(run.directory()).forEach(System.out::println);
            return 0;
        }
    }
}
