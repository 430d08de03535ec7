/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.node;

import io.aeron.Aeron;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.exceptions.AeronException;
import io.outcry.gateway.Gateway;
import io.outcry.marketdata.MarketDataPublisher;
import io.outcry.matching.MatchingEngine;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;
import org.agrona.LangUtil;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentInvoker;
import org.agrona.concurrent.SleepingIdleStrategy;

/** One part of an exchange in a process of its own, over the media driver that all parts share. */
public final class Node implements AutoCloseable {
    /** The parts, in the order in which they start. */
    public enum Role {
        /** Media driver. */
        DRIVER,
        /** Sequencer and follower. */
        ENGINE,
        /** Sessions of the clients. */
        GATEWAY,
        /** Publisher of books and trades. */
        MARKET_DATA;

        /**
         * As it is written on the command line.
         *
         * @return lower case with hyphens
         */
        public String commandName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private static final int PROCESSES = Role.values().length;
    private static final long FOLLOWER_IDLE_NS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long DRIVER_TIMEOUT_MS = 10_000;

    private final NodeContext context;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private AgentThread main;
    private AgentThread follower;

    private Node(final NodeContext context) {
        this.context = context;
    }

    /**
     * Starts a part.
     *
     * @param role which part
     * @param context configuration and journal folder
     * @return running
     * @throws ExchangeStartException if there is no media driver, or one too many
     * @throws io.outcry.journal.JournalException if the journal is in use or damaged
     */
    public static Node launch(final Role role, final NodeContext context) {
        final Node node = new Node(context);
        try {
            switch (role) {
                case DRIVER -> node.launchDriver();
                case ENGINE -> node.launchEngine();
                case GATEWAY -> node.launchGateway();
                case MARKET_DATA -> node.launchMarketData();
            }
            return node;
        } catch (final RuntimeException e) {
            node.close();
            throw e;
        }
    }

    /**
     * Why it stopped by itself.
     *
     * @return null while it runs
     */
    public Throwable failure() {
        if (main != null && main.failure() != null) {
            return main.failure();
        }
        return follower == null ? null : follower.failure();
    }

    @Override
    public void close() {
        CloseHelper.closeAll(parts);
        parts.clear();
    }

    private void launchDriver() {
        final MediaDriver driver =
                DriverSettings.launch(context.aeronDirectory(), ThreadingMode.SHARED, context.onFailure());
        parts.push(driver);
    }

    private void launchEngine() {
        final Aeron aeron = connect();
        final MatchingEngine engine = MatchingEngine.launch(context.engine(aeron));
        follower =
                AgentThread.start(engine.follower(), new SleepingIdleStrategy(FOLLOWER_IDLE_NS), context.onFailure());
        parts.push(follower);
        parts.push(() -> {
            if (main == null || main.failure() == null) {
                engine.close();
            }
        });
        run(engine.sequencer(), aeron);
    }

    private void launchGateway() {
        final Aeron aeron = connect();
        final Gateway gateway = Gateway.launch(context.gateway(aeron));
        parts.push(gateway);
        run(gateway, aeron);
    }

    private void launchMarketData() {
        final Aeron aeron = connect();
        final MarketDataPublisher marketData = new MarketDataPublisher(context.marketData(aeron));
        parts.push(marketData);
        run(marketData, aeron);
    }

    private void run(final Agent agent, final Aeron aeron) {
        main = AgentThread.start(
                new ConductedAgent(agent, aeron.conductorAgentInvoker()),
                context.idleStrategy(PROCESSES),
                context.onFailure());
        parts.push(main);
    }

    private Aeron connect() {
        try {
            final Aeron aeron = Aeron.connect(new Aeron.Context()
                    .aeronDirectoryName(context.aeronDirectory().toString())
                    .driverTimeoutMs(DRIVER_TIMEOUT_MS)
                    .useConductorAgentInvoker(true)
                    .preTouchMappedMemory(true)
                    .errorHandler(LangUtil::rethrowUnchecked));
            parts.push(aeron);
            return aeron;
        } catch (final AeronException e) {
            throw new ExchangeStartException(
                    "no media driver in " + context.aeronDirectory() + "; start 'outcry node driver' first", e);
        }
    }

    /** Runs an agent and, on the same thread, the Aeron client that it uses. */
    private record ConductedAgent(Agent agent, AgentInvoker aeron) implements Agent {
        @Override
        public int doWork() throws Exception {
            final int work = agent.doWork();
            aeron.invoke();
            return work;
        }

        @Override
        public String roleName() {
            return agent.roleName();
        }
    }
}
