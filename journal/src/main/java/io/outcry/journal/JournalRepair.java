/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.journal;

import io.outcry.codecs.types.AckLevel;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Makes a journal usable that {@link JournalVerifier} refuses: a new one with all that stands before the damage, in the same
 * documents, takes its place, and the damaged one gets another name. Nothing is deleted, and what is kept is verified before any
 * name changes. If it is interrupted, it goes on when it is called again.
 */
public final class JournalRepair {
    private static final String REPAIRED = ".repaired";
    private static final String DAMAGED = ".damaged";

    private final Path directory;
    private final Path repaired;
    private final FrameCheck check = new FrameCheck();
    private final FrameBatch batch = new FrameBatch(FrameBatch.CAPACITY_BYTES_MAX);

    /**
     * What was done.
     *
     * @param damage why the journal was refused; null if a repair that was interrupted is complete now
     * @param kept what the journal holds now
     * @param damaged where the damaged one is now
     */
    public record Result(JournalDamagedException damage, JournalSummary kept, Path damaged) {}

    private JournalRepair(final Path directory) {
        this.directory = directory;
        repaired = directory.resolveSibling(directory.getFileName() + REPAIRED);
    }

    /**
     * Repairs a journal, if it needs that. Nobody may use it meanwhile.
     *
     * @param directory of the queue
     * @return null if it is undamaged; then nothing was changed
     * @throws JournalException if there is none, it is of another version, or the disk does not do it
     */
    public static Result repair(final Path directory) {
        final JournalRepair repair = new JournalRepair(directory);
        try {
            if (Files.exists(repair.repaired) && isEmpty(directory)) {
                return repair.finish();
            }
            JournalVerifier.verify(directory);
            return null;
        } catch (final JournalDamagedException ex) {
            return repair.replace(ex);
        } catch (final IOException ex) {
            throw new JournalException("cannot repair " + directory.toAbsolutePath(), ex);
        }
    }

    /**
     * Gives a journal another name, so that the next writer begins a new one.
     *
     * @param directory of the queue
     * @return its new name
     * @throws JournalException if it cannot be renamed
     */
    public static Path setAside(final Path directory) {
        final Path aside = damaged(directory, countDamaged(directory) + 1);
        try {
            Files.move(directory, aside, StandardCopyOption.ATOMIC_MOVE);
            DiskSync.syncNames(directory.toAbsolutePath().getParent());
        } catch (final IOException ex) {
            throw new JournalException("cannot rename " + directory.toAbsolutePath(), ex);
        }
        return aside;
    }

    private Result replace(final JournalDamagedException damage) {
        try {
            deleteUnfinished();
            copy();
            DiskSync.syncFiles(repaired);
            final JournalSummary kept = JournalVerifier.verify(repaired);
            return complete(damage, kept, setAside(directory));
        } catch (final IOException ex) {
            throw new JournalException("cannot repair " + directory.toAbsolutePath(), ex);
        }
    }

    /** Somebody may have begun a new journal since the damaged one was set aside; it has nothing yet. */
    private Result finish() throws IOException {
        final Path damaged = damaged(directory, countDamaged(directory));
        final JournalSummary kept = JournalVerifier.verify(repaired);
        if (Files.exists(directory)) {
            setAside(directory);
        }
        return complete(null, kept, damaged);
    }

    private static boolean isEmpty(final Path directory) throws IOException {
        return !Files.exists(directory) || JournalQueue.cycleFiles(directory).isEmpty();
    }

    private Result complete(final JournalDamagedException damage, final JournalSummary kept, final Path damaged)
            throws IOException {
        Files.move(repaired, directory, StandardCopyOption.ATOMIC_MOVE);
        DiskSync.syncNames(directory.toAbsolutePath().getParent());
        return new Result(damage, kept, damaged);
    }

    private void copy() throws IOException {
        try (JournalWriter writer = JournalWriter.open(repaired, AckLevel.PROCESS)) {
            for (final Path file : JournalQueue.cycleFiles(directory)) {
                if (!copy(file, writer)) {
                    return;
                }
            }
        }
    }

    /** Returns whether the file is good to its end. */
    private boolean copy(final Path file, final JournalWriter writer) throws IOException {
        try (MappedWindow window = new MappedWindow(file)) {
            final CycleFile cycle = new CycleFile(file, window, check);
            while (cycle.next()) {
                append(check.buffer(), cycle.framesBegin(), cycle.framesEnd(), writer);
            }
            return true;
        } catch (final JournalDamagedException | EOFException ex) {
            return false;
        }
    }

    private void append(final UnsafeBuffer buffer, final int begin, final int end, final JournalWriter writer) {
        batch.clear();
        for (int offset = begin; offset < end; offset = Frame.nextOffset(buffer, offset)) {
            batch.add(
                    Frame.sequence(buffer, offset),
                    Frame.timeNs(buffer, offset),
                    buffer,
                    Frame.payloadOffset(offset),
                    Frame.payloadLength(buffer, offset));
        }
        writer.append(batch);
    }

    private void deleteUnfinished() throws IOException {
        if (Files.isDirectory(repaired)) {
            try (Stream<Path> files = Files.list(repaired)) {
                for (final Path file : files.toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** How many were set aside. */
    private static int countDamaged(final Path directory) {
        int count = 0;
        while (Files.exists(damaged(directory, count + 1))) {
            count++;
        }
        return count;
    }

    private static Path damaged(final Path directory, final int number) {
        return directory.resolveSibling(directory.getFileName() + DAMAGED + "-" + number);
    }
}
