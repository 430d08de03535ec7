/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.gateway;

import io.outcry.codecs.engine.CancelRejectEventDecoder;
import io.outcry.codecs.engine.CommandRepeatedDecoder;
import io.outcry.codecs.engine.ExecutionEventDecoder;
import io.outcry.codecs.engine.MassActionEventDecoder;
import io.outcry.codecs.engine.MassQuoteEventDecoder;
import io.outcry.codecs.engine.PreventedMatchEventDecoder;
import io.outcry.codecs.engine.QuoteProtectionEventDecoder;
import io.outcry.codecs.engine.SessionOpenedDecoder;
import io.outcry.codecs.types.MessageHeaderDecoder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A private event of the engine in place, live or from the journal. Most are reports of a session, which are made of it in
 * the same way whenever they are sent.
 */
final class PrivateEvent {
    private static final int SEQUENCE_OFFSET =
            MessageHeaderDecoder.ENCODED_LENGTH + ExecutionEventDecoder.sequenceEncodingOffset();
    private static final int REF_SEQ_NUM_OFFSET =
            MessageHeaderDecoder.ENCODED_LENGTH + ExecutionEventDecoder.refSeqNumEncodingOffset();
    private static final int SESSION_ID_OFFSET =
            MessageHeaderDecoder.ENCODED_LENGTH + ExecutionEventDecoder.sessionIdEncodingOffset();

    private final UnsafeBuffer buffer = new UnsafeBuffer();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ExecutionEventDecoder execution = new ExecutionEventDecoder();
    private final CancelRejectEventDecoder cancelReject = new CancelRejectEventDecoder();
    private final PreventedMatchEventDecoder preventedMatch = new PreventedMatchEventDecoder();
    private final MassActionEventDecoder massAction = new MassActionEventDecoder();
    private final MassQuoteEventDecoder massQuote = new MassQuoteEventDecoder();
    private final QuoteProtectionEventDecoder quoteProtection = new QuoteProtectionEventDecoder();
    private final SessionOpenedDecoder sessionOpened = new SessionOpenedDecoder();

    static {
        final int refSeqNumOffset = ExecutionEventDecoder.refSeqNumEncodingOffset();
        final int sessionIdOffset = ExecutionEventDecoder.sessionIdEncodingOffset();
        if (CancelRejectEventDecoder.refSeqNumEncodingOffset() != refSeqNumOffset
                || CancelRejectEventDecoder.sessionIdEncodingOffset() != sessionIdOffset
                || PreventedMatchEventDecoder.refSeqNumEncodingOffset() != refSeqNumOffset
                || PreventedMatchEventDecoder.sessionIdEncodingOffset() != sessionIdOffset
                || MassActionEventDecoder.refSeqNumEncodingOffset() != refSeqNumOffset
                || MassActionEventDecoder.sessionIdEncodingOffset() != sessionIdOffset
                || MassQuoteEventDecoder.refSeqNumEncodingOffset() != refSeqNumOffset
                || MassQuoteEventDecoder.sessionIdEncodingOffset() != sessionIdOffset
                || QuoteProtectionEventDecoder.refSeqNumEncodingOffset() != refSeqNumOffset
                || QuoteProtectionEventDecoder.sessionIdEncodingOffset() != sessionIdOffset
                || CommandRepeatedDecoder.refSeqNumEncodingOffset() != refSeqNumOffset
                || CommandRepeatedDecoder.sessionIdEncodingOffset() != sessionIdOffset
                || SessionOpenedDecoder.sessionIdEncodingOffset() != sessionIdOffset) {
            throw new AssertionError("private events must keep refSeqNum and sessionId at one place");
        }
    }

    void wrap(final DirectBuffer events, final int offset, final int length) {
        buffer.wrap(events, offset, length);
        header.wrap(buffer, 0);
    }

    long sequence() {
        return buffer.getLong(SEQUENCE_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    int templateId() {
        return header.templateId();
    }

    /** Whether it goes to a client. */
    boolean isReport() {
        switch (header.templateId()) {
            case ExecutionEventDecoder.TEMPLATE_ID:
            case CancelRejectEventDecoder.TEMPLATE_ID:
            case PreventedMatchEventDecoder.TEMPLATE_ID:
            case MassActionEventDecoder.TEMPLATE_ID:
            case MassQuoteEventDecoder.TEMPLATE_ID:
            case QuoteProtectionEventDecoder.TEMPLATE_ID:
                return true;
            default:
                return false;
        }
    }

    /** Of a report, of a repeated command or of a session that was opened. */
    int sessionId() {
        return buffer.getInt(SESSION_ID_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    /** Of a report or of a repeated command. */
    long refSeqNum() {
        return buffer.getLong(REF_SEQ_NUM_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    SessionOpenedDecoder sessionOpened() {
        return sessionOpened.wrapAndApplyHeader(buffer, 0, header);
    }

    /** Makes a report of it, with its number in the session; false if the report is lost. */
    boolean report(final SessionProxy proxy, final long seqNum) {
        switch (header.templateId()) {
            case ExecutionEventDecoder.TEMPLATE_ID:
                return proxy.executionReport(execution.wrapAndApplyHeader(buffer, 0, header), seqNum);
            case CancelRejectEventDecoder.TEMPLATE_ID:
                return proxy.orderCancelReject(cancelReject.wrapAndApplyHeader(buffer, 0, header), seqNum);
            case PreventedMatchEventDecoder.TEMPLATE_ID:
                return proxy.preventedMatch(preventedMatch.wrapAndApplyHeader(buffer, 0, header), seqNum);
            case MassActionEventDecoder.TEMPLATE_ID:
                return proxy.orderMassActionReport(massAction.wrapAndApplyHeader(buffer, 0, header), seqNum);
            case MassQuoteEventDecoder.TEMPLATE_ID:
                return proxy.massQuoteAck(massQuote.wrapAndApplyHeader(buffer, 0, header), seqNum);
            case QuoteProtectionEventDecoder.TEMPLATE_ID:
                return proxy.quoteProtection(quoteProtection.wrapAndApplyHeader(buffer, 0, header), seqNum);
            default:
                throw new IllegalStateException("event " + header.templateId() + " is no report");
        }
    }
}
