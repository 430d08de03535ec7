/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.NoSuchElementException;
import java.util.function.LongSupplier;
import java.util.zip.CRC32C;

/**
 * Reads what a {@link SnapshotWriter} wrote. The whole file is checked when it is opened, so that nobody begins with a state
 * that does not end. Used by one thread.
 */
public final class SnapshotReader implements LongSupplier, AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private final ByteBuffer buffer = SnapshotLayout.newBuffer();
    private final ByteBuffer header = SnapshotLayout.newHeader();
    private long left;

    private SnapshotReader(final Path file) throws IOException {
        this.file = file;
        channel = FileChannel.open(file, StandardOpenOption.READ);
    }

    /**
     * Opens a snapshot and checks all of it.
     *
     * @param file of the snapshot
     * @return to be asked for its numbers, then closed
     * @throws JournalException if it is not there, not whole, not as it was written, or of another format version
     */
    public static SnapshotReader open(final Path file) {
        final SnapshotReader reader;
        try {
            reader = new SnapshotReader(file);
        } catch (final IOException ex) {
            throw new JournalException("cannot read " + file.toAbsolutePath(), ex);
        }
        try {
            reader.check();
            return reader;
        } catch (final IOException ex) {
            reader.close();
            throw new JournalException("cannot read " + file.toAbsolutePath(), ex);
        } catch (final RuntimeException ex) {
            reader.close();
            throw ex;
        }
    }

    /**
     * Behind which command of the journal the state is to go on.
     *
     * @return as it was written
     */
    public JournalPosition position() {
        return new JournalPosition(
                header.getLong(SnapshotLayout.QUEUE_INDEX_OFFSET),
                header.getLong(SnapshotLayout.SEQUENCE_OFFSET),
                header.getLong(SnapshotLayout.TIME_OFFSET));
    }

    /**
     * Hash that an engine of this state must have.
     *
     * @return 64 bits
     */
    public long stateHash() {
        return header.getLong(SnapshotLayout.STATE_HASH_OFFSET);
    }

    /**
     * Numbers that are still to be read.
     *
     * @return count
     */
    public long remaining() {
        return left;
    }

    /**
     * The next number of the state.
     *
     * @return in the order in which they were written
     * @throws NoSuchElementException if there are no more
     * @throws JournalException if the file cannot be read any more
     */
    @Override
    public long getAsLong() {
        if (left == 0) {
            throw new NoSuchElementException(file + " has no more numbers");
        }
        if (!buffer.hasRemaining()) {
            try {
                fill();
            } catch (final IOException ex) {
                throw new JournalException("cannot read on in " + file.toAbsolutePath(), ex);
            }
        }
        left--;
        return buffer.getLong();
    }

    /** Releases the file; closing twice does nothing. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (final IOException ex) {
            throw new JournalException("cannot close " + file.toAbsolutePath(), ex);
        }
    }

    private void check() throws IOException {
        while (header.hasRemaining() && channel.read(header) >= 0) {}
        if (header.hasRemaining() || header.getLong(SnapshotLayout.MAGIC_OFFSET) != SnapshotLayout.MAGIC) {
            throw unusable("it is no snapshot");
        }
        final int version = header.getInt(SnapshotLayout.VERSION_OFFSET);
        if (version != SnapshotLayout.VERSION) {
            throw unusable("its format is version " + version + ", this is version " + SnapshotLayout.VERSION);
        }
        left = header.getLong(SnapshotLayout.NUMBERS_OFFSET);
        final long bytes = channel.size() - SnapshotLayout.HEADER_LENGTH;
        if (bytes % Long.BYTES != 0 || left != bytes / Long.BYTES) {
            throw unusable("its length is not that of its numbers");
        }
        final CRC32C checksum = new CRC32C();
        for (long checked = 0; checked < left; checked += buffer.limit() / Long.BYTES) {
            fill();
            checksum.update(buffer);
        }
        if (SnapshotLayout.checksum(checksum, header) != header.getInt(SnapshotLayout.CHECKSUM_OFFSET)) {
            throw unusable("its checksum is wrong");
        }
        channel.position(SnapshotLayout.HEADER_LENGTH);
        buffer.limit(0);
    }

    /** Reads whole numbers only: a buffer and the numbers of a file are multiples of their length. */
    private void fill() throws IOException {
        buffer.clear();
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
        buffer.flip();
        if (buffer.limit() < Long.BYTES) {
            throw unusable("it has become shorter");
        }
    }

    private JournalException unusable(final String reason) {
        return new JournalException(file.toAbsolutePath() + " cannot be used: " + reason);
    }
}
