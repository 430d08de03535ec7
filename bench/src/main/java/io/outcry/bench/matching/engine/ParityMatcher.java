/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.engine;

import com.paritytrading.parity.match.OrderBook;
import com.paritytrading.parity.match.OrderBookListener;
import com.paritytrading.parity.match.Side;
import io.outcry.bench.matching.report.ReportRing;
import java.util.Arrays;

/**
 * The book of Parity 0.7.0, the last release. Three things are added to it. Immediate orders, which it does not know: their rest
 * is entered, then cancelled. Side and price of a cancelled order, which it does not tell. And which orders rest at all: it
 * keeps filled orders in its index, and a cancel of one would take out a whole level of others.
 *
 * <p>This keeps them in an array by order id, the cheapest way there is, so ids have to be below 2^31.
 */
final class ParityMatcher implements Matcher {
    private static final int FIRST_IDS = 1 << 16;
    private static final long NONE = 0;

    private final ReportRing reports;
    private final OrderBook book = new OrderBook(new Listener());
    private final ParityProbe probe = new ParityProbe(book);
    private long[] resting = new long[FIRST_IDS];
    private long sequence;

    ParityMatcher(final ReportRing reports) {
        this.reports = reports;
    }

    @Override
    public void onNew(
            final long sequenceOfMessage,
            final long orderId,
            final boolean buy,
            final boolean immediateOrCancel,
            final long price,
            final long qty) {
        sequence = sequenceOfMessage;
        reports.orderAck(sequence, buy, orderId, price, qty);
        book.enter(orderId, buy ? Side.BUY : Side.SELL, price, qty);
        if (immediateOrCancel && rests(orderId)) {
            remove(orderId);
            reports.cancelAck(sequence, buy, orderId, price);
        }
    }

    @Override
    public void onCancel(final long sequenceOfMessage, final long orderId) {
        if (!rests(orderId)) {
            reports.cancelReject(sequenceOfMessage, orderId);
            return;
        }
        final long order = resting[(int) orderId];
        remove(orderId);
        reports.cancelAck(sequenceOfMessage, isBuy(order), orderId, price(order));
    }

    @Override
    public void onModify(final long sequenceOfMessage, final long orderId, final long price, final long qty) {
        sequence = sequenceOfMessage;
        if (!rests(orderId)) {
            reports.modifyReject(sequence, orderId);
            return;
        }
        final boolean buy = isBuy(resting[(int) orderId]);
        remove(orderId);
        book.enter(orderId, buy ? Side.BUY : Side.SELL, price, qty);
        reports.modifyAck(sequence, buy, orderId, price, qty);
    }

    @Override
    public long bestBid() {
        return probe.best(true, NO_BID);
    }

    @Override
    public long bestAsk() {
        return probe.best(false, NO_ASK);
    }

    @Override
    public long depth(final boolean buy, final long price) {
        return probe.depth(buy, price);
    }

    private boolean rests(final long orderId) {
        return orderId < resting.length && resting[(int) orderId] != NONE;
    }

    private void remove(final long orderId) {
        book.cancel(orderId, 0);
        resting[(int) orderId] = NONE;
    }

    private void add(final long orderId, final boolean buy, final long price) {
        if (orderId >= resting.length) {
            resting = Arrays.copyOf(resting, (int) Math.max(orderId + 1, 2L * resting.length));
        }
        resting[(int) orderId] = price << 1 | (buy ? 0 : 1);
    }

    private static boolean isBuy(final long order) {
        return (order & 1) == 0;
    }

    private static long price(final long order) {
        return order >> 1;
    }

    private final class Listener implements OrderBookListener {
        @Override
        public void match(
                final long restingOrderId,
                final long incomingOrderId,
                final Side incomingSide,
                final long price,
                final long executedQuantity,
                final long remainingQuantity) {
            reports.trade(sequence, price, executedQuantity, restingOrderId, incomingOrderId);
            if (remainingQuantity == 0) {
                resting[(int) restingOrderId] = NONE;
            }
        }

        @Override
        public void add(final long orderId, final Side side, final long price, final long size) {
            ParityMatcher.this.add(orderId, side == Side.BUY, price);
        }

        @Override
        public void cancel(final long orderId, final long canceledQuantity, final long remainingQuantity) {}
    }
}
