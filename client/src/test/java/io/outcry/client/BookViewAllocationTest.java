/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.outcry.codecs.marketdata.OrderAddedEncoder;
import io.outcry.codecs.marketdata.OrderDeletedEncoder;
import io.outcry.codecs.marketdata.OrderReducedEncoder;
import io.outcry.codecs.marketdata.TradeEncoder;
import io.outcry.codecs.types.MessageHeaderEncoder;
import io.outcry.codecs.types.Side;
import java.lang.management.ManagementFactory;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class BookViewAllocationTest {
    private static final int ORDERS = 1_000;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[128]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final OrderAddedEncoder added = new OrderAddedEncoder();
    private final OrderReducedEncoder reduced = new OrderReducedEncoder();
    private final OrderDeletedEncoder deleted = new OrderDeletedEncoder();
    private final TradeEncoder trade = new TradeEncoder();
    private final IncrementalFrame frame = new IncrementalFrame();
    private final BookView book = new BookView(1);
    private long sequence;
    private long nextOrderId;
    private long visited;
    private final BookView.OrderVisitor visitor = (orderId, price, qty) -> visited += qty;
    private final MarketDataListener listener = new MarketDataListener() {};

    @Test
    void shouldAllocateNothingOnceWarm() {
        final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
        // The first call of the bean allocates, and so may the compiler's transitions: take the best of a few rounds.
        long allocated = Long.MAX_VALUE;
        for (int round = 0; round < 10 && allocated > 0; round++) {
            final long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 20; i++) {
                fillAndEmpty();
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertEquals(0, allocated);
        assertTrue(visited > 0);
        assertEquals(0, book.orderCount());
    }

    private void fillAndEmpty() {
        final long first = nextOrderId + 1;
        for (int i = 0; i < ORDERS; i++) {
            final Side side = (i & 1) == 0 ? Side.BUY : Side.SELL;
            added.wrapAndApplyHeader(buffer, 0, header)
                    .sequence(++sequence)
                    .transactTimeNs(sequence)
                    .orderId(++nextOrderId)
                    .price(side == Side.BUY ? 100 - i % 97 : 101 + i % 89)
                    .qty(10)
                    .instrumentId(1)
                    .side(side);
            apply(added.encodedLength());
        }
        visited += book.qtyAhead(first + ORDERS / 2);
        book.forEachOrder(Side.BUY, visitor);
        for (int i = 0; i < ORDERS; i++) {
            final long orderId = first + i;
            reduced.wrapAndApplyHeader(buffer, 0, header)
                    .sequence(++sequence)
                    .transactTimeNs(sequence)
                    .orderId(orderId)
                    .qty(5)
                    .instrumentId(1);
            apply(reduced.encodedLength());
            if ((i & 2) == 0) {
                deleted.wrapAndApplyHeader(buffer, 0, header)
                        .sequence(++sequence)
                        .transactTimeNs(sequence)
                        .orderId(orderId)
                        .instrumentId(1);
                apply(deleted.encodedLength());
            } else {
                final boolean buy = (i & 1) == 0;
                trade.wrapAndApplyHeader(buffer, 0, header)
                        .sequence(++sequence)
                        .transactTimeNs(sequence)
                        .tradeId(sequence)
                        .makerOrderId(orderId)
                        .takerOrderId(0)
                        .price(buy ? 100 - i % 97 : 101 + i % 89)
                        .qty(5)
                        .instrumentId(1)
                        .takerSide(buy ? Side.SELL : Side.BUY);
                apply(trade.encodedLength());
            }
        }
    }

    private void apply(final int bodyLength) {
        if (!frame.wrap(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + bodyLength) || !frame.applyTo(book)) {
            throw new AssertionError(frame.toString());
        }
        frame.tell(listener, book);
    }
}
