/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.aeron.Aeron;
import io.outcry.codecs.StreamIds;
import io.outcry.codecs.marketdata.OrderAddedEncoder;
import io.outcry.codecs.types.MessageHeaderDecoder;
import java.nio.ByteOrder;
import org.agrona.CloseHelper;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Sends events to the gateways (private) and to market data (public). What a stream has no room for stays here and goes
 * first next time, until then the sequencer takes no new command; the media driver drops a reader that stopped after
 * some milliseconds, so that none of them can hold the engine.
 */
public final class EventPublisher implements AutoCloseable {
    private final EventStream privateEvents;
    private final EventStream publicEvents;
    private final EventBuffer events;
    private int taken;

    /**
     * Opens both streams.
     *
     * @param aeron stays the caller's
     * @param events to be sent; the engine adds to it, {@link #flush} empties it
     * @param termLength of each stream, bytes, a power of two
     */
    public EventPublisher(final Aeron aeron, final EventBuffer events, final int termLength) {
        this.events = events;
        privateEvents = new EventStream(aeron, StreamIds.EXECUTION_EVENTS, termLength);
        publicEvents = new EventStream(aeron, StreamIds.PUBLIC_EVENTS, termLength);
    }

    /**
     * Sends what is in the buffer.
     *
     * @return whether everything was sent; the buffer is empty then
     * @throws IllegalStateException if a stream has ended
     */
    public boolean flush() {
        final int end = events.end();
        if (end > 0) {
            final UnsafeBuffer buffer = events.buffer();
            while (taken < end && take(buffer, taken)) {
                taken = events.next(taken);
            }
            if (taken < end || !(privateEvents.flush() & publicEvents.flush())) {
                drainOwnReaders();
                return false;
            }
            events.clear();
            taken = 0;
        }
        return true;
    }

    /** Lets the readers that keep the streams moving follow; to be called again and again. */
    public void drainOwnReaders() {
        privateEvents.drainOwnReader();
        publicEvents.drainOwnReader();
    }

    @Override
    public void close() {
        CloseHelper.closeAll(privateEvents, publicEvents);
    }

    private boolean take(final UnsafeBuffer buffer, final int position) {
        final int offset = EventBuffer.messageOffset(position);
        final int schemaId =
                buffer.getShort(offset + MessageHeaderDecoder.schemaIdEncodingOffset(), ByteOrder.LITTLE_ENDIAN);
        final EventStream stream = schemaId == OrderAddedEncoder.SCHEMA_ID ? publicEvents : privateEvents;
        return stream.add(buffer, offset, events.messageLength(position));
    }
}
