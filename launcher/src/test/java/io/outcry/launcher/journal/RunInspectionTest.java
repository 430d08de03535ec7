/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outcry.codecs.types.Side;
import io.outcry.journal.JournalDirectory;
import io.outcry.journal.JournalException;
import io.outcry.journal.Snapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunInspectionTest {
    private static final int FIRST_DOCUMENT = 0x10110;

    @TempDir
    private Path directory;

    @Test
    void shouldTellOfARunThatWasStopped() {
        final long commands;
        final long events;
        final long stateHash;
        try (RecordedRun run = new RecordedRun(directory)) {
            run.order(Side.BUY, 5, 100, true).stop();
            commands = run.core().sequence();
            events = run.events();
            stateHash = run.core().stateHash();
        }
        final RunInfo info = RunInspection.inspect(directory);
        assertEquals(RunInfo.Ending.STOPPED, info.ending());
        assertEquals(commands, info.commands().frames());
        assertEquals(1, info.commands().firstSequence());
        assertEquals(commands, info.commands().lastSequence());
        assertEquals(
                commands - 1, info.commands().lastTimeNs() - info.commands().firstTimeNs());
        assertTrue(info.commands().diskKib() > 0);
        assertEquals(events, info.events().frames());
        assertEquals(1, info.snapshots().size());
        assertEquals(commands, info.snapshots().get(0).sequence());
        assertEquals(
                HexFormat.of().toHexDigits(stateHash), info.snapshots().get(0).stateHash());
        assertEquals(commands, info.configuration().sequence());
        assertEquals(1, info.configuration().openOrders());
        assertEquals("BTC-USD", info.configuration().instruments().get(0).symbol());
        assertFalse(info.isDamaged());
    }

    @Test
    void shouldTellTheDefinitionsWhenThereIsNoSnapshot() {
        final int accounts;
        try (RecordedRun run = new RecordedRun(directory)) {
            accounts = run.core().accounts().count();
            run.order(Side.BUY, 5, 100, true);
        }
        final RunInfo info = RunInspection.inspect(directory);
        assertEquals(RunInfo.Ending.NOT_STOPPED, info.ending());
        assertEquals(info.commands().lastSequence() - 1, info.configuration().sequence());
        assertEquals(accounts, info.configuration().accounts());
        assertEquals(0, info.configuration().openOrders());
        assertTrue(RunInfoText.lines(info).contains("snapshots    none"));
    }

    @Test
    void shouldTellThatAnExchangeHoldsTheRun() {
        new RecordedRun(directory).close();
        try (JournalDirectory held = JournalDirectory.lock(directory)) {
            assertNotNull(held);
            assertEquals(
                    RunInfo.Ending.RUNNING, RunInspection.inspect(directory).ending());
        }
    }

    @Test
    void shouldTellOfADamagedSnapshotAndOfJournalsThatWereSetAside() throws IOException {
        try (RecordedRun run = new RecordedRun(directory)) {
            run.stop();
        }
        final Path snapshot =
                Snapshots.newestFirst(JournalDirectory.snapshots(directory)).get(0);
        Files.write(snapshot, new byte[] {1}, StandardOpenOption.APPEND);
        Files.createDirectory(directory.resolve("events.damaged-1"));
        final RunInfo info = RunInspection.inspect(directory);
        assertTrue(info.isDamaged());
        assertNotNull(info.snapshots().get(0).damage());
        assertEquals(List.of("events.damaged-1"), info.setAside());
        assertEquals(3, info.configuration().instruments().size());
        assertTrue(RunInfoText.lines(info).contains("set aside    events.damaged-1"));
    }

    @Test
    void shouldTellOfAJournalWhoseBeginIsDamaged() throws IOException {
        try (RecordedRun run = new RecordedRun(directory)) {
            run.order(Side.BUY, 5, 100, true);
        }
        RecordedRun.damage(JournalDirectory.events(directory), FIRST_DOCUMENT + 30);
        final RunInfo info = RunInspection.inspect(directory);
        assertNull(info.commands().damage());
        assertNotNull(info.events().damage());
        assertTrue(info.isDamaged());
    }

    @Test
    void shouldTellWhenThereIsNoJournal() {
        assertThrows(JournalException.class, () -> RunInspection.inspect(directory.resolve("none")));
    }
}
