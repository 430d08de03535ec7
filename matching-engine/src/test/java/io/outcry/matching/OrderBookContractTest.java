/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link OrderBook} keeps to. Distances are chosen for books that see only a part of the prices at a time, a
 * part that moves with the market: next to each other, at the borders of powers of two, and farther than such a part is
 * wide.
 */
abstract class OrderBookContractTest {
    private static final boolean BUY = true;
    private static final boolean SELL = false;
    private static final long FAR = 1L << 40;

    private final OrderPool orders = new OrderPool();
    private final OrderBook book = newBook(orders);

    abstract OrderBook newBook(OrderPool pool);

    @Test
    void shouldBeEmptyWhenNew() {
        assertOrders(BUY);
        assertOrders(SELL);
        for (final long price : new long[] {0, 1, 100, -1, FAR, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertEquals(0, book.depth(BUY, price));
            assertEquals(0, book.depth(SELL, price));
        }
    }

    @Test
    void shouldHaveTheHighestBuyAndTheLowestSellInFront() {
        add(BUY, 99, 1);
        final int bid = add(BUY, 100, 1);
        add(BUY, 98, 1);
        add(SELL, 102, 1);
        final int ask = add(SELL, 101, 1);
        add(SELL, 103, 1);
        assertEquals(bid, book.best(BUY));
        assertEquals(100, bestPrice(BUY));
        assertEquals(ask, book.best(SELL));
        assertEquals(101, bestPrice(SELL));
    }

    @Test
    void shouldVisitInPriceTimeOrder() {
        final int a = add(SELL, 101, 1);
        final int b = add(SELL, 100, 1);
        final int c = add(SELL, 101, 1);
        final int d = add(SELL, 100, 1);
        assertOrders(SELL, b, d, a, c);
        assertOrders(BUY);
        final int e = add(BUY, 98, 1);
        final int f = add(BUY, 99, 1);
        final int g = add(BUY, 98, 1);
        assertOrders(BUY, f, e, g);
        assertOrders(SELL, b, d, a, c);
    }

    @Test
    void shouldShowTheBestOrderToLimitsThatReachIt() {
        for (final long limit : new long[] {99, 100, 101, Long.MIN_VALUE, Long.MAX_VALUE}) {
            assertEquals(OrderPool.NONE, book.best(BUY, limit));
            assertEquals(OrderPool.NONE, book.best(SELL, limit));
        }
        add(BUY, 99, 1);
        final int bid = add(BUY, 100, 1);
        assertEquals(OrderPool.NONE, book.best(BUY, Long.MAX_VALUE));
        assertEquals(OrderPool.NONE, book.best(BUY, 101));
        assertEquals(bid, book.best(BUY, 100));
        assertEquals(bid, book.best(BUY, 99));
        assertEquals(bid, book.best(BUY, Long.MIN_VALUE));
        add(SELL, 103, 1);
        final int ask = add(SELL, 102, 1);
        assertEquals(OrderPool.NONE, book.best(SELL, Long.MIN_VALUE));
        assertEquals(OrderPool.NONE, book.best(SELL, 101));
        assertEquals(ask, book.best(SELL, 102));
        assertEquals(ask, book.best(SELL, 103));
        assertEquals(ask, book.best(SELL, Long.MAX_VALUE));
    }

    @Test
    void shouldKeepTheSidesApartWhenTheyShareAPrice() {
        final int bid = add(BUY, 100, 3);
        final int ask = add(SELL, 100, 5);
        final int secondBid = add(BUY, 100, 4);
        assertOrders(BUY, bid, secondBid);
        assertOrders(SELL, ask);
        assertEquals(7, book.depth(BUY, 100));
        assertEquals(5, book.depth(SELL, 100));
        book.remove(ask, SELL);
        assertOrders(BUY, bid, secondBid);
        assertOrders(SELL);
    }

    @Test
    void shouldTellThePriceOfEachOrder() {
        for (final boolean buy : new boolean[] {BUY, SELL}) {
            final long[] prices = {100, 99, 101, 0, -1, FAR, -FAR, Long.MAX_VALUE, Long.MIN_VALUE, 100 + (1 << 18)};
            final int[] added =
                    LongStream.of(prices).mapToInt(price -> add(buy, price, 1)).toArray();
            for (int i = 0; i < added.length; i++) {
                assertEquals(prices[i], orders.price(added[i]));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {BUY, SELL})
    void shouldCloseTheGapWhenAnOrderLeaves(final boolean buy) {
        final int a = add(buy, 100, 1);
        final int b = add(buy, 100, 1);
        final int c = add(buy, 100, 1);
        final int d = add(buy, 100, 1);
        book.remove(b, buy);
        assertOrders(buy, a, c, d);
        book.remove(d, buy);
        assertOrders(buy, a, c);
        book.remove(a, buy);
        assertOrders(buy, c);
        book.add(a, buy, 100);
        assertOrders(buy, c, a);
    }

    /** The one that leaves is the head, one in the middle, the tail; of a queue of two, three and five. */
    @ParameterizedTest
    @CsvSource({
        "true,2,0",
        "true,2,1",
        "true,3,0",
        "true,3,1",
        "true,3,2",
        "true,5,0",
        "true,5,1",
        "true,5,3",
        "true,5,4",
        "false,2,0",
        "false,2,1",
        "false,3,0",
        "false,3,1",
        "false,3,2",
        "false,5,0",
        "false,5,2",
        "false,5,4"
    })
    void shouldSweepTheOthersWhenOneOrderLeft(final boolean buy, final int length, final int gone) {
        final List<Integer> queue = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            queue.add(add(buy, 100, 1));
        }
        final int worse = add(buy, worse(buy, 100, 1), 1);
        remove(queue.remove(gone), buy);
        queue.add(worse);
        assertEquals(queue, walk(buy));
        assertEquals(queue, sweep(buy));
    }

    @ParameterizedTest
    @ValueSource(booleans = {BUY, SELL})
    void shouldKeepTheOrderOfADeepQueueWhenScatteredOrdersLeave(final boolean buy) {
        final List<Integer> queue = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            queue.add(add(buy, 100, i + 1));
        }
        final int[] leaving = {500, 0, 999, 1, 998, 501, 499, 250, 750, 2, 997, 502};
        final List<Integer> gone = IntStream.of(leaving).mapToObj(queue::get).toList();
        for (final int order : gone) {
            remove(order, buy);
            queue.remove((Integer) order);
            assertEquals(queue, walk(buy));
        }
        final long left = 500_500L - IntStream.of(leaving).map(i -> i + 1).sum();
        assertEquals(left, book.depth(buy, 100));
        for (int i = queue.size() - 1; i >= 0; i -= 7) {
            remove(queue.remove(i), buy);
        }
        queue.add(add(buy, 100, 1));
        assertEquals(queue, walk(buy));
        assertEquals(queue, sweep(buy));
    }

    @ParameterizedTest
    @ValueSource(booleans = {BUY, SELL})
    void shouldMoveOnToTheNextLevelWhenTheOnlyOrderOfTheBestLeaves(final boolean buy) {
        final int last = add(buy, worse(buy, 100, 70), 1);
        final int third = add(buy, worse(buy, 100, 2), 1);
        final int second = add(buy, worse(buy, 100, 1), 1);
        final int best = add(buy, 100, 1);
        assertOrders(buy, best, second, third, last);
        book.remove(best, buy);
        assertEquals(worse(buy, 100, 1), bestPrice(buy));
        assertOrders(buy, second, third, last);
        book.remove(third, buy);
        assertOrders(buy, second, last);
        book.remove(second, buy);
        assertEquals(worse(buy, 100, 70), bestPrice(buy));
        assertOrders(buy, last);
        book.remove(last, buy);
        assertOrders(buy);
    }

    @Test
    void shouldForgetALevelWhenItsLastOrderLeaves() {
        final int low = add(SELL, 100, 1);
        final int middle = add(SELL, 101, 1);
        final int high = add(SELL, 102, 1);
        book.remove(middle, SELL);
        assertOrders(SELL, low, high);
        book.remove(low, SELL);
        assertOrders(SELL, high);
        book.add(middle, SELL, 99);
        assertOrders(SELL, middle, high);
        book.add(low, SELL, 102);
        assertOrders(SELL, middle, high, low);
    }

    @Test
    void shouldKeepThePlaceOfAnOrderThatBecomesSmaller() {
        final int a = add(SELL, 100, 5);
        final int b = add(SELL, 100, 5);
        orders.leavesQty(a, 1);
        assertOrders(SELL, a, b);
        assertEquals(6, book.depth(SELL, 100));
        orders.leavesQty(a, 0);
        assertEquals(5, book.depth(SELL, 100));
        book.remove(a, SELL);
        assertOrders(SELL, b);
        assertEquals(5, book.depth(SELL, 100));
    }

    @ParameterizedTest
    @ValueSource(booleans = {BUY, SELL})
    void shouldTakeTheSameOrderAgainWhenItLeft(final boolean buy) {
        final int order = add(buy, 100, 5);
        final int other = add(buy, 100, 6);
        book.remove(order, buy);
        book.add(order, buy, 100);
        assertOrders(buy, other, order);
        book.remove(order, buy);
        book.add(order, buy, worse(buy, 100, FAR));
        assertOrders(buy, other, order);
        book.remove(order, buy);
        book.add(order, buy, worse(buy, 100, -FAR));
        assertOrders(buy, order, other);
        book.remove(order, buy);
        book.add(order, !buy, 100);
        assertOrders(buy, other);
        assertOrders(!buy, order);
        assertEquals(6, book.depth(buy, 100));
        assertEquals(5, book.depth(!buy, 100));
    }

    /** A slot that was another order before carries nothing of it along. */
    @Test
    void shouldTakeASlotAgainWhenItsOrderIsGone() {
        final int first = add(BUY, 100, 5);
        remove(first, BUY);
        final int second = add(SELL, 200, 7);
        assertEquals(first, second, "the slot is used again");
        assertOrders(BUY);
        assertOrders(SELL, second);
        assertEquals(0, book.depth(BUY, 100));
        assertEquals(7, book.depth(SELL, 200));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 33, 2_048, 32_768, 98_304, 131_071, 131_072, 131_073, 1 << 20, FAR, Long.MAX_VALUE / 4})
    void shouldFollowABetterPriceAndComeBackWhenItLeaves(final long distance) {
        for (final boolean buy : new boolean[] {BUY, SELL}) {
            final int a = add(buy, 1_000, 1);
            final int b = add(buy, 1_000, 1);
            final int c = add(buy, worse(buy, 1_000, 40), 1);
            for (int round = 0; round < 3; round++) {
                final int better = add(buy, worse(buy, 1_000, -distance), 1);
                assertOrders(buy, better, a, b, c);
                assertEquals(2, book.depth(buy, 1_000));
                assertEquals(1, book.depth(buy, worse(buy, 1_000, 40)));
                remove(better, buy);
                assertOrders(buy, a, b, c);
                assertEquals(0, book.depth(buy, worse(buy, 1_000, -distance)));
            }
        }
    }

    /** Each order is better than all before; then the best leaves, again and again. */
    @ParameterizedTest
    @ValueSource(longs = {1, 31, 32, 33, 2_047, 2_048, 2_049, 32_767, 32_768, 32_769, 131_072, FAR})
    void shouldClimbAndComeBackInSteps(final long step) {
        for (final boolean buy : new boolean[] {BUY, SELL}) {
            final List<Integer> expected = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                expected.add(0, add(buy, worse(buy, 5, -step * i), 1));
                assertEquals(expected.get(0), book.best(buy));
                assertEquals(worse(buy, 5, -step * i), bestPrice(buy));
            }
            assertEquals(expected, walk(buy));
            assertEquals(expected, sweep(buy));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4})
    void shouldSortTheMostExtremePrices(final long seed) {
        final List<Long> prices = new ArrayList<>();
        for (final long price : new long[] {Long.MAX_VALUE / 4, 1L << 32, FAR, 131_072, 100, 1}) {
            Collections.addAll(prices, price, price + 1, -price, -price - 1);
        }
        Collections.addAll(prices, 0L, Long.MAX_VALUE, Long.MAX_VALUE - 1, Long.MIN_VALUE, Long.MIN_VALUE + 1);
        Collections.addAll(prices, Long.MAX_VALUE - 31, Long.MAX_VALUE - 32, Long.MIN_VALUE + 31, Long.MIN_VALUE + 32);
        for (final boolean buy : new boolean[] {BUY, SELL}) {
            Collections.shuffle(prices, new Random(seed));
            prices.forEach(price -> add(buy, price, 7));
            final List<Long> sorted =
                    prices.stream().distinct().sorted(best(buy)).toList();
            for (final long price : sorted) {
                assertEquals(7L * Collections.frequency(prices, price), book.depth(buy, price));
                assertEquals(0, book.depth(buy, price ^ 1L << 50));
            }
            assertEquals(
                    prices.stream().sorted(best(buy)).toList(),
                    walk(buy).stream().map(orders::price).toList());
            sweep(buy);
            prices.forEach(price -> assertEquals(0, book.depth(buy, price)));
        }
    }

    /** Across levels, groups of 32 and 2,048 prices, the border of what a book may see at a time, and far beyond. */
    @ParameterizedTest
    @ValueSource(longs = {1_000_000, 1 << 30, (1 << 30) - 1, 0, -1, -77})
    void shouldWalkAcrossEveryBorder(final long start) {
        final long[] distances = {
            0, 1, 30, 31, 32, 33, 63, 64, 65, 2_046, 2_047, 2_048, 2_049, 4_096, 98_272, 98_303, 98_304, 98_305, 98_335,
            98_336, 98_337, 131_039, 131_040, 131_071, 131_072, 131_073, 131_104, 200_000, FAR, FAR + 1, FAR + 32,
            2 * FAR
        };
        for (final boolean buy : new boolean[] {BUY, SELL}) {
            final List<Integer> expected = new ArrayList<>();
            for (final long distance : distances) {
                expected.add(add(buy, worse(buy, start, distance), 1));
                expected.add(add(buy, worse(buy, start, distance), 1));
            }
            assertEquals(expected, walk(buy));
            final Random random = new Random(start);
            while (expected.size() > 4) {
                remove(expected.remove(random.nextInt(expected.size())), buy);
                assertEquals(expected, walk(buy));
            }
            assertEquals(expected, sweep(buy));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {BUY, SELL})
    void shouldWalkFarLevelsInOrderWhateverTheOrderTheyCameIn(final boolean buy) {
        final int best = add(buy, 0, 1);
        final List<Long> distances = new ArrayList<>(
                LongStream.range(1, 2_000).map(i -> i * i * 1_000 + FAR).boxed().toList());
        Collections.shuffle(distances, new Random(1));
        final List<Integer> far = new ArrayList<>();
        distances.forEach(distance -> far.add(add(buy, worse(buy, 0, distance), 1)));
        far.sort(Comparator.comparingLong(order -> worse(buy, 0, orders.price(order))));
        far.add(0, best);
        assertEquals(far, walk(buy));
        assertEquals(far, sweep(buy));
    }

    @ParameterizedTest
    @ValueSource(booleans = {BUY, SELL})
    void shouldForgetAFarLevelWhenItsLastOrderLeaves(final boolean buy) {
        final long farPrice = worse(buy, 100, FAR);
        final int best = add(buy, 100, 1);
        final int near = add(buy, worse(buy, farPrice, -1), 2);
        final int first = add(buy, farPrice, 3);
        final int second = add(buy, farPrice, 4);
        final int beyond = add(buy, worse(buy, farPrice, 1 << 20), 5);
        assertOrders(buy, best, near, first, second, beyond);
        assertEquals(7, book.depth(buy, farPrice));
        book.remove(first, buy);
        assertOrders(buy, best, near, second, beyond);
        book.remove(second, buy);
        assertOrders(buy, best, near, beyond);
        assertEquals(0, book.depth(buy, farPrice));
        book.remove(near, buy);
        assertOrders(buy, best, beyond);
        book.remove(best, buy);
        assertOrders(buy, beyond);
        book.add(first, buy, farPrice);
        assertOrders(buy, first, beyond);
        book.remove(beyond, buy);
        assertOrders(buy, first);
    }

    @ParameterizedTest
    @ValueSource(booleans = {BUY, SELL})
    void shouldTellTheDepthOfEveryPrice(final boolean buy) {
        for (final long start : new long[] {100, worse(buy, 100, 1 << 16), worse(buy, 100, 1 << 18), FAR, -FAR}) {
            assertEquals(0, book.depth(buy, start));
            final int one = add(buy, start, 5);
            assertEquals(5, book.depth(buy, start));
            for (int i = 1; i <= 100; i++) {
                add(buy, start, i);
            }
            assertEquals(5_055, book.depth(buy, start));
            for (final long other : new long[] {1, 31, 32, 64, 4_096, 131_072, 1L << 32}) {
                assertEquals(0, book.depth(buy, start + other));
                assertEquals(0, book.depth(buy, start - other));
            }
            assertEquals(0, book.depth(!buy, start));
            orders.leavesQty(one, 2);
            assertEquals(5_052, book.depth(buy, start));
            remove(one, buy);
            assertEquals(5_050, book.depth(buy, start));
        }
        assertEquals(5_050, book.depth(buy, 100));
        sweep(buy);
        assertEquals(0, book.depth(buy, 100));
    }

    /** Empty in one place, then used in another: no order, level or best price of the past comes back. */
    @Test
    void shouldStartAgainWhenItWasEmptied() {
        final long[] starts = {100, FAR, 101, -FAR, 100 + (1 << 17), 100, Long.MAX_VALUE - 64, Long.MIN_VALUE + 64, 0};
        for (final boolean buy : new boolean[] {BUY, SELL}) {
            for (final long start : starts) {
                final int middle = add(buy, start, 1);
                final int worst = add(buy, worse(buy, start, 50), 1);
                final int best = add(buy, worse(buy, start, -50), 1);
                assertOrders(buy, best, middle, worst);
                assertEquals(List.of(best, middle, worst), sweep(buy));
                assertOrders(buy);
            }
        }
    }

    /** The best order runs ahead by ten million ticks, leaves some behind, falls back through them, and goes beyond. */
    @ParameterizedTest
    @ValueSource(booleans = {BUY, SELL})
    void shouldKeepOldOrdersWhenTheMarketDriftsAway(final boolean buy) {
        final int step = 211;
        final long distance = 10_000_000;
        final List<Integer> old = new ArrayList<>();
        int leader = add(buy, 0, 1);
        for (long ahead = step; ahead < distance; ahead += step) {
            final int next = add(buy, worse(buy, 0, -ahead), 1);
            assertEquals(next, book.best(buy));
            if (ahead % 101 == 0) {
                old.add(0, leader);
            } else {
                remove(leader, buy);
            }
            leader = next;
        }
        assertTrue(old.size() > 400);
        final List<Integer> expected = new ArrayList<>(old);
        expected.add(0, leader);
        assertEquals(expected, walk(buy));
        for (long ahead = distance; ahead > -distance; ahead -= step) {
            final long price = worse(buy, 0, -ahead);
            final int next = add(buy, price, 1);
            remove(leader, buy);
            while (!old.isEmpty() && isBetter(buy, orders.price(old.get(0)), price)) {
                assertEquals(old.get(0), book.best(buy));
                remove(old.remove(0), buy);
            }
            leader = next;
            assertEquals(leader, book.best(buy));
            assertEquals(price, bestPrice(buy));
        }
        old.add(0, leader);
        assertEquals(old, walk(buy));
    }

    /** Both sides move together, and the one that stays behind is the worse one of each. */
    @Test
    void shouldFollowAMarketThatDriftsDownAndUp() {
        final int step = 1_009;
        final List<Integer> oldBids = new ArrayList<>();
        final List<Integer> oldAsks = new ArrayList<>();
        for (long mid = 20_000_000; mid > 10_000_000; mid -= step) {
            oldAsks.add(0, add(SELL, mid, 1));
            final int bid = add(BUY, mid - 1, 1);
            assertEquals(oldAsks.get(0), book.best(SELL));
            assertEquals(bid, book.best(BUY));
            remove(bid, BUY);
        }
        for (long mid = 10_000_000; mid < 20_000_000; mid += step) {
            while (!oldAsks.isEmpty() && orders.price(oldAsks.get(0)) < mid) {
                assertEquals(oldAsks.get(0), book.best(SELL));
                remove(oldAsks.remove(0), SELL);
            }
            oldBids.add(0, add(BUY, mid - 1, 1));
            assertEquals(oldBids.get(0), book.best(BUY));
        }
        assertEquals(oldBids, walk(BUY));
        assertEquals(oldAsks, walk(SELL));
        assertEquals(oldBids, sweep(BUY));
        assertEquals(oldAsks, sweep(SELL));
    }

    @ParameterizedTest
    @ValueSource(booleans = {BUY, SELL})
    void shouldSweepALevelOfFiveThousandOrders(final boolean buy) {
        final List<Integer> level = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            level.add(add(buy, 100, 2));
        }
        final int behind = add(buy, worse(buy, 100, 1), 1);
        assertEquals(10_000, book.depth(buy, 100));
        level.add(behind);
        assertEquals(level, walk(buy));
        assertEquals(level, sweep(buy));
    }

    @Test
    void shouldHoldThousandsOfLevels() {
        final List<Integer> ascending = IntStream.rangeClosed(1, 3_000)
                .mapToObj(price -> add(SELL, 1L + (price * 1_237L) % 3_001, 1))
                .sorted(Comparator.comparingLong(orders::price))
                .toList();
        assertEquals(ascending, walk(SELL));
        assertEquals(ascending, sweep(SELL));
    }

    @Test
    void shouldAgreeWithASortedListWhateverHappens() {
        final long seed = Long.getLong("outcry.seed", System.nanoTime());
        final Random random = new Random(seed);
        final List<Integer> resting = new ArrayList<>();
        for (int message = 0; message < 20_000; message++) {
            if (resting.isEmpty() || random.nextInt(100) < 50) {
                resting.add(add(random.nextBoolean(), 1 + random.nextInt(40), 2 + random.nextInt(9)));
            } else {
                final int order = resting.get(random.nextInt(resting.size()));
                if (orders.leavesQty(order) > 1 && random.nextInt(3) == 0) {
                    orders.leavesQty(order, orders.leavesQty(order) - 1);
                } else {
                    remove(order, orders.isBuy(order));
                    resting.remove((Integer) order);
                }
            }
            if (message % 50 == 0) {
                assertAgrees(resting, random, "-Doutcry.seed=" + seed + ", message " + message);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {BUY, SELL})
    void shouldPutHiddenOrdersBehindAllOthersOfTheirPriceOnly(final boolean buy) {
        final int best = add(buy, worse(buy, 100, -1), 1);
        final int hidden = addHidden(buy, 100);
        final int hiddenToo = addHidden(buy, 100);
        final int shown = add(buy, 100, 1);
        final int hiddenAlone = addHidden(buy, worse(buy, 100, 1));
        final int worst = add(buy, worse(buy, 100, 5_000_000), 1);
        assertOrders(buy, best, shown, hidden, hiddenToo, hiddenAlone, worst);
        assertEquals(best, book.bestShown(buy));
        assertEquals(shown, book.firstAt(buy, 100));
        remove(best, buy);
        remove(shown, buy);
        assertEquals(hidden, book.firstAt(buy, 100));
        assertEquals(OrderPool.NONE, book.firstAt(buy, worse(buy, 100, 2)));
        assertOrders(buy, hidden, hiddenToo, hiddenAlone, worst);
        assertEquals(worst, book.bestShown(buy));
        assertEquals(2, book.depth(buy, 100));
        remove(worst, buy);
        assertEquals(OrderPool.NONE, book.bestShown(buy));
        assertEquals(List.of(hidden, hiddenToo, hiddenAlone), sweep(buy));
    }

    @ParameterizedTest
    @ValueSource(booleans = {BUY, SELL})
    void shouldFindHiddenOrdersThatAreFarFromTheOthers(final boolean buy) {
        final int far = addHidden(buy, worse(buy, 100, 1L << 40));
        final int near = add(buy, 100, 1);
        final int farther = add(buy, worse(buy, 100, 1L << 41), 1);
        final int better = addHidden(buy, worse(buy, 100, -(1L << 42)));
        assertOrders(buy, better, near, far, farther);
    }

    private int addHidden(final boolean buy, final long price) {
        final int order = orders.acquire();
        orders.side(order, buy);
        orders.hide(order);
        orders.leavesQty(order, 1);
        book.add(order, buy, price);
        return order;
    }

    private void assertAgrees(final List<Integer> resting, final Random random, final String where) {
        for (final boolean buy : new boolean[] {BUY, SELL}) {
            final List<Integer> expected = resting.stream()
                    .filter(order -> orders.isBuy(order) == buy)
                    .sorted(Comparator.comparing(orders::price, best(buy)))
                    .toList();
            assertEquals(expected, walk(buy), where);
            final long price = random.nextInt(42);
            final long depth = expected.stream()
                    .filter(order -> orders.price(order) == price)
                    .mapToLong(orders::leavesQty)
                    .sum();
            assertEquals(depth, book.depth(buy, price), where);
            final int first = expected.stream()
                    .filter(order -> orders.price(order) == price)
                    .findFirst()
                    .orElse(OrderPool.NONE);
            assertEquals(first, book.firstAt(buy, price), where);
        }
    }

    private int add(final boolean buy, final long price, final long qty) {
        final int order = orders.acquire();
        orders.side(order, buy);
        orders.leavesQty(order, qty);
        book.add(order, buy, price);
        return order;
    }

    private void remove(final int order, final boolean buy) {
        book.remove(order, buy);
        orders.release(order);
    }

    private void assertOrders(final boolean buy, final Integer... expected) {
        assertEquals(List.of(expected), walk(buy));
    }

    private long bestPrice(final boolean buy) {
        return orders.price(book.best(buy));
    }

    /** All orders of a side by {@link OrderBook#next}; limits at and around the best price see it or not. */
    private List<Integer> walk(final boolean buy) {
        final List<Integer> walked = new ArrayList<>();
        for (int order = book.best(buy); order != OrderPool.NONE; order = book.next(order, buy)) {
            walked.add(order);
            assertTrue(walked.size() <= orders.used(), "the walk does not end");
        }
        assertLimits(buy);
        return walked;
    }

    private void assertLimits(final boolean buy) {
        final int best = book.best(buy);
        for (final long limit : new long[] {Long.MIN_VALUE, -1, 0, 100, Long.MAX_VALUE}) {
            final boolean reached = best != OrderPool.NONE && !isBetter(buy, limit, orders.price(best));
            assertEquals(reached ? best : OrderPool.NONE, book.best(buy, limit));
        }
        if (best != OrderPool.NONE) {
            final long price = orders.price(best);
            assertEquals(best, book.best(buy, price));
            assertTrue(price == worst(buy) || book.best(buy, worse(buy, price, 1)) == best);
            assertTrue(price == worst(!buy) || book.best(buy, worse(buy, price, -1)) == OrderPool.NONE);
        }
    }

    private static long worst(final boolean buy) {
        return buy ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    /** Takes the best order until there is none. */
    private List<Integer> sweep(final boolean buy) {
        final List<Integer> swept = new ArrayList<>();
        for (int order = book.best(buy); order != OrderPool.NONE; order = book.best(buy)) {
            assertEquals(order, book.best(buy, orders.price(order)));
            swept.add(order);
            assertTrue(swept.size() <= orders.used(), "the sweep does not end");
            book.remove(order, buy);
        }
        swept.forEach(orders::release);
        return swept;
    }

    /** A price that is so many ticks worse for its side, or better if they are negative. */
    private static long worse(final boolean buy, final long price, final long ticks) {
        return buy ? price - ticks : price + ticks;
    }

    private static boolean isBetter(final boolean buy, final long price, final long other) {
        return buy ? price > other : price < other;
    }

    private static Comparator<Long> best(final boolean buy) {
        return buy ? Comparator.reverseOrder() : Comparator.naturalOrder();
    }
}
