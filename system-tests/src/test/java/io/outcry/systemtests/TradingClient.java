/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.systemtests;

import io.outcry.client.BookView;
import io.outcry.client.ClientContext;
import io.outcry.client.ExchangeClient;
import io.outcry.client.ExchangeException;
import io.outcry.client.OrderListener;
import io.outcry.client.OrderSession;
import io.outcry.codecs.orderentry.ExecutionReportDecoder;
import io.outcry.codecs.orderentry.OrderCancelRejectDecoder;
import io.outcry.codecs.types.ExecType;
import io.outcry.codecs.types.Side;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** Places, changes and cancels orders at random, resumes its session when it ends, and keeps all that it hears. */
final class TradingClient implements OrderListener, AutoCloseable {
    private static final String SYMBOL = "BTC-USD";
    private static final long MIDDLE = 10_000;
    private static final int PRICES_BESIDE_IT = 10;
    private static final int QTY_MAX = 10;
    private static final int WORKING_MAX = 100;
    private static final int KEEP_ALIVE_MS = 10_000;
    private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(60);
    private static final long ATTEMPT_NS = TimeUnit.SECONDS.toNanos(5);
    private static final long NO_ORDER = Long.MAX_VALUE;

    private final SplittableRandom random;
    private final List<Execution> heard = new ArrayList<>();
    private final List<Long> working = new ArrayList<>();
    private final ExchangeClient client;
    private final OrderSession session;
    private final int instrumentId;
    private long sent;

    TradingClient(final Path aeronDir, final String key, final SplittableRandom random) {
        this.random = random;
        client = ExchangeClient.connect(new ClientContext()
                .aeronDirectory(aeronDir.toString())
                .key(key)
                .secret(key + "-secret")
                .keepAliveMs(KEEP_ALIVE_MS)
                .timeoutMs(TimeUnit.NANOSECONDS.toMillis(ATTEMPT_NS))
                .orderListener(this));
        session = client.orders();
        instrumentId = client.awaitInstrument(SYMBOL).instrumentId();
    }

    int sessionId() {
        return session.sessionId();
    }

    /** Commands that the exchange has taken from it, each under its number, from 1. */
    long sent() {
        return sent;
    }

    List<Execution> heard() {
        return heard;
    }

    BookView book() {
        return client.marketData().book(instrumentId);
    }

    /** Sends a command, if that is possible at this moment, and reads what has come. */
    void trade() {
        final long number = sent + 1;
        final boolean isFull = working.size() >= WORKING_MAX;
        final int choice = working.isEmpty() ? 0 : random.nextInt(isFull ? 8 : 0, 20);
        final long result;
        if (!working.isEmpty() && choice >= 15) {
            result = session.replace(number, anyWorking(), instrumentId, anyPrice(), anyQty());
        } else if (!working.isEmpty() && choice >= 8) {
            result = session.cancel(number, anyWorking(), instrumentId);
        } else {
            result = session.limit(
                    number, instrumentId, random.nextBoolean() ? Side.BUY : Side.SELL, anyPrice(), anyQty());
        }
        if (result > 0) {
            sent++;
        }
        client.pollOrIdle();
    }

    void poll() {
        client.pollOrIdle();
    }

    /** Resumes the session if it has ended, as soon as the exchange lets it. */
    void goOn() {
        final long deadlineNs = System.nanoTime() + TIMEOUT_NS;
        while (!session.isEstablished()) {
            try {
                client.reconnect(ATTEMPT_NS);
            } catch (final ExchangeException e) {
                if (System.nanoTime() - deadlineNs > 0) {
                    throw new AssertionError("cannot resume session " + sessionId(), e);
                }
            }
        }
    }

    /**
     * Waits until everything is answered. When all clients have done that, another time brings the fills that the commands of
     * others have caused meanwhile: they come before the answer to the query that is sent now.
     */
    void settle() {
        long query = session.cancel(NO_ORDER, NO_ORDER, instrumentId);
        final long deadlineNs = System.nanoTime() + TIMEOUT_NS;
        while (query < 0 || session.outstanding() > 0) {
            if (System.nanoTime() - deadlineNs > 0) {
                throw new AssertionError("session " + sessionId() + " waits for " + session.outstanding() + " answers");
            }
            client.pollOrIdle();
            goOn();
            if (query < 0) {
                query = session.cancel(NO_ORDER, NO_ORDER, instrumentId);
            }
        }
        sent++;
    }

    /** Waits until the book shows the effect of everything that it was told. */
    void awaitBook() {
        final long wanted = heard.get(heard.size() - 1).mdSequence();
        ClientPolling.await(
                client,
                "whole book",
                () -> book().isWhole() && client.marketData().sequence() >= wanted);
    }

    @Override
    public void close() {
        client.close();
    }

    @Override
    public void onExecutionReport(final ExecutionReportDecoder report) {
        heard.add(Execution.of(report));
        final ExecType execType = report.execType();
        if (execType == ExecType.REPLACED || execType == ExecType.CANCELED) {
            working.remove(report.origClOrdId());
        }
        if (report.leavesQty() == 0) {
            working.remove(report.clOrdId());
        } else if (execType == ExecType.NEW || execType == ExecType.REPLACED) {
            working.add(report.clOrdId());
        }
    }

    @Override
    public void onCancelReject(final OrderCancelRejectDecoder reject) {
        heard.add(Execution.of(reject));
    }

    private long anyWorking() {
        return working.get(random.nextInt(working.size()));
    }

    private long anyPrice() {
        return MIDDLE + random.nextInt(-PRICES_BESIDE_IT, PRICES_BESIDE_IT + 1);
    }

    private long anyQty() {
        return random.nextInt(1, QTY_MAX + 1);
    }
}
