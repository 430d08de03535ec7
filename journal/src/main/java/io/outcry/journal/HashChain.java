/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.journal;

import net.openhft.hashing.LongHashFunction;

/**
 * Ties the documents of a journal together: each carries the hash of all frames before it, MetroHash of 64 bits over their lengths
 * and checksums, document by document. A document that was changed, left out or exchanged for another one no longer fits, though
 * its checksums are right; the hash of all frames stands for the whole journal.
 */
final class HashChain {
    private static final LongHashFunction HASH = LongHashFunction.metro();

    /** The hash, and behind it the frames that are not in it yet. */
    private final long[] block = new long[1024];

    private int size = 1;

    /** Hash of all frames; 0 in front of the first. Asked for at the ends of documents only. */
    long value() {
        if (size > 1) {
            fold();
        }
        return block[0];
    }

    /** The next document has to carry this hash. */
    void follow(final long hash) {
        block[0] = hash;
        size = 1;
    }

    /** Takes in the next frame, by its {@link Frame#identity}. */
    void add(final long identity) {
        if (size == block.length) {
            fold();
        }
        block[size++] = identity;
    }

    private void fold() {
        block[0] = HASH.hashLongs(block, 0, size);
        size = 1;
    }
}
