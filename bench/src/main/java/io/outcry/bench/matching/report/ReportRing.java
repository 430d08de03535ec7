/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.report;

import java.nio.ByteBuffer;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.UnsafeApi;

/**
 * Queue of reports from one thread, the engine's, to one other thread, which reads through a {@link ReportReader}. 2^20 slots
 * of 64 bytes in native memory: u8 type, u8 side, 6 bytes zero, then sequence, order or maker id, price, quantity and taker id,
 * eight bytes each; a field that a type does not have is zero.
 *
 * <p>Ordering: the producer fills slots with plain stores and publishes them by a release store of its position, once per
 * {@value #BATCH} reports and in {@link #flush()}. The consumer loads that position with acquire, reads the slots with plain
 * loads, and gives them back by a release store of its own position, which the producer loads with acquire before it writes
 * over them. Each position has cache lines of its own, and each side keeps a copy of the other's and looks again only when
 * the copy says that there is nothing to do.
 *
 * <p>A full ring makes the producer wait: nothing is lost, and a slow reader counts against the engine.
 */
public final class ReportRing extends Padded {
    /** Slots of a ring. */
    public static final int CAPACITY = 1 << 20;

    private static final int BATCH = 1024;
    private static final int SLOT_SHIFT = 6;
    private static final int POSITION_SPACING = 2 * BitUtil.CACHE_LINE_LENGTH;
    private static final int SELL = 1 << Byte.SIZE;

    private final ByteBuffer memory;
    private final int capacity;
    private final long slots;
    private final long writtenAddress;
    private final long readAddress;
    private long position;
    private long limit;

    /** Makes an empty one. */
    public ReportRing() {
        this(CAPACITY);
    }

    /** Makes one of another size, a power of two. */
    ReportRing(final int capacity) {
        final int slotsLength = capacity << SLOT_SHIFT;
        memory = BufferUtil.allocateDirectAligned(slotsLength + 3 * POSITION_SPACING, POSITION_SPACING);
        this.capacity = capacity;
        slots = BufferUtil.address(memory);
        writtenAddress = slots + slotsLength + POSITION_SPACING;
        readAddress = writtenAddress + POSITION_SPACING;
        limit = capacity;
    }

    /**
     * Reports that a new order was accepted.
     *
     * @param sequence of the message
     * @param buy whether it buys
     * @param orderId name of the order
     * @param price ticks
     * @param qty lots
     */
    public void orderAck(final long sequence, final boolean buy, final long orderId, final long price, final long qty) {
        write(ReportType.ORDER_ACK | side(buy), sequence, orderId, price, qty, 0);
    }

    /**
     * Reports a fill.
     *
     * @param sequence of the message that caused it
     * @param price ticks, the resting order's
     * @param qty lots
     * @param makerId name of the resting order
     * @param takerId name of the order that came
     */
    public void trade(final long sequence, final long price, final long qty, final long makerId, final long takerId) {
        write(ReportType.TRADE, sequence, makerId, price, qty, takerId);
    }

    /**
     * Reports that an order, or the rest of an immediate one, is gone.
     *
     * @param sequence of the message
     * @param buy whether it bought
     * @param orderId name of the order
     * @param price its last one, in ticks
     */
    public void cancelAck(final long sequence, final boolean buy, final long orderId, final long price) {
        write(ReportType.CANCEL_ACK | side(buy), sequence, orderId, price, 0, 0);
    }

    /**
     * Reports that an order has another price and quantity.
     *
     * @param sequence of the message
     * @param buy whether it buys
     * @param orderId name of the order
     * @param price ticks, as asked for
     * @param qty lots, as asked for, whatever of it was filled at once
     */
    public void modifyAck(
            final long sequence, final boolean buy, final long orderId, final long price, final long qty) {
        write(ReportType.MODIFY_ACK | side(buy), sequence, orderId, price, qty, 0);
    }

    /**
     * Reports that there is no such order to be cancelled.
     *
     * @param sequence of the message
     * @param orderId name in it
     */
    public void cancelReject(final long sequence, final long orderId) {
        write(ReportType.CANCEL_REJECT, sequence, orderId, 0, 0, 0);
    }

    /**
     * Reports that there is no such order to be modified.
     *
     * @param sequence of the message
     * @param orderId name in it
     */
    public void modifyReject(final long sequence, final long orderId) {
        write(ReportType.MODIFY_REJECT, sequence, orderId, 0, 0, 0);
    }

    /** Publishes what was reported so far. Producer's thread. */
    public void flush() {
        UnsafeApi.putLongRelease(null, writtenAddress, position);
    }

    /** Publishes what was reported so far and waits until all of it was read. Producer's thread. */
    public void awaitRead() {
        flush();
        while (readPosition() < position) {
            Thread.onSpinWait();
        }
    }

    /**
     * Makes the reader of what will be reported from now on. Only one may be in use.
     *
     * @return of another thread, which has to be started after this
     */
    public ReportReader reader() {
        return new ReportReader(this, readPosition());
    }

    /** Returns where the slot of a position is. */
    long slot(final long ofPosition) {
        return slots + ((ofPosition & (capacity - 1)) << SLOT_SHIFT);
    }

    long writtenPosition() {
        return UnsafeApi.getLongAcquire(null, writtenAddress);
    }

    long readPosition() {
        return UnsafeApi.getLongAcquire(null, readAddress);
    }

    void readPosition(final long value) {
        UnsafeApi.putLongRelease(null, readAddress, value);
    }

    private static int side(final boolean buy) {
        return buy ? 0 : SELL;
    }

    private void write(
            final int kind,
            final long sequence,
            final long orderId,
            final long price,
            final long qty,
            final long takerId) {
        final long at = position;
        if (at == limit) {
            awaitRoom(at);
        }
        final long slot = slot(at);
        UnsafeApi.putLong(slot, kind);
        UnsafeApi.putLong(slot + ReportReader.SEQUENCE_OFFSET, sequence);
        UnsafeApi.putLong(slot + ReportReader.ORDER_ID_OFFSET, orderId);
        UnsafeApi.putLong(slot + ReportReader.PRICE_OFFSET, price);
        UnsafeApi.putLong(slot + ReportReader.QTY_OFFSET, qty);
        UnsafeApi.putLong(slot + ReportReader.TAKER_ID_OFFSET, takerId);
        position = at + 1;
        if ((position & (BATCH - 1)) == 0) {
            flush();
        }
    }

    private void awaitRoom(final long at) {
        flush();
        long read = readPosition();
        while (read + capacity <= at) {
            Thread.onSpinWait();
            read = readPosition();
        }
        limit = read + capacity;
    }
}
