/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aeron.Aeron;
import io.aeron.exceptions.AeronException;
import io.outcry.client.ClientContext;
import io.outcry.launcher.config.ConfigLoader;
import io.outcry.launcher.config.Mode;
import io.outcry.launcher.config.OutcryConfig;
import io.outcry.launcher.feed.Feed;
import io.outcry.launcher.feed.FeedConfiguration;
import io.outcry.launcher.feed.ProgressBar;
import io.outcry.launcher.feed.Tape;
import io.outcry.launcher.feed.TapeReader;
import io.outcry.launcher.feed.WarmUp;
import io.outcry.launcher.journal.RunReplay;
import io.outcry.launcher.node.DedicatedExchange;
import io.outcry.launcher.node.Exchange;
import io.outcry.launcher.node.NodeContext;
import io.outcry.launcher.node.SharedExchange;
import io.outcry.launcher.report.Expectation;
import io.outcry.launcher.report.ReportPrinter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import org.agrona.IoUtil;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Plays recorded order flow into an exchange, by default a fresh one, and reports what came of it. */
@Command(
        name = "feed",
        description = "Plays recorded order flow through a client session into a fresh exchange, or a running one, and"
                + " prints a report of trades and book, rebuilt from the market data.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The tape is CSV, plain or gzip: seq,ts_ms,action,order_id,side,price,qty[,tif], with or without a header.",
            "action is N (new) or X (cancel), side B or S, price in ticks, qty in lots, tif GTC, IOC or FOK.",
            "Exit code 0: done, and as expected; 1: something differs from --expect; 2: it could not be played."
        })
final class FeedCommand implements Callable<Integer> {
    private static final String WARM_UP = "-warm-up";
    private static final List<String> OPTIONS_OF_A_FRESH_EXCHANGE =
            List.of("--mode", "--data-dir", "--repeat", "--no-warm-up");
    private static final int MAX_REPEAT = 1000;
    private static final double NS_PER_US = 1_000;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The tape.")
    private Path file;

    @Option(
            names = "--expect",
            paramLabel = "FILE",
            description = "JSON with expected results; every field in it is compared, then MATCH or MISMATCH printed.")
    private Path expect;

    @Option(
            names = "--speed",
            paramLabel = "max|N",
            defaultValue = "max",
            converter = Speed.class,
            description =
                    "As fast as acknowledgements allow, or N times the recorded speed. Default: ${DEFAULT-VALUE}.")
    private double speed;

    @Option(
            names = "--connect",
            paramLabel = "DIR",
            description = "Aeron directory of a running exchange to play into, which has the configuration of"
                    + " examples/feed.yaml and an empty book. Default: one is started, and stopped at the end.")
    private Path connect;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "shared",
            description = "shared (one process) or dedicated (four processes). Default: ${DEFAULT-VALUE}.")
    private Mode mode;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Keeps the journal in this folder, which must be new or empty. Default: it is not kept.")
    private Path dataDir;

    @Option(
            names = "--repeat",
            paramLabel = "N",
            defaultValue = "1",
            description = "Plays the tape N times, each into an instrument of its own. Default: ${DEFAULT-VALUE}.")
    private int repeat;

    @Option(
            names = "--no-warm-up",
            description = "Skips the scratch run that lets Java compile the order path before a shared exchange opens.")
    private boolean cold;

    @Option(names = "--json", description = "Prints one JSON object; everything else goes to standard error.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (repeat < 1 || repeat > MAX_REPEAT) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--repeat must be 1 to " + MAX_REPEAT);
        }
        if (dataDir != null && Files.exists(dataDir) && !isEmpty(dataDir)) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--data-dir " + dataDir + " is not empty; a feed needs a fresh exchange");
        }
        if (connect != null) {
            refuseOptionsOfAFreshExchange();
        }
        final Expectation expectation = expect == null ? null : Expectation.read(expect);
        final Tape tape = TapeReader.read(file);
        if (connect != null) {
            return feed(tape, expectation, connect.toString());
        }
        final Path scratch = Files.createTempDirectory("outcry-feed-");
        final String aeronDir = ClientContext.defaultAeronDirectory() + "-feed-"
                + ProcessHandle.current().pid();
        deleteAtExit(List.of(scratch, Path.of(aeronDir), Path.of(aeronDir + WARM_UP)));
        return play(tape, expectation, scratch, aeronDir);
    }

    private void refuseOptionsOfAFreshExchange() {
        for (final String option : OPTIONS_OF_A_FRESH_EXCHANGE) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new CommandLine.ParameterException(
                        spec.commandLine(), option + " is for an exchange that the feed starts, not for --connect");
            }
        }
    }

    /** Also if a signal ends the process before the exchange is closed. */
    private static void deleteAtExit(final List<Path> directories) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> directories.forEach(each -> IoUtil.delete(each.toFile(), true)), "feed clean-up"));
    }

    private int play(final Tape tape, final Expectation expectation, final Path scratch, final String aeronDir)
            throws IOException {
        final Path journal = dataDir == null ? scratch.resolve("journal") : dataDir;
        final Path configFile = scratch.resolve("feed.yaml");
        Files.writeString(
                configFile,
                FeedConfiguration.yaml(
                        tape.rows(), repeat, mode.name().toLowerCase(Locale.ROOT), scratch.toString(), aeronDir));
        final OutcryConfig config = ConfigLoader.load(Optional.of(configFile), List.of(), Map.of());
        final NodeContext context = new NodeContext(config, journal, () -> {});
        if (!cold && mode == Mode.SHARED && speed == RunReplay.MAX_SPEED) {
            System.err.println("warming up");
            WarmUp.run(aeronDir + WARM_UP);
        }
        try (Exchange exchange = launch(context, configFile)) {
            return feed(tape, expectation, exchange.aeronDirectory().toString());
        }
    }

    private int feed(final Tape tape, final Expectation expectation, final String aeronDir) {
        final ProgressBar progress =
                new ProgressBar(System.err, System.console() != null, "feed", (long) tape.rows() * repeat);
        try (Aeron aeron = connectAeron(aeronDir)) {
            final Feed feed = new Feed(tape, repeat, speed, aeron, progress::at);
            final List<ObjectNode> reports = feed.run();
            progress.finish();
            final List<String> differences = differences(reports, expectation);
            print(feed, reports.get(0));
            return conclude(differences, expectation != null || repeat > 1);
        }
    }

    private Aeron connectAeron(final String aeronDir) {
        try {
            return Aeron.connect(
                    new Aeron.Context().aeronDirectoryName(aeronDir).preTouchMappedMemory(true));
        } catch (final AeronException e) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "no exchange in the Aeron directory " + aeronDir + ": " + e.getMessage());
        }
    }

    private Exchange launch(final NodeContext context, final Path configFile) {
        return mode == Mode.DEDICATED
                ? DedicatedExchange.launch(context, List.of("--config", configFile.toString()))
                : SharedExchange.launch(context);
    }

    private static List<String> differences(final List<ObjectNode> reports, final Expectation expectation) {
        final List<String> differences = new ArrayList<>();
        final ObjectNode first = reports.get(0);
        if (expectation != null) {
            differences.addAll(expectation.differences(first));
        }
        for (int i = 1; i < reports.size(); i++) {
            if (!reports.get(i).equals(first)) {
                differences.add("repetition " + (i + 1) + " gave another result than the first");
            }
        }
        return differences;
    }

    private void print(final Feed feed, final ObjectNode report) {
        report.put("repeat", repeat);
        report.put("orders_per_second", Math.round(feed.ordersPerSecond()));
        final Histogram latency = feed.ackLatencyNs();
        report.putObject("ack_latency_us")
                .put("p50", latency.getValueAtPercentile(50) / NS_PER_US)
                .put("p90", latency.getValueAtPercentile(90) / NS_PER_US)
                .put("p99", latency.getValueAtPercentile(99) / NS_PER_US)
                .put("p99_9", latency.getValueAtPercentile(99.9) / NS_PER_US)
                .put("max", latency.getMaxValue() / NS_PER_US);
        if (json) {
            ReportPrinter.json(report, System.out);
        } else {
            ReportPrinter.text(report, System.out);
        }
    }

    private int conclude(final List<String> differences, final boolean compared) {
        final var out = json ? System.err : System.out;
        differences.forEach(out::println);
        if (compared) {
            out.println(differences.isEmpty() ? "MATCH" : "MISMATCH");
        }
        return differences.isEmpty() ? 0 : 1;
    }

    private static boolean isEmpty(final Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try (var entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        }
    }
}
