/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.orderentry.BusinessMessageRejectDecoder;
import io.outcry.codecs.orderentry.ExecutionReportDecoder;
import io.outcry.codecs.orderentry.OrderCancelRejectDecoder;
import io.outcry.codecs.orderentry.PreventedMatchDecoder;
import io.outcry.codecs.types.AckLevel;
import io.outcry.codecs.types.ExecInst;
import io.outcry.codecs.types.LogonRejectReason;
import io.outcry.codecs.types.OrdType;
import io.outcry.codecs.types.RetransmitRejectReason;
import io.outcry.codecs.types.Side;
import io.outcry.codecs.types.TerminateReason;
import io.outcry.codecs.types.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrderSessionTest {
    private static final int KEEP_ALIVE_MS = 60_000;

    private final ScriptedGateway gateway = new ScriptedGateway();
    private final List<String> told = new ArrayList<>();
    private OrderSession session;
    private RuntimeException fault;
    private boolean closesAtReport;
    private final OrderListener listener = new OrderListener() {
        @Override
        public void onExecutionReport(final ExecutionReportDecoder report) {
            told.add("report " + report.seqNum());
            if (closesAtReport) {
                session.close();
            }
            if (fault != null) {
                throw fault;
            }
        }

        @Override
        public void onCancelReject(final OrderCancelRejectDecoder reject) {
            told.add("cancel reject " + reject.seqNum());
        }

        @Override
        public void onPreventedMatch(final PreventedMatchDecoder prevented) {
            told.add("prevented match " + prevented.seqNum());
        }

        @Override
        public void onBusinessReject(final BusinessMessageRejectDecoder reject) {
            told.add("business reject");
        }

        @Override
        public void onNotApplied(final long fromSeqNum, final long count) {
            told.add("not applied " + fromSeqNum + " " + count);
        }

        @Override
        public void onTerminated(final TerminateReason reason) {
            told.add("ended " + reason);
            assertFalse(session.isEstablished());
        }
    };

    @AfterEach
    void tearDown() {
        if (session != null) {
            session.close();
        }
        gateway.close();
    }

    @Test
    void shouldKnowWhatTheExchangeSaidAtLogon() {
        establish();
        assertTrue(session.isEstablished());
        assertEquals(3, session.sessionId());
        assertEquals(7, session.accountId());
        assertEquals(4, session.maxOutstanding());
        assertEquals(AckLevel.PROCESS, session.ackLevel());
        assertEquals(List.of("Negotiate alpha"), gateway.heard);
    }

    @Test
    void shouldNumberCommandsFromOneAndSendAllFields() {
        gateway.maxOutstanding = 10;
        establish();
        gateway.heard.clear();
        assertEquals(1, session.limit(10, 1, Side.BUY, 100, 5));
        assertEquals(2, session.market(11, 2, Side.SELL, 6));
        assertEquals(3, session.newOrder(12, 3, Side.SELL, OrdType.LIMIT, TimeInForce.FOK, ExecInst.POST_ONLY, 101, 7));
        assertEquals(4, session.cancel(13, 10, 4));
        assertEquals(5, session.cancelByOrderId(14, 99, 5));
        assertEquals(6, session.replace(15, 12, 6, 102, 8));
        gateway.await("commands", () -> gateway.heard.size() == 6);
        assertEquals(
                List.of(
                        "New 1 clOrdId=10 BUY LIMIT GTC NONE 5@100 instrument=1",
                        "New 2 clOrdId=11 SELL MARKET IOC NONE 6@null instrument=2",
                        "New 3 clOrdId=12 SELL LIMIT FOK POST_ONLY 7@101 instrument=3",
                        "Cancel 4 clOrdId=13 origClOrdId=10 orderId=null instrument=4",
                        "Cancel 5 clOrdId=14 origClOrdId=null orderId=99 instrument=5",
                        "Replace 6 clOrdId=15 origClOrdId=12 orderId=null 8@102 instrument=6"),
                gateway.heard);
    }

    @Test
    void shouldRefuseEveryCommandWithoutSendingWhenTheCreditIsUsedUp() {
        establish();
        useUpCredit();
        assertEquals(4, session.outstanding());
        assertEquals(OrderSession.NO_CREDIT, session.limit(9, 1, Side.BUY, 1, 1));
        assertEquals(OrderSession.NO_CREDIT, session.market(9, 1, Side.BUY, 1));
        assertEquals(OrderSession.NO_CREDIT, session.cancel(9, 1, 1));
        assertEquals(OrderSession.NO_CREDIT, session.cancelByOrderId(9, 1, 1));
        assertEquals(OrderSession.NO_CREDIT, session.replace(9, 1, 1, 1, 1));
        gateway.report(2);
        poll(1);
        assertEquals(2, session.outstanding());
        assertEquals(5, session.limit(9, 1, Side.BUY, 1, 1));
        gateway.await("commands", () -> gateway.heard.size() == 6);
        assertTrue(gateway.heard.get(5).startsWith("New 5 "), gateway.heard::toString);
    }

    @Test
    void shouldGetCreditBackWhenAnyKindOfAnswerComes() {
        establish();
        useUpCredit();
        gateway.report(1);
        poll(1);
        assertEquals(3, session.outstanding());
        gateway.cancelReject(gateway.epoch, 2);
        poll(2);
        assertEquals(2, session.outstanding());
        gateway.businessReject(gateway.epoch, 3);
        poll(3);
        assertEquals(1, session.outstanding());
        gateway.notApplied(gateway.epoch, 4, 1);
        poll(4);
        assertEquals(0, session.outstanding());
        assertEquals(List.of("report 1", "cancel reject 2", "business reject", "not applied 4 1"), told);
    }

    @Test
    void shouldTellOfPreventedMatches() {
        establish();
        useUpCredit();
        gateway.preventedMatch(gateway.epoch, NullValue.INT64);
        gateway.preventedMatch(gateway.epoch, 1);
        poll(2);
        assertEquals(List.of("prevented match 1", "prevented match 2"), told);
        assertEquals(3, session.outstanding());
    }

    @Test
    void shouldKeepCreditAsItIsWhenAReportAnswersNothing() {
        establish();
        useUpCredit();
        gateway.report(3);
        gateway.report(3);
        gateway.report(1);
        gateway.report(NullValue.INT64);
        gateway.businessReject(gateway.epoch, NullValue.INT64);
        gateway.report(1_000);
        poll(6);
        assertEquals(1, session.outstanding());
    }

    @Test
    void shouldIgnoreMessagesWhenTheyHaveAnotherEpoch() {
        establish();
        useUpCredit();
        final long other = gateway.epoch - 1;
        gateway.report(other, 4);
        gateway.cancelReject(other, 4);
        gateway.preventedMatch(other, 4);
        gateway.businessReject(other, 4);
        gateway.notApplied(other, 4, 1);
        gateway.terminate(other, TerminateReason.EXCHANGE_STOPPING);
        gateway.heartbeat();
        gateway.report(1);
        poll(1);
        assertEquals(3, session.outstanding());
        assertEquals(List.of("report 1"), told);
        assertTrue(session.isEstablished());
    }

    @Test
    void shouldReadEveryMessageOfABatchInOrder() {
        establish();
        useUpCredit();
        gateway.gathers = true;
        gateway.report(1);
        gateway.heartbeat();
        gateway.cancelReject(gateway.epoch, 2);
        gateway.report(gateway.epoch - 1, 4);
        gateway.businessReject(gateway.epoch, 3);
        gateway.report(3);
        gateway.sendBatch();
        gateway.await("the batch", () -> session.poll(1) == 1);
        assertEquals(List.of("report 1", "cancel reject 2", "business reject", "report 3"), told);
        assertEquals(1, session.outstanding());
        gateway.gathers = true;
        gateway.notApplied(gateway.epoch, 4, 1);
        gateway.report(4);
        gateway.sendBatch();
        poll(6);
        assertEquals(List.of("not applied 4 1", "report 4"), told.subList(4, 6));
        assertEquals(0, session.outstanding());
        assertEquals(0, session.poll());
        assertTrue(session.isEstablished());
    }

    @Test
    void shouldEndBehindTheReportsWhenABatchEndsWithTerminate() {
        establish();
        gateway.gathers = true;
        gateway.report(NullValue.INT64);
        gateway.report(NullValue.INT64);
        gateway.terminate(TerminateReason.EXCHANGE_STOPPING);
        gateway.sendBatch();
        gateway.closeReports();
        poll(3);
        assertEquals(List.of("report 1", "report 2", "ended EXCHANGE_STOPPING"), told);
        assertFalse(session.isEstablished());
        assertEquals(0, session.poll());
        assertEquals(OrderSession.NOT_ESTABLISHED, session.limit(9, 1, Side.BUY, 1, 1));
        assertEquals(3, told.size());
    }

    @Test
    void shouldTellTheRestOfABatchWhenTheListenerThrows() {
        establish();
        useUpCredit();
        fault = new IllegalStateException("a fault of the strategy");
        gateway.gathers = true;
        gateway.report(1);
        gateway.cancelReject(gateway.epoch, 2);
        gateway.report(3);
        gateway.sendBatch();
        assertSame(fault, assertThrows(IllegalStateException.class, () -> poll(3)));
        assertEquals(List.of("report 1", "cancel reject 2", "report 3"), told);
        assertEquals(1, session.outstanding());
        assertTrue(session.isEstablished());
        fault = null;
        gateway.report(4);
        poll(4);
        assertEquals(0, session.outstanding());
    }

    @Test
    void shouldTellNothingMoreWhenTheListenerClosesTheSessionWithinABatch() {
        establish();
        closesAtReport = true;
        gateway.gathers = true;
        gateway.report(NullValue.INT64);
        gateway.report(NullValue.INT64);
        gateway.terminate(TerminateReason.EXCHANGE_STOPPING);
        gateway.sendBatch();
        poll(1);
        assertEquals(List.of("report 1"), told);
    }

    @Test
    void shouldReadNoMoreThanTheLimit() {
        establish();
        for (int i = 0; i < 5; i++) {
            gateway.report(NullValue.INT64);
        }
        gateway.await("first reports", () -> session.poll(2) == 2);
        assertEquals(2, told.size());
        assertEquals(3, session.poll(3));
        assertEquals(0, session.poll(3));
    }

    @Test
    void shouldTellItsListenerOnceWhenTheExchangeEndsTheSession() {
        establish();
        gateway.terminate(TerminateReason.REPORT_NOT_DELIVERED);
        gateway.closeReports();
        poll(1);
        for (int i = 0; i < 5; i++) {
            gateway.run();
            assertEquals(0, session.poll());
        }
        assertFalse(session.isEstablished());
        assertEquals(OrderSession.NOT_ESTABLISHED, session.limit(9, 1, Side.BUY, 1, 1));
        assertEquals(OrderSession.NOT_ESTABLISHED, session.market(9, 1, Side.BUY, 1));
        assertEquals(OrderSession.NOT_ESTABLISHED, session.cancel(9, 1, 1));
        assertEquals(OrderSession.NOT_ESTABLISHED, session.cancelByOrderId(9, 1, 1));
        assertEquals(OrderSession.NOT_ESTABLISHED, session.replace(9, 1, 1, 1, 1));
        session.close();
        session.close();
        assertEquals(List.of("ended REPORT_NOT_DELIVERED"), told);
        assertEquals(List.of("Negotiate alpha"), gateway.heard);
    }

    @Test
    void shouldEndWithoutAReasonWhenItsReportsEnd() {
        establish();
        gateway.report(NullValue.INT64);
        gateway.closeReports();
        poll(2);
        assertEquals(List.of("report 1", "ended NULL_VAL"), told);
        assertEquals(OrderSession.NOT_ESTABLISHED, session.limit(9, 1, Side.BUY, 1, 1));
    }

    @Test
    void shouldSayGoodbyeWithoutTellingItsListenerWhenItCloses() {
        establish();
        session.close();
        gateway.await("goodbye", () -> gateway.heard.size() == 2);
        assertEquals("Terminate FINISHED", gateway.heard.get(1));
        assertFalse(session.isEstablished());
        assertEquals(OrderSession.NOT_ESTABLISHED, session.limit(9, 1, Side.BUY, 1, 1));
        assertEquals(0, session.poll());
        assertEquals(List.of(), told);
    }

    @Test
    void shouldSayThatTheStreamIsFullWhenTheGatewayDoesNotRead() {
        gateway.maxOutstanding = 1_000_000;
        establish();
        gateway.reads = false;
        long sent = 0;
        long result = session.limit(1, 1, Side.BUY, 1, 1);
        while (result > 0) {
            assertEquals(++sent, result);
            result = session.limit(1, 1, Side.BUY, 1, 1);
        }
        assertEquals(OrderSession.BACK_PRESSURED, result);
        assertTrue(session.isEstablished());
        assertEquals(sent, session.outstanding());
        gateway.reads = true;
        final long all = sent;
        gateway.await("commands", () -> gateway.heard.size() == all + 1);
        gateway.await("room", () -> session.limit(1, 1, Side.BUY, 1, 1) == all + 1);
    }

    @Test
    void shouldSendHeartbeatsWhenThereIsNothingElse() {
        session = gateway.establish(listener, 20);
        final long startNs = System.nanoTime();
        gateway.await("heartbeats", () -> {
            gateway.heartbeat();
            session.poll();
            return gateway.heartbeats == 3;
        });
        assertTrue(System.nanoTime() - startNs >= TimeUnit.MILLISECONDS.toNanos(20), "too often");
    }

    @Test
    void shouldSendHeartbeatsWhenEveryPollReadsReports() {
        session = gateway.establish(listener, 20);
        gateway.await("heartbeats", () -> {
            final long pauseEndNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1);
            gateway.await("a moment", () -> System.nanoTime() - pauseEndNs > 0);
            gateway.report(NullValue.INT64);
            assertEquals(1, session.poll());
            return gateway.heartbeats == 3;
        });
    }

    @Test
    void shouldSayWhyWhenNegotiateIsRefused() {
        gateway.refuseNegotiate = LogonRejectReason.UNKNOWN_KEY;
        assertEquals("logon with key 'alpha' refused: UNKNOWN_KEY", messageOfFailure());
    }

    @Test
    void shouldSayWhyWhenEstablishIsRefused() {
        gateway.refuseEstablish = LogonRejectReason.INVALID_KEEP_ALIVE;
        assertEquals("logon with key 'alpha' refused: INVALID_KEEP_ALIVE", messageOfFailure());
    }

    @Test
    void shouldSayWhyWhenTheExchangeEndsTheLogon() {
        gateway.endAtNegotiate = TerminateReason.EXCHANGE_STOPPING;
        assertEquals("the exchange ended the logon: EXCHANGE_STOPPING", messageOfFailure());
    }

    @Test
    void shouldEndWhenNothingIsHeardForTwoIntervals() {
        session = gateway.establish(listener, 50);
        poll(1);
        assertEquals(List.of("ended NULL_VAL"), told);
    }

    @Test
    void shouldResumeUnderItsEpochAndSendAgainWhatWasNotApplied() {
        establish();
        useUpCredit();
        gateway.report(1);
        poll(1);
        gateway.nextCommand = 3;
        breakOff();
        gateway.heard.clear();
        reconnect();
        assertTrue(session.isEstablished());
        assertEquals(gateway.epochs.get(0), gateway.epochs.get(1));
        gateway.await("commands", () -> gateway.heard.size() == 3);
        assertTrue(gateway.heard.get(1).startsWith("New 3 clOrdId=3 "), gateway.heard::toString);
        assertTrue(gateway.heard.get(2).startsWith("New 4 clOrdId=4 "), gateway.heard::toString);
        assertEquals(3, session.outstanding());
        gateway.report(2);
        poll(3);
        assertEquals(5, session.limit(5, 1, Side.BUY, 1, 1));
    }

    @Test
    void shouldAskForTheReportsThatItMissedAndTellThemInOrder() {
        establish();
        gateway.report(NullValue.INT64);
        poll(1);
        gateway.nextSeqNum = 4;
        breakOff();
        reconnect();
        gateway.await("a request", () -> gateway.heard.contains("Reports 2 count=2"));
        gateway.retransmission(2, 2, RetransmitRejectReason.NULL_VAL);
        gateway.report(NullValue.INT64);
        gateway.reportAgain(2);
        gateway.heartbeat();
        gateway.report(NullValue.INT64);
        gateway.reportAgain(3);
        poll(6);
        assertEquals(List.of("report 1", "ended NULL_VAL", "report 2", "report 3", "report 4", "report 5"), told);
        assertEquals(
                1,
                gateway.heard.stream()
                        .filter(each -> each.startsWith("Reports"))
                        .count());
    }

    @Test
    void shouldEndWhenTheReportsThatItMissedAreNotAvailable() {
        establish();
        gateway.nextSeqNum = 2;
        breakOff();
        reconnect();
        gateway.await("a request", () -> gateway.heard.contains("Reports 1 count=1"));
        gateway.retransmission(1, 0, RetransmitRejectReason.NOT_AVAILABLE);
        poll(2);
        assertEquals(List.of("ended NULL_VAL", "ended REPORT_NOT_DELIVERED"), told);
    }

    @ParameterizedTest
    @EnumSource(
            value = LogonRejectReason.class,
            names = {"ENGINE_UNAVAILABLE", "JOURNAL_HALTED"})
    void shouldTryAgainWhileTheExchangeIsNotReady(final LogonRejectReason reason) {
        establish();
        breakOff();
        gateway.refuseEstablish = reason;
        gateway.refusals = 3;
        reconnect();
        assertTrue(session.isEstablished());
        assertEquals(1 + 4, gateway.epochs.size());
    }

    @Test
    void shouldResumeWhenTheLastCommandsWereRefusedBeforeTheEngine() {
        establish();
        useUpCredit();
        gateway.report(2);
        gateway.businessReject(gateway.epoch, 3);
        poll(2);
        assertEquals(1, session.outstanding());
        gateway.nextCommand = 3;
        breakOff();
        gateway.heard.clear();
        reconnect();
        gateway.await("commands", () -> gateway.heard.size() == 2);
        assertTrue(gateway.heard.get(1).startsWith("New 4 clOrdId=4 "), gateway.heard::toString);
    }

    @Test
    void shouldSayWhyWhenTheSessionCannotBeResumed() {
        establish();
        useUpCredit();
        gateway.report(2);
        poll(1);
        breakOff();
        gateway.refuseEstablish = LogonRejectReason.STALE_EPOCH;
        gateway.refusals = 1;
        assertEquals("logon with key 'alpha' refused: STALE_EPOCH", messageOf(this::reconnect));
        gateway.nextCommand = 2;
        final String lost = messageOf(this::reconnect);
        assertTrue(lost.contains("it has lost what it did; establish a new session"), lost);
        gateway.nextCommand = 5;
        gateway.nextSeqNum = 1;
        assertEquals(lost.replace("command 2 and report 2", "command 5 and report 1"), messageOf(this::reconnect));
        gateway.nextSeqNum = 2;
        gateway.nextCommand = 6;
        final String used = messageOf(this::reconnect);
        assertTrue(used.contains("somebody else has used it; establish a new session"), used);
        assertFalse(session.isEstablished());
        gateway.nextCommand = 5;
        reconnect();
        assertTrue(session.isEstablished());
    }

    @Test
    void shouldDoNothingWhenItIsToResumeWhatIsNotBroken() {
        establish();
        session.reconnect(1);
        assertEquals(1, gateway.epochs.size());
        session.close();
        assertThrows(IllegalStateException.class, () -> session.reconnect(1));
    }

    @Test
    void shouldSendNoMoreThanItCanKeep() {
        gateway.maxOutstanding = 1_000_000;
        establish();
        final MassQuote quotes = new MassQuote();
        for (int instrumentId = 1; instrumentId <= 30; instrumentId++) {
            quotes.bid(instrumentId, 1, 1);
        }
        long sent = 0;
        for (long result = 0; result != OrderSession.NO_CREDIT; result = session.massQuote(1, quotes)) {
            if (result > 0) {
                assertEquals(++sent, result);
            }
            gateway.run();
        }
        assertTrue(sent > 400, "sent " + sent);
        gateway.nextCommand = sent + 1;
        gateway.report(1);
        gateway.report(2);
        poll(2);
        assertEquals(sent + 1, session.massQuote(1, quotes));
    }

    /** As the death of the gateway shows. */
    private void breakOff() {
        gateway.closeReports();
        gateway.await("the end", () -> {
            session.poll();
            return !session.isEstablished();
        });
    }

    private void reconnect() {
        gateway.whileRunning(() -> {
            session.reconnect(TimeUnit.SECONDS.toNanos(10));
            return session;
        });
    }

    private String messageOfFailure() {
        return messageOf(this::establish);
    }

    private static String messageOf(final Executable failing) {
        return assertThrows(ExchangeException.class, failing).getMessage();
    }

    private void establish() {
        session = gateway.establish(listener, KEEP_ALIVE_MS);
    }

    private void useUpCredit() {
        for (int i = 1; i <= session.maxOutstanding(); i++) {
            assertEquals(i, session.limit(i, 1, Side.BUY, 1, 1));
        }
    }

    /** Polls until the listener has been told this much in all. */
    private void poll(final int events) {
        gateway.await(events + " events after " + told, () -> {
            session.poll();
            return told.size() >= events;
        });
    }
}
