/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.gateway;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outcry.codecs.types.MessageHeaderEncoder;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever two clients send: nothing escapes the duty cycle, and a third one trades. */
class GatewayFuzzProperties {
    private static final int FRAMES = 100_000;
    private static final int SESSION = 3;
    private static final int HEADER_AND_EPOCH = RawClient.HEADER + Long.BYTES;
    private static final int[] TEMPLATES = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 21, 22, 23, 0, 99, 65_535};

    private Random random;
    private int sent;
    private int sessions;

    @ParameterizedTest
    @ValueSource(longs = 20_251_120)
    void shouldServeOthersWhenFramesAreRandom(final long seed) {
        random = new Random(seed);
        try (GatewayHarness exchange = new GatewayHarness()) {
            exchange.launch(context -> context.maxSessions(8));
            exchange.engine.records = false;
            final RawClient honest = exchange.logOn(SESSION);
            final RawClient[] fuzzers = new RawClient[2];
            while (sent < FRAMES) {
                for (int i = 0; i < fuzzers.length; i++) {
                    if (fuzzers[i] == null || fuzzers[i].ended || fuzzers[i].isStreamClosed()) {
                        fuzzers[i] = reconnect(exchange, fuzzers[i], i + 1);
                    }
                    burst(fuzzers[i]);
                }
                exchange.run();
                exchange.nowNs += 1_000_000;
                if (sent % 64 == 0) {
                    honest.heartbeat();
                }
                if (sessions % 50 == 0) {
                    honest.heard.clear();
                    exchange.assertTrades(honest);
                }
            }
            honest.heard.clear();
            exchange.assertTrades(honest);
            assertTrue(sessions > 100, () -> "sessions " + sessions);
            assertTrue(exchange.refusedFrames() > FRAMES / 10, () -> "refused " + exchange.refusedFrames());
            assertTrue(exchange.engine.commandCount > FRAMES / 4, () -> "commands " + exchange.engine.commandCount);
            System.err.println(
                    sent + " " + sessions + " " + exchange.refusedFrames() + " " + exchange.engine.commandCount);
            for (final RawClient fuzzer : fuzzers) {
                fuzzer.close();
                exchange.rawClients.remove(fuzzer);
            }
            exchange.awaitHousekeeping("only one session", () -> {
                if (exchange.establishedSessions() > 1) {
                    return false;
                }
                honest.heartbeat();
                return true;
            });
            exchange.assertTrades(exchange.logOn(GatewayHarness.ALPHA));
            exchange.assertTrades(exchange.logOn(GatewayHarness.BETA));
        } catch (final AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed + " after " + sent + " frames: " + e.getMessage(), e);
        }
    }

    private RawClient reconnect(final GatewayHarness exchange, final RawClient before, final int sessionId) {
        if (before != null) {
            before.close();
            exchange.rawClients.remove(before);
        }
        sessions++;
        final RawClient client = exchange.connect();
        if (random.nextInt(4) > 0) {
            GatewayHarness.await(
                    "a place",
                    () -> {
                        client.negotiate(GatewayHarness.KEYS.get(sessionId - 1).keyId());
                        exchange.run();
                        return client.nonce != null;
                    },
                    () -> {
                        exchange.nowNs += 1_000_000;
                        exchange.run();
                    });
            exchange.logOn(client, sessionId, GatewayHarness.KEEP_ALIVE_MS);
            client.nextSeqNum = 1;
        }
        return client;
    }

    private void burst(final RawClient client) {
        final int frames = 1 + random.nextInt(20);
        for (int i = 0; i < frames && client.offer(anyFrame(client)); i++) {
            sent++;
        }
        client.heard.clear();
        client.heartbeats.clear();
        client.fragmentSizes.clear();
    }

    /** Mostly frames that an established session survives, so that the next ones meet its whole state. */
    private int anyFrame(final RawClient client) {
        final long seqNum = client.nextSeqNum;
        switch (random.nextInt(10)) {
            case 0:
                return randomBytes(client, random.nextInt(200));
            case 1:
                return randomBytesBehindAHeader(client);
            case 2: {
                final int length = mutated(client, anyCommand(client, seqNum), 0, HEADER_AND_EPOCH);
                client.nextSeqNum = seqNum;
                return length;
            }
            case 3: {
                final int length = anyCommand(client, seqNum);
                client.nextSeqNum = seqNum;
                return random.nextInt(length);
            }
            case 4, 5: {
                final int length = anyCommand(client, seqNum);
                return mutated(client, length, HEADER_AND_EPOCH + Long.BYTES, length);
            }
            case 6:
                return random.nextInt(5) == 0 ? rareFrame(client, seqNum) : anyCommand(client, seqNum);
            default:
                return anyCommand(client, seqNum + (random.nextInt(10) == 0 ? random.nextInt(100) : 0));
        }
    }

    private int rareFrame(final RawClient client, final long seqNum) {
        switch (random.nextInt(6)) {
            case 0:
                return client.encodeTerminate();
            case 1:
                final int length = client.encodeEstablish("alpha", "guess", random.nextInt());
                return mutated(client, length, 0, length);
            case 2:
                return anyCommand(client, random.nextLong());
            default:
                final int command = anyCommand(client, seqNum);
                return mutated(client, command, 0, command);
        }
    }

    private int anyCommand(final RawClient client, final long seqNum) {
        switch (random.nextInt(3)) {
            case 0:
                return client.encodeCancel(seqNum, random.nextLong(), random.nextLong(), random.nextLong());
            case 1:
                return client.encodeReplace(seqNum, random.nextLong(), random.nextLong(), random.nextLong());
            default:
                return client.encodeNewOrder(seqNum);
        }
    }

    private int randomBytes(final RawClient client, final int length) {
        for (int i = 0; i < length; i++) {
            client.buffer.putByte(i, (byte) random.nextInt(256));
        }
        return length;
    }

    private int randomBytesBehindAHeader(final RawClient client) {
        final int length = randomBytes(client, RawClient.HEADER + random.nextInt(120));
        new MessageHeaderEncoder()
                .wrap(client.buffer, 0)
                .blockLength(random.nextBoolean() ? length - RawClient.HEADER : random.nextInt(65_536))
                .templateId(TEMPLATES[random.nextInt(TEMPLATES.length)])
                .schemaId(random.nextInt(8) == 0 ? 2 : 1)
                .version(random.nextInt(8) == 0 ? 2 : 1);
        return length;
    }

    private int mutated(final RawClient client, final int length, final int from, final int to) {
        for (int i = random.nextInt(3); i >= 0; i--) {
            client.buffer.putByte(from + random.nextInt(to - from), (byte) random.nextInt(256));
        }
        return length;
    }
}
