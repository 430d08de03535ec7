/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.NullValue;
import io.outcry.risk.Account;

/** One side of an instrument: what an account quotes there now, and what it is to quote. */
final class QuotedSide {
    private final OrderPool orders;
    private final boolean buy;
    private TradedInstrument instrument;
    private int order;
    private long price;
    private long qty;

    QuotedSide(final OrderPool orders, final boolean buy) {
        this.orders = orders;
        this.buy = buy;
    }

    /** Price and quantity are null for no quote. */
    void set(final TradedInstrument newInstrument, final int oldOrder, final long newPrice, final long newQty) {
        instrument = newInstrument;
        order = oldOrder;
        price = newPrice;
        qty = newQty;
    }

    TradedInstrument instrument() {
        return instrument;
    }

    boolean buy() {
        return buy;
    }

    /** The order with which the account quotes now, or {@link OrderPool#NONE}. */
    int order() {
        return order;
    }

    boolean hasOrder() {
        return order != OrderPool.NONE;
    }

    /** Whether the account is to quote. */
    boolean isQuoted() {
        return price != NullValue.INT64 || qty != NullValue.INT64;
    }

    long price() {
        return price;
    }

    long qty() {
        return qty;
    }

    /** Whether the order keeps its place in the queue: it becomes no larger at the price that it has. */
    boolean staysInQueue() {
        return hasOrder() && price == orders.price(order) && qty <= orders.leavesQty(order);
    }

    /** Takes the order out of the sums of the account. */
    void closeOrder(final Account account) {
        if (hasOrder()) {
            account.close(instrument.settlement, buy, orders.price(order), orders.leavesQty(order));
        }
    }

    /** Takes the order, as it still is, into the sums of the account. */
    void openOrder(final Account account) {
        if (hasOrder()) {
            account.open(instrument.settlement, buy, orders.price(order), orders.leavesQty(order));
        }
    }

    /** Takes the quote out of the sums of the account. */
    void closeQuote(final Account account) {
        if (isQuoted()) {
            account.close(instrument.settlement, buy, price, qty);
        }
    }

    /** Takes the quote into the sums of the account. */
    void openQuote(final Account account) {
        if (isQuoted()) {
            account.open(instrument.settlement, buy, price, qty);
        }
    }
}
