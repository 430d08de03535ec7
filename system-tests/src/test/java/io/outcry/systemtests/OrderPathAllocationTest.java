/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import io.aeron.Aeron;
import io.outcry.client.OrderListener;
import io.outcry.client.OrderSession;
import io.outcry.codecs.types.Side;
import io.outcry.launcher.config.ConfigLoader;
import io.outcry.launcher.node.NodeContext;
import io.outcry.launcher.node.SharedExchange;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The thread of a shared exchange, from the gateway's decoding to the execution report, with the journal on. */
class OrderPathAllocationTest {
    private static final int ORDERS = 20_000;
    private static final int ROUNDS = 200;

    @TempDir
    Path scratch;

    @Test
    void shouldNotAllocateOnTheOrderPathAfterWarmUp() {
        final Path aeronDir =
                Path.of("/dev/shm", "outcry-test-" + ProcessHandle.current().pid() + "-allocation");
        final var config =
                ConfigLoader.load(Optional.empty(), List.of("aeronDir=" + aeronDir, "traders.enabled=false"), Map.of());
        try (SharedExchange exchange =
                        SharedExchange.launch(new NodeContext(config, scratch.resolve("journal"), () -> {}));
                Aeron aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(aeronDir.toString()));
                OrderSession session = OrderSession.establish(
                        aeron, "demo", "demo-secret", 10_000, new OrderListener() {}, TimeUnit.SECONDS.toNanos(20))) {
            final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            final long exchangeThread = threadId("exchange");
            final long clientThread = Thread.currentThread().getId();
            // The first rounds warm up; the driver's housekeeping falls into some of the others.
            long least = Long.MAX_VALUE;
            for (int round = 0; round < ROUNDS && least > 0; round++) {
                final long before = allocated(threads, exchangeThread) + allocated(threads, clientThread);
                trade(session, (long) round * ORDERS, ORDERS);
                least = Math.min(least, allocated(threads, exchangeThread) + allocated(threads, clientThread) - before);
            }

            assertEquals(0, least, "bytes allocated for " + ORDERS + " commands by the exchange and its client");
        }
    }

    /** Pairs that trade, orders that rest and are replaced and cancelled, and a cancel that comes too late. */
    private static void trade(final OrderSession session, final long firstId, final int orders) {
        for (long id = firstId + 1; id <= firstId + orders; id += 5) {
            while (session.outstanding() > 900) {
                session.poll();
            }
            session.limit(id, 1, Side.BUY, 1_000 + id % 50, 100);
            session.limit(id + 1, 1, Side.SELL, 1_000, 60);
            session.replace(id + 2, id, 1, 990, 90);
            session.cancel(id + 3, id + 2, 1);
            session.cancel(id + 4, id, 1);
            session.poll();
        }
        while (session.outstanding() > 0) {
            session.poll();
        }
    }

    private static long allocated(final ThreadMXBean threads, final long thread) {
        return threads.getThreadAllocatedBytes(thread);
    }

    private static long threadId(final String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .findFirst()
                .orElseThrow()
                .getId();
    }
}
