/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.node;

import java.util.concurrent.atomic.AtomicReference;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.AgentTerminationException;
import org.agrona.concurrent.IdleStrategy;

/**
 * One thread that runs agents. An error of an agent ends the thread: an exchange that is wrong must be down.
 * {@link #close()} waits for the thread and then throws nothing; {@link #failure()} says how it ended.
 */
final class AgentThread implements AutoCloseable {
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final AgentRunner runner;

    private AgentThread(final Agent agent, final IdleStrategy idleStrategy, final Runnable onFailure) {
        runner = new AgentRunner(
                idleStrategy,
                error -> {
                    failure.compareAndSet(null, error.getCause() == null ? error : error.getCause());
                    onFailure.run();
                },
                null,
                new Halting(agent));
    }

    static AgentThread start(final Agent agent, final IdleStrategy idleStrategy, final Runnable onFailure) {
        final AgentThread thread = new AgentThread(agent, idleStrategy, onFailure);
        AgentRunner.startOnThread(thread.runner);
        return thread;
    }

    /** Returns null unless an agent failed. */
    Throwable failure() {
        return failure.get();
    }

    @Override
    public void close() {
        runner.close();
    }

    private record Halting(Agent agent) implements Agent {
        @Override
        public void onStart() {
            TimerSlack.reduce();
            agent.onStart();
        }

        @Override
        public int doWork() {
            try {
                return agent.doWork();
            } catch (final Exception | Error e) {
                throw new AgentTerminationException(e);
            }
        }

        @Override
        public void onClose() {
            agent.onClose();
        }

        @Override
        public String roleName() {
            return agent.roleName();
        }
    }
}
