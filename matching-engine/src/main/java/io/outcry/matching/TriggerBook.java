/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.NullValue;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * The waiting orders of one instrument. Each looks at one of four prices and is triggered when that rises, or falls, to its
 * stop price. What a price reached counts until nothing is triggered any more, even if it went back since.
 */
final class TriggerBook {
    static final int LAST_TRADE = 0;
    static final int BEST_BID = 1;
    static final int BEST_OFFER = 2;
    static final int MIDPOINT = 3;
    static final int MAX_TRAILING = 1000;
    private static final int REFERENCES = 4;

    private final OrderPool orders;
    private final PricePages pages = new PricePages();
    private final BookSide[] rising = new BookSide[REFERENCES];
    private final BookSide[] falling = new BookSide[REFERENCES];
    private final boolean[] observed = new boolean[REFERENCES];
    private final long[] highest = new long[REFERENCES];
    private final long[] lowest = new long[REFERENCES];
    private final OrderList trailing = new OrderList(MAX_TRAILING);
    private int waitingOrders;

    TriggerBook(final OrderPool orders) {
        this.orders = orders;
    }

    boolean isEmpty() {
        return waitingOrders == 0;
    }

    boolean isTrailingFull() {
        return trailing.isFull();
    }

    void add(final int order, final long stopPx) {
        side(order).add(order, stopPx);
        waitingOrders++;
        if (orders.trails(order)) {
            trailing.add(order);
        }
    }

    void remove(final int order) {
        side(order).remove(order);
        waitingOrders--;
        if (orders.trails(order)) {
            trailing.remove(order);
        }
    }

    /** A price is now, or was since the last time that nothing was triggered, at a value; null: there is none. */
    void observe(final int reference, final long price) {
        if (price != NullValue.INT64) {
            observe(reference, price, price);
        }
    }

    /** The midpoint may lie between two ticks: it has risen to the lower one and fallen to the higher one. */
    void observeMidpoint(final long bid, final long offer) {
        if (bid != NullValue.INT64 && offer != NullValue.INT64) {
            observe(MIDPOINT, midpointBelow(bid, offer), midpointAbove(bid, offer));
        }
    }

    /**
     * The next order to go to the market, or {@link OrderPool#NONE}: of those that look at the last trade, then the best
     * bid, the best offer and the midpoint; of one price those that it rose to, then those that it fell to; of these the
     * stop price that was reached first, then the order that waited longest at it.
     */
    int firstTriggered() {
        for (int reference = 0; reference < REFERENCES; reference++) {
            if (observed[reference]) {
                final int risen = first(rising[reference], highest[reference]);
                final int order = risen == OrderPool.NONE ? first(falling[reference], lowest[reference]) : risen;
                if (order != OrderPool.NONE) {
                    return order;
                }
            }
        }
        return OrderPool.NONE;
    }

    /** Nothing is triggered any more: trailing stops follow the prices of now, and what these were before is forgotten. */
    void settle(final TradedInstrument instrument) {
        for (int place = 0; place < trailing.size(); place++) {
            follow(trailing.get(place), instrument);
        }
        Arrays.fill(observed, false);
    }

    void writeState(final LongConsumer state) {
        for (int reference = 0; reference < REFERENCES; reference++) {
            writeOrders(rising[reference], state);
            writeOrders(falling[reference], state);
            state.accept(observed[reference] ? 1 : 0);
            state.accept(observed[reference] ? highest[reference] : 0);
            state.accept(observed[reference] ? lowest[reference] : 0);
        }
        trailing.writeState(state);
    }

    void readState(final int instrumentId, final LongSupplier state, final IntConsumer restored) {
        for (int reference = 0; reference < REFERENCES; reference++) {
            readOrders(instrumentId, state, restored);
            readOrders(instrumentId, state, restored);
            observed[reference] = state.getAsLong() != 0;
            highest[reference] = state.getAsLong();
            lowest[reference] = state.getAsLong();
        }
        trailing.readState(state);
    }

    /** Stop price that a trailing stop would have if it began now, as below. */
    static long stopPx(final int order, final OrderPool orders, final TradedInstrument instrument) {
        final boolean buy = orders.isBuy(order);
        return stopPx(
                buy,
                instrument.reference(orders.reference(order), buy),
                orders.terms.pegOffset(order),
                orders.trailsInTicks(order));
    }

    /** Stop price of an order that trails a price; null if there is none, or it would be below one tick or too large. */
    static long stopPx(final boolean buy, final long price, final long offset, final boolean inTicks) {
        if (price == NullValue.INT64) {
            return NullValue.INT64;
        }
        final long distance = inTicks ? offset : Math.max(1, basisPoints(price, offset));
        final long stopPx = buy ? price + distance : price - distance;
        return stopPx > 0 ? stopPx : NullValue.INT64;
    }

    static long midpointBelow(final long bid, final long offer) {
        return bid + (offer - bid >> 1);
    }

    static long midpointAbove(final long bid, final long offer) {
        return bid + (offer - bid + 1 >> 1);
    }

    private static long basisPoints(final long price, final long parts) {
        return price / 10_000 * parts + price % 10_000 * parts / 10_000;
    }

    private void observe(final int reference, final long risenTo, final long fallenTo) {
        highest[reference] = observed[reference] ? Math.max(highest[reference], risenTo) : risenTo;
        lowest[reference] = observed[reference] ? Math.min(lowest[reference], fallenTo) : fallenTo;
        observed[reference] = true;
    }

    private void follow(final int order, final TradedInstrument instrument) {
        final boolean buy = orders.isBuy(order);
        final long stopPx = stopPx(order, orders, instrument);
        final long before = orders.price(order);
        if (stopPx != NullValue.INT64 && (buy ? stopPx < before : stopPx > before)) {
            side(order).remove(order);
            side(order).add(order, stopPx);
        }
    }

    private BookSide side(final int order) {
        final boolean rises = orders.rises(order);
        final BookSide[] sides = rises ? rising : falling;
        final int reference = orders.reference(order);
        if (sides[reference] == null) {
            sides[reference] = new BookSide(!rises, orders, pages);
        }
        return sides[reference];
    }

    private static int first(final BookSide side, final long price) {
        return side == null ? OrderPool.NONE : side.best(price);
    }

    private void readOrders(final int instrumentId, final LongSupplier state, final IntConsumer restored) {
        orders.readOrders(instrumentId, state, order -> {
            side(order).add(order, orders.price(order));
            waitingOrders++;
            restored.accept(order);
        });
    }

    private static void writeOrders(final BookSide side, final LongConsumer state) {
        if (side == null) {
            state.accept(OrderPool.NONE);
        } else {
            side.writeState(state);
        }
    }
}
