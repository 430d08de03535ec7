/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outcry.codecs.orderentry.ExecutionReportEncoder;
import io.outcry.codecs.types.MessageHeaderEncoder;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class ReportSequenceTest {
    private static final int LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + ExecutionReportEncoder.BLOCK_LENGTH;
    private static final int SEQ_NUM_OFFSET =
            MessageHeaderEncoder.ENCODED_LENGTH + ExecutionReportEncoder.seqNumEncodingOffset();

    private final List<Long> heard = new ArrayList<>();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[LENGTH]);
    private RuntimeException fault;
    private final ReportSequence reports = new ReportSequence(1, (from, offset) -> {
        heard.add(from.getLong(offset + SEQ_NUM_OFFSET, ByteOrder.LITTLE_ENDIAN));
        if (fault != null) {
            throw fault;
        }
    });

    @Test
    void shouldHandOnWhatComesInOrderAndDropWhatCameBefore() {
        report(1, 2, 2, 1, 3);
        assertHeard(3);
        assertEquals(0, reports.missing());
        assertEquals(4, reports.nextSeqNum());
    }

    @Test
    void shouldKeepWhatComesEarlyUntilItsTurn() {
        report(1, 4, 5);
        assertHeard(1);
        assertEquals(2, reports.missing());
        report(6, 2);
        assertHeard(2);
        assertEquals(1, reports.missing());
        report(3);
        assertHeard(6);
        assertEquals(0, reports.missing());
        report(7);
        assertHeard(7);
    }

    @Test
    void shouldDropWhatWaitsWhenItComesAgainBeforeItsTurn() {
        report(3, 4, 1, 2, 3, 4, 5);
        assertHeard(5);
    }

    @Test
    void shouldKnowWhatIsMissingWhenTheOtherSideSaysHowFarItIs() {
        reports.onSentUntil(1);
        assertEquals(0, reports.missing());
        reports.onSentUntil(4);
        assertEquals(3, reports.missing());
        report(1, 2, 3);
        assertEquals(0, reports.missing());
        report(6);
        reports.onSentUntil(9);
        assertEquals(2, reports.missing(), "what waits is not missing");
    }

    @Test
    void shouldForgetWhatWaitsWhenStreamsAreNew() {
        report(1, 5, 6);
        reports.resume(9);
        assertEquals(7, reports.missing());
        report(9, 2, 3, 4);
        assertHeard(4);
        report(5, 6, 7, 8);
        assertHeard(9);
    }

    @Test
    void shouldAskAgainForWhatDidNotFitWhileItWaited() {
        final int many = 10_000;
        report(LongStream.rangeClosed(2, many).toArray());
        report(1);
        final long next = reports.nextSeqNum();
        assertTrue(next > 1_000 && next < many, () -> "next is " + next);
        report(many + 1);
        assertEquals(many + 1 - next, reports.missing());
        report(LongStream.rangeClosed(next, many).toArray());
        assertHeard(many + 1);
    }

    @Test
    void shouldGoOnWithWhatWaitsWhenTheListenerThrows() {
        report(2, 3);
        fault = new IllegalStateException("a fault of the strategy");
        assertThrows(IllegalStateException.class, () -> report(1));
        fault = null;
        report(4);
        assertHeard(4);
    }

    private void report(final long... seqNums) {
        for (final long seqNum : seqNums) {
            new ExecutionReportEncoder()
                    .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                    .seqNum(seqNum);
            reports.onReport(buffer, 0, LENGTH);
        }
    }

    private void assertHeard(final long last) {
        assertEquals(LongStream.rangeClosed(1, last).boxed().toList(), heard);
    }
}
