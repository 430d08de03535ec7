/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.journal;

import io.outcry.codecs.types.AckLevel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Appends batches of frames to a journal. One writer per journal (see {@link JournalDirectory}), used by one thread at a
 * time, which need not be the one that opened it; appending
 * allocates nothing after warm-up. After any failed write it refuses all further ones: what is on the disk is then not
 * known, and only a new {@link #open}, which verifies everything, may go on.
 */
public final class JournalWriter implements AutoCloseable {
    /** The most that {@link #preallocate} takes. */
    public static final int PREALLOCATE_BYTES_MAX = 1 << 30;

    /** More than a new file takes before its first document. */
    private static final long NEW_FILE_BYTES = 1 << 20;

    private final Path directory;
    private final JournalClock clock;
    private final SingleChronicleQueue queue;
    private final ExcerptAppender appender;
    private final DiskSync diskSync;
    private final PagesAhead pagesAhead = new PagesAhead();
    private final UnsafeBuffer document = new UnsafeBuffer();
    private final HashChain chain = new HashChain();
    private long lastSequence;
    private long lastTimeNs;
    private int openedCycle = -1;
    private Throwable failure;

    private JournalWriter(
            final Path directory, final AckLevel ackLevel, final int blockSizeBytes, final JournalSummary summary) {
        this.directory = directory;
        lastSequence = summary.lastSequence();
        lastTimeNs = summary.lastTimeNs();
        chain.follow(summary.hash());
        clock = new JournalClock(lastTimeNs);
        diskSync = ackLevel == AckLevel.DISK ? new DiskSync(directory) : null;
        queue = JournalQueue.builder(directory)
                .blockSize(blockSizeBytes)
                .timeProvider(clock)
                .build();
        appender = queue.createAppender();
        appender.singleThreadedCheckDisabled(true);
    }

    /**
     * Verifies the journal in a directory, or starts one there, and appends behind its last frame.
     *
     * @param directory of the queue, created if missing
     * @param ackLevel what a batch must have survived when {@link #append} returns, {@code PROCESS} or {@code DISK}
     * @return open, until {@link #close}
     * @throws JournalDamagedException if what is there is damaged
     * @throws JournalException if the directory cannot be used
     */
    public static JournalWriter open(final Path directory, final AckLevel ackLevel) {
        return open(directory, ackLevel, JournalQueue.BLOCK_SIZE_BYTES);
    }

    static JournalWriter open(final Path directory, final AckLevel ackLevel, final int blockSizeBytes) {
        if (ackLevel != AckLevel.PROCESS && ackLevel != AckLevel.DISK) {
            throw new IllegalArgumentException("ackLevel must be PROCESS or DISK, but is " + ackLevel);
        }
        try {
            Files.createDirectories(directory);
        } catch (final IOException ex) {
            throw new JournalException("cannot create the journal directory " + directory.toAbsolutePath(), ex);
        }
        final JournalSummary summary = JournalVerifier.verify(directory);
        if (summary.hasUnfinishedDocument()) {
            wipeUnfinished(directory, summary.endPosition());
        }
        try {
            return new JournalWriter(directory, ackLevel, blockSizeBytes, summary);
        } catch (final RuntimeException | InternalError ex) {
            throw new JournalException("Chronicle cannot open " + directory.toAbsolutePath(), ex);
        }
    }

    /**
     * Appends all frames of a batch as one document: after a crash either all of them are there or none. When it returns,
     * they have survived what the acknowledgement level promises. An empty batch does nothing.
     *
     * @param batch whose first frame follows {@link #lastSequence} and {@link #lastTimeNs}; it is not changed
     * @throws IllegalStateException if it does not follow (nothing is written, the writer stays usable), or if the writer is
     *     closed or has failed before
     * @throws JournalException if writing failed; the writer is unusable from then on
     */
    public void append(final FrameBatch batch) {
        if (batch.count() == 0) {
            return;
        }
        requireUsable();
        requireFollows(batch);
        clock.advanceTo(batch.firstTimeNs());
        try {
            if (queue.cycle() != openedCycle) {
                requireRoomForFile();
                openedCycle = queue.cycle();
            }
            write(batch);
            if (diskSync != null) {
                diskSync.sync(appender.cycle(), appender.currentFile());
            }
        } catch (final Throwable ex) { // InternalError too: that is how a full disk shows in the queue's own pages
            failure = ex;
            throw new JournalException(
                    "cannot append frame " + batch.firstSequence() + " to " + directory.toAbsolutePath() + ": "
                            + ex.getMessage() + "; it refuses further ones, start again when the disk is in order",
                    ex);
        }
        lastSequence = batch.lastSequence();
        lastTimeNs = batch.lastTimeNs();
    }

    /**
     * The last frame that is in the journal.
     *
     * @return sequence, 0 if empty
     */
    public long lastSequence() {
        return lastSequence;
    }

    /**
     * Time of the last frame that is in the journal.
     *
     * @return ns since 1970, 0 if empty
     */
    public long lastTimeNs() {
        return lastTimeNs;
    }

    /**
     * Brings the part of the file into memory that the next frames go to, before they are in a hurry. To be called by the
     * thread that appends; it takes up to a second for each 300 MB. It concerns the file of the last frame only, so a
     * journal without any has nothing to prepare.
     *
     * @param bytes of frames that are expected, 0 to {@value #PREALLOCATE_BYTES_MAX}; disk and memory for them are taken now
     * @return bytes that are in memory, 0 where the system cannot do it
     * @throws IllegalStateException if the writer is closed or has failed before
     */
    public long preallocate(final long bytes) {
        requireUsable();
        return bytes == 0 || appender.currentFile() == null ? 0 : pagesAhead.preallocate(appender.currentFile(), bytes);
    }

    /**
     * Prepares a part of the file that the next batches will go to, so that {@link #append} meets no page fault. One other
     * thread may call this while the journal is appended to; each call is bounded.
     *
     * @return whether something was prepared, and there may be more
     */
    public boolean populateAhead() {
        return pagesAhead.populate();
    }

    /** Releases the files. What was appended stays; closing twice does nothing. */
    @Override
    public void close() {
        queue.close();
        if (diskSync != null) {
            try {
                diskSync.close();
            } catch (final IOException ex) {
                throw new JournalException("cannot close " + directory.toAbsolutePath(), ex);
            }
        }
    }

    /** Zeroes what a killed writer left: Chronicle would leave the rest of it behind shorter documents. */
    private static void wipeUnfinished(final Path directory, final long position) {
        try {
            final List<Path> files = JournalQueue.cycleFiles(directory);
            try (FileChannel channel = FileChannel.open(files.get(files.size() - 1), StandardOpenOption.WRITE)) {
                final long length = Math.min(CycleFile.UNFINISHED_BYTES_MAX, channel.size() - position);
                channel.write(ByteBuffer.allocate((int) length), position);
                channel.force(false);
            }
        } catch (final IOException ex) {
            throw new JournalException("cannot wipe the unfinished document in " + directory.toAbsolutePath(), ex);
        }
    }

    private void write(final FrameBatch batch) throws IOException {
        final int length = DocumentHeader.LENGTH + batch.lengthBytes();
        try (DocumentContext context = appender.writingDocument()) {
            try {
                final Bytes<?> bytes = context.wire().bytes();
                if (length > bytes.writeRemaining()) { // Chronicle does not check raw addresses: it would end the JVM
                    throw new IllegalStateException(length + " bytes exceed a quarter of the queue's block size");
                }
                pagesAhead.appending(bytes, length);
                document.wrap(bytes.addressForWrite(bytes.writePosition()), length);
                DocumentHeader.write(document, batch.count(), chain.value());
                document.putBytes(DocumentHeader.LENGTH, batch.buffer(), 0, batch.lengthBytes());
                batch.addTo(chain);
                bytes.writeSkip(length);
            } catch (final Throwable ex) {
                context.rollbackOnClose();
                throw ex;
            }
        }
    }

    /** A file that is made on a full disk ends the JVM. */
    private void requireRoomForFile() throws IOException {
        if (Files.getFileStore(directory).getUsableSpace() < NEW_FILE_BYTES) {
            throw new IOException("the disk is full or failing");
        }
    }

    private void requireUsable() {
        if (failure != null) {
            throw new IllegalStateException("an earlier append to " + directory.toAbsolutePath() + " failed", failure);
        }
        if (queue.isClosed()) {
            throw new IllegalStateException("the writer of " + directory.toAbsolutePath() + " is closed");
        }
    }

    private void requireFollows(final FrameBatch batch) {
        if (batch.firstSequence() != lastSequence + 1) {
            throw new IllegalStateException("sequence " + batch.firstSequence() + " does not follow " + lastSequence
                    + " in " + directory.toAbsolutePath());
        }
        if (batch.firstTimeNs() < lastTimeNs) {
            throw new IllegalStateException(
                    "time " + batch.firstTimeNs() + " is before " + lastTimeNs + " in " + directory.toAbsolutePath());
        }
    }
}
