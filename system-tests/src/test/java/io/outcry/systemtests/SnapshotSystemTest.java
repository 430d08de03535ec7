/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots that an operator asks for. */
class SnapshotSystemTest {
    private final Path aeronDir =
            Path.of("/dev/shm", "outcry-test-" + ProcessHandle.current().pid() + "-snapshot");

    @TempDir
    Path scratch;

    @Test
    void shouldTakeASnapshotWhileItRunsAndSayWhenNothingRuns() throws Exception {
        final String run = scratch.toString();
        try (OutcryProcess exchange = OutcryProcess.start("--data-dir", run, "--set", "aeronDir=" + aeronDir)) {
            exchange.awaitLine(line -> line.contains("trades "));
            final OutcryProcess.Result taken = OutcryProcess.run("journal", "snapshot", run);
            assertEquals(0, taken.exitCode(), taken.output());
            final String[] lines = taken.output().split("\n");
            assertTrue(Files.exists(Path.of(lines[lines.length - 1])), taken.output());
        }
        final OutcryProcess.Result late = OutcryProcess.run("journal", "snapshot", run);
        assertEquals(2, late.exitCode(), late.output());
        assertTrue(late.output().contains("no exchange runs in " + run), late.output());
    }
}
