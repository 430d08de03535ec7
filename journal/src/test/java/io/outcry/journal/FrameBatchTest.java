/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class FrameBatchTest {
    private final UnsafeBuffer payload = new UnsafeBuffer(new byte[FrameBatch.CAPACITY_BYTES_MAX]);

    @Test
    void shouldWalkFramesInPlaceWhenAdded() {
        final FrameBatch batch = new FrameBatch(256);
        payload.putLong(3, 77L);
        batch.add(5, 100, payload, 3, 13);
        batch.add(6, 101, payload, 3, 8);

        assertEquals(2, batch.count());
        assertEquals(40 + 32, batch.lengthBytes());
        assertEquals(5, Frame.sequence(batch.buffer(), 0));
        assertEquals(100, Frame.timeNs(batch.buffer(), 0));
        assertEquals(13, Frame.payloadLength(batch.buffer(), 0));
        final int second = Frame.nextOffset(batch.buffer(), 0);
        assertEquals(40, second);
        assertEquals(6, Frame.sequence(batch.buffer(), second));
        assertEquals(77L, batch.buffer().getLong(Frame.payloadOffset(second)));
        assertEquals(batch.lengthBytes(), Frame.nextOffset(batch.buffer(), second));
    }

    @Test
    void shouldRefuseWhenThereIsNoRoom() {
        final FrameBatch batch = new FrameBatch(64);

        assertTrue(batch.hasRoom(40));
        assertFalse(batch.hasRoom(41));
        assertThrows(IllegalStateException.class, () -> batch.add(1, 0, payload, 0, 41));
        assertThrows(IllegalStateException.class, () -> batch.add(1, 0, payload, 0, -1));
        batch.add(1, 0, payload, 0, 40);
        assertFalse(batch.hasRoom(0));
        batch.clear();
        assertTrue(batch.hasRoom(40));
    }

    @Test
    void shouldTakeTheLargestFrameWhenCapacityIsTheLargest() {
        final FrameBatch batch = new FrameBatch(FrameBatch.CAPACITY_BYTES_MAX);
        final int length = FrameBatch.CAPACITY_BYTES_MAX - Frame.HEADER_LENGTH;

        batch.add(1, 0, payload, 0, length);

        assertEquals(FrameBatch.CAPACITY_BYTES_MAX, batch.lengthBytes());
        assertThrows(IllegalArgumentException.class, () -> new FrameBatch(FrameBatch.CAPACITY_BYTES_MAX + 8));
        assertThrows(IllegalArgumentException.class, () -> new FrameBatch(36));
    }

    @Test
    void shouldRefuseWhenSequenceOrTimeDoesNotFollow() {
        final FrameBatch batch = new FrameBatch(256);
        assertThrows(IllegalStateException.class, () -> batch.add(0, 0, payload, 0, 8));
        assertThrows(IllegalStateException.class, () -> batch.add(1, -1, payload, 0, 8));
        batch.add(1, 10, payload, 0, 8);

        assertThrows(IllegalStateException.class, () -> batch.add(1, 10, payload, 0, 8));
        assertThrows(IllegalStateException.class, () -> batch.add(3, 10, payload, 0, 8));
        assertThrows(IllegalStateException.class, () -> batch.add(2, 9, payload, 0, 8));
        assertEquals(1, batch.count());
    }
}
