/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.gateway;

import static io.outcry.gateway.GatewayHarness.ALPHA;
import static io.outcry.gateway.GatewayHarness.BETA;
import static io.outcry.gateway.GatewayHarness.KEEP_ALIVE_MS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aeron.ExclusivePublication;
import io.outcry.codecs.StreamIds;
import io.outcry.codecs.orderentry.EstablishedDecoder;
import io.outcry.codecs.types.AckLevel;
import io.outcry.codecs.types.MessageHeaderDecoder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayLogonTest {
    private final GatewayHarness exchange = new GatewayHarness();

    @AfterEach
    void tearDown() {
        exchange.close();
    }

    @Test
    void shouldEstablishWhenKeyAndSignatureAreRight() {
        exchange.launch(context -> context.maxOutstanding(77).ackLevel(AckLevel.DISK));
        final RawClient client = exchange.connect();
        exchange.logOn(client, BETA, 1_500);
        assertEquals(List.of("Challenge " + client.epoch, "Established " + client.epoch), client.heard);
        final EstablishedDecoder established =
                new EstablishedDecoder().wrapAndApplyHeader(client.lastFrame, 0, new MessageHeaderDecoder());
        assertEquals(client.epoch, established.sessionEpoch());
        assertEquals(BETA, established.sessionId());
        assertEquals(22, established.accountId());
        assertEquals(1, established.nextSeqNum());
        assertEquals(77, established.maxOutstanding());
        assertEquals(1_500, established.keepAliveMs());
        assertEquals(AckLevel.DISK, established.ackLevel());
        assertEquals(1, exchange.establishedSessions());
        assertEquals(0, exchange.refusedFrames());
        exchange.assertTrades(client);
    }

    @Test
    void shouldEstablishWhenKeyIdHasTheLongestLength() {
        exchange.launch();
        exchange.assertTrades(exchange.logOn(3));
    }

    @Test
    void shouldSendAFreshNonceWhenAskedAgain() {
        exchange.launch();
        final RawClient client = exchange.connect();
        client.negotiate("alpha");
        exchange.await("challenge", () -> client.nonce != null);
        final byte[] first = client.nonce;
        client.negotiate("alpha");
        exchange.await("challenge", () -> client.nonce != null);
        assertFalse(Arrays.equals(first, client.nonce));
        client.establish("alpha", GatewayHarness.secret(ALPHA), KEEP_ALIVE_MS);
        exchange.await("established", () -> client.established);
    }

    @Test
    void shouldRefuseLogonWhenKeyIsUnknown() {
        exchange.launch();
        final RawClient client = exchange.connect();
        client.negotiate("gamma");
        awaitAnswers(client, "LogonReject " + client.epoch + " UNKNOWN_KEY");
        client.establish("gamma", "guess", KEEP_ALIVE_MS);
        awaitAnswers(client, "LogonReject " + client.epoch + " NOT_NEGOTIATED");
        assertEquals(0, exchange.establishedSessions());
        exchange.logOn(client, ALPHA, KEEP_ALIVE_MS);
        client.heard.clear();
        exchange.assertTrades(client);
    }

    @Test
    void shouldRefuseLogonWhenSecretIsWrong() {
        exchange.launch();
        final RawClient client = negotiated("alpha");
        client.establish("alpha", GatewayHarness.secret(BETA), KEEP_ALIVE_MS);
        awaitAnswers(client, "LogonReject " + client.epoch + " BAD_SIGNATURE");
        assertEquals(0, exchange.establishedSessions());
    }

    @Test
    void shouldRefuseLogonWhenTheKeyThatIsSignedIsAnother() {
        exchange.launch();
        final RawClient client = negotiated("alpha");
        client.establish("beta", GatewayHarness.secret(ALPHA), KEEP_ALIVE_MS);
        awaitAnswers(client, "LogonReject " + client.epoch + " BAD_SIGNATURE");
    }

    @Test
    void shouldAllowOneGuessPerNonceWhenSignatureIsWrong() {
        exchange.launch();
        final RawClient client = negotiated("alpha");
        client.establish("alpha", "guess", KEEP_ALIVE_MS);
        awaitAnswers(client, "LogonReject " + client.epoch + " BAD_SIGNATURE");
        client.establish("alpha", GatewayHarness.secret(ALPHA), KEEP_ALIVE_MS);
        awaitAnswers(client, "LogonReject " + client.epoch + " NOT_NEGOTIATED");
    }

    @Test
    void shouldRefuseLogonWhenEstablishOfAnEarlierSessionIsReplayed() {
        exchange.launch();
        final RawClient first = negotiated("alpha");
        final int length = first.encodeEstablish("alpha", GatewayHarness.secret(ALPHA), KEEP_ALIVE_MS);
        final byte[] overheard = new byte[length];
        first.buffer.getBytes(0, overheard);
        first.send(length);
        exchange.await("established", () -> first.established);
        first.terminate();
        exchange.await("end", () -> first.ended);

        final RawClient second = exchange.connect();
        second.epoch = first.epoch;
        second.negotiate("alpha");
        exchange.await("challenge", () -> second.nonce != null);
        second.heard.clear();
        second.buffer.putBytes(0, overheard);
        second.send(length);
        awaitAnswers(second, "LogonReject " + second.epoch + " BAD_SIGNATURE");
    }

    @Test
    void shouldRefuseLogonWhenEstablishComesWithoutNegotiate() {
        exchange.launch();
        final RawClient client = exchange.connect();
        client.establish("alpha", GatewayHarness.secret(ALPHA), KEEP_ALIVE_MS);
        awaitAnswers(client, "LogonReject " + client.epoch + " NOT_NEGOTIATED");
    }

    @Test
    void shouldRefuseLogonWhenEstablishHasAnotherEpoch() {
        exchange.launch();
        final RawClient client = negotiated("alpha");
        client.epoch += 1_000;
        client.establish("alpha", GatewayHarness.secret(ALPHA), KEEP_ALIVE_MS);
        awaitAnswers(client, "LogonReject " + client.epoch + " NOT_NEGOTIATED");
    }

    @Test
    void shouldRefuseSecondLogonWhenTheKeyHasASession() {
        exchange.launch();
        final RawClient first = exchange.logOn(ALPHA);
        exchange.assertTrades(first);
        final RawClient second = negotiated("alpha");
        second.establish("alpha", GatewayHarness.secret(ALPHA), KEEP_ALIVE_MS);
        awaitAnswers(second, "LogonReject " + second.epoch + " ALREADY_ESTABLISHED");
        exchange.assertTrades(first);
        assertEquals(1, exchange.establishedSessions());
        exchange.logOn(second, BETA, KEEP_ALIVE_MS);
        second.heard.clear();
        exchange.assertTrades(second);
        exchange.assertTrades(first);
    }

    @Test
    void shouldRefuseWrongSecretAsSuchWhenTheKeyHasASession() {
        exchange.launch();
        exchange.logOn(ALPHA);
        final RawClient second = negotiated("alpha");
        second.establish("alpha", "guess", KEEP_ALIVE_MS);
        awaitAnswers(second, "LogonReject " + second.epoch + " BAD_SIGNATURE");
    }

    @Test
    void shouldEstablishAgainAtOnceWhenTheFirstSessionWasTerminated() {
        exchange.launch();
        final RawClient first = exchange.logOn(ALPHA);
        exchange.assertTrades(first);
        first.terminate();
        exchange.await("end", () -> first.ended);
        final RawClient second = exchange.logOn(ALPHA);
        exchange.assertTrades(second);
        assertEquals(1, second.reportCount);
        assertEquals(1, first.reportCount);
    }

    @Test
    void shouldEstablishAgainWhenTheFirstClientDisappeared() {
        exchange.launch();
        final RawClient first = exchange.logOn(ALPHA);
        first.close();
        exchange.rawClients.remove(first);
        exchange.awaitHousekeeping("the key", () -> exchange.establishedSessions() == 0);
        exchange.assertTrades(exchange.logOn(ALPHA));
    }

    @Test
    void shouldApplyWhatWasSentAndFreeTheKeyWhenTheClientClosedBeforeItWasRead() {
        exchange.launch();
        final RawClient first = exchange.logOn(ALPHA);
        first.newOrder(1);
        first.terminate();
        first.close();
        exchange.rawClients.remove(first);
        for (int i = 0; i < 10; i++) {
            exchange.runWithoutGateway();
        }
        final RawClient second = exchange.logOn(ALPHA);
        assertEquals(1, exchange.engine.commands.size());
        exchange.assertTrades(second);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 99, 60_001, 4_294_967_294L})
    void shouldRefuseLogonWhenKeepAliveIsOutsideTheRange(final long keepAliveMs) {
        exchange.launch();
        final RawClient client = negotiated("alpha");
        client.establish("alpha", GatewayHarness.secret(ALPHA), keepAliveMs);
        awaitAnswers(client, "LogonReject " + client.epoch + " INVALID_KEEP_ALIVE");
    }

    @ParameterizedTest
    @ValueSource(longs = {100, 60_000})
    void shouldEstablishWhenKeepAliveIsAtTheEndOfTheRange(final long keepAliveMs) {
        exchange.launch();
        exchange.logOn(exchange.connect(), ALPHA, keepAliveMs);
    }

    @Test
    void shouldRefuseLogonWhenThereAreTooManySessions() {
        exchange.launch(context -> context.maxSessions(2));
        final RawClient first = exchange.logOn(ALPHA);
        final RawClient second = exchange.connect();
        second.negotiate("beta");
        exchange.await("challenge", () -> second.nonce != null);
        final RawClient third = exchange.connect();
        third.negotiate("beta");
        awaitAnswers(third, "LogonReject " + third.epoch + " TOO_MANY_SESSIONS");
        exchange.assertTrades(first);

        second.close();
        exchange.rawClients.remove(second);
        exchange.awaitHousekeeping("a place", () -> {
            third.negotiate("beta");
            exchange.run();
            return third.nonce != null;
        });
        exchange.assertTrades(first);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldEndTheSessionWhenItNegotiatesAgain(final boolean tooMany) {
        exchange.launch(context -> context.maxSessions(1));
        final RawClient client = exchange.logOn(ALPHA);
        if (tooMany) {
            final RawClient second = exchange.connect();
            second.negotiate("beta");
            awaitAnswers(second, "LogonReject " + second.epoch + " TOO_MANY_SESSIONS");
        }
        client.negotiate("alpha");
        awaitAnswers(client, "Terminate " + client.epoch + " PROTOCOL_VIOLATION");
    }

    @Test
    void shouldEndTheSessionWhenItEstablishesAgain() {
        exchange.launch();
        final RawClient client = exchange.logOn(ALPHA);
        client.establish("alpha", GatewayHarness.secret(ALPHA), KEEP_ALIVE_MS);
        awaitAnswers(client, "Terminate " + client.epoch + " PROTOCOL_VIOLATION");
    }

    @Test
    void shouldEndTheConnectionWhenLogonTakesTooLong() {
        exchange.launch();
        final RawClient client = negotiated("alpha");
        exchange.advanceMs(5_000);
        assertEquals(List.of(), client.heard);
        exchange.advanceMs(10);
        awaitAnswers(client, "Terminate " + client.epoch + " NOT_ESTABLISHED");
        exchange.advanceMs(10);
        exchange.await("closed stream", client::isStreamClosed);
    }

    @Test
    void shouldAnswerLaterWhenTheClientDoesNotListenYet() {
        exchange.launch();
        final ExclusivePublication commands =
                exchange.rawAeron().addExclusivePublication("aeron:ipc?term-length=1m", StreamIds.ORDER_ENTRY);
        final RawClient writer = new RawClient(commands, exchange.rawAeron(), exchange::run, 7);
        writer.reports.close();
        writer.negotiate("alpha");
        exchange.run(20);
        final RawClient reader = new RawClient(commands, exchange.rawAeron(), exchange::run, 7);
        exchange.rawClients.add(reader);
        awaitAnswers(reader, "Challenge 7");
    }

    @Test
    void shouldGoOnWithOthersWhenSomebodyUsesTheSessionIdOfAClient() {
        exchange.launch();
        final RawClient other = exchange.logOn(ALPHA);
        exchange.rawAeron().addExclusivePublication("aeron:ipc?term-length=64k|session-id=4711", StreamIds.REPORTS);
        final RawClient client = new RawClient(
                exchange.rawAeron()
                        .addExclusivePublication("aeron:ipc?term-length=1m|session-id=4711", StreamIds.ORDER_ENTRY),
                exchange.rawAeron(),
                exchange::run,
                7);
        client.negotiate("beta");
        exchange.run(20);
        exchange.assertTrades(other);
        exchange.advanceMs(5_010);
        client.close();
        for (int i = 0; i < 10; i++) {
            exchange.advanceMs(10);
        }
        exchange.assertTrades(other);
    }

    @Test
    void shouldNameItsRole() {
        exchange.launch();
        assertEquals("gateway", exchange.gateway.roleName());
        assertTrue(exchange.gateway.isConnected());
    }

    private RawClient negotiated(final String keyId) {
        final RawClient client = exchange.connect();
        client.negotiate(keyId);
        exchange.await("challenge", () -> client.nonce != null);
        client.heard.clear();
        return client;
    }

    private void awaitAnswers(final RawClient client, final String... answers) {
        exchange.await(
                Arrays.toString(answers) + " after " + client.heard, () -> client.heard.size() >= answers.length);
        exchange.run(3);
        assertEquals(List.of(answers), client.heard);
        client.heard.clear();
    }
}
