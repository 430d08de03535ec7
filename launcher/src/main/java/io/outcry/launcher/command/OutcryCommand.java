/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.command;

import io.outcry.launcher.config.Mode;
import io.outcry.launcher.config.OutcryConfig;
import io.outcry.launcher.node.DedicatedExchange;
import io.outcry.launcher.node.Exchange;
import io.outcry.launcher.node.NodeContext;
import io.outcry.launcher.node.SharedExchange;
import io.outcry.launcher.traders.SimulatedTraders;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code outcry}: without a subcommand it starts an exchange and shows what it does until it is stopped. */
@Command(
        name = "outcry",
        description = "An order-matching exchange on your own machine. Without a command: start it.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Examples:",
            "  outcry                              start an exchange with simulated traders",
            "  outcry --set traders.enabled=false  start one that is quiet until you trade",
            "  outcry feed tape.csv.gz             play recorded order flow into a fresh exchange",
            "  outcry journal replay data/NAME     rebuild a run from its journal",
            "  outcry run FILE.java                run your program against the exchange",
            "  outcry bench matching               measure the speed of the order book"
        },
        subcommands = {
            FeedCommand.class,
            JournalCommand.class,
            NodeCommand.class,
            AccountsCommand.class,
            OrdersCommand.class,
            StatusCommand.class,
            ConfigCommand.class
        })
public final class OutcryCommand implements Callable<Integer> {
    private static final long REFRESH_MS = 200;

    @Mixin
    private ConfigOptions configOptions;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Folder of the journal, continued if it holds one. Default: a new folder below dataDir.")
    private Path directory;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description = "shared (one process) or dedicated (four processes). Default: as configured.")
    private Mode mode;

    /** Made by the command line. */
    public OutcryCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        final OutcryConfig config = configOptions.load();
        final Path journal = RunDirectory.choose(directory, config.dataDir());
        try (StopSignal stop = new StopSignal()) {
            final NodeContext context = new NodeContext(config, journal, stop::raise);
            try (Exchange exchange = launch(context)) {
                run(config, exchange, stop);
                if (exchange.failure() != null) {
                    System.err.println("outcry: stopped: " + exchange.failure());
                    return 1;
                }
            }
            System.out.println("stopped; replay this run with: outcry journal replay " + journal);
        }
        return 0;
    }

    private Exchange launch(final NodeContext context) {
        final Mode chosen = mode == null ? context.config().mode() : mode;
        return chosen == Mode.DEDICATED
                ? DedicatedExchange.launch(context, configOptions.arguments())
                : SharedExchange.launch(context);
    }

    private static void run(final OutcryConfig config, final Exchange exchange, final StopSignal stop)
            throws InterruptedException {
        try (StatusLine status = new StatusLine(exchange, config.definitions(), System.out, System.console() != null);
                SimulatedTraders traders = config.traders().enabled()
                        ? SimulatedTraders.start(config, exchange.aeronDirectory(), stop::raise)
                        : null) {
            status.greet(config);
            while (!stop.await(REFRESH_MS)) {
                status.refresh();
            }
            status.end();
        }
    }
}
