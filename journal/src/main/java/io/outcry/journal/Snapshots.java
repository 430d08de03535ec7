/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The snapshots in a folder. */
public final class Snapshots {
    private Snapshots() {}

    /**
     * All that were completed.
     *
     * @param directory of the snapshots; there are none if it is missing
     * @return files, the one of the last command first
     * @throws JournalException if the folder cannot be read
     */
    public static List<Path> newestFirst(final Path directory) {
        return list(directory, SnapshotLayout.SUFFIX).stream()
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    /**
     * Deletes all but the newest ones, and what an interrupted writer left.
     *
     * @param directory of the snapshots
     * @param count how many stay, at least 1
     * @throws JournalException if one cannot be deleted
     */
    public static void keep(final Path directory, final int count) {
        final List<Path> all = newestFirst(directory);
        all.subList(Math.min(count, all.size()), all.size()).forEach(Snapshots::delete);
        list(directory, SnapshotLayout.UNFINISHED_SUFFIX).forEach(Snapshots::delete);
    }

    private static List<Path> list(final Path directory, final String suffix) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().endsWith(suffix))
                    .toList();
        } catch (final IOException ex) {
            throw new JournalException("cannot list " + directory.toAbsolutePath(), ex);
        }
    }

    private static void delete(final Path file) {
        try {
            Files.delete(file);
        } catch (final IOException ex) {
            throw new JournalException("cannot delete " + file.toAbsolutePath(), ex);
        }
    }
}
