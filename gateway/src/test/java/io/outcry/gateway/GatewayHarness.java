/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.aeron.Aeron;
import io.aeron.CommonContext;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.agrona.CloseHelper;
import org.agrona.LangUtil;
import org.agrona.concurrent.status.CountersReader;

/**
 * A real gateway between an embedded media driver, a test engine and test clients, all driven by {@link #run} on the
 * thread of the test. The gateway's clock stands still unless a test moves it.
 */
final class GatewayHarness implements AutoCloseable {
    static final int ALPHA = 1;
    static final int BETA = 2;
    static final int KEEP_ALIVE_MS = 10_000;
    static final List<ApiKey> KEYS = List.of(
            new ApiKey(ALPHA, "alpha", "secret of alpha", 11),
            new ApiKey(BETA, "beta", "secret of beta", 22),
            new ApiKey(3, "key-id-of-exactly-32-characters!", "long", 33));
    private static final long DEADLINE_NS = TimeUnit.SECONDS.toNanos(20);

    final List<RawClient> rawClients = new ArrayList<>();
    private final MediaDriver driver;
    private final Aeron exchangeAeron;
    private final Aeron rawAeron;
    private Aeron gatewayAeron;
    private Aeron threadedAeron;
    private UnaryOperator<GatewayContext> gatewaySettings;
    private TestEngine stoppedEngine;
    private final ExecutorService helper = Executors.newSingleThreadExecutor();
    private long nextEpoch = 1_000;

    /** Negative, because clocks may be. */
    long nowNs = -TimeUnit.HOURS.toNanos(1);

    Gateway gateway;
    TestEngine engine;

    GatewayHarness() {
        driver = MediaDriver.launch(new MediaDriver.Context()
                .aeronDirectoryName(CommonContext.generateRandomDirName())
                .threadingMode(ThreadingMode.INVOKER)
                .termBufferSparseFile(true)
                .timerIntervalNs(TimeUnit.MILLISECONDS.toNanos(1))
                .publicationLingerTimeoutNs(TimeUnit.MILLISECONDS.toNanos(2))
                .errorHandler(error -> {})
                .dirDeleteOnShutdown(true));
        exchangeAeron = invokedAeron();
        rawAeron = invokedAeron();
    }

    private Aeron invokedAeron() {
        return Aeron.connect(new Aeron.Context()
                .aeronDirectoryName(driver.aeronDirectoryName())
                .useConductorAgentInvoker(true)
                .driverAgentInvoker(driver.sharedAgentInvoker())
                .resourceLingerDurationNs(TimeUnit.MILLISECONDS.toNanos(5))
                .errorHandler(LangUtil::rethrowUnchecked));
    }

    GatewayHarness launch() {
        return launch(context -> context);
    }

    GatewayHarness launch(final UnaryOperator<GatewayContext> settings) {
        launchGateway(settings);
        launchEngine();
        await("engine", gateway::isConnected);
        return this;
    }

    void launchWithJournal(final Path directory) {
        launchGateway(context -> context.eventsJournal(directory));
        launchEngine();
        engine.journal(directory);
        await("engine", gateway::isConnected);
    }

    void launchGateway(final UnaryOperator<GatewayContext> settings) {
        gatewaySettings = settings;
        gatewayAeron = invokedAeron();
        gateway = Gateway.launch(settings.apply(
                new GatewayContext().aeron(gatewayAeron).keys(KEYS).clock(() -> nowNs)));
    }

    /** Ends the gateway as if its process were killed, and starts another one. */
    void killGateway() {
        gatewayAeron.close();
        launchGateway(gatewaySettings);
        await("engine", gateway::isConnected);
    }

    /** Goes on where an engine that was stopped has stopped. */
    void launchEngine() {
        engine = new TestEngine(exchangeAeron, stoppedEngine, () -> {
            runWithoutGateway();
            gateway.doWork();
        });
    }

    void stopEngine() {
        engine.close();
        stoppedEngine = engine;
        engine = null;
        await("no engine", () -> !gateway.isConnected());
    }

    String aeronDirectory() {
        return driver.aeronDirectoryName();
    }

    Aeron rawAeron() {
        return rawAeron;
    }

    /** Client with a conductor thread of its own, as a strategy has it. */
    Aeron threadedAeron() {
        if (threadedAeron == null) {
            threadedAeron = Aeron.connect(new Aeron.Context()
                    .aeronDirectoryName(driver.aeronDirectoryName())
                    .errorHandler(LangUtil::rethrowUnchecked));
        }
        return threadedAeron;
    }

    RawClient connect() {
        final RawClient client = new RawClient(rawAeron, this::run, nextEpoch++);
        rawClients.add(client);
        return client;
    }

    RawClient logOn(final int sessionId) {
        final RawClient client = connect();
        logOn(client, sessionId, KEEP_ALIVE_MS);
        client.heard.clear();
        client.fragmentSizes.clear();
        return client;
    }

    void logOn(final RawClient client, final int sessionId, final long keepAliveMs) {
        client.negotiate(KEYS.get(sessionId - 1).keyId());
        await("challenge", () -> client.nonce != null);
        client.establish(KEYS.get(sessionId - 1).keyId(), secret(sessionId), keepAliveMs);
        await("established", () -> client.established);
    }

    static String secret(final int sessionId) {
        return sessionId == ALPHA ? "secret of alpha" : sessionId == BETA ? "secret of beta" : "long";
    }

    /** One order of an established session goes to the engine and comes back as a report. */
    void assertTrades(final RawClient client) {
        final int heard = client.heard.size();
        final long reportSeqNum = client.nextReportSeqNum;
        final long seqNum = client.nextSeqNum;
        client.newOrder(seqNum);
        await("report to " + client.heard, () -> client.heard.size() > heard);
        assertEquals(
                "Execution " + client.epoch + " " + reportSeqNum + " ref=" + seqNum + " NEW", client.heard.get(heard));
        assertEquals(heard + 1, client.heard.size());
    }

    /** One duty cycle of everybody. */
    void run() {
        runWithoutGateway();
        gateway.doWork();
        if (engine != null) {
            engine.poll();
        }
        for (final RawClient client : rawClients) {
            client.poll();
        }
    }

    void runWithoutGateway() {
        driver.sharedAgentInvoker().invoke();
        exchangeAeron.conductorAgentInvoker().invoke();
        gatewayAeron.conductorAgentInvoker().invoke();
        rawAeron.conductorAgentInvoker().invoke();
    }

    void run(final int times) {
        for (int i = 0; i < times; i++) {
            run();
        }
    }

    /** Moves the clock, which makes housekeeping due, and lets everybody work. */
    void advanceMs(final long ms) {
        nowNs += TimeUnit.MILLISECONDS.toNanos(ms);
        run(3);
    }

    void await(final String what, final BooleanSupplier condition) {
        await(what, condition, this::run);
    }

    /** Lets the clock of the gateway follow the real one while waiting: for what housekeeping has to notice. */
    void awaitHousekeeping(final String what, final BooleanSupplier condition) {
        final long offsetNs = nowNs - System.nanoTime();
        await(what, condition, () -> {
            nowNs = offsetNs + System.nanoTime();
            run();
        });
    }

    static void await(final String what, final BooleanSupplier condition, final Runnable step) {
        final long deadlineNs = System.nanoTime() + DEADLINE_NS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadlineNs > 0) {
                fail("waited too long for " + what);
            }
            step.run();
        }
    }

    /** Runs something that blocks on another thread, and the exchange on this one, until it is done. */
    <T> T whileRunning(final Callable<T> blocking) {
        final Future<T> result = helper.submit(blocking);
        await("a blocking call", result::isDone);
        try {
            return result.get();
        } catch (final ExecutionException e) {
            LangUtil.rethrowUnchecked(e.getCause());
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return null;
    }

    long counter(final int typeId) {
        final CountersReader counters = exchangeAeron.countersReader();
        final long[] value = {-1};
        counters.forEach((counterId, counterTypeId, keyBuffer, label) -> {
            if (counterTypeId == typeId) {
                value[0] = counters.getCounterValue(counterId);
            }
        });
        return value[0];
    }

    long refusedFrames() {
        return counter(Gateway.REFUSED_COUNTER_TYPE_ID);
    }

    long establishedSessions() {
        return counter(Gateway.SESSIONS_COUNTER_TYPE_ID);
    }

    @Override
    public void close() {
        helper.shutdownNow();
        CloseHelper.closeAll(gateway, engine, threadedAeron, rawAeron, gatewayAeron, exchangeAeron, driver);
    }
}
