/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.aeron.Aeron;
import io.aeron.Counter;
import io.aeron.ExclusivePublication;
import io.aeron.Subscription;
import io.aeron.logbuffer.FragmentHandler;
import io.aeron.logbuffer.Header;
import io.outcry.codecs.JournalHaltCounter;
import io.outcry.codecs.MassQuoteLength;
import io.outcry.codecs.MessageBatch;
import io.outcry.codecs.NullValue;
import io.outcry.codecs.StreamIds;
import io.outcry.codecs.engine.CancelOrderDecoder;
import io.outcry.codecs.engine.CancelRejectEventEncoder;
import io.outcry.codecs.engine.CommandRefusedEncoder;
import io.outcry.codecs.engine.CommandRepeatedEncoder;
import io.outcry.codecs.engine.ExecutionEventEncoder;
import io.outcry.codecs.engine.MassActionDecoder;
import io.outcry.codecs.engine.MassActionEventEncoder;
import io.outcry.codecs.engine.MassQuoteDecoder;
import io.outcry.codecs.engine.MassQuoteEventEncoder;
import io.outcry.codecs.engine.NewExtendedOrderDecoder;
import io.outcry.codecs.engine.NewOrderDecoder;
import io.outcry.codecs.engine.NewOrderListDecoder;
import io.outcry.codecs.engine.OpenSessionDecoder;
import io.outcry.codecs.engine.PreventedMatchEventEncoder;
import io.outcry.codecs.engine.QueryOrderDecoder;
import io.outcry.codecs.engine.QuoteProtectionEventEncoder;
import io.outcry.codecs.engine.Refusal;
import io.outcry.codecs.engine.ReplaceOrderDecoder;
import io.outcry.codecs.engine.SessionOpenedEncoder;
import io.outcry.codecs.engine.SetQuoteProtectionDecoder;
import io.outcry.codecs.types.AckLevel;
import io.outcry.codecs.types.BooleanType;
import io.outcry.codecs.types.ExecType;
import io.outcry.codecs.types.LogonRejectReason;
import io.outcry.codecs.types.MessageHeaderDecoder;
import io.outcry.codecs.types.MessageHeaderEncoder;
import io.outcry.codecs.types.RejectReason;
import io.outcry.codecs.types.SelfTradePrevention;
import io.outcry.codecs.types.Side;
import io.outcry.journal.FrameBatch;
import io.outcry.journal.JournalWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The engine's end of its two streams: takes note of commands, answers every new order with NEW if it is told to. Knows
 * sessions and their numbers as the engine does.
 */
final class TestEngine implements AutoCloseable {
    /** What came, as text. */
    final List<String> commands = new ArrayList<>();

    /** Whether {@link #poll} reads. */
    boolean reads = true;

    boolean answers = true;
    boolean records = true;

    /** Whether events wait for {@link #flush}, or until no more fit, and leave as one fragment; else each is one. */
    boolean gathers;

    /** Whether events are not published, but journaled if there is a journal. */
    boolean losesEvents;

    /** Whether events are journaled at once, if there is a journal. */
    boolean journals = true;

    /** The reports that sessions have had, as text. */
    final List<String> reports = new ArrayList<>();

    int commandCount;
    int repeatedCount;
    int commandFragmentCount;
    long sequence;
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;
    private final PrivateEvent event = new PrivateEvent();
    private final List<UnsafeBuffer> journaled = new ArrayList<>();
    private final FrameBatch frames = new FrameBatch(4096);
    private JournalWriter journal;
    private final Runnable pump;
    private final Subscription commandStream;
    private final ExclusivePublication events;
    private final Counter haltCounter;
    private final FragmentHandler handler = this::onCommands;
    private final MessageBatch batch = new MessageBatch();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final UnsafeBuffer commandBatch = new UnsafeBuffer();
    private final MessageHeaderDecoder received = new MessageHeaderDecoder();
    private final NewOrderDecoder newOrder = new NewOrderDecoder();
    private final CancelOrderDecoder cancelOrder = new CancelOrderDecoder();
    private final ReplaceOrderDecoder replaceOrder = new ReplaceOrderDecoder();
    private final ExecutionEventEncoder execution = new ExecutionEventEncoder();
    private final CancelRejectEventEncoder cancelReject = new CancelRejectEventEncoder();
    private final MassActionEventEncoder massAction = new MassActionEventEncoder();
    private final MassQuoteEventEncoder massQuote = new MassQuoteEventEncoder();
    private final QuoteProtectionEventEncoder quoteProtection = new QuoteProtectionEventEncoder();
    private final PreventedMatchEventEncoder preventedMatch = new PreventedMatchEventEncoder();
    private final OpenSessionDecoder openSession = new OpenSessionDecoder();
    private final SessionOpenedEncoder sessionOpened = new SessionOpenedEncoder();
    private final CommandRepeatedEncoder commandRepeated = new CommandRepeatedEncoder();
    private final Map<Integer, KeySession> sessions = new HashMap<>();

    /** What is kept of the session of a key. */
    private static final class KeySession {
        long epoch;
        long lastSeqNum;
        long reports;
        long openedSequence;
    }

    TestEngine(final Aeron aeron, final TestEngine before, final Runnable pump) {
        this.pump = pump;
        if (before != null) {
            sequence = before.sequence;
            sessions.putAll(before.sessions);
            reports.addAll(before.reports);
            journaled.addAll(before.journaled);
        }
        commandStream = aeron.addSubscription("aeron:ipc", StreamIds.COMMANDS);
        haltCounter = aeron.addCounter(JournalHaltCounter.TYPE_ID, JournalHaltCounter.LABEL);
        events = aeron.addExclusivePublication("aeron:ipc?term-length=1m", StreamIds.EXECUTION_EVENTS);
    }

    /** From now on events are journaled before they are published. */
    void journal(final Path directory) {
        journal = JournalWriter.open(directory, AckLevel.PROCESS);
    }

    /** Journals what was not yet, because {@link #journals} was false. */
    void catchUp() {
        for (final UnsafeBuffer each : journaled.subList((int) journal.lastSequence(), journaled.size())) {
            frames.clear();
            frames.add(journal.lastSequence() + 1, 0, each, 0, each.capacity());
            journal.append(frames);
        }
    }

    /** Says whether the disk is full; it reads and answers all the same. */
    void halt(final boolean isHalted) {
        haltCounter.setOrdered(isHalted ? JournalHaltCounter.HALTED : 0);
    }

    void poll() {
        if (reads) {
            commandStream.poll(handler, 256);
            flush();
        }
    }

    private void onCommands(final DirectBuffer from, final int offset, final int length, final Header frame) {
        commandBatch.wrap(from, offset, length);
        final int commandsBefore = commandCount;
        int at = 0;
        while (at < length) {
            onCommand(at);
            at += received.templateId() == MassQuoteDecoder.TEMPLATE_ID
                    ? MassQuoteLength.of(commandBatch, at, length - at)
                    : MessageBatch.messageLength(commandBatch, at);
        }
        assertEquals(length, at);
        commandFragmentCount += commandCount > commandsBefore ? 1 : 0;
    }

    private void onCommand(final int at) {
        received.wrap(commandBatch, at);
        if (received.templateId() == OpenSessionDecoder.TEMPLATE_ID) {
            onOpenSession(openSession.wrapAndApplyHeader(commandBatch, at, received));
            return;
        }
        final long refSeqNum = newOrder.wrap(commandBatch, at + HEADER, NewOrderDecoder.BLOCK_LENGTH, 1)
                .refSeqNum();
        final KeySession session = session(newOrder.sessionId());
        if (refSeqNum <= session.lastSeqNum) {
            repeatedCount++;
            commandRepeated
                    .wrapAndApplyHeader(buffer, 0, header)
                    .sequence(++sequence)
                    .refSeqNum(refSeqNum)
                    .mdSequence(1)
                    .sessionId(newOrder.sessionId());
            send(CommandRepeatedEncoder.BLOCK_LENGTH);
            return;
        }
        session.lastSeqNum = refSeqNum;
        commandCount++;
        switch (received.templateId()) {
            case NewOrderDecoder.TEMPLATE_ID -> onNewOrder(newOrder.wrapAndApplyHeader(commandBatch, at, received));
            case CancelOrderDecoder.TEMPLATE_ID -> onCancel(cancelOrder.wrapAndApplyHeader(commandBatch, at, received));
            case ReplaceOrderDecoder.TEMPLATE_ID ->
                onReplace(replaceOrder.wrapAndApplyHeader(commandBatch, at, received));
            case NewExtendedOrderDecoder.TEMPLATE_ID ->
                record(new NewExtendedOrderDecoder().wrapAndApplyHeader(commandBatch, at, received));
            case NewOrderListDecoder.TEMPLATE_ID ->
                record(new NewOrderListDecoder().wrapAndApplyHeader(commandBatch, at, received));
            case MassActionDecoder.TEMPLATE_ID ->
                record(new MassActionDecoder().wrapAndApplyHeader(commandBatch, at, received));
            case QueryOrderDecoder.TEMPLATE_ID ->
                record(new QueryOrderDecoder().wrapAndApplyHeader(commandBatch, at, received));
            case MassQuoteDecoder.TEMPLATE_ID ->
                record(new MassQuoteDecoder().wrapAndApplyHeader(commandBatch, at, received));
            case SetQuoteProtectionDecoder.TEMPLATE_ID ->
                record(new SetQuoteProtectionDecoder().wrapAndApplyHeader(commandBatch, at, received));
            default -> commands.add("unknown " + received.templateId());
        }
    }

    private void onOpenSession(final OpenSessionDecoder command) {
        final KeySession session = session(command.sessionId());
        final long epoch = command.sessionEpoch();
        final boolean isStale = epoch < session.epoch;
        sequence++;
        if (epoch > session.epoch) {
            session.epoch = epoch;
            session.lastSeqNum = 0;
            session.reports = 0;
            session.openedSequence = sequence;
        }
        sessionOpened
                .wrapAndApplyHeader(buffer, 0, header)
                .sequence(sequence)
                .sessionEpoch(epoch)
                .mdSequence(1)
                .sessionId(command.sessionId())
                .nextSeqNum(isStale ? NullValue.INT64 : session.lastSeqNum + 1)
                .nextReportSeqNum(isStale ? NullValue.INT64 : session.reports + 1)
                .openedSequence(isStale ? NullValue.INT64 : session.openedSequence)
                .reason(isStale ? LogonRejectReason.STALE_EPOCH : LogonRejectReason.NULL_VAL);
        send(SessionOpenedEncoder.BLOCK_LENGTH);
    }

    private KeySession session(final int sessionId) {
        return sessions.computeIfAbsent(sessionId, first -> new KeySession());
    }

    /** All fields, as the schema names them. */
    private void record(final Object command) {
        commands.add(command.toString()
                .replaceFirst("\\[(.*)\\]\\(.*\\):", "$1 ")
                .replace(Long.toString(NullValue.INT64), "null")
                .replace(Integer.toString(NullValue.INT32), "null"));
    }

    private void onNewOrder(final NewOrderDecoder order) {
        if (records) {
            commands.add(String.join(
                    " ",
                    "New",
                    who(order.sessionId(), order.accountId(), order.refSeqNum(), order.instrumentId()),
                    "clOrdId=" + text(order.clOrdId()),
                    order.side().name(),
                    order.ordType().name(),
                    order.timeInForce().name(),
                    order.execInst().name(),
                    text(order.orderQty()) + "@" + text(order.price())));
        }
        if (answers) {
            report(order.sessionId(), order.refSeqNum(), order.clOrdId());
        }
    }

    private void onCancel(final CancelOrderDecoder order) {
        if (records) {
            commands.add(String.join(
                    " ",
                    "Cancel",
                    who(order.sessionId(), order.accountId(), order.refSeqNum(), order.instrumentId()),
                    "clOrdId=" + text(order.clOrdId()),
                    "origClOrdId=" + text(order.origClOrdId()),
                    "orderId=" + text(order.orderId())));
        }
        if (answers) {
            refuse(order.sessionId(), order.refSeqNum());
        }
    }

    private void onReplace(final ReplaceOrderDecoder order) {
        if (records) {
            commands.add(String.join(
                    " ",
                    "Replace",
                    who(order.sessionId(), order.accountId(), order.refSeqNum(), order.instrumentId()),
                    "clOrdId=" + text(order.clOrdId()),
                    "origClOrdId=" + text(order.origClOrdId()),
                    "orderId=" + text(order.orderId()),
                    text(order.orderQty()) + "@" + text(order.price())));
        }
        if (answers) {
            refuse(order.sessionId(), order.refSeqNum());
        }
    }

    private static String who(final int sessionId, final int accountId, final long refSeqNum, final int instrumentId) {
        return "session=" + sessionId + " account=" + accountId + " ref=" + refSeqNum + " instrument=" + instrumentId;
    }

    static String text(final long number) {
        return number == NullValue.INT64 ? "null" : Long.toString(number);
    }

    /** Publishes NEW for an order. */
    void report(final int sessionId, final long refSeqNum, final long clOrdId) {
        execution(sessionId).refSeqNum(refSeqNum).clOrdId(clOrdId);
        send(ExecutionEventEncoder.BLOCK_LENGTH);
    }

    /** Publishes a cancel reject. */
    void refuse(final int sessionId, final long refSeqNum) {
        cancelReject(sessionId).refSeqNum(refSeqNum);
        send(CancelRejectEventEncoder.BLOCK_LENGTH);
    }

    /** An execution event to change and then {@link #sendExecution}. */
    ExecutionEventEncoder execution(final int sessionId) {
        return execution
                .wrapAndApplyHeader(buffer, 0, header)
                .sequence(++sequence)
                .refSeqNum(NullValue.INT64)
                .mdSequence(sequence)
                .sessionId(sessionId)
                .accountId(sessionId)
                .clOrdId(1)
                .origClOrdId(NullValue.INT64)
                .orderId(1)
                .tradeId(NullValue.INT64)
                .price(1)
                .orderQty(1)
                .lastPx(NullValue.INT64)
                .lastQty(NullValue.INT64)
                .leavesQty(1)
                .cumQty(0)
                .transactTimeNs(1)
                .instrumentId(1)
                .side(Side.BUY)
                .execType(ExecType.NEW)
                .rejectReason(RejectReason.NONE)
                .aggressor(BooleanType.FALSE);
    }

    CancelRejectEventEncoder cancelReject(final int sessionId) {
        return cancelReject
                .wrapAndApplyHeader(buffer, 0, header)
                .sequence(++sequence)
                .refSeqNum(NullValue.INT64)
                .mdSequence(1)
                .sessionId(sessionId)
                .accountId(sessionId)
                .clOrdId(1)
                .origClOrdId(1)
                .orderId(NullValue.INT64)
                .transactTimeNs(1)
                .instrumentId(1)
                .rejectReason(RejectReason.UNKNOWN_ORDER);
    }

    PreventedMatchEventEncoder preventedMatch(final int sessionId) {
        return preventedMatch
                .wrapAndApplyHeader(buffer, 0, header)
                .sequence(++sequence)
                .refSeqNum(NullValue.INT64)
                .mdSequence(1)
                .sessionId(sessionId)
                .accountId(sessionId)
                .preventedMatchId(1)
                .makerOrderId(1)
                .takerOrderId(2)
                .price(1)
                .preventedQty(1)
                .transactTimeNs(1)
                .instrumentId(1)
                .takerSide(Side.BUY)
                .selfTradePrevention(SelfTradePrevention.EXPIRE_TAKER);
    }

    /** Publishes what is not for any client. */
    void refuseDefinition() {
        new CommandRefusedEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .sequence(++sequence)
                .refSequence(1)
                .mdSequence(1)
                .refusal(Refusal.UNKNOWN_ASSET);
        send(CommandRefusedEncoder.BLOCK_LENGTH);
    }

    /** An answer to a request about many orders, to complete and then {@link #sendMassAction}. */
    MassActionEventEncoder massAction(final int sessionId) {
        return massAction
                .wrapAndApplyHeader(buffer, 0, header)
                .sequence(++sequence)
                .sessionId(sessionId);
    }

    void sendMassAction() {
        send(MassActionEventEncoder.BLOCK_LENGTH);
    }

    /** An answer to a mass quote, to complete and then {@link #sendMassQuote}. */
    MassQuoteEventEncoder massQuote(final int sessionId) {
        return massQuote
                .wrapAndApplyHeader(buffer, 0, header)
                .sequence(++sequence)
                .sessionId(sessionId);
    }

    void sendMassQuote() {
        send(MassQuoteEventEncoder.BLOCK_LENGTH);
    }

    /** What is said about the protection of quotes, to complete and then {@link #sendQuoteProtection}. */
    QuoteProtectionEventEncoder quoteProtection(final int sessionId) {
        return quoteProtection
                .wrapAndApplyHeader(buffer, 0, header)
                .sequence(++sequence)
                .sessionId(sessionId);
    }

    void sendQuoteProtection() {
        send(QuoteProtectionEventEncoder.BLOCK_LENGTH);
    }

    void sendExecution() {
        send(ExecutionEventEncoder.BLOCK_LENGTH);
    }

    void sendPreventedMatch() {
        send(PreventedMatchEventEncoder.BLOCK_LENGTH);
    }

    void sendCancelReject() {
        send(CancelRejectEventEncoder.BLOCK_LENGTH);
    }

    private void send(final int blockLength) {
        final int length = HEADER + blockLength;
        event.wrap(buffer, 0, length);
        if (event.isReport()) {
            final long seqNum = ++session(event.sessionId()).reports;
            if (records) {
                reports.add(event.sessionId() + ": " + seqNum + " ref=" + text(event.refSeqNum()) + " of event "
                        + event.sequence());
            }
        }
        if (journal != null) {
            final byte[] copy = new byte[length];
            buffer.getBytes(0, copy);
            journaled.add(new UnsafeBuffer(copy));
            if (journals) {
                catchUp();
            }
        }
        if (losesEvents) {
            return;
        }
        if (!batch.hasRoom(blockLength)) {
            flush();
        }
        batch.buffer().putBytes(batch.claim(blockLength), buffer, 0, length);
        if (!gathers) {
            flush();
        }
    }

    /** Publishes the events that have gathered as one fragment. */
    void flush() {
        if (batch.length() > 0) {
            GatewayHarness.await("room for events", () -> events.offer(batch.buffer(), 0, batch.length()) > 0, pump);
            batch.clear();
        }
    }

    @Override
    public void close() {
        commandStream.close();
        events.close();
        haltCounter.close();
        CloseHelper.close(journal);
    }
}
