/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.engine;

import io.outcry.bench.matching.report.ReportRing;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The book that one writes first: a tree of prices, at each price a map of orders in the order of their arrival, and a map of
 * all orders. It is meant to be plainly right, and is what the others' reports are compared with.
 */
final class TreeMapMatcher implements Matcher {
    private static final class Order {
        private final long orderId;
        private final boolean buy;
        private final long price;
        private long leavesQty;

        private Order(final long orderId, final boolean buy, final long price, final long qty) {
            this.orderId = orderId;
            this.buy = buy;
            this.price = price;
            this.leavesQty = qty;
        }
    }

    private final ReportRing reports;
    private final NavigableMap<Long, Map<Long, Order>> bids = new TreeMap<>(Comparator.reverseOrder());
    private final NavigableMap<Long, Map<Long, Order>> asks = new TreeMap<>();
    private final Map<Long, Order> orders = new HashMap<>();

    TreeMapMatcher(final ReportRing reports) {
        this.reports = reports;
    }

    @Override
    public void onNew(
            final long sequence,
            final long orderId,
            final boolean buy,
            final boolean immediateOrCancel,
            final long price,
            final long qty) {
        reports.orderAck(sequence, buy, orderId, price, qty);
        final Order order = new Order(orderId, buy, price, qty);
        match(sequence, order);
        if (order.leavesQty > 0) {
            if (immediateOrCancel) {
                reports.cancelAck(sequence, buy, orderId, price);
            } else {
                rest(order);
            }
        }
    }

    @Override
    public void onCancel(final long sequence, final long orderId) {
        final Order order = orders.get(orderId);
        if (order == null) {
            reports.cancelReject(sequence, orderId);
            return;
        }
        remove(order);
        reports.cancelAck(sequence, order.buy, orderId, order.price);
    }

    @Override
    public void onModify(final long sequence, final long orderId, final long price, final long qty) {
        final Order order = orders.get(orderId);
        if (order == null) {
            reports.modifyReject(sequence, orderId);
            return;
        }
        remove(order);
        final Order entered = new Order(orderId, order.buy, price, qty);
        match(sequence, entered);
        if (entered.leavesQty > 0) {
            rest(entered);
        }
        reports.modifyAck(sequence, order.buy, orderId, price, qty);
    }

    @Override
    public long bestBid() {
        return bids.isEmpty() ? NO_BID : bids.firstKey();
    }

    @Override
    public long bestAsk() {
        return asks.isEmpty() ? NO_ASK : asks.firstKey();
    }

    @Override
    public long depth(final boolean buy, final long price) {
        final Map<Long, Order> level = side(buy).get(price);
        return level == null
                ? 0
                : level.values().stream().mapToLong(order -> order.leavesQty).sum();
    }

    private void match(final long sequence, final Order taker) {
        final NavigableMap<Long, Map<Long, Order>> makers = side(!taker.buy);
        while (taker.leavesQty > 0 && !makers.isEmpty()) {
            final Map.Entry<Long, Map<Long, Order>> best = makers.firstEntry();
            if (taker.buy ? best.getKey() > taker.price : best.getKey() < taker.price) {
                return;
            }
            matchLevel(sequence, taker, best.getValue());
            if (best.getValue().isEmpty()) {
                makers.remove(best.getKey());
            }
        }
    }

    private void matchLevel(final long sequence, final Order taker, final Map<Long, Order> level) {
        final Iterator<Order> makers = level.values().iterator();
        while (taker.leavesQty > 0 && makers.hasNext()) {
            final Order maker = makers.next();
            final long qty = Math.min(taker.leavesQty, maker.leavesQty);
            taker.leavesQty -= qty;
            maker.leavesQty -= qty;
            reports.trade(sequence, maker.price, qty, maker.orderId, taker.orderId);
            if (maker.leavesQty == 0) {
                makers.remove();
                orders.remove(maker.orderId);
            }
        }
    }

    private void rest(final Order order) {
        side(order.buy)
                .computeIfAbsent(order.price, price -> new LinkedHashMap<>())
                .put(order.orderId, order);
        orders.put(order.orderId, order);
    }

    private void remove(final Order order) {
        final Map<Long, Order> level = side(order.buy).get(order.price);
        level.remove(order.orderId);
        if (level.isEmpty()) {
            side(order.buy).remove(order.price);
        }
        orders.remove(order.orderId);
    }

    private NavigableMap<Long, Map<Long, Order>> side(final boolean buy) {
        return buy ? bids : asks;
    }
}
