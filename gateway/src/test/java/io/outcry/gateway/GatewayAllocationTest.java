/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.gateway;

import static io.outcry.gateway.GatewayHarness.ALPHA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GatewayAllocationTest {
    private static final int BATCH = 50;
    private static final int ROUND_TRIPS = 50_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private long allocated;

    @Test
    void shouldAllocateNothingWhenOrdersAndReportsPass() {
        try (GatewayHarness exchange = new GatewayHarness().launch()) {
            final RawClient client = exchange.logOn(ALPHA);
            exchange.logOn(GatewayHarness.BETA);
            client.records = false;
            exchange.engine.records = false;
            exchange.engine.gathers = true;
            tradeRoundTrips(exchange, client, ROUND_TRIPS);
            // The compiler's transitions allocate now and then: take the best of a few rounds.
            allocated = Long.MAX_VALUE;
            for (int round = 0; round < 10 && allocated > 0; round++) {
                allocated = 0;
                tradeRoundTrips(exchange, client, ROUND_TRIPS);
            }
            assertEquals(0, allocated);
        }
    }

    private void tradeRoundTrips(final GatewayHarness exchange, final RawClient client, final int count) {
        final int end = client.reportCount + count;
        for (int round = 0; client.reportCount < end; round++) {
            assertTrue(round < 2 * count / BATCH, () -> client.reportCount + " reports of " + end);
            for (int i = 0; i < BATCH; i++) {
                final long seqNum = client.nextSeqNum;
                client.send(
                        seqNum % 8 == 0
                                ? client.encodeCancel(seqNum, 1, 1, 1)
                                : seqNum % 8 == 1
                                        ? client.encodeReplace(seqNum, 1, 1, 1)
                                        : client.encodeNewOrder(seqNum));
            }
            measure(exchange);
            exchange.engine.poll();
            measure(exchange);
            client.poll();
            exchange.nowNs += TimeUnit.MILLISECONDS.toNanos(1);
            exchange.runWithoutGateway();
            if (round % 100 == 0) {
                exchange.rawClients.get(1).heartbeat();
                exchange.rawClients.get(1).poll();
            }
        }
    }

    private void measure(final GatewayHarness exchange) {
        final long before = threads.getCurrentThreadAllocatedBytes();
        exchange.gateway.doWork();
        allocated += threads.getCurrentThreadAllocatedBytes() - before;
    }
}
