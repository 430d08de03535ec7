/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.NullValue;

/**
 * What an auction does with the orders of an instrument: one price for all trades. It is the price at which most trades;
 * of several such prices, the one that leaves the least quantity that could trade at it; then, if that quantity is of one
 * side, the highest price if buyers are left and the lowest if sellers are; else the one nearest to the last trade or, before the
 * first one, to the reference price of the definition; and without either, that in the middle. Market orders trade at any
 * price, so that there may be no highest or no lowest one: then the reference decides, and without it the end that there is.
 *
 * <p>Orders are met in their priority, best buy against best sell, until the next ones do not cross. That trades the most;
 * it does so at all prices from the last seller's to the last buyer's limit. Of what is left, at most one side could trade at
 * any price, so that the least quantity is found from the next limit of each side.
 */
final class Equilibrium {
    private static final long NULL = NullValue.INT64;
    private static final long LOWEST = 1;
    private static final long HIGHEST = Long.MAX_VALUE;

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
            price = priceOf(instrument.referencePrice());
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

    /** Without a limit on one side of what trades, the price is open there; with none at all, only the reference tells it. */
    private long priceOf(final long reference) {
        final boolean isOpenAbove = !isLimited(lastBuy);
        final boolean isOpenBelow = !isLimited(lastSell);
        final long lowest = isOpenBelow ? LOWEST : orders.price(lastSell);
        final long highest = isOpenAbove ? HIGHEST : orders.price(lastBuy);
        if (buyLeft > 0 && !isLimited(buys.order())) {
            return priceAboveBuyers(reference, lowest, isOpenBelow);
        }
        if (sellLeft > 0 && !isLimited(sells.order())) {
            return priceBelowSellers(reference, highest, isOpenAbove);
        }
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
                ? nearest(reference, aboveBuyers, belowSellers, isOpenBelow && !buyersLeft, isOpenAbove && !sellersLeft)
                : priceBetweenNeighbours(reference);
    }

    /** Buyers are left at any price: fewest above those that have a limit. */
    private long priceAboveBuyers(final long reference, final long lowest, final boolean isOpenBelow) {
        skipMarketOrders(buys);
        if (buys.order() == OrderPool.NONE) {
            return nearest(reference, lowest, HIGHEST, isOpenBelow, true);
        }
        return buys.price() == HIGHEST
                ? HIGHEST
                : nearest(reference, Math.max(lowest, buys.price() + 1), HIGHEST, false, true);
    }

    /** Sellers are left at any price: fewest below those that have a limit. */
    private long priceBelowSellers(final long reference, final long highest, final boolean isOpenAbove) {
        skipMarketOrders(sells);
        if (sells.order() == OrderPool.NONE) {
            return nearest(reference, LOWEST, highest, true, isOpenAbove);
        }
        return sells.price() == LOWEST
                ? LOWEST
                : nearest(reference, LOWEST, Math.min(highest, sells.price() - 1), true, false);
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

    /** Without a reference the middle or, where one end is open, the other end; null where both are. */
    private static long nearest(
            final long reference,
            final long lowest,
            final long highest,
            final boolean isOpenBelow,
            final boolean isOpenAbove) {
        if (reference != NULL) {
            return Math.max(lowest, Math.min(highest, reference));
        }
        if (isOpenBelow) {
            return isOpenAbove ? NULL : highest;
        }
        return isOpenAbove ? lowest : lowest + (highest - lowest >> 1);
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
