/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalRepairTest {
    private static final int FIRST_DOCUMENT = 0x10110;

    @TempDir
    private Path directory;

    private Path journal;
    private List<String> frames;

    @BeforeEach
    void writeTwoDays() {
        journal = directory.resolve("commands");
        try (JournalWriter writer = JournalFixture.open(journal)) {
            JournalFixture.append(writer, 25, JournalFixture.START_NS);
            JournalFixture.append(writer, 30, JournalFixture.START_NS + JournalFixture.NS_PER_DAY);
        }
        frames = JournalFixture.frames(journal);
    }

    @Test
    void shouldChangeNothingWhenUndamaged() throws IOException {
        final JournalSummary before = JournalVerifier.verify(journal);

        assertNull(JournalRepair.repair(journal));

        assertEquals(before, JournalVerifier.verify(journal));
        assertEquals(List.of(journal), listed());
    }

    @Test
    void shouldKeepEverythingBeforeTheDamageWhenABitIsFlipped() throws IOException {
        final Path intact = directory.resolve("intact");
        JournalFixture.copy(journal, intact);
        for (int day = 0; day < 2; day++) {
            for (int position = FIRST_DOCUMENT; position < FIRST_DOCUMENT + 4000; position += 97) {
                damage(day, position);
                assertRepaired();
                recover(intact);
            }
        }
    }

    @Test
    void shouldKeepEveryFrameWhenOnlyChroniclesHeaderIsDamaged() throws IOException {
        damage(0, 0x20);

        assertRepaired();

        assertEquals(frames, JournalFixture.frames(journal));
    }

    @Test
    void shouldKeepEveryFrameWhenTheTableFileIsGone() throws IOException {
        Files.delete(journal.resolve(JournalQueue.METADATA_FILE));

        assertRepaired();

        assertEquals(frames, JournalFixture.frames(journal));
    }

    @Test
    void shouldKeepWhatIsBeforeTheCutWhenAFileIsCutOrADayIsMissing() throws IOException {
        final Path intact = directory.resolve("intact");
        JournalFixture.copy(journal, intact);
        final Path first = JournalQueue.cycleFiles(journal).get(0);
        final byte[] bytes = Files.readAllBytes(first);
        Files.write(first, Arrays.copyOf(bytes, FIRST_DOCUMENT + 1000));
        assertRepaired();
        recover(intact);

        Files.delete(first);
        assertRepaired();
        assertTrue(JournalFixture.frames(journal).isEmpty());
    }

    @Test
    void shouldWriteOnBehindWhatWasKept() throws IOException {
        damage(1, FIRST_DOCUMENT + 500);
        final JournalSummary kept = JournalRepair.repair(journal).kept();

        try (JournalWriter writer = JournalFixture.open(journal)) {
            assertEquals(kept.lastSequence(), writer.lastSequence());
            JournalFixture.append(writer, 3, JournalFixture.START_NS + 2 * JournalFixture.NS_PER_DAY);
        }

        assertEquals(kept.frames() + 6, JournalVerifier.verify(journal).frames());
    }

    @Test
    void shouldKeepTheHashOfWhatIsBeforeTheDamage() throws IOException {
        final Path prefix = directory.resolve("prefix");
        try (JournalWriter writer = JournalFixture.open(prefix)) {
            JournalFixture.append(writer, 25, JournalFixture.START_NS);
        }
        damage(1, FIRST_DOCUMENT);

        assertEquals(
                JournalVerifier.verify(prefix).hash(),
                JournalRepair.repair(journal).kept().hash());
    }

    @Test
    void shouldGoOnWhenItWasInterrupted() throws IOException {
        final Path repaired = directory.resolve("commands.repaired");
        final Path damaged = directory.resolve("commands.damaged-1");
        Files.createDirectories(repaired);
        Files.write(repaired.resolve("20241004F.cq4"), new byte[10]);
        damage(0, FIRST_DOCUMENT + 500);
        assertRepaired();
        final List<String> kept = JournalFixture.frames(journal);

        Files.move(journal, repaired);
        final JournalRepair.Result result = JournalRepair.repair(journal);

        assertEquals(kept, JournalFixture.frames(journal));
        assertNull(result.damage());
        assertEquals(damaged, result.damaged());
        assertFalse(Files.exists(repaired));
    }

    @Test
    void shouldGoOnWhenAJournalWasBegunAfterItWasInterrupted() throws IOException {
        damage(0, FIRST_DOCUMENT + 500);
        assertRepaired();
        final List<String> kept = JournalFixture.frames(journal);
        Files.move(journal, directory.resolve("commands.repaired"));
        JournalFixture.open(journal).close();

        JournalRepair.repair(journal);

        assertEquals(kept, JournalFixture.frames(journal));
    }

    @Test
    void shouldRefuseWhenThereIsNoJournalOrItIsOfAnotherVersion() throws IOException {
        assertThrows(JournalException.class, () -> JournalRepair.repair(directory.resolve("none")));

        damage(0, FIRST_DOCUMENT + Integer.BYTES);
        final JournalException ex = assertThrows(JournalException.class, () -> JournalRepair.repair(journal));
        assertTrue(ex.getMessage().contains("format version"), ex.getMessage());
        assertEquals(List.of(journal), listed());
    }

    private void damage(final int day, final int position) throws IOException {
        final Path file = JournalQueue.cycleFiles(journal).get(day);
        final byte[] bytes = Files.readAllBytes(file);
        bytes[position] ^= 1;
        Files.write(file, bytes);
    }

    /** Repairs, and checks that the damage is named, that all before it is kept, and that the damaged one is untouched. */
    private void assertRepaired() throws IOException {
        final Path file = JournalQueue.cycleFiles(journal).get(0);
        final byte[] bytes = Files.readAllBytes(file);

        final JournalRepair.Result result = JournalRepair.repair(journal);

        assertEquals(result.kept(), JournalVerifier.verify(journal));
        final List<String> kept = JournalFixture.frames(journal);
        assertEquals(frames.subList(0, kept.size()), kept);
        assertTrue(
                kept.size() >= result.damage().lastSequence() - 5,
                result.damage().getMessage());
        assertArrayEquals(bytes, Files.readAllBytes(result.damaged().resolve(file.getFileName())));
        assertFalse(Files.exists(directory.resolve("commands.repaired")));
    }

    private void recover(final Path intact) throws IOException {
        for (final Path file : JournalQueue.cycleFiles(journal)) {
            Files.delete(file);
        }
        JournalFixture.copy(intact, journal);
    }

    private List<Path> listed() throws IOException {
        try (var files = Files.list(directory)) {
            return files.toList();
        }
    }
}
