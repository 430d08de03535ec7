/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outcry.client.ClientContext;
import io.outcry.client.ExchangeClient;
import io.outcry.client.OrderListener;
import io.outcry.client.OrderSession;
import io.outcry.codecs.NullValue;
import io.outcry.codecs.orderentry.ExecutionReportDecoder;
import io.outcry.codecs.types.BooleanType;
import io.outcry.codecs.types.ExecType;
import io.outcry.codecs.types.Side;
import io.outcry.codecs.types.TerminateReason;
import io.outcry.launcher.node.Node;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Gateway and engine are processes that are killed while a client trades with itself; it resumes its session each time. */
class RecoverySystemTest implements OrderListener {
    private static final int ORDERS = 20_000;
    private static final int PRICE = 100;
    private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(60);

    private final Path aeronDir =
            Path.of("/dev/shm", "outcry-test-" + ProcessHandle.current().pid() + "-recovery");
    private final List<Long> accepted = new ArrayList<>();
    private final List<Long> taken = new ArrayList<>();
    private final List<Long> tradeIds = new ArrayList<>();
    private final List<TerminateReason> ends = new ArrayList<>();
    private ExchangeClient client;
    private OrderSession session;
    private long sent;
    private long reports;
    private int btcUsd;

    @TempDir
    Path scratch;

    @Test
    @EnabledIfSystemProperty(
            named = "outcry.kills",
            matches = "[1-9]\\d*",
            disabledReason = "-Doutcry.kills=N or -Pslow")
    void shouldLoseAndDoubleNothingWhenGatewayAndEngineAreKilled() throws Exception {
        try (ExchangeProcesses exchange = new ExchangeProcesses(aeronDir, scratch)) {
            exchange.start();
            client = ExchangeClient.connect(new ClientContext()
                    .aeronDirectory(aeronDir.toString())
                    .key("demo")
                    .secret("demo-secret")
                    .timeoutMs(TimeUnit.NANOSECONDS.toMillis(TIMEOUT_NS))
                    .orderListener(this));
            session = client.orders();
            btcUsd = client.awaitInstrument("BTC-USD").instrumentId();
            trade();

            exchange.kill(Node.Role.GATEWAY);
            tradeUntilEnded();
            exchange.start();
            session.reconnect(TIMEOUT_NS);
            trade();

            exchange.kill(Node.Role.ENGINE);
            exchange.start();
            trade();
            awaitAnswers();

            exchange.kill(Node.Role.ENGINE);
            tradeUntilEnded();
            assertEquals(TerminateReason.ENGINE_LOST, ends.get(ends.size() - 1));
            exchange.start();
            session.reconnect(TIMEOUT_NS);
            trade();
            awaitAnswers();

            final long firstOfNext = sent + 1;
            ClientPolling.await(client, "market data", () -> client.marketData()
                    .book(btcUsd)
                    .isWhole());
            exchange.stop();
            client.close();
            assertEquals(numbers(1, firstOfNext), accepted);
            assertEquals(sent / 2, taken.size());
            assertEquals(numbers(1, sent / 2 + 1), tradeIds);
            assertRecorded();
        }
    }

    /** The events that the engine made for the session are those that its client has heard. */
    private void assertRecorded() throws Exception {
        final String journal = scratch.toString();
        assertEquals(0, OutcryProcess.run("journal", "verify", journal).exitCode());
        final String events =
                OutcryProcess.run("journal", "dump", "--events", journal).output();
        assertEquals(
                reports,
                events.lines().filter(line -> line.contains(" ExecutionEvent ")).count());
        assertEquals(
                sent,
                events.lines().filter(line -> line.contains("execType=NEW ")).count());
    }

    private void trade() {
        final long end = sent + ORDERS;
        final long deadlineNs = System.nanoTime() + TIMEOUT_NS;
        while (sent < end) {
            assertTrue(System.nanoTime() - deadlineNs < 0, () -> "sent " + sent + " orders, heard " + reports);
            send();
            if (!session.isEstablished()) { // nobody polled while a process was started, for longer than the keep-alive
                session.reconnect(TIMEOUT_NS);
            }
        }
    }

    private void tradeUntilEnded() {
        final long deadlineNs = System.nanoTime() + TIMEOUT_NS;
        while (session.isEstablished()) {
            assertTrue(System.nanoTime() - deadlineNs < 0, "the session does not end");
            send();
        }
    }

    /** Each second order takes the one before. */
    private void send() {
        final Side side = sent % 2 == 0 ? Side.SELL : Side.BUY;
        final long result = session.limit(sent + 1, btcUsd, side, PRICE, 1);
        if (result > 0) {
            assertEquals(++sent, result);
            client.poll();
        } else {
            client.pollOrIdle();
        }
    }

    private void awaitAnswers() {
        final long deadlineNs = System.nanoTime() + TIMEOUT_NS;
        while (session.outstanding() > 0 || tradeIds.size() < sent / 2) {
            assertTrue(System.nanoTime() - deadlineNs < 0, () -> "waited for " + session.outstanding() + " answers");
            client.pollOrIdle();
        }
    }

    private static List<Long> numbers(final long first, final long end) {
        final List<Long> numbers = new ArrayList<>();
        for (long number = first; number < end; number++) {
            numbers.add(number);
        }
        return numbers;
    }

    @Override
    public void onExecutionReport(final ExecutionReportDecoder report) {
        assertEquals(++reports, report.seqNum());
        if (report.execType() == ExecType.NEW) {
            accepted.add(report.refSeqNum());
        } else {
            assertEquals(ExecType.TRADE, report.execType());
            final boolean takes = report.aggressor() == BooleanType.TRUE;
            assertEquals(takes, report.refSeqNum() != NullValue.INT64);
            if (takes) {
                taken.add(report.refSeqNum());
                tradeIds.add(report.tradeId());
            }
        }
    }

    @Override
    public void onTerminated(final TerminateReason reason) {
        ends.add(reason);
    }
}
