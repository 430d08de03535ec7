/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.engine;

import io.outcry.bench.matching.report.ReportRing;
import io.outcry.bench.matching.workload.MessageBuffer;
import io.outcry.bench.matching.workload.MessageType;
import io.outcry.codecs.NullValue;
import io.outcry.codecs.engine.CancelOrderEncoder;
import io.outcry.codecs.engine.NewOrderEncoder;
import io.outcry.codecs.engine.ReplaceOrderEncoder;
import io.outcry.codecs.types.AckLevel;
import io.outcry.codecs.types.ExecInst;
import io.outcry.codecs.types.MessageHeaderEncoder;
import io.outcry.codecs.types.OrdType;
import io.outcry.codecs.types.Side;
import io.outcry.codecs.types.TimeInForce;
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

    private static final int SESSION_ID = 1;
    private static final int STRIDE = 128;
    private static final int BATCH_BYTES = 1 << 16;

    private final MessageBuffer messages;
    private final UnsafeBuffer commands;
    private final int[] lengths;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final NewOrderEncoder newOrder = new NewOrderEncoder();
    private final CancelOrderEncoder cancelOrder = new CancelOrderEncoder();
    private final ReplaceOrderEncoder replaceOrder = new ReplaceOrderEncoder();
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
        for (final UnsafeBuffer definition : MarketDefinition.commands()) {
            commands.putBytes(nextOffset(), definition, 0, definition.capacity());
            added(definition.capacity() - MessageHeaderEncoder.ENCODED_LENGTH);
        }
    }

    private void encode(final int i, final long cumQty) {
        switch (messages.type(i)) {
            case MessageType.NEW -> encodeNew(i);
            case MessageType.CANCEL -> encodeCancel(i);
            default -> encodeReplace(i, cumQty);
        }
    }

    private void encodeNew(final int i) {
        newOrder.wrapAndApplyHeader(commands, nextOffset(), header)
                .clOrdId(messages.orderId(i))
                .price(messages.price(i))
                .orderQty(messages.qty(i))
                .refSeqNum(i + 1L)
                .sessionId(SESSION_ID)
                .accountId(MarketDefinition.ACCOUNT_ID)
                .instrumentId(MarketDefinition.INSTRUMENT_ID)
                .side(messages.buy(i) ? Side.BUY : Side.SELL)
                .ordType(OrdType.LIMIT)
                .timeInForce(messages.immediateOrCancel(i) ? TimeInForce.IOC : TimeInForce.GTC)
                .execInst(ExecInst.NONE);
        added(NewOrderEncoder.BLOCK_LENGTH);
    }

    private void encodeCancel(final int i) {
        cancelOrder
                .wrapAndApplyHeader(commands, nextOffset(), header)
                .clOrdId(messages.orderId(i))
                .origClOrdId(messages.orderId(i))
                .orderId(NullValue.INT64)
                .refSeqNum(i + 1L)
                .sessionId(SESSION_ID)
                .accountId(MarketDefinition.ACCOUNT_ID)
                .instrumentId(MarketDefinition.INSTRUMENT_ID);
        added(CancelOrderEncoder.BLOCK_LENGTH);
    }

    private void encodeReplace(final int i, final long cumQty) {
        replaceOrder
                .wrapAndApplyHeader(commands, nextOffset(), header)
                .clOrdId(messages.orderId(i))
                .origClOrdId(messages.orderId(i))
                .orderId(NullValue.INT64)
                .price(messages.price(i))
                .orderQty(cumQty + messages.qty(i))
                .refSeqNum(i + 1L)
                .sessionId(SESSION_ID)
                .accountId(MarketDefinition.ACCOUNT_ID)
                .instrumentId(MarketDefinition.INSTRUMENT_ID);
        added(ReplaceOrderEncoder.BLOCK_LENGTH);
    }

    private int nextOffset() {
        return count * STRIDE;
    }

    private void added(final int blockLength) {
        lengths[count++] = MessageHeaderEncoder.ENCODED_LENGTH + blockLength;
    }
}
