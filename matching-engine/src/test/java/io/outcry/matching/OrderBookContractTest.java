/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outcry.codecs.NullValue;
import io.outcry.risk.Amount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link OrderBook} keeps to. */
abstract class OrderBookContractTest {
    private static final boolean BUY = true;
    private static final boolean SELL = false;
    private static final long ANY_PRICE = NullValue.INT64;

    private final OrderBook book = newBook();
    private final Amount cost = new Amount();
    private int slots;

    abstract OrderBook newBook();

    @Test
    void shouldBeEmptyWhenNew() {
        assertNull(book.best(BUY));
        assertNull(book.best(SELL));
        assertEquals(0, book.orders());
        assertOrders(BUY);
        assertOrders(SELL);
        assertFalse(book.canFill(BUY, ANY_PRICE, 1));
        assertTrue(book.costOf(1, 1, cost));
        assertTrue(cost.isZero());
    }

    @Test
    void shouldHaveTheHighestBuyAndTheLowestSellInFront() {
        add(BUY, 99, 1);
        final Order bid = add(BUY, 100, 1);
        add(BUY, 98, 1);
        add(SELL, 102, 1);
        final Order ask = add(SELL, 101, 1);
        add(SELL, 103, 1);
        assertSame(bid, book.best(BUY));
        assertSame(ask, book.best(SELL));
        assertEquals(6, book.orders());
    }

    @Test
    void shouldHaveTheOldestOrderOfALevelInFront() {
        final Order first = add(BUY, 100, 1);
        final Order second = add(BUY, 100, 1);
        final Order third = add(BUY, 100, 1);
        assertSame(first, book.best(BUY));
        book.remove(first);
        assertSame(second, book.best(BUY));
        book.remove(second);
        assertSame(third, book.best(BUY));
        book.remove(third);
        assertNull(book.best(BUY));
        assertEquals(0, book.orders());
    }

    @Test
    void shouldVisitInPriceTimeOrder() {
        final Order a = add(SELL, 101, 1);
        final Order b = add(SELL, 100, 1);
        final Order c = add(SELL, 101, 1);
        final Order d = add(SELL, 100, 1);
        assertOrders(SELL, b, d, a, c);
        assertOrders(BUY);
        final Order e = add(BUY, 98, 1);
        final Order f = add(BUY, 99, 1);
        final Order g = add(BUY, 98, 1);
        assertOrders(BUY, f, e, g);
        assertOrders(SELL, b, d, a, c);
    }

    @Test
    void shouldCloseTheGapWhenAnOrderLeaves() {
        final Order a = add(SELL, 100, 1);
        final Order b = add(SELL, 100, 1);
        final Order c = add(SELL, 100, 1);
        final Order d = add(SELL, 100, 1);
        book.remove(b);
        assertOrders(SELL, a, c, d);
        book.remove(d);
        assertOrders(SELL, a, c);
        book.remove(a);
        assertOrders(SELL, c);
        book.add(a);
        assertOrders(SELL, c, a);
    }

    @Test
    void shouldForgetALevelWhenItsLastOrderLeaves() {
        final Order low = add(SELL, 100, 1);
        final Order middle = add(SELL, 101, 1);
        final Order high = add(SELL, 102, 1);
        book.remove(middle);
        assertOrders(SELL, low, high);
        book.remove(low);
        assertSame(high, book.best(SELL));
        middle.price = 99;
        book.add(middle);
        assertOrders(SELL, middle, high);
        low.price = 102;
        book.add(low);
        assertOrders(SELL, middle, high, low);
    }

    @Test
    void shouldKeepThePlaceOfAnOrderThatBecomesSmaller() {
        final Order a = add(SELL, 100, 5);
        final Order b = add(SELL, 100, 5);
        book.reduce(a, 4);
        assertEquals(1, a.leavesQty);
        assertOrders(SELL, a, b);
        assertEquals(2, book.orders());
        assertTrue(book.canFill(BUY, 100, 6));
        assertFalse(book.canFill(BUY, 100, 7));
    }

    @Test
    void shouldTakeOutAnOrderThatWasReducedToNothing() {
        final Order a = add(SELL, 100, 5);
        final Order b = add(SELL, 100, 5);
        book.reduce(a, 5);
        book.remove(a);
        assertOrders(SELL, b);
        assertTrue(book.canFill(BUY, 100, 5));
        assertFalse(book.canFill(BUY, 100, 6));
    }

    @Test
    void shouldFillABuyerFromSellsUpToTheLimit() {
        add(SELL, 100, 2);
        add(SELL, 101, 3);
        add(SELL, 101, 4);
        add(SELL, 103, 5);
        add(BUY, 99, 1_000);
        assertFalse(book.canFill(BUY, 99, 1));
        assertTrue(book.canFill(BUY, 100, 2));
        assertFalse(book.canFill(BUY, 100, 3));
        assertTrue(book.canFill(BUY, 102, 9));
        assertFalse(book.canFill(BUY, 102, 10));
        assertTrue(book.canFill(BUY, ANY_PRICE, 14));
        assertFalse(book.canFill(BUY, ANY_PRICE, 15));
    }

    @Test
    void shouldFillASellerFromBuysDownToTheLimit() {
        add(BUY, 100, 2);
        add(BUY, 99, 3);
        add(BUY, 99, 4);
        add(BUY, 97, 5);
        add(SELL, 101, 1_000);
        assertFalse(book.canFill(SELL, 101, 1));
        assertTrue(book.canFill(SELL, 100, 2));
        assertFalse(book.canFill(SELL, 100, 3));
        assertTrue(book.canFill(SELL, 98, 9));
        assertFalse(book.canFill(SELL, 98, 10));
        assertTrue(book.canFill(SELL, ANY_PRICE, 14));
        assertFalse(book.canFill(SELL, ANY_PRICE, 15));
    }

    @Test
    void shouldFillTheLargestQuantityWithoutOverflow() {
        add(SELL, 100, Long.MAX_VALUE - 1);
        assertFalse(book.canFill(BUY, ANY_PRICE, Long.MAX_VALUE));
        add(SELL, 100, Long.MAX_VALUE);
        assertTrue(book.canFill(BUY, ANY_PRICE, Long.MAX_VALUE));
    }

    @Test
    void shouldSumWhatAMarketBuyerWouldPay() {
        add(SELL, 101, 3);
        add(SELL, 100, 2);
        add(SELL, 101, 4);
        add(BUY, 99, 1_000);
        assertCost(100 * 7, 1, 7);
        assertCost(200 * 7, 2, 7);
        assertCost((200 + 101) * 7, 3, 7);
        assertCost((200 + 303 + 202) * 7, 7, 7);
        assertCost(200 + 707, 9, 1);
        assertCost(200 + 707, 10, 1);
        assertCost(200 + 707, Long.MAX_VALUE, 1);
    }

    @Test
    void shouldSumBeyond64Bits() {
        add(SELL, 1L << 50, 1L << 49);
        add(SELL, 1L << 50, 1L << 49);
        assertTrue(book.costOf(Long.MAX_VALUE, 1, cost));
        assertEquals("" + new java.math.BigInteger("2").pow(100), cost.toString());
    }

    @Test
    void shouldRefuseToSumWhatAnAmountCannotHold() {
        add(SELL, 100, 1);
        add(SELL, 1L << 50, 1L << 50);
        assertTrue(book.costOf(1, 1, cost));
        assertTrue(book.costOf(1L << 49, 1, cost));
        assertFalse(book.costOf(Long.MAX_VALUE, 1, cost));
    }

    @Test
    void shouldTakeTheSmallestAndTheLargestPrice() {
        final Order low = add(BUY, 1, 1);
        final Order high = add(BUY, Long.MAX_VALUE, 1);
        assertOrders(BUY, high, low);
        book.remove(high);
        book.remove(low);
        final Order lowSell = add(SELL, 1, 1);
        final Order highSell = add(SELL, Long.MAX_VALUE, 1);
        assertOrders(SELL, lowSell, highSell);
    }

    @Test
    void shouldHoldThousandsOfLevels() {
        final List<Order> ascending = IntStream.rangeClosed(1, 3_000)
                .mapToObj(price -> add(SELL, 1L + (price * 1_237L) % 3_001, 1))
                .sorted(Comparator.comparingLong(order -> order.price))
                .toList();
        assertOrders(SELL, ascending.toArray(Order[]::new));
        for (final Order order : ascending) {
            assertSame(order, book.best(SELL));
            book.remove(order);
        }
        assertNull(book.best(SELL));
    }

    @Test
    void shouldAgreeWithASortedListWhateverHappens() {
        final long seed = Long.getLong("outcry.seed", System.nanoTime());
        final Random random = new Random(seed);
        final List<Order> resting = new ArrayList<>();
        for (int step = 0; step < 20_000; step++) {
            if (resting.isEmpty() || random.nextInt(100) < 50) {
                resting.add(add(random.nextBoolean(), 1 + random.nextInt(40), 1 + random.nextInt(9)));
            } else {
                final Order order = resting.get(random.nextInt(resting.size()));
                if (order.leavesQty > 1 && random.nextInt(3) == 0) {
                    book.reduce(order, 1 + random.nextInt((int) order.leavesQty - 1));
                } else {
                    book.remove(order);
                    resting.remove(order);
                }
            }
            if (step % 50 == 0) {
                assertAgrees(resting, random, "-Doutcry.seed=" + seed + ", step " + step);
            }
        }
    }

    private void assertAgrees(final List<Order> resting, final Random random, final String where) {
        assertEquals(resting.size(), book.orders(), where);
        for (final boolean buy : new boolean[] {BUY, SELL}) {
            final List<Order> expected = resting.stream()
                    .filter(order -> order.buy == buy)
                    .sorted(Comparator.comparingLong(order -> buy ? -order.price : order.price))
                    .toList();
            final List<Order> actual = new ArrayList<>();
            book.forEach(buy, actual::add);
            assertEquals(expected, actual, where);
            assertSame(expected.isEmpty() ? null : expected.get(0), book.best(buy), where);
            final long limit = random.nextInt(42);
            final long qty = 1L + random.nextInt(500);
            final long reachable = expected.stream()
                    .filter(order -> buy ? order.price >= limit : order.price <= limit)
                    .mapToLong(order -> order.leavesQty)
                    .sum();
            assertEquals(reachable >= qty, book.canFill(!buy, limit, qty), where);
        }
    }

    private Order add(final boolean buy, final long price, final long qty) {
        final Order order = new Order(slots++);
        order.buy = buy;
        order.price = price;
        order.orderQty = qty;
        order.leavesQty = qty;
        book.add(order);
        return order;
    }

    private void assertOrders(final boolean buy, final Order... expected) {
        final List<Order> actual = new ArrayList<>();
        book.forEach(buy, actual::add);
        assertEquals(List.of(expected), actual);
    }

    private void assertCost(final long expected, final long qty, final long quoteUnitsPerTickLot) {
        assertTrue(book.costOf(qty, quoteUnitsPerTickLot, cost));
        assertEquals("" + expected, cost.toString());
    }
}
