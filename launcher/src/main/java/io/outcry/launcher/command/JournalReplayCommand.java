/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.outcry.journal.JournalDirectory;
import io.outcry.journal.JournalSummary;
import io.outcry.journal.JournalVerifier;
import io.outcry.launcher.feed.ProgressBar;
import io.outcry.launcher.journal.JournalReplay;
import io.outcry.launcher.report.ReportPrinter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Rebuilds a run from its commands. */
@Command(
        name = "replay",
        description = "Rebuilds everything from the commands journal alone and prints the report of the run, checking"
                + " every hash in it.",
        mixinStandardHelpOptions = true)
final class JournalReplayCommand implements Callable<Integer> {
    @Mixin
    private JournalRun run;

    @Option(names = "--json", description = "Prints one JSON object; everything else goes to standard error.")
    private boolean json;

    @Override
    public Integer call() {
        try (JournalDirectory lock = run.lock()) {
            final JournalSummary summary = JournalVerifier.verify(run.commands());
            final JournalReplay replay = new JournalReplay();
            final ProgressBar progress = new ProgressBar(
                    System.err, System.console() != null, "replay", Math.max(1, summary.lastSequence()));
            replay.run(run.directory(), progress::at);
            progress.finish();
            final ObjectNode result = replay.result();
            if (json) {
                ReportPrinter.json(result, System.out);
            } else {
                ReportPrinter.text(result, System.out);
            }
            return 0;
        }
    }
}
