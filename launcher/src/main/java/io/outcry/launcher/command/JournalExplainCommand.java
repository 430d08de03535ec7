/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.command;

import io.outcry.journal.JournalException;
import io.outcry.launcher.explain.OrderExplainer;
import io.outcry.launcher.explain.OrderLife;
import io.outcry.launcher.explain.OrderLifeText;
import io.outcry.launcher.feed.ProgressBar;
import io.outcry.launcher.report.ReportPrinter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells the life of one order. */
@Command(
        name = "explain",
        description = "Tells the life of one order: how it came, what was ahead of it, what moved it forward, what it"
                + " traded, and why it ended as it did. Exit code 0: told; 2: there is no such order or no journal.",
        mixinStandardHelpOptions = true)
final class JournalExplainCommand implements Callable<Integer> {
    @Mixin
    private JournalRun run;

    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "1",
            paramLabel = "ORDER",
            arity = "0..1",
            description = "Number that the exchange gave the order (orderId).")
    private Long orderId;

    @ArgGroup(exclusive = false)
    private OfClient ofClient;

    @Option(names = "--json", description = "Prints one JSON array of orders; everything else goes to standard error.")
    private boolean json;

    /** An order by the number that its client gave it. */
    static final class OfClient {
        @Option(names = "--account", paramLabel = "A", required = true, description = "Account of the order.")
        private int accountId;

        @Option(
                names = "--cl-ord-id",
                paramLabel = "N",
                required = true,
                description = "Number that the client gave the order (clOrdId).")
        private long clOrdId;
    }

    @Override
    public Integer call() {
        if ((orderId == null) == (ofClient == null)) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "give either ORDER, or --account and --cl-ord-id");
        }
        final ProgressBar progress =
                new ProgressBar(System.err, System.console() != null, "explain", Math.max(1, run.countCommands()));
        final List<OrderLife> lives = orderId != null
                ? OrderExplainer.explain(run.directory(), orderId, progress::at)
                : OrderExplainer.explain(run.directory(), ofClient.accountId, ofClient.clOrdId, progress::at);
        progress.finish();
        if (lives.isEmpty()) {
            throw new JournalException(run.directory() + " has no such order; 'outcry journal dump --events "
                    + run.directory() + "' lists all of them");
        }
        if (json) {
            ReportPrinter.json(lives, System.out);
        } else {
            lives.forEach(life -> OrderLifeText.lines(life).forEach(System.out::println));
        }
        return 0;
    }
}
