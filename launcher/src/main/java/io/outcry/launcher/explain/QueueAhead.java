/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.explain;

import io.outcry.codecs.NullValue;
import io.outcry.matching.EngineCore;
import io.outcry.matching.OrderBook;
import io.outcry.matching.OrderPool;
import org.agrona.collections.Long2LongHashMap;

/** What stood in front of an order in the engine's book when it was last looked at. */
final class QueueAhead {
    private final EngineCore core;
    private final int instrumentId;
    private final long orderId;
    private final Long2LongHashMap qtyByOrder = new Long2LongHashMap(NullValue.INT64);
    private long qty;
    private long price = NullValue.INT64;
    private boolean isResting;
    private boolean isUnseen;

    QueueAhead(final EngineCore core, final int instrumentId, final long orderId) {
        this.core = core;
        this.instrumentId = instrumentId;
        this.orderId = orderId;
    }

    /** Looks again. Takes as long as there are orders ahead at the price. */
    void look() {
        qtyByOrder.clear();
        qty = 0;
        isResting = false;
        isUnseen = false;
        final OrderPool orders = core.orders();
        final int order = orderId == NullValue.INT64 ? OrderPool.NONE : orders.find(orderId);
        if (order == OrderPool.NONE) {
            return;
        }
        final OrderBook book = core.book(instrumentId);
        final boolean buy = orders.isBuy(order);
        price = orders.price(order);
        int other = book.firstAt(buy, price);
        while (other != OrderPool.NONE && other != order && orders.price(other) == price) {
            qtyByOrder.put(orders.orderId(other), orders.queuedQty(other));
            qty += orders.queuedQty(other);
            other = book.next(other, buy);
        }
        isResting = other == order;
        isUnseen = isResting && !orders.isShown(order);
        if (!isResting) {
            qtyByOrder.clear();
            qty = 0;
        }
    }

    boolean isResting() {
        return isResting;
    }

    /** Whether it rests where the market does not see it: what comes later may stand ahead of it. */
    boolean isUnseen() {
        return isUnseen;
    }

    /** Ticks; null value if the order never rested. */
    long price() {
        return price;
    }

    /** Null value if the order was not ahead. */
    long qtyOf(final long otherOrderId) {
        return qtyByOrder.get(otherOrderId);
    }

    /** Notes that an order ahead has less until the next look; returns what it lost of what it had. */
    long take(final long otherOrderId, final long lots) {
        final long had = qtyByOrder.get(otherOrderId);
        if (lots < had) {
            qtyByOrder.put(otherOrderId, had - lots);
            return lots;
        }
        qtyByOrder.remove(otherOrderId);
        return had;
    }

    /** Whether each order that is ahead now was ahead in a queue that was looked at before. */
    boolean isWithin(final QueueAhead before) {
        return before.qtyByOrder.keySet().containsAll(qtyByOrder.keySet());
    }

    int orders() {
        return qtyByOrder.size();
    }

    long qty() {
        return qty;
    }

    /** Also counts what has a better price; null if the order does not rest. */
    OrderStep.Place place() {
        if (!isResting) {
            return null;
        }
        final OrderPool orders = core.orders();
        final int order = orders.find(orderId);
        final OrderBook book = core.book(instrumentId);
        final boolean buy = orders.isBuy(order);
        int betterOrders = 0;
        long betterQty = 0;
        for (int other = book.best(buy); orders.price(other) != orders.price(order); other = book.next(other, buy)) {
            betterOrders++;
            betterQty += orders.queuedQty(other);
        }
        return new OrderStep.Place(orders(), qty, betterOrders, betterQty);
    }
}
