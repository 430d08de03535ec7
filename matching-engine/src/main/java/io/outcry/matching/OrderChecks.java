/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.engine.NewExtendedOrderDecoder;
import io.outcry.codecs.engine.NewOrderDecoder;
import io.outcry.codecs.engine.ReplaceOrderDecoder;
import io.outcry.codecs.types.ExecInst;
import io.outcry.codecs.types.OrdType;
import io.outcry.codecs.types.RejectReason;
import io.outcry.codecs.types.Side;
import io.outcry.codecs.types.TradingStatus;
import io.outcry.risk.Account;
import io.outcry.risk.Amount;

/** Whether orders and replaces may have an effect. Checks change nothing. */
final class OrderChecks {
    private final OrderPool orders;
    private final OpenOrders openOrders;
    private final Liquidity liquidity;
    private final Amount marketCost = new Amount();

    OrderChecks(final OrderPool orders, final OpenOrders openOrders, final Liquidity liquidity) {
        this.orders = orders;
        this.openOrders = openOrders;
        this.liquidity = liquidity;
    }

    /** Of an order for which {@link NewOrderCheck#isCommon} holds, in an instrument that is open. */
    RejectReason checkCommon(final NewOrderDecoder command, final TradedInstrument instrument, final Account account) {
        if (account == null) {
            return RejectReason.UNKNOWN_ACCOUNT;
        }
        final RejectReason terms = NewOrderCheck.checkCommon(command);
        if (terms != RejectReason.NONE) {
            return terms;
        }
        final RejectReason qty = instrument.checkQty(command.orderQty());
        if (qty != RejectReason.NONE) {
            return qty;
        }
        final RejectReason number = checkNumber(command.clOrdId(), account);
        if (number != RejectReason.NONE) {
            return number;
        }
        final boolean buy = command.side() == Side.BUY;
        final RejectReason protection = instrument.checkProtection(buy, command.price(), command.orderQty());
        if (protection != RejectReason.NONE) {
            return protection;
        }
        return account.check(instrument.settlement, buy, command.price(), command.orderQty(), null);
    }

    /** Of any order. */
    RejectReason checkNew(
            final NewOrderDecoder command,
            final NewExtendedOrderDecoder more,
            final long timeNs,
            final TradedInstrument instrument,
            final Account account) {
        final RejectReason reason = checkAlone(command, more, timeNs, instrument, account);
        return reason == RejectReason.NONE ? checkPrices(command, more, instrument, account) : reason;
    }

    /** Of an order that is not to go to the market yet: what depends on the book and on funds is asked then. */
    RejectReason checkToHold(
            final NewOrderDecoder command,
            final NewExtendedOrderDecoder more,
            final long timeNs,
            final TradedInstrument instrument,
            final Account account) {
        final RejectReason alone = checkAlone(command, more, timeNs, instrument, account);
        if (alone != RejectReason.NONE) {
            return alone;
        }
        final RejectReason protection =
                instrument.checkProtection(command.side() == Side.BUY, command.price(), command.orderQty());
        return protection == RejectReason.NONE ? account.checkSize(command.orderQty()) : protection;
    }

    /** Of an order that is about to be changed; it stands in the sums of its account. */
    RejectReason checkReplace(
            final ReplaceOrderDecoder command,
            final int order,
            final boolean buy,
            final long price,
            final TradedInstrument instrument,
            final Account account) {
        if (!TradingPhase.takesOrders(instrument.status())) {
            return RejectReason.INSTRUMENT_HALTED;
        }
        if (instrument.status() == TradingStatus.POST_ONLY && !orders.neverTakes(order)) {
            return RejectReason.NOT_IN_THIS_PHASE;
        }
        if (orders.isHeld(order) || orders.hasPartner(order)) {
            return RejectReason.LINKED_ORDER;
        }
        if (orders.isQuote(order)) {
            return RejectReason.QUOTE;
        }
        if (command.clOrdId() == NullValue.INT64) {
            return RejectReason.INVALID_CL_ORD_ID;
        }
        if (command.clOrdId() != orders.clOrdId(order) && openOrders.contains(account, command.clOrdId())) {
            return RejectReason.DUPLICATE_CL_ORD_ID;
        }
        if (!isNewPricePossible(command.price(), order, price)) {
            return RejectReason.INVALID_PRICE;
        }
        final long newPrice = newPrice(command.price(), order, buy, price, instrument);
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
        final RejectReason protection = instrument.checkProtection(buy, newPrice, command.orderQty());
        if (protection != RejectReason.NONE) {
            return protection;
        }
        final long leavesQty = orders.leavesQty(order);
        account.close(instrument.settlement, buy, price, leavesQty);
        final RejectReason risk = account.checkReplace(
                instrument.settlement, buy, newPrice, command.orderQty(), command.orderQty() - cumQty);
        account.open(instrument.settlement, buy, price, leavesQty);
        return risk;
    }

    /** Limit that an order will have after a replace. */
    long newPrice(
            final long wanted,
            final int order,
            final boolean buy,
            final long price,
            final TradedInstrument instrument) {
        if (orders.slides(order)) {
            return instrument.priceToRest(buy, wanted);
        }
        if (orders.isPegged(order)) {
            final long pegged =
                    PeggedOrders.price(buy, orders.reference(order), orders.terms.pegOffset(order), wanted, instrument);
            return pegged == NullValue.INT64 ? PeggedOrders.capped(buy, price, wanted) : pegged;
        }
        return orders.waits(order) && orders.trails(order) ? price : wanted;
    }

    /** Of an order that is to go to the market and knows its prices, but for its funds. */
    RejectReason checkHeld(final int order, final TradedInstrument instrument) {
        final long price = orders.price(order);
        if (!orders.waits(order)) {
            return orders.isPostOnly(order) && instrument.wouldTrade(orders.isBuy(order), price)
                    ? RejectReason.POST_ONLY_WOULD_TRADE
                    : RejectReason.NONE;
        }
        if (price == NullValue.INT64) {
            return RejectReason.INVALID_STOP_PRICE;
        }
        if (orders.trails(order) && instrument.hasMostTrailingStops()) {
            return RejectReason.TRAILING_STOPS_FULL;
        }
        final long limitPrice = orders.limitPrice(order);
        return limitPrice == NullValue.INT64 || limitPrice > 0 ? RejectReason.NONE : RejectReason.INVALID_PRICE;
    }

    /** Whether the account can afford an order that it does not have yet, or no longer. */
    RejectReason checkFunds(
            final TradedInstrument instrument,
            final Account account,
            final boolean buy,
            final long price,
            final long qty) {
        return isMarketCostKnown(instrument, account, buy, price, qty)
                ? account.checkFunds(instrument.settlement, buy, price, qty, marketCost)
                : RejectReason.NOTIONAL_OVERFLOW;
    }

    private static RejectReason checkMarket(final TradedInstrument instrument, final Account account) {
        if (account == null) {
            return RejectReason.UNKNOWN_ACCOUNT;
        }
        if (instrument == null) {
            return RejectReason.UNKNOWN_INSTRUMENT;
        }
        return TradingPhase.takesOrders(instrument.status()) ? RejectReason.NONE : RejectReason.INSTRUMENT_HALTED;
    }

    /** What does not depend on prices and funds. */
    private RejectReason checkAlone(
            final NewOrderDecoder command,
            final NewExtendedOrderDecoder more,
            final long timeNs,
            final TradedInstrument instrument,
            final Account account) {
        final RejectReason market = checkMarket(instrument, account);
        if (market != RejectReason.NONE) {
            return market;
        }
        final RejectReason terms = NewOrderCheck.checkTerms(command);
        if (terms != RejectReason.NONE) {
            return terms;
        }
        final RejectReason phase = TradingPhase.check(instrument.status(), command, more);
        if (phase != RejectReason.NONE) {
            return phase;
        }
        final RejectReason qty = instrument.checkQty(command.orderQty());
        if (qty != RejectReason.NONE) {
            return qty;
        }
        final RejectReason moreTerms =
                more == null ? NewOrderCheck.checkPlain(command) : NewOrderCheck.checkExtended(command, more, timeNs);
        if (moreTerms != RejectReason.NONE) {
            return moreTerms;
        }
        return checkNumber(command.clOrdId(), account);
    }

    private RejectReason checkNumber(final long clOrdId, final Account account) {
        if (clOrdId == NullValue.INT64) {
            return RejectReason.INVALID_CL_ORD_ID;
        }
        if (openOrders.contains(account, clOrdId)) {
            return RejectReason.DUPLICATE_CL_ORD_ID;
        }
        return orders.isFull() ? RejectReason.OPEN_ORDERS_FULL : RejectReason.NONE;
    }

    private RejectReason checkPrices(
            final NewOrderDecoder command,
            final NewExtendedOrderDecoder more,
            final TradedInstrument instrument,
            final Account account) {
        final boolean buy = command.side() == Side.BUY;
        final boolean waits = more != null && NewOrderCheck.waits(command.ordType());
        if (waits) {
            final RejectReason stop = checkStop(command, more, instrument, buy);
            if (stop != RejectReason.NONE) {
                return stop;
            }
        }
        if (command.ordType() == OrdType.PEGGED
                && instrument.pegged() != null
                && instrument.pegged().isFull()) {
            return RejectReason.PEGGED_ORDERS_FULL;
        }
        if (command.execInst() == ExecInst.ALL_OR_NONE && instrument.isAllOrNoneFull()) {
            return RejectReason.ALL_OR_NONE_FULL;
        }
        if (command.execInst() == ExecInst.POST_ONLY && instrument.wouldTrade(buy, command.price())) {
            return RejectReason.POST_ONLY_WOULD_TRADE;
        }
        final long price = OrderPrices.limit(command, more, instrument, buy);
        if (price == 0) {
            return RejectReason.INVALID_PRICE;
        }
        final RejectReason protection = instrument.checkProtection(buy, price, command.orderQty());
        if (protection != RejectReason.NONE) {
            return protection;
        }
        final boolean isForAuction = NewOrderCheck.isForAuction(command.timeInForce());
        final boolean isTakenNow = !waits && !isForAuction;
        if (isTakenNow && !isMarketCostKnown(instrument, account, buy, price, command.orderQty())) {
            return RejectReason.NOTIONAL_OVERFLOW;
        }
        final RejectReason risk =
                account.check(instrument.settlement, buy, price, command.orderQty(), isTakenNow ? marketCost : null);
        final boolean isCostUnknown = isForAuction && buy && price == NullValue.INT64 && account.checksFunds();
        return risk == RejectReason.NONE && isCostUnknown ? RejectReason.INSUFFICIENT_FUNDS : risk;
    }

    private static RejectReason checkStop(
            final NewOrderDecoder command,
            final NewExtendedOrderDecoder more,
            final TradedInstrument instrument,
            final boolean buy) {
        if (OrderPrices.stop(more, instrument, buy) == NullValue.INT64) {
            return RejectReason.INVALID_STOP_PRICE;
        }
        return NewOrderCheck.trails(command.ordType()) && instrument.hasMostTrailingStops()
                ? RejectReason.TRAILING_STOPS_FULL
                : RejectReason.NONE;
    }

    /** False if a market buy would cost more than an amount can hold; if there is no such buy, the cost means nothing. */
    private boolean isMarketCostKnown(
            final TradedInstrument instrument,
            final Account account,
            final boolean buy,
            final long price,
            final long qty) {
        return !buy
                || price != NullValue.INT64
                || !account.checksFunds()
                || liquidity.costOf(
                        instrument.book, account, qty, instrument.settlement.quoteUnitsPerTickLot(), marketCost);
    }

    /** An order that has no limit, or whose limit follows its stop price, keeps it so. */
    private boolean isNewPricePossible(final long wanted, final int order, final long price) {
        final boolean isGiven = price != NullValue.INT64 && !(orders.waits(order) && orders.trails(order));
        return isGiven ? wanted > 0 : wanted == NullValue.INT64;
    }
}
