/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.NullValue;
import java.util.function.LongConsumer;

/** The pegged orders of one instrument, in the order in which they came. They rest in its book as hidden orders. */
final class PeggedOrders {
    static final int MAX_PEGGED = 256;

    private final OrderPool orders;
    private final int[] pegged = new int[MAX_PEGGED];
    private int count;

    PeggedOrders(final OrderPool orders) {
        this.orders = orders;
    }

    boolean isEmpty() {
        return count == 0;
    }

    boolean isFull() {
        return count == MAX_PEGGED;
    }

    void add(final int order) {
        pegged[count++] = order;
    }

    void remove(final int order) {
        int position = 0;
        while (pegged[position] != order) {
            position++;
        }
        System.arraycopy(pegged, position + 1, pegged, position, --count - position);
    }

    /** The first order whose price is not what it should be now, or {@link OrderPool#NONE}. */
    int firstToMove(final TradedInstrument instrument) {
        for (int i = 0; i < count; i++) {
            final long price = price(pegged[i], instrument);
            if (price != NullValue.INT64 && price != orders.price(pegged[i])) {
                return pegged[i];
            }
        }
        return OrderPool.NONE;
    }

    /** Price that an order should have now; null if the price that it follows is not there. */
    long price(final int order, final TradedInstrument instrument) {
        return price(
                orders.isBuy(order),
                orders.reference(order),
                orders.terms.pegOffset(order),
                orders.terms.limitPrice(order),
                instrument);
    }

    /** Null if the price to follow is not there, or the distance from it leads below one tick. */
    static long price(
            final boolean buy,
            final int reference,
            final long pegOffset,
            final long limitPrice,
            final TradedInstrument instrument) {
        final long followed = instrument.reference(reference, !buy);
        if (followed == NullValue.INT64) {
            return NullValue.INT64;
        }
        final long pegged = buy ? followed - pegOffset : followed + pegOffset;
        if (pegged <= 0) {
            return NullValue.INT64;
        }
        return buy ? Math.min(pegged, limitPrice) : Math.max(pegged, limitPrice);
    }

    void writeState(final LongConsumer state) {
        state.accept(count);
        for (int i = 0; i < count; i++) {
            state.accept(pegged[i]);
        }
    }
}
