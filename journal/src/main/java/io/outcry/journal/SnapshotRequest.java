/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The word of any process to the engine of a folder that a snapshot is wanted: a file beside the snapshots, which the engine
 * deletes when it has taken one.
 */
public final class SnapshotRequest {
    private static final String FILE = "request";

    private final Path file;

    /**
     * To the engine of these snapshots.
     *
     * @param directory of the snapshots, see {@link JournalDirectory#snapshots}
     */
    public SnapshotRequest(final Path directory) {
        file = directory.resolve(FILE);
    }

    /**
     * Asks for a snapshot; asking twice before it is taken is asking once.
     *
     * @throws JournalException if the file cannot be made
     */
    public void ask() {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, new byte[0], StandardOpenOption.CREATE);
        } catch (final IOException ex) {
            throw new JournalException("cannot ask for a snapshot by " + file.toAbsolutePath(), ex);
        }
    }

    /**
     * Whether a snapshot is wanted that was not taken yet.
     *
     * @return false too if there are no snapshots at all
     */
    public boolean isPending() {
        return Files.exists(file);
    }

    /**
     * Takes the word back: the snapshot was taken, or is not wanted any more.
     *
     * @throws JournalException if the file cannot be deleted
     */
    public void clear() {
        try {
            Files.deleteIfExists(file);
        } catch (final IOException ex) {
            throw new JournalException("cannot delete " + file.toAbsolutePath(), ex);
        }
    }
}
