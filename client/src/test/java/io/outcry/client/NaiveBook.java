/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.types.Side;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;

/** The obvious book, slow and simple, that the fast one is compared with. */
final class NaiveBook {
    static final class Resting {
        final long id;
        final Side side;
        final long price;
        long qty;

        Resting(final long id, final Side side, final long price, final long qty) {
            this.id = id;
            this.side = side;
            this.price = price;
            this.qty = qty;
        }
    }

    final NavigableMap<Long, LinkedHashMap<Long, Resting>> bids = new TreeMap<>(Collections.reverseOrder());
    final NavigableMap<Long, LinkedHashMap<Long, Resting>> asks = new TreeMap<>();
    final Map<Long, Resting> orders = new LinkedHashMap<>();
    final List<Long> ids = new ArrayList<>();
    long lastTradeId;

    NavigableMap<Long, LinkedHashMap<Long, Resting>> side(final Side side) {
        return side == Side.BUY ? bids : asks;
    }

    Resting any(final Random random) {
        return ids.isEmpty() ? null : orders.get(ids.get(random.nextInt(ids.size())));
    }

    void add(final long id, final Side side, final long price, final long qty) {
        final Resting order = new Resting(id, side, price, qty);
        orders.put(id, order);
        ids.add(id);
        side(side).computeIfAbsent(price, p -> new LinkedHashMap<>()).put(id, order);
    }

    void remove(final Resting order) {
        orders.remove(order.id);
        ids.remove(order.id);
        final LinkedHashMap<Long, Resting> level = side(order.side).get(order.price);
        level.remove(order.id);
        if (level.isEmpty()) {
            side(order.side).remove(order.price);
        }
    }

    List<String> lines(final Side side) {
        final List<String> lines = new ArrayList<>();
        for (final Map<Long, Resting> level : side(side).values()) {
            for (final Resting order : level.values()) {
                lines.add(line(order.id, order.price, order.qty));
            }
        }
        return lines;
    }

    static List<String> lines(final BookView book, final Side side) {
        final List<String> lines = new ArrayList<>();
        book.forEachOrder(side, (id, price, qty) -> lines.add(line(id, price, qty)));
        return lines;
    }

    void assertSame(final BookView book, final String context) {
        for (final Side side : List.of(Side.BUY, Side.SELL)) {
            assertEquals(lines(side), lines(book, side), context);
            assertEquals(side(side).size(), book.levels(side), context);
            int depth = 0;
            long total = 0;
            for (final Map.Entry<Long, LinkedHashMap<Long, Resting>> level :
                    side(side).entrySet()) {
                final long qty = sum(level.getValue().values());
                assertEquals(level.getKey(), book.levelPrice(side, depth), context);
                assertEquals(qty, book.levelQty(side, depth), context);
                assertEquals(level.getValue().size(), book.levelOrders(side, depth), context);
                assertEquals(qty, book.qtyAt(side, level.getKey()), context);
                assertEquals(level.getValue().size(), book.ordersAt(side, level.getKey()), context);
                total += qty;
                depth++;
            }
            assertEquals(total, book.totalQty(side), context);
        }
        assertBest(book, context);
    }

    void assertBest(final BookView book, final String context) {
        assertEquals(bids.isEmpty() ? NullValue.INT64 : bids.firstKey(), book.bestBid(), context);
        assertEquals(asks.isEmpty() ? NullValue.INT64 : asks.firstKey(), book.bestAsk(), context);
        assertEquals(bids.isEmpty() ? 0 : sum(bids.firstEntry().getValue().values()), book.bestBidQty(), context);
        assertEquals(asks.isEmpty() ? 0 : sum(asks.firstEntry().getValue().values()), book.bestAskQty(), context);
        assertEquals(orders.size(), book.orderCount(), context);
    }

    long qtyAhead(final Resting order) {
        long ahead = 0;
        for (final Resting other : side(order.side).get(order.price).values()) {
            if (other == order) {
                return ahead;
            }
            ahead += other.qty;
        }
        throw new AssertionError(order.id);
    }

    private static long sum(final Collection<Resting> level) {
        return level.stream().mapToLong(order -> order.qty).sum();
    }

    private static String line(final long id, final long price, final long qty) {
        return id + ":" + qty + "@" + price;
    }
}
