/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.client;

import static org.junit.jupiter.api.Assertions.fail;

import io.aeron.Aeron;
import io.aeron.CommonContext;
import io.aeron.ExclusivePublication;
import io.aeron.Subscription;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.logbuffer.FragmentHandler;
import io.aeron.logbuffer.Header;
import io.outcry.codecs.MessageBatch;
import io.outcry.codecs.NullValue;
import io.outcry.codecs.StreamIds;
import io.outcry.codecs.orderentry.BusinessMessageRejectEncoder;
import io.outcry.codecs.orderentry.ChallengeEncoder;
import io.outcry.codecs.orderentry.EstablishDecoder;
import io.outcry.codecs.orderentry.EstablishedEncoder;
import io.outcry.codecs.orderentry.ExecutionReportEncoder;
import io.outcry.codecs.orderentry.LogonRejectEncoder;
import io.outcry.codecs.orderentry.NegotiateDecoder;
import io.outcry.codecs.orderentry.NewOrderSingleDecoder;
import io.outcry.codecs.orderentry.NotAppliedEncoder;
import io.outcry.codecs.orderentry.OrderCancelRejectEncoder;
import io.outcry.codecs.orderentry.OrderCancelReplaceRequestDecoder;
import io.outcry.codecs.orderentry.OrderCancelRequestDecoder;
import io.outcry.codecs.orderentry.PreventedMatchEncoder;
import io.outcry.codecs.orderentry.RetransmissionEncoder;
import io.outcry.codecs.orderentry.RetransmitRequestDecoder;
import io.outcry.codecs.orderentry.SequenceDecoder;
import io.outcry.codecs.orderentry.SequenceEncoder;
import io.outcry.codecs.orderentry.TerminateDecoder;
import io.outcry.codecs.orderentry.TerminateEncoder;
import io.outcry.codecs.types.AckLevel;
import io.outcry.codecs.types.BooleanType;
import io.outcry.codecs.types.ExecType;
import io.outcry.codecs.types.LogonRejectReason;
import io.outcry.codecs.types.MessageHeaderDecoder;
import io.outcry.codecs.types.MessageHeaderEncoder;
import io.outcry.codecs.types.RejectReason;
import io.outcry.codecs.types.RetransmitRejectReason;
import io.outcry.codecs.types.SelfTradePrevention;
import io.outcry.codecs.types.Side;
import io.outcry.codecs.types.TerminateReason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.LangUtil;
import org.agrona.concurrent.UnsafeBuffer;

/** The other end of one order session, over a real media driver: logs the client on, then says what a test wants. */
final class ScriptedGateway implements AutoCloseable {
    private static final long DEADLINE_NS = TimeUnit.SECONDS.toNanos(20);

    /** Commands and goodbyes that came, as text; heartbeats are counted. */
    final List<String> heard = new ArrayList<>();

    int heartbeats;
    int maxOutstanding = 4;
    LogonRejectReason refuseNegotiate;
    LogonRejectReason refuseEstablish;

    /** How often. */
    int refusals = Integer.MAX_VALUE;

    TerminateReason endAtNegotiate;

    /** Whether {@link #run} reads what the client sends. */
    boolean reads = true;

    /** Whether messages to the client wait for {@link #sendBatch}. */
    boolean gathers;

    /** Of each Negotiate that came. */
    final List<Long> epochs = new ArrayList<>();

    long epoch;
    private final MediaDriver driver;
    private final Aeron aeron;
    private Aeron clientAeron;
    private final ExecutorService helper = Executors.newSingleThreadExecutor();
    private final Subscription requests;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final MessageHeaderDecoder received = new MessageHeaderDecoder();
    private final FragmentHandler handler = this::onRequests;
    private final MessageBatch batch = new MessageBatch();
    private ExclusivePublication reports;
    long nextSeqNum = 1;
    long nextCommand = 1;
    private boolean driverRuns = true;

    ScriptedGateway() {
        this(CommonContext.generateRandomDirName());
    }

    ScriptedGateway(final String aeronDirectory) {
        driver = MediaDriver.launch(new MediaDriver.Context()
                .aeronDirectoryName(aeronDirectory)
                .threadingMode(ThreadingMode.INVOKER)
                .termBufferSparseFile(true)
                .timerIntervalNs(TimeUnit.MILLISECONDS.toNanos(1))
                .publicationLingerTimeoutNs(TimeUnit.MILLISECONDS.toNanos(2))
                .dirDeleteOnShutdown(true));
        aeron = Aeron.connect(new Aeron.Context()
                .aeronDirectoryName(driver.aeronDirectoryName())
                .useConductorAgentInvoker(true)
                .driverAgentInvoker(driver.sharedAgentInvoker())
                .errorHandler(LangUtil::rethrowUnchecked));
        requests = aeron.addSubscription("aeron:ipc", StreamIds.ORDER_ENTRY);
    }

    String aeronDirectory() {
        return driver.aeronDirectoryName();
    }

    OrderSession establish(final OrderListener listener, final int keepAliveMs) {
        return whileRunning(() -> {
            if (clientAeron == null) {
                clientAeron = Aeron.connect(new Aeron.Context()
                        .aeronDirectoryName(driver.aeronDirectoryName())
                        .errorHandler(LangUtil::rethrowUnchecked));
            }
            return OrderSession.establish(
                    clientAeron, "alpha", "secret", keepAliveMs, listener, TimeUnit.SECONDS.toNanos(10));
        });
    }

    void run() {
        driver.sharedAgentInvoker().invoke();
        aeron.conductorAgentInvoker().invoke();
        if (reads) {
            requests.poll(handler, 64);
        }
    }

    /** Ends the driver, as when the process of the exchange is over. */
    void closeDriver() {
        driverRuns = false;
        aeron.close();
        driver.close();
    }

    void await(final String what, final BooleanSupplier condition) {
        final long deadlineNs = System.nanoTime() + DEADLINE_NS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadlineNs > 0) {
                fail("waited too long for " + what);
            }
            if (driverRuns) {
                run();
            }
        }
    }

    <T> T whileRunning(final Callable<T> blocking) {
        final Future<T> result = helper.submit(blocking);
        await("a blocking call", result::isDone);
        try {
            return result.get();
        } catch (final ExecutionException e) {
            LangUtil.rethrowUnchecked(e.getCause());
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return null;
    }

    private void onRequests(final DirectBuffer from, final int offset, final int length, final Header frame) {
        int at = offset;
        while (at < offset + length) {
            final int messageLength = MessageBatch.messageLength(from, at);
            onRequest(new UnsafeBuffer(from, at, messageLength), frame);
            at += messageLength;
        }
    }

    private void onRequest(final UnsafeBuffer request, final Header frame) {
        received.wrap(request, 0);
        switch (received.templateId()) {
            case NegotiateDecoder.TEMPLATE_ID -> {
                final NegotiateDecoder negotiate = new NegotiateDecoder().wrapAndApplyHeader(request, 0, received);
                epochs.add(negotiate.sessionEpoch());
                epoch = negotiate.sessionEpoch();
                heard.add("Negotiate " + negotiate.keyId());
                reports = aeron.addExclusivePublication(
                        "aeron:ipc?term-length=1m|session-id=" + frame.sessionId(), StreamIds.REPORTS);
                onNegotiate();
            }
            case EstablishDecoder.TEMPLATE_ID ->
                onEstablish(new EstablishDecoder()
                        .wrapAndApplyHeader(request, 0, received)
                        .keepAliveMs());
            case SequenceDecoder.TEMPLATE_ID -> heartbeats++;
            case RetransmitRequestDecoder.TEMPLATE_ID -> {
                final RetransmitRequestDecoder asked =
                        new RetransmitRequestDecoder().wrapAndApplyHeader(request, 0, received);
                heard.add("Reports " + asked.fromSeqNum() + " count=" + asked.count());
            }
            case TerminateDecoder.TEMPLATE_ID ->
                heard.add("Terminate "
                        + new TerminateDecoder()
                                .wrapAndApplyHeader(request, 0, received)
                                .reason());
            case NewOrderSingleDecoder.TEMPLATE_ID -> {
                final NewOrderSingleDecoder order =
                        new NewOrderSingleDecoder().wrapAndApplyHeader(request, 0, received);
                heard.add("New " + order.seqNum() + isOfEpoch(order.sessionEpoch()) + " clOrdId=" + order.clOrdId()
                        + " "
                        + order.side() + " " + order.ordType() + " " + order.timeInForce() + " " + order.execInst()
                        + " "
                        + text(order.orderQty()) + "@" + text(order.price()) + " instrument=" + order.instrumentId());
            }
            case OrderCancelRequestDecoder.TEMPLATE_ID -> {
                final OrderCancelRequestDecoder cancel =
                        new OrderCancelRequestDecoder().wrapAndApplyHeader(request, 0, received);
                heard.add(
                        "Cancel " + cancel.seqNum() + isOfEpoch(cancel.sessionEpoch()) + " clOrdId=" + cancel.clOrdId()
                                + " origClOrdId=" + text(cancel.origClOrdId()) + " orderId=" + text(cancel.orderId())
                                + " instrument=" + cancel.instrumentId());
            }
            case OrderCancelReplaceRequestDecoder.TEMPLATE_ID -> {
                final OrderCancelReplaceRequestDecoder replace =
                        new OrderCancelReplaceRequestDecoder().wrapAndApplyHeader(request, 0, received);
                heard.add("Replace " + replace.seqNum() + isOfEpoch(replace.sessionEpoch()) + " clOrdId="
                        + replace.clOrdId() + " origClOrdId=" + text(replace.origClOrdId()) + " orderId="
                        + text(replace.orderId()) + " " + text(replace.orderQty()) + "@" + text(replace.price())
                        + " instrument=" + replace.instrumentId());
            }
            default -> heard.add("unknown " + received.templateId());
        }
    }

    private String isOfEpoch(final long itsEpoch) {
        return itsEpoch == epoch ? "" : " of epoch " + itsEpoch;
    }

    private static String text(final long number) {
        return number == NullValue.INT64 ? "null" : Long.toString(number);
    }

    private void onNegotiate() {
        if (endAtNegotiate != null) {
            terminate(endAtNegotiate);
        } else if (refuseNegotiate != null) {
            logonReject(refuseNegotiate);
        } else {
            send(new ChallengeEncoder()
                    .wrapAndApplyHeader(buffer, 0, header)
                    .sessionEpoch(epoch)
                    .encodedLength());
        }
    }

    private void onEstablish(final long keepAliveMs) {
        if (refuseEstablish != null) {
            logonReject(refuseEstablish);
            refuseEstablish = --refusals == 0 ? null : refuseEstablish;
            return;
        }
        send(new EstablishedEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .sessionEpoch(epoch)
                .sessionId(3)
                .accountId(7)
                .nextSeqNum(nextCommand)
                .nextReportSeqNum(nextSeqNum)
                .maxOutstanding(maxOutstanding)
                .keepAliveMs(keepAliveMs)
                .ackLevel(AckLevel.PROCESS)
                .encodedLength());
    }

    private void logonReject(final LogonRejectReason reason) {
        send(new LogonRejectEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .sessionEpoch(epoch)
                .reason(reason)
                .encodedLength());
    }

    void report(final long refSeqNum) {
        report(epoch, refSeqNum);
    }

    void report(final long itsEpoch, final long refSeqNum) {
        send(new ExecutionReportEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .sessionEpoch(itsEpoch)
                .seqNum(itsEpoch == epoch ? nextSeqNum++ : nextSeqNum)
                .refSeqNum(refSeqNum)
                .mdSequence(1)
                .clOrdId(refSeqNum)
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
                .aggressor(BooleanType.FALSE)
                .encodedLength());
    }

    void cancelReject(final long itsEpoch, final long refSeqNum) {
        send(new OrderCancelRejectEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .sessionEpoch(itsEpoch)
                .seqNum(itsEpoch == epoch ? nextSeqNum++ : nextSeqNum)
                .refSeqNum(refSeqNum)
                .mdSequence(1)
                .clOrdId(1)
                .origClOrdId(1)
                .orderId(NullValue.INT64)
                .transactTimeNs(1)
                .instrumentId(1)
                .rejectReason(RejectReason.UNKNOWN_ORDER)
                .encodedLength());
    }

    void preventedMatch(final long itsEpoch, final long refSeqNum) {
        send(new PreventedMatchEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .sessionEpoch(itsEpoch)
                .seqNum(itsEpoch == epoch ? nextSeqNum++ : nextSeqNum)
                .refSeqNum(refSeqNum)
                .mdSequence(1)
                .preventedMatchId(1)
                .makerOrderId(1)
                .takerOrderId(2)
                .price(1)
                .preventedQty(1)
                .transactTimeNs(1)
                .instrumentId(1)
                .takerSide(Side.BUY)
                .selfTradePrevention(SelfTradePrevention.EXPIRE_TAKER)
                .encodedLength());
    }

    void businessReject(final long itsEpoch, final long refSeqNum) {
        send(new BusinessMessageRejectEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .sessionEpoch(itsEpoch)
                .refSeqNum(refSeqNum)
                .rejectReason(RejectReason.MALFORMED_FRAME)
                .encodedLength());
    }

    void notApplied(final long itsEpoch, final long fromSeqNum, final long count) {
        send(new NotAppliedEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .sessionEpoch(itsEpoch)
                .fromSeqNum(fromSeqNum)
                .count(count)
                .encodedLength());
    }

    /** Answers a request for reports; they are sent by {@link #reportAgain}. */
    void retransmission(final long fromSeqNum, final long count, final RetransmitRejectReason reason) {
        send(new RetransmissionEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .sessionEpoch(epoch)
                .fromSeqNum(fromSeqNum)
                .count(count)
                .reason(reason)
                .encodedLength());
    }

    /** Sends the report of a number. */
    void reportAgain(final long seqNum) {
        final long next = nextSeqNum;
        nextSeqNum = seqNum;
        report(NullValue.INT64);
        nextSeqNum = next;
    }

    void heartbeat() {
        send(new SequenceEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .sessionEpoch(epoch)
                .nextSeqNum(nextSeqNum)
                .encodedLength());
    }

    void terminate(final TerminateReason reason) {
        terminate(epoch, reason);
    }

    void terminate(final long itsEpoch, final TerminateReason reason) {
        send(new TerminateEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .sessionEpoch(itsEpoch)
                .reason(reason)
                .encodedLength());
    }

    void closeReports() {
        reports.close();
    }

    /** Sends what has gathered as one fragment. */
    void sendBatch() {
        send(batch.buffer(), batch.length());
        batch.clear();
        gathers = false;
    }

    private void send(final int blockLength) {
        final int length = MessageHeaderEncoder.ENCODED_LENGTH + blockLength;
        if (gathers) {
            batch.buffer().putBytes(batch.claim(blockLength), buffer, 0, length);
        } else {
            send(buffer, length);
        }
    }

    private void send(final UnsafeBuffer from, final int length) {
        final long deadlineNs = System.nanoTime() + DEADLINE_NS;
        while (reports.offer(from, 0, length) < 0) {
            if (System.nanoTime() - deadlineNs > 0) {
                fail("the client does not listen");
            }
            driver.sharedAgentInvoker().invoke();
            aeron.conductorAgentInvoker().invoke();
        }
    }

    @Override
    public void close() {
        helper.shutdownNow();
        CloseHelper.closeAll(clientAeron, aeron, driver);
    }
}
