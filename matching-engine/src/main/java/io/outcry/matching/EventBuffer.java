/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import java.nio.ByteBuffer;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.UnsafeApi;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The events of some commands, in order, one behind the other in native memory: whoever runs an {@link EngineCore} sends,
 * stores or reads them from here. Grows when a command has more events than ever before; not thread safe.
 *
 * <p>Each event is an SBE message with its header behind an 8-byte prefix that holds its length, filled up with zeros to a
 * multiple of {@value EventHash#STRIPE} bytes.
 */
public final class EventBuffer {
    private static final int PREFIX = Long.BYTES;
    private static final int INITIAL_CAPACITY = 1 << 20;
    private static final int MAX_CAPACITY = 1 << 30;

    private final UnsafeBuffer buffer = new UnsafeBuffer();
    private int length;
    private int count;

    /** Creates an empty buffer. */
    public EventBuffer() {
        buffer.wrap(BufferUtil.allocateDirectAligned(INITIAL_CAPACITY, NativeMemory.CACHE_LINE));
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
    public UnsafeBuffer buffer() {
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
        return position + BitUtil.align(PREFIX + messageLength(position), EventHash.STRIPE);
    }

    UnsafeBuffer writeBuffer() {
        return buffer;
    }

    /** Makes room for one event and returns the offset of its message. */
    int claim(final int messageLength) {
        final int start = length;
        final int end = start + BitUtil.align(PREFIX + messageLength, EventHash.STRIPE);
        if (end > buffer.capacity()) {
            grow(end);
        }
        final long address = buffer.addressOffset();
        for (long padding = address + end - EventHash.STRIPE; padding < address + end; padding += Long.BYTES) {
            UnsafeApi.putLong(padding, 0);
        }
        UnsafeApi.putLong(address + start, messageLength);
        length = end;
        count++;
        return start + PREFIX;
    }

    /** Address of an offset. */
    long address(final int offset) {
        return buffer.addressOffset() + offset;
    }

    /** Feeds the events from a position on to a hash. */
    void hash(final int from, final EventHash hash) {
        hash.update(buffer.addressOffset() + from, length - from);
    }

    private void grow(final int needed) {
        if (needed > MAX_CAPACITY) {
            throw new IllegalStateException("one command has more than " + MAX_CAPACITY + " bytes of events");
        }
        final ByteBuffer larger =
                BufferUtil.allocateDirectAligned(BitUtil.findNextPositivePowerOfTwo(needed), NativeMemory.CACHE_LINE);
        buffer.getBytes(0, larger, 0, length);
        buffer.wrap(larger);
    }
}
