/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outcry.codecs.types.AckLevel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JournalWriterTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1_000})
    void shouldReadTheSameFramesWhenPolledInParts(final int frameLimit) {
        try (JournalWriter writer = JournalFixture.open(directory)) {
            JournalFixture.append(writer, 25, JournalFixture.START_NS);
        }

        final List<String> frames = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(directory)) {
            int count;
            while ((count = reader.poll(JournalFixture.into(frames), frameLimit)) > 0) {
                assertTrue(count <= frameLimit);
            }
            assertEquals(75, reader.lastSequence());
        }
        assertEquals(75, frames.size());
        assertEquals(expectedFrames(75), frames);
    }

    @ParameterizedTest
    @EnumSource(
            value = AckLevel.class,
            names = {"PROCESS", "DISK"})
    void shouldContinueWhenReopened(final AckLevel ackLevel) {
        for (int i = 0; i < 3; i++) {
            try (JournalWriter writer = JournalWriter.open(directory, ackLevel, JournalFixture.BLOCK_SIZE_BYTES)) {
                assertEquals(i * 75L, writer.lastSequence());
                assertEquals(i == 0 ? 0 : JournalFixture.START_NS + i * 75L, writer.lastTimeNs());
                JournalFixture.append(writer, 25, JournalFixture.START_NS);
                assertEquals((i + 1) * 75L, writer.lastSequence());
            }
        }

        assertEquals(expectedFrames(225), JournalFixture.frames(directory));
        assertEquals(225, JournalVerifier.verify(directory).frames());
    }

    @Test
    void shouldTailWhileTheWriterAppends() {
        try (JournalWriter writer = JournalFixture.open(directory);
                JournalReader reader = JournalReader.open(directory)) {
            final List<String> frames = new ArrayList<>();
            assertEquals(0, reader.poll(JournalFixture.into(frames), 10));
            for (int i = 0; i < 40; i++) {
                final long day = i / 10 * JournalFixture.NS_PER_DAY;
                JournalFixture.append(writer, 1, JournalFixture.START_NS + day);
                assertEquals(1, reader.poll(JournalFixture.into(frames), 10), "frame " + i);
                assertEquals(0, reader.poll(JournalFixture.into(frames), 10));
            }
            assertEquals(40, reader.lastSequence());
        }
    }

    @Test
    void shouldKeepEveryFrameWhenBlocksAndIndexesAreCrossed() {
        final UnsafeBuffer payload = new UnsafeBuffer(new byte[20_000]);
        final FrameBatch batch = new FrameBatch(32_000);
        try (JournalWriter writer = JournalFixture.open(directory)) {
            JournalFixture.append(writer, 2_000, JournalFixture.START_NS);
            for (int i = 1; i <= 100; i++) {
                batch.clear();
                batch.add(writer.lastSequence() + 1, writer.lastTimeNs(), payload, 0, i * 200);
                writer.append(batch);
            }
        }

        final JournalSummary summary = JournalVerifier.verify(directory);
        assertEquals(6_100, summary.frames());
        assertEquals(2_100, summary.documents());
        assertEquals(6_100, JournalFixture.frames(directory).size());
    }

    @Test
    void shouldKeepTheLargestBatchWhenBlocksAreOfTheUsualSize() {
        final FrameBatch batch = new FrameBatch(FrameBatch.CAPACITY_BYTES_MAX);
        final int length = FrameBatch.CAPACITY_BYTES_MAX - Frame.HEADER_LENGTH;
        batch.add(1, 1, new UnsafeBuffer(new byte[length]), 0, length);
        try (JournalWriter writer = JournalWriter.open(directory, AckLevel.PROCESS)) {
            writer.append(batch);
        }

        assertEquals(
                DocumentHeader.DOCUMENT_LENGTH_MAX,
                JournalVerifier.verify(directory).bytes());
    }

    @Test
    void shouldKeepEveryFrameWhenPagesArePreallocated() {
        try (JournalWriter writer = JournalFixture.open(directory)) {
            JournalFixture.append(writer, 25, JournalFixture.START_NS);
            final long length = 10 * JournalFixture.BLOCK_SIZE_BYTES;
            final long preallocated = writer.preallocate(length);
            assertTrue(preallocated == 0 || preallocated >= length, preallocated + " bytes");
            JournalFixture.append(writer, 2_000, JournalFixture.START_NS);
        }

        assertEquals(expectedFrames(6_075), JournalFixture.frames(directory));
        assertEquals(6_075, JournalVerifier.verify(directory).frames());
    }

    @Test
    void shouldPreallocateNothingWhenThereIsNoFileOrNothingIsAsked() {
        try (JournalWriter writer = JournalFixture.open(directory)) {
            assertEquals(0, writer.preallocate(1 << 20));
            JournalFixture.append(writer, 1, JournalFixture.START_NS);
            assertEquals(0, writer.preallocate(0));
        }
    }

    @Test
    void shouldRefuseToPreallocateWhenClosed() {
        final JournalWriter writer = JournalFixture.open(directory);
        writer.close();

        assertThrows(IllegalStateException.class, () -> writer.preallocate(1));
    }

    @Test
    void shouldRefuseAndStayUsableWhenTheBatchDoesNotFollow() {
        final FrameBatch batch = new FrameBatch(256);
        try (JournalWriter writer = JournalFixture.open(directory)) {
            JournalFixture.append(writer, 2, JournalFixture.START_NS);
            writer.append(batch);
            JournalFixture.add(batch, 5, JournalFixture.START_NS + 5);
            assertThrows(IllegalStateException.class, () -> writer.append(batch));
            batch.clear();
            JournalFixture.add(batch, 4, JournalFixture.START_NS);
            assertThrows(IllegalStateException.class, () -> writer.append(batch));
            JournalFixture.append(writer, 1, JournalFixture.START_NS);
        }

        assertEquals(4, JournalVerifier.verify(directory).frames());
    }

    @Test
    void shouldStayUnusableWhenAnAppendFailed() {
        final UnsafeBuffer payload = new UnsafeBuffer(new byte[FrameBatch.CAPACITY_BYTES_MAX / 2]);
        final FrameBatch batch = new FrameBatch(FrameBatch.CAPACITY_BYTES_MAX);
        try (JournalWriter writer = JournalFixture.open(directory)) {
            JournalFixture.append(writer, 1, JournalFixture.START_NS);
            batch.add(2, JournalFixture.START_NS + 2, payload, 0, payload.capacity());

            // more than a quarter of a block: Chronicle cannot take it
            assertThrows(JournalException.class, () -> writer.append(batch));
            assertThrows(IllegalStateException.class, () -> JournalFixture.append(writer, 1, JournalFixture.START_NS));
            assertEquals(1, writer.lastSequence());
        }

        assertEquals(1, JournalVerifier.verify(directory).frames());
    }

    @Test
    void shouldRefuseWhenClosed() {
        final JournalWriter writer = JournalFixture.open(directory);
        writer.close();
        writer.close();

        assertThrows(IllegalStateException.class, () -> JournalFixture.append(writer, 1, JournalFixture.START_NS));
    }

    @Test
    void shouldNameThePathWhenThereIsNoJournal() {
        final Path missing = directory.resolve("missing");

        assertTrue(assertThrows(JournalException.class, () -> JournalReader.open(missing))
                .getMessage()
                .contains(missing.toString()));
        assertTrue(assertThrows(JournalException.class, () -> JournalVerifier.verify(missing))
                .getMessage()
                .contains(missing.toString()));
        assertThrows(JournalException.class, () -> JournalReader.open(directory));
    }

    @Test
    void shouldRefuseToOpenWhenTheAckLevelIsNone() {
        assertThrows(IllegalArgumentException.class, () -> JournalWriter.open(directory, AckLevel.NULL_VAL));
    }

    private static List<String> expectedFrames(final int count) {
        final List<String> frames = new ArrayList<>();
        final FrameBatch batch = new FrameBatch(256);
        for (long sequence = 1; sequence <= count; sequence++) {
            batch.clear();
            JournalFixture.add(batch, sequence, JournalFixture.START_NS + sequence);
            JournalFixture.into(frames)
                    .onFrame(
                            sequence,
                            Frame.timeNs(batch.buffer(), 0),
                            batch.buffer(),
                            Frame.payloadOffset(0),
                            Frame.payloadLength(batch.buffer(), 0));
        }
        return frames;
    }
}
