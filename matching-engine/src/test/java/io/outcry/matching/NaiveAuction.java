/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.types.Side;
import io.outcry.codecs.types.TradingStatus;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What an auction would do with a {@link NaiveMarket}: every price is tried that can make a difference. */
final class NaiveAuction {
    private static final long NULL = NullValue.INT64;
    private static final BigInteger MAX_LONG = BigInteger.valueOf(Long.MAX_VALUE);

    private final NaiveMarket market;
    private final List<NaiveOrder> buys;
    private final List<NaiveOrder> sells;

    /** Where the market was last; null if it never was. */
    private final BigInteger reference;

    /** Null if nothing trades. */
    private final BigInteger price;

    /** Of a market that leaves a status, or could. */
    NaiveAuction(final NaiveMarket market, final TradingStatus status) {
        this.market = market;
        final NaiveOrder.Auction own =
                switch (status) {
                    case PRE_OPEN, OPENING_AUCTION -> NaiveOrder.Auction.OPENING;
                    case CLOSING_AUCTION -> NaiveOrder.Auction.CLOSING;
                    default -> NaiveOrder.Auction.NEXT;
                };
        final List<NaiveOrder> all = Stream.concat(
                        market.resting.stream().filter(order -> !order.allOrNone),
                        market.forAuctions.stream()
                                .filter(order -> order.auction == own || order.auction == NaiveOrder.Auction.NEXT))
                .toList();
        buys = inOrder(all.stream().filter(order -> order.buy).toList());
        sells = inOrder(all.stream().filter(order -> !order.buy).toList());
        reference = market.reference() == NULL ? null : BigInteger.valueOf(market.reference());
        price = findPrice();
    }

    long price() {
        return price == null ? NULL : price.longValueExact();
    }

    long qty() {
        return price == null ? 0 : volume(price).min(MAX_LONG).longValueExact();
    }

    /** Positive if buyers are left, negative if sellers are. */
    long imbalance() {
        return price == null
                ? 0
                : surplus(price).min(MAX_LONG).max(MAX_LONG.negate()).longValueExact();
    }

    long imbalanceQty() {
        return Math.abs(imbalance());
    }

    Side imbalanceSide() {
        return imbalance() > 0 ? Side.BUY : imbalance() < 0 ? Side.SELL : Side.NULL_VAL;
    }

    List<NaiveOrder> buys() {
        return buys;
    }

    List<NaiveOrder> sells() {
        return sells;
    }

    static boolean meet(final NaiveOrder buy, final NaiveOrder sell) {
        return buy.price == NULL || sell.price == NULL || buy.price >= sell.price;
    }

    /** Of one side: best price first, market orders before all; at a price the book first, then by auction, then by time. */
    static List<NaiveOrder> inOrder(final List<NaiveOrder> orders) {
        return orders.stream()
                .sorted(Comparator.<NaiveOrder, BigInteger>comparing(order -> order.price == NULL
                                ? MAX_LONG.negate()
                                : BigInteger.valueOf(order.buy ? -order.price : order.price))
                        .thenComparing(order -> order.auction == null
                                ? order.rank()
                                : order.auction == NaiveOrder.Auction.NEXT ? 4 : 3))
                .toList();
    }

    /** An order that is worth too much at the price, sells first; null if there is none. */
    NaiveOrder firstTooLarge() {
        return price == null
                ? null
                : Stream.concat(
                                sells.stream().filter(order -> trades(order, price)),
                                buys.stream().filter(order -> trades(order, price)))
                        .filter(order ->
                                market.quoteUnits(price(), order.leavesQty).bitLength() > 100)
                        .findFirst()
                        .orElse(null);
    }

    private BigInteger findPrice() {
        final TreeSet<BigInteger> limits = new TreeSet<>();
        Stream.concat(buys.stream(), sells.stream())
                .filter(order -> order.price != NULL)
                .forEach(order -> limits.add(BigInteger.valueOf(order.price)));
        final TreeSet<BigInteger> candidates = new TreeSet<>();
        for (final BigInteger limit : limits) {
            candidates.add(limit.subtract(BigInteger.ONE));
            candidates.add(limit);
            candidates.add(limit.add(BigInteger.ONE));
        }
        candidates.removeIf(each -> each.signum() <= 0 || each.compareTo(MAX_LONG) > 0);
        if (limits.isEmpty()) {
            return volume(BigInteger.ONE).signum() == 0 || reference == null ? null : reference;
        }
        final BigInteger most = candidates.stream()
                .map(this::volume)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        if (most.signum() == 0) {
            return null;
        }
        candidates.removeIf(each -> !volume(each).equals(most));
        final BigInteger least = candidates.stream()
                .map(each -> surplus(each).abs())
                .min(Comparator.naturalOrder())
                .orElseThrow();
        candidates.removeIf(each -> !surplus(each).abs().equals(least));
        final BigInteger first = candidates.first();
        final BigInteger last = candidates.last();
        final boolean hasLowest = first.compareTo(limits.first()) >= 0;
        final boolean hasHighest = last.compareTo(limits.last()) <= 0;
        if (surplus(first).signum() > 0 && surplus(last).signum() < 0) {
            candidates.removeIf(each -> surplus(each).signum() < 0);
            return nearest(candidates.last(), candidates.last().add(BigInteger.ONE), true, true);
        } else if (surplus(last).signum() > 0 && hasHighest) {
            return last;
        } else if (surplus(first).signum() < 0 && hasLowest) {
            return first;
        }
        return nearest(first, last, hasLowest, hasHighest);
    }

    /** Without a lowest or a highest price, the ends are examples. */
    private BigInteger nearest(
            final BigInteger lowest, final BigInteger highest, final boolean hasLowest, final boolean hasHighest) {
        if (reference == null) {
            return !hasHighest
                    ? lowest
                    : !hasLowest ? highest : lowest.add(highest).shiftRight(1);
        }
        final BigInteger price = hasLowest ? reference.max(lowest) : reference;
        return hasHighest ? price.min(highest) : price;
    }

    private BigInteger volume(final BigInteger at) {
        return qty(buys, at).min(qty(sells, at));
    }

    /** Positive if more would buy than sell at a price. */
    private BigInteger surplus(final BigInteger at) {
        return qty(buys, at).subtract(qty(sells, at));
    }

    private static BigInteger qty(final List<NaiveOrder> side, final BigInteger at) {
        return side.stream()
                .filter(order -> trades(order, at))
                .map(order -> BigInteger.valueOf(order.leavesQty))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static boolean trades(final NaiveOrder order, final BigInteger at) {
        final int distance = BigInteger.valueOf(order.price).compareTo(at);
        return order.price == NULL || (order.buy ? distance >= 0 : distance <= 0);
    }
}
