/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.engine;

import io.outcry.bench.matching.report.ReportRing;
import io.outcry.bench.matching.workload.MessageBuffer;
import io.outcry.bench.matching.workload.MessageType;
import io.outcry.codecs.engine.CancelRejectEventDecoder;
import io.outcry.codecs.engine.ExecutionEventDecoder;
import io.outcry.codecs.types.BooleanType;
import io.outcry.codecs.types.MessageHeaderDecoder;
import io.outcry.codecs.types.Side;
import io.outcry.matching.EventBuffer;

/** Reads the engine's private events in an audited run and says the same in the words of the workload. */
final class CoreReports {
    private final MessageBuffer messages;
    private final ReportRing reports;
    private final boolean audited;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ExecutionEventDecoder execution = new ExecutionEventDecoder();
    private long takerId;

    CoreReports(final MessageBuffer messages, final ReportRing reports, final boolean audited) {
        this.messages = messages;
        this.reports = reports;
        this.audited = audited;
    }

    /** Whether every command's events have to be shown. */
    boolean isAudited() {
        return audited;
    }

    void onEvents(final int message, final EventBuffer events) {
        final long sequence = messages.sequence(message);
        for (int position = 0; position < events.end(); position = events.next(position)) {
            final int offset = EventBuffer.messageOffset(position);
            header.wrap(events.buffer(), offset);
            if (header.schemaId() == ExecutionEventDecoder.SCHEMA_ID) {
                if (header.templateId() == ExecutionEventDecoder.TEMPLATE_ID) {
                    onExecution(sequence, execution.wrapAndApplyHeader(events.buffer(), offset, header));
                } else if (header.templateId() == CancelRejectEventDecoder.TEMPLATE_ID) {
                    onReject(sequence, messages.type(message), messages.orderId(message));
                }
            }
        }
    }

    private void onExecution(final long sequence, final ExecutionEventDecoder event) {
        final boolean buy = event.side() == Side.BUY;
        switch (event.execType()) {
            case NEW -> reports.orderAck(sequence, buy, event.clOrdId(), event.price(), event.orderQty());
            case TRADE -> onFill(sequence, event);
            case CANCELED, EXPIRED -> reports.cancelAck(sequence, buy, event.clOrdId(), event.price());
            case REPLACED -> reports.modifyAck(sequence, buy, event.clOrdId(), event.price(), event.leavesQty());
            default -> throw new IllegalStateException("unexpected " + event);
        }
    }

    /** The taker's fill comes first, then the maker's. */
    private void onFill(final long sequence, final ExecutionEventDecoder event) {
        if (event.aggressor() == BooleanType.TRUE) {
            takerId = event.clOrdId();
        } else {
            reports.trade(sequence, event.lastPx(), event.lastQty(), event.clOrdId(), takerId);
        }
    }

    private void onReject(final long sequence, final int messageType, final long orderId) {
        if (messageType == MessageType.CANCEL) {
            reports.cancelReject(sequence, orderId);
        } else {
            reports.modifyReject(sequence, orderId);
        }
    }
}
