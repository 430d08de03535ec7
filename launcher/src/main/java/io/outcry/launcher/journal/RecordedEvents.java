/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.journal;

import io.outcry.journal.FrameHandler;
import io.outcry.journal.JournalDirectory;
import io.outcry.journal.JournalVerifier;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;

/** The events as they were journaled. */
final class RecordedEvents extends EventSource implements FrameHandler {
    private final JournalVerifier journal;

    RecordedEvents(final Path directory) {
        journal = JournalVerifier.open(JournalDirectory.events(directory));
    }

    @Override
    boolean next() {
        return journal.poll(this, 1) > 0;
    }

    @Override
    String cause() {
        return null;
    }

    @Override
    public void onFrame(
            final long frameSequence,
            final long frameTimeNs,
            final UnsafeBuffer buffer,
            final int offset,
            final int length) {
        sequence = frameSequence;
        timeNs = frameTimeNs;
        message.wrap(buffer, offset, length);
    }

    @Override
    public void close() {
        journal.close();
    }
}
