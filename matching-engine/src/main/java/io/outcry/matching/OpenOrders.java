/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.types.RejectReason;
import io.outcry.risk.Account;
import io.outcry.risk.Accounts;
import java.util.function.IntConsumer;

/**
 * The orders that rest in a book or wait for a trigger: found by their account, counted for its limit, and ended when
 * their time is over.
 */
final class OpenOrders {
    private final ReferenceData referenceData;
    private final OrderPool orders;
    private final EventWriter events;
    private final ExpiryQueue expiries;
    private final LinkedOrders linkedOrders;

    OpenOrders(
            final ReferenceData referenceData,
            final Accounts accounts,
            final OrderPool orders,
            final EventWriter events,
            final ExpiryQueue expiries) {
        this.referenceData = referenceData;
        this.orders = orders;
        this.events = events;
        this.expiries = expiries;
        linkedOrders = new LinkedOrders(referenceData, accounts, orders, this);
    }

    /** What the end of one order means for others. */
    LinkedOrders linkedOrders() {
        return linkedOrders;
    }

    /** The order begins to rest at the back of its price. */
    void rest(
            final int order,
            final boolean buy,
            final long price,
            final TradedInstrument instrument,
            final Account account) {
        if (orders.isPlain(order)) {
            instrument.book.add(order, buy, price);
            add(order, account);
        } else {
            addSpecial(order, buy, price, instrument, account);
        }
        events.orderAdded(order, price);
    }

    private void addSpecial(
            final int order,
            final boolean buy,
            final long price,
            final TradedInstrument instrument,
            final Account account) {
        if (orders.isQuote(order)) {
            instrument.book.add(order, buy, price);
            account.rested();
            quotes(account).add(order);
            return;
        }
        add(order, account);
        orders.displayFirst(order);
        expireInTime(order);
        if (orders.isAllOrNone(order)) {
            instrument.addAllOrNone(order, buy, price);
        } else if (orders.isAuctionOnly(order)) {
            instrument.auctionOrdersToAdd().add(order, buy, price);
        } else {
            instrument.book.add(order, buy, price);
        }
        if (orders.isPegged(order)) {
            instrument.peggedToAdd().add(order);
        }
    }

    /** The order begins to wait. */
    void await(final int order, final long stopPx, final TradedInstrument instrument, final Account account) {
        instrument.triggersToAdd().add(order, stopPx);
        expireInTime(order);
        add(order, account);
    }

    /** The order stays out of the market until another one is filled. */
    void hold(final int order, final TradedInstrument instrument, final Account account) {
        instrument.hold(order);
        expireInTime(order);
        add(order, account);
    }

    void remove(final int order, final boolean buy, final TradedInstrument instrument, final Account account) {
        account.unrested();
        if (orders.isPlain(order)) {
            instrument.book.remove(order, buy);
            index(account).remove(orders.clOrdId(order));
        } else {
            removeSpecial(order, buy, instrument, account);
        }
    }

    private void removeSpecial(
            final int order, final boolean buy, final TradedInstrument instrument, final Account account) {
        if (orders.isQuote(order)) {
            instrument.book.remove(order, buy);
            quotes(account).remove(order);
            return;
        }
        index(account).remove(orders.clOrdId(order));
        if (orders.isHeld(order)) {
            instrument.removeHeld(order);
        } else if (orders.waits(order)) {
            instrument.triggers().remove(order);
        } else if (orders.isAllOrNone(order)) {
            instrument.removeAllOrNone(order, buy);
        } else if (orders.isAuctionOnly(order)) {
            instrument.auctionOrders().remove(order, buy);
        } else {
            instrument.book.remove(order, buy);
        }
        if (orders.isPegged(order)) {
            instrument.pegged().remove(order);
        }
        if (orders.expires(order)) {
            expiries.remove(order);
        }
    }

    /** Ends an order that is filled. */
    void finish(final int order, final boolean buy, final TradedInstrument instrument, final Account account) {
        remove(order, buy, instrument, account);
        if (!orders.isPlain(order)) {
            linkedOrders.filled(order);
        }
        orders.release(order);
    }

    /** Ends an order because a session asked for it. */
    void cancel(
            final int order,
            final TradedInstrument instrument,
            final Account account,
            final long clOrdId,
            final int sessionId,
            final long refSeqNum) {
        final boolean buy = orders.isBuy(order);
        final long price = orders.limitPrice(order);
        events.orderDeleted(order);
        events.canceled(order, price, clOrdId, sessionId, refSeqNum);
        end(order, buy, price, instrument, account);
    }

    /** Ends an order for another reason than that somebody asked for it: NONE if its time is over. */
    void expire(
            final int order,
            final boolean buy,
            final TradedInstrument instrument,
            final Account account,
            final RejectReason reason) {
        final long price = orders.limitPrice(order);
        events.orderDeleted(order);
        events.expired(order, price, reason);
        end(order, buy, price, instrument, account);
    }

    private void end(
            final int order,
            final boolean buy,
            final long price,
            final TradedInstrument instrument,
            final Account account) {
        if (orders.isFunded(order)) {
            account.close(instrument.settlement, buy, price, orders.leavesQty(order));
        }
        remove(order, buy, instrument, account);
        if (!orders.isPlain(order)) {
            linkedOrders.ended(order);
        }
        orders.release(order);
    }

    /** Puts an iceberg, whose shown part is gone, to the back of its price with the next one. */
    void showNextPart(final int order, final boolean buy, final long price, final TradedInstrument instrument) {
        instrument.book.remove(order, buy);
        orders.terms.displayNext(order, orders.leavesQty(order));
        instrument.book.add(order, buy, price);
        events.orderAdded(order, price);
    }

    /** Leaves less of an order, in its place. Of an iceberg, the market hears only if less is left than it shows. */
    void reduceInQueue(final int order, final long leavesQty) {
        if (!orders.isIceberg(order) || leavesQty < orders.queuedQty(order)) {
            orders.shrink(order, leavesQty);
            events.orderReduced(order);
        } else {
            orders.leavesQty(order, leavesQty);
        }
    }

    void rename(final int order, final Account account, final long clOrdId) {
        index(account).remove(orders.clOrdId(order));
        orders.clOrdId(order, clOrdId);
        index(account).add(order);
    }

    /**
     * By the number of the exchange or, if that is null, of the client, which a quote does not have for itself; only what is the
     * account's and the instrument's.
     */
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

    private void add(final int order, final Account account) {
        account.rested();
        index(account).add(order);
    }

    private void expireInTime(final int order) {
        if (orders.expires(order)) {
            expiries.add(order);
        }
    }

    /** An order of a state that is read stands where it stood; its account has counted it already. */
    void restored(final int order) {
        final int accountId = orders.accountId(order);
        if (orders.isQuote(order)) {
            referenceData.quotes(accountId).add(order);
        } else {
            referenceData.openOrders(accountId).add(order);
        }
        if (orders.expires(order)) {
            expiries.restore(order);
        }
    }

    /** Visits the open orders of an account, in no order that means anything. */
    void forEach(final Account account, final IntConsumer visitor) {
        index(account).forEach(visitor);
        quotes(account).forEach(visitor);
    }

    private Quotes quotes(final Account account) {
        return referenceData.quotes(account.accountId());
    }

    private OrderIndex index(final Account account) {
        return referenceData.openOrders(account.accountId());
    }
}
