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
    private final OpenOrders openOrders;
    private final Matcher matcher;
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
        openOrders = new OpenOrders(referenceData, orders);
        matcher = new Matcher(accounts, orders, openOrders, events);
        liquidity = new Liquidity(accounts, orders);
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
        final TimeInForce timeInForce = command.timeInForce();
        final boolean trades = timeInForce != TimeInForce.FOK
                || liquidity.canFill(instrument.book, account, buy, price, orders.leavesQty(order));
        final boolean goesOn = trades && matcher.match(order, buy, price, instrument, account, refSeqNum);
        final boolean mayRest = goesOn && timeInForce == TimeInForce.GTC && price != NullValue.INT64;
        if (mayRest && orders.leavesQty(order) > 0) {
            rest(order, buy, price, instrument, account);
        } else {
            end(order, buy, price, instrument, account, refSeqNum);
        }
    }

    void onCancelOrder(final CancelOrderDecoder command) {
        final TradedInstrument instrument = referenceData.instrument(command.instrumentId());
        if (instrument == null) {
            events.cancelRejected(command, RejectReason.UNKNOWN_INSTRUMENT);
            return;
        }
        final Account account = accounts.find(command.accountId());
        final int order = openOrders.find(account, command.instrumentId(), command.origClOrdId(), command.orderId());
        if (order == OrderPool.NONE) {
            events.cancelRejected(command, RejectReason.UNKNOWN_ORDER);
            return;
        }
        final boolean buy = orders.isBuy(order);
        final long price = orders.price(order);
        events.orderDeleted(order);
        events.canceled(order, price, command.clOrdId(), command.sessionId(), command.refSeqNum());
        account.close(instrument.settlement, buy, price, orders.leavesQty(order));
        openOrders.remove(order, buy, instrument, account);
        orders.release(order);
    }

    void onReplaceOrder(final ReplaceOrderDecoder command) {
        final TradedInstrument instrument = referenceData.instrument(command.instrumentId());
        if (instrument == null) {
            events.replaceRejected(command, RejectReason.UNKNOWN_INSTRUMENT);
            return;
        }
        final Account account = accounts.find(command.accountId());
        final int order = openOrders.find(account, command.instrumentId(), command.origClOrdId(), command.orderId());
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
        if (openOrders.contains(account, clOrdId)) {
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
                        account,
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
        if (command.clOrdId() != orders.clOrdId(order) && openOrders.contains(account, command.clOrdId())) {
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
            openOrders.rename(order, account, command.clOrdId());
            orders.orderQty(order, command.orderQty());
            orders.leavesQty(order, newLeavesQty);
            events.orderReduced(order);
            events.replaced(order, price, origClOrdId, command.sessionId(), command.refSeqNum());
            orders.sessionId(order, command.sessionId());
            return;
        }
        events.orderDeleted(order);
        openOrders.remove(order, buy, instrument, account);
        orders.clOrdId(order, command.clOrdId());
        orders.orderQty(order, command.orderQty());
        orders.leavesQty(order, newLeavesQty);
        events.replaced(order, newPrice, origClOrdId, command.sessionId(), command.refSeqNum());
        orders.sessionId(order, command.sessionId());
        final boolean goesOn = matcher.match(order, buy, newPrice, instrument, account, command.refSeqNum());
        if (goesOn && orders.leavesQty(order) > 0) {
            rest(order, buy, newPrice, instrument, account);
        } else {
            end(order, buy, newPrice, instrument, account, command.refSeqNum());
        }
    }

    private void rest(
            final int order,
            final boolean buy,
            final long price,
            final TradedInstrument instrument,
            final Account account) {
        openOrders.add(order, buy, price, instrument, account);
        events.orderAdded(order, price);
    }

    /** What is left of the order, if anything, expires. */
    private void end(
            final int order,
            final boolean buy,
            final long price,
            final TradedInstrument instrument,
            final Account account,
            final long refSeqNum) {
        final long leavesQty = orders.leavesQty(order);
        if (leavesQty > 0) {
            events.expired(order, price, refSeqNum);
            account.close(instrument.settlement, buy, price, leavesQty);
        }
        orders.release(order);
    }

    private static boolean wouldTrade(final TradedInstrument instrument, final boolean buy, final long price) {
        return instrument.book.best(!buy, price) != OrderPool.NONE;
    }
}
