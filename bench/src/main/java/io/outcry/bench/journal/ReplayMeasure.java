/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.journal;

import io.outcry.journal.JournalDirectory;
import io.outcry.journal.JournalReader;
import io.outcry.journal.JournalSummary;
import io.outcry.journal.JournalVerifier;
import io.outcry.matching.EngineCore;
import io.outcry.matching.EventBuffer;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;

/** Replays the journal of the run on one thread, once as fast as it can and once with every check that there is. */
final class ReplayMeasure {
    private static final int FRAME_LIMIT = 4096;

    private final Path directory;
    private EngineCore core;
    private EventBuffer events;

    ReplayMeasure(final Path directory) {
        this.directory = directory;
    }

    /** Commands per second: frames are checked as they are read, and the engine compares the stamped hashes. */
    double replay() {
        begin();
        final long start = System.nanoTime();
        try (JournalReader commands = JournalReader.open(JournalDirectory.commands(directory))) {
            while (commands.poll(this::apply, FRAME_LIMIT) > 0) {}
        }
        return perSecond(System.nanoTime() - start);
    }

    /**
     * Commands per second: both journals are verified whole first, then every event of the replay is compared with the one
     * that was recorded.
     */
    double verify() {
        begin();
        final long start = System.nanoTime();
        JournalVerifier.verify(JournalDirectory.commands(directory));
        final JournalSummary recorded = JournalVerifier.verify(JournalDirectory.events(directory));
        final RecordedEvents comparison = new RecordedEvents(events);
        try (JournalReader commands = JournalReader.open(JournalDirectory.commands(directory));
                JournalReader eventFrames = JournalReader.open(JournalDirectory.events(directory))) {
            while (commands.poll(
                            (sequence, timeNs, buffer, offset, length) -> {
                                apply(sequence, timeNs, buffer, offset, length);
                                comparison.compare(eventFrames);
                            },
                            FRAME_LIMIT)
                    > 0) {}
        }
        if (core.events() != recorded.lastSequence()) {
            throw new IllegalStateException(
                    "the replay gave " + core.events() + " events, recorded are " + recorded.lastSequence());
        }
        return perSecond(System.nanoTime() - start);
    }

    /** After the last replay. */
    EngineCore engine() {
        return core;
    }

    private void begin() {
        core = new EngineCore();
        events = new EventBuffer();
    }

    private void apply(
            final long sequence, final long timeNs, final UnsafeBuffer buffer, final int offset, final int length) {
        events.clear();
        core.onCommand(sequence, timeNs, buffer, offset, length, events);
    }

    private double perSecond(final long elapsedNs) {
        return core.sequence() * (double) TimeUnit.SECONDS.toNanos(1) / elapsedNs;
    }
}
