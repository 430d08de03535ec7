/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GatewayContextTest {
    @Test
    void shouldRefuseToStartWhenAeronIsNotSet() {
        final GatewayContext context = new GatewayContext();
        final Exception e = assertThrows(IllegalStateException.class, () -> Gateway.launch(context));
        assertEquals("aeron must be set", e.getMessage());
    }

    static Stream<UnaryOperator<GatewayContext>> wrongSettings() {
        return Stream.of(
                context -> context.maxSessions(0),
                context -> context.maxOutstanding(0),
                context -> context.maxOutstanding(GatewayContext.MAX_OUTSTANDING_DEFAULT + 1),
                context -> context.keepAliveRangeMs(0, 1_000),
                context -> context.keepAliveRangeMs(1_000, 999));
    }

    @ParameterizedTest
    @MethodSource("wrongSettings")
    void shouldRefuseToStartWhenALimitIsOutOfRange(final UnaryOperator<GatewayContext> setting) {
        try (GatewayHarness harness = new GatewayHarness()) {
            final Exception e = assertThrows(IllegalStateException.class, () -> harness.launchGateway(setting));
            assertEquals("a limit of the gateway is out of range", e.getMessage());
        }
    }

    @Test
    void shouldRefuseToStartWhenSessionIdsAreNotDense() {
        try (GatewayHarness harness = new GatewayHarness()) {
            final List<ApiKey> keys = List.of(new ApiKey(2, "alpha", "secret", 1));
            final Exception e = assertThrows(
                    IllegalStateException.class, () -> harness.launchGateway(context -> context.keys(keys)));
            assertEquals("session ids of keys must count from 1", e.getMessage());
        }
    }
}
