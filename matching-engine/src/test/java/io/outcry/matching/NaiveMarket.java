/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.types.RejectReason;
import io.outcry.codecs.types.TradingStatus;
import io.outcry.matching.NaiveOrder.Reference;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** An instrument of a {@link NaiveExchange} and its book, in the order of time. */
final class NaiveMarket {
    int instrumentId;
    int baseAssetId;
    int quoteAssetId;
    BigInteger baseUnitsPerLot;
    BigInteger quoteUnitsPerTickLot;
    long minQty;
    long maxQty;
    TradingStatus status;
    TradingStatus definedStatus;
    Matching matching;
    Protection protection;

    /** Price of the last auction, or the one that was defined; null if there is none. */
    long auctionPrice;

    /** When the instrument goes on by itself; the largest number if it does not. */
    long resumeTimeNs = Long.MAX_VALUE;

    long trades;
    long preventedMatches;
    long lastPrice = NullValue.INT64;
    final List<NaiveOrder> resting = new ArrayList<>();

    /** Orders that wait, those that got their stop price first are first. */
    final List<NaiveOrder> waiting = new ArrayList<>();

    /** Orders that are not in the market yet, and those of them that may go there now, in the order of time. */
    final List<NaiveOrder> held = new ArrayList<>();

    final List<NaiveOrder> armed = new ArrayList<>();

    /** Orders for auctions only, in the order of time. */
    final List<NaiveOrder> forAuctions = new ArrayList<>();

    /** What comes every day, and the time and the place of what came last. */
    final List<NaivePhases.Change> schedule = new ArrayList<>();

    long scheduleTimeNs;
    int schedulePlace;

    /** What the market was told about the auction; null if nothing in this status. */
    List<Long> indication;

    /** Whether an order ever waited here. */
    boolean everWaited;

    /** Those of them that follow a price, in the order in which they came. */
    final List<NaiveOrder> trailing = new ArrayList<>();

    /** Pegged orders, the one that got its price first is first. */
    final List<NaiveOrder> pegged = new ArrayList<>();

    /** What each price was since nothing was triggered. */
    private final Map<Reference, List<BigInteger>> seen = new EnumMap<>(Reference.class);

    boolean isOpen() {
        return status == TradingStatus.OPEN;
    }

    boolean takesOrders() {
        return isOpen() || status == TradingStatus.POST_ONLY || isCall();
    }

    boolean isCall() {
        return status == TradingStatus.PRE_OPEN || isAuction();
    }

    boolean isAuction() {
        return status == TradingStatus.OPENING_AUCTION
                || status == TradingStatus.VOLATILITY_AUCTION
                || status == TradingStatus.CLOSING_AUCTION;
    }

    /** The edge of the price band for a side that takes; null if there is none. */
    BigInteger bandEdge(final boolean buy) {
        final BigInteger fixed = bandEdge(buy, auctionPrice, protection.staticBandBps());
        final BigInteger moving = bandEdge(buy, lastPrice, protection.dynamicBandBps());
        if (fixed == null || moving == null) {
            return fixed == null ? moving : fixed;
        }
        return buy ? fixed.min(moving) : fixed.max(moving);
    }

    private static BigInteger bandEdge(final boolean buy, final long price, final int bps) {
        if (price == NullValue.INT64 || bps == 0) {
            return null;
        }
        final BigInteger distance =
                BigInteger.valueOf(price).multiply(BigInteger.valueOf(bps)).divide(BigInteger.valueOf(10_000));
        return buy
                ? BigInteger.valueOf(price).add(distance)
                : BigInteger.valueOf(price).subtract(distance);
    }

    /** Where the market was last; null if it never was. */
    long reference() {
        return lastPrice == NullValue.INT64 ? auctionPrice : lastPrice;
    }

    /** Of an order with a limit, or without one (null). */
    RejectReason checkProtection(final boolean buy, final long limit, final long qty) {
        final long price = limit == NullValue.INT64 ? reference() : limit;
        final BigInteger notional = BigInteger.valueOf(price).multiply(BigInteger.valueOf(qty));
        if (protection.maxNotional() > 0
                && price != NullValue.INT64
                && notional.compareTo(BigInteger.valueOf(protection.maxNotional())) > 0) {
            return RejectReason.MAX_NOTIONAL;
        }
        final BigInteger edge = bandEdge(buy, reference(), protection.maxDeviationBps());
        if (limit == NullValue.INT64 || edge == null) {
            return RejectReason.NONE;
        }
        final int distance = BigInteger.valueOf(limit).compareTo(edge);
        return (buy ? distance > 0 : distance < 0) ? RejectReason.PRICE_DEVIATION : RejectReason.NONE;
    }

    BigInteger quoteUnits(final long price, final long qty) {
        return BigInteger.valueOf(price).multiply(BigInteger.valueOf(qty)).multiply(quoteUnitsPerTickLot);
    }

    BigInteger baseUnits(final long qty) {
        return BigInteger.valueOf(qty).multiply(baseUnitsPerLot);
    }

    /** Order of a side that trades first of those that also trade in part; null if there is none. */
    NaiveOrder best(final boolean buy) {
        NaiveOrder best = null;
        for (final NaiveOrder order : resting) {
            if (order.buy == buy && !order.allOrNone && (best == null || order.isBetterThan(best))) {
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

    /** Order that a taker trades with next; null if there is none. */
    NaiveOrder next(final NaiveOrder taker) {
        NaiveOrder next = null;
        for (final NaiveOrder order : resting) {
            if (order.buy != taker.buy
                    && taker.reaches(order)
                    && order.tradesWith(taker, taker.leavesQty)
                    && (next == null || order.isBetterThan(next))) {
                next = order;
            }
        }
        return next;
    }

    /** What stands with an order at its price and is as visible, in the order of time. */
    List<NaiveOrder> level(final NaiveOrder of) {
        return resting.stream()
                .filter(order -> order.buy == of.buy && order.price == of.price && order.rank() == of.rank())
                .toList();
    }

    /** All-or-none orders of a side, the one to trade first is first. */
    List<NaiveOrder> allOrNone(final boolean buy) {
        return resting.stream()
                .filter(order -> order.allOrNone && order.buy == buy)
                .sorted((a, b) -> a.isBetterThan(b) ? -1 : b.isBetterThan(a) ? 1 : 0)
                .toList();
    }

    /** The queues of a side as far as an order can reach, the first one to trade first. */
    List<List<NaiveOrder>> queues(final NaiveOrder taker) {
        final List<List<NaiveOrder>> queues = new ArrayList<>();
        NaiveOrder last = null;
        for (final NaiveOrder order : resting.stream()
                .filter(other -> other.buy != taker.buy && taker.reaches(other))
                .sorted((a, b) -> a.isBetterThan(b) ? -1 : b.isBetterThan(a) ? 1 : 0)
                .toList()) {
            if (last == null || order.price != last.price || order.rank() != last.rank()) {
                queues.add(new ArrayList<>());
            }
            queues.get(queues.size() - 1).add(order);
            last = order;
        }
        return queues;
    }

    long bestShownPrice(final boolean buy) {
        return resting.stream()
                .filter(order -> order.buy == buy && order.isShown())
                .map(order -> order.price)
                .max(buy ? Comparator.naturalOrder() : Comparator.reverseOrder())
                .orElse(NullValue.INT64);
    }

    /** Twice the price, because the midpoint may lie between two ticks; null if there is none. */
    BigInteger twice(final Reference reference) {
        final long bid = bestShownPrice(true);
        final long offer = bestShownPrice(false);
        final long[] prices =
                switch (reference) {
                    case LAST_TRADE -> new long[] {lastPrice, lastPrice};
                    case BEST_BID -> new long[] {bid, bid};
                    case BEST_OFFER -> new long[] {offer, offer};
                    case MIDPOINT -> new long[] {bid, offer};
                };
        return prices[0] == NullValue.INT64 || prices[1] == NullValue.INT64
                ? null
                : BigInteger.valueOf(prices[0]).add(BigInteger.valueOf(prices[1]));
    }

    void observe(final Reference reference) {
        final BigInteger price = twice(reference);
        if (price != null) {
            seen.computeIfAbsent(reference, any -> new ArrayList<>()).add(price);
        }
    }

    void observeAll() {
        for (final Reference reference : Reference.values()) {
            observe(reference);
        }
    }

    void forgetPrices() {
        seen.clear();
    }

    /** The next one to go to the market; null if there is none. */
    NaiveOrder triggered() {
        NaiveOrder first = null;
        for (final NaiveOrder order : waiting) {
            if (isTriggered(order) && (first == null || isTriggeredBefore(order, first))) {
                first = order;
            }
        }
        return first;
    }

    private boolean isTriggered(final NaiveOrder order) {
        final BigInteger stop = BigInteger.valueOf(order.trigger.stopPx).shiftLeft(1);
        return seen.getOrDefault(order.trigger.reference, List.of()).stream()
                .anyMatch(price -> order.trigger.rises ? price.compareTo(stop) >= 0 : price.compareTo(stop) <= 0);
    }

    private static boolean isTriggeredBefore(final NaiveOrder order, final NaiveOrder older) {
        final NaiveOrder.Trigger a = order.trigger;
        final NaiveOrder.Trigger b = older.trigger;
        if (a.reference != b.reference) {
            return a.reference.ordinal() < b.reference.ordinal();
        } else if (a.rises != b.rises) {
            return a.rises;
        }
        return a.rises ? a.stopPx < b.stopPx : a.stopPx > b.stopPx;
    }

    /** Where a stop that follows would be put by the price of now; null if that price is missing or it cannot be there. */
    Long followingStop(final boolean buy, final Reference reference, final long offset, final boolean inTicks) {
        final BigInteger twice = twice(reference);
        if (twice == null) {
            return null;
        }
        final BigInteger two = BigInteger.TWO;
        final BigInteger price = buy ? twice.add(BigInteger.ONE).divide(two) : twice.divide(two);
        final BigInteger distance = inTicks
                ? BigInteger.valueOf(offset)
                : price.multiply(BigInteger.valueOf(offset))
                        .divide(BigInteger.valueOf(10_000))
                        .max(BigInteger.ONE);
        final BigInteger stop = buy ? price.add(distance) : price.subtract(distance);
        return stop.signum() > 0 && stop.bitLength() < 64 ? stop.longValueExact() : null;
    }

    /** Where a pegged order should be; null if the price that it follows is missing or it cannot be there. */
    Long peggedPrice(final boolean buy, final NaiveOrder.Peg peg) {
        final BigInteger twice = twice(peg.reference);
        if (twice == null) {
            return null;
        }
        final BigInteger two = BigInteger.TWO;
        final BigInteger followed =
                buy ? twice.divide(two) : twice.add(BigInteger.ONE).divide(two);
        final BigInteger offset = BigInteger.valueOf(peg.offset);
        final BigInteger price = buy ? followed.subtract(offset) : followed.add(offset);
        if (price.signum() <= 0 || price.bitLength() > 63) {
            return null;
        }
        return buy ? Math.min(price.longValueExact(), peg.limit) : Math.max(price.longValueExact(), peg.limit);
    }

    /** All orders that are open, resting, waiting or held. */
    List<NaiveOrder> open() {
        final List<NaiveOrder> open = new ArrayList<>(resting);
        open.addAll(waiting);
        open.addAll(held);
        open.addAll(armed);
        open.addAll(forAuctions);
        return open;
    }
}
