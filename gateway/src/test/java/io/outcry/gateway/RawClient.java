/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.Image;
import io.aeron.Subscription;
import io.aeron.logbuffer.FragmentHandler;
import io.aeron.logbuffer.Header;
import io.outcry.codecs.MassQuoteLength;
import io.outcry.codecs.MessageBatch;
import io.outcry.codecs.StreamIds;
import io.outcry.codecs.orderentry.BusinessMessageRejectDecoder;
import io.outcry.codecs.orderentry.ChallengeDecoder;
import io.outcry.codecs.orderentry.EstablishEncoder;
import io.outcry.codecs.orderentry.EstablishedDecoder;
import io.outcry.codecs.orderentry.ExecutionReportDecoder;
import io.outcry.codecs.orderentry.LogonRejectDecoder;
import io.outcry.codecs.orderentry.MassQuoteEncoder;
import io.outcry.codecs.orderentry.NegotiateEncoder;
import io.outcry.codecs.orderentry.NewOrderSingleEncoder;
import io.outcry.codecs.orderentry.NotAppliedDecoder;
import io.outcry.codecs.orderentry.OrderCancelRejectDecoder;
import io.outcry.codecs.orderentry.OrderCancelReplaceRequestEncoder;
import io.outcry.codecs.orderentry.OrderCancelRequestEncoder;
import io.outcry.codecs.orderentry.PreventedMatchDecoder;
import io.outcry.codecs.orderentry.RetransmissionDecoder;
import io.outcry.codecs.orderentry.RetransmitRequestEncoder;
import io.outcry.codecs.orderentry.SequenceDecoder;
import io.outcry.codecs.orderentry.SequenceEncoder;
import io.outcry.codecs.orderentry.TerminateDecoder;
import io.outcry.codecs.orderentry.TerminateEncoder;
import io.outcry.codecs.types.ExecInst;
import io.outcry.codecs.types.MessageHeaderDecoder;
import io.outcry.codecs.types.MessageHeaderEncoder;
import io.outcry.codecs.types.OrdType;
import io.outcry.codecs.types.Side;
import io.outcry.codecs.types.TerminateReason;
import io.outcry.codecs.types.TimeInForce;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A client that sends whatever a test wants, right or wrong, and takes note of what it hears. */
final class RawClient implements AutoCloseable {
    static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    /** What came but for heartbeats, as text. */
    final List<String> heard = new ArrayList<>();

    /** The {@code nextSeqNum} of the heartbeats that came. */
    final List<Long> heartbeats = new ArrayList<>();

    /** How many messages each fragment held that came. */
    final List<Integer> fragmentSizes = new ArrayList<>();

    /** The numbered reports that came, byte for byte. */
    final List<UnsafeBuffer> reportFrames = new ArrayList<>();

    final UnsafeBuffer buffer = new UnsafeBuffer(new byte[128 * 1024]);
    final ExclusivePublication commands;
    final Subscription reports;
    long epoch;
    byte[] nonce;
    boolean established;
    boolean ended;
    long nextSeqNum = 1;
    long nextReportSeqNum = 1;

    /** Whether {@link #poll} reads. */
    boolean reads = true;

    boolean records = true;
    int reportCount;
    UnsafeBuffer lastFrame;
    private final Runnable pump;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final UnsafeBuffer batch = new UnsafeBuffer();
    private final MessageHeaderDecoder received = new MessageHeaderDecoder();
    private final FragmentHandler handler = this::onFragment;
    private Image image;

    RawClient(final Aeron aeron, final Runnable pump, final long epoch) {
        this(aeron.addExclusivePublication("aeron:ipc?term-length=1m", StreamIds.ORDER_ENTRY), aeron, pump, epoch);
    }

    RawClient(final ExclusivePublication commands, final Aeron aeron, final Runnable pump, final long epoch) {
        this.pump = pump;
        this.epoch = epoch;
        this.commands = commands;
        reports = aeron.addSubscription("aeron:ipc?session-id=" + commands.sessionId(), StreamIds.REPORTS);
    }

    void poll() {
        if (image == null && reports.imageCount() > 0) {
            image = reports.imageAtIndex(0);
        }
        if (reads && image != null) {
            image.poll(handler, 256);
        }
    }

    /** Whether the gateway has closed its stream and all of it was read. */
    boolean isStreamClosed() {
        return image != null && (image.isClosed() || image.isEndOfStream());
    }

    void negotiate(final String keyId) {
        nonce = null;
        final NegotiateEncoder negotiate = new NegotiateEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .sessionEpoch(epoch)
                .keyId(keyId);
        send(HEADER + negotiate.encodedLength());
    }

    void establish(final String keyId, final String secret, final long keepAliveMs) {
        send(encodeEstablish(keyId, secret, keepAliveMs));
    }

    int encodeEstablish(final String keyId, final String secret, final long keepAliveMs) {
        final EstablishEncoder establish = new EstablishEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .sessionEpoch(epoch)
                .keepAliveMs(keepAliveMs);
        final byte[] signature = sign(nonce == null ? new byte[32] : nonce, epoch, keyId, secret);
        for (int i = 0; i < signature.length; i++) {
            establish.signature(i, (short) (signature[i] & 0xFF));
        }
        return HEADER + establish.encodedLength();
    }

    /** Written from the specification, not with the code of the client or the gateway. */
    private static byte[] sign(final byte[] nonce, final long epoch, final String keyId, final String secret) {
        try {
            final Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(ByteBuffer.allocate(72)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .put(nonce)
                    .putLong(epoch)
                    .put(keyId.getBytes(StandardCharsets.US_ASCII))
                    .array());
        } catch (final GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** Any order of the present session, under a number of the test's choice. */
    void newOrder(final long seqNum) {
        send(encodeNewOrder(seqNum));
    }

    int encodeNewOrder(final long seqNum) {
        nextSeqNum = seqNum + 1;
        return HEADER
                + new NewOrderSingleEncoder()
                        .wrapAndApplyHeader(buffer, 0, header)
                        .sessionEpoch(epoch)
                        .seqNum(seqNum)
                        .clOrdId(seqNum)
                        .price(100)
                        .orderQty(7)
                        .instrumentId(5)
                        .side(Side.BUY)
                        .ordType(OrdType.LIMIT)
                        .timeInForce(TimeInForce.GTC)
                        .execInst(ExecInst.NONE)
                        .encodedLength();
    }

    int encodeMassQuote(final long seqNum, final int quotes) {
        nextSeqNum = seqNum + 1;
        new MassQuoteEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .sessionEpoch(epoch)
                .seqNum(seqNum)
                .quoteId(seqNum)
                .quotesCount(quotes);
        return MassQuoteLength.of(quotes);
    }

    int encodeCancel(final long seqNum, final long clOrdId, final long origClOrdId, final long orderId) {
        nextSeqNum = seqNum + 1;
        return HEADER
                + new OrderCancelRequestEncoder()
                        .wrapAndApplyHeader(buffer, 0, header)
                        .sessionEpoch(epoch)
                        .seqNum(seqNum)
                        .clOrdId(clOrdId)
                        .origClOrdId(origClOrdId)
                        .orderId(orderId)
                        .instrumentId(5)
                        .encodedLength();
    }

    int encodeReplace(final long seqNum, final long clOrdId, final long origClOrdId, final long orderId) {
        nextSeqNum = seqNum + 1;
        return HEADER
                + new OrderCancelReplaceRequestEncoder()
                        .wrapAndApplyHeader(buffer, 0, header)
                        .sessionEpoch(epoch)
                        .seqNum(seqNum)
                        .clOrdId(clOrdId)
                        .origClOrdId(origClOrdId)
                        .orderId(orderId)
                        .price(101)
                        .orderQty(8)
                        .instrumentId(5)
                        .encodedLength();
    }

    void heartbeat() {
        final SequenceEncoder sequence = new SequenceEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .sessionEpoch(epoch)
                .nextSeqNum(nextSeqNum);
        send(HEADER + sequence.encodedLength());
    }

    void requestReports(final long fromSeqNum, final long count) {
        final RetransmitRequestEncoder request = new RetransmitRequestEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .sessionEpoch(epoch)
                .fromSeqNum(fromSeqNum)
                .count(count);
        send(HEADER + request.encodedLength());
    }

    void terminate() {
        send(encodeTerminate());
    }

    int encodeTerminate() {
        return HEADER
                + new TerminateEncoder()
                        .wrapAndApplyHeader(buffer, 0, header)
                        .sessionEpoch(epoch)
                        .reason(TerminateReason.FINISHED)
                        .encodedLength();
    }

    /** Sends the start of {@link #buffer} when the stream has room. */
    void send(final int length) {
        GatewayHarness.await("room for commands", () -> offer(length), pump);
    }

    boolean offer(final int length) {
        return commands.offer(buffer, 0, length) > 0;
    }

    private void onFragment(final DirectBuffer from, final int offset, final int length, final Header frame) {
        batch.wrap(from, offset, length);
        int messages = 0;
        int at = 0;
        while (at < length) {
            final int messageLength = MessageBatch.messageLength(batch, at);
            onMessage(at, messageLength);
            at += messageLength;
            messages++;
        }
        assertEquals(length, at);
        if (records) {
            fragmentSizes.add(messages);
        }
    }

    private void onMessage(final int at, final int length) {
        received.wrap(batch, at);
        final int templateId = received.templateId();
        final boolean isReport = templateId == ExecutionReportDecoder.TEMPLATE_ID
                || templateId == OrderCancelRejectDecoder.TEMPLATE_ID
                || templateId == PreventedMatchDecoder.TEMPLATE_ID;
        if (isReport) {
            reportCount++;
            nextReportSeqNum = Math.max(
                    nextReportSeqNum,
                    1
                            + batch.getLong(
                                    at + HEADER + ExecutionReportDecoder.seqNumEncodingOffset(),
                                    ByteOrder.LITTLE_ENDIAN));
        }
        if (records) {
            lastFrame = new UnsafeBuffer(new byte[length]);
            batch.getBytes(at, lastFrame, 0, length);
            if (isReport) {
                reportFrames.add(lastFrame);
            }
            takeNote(templateId);
        }
    }

    private void takeNote(final int templateId) {
        switch (templateId) {
            case ChallengeDecoder.TEMPLATE_ID -> {
                final ChallengeDecoder challenge = new ChallengeDecoder().wrapAndApplyHeader(lastFrame, 0, received);
                nonce = new byte[32];
                for (int i = 0; i < nonce.length; i++) {
                    nonce[i] = (byte) challenge.nonce(i);
                }
                heard.add("Challenge " + challenge.sessionEpoch());
            }
            case EstablishedDecoder.TEMPLATE_ID -> {
                final EstablishedDecoder answer = new EstablishedDecoder().wrapAndApplyHeader(lastFrame, 0, received);
                established = true;
                nextSeqNum = answer.nextSeqNum();
                nextReportSeqNum = answer.nextReportSeqNum();
                heard.add("Established " + answer.sessionEpoch());
            }
            case LogonRejectDecoder.TEMPLATE_ID -> {
                final LogonRejectDecoder reject = new LogonRejectDecoder().wrapAndApplyHeader(lastFrame, 0, received);
                heard.add("LogonReject " + TestEngine.text(reject.sessionEpoch()) + " " + reject.reason());
            }
            case SequenceDecoder.TEMPLATE_ID -> heard(new SequenceDecoder().wrapAndApplyHeader(lastFrame, 0, received));
            case NotAppliedDecoder.TEMPLATE_ID -> {
                final NotAppliedDecoder gap = new NotAppliedDecoder().wrapAndApplyHeader(lastFrame, 0, received);
                heard.add("NotApplied " + gap.sessionEpoch() + " from=" + gap.fromSeqNum() + " count=" + gap.count());
            }
            case TerminateDecoder.TEMPLATE_ID -> {
                final TerminateDecoder end = new TerminateDecoder().wrapAndApplyHeader(lastFrame, 0, received);
                ended = true;
                heard.add("Terminate " + end.sessionEpoch() + " " + end.reason());
            }
            case ExecutionReportDecoder.TEMPLATE_ID -> {
                final ExecutionReportDecoder report =
                        new ExecutionReportDecoder().wrapAndApplyHeader(lastFrame, 0, received);
                heard.add("Execution " + report.sessionEpoch() + " " + report.seqNum() + " ref="
                        + TestEngine.text(report.refSeqNum()) + " " + report.execType());
            }
            case OrderCancelRejectDecoder.TEMPLATE_ID -> {
                final OrderCancelRejectDecoder reject =
                        new OrderCancelRejectDecoder().wrapAndApplyHeader(lastFrame, 0, received);
                heard.add("CancelReject " + reject.sessionEpoch() + " " + reject.seqNum() + " ref="
                        + TestEngine.text(reject.refSeqNum()) + " " + reject.rejectReason());
            }
            case PreventedMatchDecoder.TEMPLATE_ID -> {
                final PreventedMatchDecoder prevented =
                        new PreventedMatchDecoder().wrapAndApplyHeader(lastFrame, 0, received);
                heard.add("PreventedMatch " + prevented.sessionEpoch() + " " + prevented.seqNum() + " ref="
                        + TestEngine.text(prevented.refSeqNum()));
            }
            case BusinessMessageRejectDecoder.TEMPLATE_ID -> {
                final BusinessMessageRejectDecoder reject =
                        new BusinessMessageRejectDecoder().wrapAndApplyHeader(lastFrame, 0, received);
                heard.add("BusinessReject " + reject.sessionEpoch() + " ref=" + TestEngine.text(reject.refSeqNum())
                        + " " + reject.rejectReason());
            }
            case RetransmissionDecoder.TEMPLATE_ID -> {
                final RetransmissionDecoder answer =
                        new RetransmissionDecoder().wrapAndApplyHeader(lastFrame, 0, received);
                heard.add("Retransmission " + answer.sessionEpoch() + " from=" + TestEngine.text(answer.fromSeqNum())
                        + " count=" + answer.count() + " " + answer.reason());
            }
            default -> heard.add("unknown " + templateId);
        }
    }

    private void heard(final SequenceDecoder heartbeat) {
        heartbeats.add(heartbeat.nextSeqNum());
        if (heartbeat.sessionEpoch() != epoch) {
            heard.add("Sequence of another epoch " + heartbeat.sessionEpoch());
        }
    }

    @Override
    public void close() {
        commands.close();
        reports.close();
    }
}
