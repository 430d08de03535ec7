/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.orderentry.ExecutionReportDecoder;
import io.outcry.codecs.types.LogonRejectReason;
import io.outcry.codecs.types.Side;
import io.outcry.codecs.types.TerminateReason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExchangeClientTest {
    private final List<String> told = new ArrayList<>();
    private final RuntimeException fault = new IllegalStateException("a fault of the strategy");
    private final OrderListener listener = new OrderListener() {
        @Override
        public void onExecutionReport(final ExecutionReportDecoder report) {
            throw fault;
        }

        @Override
        public void onTerminated(final TerminateReason reason) {
            told.add("ended " + reason);
        }
    };

    @Test
    void shouldNameTheDirectoryWhenThereIsNoDriver(@TempDir final Path directory) {
        final ClientContext context = new ClientContext()
                .aeronDirectory(directory.resolve("nobody").toString())
                .timeoutMs(50);
        final String message = assertThrows(ExchangeException.class, () -> ExchangeClient.connect(context))
                .getMessage();
        assertTrue(
                message.startsWith("no exchange in the Aeron directory " + directory.resolve("nobody") + ": "),
                message);
    }

    @Test
    void shouldAskForTheSecretWhenThereIsOnlyAKey() {
        final ClientContext context = new ClientContext().key("alpha");
        assertEquals(
                "key 'alpha' needs its secret",
                assertThrows(ExchangeException.class, () -> ExchangeClient.connect(context))
                        .getMessage());
    }

    @Test
    void shouldSayHowLongItHasWaitedWhenNoGatewayAnswers() {
        try (ScriptedGateway exchange = new ScriptedGateway()) {
            exchange.reads = false;
            assertEquals(
                    "waited 300 ms for a challenge; is the exchange running in this Aeron directory?",
                    messageOfFailure(exchange, context(exchange).timeoutMs(300)));
        }
    }

    @Test
    void shouldSayWhyWhenTheLogonIsRefused() {
        try (ScriptedGateway exchange = new ScriptedGateway()) {
            exchange.refuseEstablish = LogonRejectReason.BAD_SIGNATURE;
            assertEquals(
                    "logon with key 'alpha' refused: BAD_SIGNATURE", messageOfFailure(exchange, context(exchange)));
        }
    }

    @Test
    void shouldSayThatTheKeyIsTooLongWhenItIs() {
        try (ScriptedGateway exchange = new ScriptedGateway()) {
            final String key = "k".repeat(33);
            assertEquals(
                    "key '" + key + "' is longer than 32",
                    messageOfFailure(exchange, context(exchange).key(key)));
        }
    }

    @Test
    void shouldConnectForMarketDataOnlyWhenThereIsNoKey() {
        try (ScriptedGateway exchange = new ScriptedGateway()) {
            final ExchangeClient client =
                    connect(exchange, new ClientContext().aeronDirectory(exchange.aeronDirectory()));
            assertNull(client.orders());
            assertTrue(client.isConnected());
            assertEquals(0, client.poll());
            client.close();
            assertFalse(client.isConnected());
            assertEquals(List.of(), exchange.heard);
        }
    }

    @Test
    void shouldTradeUntilItCloses() {
        try (ScriptedGateway exchange = new ScriptedGateway()) {
            final ExchangeClient client = connect(exchange, context(exchange));
            assertTrue(client.isConnected());
            assertEquals(1, client.orders().limit(1, 1, Side.BUY, 1, 1));
            client.close();
            exchange.await("goodbye", () -> exchange.heard.contains("Terminate FINISHED"));
            assertTrue(exchange.heard.get(1).startsWith("New 1 "));
            assertFalse(client.isConnected());
        }
    }

    @Test
    void shouldPassOnWhatAListenerThrows() {
        try (ScriptedGateway exchange = new ScriptedGateway()) {
            final ExchangeClient client = connect(exchange, context(exchange));
            exchange.report(NullValue.INT64);
            assertSame(fault, assertThrows(IllegalStateException.class, () -> {
                exchange.await("report", () -> client.poll() > 0);
            }));
            assertTrue(client.isConnected());
            client.close();
        }
    }

    @Test
    void shouldEndTheSessionAndNotTheProcessWhenTheDriverIsGone() {
        try (ScriptedGateway exchange = new ScriptedGateway()) {
            final ExchangeClient client = connect(exchange, context(exchange));
            final ExchangeClient marketDataOnly =
                    connect(exchange, new ClientContext().aeronDirectory(exchange.aeronDirectory()));
            exchange.closeDriver();
            exchange.await("end of the session", () -> {
                client.poll();
                marketDataOnly.poll();
                return !client.isConnected() && !marketDataOnly.isConnected();
            });
            assertEquals(List.of("ended NULL_VAL"), told);
            assertEquals(OrderSession.NOT_ESTABLISHED, client.orders().limit(1, 1, Side.BUY, 1, 1));
            client.close();
            marketDataOnly.close();
        }
    }

    @Test
    void shouldResumeTheSessionOverTheNextDriver() {
        try (ScriptedGateway exchange = new ScriptedGateway()) {
            final ExchangeClient client = connect(exchange, context(exchange));
            assertEquals(1, client.orders().limit(1, 1, Side.BUY, 1, 1));
            exchange.closeDriver();
            exchange.await("end of the session", () -> {
                client.poll();
                return !client.isConnected();
            });
            try (ScriptedGateway next = new ScriptedGateway(exchange.aeronDirectory())) {
                next.whileRunning(() -> {
                    client.reconnect(TimeUnit.SECONDS.toNanos(10));
                    return client;
                });
                assertTrue(client.isConnected());
                assertEquals(exchange.epochs, next.epochs);
                next.await("the command that was not answered", () -> next.heard.size() == 2);
                assertTrue(next.heard.get(1).startsWith("New 1 "), next.heard::toString);
                assertEquals(2, client.orders().limit(2, 1, Side.BUY, 1, 1));
                next.await("a command", () -> {
                    client.poll();
                    return next.heard.size() == 3;
                });
                client.close();
            }
        }
    }

    private ClientContext context(final ScriptedGateway exchange) {
        return new ClientContext()
                .aeronDirectory(exchange.aeronDirectory())
                .key("alpha")
                .secret("secret")
                .orderListener(listener);
    }

    private static ExchangeClient connect(final ScriptedGateway exchange, final ClientContext context) {
        return exchange.whileRunning(() -> ExchangeClient.connect(context));
    }

    private static String messageOfFailure(final ScriptedGateway exchange, final ClientContext context) {
        return assertThrows(ExchangeException.class, () -> connect(exchange, context))
                .getMessage();
    }
}
