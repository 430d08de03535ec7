/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.journal;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.EOFException;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/** A file of any length, seen through one read-only mapping that moves; no larger than the file, so never a bus error. */
final class MappedWindow implements AutoCloseable {
    private static final long WINDOW_BYTES = 256L << 20;
    private static final long PAGE_MASK = -4096L;

    private final FileChannel channel;
    private final long sizeBytes;
    private final UnsafeBuffer buffer = new UnsafeBuffer();
    private MappedByteBuffer bytes;
    private long start;

    MappedWindow(final Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.READ);
        sizeBytes = channel.size();
    }

    long sizeBytes() {
        return sizeBytes;
    }

    MappedByteBuffer bytes() {
        return bytes;
    }

    UnsafeBuffer buffer() {
        return buffer;
    }

    /** Makes the bytes at position visible; returns their offset in the buffer. */
    int offsetOf(final long position, final long lengthBytes) throws IOException {
        if (position + lengthBytes > sizeBytes) {
            throw new EOFException("byte " + position + " of " + sizeBytes);
        }
        if (bytes == null || position < start || position + lengthBytes > start + bytes.capacity()) {
            map(position & PAGE_MASK);
        }
        return (int) (position - start);
    }

    int intAt(final long position) throws IOException {
        final int offset = offsetOf(position, Integer.BYTES);
        return buffer.getInt(offset, LITTLE_ENDIAN);
    }

    long longAt(final long position) throws IOException {
        final int offset = offsetOf(position, Long.BYTES);
        return buffer.getLong(offset, LITTLE_ENDIAN);
    }

    /** Position behind the last byte in [from, size) that is not zero; from if all are. */
    long endOfBytes(final long from) throws IOException {
        long end = from;
        for (long position = from; position < sizeBytes; ) {
            final boolean isWhole = position % Long.BYTES == 0 && position + Long.BYTES <= sizeBytes;
            final int step = isWhole ? Long.BYTES : 1;
            final int offset = offsetOf(position, step);
            final long value = isWhole ? buffer.getLong(offset, LITTLE_ENDIAN) : buffer.getByte(offset) & 0xFF;
            if (value != 0) {
                end = position + Long.BYTES - Long.numberOfLeadingZeros(value) / Byte.SIZE;
            }
            position += step;
        }
        return end;
    }

    private void map(final long newStart) throws IOException {
        unmap();
        start = newStart;
        bytes = channel.map(FileChannel.MapMode.READ_ONLY, start, Math.min(WINDOW_BYTES, sizeBytes - start));
        buffer.wrap(bytes);
    }

    private void unmap() {
        buffer.wrap(0, 0);
        BufferUtil.free(bytes);
        bytes = null;
    }

    @Override
    public void close() throws IOException {
        unmap();
        channel.close();
    }
}
