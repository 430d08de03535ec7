/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.types.RejectReason;
import io.outcry.codecs.types.SelfTradePrevention;
import io.outcry.risk.Account;
import io.outcry.risk.Accounts;

/**
 * Lets an order that comes meet the resting ones, best price first: they trade, or self-trade prevention keeps them from it.
 */
final class Matcher {
    private final Accounts accounts;
    private final OrderPool orders;
    private final OpenOrders openOrders;
    private final Liquidity liquidity;
    private final EventWriter events;
    private final QuoteProtections quoteProtections;
    private final Allocation allocation = new Allocation();

    Matcher(
            final Accounts accounts,
            final OrderPool orders,
            final OpenOrders openOrders,
            final Liquidity liquidity,
            final EventWriter events,
            final QuoteProtections quoteProtections) {
        this.accounts = accounts;
        this.orders = orders;
        this.openOrders = openOrders;
        this.liquidity = liquidity;
        this.events = events;
        this.quoteProtections = quoteProtections;
    }

    /** Returns whether what is left of the taker may go on; if not, it is to expire. */
    boolean match(
            final int taker,
            final boolean takerBuys,
            final long limitPrice,
            final TradedInstrument instrument,
            final Account takerAccount,
            final long refSeqNum) {
        final int maker = firstMaker(taker, takerBuys, limitPrice, instrument);
        return maker == OrderPool.NONE
                || match(maker, taker, takerBuys, limitPrice, instrument, takerAccount, refSeqNum);
    }

    private boolean match(
            final int best,
            final int taker,
            final boolean takerBuys,
            final long limitPrice,
            final TradedInstrument instrument,
            final Account takerAccount,
            final long refSeqNum) {
        boolean goesOn = true;
        int maker = best;
        while (maker != OrderPool.NONE && goesOn && orders.leavesQty(taker) > 0) {
            goesOn = instrument.algorithm() == null || !orders.isShown(maker)
                    ? meet(maker, taker, takerBuys, limitPrice, Long.MAX_VALUE, instrument, takerAccount, refSeqNum)
                    : meetLevel(maker, taker, takerBuys, limitPrice, instrument, takerAccount, refSeqNum);
            maker = firstMaker(taker, takerBuys, limitPrice, instrument);
        }
        return goesOn;
    }

    /** Returns whether what is left of the taker may go on. */
    private boolean meet(
            final int maker,
            final int taker,
            final boolean takerBuys,
            final long limitPrice,
            final long most,
            final TradedInstrument instrument,
            final Account takerAccount,
            final long refSeqNum) {
        final Account makerAccount = accounts.find(orders.accountId(maker));
        if (takerAccount.preventsMatchWith(makerAccount)) {
            return prevent(maker, taker, takerBuys, limitPrice, instrument, makerAccount, takerAccount, refSeqNum);
        }
        trade(maker, taker, takerBuys, limitPrice, most, instrument, makerAccount, takerAccount, refSeqNum);
        return true;
    }

    /** As {@link #meet}, all that the market sees at a price: first what self-trade prevention is about, then the rest. */
    private boolean meetLevel(
            final int first,
            final int taker,
            final boolean takerBuys,
            final long limitPrice,
            final TradedInstrument instrument,
            final Account takerAccount,
            final long refSeqNum) {
        final int own = liquidity.firstPrevented(first, instrument.book, !takerBuys, takerAccount);
        if (own != OrderPool.NONE) {
            return meet(own, taker, takerBuys, limitPrice, Long.MAX_VALUE, instrument, takerAccount, refSeqNum);
        }
        shareLevel(first, taker, takerBuys, limitPrice, instrument, takerAccount, refSeqNum);
        return true;
    }

    /** Each order that stands at the price now trades once: all of it, or what it is given. */
    private void shareLevel(
            final int first,
            final int taker,
            final boolean takerBuys,
            final long limitPrice,
            final TradedInstrument instrument,
            final Account takerAccount,
            final long refSeqNum) {
        final long qty = orders.leavesQty(taker);
        allocation.begin(qty);
        long missing = qty;
        for (int order = first;
                order != OrderPool.NONE;
                order = liquidity.nextOfLevel(order, instrument.book, !takerBuys)) {
            final long queuedQty = orders.queuedQty(order);
            allocation.add(order, orders.accountId(order), queuedQty);
            missing -= Math.min(missing, queuedQty);
        }
        if (missing == 0) {
            instrument.algorithm().allocate(allocation);
        } else {
            allocation.giveRestByTime();
        }
        for (int place = 0; place < allocation.size(); place++) {
            if (allocation.given(place) > 0) {
                meet(
                        allocation.order(place),
                        taker,
                        takerBuys,
                        limitPrice,
                        allocation.given(place),
                        instrument,
                        takerAccount,
                        refSeqNum);
            }
        }
    }

    /** The order that a taker meets first, or {@link OrderPool#NONE}. */
    private int firstMaker(
            final int taker, final boolean takerBuys, final long limitPrice, final TradedInstrument instrument) {
        final long worstPrice = instrument.worstPrice(takerBuys, limitPrice);
        final int maker = instrument.book.best(!takerBuys, worstPrice);
        return maker == OrderPool.NONE || orders.isPlain(maker)
                ? maker
                : liquidity.firstThatTrades(
                        maker, instrument.book, takerBuys, limitPrice, worstPrice, orders.leavesQty(taker));
    }

    private void trade(
            final int maker,
            final int taker,
            final boolean takerBuys,
            final long limitPrice,
            final long most,
            final TradedInstrument instrument,
            final Account makerAccount,
            final Account takerAccount,
            final long refSeqNum) {
        final long price = orders.price(maker);
        final boolean isPlain = orders.isPlain(maker);
        if (!isPlain) {
            openOrders.linkedOrders().goAlone(maker);
        }
        if (!orders.isPlain(taker)) {
            openOrders.linkedOrders().goAlone(taker);
        }
        final long makerLeavesQty = orders.leavesQty(maker);
        final long makerQueuedQty = isPlain ? makerLeavesQty : orders.queuedQty(maker);
        final long takerLeavesQty = orders.leavesQty(taker);
        final long qty = Math.min(most, Math.min(makerQueuedQty, takerLeavesQty));
        final long tradeId = instrument.onTrade(price);
        if (isPlain) {
            orders.leavesQty(maker, makerLeavesQty - qty);
        } else {
            reduce(maker, qty);
        }
        orders.leavesQty(taker, takerLeavesQty - qty);
        takerAccount.fill(instrument.settlement, takerBuys, limitPrice, price, qty);
        makerAccount.fill(instrument.settlement, !takerBuys, price, price, qty);
        events.trade(maker, taker, tradeId, price, qty);
        events.filled(taker, limitPrice, refSeqNum, tradeId, price, qty, true);
        events.filled(maker, price, NullValue.INT64, tradeId, price, qty, false);
        if (makerQueuedQty == qty) {
            leaveQueue(maker, !takerBuys, price, instrument, makerAccount);
        }
    }

    private void reduce(final int maker, final long qty) {
        orders.reduce(maker, qty);
        if (orders.isQuote(maker)) {
            quoteProtections.onFill(orders.accountId(maker));
        }
    }

    /** All that stood in the queue is gone: an iceberg shows its next part at the back, any other order is over. */
    private void leaveQueue(
            final int maker,
            final boolean buy,
            final long price,
            final TradedInstrument instrument,
            final Account account) {
        if (orders.leavesQty(maker) > 0) {
            openOrders.showNextPart(maker, buy, price, instrument);
        } else {
            openOrders.finish(maker, buy, instrument, account);
        }
    }

    /** Returns whether what is left of the taker may go on. */
    private boolean prevent(
            final int maker,
            final int taker,
            final boolean takerBuys,
            final long limitPrice,
            final TradedInstrument instrument,
            final Account makerAccount,
            final Account takerAccount,
            final long refSeqNum) {
        final SelfTradePrevention prevention = takerAccount.selfTradePrevention();
        final long price = orders.price(maker);
        final long qty = Math.min(orders.queuedQty(maker), orders.leavesQty(taker));
        events.matchPrevented(maker, taker, refSeqNum, instrument.nextPreventedMatchId(), price, qty, prevention);
        if (prevention == SelfTradePrevention.DECREMENT) {
            openOrders.linkedOrders().goAlone(maker);
            openOrders.linkedOrders().goAlone(taker);
            decrementTaker(taker, takerBuys, limitPrice, instrument, takerAccount, qty, refSeqNum);
            decrementMaker(maker, !takerBuys, price, instrument, makerAccount, qty);
            return true;
        }
        if (prevention != SelfTradePrevention.EXPIRE_TAKER) {
            openOrders.expire(maker, !takerBuys, instrument, makerAccount, RejectReason.NONE);
        }
        return prevention == SelfTradePrevention.EXPIRE_MAKER;
    }

    private void decrementTaker(
            final int taker,
            final boolean buy,
            final long limitPrice,
            final TradedInstrument instrument,
            final Account account,
            final long qty,
            final long refSeqNum) {
        account.close(instrument.settlement, buy, limitPrice, qty);
        if (orders.leavesQty(taker) == qty) {
            events.expired(taker, limitPrice, refSeqNum, RejectReason.NONE);
            openOrders.linkedOrders().ended(taker);
            orders.leavesQty(taker, 0);
        } else {
            shrink(taker, qty);
            events.restated(taker, limitPrice, refSeqNum);
        }
    }

    private void decrementMaker(
            final int maker,
            final boolean buy,
            final long price,
            final TradedInstrument instrument,
            final Account account,
            final long qty) {
        if (orders.leavesQty(maker) == qty) {
            openOrders.expire(maker, buy, instrument, account, RejectReason.NONE);
            return;
        }
        account.close(instrument.settlement, buy, price, qty);
        shrink(maker, qty);
        if (orders.queuedQty(maker) > 0) {
            events.orderReduced(maker);
            events.restated(maker, price, NullValue.INT64);
        } else {
            events.orderDeleted(maker);
            events.restated(maker, price, NullValue.INT64);
            leaveQueue(maker, buy, price, instrument, account);
        }
    }

    /** The order is from now on one of a smaller quantity; what is filled of it stays. */
    private void shrink(final int order, final long qty) {
        orders.orderQty(order, orders.orderQty(order) - qty);
        orders.reduce(order, qty);
    }
}
