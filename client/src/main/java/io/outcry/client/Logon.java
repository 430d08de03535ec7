/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.client;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.Publication;
import io.aeron.Subscription;
import io.aeron.exceptions.AeronException;
import io.aeron.logbuffer.FragmentHandler;
import io.outcry.codecs.StreamIds;
import io.outcry.codecs.orderentry.ChallengeDecoder;
import io.outcry.codecs.orderentry.EstablishEncoder;
import io.outcry.codecs.orderentry.EstablishedDecoder;
import io.outcry.codecs.orderentry.LogonRejectDecoder;
import io.outcry.codecs.orderentry.NegotiateEncoder;
import io.outcry.codecs.orderentry.TerminateDecoder;
import io.outcry.codecs.types.LogonRejectReason;
import io.outcry.codecs.types.MessageHeaderDecoder;
import io.outcry.codecs.types.MessageHeaderEncoder;
import io.outcry.codecs.types.TerminateReason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.SleepingIdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The handshake of a session, as the client goes through it: Negotiate, Challenge, Establish, Established. It can be gone
 * through again, on new streams, to resume the session.
 */
final class Logon {
    /**
     * The streams of a session that is established.
     *
     * @param commands to the gateway
     * @param reports from it
     * @param established what the exchange said
     */
    record Connection(ExclusivePublication commands, Subscription reports, EstablishedDecoder established) {}

    private static final int LONGEST_FRAME = 256;
    private static final String ALGORITHM = "HmacSHA256";
    private static final long RETRY_NS = TimeUnit.MILLISECONDS.toNanos(10);

    private final String key;
    private final String secret;
    private final int keepAliveMs;
    private final long sessionEpoch;
    private final IdleStrategy idle = new SleepingIdleStrategy(TimeUnit.MICROSECONDS.toNanos(50));
    private final MessageHeaderDecoder received = new MessageHeaderDecoder();
    private final UnsafeBuffer answer = new UnsafeBuffer(new byte[LONGEST_FRAME]);
    private final FragmentHandler answerHandler =
            (buffer, offset, length, header) -> onAnswer(buffer, offset, Math.min(length, LONGEST_FRAME));
    private Aeron aeron;
    private ExclusivePublication commands;
    private Subscription reports;
    private long timeoutNs;
    private long deadlineNs;
    private boolean answered;

    Logon(final Aeron aeron, final String key, final String secret, final int keepAliveMs, final long sessionEpoch) {
        this.aeron = aeron;
        this.key = key;
        this.secret = secret;
        this.keepAliveMs = keepAliveMs;
        this.sessionEpoch = sessionEpoch;
        if (key.length() > NegotiateEncoder.keyIdLength()) {
            throw new ExchangeException("key '" + key + "' is longer than " + NegotiateEncoder.keyIdLength());
        }
    }

    /** From now on over another connection to the media driver. */
    void use(final Aeron newAeron) {
        aeron = newAeron;
    }

    /** Logs on, once. */
    Connection connect(final long newTimeoutNs) {
        timeoutNs = newTimeoutNs;
        deadlineNs = System.nanoTime() + newTimeoutNs;
        return connect();
    }

    /** Logs on, again and again while the exchange is not ready for it. */
    Connection connectAgain(final long newTimeoutNs) {
        timeoutNs = newTimeoutNs;
        deadlineNs = System.nanoTime() + newTimeoutNs;
        while (true) {
            try {
                return connect();
            } catch (final NotNowException e) {
                if (System.nanoTime() + RETRY_NS - deadlineNs > 0) {
                    throw e;
                }
                LockSupport.parkNanos(RETRY_NS);
            }
        }
    }

    private Connection connect() {
        addStreams();
        try {
            return new Connection(commands, reports, await());
        } catch (final RuntimeException e) {
            commands.close();
            reports.close();
            throw e;
        }
    }

    private void addStreams() {
        try {
            commands = aeron.addExclusivePublication("aeron:ipc?mtu=4k|term-length=512k", StreamIds.ORDER_ENTRY);
            reports = aeron.addSubscription("aeron:ipc?session-id=" + commands.sessionId(), StreamIds.REPORTS);
        } catch (final AeronException e) {
            throw new ExchangeException("the media driver of the exchange does not answer: " + e.getMessage());
        }
    }

    private EstablishedDecoder await() {
        sendNegotiate();
        awaitAnswer("a challenge");
        final ChallengeDecoder challenge = new ChallengeDecoder();
        check(ChallengeDecoder.TEMPLATE_ID);
        challenge.wrapAndApplyHeader(answer, 0, received);
        sendEstablish(challenge);
        awaitAnswer("the session");
        check(EstablishedDecoder.TEMPLATE_ID);
        return new EstablishedDecoder().wrapAndApplyHeader(answer, 0, received);
    }

    private void sendNegotiate() {
        final UnsafeBuffer frame = new UnsafeBuffer(new byte[LONGEST_FRAME]);
        final NegotiateEncoder negotiate = new NegotiateEncoder();
        negotiate
                .wrapAndApplyHeader(frame, 0, new MessageHeaderEncoder())
                .sessionEpoch(sessionEpoch)
                .keyId(key);
        send(frame, MessageHeaderEncoder.ENCODED_LENGTH + negotiate.encodedLength());
    }

    private void sendEstablish(final ChallengeDecoder challenge) {
        final UnsafeBuffer frame = new UnsafeBuffer(new byte[LONGEST_FRAME]);
        final EstablishEncoder establish = new EstablishEncoder();
        establish
                .wrapAndApplyHeader(frame, 0, new MessageHeaderEncoder())
                .sessionEpoch(sessionEpoch)
                .keepAliveMs(keepAliveMs);
        final byte[] signature = sign(challenge);
        for (int i = 0; i < signature.length; i++) {
            establish.signature(i, (short) (signature[i] & 0xFF));
        }
        send(frame, MessageHeaderEncoder.ENCODED_LENGTH + establish.encodedLength());
    }

    private byte[] sign(final ChallengeDecoder challenge) {
        final int nonceLength = ChallengeDecoder.nonceLength();
        final byte[] signed = new byte[nonceLength + Long.BYTES + NegotiateEncoder.keyIdLength()];
        for (int i = 0; i < nonceLength; i++) {
            signed[i] = (byte) challenge.nonce(i);
        }
        ByteBuffer.wrap(signed)
                .order(ByteOrder.LITTLE_ENDIAN)
                .position(nonceLength)
                .putLong(sessionEpoch)
                .put(key.getBytes(StandardCharsets.US_ASCII));
        try {
            final Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac.doFinal(signed);
        } catch (final GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " is not available", e);
        }
    }

    private void send(final DirectBuffer frame, final int length) {
        long result = commands.offer(frame, 0, length);
        while (result < 0) {
            if (result == Publication.CLOSED || result == Publication.MAX_POSITION_EXCEEDED) {
                throw new ExchangeException("the stream to the gateway is closed");
            }
            idleUntilDeadline("a gateway");
            result = commands.offer(frame, 0, length);
        }
    }

    private void awaitAnswer(final String what) {
        answered = false;
        while (!answered) {
            if (reports.poll(answerHandler, 1) == 0) {
                idleUntilDeadline(what);
            }
        }
    }

    private void onAnswer(final DirectBuffer buffer, final int offset, final int length) {
        buffer.getBytes(offset, answer, 0, length);
        received.wrap(answer, 0);
        answered = true;
    }

    private void check(final int expectedTemplateId) {
        final int templateId = received.templateId();
        if (templateId == LogonRejectDecoder.TEMPLATE_ID) {
            final LogonRejectReason reason = new LogonRejectDecoder()
                    .wrapAndApplyHeader(answer, 0, received)
                    .reason();
            throw refusal(
                    "logon with key '" + key + "' refused: " + reason,
                    reason == LogonRejectReason.ALREADY_ESTABLISHED
                            || reason == LogonRejectReason.ENGINE_UNAVAILABLE
                            || reason == LogonRejectReason.JOURNAL_HALTED);
        }
        if (templateId == TerminateDecoder.TEMPLATE_ID) {
            final TerminateReason reason = new TerminateDecoder()
                    .wrapAndApplyHeader(answer, 0, received)
                    .reason();
            throw refusal("the exchange ended the logon: " + reason, reason != TerminateReason.PROTOCOL_VIOLATION);
        }
        if (templateId != expectedTemplateId) {
            throw new ExchangeException("message " + templateId + " instead of " + expectedTemplateId + " at logon");
        }
    }

    private static ExchangeException refusal(final String message, final boolean goesAway) {
        return goesAway ? new NotNowException(message) : new ExchangeException(message);
    }

    private void idleUntilDeadline(final String what) {
        if (System.nanoTime() - deadlineNs > 0) {
            throw new ExchangeException("waited " + TimeUnit.NANOSECONDS.toMillis(timeoutNs) + " ms for " + what
                    + "; is the exchange running in this Aeron directory?");
        }
        idle.idle();
    }
}
