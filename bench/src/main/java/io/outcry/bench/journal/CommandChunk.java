/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.journal;

import io.outcry.journal.FrameBatch;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableDirectByteBuffer;
import org.agrona.collections.IntArrayList;
import org.agrona.concurrent.UnsafeBuffer;

/** Some commands in a row, made before a clock runs. */
final class CommandChunk {
    private static final int LENGTH_EXPECTED = 80;

    private final int capacity;
    private final ExpandableDirectByteBuffer bytes;
    private final UnsafeBuffer commands = new UnsafeBuffer();
    private final int[] offsets;
    private final ExpandableDirectByteBuffer documents = new ExpandableDirectByteBuffer();
    private final IntArrayList ends = new IntArrayList();
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

    /** Makes ready what the journal writes for these commands, frames with their checksums, in batches of so many. */
    void makeDocuments(final FrameBatch batch, final int commandsPerBatch) {
        ends.clear();
        int end = 0;
        for (int from = 0; from < count; from += commandsPerBatch) {
            batch.clear();
            addTo(batch, from, Math.min(from + commandsPerBatch, count));
            documents.putBytes(end, batch.buffer(), 0, batch.lengthBytes());
            end += batch.lengthBytes();
            ends.addInt(end);
        }
    }

    int documents() {
        return ends.size();
    }

    DirectBuffer documentBuffer() {
        return documents;
    }

    int documentBegin(final int document) {
        return document == 0 ? 0 : ends.getInt(document - 1);
    }

    int documentEnd(final int document) {
        return ends.getInt(document);
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
