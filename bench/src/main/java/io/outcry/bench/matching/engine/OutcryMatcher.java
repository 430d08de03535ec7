/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.engine;

import io.outcry.bench.matching.report.ReportRing;
import io.outcry.matching.OrderBook;
import io.outcry.matching.OrderIndex;
import io.outcry.matching.OrderPool;
import io.outcry.matching.PriceTimeBook;

/** The book that this exchange trades on, with the look-up of orders by a number that is not its own. */
final class OutcryMatcher implements Matcher {
    private static final int MAX_ORDERS = 1 << 22;
    private static final int TOUCHED_ORDERS = 1 << 16;

    private final ReportRing reports;
    private final OrderPool orders = new OrderPool(MAX_ORDERS);
    private final OrderIndex index = new OrderIndex(orders);
    private final OrderBook book = new PriceTimeBook(orders);

    OutcryMatcher(final ReportRing reports) {
        this.reports = reports;
        touchMemory();
    }

    /** As an exchange does when it starts: a page of memory that is used for the first time costs microseconds. */
    private void touchMemory() {
        final int[] touched = new int[TOUCHED_ORDERS];
        for (int i = 0; i < touched.length; i++) {
            touched[i] = orders.acquire();
            orders.clOrdId(touched[i], i);
            index.add(touched[i]);
        }
        for (int i = touched.length - 1; i >= 0; i--) {
            index.remove(i);
            orders.release(touched[i]);
        }
    }

    @Override
    public void onNew(
            final long sequence,
            final long orderId,
            final boolean buy,
            final boolean immediateOrCancel,
            final long price,
            final long qty) {
        reports.orderAck(sequence, buy, orderId, price, qty);
        final long leavesQty = match(sequence, orderId, buy, price, qty);
        if (leavesQty > 0) {
            if (immediateOrCancel) {
                reports.cancelAck(sequence, buy, orderId, price);
            } else {
                final int order = orders.acquire();
                orders.clOrdId(order, orderId);
                orders.side(order, buy);
                rest(order, buy, price, leavesQty);
                index.add(order);
            }
        }
    }

    @Override
    public void onCancel(final long sequence, final long orderId) {
        final int order = index.remove(orderId);
        if (order == OrderPool.NONE) {
            reports.cancelReject(sequence, orderId);
            return;
        }
        final boolean buy = orders.isBuy(order);
        reports.cancelAck(sequence, buy, orderId, orders.price(order));
        book.remove(order, buy);
        orders.release(order);
    }

    @Override
    public void onModify(final long sequence, final long orderId, final long price, final long qty) {
        final int order = index.get(orderId);
        if (order == OrderPool.NONE) {
            reports.modifyReject(sequence, orderId);
            return;
        }
        final boolean buy = orders.isBuy(order);
        book.remove(order, buy);
        final long leavesQty = match(sequence, orderId, buy, price, qty);
        if (leavesQty > 0) {
            rest(order, buy, price, leavesQty);
        } else {
            index.remove(orderId);
            orders.release(order);
        }
        reports.modifyAck(sequence, buy, orderId, price, qty);
    }

    @Override
    public long bestBid() {
        final int order = book.best(true);
        return order == OrderPool.NONE ? NO_BID : orders.price(order);
    }

    @Override
    public long bestAsk() {
        final int order = book.best(false);
        return order == OrderPool.NONE ? NO_ASK : orders.price(order);
    }

    @Override
    public long depth(final boolean buy, final long price) {
        return book.depth(buy, price);
    }

    /** Returns what is left of the quantity. */
    private long match(
            final long sequence, final long takerId, final boolean buy, final long price, final long orderQty) {
        final boolean makerSide = !buy;
        long leavesQty = orderQty;
        int maker = book.best(makerSide, price);
        while (maker != OrderPool.NONE && leavesQty > 0) {
            leavesQty -= trade(sequence, takerId, makerSide, maker, leavesQty);
            maker = book.best(makerSide, price);
        }
        return leavesQty;
    }

    private long trade(
            final long sequence, final long takerId, final boolean makerSide, final int maker, final long takerQty) {
        final long makerId = orders.clOrdId(maker);
        final long makerQty = orders.leavesQty(maker);
        final long qty = Math.min(makerQty, takerQty);
        reports.trade(sequence, orders.price(maker), qty, makerId, takerId);
        if (qty == makerQty) {
            book.remove(maker, makerSide);
            index.remove(makerId);
            orders.release(maker);
        } else {
            orders.leavesQty(maker, makerQty - qty);
        }
        return qty;
    }

    private void rest(final int order, final boolean buy, final long price, final long qty) {
        orders.leavesQty(order, qty);
        book.add(order, buy, price);
    }
}
