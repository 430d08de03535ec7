/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.ShutdownSignalBarrier;

/**
 * Tells the main thread that Ctrl-C, SIGTERM or a failing part asks it to stop. The process ends when this is closed, so
 * that everything can be stopped in order before.
 */
final class StopSignal implements AutoCloseable {
    private final ShutdownSignalBarrier barrier = new ShutdownSignalBarrier();
    private final CountDownLatch raised = new CountDownLatch(1);

    StopSignal() {
        final Thread waiter = new Thread(
                () -> {
                    barrier.await();
                    raised.countDown();
                },
                "stop-signal");
        waiter.setDaemon(true);
        waiter.start();
    }

    void raise() {
        raised.countDown();
    }

    boolean isRaised() {
        return raised.getCount() == 0;
    }

    /** Returns whether it was raised within the time. */
    boolean await(final long timeoutMs) throws InterruptedException {
        return raised.await(timeoutMs, TimeUnit.MILLISECONDS);
    }

    void await() throws InterruptedException {
        raised.await();
    }

    @Override
    public void close() {
        barrier.close();
    }
}
