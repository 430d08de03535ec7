/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import java.util.function.IntConsumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Orders of one instrument that are not in the market yet, in the order in which they came here. */
final class HeldOrders {
    private final OrderPool orders;
    private int first = OrderPool.NONE;

    HeldOrders(final OrderPool orders) {
        this.orders = orders;
    }

    /** {@link OrderPool#NONE} if there is none. */
    int first() {
        return first;
    }

    void add(final int order) {
        final long price = orders.price(order);
        if (first == OrderPool.NONE) {
            orders.linkAlone(order, price);
            first = order;
        } else {
            orders.linkLast(order, price, first);
        }
    }

    void remove(final int order) {
        final int next = orders.next(order);
        orders.unlink(order);
        if (order == first) {
            first = next == order ? OrderPool.NONE : next;
        }
    }

    void writeState(final LongConsumer state) {
        int order = first;
        if (order != OrderPool.NONE) {
            do {
                orders.writeOrder(order, state);
                order = orders.next(order);
            } while (order != first);
        }
        state.accept(OrderPool.NONE);
    }

    void readState(final int instrumentId, final LongSupplier state, final IntConsumer restored) {
        orders.readOrders(instrumentId, state, order -> {
            add(order);
            restored.accept(order);
        });
    }
}
