/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.types.TradingStatus;
import java.util.ArrayList;
import java.util.List;

/** A book that is made of public events only, in the order of time, and what is known of its trades. */
final class PublicBook {
    final List<Order> orders = new ArrayList<>();
    TradingStatus status;
    long trades;
    long lastPrice = NullValue.INT64;

    static final class Order {
        long orderId;
        boolean buy;
        long price;
        long qty;
    }

    void add(final long orderId, final boolean buy, final long price, final long qty) {
        final Order order = new Order();
        order.orderId = orderId;
        order.buy = buy;
        order.price = price;
        order.qty = qty;
        orders.add(order);
    }

    Order get(final long orderId) {
        return orders.stream()
                .filter(order -> order.orderId == orderId)
                .findFirst()
                .orElseThrow();
    }

    /** Of a side and price or better ones, best first; null if there is none. */
    Order first(final boolean buy) {
        Order first = null;
        for (final Order order : orders) {
            if (order.buy == buy && (first == null || (buy ? order.price > first.price : order.price < first.price))) {
                first = order;
            }
        }
        return first;
    }

    void reduce(final long orderId, final long qty) {
        final Order order = get(orderId);
        order.qty -= qty;
        if (order.qty < 0) {
            throw new AssertionError("order " + orderId + " traded more than it had");
        }
        if (order.qty == 0) {
            orders.remove(order);
        }
    }

    void remove(final long orderId) {
        orders.remove(get(orderId));
    }
}
