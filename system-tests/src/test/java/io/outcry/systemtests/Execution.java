/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.systemtests;

import io.outcry.codecs.engine.CancelRejectEventDecoder;
import io.outcry.codecs.engine.ExecutionEventDecoder;
import io.outcry.codecs.orderentry.ExecutionReportDecoder;
import io.outcry.codecs.orderentry.OrderCancelRejectDecoder;
import io.outcry.codecs.types.BooleanType;
import io.outcry.codecs.types.ExecType;
import io.outcry.codecs.types.RejectReason;
import io.outcry.codecs.types.Side;

/**
 * What happened to an order, as the journal has it and as its client heard it: the same if nothing went wrong. A refused cancel
 * or replace has an execType of NULL_VAL.
 */
record Execution(
        long refSeqNum,
        long mdSequence,
        ExecType execType,
        RejectReason rejectReason,
        long orderId,
        long clOrdId,
        long origClOrdId,
        Side side,
        long price,
        long orderQty,
        long lastPx,
        long lastQty,
        long leavesQty,
        long cumQty,
        long tradeId,
        boolean aggressor,
        long transactTimeNs) {

    static Execution of(final ExecutionEventDecoder event) {
        return new Execution(
                event.refSeqNum(),
                event.mdSequence(),
                event.execType(),
                event.rejectReason(),
                event.orderId(),
                event.clOrdId(),
                event.origClOrdId(),
                event.side(),
                event.price(),
                event.orderQty(),
                event.lastPx(),
                event.lastQty(),
                event.leavesQty(),
                event.cumQty(),
                event.tradeId(),
                event.aggressor() == BooleanType.TRUE,
                event.transactTimeNs());
    }

    static Execution of(final ExecutionReportDecoder report) {
        return new Execution(
                report.refSeqNum(),
                report.mdSequence(),
                report.execType(),
                report.rejectReason(),
                report.orderId(),
                report.clOrdId(),
                report.origClOrdId(),
                report.side(),
                report.price(),
                report.orderQty(),
                report.lastPx(),
                report.lastQty(),
                report.leavesQty(),
                report.cumQty(),
                report.tradeId(),
                report.aggressor() == BooleanType.TRUE,
                report.transactTimeNs());
    }

    static Execution of(final CancelRejectEventDecoder event) {
        return refused(
                event.refSeqNum(),
                event.mdSequence(),
                event.rejectReason(),
                event.orderId(),
                event.clOrdId(),
                event.origClOrdId(),
                event.transactTimeNs());
    }

    static Execution of(final OrderCancelRejectDecoder reject) {
        return refused(
                reject.refSeqNum(),
                reject.mdSequence(),
                reject.rejectReason(),
                reject.orderId(),
                reject.clOrdId(),
                reject.origClOrdId(),
                reject.transactTimeNs());
    }

    boolean isTrade() {
        return execType == ExecType.TRADE;
    }

    private static Execution refused(
            final long refSeqNum,
            final long mdSequence,
            final RejectReason rejectReason,
            final long orderId,
            final long clOrdId,
            final long origClOrdId,
            final long transactTimeNs) {
        return new Execution(
                refSeqNum,
                mdSequence,
                ExecType.NULL_VAL,
                rejectReason,
                orderId,
                clOrdId,
                origClOrdId,
                Side.NULL_VAL,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                false,
                transactTimeNs);
    }
}
