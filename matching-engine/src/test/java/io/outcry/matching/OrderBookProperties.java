/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * {@link PriceTimeBook} against {@link NaiveBook} over random messages: after every one the best order and price of
 * both sides and the depth at two prices are the same, and now and then the whole books are. Run a failed seed again with
 * {@code -Doutcry.seed=...}, a longer run with {@code -Doutcry.messages=...}.
 */
class OrderBookProperties {
    private static final int MOST_ORDERS = 50_000;
    private static final int MOST_ORDERS_AT_A_PRICE = 500;
    private static final int[] TARGETS = {3, 30, 300, 3, 3_000, 30, 300, MOST_ORDERS, 0};
    private static final long WINDOW = 131_072;
    private static final long[] EXTREMES = {
        Long.MAX_VALUE,
        Long.MAX_VALUE - 1,
        Long.MAX_VALUE - 40,
        Long.MAX_VALUE / 4,
        1L << 32,
        1,
        0,
        -1,
        -32,
        -(1L << 32),
        -Long.MAX_VALUE / 4,
        Long.MIN_VALUE + 40,
        Long.MIN_VALUE + 1,
        Long.MIN_VALUE
    };

    /** Where the prices of a phase come from. */
    private enum Regime {
        TICK_BY_TICK,
        HUNDREDS_OF_TICKS,
        DRIFT,
        JUMPS_ACROSS_THE_WINDOW,
        JUMPS_FAR_AWAY,
        ANYWHERE,
        EXTREMES
    }

    private final long seed = Long.getLong("outcry.seed", System.nanoTime());
    private final long messages = Long.getLong("outcry.messages", 1_000_000);
    private final Random random = new Random(seed);
    private final OrderPool pool = new OrderPool();
    private final OrderBook book = new PriceTimeBook(pool);
    private final OrderPool naivePool = new OrderPool();
    private final NaiveBook naive = new NaiveBook(naivePool);
    private final Map<Regime, Integer> phases = new EnumMap<>(Regime.class);
    private final int[] resting = new int[2 * MOST_ORDERS];
    private final int[] places = new int[2 * MOST_ORDERS + 1];
    private int count;
    private int mostResting;
    private int timesEmpty;
    private long walked;
    private long message;
    private long lastWalk;

    private Regime regime = Regime.TICK_BY_TICK;
    private int target;
    private long mid;
    private long drift;
    private long touchedPrice;
    private boolean touchedSide;

    @Test
    void shouldDoWhatTheNaiveBookDoes() {
        try {
            for (int phase = 0; message < messages; phase++) {
                run(phase);
            }
        } catch (final AssertionError | RuntimeException e) {
            throw new AssertionError(
                    "-Doutcry.seed=" + seed + ", message " + message + " of " + messages + ", " + regime + " around "
                            + mid + " with " + count + " orders: " + e.getMessage(),
                    e);
        }
        assertEverythingHappened();
    }

    private void run(final int phase) {
        target = TARGETS[phase % TARGETS.length];
        regime = Regime.values()[phase % Regime.values().length];
        phases.merge(regime, 1, Integer::sum);
        drift = random.nextInt(101) - 50L;
        if (Math.abs(mid) > 1L << 60 || random.nextInt(10) == 0) {
            mid = random.nextInt(2_000_000) - 1_000_000L;
        }
        final long end = message + 2L * target + 1_000 + random.nextInt(5_000);
        final int adds = target > 1_000 ? 90 : 55 + random.nextInt(40);
        while (message < messages && (target == 0 ? count > 0 : message < end)) {
            message++;
            step(count < target ? adds : 100 - adds);
            check();
        }
        compareWalks();
    }

    /** One message; adds are so many of a hundred. */
    private void step(final int adds) {
        final int kind = random.nextInt(100);
        moveMid();
        if (count == 0 || (target > 0 && kind < adds)) {
            add();
        } else if (kind % 8 == 0) {
            reduce();
        } else {
            remove();
        }
    }

    private void add() {
        final boolean buy = random.nextBoolean();
        long price = price();
        while (naive.depth(buy, price) > MOST_ORDERS_AT_A_PRICE) {
            price += random.nextInt(1_000) - 500;
        }
        final int order = pool.acquire();
        check(order == naivePool.acquire(), "slot " + order);
        final long qty = 1L + random.nextInt(random.nextInt(10) == 0 ? 100 : 3);
        final int rank = message > messages / 2 && random.nextInt(3) == 0 ? 1 + random.nextInt(2) : 0;
        put(pool, order, buy, qty, rank);
        put(naivePool, order, buy, qty, rank);
        book.add(order, buy, price);
        naive.add(order, buy, price);
        places[order] = count;
        resting[count++] = order;
        mostResting = Math.max(mostResting, count);
        touched(buy, price);
    }

    private static void put(
            final OrderPool orders, final int order, final boolean buy, final long qty, final int rank) {
        orders.side(order, buy);
        orders.leavesQty(order, qty);
        if (rank == 1) {
            orders.hide(order);
        } else if (rank == 2) {
            orders.allOrNone(order);
        }
    }

    /** The best order as often as any other. */
    private void remove() {
        final boolean bestSide = random.nextBoolean();
        final int best = naive.best(bestSide);
        final int order = random.nextBoolean() && best != OrderPool.NONE ? best : resting[random.nextInt(count)];
        final int place = places[order];
        resting[place] = resting[--count];
        places[resting[place]] = place;
        final boolean buy = pool.isBuy(order);
        touched(buy, naivePool.price(order));
        check(pool.price(order) == touchedPrice, () -> "price " + pool.price(order) + " of order " + order);
        book.remove(order, buy);
        naive.remove(order, buy);
        pool.release(order);
        naivePool.release(order);
        timesEmpty += count == 0 ? 1 : 0;
    }

    private void reduce() {
        final int order = resting[random.nextInt(count)];
        final long qty = random.nextInt((int) pool.leavesQty(order) + 1);
        pool.leavesQty(order, qty);
        naivePool.leavesQty(order, qty);
        final boolean buy = pool.isBuy(order);
        touched(buy, naivePool.price(order));
    }

    private void touched(final boolean buy, final long price) {
        touchedSide = buy;
        touchedPrice = price;
    }

    private void moveMid() {
        final int jump = random.nextInt(200);
        switch (regime) {
            case DRIFT -> mid += drift;
            case JUMPS_ACROSS_THE_WINDOW -> mid += jump == 0 ? WINDOW * direction() + random.nextInt(65) - 32 : 0;
            case JUMPS_FAR_AWAY -> mid += jump == 0 ? (1L << 40) * direction() + random.nextInt(65) - 32 : 0;
            default -> {}
        }
    }

    private int direction() {
        return random.nextInt(5) - 2;
    }

    private long price() {
        return switch (regime) {
            case TICK_BY_TICK -> mid + random.nextInt(80) - 40;
            case HUNDREDS_OF_TICKS, JUMPS_ACROSS_THE_WINDOW -> mid + random.nextInt(1_600) - 800;
            case DRIFT, JUMPS_FAR_AWAY -> mid + random.nextInt(400) - 200;
            case ANYWHERE -> random.nextLong() / 4;
            case EXTREMES -> EXTREMES[random.nextInt(EXTREMES.length)];
        };
    }

    private void check() {
        checkBest(true);
        checkBest(false);
        checkDepth(touchedSide, touchedPrice);
        checkDepth(random.nextBoolean(), random.nextBoolean() ? price() : touchedPrice + random.nextInt(9) - 4);
        if (message - lastWalk > count + 100) {
            compareWalks();
        }
    }

    private void checkBest(final boolean buy) {
        final int best = book.best(buy);
        check(best == naive.best(buy), () -> "best " + side(buy) + " is " + best + ", not " + naive.best(buy));
        check(
                best == OrderPool.NONE || pool.price(best) == naivePool.price(best),
                () -> "best price to " + side(buy) + " is " + pool.price(best) + ", not " + naivePool.price(best));
        final long limit = touchedPrice + random.nextInt(3) - 1;
        final int reached =
                best != OrderPool.NONE && (buy ? naivePool.price(best) >= limit : naivePool.price(best) <= limit)
                        ? best
                        : OrderPool.NONE;
        check(book.best(buy, limit) == reached, () -> "best " + side(buy) + " for " + limit + " is not " + reached);
    }

    private void checkDepth(final boolean buy, final long price) {
        final long depth = book.depth(buy, price);
        final long expected = naive.depth(buy, price);
        check(depth == expected, () -> "depth to " + side(buy) + " at " + price + " is " + depth + ", not " + expected);
    }

    private void compareWalks() {
        lastWalk = message;
        walked += count;
        compareWalk(true);
        compareWalk(false);
    }

    private void compareWalk(final boolean buy) {
        int order = book.best(buy);
        for (final int expected : naive.orders(buy)) {
            final int actual = order;
            check(actual == expected, () -> "walk to " + side(buy) + " has " + actual + ", not " + expected);
            check(pool.price(order) == naivePool.price(order), () -> "price of order " + expected);
            order = book.next(order, buy);
        }
        final int behind = order;
        check(behind == OrderPool.NONE, () -> "walk to " + side(buy) + " goes on with " + behind);
    }

    private static String side(final boolean buy) {
        return buy ? "buy" : "sell";
    }

    private static void check(final boolean holds, final String text) {
        check(holds, () -> text);
    }

    private static void check(final boolean holds, final Supplier<String> text) {
        if (!holds) {
            throw new AssertionError(text.get());
        }
    }

    /** A generator that no longer reaches a situation would prove nothing. */
    private void assertEverythingHappened() {
        assertTrue(messages < 1_000_000 || mostResting >= MOST_ORDERS, () -> "at most " + mostResting + " orders");
        assertTrue(messages < 1_000_000 || phases.size() == Regime.values().length, () -> "phases " + phases);
        assertTrue(timesEmpty > messages / 100_000, () -> "empty " + timesEmpty + " times");
        assertTrue(walked > messages / 10, () -> "walked " + walked);
        assertEquals(count, pool.used());
    }
}
