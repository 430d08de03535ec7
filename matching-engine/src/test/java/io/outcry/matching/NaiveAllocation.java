/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Divides a quantity among the orders of a price as the algorithms of an instrument say, each part counted anew. */
final class NaiveAllocation {
    private static final BigInteger HUNDRED = BigInteger.valueOf(100);
    private static final BigInteger MAX_LONG = BigInteger.valueOf(Long.MAX_VALUE);

    private final List<NaiveOrder> level;
    private final Map<NaiveOrder, Long> given = new LinkedHashMap<>();
    private BigInteger left;

    private NaiveAllocation(final List<NaiveOrder> level, final long qty) {
        this.level = level;
        left = BigInteger.valueOf(qty);
        level.forEach(order -> given.put(order, 0L));
    }

    /** What each order trades, in the order of time; those that get nothing are left out. */
    static Map<NaiveOrder, Long> of(final Matching matching, final List<NaiveOrder> level, final long qty) {
        final NaiveAllocation allocation = new NaiveAllocation(level, qty);
        final BigInteger all = level.stream()
                .map(order -> BigInteger.valueOf(order.queuedQty()))
                .reduce(BigInteger.ZERO, BigInteger::add);
        if (all.compareTo(BigInteger.valueOf(qty)) >= 0) {
            switch (matching.algorithm()) {
                case SPLIT -> allocation.byTime(allocation.percent(matching.priceTimePercent()), any -> true);
                case TOP_ORDER -> allocation.byTime(allocation.left, order -> order == level.get(0));
                case MARKET_MAKER ->
                    allocation.byTime(
                            allocation.percent(matching.marketMakerPercent()),
                            order -> order.trader.accountId == matching.marketMakerId());
                default -> {}
            }
            allocation.inProportion(matching.minAllocation());
        }
        allocation.byTime(allocation.left, any -> true);
        allocation.given.values().removeIf(each -> each == 0);
        return allocation.given;
    }

    private BigInteger percent(final int percent) {
        return left.multiply(BigInteger.valueOf(percent)).divide(HUNDRED);
    }

    private void byTime(final BigInteger qty, final Predicate<NaiveOrder> whom) {
        BigInteger toGive = qty;
        for (final NaiveOrder order : level) {
            if (whom.test(order)) {
                final BigInteger part = toGive.min(BigInteger.valueOf(order.queuedQty() - given.get(order)));
                give(order, part);
                toGive = toGive.subtract(part);
            }
        }
    }

    private void inProportion(final long minShare) {
        final BigInteger qty = left;
        BigInteger total = BigInteger.ZERO;
        for (final NaiveOrder order : level) {
            total = total.add(BigInteger.valueOf(order.queuedQty() - given.get(order)))
                    .min(MAX_LONG);
        }
        for (final NaiveOrder order : level) {
            final BigInteger unfilled = BigInteger.valueOf(order.queuedQty() - given.get(order));
            final BigInteger share = total.signum() == 0
                    ? BigInteger.ZERO
                    : qty.multiply(unfilled).divide(total);
            if (share.compareTo(BigInteger.valueOf(minShare)) >= 0) {
                give(order, share.min(unfilled).min(left));
            }
        }
    }

    private void give(final NaiveOrder order, final BigInteger qty) {
        given.merge(order, qty.longValueExact(), Long::sum);
        left = left.subtract(qty);
    }
}
