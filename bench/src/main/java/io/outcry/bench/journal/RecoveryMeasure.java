/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.journal;

import io.aeron.Aeron;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.outcry.journal.JournalDirectory;
import io.outcry.journal.SnapshotReader;
import io.outcry.journal.Snapshots;
import io.outcry.matching.MatchingEngine;
import io.outcry.matching.MatchingEngineContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.agrona.concurrent.Agent;

/**
 * Starts the real engine on the folder of the run: first to let its follower write events and snapshots, as it would have done
 * while trading went on, then to see how long a start takes.
 */
final class RecoveryMeasure {
    private static final long SNAPSHOT_INTERVAL = MatchingEngineContext.SNAPSHOT_INTERVAL_DEFAULT;

    private final Path directory;
    private final Path aeronDirectory;

    /**
     * A start.
     *
     * @param seconds until the engine is ready to trade
     * @param behindSnapshot commands that had to be applied, because they came after the last snapshot
     */
    record Result(double seconds, long behindSnapshot) {}

    RecoveryMeasure(final Path directory, final Path aeronDirectory) {
        this.directory = directory;
        this.aeronDirectory = aeronDirectory;
    }

    /** Writes events and snapshots; the progress is told how many commands are done. */
    void follow(final LongConsumer progress) throws Exception {
        try (MediaDriver driver = driver();
                Aeron aeron = aeron(driver)) {
            final MatchingEngine engine = launch(aeron);
            final Agent follower = engine.follower();
            follower.onStart();
            long followed = 0;
            for (int frames = follower.doWork(); frames > 0; frames = follower.doWork()) {
                followed += frames;
                progress.accept(followed);
            }
            close(engine);
        }
    }

    /** Takes the time of a start for which the newest snapshot is as old as it can be. */
    Result recover(final long commands) throws Exception {
        deleteSnapshotsBehind(commands - SNAPSHOT_INTERVAL / 2);
        final long snapshot = newestSnapshot();
        try (MediaDriver driver = driver();
                Aeron aeron = aeron(driver)) {
            final long start = System.nanoTime();
            final MatchingEngine engine = launch(aeron);
            final long elapsedNs = System.nanoTime() - start;
            engine.follower().onStart();
            close(engine);
            return new Result((double) elapsedNs / TimeUnit.SECONDS.toNanos(1), commands - snapshot);
        }
    }

    private void deleteSnapshotsBehind(final long sequence) throws IOException {
        for (final Path snapshot : snapshots()) {
            if (sequence(snapshot) > sequence) {
                Files.delete(snapshot);
            }
        }
    }

    private long newestSnapshot() {
        return snapshots().stream()
                .mapToLong(RecoveryMeasure::sequence)
                .findFirst()
                .orElse(0);
    }

    private List<Path> snapshots() {
        return Snapshots.newestFirst(JournalDirectory.snapshots(directory));
    }

    private static long sequence(final Path snapshot) {
        try (SnapshotReader reader = SnapshotReader.open(snapshot)) {
            return reader.position().sequence();
        }
    }

    private MatchingEngine launch(final Aeron aeron) {
        return MatchingEngine.launch(new MatchingEngineContext().aeron(aeron).directory(directory));
    }

    private static void close(final MatchingEngine engine) {
        final Agent follower = engine.follower();
        engine.close();
        follower.onClose();
    }

    private MediaDriver driver() {
        return MediaDriver.launch(new MediaDriver.Context()
                .aeronDirectoryName(aeronDirectory.toString())
                .threadingMode(ThreadingMode.SHARED)
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true));
    }

    private static Aeron aeron(final MediaDriver driver) {
        return Aeron.connect(new Aeron.Context().aeronDirectoryName(driver.aeronDirectoryName()));
    }
}
