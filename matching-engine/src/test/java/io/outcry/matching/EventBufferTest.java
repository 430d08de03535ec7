/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class EventBufferTest {
    private final EventBuffer events = new EventBuffer();

    @Test
    void shouldWalkEventsOfAnyLength() {
        final int[] lengths = {1, 7, 8, 9, 16, 137};
        for (final int length : lengths) {
            add(events, length, (byte) length);
        }
        assertEquals(lengths.length, events.count());
        int position = 0;
        for (final int length : lengths) {
            assertEquals(0, position % EventHash.STRIPE);
            assertEquals(length, events.messageLength(position));
            final int offset = EventBuffer.messageOffset(position);
            assertEquals((byte) length, events.buffer().getByte(offset));
            assertEquals((byte) length, events.buffer().getByte(offset + length - 1));
            position = events.next(position);
        }
        assertEquals(events.end(), position);
    }

    @Test
    void shouldBeEmptyWhenCleared() {
        add(events, 9, (byte) 1);
        events.clear();
        assertEquals(0, events.count());
        assertEquals(0, events.end());
    }

    @Test
    void shouldKeepItsEventsWhenItGrows() {
        final int count = 20_000;
        for (int i = 0; i < count; i++) {
            add(events, 100 + i % 50, (byte) i);
        }
        assertEquals(count, events.count());
        int position = 0;
        for (int i = 0; i < count; i++) {
            assertEquals(100 + i % 50, events.messageLength(position));
            assertEquals((byte) i, events.buffer().getByte(EventBuffer.messageOffset(position) + 99));
            position = events.next(position);
        }
    }

    @Test
    void shouldHashTheSameEventsAlikeWhateverWasThereBefore() {
        final EventBuffer used = new EventBuffer();
        for (int i = 0; i < 100; i++) {
            add(used, 101, (byte) 0xFF);
        }
        used.clear();
        add(used, 3, (byte) 5);
        final int before = used.end();
        assertEquals(EventHash.STRIPE, before);
        for (final EventBuffer buffer : new EventBuffer[] {used, events}) {
            add(buffer, 13, (byte) 7);
            add(buffer, 21, (byte) 8);
        }
        final long hash = hash(events, 0);
        assertEquals(hash, hash(used, before));
        used.writeBuffer().putByte(before + 8, (byte) 6);
        assertNotEquals(hash, hash(used, before));
    }

    private static long hash(final EventBuffer events, final int from) {
        final EventHash hash = new EventHash();
        events.hash(from, hash);
        return hash.value();
    }

    private static void add(final EventBuffer events, final int length, final byte value) {
        final int offset = events.claim(length);
        events.writeBuffer().setMemory(offset, length, value);
    }
}
