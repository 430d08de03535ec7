/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outcry.codecs.types.Side;
import io.outcry.journal.JournalDirectory;
import io.outcry.journal.JournalException;
import io.outcry.journal.JournalRepair;
import io.outcry.journal.JournalVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunRepairTest {
    private static final int FIRST_DOCUMENT = 0x10110;

    @TempDir
    private Path directory;

    @Test
    void shouldLeaveAnUndamagedRunAsItIs() {
        record(3);
        assertEquals(List.of("commands  undamaged", "events    undamaged"), RunRepair.run(directory));
    }

    @Test
    void shouldSetEventsAsideThatAreDamaged() throws IOException {
        record(3);
        RecordedRun.damage(JournalDirectory.events(directory), FIRST_DOCUMENT + 30);

        final List<String> report = RunRepair.run(directory);

        assertEquals("commands  undamaged", report.get(0));
        assertTrue(report.get(1).contains("is damaged at byte"), report::toString);
        assertTrue(Files.isDirectory(directory.resolve("events.damaged-1")));
        assertFalse(Files.exists(JournalDirectory.events(directory)));
    }

    @Test
    void shouldSetEventsAsideThatComeFromCommandsWhichAreGone() throws IOException {
        record(30);
        final long before =
                JournalVerifier.verify(JournalDirectory.commands(directory)).frames();
        RecordedRun.damage(JournalDirectory.commands(directory), FIRST_DOCUMENT + 2_000);

        final List<String> report = RunRepair.run(directory);

        final long kept =
                JournalVerifier.verify(JournalDirectory.commands(directory)).frames();
        assertTrue(kept > 0 && kept < before, report::toString);
        assertTrue(report.get(1).contains("kept " + kept + " frames"), report::toString);
        assertTrue(report.get(2).contains("come from no command"), report::toString);
        assertTrue(Files.isDirectory(directory.resolve("commands.damaged-1")));
        assertTrue(Files.isDirectory(directory.resolve("events.damaged-1")));
        assertEquals(List.of("commands  undamaged"), RunRepair.run(directory));
    }

    @Test
    void shouldRefuseAFolderWithoutARun() {
        assertThrows(JournalException.class, () -> RunRepair.run(directory));
        assertThrows(JournalException.class, () -> JournalRepair.repair(directory.resolve("commands")));
    }

    private void record(final int orders) {
        try (RecordedRun run = new RecordedRun(directory)) {
            for (int i = 0; i < orders; i++) {
                run.order(Side.BUY, 5, 100, true);
            }
        }
    }
}
