/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.JournalHaltCounter;
import io.outcry.journal.JournalException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.agrona.concurrent.status.AtomicCounter;

/**
 * Halts the engine before its disk is full, and lets it go on when there is room again: a quarter more than what it halted
 * at, so that it does not change to and fro. What is still on its way then is journaled, so what is left must hold it. The
 * follower's thread looks, the sequencer's asks; gateways and operators see the counter.
 */
final class DiskWatch {
    private static final System.Logger LOGGER = System.getLogger(DiskWatch.class.getName());

    private final Path directory;
    private final LongSupplier freeBytes;
    private final long minFreeBytes;
    private final AtomicCounter haltCounter;
    private volatile boolean isHalted;

    DiskWatch(
            final Path directory,
            final LongSupplier freeBytes,
            final long minFreeBytes,
            final AtomicCounter haltCounter) {
        this.directory = directory;
        this.freeBytes = freeBytes;
        this.minFreeBytes = minFreeBytes;
        this.haltCounter = haltCounter;
    }

    /** What this process may still write on the disk of a folder. */
    static LongSupplier freeBytesOf(final Path directory) {
        try {
            final FileStore store = Files.getFileStore(directory);
            return () -> {
                try {
                    return store.getUsableSpace();
                } catch (final IOException ex) {
                    throw new UncheckedIOException("cannot tell the free space of " + directory.toAbsolutePath(), ex);
                }
            };
        } catch (final IOException ex) {
            throw new JournalException("cannot tell the free space of " + directory.toAbsolutePath(), ex);
        }
    }

    /** An engine that had to halt at once does not start. */
    static void requireRoom(final Path directory, final long freeBytes, final long minFreeBytes) {
        if (freeBytes < minFreeBytes) {
            throw new JournalException(directory.toAbsolutePath() + " has " + mib(freeBytes) + " MiB free, less than"
                    + " journal.minFreeMiB: " + mib(minFreeBytes) + "; make room, or choose another --data-dir");
        }
    }

    /** Whether no new commands may be journaled. */
    boolean isHalted() {
        return isHalted;
    }

    /** Asks the disk; to be called again and again. */
    void look() {
        final long free = freeBytes.getAsLong();
        final long resumeBytes = minFreeBytes + minFreeBytes / 4;
        if (!isHalted && free < minFreeBytes) {
            isHalted = true;
            haltCounter.setOrdered(JournalHaltCounter.HALTED);
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "halted: journal; " + directory.toAbsolutePath() + " has " + mib(free) + " MiB free, less than "
                            + mib(minFreeBytes) + "; commands are refused until there are " + mib(resumeBytes));
        } else if (isHalted && free >= resumeBytes) {
            isHalted = false;
            haltCounter.setOrdered(0);
            LOGGER.log(
                    System.Logger.Level.INFO,
                    "resumed; " + directory.toAbsolutePath() + " has " + mib(free) + " MiB free");
        }
    }

    private static long mib(final long bytes) {
        return bytes >> 20;
    }
}
