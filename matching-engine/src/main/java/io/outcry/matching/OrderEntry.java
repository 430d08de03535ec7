/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.engine.CancelOrderDecoder;
import io.outcry.codecs.engine.NewExtendedOrderDecoder;
import io.outcry.codecs.engine.NewOrderDecoder;
import io.outcry.codecs.engine.QueryOrderDecoder;
import io.outcry.codecs.engine.ReplaceOrderDecoder;
import io.outcry.codecs.types.OrdType;
import io.outcry.codecs.types.RejectReason;
import io.outcry.codecs.types.Side;
import io.outcry.codecs.types.TimeInForce;
import io.outcry.risk.Account;
import io.outcry.risk.Accounts;

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
    private final OrderChecks checks;
    private final AcceptedOrders acceptedOrders;
    private final IncomingOrders incomingOrders;
    private final Cascade cascade;

    OrderEntry(
            final ReferenceData referenceData,
            final Accounts accounts,
            final OrderPool orders,
            final EventWriter events,
            final OpenOrders openOrders,
            final OrderChecks checks,
            final AcceptedOrders acceptedOrders,
            final IncomingOrders incomingOrders,
            final Cascade cascade) {
        this.referenceData = referenceData;
        this.accounts = accounts;
        this.orders = orders;
        this.events = events;
        this.openOrders = openOrders;
        this.checks = checks;
        this.acceptedOrders = acceptedOrders;
        this.incomingOrders = incomingOrders;
        this.cascade = cascade;
    }

    /** Nearly all orders are common ones; for these alone, what few orders have is not even asked for. */
    void onNewOrder(final NewOrderDecoder command, final long timeNs) {
        final TradedInstrument instrument = referenceData.instrument(command.instrumentId());
        if (!NewOrderCheck.isCommon(command) || instrument == null || !instrument.isOpen()) {
            onNewOrder(command, null, timeNs);
            return;
        }
        final Account account = accounts.find(command.accountId());
        final RejectReason reason = checks.checkCommon(command, instrument, account);
        if (reason != RejectReason.NONE) {
            events.rejected(command, reason);
            return;
        }
        final boolean buy = command.side() == Side.BUY;
        final long price = command.price();
        final long refSeqNum = command.refSeqNum();
        final int order = acceptedOrders.accept(command, instrument, account, buy);
        account.open(instrument.settlement, buy, price, command.orderQty());
        final boolean mayRest = command.timeInForce() == TimeInForce.GTC;
        events.accepted(order, price, refSeqNum);
        incomingOrders.enter(order, buy, price, 0, mayRest, instrument, account, refSeqNum);
        cascade.run(instrument);
    }

    /** Of an order that has no more terms than its message, the extended one is null. */
    void onNewOrder(final NewOrderDecoder command, final NewExtendedOrderDecoder more, final long timeNs) {
        final TradedInstrument instrument = referenceData.instrument(command.instrumentId());
        final Account account = accounts.find(command.accountId());
        final RejectReason reason = checks.checkNew(command, more, timeNs, instrument, account);
        if (reason != RejectReason.NONE) {
            events.rejected(command, reason);
            return;
        }
        final boolean buy = command.side() == Side.BUY;
        final long price = OrderPrices.limit(command, more, instrument, buy);
        final int order = acceptedOrders.accept(command, more, timeNs, instrument, account, buy, price);
        account.open(instrument.settlement, buy, price, command.orderQty());
        events.accepted(order, price, command.refSeqNum());
        place(order, command, more, buy, price, instrument, account);
        cascade.run(instrument);
    }

    /** An accepted order begins to wait, to trade or to rest. */
    void place(
            final int order,
            final NewOrderDecoder command,
            final NewExtendedOrderDecoder more,
            final boolean buy,
            final long price,
            final TradedInstrument instrument,
            final Account account) {
        if (orders.waits(order)) {
            openOrders.await(order, OrderPrices.stop(more, instrument, buy), instrument, account);
            return;
        }
        final boolean mayRest = NewOrderCheck.mayRest(command.timeInForce()) && command.ordType() != OrdType.MARKET;
        place(order, buy, price, minQty(command, more), mayRest, instrument, account, command.refSeqNum());
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
        openOrders.cancel(order, instrument, account, command.clOrdId(), command.sessionId(), command.refSeqNum());
        cascade.run(instrument);
    }

    void onQueryOrder(final QueryOrderDecoder command) {
        if (referenceData.instrument(command.instrumentId()) == null) {
            events.queryRejected(command, RejectReason.UNKNOWN_INSTRUMENT);
            return;
        }
        final Account account = accounts.find(command.accountId());
        final int order = openOrders.find(account, command.instrumentId(), command.origClOrdId(), command.orderId());
        if (order == OrderPool.NONE) {
            events.queryRejected(command, RejectReason.UNKNOWN_ORDER);
        } else {
            events.status(order, command.sessionId(), command.refSeqNum());
        }
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
        final long price = orders.limitPrice(order);
        final RejectReason reason = checks.checkReplace(command, order, buy, price, instrument, account);
        if (reason != RejectReason.NONE) {
            events.replaceRejected(command, reason);
            return;
        }
        replace(command, order, buy, price, instrument, account);
        cascade.run(instrument);
    }

    /** An all-or-none order trades if it can; one that must not take rests, as there is nothing to take. */
    private void enterInstructed(
            final int order,
            final boolean buy,
            final long price,
            final TradedInstrument instrument,
            final Account account,
            final long refSeqNum) {
        if (orders.isAllOrNone(order)) {
            incomingOrders.enterAllOrNone(order, buy, price, instrument, account, refSeqNum);
        } else {
            openOrders.rest(order, buy, price, instrument, account);
        }
    }

    /** Quantity that has to trade at once, or 0. */
    private static long minQty(final NewOrderDecoder command, final NewExtendedOrderDecoder more) {
        if (command.timeInForce() == TimeInForce.FOK) {
            return command.orderQty();
        }
        return more == null ? 0 : NewOrderCheck.zeroIfNull(more.minQty());
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
        final long newPrice = checks.newPrice(command.price(), order, buy, price, instrument);
        final long newLeavesQty = command.orderQty() - orders.cumQty(order);
        account.close(instrument.settlement, buy, price, leavesQty);
        account.open(instrument.settlement, buy, newPrice, newLeavesQty);
        final boolean waits = orders.waits(order);
        if (orders.isPegged(order)) {
            orders.terms.limitPrice(order, command.price());
        }
        if (waits || newPrice == price && newLeavesQty < leavesQty) {
            replaceInPlace(command, order, newPrice, newLeavesQty, waits, account);
            return;
        }
        events.orderDeleted(order);
        openOrders.remove(order, buy, instrument, account);
        orders.clOrdId(order, command.clOrdId());
        orders.orderQty(order, command.orderQty());
        orders.leavesQty(order, newLeavesQty);
        events.replaced(order, newPrice, origClOrdId, command.sessionId(), command.refSeqNum());
        orders.sessionId(order, command.sessionId());
        place(order, buy, newPrice, 0, true, instrument, account, command.refSeqNum());
    }

    /** Where nothing trades now the order rests; what its instruction and its quantities ask for holds where it does. */
    private void place(
            final int order,
            final boolean buy,
            final long price,
            final long minQty,
            final boolean mayRest,
            final TradedInstrument instrument,
            final Account account,
            final long refSeqNum) {
        if (!instrument.isOpen() || orders.isAuctionOnly(order)) {
            openOrders.rest(order, buy, price, instrument, account);
        } else if (orders.isInstructed(order)) {
            enterInstructed(order, buy, price, instrument, account, refSeqNum);
        } else {
            incomingOrders.enter(order, buy, price, minQty, mayRest, instrument, account, refSeqNum);
        }
    }

    private void replaceInPlace(
            final ReplaceOrderDecoder command,
            final int order,
            final long newPrice,
            final long newLeavesQty,
            final boolean waits,
            final Account account) {
        final long origClOrdId = orders.clOrdId(order);
        openOrders.rename(order, account, command.clOrdId());
        orders.orderQty(order, command.orderQty());
        if (waits) {
            orders.terms.limitPrice(order, newPrice);
            orders.leavesQty(order, newLeavesQty);
        } else {
            openOrders.reduceInQueue(order, newLeavesQty);
        }
        events.replaced(order, newPrice, origClOrdId, command.sessionId(), command.refSeqNum());
        orders.sessionId(order, command.sessionId());
    }
}
