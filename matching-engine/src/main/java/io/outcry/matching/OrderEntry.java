/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.engine.CancelOrderDecoder;
import io.outcry.codecs.engine.NewExtendedOrderDecoder;
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

    /** Of an order that has no more terms than its message, the extended one is null. */
    void onNewOrder(final NewOrderDecoder command, final NewExtendedOrderDecoder more) {
        final TradedInstrument instrument = referenceData.instrument(command.instrumentId());
        final Account account = accounts.find(command.accountId());
        final RejectReason reason = checkNew(command, more, instrument, account);
        if (reason != RejectReason.NONE) {
            events.rejected(command, reason);
            return;
        }
        final boolean buy = command.side() == Side.BUY;
        final long price = limitPrice(command, instrument, buy);
        final long refSeqNum = command.refSeqNum();
        final int order = accept(command, more, instrument, account, buy, price);
        events.accepted(order, price, refSeqNum);
        final long minQty = minQty(command, more);
        final boolean trades = minQty == 0 || liquidity.canFill(instrument.book, account, buy, price, minQty);
        final boolean goesOn = trades && matcher.match(order, buy, price, instrument, account, refSeqNum);
        final boolean mayRest =
                goesOn && command.timeInForce() == TimeInForce.GTC && command.ordType() != OrdType.MARKET;
        if (mayRest && price != NullValue.INT64 && orders.leavesQty(order) > 0) {
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
            final NewOrderDecoder command,
            final NewExtendedOrderDecoder more,
            final TradedInstrument instrument,
            final Account account) {
        if (account == null) {
            return RejectReason.UNKNOWN_ACCOUNT;
        }
        if (instrument == null) {
            return RejectReason.UNKNOWN_INSTRUMENT;
        }
        if (!instrument.isOpen()) {
            return RejectReason.INSTRUMENT_HALTED;
        }
        final RejectReason terms = NewOrderCheck.checkTerms(command);
        if (terms != RejectReason.NONE) {
            return terms;
        }
        final RejectReason qty = instrument.checkQty(command.orderQty());
        if (qty != RejectReason.NONE) {
            return qty;
        }
        final RejectReason moreTerms = more == null ? RejectReason.NONE : NewOrderCheck.checkTerms(command, more);
        if (moreTerms != RejectReason.NONE) {
            return moreTerms;
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
        if (command.execInst() == ExecInst.POST_ONLY && instrument.wouldTrade(buy, command.price())) {
            return RejectReason.POST_ONLY_WOULD_TRADE;
        }
        final long price = limitPrice(command, instrument, buy);
        if (price == 0) {
            return RejectReason.INVALID_PRICE;
        }
        return checkRisk(price, command.orderQty(), instrument, account, buy);
    }

    /** Limit that the order will have; null if it may trade at any price. */
    private static long limitPrice(
            final NewOrderDecoder command, final TradedInstrument instrument, final boolean buy) {
        if (command.ordType() == OrdType.MARKET_TO_LIMIT) {
            return instrument.bestPrice(!buy);
        }
        return command.execInst() == ExecInst.POST_ONLY_SLIDE
                ? instrument.priceToRest(buy, command.price())
                : command.price();
    }

    /** Quantity that has to trade at once, or 0. */
    private static long minQty(final NewOrderDecoder command, final NewExtendedOrderDecoder more) {
        if (command.timeInForce() == TimeInForce.FOK) {
            return command.orderQty();
        }
        return more == null ? 0 : NewOrderCheck.zeroIfNull(more.minQty());
    }

    private RejectReason checkRisk(
            final long price,
            final long qty,
            final TradedInstrument instrument,
            final Account account,
            final boolean buy) {
        final boolean marketBuy = buy && price == NullValue.INT64;
        if (marketBuy
                && account.checksFunds()
                && !liquidity.costOf(
                        instrument.book, account, qty, instrument.settlement.quoteUnitsPerTickLot(), marketCost)) {
            return RejectReason.NOTIONAL_OVERFLOW;
        }
        return account.check(instrument.settlement, buy, price, qty, marketCost);
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
        final long newPrice = newPrice(command, order, buy, instrument);
        if (newPrice == 0) {
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
        if (orders.isIceberg(order)
                && NewOrderCheck.hasTooManyParts(command.orderQty(), orders.terms.smallestPart(order))) {
            return RejectReason.INVALID_DISPLAY_QTY;
        }
        if (orders.isPostOnly(order) && instrument.wouldTrade(buy, newPrice)) {
            return RejectReason.POST_ONLY_WOULD_TRADE;
        }
        final long leavesQty = orders.leavesQty(order);
        account.close(instrument.settlement, buy, price, leavesQty);
        final RejectReason risk = account.checkReplace(
                instrument.settlement, buy, newPrice, command.orderQty(), command.orderQty() - cumQty);
        account.open(instrument.settlement, buy, price, leavesQty);
        return risk;
    }

    /** Limit that the order will have. */
    private long newPrice(
            final ReplaceOrderDecoder command, final int order, final boolean buy, final TradedInstrument instrument) {
        return orders.slides(order) ? instrument.priceToRest(buy, command.price()) : command.price();
    }

    private int accept(
            final NewOrderDecoder command,
            final NewExtendedOrderDecoder more,
            final TradedInstrument instrument,
            final Account account,
            final boolean buy,
            final long price) {
        final int order = orders.acquire();
        final long qty = command.orderQty();
        orders.clOrdId(order, command.clOrdId());
        orders.orderQty(order, qty);
        orders.leavesQty(order, qty);
        orders.sessionId(order, command.sessionId());
        orders.owner(order, account.accountId(), instrument.instrumentId());
        orders.side(order, buy);
        if (command.execInst() != ExecInst.NONE) {
            instruct(order, command.execInst());
        }
        if (more != null) {
            display(order, more);
        }
        account.open(instrument.settlement, buy, price, qty);
        return order;
    }

    private void instruct(final int order, final ExecInst execInst) {
        if (execInst == ExecInst.POST_ONLY) {
            orders.postOnly(order);
        } else {
            orders.slide(order);
        }
    }

    private void display(final int order, final NewExtendedOrderDecoder more) {
        final long displayQty = more.displayQty();
        if (displayQty == 0) {
            orders.hide(order);
        } else if (displayQty != NullValue.INT64) {
            orders.iceberg(order, displayQty, NewOrderCheck.zeroIfNull(more.displayVariance()), more.displaySeed());
        }
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
        final long newPrice = newPrice(command, order, buy, instrument);
        final long newLeavesQty = command.orderQty() - orders.cumQty(order);
        account.close(instrument.settlement, buy, price, leavesQty);
        account.open(instrument.settlement, buy, newPrice, newLeavesQty);
        if (newPrice == price && newLeavesQty < leavesQty) {
            openOrders.rename(order, account, command.clOrdId());
            orders.orderQty(order, command.orderQty());
            reduceInQueue(order, newLeavesQty);
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

    /** Of an iceberg, the market hears only if less is left than it shows. */
    private void reduceInQueue(final int order, final long leavesQty) {
        if (leavesQty < orders.queuedQty(order)) {
            orders.shrink(order, leavesQty);
            events.orderReduced(order);
        } else {
            orders.leavesQty(order, leavesQty);
        }
    }

    private void rest(
            final int order,
            final boolean buy,
            final long price,
            final TradedInstrument instrument,
            final Account account) {
        orders.displayFirst(order);
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
}
