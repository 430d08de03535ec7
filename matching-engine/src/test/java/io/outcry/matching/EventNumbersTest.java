/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outcry.codecs.engine.CancelRejectEventDecoder;
import io.outcry.codecs.engine.CommandRefusedDecoder;
import io.outcry.codecs.engine.ExecutionEventDecoder;
import io.outcry.codecs.types.MessageHeaderDecoder;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The numbers of events: both sequences are dense, and private events say which public ones belong to them. */
class EventNumbersTest {
    private static final int SEQUENCE_OFFSET = MessageHeaderDecoder.ENCODED_LENGTH;

    private final EngineFixture engine = new EngineFixture();
    private final List<Long> publicSequences = new ArrayList<>();
    private final List<Long> privateSequences = new ArrayList<>();
    private final List<Long> mdSequences = new ArrayList<>();

    @Test
    void shouldNumberBothStreamsDenselyWhateverHappens() {
        final String[] script = {
            "alice o1 sell 2@100",
            "alice o2 sell 2@101",
            "bob o3 buy 5@101",
            "bob o3 buy 5@101",
            "bob o4 cancel o9",
            "bob o5 replace o3 6@102",
            "bob o6 replace o5 5@102",
            "bob o7 cancel o6",
            "carol o8 buy 5@market",
            "carol o9 buy 0@1"
        };
        for (final String command : script) {
            engine.send(command);
            collect();
        }
        engine.commands.limits(0);
        engine.send();
        collect();
        assertDense(1, privateSequences);
        assertDense(3, publicSequences); // two instruments were defined before
        assertEquals(16, privateSequences.size());
        assertEquals(9, publicSequences.size());
    }

    @Test
    void shouldNameTheLastPublicNumberOfTheCommandInEveryPrivateEvent() {
        engine.given("alice o1 sell 2@100", "alice o2 sell 2@101");
        engine.send("bob o3 buy 5@101");
        collect();
        assertEquals(List.of(5L, 6L, 7L), publicSequences);
        assertEquals(List.of(7L, 7L, 7L, 7L, 7L), mdSequences);
    }

    @Test
    void shouldNameTheLastPublicNumberBeforeACommandWithoutPublicEvents() {
        engine.given("alice o1 sell 2@100");
        engine.send("bob o2 cancel o9");
        collect();
        engine.send("bob o3 buy 1@1 fok");
        collect();
        engine.commands.limits(0);
        engine.send();
        collect();
        assertEquals(List.of(), publicSequences);
        assertEquals(List.of(3L, 3L, 3L, 3L), mdSequences);
    }

    @Test
    void shouldNotTouchEventsOfEarlierCommandsInTheSameBuffer() {
        engine.given("alice o1 sell 2@100");
        final byte[] first = new byte[engine.events.end()];
        engine.events.buffer().getBytes(0, first);
        engine.commands.newOrder(2, EngineFixture.BTC_USD, 2);
        engine.core.onCommand(
                engine.core.sequence() + 1,
                5_000,
                engine.commands.buffer(),
                0,
                engine.commands.length(),
                engine.events);
        assertTrue(engine.events.end() > first.length);
        final byte[] again = new byte[first.length];
        engine.events.buffer().getBytes(0, again);
        assertArrayEquals(first, again);
        assertEquals(4, engine.events.count());
        collect();
        assertEquals(List.of(3L, 4L), mdSequences);
    }

    @Test
    void shouldStopWhenTheCommandsHaveAHole() {
        engine.commands.newOrder(1, EngineFixture.BTC_USD, 1);
        final long next = engine.core.sequence() + 1;
        assertThrows(IllegalStateException.class, () -> command(next + 1, 5_000));
        assertThrows(IllegalStateException.class, () -> command(next - 1, 5_000));
        command(next, 5_000);
        assertEquals(next, engine.core.sequence());
    }

    @Test
    void shouldStopWhenTimeRunsBackwards() {
        engine.commands.newOrder(1, EngineFixture.BTC_USD, 1);
        final long next = engine.core.sequence() + 1;
        command(next, 5_000);
        assertThrows(IllegalStateException.class, () -> command(next + 1, 4_999));
        command(next + 1, 5_000);
        assertEquals(next + 1, engine.core.sequence());
    }

    private void command(final long sequence, final long timeNs) {
        engine.core.onCommand(sequence, timeNs, engine.commands.buffer(), 0, engine.commands.length(), engine.events);
    }

    private void collect() {
        final EventBuffer events = engine.events;
        for (int position = 0; position < events.end(); position = events.next(position)) {
            final int offset = EventBuffer.messageOffset(position);
            final long sequence = events.buffer().getLong(offset + SEQUENCE_OFFSET, ByteOrder.LITTLE_ENDIAN);
            final Object event = EventText.decoder(events.buffer(), offset);
            if (event instanceof ExecutionEventDecoder execution) {
                assertEquals(execution.sequence(), sequence);
                privateSequences.add(sequence);
                mdSequences.add(execution.mdSequence());
            } else if (event instanceof CancelRejectEventDecoder reject) {
                assertEquals(reject.sequence(), sequence);
                privateSequences.add(sequence);
                mdSequences.add(reject.mdSequence());
            } else if (event instanceof CommandRefusedDecoder refused) {
                assertEquals(refused.sequence(), sequence);
                privateSequences.add(sequence);
                mdSequences.add(refused.mdSequence());
            } else {
                publicSequences.add(sequence);
            }
        }
    }

    private static void assertDense(final long first, final List<Long> sequences) {
        for (int i = 0; i < sequences.size(); i++) {
            assertEquals(first + i, sequences.get(i), sequences::toString);
        }
    }
}
