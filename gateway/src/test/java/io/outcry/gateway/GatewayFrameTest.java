/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.gateway;

import static io.outcry.gateway.GatewayHarness.ALPHA;
import static io.outcry.gateway.GatewayHarness.BETA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outcry.codecs.orderentry.ExecutionReportDecoder;
import io.outcry.codecs.types.MessageHeaderEncoder;
import io.outcry.codecs.types.RejectReason;
import java.nio.ByteOrder;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayFrameTest {
    /** An order, changed so that it is not one any more. */
    private enum BadFrame {
        WRONG_SCHEMA(RejectReason.WRONG_SCHEMA) {
            @Override
            int change(final UnsafeBuffer frame, final int length) {
                return set(frame, MessageHeaderEncoder.schemaIdEncodingOffset(), 2, length);
            }
        },
        OLDER_VERSION(RejectReason.UNSUPPORTED_VERSION) {
            @Override
            int change(final UnsafeBuffer frame, final int length) {
                return set(frame, MessageHeaderEncoder.versionEncodingOffset(), 0, length);
            }
        },
        NEWER_VERSION(RejectReason.UNSUPPORTED_VERSION) {
            @Override
            int change(final UnsafeBuffer frame, final int length) {
                return set(frame, MessageHeaderEncoder.versionEncodingOffset(), 2, length);
            }
        },
        UNKNOWN_TEMPLATE(RejectReason.UNKNOWN_TEMPLATE) {
            @Override
            int change(final UnsafeBuffer frame, final int length) {
                return set(frame, MessageHeaderEncoder.templateIdEncodingOffset(), 65_535, length);
            }
        },
        TEMPLATE_OF_THE_GATEWAY(RejectReason.UNKNOWN_TEMPLATE) {
            @Override
            int change(final UnsafeBuffer frame, final int length) {
                return set(
                        frame,
                        MessageHeaderEncoder.templateIdEncodingOffset(),
                        ExecutionReportDecoder.TEMPLATE_ID,
                        length);
            }
        },
        TRUNCATED(RejectReason.MALFORMED_FRAME) {
            @Override
            int change(final UnsafeBuffer frame, final int length) {
                return length - 1;
            }
        },
        ONE_BYTE_MORE(RejectReason.MALFORMED_FRAME) {
            @Override
            int change(final UnsafeBuffer frame, final int length) {
                return length + 1;
            }
        },
        OVERSIZED(RejectReason.MALFORMED_FRAME) {
            @Override
            int change(final UnsafeBuffer frame, final int length) {
                return 1_376;
            }
        },
        EMPTY(RejectReason.MALFORMED_FRAME) {
            @Override
            int change(final UnsafeBuffer frame, final int length) {
                return 0;
            }
        },
        PART_OF_A_HEADER(RejectReason.MALFORMED_FRAME) {
            @Override
            int change(final UnsafeBuffer frame, final int length) {
                return 7;
            }
        },
        HEADER_ONLY(RejectReason.MALFORMED_FRAME) {
            @Override
            int change(final UnsafeBuffer frame, final int length) {
                return 8;
            }
        },
        WRONG_BLOCK_LENGTH(RejectReason.MALFORMED_FRAME) {
            @Override
            int change(final UnsafeBuffer frame, final int length) {
                return set(frame, MessageHeaderEncoder.blockLengthEncodingOffset(), length - 9, length);
            }
        },
        BLOCK_BEYOND_THE_FRAME(RejectReason.MALFORMED_FRAME) {
            @Override
            int change(final UnsafeBuffer frame, final int length) {
                return set(frame, MessageHeaderEncoder.blockLengthEncodingOffset(), 65_535, length);
            }
        };

        final RejectReason reason;

        BadFrame(final RejectReason reason) {
            this.reason = reason;
        }

        abstract int change(UnsafeBuffer frame, int length);

        private static int set(final UnsafeBuffer frame, final int index, final int value, final int length) {
            frame.putShort(index, (short) value, ByteOrder.LITTLE_ENDIAN);
            return length;
        }
    }

    private final GatewayHarness exchange = new GatewayHarness().launch();

    @AfterEach
    void tearDown() {
        exchange.close();
    }

    @ParameterizedTest
    @EnumSource
    void shouldAnswerOnceAndGoOnWhenAnEstablishedSessionSendsABadFrame(final BadFrame bad) {
        final RawClient other = exchange.logOn(BETA);
        exchange.assertTrades(other);
        final RawClient client = exchange.logOn(ALPHA);
        exchange.assertTrades(client);
        client.heard.clear();
        final long seqNum = client.nextSeqNum;
        client.send(bad.change(client.buffer, client.encodeNewOrder(seqNum)));
        client.newOrder(seqNum);
        exchange.await("answers", () -> client.heard.size() == 2);
        exchange.run(3);
        assertEquals(
                List.of(
                        "BusinessReject " + client.epoch + " ref=null " + bad.reason,
                        "Execution " + client.epoch + " 2 ref=" + seqNum + " NEW"),
                client.heard);
        assertEquals(1, exchange.refusedFrames());
        assertEquals(3, exchange.engine.commandCount);
        exchange.assertTrades(other);
    }

    @ParameterizedTest
    @EnumSource
    void shouldEndTheConnectionWhenABadFrameComesBeforeLogon(final BadFrame bad) {
        final RawClient other = exchange.logOn(BETA);
        final RawClient client = exchange.connect();
        final int length = bad.change(client.buffer, client.encodeNewOrder(1));
        client.send(length);
        exchange.await("answer", () -> !client.heard.isEmpty());
        exchange.run(3);
        assertEquals(
                List.of(
                        bad.reason == RejectReason.UNSUPPORTED_VERSION
                                ? "LogonReject " + client.epoch + " UNSUPPORTED_VERSION"
                                : "Terminate 0 PROTOCOL_VIOLATION"),
                client.heard);
        assertEquals(1, exchange.refusedFrames());
        assertEquals(0, exchange.engine.commandCount);
        exchange.assertTrades(other);
    }

    @Test
    void shouldTellTheEpochWhenABadFrameComesAfterNegotiate() {
        final RawClient client = exchange.connect();
        client.negotiate("alpha");
        client.send(BadFrame.EMPTY.change(client.buffer, 0));
        exchange.await("answers", () -> client.heard.size() == 2);
        assertEquals("Terminate " + client.epoch + " PROTOCOL_VIOLATION", client.heard.get(1));
    }

    @Test
    void shouldRefuseTheVersionWithoutAnEpochWhenTheFrameHasNone() {
        final RawClient client = exchange.connect();
        client.encodeNewOrder(1);
        BadFrame.NEWER_VERSION.change(client.buffer, 0);
        client.send(15);
        exchange.await("answer", () -> !client.heard.isEmpty());
        assertEquals(List.of("LogonReject null UNSUPPORTED_VERSION"), client.heard);
        client.heard.clear();
        exchange.logOn(client, ALPHA, 1_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1, -36, 36})
    void shouldRefuseAMassQuoteThatIsNotAsLongAsItsQuotes(final int more) {
        final RawClient client = exchange.logOn(ALPHA);
        client.send(client.encodeMassQuote(1, 3) + more);
        exchange.await("answer", () -> !client.heard.isEmpty());
        assertEquals(List.of("BusinessReject " + client.epoch + " ref=null MALFORMED_FRAME"), client.heard);
        assertEquals(0, exchange.engine.commandCount);
        client.nextSeqNum = 1;
        exchange.assertTrades(client);
    }

    @Test
    void shouldRefuseEveryFragmentWhenAMessageIsLongerThanTheMtu() {
        final RawClient client = exchange.logOn(ALPHA);
        client.encodeNewOrder(1);
        client.send(4_000);
        exchange.await("answers", () -> client.heard.size() == 3);
        assertTrue(
                client.heard.stream().allMatch(answer -> answer.startsWith("BusinessReject")), client.heard::toString);
        assertEquals(3, exchange.refusedFrames());
        client.nextSeqNum = 1;
        exchange.assertTrades(client);
    }

    @Test
    void shouldCountABadFrameOnceWhenItsAnswerHasToWait() {
        final RawClient other = exchange.logOn(BETA);
        final RawClient client = exchange.logOn(ALPHA);
        client.reads = false;
        final int frames = 8_000;
        for (int i = 0; i < frames; i++) {
            client.send(0);
        }
        exchange.run(100);
        final long answered = exchange.refusedFrames();
        assertTrue(answered > 1_000 && answered < frames, () -> "answered " + answered);
        exchange.run(100);
        assertEquals(answered, exchange.refusedFrames());
        exchange.assertTrades(other);

        client.reads = true;
        exchange.await("all answers", () -> client.heard.size() == frames);
        assertEquals(frames, exchange.refusedFrames());
        for (int i = 0; i < frames; i++) {
            assertEquals("BusinessReject " + client.epoch + " ref=null MALFORMED_FRAME", client.heard.get(i));
        }
        exchange.assertTrades(client);
    }
}
