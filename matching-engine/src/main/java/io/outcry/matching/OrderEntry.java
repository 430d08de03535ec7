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
import org.agrona.collections.Long2ObjectHashMap;

/**
 * What orders, cancels and replaces do: checks, risk, matching, and the events of all that. Checks come first and change
 * nothing; after them a command cannot fail.
 */
final class OrderEntry {
    private final ReferenceData referenceData;
    private final Accounts accounts;
    private final OrderPool orders;
    private final EventWriter events;
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
    }

    void onNewOrder(final NewOrderDecoder command) {
        final TradedInstrument instrument = referenceData.instrument(command.instrumentId());
        final Account account = accounts.find(command.accountId());
        final RejectReason reason = checkNew(command, instrument, account);
        if (reason != RejectReason.NONE) {
            events.rejected(command, reason);
            return;
        }
        final Order order = accept(command, instrument, account);
        final long refSeqNum = command.refSeqNum();
        events.accepted(order, refSeqNum);
        final boolean fillOrKill = command.timeInForce() == TimeInForce.FOK;
        if (!fillOrKill || instrument.book.canFill(order.buy, order.price, order.leavesQty)) {
            match(order, refSeqNum);
        }
        if (order.leavesQty > 0 && command.timeInForce() == TimeInForce.GTC && order.price != NullValue.INT64) {
            rest(order);
        } else {
            if (order.leavesQty > 0) {
                events.expired(order, refSeqNum);
                account.close(instrument.settlement, order.buy, order.price, order.leavesQty);
            }
            orders.release(order);
        }
    }

    void onCancelOrder(final CancelOrderDecoder command) {
        if (referenceData.instrument(command.instrumentId()) == null) {
            events.cancelRejected(command, RejectReason.UNKNOWN_INSTRUMENT);
            return;
        }
        final Order order = find(command.accountId(), command.instrumentId(), command.origClOrdId(), command.orderId());
        if (order == null) {
            events.cancelRejected(command, RejectReason.UNKNOWN_ORDER);
            return;
        }
        events.orderDeleted(order);
        events.canceled(order, command.clOrdId(), command.sessionId(), command.refSeqNum());
        order.account.close(order.instrument.settlement, order.buy, order.price, order.leavesQty);
        unrest(order);
        orders.release(order);
    }

    void onReplaceOrder(final ReplaceOrderDecoder command) {
        final TradedInstrument instrument = referenceData.instrument(command.instrumentId());
        if (instrument == null) {
            events.replaceRejected(command, RejectReason.UNKNOWN_INSTRUMENT);
            return;
        }
        final Order order = find(command.accountId(), command.instrumentId(), command.origClOrdId(), command.orderId());
        if (order == null) {
            events.replaceRejected(command, RejectReason.UNKNOWN_ORDER);
            return;
        }
        final RejectReason reason = checkReplace(command, order);
        if (reason != RejectReason.NONE) {
            events.replaceRejected(command, reason);
            return;
        }
        replace(command, order);
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
        if (referenceData.openOrders(account.accountId()).containsKey(clOrdId)) {
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
                && !instrument.book.costOf(
                        command.orderQty(), instrument.settlement.quoteUnitsPerTickLot(), marketCost)) {
            return RejectReason.NOTIONAL_OVERFLOW;
        }
        return account.check(instrument.settlement, buy, command.price(), command.orderQty(), marketCost);
    }

    private RejectReason checkReplace(final ReplaceOrderDecoder command, final Order order) {
        final TradedInstrument instrument = order.instrument;
        if (!instrument.isOpen()) {
            return RejectReason.INSTRUMENT_HALTED;
        }
        if (command.clOrdId() == NullValue.INT64) {
            return RejectReason.INVALID_CL_ORD_ID;
        }
        if (command.clOrdId() != order.clOrdId
                && referenceData.openOrders(command.accountId()).containsKey(command.clOrdId())) {
            return RejectReason.DUPLICATE_CL_ORD_ID;
        }
        if (command.price() <= 0) {
            return RejectReason.INVALID_PRICE;
        }
        if (command.orderQty() <= order.cumQty()) {
            return RejectReason.INVALID_QUANTITY;
        }
        final RejectReason qty = instrument.checkQty(command.orderQty());
        if (qty != RejectReason.NONE) {
            return qty;
        }
        if (order.postOnly && wouldTrade(instrument, order.buy, command.price())) {
            return RejectReason.POST_ONLY_WOULD_TRADE;
        }
        final Account account = order.account;
        account.close(instrument.settlement, order.buy, order.price, order.leavesQty);
        final long newLeavesQty = command.orderQty() - order.cumQty();
        final RejectReason risk = account.checkReplace(
                instrument.settlement, order.buy, command.price(), command.orderQty(), newLeavesQty);
        account.open(instrument.settlement, order.buy, order.price, order.leavesQty);
        return risk;
    }

    private Order accept(final NewOrderDecoder command, final TradedInstrument instrument, final Account account) {
        final Order order = orders.acquire();
        order.clOrdId = command.clOrdId();
        order.price = command.price();
        order.orderQty = command.orderQty();
        order.leavesQty = order.orderQty;
        order.sessionId = command.sessionId();
        order.buy = command.side() == Side.BUY;
        order.postOnly = command.execInst() == ExecInst.POST_ONLY;
        order.account = account;
        order.instrument = instrument;
        account.open(instrument.settlement, order.buy, order.price, order.leavesQty);
        return order;
    }

    private void replace(final ReplaceOrderDecoder command, final Order order) {
        final long origClOrdId = order.clOrdId;
        final long newLeavesQty = command.orderQty() - order.cumQty();
        final boolean keepsPriority = command.price() == order.price && newLeavesQty < order.leavesQty;
        final TradedInstrument instrument = order.instrument;
        final Account account = order.account;
        account.close(instrument.settlement, order.buy, order.price, order.leavesQty);
        account.open(instrument.settlement, order.buy, command.price(), newLeavesQty);
        if (keepsPriority) {
            rename(order, command.clOrdId());
            instrument.book.reduce(order, order.leavesQty - newLeavesQty);
            order.orderQty = command.orderQty();
            events.orderReduced(order);
            events.replaced(order, origClOrdId, command.sessionId(), command.refSeqNum());
            order.sessionId = command.sessionId();
            return;
        }
        events.orderDeleted(order);
        unrest(order);
        order.clOrdId = command.clOrdId();
        order.price = command.price();
        order.orderQty = command.orderQty();
        order.leavesQty = newLeavesQty;
        events.replaced(order, origClOrdId, command.sessionId(), command.refSeqNum());
        order.sessionId = command.sessionId();
        match(order, command.refSeqNum());
        if (order.leavesQty > 0) {
            rest(order);
        } else {
            orders.release(order);
        }
    }

    private void match(final Order taker, final long refSeqNum) {
        final TradedInstrument instrument = taker.instrument;
        final OrderBook book = instrument.book;
        while (taker.leavesQty > 0) {
            final Order maker = book.best(!taker.buy);
            if (maker == null || !taker.crosses(maker.price)) {
                return;
            }
            trade(instrument, maker, taker, refSeqNum);
        }
    }

    private void trade(final TradedInstrument instrument, final Order maker, final Order taker, final long refSeqNum) {
        final long qty = Math.min(maker.leavesQty, taker.leavesQty);
        final long price = maker.price;
        final long tradeId = instrument.nextTradeId();
        instrument.book.reduce(maker, qty);
        taker.leavesQty -= qty;
        taker.account.fill(instrument.settlement, taker.buy, taker.price, price, qty);
        maker.account.fill(instrument.settlement, maker.buy, price, price, qty);
        events.trade(maker, taker, tradeId, qty);
        events.filled(taker, refSeqNum, tradeId, price, qty, true);
        events.filled(maker, NullValue.INT64, tradeId, price, qty, false);
        if (maker.leavesQty == 0) {
            unrest(maker);
            orders.release(maker);
        }
    }

    private void rest(final Order order) {
        order.instrument.book.add(order);
        order.account.rested();
        referenceData.openOrders(order.account.accountId()).put(order.clOrdId, order);
        events.orderAdded(order);
    }

    private void unrest(final Order order) {
        order.instrument.book.remove(order);
        order.account.unrested();
        referenceData.openOrders(order.account.accountId()).remove(order.clOrdId);
    }

    private void rename(final Order order, final long clOrdId) {
        final Long2ObjectHashMap<Order> open = referenceData.openOrders(order.account.accountId());
        open.remove(order.clOrdId);
        open.put(clOrdId, order);
        order.clOrdId = clOrdId;
    }

    private Order find(final int accountId, final int instrumentId, final long clOrdId, final long orderId) {
        final Account account = accounts.find(accountId);
        if (account == null) {
            return null;
        }
        final Order order =
                orderId == NullValue.INT64 ? referenceData.openOrders(accountId).get(clOrdId) : orders.find(orderId);
        return order != null && order.account == account && order.instrument.instrumentId() == instrumentId
                ? order
                : null;
    }

    private static boolean wouldTrade(final TradedInstrument instrument, final boolean buy, final long price) {
        final Order best = instrument.book.best(!buy);
        return best != null && (buy ? best.price <= price : best.price >= price);
    }
}
