/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.journal;

import net.openhft.hashing.LongHashFunction;
import org.agrona.DirectBuffer;

/**
 * Ties the documents of a journal together: each carries the hash of the one before, MetroHash of 64 bits over all its bytes, and
 * so of all before it. A document that was changed, left out or exchanged for another one no longer fits, whatever its checksums
 * say; the hash of the last one stands for the whole journal.
 */
final class HashChain {
    private static final LongHashFunction HASH = LongHashFunction.metro();

    private long value;

    /** Hash of the last document; 0 in front of the first. */
    long value() {
        return value;
    }

    /** The next document has to carry this hash. */
    void follow(final long hash) {
        value = hash;
    }

    void add(final DirectBuffer document, final int offset, final int length) {
        value = HASH.hashMemory(document.addressOffset() + offset, length);
    }

    /** What is wrong with the hash that a document carries; null if nothing. */
    String faultAt(final DirectBuffer document, final int offset) {
        final long previous = DocumentHeader.previousHash(document, offset);
        return previous == value
                ? null
                : "the hash of the document before is " + Long.toHexString(value) + ", not "
                        + Long.toHexString(previous);
    }
}
