/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.journal;

import io.outcry.codecs.types.AckLevel;
import io.outcry.journal.FrameBatch;
import io.outcry.journal.JournalDirectory;
import io.outcry.journal.JournalWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.LongConsumer;
import org.agrona.collections.LongArrayList;

/**
 * Writes the commands journal of the run and, chunk by chunk in turn, a bare queue with the same batches. The time begins with
 * the commands: for the journal, frames with sequence and time, checksums, hash chain and the checks of order count; for the bare
 * queue, only the copying. As in the exchange, a second thread prepares the pages that the journal goes to; a bare queue has nothing
 * that would.
 */
final class AppendMeasure {
    static final int COMMANDS_PER_BATCH = 20;

    static final int CHUNK = 10_000;

    private static final int WARM_UP_PART = 10;

    private final FrameBatch batch = new FrameBatch(1 << 16);
    private final LongArrayList journalNs = new LongArrayList();
    private final LongArrayList bareNs = new LongArrayList();

    /**
     * Median costs.
     *
     * @param nsPerCommand of the journal
     * @param bareNsPerCommand of the bare queue
     */
    record Result(double nsPerCommand, double bareNsPerCommand) {
        double ratio() {
            return nsPerCommand / bareNsPerCommand;
        }
    }

    /** The first tenth of the commands warms up; at least one chunk has to follow. */
    Result run(
            final RandomTrading trading,
            final long commands,
            final Path directory,
            final Path bareDirectory,
            final LongConsumer progress)
            throws InterruptedException {
        final CommandChunk chunk = new CommandChunk(CHUNK);
        try (JournalWriter journal = JournalWriter.open(JournalDirectory.commands(directory), AckLevel.PROCESS);
                PagePopulator pages = new PagePopulator(journal);
                BareQueue bare = new BareQueue(bareDirectory)) {
            for (int number = 0; trading.sequence() < commands; number++) {
                chunk.fill(trading, commands - trading.sequence());
                final boolean journalFirst = number % 2 == 0;
                final long first = journalFirst ? append(chunk, journal) : append(chunk, bare);
                final long second = journalFirst ? append(chunk, bare) : append(chunk, journal);
                if (trading.sequence() - CHUNK >= commands / WARM_UP_PART && chunk.count() == CHUNK) {
                    journalNs.addLong(journalFirst ? first : second);
                    bareNs.addLong(journalFirst ? second : first);
                }
                progress.accept(trading.sequence());
            }
        }
        return new Result(median(journalNs), median(bareNs));
    }

    private long append(final CommandChunk chunk, final JournalWriter journal) {
        final long start = System.nanoTime();
        for (int from = 0; from < chunk.count(); from += COMMANDS_PER_BATCH) {
            batch.clear();
            chunk.addTo(batch, from, Math.min(from + COMMANDS_PER_BATCH, chunk.count()));
            journal.append(batch);
        }
        return System.nanoTime() - start;
    }

    private static long append(final CommandChunk chunk, final BareQueue bare) {
        final long start = System.nanoTime();
        for (int from = 0; from < chunk.count(); from += COMMANDS_PER_BATCH) {
            bare.append(chunk, from, Math.min(from + COMMANDS_PER_BATCH, chunk.count()));
        }
        return System.nanoTime() - start;
    }

    private static double median(final LongArrayList elapsedNs) {
        final long[] sorted = elapsedNs.toLongArray();
        Arrays.sort(sorted);
        return (double) sorted[sorted.length / 2] / CHUNK;
    }
}
