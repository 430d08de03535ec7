/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.gateway;

import static io.outcry.gateway.GatewayHarness.ALPHA;
import static io.outcry.gateway.GatewayHarness.BETA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outcry.codecs.MessageBatch;
import io.outcry.codecs.orderentry.ExecutionReportEncoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of events that come several in a fragment, and which reports leave as one. */
class GatewayReportBatchTest {
    private static final int ROOM = MessageBatch.CAPACITY / (RawClient.HEADER + ExecutionReportEncoder.BLOCK_LENGTH);

    private final GatewayHarness exchange = new GatewayHarness();
    private TestEngine engine;
    private RawClient alpha;
    private RawClient beta;

    @BeforeEach
    void setUp() {
        exchange.launch();
        alpha = exchange.logOn(ALPHA);
        beta = exchange.logOn(BETA);
        engine = exchange.engine;
        engine.gathers = true;
    }

    @AfterEach
    void tearDown() {
        exchange.close();
    }

    @Test
    void shouldSendReportsTogetherWhenTheirEventsComeInOneFragment() {
        engine.report(ALPHA, 1, 1);
        engine.refuse(ALPHA, 2);
        engine.refuseDefinition();
        engine.report(ALPHA, 3, 1);
        engine.flush();
        exchange.gateway.doWork();
        alpha.poll();
        assertEquals(
                List.of(
                        executed(alpha, 1),
                        "CancelReject " + alpha.epoch + " 2 ref=2 UNKNOWN_ORDER",
                        executed(alpha, 3)),
                alpha.heard);
        assertEquals(List.of(3), alpha.fragmentSizes);
    }

    @Test
    void shouldSendReportsTogetherWhenTheirEventsComeInOnePoll() {
        engine.gathers = false;
        for (int i = 1; i <= ROOM + 2; i++) {
            engine.report(ALPHA, i, 1);
        }
        exchange.gateway.doWork();
        alpha.poll();
        assertEquals(executed(alpha, 1, ROOM + 2), alpha.heard);
        assertEquals(List.of(ROOM, 2), alpha.fragmentSizes);
    }

    @Test
    void shouldSendReportsOfEachSessionInOrderWhenSessionsAlternateInAFragment() {
        engine.report(ALPHA, 1, 1);
        engine.report(BETA, 1, 1);
        engine.report(BETA, 2, 1);
        engine.report(BETA, 3, 1);
        engine.report(ALPHA, 2, 1);
        engine.report(ALPHA, 3, 1);
        engine.report(3, 1, 1);
        engine.report(BETA, 4, 1);
        engine.flush();
        exchange.gateway.doWork();
        alpha.poll();
        beta.poll();
        assertEquals(executed(alpha, 1, 3), alpha.heard);
        assertEquals(List.of(1, 2), alpha.fragmentSizes);
        assertEquals(executed(beta, 1, 4), beta.heard);
        assertEquals(List.of(3, 1), beta.fragmentSizes);
    }

    @Test
    void shouldSendReportsBeforeTheAnswersOfTheSameDutyCycle() {
        engine.report(ALPHA, 1, 1);
        engine.report(ALPHA, 2, 1);
        engine.flush();
        alpha.send(0);
        alpha.terminate();
        exchange.gateway.doWork();
        alpha.poll();
        assertEquals(
                List.of(
                        executed(alpha, 1),
                        executed(alpha, 2),
                        "BusinessReject " + alpha.epoch + " ref=null MALFORMED_FRAME",
                        "Terminate " + alpha.epoch + " FINISHED"),
                alpha.heard);
    }

    @Test
    void shouldSendBatchesOfTheBacklogWholeAndInOrderWhenAClientIsLaterThanItsStreamHolds() {
        final int batches = 1_000;
        final int each = 3;
        alpha.reads = false;
        for (int i = 0; i < batches; i++) {
            publish(each * i + 1, each * (i + 1));
        }
        readAll();
        final int inStream = alpha.heard.size();
        assertTrue(inStream > 0 && inStream < batches * each, () -> inStream + " reports in the stream");

        // Now the stream has room, and yet the next batch may not pass those before it.
        publish(batches * each + 1, (batches + 1) * each);
        readAll();
        assertEquals(inStream, alpha.heard.size());

        exchange.awaitHousekeeping("reports", () -> alpha.heard.size() == (batches + 1) * each);
        assertEquals(executed(alpha, 1, (batches + 1) * each), alpha.heard);
        assertEquals(Collections.nCopies(batches + 1, each), alpha.fragmentSizes);
        engine.gathers = false;
        exchange.assertTrades(alpha);
        assertFalse(alpha.ended);
    }

    @Test
    void shouldSendTheReportsBeforeAGapAndThenEndAllSessionsWhenEventsInsideAFragmentAreMissing() {
        engine.report(BETA, 1, 1);
        engine.flush();
        engine.report(BETA, 2, 1);
        engine.report(ALPHA, 1, 1);
        engine.report(ALPHA, 2, 1);
        engine.sequence++;
        engine.report(ALPHA, 3, 1);
        engine.report(BETA, 3, 1);
        engine.flush();
        exchange.gateway.doWork();
        alpha.poll();
        beta.poll();
        assertEquals(
                List.of(executed(alpha, 1), executed(alpha, 2), "Terminate " + alpha.epoch + " REPORT_NOT_DELIVERED"),
                alpha.heard);
        assertEquals(
                List.of(executed(beta, 1), executed(beta, 2), "Terminate " + beta.epoch + " REPORT_NOT_DELIVERED"),
                beta.heard);
        engine.gathers = false;
        exchange.assertTrades(exchange.logOn(ALPHA));
        exchange.assertTrades(exchange.logOn(BETA));
    }

    @Test
    void shouldNotEndASessionWhenEventsGoOnFromOneFragmentToTheNext() {
        for (int i = 0; i < 5; i++) {
            publish(3 * i + 1, 3 * (i + 1));
            engine.refuseDefinition();
        }
        alpha.poll();
        assertEquals(executed(alpha, 1, 15), alpha.heard);
    }

    @Test
    void shouldEndASessionWhenABatchOfItsReportsIsLost() {
        alpha.reads = false;
        int sent = 0;
        while (exchange.establishedSessions() == 2) {
            publish(sent + 1, sent + ROOM);
            sent += ROOM;
            exchange.nowNs += 10_000_000;
            alpha.heartbeat();
            beta.heartbeat();
            assertTrue(sent < 40_000, "the backlog has no bound");
        }
        assertEquals(1, exchange.establishedSessions());
        alpha.reads = true;
        exchange.awaitHousekeeping("closed stream", alpha::isStreamClosed);
        // All batches but the last one; Terminate is shorter, and there was room for it or not.
        assertEquals(sent - ROOM, alpha.reportCount);
        assertEquals(executed(alpha, 1, sent - ROOM), alpha.heard.subList(0, sent - ROOM));
    }

    /** Publishes executions of alpha as one fragment, and lets the gateway read it. */
    private void publish(final int firstRefSeqNum, final int lastRefSeqNum) {
        for (int refSeqNum = firstRefSeqNum; refSeqNum <= lastRefSeqNum; refSeqNum++) {
            engine.report(ALPHA, refSeqNum, 1);
        }
        engine.flush();
        exchange.runWithoutGateway();
        exchange.gateway.doWork();
    }

    /** Lets alpha read what is in its stream, while the gateway stands still. */
    private void readAll() {
        alpha.reads = true;
        int heard;
        do {
            heard = alpha.heard.size();
            exchange.runWithoutGateway();
            alpha.poll();
        } while (alpha.heard.size() > heard);
    }

    private static List<String> executed(final RawClient client, final int first, final int last) {
        final List<String> reports = new ArrayList<>();
        for (int i = first; i <= last; i++) {
            reports.add(executed(client, i));
        }
        return reports;
    }

    /** The report of a number that answers the command of the same number. */
    private static String executed(final RawClient client, final int number) {
        return "Execution " + client.epoch + " " + number + " ref=" + number + " NEW";
    }
}
