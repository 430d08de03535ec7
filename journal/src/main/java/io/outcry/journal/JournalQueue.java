/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;

/** How a journal's Chronicle Queue is built; the reader, the writer and the verifier agree on it. */
final class JournalQueue {
    /** Files are sparse and grow by this much; a document may take a quarter of it. */
    static final int BLOCK_SIZE_BYTES = 64 << 20;

    static final String METADATA_FILE = "metadata.cq4t";
    static final String FILE_SUFFIX = ".cq4";

    private JournalQueue() {}

    static SingleChronicleQueueBuilder builder(final Path directory) {
        return SingleChronicleQueueBuilder.binary(directory)
                .rollCycle(RollCycles.FAST_DAILY)
                .blockSize(BLOCK_SIZE_BYTES)
                .checkInterrupts(false);
    }

    /** The files of all cycles, oldest first. */
    static List<Path> cycleFiles(final Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(FILE_SUFFIX))
                    .sorted()
                    .collect(Collectors.toList());
        }
    }

    static void requireExists(final Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new JournalException("no journal at " + directory.toAbsolutePath()
                    + ": the directory does not exist; give the directory of a queue that an engine has written");
        }
        if (!Files.exists(directory.resolve(METADATA_FILE))) {
            throw new JournalException("no journal at " + directory.toAbsolutePath() + ": it has no " + METADATA_FILE
                    + "; give the directory of a queue that an engine has written");
        }
    }
}
