/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.journal;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.engine.CancelOrderEncoder;
import io.outcry.codecs.engine.EngineStoppedEncoder;
import io.outcry.codecs.engine.NewExtendedOrderEncoder;
import io.outcry.codecs.engine.NewOrderEncoder;
import io.outcry.codecs.engine.ReplaceOrderEncoder;
import io.outcry.codecs.types.AckLevel;
import io.outcry.codecs.types.ExecInst;
import io.outcry.codecs.types.MessageHeaderEncoder;
import io.outcry.codecs.types.OrdType;
import io.outcry.codecs.types.PegOffsetType;
import io.outcry.codecs.types.PegPriceType;
import io.outcry.codecs.types.Side;
import io.outcry.codecs.types.TimeInForce;
import io.outcry.codecs.types.TriggerPriceType;
import io.outcry.journal.FrameBatch;
import io.outcry.journal.JournalDirectory;
import io.outcry.journal.JournalPosition;
import io.outcry.journal.JournalReader;
import io.outcry.journal.JournalWriter;
import io.outcry.journal.SnapshotWriter;
import io.outcry.launcher.config.ConfigLoader;
import io.outcry.launcher.node.ConfigurationCommands;
import io.outcry.matching.EngineCore;
import io.outcry.matching.EventBuffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Both journals of a small run of the default configuration, each command in a document of its own. */
public final class RecordedRun implements AutoCloseable {
    private static final long START_NS = 1_700_000_000_000_000_000L;
    private static final int ACCOUNT_ID = 1;
    private static final int INSTRUMENT_ID = 1;

    private final Path directory;
    private final JournalWriter commands;
    private final JournalWriter events;
    private final EngineCore core = new EngineCore();
    private final EventBuffer given = new EventBuffer();
    private final FrameBatch batch = new FrameBatch(1 << 16);
    private final UnsafeBuffer command = new UnsafeBuffer(new byte[256]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private long clOrdId;
    private int lastLength;

    public RecordedRun(final Path directory) {
        this.directory = directory;
        commands = JournalWriter.open(JournalDirectory.commands(directory), AckLevel.PROCESS);
        events = JournalWriter.open(JournalDirectory.events(directory), AckLevel.PROCESS);
        for (final DirectBuffer definition :
                ConfigurationCommands.of(ConfigLoader.load(Optional.empty(), List.of(), Map.of()))) {
            command.putBytes(0, definition, 0, definition.capacity());
            apply(definition.capacity(), true);
        }
    }

    /** A limit order; its events may be left out of their journal. */
    public RecordedRun order(final Side side, final long qty, final long price, final boolean isRecorded) {
        encodeOrder(ACCOUNT_ID, side, qty, price, TimeInForce.GTC);
        apply(MessageHeaderEncoder.ENCODED_LENGTH + NewOrderEncoder.BLOCK_LENGTH, isRecorded);
        return this;
    }

    /** A limit order of some account; its clOrdId is the number of orders so far. */
    public long order(
            final int accountId, final Side side, final long qty, final long price, final TimeInForce timeInForce) {
        encodeOrder(accountId, side, qty, price, timeInForce);
        apply(MessageHeaderEncoder.ENCODED_LENGTH + NewOrderEncoder.BLOCK_LENGTH, true);
        return clOrdId;
    }

    /** A limit order that shows a part of its quantity at a time, or nothing if that is 0. */
    public long iceberg(final int accountId, final Side side, final long qty, final long price, final long displayQty) {
        new NewExtendedOrderEncoder()
                .wrapAndApplyHeader(command, 0, header)
                .clOrdId(++clOrdId)
                .price(price)
                .orderQty(qty)
                .refSeqNum(core.sequence() + 1)
                .sessionId(accountId)
                .accountId(accountId)
                .instrumentId(INSTRUMENT_ID)
                .side(side)
                .ordType(OrdType.LIMIT)
                .timeInForce(TimeInForce.GTC)
                .execInst(ExecInst.NONE)
                .displayQty(displayQty)
                .displayVariance(0)
                .displaySeed(0)
                .minQty(NullValue.INT64)
                .expireTimeNs(NullValue.INT64)
                .stopPx(NullValue.INT64)
                .pegOffset(NullValue.INT64)
                .limitOffset(NullValue.INT64)
                .tag(0)
                .pegOffsetType(PegOffsetType.NULL_VAL)
                .triggerPriceType(TriggerPriceType.NULL_VAL)
                .pegPriceType(PegPriceType.NULL_VAL);
        apply(MessageHeaderEncoder.ENCODED_LENGTH + NewExtendedOrderEncoder.BLOCK_LENGTH, true);
        return clOrdId;
    }

    public void cancel(final int accountId, final long origClOrdId) {
        new CancelOrderEncoder()
                .wrapAndApplyHeader(command, 0, header)
                .clOrdId(++clOrdId)
                .origClOrdId(origClOrdId)
                .orderId(NullValue.INT64)
                .refSeqNum(core.sequence() + 1)
                .sessionId(accountId)
                .accountId(accountId)
                .instrumentId(INSTRUMENT_ID);
        apply(MessageHeaderEncoder.ENCODED_LENGTH + CancelOrderEncoder.BLOCK_LENGTH, true);
    }

    /** The order has the returned clOrdId from then on. */
    public long replace(final int accountId, final long origClOrdId, final long qty, final long price) {
        new ReplaceOrderEncoder()
                .wrapAndApplyHeader(command, 0, header)
                .clOrdId(++clOrdId)
                .origClOrdId(origClOrdId)
                .orderId(NullValue.INT64)
                .price(price)
                .orderQty(qty)
                .refSeqNum(core.sequence() + 1)
                .sessionId(accountId)
                .accountId(accountId)
                .instrumentId(INSTRUMENT_ID);
        apply(MessageHeaderEncoder.ENCODED_LENGTH + ReplaceOrderEncoder.BLOCK_LENGTH, true);
        return clOrdId;
    }

    /** The last command comes again. */
    void repeat() {
        apply(lastLength, true);
    }

    /** The next order or request gets a clOrdId that was used before. */
    public void reuse(final long usedClOrdId) {
        clOrdId = usedClOrdId - 1;
    }

    /** Ends the run in order, with a snapshot. */
    public void stop() {
        new EngineStoppedEncoder().wrapAndApplyHeader(command, 0, header).stateHash(core.stateHash());
        apply(MessageHeaderEncoder.ENCODED_LENGTH + EngineStoppedEncoder.BLOCK_LENGTH, true);
        final JournalPosition position;
        try (JournalReader reader = JournalReader.open(JournalDirectory.commands(directory))) {
            reader.readToEnd();
            position = reader.position();
        }
        try (SnapshotWriter snapshot = SnapshotWriter.create(JournalDirectory.snapshots(directory), position)) {
            core.writeState(snapshot);
            snapshot.commit(core.stateHash());
        }
    }

    /** The engine of the run, to be compared with. */
    public EngineCore core() {
        return core;
    }

    /** The events of the last command. */
    public EventBuffer given() {
        return given;
    }

    /** Changes a byte of the first file of a queue. */
    static void damage(final Path journal, final int position) throws IOException {
        final Path file;
        try (Stream<Path> files = Files.list(journal)) {
            file = files.filter(each -> each.toString().endsWith(".cq4"))
                    .findFirst()
                    .orElseThrow();
        }
        final byte[] bytes = Files.readAllBytes(file);
        bytes[position] ^= 1;
        Files.write(file, bytes);
    }

    /** How many events there are by now. */
    public long events() {
        return core.events();
    }

    @Override
    public void close() {
        commands.close();
        events.close();
    }

    private void encodeOrder(
            final int accountId, final Side side, final long qty, final long price, final TimeInForce timeInForce) {
        new NewOrderEncoder()
                .wrapAndApplyHeader(command, 0, header)
                .clOrdId(++clOrdId)
                .price(price)
                .orderQty(qty)
                .refSeqNum(core.sequence() + 1)
                .sessionId(accountId)
                .accountId(accountId)
                .instrumentId(INSTRUMENT_ID)
                .side(side)
                .ordType(OrdType.LIMIT)
                .timeInForce(timeInForce)
                .execInst(ExecInst.NONE);
    }

    private void apply(final int length, final boolean isRecorded) {
        lastLength = length;
        final long sequence = core.sequence() + 1;
        final long timeNs = START_NS + sequence;
        batch.clear();
        batch.add(sequence, timeNs, command, 0, length);
        commands.append(batch);
        given.clear();
        core.onCommand(sequence, timeNs, command, 0, length, given);
        batch.clear();
        long eventSequence = events.lastSequence();
        for (int event = 0; event < given.end(); event = given.next(event)) {
            batch.add(
                    ++eventSequence,
                    timeNs,
                    given.buffer(),
                    EventBuffer.messageOffset(event),
                    given.messageLength(event));
        }
        if (isRecorded) {
            events.append(batch);
        }
    }
}
