/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.command;

import io.outcry.journal.JournalDirectory;
import io.outcry.journal.JournalReader;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** The run that a journal command is about. */
final class JournalRun {
    @Parameters(index = "0", paramLabel = "DIR", description = "Folder of the run, as the exchange printed it.")
    private Path directory;

    Path directory() {
        return directory;
    }

    Path commands() {
        return JournalDirectory.commands(directory);
    }

    Path events() {
        return JournalDirectory.events(directory);
    }

    /** Those that are there now. */
    long countCommands() {
        try (JournalReader reader = JournalReader.open(commands())) {
            return reader.readToEnd();
        }
    }

    /** A journal that is written to cannot be verified; returns null if there is none. */
    JournalDirectory lock() {
        return lock(directory);
    }

    /** Of another run, likewise. */
    static JournalDirectory lock(final Path directory) {
        return Files.isDirectory(JournalDirectory.commands(directory)) ? JournalDirectory.lock(directory) : null;
    }
}
