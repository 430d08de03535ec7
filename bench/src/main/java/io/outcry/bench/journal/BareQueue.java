/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.journal;

import java.nio.file.Path;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;

/** Chronicle Queue with nothing around it: a document holds some commands, each behind its length. */
final class BareQueue implements AutoCloseable {
    private static final int BLOCK_SIZE_BYTES = 64 << 20;
    private static final int DOCUMENT_LENGTH_MAX = 1 << 20;

    private final SingleChronicleQueue queue;
    private final ExcerptAppender appender;
    private final UnsafeBuffer document = new UnsafeBuffer();

    BareQueue(final Path directory) {
        queue = SingleChronicleQueueBuilder.binary(directory)
                .rollCycle(RollCycles.FAST_DAILY)
                .blockSize(BLOCK_SIZE_BYTES)
                .checkInterrupts(false)
                .timeProvider(() -> RandomTrading.timeNs(0) / 1_000_000)
                .build();
        appender = queue.createAppender();
    }

    /** Appends commands from one to another, exclusive, as one document. */
    void append(final CommandChunk commands, final int from, final int to) {
        try (DocumentContext context = appender.writingDocument()) {
            final Bytes<?> bytes = context.wire().bytes();
            document.wrap(bytes.addressForWrite(bytes.writePosition()), DOCUMENT_LENGTH_MAX);
            int end = 0;
            for (int i = from; i < to; i++) {
                document.putInt(end, commands.length(i));
                document.putBytes(end + Integer.BYTES, commands.buffer(), commands.offset(i), commands.length(i));
                end += BitUtil.align(Integer.BYTES + commands.length(i), Integer.BYTES);
            }
            bytes.writeSkip(end);
        }
    }

    @Override
    public void close() {
        queue.close();
    }
}
