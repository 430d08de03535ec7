/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.journal;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Brings the current cycle's file to the disk. Chronicle's own sync only logs a failed msync, and leaves out the pages of the
 * file's header and, at a roll, the end mark of the old file; fsync covers all of them and fails loudly.
 */
final class DiskSync implements AutoCloseable {
    private final Path directory;
    private int cycle = -1;
    private RandomAccessFile file;

    DiskSync(final Path directory) {
        this.directory = directory;
    }

    void sync(final int currentCycle, final File currentFile) throws IOException {
        if (currentCycle != cycle) {
            roll(currentCycle, currentFile);
        }
        file.getFD().sync();
    }

    private void roll(final int currentCycle, final File currentFile) throws IOException {
        if (file != null) {
            file.getFD().sync();
            file.close();
        }
        file = new RandomAccessFile(currentFile, "rw");
        cycle = currentCycle;
        syncNames(directory);
    }

    /** Brings all files of a directory to the disk. */
    static void syncFiles(final Path directory) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (final Path file : files) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
            }
        }
        syncNames(directory);
    }

    /** Brings the names of a directory's files to the disk. */
    static void syncNames(final Path directory) throws IOException {
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
