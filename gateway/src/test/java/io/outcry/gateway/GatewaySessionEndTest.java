/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.gateway;

import static io.outcry.gateway.GatewayHarness.ALPHA;
import static io.outcry.gateway.GatewayHarness.BETA;
import static io.outcry.gateway.GatewayHarness.KEEP_ALIVE_MS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatewaySessionEndTest {
    private final GatewayHarness exchange = new GatewayHarness();
    private RawClient client;

    @BeforeEach
    void setUp() {
        exchange.launch();
        client = exchange.logOn(ALPHA);
    }

    @AfterEach
    void tearDown() {
        exchange.close();
    }

    @Test
    void shouldEndTheSessionWhenNothingIsHeardForTwoIntervals() {
        exchange.advanceMs(2 * KEEP_ALIVE_MS);
        assertFalse(client.ended);
        exchange.advanceMs(10);
        assertEquals(List.of("Terminate " + client.epoch + " KEEP_ALIVE_EXPIRED"), client.heard);
        exchange.advanceMs(10);
        exchange.await("closed stream", client::isStreamClosed);
        assertEquals(0, exchange.establishedSessions());
        exchange.assertTrades(exchange.logOn(ALPHA));
    }

    @Test
    void shouldKeepTheSessionWhenAnyFrameComesInTime() {
        exchange.advanceMs(2 * KEEP_ALIVE_MS);
        client.heartbeat();
        exchange.advanceMs(10);
        exchange.advanceMs(2 * KEEP_ALIVE_MS - 10);
        exchange.assertTrades(client);
        exchange.advanceMs(2 * KEEP_ALIVE_MS);
        client.send(0);
        exchange.advanceMs(10);
        exchange.advanceMs(2 * KEEP_ALIVE_MS - 10);
        client.heard.clear();
        exchange.assertTrades(client);
    }

    @Test
    void shouldEndTheSessionWhenTheClientNoLongerListens() {
        client.reports.close();
        exchange.rawClients.remove(client);
        client.send(0);
        for (int i = 0; i < 5; i++) {
            exchange.advanceMs(KEEP_ALIVE_MS / 2 + 10);
        }
        assertEquals(0, exchange.establishedSessions());
        exchange.assertTrades(exchange.logOn(ALPHA));
    }

    @Test
    void shouldAnswerAndCloseTheStreamWhenTheClientTerminates() {
        final RawClient other = exchange.logOn(BETA);
        exchange.assertTrades(client);
        client.heard.clear();
        client.terminate();
        exchange.await("end", () -> client.ended);
        exchange.advanceMs(10);
        exchange.await("closed stream", client::isStreamClosed);
        assertEquals(List.of("Terminate " + client.epoch + " FINISHED"), client.heard);
        assertEquals(1, exchange.establishedSessions());
        exchange.assertTrades(other);
    }

    @Test
    void shouldIgnoreFramesWhenTheSessionHasEnded() {
        client.terminate();
        exchange.await("end", () -> client.ended);
        client.newOrder(1);
        client.negotiate("alpha");
        client.send(0);
        exchange.assertTrades(exchange.logOn(BETA));
        assertEquals(1, exchange.engine.commandCount);
        assertEquals(0, exchange.refusedFrames());
        assertEquals(1, client.heard.size());
    }

    @Test
    void shouldAnswerTerminateWhenThereIsNoSessionYet() {
        final RawClient fresh = exchange.connect();
        fresh.terminate();
        exchange.await("end", () -> fresh.ended);
        assertEquals(List.of("Terminate 0 FINISHED"), fresh.heard);
    }

    @Test
    void shouldTellEveryClientWhenTheExchangeStops() {
        final RawClient negotiated = exchange.connect();
        negotiated.negotiate("beta");
        exchange.await("challenge", () -> negotiated.nonce != null);
        exchange.gateway.close();
        GatewayHarness.await("closed streams", () -> client.isStreamClosed() && negotiated.isStreamClosed(), () -> {
            exchange.runWithoutGateway();
            client.poll();
            negotiated.poll();
        });
        assertEquals(List.of("Terminate " + client.epoch + " EXCHANGE_STOPPING"), client.heard);
        assertEquals("Terminate " + negotiated.epoch + " EXCHANGE_STOPPING", negotiated.heard.get(1));
    }
}
