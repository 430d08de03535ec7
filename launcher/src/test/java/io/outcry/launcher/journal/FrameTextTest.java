/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.engine.CommandRepeatedEncoder;
import io.outcry.codecs.engine.MassActionEncoder;
import io.outcry.codecs.engine.MassQuoteEncoder;
import io.outcry.codecs.engine.OpenSessionEncoder;
import io.outcry.codecs.engine.SessionOpenedEncoder;
import io.outcry.codecs.engine.TimeStepEncoder;
import io.outcry.codecs.types.LogonRejectReason;
import io.outcry.codecs.types.MassActionType;
import io.outcry.codecs.types.MessageHeaderEncoder;
import io.outcry.codecs.types.Side;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class FrameTextTest {
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[128]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final FrameText text = new FrameText();

    @Test
    void shouldShowNullsAsNullAndNumbersThatBeginLikeOneAsTheyAre() {
        new MassActionEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .clOrdId(10L * Integer.MIN_VALUE)
                .refSeqNum(NullValue.INT64)
                .sessionId(1)
                .accountId(2)
                .instrumentId(NullValue.INT32)
                .tag(7)
                .side(Side.NULL_VAL)
                .massActionType(MassActionType.CANCEL_ORDERS);
        assertEquals(
                "5 1970-01-01T00:00:00.000000009Z MassAction refSeqNum=null sessionId=1 accountId=2 clOrdId=-21474836480"
                        + " instrumentId=null tag=7 side=NULL_VAL massActionType=CANCEL_ORDERS",
                text.line(5, 9, buffer, 0));
    }

    @Test
    void shouldShowTheQuotesOfAMassQuote() {
        final MassQuoteEncoder.QuotesEncoder quotes = new MassQuoteEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .refSeqNum(7)
                .sessionId(1)
                .accountId(2)
                .quoteId(3)
                .quotesCount(2);
        for (int instrumentId = 4; instrumentId < 6; instrumentId++) {
            quotes.next()
                    .bidPx(99)
                    .bidSize(8)
                    .offerPx(NullValue.INT64)
                    .offerSize(NullValue.INT64)
                    .instrumentId(instrumentId);
        }
        assertEquals(
                "7 1970-01-01T00:00:00Z MassQuote refSeqNum=7 sessionId=1 accountId=2 quoteId=3 quotes=["
                        + "(bidPx=99 bidSize=8 offerPx=null offerSize=null instrumentId=4),"
                        + "(bidPx=99 bidSize=8 offerPx=null offerSize=null instrumentId=5)]",
                text.line(7, 0, buffer, 0));
    }

    @Test
    void shouldShowWhatBecomesOfSessions() {
        new OpenSessionEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .sessionEpoch(1_000)
                .sessionId(2);
        assertEquals("5 1970-01-01T00:00:00Z OpenSession sessionEpoch=1000 sessionId=2", text.line(5, 0, buffer, 0));
        new SessionOpenedEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .sequence(3)
                .sessionEpoch(1_000)
                .mdSequence(4)
                .sessionId(2)
                .nextSeqNum(NullValue.INT64)
                .nextReportSeqNum(NullValue.INT64)
                .openedSequence(NullValue.INT64)
                .reason(LogonRejectReason.STALE_EPOCH);
        assertEquals(
                "6 1970-01-01T00:00:00Z SessionOpened sequence=3 sessionEpoch=1000 mdSequence=4 sessionId=2 nextSeqNum=null"
                        + " nextReportSeqNum=null openedSequence=null reason=STALE_EPOCH",
                text.line(6, 0, buffer, 0));
        new CommandRepeatedEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .sequence(4)
                .refSeqNum(7)
                .mdSequence(4)
                .sessionId(2);
        assertEquals(
                "7 1970-01-01T00:00:00Z CommandRepeated sequence=4 refSeqNum=7 mdSequence=4 sessionId=2",
                text.line(7, 0, buffer, 0));
    }

    @Test
    void shouldShowMessagesWithoutFields() {
        new TimeStepEncoder().wrapAndApplyHeader(buffer, 0, header);
        assertEquals(
                "6 1970-01-01T00:00:00Z TimeStep", text.line(6, 0, buffer, 0).stripTrailing());
    }
}
