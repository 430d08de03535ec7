/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.NullValue;

/**
 * What an auction does with the orders of an instrument: one price for all trades. It is the price at which most trades;
 * of several such prices, the one that leaves the least quantity that could trade at it; then, if that quantity is of one
 * side, the highest price if buyers are left and the lowest if sellers are; else the one nearest to the last trade, and
 * without one that in the middle. Prices between which only market orders choose are not looked at: where all that trades on
 * one side is without a limit, the worst limit that trades on the other side is the price.
 *
 * <p>Orders are met in their priority, best buy against best sell, until the next ones do not cross. That trades the most;
 * it does so at all prices from the last seller's to the last buyer's limit. Of what is left, at most one side could trade at
 * any price, so that the least quantity is found from the next limit of each side.
 */
final class Equilibrium {
    private static final long NULL = NullValue.INT64;

    private final OrderPool orders;
    private final AuctionSide buys;
    private final AuctionSide sells;
    private long price;
    private long qty;
    private long imbalance;
    private int lastBuy;
    private int lastSell;
    private long buyLeft;
    private long sellLeft;

    Equilibrium(final OrderPool orders) {
        this.orders = orders;
        buys = new AuctionSide(orders, true);
        sells = new AuctionSide(orders, false);
    }

    /** Of an instrument that leaves a status now, or could. */
    void find(final TradedInstrument instrument, final int kind) {
        meet(instrument, kind);
        price = NULL;
        imbalance = 0;
        if (qty > 0) {
            final long reference = instrument.lastPrice();
            price = isLimited(lastBuy) || isLimited(lastSell)
                    ? priceWithLimit(reference)
                    : priceWithoutLimit(reference);
        }
        if (price == NULL) {
            qty = 0;
        } else {
            measureImbalance(instrument, kind);
        }
    }

    /** Price of all trades, ticks; null if there are none. */
    long price() {
        return price;
    }

    /** Quantity that trades, at most {@link Long#MAX_VALUE}. */
    long qty() {
        return qty;
    }

    /** Quantity that could trade at the price but does not: positive for buyers, negative for sellers. */
    long imbalance() {
        return imbalance;
    }

    private void meet(final TradedInstrument instrument, final int kind) {
        buys.begin(instrument, kind);
        sells.begin(instrument, kind);
        qty = 0;
        lastBuy = OrderPool.NONE;
        lastSell = OrderPool.NONE;
        buyLeft = leavesQty(buys);
        sellLeft = leavesQty(sells);
        while (buyLeft > 0 && sellLeft > 0 && buys.price() >= sells.price()) {
            lastBuy = buys.order();
            lastSell = sells.order();
            final long met = Math.min(buyLeft, sellLeft);
            qty = sum(qty, met);
            buyLeft -= met;
            sellLeft -= met;
            if (buyLeft == 0) {
                buys.advance();
                buyLeft = leavesQty(buys);
            }
            if (sellLeft == 0) {
                sells.advance();
                sellLeft = leavesQty(sells);
            }
        }
    }

    private long priceWithLimit(final long reference) {
        final long lowest = isLimited(lastSell) ? orders.price(lastSell) : orders.price(lastBuy);
        final long highest = isLimited(lastBuy) ? orders.price(lastBuy) : lowest;
        final boolean buyersLeft = buyLeft > 0 && buys.price() >= lowest;
        final boolean sellersLeft = sellLeft > 0 && sells.price() <= highest;
        if (buyersLeft && buys.price() >= highest) {
            return highest;
        }
        if (sellersLeft && sells.price() <= lowest) {
            return lowest;
        }
        final long aboveBuyers = buyersLeft ? buys.price() + 1 : lowest;
        final long belowSellers = sellersLeft ? sells.price() - 1 : highest;
        return aboveBuyers <= belowSellers
                ? nearest(reference, aboveBuyers, belowSellers)
                : priceBetweenNeighbours(reference);
    }

    /** The next buyers and sellers are one tick apart: one of both is left with the least quantity. */
    private long priceBetweenNeighbours(final long reference) {
        final long bid = buys.price();
        final long offer = sells.price();
        final long bidQty = quantityFrom(buys, buyLeft, bid, bid);
        final long offerQty = quantityFrom(sells, sellLeft, offer, offer);
        if (bidQty == offerQty) {
            return reference == NULL || reference <= bid ? bid : offer;
        }
        return bidQty < offerQty ? bid : offer;
    }

    /** All that trades is without a limit; those that have one, and do not trade, bound the price. */
    private long priceWithoutLimit(final long reference) {
        skipMarketOrders(buys);
        skipMarketOrders(sells);
        final long bid = buys.order() == OrderPool.NONE ? NULL : buys.price();
        final long offer = sells.order() == OrderPool.NONE ? NULL : sells.price();
        if (bid != NULL && offer != NULL) {
            return nearest(reference, bid, offer);
        }
        if (bid == NULL && offer == NULL) {
            return reference;
        }
        if (reference == NULL) {
            return bid == NULL ? offer : bid;
        }
        return bid == NULL ? Math.min(reference, offer) : Math.max(reference, bid);
    }

    private void skipMarketOrders(final AuctionSide side) {
        while (side.order() != OrderPool.NONE && orders.isAuctionMarket(side.order())) {
            side.advance();
        }
    }

    private void measureImbalance(final TradedInstrument instrument, final int kind) {
        meet(instrument, kind);
        if (buyLeft > 0 && buys.price() >= price) {
            imbalance = quantityFrom(buys, buyLeft, price, Long.MAX_VALUE);
        } else if (sellLeft > 0 && sells.price() <= price) {
            imbalance = -quantityFrom(sells, sellLeft, Long.MIN_VALUE, price);
        }
    }

    /** What is left of the order that a side has reached, and all behind it within a range of prices. */
    private long quantityFrom(final AuctionSide side, final long left, final long lowest, final long highest) {
        long quantity = left;
        side.advance();
        while (side.order() != OrderPool.NONE && side.price() >= lowest && side.price() <= highest) {
            quantity = sum(quantity, leavesQty(side));
            side.advance();
        }
        return quantity;
    }

    private static long nearest(final long reference, final long lowest, final long highest) {
        if (reference == NULL) {
            return lowest + (highest - lowest >> 1);
        }
        return Math.max(lowest, Math.min(highest, reference));
    }

    private static long sum(final long qty, final long more) {
        return more > Long.MAX_VALUE - qty ? Long.MAX_VALUE : qty + more;
    }

    private boolean isLimited(final int order) {
        return !orders.isAuctionMarket(order);
    }

    private long leavesQty(final AuctionSide side) {
        return side.order() == OrderPool.NONE ? 0 : orders.leavesQty(side.order());
    }
}
