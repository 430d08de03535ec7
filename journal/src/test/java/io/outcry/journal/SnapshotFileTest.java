/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotFileTest {
    private static final int VERSION_OFFSET = 8;

    @TempDir
    Path scratch;

    private Path directory;

    @BeforeEach
    void setUp() {
        directory = scratch.resolve("snapshots");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8_192, 8_193, 100_000})
    void shouldGiveBackWhatWasWritten(final int numbers) throws IOException {
        final Path file = write(7, numbers);
        assertEquals(List.of("0000000000000000007.snapshot"), names());
        try (SnapshotReader reader = SnapshotReader.open(file)) {
            assertEquals(new JournalPosition(77, 7, 9), reader.position());
            assertEquals(-1, reader.stateHash());
            assertEquals(numbers, reader.remaining());
            for (int i = 0; i < numbers; i++) {
                assertEquals(number(i), reader.getAsLong());
            }
            assertEquals(0, reader.remaining());
            assertThrows(NoSuchElementException.class, reader::getAsLong);
        }
    }

    @Test
    void shouldLeaveNothingBehindWhenItIsNotCommitted() throws IOException {
        try (SnapshotWriter writer = SnapshotWriter.create(directory, new JournalPosition(77, 7, 9))) {
            writer.accept(1);
            assertEquals(1, names().size());
            assertFalse(names().get(0).endsWith(".snapshot"), "nobody sees it yet");
        }
        assertEquals(List.of(), names());
    }

    @Test
    void shouldReplaceASnapshotOfTheSameCommand() throws IOException {
        write(7, 5);
        try (SnapshotReader reader = SnapshotReader.open(write(7, 6))) {
            assertEquals(6, reader.remaining());
        }
        assertEquals(1, names().size());
    }

    @Test
    void shouldRefuseAFileWhoseBytesAreNotWhatWasWritten() throws IOException {
        final Path file = write(7, 20);
        final byte[] right = Files.readAllBytes(file);
        for (int at = 0; at < right.length; at++) {
            final byte[] wrong = right.clone();
            wrong[at] ^= 1 << at % Byte.SIZE;
            Files.write(file, wrong);
            assertRefuses(file, "byte " + at);
        }
    }

    @Test
    void shouldRefuseAFileThatIsCutOrContinued() throws IOException {
        final Path file = write(7, 20);
        final byte[] right = Files.readAllBytes(file);
        for (int length = 0; length < right.length; length++) {
            Files.write(file, Arrays.copyOf(right, length));
            assertRefuses(file, length + " bytes");
        }
        for (int more = 1; more <= 2 * Long.BYTES; more++) {
            Files.write(file, Arrays.copyOf(right, right.length + more));
            assertRefuses(file, more + " bytes more");
        }
    }

    @Test
    void shouldNameTheVersionWhenItIsOfAnotherFormat() throws IOException {
        final Path file = write(7, 1);
        final byte[] bytes = Files.readAllBytes(file);
        bytes[VERSION_OFFSET] = 2;
        Files.write(file, bytes);
        final JournalException error = assertThrows(JournalException.class, () -> SnapshotReader.open(file));
        assertTrue(error.getMessage().startsWith(file.toString()), error::getMessage);
        assertTrue(error.getMessage().endsWith("its format is version 2, this is version 1"), error::getMessage);
    }

    @Test
    void shouldKeepTheNewestOnes() throws IOException {
        for (final long sequence : new long[] {9, 100, 11, 1_000_000_000_000L}) {
            write(sequence, 1);
        }
        Files.createFile(directory.resolve("note"));
        Files.createFile(directory.resolve("0000000000000000012.snapshot.unfinished"));
        Snapshots.keep(directory, 3);
        assertEquals(
                List.of("0000001000000000000.snapshot", "0000000000000000100.snapshot", "0000000000000000011.snapshot"),
                Snapshots.newestFirst(directory).stream()
                        .map(file -> file.getFileName().toString())
                        .toList());
        Snapshots.keep(directory, 3);
        assertEquals(4, names().size());
        assertEquals(List.of(), Snapshots.newestFirst(scratch.resolve("missing")));
    }

    @Test
    void shouldSayThatItCannotBeReadOrWritten() throws IOException {
        final Path missing = directory.resolve("missing");
        assertTrue(assertThrows(JournalException.class, () -> SnapshotReader.open(missing))
                .getMessage()
                .contains(missing.toString()));
        Files.createFile(directory);
        assertTrue(assertThrows(JournalException.class, () -> SnapshotWriter.create(directory, JournalPosition.BEGIN))
                .getMessage()
                .contains(directory.toString()));
    }

    private Path write(final long sequence, final int numbers) {
        try (SnapshotWriter writer = SnapshotWriter.create(directory, new JournalPosition(77, sequence, 9))) {
            for (int i = 0; i < numbers; i++) {
                writer.accept(number(i));
            }
            return writer.commit(-1);
        }
    }

    private static long number(final int place) {
        return place * 0x9E3779B97F4A7C15L;
    }

    private static void assertRefuses(final Path file, final String what) {
        assertThrows(JournalException.class, () -> SnapshotReader.open(file), what);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
