/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.gateway;

import static io.outcry.gateway.GatewayHarness.ALPHA;
import static io.outcry.gateway.GatewayHarness.BETA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.engine.CancelOrderEncoder;
import io.outcry.codecs.engine.NewOrderEncoder;
import io.outcry.codecs.engine.ReplaceOrderEncoder;
import io.outcry.codecs.orderentry.NewOrderSingleEncoder;
import io.outcry.codecs.orderentry.OrderCancelReplaceRequestEncoder;
import io.outcry.codecs.orderentry.OrderCancelRequestEncoder;
import io.outcry.codecs.types.ExecInst;
import io.outcry.codecs.types.MessageHeaderEncoder;
import io.outcry.codecs.types.OrdType;
import io.outcry.codecs.types.Side;
import io.outcry.codecs.types.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayCommandTest {
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final int[] COMMANDS = {
        NewOrderSingleEncoder.TEMPLATE_ID,
        OrderCancelRequestEncoder.TEMPLATE_ID,
        OrderCancelReplaceRequestEncoder.TEMPLATE_ID
    };

    private final GatewayHarness exchange = new GatewayHarness();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();

    @BeforeEach
    void setUp() {
        exchange.launch();
        exchange.engine.answers = false;
    }

    @AfterEach
    void tearDown() {
        exchange.close();
    }

    @Test
    void shouldPassAllFieldsOfANewOrder() {
        final RawClient client = exchange.logOn(BETA);
        encodeOrder(client)
                .seqNum(1)
                .clOrdId(Long.MAX_VALUE)
                .price(-3)
                .orderQty(4)
                .instrumentId(Integer.MAX_VALUE)
                .side(Side.SELL)
                .ordType(OrdType.LIMIT)
                .timeInForce(TimeInForce.FOK)
                .execInst(ExecInst.POST_ONLY);
        client.send(HEADER + NewOrderSingleEncoder.BLOCK_LENGTH);
        encodeOrder(client)
                .seqNum(2)
                .clOrdId(-5)
                .price(NullValue.INT64)
                .orderQty(Long.MIN_VALUE + 1)
                .instrumentId(Integer.MIN_VALUE)
                .side(Side.BUY)
                .ordType(OrdType.MARKET)
                .timeInForce(TimeInForce.IOC)
                .execInst(ExecInst.NONE);
        client.send(HEADER + NewOrderSingleEncoder.BLOCK_LENGTH);
        awaitCommands(
                "New session=2 account=22 ref=1 instrument=2147483647 clOrdId=9223372036854775807"
                        + " SELL LIMIT FOK POST_ONLY 4@-3",
                "New session=2 account=22 ref=2 instrument=-2147483648 clOrdId=-5"
                        + " BUY MARKET IOC NONE -9223372036854775807@null");
    }

    @Test
    void shouldPassUnknownEnumValuesForTheEngineToJudge() {
        final RawClient client = exchange.logOn(ALPHA);
        final int length = client.encodeNewOrder(1);
        client.buffer.putByte(HEADER + NewOrderSingleEncoder.sideEncodingOffset(), (byte) 77);
        client.buffer.putByte(HEADER + NewOrderSingleEncoder.ordTypeEncodingOffset(), (byte) 0);
        client.buffer.putByte(HEADER + NewOrderSingleEncoder.timeInForceEncodingOffset(), (byte) 254);
        client.buffer.putByte(HEADER + NewOrderSingleEncoder.execInstEncodingOffset(), (byte) 255);
        client.send(length);
        awaitCommands(
                "New session=1 account=11 ref=1 instrument=5 clOrdId=1 SBE_UNKNOWN SBE_UNKNOWN SBE_UNKNOWN NULL_VAL 7@100");
    }

    @Test
    void shouldPassAllFieldsOfACancel() {
        final RawClient client = exchange.logOn(BETA);
        client.send(client.encodeCancel(1, 91, 92, NullValue.INT64));
        client.send(client.encodeCancel(2, -1, NullValue.INT64, 93));
        awaitCommands(
                "Cancel session=2 account=22 ref=1 instrument=5 clOrdId=91 origClOrdId=92 orderId=null",
                "Cancel session=2 account=22 ref=2 instrument=5 clOrdId=-1 origClOrdId=null orderId=93");
    }

    @Test
    void shouldPassAllFieldsOfAReplace() {
        final RawClient client = exchange.logOn(ALPHA);
        client.send(client.encodeReplace(1, 91, 92, NullValue.INT64));
        client.send(client.encodeReplace(2, -1, NullValue.INT64, 93));
        awaitCommands(
                "Replace session=1 account=11 ref=1 instrument=5 clOrdId=91 origClOrdId=92 orderId=null 8@101",
                "Replace session=1 account=11 ref=2 instrument=5 clOrdId=-1 origClOrdId=null orderId=93 8@101");
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                NewOrderSingleEncoder.TEMPLATE_ID,
                OrderCancelRequestEncoder.TEMPLATE_ID,
                OrderCancelReplaceRequestEncoder.TEMPLATE_ID
            })
    void shouldEndTheConnectionWhenACommandComesBeforeEstablish(final int templateId) {
        final RawClient other = exchange.logOn(BETA);
        final RawClient fresh = exchange.connect();
        fresh.send(encode(fresh, templateId, 1));
        exchange.await("end", () -> fresh.ended);
        assertEquals(List.of("Terminate 0 NOT_ESTABLISHED"), fresh.heard);

        final RawClient negotiated = exchange.connect();
        negotiated.negotiate("alpha");
        negotiated.send(encode(negotiated, templateId, 1));
        exchange.await("end", () -> negotiated.ended);
        assertEquals("Terminate " + negotiated.epoch + " NOT_ESTABLISHED", negotiated.heard.get(1));
        assertEquals(0, exchange.engine.commandCount);
        assertEquals(0, exchange.refusedFrames());
        exchange.engine.answers = true;
        exchange.assertTrades(other);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                NewOrderSingleEncoder.TEMPLATE_ID,
                OrderCancelRequestEncoder.TEMPLATE_ID,
                OrderCancelReplaceRequestEncoder.TEMPLATE_ID
            })
    void shouldTellWhatIsMissingAndApplyTheCommandWhenNumbersHaveAGap(final int templateId) {
        exchange.engine.answers = true;
        final RawClient client = exchange.logOn(ALPHA);
        client.send(encode(client, templateId, 1));
        client.send(encode(client, templateId, 5));
        client.send(encode(client, templateId, 6));
        exchange.await("answers", () -> client.heard.size() == 4);
        // The gateway answers before the engine has answered the first command.
        final String notApplied = "NotApplied " + client.epoch + " from=2 count=3";
        assertEquals(1, client.heard.stream().filter(notApplied::equals).count());
        assertEquals(3, client.reportCount);
        final List<Long> refs = new ArrayList<>();
        for (final String command : exchange.engine.commands) {
            refs.add(Long.parseLong(command.replaceAll(".*ref=(\\d+).*", "$1")));
        }
        assertEquals(List.of(1L, 5L, 6L), refs);
        assertFalse(client.ended);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE, Long.MAX_VALUE})
    void shouldEndTheSessionWhenANumberCannotBe(final long seqNum) {
        final RawClient client = exchange.logOn(ALPHA);
        client.newOrder(seqNum);
        exchange.await("end", () -> client.ended);
        assertEquals(List.of("Terminate " + client.epoch + " PROTOCOL_VIOLATION"), client.heard);
        assertEquals(0, exchange.engine.commandCount);
    }

    @Test
    void shouldIgnoreFramesWhenTheyHaveAnotherEpoch() {
        final RawClient client = exchange.logOn(ALPHA);
        final long epoch = client.epoch;
        client.epoch = epoch - 1;
        client.newOrder(1);
        client.newOrder(9);
        client.send(client.encodeCancel(1, 1, 1, 1));
        client.send(client.encodeReplace(1, 1, 1, 1));
        client.terminate();
        client.epoch = epoch;
        exchange.engine.answers = true;
        client.nextSeqNum = 1;
        exchange.assertTrades(client);
        assertEquals(1, exchange.engine.commandCount);
        assertEquals(0, exchange.refusedFrames());
    }

    @Test
    void shouldPassCommandsOfOnePollTogetherAndInOrder() {
        final RawClient first = exchange.logOn(ALPHA);
        final RawClient second = exchange.logOn(BETA);
        final int each = 60;
        for (int seqNum = 1; seqNum <= each; seqNum++) {
            final int templateId = COMMANDS[seqNum % COMMANDS.length];
            assertTrue(first.offer(encode(first, templateId, seqNum)));
            assertTrue(second.offer(encode(second, templateId, seqNum)));
        }
        exchange.gateway.doWork();
        exchange.engine.poll();
        assertEquals(2 * each, exchange.engine.commandCount);
        assertEquals(each, lastOf(ALPHA));
        assertEquals(each, lastOf(BETA));
        final int bytesOfThree = 3 * HEADER
                + NewOrderEncoder.BLOCK_LENGTH
                + CancelOrderEncoder.BLOCK_LENGTH
                + ReplaceOrderEncoder.BLOCK_LENGTH;
        assertEquals(
                1 + 2 * each / COMMANDS.length * bytesOfThree / CommandPublisher.CAPACITY,
                exchange.engine.commandFragmentCount);
        exchange.run(3);
        assertEquals(2 * each, exchange.engine.commandCount);
    }

    @Test
    void shouldTakeNoMoreThanABatchWhenThereIsNoEngine() {
        final RawClient first = exchange.logOn(ALPHA);
        final RawClient second = exchange.logOn(BETA);
        exchange.stopEngine();
        final int orders = 100;
        for (int i = 1; i <= orders; i++) {
            first.newOrder(2L * i);
        }
        exchange.run(20);
        // Each order is behind a gap, which is told once: of those taken, and of the first one that waits.
        assertEquals(CommandPublisher.CAPACITY / (HEADER + NewOrderEncoder.BLOCK_LENGTH) + 1, first.heard.size());
        second.terminate();
        exchange.await("end", () -> second.ended);

        exchange.launchEngine();
        exchange.await("reports", () -> first.reportCount == orders);
        assertEquals(2 * orders, first.heard.size());
        assertEquals(orders, exchange.engine.commandCount);
        for (int i = 0; i < orders; i++) {
            assertTrue(exchange.engine.commands.get(i).contains(" ref=" + 2 * (i + 1) + " "));
        }
    }

    @Test
    void shouldLetFramesWaitWhenTheEngineTakesNoMore() {
        final RawClient first = exchange.logOn(ALPHA);
        final RawClient second = exchange.logOn(BETA);
        exchange.engine.reads = false;
        final int firstSent = sendUntilFull(first);
        final int secondSent = sendUntilFull(second);
        assertTrue(firstSent + secondSent > 8_000, () -> firstSent + " and " + secondSent);
        exchange.advanceMs(3L * GatewayHarness.KEEP_ALIVE_MS);
        assertFalse(first.ended || second.ended, "frames that wait are signs of life");
        assertEquals(0, exchange.engine.commandCount);

        exchange.engine.reads = true;
        exchange.await("all commands", () -> exchange.engine.commandCount == firstSent + secondSent);
        exchange.run(3);
        assertEquals(firstSent, lastOf(ALPHA));
        assertEquals(secondSent, lastOf(BETA));
        assertEquals(List.of(), first.heard);
        assertEquals(List.of(), second.heard);
    }

    @Test
    void shouldTellAGapOnceWhenItsCommandHasToWait() {
        final RawClient client = exchange.logOn(ALPHA);
        final RawClient other = exchange.logOn(BETA);
        exchange.engine.reads = false;
        final int sent = sendUntilFull(other);
        client.newOrder(5);
        exchange.run(20);
        assertEquals(List.of("NotApplied " + client.epoch + " from=1 count=4"), client.heard);
        exchange.engine.reads = true;
        exchange.await("all commands", () -> exchange.engine.commandCount == sent + 1);
        exchange.run(3);
        assertEquals(1, client.heard.size());
    }

    @Test
    void shouldLetFramesWaitWhenThereIsNoEngine() {
        final RawClient client = exchange.logOn(ALPHA);
        exchange.stopEngine();
        client.newOrder(1);
        exchange.run(20);
        assertEquals(List.of(), client.heard);
        exchange.launchEngine();
        exchange.await("report", () -> !client.heard.isEmpty());
        assertEquals(List.of("Execution " + client.epoch + " 1 ref=1 NEW"), client.heard);
        assertTrue(exchange.gateway.isConnected());
    }

    /** Returns how many orders are on their way. */
    private int sendUntilFull(final RawClient client) {
        int sent = 0;
        int refused = 0;
        while (refused < 10) {
            if (client.offer(client.encodeNewOrder(sent + 1))) {
                sent++;
                refused = 0;
            } else {
                refused++;
                exchange.run();
            }
        }
        return sent;
    }

    /** Returns how many commands of a session came to the engine, and fails if they did not come in order. */
    private int lastOf(final int sessionId) {
        int last = 0;
        for (final String command : exchange.engine.commands) {
            final String[] words = command.split("[ =]", -1);
            if (Integer.parseInt(words[2]) == sessionId) {
                assertEquals(++last, Integer.parseInt(words[6]), command);
            }
        }
        return last;
    }

    private NewOrderSingleEncoder encodeOrder(final RawClient client) {
        return new NewOrderSingleEncoder()
                .wrapAndApplyHeader(client.buffer, 0, header)
                .sessionEpoch(client.epoch);
    }

    private static int encode(final RawClient client, final int templateId, final long seqNum) {
        return switch (templateId) {
            case NewOrderSingleEncoder.TEMPLATE_ID -> client.encodeNewOrder(seqNum);
            case OrderCancelRequestEncoder.TEMPLATE_ID -> client.encodeCancel(seqNum, 1, 2, 3);
            default -> client.encodeReplace(seqNum, 1, 2, 3);
        };
    }

    private void awaitCommands(final String... commands) {
        exchange.await("commands", () -> exchange.engine.commands.size() == commands.length);
        assertEquals(List.of(commands), exchange.engine.commands);
    }
}
