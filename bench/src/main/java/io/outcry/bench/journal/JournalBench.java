/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.journal;

import io.aeron.CommonContext;
import io.outcry.journal.JournalDirectory;
import io.outcry.journal.JournalSummary;
import io.outcry.journal.JournalVerifier;
import io.outcry.launcher.feed.ProgressBar;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.DoubleSupplier;
import java.util.function.LongConsumer;
import java.util.stream.DoubleStream;
import org.agrona.IoUtil;

/** Takes all measures of a run, one after the other. */
final class JournalBench {
    private static final int REPLAYS = 3;

    private final Path directory;
    private final long commands;
    private final long seed;
    private final PrintStream progressOut;
    private final boolean inPlace;

    /** What was measured. */
    record Result(
            long commands,
            AppendMeasure.Result append,
            double bytesPerCommand,
            SnapshotMeasure.Result snapshot,
            RecoveryMeasure.Result recovery,
            double replayPerSecond,
            double verifyPerSecond) {}

    JournalBench(
            final Path directory,
            final long commands,
            final long seed,
            final PrintStream progressOut,
            final boolean inPlace) {
        this.directory = directory;
        this.commands = commands;
        this.seed = seed;
        this.progressOut = progressOut;
        this.inPlace = inPlace;
    }

    Result run() throws Exception {
        final Path scratch = Files.createDirectories(directory.resolve("bench"));
        try {
            final RandomTrading trading = new RandomTrading(seed, (int) commands + SnapshotMeasure.COMMANDS);
            final AppendMeasure.Result append = new AppendMeasure()
                    .run(trading, commands, directory, scratch.resolve("bare"), progress("journal", commands));
            final JournalSummary written = JournalVerifier.verify(JournalDirectory.commands(directory));
            final SnapshotMeasure.Result snapshot = new SnapshotMeasure(scratch, trading).run();
            final RecoveryMeasure recovery = new RecoveryMeasure(directory, aeronDirectory());
            recovery.follow(progress("events", commands));
            return new Result(
                    commands,
                    append,
                    (double) written.bytes() / commands,
                    snapshot,
                    recovery.recover(commands),
                    median(new ReplayMeasure(directory)::replay),
                    median(new ReplayMeasure(directory)::verify));
        } finally {
            IoUtil.delete(scratch.toFile(), false);
        }
    }

    private static double median(final DoubleSupplier measure) {
        final double[] sorted =
                DoubleStream.generate(measure).limit(REPLAYS).sorted().toArray();
        return sorted[REPLAYS / 2];
    }

    private LongConsumer progress(final String what, final long total) {
        final ProgressBar bar = new ProgressBar(progressOut, inPlace, what, total);
        return done -> bar.at(Math.min(done, total));
    }

    private static Path aeronDirectory() {
        return Path.of(CommonContext.generateRandomDirName());
    }
}
