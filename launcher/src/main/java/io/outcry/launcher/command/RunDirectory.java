/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Chooses the journal folder of a run: the one that was asked for, else a new one named after the time. */
final class RunDirectory {
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private RunDirectory() {}

    static Path choose(final Path asked, final Path dataDir) {
        if (asked != null) {
            return asked;
        }
        final String name = LocalDateTime.now(ZoneId.systemDefault()).format(NAME);
        Path directory = dataDir.resolve(name);
        for (int i = 2; Files.exists(directory); i++) {
            directory = dataDir.resolve(name + "-" + i);
        }
        return directory;
    }
}
