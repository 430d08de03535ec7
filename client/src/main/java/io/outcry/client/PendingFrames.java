/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.client;

import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Increments that wait for the snapshot they belong on top of, in a buffer that grows up to a limit. */
final class PendingFrames {
    private static final int INITIAL_BYTES = 1024;

    private final int limitBytes;
    private final IncrementalFrame frame = new IncrementalFrame();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[INITIAL_BYTES]);
    private int size;

    PendingFrames(final int limitBytes) {
        this.limitBytes = limitBytes;
    }

    /** False if the limit is reached; nothing was appended. */
    boolean append(final DirectBuffer source, final int offset, final int length) {
        final int newSize = size + BitUtil.align(Integer.BYTES + length, Integer.BYTES);
        if (newSize > limitBytes) {
            return false;
        }
        if (newSize > buffer.capacity()) {
            final byte[] larger = new byte[Math.min(limitBytes, Math.max(newSize, 2 * buffer.capacity()))];
            buffer.getBytes(0, larger, 0, size);
            buffer.wrap(larger);
        }
        buffer.putInt(size, length);
        buffer.putBytes(size + Integer.BYTES, source, offset, length);
        size = newSize;
        return true;
    }

    /** Applies to a book what is newer than it; false if something of that cannot be true of it. */
    boolean replay(final BookView book) {
        int position = 0;
        while (position < size) {
            final int length = buffer.getInt(position);
            if (frame.wrap(buffer, position + Integer.BYTES, length)
                    && frame.instrumentId() == book.instrumentId()
                    && frame.sequence() > book.sequence()
                    && !frame.applyTo(book)) {
                return false;
            }
            position += BitUtil.align(Integer.BYTES + length, Integer.BYTES);
        }
        return true;
    }

    void clear() {
        size = 0;
    }
}
