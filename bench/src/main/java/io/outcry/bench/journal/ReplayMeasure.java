/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.journal;

import io.outcry.journal.JournalDirectory;
import io.outcry.journal.JournalReader;
import io.outcry.launcher.journal.EventDiff;
import io.outcry.matching.EngineCore;
import io.outcry.matching.EventBuffer;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Replays the journal of the run on one thread, once as fast as it can and once with every check that there is. */
final class ReplayMeasure {
    private static final int FRAME_LIMIT = 4096;

    private final Path directory;

    ReplayMeasure(final Path directory) {
        this.directory = directory;
    }

    /** Commands per second: frames are checked as they are read, and the engine compares the stamped hashes. */
    double replay() {
        final EngineCore core = new EngineCore();
        final EventBuffer events = new EventBuffer();
        final long start = System.nanoTime();
        try (JournalReader commands = JournalReader.open(JournalDirectory.commands(directory))) {
            while (commands.poll(
                            (sequence, timeNs, buffer, offset, length) -> {
                                events.clear();
                                core.onCommand(sequence, timeNs, buffer, offset, length, events);
                            },
                            FRAME_LIMIT)
                    > 0) {}
        }
        return perSecond(core.sequence(), System.nanoTime() - start);
    }

    /** Commands per second: both journals are verified whole, and each recorded event is compared with that of the replay. */
    double verify() {
        final long commands = lastCommand();
        final long start = System.nanoTime();
        final EventDiff.Result result = EventDiff.ofReplay(directory, compared -> {});
        if (!result.isEqual()) {
            throw new IllegalStateException(String.join("\n", result.lines()));
        }
        return perSecond(commands, System.nanoTime() - start);
    }

    private long lastCommand() {
        try (JournalReader commands = JournalReader.open(JournalDirectory.commands(directory))) {
            return commands.readToEnd();
        }
    }

    private static double perSecond(final long commands, final long elapsedNs) {
        return commands * (double) TimeUnit.SECONDS.toNanos(1) / elapsedNs;
    }
}
