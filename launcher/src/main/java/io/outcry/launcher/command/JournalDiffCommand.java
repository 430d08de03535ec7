/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.command;

import io.outcry.journal.JournalDirectory;
import io.outcry.journal.JournalReader;
import io.outcry.launcher.feed.ProgressBar;
import io.outcry.launcher.journal.EventDiff;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Tells where the events of two runs part. */
@Command(
        name = "diff",
        description =
                "Compares the events of two runs or, of one run, those that it recorded with those that this version"
                        + " gives for its commands; tells the first difference. Exit code 0: equal; 1: different; 2: there"
                        + " is no journal, or it is damaged.",
        mixinStandardHelpOptions = true)
final class JournalDiffCommand implements Callable<Integer> {
    @Mixin
    private JournalRun run;

    @Parameters(index = "1", paramLabel = "OTHER", arity = "0..1", description = "Folder of the run to compare with.")
    private Path other;

    @Override
    public Integer call() {
        try (JournalDirectory lock = run.lock();
                JournalDirectory lockOfOther = other == null ? null : JournalRun.lock(other)) {
            return compare();
        }
    }

    private int compare() {
        final ProgressBar progress =
                new ProgressBar(System.err, System.console() != null, "diff", Math.max(1, countEvents()));
        final EventDiff.Result result = other == null
                ? EventDiff.ofReplay(run.directory(), progress::at)
                : EventDiff.ofRuns(run.directory(), other, progress::at);
        result.lines().forEach(System.out::println);
        return result.isEqual() ? 0 : 1;
    }

    private long countEvents() {
        try (JournalReader reader = JournalReader.open(run.events())) {
            return reader.readToEnd();
        }
    }
}
