/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outcry.codecs.engine.CommandRepeatedEncoder;
import io.outcry.codecs.marketdata.OrderDeletedEncoder;
import io.outcry.codecs.types.MessageHeaderDecoder;
import io.outcry.codecs.types.MessageHeaderEncoder;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Private events, each of which has its own number, between public ones, of which there may be documents full. */
class EventsJournalTest {
    private static final int EVENTS = 3_000;

    @TempDir
    Path directory;

    private final Random random = new Random(20_261_122);
    private final FrameBatch batch = new FrameBatch(4096);
    private final UnsafeBuffer message = new UnsafeBuffer(new byte[64]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final CommandRepeatedEncoder privateEvent = new CommandRepeatedEncoder();
    private final OrderDeletedEncoder publicEvent = new OrderDeletedEncoder();
    private final List<Long> taken = new ArrayList<>();
    private boolean refuses;
    private JournalWriter writer;
    private EventsJournal journal;
    private long privateSequence;
    private long publicSequence;
    private long timeNs = JournalFixture.START_NS;

    @BeforeEach
    void open() {
        writer = JournalFixture.open(directory);
        journal = new EventsJournal(directory, CommandRepeatedEncoder.SCHEMA_ID, this::onEvent, 0);
    }

    @AfterEach
    void close() {
        journal.close();
        writer.close();
    }

    @Test
    void shouldBeginAtAnyEvent() {
        write(EVENTS);
        for (int time = 0; time < 200; time++) {
            assertTakes(1 + random.nextInt(EVENTS), 1 + random.nextInt(20));
        }
        assertTakes(1, EVENTS);
        assertTakes(EVENTS, 1);
        assertTakes(1, 1);
    }

    @Test
    void shouldReadNoMoreThanTheDocumentsAroundTheFirstEvent() {
        write(EVENTS);
        int frames = 0;
        while (taken.isEmpty()) {
            final int read = journal.poll(EVENTS / 2, 1, 0);
            assertEquals(1, read);
            frames += read;
        }
        assertTrue(frames < 100, () -> "frames read before the first event");
    }

    @Test
    void shouldFindEventsOfOtherDays() {
        for (int day = 0; day < 4; day++) {
            write(20);
            timeNs += (1 + day) * JournalFixture.NS_PER_DAY;
        }
        for (int first = 1; first <= 80; first++) {
            assertTakes(first, 81 - first);
        }
    }

    @Test
    void shouldGoOnWhereItIsWithoutLookingForIt() {
        write(10);
        assertTakes(3, 2);
        assertTakes(5, 6);
        write(5);
        assertTakes(11, 5);
    }

    @Test
    void shouldWaitForAnEventThatIsNotThereYet() {
        assertEquals(0, journal.poll(7, 10, 0));
        write(3);
        for (int time = 0; time < 3; time++) {
            journal.poll(7, 1_000, 0);
            assertEquals(List.of(), taken);
        }
        write(6);
        assertTakes(7, 3);
    }

    @Test
    void shouldOfferARefusedEventAgainUnlessAnotherOneIsWanted() {
        write(10);
        refuses = true;
        journal.poll(4, 1_000, 0);
        refuses = false;
        assertTakes(4, 2);
        refuses = true;
        journal.poll(6, 1_000, 0);
        refuses = false;
        assertTakes(2, 1);
    }

    @Test
    void shouldSayWhenTheWantedEventIsMissing() {
        privateSequence = 4;
        write(5);
        final var error = assertThrows(IllegalStateException.class, () -> journal.poll(3, 1_000, 0));
        assertTrue(error.getMessage().startsWith("event 3 is not in "), error.getMessage());
    }

    private void assertTakes(final long first, final int count) {
        taken.clear();
        while (taken.size() < count) {
            assertTrue(journal.poll(first + taken.size(), 1, 0) > 0, () -> taken + " from " + first);
        }
        assertEquals(LongStream.range(first, first + count).boxed().toList(), taken.subList(0, count));
    }

    private boolean onEvent(final DirectBuffer buffer, final int offset, final int length) {
        if (refuses) {
            return false;
        }
        taken.add(buffer.getLong(offset + MessageHeaderDecoder.ENCODED_LENGTH, ByteOrder.LITTLE_ENDIAN));
        return true;
    }

    private void write(final int privateEvents) {
        final long end = privateSequence + privateEvents;
        while (privateSequence < end) {
            batch.clear();
            final boolean isPublicOnly = random.nextInt(4) == 0;
            for (int frame = random.nextInt(10); frame >= 0 && privateSequence < end; frame--) {
                final boolean isPublic = isPublicOnly || random.nextInt(3) == 0;
                if (isPublic) {
                    publicEvent.wrapAndApplyHeader(message, 0, header).sequence(++publicSequence);
                } else {
                    privateEvent.wrapAndApplyHeader(message, 0, header).sequence(++privateSequence);
                }
                final int blockLength =
                        isPublic ? OrderDeletedEncoder.BLOCK_LENGTH : CommandRepeatedEncoder.BLOCK_LENGTH;
                batch.add(
                        writer.lastSequence() + 1 + batch.count(),
                        ++timeNs,
                        message,
                        0,
                        MessageHeaderEncoder.ENCODED_LENGTH + blockLength);
            }
            writer.append(batch);
        }
    }
}
