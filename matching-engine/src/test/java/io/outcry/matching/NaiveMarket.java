/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.NullValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** An instrument of a {@link NaiveExchange} and its book, in the order of time. */
final class NaiveMarket {
    int instrumentId;
    int baseAssetId;
    int quoteAssetId;
    BigInteger baseUnitsPerLot;
    BigInteger quoteUnitsPerTickLot;
    long minQty;
    long maxQty;
    boolean open;
    long trades;
    long preventedMatches;
    final List<NaiveOrder> resting = new ArrayList<>();

    BigInteger quoteUnits(final long price, final long qty) {
        return BigInteger.valueOf(price).multiply(BigInteger.valueOf(qty)).multiply(quoteUnitsPerTickLot);
    }

    BigInteger baseUnits(final long qty) {
        return BigInteger.valueOf(qty).multiply(baseUnitsPerLot);
    }

    /** Order of a side that trades first; null if there is none. */
    NaiveOrder best(final boolean buy) {
        NaiveOrder best = null;
        for (final NaiveOrder order : resting) {
            if (order.buy == buy && (best == null || order.isBetterThan(best))) {
                best = order;
            }
        }
        return best;
    }

    /** Null if there is none. */
    long bestPrice(final boolean buy) {
        final NaiveOrder best = best(buy);
        return best == null ? NullValue.INT64 : best.price;
    }

    boolean wouldTrade(final boolean buy, final long price) {
        final NaiveOrder best = best(!buy);
        return best != null && (buy ? best.price <= price : best.price >= price);
    }

    /** A tick before the best price of the other side, if the order would trade; 0 if there is no such price. */
    long priceToRest(final boolean buy, final long price) {
        if (!wouldTrade(buy, price)) {
            return price;
        }
        final long best = best(!buy).price;
        return buy ? best - 1 : best == Long.MAX_VALUE ? 0 : best + 1;
    }

    /** The queues of a side as far as an order can reach, the first one to trade first. */
    List<List<NaiveOrder>> queues(final NaiveOrder taker) {
        final List<List<NaiveOrder>> queues = new ArrayList<>();
        NaiveOrder last = null;
        for (final NaiveOrder order : resting.stream()
                .filter(other -> other.buy != taker.buy && taker.reaches(other))
                .sorted((a, b) -> a.isBetterThan(b) ? -1 : b.isBetterThan(a) ? 1 : 0)
                .toList()) {
            if (last == null || order.price != last.price || order.hidden != last.hidden) {
                queues.add(new ArrayList<>());
            }
            queues.get(queues.size() - 1).add(order);
            last = order;
        }
        return queues;
    }
}
