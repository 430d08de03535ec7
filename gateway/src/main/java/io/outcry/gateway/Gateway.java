/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.gateway;

import io.aeron.Aeron;
import io.aeron.Subscription;
import io.aeron.logbuffer.ControlledFragmentHandler;
import io.aeron.logbuffer.Header;
import io.outcry.codecs.JournalHaltCounter;
import io.outcry.codecs.MessageBatch;
import io.outcry.codecs.NullValue;
import io.outcry.codecs.StreamIds;
import io.outcry.codecs.engine.CommandRepeatedDecoder;
import io.outcry.codecs.engine.ExecutionEventDecoder;
import io.outcry.codecs.engine.SessionOpenedDecoder;
import io.outcry.codecs.orderentry.EstablishDecoder;
import io.outcry.codecs.orderentry.MassQuoteDecoder;
import io.outcry.codecs.orderentry.NegotiateDecoder;
import io.outcry.codecs.orderentry.NewOrderExtendedDecoder;
import io.outcry.codecs.orderentry.NewOrderListDecoder;
import io.outcry.codecs.orderentry.NewOrderSingleDecoder;
import io.outcry.codecs.orderentry.OrderCancelReplaceRequestDecoder;
import io.outcry.codecs.orderentry.OrderCancelRequestDecoder;
import io.outcry.codecs.orderentry.OrderMassActionRequestDecoder;
import io.outcry.codecs.orderentry.OrderStatusRequestDecoder;
import io.outcry.codecs.orderentry.QuoteProtectionRequestDecoder;
import io.outcry.codecs.orderentry.RetransmitRequestDecoder;
import io.outcry.codecs.orderentry.SequenceDecoder;
import io.outcry.codecs.orderentry.TerminateDecoder;
import io.outcry.codecs.types.LogonRejectReason;
import io.outcry.codecs.types.MessageHeaderDecoder;
import io.outcry.codecs.types.RejectReason;
import io.outcry.codecs.types.TerminateReason;
import io.outcry.journal.EventsJournal;
import java.nio.ByteOrder;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.status.AtomicCounter;

/**
 * The gateway's agent: reads the frames of all clients and the events of the engine, each bounded per duty cycle. One
 * thread runs it and closes it. Frames wait in their stream while the engine takes no more.
 */
public final class Gateway implements Agent, AutoCloseable {
    /** Aeron counter: frames that were refused before the engine. */
    public static final int REFUSED_COUNTER_TYPE_ID = 10_011;

    /** Aeron counter: gaps in the stream of the engine's events that were filled from the journal. */
    public static final int GAPS_FILLED_COUNTER_TYPE_ID = 10_013;

    /** Aeron counter: sessions that are established now. */
    public static final int SESSIONS_COUNTER_TYPE_ID = 10_012;

    private static final int FRAME_LIMIT = 256;
    private static final int EVENT_BATCH_LIMIT = 64;
    private static final int JOURNAL_FRAME_LIMIT = 1024;
    private static final long TAIL_INTERVAL_NS = 1_000_000;
    private static final long HOUSEKEEPING_NS = 10_000_000;
    private static final long LOGON_TIMEOUT_NS = 5_000_000_000L;
    private static final int EPOCH_OFFSET = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final int SEQ_NUM_OFFSET =
            MessageHeaderDecoder.ENCODED_LENGTH + NewOrderSingleDecoder.seqNumEncodingOffset();
    private static final int SEQUENCE_OFFSET =
            MessageHeaderDecoder.ENCODED_LENGTH + ExecutionEventDecoder.sequenceEncodingOffset();

    private final GatewayContext context;
    private final Aeron aeron;
    private final NanoClock clock;
    private final Subscription requests;
    private final Subscription executionEvents;
    private final EventsJournal eventsJournal;
    private final Retransmitter retransmitter;
    private final CommandPublisher commands;
    private final Authenticator authenticator;
    private final AtomicCounter refusedFrames;
    private final AtomicCounter establishedSessions;
    private final AtomicCounter gapsFilled;
    private final Int2ObjectHashMap<Session> sessions = new Int2ObjectHashMap<>();
    private final Session[] sessionsByKey;
    private final ControlledFragmentHandler requestHandler = this::onRequest;
    private final ControlledFragmentHandler eventHandler = this::onEvents;
    private final UnsafeBuffer requestFrame = new UnsafeBuffer();
    private final UnsafeBuffer eventBatch = new UnsafeBuffer();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final FrameCheck frameCheck = new FrameCheck(header);
    private final NegotiateDecoder negotiate = new NegotiateDecoder();
    private final EstablishDecoder establish = new EstablishDecoder();
    private final TerminateDecoder terminate = new TerminateDecoder();
    private final RetransmitRequestDecoder retransmitRequest = new RetransmitRequestDecoder();
    private final PrivateEvent event = new PrivateEvent();
    private long nowNs;
    private long nextHousekeepingNs;
    private long lastEventSequence;

    /** First event behind those that are missing, which waits in the live stream; zero if none are. */
    private long gapEnd;

    /** Set by the Aeron client's conductor, which may be another thread: events may be missing, none may follow that shows it. */
    private volatile boolean isImageLost;

    private boolean isEngineThere;
    private boolean isJournalHalted;
    private boolean tailsJournal;
    private long nextTailNs;

    static {
        final int seqNumOffset = NewOrderSingleDecoder.seqNumEncodingOffset();
        if (OrderCancelRequestDecoder.seqNumEncodingOffset() != seqNumOffset
                || OrderCancelReplaceRequestDecoder.seqNumEncodingOffset() != seqNumOffset
                || NewOrderExtendedDecoder.seqNumEncodingOffset() != seqNumOffset
                || NewOrderListDecoder.seqNumEncodingOffset() != seqNumOffset
                || OrderMassActionRequestDecoder.seqNumEncodingOffset() != seqNumOffset
                || OrderStatusRequestDecoder.seqNumEncodingOffset() != seqNumOffset
                || MassQuoteDecoder.seqNumEncodingOffset() != seqNumOffset
                || QuoteProtectionRequestDecoder.seqNumEncodingOffset() != seqNumOffset) {
            throw new AssertionError("commands must keep seqNum at one place");
        }
    }

    /** Whose reports have gathered and are still to be sent, or null. */
    private Session reporting;

    private Gateway(final GatewayContext context) {
        context.conclude();
        this.context = context;
        aeron = context.aeron();
        clock = context.clock();
        nextHousekeepingNs = clock.nanoTime();
        nextTailNs = nextHousekeepingNs;
        authenticator = new Authenticator(context.keys());
        sessionsByKey = new Session[context.keys().size() + 1];
        refusedFrames = aeron.addCounter(REFUSED_COUNTER_TYPE_ID, "outcry: frames refused by the gateway");
        establishedSessions = aeron.addCounter(SESSIONS_COUNTER_TYPE_ID, "outcry: established sessions");
        gapsFilled = aeron.addCounter(GAPS_FILLED_COUNTER_TYPE_ID, "outcry: gaps of reports filled by the gateway");
        eventsJournal = context.eventsJournal() == null
                ? null
                : new EventsJournal(
                        context.eventsJournal(),
                        ExecutionEventDecoder.SCHEMA_ID,
                        this::onRecordedEvent,
                        nextHousekeepingNs);
        retransmitter =
                context.eventsJournal() == null ? null : new Retransmitter(context.eventsJournal(), nextHousekeepingNs);
        executionEvents = aeron.addSubscription(
                "aeron:ipc?tether=false", StreamIds.EXECUTION_EVENTS, null, image -> isImageLost = true);
        commands = new CommandPublisher(aeron);
        requests = aeron.addSubscription("aeron:ipc", StreamIds.ORDER_ENTRY);
    }

    /**
     * Opens the streams of the gateway.
     *
     * @param context complete
     * @return an agent that the caller runs and closes
     * @throws IllegalStateException if the context is not complete
     */
    public static Gateway launch(final GatewayContext context) {
        return new Gateway(context);
    }

    @Override
    public int doWork() {
        nowNs = clock.nanoTime();
        final int events = pollEvents();
        flushReports();
        final int pastEvents = retransmitter == null ? 0 : retransmitter.poll(nowNs);
        final int frames = requests.controlledPoll(requestHandler, FRAME_LIMIT);
        commands.flush();
        if (nowNs - nextHousekeepingNs >= 0) {
            nextHousekeepingNs = nowNs + HOUSEKEEPING_NS;
            keepHouse();
        }
        return events + pastEvents + frames;
    }

    @Override
    public String roleName() {
        return "gateway";
    }

    /** Whether the engine listens. */
    public boolean isConnected() {
        return commands.isConnected() && executionEvents.isConnected();
    }

    /** Tells every client that the exchange stops, and closes all streams. */
    @Override
    public void close() {
        for (final Session session : sessions.values()) {
            session.end(TerminateReason.EXCHANGE_STOPPING);
            session.close();
        }
        sessions.clear();
        CloseHelper.closeAll(
                requests,
                executionEvents,
                eventsJournal,
                retransmitter,
                commands,
                refusedFrames,
                gapsFilled,
                establishedSessions);
    }

    private ControlledFragmentHandler.Action onRequest(
            final DirectBuffer buffer, final int offset, final int length, final Header frame) {
        final Session session = session(frame.sessionId());
        if (session.hasEnded()) {
            return ControlledFragmentHandler.Action.CONTINUE;
        }
        if (session.isReachable()) {
            session.onReceived(nowNs);
        } else if (!session.isEstablished()) {
            return ControlledFragmentHandler.Action.ABORT;
        }
        requestFrame.wrap(buffer, offset, length);
        final RejectReason reason = frameCheck.check(requestFrame, length);
        return reason == RejectReason.NONE ? onMessage(session, length) : onRefused(session, length, reason);
    }

    private ControlledFragmentHandler.Action onMessage(final Session session, final int length) {
        switch (header.templateId()) {
            case NegotiateDecoder.TEMPLATE_ID:
                return onNegotiate(session, negotiate.wrapAndApplyHeader(requestFrame, 0, header));
            case EstablishDecoder.TEMPLATE_ID:
                return onEstablish(session, establish.wrapAndApplyHeader(requestFrame, 0, header));
            case TerminateDecoder.TEMPLATE_ID:
                return session.onTerminate(
                        terminate.wrapAndApplyHeader(requestFrame, 0, header).sessionEpoch());
            case SequenceDecoder.TEMPLATE_ID:
                return ControlledFragmentHandler.Action.CONTINUE;
            case RetransmitRequestDecoder.TEMPLATE_ID:
                return onRetransmitRequest(session, retransmitRequest.wrapAndApplyHeader(requestFrame, 0, header));
            default:
                return onCommand(session, length);
        }
    }

    private ControlledFragmentHandler.Action onCommand(final Session session, final int length) {
        final long epoch = requestFrame.getLong(EPOCH_OFFSET, ByteOrder.LITTLE_ENDIAN);
        final long seqNum = requestFrame.getLong(SEQ_NUM_OFFSET, ByteOrder.LITTLE_ENDIAN);
        if (!session.accepts(epoch, seqNum)) {
            return session.onNotAccepted(epoch);
        }
        if (isJournalHalted) {
            return session.onHalted(seqNum);
        }
        if (!session.onGap(seqNum) || !commands.publish(requestFrame, length, session.key())) {
            return ControlledFragmentHandler.Action.ABORT;
        }
        session.onPassedOn(seqNum);
        return ControlledFragmentHandler.Action.CONTINUE;
    }

    private ControlledFragmentHandler.Action onRetransmitRequest(
            final Session session, final RetransmitRequestDecoder request) {
        final ControlledFragmentHandler.Action action = session.onRetransmitRequest(request, retransmitter != null);
        if (retransmitter != null) {
            retransmitter.add(session);
        }
        return action;
    }

    private ControlledFragmentHandler.Action onNegotiate(final Session session, final NegotiateDecoder request) {
        if (!session.isEstablished() && sessions.size() > context.maxSessions()) {
            return session.onTooMany(request.sessionEpoch());
        }
        return session.onNegotiate(request, authenticator.find(request.keyId()), authenticator.nonce());
    }

    private ControlledFragmentHandler.Action onEstablish(final Session session, final EstablishDecoder request) {
        final ApiKey named = session.key();
        final boolean taken = named != null && isTaken(named);
        final ControlledFragmentHandler.Action action =
                session.onEstablish(request, taken, context, engineRefusal(), commands);
        if (session.holdsKey()) {
            sessionsByKey[session.key().sessionId()] = session;
        }
        return action;
    }

    /** Why the engine can open no session now; null value if it can. */
    private LogonRejectReason engineRefusal() {
        if (!isConnected()) {
            return LogonRejectReason.ENGINE_UNAVAILABLE;
        }
        return isJournalHalted ? LogonRejectReason.JOURNAL_HALTED : LogonRejectReason.NULL_VAL;
    }

    private boolean isTaken(final ApiKey key) {
        final Session holder = sessionsByKey[key.sessionId()];
        return holder != null && holder.holdsKey();
    }

    private ControlledFragmentHandler.Action onRefused(
            final Session session, final int length, final RejectReason reason) {
        final ControlledFragmentHandler.Action action = answerRefused(session, length, reason);
        if (action != ControlledFragmentHandler.Action.ABORT) {
            refusedFrames.increment();
        }
        return action;
    }

    private ControlledFragmentHandler.Action answerRefused(
            final Session session, final int length, final RejectReason reason) {
        if (reason == RejectReason.UNSUPPORTED_VERSION && !session.isEstablished()) {
            final boolean hasEpoch = length >= EPOCH_OFFSET + Long.BYTES;
            return session.onVersionRefused(
                    hasEpoch ? requestFrame.getLong(EPOCH_OFFSET, ByteOrder.LITTLE_ENDIAN) : NullValue.INT64);
        }
        return session.onMalformed(reason);
    }

    private int pollEvents() {
        if (isImageLost) {
            isImageLost = false;
            tailsJournal = true;
        }
        int events = executionEvents.controlledPoll(eventHandler, EVENT_BATCH_LIMIT);
        if (eventsJournal != null
                && lastEventSequence != 0
                && (gapEnd != 0 || tailsJournal && nowNs - nextTailNs >= 0)) {
            nextTailNs = nowNs + TAIL_INTERVAL_NS;
            events += eventsJournal.poll(lastEventSequence + 1, JOURNAL_FRAME_LIMIT, nowNs);
        }
        if (gapEnd != 0 && lastEventSequence >= gapEnd - 1) {
            gapEnd = 0;
            gapsFilled.incrementOrdered();
        }
        return events;
    }

    /** What is beyond a gap waits in the stream; then all of its batch comes again. */
    private ControlledFragmentHandler.Action onEvents(
            final DirectBuffer buffer, final int offset, final int length, final Header frame) {
        eventBatch.wrap(buffer, offset, length);
        for (int at = 0; at < length; at += MessageBatch.messageLength(eventBatch, at)) {
            final long sequence = eventBatch.getLong(at + SEQUENCE_OFFSET, ByteOrder.LITTLE_ENDIAN);
            if (isBeyondGap(sequence)) {
                if (eventsJournal != null) {
                    gapEnd = sequence;
                    return ControlledFragmentHandler.Action.ABORT;
                }
                endSessions(TerminateReason.REPORT_NOT_DELIVERED);
            }
            if (sequence > lastEventSequence) {
                onEvent(eventBatch, at, length - at);
                lastEventSequence = sequence;
            }
        }
        tailsJournal = false;
        return ControlledFragmentHandler.Action.CONTINUE;
    }

    private boolean onRecordedEvent(final DirectBuffer buffer, final int offset, final int length) {
        onEvent(buffer, offset, length);
        lastEventSequence++;
        return true;
    }

    /** The driver drops a gateway that stood still from the stream. */
    private boolean isBeyondGap(final long sequence) {
        return lastEventSequence != 0 && sequence > lastEventSequence + 1;
    }

    private void onEvent(final DirectBuffer buffer, final int offset, final int length) {
        event.wrap(buffer, offset, length);
        if (event.isReport()) {
            if (reportsTo(event.sessionId())) {
                reporting.onReport(event, nowNs);
            }
        } else if (event.templateId() == SessionOpenedDecoder.TEMPLATE_ID) {
            onSessionOpened(event.sessionOpened());
        } else if (event.templateId() == CommandRepeatedDecoder.TEMPLATE_ID) {
            onCommandRepeated();
        }
    }

    /** The client may be gone again, or another gateway may have asked. */
    private void onSessionOpened(final SessionOpenedDecoder opened) {
        final Session session = holder(opened.sessionId());
        if (session == null || !session.isOpening(opened.sessionEpoch())) {
            return;
        }
        if (opened.reason() == LogonRejectReason.NULL_VAL) {
            session.onOpened(opened, context, nowNs);
            establishedSessions.increment();
        } else {
            session.onNotOpened(opened.reason());
        }
    }

    private void onCommandRepeated() {
        final Session session = established(event.sessionId());
        if (session != null) {
            session.onRepeated(event, retransmitter != null);
            if (retransmitter != null) {
                retransmitter.add(session);
            }
        }
    }

    /** Whether somebody is logged on with this key now; the reports of one session after the other leave together. */
    private boolean reportsTo(final int sessionId) {
        final Session session = established(sessionId);
        if (session != reporting) {
            flushReports();
            reporting = session;
        }
        return session != null;
    }

    private void flushReports() {
        if (reporting != null) {
            reporting.flushReports();
            reporting = null;
        }
    }

    /** No client may wait for what does not come without being told. */
    private void endSessions(final TerminateReason reason) {
        for (final Session session : sessionsByKey) {
            if (session != null && session.holdsKey()) {
                session.end(reason);
            }
        }
    }

    /** Returns null if nobody is logged on with this key now. */
    private Session established(final int sessionId) {
        final Session session = holder(sessionId);
        return session != null && session.isEstablished() ? session : null;
    }

    /** Who was the last to log on with this key, or null. */
    private Session holder(final int sessionId) {
        return sessionId > 0 && sessionId < sessionsByKey.length ? sessionsByKey[sessionId] : null;
    }

    private Session session(final int aeronSessionId) {
        final Session known = sessions.get(aeronSessionId);
        if (known != null) {
            return known;
        }
        final Session session =
                new Session(aeronSessionId, new SessionProxy(new ReportStream(aeron, aeronSessionId)), nowNs);
        sessions.put(aeronSessionId, session);
        return session;
    }

    private void keepHouse() {
        lookForEngine();
        int established = 0;
        for (final var each = sessions.values().iterator(); each.hasNext(); ) {
            final Session session = each.next();
            session.drain();
            session.checkKeepAlive(nowNs, LOGON_TIMEOUT_NS);
            if (requests.imageBySessionId(session.aeronSessionId()) == null) {
                onDisconnected(session);
                each.remove();
            } else if (session.isEstablished()) {
                established++;
            } else if (session.hasEnded() && session.isDrained()) {
                session.close();
            }
        }
        establishedSessions.setOrdered(established);
    }

    /** What is on its way to an engine that is gone is answered by the next one, in sessions that are resumed. */
    private void lookForEngine() {
        final boolean wasThere = isEngineThere;
        isEngineThere = commands.isConnected();
        isJournalHalted = JournalHaltCounter.isHalted(aeron.countersReader());
        if (wasThere && !isEngineThere) {
            endSessions(TerminateReason.ENGINE_LOST);
        }
    }

    /** The client is gone: its orders stay, until a session may ask for something else. */
    private static void onDisconnected(final Session session) {
        session.end(TerminateReason.FINISHED);
        session.close();
    }
}
