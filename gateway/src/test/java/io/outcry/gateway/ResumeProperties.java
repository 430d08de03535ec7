/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.gateway;

import static io.outcry.gateway.GatewayHarness.ALPHA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outcry.client.OrderListener;
import io.outcry.client.OrderSession;
import io.outcry.codecs.NullValue;
import io.outcry.codecs.orderentry.ExecutionReportDecoder;
import io.outcry.codecs.types.Side;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever breaks, and when: each command of a client has one effect, and its listener hears each report of the engine once,
 * in order. {@code -Doutcry.seed=...} runs a seed again.
 */
class ResumeProperties {
    private static final int STEPS = Integer.getInteger("outcry.steps", 4_000);
    private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(15);

    @TempDir
    private Path directory;

    private final long seed = Long.getLong("outcry.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final GatewayHarness exchange = new GatewayHarness();
    private final List<String> heard = new ArrayList<>();
    private OrderSession session;
    private long sent;
    private int resumed;

    @Test
    void shouldApplyEachCommandAndTellEachReportOnceWhereverTheConnectionBreaks() {
        try {
            launch();
            for (int step = 0; step < STEPS; step++) {
                step();
            }
            finish();
            assertEquals(exchange.engine.reports, heard);
            final List<Long> applied = exchange.engine.commands.stream()
                    .map(command -> Long.parseLong(command.replaceAll(".* ref=(\\d+) .*", "$1")))
                    .toList();
            assertEquals(sent, applied.size());
            for (int i = 0; i < sent; i++) {
                assertEquals(i + 1, applied.get(i));
            }
            assertTrue(resumed > STEPS / 200, () -> "resumed " + resumed + " times");
        } catch (final AssertionError | RuntimeException e) {
            throw new AssertionError("-Doutcry.seed=" + seed + ": " + e.getMessage(), e);
        } finally {
            exchange.close();
        }
    }

    private void launch() {
        exchange.launchGateway(context -> context.eventsJournal(directory));
        exchange.launchEngine();
        exchange.engine.journal(directory);
        exchange.await("engine", exchange.gateway::isConnected);
        final OrderListener listener = new OrderListener() {
            @Override
            public void onExecutionReport(final ExecutionReportDecoder report) {
                heard.add(ALPHA + ": " + report.seqNum() + " ref=" + TestEngine.text(report.refSeqNum()) + " of event "
                        + report.mdSequence());
            }
        };
        session = exchange.whileRunning(() -> OrderSession.establish(
                exchange.threadedAeron(), "alpha", GatewayHarness.secret(ALPHA), 2_000, listener, TIMEOUT_NS));
    }

    private void step() {
        switch (random.nextInt(100)) {
            case 0, 1 -> breakConnection();
            case 2, 3, 4 -> exchange.engine.journals = random.nextInt(3) > 0;
            case 5, 6, 7, 8 -> exchange.engine.report(ALPHA, NullValue.INT64, 7);
            case 9, 10, 11, 12, 13, 14, 15, 16 -> sendBurst(1 + random.nextInt(30));
            case 17 -> exchange.engine.reads = random.nextInt(3) > 0;
            case 18 -> exchange.engine.catchUp();
            case 19 -> exchange.advanceMs(random.nextInt(20));
            case 20, 21, 22, 23, 24, 25, 26, 27 -> exchange.gateway.doWork();
            case 28, 29, 30, 31, 32, 33, 34, 35 -> exchange.engine.poll();
            case 36, 37, 38, 39, 40, 41, 42, 43, 44, 45 -> session.poll(1 + random.nextInt(4));
            default -> run();
        }
        if (!session.isEstablished()) {
            reconnect();
        }
    }

    private void sendBurst(final int commands) {
        for (int i = 0; i < commands; i++) {
            final long result = session.limit(sent + 1, 1, Side.BUY, 100, 1);
            if (result > 0) {
                assertEquals(++sent, result);
            }
        }
    }

    private void breakConnection() {
        if (random.nextInt(3) > 0) {
            exchange.killGateway();
        } else {
            exchange.gateway.close();
            exchange.killGateway();
        }
        exchange.await("the end of the session", () -> {
            session.poll();
            return !session.isEstablished();
        });
    }

    private void reconnect() {
        exchange.engine.reads = true;
        exchange.whileRunning(() -> {
            session.reconnect(TIMEOUT_NS);
            return session;
        });
        resumed++;
    }

    private void run() {
        exchange.nowNs += TimeUnit.MICROSECONDS.toNanos(200);
        exchange.run();
        session.poll();
    }

    private void finish() {
        exchange.engine.reads = true;
        exchange.engine.journals = true;
        exchange.engine.catchUp();
        exchange.await("all reports after " + heard.size(), () -> {
            exchange.nowNs += TimeUnit.MILLISECONDS.toNanos(1);
            session.poll();
            if (!session.isEstablished()) {
                reconnect();
            }
            return session.outstanding() == 0 && heard.size() >= exchange.engine.reports.size();
        });
    }
}
