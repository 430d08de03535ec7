/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.engine.MassActionDecoder;
import io.outcry.codecs.types.MassActionType;
import io.outcry.codecs.types.RejectReason;
import io.outcry.codecs.types.Side;
import io.outcry.risk.Account;
import io.outcry.risk.Accounts;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Requests about many orders of an account. A request is about the orders that are open when it comes; they are worked off
 * by order id, a bounded part at a time, one request after the other, so that no request holds the engine.
 */
final class MassActions {
    private static final int MAX_ORDERS = 32;

    private final ReferenceData referenceData;
    private final Accounts accounts;
    private final OrderPool orders;
    private final OpenOrders openOrders;
    private final EventWriter events;
    private final ArrayDeque<Request> pending = new ArrayDeque<>();
    private final ArrayDeque<Request> unused = new ArrayDeque<>();
    private final IntConsumer collector = this::collect;
    private Request request;

    /** A request and the ids of the orders that are left of it: a binary heap, since sorting may allocate (JDK 25). */
    private static final class Request {
        private boolean cancels;
        private long clOrdId;
        private long refSeqNum;
        private int sessionId;
        private int instrumentId;
        private int tag;
        private Side side;
        private long[] orderIds = new long[MAX_ORDERS];
        private int count;

        void add(final long orderId) {
            if (count == orderIds.length) {
                orderIds = Arrays.copyOf(orderIds, 2 * count);
            }
            orderIds[count++] = orderId;
        }

        void arrange() {
            for (int place = count / 2 - 1; place >= 0; place--) {
                siftDown(orderIds[place], place);
            }
        }

        long removeLeast() {
            final long least = orderIds[0];
            count--;
            siftDown(orderIds[count], 0);
            return least;
        }

        private void siftDown(final long orderId, final int from) {
            int place = from;
            int child = 2 * place + 1;
            while (child < count) {
                if (child + 1 < count && orderIds[child + 1] < orderIds[child]) {
                    child++;
                }
                if (orderIds[child] >= orderId) {
                    break;
                }
                orderIds[place] = orderIds[child];
                place = child;
                child = 2 * place + 1;
            }
            orderIds[place] = orderId;
        }
    }

    MassActions(
            final ReferenceData referenceData,
            final Accounts accounts,
            final OrderPool orders,
            final OpenOrders openOrders,
            final EventWriter events) {
        this.referenceData = referenceData;
        this.accounts = accounts;
        this.orders = orders;
        this.openOrders = openOrders;
        this.events = events;
    }

    void onMassAction(final MassActionDecoder command) {
        final Account account = accounts.find(command.accountId());
        final RejectReason reason = check(command, account);
        if (reason != RejectReason.NONE) {
            events.massAction(command, 0, reason);
            return;
        }
        request = unused.isEmpty() ? new Request() : unused.pop();
        request.cancels = command.massActionType() == MassActionType.CANCEL_ORDERS;
        request.clOrdId = command.clOrdId();
        request.refSeqNum = command.refSeqNum();
        request.sessionId = command.sessionId();
        request.instrumentId = command.instrumentId();
        request.tag = command.tag();
        request.side = command.side();
        openOrders.forEach(account, collector);
        request.arrange();
        events.massAction(command, request.count, RejectReason.NONE);
        pending.add(request);
        run();
    }

    boolean isPending() {
        return !pending.isEmpty();
    }

    /** Works off as many orders as one command may. */
    void run() {
        int left = MAX_ORDERS;
        while (left > 0 && !pending.isEmpty()) {
            final Request first = pending.peek();
            while (left > 0 && first.count > 0) {
                left--;
                apply(first, orders.find(first.removeLeast()));
            }
            if (first.count == 0) {
                unused.push(pending.remove());
            }
        }
    }

    void writeState(final LongConsumer state) {
        state.accept(pending.size());
        for (final Request each : pending) {
            state.accept(each.cancels ? 1 : 0);
            state.accept(each.clOrdId);
            state.accept(each.refSeqNum);
            state.accept(each.sessionId);
            for (int i = 0; i < each.count; i++) {
                state.accept(each.orderIds[i]);
            }
            state.accept(OrderPool.NONE);
        }
    }

    void readState(final LongSupplier state) {
        for (long requests = state.getAsLong(); requests > 0; requests--) {
            final Request each = new Request();
            each.cancels = state.getAsLong() != 0;
            each.clOrdId = state.getAsLong();
            each.refSeqNum = state.getAsLong();
            each.sessionId = (int) state.getAsLong();
            for (long orderId = state.getAsLong(); orderId != OrderPool.NONE; orderId = state.getAsLong()) {
                each.add(orderId);
            }
            pending.add(each);
        }
    }

    private RejectReason check(final MassActionDecoder command, final Account account) {
        if (account == null) {
            return RejectReason.UNKNOWN_ACCOUNT;
        }
        final int instrumentId = command.instrumentId();
        if (instrumentId != NullValue.INT32 && referenceData.instrument(instrumentId) == null) {
            return RejectReason.UNKNOWN_INSTRUMENT;
        }
        final Side side = command.side();
        if (side != Side.BUY && side != Side.SELL && side != Side.NULL_VAL) {
            return RejectReason.INVALID_SIDE;
        }
        final MassActionType type = command.massActionType();
        return type == MassActionType.CANCEL_ORDERS || type == MassActionType.REPORT_ORDERS
                ? RejectReason.NONE
                : RejectReason.INVALID_MASS_ACTION;
    }

    private void collect(final int order) {
        final boolean isOfSide = request.side == Side.NULL_VAL || (request.side == Side.BUY) == orders.isBuy(order);
        if (isOfSide
                && (request.instrumentId == NullValue.INT32 || request.instrumentId == orders.instrumentId(order))
                && (request.tag == NullValue.INT32 || request.tag == orders.tag(order))) {
            request.add(orders.orderId(order));
        }
    }

    /** An order that is over by now is passed over. */
    private void apply(final Request from, final int order) {
        if (order == OrderPool.NONE) {
            return;
        }
        if (from.cancels) {
            openOrders.cancel(
                    order,
                    referenceData.instrument(orders.instrumentId(order)),
                    accounts.find(orders.accountId(order)),
                    from.clOrdId,
                    from.sessionId,
                    from.refSeqNum);
        } else {
            events.status(order, from.sessionId, from.refSeqNum);
        }
    }
}
