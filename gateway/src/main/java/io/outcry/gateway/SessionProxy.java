/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.gateway;

import io.outcry.codecs.MessageBatch;
import io.outcry.codecs.engine.CancelRejectEventDecoder;
import io.outcry.codecs.engine.ExecutionEventDecoder;
import io.outcry.codecs.engine.MassActionEventDecoder;
import io.outcry.codecs.engine.MassQuoteEventDecoder;
import io.outcry.codecs.engine.PreventedMatchEventDecoder;
import io.outcry.codecs.engine.QuoteProtectionEventDecoder;
import io.outcry.codecs.orderentry.BusinessMessageRejectEncoder;
import io.outcry.codecs.orderentry.ChallengeEncoder;
import io.outcry.codecs.orderentry.EstablishedEncoder;
import io.outcry.codecs.orderentry.ExecutionReportEncoder;
import io.outcry.codecs.orderentry.LogonRejectEncoder;
import io.outcry.codecs.orderentry.MassQuoteAckEncoder;
import io.outcry.codecs.orderentry.NotAppliedEncoder;
import io.outcry.codecs.orderentry.OrderCancelRejectEncoder;
import io.outcry.codecs.orderentry.OrderMassActionReportEncoder;
import io.outcry.codecs.orderentry.PreventedMatchEncoder;
import io.outcry.codecs.orderentry.QuoteProtectionReportEncoder;
import io.outcry.codecs.orderentry.RetransmissionEncoder;
import io.outcry.codecs.orderentry.SequenceEncoder;
import io.outcry.codecs.orderentry.TerminateEncoder;
import io.outcry.codecs.types.AckLevel;
import io.outcry.codecs.types.LogonRejectReason;
import io.outcry.codecs.types.MessageHeaderEncoder;
import io.outcry.codecs.types.RejectReason;
import io.outcry.codecs.types.RetransmitRejectReason;
import io.outcry.codecs.types.TerminateReason;

/**
 * Encodes the gateway's side of one conversation onto its own stream. Every method says whether the message was taken;
 * reports gather until {@link #flush}.
 */
final class SessionProxy implements AutoCloseable {
    private final ReportStream stream;
    private final MessageBatch reports;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final ExecutionReportEncoder executionReport = new ExecutionReportEncoder();
    private final OrderCancelRejectEncoder cancelReject = new OrderCancelRejectEncoder();
    private final PreventedMatchEncoder preventedMatch = new PreventedMatchEncoder();
    private final OrderMassActionReportEncoder massActionReport = new OrderMassActionReportEncoder();
    private final MassQuoteAckEncoder massQuoteAck = new MassQuoteAckEncoder();
    private final QuoteProtectionReportEncoder quoteProtection = new QuoteProtectionReportEncoder();
    private final BusinessMessageRejectEncoder businessReject = new BusinessMessageRejectEncoder();
    private final ChallengeEncoder challenge = new ChallengeEncoder();
    private final EstablishedEncoder established = new EstablishedEncoder();
    private final LogonRejectEncoder logonReject = new LogonRejectEncoder();
    private final SequenceEncoder sequence = new SequenceEncoder();
    private final NotAppliedEncoder notApplied = new NotAppliedEncoder();
    private final TerminateEncoder terminate = new TerminateEncoder();
    private final RetransmissionEncoder retransmission = new RetransmissionEncoder();
    private long sessionEpoch;

    SessionProxy(final ReportStream stream) {
        this.stream = stream;
        reports = stream.reports();
    }

    /** Whether the client listens; until then nothing can be sent. */
    boolean isConnected() {
        return stream.isConnected();
    }

    /** Whether the client's stream has taken everything. */
    boolean isDrained() {
        return stream.isDrained();
    }

    /** Sends what had to wait, as far as the client's stream takes it now. */
    void drain() {
        stream.drain();
    }

    /** Sends the reports that have gathered; false if they are lost. */
    boolean flush() {
        return stream.flush();
    }

    void begin(final long newSessionEpoch) {
        sessionEpoch = newSessionEpoch;
    }

    boolean challenge(final byte[] nonce) {
        if (!claim(ChallengeEncoder.BLOCK_LENGTH)) {
            return false;
        }
        challenge.wrapAndApplyHeader(stream.buffer(), stream.offset(), header).sessionEpoch(sessionEpoch);
        for (int i = 0; i < nonce.length; i++) {
            challenge.nonce(i, (short) (nonce[i] & 0xFF));
        }
        return commit();
    }

    boolean established(
            final ApiKey key,
            final long nextSeqNum,
            final long nextReportSeqNum,
            final int maxOutstanding,
            final long keepAliveMs,
            final AckLevel ackLevel) {
        if (!hasRoom(EstablishedEncoder.BLOCK_LENGTH)) {
            return false;
        }
        established
                .wrapAndApplyHeader(reports.buffer(), reports.claim(EstablishedEncoder.BLOCK_LENGTH), header)
                .sessionEpoch(sessionEpoch)
                .sessionId(key.sessionId())
                .accountId(key.accountId())
                .nextSeqNum(nextSeqNum)
                .nextReportSeqNum(nextReportSeqNum)
                .maxOutstanding(maxOutstanding)
                .keepAliveMs(keepAliveMs)
                .ackLevel(ackLevel);
        return stream.flush();
    }

    boolean logonReject(final LogonRejectReason reason) {
        if (!claim(LogonRejectEncoder.BLOCK_LENGTH)) {
            return false;
        }
        logonReject
                .wrapAndApplyHeader(stream.buffer(), stream.offset(), header)
                .sessionEpoch(sessionEpoch)
                .reason(reason);
        return commit();
    }

    /** As {@link #logonReject}, but is not to be tried again. */
    boolean logonRefused(final LogonRejectReason reason) {
        if (!hasRoom(LogonRejectEncoder.BLOCK_LENGTH)) {
            return false;
        }
        logonReject
                .wrapAndApplyHeader(reports.buffer(), reports.claim(LogonRejectEncoder.BLOCK_LENGTH), header)
                .sessionEpoch(sessionEpoch)
                .reason(reason);
        return stream.flush();
    }

    boolean sequence(final long nextSeqNum) {
        if (!claim(SequenceEncoder.BLOCK_LENGTH)) {
            return false;
        }
        sequence.wrapAndApplyHeader(stream.buffer(), stream.offset(), header)
                .sessionEpoch(sessionEpoch)
                .nextSeqNum(nextSeqNum);
        return commit();
    }

    boolean notApplied(final long fromSeqNum, final long count) {
        if (!claim(NotAppliedEncoder.BLOCK_LENGTH)) {
            return false;
        }
        notApplied
                .wrapAndApplyHeader(stream.buffer(), stream.offset(), header)
                .sessionEpoch(sessionEpoch)
                .fromSeqNum(fromSeqNum)
                .count(count);
        return commit();
    }

    boolean retransmission(final long fromSeqNum, final long count, final RetransmitRejectReason reason) {
        if (!claim(RetransmissionEncoder.BLOCK_LENGTH)) {
            return false;
        }
        retransmission
                .wrapAndApplyHeader(stream.buffer(), stream.offset(), header)
                .sessionEpoch(sessionEpoch)
                .fromSeqNum(fromSeqNum)
                .count(count)
                .reason(reason);
        return commit();
    }

    boolean terminate(final TerminateReason reason) {
        if (!hasRoom(TerminateEncoder.BLOCK_LENGTH)) {
            return false;
        }
        terminate
                .wrapAndApplyHeader(reports.buffer(), reports.claim(TerminateEncoder.BLOCK_LENGTH), header)
                .sessionEpoch(sessionEpoch)
                .reason(reason);
        return stream.flush();
    }

    boolean businessMessageReject(final long refSeqNum, final RejectReason reason) {
        if (!claim(BusinessMessageRejectEncoder.BLOCK_LENGTH)) {
            return false;
        }
        businessReject
                .wrapAndApplyHeader(stream.buffer(), stream.offset(), header)
                .sessionEpoch(sessionEpoch)
                .refSeqNum(refSeqNum)
                .rejectReason(reason);
        return commit();
    }

    boolean executionReport(final ExecutionEventDecoder event, final long seqNum) {
        if (!hasRoom(ExecutionReportEncoder.BLOCK_LENGTH)) {
            return false;
        }
        executionReport
                .wrapAndApplyHeader(reports.buffer(), reports.claim(ExecutionReportEncoder.BLOCK_LENGTH), header)
                .sessionEpoch(sessionEpoch)
                .seqNum(seqNum)
                .refSeqNum(event.refSeqNum())
                .mdSequence(event.mdSequence())
                .clOrdId(event.clOrdId())
                .origClOrdId(event.origClOrdId())
                .orderId(event.orderId())
                .tradeId(event.tradeId())
                .price(event.price())
                .orderQty(event.orderQty())
                .lastPx(event.lastPx())
                .lastQty(event.lastQty())
                .leavesQty(event.leavesQty())
                .cumQty(event.cumQty())
                .transactTimeNs(event.transactTimeNs())
                .instrumentId(event.instrumentId())
                .side(event.side())
                .execType(event.execType())
                .rejectReason(event.rejectReason())
                .aggressor(event.aggressor());
        return true;
    }

    boolean orderCancelReject(final CancelRejectEventDecoder event, final long seqNum) {
        if (!hasRoom(OrderCancelRejectEncoder.BLOCK_LENGTH)) {
            return false;
        }
        cancelReject
                .wrapAndApplyHeader(reports.buffer(), reports.claim(OrderCancelRejectEncoder.BLOCK_LENGTH), header)
                .sessionEpoch(sessionEpoch)
                .seqNum(seqNum)
                .refSeqNum(event.refSeqNum())
                .mdSequence(event.mdSequence())
                .clOrdId(event.clOrdId())
                .origClOrdId(event.origClOrdId())
                .orderId(event.orderId())
                .transactTimeNs(event.transactTimeNs())
                .instrumentId(event.instrumentId())
                .rejectReason(event.rejectReason());
        return true;
    }

    boolean preventedMatch(final PreventedMatchEventDecoder event, final long seqNum) {
        if (!hasRoom(PreventedMatchEncoder.BLOCK_LENGTH)) {
            return false;
        }
        preventedMatch
                .wrapAndApplyHeader(reports.buffer(), reports.claim(PreventedMatchEncoder.BLOCK_LENGTH), header)
                .sessionEpoch(sessionEpoch)
                .seqNum(seqNum)
                .refSeqNum(event.refSeqNum())
                .mdSequence(event.mdSequence())
                .preventedMatchId(event.preventedMatchId())
                .makerOrderId(event.makerOrderId())
                .takerOrderId(event.takerOrderId())
                .price(event.price())
                .preventedQty(event.preventedQty())
                .transactTimeNs(event.transactTimeNs())
                .instrumentId(event.instrumentId())
                .takerSide(event.takerSide())
                .selfTradePrevention(event.selfTradePrevention());
        return true;
    }

    boolean orderMassActionReport(final MassActionEventDecoder event, final long seqNum) {
        if (!hasRoom(OrderMassActionReportEncoder.BLOCK_LENGTH)) {
            return false;
        }
        massActionReport
                .wrapAndApplyHeader(reports.buffer(), reports.claim(OrderMassActionReportEncoder.BLOCK_LENGTH), header)
                .sessionEpoch(sessionEpoch)
                .seqNum(seqNum)
                .refSeqNum(event.refSeqNum())
                .mdSequence(event.mdSequence())
                .clOrdId(event.clOrdId())
                .transactTimeNs(event.transactTimeNs())
                .totalAffectedOrders(event.totalAffectedOrders())
                .massActionType(event.massActionType())
                .rejectReason(event.rejectReason());
        return true;
    }

    boolean massQuoteAck(final MassQuoteEventDecoder event, final long seqNum) {
        if (!hasRoom(MassQuoteAckEncoder.BLOCK_LENGTH)) {
            return false;
        }
        massQuoteAck
                .wrapAndApplyHeader(reports.buffer(), reports.claim(MassQuoteAckEncoder.BLOCK_LENGTH), header)
                .sessionEpoch(sessionEpoch)
                .seqNum(seqNum)
                .refSeqNum(event.refSeqNum())
                .mdSequence(event.mdSequence())
                .quoteId(event.quoteId())
                .transactTimeNs(event.transactTimeNs())
                .instrumentId(event.instrumentId())
                .rejectReason(event.rejectReason());
        return true;
    }

    boolean quoteProtection(final QuoteProtectionEventDecoder event, final long seqNum) {
        if (!hasRoom(QuoteProtectionReportEncoder.BLOCK_LENGTH)) {
            return false;
        }
        quoteProtection
                .wrapAndApplyHeader(reports.buffer(), reports.claim(QuoteProtectionReportEncoder.BLOCK_LENGTH), header)
                .sessionEpoch(sessionEpoch)
                .seqNum(seqNum)
                .refSeqNum(event.refSeqNum())
                .mdSequence(event.mdSequence())
                .clOrdId(event.clOrdId())
                .transactTimeNs(event.transactTimeNs())
                .windowNs(event.windowNs())
                .maxFills(event.maxFills())
                .rejectReason(event.rejectReason());
        return true;
    }

    @Override
    public void close() {
        stream.close();
    }

    private boolean claim(final int blockLength) {
        return stream.claim(MessageHeaderEncoder.ENCODED_LENGTH + blockLength);
    }

    private boolean hasRoom(final int blockLength) {
        return reports.hasRoom(blockLength) || stream.flush();
    }

    private boolean commit() {
        stream.commit();
        return true;
    }
}
