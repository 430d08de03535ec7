/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The simplest book there is: a sorted map of lists for each side, best price first. */
final class NaiveBook implements OrderBook {
    private final NavigableMap<Long, List<Integer>> bids = new TreeMap<>(Comparator.reverseOrder());
    private final NavigableMap<Long, List<Integer>> asks = new TreeMap<>();
    private final OrderPool orders;

    NaiveBook(final OrderPool orders) {
        this.orders = orders;
    }

    /** Of the links in the pool it only sets the price. */
    @Override
    public void add(final int order, final boolean buy, final long price) {
        orders.linkAlone(order, price);
        final List<Integer> level = side(buy).computeIfAbsent(price, any -> new ArrayList<>());
        final long before =
                level.stream().filter(other -> rank(other) <= rank(order)).count();
        level.add((int) before, order);
    }

    @Override
    public void remove(final int order, final boolean buy) {
        final List<Integer> level = side(buy).get(orders.price(order));
        level.remove(Integer.valueOf(order));
        if (level.isEmpty()) {
            side(buy).remove(orders.price(order));
        }
    }

    @Override
    public int best(final boolean buy) {
        return first(side(buy).firstEntry());
    }

    @Override
    public int best(final boolean buy, final long limitPrice) {
        return first(side(buy).headMap(limitPrice, true).firstEntry());
    }

    @Override
    public int bestShown(final boolean buy) {
        return orders(buy).stream()
                .filter(order -> rank(order) == 0)
                .findFirst()
                .orElse(OrderPool.NONE);
    }

    @Override
    public int bestFirm(final boolean buy, final long limitPrice) {
        return orders(buy).stream()
                .filter(order -> rank(order) < 2)
                .filter(order -> buy ? orders.price(order) >= limitPrice : orders.price(order) <= limitPrice)
                .findFirst()
                .orElse(OrderPool.NONE);
    }

    @Override
    public int bestAllOrNone(final boolean buy) {
        return orders(buy).stream().filter(orders::isAllOrNone).findFirst().orElse(OrderPool.NONE);
    }

    @Override
    public int nextAllOrNone(final int order, final boolean buy) {
        return orders(buy).stream()
                .filter(orders::isAllOrNone)
                .dropWhile(other -> other != order)
                .skip(1)
                .findFirst()
                .orElse(OrderPool.NONE);
    }

    private int rank(final int order) {
        return orders.isHidden(order) ? 1 : orders.isAllOrNone(order) ? 2 : 0;
    }

    @Override
    public int next(final int order, final boolean buy) {
        final long price = orders.price(order);
        final List<Integer> level = side(buy).get(price);
        final int place = level.indexOf(order) + 1;
        return place < level.size() ? level.get(place) : first(side(buy).higherEntry(price));
    }

    @Override
    public int firstAt(final boolean buy, final long price) {
        return side(buy).getOrDefault(price, List.of(OrderPool.NONE)).get(0);
    }

    @Override
    public long depth(final boolean buy, final long price) {
        long depth = 0;
        for (final int order : side(buy).getOrDefault(price, List.of())) {
            depth += orders.leavesQty(order);
        }
        return depth;
    }

    /** All orders of a side in the order in which they trade. */
    List<Integer> orders(final boolean buy) {
        return side(buy).values().stream().flatMap(List::stream).toList();
    }

    private static int first(final Map.Entry<Long, List<Integer>> level) {
        return level == null ? OrderPool.NONE : level.getValue().get(0);
    }

    private NavigableMap<Long, List<Integer>> side(final boolean buy) {
        return buy ? bids : asks;
    }
}
