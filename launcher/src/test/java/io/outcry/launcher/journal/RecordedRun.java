/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.journal;

import io.outcry.codecs.engine.NewOrderEncoder;
import io.outcry.codecs.types.AckLevel;
import io.outcry.codecs.types.ExecInst;
import io.outcry.codecs.types.MessageHeaderEncoder;
import io.outcry.codecs.types.OrdType;
import io.outcry.codecs.types.Side;
import io.outcry.codecs.types.TimeInForce;
import io.outcry.journal.FrameBatch;
import io.outcry.journal.JournalDirectory;
import io.outcry.journal.JournalWriter;
import io.outcry.launcher.config.ConfigLoader;
import io.outcry.launcher.node.ConfigurationCommands;
import io.outcry.matching.EngineCore;
import io.outcry.matching.EventBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Both journals of a small run of the default configuration, each command in a document of its own. */
final class RecordedRun implements AutoCloseable {
    private static final long START_NS = 1_700_000_000_000_000_000L;
    private static final int ACCOUNT_ID = 1;
    private static final int INSTRUMENT_ID = 1;

    private final JournalWriter commands;
    private final JournalWriter events;
    private final EngineCore core = new EngineCore();
    private final EventBuffer given = new EventBuffer();
    private final FrameBatch batch = new FrameBatch(1 << 16);
    private final UnsafeBuffer command = new UnsafeBuffer(new byte[256]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private long clOrdId;

    RecordedRun(final Path directory) {
        commands = JournalWriter.open(JournalDirectory.commands(directory), AckLevel.PROCESS);
        events = JournalWriter.open(JournalDirectory.events(directory), AckLevel.PROCESS);
        for (final DirectBuffer definition :
                ConfigurationCommands.of(ConfigLoader.load(Optional.empty(), List.of(), Map.of()))) {
            command.putBytes(0, definition, 0, definition.capacity());
            apply(definition.capacity(), true);
        }
    }

    /** A limit order; its events may be left out of their journal. */
    RecordedRun order(final Side side, final long qty, final long price, final boolean isRecorded) {
        new NewOrderEncoder()
                .wrapAndApplyHeader(command, 0, header)
                .clOrdId(++clOrdId)
                .price(price)
                .orderQty(qty)
                .refSeqNum(clOrdId)
                .sessionId(1)
                .accountId(ACCOUNT_ID)
                .instrumentId(INSTRUMENT_ID)
                .side(side)
                .ordType(OrdType.LIMIT)
                .timeInForce(TimeInForce.GTC)
                .execInst(ExecInst.NONE);
        apply(MessageHeaderEncoder.ENCODED_LENGTH + NewOrderEncoder.BLOCK_LENGTH, isRecorded);
        return this;
    }

    /** How many events there are by now. */
    long events() {
        return core.events();
    }

    @Override
    public void close() {
        commands.close();
        events.close();
    }

    private void apply(final int length, final boolean isRecorded) {
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
