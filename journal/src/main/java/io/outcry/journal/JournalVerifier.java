/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.journal;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.agrona.CloseHelper;

/**
 * Reads everything that a journal holds: every checksum, sequences dense from 1, time never backwards. Chronicle stops without a
 * word where a file is damaged or cut, so this walks the raw files, and then checks that Chronicle finds the same end. Whoever
 * needs the frames as well takes them from here, so that they are read once.
 *
 * <p>No writer may be at work meanwhile; nothing is changed. What it cannot see: whole documents that were cut off the end
 * together with the file header's memory of them. Used by one thread.
 */
public final class JournalVerifier implements AutoCloseable {
    private static final DateTimeFormatter FILE_NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'F" + JournalQueue.FILE_SUFFIX + "'");

    private final Path directory;
    private final FrameCheck check = new FrameCheck();
    private final List<Path> files;
    private int nextFile;
    private MappedWindow window;
    private CycleFile file;
    private int offset;
    private int end;
    private long firstTimeNs;
    private long documents;
    private long bytes;
    private boolean hasUnfinishedDocument;
    private long endPosition;

    private JournalVerifier(final Path directory) throws IOException {
        this.directory = directory;
        files = JournalQueue.cycleFiles(directory);
        final Path metadata = directory.resolve(JournalQueue.METADATA_FILE);
        if (Files.exists(metadata)) {
            QueueMetadata.verify(metadata, firstCycle(files), lastCycle(files));
        } else if (!files.isEmpty()) {
            throw JournalDamagedException.at(metadata, 0, 0, "the file is missing");
        }
    }

    /**
     * Begins to verify a journal.
     *
     * @param directory of the queue; may be empty
     * @return in front of the first frame; open, until {@link #close}
     * @throws JournalDamagedException if its table file is damaged
     * @throws JournalException if the directory does not exist or cannot be read
     */
    public static JournalVerifier open(final Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new JournalException(
                    "no journal at " + directory.toAbsolutePath() + ": the directory does not exist");
        }
        try {
            return new JournalVerifier(directory);
        } catch (final IOException ex) {
            throw unreadable(directory, ex);
        }
    }

    /**
     * Verifies a journal whole.
     *
     * @param directory of the queue; may be empty
     * @return what it holds
     * @throws JournalDamagedException at the first fault
     * @throws JournalException if the directory does not exist or cannot be read
     */
    public static JournalSummary verify(final Path directory) {
        try (JournalVerifier verifier = open(directory)) {
            while (verifier.hasFrame()) {
                verifier.offset = verifier.end;
            }
            return verifier.summary();
        }
    }

    /**
     * Hands on the next frames. Those of a document are handed on when all of it was found good.
     *
     * @param handler called for each frame on this thread
     * @param frameLimit most frames to hand on
     * @return how many were handed on; 0 if there are no more and everything was found good
     * @throws JournalDamagedException at the first fault
     * @throws JournalException if the files cannot be read
     */
    public int poll(final FrameHandler handler, final int frameLimit) {
        int frames = 0;
        while (frames < frameLimit && hasFrame()) {
            final int frame = offset;
            offset = Frame.nextOffset(check.buffer(), frame);
            frames++;
            handler.onFrame(
                    Frame.sequence(check.buffer(), frame),
                    Frame.timeNs(check.buffer(), frame),
                    check.buffer(),
                    Frame.payloadOffset(frame),
                    Frame.payloadLength(check.buffer(), frame));
        }
        return frames;
    }

    /**
     * What was verified so far, which is all when {@link #poll} has returned 0.
     *
     * @return numbers of this moment
     */
    public JournalSummary summary() {
        return new JournalSummary(
                check.lastSequence(),
                documents,
                Math.min(1, check.lastSequence()),
                check.lastSequence(),
                firstTimeNs,
                check.lastTimeNs(),
                bytes,
                files.size(),
                hasUnfinishedDocument,
                endPosition,
                check.hash());
    }

    /** Releases the files; closing twice does nothing. */
    @Override
    public void close() {
        CloseHelper.close(window);
    }

    private boolean hasFrame() {
        try {
            return offset < end || nextDocument();
        } catch (final EOFException ex) {
            throw file.damaged(window.sizeBytes(), "the file is cut");
        } catch (final IOException ex) {
            throw unreadable(directory, ex);
        }
    }

    private boolean nextDocument() throws IOException {
        while (file == null || !file.next()) {
            if (!goToNextFile()) {
                return false;
            }
        }
        offset = file.framesBegin();
        end = file.framesEnd();
        if (firstTimeNs == 0) {
            firstTimeNs = Frame.timeNs(check.buffer(), offset);
        }
        return true;
    }

    private boolean goToNextFile() throws IOException {
        if (file != null) {
            finishFile();
        }
        if (nextFile == files.size()) {
            return false;
        }
        final Path path = files.get(nextFile++);
        window = new MappedWindow(path);
        file = new CycleFile(path, window, check);
        file.verifyHeader();
        return true;
    }

    private void finishFile() throws IOException {
        file.verifyRest();
        final boolean isLast = nextFile == files.size();
        if (!isLast && (!file.isRolled() || file.hasUnfinishedDocument())) {
            throw file.damaged(window.sizeBytes(), "the file does not end like one that was rolled");
        }
        documents += file.documents();
        bytes += file.bytes();
        hasUnfinishedDocument = file.hasUnfinishedDocument();
        endPosition = file.endPosition();
        file = null;
        window.close();
        if (isLast) {
            verifyThroughChronicle();
        }
    }

    /** All documents were walked; Chronicle has to count as many, and to find the last one where it is. */
    private void verifyThroughChronicle() {
        try (JournalReader reader = JournalReader.open(directory)) {
            final long counted = reader.countDocuments();
            final long last = reader.readToEnd();
            if (counted != documents || last != check.lastSequence()) {
                throw JournalDamagedException.of(
                        directory,
                        last,
                        "Chronicle finds " + counted + " of " + documents + " documents, the last frame being " + last,
                        null);
            }
        }
    }

    private static JournalException unreadable(final Path directory, final IOException cause) {
        return new JournalException("cannot read the journal at " + directory.toAbsolutePath(), cause);
    }

    private static long firstCycle(final List<Path> files) {
        return files.isEmpty() ? Integer.MAX_VALUE : cycleOf(files.get(0));
    }

    private static long lastCycle(final List<Path> files) {
        return files.isEmpty() ? Integer.MIN_VALUE : cycleOf(files.get(files.size() - 1));
    }

    private static long cycleOf(final Path file) {
        try {
            return LocalDate.parse(file.getFileName().toString(), FILE_NAME).toEpochDay();
        } catch (final DateTimeParseException ex) {
            throw new JournalException(file + " is no file of a journal: its name is not a day", ex);
        }
    }
}
