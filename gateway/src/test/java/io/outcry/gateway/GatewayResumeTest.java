/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.gateway;

import static io.outcry.gateway.GatewayHarness.ALPHA;
import static io.outcry.gateway.GatewayHarness.BETA;
import static io.outcry.gateway.GatewayHarness.KEEP_ALIVE_MS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.types.ExecType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sessions that are resumed, commands that come again, and reports that are sent again from the journal. */
class GatewayResumeTest {
    @TempDir
    private Path directory;

    private final GatewayHarness exchange = new GatewayHarness();

    @BeforeEach
    void launch() {
        exchange.launchWithJournal(directory);
    }

    @AfterEach
    void close() {
        exchange.close();
    }

    @Test
    void shouldGoOnWithTheNumbersWhenASessionIsResumed() {
        final RawClient first = exchange.logOn(ALPHA);
        exchange.assertTrades(first);
        exchange.assertTrades(first);
        exchange.engine.report(ALPHA, NullValue.INT64, 5);
        exchange.await("report", () -> first.reportCount == 3);
        first.terminate();
        exchange.await("end", () -> first.ended);
        exchange.engine.report(ALPHA, NullValue.INT64, 6);
        exchange.run(3);

        final RawClient second = resume(first);
        assertEquals(3, second.nextSeqNum);
        assertEquals(5, second.nextReportSeqNum);
        exchange.assertTrades(second);
        assertEquals(List.of("Execution " + first.epoch + " 5 ref=3 NEW"), second.heard);
    }

    @Test
    void shouldResumeWhenTheGatewayWasKilled() {
        final RawClient first = exchange.logOn(ALPHA);
        exchange.assertTrades(first);
        first.newOrder(2);
        exchange.gateway.doWork();
        exchange.killGateway();
        exchange.run(3);
        final RawClient second = resume(first);
        assertEquals(3, second.nextSeqNum);
        assertEquals(3, second.nextReportSeqNum);
        exchange.assertTrades(second);
        assertEquals(3, exchange.engine.commandCount);
    }

    @Test
    void shouldBeginAnewWhenTheEpochIsLargerAndRefuseASmallerOne() {
        final RawClient first = exchange.logOn(ALPHA);
        exchange.assertTrades(first);
        first.terminate();
        exchange.await("end", () -> first.ended);
        final RawClient second = exchange.logOn(ALPHA);
        assertTrue(second.epoch > first.epoch);
        assertEquals(1, second.nextSeqNum);
        assertEquals(1, second.nextReportSeqNum);
        exchange.assertTrades(second);
        second.terminate();
        exchange.await("end", () -> second.ended);

        final RawClient stale = exchange.connect();
        stale.epoch = first.epoch;
        stale.negotiate("alpha");
        exchange.await("challenge", () -> stale.nonce != null);
        stale.establish("alpha", GatewayHarness.secret(ALPHA), KEEP_ALIVE_MS);
        exchange.await("answer", () -> stale.heard.size() == 2);
        assertEquals("LogonReject " + first.epoch + " STALE_EPOCH", stale.heard.get(1));
        exchange.advanceMs(10);
        assertEquals(0, exchange.establishedSessions());
        stale.heard.clear();
        stale.epoch = second.epoch;
        exchange.logOn(stale, ALPHA, KEEP_ALIVE_MS);
        stale.heard.clear();
        exchange.assertTrades(stale);
    }

    @Test
    void shouldKeepTheKeyTakenWhileTheEngineIsAsked() {
        exchange.engine.reads = false;
        final RawClient first = negotiated();
        first.establish("alpha", GatewayHarness.secret(ALPHA), KEEP_ALIVE_MS);
        exchange.run(5);
        final RawClient second = negotiated();
        second.establish("alpha", GatewayHarness.secret(ALPHA), KEEP_ALIVE_MS);
        exchange.await("answer", () -> second.heard.size() == 2);
        assertEquals("LogonReject " + second.epoch + " ALREADY_ESTABLISHED", second.heard.get(1));
        assertFalse(first.established);
        exchange.engine.reads = true;
        exchange.await("established", () -> first.established);
        first.heard.clear();
        exchange.assertTrades(first);
    }

    @Test
    void shouldEstablishTheNextSessionWhenTheOneThatAskedIsGone() {
        exchange.engine.reads = false;
        final RawClient first = negotiated();
        first.establish("alpha", GatewayHarness.secret(ALPHA), KEEP_ALIVE_MS);
        first.terminate();
        exchange.await("end", () -> first.ended);
        exchange.engine.reads = true;
        exchange.run(5);
        assertFalse(first.established);
        exchange.assertTrades(exchange.logOn(ALPHA));
    }

    @Test
    void shouldSendAnyRangeAgainByteForByte() {
        final RawClient client = exchange.logOn(ALPHA);
        final int reports = 40;
        reportOfEveryKind(reports);
        exchange.await("reports", () -> client.reportCount == reports);
        final List<UnsafeBuffer> sent = List.copyOf(client.reportFrames);
        for (int from = 1; from <= reports; from += 3) {
            for (int count = 1; count <= reports - from + 1; count += 7) {
                assertSentAgain(sent.subList(from - 1, from - 1 + count), client, from, count);
            }
        }
        assertSentAgain(sent, client, 1, reports);
        final RawClient resumed = resume(client);
        assertSentAgain(sent, resumed, 1, reports);
        exchange.killGateway();
        exchange.run(3);
        final RawClient third = resume(resumed);
        assertSentAgain(sent, third, 1, reports);
        exchange.assertTrades(third);
    }

    @Test
    void shouldSendWhatCameWhileNobodyWasLoggedOn() {
        final RawClient first = exchange.logOn(ALPHA);
        exchange.assertTrades(first);
        first.terminate();
        exchange.await("end", () -> first.ended);
        reportOfEveryKind(9);
        final RawClient second = resume(first);
        assertEquals(11, second.nextReportSeqNum);
        second.requestReports(2, 9);
        exchange.await("reports", () -> second.reportCount == 9);
        assertEquals("Retransmission " + first.epoch + " from=2 count=9 NULL_VAL", second.heard.get(0));
        for (int i = 1; i <= 9; i++) {
            assertTrue(
                    second.heard.get(i).contains(" " + first.epoch + " " + (i + 1) + " ref="), second.heard::toString);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "-1, 1", "1, 0", "1, -1", "1, 4", "4, 1", "3, 2", "3, 9223372036854775807"})
    void shouldRefuseARangeThatTheSessionDoesNotHave(final long from, final long count) {
        final RawClient client = exchange.logOn(ALPHA);
        reportOfEveryKind(3);
        exchange.await("reports", () -> client.reportCount == 3);
        client.heard.clear();
        client.requestReports(from, count);
        exchange.await("answer", () -> !client.heard.isEmpty());
        assertEquals(
                List.of("Retransmission " + client.epoch + " from=" + from + " count=0 OUT_OF_RANGE"), client.heard);
        client.heard.clear();
        exchange.assertTrades(client);
    }

    @Test
    void shouldServeOneRequestAtATimeAndWaitForTheJournal() {
        exchange.engine.journals = false;
        final RawClient client = exchange.logOn(ALPHA);
        reportOfEveryKind(5);
        exchange.await("reports", () -> client.reportCount == 5);
        client.heard.clear();
        client.requestReports(2, 3);
        client.requestReports(1, 1);
        exchange.await("answers", () -> client.heard.size() == 2);
        exchange.advanceMs(50);
        assertEquals(
                List.of(
                        "Retransmission " + client.epoch + " from=2 count=3 NULL_VAL",
                        "Retransmission " + client.epoch + " from=1 count=0 REQUEST_LIMIT_EXCEEDED"),
                client.heard);
        client.heard.clear();
        exchange.assertTrades(client);
        exchange.engine.catchUp();
        exchange.advanceMs(50);
        exchange.await("reports", () -> client.reportCount == 9);
        exchange.advanceMs(5);
        client.requestReports(1, 1);
        exchange.awaitHousekeeping("report", () -> client.reportCount == 10);
    }

    @Test
    void shouldRefuseRequestsAndEndTheSessionOfARepeatedCommandWithoutAJournal() {
        exchange.gateway.close();
        exchange.launchGateway(UnaryOperator.identity());
        exchange.await("engine", exchange.gateway::isConnected);
        final RawClient client = exchange.logOn(ALPHA);
        exchange.assertTrades(client);
        client.heard.clear();
        client.requestReports(1, 1);
        exchange.await("answer", () -> !client.heard.isEmpty());
        client.newOrder(1);
        exchange.await("end", () -> client.ended);
        assertEquals(
                List.of(
                        "Retransmission " + client.epoch + " from=1 count=0 NOT_AVAILABLE",
                        "Terminate " + client.epoch + " REPORT_NOT_DELIVERED"),
                client.heard);
    }

    @Test
    void shouldAnswerACommandThatComesAgainAsBefore() {
        final RawClient client = exchange.logOn(ALPHA);
        for (int i = 0; i < 5; i++) {
            exchange.assertTrades(client);
        }
        exchange.engine.report(ALPHA, NullValue.INT64, 1);
        exchange.engine.report(ALPHA, 2, 1);
        exchange.await("reports", () -> client.reportCount == 7);
        final List<UnsafeBuffer> sent = List.copyOf(client.reportFrames);
        client.reportFrames.clear();
        client.heard.clear();
        client.newOrder(4);
        client.newOrder(2);
        client.newOrder(2);
        exchange.awaitHousekeeping("answers", () -> client.reportCount == 10);
        exchange.run(20);
        assertEquals(List.of(sent.get(1), sent.get(3), sent.get(6)), sorted(client.reportFrames));
        assertEquals(3, client.heard.size());
        assertEquals(5, exchange.engine.commandCount);
        assertEquals(3, exchange.engine.repeatedCount);
        client.nextSeqNum = 6;
        exchange.assertTrades(client);
    }

    @Test
    void shouldTellOfALeftOutCommandThatComesLaterThatItIsNotApplied() {
        final RawClient client = exchange.logOn(ALPHA);
        client.newOrder(1);
        client.newOrder(4);
        exchange.await("answers", () -> client.heard.size() == 3);
        client.heard.clear();
        client.newOrder(3);
        client.newOrder(2);
        exchange.awaitHousekeeping("answers", () -> client.heard.size() == 2);
        assertEquals(
                List.of(
                        "NotApplied " + client.epoch + " from=2 count=1",
                        "NotApplied " + client.epoch + " from=3 count=1"),
                client.heard.stream().sorted().toList());
        assertEquals(2, exchange.engine.commandCount);
    }

    @Test
    void shouldEndTheSessionWhenMoreCommandsComeAgainThanMayBeUnanswered() {
        exchange.gateway.close();
        exchange.launchGateway(context -> context.eventsJournal(directory).maxOutstanding(3));
        exchange.await("engine", exchange.gateway::isConnected);
        exchange.engine.journals = false;
        final RawClient client = exchange.logOn(ALPHA);
        exchange.assertTrades(client);
        for (int i = 0; i < 7; i++) {
            client.newOrder(1);
        }
        exchange.await("end", () -> client.ended);
        assertEquals("Terminate " + client.epoch + " PROTOCOL_VIOLATION", client.heard.get(client.heard.size() - 1));
    }

    @Test
    void shouldServeOthersWhenAClientDoesNotReadWhatItAskedFor() {
        final RawClient idle = exchange.logOn(ALPHA);
        final RawClient client = exchange.logOn(BETA);
        final int reports = 20_000;
        idle.records = false;
        for (int i = 0; i < reports; i++) {
            exchange.engine.report(ALPHA, NullValue.INT64, 1);
            if (i % 100 == 0) {
                exchange.run();
            }
        }
        exchange.await("reports", () -> idle.reportCount == reports);
        exchange.assertTrades(client);
        idle.reads = false;
        idle.requestReports(1, reports);
        exchange.awaitHousekeeping("a full stream", () -> {
            client.heartbeat();
            idle.heartbeat();
            exchange.run();
            return exchange.gateway.doWork() == 0;
        });
        client.requestReports(1, 1);
        exchange.awaitHousekeeping("report", () -> client.reportCount == 2);
        idle.reads = true;
        exchange.awaitHousekeeping("all reports", () -> {
            client.heartbeat();
            idle.heartbeat();
            return idle.reportCount == 2 * reports;
        });
    }

    @Test
    void shouldEndSessionsWhenTheEngineIsGoneAndGoOnWhenItIsBack() {
        final RawClient client = exchange.logOn(ALPHA);
        final RawClient other = negotiated("beta");
        exchange.assertTrades(client);
        exchange.advanceMs(10);
        exchange.stopEngine();
        client.newOrder(2);
        exchange.advanceMs(10);
        exchange.await("end", () -> client.ended);
        assertEquals("Terminate " + client.epoch + " ENGINE_LOST", client.heard.get(1));
        other.establish("beta", GatewayHarness.secret(BETA), KEEP_ALIVE_MS);
        exchange.await("answer", () -> other.heard.size() == 2);
        assertEquals("LogonReject " + other.epoch + " ENGINE_UNAVAILABLE", other.heard.get(1));

        exchange.launchEngine();
        exchange.engine.journal(directory);
        exchange.engine.losesEvents = true;
        exchange.engine.report(ALPHA, NullValue.INT64, 9);
        exchange.engine.losesEvents = false;
        exchange.await("engine", exchange.gateway::isConnected);
        final RawClient second = resume(client);
        assertEquals(3, second.nextSeqNum);
        assertEquals(4, second.nextReportSeqNum);
        second.requestReports(2, 2);
        exchange.awaitHousekeeping("reports", () -> second.reportCount == 2);
        exchange.assertTrades(second);
        other.heard.clear();
        other.nonce = null;
        exchange.logOn(other, BETA, KEEP_ALIVE_MS);
    }

    private RawClient negotiated() {
        return negotiated("alpha");
    }

    private RawClient negotiated(final String keyId) {
        final RawClient client = exchange.connect();
        client.negotiate(keyId);
        exchange.await("challenge", () -> client.nonce != null);
        return client;
    }

    /** Logs on once more with the epoch of a client, which is gone then. */
    private RawClient resume(final RawClient before) {
        before.close();
        exchange.rawClients.remove(before);
        exchange.advanceMs(10);
        exchange.awaitHousekeeping("the key", () -> exchange.establishedSessions() == 0);
        final RawClient client = exchange.connect();
        client.epoch = before.epoch;
        exchange.logOn(client, ALPHA, KEEP_ALIVE_MS);
        client.heard.clear();
        return client;
    }

    private void reportOfEveryKind(final int count) {
        for (int i = 0; i < count; i++) {
            switch (i % 4) {
                case 0 -> {
                    exchange.engine
                            .execution(ALPHA)
                            .execType(ExecType.TRADE)
                            .lastPx(i)
                            .lastQty(i + 1)
                            .mdSequence(i);
                    exchange.engine.sendExecution();
                }
                case 1 -> {
                    exchange.engine.cancelReject(ALPHA).clOrdId(i);
                    exchange.engine.sendCancelReject();
                }
                case 2 -> {
                    exchange.engine.preventedMatch(ALPHA).price(i);
                    exchange.engine.sendPreventedMatch();
                }
                default -> exchange.engine.report(ALPHA, i, i);
            }
            exchange.engine.report(BETA, i, i);
            exchange.engine.refuseDefinition();
        }
    }

    private void assertSentAgain(
            final List<UnsafeBuffer> sent, final RawClient client, final long from, final int count) {
        client.heard.clear();
        client.reportFrames.clear();
        client.requestReports(from, count);
        exchange.awaitHousekeeping("reports", () -> client.reportFrames.size() == count);
        assertEquals(
                "Retransmission " + client.epoch + " from=" + from + " count=" + count + " NULL_VAL",
                client.heard.get(0));
        assertEquals(sent, client.reportFrames);
        exchange.advanceMs(1);
        exchange.run(3);
    }

    private static List<UnsafeBuffer> sorted(final List<UnsafeBuffer> frames) {
        final UnsafeBuffer[] inOrder = frames.toArray(new UnsafeBuffer[0]);
        Arrays.sort(inOrder, (left, right) -> Long.compare(left.getLong(16), right.getLong(16)));
        return new ArrayList<>(List.of(inOrder));
    }
}
