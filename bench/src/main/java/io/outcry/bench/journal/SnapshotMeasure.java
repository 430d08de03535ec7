/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.journal;

import io.outcry.codecs.types.AckLevel;
import io.outcry.journal.FrameBatch;
import io.outcry.journal.JournalReader;
import io.outcry.journal.JournalWriter;
import io.outcry.journal.SnapshotWriter;
import io.outcry.matching.EngineCore;
import io.outcry.matching.EventBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.agrona.collections.LongArrayList;
import org.agrona.collections.MutableInteger;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a snapshot does to the engine: one thread journals and applies batches at a fixed pace, a second one follows through the
 * journal and takes snapshots. Latency runs from the time when a batch should have begun, whether the thread was ready or not, to
 * the end of its last command. Each snapshot, and each time between two, has a 99th percentile of its own, and the median of them
 * counts: time that the host takes away falls on some of them, a snapshot that disturbs on all.
 */
final class SnapshotMeasure {
    static final int COMMANDS = 600_000;

    private static final int WARM_UP_COMMANDS = 200_000;
    private static final int COMMANDS_PER_SNAPSHOT = 50_000;
    private static final int BATCH = AppendMeasure.COMMANDS_PER_BATCH;
    private static final long BATCH_INTERVAL_NS = TimeUnit.MICROSECONDS.toNanos(200);
    private static final long IDLE_NS = TimeUnit.MICROSECONDS.toNanos(50);
    private static final int FRAME_LIMIT = 64;
    private static final long PREALLOCATED_BYTES = 128L * COMMANDS;

    private final Histogram latencyNs = new Histogram(3);
    private final LongArrayList quietP99Ns = new LongArrayList();
    private final LongArrayList snapshotP99Ns = new LongArrayList();
    private final Path directory;
    private final RandomTrading trading;
    private final CommandChunk commands = new CommandChunk(COMMANDS);
    private final long firstSequence;
    private final EngineCore engine;
    private final EngineCore follower;
    private volatile boolean isTakingSnapshot;
    private volatile boolean isDone;
    private long snapshotElapsedNs;
    private int snapshots;

    /**
     * Latencies of batches.
     *
     * @param quietP99Us while no snapshot was taken, median
     * @param snapshotP99Us while one was, median
     * @param snapshots how many were taken
     * @param snapshotMs how long one took
     */
    record Result(double quietP99Us, double snapshotP99Us, int snapshots, double snapshotMs) {}

    /** Goes on where the run has ended. */
    SnapshotMeasure(final Path directory, final RandomTrading trading) {
        this.directory = directory;
        this.trading = trading;
        engine = copy(trading.engine());
        follower = copy(trading.engine());
        firstSequence = trading.sequence();
    }

    Result run() {
        commands.fill(trading, COMMANDS);
        try (JournalWriter journal = JournalWriter.open(directory.resolve("paced"), AckLevel.PROCESS)) {
            final CompletableFuture<Void> following = CompletableFuture.runAsync(this::follow);
            trade(journal);
            isDone = true;
            following.join();
        }
        return new Result(
                medianUs(quietP99Ns),
                medianUs(snapshotP99Ns),
                snapshots,
                (double) snapshotElapsedNs / Math.max(1, snapshots) / TimeUnit.MILLISECONDS.toNanos(1));
    }

    private void trade(final JournalWriter journal) {
        final FrameBatch batch = new FrameBatch(1 << 16);
        final EventBuffer events = new EventBuffer();
        boolean wasTaking = false;
        long dueNs = System.nanoTime();
        for (int from = 0; from < COMMANDS; from += BATCH) {
            while (System.nanoTime() - dueNs < 0) {
                Thread.onSpinWait();
            }
            batch.clear();
            for (int i = from; i < from + BATCH; i++) {
                batch.add(i + 1L, timeNs(i), commands.buffer(), commands.offset(i), commands.length(i));
            }
            journal.append(batch);
            if (from == 0) {
                journal.preallocate(PREALLOCATED_BYTES);
                dueNs = System.nanoTime();
            }
            events.clear();
            for (int i = from; i < from + BATCH; i++) {
                engine.onCommand(
                        commands.sequence(i),
                        timeNs(i),
                        commands.buffer(),
                        commands.offset(i),
                        commands.length(i),
                        events);
            }
            latencyNs.recordValue(System.nanoTime() - dueNs);
            if (isTakingSnapshot != wasTaking) {
                if (from >= WARM_UP_COMMANDS) {
                    (wasTaking ? snapshotP99Ns : quietP99Ns).addLong(latencyNs.getValueAtPercentile(99));
                }
                wasTaking = !wasTaking;
                latencyNs.reset();
            }
            dueNs += BATCH_INTERVAL_NS;
        }
    }

    private void follow() {
        final EventBuffer events = new EventBuffer();
        int nextSnapshot = COMMANDS_PER_SNAPSHOT;
        try (JournalReader journal = JournalReader.open(directory.resolve("paced"))) {
            while (!isDone) {
                final int frames = journal.poll(
                        (sequence, timeNs, buffer, offset, length) ->
                                apply(sequence, timeNs, buffer, offset, length, events),
                        FRAME_LIMIT);
                if (frames == 0) {
                    LockSupport.parkNanos(IDLE_NS);
                } else if (follower.sequence() - firstSequence >= nextSnapshot) {
                    nextSnapshot += COMMANDS_PER_SNAPSHOT;
                    takeSnapshot(journal);
                }
            }
        }
    }

    private void apply(
            final long sequence,
            final long timeNs,
            final UnsafeBuffer buffer,
            final int offset,
            final int length,
            final EventBuffer events) {
        events.clear();
        follower.onCommand(firstSequence + sequence, timeNs, buffer, offset, length, events);
    }

    private void takeSnapshot(final JournalReader journal) {
        final long start = System.nanoTime();
        isTakingSnapshot = true;
        try (SnapshotWriter writer = SnapshotWriter.create(directory.resolve("paced-snapshots"), journal.position())) {
            follower.writeState(writer);
            writer.commit(follower.stateHash());
        }
        isTakingSnapshot = false;
        snapshotElapsedNs += System.nanoTime() - start;
        snapshots++;
    }

    private long timeNs(final int i) {
        return RandomTrading.timeNs(commands.sequence(i));
    }

    private static double medianUs(final LongArrayList values) {
        final long[] sorted = values.toLongArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2] / 1e3;
    }

    private static EngineCore copy(final EngineCore engine) {
        final LongArrayList state = new LongArrayList();
        engine.writeState(state::addLong);
        final MutableInteger read = new MutableInteger();
        return EngineCore.restore(() -> state.getLong(read.getAndIncrement()));
    }
}
