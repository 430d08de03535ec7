/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs every command of docs/JOURNAL.md as it stands there, in a folder of its own. */
class JournalDocumentTest {
    private static final String FOLDER_IN_DOCUMENT = "data/";

    @TempDir
    Path scratch;

    @Test
    void shouldRunEveryCommand() throws Exception {
        final List<String> commands = DocumentedCommands.of("docs/JOURNAL.md");
        assertTrue(commands.get(0).startsWith("./outcry feed "), commands::toString);
        for (final String command : commands) {
            DocumentedCommands.assertRuns(command.replace(FOLDER_IN_DOCUMENT, scratch + "/"));
        }
        final OutcryProcess.Result unknown =
                OutcryProcess.run("journal", "explain", scratch.resolve("tape").toString(), "7");
        assertEquals(2, unknown.exitCode());
        assertTrue(unknown.output().contains("has no such order"), unknown.output());
    }
}
