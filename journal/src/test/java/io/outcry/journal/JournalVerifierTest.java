/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.journal;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalVerifierTest {
    private static final int LAST_POSITION = 0x40;
    private static final int FIRST_DOCUMENT = 0x10110;
    private static final int FIRST_FRAME = FIRST_DOCUMENT + Integer.BYTES + DocumentHeader.LENGTH;

    @TempDir
    private Path directory;

    private Path journal;
    private JournalSummary intact;
    private List<String> frames;

    @BeforeEach
    void writeTwoDays() {
        journal = directory.resolve("intact");
        try (JournalWriter writer = JournalFixture.open(journal)) {
            JournalFixture.append(writer, 25, JournalFixture.START_NS);
            JournalFixture.append(writer, 30, JournalFixture.START_NS + JournalFixture.NS_PER_DAY);
        }
        intact = JournalVerifier.verify(journal);
        frames = JournalFixture.frames(journal);
    }

    @Test
    void shouldSumUpWhenIntact() throws IOException {
        assertEquals(165, intact.frames());
        assertEquals(55, intact.documents());
        assertEquals(1, intact.firstSequence());
        assertEquals(165, intact.lastSequence());
        assertEquals(JournalFixture.START_NS + 1, intact.firstTimeNs());
        assertEquals(JournalFixture.START_NS + JournalFixture.NS_PER_DAY + 165, intact.lastTimeNs());
        assertEquals(2, intact.files());
        assertFalse(intact.hasUnfinishedDocument());
        assertEquals(165, frames.size());
        assertEquals(
                List.of("20241004F.cq4", "20241005F.cq4"),
                JournalQueue.cycleFiles(journal).stream()
                        .map(file -> file.getFileName().toString())
                        .toList());
    }

    @Test
    void shouldSumUpWhenEmpty() {
        final JournalSummary empty = new JournalSummary(0, 0, 0, 0, 0, 0, 0, 0, false, 0, 0);
        assertEquals(empty, JournalVerifier.verify(directory));

        final Path opened = directory.resolve("opened");
        JournalFixture.open(opened).close();
        assertEquals(empty, JournalVerifier.verify(opened));
    }

    @Test
    void shouldNeverLoseAFrameSilentlyWhenABitIsFlippedInADocument() throws IOException {
        int caught = 0;
        for (final Path file : JournalQueue.cycleFiles(journal)) {
            final byte[] bytes = Files.readAllBytes(file);
            final int end = endOf(bytes);
            for (int position = FIRST_DOCUMENT; position < end; position += 11) {
                final byte[] damaged = bytes.clone();
                damaged[position] ^= (byte) (1 << position % 8);
                Files.write(file, damaged);
                assertThrows(JournalDamagedException.class, () -> JournalVerifier.verify(journal), "byte " + position);
                caught++;
            }
            Files.write(file, bytes);
        }
        assertTrue(caught > 500, caught + " positions");
        assertIntact(journal);
    }

    @Test
    void shouldNeverLoseAFrameSilentlyWhenChroniclesOwnBytesAreFlipped() throws IOException {
        final Path copy = directory.resolve("copy");
        JournalFixture.copy(journal, copy);
        for (final Path file : JournalQueue.cycleFiles(copy)) {
            final byte[] bytes = Files.readAllBytes(file);
            for (int position = 0; position < FIRST_DOCUMENT; position += position < 0x110 ? 1 : 331) {
                assertCaughtOrHarmless(copy, file, bytes, position);
            }
            for (int position = 0x80F0; position < 0x8120; position++) {
                assertCaughtOrHarmless(copy, file, bytes, position);
            }
        }
    }

    @Test
    void shouldNeverLoseAFrameSilentlyWhenTheTableFileIsFlipped() throws IOException {
        final Path copy = directory.resolve("copy");
        JournalFixture.copy(journal, copy);
        final Path file = copy.resolve(JournalQueue.METADATA_FILE);
        final byte[] bytes = Files.readAllBytes(file);
        for (int position = 0; position < 0xE8; position++) {
            final byte[] damaged = bytes.clone();
            damaged[position] ^= (byte) (1 << position % 8);
            Files.write(file, damaged);
            assertThrowsOrIntact(copy, position);
        }
    }

    @Test
    void shouldNeverLoseAFrameSilentlyWhenBytesAreZeroed() throws IOException {
        for (final Path file : JournalQueue.cycleFiles(journal)) {
            final byte[] bytes = Files.readAllBytes(file);
            final int end = endOf(bytes);
            for (int position = FIRST_DOCUMENT; position < end; position += 24) {
                for (final int to : new int[] {position + 4, position + 40, bytes.length}) {
                    final byte[] damaged = bytes.clone();
                    Arrays.fill(damaged, position, to, (byte) 0);
                    Files.write(file, damaged);
                    assertThrowsOrIntact(journal, position);
                }
            }
            Files.write(file, bytes);
        }
    }

    @Test
    void shouldNeverLoseAFrameSilentlyWhenTruncated() throws IOException {
        for (final Path file : JournalQueue.cycleFiles(journal)) {
            final byte[] bytes = Files.readAllBytes(file);
            final int end = endOf(bytes);
            for (int length = 0; length < bytes.length; length += length < FIRST_DOCUMENT || length > end ? 4093 : 20) {
                Files.write(file, Arrays.copyOf(bytes, length));
                if (length < end) {
                    final String name = "length " + length;
                    assertThrows(JournalDamagedException.class, () -> JournalVerifier.verify(journal), name);
                } else {
                    assertThrowsOrIntact(journal, length);
                }
            }
            Files.write(file, bytes);
        }
    }

    @Test
    void shouldSayWhereWhenDamaged() throws IOException {
        final Path file = JournalQueue.cycleFiles(journal).get(1);
        final byte[] bytes = Files.readAllBytes(file);
        bytes[FIRST_FRAME + Frame.HEADER_LENGTH] ^= 1;
        Files.write(file, bytes);

        final JournalDamagedException ex =
                assertThrows(JournalDamagedException.class, () -> JournalVerifier.verify(journal));
        assertEquals(file, ex.file());
        assertEquals(FIRST_FRAME, ex.position());
        assertEquals(75, ex.lastSequence());
        assertTrue(ex.getMessage().contains("checksum"), ex.getMessage());
    }

    @Test
    void shouldRefuseToAppendWhenDamaged() throws IOException {
        final Path file = JournalQueue.cycleFiles(journal).get(0);
        final byte[] bytes = Files.readAllBytes(file);
        bytes[FIRST_DOCUMENT + 1000] ^= 4;
        Files.write(file, bytes);

        assertThrows(JournalDamagedException.class, () -> JournalFixture.open(journal));
    }

    @Test
    void shouldStopTheReaderForGoodWhenAFrameIsDamaged() throws IOException {
        final Path file = JournalQueue.cycleFiles(journal).get(1);
        final byte[] bytes = Files.readAllBytes(file);
        bytes[FIRST_FRAME + Frame.HEADER_LENGTH] ^= 1;
        Files.write(file, bytes);

        try (JournalReader reader = JournalReader.open(journal)) {
            for (int i = 0; i < 2; i++) {
                final JournalDamagedException ex = assertThrows(JournalDamagedException.class, () -> {
                    while (reader.poll((sequence, timeNs, buffer, offset, length) -> {}, 10) > 0) {}
                });
                assertEquals(75, ex.lastSequence());
                assertTrue(ex.getMessage().contains("queue index 0x"), ex.getMessage());
            }
            assertEquals(75, reader.lastSequence());
        }
    }

    @Test
    void shouldFindTheMissingDayWhenAFileIsGone() throws IOException {
        Files.delete(JournalQueue.cycleFiles(journal).get(1));

        assertThrows(JournalDamagedException.class, () -> JournalVerifier.verify(journal));
    }

    @Test
    void shouldNotCountAnUnfinishedDocumentWhenItsWriterWasKilled() throws IOException {
        final Path file = JournalQueue.cycleFiles(journal).get(1);
        final byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, endOf(bytes) + 8, endOf(bytes) + 100, (byte) 7);
        Files.write(file, bytes);

        final JournalSummary summary = JournalVerifier.verify(journal);
        assertTrue(summary.hasUnfinishedDocument());
        assertEquals(165, summary.frames());
        assertEquals(frames, JournalFixture.frames(journal));
        try (JournalWriter writer = JournalFixture.open(journal)) {
            assertFalse(JournalVerifier.verify(journal).hasUnfinishedDocument());
            JournalFixture.append(writer, 1, JournalFixture.START_NS + JournalFixture.NS_PER_DAY);
            JournalFixture.append(writer, 19, JournalFixture.START_NS + 2 * JournalFixture.NS_PER_DAY);
        }
        final JournalSummary continued = JournalVerifier.verify(journal);
        assertEquals(75, continued.documents());
        assertEquals(3, continued.files());
    }

    private void assertCaughtOrHarmless(final Path copy, final Path file, final byte[] bytes, final int position)
            throws IOException {
        final byte[] damaged = bytes.clone();
        damaged[position] ^= (byte) (1 << position % 8);
        Files.write(file, damaged);
        if (assertThrowsOrIntact(copy, position)) {
            try (JournalWriter writer = JournalFixture.open(copy)) {
                JournalFixture.append(writer, 5, JournalFixture.START_NS + JournalFixture.NS_PER_DAY);
            }
            assertEquals(180, JournalVerifier.verify(copy).frames(), "byte " + position);
            JournalFixture.copy(journal, copy);
        } else {
            Files.write(file, bytes);
        }
    }

    private boolean assertThrowsOrIntact(final Path copy, final int position) {
        final JournalSummary summary;
        try {
            summary = JournalVerifier.verify(copy);
        } catch (final JournalDamagedException ex) {
            return false;
        }
        assertEquals(intact, summary, "byte " + position);
        assertEquals(frames, JournalFixture.frames(copy), "byte " + position);
        return true;
    }

    private void assertIntact(final Path copy) {
        assertTrue(assertThrowsOrIntact(copy, 0));
    }

    /** Behind the last document. */
    private static int endOf(final byte[] bytes) {
        final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        final int lastDocument = (int) buffer.getLong(LAST_POSITION, LITTLE_ENDIAN);
        return lastDocument + 4 + buffer.getInt(lastDocument, LITTLE_ENDIAN);
    }
}
