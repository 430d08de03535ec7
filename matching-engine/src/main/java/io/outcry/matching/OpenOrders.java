/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.NullValue;
import io.outcry.risk.Account;

/** The orders that rest: in the book of their instrument, in the index of their account, and counted for its limit. */
final class OpenOrders {
    private final ReferenceData referenceData;
    private final OrderPool orders;

    OpenOrders(final ReferenceData referenceData, final OrderPool orders) {
        this.referenceData = referenceData;
        this.orders = orders;
    }

    void add(
            final int order,
            final boolean buy,
            final long price,
            final TradedInstrument instrument,
            final Account account) {
        instrument.book.add(order, buy, price);
        account.rested();
        index(account).add(order);
    }

    void remove(final int order, final boolean buy, final TradedInstrument instrument, final Account account) {
        instrument.book.remove(order, buy);
        account.unrested();
        index(account).remove(orders.clOrdId(order));
    }

    /** Puts an iceberg, whose shown part is gone, to the back of its price with the next one. */
    void showNextPart(final int order, final boolean buy, final long price, final TradedInstrument instrument) {
        instrument.book.remove(order, buy);
        orders.terms.displayNext(order, orders.leavesQty(order));
        instrument.book.add(order, buy, price);
    }

    void rename(final int order, final Account account, final long clOrdId) {
        index(account).remove(orders.clOrdId(order));
        orders.clOrdId(order, clOrdId);
        index(account).add(order);
    }

    /** By the number of the exchange or, if that is null, of the client; only what is the account's and the instrument's. */
    int find(final Account account, final int instrumentId, final long clOrdId, final long orderId) {
        if (account == null) {
            return OrderPool.NONE;
        }
        final int order = orderId == NullValue.INT64 ? index(account).get(clOrdId) : orders.find(orderId);
        return order != OrderPool.NONE
                        && orders.accountId(order) == account.accountId()
                        && orders.instrumentId(order) == instrumentId
                ? order
                : OrderPool.NONE;
    }

    boolean contains(final Account account, final long clOrdId) {
        return index(account).get(clOrdId) != OrderPool.NONE;
    }

    private OrderIndex index(final Account account) {
        return referenceData.openOrders(account.accountId());
    }
}
