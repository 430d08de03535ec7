/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.types.MatchAlgorithm;
import io.outcry.codecs.types.Side;
import io.outcry.codecs.types.TradingStatus;
import java.math.BigInteger;
import java.util.EnumSet;
import java.util.Set;

/** What has to hold of every trade, whatever engine and model agree on. */
final class TradeRules {
    private static final long NULL = NullValue.INT64;
    private static final Set<TradingStatus> NO_TRADE =
            EnumSet.of(TradingStatus.HALT, TradingStatus.CANCEL_ONLY, TradingStatus.CLOSED);

    private long takerOrderId = NULL;
    private long lastPriceBefore;

    /** A price inside the limit of the order. */
    static void checkFill(final long limit, final boolean buy, final long price) {
        require(
                limit == NULL || (buy ? price <= limit : price >= limit),
                (buy ? "bought" : "sold") + " at " + price + " with a limit of " + limit);
    }

    /** Only in auctions, or in continuous trading; then inside the band, with the best price and its first order. */
    void checkTrade(
            final PublicBook book,
            final NaiveMarket market,
            final Side takerSide,
            final long maker,
            final long taker,
            final long price) {
        if (takerSide == Side.NULL_VAL) {
            require(!NO_TRADE.contains(book.status), "an auction in status " + book.status);
            return;
        }
        require(book.status == TradingStatus.OPEN, "a trade in status " + book.status);
        if (taker != takerOrderId) {
            takerOrderId = taker;
            lastPriceBefore = book.lastPrice;
        }
        checkBand(market, takerSide == Side.BUY, price);
        checkPriority(book, market, takerSide == Side.SELL, maker, price);
    }

    /** Another command: whoever takes next has a band of its own. */
    void next() {
        takerOrderId = NULL;
    }

    /** The order takes no more; if it does so later, it has another band. */
    void rests(final long orderId) {
        if (orderId == takerOrderId) {
            takerOrderId = NULL;
        }
    }

    private void checkBand(final NaiveMarket market, final boolean buy, final long price) {
        checkBand(market.auctionPrice, market.protection.staticBandBps(), buy, price);
        checkBand(lastPriceBefore, market.protection.dynamicBandBps(), buy, price);
    }

    private static void checkBand(final long middle, final int bps, final boolean buy, final long price) {
        if (middle != NULL && bps > 0) {
            final BigInteger distance = BigInteger.valueOf(price)
                    .subtract(BigInteger.valueOf(middle))
                    .multiply(BigInteger.valueOf(buy ? 10_000 : -10_000));
            final BigInteger most = BigInteger.valueOf(middle).multiply(BigInteger.valueOf(bps));
            require(distance.compareTo(most) <= 0, "a trade at " + price + ", " + bps + " bps around " + middle);
        }
    }

    private static void checkPriority(
            final PublicBook book,
            final NaiveMarket market,
            final boolean makerBuys,
            final long maker,
            final long price) {
        final PublicBook.Order first = book.first(makerBuys);
        if (maker == NULL) {
            require(
                    first == null || (makerBuys ? price > first.price : price < first.price),
                    "an order that nobody sees traded at " + price + " before a shown one");
        } else {
            require(first.price == price, "a trade at " + price + " and not at " + first.price);
            require(
                    market.matching.algorithm() != MatchAlgorithm.PRICE_TIME || first.orderId == maker,
                    "order " + maker + " traded before order " + first.orderId);
        }
    }

    private static void require(final boolean holds, final String text) {
        if (!holds) {
            throw new AssertionError(text);
        }
    }
}
