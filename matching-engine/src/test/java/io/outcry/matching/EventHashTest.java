/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.Random;
import net.openhft.hashing.LongHashFunction;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The hash against that of another library, which sees all bytes at once. */
class EventHashTest {
    private static final LongHashFunction XXH64 = LongHashFunction.xx();

    private final UnsafeBuffer bytes = new UnsafeBuffer(ByteBuffer.allocateDirect(1_000 * EventHash.STRIPE));
    private final EventHash hash = new EventHash();

    @Test
    void shouldBeThatOfNothingBeforeTheFirstEvent() {
        assertEquals(XXH64.hashVoid(), hash.value());
        hash.update(bytes.addressOffset(), 0);
        assertEquals(XXH64.hashVoid(), hash.value());
    }

    @Test
    void shouldBeXxh64HoweverTheBytesArePortioned() {
        for (int seed = 0; seed < 10; seed++) {
            final Random random = new Random(seed);
            for (int offset = 0; offset < bytes.capacity(); offset += Long.BYTES) {
                bytes.putLong(offset, random.nextLong());
            }
            final EventHash portioned = new EventHash();
            int hashed = 0;
            while (hashed < bytes.capacity()) {
                final int stripes = random.nextInt(1 + random.nextInt(40));
                final int length = Math.min(stripes * EventHash.STRIPE, bytes.capacity() - hashed);
                portioned.update(bytes.addressOffset() + hashed, length);
                hashed += length;
                assertEquals(XXH64.hashMemory(bytes.addressOffset(), hashed), portioned.value());
            }
        }
    }
}
