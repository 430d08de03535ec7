/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.types.RejectReason;
import io.outcry.risk.Accounts;

/**
 * What an order of a list means for the others of it. Two partners wait for different prices: the first one that trades or is
 * triggered goes on alone. A working order, when it is filled, sends one order or a pair of partners to the market. An order
 * that ends otherwise ends all that depends on it or that it depends on.
 */
final class LinkedOrders {
    private final ReferenceData referenceData;
    private final Accounts accounts;
    private final OrderPool orders;
    private final OpenOrders openOrders;

    LinkedOrders(
            final ReferenceData referenceData,
            final Accounts accounts,
            final OrderPool orders,
            final OpenOrders openOrders) {
        this.referenceData = referenceData;
        this.accounts = accounts;
        this.orders = orders;
        this.openOrders = openOrders;
    }

    void pair(final int order, final int partner) {
        orders.terms.partner(order, partner);
        orders.terms.partner(partner, order);
    }

    /** With its partner, if it has one by now. */
    void trigger(final int working, final int triggered) {
        orders.terms.triggered(working, triggered);
        orders.terms.working(triggered, working);
        final int partner = orders.terms.partner(triggered);
        if (partner != OrderPool.NONE) {
            orders.terms.working(partner, working);
        }
    }

    /** Of any order that is about to trade, or to be triggered: its partner expires, if it has one. */
    void goAlone(final int order) {
        if (!orders.hasPartner(order)) {
            return;
        }
        expire(unpair(order));
        if (!orders.isFunded(order)) {
            fund(order);
        }
    }

    /** Locks what the order needs. */
    void fund(final int order) {
        orders.fund(order);
        accounts.find(orders.accountId(order))
                .open(
                        instrument(order).settlement,
                        orders.isBuy(order),
                        orders.limitPrice(order),
                        orders.leavesQty(order));
    }

    /** Of an order that is filled: what it triggers is to go to the market. */
    void filled(final int order) {
        if (!orders.isLinked(order) || orders.terms.triggered(order) == OrderPool.NONE) {
            return;
        }
        final int triggered = orders.terms.triggered(order);
        final int partner = orders.terms.partner(triggered);
        arm(triggered);
        if (partner != OrderPool.NONE) {
            arm(partner);
        }
    }

    /** Of an order that is over and not filled: what it triggers ends, then its partner, then what would trigger it. */
    void ended(final int order) {
        if (!orders.isLinked(order)) {
            return;
        }
        final int triggered = orders.terms.triggered(order);
        final int partner = orders.terms.partner(triggered == OrderPool.NONE ? order : triggered);
        final int working = orders.terms.working(order);
        orders.link(order);
        detach(triggered);
        detach(partner);
        detach(working);
        expire(triggered);
        expire(partner);
        expire(working);
    }

    private void arm(final int triggered) {
        orders.terms.working(triggered, OrderPool.NONE);
        instrument(triggered).arm(triggered);
    }

    private void detach(final int order) {
        if (order != OrderPool.NONE) {
            orders.link(order);
        }
    }

    /** Returns the partner. */
    private int unpair(final int order) {
        final int partner = orders.terms.partner(order);
        orders.terms.partner(order, OrderPool.NONE);
        orders.terms.partner(partner, OrderPool.NONE);
        return partner;
    }

    private void expire(final int order) {
        if (order == OrderPool.NONE) {
            return;
        }
        openOrders.expire(
                order,
                orders.isBuy(order),
                instrument(order),
                accounts.find(orders.accountId(order)),
                RejectReason.OTHER_OF_LIST);
    }

    private TradedInstrument instrument(final int order) {
        return referenceData.instrument(orders.instrumentId(order));
    }
}
