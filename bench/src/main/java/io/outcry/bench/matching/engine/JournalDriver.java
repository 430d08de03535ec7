/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.engine;

import io.outcry.journal.JournalReader;
import java.nio.file.Path;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/** The engine of this exchange with its commands from a journal on disk: read, checked, applied. */
final class JournalDriver extends CoreRun implements EngineDriver {
    private final Path directory;
    private final CoreReports reports;
    private final JournalReader journal;

    JournalDriver(final CoreCommands commands, final Path directory, final CoreReports reports) {
        super(commands);
        this.directory = directory;
        this.reports = reports;
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
    public void close() {
        journal.close();
        IoUtil.delete(directory.toFile(), false);
    }

    private void onFrame(
            final long sequence, final long timeNs, final UnsafeBuffer buffer, final int offset, final int length) {
        onMessage((int) sequence - 1 - CoreCommands.DEFINITIONS, buffer, offset, length, reports);
    }
}
