/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.marketdata;

import io.outcry.client.BookView;
import io.outcry.codecs.marketdata.SnapshotEndEncoder;
import io.outcry.codecs.marketdata.SnapshotOrderEncoder;
import io.outcry.codecs.marketdata.SnapshotStartEncoder;
import io.outcry.codecs.types.MessageHeaderEncoder;
import io.outcry.codecs.types.Side;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Encodes one book into one buffer, message after message; the buffer grows to the largest book and stays. */
final class SnapshotEncoder implements BookView.OrderVisitor {
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final int START_LENGTH = HEADER + SnapshotStartEncoder.BLOCK_LENGTH;
    private static final int ORDER_LENGTH = HEADER + SnapshotOrderEncoder.BLOCK_LENGTH;
    private static final int END_LENGTH = HEADER + SnapshotEndEncoder.BLOCK_LENGTH;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[64 * 1024]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final SnapshotStartEncoder start = new SnapshotStartEncoder();
    private final SnapshotOrderEncoder order = new SnapshotOrderEncoder();
    private final SnapshotEndEncoder end = new SnapshotEndEncoder();
    private int length;
    private long sequence;
    private int instrumentId;
    private Side side;

    /**
     * Encodes a book as it is.
     *
     * @throws ArithmeticException if it has more orders than fit a buffer, 43 million
     */
    void encode(final BookView book, final long sequence) {
        final int orders = book.orderCount();
        ensureCapacity(Math.addExact(START_LENGTH + END_LENGTH, Math.multiplyExact(orders, ORDER_LENGTH)));
        this.sequence = sequence;
        this.instrumentId = book.instrumentId();
        start.wrapAndApplyHeader(buffer, 0, header)
                .sequence(sequence)
                .transactTimeNs(book.timeNs())
                .tradeId(book.lastTradeId())
                .instrumentId(instrumentId)
                .orders(orders);
        length = START_LENGTH;
        side = Side.BUY;
        book.forEachOrder(Side.BUY, this);
        side = Side.SELL;
        book.forEachOrder(Side.SELL, this);
        end.wrapAndApplyHeader(buffer, length, header).sequence(sequence).instrumentId(instrumentId);
        length += END_LENGTH;
    }

    @Override
    public void onOrder(final long orderId, final long price, final long qty) {
        order.wrapAndApplyHeader(buffer, length, header)
                .sequence(sequence)
                .orderId(orderId)
                .price(price)
                .qty(qty)
                .instrumentId(instrumentId)
                .side(side);
        length += ORDER_LENGTH;
    }

    DirectBuffer buffer() {
        return buffer;
    }

    int length() {
        return length;
    }

    /** The length of the message that begins there. */
    int messageLength(final int offset) {
        if (offset == 0) {
            return START_LENGTH;
        }
        return offset == length - END_LENGTH ? END_LENGTH : ORDER_LENGTH;
    }

    private void ensureCapacity(final int needed) {
        if (needed > buffer.capacity()) {
            buffer.wrap(new byte[Math.max(needed, (int) Math.min(Integer.MAX_VALUE - 8, 2L * buffer.capacity()))]);
        }
    }
}
