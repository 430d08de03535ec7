/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.journal;

import io.outcry.journal.FrameHandler;
import io.outcry.journal.JournalReader;
import io.outcry.matching.EventBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Compares the events of a replayed command, byte by byte, with those that the events journal has next. */
final class RecordedEvents implements FrameHandler {
    private final EventBuffer events;
    private final UnsafeBuffer given = new UnsafeBuffer();
    private final UnsafeBuffer recorded = new UnsafeBuffer();
    private int position;

    RecordedEvents(final EventBuffer events) {
        this.events = events;
    }

    void compare(final JournalReader journal) {
        position = 0;
        if (journal.poll(this, events.count()) != events.count()) {
            throw new IllegalStateException("the events journal ends behind event " + journal.lastSequence());
        }
    }

    @Override
    public void onFrame(
            final long sequence, final long timeNs, final UnsafeBuffer buffer, final int offset, final int length) {
        given.wrap(events.buffer(), EventBuffer.messageOffset(position), events.messageLength(position));
        recorded.wrap(buffer, offset, length);
        if (!given.equals(recorded)) {
            throw new IllegalStateException("event " + sequence + " of the replay is not the one that was recorded");
        }
        position = events.next(position);
    }
}
