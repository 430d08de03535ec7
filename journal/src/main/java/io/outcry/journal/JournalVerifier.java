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
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads everything that a journal holds: every checksum, sequences dense from 1, time never backwards. Chronicle stops without a
 * word where a file is damaged or cut, so this walks the raw files, and then checks that Chronicle finds the same end.
 *
 * <p>No writer may be at work meanwhile; nothing is changed. What it cannot see: whole documents that were cut off the end
 * together with the file header's memory of them.
 */
public final class JournalVerifier {
    private static final DateTimeFormatter FILE_NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'F" + JournalQueue.FILE_SUFFIX + "'");

    private final Path directory;
    private final FrameCheck check = new FrameCheck();
    private final HashChain chain = new HashChain();
    private long firstTimeNs;
    private long documents;
    private long bytes;
    private boolean hasUnfinishedDocument;
    private long endPosition;

    private JournalVerifier(final Path directory) {
        this.directory = directory;
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
        if (!Files.isDirectory(directory)) {
            throw new JournalException(
                    "no journal at " + directory.toAbsolutePath() + ": the directory does not exist");
        }
        try {
            return new JournalVerifier(directory).verify();
        } catch (final IOException ex) {
            throw new JournalException("cannot read the journal at " + directory.toAbsolutePath(), ex);
        }
    }

    private JournalSummary verify() throws IOException {
        final List<Path> files = JournalQueue.cycleFiles(directory);
        final Path metadata = directory.resolve(JournalQueue.METADATA_FILE);
        if (Files.exists(metadata)) {
            QueueMetadata.verify(metadata, firstCycle(files), lastCycle(files));
        } else if (!files.isEmpty()) {
            throw JournalDamagedException.at(metadata, 0, 0, "the file is missing");
        }
        for (int i = 0; i < files.size(); i++) {
            verifyFile(files.get(i), i + 1 == files.size());
        }
        if (!files.isEmpty()) {
            verifyThroughChronicle();
        }
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
                chain.value());
    }

    private void verifyFile(final Path path, final boolean isLast) throws IOException {
        try (MappedWindow window = new MappedWindow(path)) {
            final CycleFile file = new CycleFile(path, window, check, chain);
            verify(file, window.sizeBytes());
            if (!isLast && (!file.isRolled() || file.hasUnfinishedDocument())) {
                throw file.damaged(window.sizeBytes(), "the file does not end like one that was rolled");
            }
            documents += file.documents();
            bytes += file.bytes();
            hasUnfinishedDocument = file.hasUnfinishedDocument();
            endPosition = file.endPosition();
        }
    }

    private void verify(final CycleFile file, final long sizeBytes) throws IOException {
        try {
            file.verify(this::onDocument);
        } catch (final EOFException ex) {
            throw file.damaged(sizeBytes, "the file is cut");
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

    private void onDocument(final UnsafeBuffer buffer, final int offset, final int end) {
        if (firstTimeNs == 0) {
            firstTimeNs = Frame.timeNs(buffer, offset);
        }
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
