/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.client;

import io.outcry.codecs.orderentry.ExecutionReportDecoder;
import io.outcry.codecs.types.MessageHeaderDecoder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableRingBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Brings the numbered reports of a session into order, each once, though some may come twice, early or not at all. What comes
 * early waits, up to a bound; beyond that it is dropped, and is missing then. Allocates only while something waits.
 */
final class ReportSequence {
    /** Takes a report. */
    interface Handler {
        void onReport(UnsafeBuffer buffer, int offset);
    }

    private static final int INITIAL_CAPACITY = 4 * 1024;
    private static final int MAX_CAPACITY = 1024 * 1024;
    private static final int SEQ_NUM_OFFSET =
            MessageHeaderDecoder.ENCODED_LENGTH + ExecutionReportDecoder.seqNumEncodingOffset();

    private final Handler handler;
    private final ExpandableRingBuffer early = new ExpandableRingBuffer(INITIAL_CAPACITY, MAX_CAPACITY, true);
    private final ExpandableRingBuffer.MessageConsumer earlyHandler = this::onEarly;
    private final UnsafeBuffer earlyReport = new UnsafeBuffer();
    private long nextSeqNum;
    private long missingUntil;
    private RuntimeException fault;

    /** For a session whose next report has this number. */
    ReportSequence(final long nextSeqNum, final Handler handler) {
        this.nextSeqNum = nextSeqNum;
        this.handler = handler;
    }

    /** Number of the report that is handed on next. */
    long nextSeqNum() {
        return nextSeqNum;
    }

    /** How many reports are missing, from the next one on. */
    long missing() {
        return Math.max(0, missingUntil - nextSeqNum);
    }

    /** Forgets what waits; on new streams, the reports before this number do not come by themselves. */
    void resume(final long nextLiveSeqNum) {
        early.reset(INITIAL_CAPACITY);
        missingUntil = nextLiveSeqNum;
    }

    /** Everything before this number was sent, so that what has not come is missing. */
    void onSentUntil(final long nextLiveSeqNum) {
        if (early.isEmpty()) {
            missingUntil = Math.max(missingUntil, nextLiveSeqNum);
        }
    }

    /** Hands a report on, and those that waited for it; what the handler throws comes out when it has had all of them. */
    void onReport(final UnsafeBuffer buffer, final int offset, final int length) {
        final long seqNum = seqNum(buffer, offset);
        if (seqNum == nextSeqNum) {
            fault = null;
            handOn(buffer, offset);
            while (!early.isEmpty() && early.consume(earlyHandler, 1) > 0) {}
            if (fault != null) {
                throw fault;
            }
        } else if (seqNum > nextSeqNum) {
            onSentUntil(seqNum);
            early.append(buffer, offset, length);
        }
    }

    private void handOn(final UnsafeBuffer buffer, final int offset) {
        nextSeqNum++;
        try {
            handler.onReport(buffer, offset);
        } catch (final RuntimeException e) {
            fault = fault == null ? e : fault;
        }
    }

    private boolean onEarly(
            final MutableDirectBuffer buffer, final int offset, final int length, final int headOffset) {
        final long seqNum = seqNum(buffer, offset);
        if (seqNum > nextSeqNum) {
            missingUntil = seqNum;
            return false;
        }
        if (seqNum == nextSeqNum) {
            earlyReport.wrap(buffer, offset, length);
            handOn(earlyReport, 0);
        }
        return true;
    }

    private static long seqNum(final DirectBuffer buffer, final int offset) {
        return buffer.getLong(offset + SEQ_NUM_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }
}
