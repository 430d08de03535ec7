/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.Image;
import io.aeron.Publication;
import io.aeron.Subscription;
import io.outcry.codecs.StreamIds;
import io.outcry.codecs.marketdata.OrderAddedEncoder;
import io.outcry.codecs.types.MessageHeaderDecoder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * Sends events to the gateways (private) and to market data (public). What a stream has no room for stays here and goes
 * first next time, until then the sequencer takes no new command; the media driver drops a reader that stopped after
 * some milliseconds, so that none of them can hold the engine.
 */
final class EventPublisher implements AutoCloseable {
    private static final String CHANNEL = "aeron:ipc?term-length=4m";
    private static final String OWN_READER = "aeron:ipc?tether=true";

    private final ExclusivePublication privateEvents;
    private final ExclusivePublication publicEvents;
    private final Subscription privateReader;
    private final Subscription publicReader;
    private final EventBuffer events;
    private int sent;

    EventPublisher(final Aeron aeron, final EventBuffer events) {
        this.events = events;
        privateReader = aeron.addSubscription(OWN_READER, StreamIds.EXECUTION_EVENTS);
        publicReader = aeron.addSubscription(OWN_READER, StreamIds.PUBLIC_EVENTS);
        privateEvents = aeron.addExclusivePublication(CHANNEL, StreamIds.EXECUTION_EVENTS);
        publicEvents = aeron.addExclusivePublication(CHANNEL, StreamIds.PUBLIC_EVENTS);
    }

    /** Whether everything was sent; the buffer is empty then. */
    boolean flush() {
        final int end = events.end();
        if (end > 0) {
            final DirectBuffer buffer = events.buffer();
            while (sent < end && send(buffer, sent)) {
                sent = events.next(sent);
            }
            if (sent < end) {
                drainOwnReaders();
                return false;
            }
            events.clear();
            sent = 0;
        }
        return true;
    }

    /** Aeron drops slow untethered readers only from streams that have a tethered one: these two, which follow at once. */
    void drainOwnReaders() {
        skipToEnd(privateReader, privateEvents);
        skipToEnd(publicReader, publicEvents);
    }

    /** A reader's position moves within one term at a time. */
    private static void skipToEnd(final Subscription reader, final ExclusivePublication stream) {
        if (reader.imageCount() == 0) {
            return;
        }
        final Image image = reader.imageAtIndex(0);
        final long termLength = stream.termBufferLength();
        final long end = stream.position();
        for (long position = image.position(); position < end; position = image.position()) {
            image.position(Math.min(end, (position & -termLength) + termLength));
        }
    }

    @Override
    public void close() {
        privateEvents.close();
        publicEvents.close();
        privateReader.close();
        publicReader.close();
    }

    private boolean send(final DirectBuffer buffer, final int position) {
        final int offset = EventBuffer.messageOffset(position);
        final int length = events.messageLength(position);
        final int schemaId =
                buffer.getShort(offset + MessageHeaderDecoder.schemaIdEncodingOffset(), ByteOrder.LITTLE_ENDIAN);
        final ExclusivePublication stream = schemaId == OrderAddedEncoder.SCHEMA_ID ? publicEvents : privateEvents;
        long result;
        do {
            result = stream.offer(buffer, offset, length);
        } while (result == Publication.ADMIN_ACTION);
        if (result == Publication.CLOSED || result == Publication.MAX_POSITION_EXCEEDED) {
            throw new IllegalStateException(
                    "event stream " + stream.streamId() + ": " + Publication.errorString(result));
        }
        return result > 0 || result == Publication.NOT_CONNECTED;
    }
}
