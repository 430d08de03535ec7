/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import io.outcry.codecs.types.AckLevel;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalAllocationTest {
    private static final int APPENDS = 200_000;
    private static final int DISK_APPENDS = 600;
    private static final int ROUNDS = 6;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final UnsafeBuffer payload = new UnsafeBuffer(new byte[48]);
    private final FrameBatch batch = new FrameBatch(1024);

    @TempDir
    private Path directory;

    @Test
    void shouldAllocateNothingWhenAppendingAndReading() {
        try (JournalWriter writer = JournalWriter.open(directory, AckLevel.PROCESS);
                JournalReader reader = JournalReader.open(directory)) {
            final Sum sum = new Sum();
            append(writer, APPENDS);
            read(reader, sum, APPENDS);
            threads.getCurrentThreadAllocatedBytes();
            final long before = threads.getCurrentThreadAllocatedBytes();
            append(writer, APPENDS);
            final long appended = threads.getCurrentThreadAllocatedBytes() - before;
            read(reader, sum, APPENDS);
            final long read = threads.getCurrentThreadAllocatedBytes() - before - appended;

            assertEquals(0, appended);
            assertEquals(0, read);
            assertEquals(2L * APPENDS * (2L * APPENDS + 1) / 2, sum.sequences);
        }
    }

    @Test
    void shouldAllocateNothingWhenSyncing() {
        try (JournalWriter writer = JournalWriter.open(directory, AckLevel.DISK)) {
            long least = Long.MAX_VALUE;
            for (int round = 0; round < ROUNDS && least > 0; round++) { // the first ones warm up
                final long before = threads.getCurrentThreadAllocatedBytes();
                append(writer, DISK_APPENDS);
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            }

            assertEquals(0, least);
        }
    }

    private void append(final JournalWriter writer, final int count) {
        for (int i = 0; i < count; i++) {
            batch.clear();
            final long sequence = writer.lastSequence() + 1;
            batch.add(sequence, sequence, payload, 0, payload.capacity());
            writer.append(batch);
        }
    }

    private static void read(final JournalReader reader, final Sum sum, final int count) {
        int frames = 0;
        while (frames < count) {
            frames += reader.poll(sum, 100);
        }
    }

    private static final class Sum implements FrameHandler {
        private long sequences;

        @Override
        public void onFrame(
                final long sequence, final long timeNs, final UnsafeBuffer buffer, final int offset, final int length) {
            sequences += sequence;
        }
    }
}
