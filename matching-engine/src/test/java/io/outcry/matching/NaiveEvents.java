/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.engine.CancelOrderDecoder;
import io.outcry.codecs.engine.MassActionDecoder;
import io.outcry.codecs.engine.MassQuoteDecoder;
import io.outcry.codecs.engine.NewOrderDecoder;
import io.outcry.codecs.engine.QueryOrderDecoder;
import io.outcry.codecs.engine.Refusal;
import io.outcry.codecs.engine.ReplaceOrderDecoder;
import io.outcry.codecs.types.ExecType;
import io.outcry.codecs.types.LogonRejectReason;
import io.outcry.codecs.types.MassActionType;
import io.outcry.codecs.types.RejectReason;
import io.outcry.codecs.types.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The events of a {@link NaiveExchange}, numbered. */
final class NaiveEvents {
    private static final long NULL = NullValue.INT64;
    private static final int MD_SEQUENCE = 2;
    private static final int SESSION_ID = 3;
    private static final int REJECT_REASON = 19;
    private static final Set<String> NO_REPORTS = Set.of("CommandRefused", "SessionOpened", "CommandRepeated");
    private static final Set<String> PRIVATE = Set.of(
            "ExecutionEvent",
            "CancelRejectEvent",
            "PreventedMatchEvent",
            "MassActionEvent",
            "MassQuoteEvent",
            "QuoteProtectionEvent",
            "CommandRefused",
            "SessionOpened",
            "CommandRepeated");

    /** An event by the name of its message, with its fields in the order of the schema. */
    static final class Event {
        private final String name;
        private final long[] fields;

        Event(final String name, final long... fields) {
            this.name = name;
            this.fields = fields;
        }

        String name() {
            return name;
        }

        long[] fields() {
            return fields;
        }
    }

    /** Of the last command. */
    final List<Event> events = new ArrayList<>();

    private long timeNs;
    private long executionSequence;
    private long mdSequence;

    void begin(final long commandTimeNs) {
        timeNs = commandTimeNs;
        events.clear();
    }

    /** Every private event learns the last public number of its command. */
    void end() {
        events.stream()
                .filter(event -> PRIVATE.contains(event.name))
                .forEach(event -> event.fields[MD_SEQUENCE] = mdSequence);
    }

    /** The sessions that the reports of the command go to, each as often as it gets one. */
    List<Integer> reported() {
        return events.stream()
                .filter(event -> PRIVATE.contains(event.name) && !NO_REPORTS.contains(event.name))
                .map(event -> (int) event.fields[SESSION_ID])
                .toList();
    }

    void prevented(final NaiveOrder taker, final NaiveOrder maker, final long qty, final long refSeqNum) {
        final long matchId = ++taker.market.preventedMatches;
        prevented(taker, refSeqNum, taker, maker, matchId, qty);
        if (taker.sessionId != maker.sessionId) {
            prevented(maker, NULL, taker, maker, matchId, qty);
        }
    }

    private void prevented(
            final NaiveOrder told,
            final long refSeqNum,
            final NaiveOrder taker,
            final NaiveOrder maker,
            final long matchId,
            final long qty) {
        publish(
                "PreventedMatchEvent",
                ++executionSequence,
                refSeqNum,
                NULL,
                told.sessionId,
                told.trader.accountId,
                matchId,
                maker.orderId,
                taker.orderId,
                maker.price,
                qty,
                timeNs,
                taker.market.instrumentId,
                side(taker.buy),
                taker.trader.prevention.value());
    }

    void added(final NaiveOrder order) {
        if (order.isShown()) {
            publish(
                    "OrderAdded",
                    ++mdSequence,
                    timeNs,
                    order.orderId,
                    order.price,
                    order.queuedQty(),
                    order.market.instrumentId,
                    side(order.buy));
        }
    }

    void reduced(final NaiveOrder order) {
        if (order.isShown()) {
            publish("OrderReduced", ++mdSequence, timeNs, order.orderId, order.queuedQty(), order.market.instrumentId);
        }
    }

    void deleted(final NaiveOrder order) {
        if (order.isShown()) {
            publish("OrderDeleted", ++mdSequence, timeNs, order.orderId, order.market.instrumentId);
        }
    }

    void trade(final NaiveOrder maker, final NaiveOrder taker, final long tradeId, final long qty) {
        publish(
                "Trade",
                ++mdSequence,
                timeNs,
                tradeId,
                maker.isShown() ? maker.orderId : NULL,
                taker.orderId,
                maker.price,
                qty,
                taker.market.instrumentId,
                side(taker.buy));
    }

    void auctionTrade(final NaiveMarket market, final long tradeId, final long price, final long qty) {
        publish(
                "Trade",
                ++mdSequence,
                timeNs,
                tradeId,
                NULL,
                NULL,
                price,
                qty,
                market.instrumentId,
                Side.NULL_VAL.value());
    }

    void indication(
            final NaiveMarket market, final long price, final long qty, final long imbalanceQty, final Side side) {
        publish("AuctionIndication", ++mdSequence, timeNs, price, qty, imbalanceQty, market.instrumentId, side.value());
    }

    void defined(final NaiveMarket market) {
        publish(
                "InstrumentDefinition",
                ++mdSequence,
                timeNs,
                market.minQty,
                market.maxQty,
                market.instrumentId,
                market.status.value(),
                market.matching.algorithm().value());
    }

    void opened(final int sessionId, final NaiveSession session) {
        if (session.openedSequence == 0) {
            session.openedSequence = executionSequence + 1;
        }
        publish(
                "SessionOpened",
                ++executionSequence,
                session.epoch,
                NULL,
                sessionId,
                session.lastSeqNum + 1,
                session.reports + 1,
                session.openedSequence,
                LogonRejectReason.NULL_VAL.value());
    }

    void notOpened(final int sessionId, final long epoch, final LogonRejectReason reason) {
        publish("SessionOpened", ++executionSequence, epoch, NULL, sessionId, NULL, NULL, NULL, reason.value());
    }

    void repeated(final int sessionId, final long refSeqNum) {
        publish("CommandRepeated", ++executionSequence, refSeqNum, NULL, sessionId);
    }

    void refused(final long sequence, final Refusal refusal) {
        publish("CommandRefused", ++executionSequence, sequence, NULL, refusal.value());
    }

    /** Reports to the session that asked, and to the session of the order if that is another one. */
    void answer(
            final NaiveOrder order,
            final int sessionId,
            final long refSeqNum,
            final ExecType execType,
            final long clOrdId,
            final long origClOrdId) {
        final int ownSessionId = order.sessionId;
        order.sessionId = sessionId;
        execution(order, refSeqNum, execType, clOrdId, origClOrdId);
        order.sessionId = ownSessionId;
        if (sessionId != ownSessionId) {
            execution(order, NULL, execType, clOrdId, origClOrdId);
        }
    }

    void filled(
            final NaiveOrder order,
            final long refSeqNum,
            final long tradeId,
            final long price,
            final long qty,
            final boolean aggressor) {
        execution(order, refSeqNum, ExecType.TRADE, order.clOrdId, NULL, tradeId, price, qty, aggressor);
    }

    void expired(final NaiveOrder order, final RejectReason reason) {
        expired(order, NULL, reason);
    }

    void expired(final NaiveOrder order, final long refSeqNum, final RejectReason reason) {
        execution(order, refSeqNum, ExecType.EXPIRED, order.clOrdId, NULL, NULL, NULL, NULL, false);
        events.get(events.size() - 1).fields[REJECT_REASON] = reason.value();
    }

    void execution(
            final NaiveOrder order,
            final long refSeqNum,
            final ExecType execType,
            final long clOrdId,
            final long origClOrdId) {
        execution(order, refSeqNum, execType, clOrdId, origClOrdId, NULL, NULL, NULL, false);
    }

    private void execution(
            final NaiveOrder order,
            final long refSeqNum,
            final ExecType execType,
            final long clOrdId,
            final long origClOrdId,
            final long tradeId,
            final long lastPx,
            final long lastQty,
            final boolean aggressor) {
        final boolean isOver = execType == ExecType.CANCELED || execType == ExecType.EXPIRED;
        publish(
                "ExecutionEvent",
                ++executionSequence,
                refSeqNum,
                NULL,
                order.sessionId,
                order.trader.accountId,
                clOrdId,
                origClOrdId,
                order.orderId,
                tradeId,
                order.price,
                order.orderQty,
                lastPx,
                lastQty,
                isOver ? 0 : order.leavesQty,
                order.orderQty - order.leavesQty,
                timeNs,
                order.market.instrumentId,
                side(order.buy),
                execType.value(),
                RejectReason.NONE.value(),
                aggressor ? 1 : 0);
    }

    void rejected(final NewOrderDecoder command, final RejectReason reason) {
        publish(
                "ExecutionEvent",
                ++executionSequence,
                command.refSeqNum(),
                NULL,
                command.sessionId(),
                command.accountId(),
                command.clOrdId(),
                NULL,
                NULL,
                NULL,
                command.price(),
                command.orderQty(),
                NULL,
                NULL,
                0,
                0,
                timeNs,
                command.instrumentId(),
                command.side() == Side.BUY || command.side() == Side.SELL
                        ? command.side().value()
                        : Side.NULL_VAL.value(),
                ExecType.REJECTED.value(),
                reason.value(),
                0);
    }

    void status(final NaiveOrder order, final int sessionId, final long refSeqNum) {
        execution(order, refSeqNum, ExecType.ORDER_STATUS, order.clOrdId, NULL);
        events.get(events.size() - 1).fields[SESSION_ID] = sessionId;
    }

    void massAction(final MassActionDecoder command, final int affected, final RejectReason reason) {
        publish(
                "MassActionEvent",
                ++executionSequence,
                command.refSeqNum(),
                NULL,
                command.sessionId(),
                command.accountId(),
                command.clOrdId(),
                timeNs,
                affected,
                reason == RejectReason.INVALID_MASS_ACTION
                        ? MassActionType.NULL_VAL.value()
                        : command.massActionType().value(),
                reason.value());
    }

    void massQuote(final MassQuoteDecoder command, final int instrumentId, final RejectReason reason) {
        publish(
                "MassQuoteEvent",
                ++executionSequence,
                command.refSeqNum(),
                NULL,
                command.sessionId(),
                command.accountId(),
                command.quoteId(),
                timeNs,
                instrumentId,
                reason.value());
    }

    void quoteProtection(
            final long refSeqNum,
            final int sessionId,
            final int accountId,
            final long clOrdId,
            final long windowNs,
            final int maxFills,
            final RejectReason reason) {
        publish(
                "QuoteProtectionEvent",
                ++executionSequence,
                refSeqNum,
                NULL,
                sessionId,
                accountId,
                clOrdId,
                timeNs,
                windowNs,
                maxFills,
                reason.value());
    }

    void queryRejected(final QueryOrderDecoder command, final RejectReason reason) {
        publish(
                "CancelRejectEvent",
                ++executionSequence,
                command.refSeqNum(),
                NULL,
                command.sessionId(),
                command.accountId(),
                command.clOrdId(),
                command.origClOrdId(),
                command.orderId(),
                timeNs,
                command.instrumentId(),
                reason.value());
    }

    void cancelRejected(final CancelOrderDecoder command, final RejectReason reason) {
        publish(
                "CancelRejectEvent",
                ++executionSequence,
                command.refSeqNum(),
                NULL,
                command.sessionId(),
                command.accountId(),
                command.clOrdId(),
                command.origClOrdId(),
                command.orderId(),
                timeNs,
                command.instrumentId(),
                reason.value());
    }

    void replaceRejected(final ReplaceOrderDecoder command, final RejectReason reason) {
        publish(
                "CancelRejectEvent",
                ++executionSequence,
                command.refSeqNum(),
                NULL,
                command.sessionId(),
                command.accountId(),
                command.clOrdId(),
                command.origClOrdId(),
                command.orderId(),
                timeNs,
                command.instrumentId(),
                reason.value());
    }

    private void publish(final String name, final long... fields) {
        events.add(new Event(name, fields));
    }

    private static long side(final boolean buy) {
        return (buy ? Side.BUY : Side.SELL).value();
    }
}
