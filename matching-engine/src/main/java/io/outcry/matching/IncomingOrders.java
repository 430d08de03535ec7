/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.types.BandAction;
import io.outcry.codecs.types.RejectReason;
import io.outcry.risk.Account;
import io.outcry.risk.Accounts;

/** What becomes of an accepted order: it trades, then it rests or is over. */
final class IncomingOrders {
    /** Bounds the work of a command, as every all-or-none order that rests may have to be asked after it. */
    static final int MAX_MAKERS_OF_ALL_OR_NONE = 256;

    private final Accounts accounts;
    private final OrderPool orders;
    private final OpenOrders openOrders;
    private final OrderChecks checks;
    private final Liquidity liquidity;
    private final Matcher matcher;
    private final EventWriter events;
    private final Interruption interruption;

    /** Who takes an instrument out of continuous trading, because it left its band. */
    interface Interruption {
        void interrupt(TradedInstrument instrument);
    }

    IncomingOrders(
            final Accounts accounts,
            final OrderPool orders,
            final OpenOrders openOrders,
            final OrderChecks checks,
            final Liquidity liquidity,
            final EventWriter events,
            final QuoteProtections quoteProtections,
            final Interruption interruption) {
        this.accounts = accounts;
        this.orders = orders;
        this.openOrders = openOrders;
        this.checks = checks;
        this.liquidity = liquidity;
        this.events = events;
        this.interruption = interruption;
        matcher = new Matcher(accounts, orders, openOrders, liquidity, events, quoteProtections);
    }

    /**
     * Lets an order trade.
     *
     * @param order in no book
     * @param buy its side
     * @param price limit, ticks; null if it may trade at any price
     * @param minQty lots that have to trade at once, else it is over; 0 if none
     * @param mayRest whether what is left of it rests
     * @param instrument of the order
     * @param account of the order
     * @param refSeqNum command that its reports answer, or null
     */
    void enter(
            final int order,
            final boolean buy,
            final long price,
            final long minQty,
            final boolean mayRest,
            final TradedInstrument instrument,
            final Account account,
            final long refSeqNum) {
        final boolean isBound = instrument.hasBand();
        if (isBound) {
            instrument.boundTrades(true);
        }
        final boolean trades = minQty == 0
                || canFill(instrument, account, buy, price, orders.leavesQty(order), minQty, Integer.MAX_VALUE);
        final boolean goesOn = trades && matcher.match(order, buy, price, instrument, account, refSeqNum);
        final long leavesQty = orders.leavesQty(order);
        final boolean breaches = isBound && leaveBand(buy, price, goesOn && leavesQty > 0, instrument);
        final boolean isStopped = breaches && instrument.protection().bandAction() == BandAction.EXPIRE;
        if (goesOn && mayRest && leavesQty > 0 && price != NullValue.INT64 && !isStopped) {
            openOrders.rest(order, buy, price, instrument, account);
            return;
        }
        if (leavesQty > 0) {
            final RejectReason reason = breaches ? RejectReason.PRICE_BAND : RejectReason.NONE;
            expire(order, buy, price, instrument, account, refSeqNum, reason);
        } else if (!orders.isPlain(order)) {
            openOrders.linkedOrders().filled(order);
        }
        orders.release(order);
    }

    /** Trades may be at any price again; returns whether an order that goes on would trade outside the band then. */
    private boolean leaveBand(
            final boolean buy, final long price, final boolean goesOn, final TradedInstrument instrument) {
        instrument.boundTrades(false);
        final boolean breaches = goesOn && instrument.wouldTrade(buy, instrument.worstPrice(buy, price));
        if (breaches && instrument.protection().bandAction() != BandAction.EXPIRE) {
            interruption.interrupt(instrument);
        }
        return breaches;
    }

    private void expire(
            final int order,
            final boolean buy,
            final long price,
            final TradedInstrument instrument,
            final Account account,
            final long refSeqNum,
            final RejectReason reason) {
        events.expired(order, price, refSeqNum, reason);
        if (orders.isFunded(order)) {
            account.close(instrument.settlement, buy, price, orders.leavesQty(order));
        }
        openOrders.linkedOrders().ended(order);
    }

    /** Lets an order trade that trades whole or not at all; if it cannot now, it rests. */
    void enterAllOrNone(
            final int order,
            final boolean buy,
            final long price,
            final TradedInstrument instrument,
            final Account account,
            final long refSeqNum) {
        if (canTradeWhole(order, buy, price, instrument, account)) {
            enter(order, buy, price, 0, false, instrument, account, refSeqNum);
        } else {
            openOrders.rest(order, buy, price, instrument, account);
        }
    }

    /** Whether a resting all-or-none order can trade now, with the first orders that it reaches. */
    boolean canTradeWhole(final int order, final TradedInstrument instrument) {
        final Account account = accounts.find(orders.accountId(order));
        return canTradeWhole(order, orders.isBuy(order), orders.price(order), instrument, account);
    }

    private boolean canTradeWhole(
            final int order,
            final boolean buy,
            final long price,
            final TradedInstrument instrument,
            final Account account) {
        final long qty = orders.leavesQty(order);
        instrument.boundTrades(instrument.hasBand());
        final boolean can = canFill(instrument, account, buy, price, qty, qty, MAX_MAKERS_OF_ALL_OR_NONE);
        instrument.boundTrades(false);
        return can;
    }

    /** A resting all-or-none order takes what it needs; it can. */
    void tradeWhole(final int order, final TradedInstrument instrument) {
        final Account account = accounts.find(orders.accountId(order));
        final boolean buy = orders.isBuy(order);
        final long price = orders.price(order);
        openOrders.remove(order, buy, instrument, account);
        enter(order, buy, price, 0, false, instrument, account, NullValue.INT64);
    }

    /** A waiting order goes to the market, unless its account can no longer afford it. */
    void trigger(final int order, final TradedInstrument instrument) {
        final Account account = accounts.find(orders.accountId(order));
        final boolean buy = orders.isBuy(order);
        openOrders.linkedOrders().goAlone(order);
        final long lockedPrice = orders.limitPrice(order);
        final long price = lockedPrice == NullValue.INT64 ? lockedPrice : limitWhenTriggered(order, buy);
        openOrders.remove(order, buy, instrument, account);
        orders.trigger(order);
        if (reprice(order, buy, lockedPrice, price, instrument, account)) {
            events.triggered(order, price);
            enter(order, buy, price, 0, true, instrument, account, NullValue.INT64);
        }
    }

    /** A pegged order gets the price that it should have, unless its account cannot afford that. */
    void move(final int order, final TradedInstrument instrument) {
        final Account account = accounts.find(orders.accountId(order));
        final boolean buy = orders.isBuy(order);
        final long price = instrument.pegged().price(order, instrument);
        openOrders.remove(order, buy, instrument, account);
        if (reprice(order, buy, orders.price(order), price, instrument, account)) {
            enter(order, buy, price, 0, true, instrument, account, NullValue.INT64);
        }
    }

    /** Locks funds for another price; false if there are not enough of them: then the order is over. */
    private boolean reprice(
            final int order,
            final boolean buy,
            final long lockedPrice,
            final long price,
            final TradedInstrument instrument,
            final Account account) {
        final long qty = orders.leavesQty(order);
        account.close(instrument.settlement, buy, lockedPrice, qty);
        final RejectReason reason = checks.checkFunds(instrument, account, buy, price, qty);
        if (reason == RejectReason.NONE) {
            account.open(instrument.settlement, buy, price, qty);
            return true;
        }
        events.expired(order, price, reason);
        openOrders.linkedOrders().ended(order);
        orders.release(order);
        return false;
    }

    private long limitWhenTriggered(final int order, final boolean buy) {
        return orders.trails(order)
                ? OrderPrices.limitBehind(buy, orders.price(order), orders.terms.limitOffset(order))
                : orders.limitPrice(order);
    }

    private boolean canFill(
            final TradedInstrument instrument,
            final Account account,
            final boolean buy,
            final long price,
            final long leavesQty,
            final long qty,
            final int mostOrders) {
        return liquidity.canFill(
                instrument.book,
                instrument.algorithm() != null,
                account,
                buy,
                price,
                instrument.worstPrice(buy, price),
                leavesQty,
                qty,
                mostOrders);
    }
}
