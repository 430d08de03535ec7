/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.gateway;

import static io.outcry.gateway.GatewayHarness.ALPHA;
import static io.outcry.gateway.GatewayHarness.BETA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.orderentry.ExecutionReportDecoder;
import io.outcry.codecs.orderentry.OrderCancelRejectDecoder;
import io.outcry.codecs.orderentry.PreventedMatchDecoder;
import io.outcry.codecs.types.BooleanType;
import io.outcry.codecs.types.ExecType;
import io.outcry.codecs.types.MessageHeaderDecoder;
import io.outcry.codecs.types.RejectReason;
import io.outcry.codecs.types.SelfTradePrevention;
import io.outcry.codecs.types.Side;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayReportTest {
    private final GatewayHarness exchange = new GatewayHarness();
    private RawClient alpha;
    private RawClient beta;

    @BeforeEach
    void setUp() {
        exchange.launch();
        alpha = exchange.logOn(ALPHA);
        beta = exchange.logOn(BETA);
    }

    @AfterEach
    void tearDown() {
        exchange.close();
    }

    @Test
    void shouldPassAllFieldsOfAnExecutionToItsClientOnly() {
        exchange.engine
                .execution(BETA)
                .refSeqNum(101)
                .mdSequence(102)
                .accountId(22)
                .clOrdId(103)
                .origClOrdId(104)
                .orderId(105)
                .tradeId(106)
                .price(107)
                .orderQty(108)
                .lastPx(109)
                .lastQty(110)
                .leavesQty(111)
                .cumQty(112)
                .transactTimeNs(113)
                .instrumentId(114)
                .side(Side.SELL)
                .execType(ExecType.TRADE)
                .rejectReason(RejectReason.NONE)
                .aggressor(BooleanType.TRUE);
        exchange.engine.sendExecution();
        exchange.await("report", () -> !beta.heard.isEmpty());
        final ExecutionReportDecoder report =
                new ExecutionReportDecoder().wrapAndApplyHeader(beta.lastFrame, 0, new MessageHeaderDecoder());
        assertEquals(beta.epoch, report.sessionEpoch());
        assertEquals(1, report.seqNum());
        assertEquals(101, report.refSeqNum());
        assertEquals(102, report.mdSequence());
        assertEquals(103, report.clOrdId());
        assertEquals(104, report.origClOrdId());
        assertEquals(105, report.orderId());
        assertEquals(106, report.tradeId());
        assertEquals(107, report.price());
        assertEquals(108, report.orderQty());
        assertEquals(109, report.lastPx());
        assertEquals(110, report.lastQty());
        assertEquals(111, report.leavesQty());
        assertEquals(112, report.cumQty());
        assertEquals(113, report.transactTimeNs());
        assertEquals(114, report.instrumentId());
        assertEquals(Side.SELL, report.side());
        assertEquals(ExecType.TRADE, report.execType());
        assertEquals(RejectReason.NONE, report.rejectReason());
        assertEquals(BooleanType.TRUE, report.aggressor());
        exchange.run(3);
        assertEquals(1, beta.heard.size());
        assertEquals(List.of(), alpha.heard);
    }

    @Test
    void shouldPassNullsAndRejectReasonsOfAnExecution() {
        exchange.engine
                .execution(ALPHA)
                .price(NullValue.INT64)
                .side(Side.NULL_VAL)
                .execType(ExecType.REJECTED)
                .rejectReason(RejectReason.INVALID_SIDE);
        exchange.engine.sendExecution();
        exchange.await("report", () -> !alpha.heard.isEmpty());
        final ExecutionReportDecoder report =
                new ExecutionReportDecoder().wrapAndApplyHeader(alpha.lastFrame, 0, new MessageHeaderDecoder());
        assertEquals(NullValue.INT64, report.refSeqNum());
        assertEquals(NullValue.INT64, report.origClOrdId());
        assertEquals(NullValue.INT64, report.tradeId());
        assertEquals(NullValue.INT64, report.price());
        assertEquals(NullValue.INT64, report.lastPx());
        assertEquals(NullValue.INT64, report.lastQty());
        assertEquals(Side.NULL_VAL, report.side());
        assertEquals(ExecType.REJECTED, report.execType());
        assertEquals(RejectReason.INVALID_SIDE, report.rejectReason());
        assertEquals(BooleanType.FALSE, report.aggressor());
    }

    @Test
    void shouldPassAllFieldsOfAPreventedMatchToItsClientOnly() {
        exchange.engine
                .preventedMatch(ALPHA)
                .refSeqNum(101)
                .mdSequence(102)
                .accountId(11)
                .preventedMatchId(103)
                .makerOrderId(104)
                .takerOrderId(105)
                .price(106)
                .preventedQty(107)
                .transactTimeNs(108)
                .instrumentId(109)
                .takerSide(Side.SELL)
                .selfTradePrevention(SelfTradePrevention.DECREMENT);
        exchange.engine.sendPreventedMatch();
        exchange.await("report", () -> !alpha.heard.isEmpty());
        final PreventedMatchDecoder prevented =
                new PreventedMatchDecoder().wrapAndApplyHeader(alpha.lastFrame, 0, new MessageHeaderDecoder());
        assertEquals(alpha.epoch, prevented.sessionEpoch());
        assertEquals(1, prevented.seqNum());
        assertEquals(101, prevented.refSeqNum());
        assertEquals(102, prevented.mdSequence());
        assertEquals(103, prevented.preventedMatchId());
        assertEquals(104, prevented.makerOrderId());
        assertEquals(105, prevented.takerOrderId());
        assertEquals(106, prevented.price());
        assertEquals(107, prevented.preventedQty());
        assertEquals(108, prevented.transactTimeNs());
        assertEquals(109, prevented.instrumentId());
        assertEquals(Side.SELL, prevented.takerSide());
        assertEquals(SelfTradePrevention.DECREMENT, prevented.selfTradePrevention());
        exchange.run(3);
        assertEquals(1, alpha.heard.size());
        assertEquals(List.of(), beta.heard);
    }

    @Test
    void shouldPassAllFieldsOfACancelRejectToItsClientOnly() {
        exchange.engine
                .cancelReject(ALPHA)
                .refSeqNum(101)
                .mdSequence(102)
                .accountId(11)
                .clOrdId(103)
                .origClOrdId(104)
                .orderId(105)
                .transactTimeNs(106)
                .instrumentId(107)
                .rejectReason(RejectReason.POST_ONLY_WOULD_TRADE);
        exchange.engine.sendCancelReject();
        exchange.await("report", () -> !alpha.heard.isEmpty());
        final OrderCancelRejectDecoder reject =
                new OrderCancelRejectDecoder().wrapAndApplyHeader(alpha.lastFrame, 0, new MessageHeaderDecoder());
        assertEquals(alpha.epoch, reject.sessionEpoch());
        assertEquals(1, reject.seqNum());
        assertEquals(101, reject.refSeqNum());
        assertEquals(102, reject.mdSequence());
        assertEquals(103, reject.clOrdId());
        assertEquals(104, reject.origClOrdId());
        assertEquals(105, reject.orderId());
        assertEquals(106, reject.transactTimeNs());
        assertEquals(107, reject.instrumentId());
        assertEquals(RejectReason.POST_ONLY_WOULD_TRADE, reject.rejectReason());
        exchange.run(3);
        assertEquals(1, alpha.heard.size());
        assertEquals(List.of(), beta.heard);
    }

    @Test
    void shouldNumberReportsOfEachClientDenselyWhenTheyAlternate() {
        exchange.engine.report(ALPHA, 1, 1);
        exchange.engine.report(BETA, 1, 1);
        exchange.engine.refuse(ALPHA, 2);
        alpha.send(0);
        exchange.await("reject", () -> alpha.heard.size() == 3);
        exchange.engine.refuseDefinition();
        exchange.engine.report(ALPHA, 3, 1);
        exchange.engine.refuse(BETA, 2);
        exchange.await("reports", () -> alpha.heard.size() + beta.heard.size() == 6);
        assertEquals(
                List.of(
                        "Execution " + alpha.epoch + " 1 ref=1 NEW",
                        "CancelReject " + alpha.epoch + " 2 ref=2 UNKNOWN_ORDER",
                        "BusinessReject " + alpha.epoch + " ref=null MALFORMED_FRAME",
                        "Execution " + alpha.epoch + " 3 ref=3 NEW"),
                alpha.heard);
        assertEquals(
                List.of(
                        "Execution " + beta.epoch + " 1 ref=1 NEW",
                        "CancelReject " + beta.epoch + " 2 ref=2 UNKNOWN_ORDER"),
                beta.heard);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 0, 4, -1, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void shouldDropAReportWhenItsKeyIsNotLoggedOn(final int sessionId) {
        exchange.engine.report(sessionId, 1, 1);
        exchange.engine.refuse(sessionId, 1);
        exchange.assertTrades(alpha);
        exchange.assertTrades(beta);
        assertEquals(1, alpha.heard.size());
    }

    @Test
    void shouldDropAReportWhenItsSessionHasEnded() {
        alpha.terminate();
        exchange.await("end", () -> alpha.ended);
        exchange.engine.report(ALPHA, 1, 1);
        exchange.assertTrades(beta);
        assertEquals(List.of("Terminate " + alpha.epoch + " FINISHED"), alpha.heard);
    }

    @Test
    void shouldGiveReportsOfAnEarlierSessionToTheNextOneWhenTheyComeLate() {
        alpha.terminate();
        exchange.await("end", () -> alpha.ended);
        final RawClient next = exchange.logOn(ALPHA);
        exchange.engine.report(ALPHA, NullValue.INT64, 1);
        exchange.await("report", () -> !next.heard.isEmpty());
        assertEquals(List.of("Execution " + next.epoch + " 1 ref=null NEW"), next.heard);
    }

    @Test
    void shouldEndAllSessionsWhenEventsOfTheEngineAreMissing() {
        exchange.engine.report(ALPHA, 1, 1);
        exchange.engine.sequence++;
        exchange.engine.report(BETA, 1, 1);
        exchange.await("end", () -> alpha.ended && beta.ended);
        assertEquals(
                List.of(
                        "Execution " + alpha.epoch + " 1 ref=1 NEW",
                        "Terminate " + alpha.epoch + " REPORT_NOT_DELIVERED"),
                alpha.heard);
        assertEquals(List.of("Terminate " + beta.epoch + " REPORT_NOT_DELIVERED"), beta.heard);
        final RawClient next = exchange.logOn(ALPHA);
        exchange.assertTrades(next);
    }

    @Test
    void shouldDeliverAllReportsInOrderWhenAClientIsLaterThanItsStreamHolds() {
        final int reports = 10_000;
        alpha.reads = false;
        for (int sent = 1; sent <= reports; sent++) {
            exchange.engine.report(ALPHA, sent, 1);
        }
        alpha.reads = true;
        exchange.awaitHousekeeping("reports", () -> alpha.heard.size() == reports);
        for (int i = 0; i < reports; i++) {
            assertEquals("Execution " + alpha.epoch + " " + (i + 1) + " ref=" + (i + 1) + " NEW", alpha.heard.get(i));
        }
        exchange.assertTrades(alpha);
        assertFalse(alpha.ended);
    }

    @Test
    void shouldEndASessionAndCloseItsStreamWhenItDoesNotReadItsReports() {
        alpha.reads = false;
        int sent = 0;
        while (exchange.establishedSessions() == 2) {
            exchange.engine.report(ALPHA, ++sent, 1);
            if (sent % 1_000 == 0) {
                exchange.advanceMs(10);
                exchange.assertTrades(beta);
            }
            assertTrue(sent < 40_000, "the stream has no bound");
        }
        assertTrue(sent > 2 * GatewayContext.MAX_OUTSTANDING_DEFAULT, "less room than credit");
        exchange.assertTrades(beta);
        alpha.reads = true;
        exchange.awaitHousekeeping("closed stream", alpha::isStreamClosed);
        for (int i = 0; i < alpha.reportCount; i++) {
            assertEquals("Execution " + alpha.epoch + " " + (i + 1) + " ref=" + (i + 1) + " NEW", alpha.heard.get(i));
        }
        assertTrue(alpha.reportCount < sent);
        exchange.assertTrades(exchange.logOn(ALPHA));
        exchange.assertTrades(beta);
    }

    @Test
    void shouldSendHeartbeatsEveryHalfIntervalWhenThereIsNothingElse() {
        exchange.advanceMs(4_999);
        assertEquals(List.of(), alpha.heartbeats);
        exchange.advanceMs(10);
        assertEquals(List.of(1L), alpha.heartbeats);
        exchange.assertTrades(alpha);
        exchange.advanceMs(4_990);
        assertEquals(List.of(1L), alpha.heartbeats);
        exchange.advanceMs(20);
        assertEquals(List.of(1L, 2L), alpha.heartbeats);
        assertEquals(1, alpha.heard.size());
        assertFalse(alpha.ended);
    }
}
