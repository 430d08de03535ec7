/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.engine;

import io.outcry.bench.matching.report.ReportRing;
import io.outcry.bench.matching.workload.MessageBuffer;
import io.outcry.bench.matching.workload.MessageType;
import io.outcry.codecs.types.AckLevel;
import io.outcry.journal.FrameBatch;
import io.outcry.journal.JournalWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A workload as commands of the exchange: one account that needs no funds, one instrument, then one command per message. A
 * replace names the new total quantity, so what an order had traded by then is found by a run of the engine off the clock.
 */
final class CoreCommands {

    private static final int STRIDE = 128;
    private static final int BATCH_BYTES = 1 << 16;

    private final MessageBuffer messages;
    private final UnsafeBuffer commands;
    private final int[] lengths;
    private final OrderCommands orders = new OrderCommands();
    private int count;

    private CoreCommands(final MessageBuffer messages) {
        this.messages = messages;
        lengths = new int[messages.count() + DEFINITIONS];
        commands = new UnsafeBuffer(BufferUtil.allocateDirectAligned(lengths.length * STRIDE, STRIDE));
    }

    /** Commands before that of the first message. */
    static final int DEFINITIONS = 4;

    static CoreCommands of(final MessageBuffer messages) {
        final CoreCommands commands = new CoreCommands(messages);
        commands.define();
        final FilledQuantities filled = new FilledQuantities(commands);
        for (int i = 0; i < messages.count(); i++) {
            commands.encode(i, filled.cumQty(messages.orderId(i)));
            filled.onCommand(i);
        }
        return commands;
    }

    EngineDriver openCore(final ReportRing reports, final boolean audited) {
        return new CoreDriver(this, new CoreReports(messages, reports, audited));
    }

    EngineDriver openJournal(final ReportRing reports, final boolean audited) {
        try {
            final Path directory = Files.createTempDirectory("outcry-bench-journal-");
            write(directory);
            return new JournalDriver(this, directory, new CoreReports(messages, reports, audited));
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot write the journal to be measured", e);
        }
    }

    UnsafeBuffer buffer() {
        return commands;
    }

    /** Offset of the command of a message. */
    static int offset(final int message) {
        return (DEFINITIONS + message) * STRIDE;
    }

    int length(final int message) {
        return lengths[DEFINITIONS + message];
    }

    private void write(final Path directory) {
        final FrameBatch batch = new FrameBatch(BATCH_BYTES);
        try (JournalWriter journal = JournalWriter.open(directory, AckLevel.PROCESS)) {
            for (int i = 0; i < count; i++) {
                if (!batch.hasRoom(lengths[i])) {
                    journal.append(batch);
                    batch.clear();
                }
                batch.add(i + 1L, i, commands, i * STRIDE, lengths[i]);
            }
            journal.append(batch);
        }
    }

    private void define() {
        for (final UnsafeBuffer definition : MarketDefinition.commands(1)) {
            commands.putBytes(nextOffset(), definition, 0, definition.capacity());
            lengths[count++] = definition.capacity();
        }
    }

    private void encode(final int i, final long cumQty) {
        final long refSeqNum = i + 1L;
        final long clOrdId = messages.orderId(i);
        final int instrumentId = MarketDefinition.INSTRUMENT_ID;
        final int length =
                switch (messages.type(i)) {
                    case MessageType.NEW ->
                        orders.newOrder(
                                commands,
                                nextOffset(),
                                refSeqNum,
                                instrumentId,
                                clOrdId,
                                messages.buy(i),
                                messages.price(i),
                                messages.qty(i),
                                messages.immediateOrCancel(i));
                    case MessageType.CANCEL -> orders.cancel(commands, nextOffset(), refSeqNum, instrumentId, clOrdId);
                    default ->
                        orders.replace(
                                commands,
                                nextOffset(),
                                refSeqNum,
                                instrumentId,
                                clOrdId,
                                messages.price(i),
                                cumQty + messages.qty(i));
                };
        lengths[count++] = length;
    }

    private int nextOffset() {
        return count * STRIDE;
    }
}
