/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.journal;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.types.MessageHeaderDecoder;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads the events of one schema, public or private ones, from the journal of all events, from any of them on, in the sequence
 * that they have among themselves: the first field of each of them. The journal may be written at the same time, lag behind the live
 * stream, or not exist yet. Used by one thread.
 */
public final class EventsJournal implements AutoCloseable {
    /** Takes the next event. */
    @FunctionalInterface
    public interface EventHandler {
        /**
         * The event that is wanted next.
         *
         * @param buffer that holds it, valid during the call
         * @param offset of its SBE header
         * @param length of header and message, bytes
         * @return false if it was refused; it will be offered again
         */
        boolean onEvent(DirectBuffer buffer, int offset, int length);
    }

    private static final long OPEN_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Path directory;
    private final int schemaId;
    private final EventHandler handler;
    private final FrameHandler frameHandler = this::onFrame;
    private final FrameKey frameKey = this::sequenceOf;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ExpandableArrayBuffer refused = new ExpandableArrayBuffer();
    private int refusedLength;
    private long expected = 1;
    private JournalReader reader;
    private long nextOpenNs;

    /**
     * A reader that opens the journal when it is first polled and the journal is there.
     *
     * @param directory of the queue
     * @param schemaId of the wanted events
     * @param handler takes them
     * @param nowNs time of any clock; {@link #poll} wants the same one
     */
    public EventsJournal(final Path directory, final int schemaId, final EventHandler handler, final long nowNs) {
        this.directory = directory;
        this.schemaId = schemaId;
        this.handler = handler;
        this.nextOpenNs = nowNs;
    }

    /**
     * Reads some frames.
     *
     * @param nextSequence the event that is wanted next; unless it is the one behind the last that was taken, it is looked for
     *     without reading all before it
     * @param frameLimit most frames to read, whether wanted or not
     * @param nowNs time
     * @return frames read; zero at the end of the journal or if the handler refuses
     * @throws IllegalStateException if the journal has a hole where the next event should be
     * @throws JournalDamagedException if the journal is damaged
     */
    public int poll(final long nextSequence, final int frameLimit, final long nowNs) {
        if (!isOpen(nowNs)) {
            return 0;
        }
        if (nextSequence != expected) {
            expected = nextSequence;
            refusedLength = 0;
            reader.goBefore(frameKey, nextSequence);
        }
        if (refusedLength > 0) {
            final int length = refusedLength;
            refusedLength = 0;
            onEvent(expected, refused, 0, length);
        }
        int frames = 0;
        while (frames < frameLimit && refusedLength == 0 && reader.poll(frameHandler, 1) > 0) {
            frames++;
        }
        return frames;
    }

    private void onFrame(
            final long journalSequence,
            final long timeNs,
            final UnsafeBuffer buffer,
            final int offset,
            final int length) {
        final long sequence = sequenceOf(buffer, offset, length);
        if (sequence != NullValue.INT64) {
            onEvent(sequence, buffer, offset, length);
        }
    }

    /** Null for a frame that is no event of the wanted schema. */
    private long sequenceOf(final UnsafeBuffer buffer, final int offset, final int length) {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH + Long.BYTES) {
            return NullValue.INT64;
        }
        header.wrap(buffer, offset);
        return header.schemaId() == schemaId
                ? buffer.getLong(offset + MessageHeaderDecoder.ENCODED_LENGTH, ByteOrder.LITTLE_ENDIAN)
                : NullValue.INT64;
    }

    private void onEvent(final long sequence, final DirectBuffer buffer, final int offset, final int length) {
        if (sequence > expected) {
            throw new IllegalStateException(
                    "event " + expected + " is not in " + directory + ", which goes on with " + sequence);
        }
        if (sequence < expected) {
            return;
        }
        if (handler.onEvent(buffer, offset, length)) {
            expected++;
        } else {
            refused.putBytes(0, buffer, offset, length);
            refusedLength = length;
        }
    }

    private boolean isOpen(final long nowNs) {
        if (reader == null && nowNs - nextOpenNs >= 0) {
            nextOpenNs = nowNs + OPEN_INTERVAL_NS;
            try {
                reader = JournalReader.open(directory);
            } catch (final JournalDamagedException ex) {
                throw ex;
            } catch (final JournalException notWrittenYet) {
                return false;
            }
        }
        return reader != null;
    }

    @Override
    public void close() {
        if (reader != null) {
            reader.close();
        }
    }
}
