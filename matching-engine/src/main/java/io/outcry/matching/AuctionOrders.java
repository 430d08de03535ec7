/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.types.TradingStatus;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Orders of one instrument that take part in an auction only: at the opening, at the close, or at the next one. Nobody sees
 * them. Market orders come before all limits: they stand at a price that no limit can be better than.
 */
final class AuctionOrders {
    static final int OPENING = 0;
    static final int CLOSING = 1;
    static final int NEXT = 2;
    private static final long MARKET_BUY_PRICE = Long.MAX_VALUE;
    private static final long MARKET_SELL_PRICE = 0;
    private static final int KINDS = 3;

    private final OrderPool orders;
    private final PricePages pages = new PricePages();
    private final BookSide[] buys = new BookSide[KINDS];
    private final BookSide[] sells = new BookSide[KINDS];

    AuctionOrders(final OrderPool orders) {
        this.orders = orders;
        for (int kind = 0; kind < KINDS; kind++) {
            buys[kind] = new BookSide(true, orders, pages);
            sells[kind] = new BookSide(false, orders, pages);
        }
    }

    /** At the limit of the order, or before all limits if it has none. */
    void add(final int order, final boolean buy, final long price) {
        final long marketPrice = buy ? MARKET_BUY_PRICE : MARKET_SELL_PRICE;
        side(orders.auction(order), buy).add(order, orders.isAuctionMarket(order) ? marketPrice : price);
    }

    void remove(final int order, final boolean buy) {
        side(orders.auction(order), buy).remove(order);
    }

    /** The first order of a kind, or {@link OrderPool#NONE}. */
    int best(final int kind, final boolean buy) {
        return side(kind, buy).best();
    }

    /** The order behind another one of its kind, or {@link OrderPool#NONE}. */
    int next(final int order, final boolean buy) {
        return side(orders.auction(order), buy).next(order);
    }

    /** The kind that takes part, beside those for the next auction, if an instrument now leaves a status. */
    static int kindOf(final TradingStatus status) {
        switch (status) {
            case PRE_OPEN:
            case OPENING_AUCTION:
                return OPENING;
            case CLOSING_AUCTION:
                return CLOSING;
            default:
                return NEXT;
        }
    }

    void writeState(final LongConsumer state) {
        for (int kind = 0; kind < KINDS; kind++) {
            buys[kind].writeState(state);
            sells[kind].writeState(state);
        }
    }

    void readState(final int instrumentId, final LongSupplier state, final IntConsumer restored) {
        for (int kind = 0; kind < KINDS; kind++) {
            buys[kind].readState(instrumentId, state, restored);
            sells[kind].readState(instrumentId, state, restored);
        }
    }

    private BookSide side(final int kind, final boolean buy) {
        return (buy ? buys : sells)[kind];
    }
}
