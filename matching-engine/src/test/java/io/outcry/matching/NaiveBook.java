/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.NullValue;
import io.outcry.risk.Amount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The simplest book there is: a sorted map of lists for each side, best price first. */
final class NaiveBook implements OrderBook {
    private final NavigableMap<Long, List<Order>> bids = new TreeMap<>(Comparator.reverseOrder());
    private final NavigableMap<Long, List<Order>> asks = new TreeMap<>();

    @Override
    public void add(final Order order) {
        side(order.buy).computeIfAbsent(order.price, price -> new ArrayList<>()).add(order);
    }

    @Override
    public void remove(final Order order) {
        side(order.buy).computeIfPresent(order.price, (price, level) -> {
            level.remove(order);
            return level.isEmpty() ? null : level;
        });
    }

    @Override
    public void reduce(final Order order, final long qty) {
        order.leavesQty -= qty;
    }

    @Override
    public Order best(final boolean buy) {
        return orders(buy).findFirst().orElse(null);
    }

    @Override
    public boolean canFill(final boolean buyer, final long limitPrice, final long qty) {
        long missing = qty;
        for (final Order order : orders(!buyer).toList()) {
            if (limitPrice == NullValue.INT64 || (buyer ? order.price <= limitPrice : order.price >= limitPrice)) {
                missing -= Math.min(missing, order.leavesQty);
            }
        }
        return missing == 0;
    }

    @Override
    public boolean costOf(final long qty, final long quoteUnitsPerTickLot, final Amount cost) {
        cost.set(0);
        long missing = qty;
        for (final Order order : orders(false).toList()) {
            final long taken = Math.min(missing, order.leavesQty);
            final Amount part = new Amount();
            if (!part.setProduct(order.price, taken, quoteUnitsPerTickLot)) {
                return false;
            }
            cost.add(part);
            missing -= taken;
        }
        return true;
    }

    @Override
    public void forEach(final boolean buy, final Consumer<Order> visitor) {
        orders(buy).forEach(visitor);
    }

    @Override
    public int orders() {
        return (int) Stream.concat(orders(true), orders(false)).count();
    }

    private Stream<Order> orders(final boolean buy) {
        return side(buy).values().stream().flatMap(List::stream);
    }

    private NavigableMap<Long, List<Order>> side(final boolean buy) {
        return buy ? bids : asks;
    }
}
