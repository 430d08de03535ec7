/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.codecs;

import io.outcry.codecs.types.MessageHeaderDecoder;
import io.outcry.codecs.types.MessageHeaderEncoder;
import java.nio.ByteOrder;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Messages that leave as one fragment, one behind the other. Each is as long as its header says (but for a mass quote: see
 * {@link MassQuoteLength}), so that a reader needs nothing else to find the next one, and one message alone is a batch too:
 *
 * <pre>{@code
 * for (int at = offset; at < offset + length; at += MessageBatch.messageLength(buffer, at)) {
 *     onMessage(buffer, at);
 * }
 * }</pre>
 *
 * <p>Not thread safe; nothing here allocates after construction.
 */
public final class MessageBatch {
    /** Most bytes of a batch: what Aeron sends in one piece unless a channel is told otherwise (an MTU of 1,408). */
    public static final int CAPACITY = 1376;

    private static final int BLOCK_LENGTH_OFFSET = MessageHeaderDecoder.blockLengthEncodingOffset();

    private final UnsafeBuffer buffer;
    private int length;

    /** Creates an empty batch of {@link #CAPACITY}. */
    public MessageBatch() {
        this(CAPACITY);
    }

    /**
     * Creates an empty batch.
     *
     * @param capacity most bytes, no more than the channel sends in one piece
     */
    public MessageBatch(final int capacity) {
        buffer = new UnsafeBuffer(BufferUtil.allocateDirectAligned(capacity, 64));
    }

    /**
     * Length of a message.
     *
     * @param buffer that contains it
     * @param offset of its header, of which the buffer holds all bytes
     * @return bytes, header included; at least 8, possibly beyond the end of a malformed fragment
     */
    public static int messageLength(final DirectBuffer buffer, final int offset) {
        return MessageHeaderDecoder.ENCODED_LENGTH
                + (buffer.getShort(offset + BLOCK_LENGTH_OFFSET, ByteOrder.LITTLE_ENDIAN) & 0xFFFF);
    }

    /**
     * Whether one more message fits.
     *
     * @param blockLength of the message, bytes without header
     * @return true if {@link #claim} will take it
     */
    public boolean hasRoom(final int blockLength) {
        return length + MessageHeaderEncoder.ENCODED_LENGTH + blockLength <= buffer.capacity();
    }

    /**
     * Makes room for one message, which the caller encodes at once.
     *
     * @param blockLength of the message, bytes without header
     * @return offset in {@link #buffer} for its header
     * @throws IndexOutOfBoundsException if it does not fit
     */
    public int claim(final int blockLength) {
        if (!hasRoom(blockLength)) {
            throw new IndexOutOfBoundsException("no room for a block of " + blockLength + " bytes behind " + length);
        }
        final int offset = length;
        length += MessageHeaderEncoder.ENCODED_LENGTH + blockLength;
        return offset;
    }

    /**
     * The messages, from offset 0.
     *
     * @return the same buffer always
     */
    public UnsafeBuffer buffer() {
        return buffer;
    }

    /**
     * How long the messages are together.
     *
     * @return bytes, zero if there is none
     */
    public int length() {
        return length;
    }

    /** Forgets all messages. */
    public void clear() {
        length = 0;
    }
}
