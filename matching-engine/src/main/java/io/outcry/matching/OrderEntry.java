/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.engine.CancelOrderDecoder;
import io.outcry.codecs.engine.NewOrderDecoder;
import io.outcry.codecs.engine.ReplaceOrderDecoder;
import io.outcry.codecs.types.ExecInst;
import io.outcry.codecs.types.OrdType;
import io.outcry.codecs.types.RejectReason;
import io.outcry.codecs.types.Side;
import io.outcry.codecs.types.TimeInForce;
import io.outcry.risk.Account;
import io.outcry.risk.Accounts;
import io.outcry.risk.Amount;

/**
 * What orders, cancels and replaces do: checks, risk, matching, and the events of all that. Checks come first and change
 * nothing; after them a command cannot fail.
 */
final class OrderEntry {
    private final ReferenceData referenceData;
    private final Accounts accounts;
    private final OrderPool orders;
    private final EventWriter events;
    private final Liquidity liquidity;
    private final Amount marketCost = new Amount();

    OrderEntry(
            final ReferenceData referenceData,
            final Accounts accounts,
            final OrderPool orders,
            final EventWriter events) {
        this.referenceData = referenceData;
        this.accounts = accounts;
        this.orders = orders;
        this.events = events;
        liquidity = new Liquidity(orders);
    }

    void onNewOrder(final NewOrderDecoder command) {
        final TradedInstrument instrument = referenceData.instrument(command.instrumentId());
        final Account account = accounts.find(command.accountId());
        final RejectReason reason = checkNew(command, instrument, account);
        if (reason != RejectReason.NONE) {
            events.rejected(command, reason);
            return;
        }
        final boolean buy = command.side() == Side.BUY;
        final long price = command.price();
        final long refSeqNum = command.refSeqNum();
        final int order = accept(command, instrument, account, buy);
        events.accepted(order, price, refSeqNum);
        final boolean fillOrKill = command.timeInForce() == TimeInForce.FOK;
        if (!fillOrKill || liquidity.canFill(instrument.book, buy, price, orders.leavesQty(order))) {
            match(order, buy, price, instrument, account, refSeqNum);
        }
        final long leavesQty = orders.leavesQty(order);
        if (leavesQty > 0 && command.timeInForce() == TimeInForce.GTC && price != NullValue.INT64) {
            rest(order, buy, price, instrument, account);
        } else {
            if (leavesQty > 0) {
                events.expired(order, price, refSeqNum);
                account.close(instrument.settlement, buy, price, leavesQty);
            }
            orders.release(order);
        }
    }

    void onCancelOrder(final CancelOrderDecoder command) {
        final TradedInstrument instrument = referenceData.instrument(command.instrumentId());
        if (instrument == null) {
            events.cancelRejected(command, RejectReason.UNKNOWN_INSTRUMENT);
            return;
        }
        final Account account = accounts.find(command.accountId());
        final int order = find(account, command.instrumentId(), command.origClOrdId(), command.orderId());
        if (order == OrderPool.NONE) {
            events.cancelRejected(command, RejectReason.UNKNOWN_ORDER);
            return;
        }
        final boolean buy = orders.isBuy(order);
        final long price = orders.price(order);
        events.orderDeleted(order);
        events.canceled(order, price, command.clOrdId(), command.sessionId(), command.refSeqNum());
        account.close(instrument.settlement, buy, price, orders.leavesQty(order));
        unrest(order, buy, instrument, account);
        orders.release(order);
    }

    void onReplaceOrder(final ReplaceOrderDecoder command) {
        final TradedInstrument instrument = referenceData.instrument(command.instrumentId());
        if (instrument == null) {
            events.replaceRejected(command, RejectReason.UNKNOWN_INSTRUMENT);
            return;
        }
        final Account account = accounts.find(command.accountId());
        final int order = find(account, command.instrumentId(), command.origClOrdId(), command.orderId());
        if (order == OrderPool.NONE) {
            events.replaceRejected(command, RejectReason.UNKNOWN_ORDER);
            return;
        }
        final boolean buy = orders.isBuy(order);
        final long price = orders.price(order);
        final RejectReason reason = checkReplace(command, order, buy, price, instrument, account);
        if (reason != RejectReason.NONE) {
            events.replaceRejected(command, reason);
            return;
        }
        replace(command, order, buy, price, instrument, account);
    }

    private RejectReason checkNew(
            final NewOrderDecoder command, final TradedInstrument instrument, final Account account) {
        if (account == null) {
            return RejectReason.UNKNOWN_ACCOUNT;
        }
        if (instrument == null) {
            return RejectReason.UNKNOWN_INSTRUMENT;
        }
        if (!instrument.isOpen()) {
            return RejectReason.INSTRUMENT_HALTED;
        }
        final RejectReason terms = checkTerms(command);
        if (terms != RejectReason.NONE) {
            return terms;
        }
        final RejectReason qty = instrument.checkQty(command.orderQty());
        if (qty != RejectReason.NONE) {
            return qty;
        }
        final long clOrdId = command.clOrdId();
        if (clOrdId == NullValue.INT64) {
            return RejectReason.INVALID_CL_ORD_ID;
        }
        if (isOpen(account, clOrdId)) {
            return RejectReason.DUPLICATE_CL_ORD_ID;
        }
        if (orders.isFull()) {
            return RejectReason.OPEN_ORDERS_FULL;
        }
        final boolean buy = command.side() == Side.BUY;
        if (command.execInst() == ExecInst.POST_ONLY && wouldTrade(instrument, buy, command.price())) {
            return RejectReason.POST_ONLY_WOULD_TRADE;
        }
        return checkRisk(command, instrument, account, buy);
    }

    private static RejectReason checkTerms(final NewOrderDecoder command) {
        final Side side = command.side();
        if (side != Side.BUY && side != Side.SELL) {
            return RejectReason.INVALID_SIDE;
        }
        final TimeInForce timeInForce = command.timeInForce();
        if (timeInForce != TimeInForce.GTC && timeInForce != TimeInForce.IOC && timeInForce != TimeInForce.FOK) {
            return RejectReason.INVALID_TIME_IN_FORCE;
        }
        final OrdType ordType = command.ordType();
        final boolean limit = ordType == OrdType.LIMIT;
        if (!limit && ordType != OrdType.MARKET) {
            return RejectReason.INVALID_ORD_TYPE;
        }
        final ExecInst execInst = command.execInst();
        if (execInst != ExecInst.NONE && (execInst != ExecInst.POST_ONLY || !limit || timeInForce != TimeInForce.GTC)) {
            return RejectReason.INVALID_EXEC_INST;
        }
        return (limit ? command.price() > 0 : command.price() == NullValue.INT64)
                ? RejectReason.NONE
                : RejectReason.INVALID_PRICE;
    }

    private RejectReason checkRisk(
            final NewOrderDecoder command,
            final TradedInstrument instrument,
            final Account account,
            final boolean buy) {
        final boolean marketBuy = buy && command.price() == NullValue.INT64;
        if (marketBuy
                && account.checksFunds()
                && !liquidity.costOf(
                        instrument.book,
                        command.orderQty(),
                        instrument.settlement.quoteUnitsPerTickLot(),
                        marketCost)) {
            return RejectReason.NOTIONAL_OVERFLOW;
        }
        return account.check(instrument.settlement, buy, command.price(), command.orderQty(), marketCost);
    }

    private RejectReason checkReplace(
            final ReplaceOrderDecoder command,
            final int order,
            final boolean buy,
            final long price,
            final TradedInstrument instrument,
            final Account account) {
        if (!instrument.isOpen()) {
            return RejectReason.INSTRUMENT_HALTED;
        }
        if (command.clOrdId() == NullValue.INT64) {
            return RejectReason.INVALID_CL_ORD_ID;
        }
        if (command.clOrdId() != orders.clOrdId(order) && isOpen(account, command.clOrdId())) {
            return RejectReason.DUPLICATE_CL_ORD_ID;
        }
        if (command.price() <= 0) {
            return RejectReason.INVALID_PRICE;
        }
        final long cumQty = orders.cumQty(order);
        if (command.orderQty() <= cumQty) {
            return RejectReason.INVALID_QUANTITY;
        }
        final RejectReason qty = instrument.checkQty(command.orderQty());
        if (qty != RejectReason.NONE) {
            return qty;
        }
        if (orders.isPostOnly(order) && wouldTrade(instrument, buy, command.price())) {
            return RejectReason.POST_ONLY_WOULD_TRADE;
        }
        final long leavesQty = orders.leavesQty(order);
        account.close(instrument.settlement, buy, price, leavesQty);
        final RejectReason risk = account.checkReplace(
                instrument.settlement, buy, command.price(), command.orderQty(), command.orderQty() - cumQty);
        account.open(instrument.settlement, buy, price, leavesQty);
        return risk;
    }

    private int accept(
            final NewOrderDecoder command,
            final TradedInstrument instrument,
            final Account account,
            final boolean buy) {
        final int order = orders.acquire();
        final long qty = command.orderQty();
        orders.clOrdId(order, command.clOrdId());
        orders.orderQty(order, qty);
        orders.leavesQty(order, qty);
        orders.sessionId(order, command.sessionId());
        orders.owner(order, account.accountId(), instrument.instrumentId());
        orders.terms(order, buy, command.execInst() == ExecInst.POST_ONLY);
        account.open(instrument.settlement, buy, command.price(), qty);
        return order;
    }

    private void replace(
            final ReplaceOrderDecoder command,
            final int order,
            final boolean buy,
            final long price,
            final TradedInstrument instrument,
            final Account account) {
        final long origClOrdId = orders.clOrdId(order);
        final long leavesQty = orders.leavesQty(order);
        final long newPrice = command.price();
        final long newLeavesQty = command.orderQty() - orders.cumQty(order);
        account.close(instrument.settlement, buy, price, leavesQty);
        account.open(instrument.settlement, buy, newPrice, newLeavesQty);
        if (newPrice == price && newLeavesQty < leavesQty) {
            rename(order, account, command.clOrdId());
            orders.orderQty(order, command.orderQty());
            orders.leavesQty(order, newLeavesQty);
            events.orderReduced(order);
            events.replaced(order, price, origClOrdId, command.sessionId(), command.refSeqNum());
            orders.sessionId(order, command.sessionId());
            return;
        }
        events.orderDeleted(order);
        unrest(order, buy, instrument, account);
        orders.clOrdId(order, command.clOrdId());
        orders.orderQty(order, command.orderQty());
        orders.leavesQty(order, newLeavesQty);
        events.replaced(order, newPrice, origClOrdId, command.sessionId(), command.refSeqNum());
        orders.sessionId(order, command.sessionId());
        match(order, buy, newPrice, instrument, account, command.refSeqNum());
        if (orders.leavesQty(order) > 0) {
            rest(order, buy, newPrice, instrument, account);
        } else {
            orders.release(order);
        }
    }

    private void match(
            final int taker,
            final boolean buy,
            final long limitPrice,
            final TradedInstrument instrument,
            final Account account,
            final long refSeqNum) {
        final OrderBook book = instrument.book;
        final boolean makerSide = !buy;
        final long worstPrice = Liquidity.worstPrice(buy, limitPrice);
        int maker = book.best(makerSide, worstPrice);
        while (maker != OrderPool.NONE && orders.leavesQty(taker) > 0) {
            trade(maker, taker, buy, limitPrice, instrument, account, refSeqNum);
            maker = book.best(makerSide, worstPrice);
        }
    }

    private void trade(
            final int maker,
            final int taker,
            final boolean takerBuys,
            final long limitPrice,
            final TradedInstrument instrument,
            final Account takerAccount,
            final long refSeqNum) {
        final long price = orders.price(maker);
        final Account makerAccount = accounts.find(orders.accountId(maker));
        final long makerLeavesQty = orders.leavesQty(maker);
        final long takerLeavesQty = orders.leavesQty(taker);
        final long qty = Math.min(makerLeavesQty, takerLeavesQty);
        final long tradeId = instrument.nextTradeId();
        orders.leavesQty(maker, makerLeavesQty - qty);
        orders.leavesQty(taker, takerLeavesQty - qty);
        takerAccount.fill(instrument.settlement, takerBuys, limitPrice, price, qty);
        makerAccount.fill(instrument.settlement, !takerBuys, price, price, qty);
        events.trade(maker, taker, tradeId, price, qty);
        events.filled(taker, limitPrice, refSeqNum, tradeId, price, qty, true);
        events.filled(maker, price, NullValue.INT64, tradeId, price, qty, false);
        if (makerLeavesQty == qty) {
            unrest(maker, !takerBuys, instrument, makerAccount);
            orders.release(maker);
        }
    }

    private void rest(
            final int order,
            final boolean buy,
            final long price,
            final TradedInstrument instrument,
            final Account account) {
        instrument.book.add(order, buy, price);
        account.rested();
        openOrders(account).add(order);
        events.orderAdded(order, price);
    }

    private void unrest(final int order, final boolean buy, final TradedInstrument instrument, final Account account) {
        instrument.book.remove(order, buy);
        account.unrested();
        openOrders(account).remove(orders.clOrdId(order));
    }

    private void rename(final int order, final Account account, final long clOrdId) {
        openOrders(account).remove(orders.clOrdId(order));
        orders.clOrdId(order, clOrdId);
        openOrders(account).add(order);
    }

    private int find(final Account account, final int instrumentId, final long clOrdId, final long orderId) {
        if (account == null) {
            return OrderPool.NONE;
        }
        final int order = orderId == NullValue.INT64 ? openOrders(account).get(clOrdId) : orders.find(orderId);
        return order != OrderPool.NONE
                        && orders.accountId(order) == account.accountId()
                        && orders.instrumentId(order) == instrumentId
                ? order
                : OrderPool.NONE;
    }

    private boolean isOpen(final Account account, final long clOrdId) {
        return openOrders(account).get(clOrdId) != OrderPool.NONE;
    }

    private OrderIndex openOrders(final Account account) {
        return referenceData.openOrders(account.accountId());
    }

    private static boolean wouldTrade(final TradedInstrument instrument, final boolean buy, final long price) {
        return instrument.book.best(!buy, price) != OrderPool.NONE;
    }
}
