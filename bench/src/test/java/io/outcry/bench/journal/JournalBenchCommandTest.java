/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outcry.bench.Bench;
import io.outcry.journal.JournalDirectory;
import io.outcry.journal.JournalVerifier;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalBenchCommandTest {
    private static final int COMMANDS = 20_000;

    @TempDir
    private Path directory;

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void catchOutput() {
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void releaseOutput() {
        System.setOut(out);
        System.setErr(err);
    }

    @Test
    void shouldMeasureEverythingAndKeepTheRun() throws Exception {
        final Path run = directory.resolve("run");

        assertEquals(0, Bench.run("journal", "--commands", "" + COMMANDS, "--json", "--data-dir", run.toString()));

        final JsonNode result = new ObjectMapper().readTree(printed.toByteArray());
        for (final String figure : new String[] {
            "/append/ns_per_command",
            "/append/bare_chronicle_ns_per_command",
            "/append/ratio",
            "/bytes_per_command",
            "/snapshot/engine_p99_us",
            "/snapshot/engine_p99_us_during_snapshot",
            "/snapshot/snapshots",
            "/snapshot/ms",
            "/recovery/seconds",
            "/replay_commands_per_second",
            "/verify_commands_per_second"
        }) {
            assertTrue(result.at(figure).asDouble() > 0, () -> figure + " in " + result);
        }
        assertEquals(COMMANDS, result.at("/recovery/commands_behind_snapshot").asInt());
        // Each of the two starts journaled its orderly stop.
        assertEquals(
                COMMANDS + 2,
                JournalVerifier.verify(JournalDirectory.commands(run)).frames());
        assertTrue(JournalVerifier.verify(JournalDirectory.events(run)).frames() > COMMANDS / 2);
        assertTrue(Files.notExists(run.resolve("bench")));
    }

    @Test
    void shouldRefuseToWriteIntoARunThatIsThere() throws Exception {
        Files.createDirectories(directory.resolve("commands"));

        assertEquals(2, Bench.run("journal", "--commands", "" + COMMANDS, "--data-dir", directory.toString()));
        assertEquals(2, Bench.run("journal", "--commands", "19999"));
    }
}
