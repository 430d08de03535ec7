/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.gateway;

import io.aeron.logbuffer.ControlledFragmentHandler.Action;
import io.outcry.codecs.NullValue;
import io.outcry.codecs.engine.CancelRejectEventDecoder;
import io.outcry.codecs.engine.ExecutionEventDecoder;
import io.outcry.codecs.engine.MassActionEventDecoder;
import io.outcry.codecs.engine.MassQuoteEventDecoder;
import io.outcry.codecs.engine.PreventedMatchEventDecoder;
import io.outcry.codecs.engine.QuoteProtectionEventDecoder;
import io.outcry.codecs.orderentry.EstablishDecoder;
import io.outcry.codecs.orderentry.NegotiateDecoder;
import io.outcry.codecs.types.LogonRejectReason;
import io.outcry.codecs.types.RejectReason;
import io.outcry.codecs.types.TerminateReason;

/**
 * One conversation with a client, from its first frame until its end. The order of things: Negotiate, Challenge,
 * Establish, Established; then commands and reports; then Terminate. A step whose answer cannot be sent yet returns
 * ABORT, changes nothing, and comes again.
 *
 * <p>Places for what a session will learn: {@link #onGap} (retransmission), {@link #accepts} (throttles),
 * {@link #end} (cancel on disconnect).
 */
final class Session {
    private enum State {
        CONNECTED,
        NEGOTIATED,
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
    private long nextSeqNum = 1;
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

    /** Key of an established session, else null. */
    ApiKey establishedKey() {
        return state == State.ESTABLISHED ? key : null;
    }

    /** Key that the session has negotiated, else null. */
    ApiKey negotiatedKey() {
        return key;
    }

    boolean isEstablished() {
        return state == State.ESTABLISHED;
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
        if (state == State.ESTABLISHED) {
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

    Action onEstablish(
            final EstablishDecoder establish, final boolean keyIsTaken, final GatewayContext limits, final long nowNs) {
        if (state == State.ESTABLISHED) {
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
        if (!proxy.established(key, limits.maxOutstanding(), keepAliveMs, limits.ackLevel())) {
            return Action.ABORT;
        }
        keepAliveNs = keepAliveMs * 1_000_000;
        lastSentNs = nowNs;
        state = State.ESTABLISHED;
        return Action.CONTINUE;
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
        return state == State.ESTABLISHED && epoch == sessionEpoch && seqNum >= nextSeqNum;
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

    void onApplied() {
        nextSeqNum++;
    }

    Action onTerminate(final long epoch) {
        return epoch == sessionEpoch || state != State.ESTABLISHED ? end(TerminateReason.FINISHED) : Action.CONTINUE;
    }

    void onExecution(final ExecutionEventDecoder event, final long nowNs) {
        reported(proxy.executionReport(event), nowNs);
    }

    void onCancelReject(final CancelRejectEventDecoder event, final long nowNs) {
        reported(proxy.orderCancelReject(event), nowNs);
    }

    void onPreventedMatch(final PreventedMatchEventDecoder event, final long nowNs) {
        reported(proxy.preventedMatch(event), nowNs);
    }

    void onMassAction(final MassActionEventDecoder event, final long nowNs) {
        reported(proxy.orderMassActionReport(event), nowNs);
    }

    void onMassQuote(final MassQuoteEventDecoder event, final long nowNs) {
        reported(proxy.massQuoteAck(event), nowNs);
    }

    void onQuoteProtection(final QuoteProtectionEventDecoder event, final long nowNs) {
        reported(proxy.quoteProtection(event), nowNs);
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
            } else if (nowNs - lastSentNs >= keepAliveNs / 2 && proxy.sequence()) {
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
