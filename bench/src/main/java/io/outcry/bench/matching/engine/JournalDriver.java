/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.engine;

import io.outcry.journal.JournalReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;

/** The engine of this exchange with its commands from a journal on disk: read, checked, applied. */
final class JournalDriver implements EngineDriver {
    private static final int BATCH = 64;

    private final Path directory;
    private final CoreReports reports;
    private final CoreRun run;
    private final JournalReader journal;

    JournalDriver(final CoreCommands commands, final Path directory, final CoreReports reports) {
        this.directory = directory;
        this.reports = reports;
        run = new CoreRun(commands);
        journal = JournalReader.open(directory);
        journal.poll((sequence, timeNs, buffer, offset, length) -> {}, CoreCommands.DEFINITIONS);
    }

    @Override
    public void feed(final int from, final int to) {
        int read = from;
        while (read < to) {
            final int frames = journal.poll(this::onFrame, to - read);
            if (frames == 0) {
                throw new IllegalStateException("the journal ends before message " + read);
            }
            read += frames;
        }
    }

    @Override
    public long bestBid() {
        return run.bestBid();
    }

    @Override
    public long bestAsk() {
        return run.bestAsk();
    }

    @Override
    public long depth(final boolean buy, final long price) {
        return run.depth(buy, price);
    }

    @Override
    public long proof() {
        return run.eventHash();
    }

    @Override
    public void close() {
        journal.close();
        try (Stream<Path> files = Files.walk(directory)) {
            final List<Path> deepestFirst =
                    files.sorted(Comparator.reverseOrder()).toList();
            for (final Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot delete " + directory, e);
        }
    }

    private void onFrame(
            final long sequence, final long timeNs, final UnsafeBuffer buffer, final int offset, final int length) {
        final int message = (int) sequence - 1 - CoreCommands.DEFINITIONS;
        if (reports.isAudited() || message % BATCH == 0) {
            run.events().clear();
        }
        run.onCommand(message, buffer, offset, length);
        if (reports.isAudited()) {
            reports.onEvents(message, run.events());
        }
    }
}
