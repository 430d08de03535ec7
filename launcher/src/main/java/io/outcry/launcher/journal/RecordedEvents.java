/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.journal;

import io.outcry.journal.JournalDirectory;
import io.outcry.journal.JournalReader;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;

/** The events as they were journaled. */
final class RecordedEvents implements EventSource {
    private final JournalReader journal;
    private final UnsafeBuffer message = new UnsafeBuffer();
    private long timeNs;

    RecordedEvents(final Path directory) {
        journal = JournalReader.open(JournalDirectory.events(directory));
    }

    @Override
    public boolean next() {
        return journal.poll(this::onFrame, 1) > 0;
    }

    @Override
    public long sequence() {
        return journal.lastSequence();
    }

    @Override
    public long timeNs() {
        return timeNs;
    }

    @Override
    public UnsafeBuffer message() {
        return message;
    }

    @Override
    public String cause() {
        return null;
    }

    @Override
    public void close() {
        journal.close();
    }

    private void onFrame(
            final long sequence,
            final long frameTimeNs,
            final UnsafeBuffer buffer,
            final int offset,
            final int length) {
        timeNs = frameTimeNs;
        message.wrap(buffer, offset, length);
    }
}
