/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.engine.MassQuoteDecoder;
import io.outcry.codecs.types.RejectReason;
import io.outcry.risk.Account;
import io.outcry.risk.Accounts;
import java.util.function.IntConsumer;

/**
 * The quotes of market makers: orders that are replaced together, both sides of many instruments in one command. Either all
 * of a mass quote has its effect or nothing of it.
 */
final class MassQuotes {
    private final ReferenceData referenceData;
    private final Accounts accounts;
    private final OrderPool orders;
    private final EventWriter events;
    private final OpenOrders openOrders;
    private final AcceptedOrders acceptedOrders;
    private final IncomingOrders incomingOrders;
    private final QuoteProtections protections;
    private final MassQuoteChecks checks;
    private final IntConsumer puller = this::pull;

    MassQuotes(
            final ReferenceData referenceData,
            final Accounts accounts,
            final OrderPool orders,
            final EventWriter events,
            final OpenOrders openOrders,
            final AcceptedOrders acceptedOrders,
            final IncomingOrders incomingOrders,
            final QuoteProtections protections) {
        this.referenceData = referenceData;
        this.accounts = accounts;
        this.orders = orders;
        this.events = events;
        this.openOrders = openOrders;
        this.acceptedOrders = acceptedOrders;
        this.incomingOrders = incomingOrders;
        this.protections = protections;
        checks = new MassQuoteChecks(referenceData, orders, protections);
    }

    void onMassQuote(final MassQuoteDecoder command) {
        final Account account = accounts.find(command.accountId());
        final RejectReason reason = checks.check(command, account);
        events.massQuote(command, checks.refusedInstrumentId(), reason);
        if (reason == RejectReason.NONE) {
            for (int place = 0; place < checks.size(); place += 2) {
                replace(checks.side(place), checks.side(place + 1), command, account);
            }
        }
    }

    /** Pulls the quotes of the accounts that had too many fills. */
    void pull() {
        while (protections.isPending()) {
            referenceData.quotes(protections.next()).forEach(puller);
        }
    }

    private void pull(final int order) {
        openOrders.expire(
                order,
                orders.isBuy(order),
                referenceData.instrument(orders.instrumentId(order)),
                accounts.find(orders.accountId(order)),
                RejectReason.QUOTE_PROTECTION);
    }

    /** Both old quotes leave before one of the new ones comes, which could trade with them. */
    private void replace(
            final QuotedSide bid, final QuotedSide offer, final MassQuoteDecoder command, final Account account) {
        final boolean bidMoves = leave(bid, command, account);
        final boolean offerMoves = leave(offer, command, account);
        if (bidMoves) {
            enter(bid, command, account);
        }
        if (offerMoves) {
            enter(offer, command, account);
        }
    }

    /** Returns whether the quote has still to enter. */
    private boolean leave(final QuotedSide side, final MassQuoteDecoder command, final Account account) {
        final int order = side.order();
        if (side.hasOrder() && !side.isQuoted()) {
            openOrders.cancel(
                    order, side.instrument(), account, command.quoteId(), command.sessionId(), command.refSeqNum());
        } else if (side.staysInQueue()) {
            replaceInPlace(side, command, account);
        } else if (side.hasOrder()) {
            events.orderDeleted(order);
            openOrders.remove(order, side.buy(), side.instrument(), account);
        }
        return side.isQuoted() && !side.staysInQueue();
    }

    private void replaceInPlace(final QuotedSide side, final MassQuoteDecoder command, final Account account) {
        final int order = side.order();
        side.closeOrder(account);
        side.openQuote(account);
        final boolean isLess = side.qty() < orders.leavesQty(order);
        orders.orderQty(order, orders.cumQty(order) + side.qty());
        if (isLess) {
            openOrders.reduceInQueue(order, side.qty());
        }
        replaced(side, command);
    }

    private void enter(final QuotedSide side, final MassQuoteDecoder command, final Account account) {
        side.closeOrder(account);
        side.openQuote(account);
        final int order;
        if (side.hasOrder()) {
            order = side.order();
            orders.orderQty(order, orders.cumQty(order) + side.qty());
            orders.leavesQty(order, side.qty());
            replaced(side, command);
        } else {
            order = acceptedOrders.accept(
                    command.quoteId(), side.qty(), command.sessionId(), side.instrument(), account, side.buy());
            orders.quote(order);
            events.accepted(order, side.price(), command.refSeqNum());
        }
        place(order, side, command.refSeqNum(), account);
    }

    private void replaced(final QuotedSide side, final MassQuoteDecoder command) {
        final int order = side.order();
        final long origClOrdId = orders.clOrdId(order);
        orders.clOrdId(order, command.quoteId());
        events.replaced(order, side.price(), origClOrdId, command.sessionId(), command.refSeqNum());
        orders.sessionId(order, command.sessionId());
    }

    private void place(final int order, final QuotedSide side, final long refSeqNum, final Account account) {
        final TradedInstrument instrument = side.instrument();
        if (!instrument.isOpen()) {
            openOrders.rest(order, side.buy(), side.price(), instrument, account);
            return;
        }
        final long tradesBefore = instrument.trades();
        incomingOrders.enter(order, side.buy(), side.price(), 0, true, instrument, account, refSeqNum);
        for (long trade = tradesBefore; trade < instrument.trades(); trade++) {
            protections.onFill(account.accountId());
        }
    }
}
