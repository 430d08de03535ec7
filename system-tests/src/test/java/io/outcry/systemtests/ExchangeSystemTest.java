/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExchangeSystemTest {
    private static final int ENDED_BY_SIGTERM = 143;

    private static final int FIRST_DOCUMENT = 0x10110;

    /** Where the header of a queue's file says where its last document is. */
    private static final int LAST_DOCUMENT_OFFSET = 0x40;

    @TempDir
    Path scratch;

    @ParameterizedTest
    @ValueSource(strings = {"shared", "dedicated"})
    void shouldTradeThenStopInOrderOnSigtermAndContinueLater(final String mode) throws Exception {
        final Path aeronDir = aeronDir(mode);
        final Path journal = scratch.resolve("run");
        runUntilQuoted(mode, aeronDir, journal);
        final String first =
                OutcryProcess.run("journal", "verify", journal.toString()).output();

        runUntilQuoted(mode, aeronDir, journal);

        final OutcryProcess.Result verified = OutcryProcess.run("journal", "verify", journal.toString());
        assertEquals(0, verified.exitCode(), verified.output());
        assertFalse(first.equals(verified.output()), "the second run must have continued the journal");
        final OutcryProcess.Result replayed = OutcryProcess.run("journal", "replay", journal.toString());
        assertEquals(0, replayed.exitCode(), replayed.output());
        final OutcryProcess.Result accounts = OutcryProcess.run("accounts", journal.toString());
        assertTrue(accounts.output().contains("USD"), accounts.output());
    }

    @Test
    void shouldGoOnAfterADamagedJournalWasRepaired() throws Exception {
        final Path aeronDir = aeronDir("repair");
        final Path run = scratch.resolve("run");
        runUntilQuoted("shared", aeronDir, run);
        damage(run);

        final OutcryProcess.Result refused =
                OutcryProcess.run("--set", "aeronDir=" + aeronDir, "--data-dir", run.toString());
        assertEquals(2, refused.exitCode(), refused.output());
        assertTrue(refused.output().contains("is damaged at byte"), refused.output());
        final OutcryProcess.Result repaired = OutcryProcess.run("journal", "repair", run.toString());
        assertEquals(0, repaired.exitCode(), repaired.output());
        assertTrue(repaired.output().contains("commands.damaged-1"), repaired.output());
        assertTrue(repaired.output().contains("events.damaged-1"), repaired.output());

        runUntilQuoted("shared", aeronDir, run);
        assertEquals(0, OutcryProcess.run("journal", "verify", run.toString()).exitCode());
        assertEquals(0, OutcryProcess.run("journal", "replay", run.toString()).exitCode());
        final OutcryProcess.Result again = OutcryProcess.run("journal", "repair", run.toString());
        assertTrue(again.output().contains("commands  undamaged\nevents    undamaged"), again.output());
    }

    /** Flips a bit in the middle of the commands. */
    private static void damage(final Path run) throws IOException {
        final Path file;
        try (Stream<Path> files = Files.list(run.resolve("commands"))) {
            file = files.filter(each -> each.toString().endsWith(".cq4"))
                    .findFirst()
                    .orElseThrow();
        }
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(LAST_DOCUMENT_OFFSET);
            final long position = (FIRST_DOCUMENT + Long.reverseBytes(bytes.readLong())) / 2;
            bytes.seek(position);
            final int value = bytes.read();
            bytes.seek(position);
            bytes.write(value ^ 1);
        }
    }

    @Test
    void shouldRefuseToStartWhenAeronDirectoryIsInUse() throws Exception {
        final Path aeronDir = aeronDir("in-use");
        try (OutcryProcess running = start("shared", aeronDir, scratch.resolve("first"))) {
            running.awaitLine(line -> line.startsWith("Outcry is open"));

            final OutcryProcess.Result second = OutcryProcess.run(
                    "--set",
                    "aeronDir=" + aeronDir,
                    "--data-dir",
                    scratch.resolve("second").toString());

            assertEquals(2, second.exitCode(), second.output());
            assertTrue(second.output().contains("in use by a running exchange"), second.output());
        }
    }

    @Test
    void shouldLookIntoARunWhileItsExchangeTrades() throws Exception {
        final Path run = scratch.resolve("run");
        try (OutcryProcess exchange = start("shared", aeronDir("look"), run)) {
            exchange.awaitLine(line -> line.contains("BTC-USD") && line.contains(" / "));

            final OutcryProcess.Result info = OutcryProcess.run("journal", "info", run.toString());
            assertEquals(0, info.exitCode(), info.output());
            assertTrue(info.output().contains("an exchange holds it now"), info.output());
            final OutcryProcess.Result exported = OutcryProcess.run(
                    "journal",
                    "export",
                    run.toString(),
                    "--out",
                    scratch.resolve("out").toString());
            assertEquals(0, exported.exitCode(), exported.output());
            assertTrue(Files.exists(scratch.resolve("out").resolve("orders.csv")), exported.output());
        }
    }

    @Test
    void shouldRefuseToStartWhenJournalIsInUse() throws Exception {
        final Path journal = scratch.resolve("run");
        try (OutcryProcess running = start("shared", aeronDir("journal-1"), journal)) {
            running.awaitLine(line -> line.startsWith("Outcry is open"));

            final OutcryProcess.Result second =
                    OutcryProcess.run("--set", "aeronDir=" + aeronDir("journal-2"), "--data-dir", journal.toString());

            assertEquals(2, second.exitCode(), second.output());
            assertTrue(second.output().contains("is in use by process"), second.output());
        }
    }

    @Test
    void shouldNameFileAndLineWhenConfigurationIsWrong() throws Exception {
        final Path config = scratch.resolve("mine.yaml");
        Files.writeString(config, "gateway:\n  maxSesions: 3\n");

        final OutcryProcess.Result result = OutcryProcess.run("--config", config.toString());

        assertEquals(2, result.exitCode());
        assertTrue(result.output().contains(config + ":2:"), result.output());
        assertTrue(result.output().contains("maxSessions"), result.output());
    }

    private static void runUntilQuoted(final String mode, final Path aeronDir, final Path journal) throws Exception {
        try (OutcryProcess exchange = start(mode, aeronDir, journal)) {
            exchange.awaitLine(line -> line.contains("BTC-USD") && line.contains(" / "));
            exchange.terminate();
            assertEquals(ENDED_BY_SIGTERM, exchange.awaitExit(), exchange.output());
            assertTrue(exchange.output().contains("stopped; replay this run with"), exchange.output());
        }
        assertFalse(Files.exists(aeronDir), "the media driver's files must be gone");
    }

    private static OutcryProcess start(final String mode, final Path aeronDir, final Path journal) throws Exception {
        return OutcryProcess.start("--mode", mode, "--set", "aeronDir=" + aeronDir, "--data-dir", journal.toString());
    }

    private static Path aeronDir(final String name) {
        return Path.of("/dev/shm", "outcry-test-" + ProcessHandle.current().pid() + "-" + name);
    }
}
