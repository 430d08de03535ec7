/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.workload;

import io.outcry.bench.matching.report.ReportDigest;
import io.outcry.bench.matching.report.ReportType;

/**
 * A book on a few hundred fixed price levels per side, as arrays by order id: it tells the generator which orders rest, and
 * what a correct engine reports. It matches only immediate orders; those that rest never cross.
 */
final class RestingOrders {
    private static final int DISTANCES = PriceDistances.LEVELS;

    private static final long MID_PRICE = 100_000;
    private static final int NONE = 0;

    private final ReportDigest digest = new ReportDigest();
    private final int[] first = new int[2 * DISTANCES];
    private final int[] last = new int[2 * DISTANCES];
    private final int[] next;
    private final int[] previous;
    private final int[] level;
    private final int[] qty;
    private final int[] place;
    private final int[] ids;
    private int count;

    /** Order ids are 1 to the given one. */
    RestingOrders(final int maxOrderId) {
        next = new int[maxOrderId + 1];
        previous = new int[maxOrderId + 1];
        level = new int[maxOrderId + 1];
        qty = new int[maxOrderId + 1];
        place = new int[maxOrderId + 1];
        ids = new int[maxOrderId + 1];
    }

    static long price(final boolean buy, final int distance) {
        return buy ? MID_PRICE - 1 - distance : MID_PRICE + 1 + distance;
    }

    static long farthestPrice(final boolean buy) {
        return price(buy, DISTANCES - 1);
    }

    int count() {
        return count;
    }

    /** Returns one of the resting orders; the index is 0 to the count, exclusive. */
    int id(final int index) {
        return ids[index];
    }

    boolean isBuy(final int id) {
        return level[id] < DISTANCES;
    }

    int qty(final int id) {
        return qty[id];
    }

    long price(final int id) {
        return price(isBuy(id), level[id] % DISTANCES);
    }

    ReportDigest digest() {
        return digest;
    }

    void enter(final long sequence, final int id, final boolean buy, final int distance, final int newQty) {
        digest.add(ReportType.ORDER_ACK, buy, sequence, id, price(buy, distance), newQty, 0);
        place[id] = count;
        ids[count++] = id;
        append(id, buy, distance, newQty);
    }

    void cancel(final long sequence, final int id) {
        digest.add(ReportType.CANCEL_ACK, isBuy(id), sequence, id, price(id), 0, 0);
        remove(id);
    }

    void modify(final long sequence, final int id, final int distance, final int newQty) {
        unlink(id);
        append(id, isBuy(id), distance, newQty);
        digest.add(ReportType.MODIFY_ACK, isBuy(id), sequence, id, price(id), newQty, 0);
    }

    void take(final long sequence, final int takerId, final boolean buy, final int takerQty) {
        digest.add(ReportType.ORDER_ACK, buy, sequence, takerId, farthestPrice(!buy), takerQty, 0);
        final int side = side(!buy);
        int missing = takerQty;
        for (int best = side; best < side + DISTANCES && missing > 0; best++) {
            while (first[best] != NONE && missing > 0) {
                missing -= trade(sequence, first[best], takerId, missing);
            }
        }
        if (missing > 0) {
            digest.add(ReportType.CANCEL_ACK, buy, sequence, takerId, farthestPrice(!buy), 0, 0);
        }
    }

    private int trade(final long sequence, final int maker, final int takerId, final int wanted) {
        final int traded = Math.min(wanted, qty[maker]);
        digest.add(ReportType.TRADE, true, sequence, maker, price(maker), traded, takerId);
        qty[maker] -= traded;
        if (qty[maker] == 0) {
            remove(maker);
        }
        return traded;
    }

    private void remove(final int id) {
        unlink(id);
        final int moved = ids[--count];
        ids[place[id]] = moved;
        place[moved] = place[id];
    }

    private void append(final int id, final boolean buy, final int distance, final int newQty) {
        final int at = side(buy) + distance;
        level[id] = at;
        qty[id] = newQty;
        next[id] = NONE;
        previous[id] = last[at];
        if (last[at] == NONE) {
            first[at] = id;
        } else {
            next[last[at]] = id;
        }
        last[at] = id;
    }

    private void unlink(final int id) {
        final int at = level[id];
        if (previous[id] == NONE) {
            first[at] = next[id];
        } else {
            next[previous[id]] = next[id];
        }
        if (next[id] == NONE) {
            last[at] = previous[id];
        } else {
            previous[next[id]] = previous[id];
        }
    }

    private static int side(final boolean buy) {
        return buy ? 0 : DISTANCES;
    }
}
