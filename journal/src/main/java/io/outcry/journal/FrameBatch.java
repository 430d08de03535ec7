/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.journal;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Frames that are appended together, in one reusable buffer. Its owner fills it, appends it, and then works
 * straight from it:
 *
 * <pre>{@code
 * for (int offset = 0; offset < batch.lengthBytes(); offset = Frame.nextOffset(batch.buffer(), offset)) {
 *     apply(Frame.sequence(batch.buffer(), offset), batch.buffer(), Frame.payloadOffset(offset));
 * }
 * }</pre>
 *
 * <p>Not thread safe; nothing here allocates after construction.
 */
public final class FrameBatch {
    /** Largest capacity, bytes: a batch is one document of the queue, and readers hold one document in memory. */
    public static final int CAPACITY_BYTES_MAX = 1 << 20;

    private final byte[] bytes;
    private final UnsafeBuffer buffer;
    private final FrameChecksum checksum = new FrameChecksum();
    private int lengthBytes;
    private int count;
    private long firstSequence;
    private long firstTimeNs;
    private long lastSequence;
    private long lastTimeNs;

    /**
     * An empty batch.
     *
     * @param capacityBytes room for frames with their headers, 32 to {@link #CAPACITY_BYTES_MAX}, multiple of 8
     * @throws IllegalArgumentException if it is not
     */
    public FrameBatch(final int capacityBytes) {
        if (capacityBytes < 32 || capacityBytes > CAPACITY_BYTES_MAX || capacityBytes % Frame.ALIGNMENT != 0) {
            throw new IllegalArgumentException("capacity must be a multiple of 8 from 32 to " + CAPACITY_BYTES_MAX
                    + " bytes, but is " + capacityBytes);
        }
        bytes = new byte[capacityBytes];
        buffer = new UnsafeBuffer(bytes);
    }

    /** Forgets all frames. */
    public void clear() {
        lengthBytes = 0;
        count = 0;
    }

    /**
     * Whether one more frame fits.
     *
     * @param payloadLength bytes
     * @return true if {@link #add} will take it
     */
    public boolean hasRoom(final int payloadLength) {
        return payloadLength <= bytes.length - lengthBytes - Frame.HEADER_LENGTH;
    }

    /**
     * Adds a frame behind the others.
     *
     * @param sequence at least 1, and one more than that of the frame before
     * @param timeNs ns since 1970, not negative and not before that of the frame before
     * @param src buffer of the payload
     * @param offset of the payload
     * @param length of the payload, bytes
     * @throws IllegalStateException if there is no room, or sequence or time do not follow
     */
    public void add(
            final long sequence, final long timeNs, final DirectBuffer src, final int offset, final int length) {
        requireRoom(length);
        requireOrder(sequence, timeNs);
        final int frameLength = Frame.HEADER_LENGTH + length;
        final int nextOffset = lengthBytes + Frame.alignedLength(frameLength);
        buffer.putLong(nextOffset - Frame.ALIGNMENT, 0L);
        Frame.writeHeader(buffer, lengthBytes, frameLength, sequence, timeNs);
        buffer.putBytes(lengthBytes + Frame.HEADER_LENGTH, src, offset, length);
        Frame.writeChecksum(buffer, lengthBytes, checksum.of(bytes, lengthBytes, frameLength));
        if (count == 0) {
            firstSequence = sequence;
            firstTimeNs = timeNs;
        }
        lastSequence = sequence;
        lastTimeNs = timeNs;
        lengthBytes = nextOffset;
        count++;
    }

    /**
     * How many frames there are.
     *
     * @return 0 if empty
     */
    public int count() {
        return count;
    }

    /**
     * The frames, from offset 0; walk them with {@link Frame}.
     *
     * @return valid until {@link #clear}
     */
    public UnsafeBuffer buffer() {
        return buffer;
    }

    /**
     * Where the frames end.
     *
     * @return bytes, multiple of 8
     */
    public int lengthBytes() {
        return lengthBytes;
    }

    void addTo(final HashChain chain) {
        for (int offset = 0; offset < lengthBytes; offset = Frame.nextOffset(buffer, offset)) {
            chain.add(Frame.identity(buffer, offset));
        }
    }

    long firstSequence() {
        return firstSequence;
    }

    long firstTimeNs() {
        return firstTimeNs;
    }

    long lastSequence() {
        return lastSequence;
    }

    long lastTimeNs() {
        return lastTimeNs;
    }

    private void requireRoom(final int payloadLength) {
        if (payloadLength < 0 || !hasRoom(payloadLength)) {
            throw new IllegalStateException("no room for a payload of " + payloadLength + " bytes: " + lengthBytes
                    + " of " + bytes.length + " bytes are taken, and a frame adds " + Frame.HEADER_LENGTH);
        }
    }

    private void requireOrder(final long sequence, final long timeNs) {
        if (sequence < 1 || (count > 0 && sequence != lastSequence + 1)) {
            throw new IllegalStateException("sequence " + sequence + " does not follow " + lastSequence);
        }
        if (timeNs < 0 || (count > 0 && timeNs < lastTimeNs)) {
            throw new IllegalStateException("time " + timeNs + " is before " + lastTimeNs);
        }
    }
}
