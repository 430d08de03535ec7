/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import java.util.function.LongConsumer;
import net.openhft.hashing.LongHashFunction;

/** Hashes a state that is given as a run of numbers: MetroHash over blocks, each seeded with the hash of the one before. */
final class StateHash implements LongConsumer {
    private static final LongHashFunction HASH = LongHashFunction.metro();

    private final long[] block = new long[1024];
    private int size = 1;

    @Override
    public void accept(final long value) {
        if (size == block.length) {
            fold();
        }
        block[size++] = value;
    }

    long value() {
        fold();
        return block[0];
    }

    private void fold() {
        block[0] = HASH.hashLongs(block, 0, size);
        size = 1;
    }
}
