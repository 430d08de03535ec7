/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.node;

import io.aeron.Aeron;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.outcry.gateway.Gateway;
import io.outcry.marketdata.MarketDataPublisher;
import io.outcry.matching.MatchingEngine;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.CloseHelper;
import org.agrona.LangUtil;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentInvoker;
import org.agrona.concurrent.SleepingIdleStrategy;

/**
 * The whole exchange in this process: one thread for the media driver, gateway, engine and market data, a second one for
 * the follower. The thread that launches it closes it.
 */
public final class SharedExchange implements Exchange {
    /** Gateway and market data read on the engine's thread: 256 KiB instead of 4 MiB makes an order about 40 ns cheaper. */
    private static final int EVENT_TERM_LENGTH = 256 * 1024;

    private static final long FOLLOWER_IDLE_NS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long GOODBYE_NS = TimeUnit.MILLISECONDS.toNanos(200);

    private final NodeContext context;
    private final MediaDriver driver;
    private final Aeron aeron;
    private final MatchingEngine engine;
    private final Gateway gateway;
    private final MarketDataPublisher marketData;
    private final AgentThread exchangeThread;
    private final AgentThread followerThread;

    private SharedExchange(final NodeContext context) {
        this.context = context;
        driver = DriverSettings.launch(context.aeronDirectory(), ThreadingMode.INVOKER, context.onFailure());
        try {
            aeron = Aeron.connect(new Aeron.Context()
                    .aeronDirectoryName(driver.aeronDirectoryName())
                    .driverAgentInvoker(driver.sharedAgentInvoker())
                    .useConductorAgentInvoker(true)
                    .preTouchMappedMemory(true)
                    .errorHandler(LangUtil::rethrowUnchecked));
            engine = MatchingEngine.launch(context.engine(aeron).eventTermLength(EVENT_TERM_LENGTH));
            gateway = Gateway.launch(context.gateway(aeron));
            marketData = new MarketDataPublisher(context.marketData(aeron));
        } catch (final RuntimeException e) {
            driver.close();
            throw e;
        }
        exchangeThread = AgentThread.start(
                new ExchangeAgent(
                        gateway,
                        engine.sequencer(),
                        marketData,
                        driver.sharedAgentInvoker(),
                        aeron.conductorAgentInvoker()),
                context.idleStrategy(1),
                context.onFailure());
        followerThread =
                AgentThread.start(engine.follower(), new SleepingIdleStrategy(FOLLOWER_IDLE_NS), context.onFailure());
    }

    /**
     * Starts everything.
     *
     * @param context configuration and journal folder
     * @return trading
     * @throws ExchangeStartException if the Aeron directory is in use
     * @throws io.outcry.journal.JournalException if the journal is in use or damaged
     */
    public static SharedExchange launch(final NodeContext context) {
        return new SharedExchange(context);
    }

    @Override
    public Path aeronDirectory() {
        return context.aeronDirectory();
    }

    @Override
    public Path journalDirectory() {
        return context.journalDirectory();
    }

    @Override
    public Throwable failure() {
        return exchangeThread.failure() == null ? followerThread.failure() : exchangeThread.failure();
    }

    @Override
    public void close() {
        exchangeThread.close();
        gateway.close();
        sayGoodbye();
        CloseHelper.closeAll(
                exchangeThread.failure() == null ? engine : null, marketData, followerThread, aeron, driver);
    }

    /** The last messages are in the streams; the driver keeps them there until clients had a moment to read. */
    private void sayGoodbye() {
        final long deadlineNs = System.nanoTime() + GOODBYE_NS;
        while (System.nanoTime() - deadlineNs < 0) {
            driver.sharedAgentInvoker().invoke();
            aeron.conductorAgentInvoker().invoke();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    /** An order's way is the order of the calls. The driver's work is not counted: it never ends. */
    private record ExchangeAgent(
            Agent gateway, Agent sequencer, Agent marketData, AgentInvoker driver, AgentInvoker aeron)
            implements Agent {
        @Override
        public int doWork() throws Exception {
            final int work = gateway.doWork() + sequencer.doWork() + marketData.doWork();
            driver.invoke();
            aeron.invoke();
            return work;
        }

        @Override
        public String roleName() {
            return "exchange";
        }
    }
}
