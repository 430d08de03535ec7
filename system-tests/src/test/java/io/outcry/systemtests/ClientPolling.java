/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.systemtests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outcry.client.ExchangeClient;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Polls a client until it has heard what a test waits for. */
final class ClientPolling {
    private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(20);

    private ClientPolling() {}

    static void await(final ExchangeClient client, final String what, final BooleanSupplier condition) {
        final long deadlineNs = System.nanoTime() + TIMEOUT_NS;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - deadlineNs < 0, () -> "no " + what);
            client.pollOrIdle();
        }
    }
}
