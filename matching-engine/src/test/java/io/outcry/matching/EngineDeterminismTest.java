/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outcry.codecs.engine.NewOrderDecoder;
import io.outcry.codecs.engine.NewOrderEncoder;
import io.outcry.codecs.types.MessageHeaderDecoder;
import java.io.ByteArrayOutputStream;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.openhft.hashing.LongHashFunction;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same commands give the same bytes and hashes: again, in other batches, on other JDKs. */
class EngineDeterminismTest {
    private static final long SEED = 20_251_120;
    private static final int COMMANDS = 20_000;

    /** On every JDK; they change only with the schemas, the rules, the hashes or {@link RandomCommands}. */
    private static final long GOLDEN_EVENT_HASH = 0x18131b68504156ecL;

    /** If it changes, and not only because of the random commands, the version of the state has to change too. */
    private static final long GOLDEN_STATE_HASH = 0x1551a1d5fabb3593L;

    private static List<UnsafeBuffer> commands;

    @BeforeAll
    static void record() {
        final RandomCommands random = new RandomCommands(SEED, true);
        final Run run = new Run(1);
        commands = new ArrayList<>(random.configuration());
        commands.forEach(run::apply);
        for (int i = 0; i < COMMANDS; i++) {
            final UnsafeBuffer command = random.next(run.core.sequence()).copy();
            commands.add(command);
            run.apply(command);
            random.learn(run.events);
        }
    }

    @Test
    void shouldGiveTheGoldenHashes() {
        final Run run = new Run(1).applyAll(commands);
        assertEquals(
                Long.toHexString(GOLDEN_EVENT_HASH) + " " + Long.toHexString(GOLDEN_STATE_HASH),
                Long.toHexString(run.core.eventHash()) + " " + Long.toHexString(run.core.stateHash()));
    }

    @Tag("large")
    @Test
    void shouldGiveTheSameBytesHoweverTheEventsAreCollected() {
        final Run each = new Run(1).applyAll(commands);
        final byte[] bytes = each.bytes();
        assertTrue(bytes.length > 1_000_000);
        for (final int commandsPerClear : new int[] {1, 7, 256, Integer.MAX_VALUE}) {
            final Run run = new Run(commandsPerClear).applyAll(commands);
            assertArrayEquals(bytes, run.bytes());
            assertEquals(each.core.eventHash(), run.core.eventHash());
            assertEquals(each.core.stateHash(), run.core.stateHash());
            assertEquals(each.core.events(), run.core.events());
        }
    }

    @Test
    void shouldGiveTheSameBytesWhereverItGoesOnFromItsState() {
        final Run whole = new Run(1).applyAll(commands);
        final Run restored = new Run(1);
        for (int i = 0; i < commands.size(); i++) {
            if (i % 499 == 0) {
                restored.core = EngineStates.copy(restored.core);
            }
            restored.apply(commands.get(i));
        }
        assertArrayEquals(whole.bytes(), restored.bytes());
        assertEquals(whole.core.eventHash(), restored.core.eventHash());
        assertEquals(whole.core.stateHash(), restored.core.stateHash());
        assertEquals(whole.core.events(), restored.core.events());
    }

    @Test
    void shouldHashTheEventsAsTheyAreInTheBuffer() {
        final Run run = new Run(Integer.MAX_VALUE).applyAll(commands);
        final long address = run.events.buffer().addressOffset();
        assertEquals(LongHashFunction.xx().hashMemory(address, run.events.end()), run.core.eventHash());
    }

    @Tag("large")
    @Test
    void shouldHaveEqualHashesAllTheWay() {
        final Run left = new Run(1);
        final Run right = new Run(100);
        for (int i = 0; i < commands.size(); i++) {
            left.apply(commands.get(i));
            right.apply(commands.get(i));
            assertEquals(left.core.eventHash(), right.core.eventHash());
            if (i % 1_000 == 0) {
                assertEquals(left.core.stateHash(), right.core.stateHash());
            }
        }
    }

    @Test
    void shouldHaveOtherHashesWhenOneCommandDiffers() {
        final Run run = new Run(1).applyAll(commands);
        final int changed = firstOrderBehind(COMMANDS / 2);
        final UnsafeBuffer other =
                new UnsafeBuffer(new byte[commands.get(changed).capacity()]);
        other.putBytes(0, commands.get(changed), 0, other.capacity());
        final int offset = MessageHeaderDecoder.ENCODED_LENGTH + NewOrderEncoder.clOrdIdEncodingOffset();
        other.putLong(offset, -77, ByteOrder.LITTLE_ENDIAN);
        final List<UnsafeBuffer> others = new ArrayList<>(commands);
        others.set(changed, other);
        final Run otherRun = new Run(1).applyAll(others);
        assertNotEquals(run.core.eventHash(), otherRun.core.eventHash());
        assertNotEquals(run.core.stateHash(), otherRun.core.stateHash());
    }

    @Tag("large")
    @Test
    void shouldHaveOtherHashesWhenOnlyTheTimeDiffers() {
        final Run run = new Run(1).applyAll(commands);
        final Run later = new Run(1);
        later.timeNs = 1;
        later.applyAll(commands);
        assertNotEquals(run.core.eventHash(), later.core.eventHash());
        assertNotEquals(run.core.stateHash(), later.core.stateHash());
    }

    @Test
    void shouldHaveOtherHashesWhenTwoCommandsAreSwapped() {
        final EngineFixture left = new EngineFixture().given("alice o1 buy 5@100", "bob o1 buy 5@100");
        final EngineFixture right = new EngineFixture().given("bob o1 buy 5@100", "alice o1 buy 5@100");
        assertNotEquals(left.core.eventHash(), right.core.eventHash());
        assertNotEquals(left.core.stateHash(), right.core.stateHash());
    }

    @Test
    void shouldShowInTheStateWhatHasNoEvent() {
        final Map<Long, String> states = new HashMap<>();
        for (int change = 0; change < 8; change++) {
            final EngineFixture engine = new EngineFixture();
            final Commands commands = engine.commands;
            switch (change) {
                case 0 -> commands.limits(1_000_000);
                case 1 -> commands.limits(999_999);
                case 2 -> commands.deposit(1, EngineFixture.USD, 5, 1);
                case 3 -> commands.deposit(1, EngineFixture.USD, 6, 1);
                case 4 -> commands.account(1).maxOrderQty(5);
                case 5 -> commands.asset(4, "EUR", 2);
                case 6 -> commands.key(1, 1, "x");
                default -> commands.key(1, 1, "y");
            }
            assertEquals(List.of(), engine.send());
            final int number = change;
            final String same = states.put(engine.core.stateHash(), "change " + change);
            assertEquals(null, same, () -> "change " + number + " looks like " + same);
        }
    }

    @Test
    void shouldNotChangeTheStateByHashingIt() {
        final EngineFixture engine = new EngineFixture().given("alice o1 buy 5@100");
        final long before = engine.core.stateHash();
        assertEquals(before, engine.core.stateHash());
        final EngineFixture other = new EngineFixture().given("alice o1 buy 5@100");
        engine.given("bob o2 sell 5@100");
        other.given("bob o2 sell 5@100");
        assertEquals(other.core.stateHash(), engine.core.stateHash());
    }

    @Test
    void shouldHashEventsOnlyWhereThereAreSome() {
        final EngineFixture engine = new EngineFixture();
        final long before = engine.core.eventHash();
        final long eventsBefore = engine.core.events();
        engine.deposit("penny", EngineFixture.USD, 500, 1);
        assertEquals(before, engine.core.eventHash());
        assertEquals(eventsBefore, engine.core.events());
        engine.given("alice o1 buy 5@100");
        assertNotEquals(before, engine.core.eventHash());
        assertEquals(eventsBefore + 2, engine.core.events());
    }

    @Test
    void shouldGoOnWhenAStampIsRight() {
        final EngineFixture engine = new EngineFixture().given("alice o1 buy 5@100");
        engine.commands.eventHash(engine.core.events(), engine.core.eventHash());
        assertEquals(List.of(), engine.send());
        engine.commands.engineStopped(engine.core.stateHash());
        assertEquals(List.of(), engine.send());
        engine.given("bob o2 buy 5@100");
    }

    @Test
    void shouldStopWhenAnEventHashIsWrong() {
        final EngineFixture engine = new EngineFixture().given("alice o1 buy 5@100");
        engine.commands.eventHash(engine.core.events(), engine.core.eventHash() ^ 1);
        assertThrows(IllegalStateException.class, engine::send);
        engine.commands.eventHash(engine.core.events() - 1, engine.core.eventHash());
        final var error = assertThrows(IllegalStateException.class, engine::send);
        assertTrue(error.getMessage().contains(String.format("%016x", engine.core.eventHash())), error.getMessage());
    }

    @Test
    void shouldStopWhenAStateHashIsWrong() {
        final EngineFixture engine = new EngineFixture().given("alice o1 buy 5@100");
        final long right = engine.core.stateHash();
        engine.commands.engineStopped(right ^ 1);
        assertThrows(IllegalStateException.class, engine::send);
        engine.commands.engineStopped(right);
        assertDoesNotThrow(() -> engine.send());
        assertThrows(IllegalStateException.class, engine::send, "the stop itself is part of the state");
    }

    @Test
    void shouldNotReadBehindTheEndOfACommand() {
        final EngineFixture left = new EngineFixture();
        final EngineFixture right = new EngineFixture();
        left.commands.newOrder(1, EngineFixture.BTC_USD, 1);
        right.commands.newOrder(2, EngineFixture.BTC_USD, 2);
        for (final EngineFixture engine : new EngineFixture[] {left, right}) {
            engine.commands.buffer().putShort(0, (short) 0, ByteOrder.LITTLE_ENDIAN); // a block of no bytes
            engine.send(engine.commands.buffer(), MessageHeaderDecoder.ENCODED_LENGTH);
        }
        assertEquals(left.core.stateHash(), right.core.stateHash());
    }

    private static int firstOrderBehind(final int start) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        final NewOrderDecoder order = new NewOrderDecoder();
        for (int i = start; i < commands.size(); i++) {
            header.wrap(commands.get(i), 0);
            if (header.templateId() == NewOrderDecoder.TEMPLATE_ID) {
                order.wrapAndApplyHeader(commands.get(i), 0, header);
                if (order.clOrdId() > 0) {
                    return i;
                }
            }
        }
        throw new AssertionError("no order");
    }

    /** An engine whose events are taken out of their buffer every so many commands. */
    private static final class Run {
        private EngineCore core = new EngineCore();
        private final EventBuffer events = new EventBuffer();
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final int commandsPerClear;
        private long timeNs;

        Run(final int commandsPerClear) {
            this.commandsPerClear = commandsPerClear;
        }

        Run applyAll(final List<UnsafeBuffer> all) {
            all.forEach(this::apply);
            return this;
        }

        void apply(final UnsafeBuffer command) {
            if (core.sequence() % commandsPerClear == 0) {
                collect();
            }
            timeNs += 3;
            core.onCommand(core.sequence() + 1, timeNs, command, 0, command.capacity(), events);
        }

        byte[] bytes() {
            collect();
            return out.toByteArray();
        }

        private void collect() {
            for (int position = 0; position < events.end(); position = events.next(position)) {
                final byte[] message = new byte[events.messageLength(position)];
                events.buffer().getBytes(EventBuffer.messageOffset(position), message);
                out.writeBytes(message);
            }
            events.clear();
        }
    }
}
