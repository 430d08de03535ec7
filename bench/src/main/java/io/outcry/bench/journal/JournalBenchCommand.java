/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.journal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.outcry.bench.matching.Machine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.agrona.IoUtil;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the journal costs and what it gives back. */
@Command(
        name = "journal",
        description = {
            "Writes the journal of generated trading and measures what it costs and gives back.",
            "",
            "Trading: ten instruments with 2,700 resting orders each; 45 % new orders, 40 % cancels, 10 % replaces and 5 %"
                    + " immediate orders, about orders picked at random from all that rest; the hash of all events in"
                    + " every thousandth command.",
            "",
            "Measured, on one thread unless said otherwise: appending batches of 20 commands, in turn with a bare Chronicle"
                    + " Queue that gets the same batches, each command behind its length, while a second thread prepares the journal's"
                    + " pages, as in the exchange; latency of the engine while a second thread follows and takes"
                    + " snapshots, and while it does not, at 100,000 commands per second; the start of the engine when"
                    + " its last snapshot is as old as it can be; replay of all commands; and replay with every check:"
                    + " both journals verified whole, each event compared with the recorded one.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  outcry bench journal                                 ten million commands, some minutes, 3 GB of disk",
            "  outcry bench journal --commands 1000000 --json       for a program",
            "  outcry bench journal --data-dir data/bench           keeps the run, for 'outcry journal'"
        })
public final class JournalBenchCommand implements Callable<Integer> {
    private static final int COMMANDS_MIN = 2 * AppendMeasure.CHUNK;
    private static final int COMMANDS_MAX = 100_000_000;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--commands",
            paramLabel = "N",
            defaultValue = "10000000",
            description = "Length of the run, 20000 to 100000000. Default: ${DEFAULT-VALUE}.")
    private int commands;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "23",
            description = "Another seed is another run. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description =
                    "Folder of the run, new or empty; it is kept. Without it, a temporary one is used and deleted.")
    private Path dataDir;

    @Option(names = "--json", description = "Prints one JSON object; everything else goes to standard error.")
    private boolean json;

    /** Made by the command line. */
    public JournalBenchCommand() {}

    @Override
    public Integer call() throws Exception {
        if (commands < COMMANDS_MIN || commands > COMMANDS_MAX) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "--commands must be " + COMMANDS_MIN + " to " + COMMANDS_MAX + ", not " + commands);
        }
        if (dataDir != null && Files.exists(dataDir.resolve("commands"))) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--data-dir: there is a run in " + dataDir + " already");
        }
        final Path directory = dataDir == null ? Files.createTempDirectory("outcry-bench-journal-") : dataDir;
        try {
            report(new JournalBench(directory, commands, seed, System.err, System.console() != null).run());
        } finally {
            if (dataDir == null) {
                IoUtil.delete(directory.toFile(), false);
            }
        }
        return 0;
    }

    private void report(final JournalBench.Result result) {
        if (json) {
            System.out.println(json(result).toPrettyString());
        } else {
            text(result);
        }
    }

    private ObjectNode json(final JournalBench.Result result) {
        final ObjectNode report = JsonNodeFactory.instance.objectNode();
        report.put("commands", result.commands()).put("seed", seed);
        report.putObject("append")
                .put("ns_per_command", rounded(result.append().nsPerCommand()))
                .put("bare_chronicle_ns_per_command", rounded(result.append().bareNsPerCommand()))
                .put("ratio", rounded(result.append().ratio()))
                .put("commands_per_batch", AppendMeasure.COMMANDS_PER_BATCH);
        report.put("bytes_per_command", rounded(result.bytesPerCommand()));
        report.putObject("snapshot")
                .put("engine_p99_us", rounded(result.snapshot().quietP99Us()))
                .put("engine_p99_us_during_snapshot", rounded(result.snapshot().snapshotP99Us()))
                .put("snapshots", result.snapshot().snapshots())
                .put("ms", rounded(result.snapshot().snapshotMs()));
        report.putObject("recovery")
                .put("seconds", rounded(result.recovery().seconds()))
                .put("commands_behind_snapshot", result.recovery().behindSnapshot());
        report.put("replay_commands_per_second", Math.round(result.replayPerSecond()));
        report.put("verify_commands_per_second", Math.round(result.verifyPerSecond()));
        Machine.here().addTo(report);
        return report;
    }

    private static void text(final JournalBench.Result result) {
        final Machine machine = Machine.here();
        line("machine", "%s, %d cores, %s, %s", machine.cpu(), machine.cores(), machine.os(), machine.jdk());
        line("run", "%,d commands, %.1f bytes each in the journal", result.commands(), result.bytesPerCommand());
        line(
                "append",
                "%.1f ns a command; bare Chronicle %.1f ns; ratio %.2f",
                result.append().nsPerCommand(),
                result.append().bareNsPerCommand(),
                result.append().ratio());
        line(
                "snapshot",
                "engine's p99 %.1f us without, %.1f us during one; %d of %.1f ms",
                result.snapshot().quietP99Us(),
                result.snapshot().snapshotP99Us(),
                result.snapshot().snapshots(),
                result.snapshot().snapshotMs());
        line(
                "recovery",
                "%.2f s, %,d commands behind the snapshot",
                result.recovery().seconds(),
                result.recovery().behindSnapshot());
        line("replay", "%,.0f commands per second", result.replayPerSecond());
        line("verify", "%,.0f commands per second, with every check", result.verifyPerSecond());
    }

    private static void line(final String name, final String format, final Object... values) {
        System.out.printf(Locale.ROOT, "%-10s%s%n", name, String.format(Locale.ROOT, format, values));
    }

    private static double rounded(final double value) {
        return Math.round(value * 100) / 100.0;
    }
}
