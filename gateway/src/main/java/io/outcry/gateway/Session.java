/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.gateway;

import io.aeron.logbuffer.ControlledFragmentHandler.Action;
import io.outcry.codecs.NullValue;
import io.outcry.codecs.engine.SessionOpenedDecoder;
import io.outcry.codecs.orderentry.EstablishDecoder;
import io.outcry.codecs.orderentry.NegotiateDecoder;
import io.outcry.codecs.orderentry.RetransmitRequestDecoder;
import io.outcry.codecs.types.LogonRejectReason;
import io.outcry.codecs.types.RejectReason;
import io.outcry.codecs.types.RetransmitRejectReason;
import io.outcry.codecs.types.TerminateReason;

/**
 * One conversation with a client, from its first frame until its end. The order of things: Negotiate, Challenge,
 * Establish, which the engine is asked about, Established; then commands and reports; then Terminate. A step whose answer
 * cannot be sent yet returns ABORT, changes nothing, and comes again.
 *
 * <p>Places for what a session will learn: {@link #accepts} (throttles), {@link #end} (cancel on disconnect).
 */
final class Session {
    private enum State {
        CONNECTED,
        NEGOTIATED,
        OPENING,
        ESTABLISHED,
        ENDED
    }

    private final int aeronSessionId;
    private final SessionProxy proxy;
    private final long createdNs;
    private State state = State.CONNECTED;
    private ApiKey key;
    private long sessionEpoch;
    private byte[] nonce;
    private long nextSeqNum;
    private long lastAnswered;
    private long nextReportSeqNum;
    private Retransmission retransmission;
    private long keepAliveNs;
    private long lastReceivedNs;
    private long lastSentNs;

    Session(final int aeronSessionId, final SessionProxy proxy, final long nowNs) {
        this.aeronSessionId = aeronSessionId;
        this.proxy = proxy;
        createdNs = nowNs;
    }

    int aeronSessionId() {
        return aeronSessionId;
    }

    /** Key that the session has negotiated, else null. */
    ApiKey key() {
        return key;
    }

    boolean isEstablished() {
        return state == State.ESTABLISHED;
    }

    /** Whether the key is in use by this session. */
    boolean holdsKey() {
        return state == State.OPENING || state == State.ESTABLISHED;
    }

    boolean hasEnded() {
        return state == State.ENDED;
    }

    /** Whether the client listens to what this session says. */
    boolean isReachable() {
        return proxy.isConnected();
    }

    /** Whether nothing that was said to the client still waits for room in its stream. */
    boolean isDrained() {
        return proxy.isDrained();
    }

    void drain() {
        proxy.drain();
    }

    void onReceived(final long nowNs) {
        lastReceivedNs = nowNs;
    }

    Action onNegotiate(final NegotiateDecoder negotiate, final ApiKey named, final byte[] newNonce) {
        if (holdsKey()) {
            return end(TerminateReason.PROTOCOL_VIOLATION);
        }
        proxy.begin(negotiate.sessionEpoch());
        if (named == null) {
            return refuse(LogonRejectReason.UNKNOWN_KEY);
        }
        if (!proxy.challenge(newNonce)) {
            return Action.ABORT;
        }
        sessionEpoch = negotiate.sessionEpoch();
        key = named;
        nonce = newNonce;
        state = State.NEGOTIATED;
        return Action.CONTINUE;
    }

    /** Asks the engine to open the session; {@link #onOpened} or {@link #onNotOpened} follows. */
    Action onEstablish(
            final EstablishDecoder establish,
            final boolean keyIsTaken,
            final GatewayContext limits,
            final LogonRejectReason engineRefusal,
            final CommandPublisher engine) {
        if (holdsKey()) {
            return end(TerminateReason.PROTOCOL_VIOLATION);
        }
        if (state != State.NEGOTIATED || establish.sessionEpoch() != sessionEpoch) {
            proxy.begin(establish.sessionEpoch());
            return refuse(LogonRejectReason.NOT_NEGOTIATED);
        }
        final long keepAliveMs = establish.keepAliveMs();
        if (!Authenticator.verifies(key, nonce, establish)) {
            return refuse(LogonRejectReason.BAD_SIGNATURE);
        }
        if (keyIsTaken) {
            return refuse(LogonRejectReason.ALREADY_ESTABLISHED);
        }
        if (keepAliveMs < limits.minKeepAliveMs() || keepAliveMs > limits.maxKeepAliveMs()) {
            return refuse(LogonRejectReason.INVALID_KEEP_ALIVE);
        }
        if (engineRefusal != LogonRejectReason.NULL_VAL) {
            return refuse(engineRefusal);
        }
        if (!engine.openSession(key.sessionId(), sessionEpoch)) {
            return Action.ABORT;
        }
        keepAliveNs = keepAliveMs * 1_000_000;
        state = State.OPENING;
        return Action.CONTINUE;
    }

    /** Whether the engine is asked about this epoch. */
    boolean isOpening(final long epoch) {
        return state == State.OPENING && epoch == sessionEpoch;
    }

    void onOpened(final SessionOpenedDecoder opened, final GatewayContext limits, final long nowNs) {
        nextSeqNum = opened.nextSeqNum();
        lastAnswered = nextSeqNum - 1;
        nextReportSeqNum = opened.nextReportSeqNum();
        retransmission = new Retransmission(opened.openedSequence(), limits.maxOutstanding());
        lastReceivedNs = nowNs;
        state = State.ESTABLISHED;
        reported(
                proxy.established(
                        key,
                        nextSeqNum,
                        nextReportSeqNum,
                        limits.maxOutstanding(),
                        keepAliveNs / 1_000_000,
                        limits.ackLevel()),
                nowNs);
    }

    void onNotOpened(final LogonRejectReason reason) {
        state = State.CONNECTED;
        key = null;
        if (!proxy.logonRefused(reason)) {
            end(TerminateReason.REPORT_NOT_DELIVERED);
        }
    }

    Action onVersionRefused(final long epoch) {
        proxy.begin(epoch);
        return refuse(LogonRejectReason.UNSUPPORTED_VERSION);
    }

    Action onTooMany(final long epoch) {
        proxy.begin(epoch);
        return refuse(LogonRejectReason.TOO_MANY_SESSIONS);
    }

    /** A frame that cannot be decoded; it costs its sender nothing but the frame, once it is logged on. */
    Action onMalformed(final RejectReason reason) {
        if (state != State.ESTABLISHED) {
            return end(TerminateReason.PROTOCOL_VIOLATION);
        }
        return proxy.businessMessageReject(NullValue.INT64, reason) ? Action.CONTINUE : Action.ABORT;
    }

    /** Whether a command of this epoch may pass now; if not, {@link #onNotAccepted} says what becomes of it. */
    boolean accepts(final long epoch, final long seqNum) {
        return state == State.ESTABLISHED && epoch == sessionEpoch && seqNum > 0 && seqNum < Long.MAX_VALUE;
    }

    Action onNotAccepted(final long epoch) {
        if (state != State.ESTABLISHED) {
            return end(TerminateReason.NOT_ESTABLISHED);
        }
        return epoch == sessionEpoch ? end(TerminateReason.PROTOCOL_VIOLATION) : Action.CONTINUE;
    }

    /** Tells the client which commands were missing before this one; the following ones count on from it. */
    boolean onGap(final long seqNum) {
        if (seqNum > nextSeqNum) {
            if (!proxy.notApplied(nextSeqNum, seqNum - nextSeqNum)) {
                return false;
            }
            nextSeqNum = seqNum;
        }
        return true;
    }

    /** A command has gone to the engine, which knows it if it comes again. */
    void onPassedOn(final long seqNum) {
        nextSeqNum = Math.max(nextSeqNum, seqNum + 1);
    }

    /**
     * Answers a command that cannot be journaled now, behind the answers of all that were passed on; it has used up its number.
     * One that comes again had its effect, and waits for the engine.
     */
    Action onHalted(final long seqNum) {
        if (seqNum < nextSeqNum
                || lastAnswered < nextSeqNum - 1
                || !onGap(seqNum)
                || !proxy.businessMessageReject(seqNum, RejectReason.JOURNAL_HALTED)) {
            return Action.ABORT;
        }
        nextSeqNum = seqNum + 1;
        lastAnswered = seqNum;
        return Action.CONTINUE;
    }

    /** What is to be sent again is left to {@link #continueRetransmission}. */
    Action onRetransmitRequest(final RetransmitRequestDecoder request, final boolean hasJournal) {
        if (state != State.ESTABLISHED || request.sessionEpoch() != sessionEpoch) {
            return onNotAccepted(request.sessionEpoch());
        }
        final long from = request.fromSeqNum();
        final long count = request.count();
        final RetransmitRejectReason reason = !hasJournal
                ? RetransmitRejectReason.NOT_AVAILABLE
                : from < 1 || count < 1 || count > nextReportSeqNum - from
                        ? RetransmitRejectReason.OUT_OF_RANGE
                        : retransmission.isAskedFor()
                                ? RetransmitRejectReason.REQUEST_LIMIT_EXCEEDED
                                : RetransmitRejectReason.NULL_VAL;
        final boolean isServed = reason == RetransmitRejectReason.NULL_VAL;
        if (!proxy.retransmission(from, isServed ? count : 0, reason)) {
            return Action.ABORT;
        }
        if (isServed) {
            retransmission.askFor(from, from + count - 1);
        }
        return Action.CONTINUE;
    }

    /** A command that came again is to be answered by the reports that it had. */
    void onRepeated(final PrivateEvent event, final boolean hasJournal) {
        if (!hasJournal) {
            end(TerminateReason.REPORT_NOT_DELIVERED);
        } else if (!retransmission.onRepeated(event.refSeqNum(), event.sequence())) {
            end(TerminateReason.PROTOCOL_VIOLATION);
        }
    }

    /** Sequence of the past event that has to be looked at next. */
    long nextPastSequence() {
        return retransmission.nextSequence();
    }

    /** Looks at a past event; false if that has to wait until the client has read, or all is found. */
    boolean onPast(final PrivateEvent event, final long nowNs) {
        if (retransmission.isComplete() || !proxy.isDrained()) {
            return false;
        }
        final boolean isReport = event.isReport() && event.sessionId() == key.sessionId();
        if (isReport && retransmission.wants(event.refSeqNum())) {
            reported(event.report(proxy, retransmission.nextSeqNum()), nowNs);
        }
        retransmission.onPassed(isReport);
        return true;
    }

    /** Ends what is complete and takes up what waits; false if there is nothing any more. */
    boolean continueRetransmission() {
        if (retransmission.isComplete() && tellNotApplied()) {
            retransmission.end();
        }
        return retransmission.takeUp();
    }

    /** Commands that came again without ever having had an effect: the client left out their numbers. */
    private boolean tellNotApplied() {
        for (long seqNum = retransmission.notApplied(); seqNum != 0; seqNum = retransmission.notApplied()) {
            if (!proxy.notApplied(seqNum, 1)) {
                return false;
            }
            retransmission.onNotApplied();
        }
        return true;
    }

    Action onTerminate(final long epoch) {
        return epoch == sessionEpoch || state != State.ESTABLISHED ? end(TerminateReason.FINISHED) : Action.CONTINUE;
    }

    void onReport(final PrivateEvent event, final long nowNs) {
        lastAnswered = Math.max(lastAnswered, event.refSeqNum());
        reported(event.report(proxy, nextReportSeqNum++), nowNs);
    }

    private void reported(final boolean delivered, final long nowNs) {
        lastSentNs = nowNs;
        if (!delivered) {
            end(TerminateReason.REPORT_NOT_DELIVERED);
        }
    }

    /** Sends the reports that have gathered. */
    void flushReports() {
        if (!proxy.flush()) {
            end(TerminateReason.REPORT_NOT_DELIVERED);
        }
    }

    /** Sends a heartbeat if it is time, ends the session if the client has been silent for too long. */
    void checkKeepAlive(final long nowNs, final long logonTimeoutNs) {
        if (state == State.ESTABLISHED) {
            if (nowNs - lastReceivedNs > 2 * keepAliveNs) {
                end(TerminateReason.KEEP_ALIVE_EXPIRED);
            } else if (nowNs - lastSentNs >= keepAliveNs / 2 && proxy.sequence(nextReportSeqNum)) {
                lastSentNs = nowNs;
            }
        } else if (nowNs - createdNs > logonTimeoutNs) {
            end(TerminateReason.NOT_ESTABLISHED);
        }
    }

    /** Says goodbye if the client can hear it; the stream is closed with {@link #close}. */
    Action end(final TerminateReason reason) {
        if (state != State.ENDED) {
            state = State.ENDED;
            proxy.terminate(reason);
        }
        return Action.CONTINUE;
    }

    void close() {
        proxy.close();
    }

    private Action refuse(final LogonRejectReason reason) {
        if (!proxy.logonReject(reason)) {
            return Action.ABORT;
        }
        state = State.CONNECTED;
        key = null;
        return Action.CONTINUE;
    }
}
