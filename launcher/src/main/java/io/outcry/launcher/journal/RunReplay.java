/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.journal;

import io.outcry.journal.FrameHandler;
import io.outcry.journal.JournalDirectory;
import io.outcry.journal.JournalReader;
import io.outcry.matching.EngineCore;
import io.outcry.matching.EngineSnapshots;
import io.outcry.matching.EventBuffer;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Applies the commands of a run once more: those before a range silently and at once, those in it at a pace, those behind it not at
 * all. Used by one thread.
 */
public final class RunReplay implements FrameHandler {
    /** As fast as it goes. */
    public static final double MAX_SPEED = 0;

    private static final int FRAME_LIMIT = 4096;

    private final Path directory;
    private final JournalPoint from;
    private final JournalPoint to;
    private final double speed;
    private final Listener listener;
    private final EventBuffer events;
    private EngineCore core = new EngineCore();
    private boolean isInRange;
    private boolean isOver;
    private long startNs;
    private long recordedStartNs;

    /** Sees what the replay does. */
    public interface Listener {
        /**
         * The replay begins.
         *
         * @param core that will apply the commands, as a snapshot left it; to be read only
         */
        void onBegin(EngineCore core);

        /** The next command is the first one of the range. */
        void onRange();

        /**
         * A command was applied. Whoever listens empties the buffer of events.
         *
         * @param isInRange false if it is to be passed over in silence
         * @param buffer that holds the command
         * @param offset of its header
         */
        void onCommand(boolean isInRange, UnsafeBuffer buffer, int offset);

        /**
         * The next command is not due yet; called again and again.
         *
         * @param dueInNs how long that takes, ns
         */
        void onIdle(long dueInNs);

        /**
         * Whether to end before the range does.
         *
         * @return true to end
         */
        boolean isStopped();
    }

    /**
     * A replay that was not begun.
     *
     * @param directory of the run
     * @param from first command of the range
     * @param to last command of the range
     * @param speed multiple of the recorded one, or {@link #MAX_SPEED}
     * @param events where the listener finds the events of a command
     * @param listener called on the thread that runs this
     */
    public RunReplay(
            final Path directory,
            final JournalPoint from,
            final JournalPoint to,
            final double speed,
            final EventBuffer events,
            final Listener listener) {
        this.directory = directory;
        this.from = from;
        this.to = to;
        this.speed = speed;
        this.events = events;
        this.listener = listener;
    }

    /**
     * Applies all commands from the first one on.
     *
     * @param progress told the sequence of the last command now and then
     * @throws io.outcry.journal.JournalException if the journal is missing or damaged
     * @throws IllegalStateException if a hash in it is not the one of this replay
     */
    public void run(final LongConsumer progress) {
        try (JournalReader reader = JournalReader.open(JournalDirectory.commands(directory))) {
            run(reader, progress);
        }
    }

    /**
     * Goes on from the newest snapshot in front of the range, if there is one.
     *
     * @param progress told the sequence of the last command now and then
     * @throws io.outcry.journal.JournalException if the journal is missing or damaged
     * @throws IllegalStateException if a hash in it is not the one of this replay
     */
    public void runFromSnapshot(final LongConsumer progress) {
        final EngineSnapshots.Restored restored = new EngineSnapshots(JournalDirectory.snapshots(directory))
                .newest(position -> from.compare(position.sequence(), position.timeNs()) < 0);
        core = restored.core();
        try (JournalReader reader =
                JournalReader.openBehind(JournalDirectory.commands(directory), restored.position())) {
            run(reader, progress);
        }
    }

    private void run(final JournalReader reader, final LongConsumer progress) {
        listener.onBegin(core);
        while (!isOver && reader.poll(this, FRAME_LIMIT) > 0) {
            progress.accept(core.sequence());
        }
    }

    @Override
    public void onFrame(
            final long sequence, final long timeNs, final UnsafeBuffer buffer, final int offset, final int length) {
        isOver |= to.compare(sequence, timeNs) > 0 || listener.isStopped();
        if (isOver) {
            return;
        }
        if (!isInRange && from.compare(sequence, timeNs) >= 0) {
            isInRange = true;
            listener.onRange();
            startNs = System.nanoTime();
            recordedStartNs = timeNs;
        }
        if (isInRange && speed != MAX_SPEED) {
            await(timeNs);
        }
        if (!isOver) {
            core.onCommand(sequence, timeNs, buffer, offset, length, events);
            listener.onCommand(isInRange, buffer, offset);
        }
    }

    private void await(final long timeNs) {
        final long dueNs = startNs + (long) ((timeNs - recordedStartNs) / speed);
        for (long leftNs = dueNs - System.nanoTime(); leftNs > 0 && !isOver; leftNs = dueNs - System.nanoTime()) {
            listener.onIdle(leftNs);
            isOver = listener.isStopped();
        }
    }
}
