/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.outcry.client.ClientContext;
import io.outcry.journal.JournalDirectory;
import io.outcry.journal.JournalSummary;
import io.outcry.journal.JournalVerifier;
import io.outcry.launcher.feed.ProgressBar;
import io.outcry.launcher.journal.JournalReplay;
import io.outcry.launcher.node.ReplayedExchange;
import io.outcry.launcher.report.ReportPrinter;
import io.outcry.matching.EngineCore;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Rebuilds a run from its commands. */
@Command(
        name = "replay",
        description = "Rebuilds everything from the commands journal alone and prints the report of the run, checking"
                + " every hash in it; or publishes its market data and execution events once more.",
        mixinStandardHelpOptions = true)
final class JournalReplayCommand implements Callable<Integer> {
    @Mixin
    private JournalRun run;

    @Mixin
    private JournalRange range;

    @Option(
            names = "--speed",
            paramLabel = "max|N",
            defaultValue = "max",
            converter = Speed.class,
            description = "As fast as it goes, or N times the recorded speed. Default: ${DEFAULT-VALUE}.")
    private double speed;

    @ArgGroup(exclusive = false)
    private Streams streams;

    @Option(names = "--json", description = "Prints one JSON object; everything else goes to standard error.")
    private boolean json;

    /** Where market data and events go to. */
    static final class Streams {
        @Option(
                names = "--to-stream",
                required = true,
                description =
                        "Publishes market data and execution events as the exchange did, from a media driver of its own,"
                                + " when the first subscriber is there.")
        private boolean isWanted;

        @Option(
                names = "--aeron-dir",
                paramLabel = "DIR",
                description = "Folder of that media driver. Default: one named after user and process.")
        private Path aeronDirectory = Path.of(ClientContext.defaultAeronDirectory() + "-replay-"
                + ProcessHandle.current().pid());

        @Option(names = "--no-wait", description = "Begins at once, whether somebody listens or not.")
        private boolean isImpatient;
    }

    @Override
    public Integer call() {
        try (JournalDirectory lock = run.lock()) {
            final JournalSummary summary = JournalVerifier.verify(run.commands());
            final ProgressBar progress = new ProgressBar(
                    System.err, System.console() != null, "replay", Math.max(1, summary.lastSequence()));
            if (streams == null) {
                report(progress);
            } else {
                publish(progress);
            }
            return 0;
        }
    }

    private void report(final ProgressBar progress) {
        final JournalReplay replay = new JournalReplay();
        replay.run(run.directory(), range.from(), range.to(), speed, progress::at);
        progress.finish();
        print(replay.result());
    }

    private void publish(final ProgressBar progress) {
        try (StopSignal stop = new StopSignal();
                ReplayedExchange exchange = new ReplayedExchange(
                        streams.aeronDirectory, !streams.isImpatient, this::tellWhere, stop::isRaised)) {
            final EngineCore core = exchange.run(run.directory(), range.from(), range.to(), speed, progress::at);
            final ObjectNode result = JsonNodeFactory.instance.objectNode();
            result.put("commands", core.sequence());
            result.put("events", core.events());
            result.put("event_hash", HexFormat.of().toHexDigits(core.eventHash()));
            result.put("stopped", stop.isRaised());
            print(result);
        }
    }

    private void tellWhere() {
        System.err.println("publishing in Aeron directory " + streams.aeronDirectory
                + (streams.isImpatient ? "" : "; waiting for a subscriber") + "; Ctrl-C stops it");
    }

    private void print(final ObjectNode result) {
        if (json) {
            ReportPrinter.json(result, System.out);
        } else {
            ReportPrinter.text(result, System.out);
        }
    }
}
