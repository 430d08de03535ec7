/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.NullValue;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** The pegged orders of one instrument, in the order in which they came. They rest in its book as hidden orders. */
final class PeggedOrders {
    static final int MAX_PEGGED = 256;

    private final OrderPool orders;
    private final OrderList pegged = new OrderList(MAX_PEGGED);

    PeggedOrders(final OrderPool orders) {
        this.orders = orders;
    }

    boolean isEmpty() {
        return pegged.size() == 0;
    }

    boolean isFull() {
        return pegged.isFull();
    }

    void add(final int order) {
        pegged.add(order);
    }

    void remove(final int order) {
        pegged.remove(order);
    }

    /** The first order whose price is not what it should be now, or {@link OrderPool#NONE}. */
    int firstToMove(final TradedInstrument instrument) {
        for (int place = 0; place < pegged.size(); place++) {
            final int order = pegged.get(place);
            final long price = price(order, instrument);
            if (price != NullValue.INT64 && price != orders.price(order)) {
                return order;
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
        return capped(buy, pegged, limitPrice);
    }

    /** The price, but never beyond the limit. */
    static long capped(final boolean buy, final long price, final long limitPrice) {
        return buy ? Math.min(price, limitPrice) : Math.max(price, limitPrice);
    }

    void writeState(final LongConsumer state) {
        pegged.writeState(state);
    }

    void readState(final LongSupplier state) {
        pegged.readState(state);
    }
}
