/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.types.RejectReason;
import io.outcry.risk.Account;
import io.outcry.risk.Accounts;

/**
 * Sends held orders to the market, alone or as a pair. Of a pair, only the dearer order locks funds: the other one ends
 * before this one trades, and the other way round.
 */
final class ArmedOrders {
    private final Accounts accounts;
    private final OrderPool orders;
    private final OpenOrders openOrders;
    private final OrderChecks checks;
    private final IncomingOrders incomingOrders;
    private final EventWriter events;

    ArmedOrders(
            final Accounts accounts,
            final OrderPool orders,
            final OpenOrders openOrders,
            final OrderChecks checks,
            final IncomingOrders incomingOrders,
            final EventWriter events) {
        this.accounts = accounts;
        this.orders = orders;
        this.openOrders = openOrders;
        this.checks = checks;
        this.incomingOrders = incomingOrders;
        this.events = events;
    }

    /** An armed order goes to the market with its partner, if it has one, unless what changed meanwhile forbids it. */
    void go(final int order, final TradedInstrument instrument) {
        final Account account = accounts.find(orders.accountId(order));
        final int partner = orders.terms.partner(order);
        leave(order, instrument, account);
        if (partner != OrderPool.NONE) {
            leave(partner, instrument, account);
        }
        final RejectReason reason = check(order, partner, instrument, account);
        if (reason != RejectReason.NONE) {
            expire(order, reason);
            if (partner != OrderPool.NONE) {
                expire(partner, reason);
            }
            return;
        }
        events.accepted(order, orders.limitPrice(order), NullValue.INT64);
        if (partner == OrderPool.NONE) {
            openOrders.linkedOrders().fund(order);
            place(order, instrument, account, NullValue.INT64);
        } else {
            events.accepted(partner, orders.limitPrice(partner), NullValue.INT64);
            goTogether(order, partner, instrument, account, NullValue.INT64);
        }
    }

    /** A pair goes to the market: first the one that waits for a price, so that the other one can end it. */
    void goTogether(
            final int order,
            final int partner,
            final TradedInstrument instrument,
            final Account account,
            final long refSeqNum) {
        final int dearer = dearer(order, partner);
        openOrders.linkedOrders().fund(dearer);
        orders.leaveUnfunded(dearer == order ? partner : order);
        final int waiting = orders.waits(order) ? order : partner;
        place(waiting, instrument, account, refSeqNum);
        place(waiting == order ? partner : order, instrument, account, refSeqNum);
    }

    private void leave(final int order, final TradedInstrument instrument, final Account account) {
        openOrders.remove(order, orders.isBuy(order), instrument, account);
        orders.goToMarket(order);
        if (orders.waits(order) && orders.trails(order)) {
            follow(order, instrument);
        }
    }

    /** A trailing stop without a stop price of its own begins at the price of now. */
    private void follow(final int order, final TradedInstrument instrument) {
        if (orders.price(order) == NullValue.INT64) {
            orders.price(order, TriggerBook.stopPx(order, orders, instrument));
        }
        final long limitOffset = orders.terms.limitOffset(order);
        if (limitOffset != NullValue.INT64) {
            final long stopPx = orders.price(order);
            orders.terms.limitPrice(
                    order,
                    stopPx == NullValue.INT64
                            ? stopPx
                            : OrderPrices.limitBehind(orders.isBuy(order), stopPx, limitOffset));
        }
    }

    private RejectReason check(
            final int order, final int partner, final TradedInstrument instrument, final Account account) {
        final RejectReason reason = checks.checkHeld(order, instrument);
        if (partner == OrderPool.NONE || reason != RejectReason.NONE) {
            return reason == RejectReason.NONE ? checkFunds(order, instrument, account) : reason;
        }
        final RejectReason ofPartner = checks.checkHeld(partner, instrument);
        return ofPartner == RejectReason.NONE ? checkFunds(dearer(order, partner), instrument, account) : ofPartner;
    }

    private RejectReason checkFunds(final int order, final TradedInstrument instrument, final Account account) {
        return checks.checkFunds(
                instrument, account, orders.isBuy(order), orders.limitPrice(order), orders.leavesQty(order));
    }

    private void expire(final int order, final RejectReason reason) {
        events.expired(order, orders.limitPrice(order), reason);
        orders.release(order);
    }

    /** Both are of one side and quantity. */
    private int dearer(final int order, final int partner) {
        return orders.isBuy(order) && orders.limitPrice(partner) > orders.limitPrice(order) ? partner : order;
    }

    private void place(
            final int order, final TradedInstrument instrument, final Account account, final long refSeqNum) {
        final boolean buy = orders.isBuy(order);
        final long price = orders.price(order);
        if (orders.waits(order)) {
            openOrders.await(order, price, instrument, account);
        } else if (orders.isPostOnly(order) || !instrument.isOpen()) {
            openOrders.rest(order, buy, price, instrument, account);
        } else {
            incomingOrders.enter(order, buy, price, 0, true, instrument, account, refSeqNum);
        }
    }
}
