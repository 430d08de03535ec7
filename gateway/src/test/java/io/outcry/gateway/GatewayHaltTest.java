/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.gateway;

import static io.outcry.gateway.GatewayHarness.ALPHA;
import static io.outcry.gateway.GatewayHarness.BETA;
import static io.outcry.gateway.GatewayHarness.KEEP_ALIVE_MS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the gateway says while the engine has no room for its journal. */
class GatewayHaltTest {
    private final GatewayHarness exchange = new GatewayHarness();

    @TempDir
    private Path directory;

    @BeforeEach
    void launch() {
        exchange.launchWithJournal(directory);
    }

    @AfterEach
    void close() {
        exchange.close();
    }

    @Test
    void shouldRefuseCommandsWhileHaltedAndPassOnThoseBehindThem() {
        final RawClient client = exchange.logOn(ALPHA);
        exchange.assertTrades(client);
        halt(true);
        client.newOrder(2);
        client.newOrder(3);
        exchange.await("answers", () -> client.heard.size() == 3);
        assertEquals(1, exchange.engine.commandCount);
        halt(false);
        client.newOrder(4);
        exchange.await("report", () -> client.heard.size() == 4);
        assertEquals(
                List.of(refused(client, 2), refused(client, 3), "Execution " + client.epoch + " 2 ref=4 NEW"),
                client.heard.subList(1, 4));
    }

    @Test
    void shouldRefuseBehindTheAnswersOfCommandsThatWereOnTheirWay() {
        final RawClient client = exchange.logOn(ALPHA);
        exchange.engine.reads = false;
        client.newOrder(1);
        exchange.run(3);
        halt(true);
        client.newOrder(2);
        exchange.run(10);
        assertEquals(List.of(), client.heard);
        exchange.engine.reads = true;
        exchange.await("answers", () -> client.heard.size() == 2);
        assertEquals(List.of("Execution " + client.epoch + " 1 ref=1 NEW", refused(client, 2)), client.heard);
    }

    @Test
    void shouldTellOfMissingCommandsBeforeItRefuses() {
        final RawClient client = exchange.logOn(ALPHA);
        halt(true);
        client.newOrder(3);
        exchange.await("answers", () -> client.heard.size() == 2);
        assertEquals(List.of("NotApplied " + client.epoch + " from=1 count=2", refused(client, 3)), client.heard);
    }

    @Test
    void shouldRefuseLogonsWhileHalted() {
        halt(true);
        final RawClient client = exchange.connect();
        client.negotiate("beta");
        exchange.await("challenge", () -> client.nonce != null);
        client.establish("beta", GatewayHarness.secret(BETA), KEEP_ALIVE_MS);
        exchange.await("answer", () -> client.heard.size() == 2);
        assertEquals("LogonReject " + client.epoch + " JOURNAL_HALTED", client.heard.get(1));
        halt(false);
        client.heard.clear();
        exchange.logOn(client, BETA, KEEP_ALIVE_MS);
        client.heard.clear();
        exchange.assertTrades(client);
    }

    @Test
    void shouldNotRefuseACommandThatComesAgainAndHadItsEffect() {
        final RawClient client = exchange.logOn(ALPHA);
        exchange.assertTrades(client);
        halt(true);
        client.newOrder(1);
        exchange.run(10);
        assertEquals(1, client.heard.size());
        halt(false);
        exchange.await("the report again", () -> client.heard.size() == 2);
        assertEquals(client.heard.get(0), client.heard.get(1));
    }

    private void halt(final boolean isHalted) {
        exchange.engine.halt(isHalted);
        exchange.advanceMs(10);
    }

    private static String refused(final RawClient client, final long seqNum) {
        return "BusinessReject " + client.epoch + " ref=" + seqNum + " JOURNAL_HALTED";
    }
}
