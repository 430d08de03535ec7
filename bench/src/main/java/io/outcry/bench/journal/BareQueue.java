/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.journal;

import java.nio.file.Path;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Chronicle Queue with nothing around it: takes documents that are ready. */
final class BareQueue implements AutoCloseable {
    private static final int BLOCK_SIZE_BYTES = 64 << 20;

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

    void append(final DirectBuffer buffer, final int begin, final int end) {
        try (DocumentContext context = appender.writingDocument()) {
            final Bytes<?> bytes = context.wire().bytes();
            document.wrap(bytes.addressForWrite(bytes.writePosition()), end - begin);
            document.putBytes(0, buffer, begin, end - begin);
            bytes.writeSkip(end - begin);
        }
    }

    @Override
    public void close() {
        queue.close();
    }
}
