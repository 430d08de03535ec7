/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.types.RejectReason;
import io.outcry.risk.Account;
import io.outcry.risk.Accounts;
import io.outcry.risk.Amount;

/**
 * Ends a call: all that can trade at the price of the {@link Equilibrium} does, in one go and without regard to who trades
 * with whom. Orders that were for this auction only expire then.
 */
final class Uncross {
    private final Accounts accounts;
    private final OrderPool orders;
    private final OpenOrders openOrders;
    private final EventWriter events;
    private final QuoteProtections quoteProtections;
    private final Equilibrium equilibrium;
    private final AuctionSide buys;
    private final AuctionSide sells;
    private final Amount value = new Amount();

    Uncross(
            final Accounts accounts,
            final OrderPool orders,
            final OpenOrders openOrders,
            final EventWriter events,
            final QuoteProtections quoteProtections,
            final Equilibrium equilibrium) {
        this.accounts = accounts;
        this.orders = orders;
        this.openOrders = openOrders;
        this.events = events;
        this.quoteProtections = quoteProtections;
        this.equilibrium = equilibrium;
        buys = new AuctionSide(orders, true);
        sells = new AuctionSide(orders, false);
    }

    /** Of an instrument that leaves a status with this kind of auction orders. */
    void run(final TradedInstrument instrument, final int kind) {
        do {
            equilibrium.find(instrument, kind);
        } while (equilibrium.price() != NullValue.INT64 && expireTooLarge(instrument, kind, equilibrium.price()));
        if (equilibrium.price() != NullValue.INT64) {
            instrument.onAuction(equilibrium.price());
            trade(instrument, kind, equilibrium.price());
        }
    }

    /** Ends the orders of a kind that is over. */
    void expire(final TradedInstrument instrument, final int kind) {
        expire(instrument, kind, true);
        expire(instrument, kind, false);
    }

    private void expire(final TradedInstrument instrument, final int kind, final boolean buy) {
        final AuctionOrders auctionOrders = instrument.auctionOrders();
        if (auctionOrders == null) {
            return;
        }
        int order = auctionOrders.best(kind, buy);
        while (order != OrderPool.NONE) {
            openOrders.expire(order, buy, instrument, account(order), RejectReason.NONE);
            order = auctionOrders.best(kind, buy);
        }
    }

    /** An order that is worth more at the price than the exchange can account for ends; returns whether there was one. */
    private boolean expireTooLarge(final TradedInstrument instrument, final int kind, final long price) {
        sells.begin(instrument, kind);
        while (sells.order() != OrderPool.NONE && sells.price() <= price) {
            if (expireIfTooLarge(sells.order(), false, instrument, price)) {
                return true;
            }
            sells.advance();
        }
        buys.begin(instrument, kind);
        while (buys.order() != OrderPool.NONE && buys.price() >= price) {
            if (expireIfTooLarge(buys.order(), true, instrument, price)) {
                return true;
            }
            buys.advance();
        }
        return false;
    }

    private boolean expireIfTooLarge(
            final int order, final boolean buy, final TradedInstrument instrument, final long price) {
        if (value.setProduct(price, orders.leavesQty(order), instrument.settlement.quoteUnitsPerTickLot())) {
            return false;
        }
        openOrders.expire(order, buy, instrument, account(order), RejectReason.NOTIONAL_OVERFLOW);
        return true;
    }

    private void trade(final TradedInstrument instrument, final int kind, final long price) {
        int buy = OrderPool.NONE;
        int sell = OrderPool.NONE;
        buys.begin(instrument, kind);
        sells.begin(instrument, kind);
        while (buys.order() != OrderPool.NONE && sells.order() != OrderPool.NONE && buys.price() >= sells.price()) {
            buy = buys.order();
            sell = sells.order();
            trade(buy, sell, instrument, price);
            if (orders.leavesQty(buy) == 0) {
                finish(buy, true, instrument);
                buy = OrderPool.NONE;
                buys.begin(instrument, kind);
            }
            if (orders.leavesQty(sell) == 0) {
                finish(sell, false, instrument);
                sell = OrderPool.NONE;
                sells.begin(instrument, kind);
            }
        }
        reduceInQueue(buy);
        reduceInQueue(sell);
    }

    private void trade(final int buy, final int sell, final TradedInstrument instrument, final long price) {
        openOrders.linkedOrders().goAlone(buy);
        openOrders.linkedOrders().goAlone(sell);
        final long qty = Math.min(orders.leavesQty(buy), orders.leavesQty(sell));
        final long tradeId = instrument.onTrade(price);
        events.auctionTrade(instrument.instrumentId(), tradeId, price, qty);
        fill(buy, true, instrument, tradeId, price, qty);
        fill(sell, false, instrument, tradeId, price, qty);
    }

    private void fill(
            final int order,
            final boolean buy,
            final TradedInstrument instrument,
            final long tradeId,
            final long price,
            final long qty) {
        final long limitPrice = orders.limitPrice(order);
        orders.leavesQty(order, orders.leavesQty(order) - qty);
        if (orders.isQuote(order)) {
            quoteProtections.onFill(orders.accountId(order));
        }
        account(order).fill(instrument.settlement, buy, limitPrice, price, qty);
        events.filled(order, limitPrice, NullValue.INT64, tradeId, price, qty, false);
    }

    private void finish(final int order, final boolean buy, final TradedInstrument instrument) {
        events.orderDeleted(order);
        openOrders.finish(order, buy, instrument, account(order));
    }

    /** Of the order, if there is one, that has traded in part. */
    private void reduceInQueue(final int order) {
        if (order != OrderPool.NONE) {
            openOrders.reduceInQueue(order, orders.leavesQty(order));
        }
    }

    private Account account(final int order) {
        return accounts.find(orders.accountId(order));
    }
}
