/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.NullValue;
import java.math.BigInteger;
import java.util.List;

/** One open order of a {@link NaiveExchange}. */
final class NaiveOrder {
    NaiveMarket market;
    NaiveTrader trader;
    int sessionId;
    long orderId;
    long clOrdId;
    boolean buy;
    boolean postOnly;

    /** One side of a quote. */
    boolean quote;

    boolean slides;
    boolean hidden;
    boolean allOrNone;
    long price;
    long orderQty;
    long leavesQty;

    /** End of the order, ns since 1970; null if it has none. */
    long expireTimeNs = NullValue.INT64;

    int tag = NullValue.INT32;

    /** Which one it was of the orders that began to rest or to wait. */
    long openNumber;

    /** In which auction the order trades; null if not only there. */
    Auction auction;

    /** The auctions that an order may be for. */
    enum Auction {
        OPENING,
        CLOSING,
        NEXT
    }

    /** Whether it is not in the market yet, and whether it may go there now. */
    boolean held;

    boolean armed;

    /** Whether its partner has locked what either of them needs. */
    boolean unfunded;

    /** Order that expires when this one trades, and the other way round; null if there is none. */
    NaiveOrder partner;

    /** Order that has to be filled before this one goes to the market; null if there is none. */
    NaiveOrder working;

    /** Orders that go to the market when this one is filled. */
    List<NaiveOrder> triggered = List.of();

    /** Price that it may not trade beyond, whatever its limit, while it takes; null if there is none. */
    BigInteger edge;

    /** Null but for an iceberg. */
    Iceberg iceberg;

    /** Null but for an order that waits. */
    Trigger trigger;

    /** The price that a waiting order looks at. */
    enum Reference {
        LAST_TRADE,
        BEST_BID,
        BEST_OFFER,
        MIDPOINT
    }

    /** Null but for a pegged order. */
    Peg peg;

    /** What the price of a pegged order follows. */
    static final class Peg {
        Reference reference;
        long offset;
        long limit;
    }

    /** What a waiting order waits for. */
    static final class Trigger {
        Reference reference;
        boolean rises;
        long stopPx;

        /** Null if the stop price does not follow. */
        Long pegOffset;

        boolean pegInTicks;
        long limitOffset;
    }

    /** What an iceberg shows, and how its next part is drawn. */
    static final class Iceberg {
        long displayQty;
        long variance;
        long random;
        long shown;

        /** The display quantity, give or take: the next output of SplitMix64 modulo the number of choices. */
        void showNext(final long leavesQty) {
            BigInteger part = BigInteger.valueOf(displayQty);
            if (variance > 0) {
                random += 0x9E3779B97F4A7C15L;
                long z = random;
                z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
                z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
                z ^= z >>> 31;
                final BigInteger choices =
                        BigInteger.valueOf(variance).shiftLeft(1).add(BigInteger.ONE);
                part = part.subtract(BigInteger.valueOf(variance))
                        .add(new BigInteger(Long.toUnsignedString(z)).mod(choices));
            }
            shown = part.min(BigInteger.valueOf(leavesQty)).longValueExact();
        }
    }

    long queuedQty() {
        return iceberg == null ? leavesQty : iceberg.shown;
    }

    long cumQty() {
        return orderQty - leavesQty;
    }

    void reduce(final long qty) {
        leavesQty -= qty;
        if (iceberg != null) {
            iceberg.shown -= qty;
        }
    }

    BigInteger locked(final int assetId) {
        if (!isFunded()
                || buy && price == NullValue.INT64
                || assetId != (buy ? market.quoteAssetId : market.baseAssetId)) {
            return BigInteger.ZERO;
        }
        return buy ? market.quoteUnits(price, leavesQty) : market.baseUnits(leavesQty);
    }

    boolean reaches(final NaiveOrder other) {
        final boolean isInLimit = price == NullValue.INT64 || (buy ? other.price <= price : other.price >= price);
        final int toEdge = edge == null ? 0 : BigInteger.valueOf(other.price).compareTo(edge);
        return isInLimit && (buy ? toEdge <= 0 : toEdge >= 0);
    }

    /** Whether this one of the same side trades first although it is younger. */
    boolean isBetterThan(final NaiveOrder older) {
        return price == older.price ? rank() < older.rank() : buy ? price > older.price : price < older.price;
    }

    /** Of one price, orders that are shown trade first, then hidden ones, then those that trade whole or not at all. */
    int rank() {
        return allOrNone ? 2 : hidden ? 1 : 0;
    }

    boolean isShown() {
        return rank() == 0 && trigger == null && !held && auction == null;
    }

    boolean isFunded() {
        return !held && !unfunded;
    }

    /** Whether this one, resting, trades with an order of which so much is left. */
    boolean tradesWith(final NaiveOrder taker, final long takerQty) {
        return !allOrNone || taker.price != NullValue.INT64 && leavesQty <= takerQty;
    }
}
