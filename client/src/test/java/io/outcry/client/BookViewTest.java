/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.types.Side;
import org.junit.jupiter.api.Test;

class BookViewTest {
    private final BookView book = new BookView(7);

    @Test
    void shouldSayThatThereIsNothingWhenEmpty() {
        assertEquals(7, book.instrumentId());
        assertEquals(NullValue.INT64, book.bestBid());
        assertEquals(NullValue.INT64, book.bestAsk());
        assertEquals(0, book.bestBidQty());
        assertEquals(NullValue.INT64, book.levelPrice(Side.SELL, 3));
        assertEquals(NullValue.INT64, book.levelPrice(Side.SELL, -1));
        assertEquals(0, book.levelOrders(Side.BUY, 0));
        assertEquals(NullValue.INT64, book.qtyAhead(1));
        assertFalse(book.isWhole());
    }

    @Test
    void shouldTellTheQuantityInFrontOfAnOrder() {
        assertTrue(add(1, Side.BUY, 100, 5));
        assertTrue(add(2, Side.BUY, 100, 7));
        assertTrue(add(3, Side.BUY, 100, 11));
        assertTrue(add(4, Side.BUY, 101, 13));
        assertEquals(12, book.qtyAhead(3));
        assertTrue(book.reduced(5, 5, 1, 2));
        assertEquals(9, book.qtyAhead(3));
        assertTrue(book.deleted(6, 6, 2));
        assertEquals(2, book.qtyAhead(3));
        assertTrue(book.traded(7, 7, 1, 1, Side.SELL, 100, 2));
        assertEquals(0, book.qtyAhead(3));
        assertEquals(1, book.lastTradeId());
    }

    @Test
    void shouldKeepItsLevelsWhenAnAuctionTrades() {
        assertTrue(add(1, Side.BUY, 100, 5));
        assertTrue(book.traded(7, 70, 3, NullValue.INT64, Side.NULL_VAL, 101, 9));
        assertEquals(Side.NULL_VAL, book.changedSide());
        assertEquals(3, book.lastTradeId());
        assertEquals(5, book.totalQty(Side.BUY));
    }

    @Test
    void shouldKeepItsLevelsWhenAnUnseenOrderTrades() {
        assertTrue(add(1, Side.BUY, 100, 5));
        assertTrue(book.traded(7, 70, 3, NullValue.INT64, Side.SELL, 101, 9));
        assertEquals(7, book.sequence());
        assertEquals(70, book.timeNs());
        assertEquals(3, book.lastTradeId());
        assertEquals(Side.BUY, book.changedSide());
        assertEquals(101, book.changedPrice());
        assertEquals(0, book.changedQty());
        assertEquals(100, book.bestBid());
        assertEquals(5, book.totalQty(Side.BUY));
        assertFalse(book.traded(8, 80, 4, NullValue.INT64, Side.SELL, 101, 0), "no quantity");
        assertFalse(book.traded(8, 80, 4, NullValue.INT64, Side.SBE_UNKNOWN, 101, 1), "no side");
        assertEquals(3, book.lastTradeId());
    }

    @Test
    void shouldTakeTheNextPartOfAnIceberg() {
        assertTrue(add(1, Side.SELL, 100, 5));
        assertTrue(add(2, Side.SELL, 100, 4));
        assertTrue(book.traded(7, 7, 1, 1, Side.BUY, 100, 5));
        assertTrue(add(1, Side.SELL, 100, 3));
        assertEquals(4, book.qtyAhead(1));
    }

    @Test
    void shouldOrderPricesOverTheWholeRange() {
        final long lowest = Long.MIN_VALUE + 1;
        for (final Side side : new Side[] {Side.BUY, Side.SELL}) {
            final int first = side == Side.BUY ? 1 : 10;
            assertTrue(add(first, side, 0, 1));
            assertTrue(add(first + 1, side, Long.MAX_VALUE, 1));
            assertTrue(add(first + 2, side, lowest, 1));
        }
        assertEquals(Long.MAX_VALUE, book.bestBid());
        assertEquals(lowest, book.levelPrice(Side.BUY, 2));
        assertEquals(lowest, book.bestAsk());
        assertEquals(Long.MAX_VALUE, book.levelPrice(Side.SELL, 2));
    }

    @Test
    void shouldRefuseWhatCannotBeTrueAndChangeNothing() {
        assertTrue(add(1, Side.BUY, 100, 5));
        assertFalse(add(1, Side.BUY, 100, 5), "known id");
        assertFalse(add(2, Side.NULL_VAL, 100, 5), "no side");
        assertFalse(add(2, Side.BUY, NullValue.INT64, 5), "no price");
        assertFalse(add(2, Side.BUY, 100, 0), "no quantity");
        assertFalse(add(2, Side.BUY, 99, Long.MAX_VALUE - 4), "sum out of range");
        assertFalse(book.reduced(2, 2, 9, 1), "unknown order");
        assertFalse(book.reduced(2, 2, 1, 6), "larger");
        assertFalse(book.reduced(2, 2, 1, 0), "nothing left");
        assertFalse(book.deleted(2, 2, 9), "unknown order");
        assertFalse(book.traded(2, 2, 1, 9, Side.SELL, 100, 1), "unknown order");
        assertFalse(book.traded(2, 2, 1, 1, Side.SELL, 100, 6), "more than rests");
        assertFalse(book.traded(2, 2, 1, 1, Side.SELL, 101, 1), "other price");
        assertFalse(book.traded(2, 2, 1, 1, Side.BUY, 100, 1), "same side");
        assertEquals(1, book.sequence());
        assertEquals(1, book.orderCount());
        assertEquals(5, book.totalQty(Side.BUY));
        assertTrue(add(2, Side.BUY, 99, Long.MAX_VALUE - 5));
    }

    private boolean add(final long orderId, final Side side, final long price, final long qty) {
        return book.added(orderId, orderId, orderId, side, price, qty);
    }
}
