/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.types.SelfTradePrevention;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** An account of a {@link NaiveExchange}. */
final class NaiveTrader {
    int accountId;
    boolean checkFunds;
    long maxOrderQty;
    int maxOpenOrders;
    int tradeGroup;
    SelfTradePrevention prevention;
    long lastReference;
    final List<BigInteger> totals = new ArrayList<>();
    final List<BigInteger> netQtys = new ArrayList<>();
    private final List<NaiveMarket> markets;

    NaiveTrader(final List<NaiveMarket> markets) {
        this.markets = markets;
    }

    List<NaiveMarket> markets() {
        return markets;
    }

    List<NaiveOrder> open() {
        return markets.stream()
                .flatMap(market -> market.open().stream())
                .filter(order -> order.trader == this)
                .toList();
    }

    /** Null if there is none. */
    NaiveOrder open(final long clOrdId) {
        return open().stream()
                .filter(order -> !order.quote && order.clOrdId == clOrdId)
                .findFirst()
                .orElse(null);
    }

    boolean preventsMatchWith(final NaiveTrader maker) {
        return prevention != SelfTradePrevention.NONE
                && (accountId == maker.accountId || tradeGroup > 0 && tradeGroup == maker.tradeGroup);
    }

    BigInteger total(final int assetId) {
        return totals.get(assetId - 1);
    }

    BigInteger locked(final int assetId) {
        return open().stream().map(order -> order.locked(assetId)).reduce(BigInteger.ZERO, BigInteger::add);
    }

    BigInteger netQty(final int instrumentId) {
        return netQtys.get(instrumentId - 1);
    }

    BigInteger openQty(final int instrumentId, final boolean buy) {
        return open().stream()
                .filter(NaiveOrder::isFunded)
                .filter(order -> order.buy == buy && order.market.instrumentId == instrumentId)
                .map(order -> BigInteger.valueOf(order.leavesQty))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }
}
