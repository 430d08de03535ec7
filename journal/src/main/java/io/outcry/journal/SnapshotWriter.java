/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.LongConsumer;
import java.util.zip.CRC32C;

/**
 * Writes the state of an engine after one of its commands, as numbers, into a file of its own. Nobody sees it before it is
 * complete and on the disk; one that is not committed leaves nothing behind. Used by one thread.
 */
public final class SnapshotWriter implements LongConsumer, AutoCloseable {
    private final Path file;
    private final Path unfinished;
    private final FileChannel channel;
    private final ByteBuffer buffer = SnapshotLayout.newBuffer();
    private final ByteBuffer header = SnapshotLayout.newHeader();
    private final CRC32C checksum = new CRC32C();
    private long numbers;

    private SnapshotWriter(final Path directory, final JournalPosition position) throws IOException {
        Files.createDirectories(directory);
        file = SnapshotLayout.file(directory, position.sequence());
        unfinished = file.resolveSibling(file.getFileName() + SnapshotLayout.UNFINISHED_SUFFIX);
        channel = FileChannel.open(
                unfinished, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        channel.position(SnapshotLayout.HEADER_LENGTH);
        header.putLong(SnapshotLayout.MAGIC_OFFSET, SnapshotLayout.MAGIC)
                .putInt(SnapshotLayout.VERSION_OFFSET, SnapshotLayout.VERSION)
                .putLong(SnapshotLayout.SEQUENCE_OFFSET, position.sequence())
                .putLong(SnapshotLayout.TIME_OFFSET, position.timeNs())
                .putLong(SnapshotLayout.QUEUE_INDEX_OFFSET, position.queueIndex());
    }

    /**
     * Begins a snapshot.
     *
     * @param directory of all snapshots, created if missing
     * @param position behind the last command that the state contains
     * @return to be given the numbers, then committed, then closed
     * @throws JournalException if the file cannot be made
     */
    public static SnapshotWriter create(final Path directory, final JournalPosition position) {
        try {
            return new SnapshotWriter(directory, position);
        } catch (final IOException ex) {
            throw new JournalException("cannot write a snapshot into " + directory.toAbsolutePath(), ex);
        }
    }

    /**
     * Writes one number of the state.
     *
     * @param number any
     * @throws UncheckedIOException if the disk does not take it
     */
    @Override
    public void accept(final long number) {
        if (buffer.remaining() == 0) {
            flush();
        }
        buffer.putLong(number);
        numbers++;
    }

    /**
     * Completes the snapshot: when this returns, it is on the disk under its name.
     *
     * @param stateHash that an engine of this state must have
     * @return its file
     * @throws JournalException if the disk does not take it
     */
    public Path commit(final long stateHash) {
        try {
            flush();
            header.putLong(SnapshotLayout.STATE_HASH_OFFSET, stateHash)
                    .putLong(SnapshotLayout.NUMBERS_OFFSET, numbers)
                    .putInt(SnapshotLayout.CHECKSUM_OFFSET, SnapshotLayout.checksum(checksum, header));
            writeFully(header.rewind(), 0);
            channel.force(true);
            channel.close();
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            DiskSync.syncNames(file.getParent());
            return file;
        } catch (final IOException | UncheckedIOException ex) {
            throw new JournalException("cannot write " + file.toAbsolutePath(), ex);
        }
    }

    /** Forgets what was not committed; closing twice does nothing. */
    @Override
    public void close() {
        try {
            channel.close();
            Files.deleteIfExists(unfinished);
        } catch (final IOException ex) {
            throw new JournalException("cannot close " + unfinished.toAbsolutePath(), ex);
        }
    }

    private void flush() {
        buffer.flip();
        checksum.update(buffer.duplicate());
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (final IOException ex) {
            throw new UncheckedIOException("cannot write " + unfinished.toAbsolutePath(), ex);
        }
        buffer.clear();
    }

    private void writeFully(final ByteBuffer bytes, final long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }
}
