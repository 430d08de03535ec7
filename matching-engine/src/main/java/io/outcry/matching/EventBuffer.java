/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import java.nio.ByteBuffer;
import net.openhft.hashing.LongHashFunction;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The events of some commands, in order, one behind the other in native memory: whoever runs an {@link EngineCore} sends,
 * stores or reads them from here. Grows when a command has more events than ever before; not thread safe.
 *
 * <p>Each event is an SBE message with its header, 8-byte aligned behind an 8-byte prefix that holds its length.
 */
public final class EventBuffer {
    private static final int PREFIX = Long.BYTES;
    private static final int INITIAL_CAPACITY = 1 << 20;
    private static final int MAX_CAPACITY = 1 << 30;
    private static final LongHashFunction HASH = LongHashFunction.metro();

    private final UnsafeBuffer buffer = new UnsafeBuffer();
    private ByteBuffer memory;
    private int length;
    private int count;

    /** Creates an empty buffer. */
    public EventBuffer() {
        wrap(BufferUtil.allocateDirectAligned(INITIAL_CAPACITY, Long.BYTES));
    }

    /** Forgets all events. */
    public void clear() {
        length = 0;
        count = 0;
    }

    /**
     * Where the events are.
     *
     * @return valid until the next event is added
     */
    public DirectBuffer buffer() {
        return buffer;
    }

    /**
     * How many events there are.
     *
     * @return count
     */
    public int count() {
        return count;
    }

    /**
     * Position behind the last event.
     *
     * @return the position that the next event will have
     */
    public int end() {
        return length;
    }

    /**
     * Offset of the message of an event.
     *
     * @param position 0, or what {@link #next} returned, below {@link #end}
     * @return offset in {@link #buffer}
     */
    public static int messageOffset(final int position) {
        return position + PREFIX;
    }

    /**
     * Length of the message of an event.
     *
     * @param position 0, or what {@link #next} returned, below {@link #end}
     * @return bytes, header included
     */
    public int messageLength(final int position) {
        return (int) buffer.getLong(position);
    }

    /**
     * Position of the following event.
     *
     * @param position 0, or what this returned, below {@link #end}
     * @return {@link #end} behind the last one
     */
    public int next(final int position) {
        return position + PREFIX + BitUtil.align(messageLength(position), Long.BYTES);
    }

    UnsafeBuffer writeBuffer() {
        return buffer;
    }

    /** Makes room for one event and returns the offset of its message. */
    int claim(final int messageLength) {
        final int offset = length + PREFIX;
        final int end = offset + BitUtil.align(messageLength, Long.BYTES);
        if (end > buffer.capacity()) {
            grow(end);
        }
        buffer.putLong(end - Long.BYTES, 0);
        buffer.putLong(length, messageLength);
        length = end;
        count++;
        return offset;
    }

    long hash(final int from, final int to) {
        return HASH.hashMemory(buffer.addressOffset() + from, to - from);
    }

    private void grow(final int needed) {
        if (needed > MAX_CAPACITY) {
            throw new IllegalStateException("one command has more than " + MAX_CAPACITY + " bytes of events");
        }
        final ByteBuffer larger =
                BufferUtil.allocateDirectAligned(BitUtil.findNextPositivePowerOfTwo(needed), Long.BYTES);
        buffer.getBytes(0, larger, 0, length);
        wrap(larger);
    }

    private void wrap(final ByteBuffer newMemory) {
        memory = newMemory;
        buffer.wrap(memory);
    }
}
