/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.journal;

import io.outcry.journal.FrameBatch;
import org.agrona.ExpandableDirectByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Some commands in a row, made before a clock runs. */
final class CommandChunk {
    private static final int LENGTH_EXPECTED = 80;

    private final int capacity;
    private final ExpandableDirectByteBuffer bytes;
    private final UnsafeBuffer commands = new UnsafeBuffer();
    private final int[] offsets;
    private long firstSequence;
    private int count;

    CommandChunk(final int capacity) {
        this.capacity = capacity;
        bytes = new ExpandableDirectByteBuffer(capacity * LENGTH_EXPECTED);
        offsets = new int[capacity + 1];
    }

    /** Takes the next commands, at most so many. */
    void fill(final RandomTrading trading, final long most) {
        firstSequence = trading.sequence() + 1;
        count = (int) Math.min(capacity, most);
        for (int i = 0; i < count; i++) {
            final int length = trading.next();
            bytes.putBytes(offsets[i], trading.command(), 0, length);
            offsets[i + 1] = offsets[i] + length;
        }
        commands.wrap(bytes);
    }

    int count() {
        return count;
    }

    UnsafeBuffer buffer() {
        return commands;
    }

    int offset(final int i) {
        return offsets[i];
    }

    int length(final int i) {
        return offsets[i + 1] - offsets[i];
    }

    long sequence(final int i) {
        return firstSequence + i;
    }

    /** Puts commands from one to another, exclusive, into an empty batch. */
    void addTo(final FrameBatch batch, final int from, final int to) {
        for (int i = from; i < to; i++) {
            batch.add(sequence(i), RandomTrading.timeNs(sequence(i)), commands, offset(i), length(i));
        }
    }
}
