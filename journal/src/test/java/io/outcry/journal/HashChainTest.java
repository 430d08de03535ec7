/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.journal;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HashChainTest {
    private static final int FIRST_DOCUMENT = 0x10110;
    private static final int DOCUMENTS = 10;

    @TempDir
    private Path directory;

    private final UnsafeBuffer payload = new UnsafeBuffer(new byte[40]);
    private final FrameBatch batch = new FrameBatch(1024);

    @Test
    void shouldRefuseADocumentOfAnotherJournalThoughItsChecksumsAreRight() throws IOException {
        final Path one = write("one", 'a', DOCUMENTS);
        final byte[] bytes = Files.readAllBytes(one);
        final byte[] others = Files.readAllBytes(write("other", 'b', DOCUMENTS));
        int start = FIRST_DOCUMENT;
        for (int document = 1; document < DOCUMENTS; document++) {
            final int frames = start + Integer.BYTES + DocumentHeader.LENGTH;
            final int end = endOf(bytes, start);
            final byte[] exchanged = bytes.clone();
            System.arraycopy(others, frames, exchanged, frames, end - frames);
            Files.write(one, exchanged);

            final JournalDamagedException ex =
                    assertThrows(JournalDamagedException.class, () -> JournalVerifier.verify(one.getParent()));
            assertTrue(ex.getMessage().contains("the hash of the frames before"), ex.getMessage());
            assertEquals(2L * document, ex.lastSequence());
            assertReaderStopsBehind(one.getParent(), 2L * document);
            start = end;
        }
    }

    @Test
    void shouldStandForTheWholeJournal() throws IOException {
        final long hash =
                JournalVerifier.verify(write("one", 'a', DOCUMENTS).getParent()).hash();

        assertEquals(
                hash,
                JournalVerifier.verify(write("same", 'a', DOCUMENTS).getParent())
                        .hash());
        assertNotEquals(
                hash,
                JournalVerifier.verify(write("other", 'b', DOCUMENTS).getParent())
                        .hash());
        assertNotEquals(
                hash,
                JournalVerifier.verify(write("cut", 'a', DOCUMENTS - 1).getParent())
                        .hash());
    }

    @Test
    void shouldContinueTheChainWhenReopened() throws IOException {
        final Path journal = write("parts", 'a', 3).getParent();
        write("parts", 'a', DOCUMENTS - 3);

        assertEquals(
                JournalVerifier.verify(write("whole", 'a', DOCUMENTS).getParent())
                        .hash(),
                JournalVerifier.verify(journal).hash());
    }

    @Test
    void shouldNameTheVersionWhenAnotherOutcryWroteTheJournal() throws IOException {
        final Path later = write("later", 'a', 2);
        final byte[] bytes = Files.readAllBytes(later);
        bytes[FIRST_DOCUMENT + Integer.BYTES]++;
        Files.write(later, bytes);

        assertNamesVersion(4, later.getParent());
    }

    @Test
    void shouldNameTheVersionWhenTheJournalIsOfTheFirstOne() {
        final Path first = directory.resolve("first");
        batch.clear();
        batch.add(1, JournalFixture.START_NS, payload, 0, payload.capacity());
        final byte[] frames = new byte[batch.lengthBytes()];
        batch.buffer().getBytes(0, frames);
        try (SingleChronicleQueue queue = JournalQueue.builder(first)
                        .timeProvider(new JournalClock(JournalFixture.START_NS))
                        .build();
                ExcerptAppender appender = queue.createAppender();
                DocumentContext context = appender.writingDocument()) {
            context.wire().bytes().write(frames);
        }

        assertNamesVersion(1, first);
    }

    /** Appends documents of two frames, all of one letter, to a journal and returns its file. */
    private Path write(final String name, final char letter, final int documents) throws IOException {
        final Path journal = directory.resolve(name);
        final byte[] text = new byte[payload.capacity()];
        Arrays.fill(text, (byte) letter);
        payload.putBytes(0, text);
        try (JournalWriter writer = JournalFixture.open(journal)) {
            for (int document = 0; document < documents; document++) {
                batch.clear();
                for (int frame = 1; frame <= 2; frame++) {
                    final long sequence = writer.lastSequence() + frame;
                    batch.add(sequence, JournalFixture.START_NS + sequence, payload, 0, payload.capacity());
                }
                writer.append(batch);
            }
        }
        return JournalQueue.cycleFiles(journal).get(0);
    }

    private void assertReaderStopsBehind(final Path journal, final long sequence) {
        try (JournalReader reader = JournalReader.open(journal)) {
            assertThrows(JournalDamagedException.class, () -> {
                while (reader.poll((at, timeNs, buffer, offset, length) -> {}, 1) > 0) {}
            });
            assertEquals(sequence, reader.lastSequence());
        }
    }

    private static void assertNamesVersion(final int version, final Path journal) {
        final String words = "is of format version " + version + ", this Outcry has version 3";
        for (final JournalException ex : new JournalException[] {
            assertThrows(JournalException.class, () -> JournalVerifier.verify(journal)),
            assertThrows(JournalException.class, () -> JournalFixture.open(journal)),
            assertThrows(JournalException.class, () -> JournalFixture.frames(journal))
        }) {
            assertTrue(ex.getMessage().contains(words), ex.getMessage());
        }
    }

    private static int endOf(final byte[] file, final int document) {
        return document + Integer.BYTES + new UnsafeBuffer(file).getInt(document, LITTLE_ENDIAN);
    }
}
