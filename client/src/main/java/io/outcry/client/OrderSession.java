/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.client;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.Image;
import io.aeron.Publication;
import io.aeron.Subscription;
import io.aeron.logbuffer.BufferClaim;
import io.aeron.logbuffer.FragmentHandler;
import io.aeron.logbuffer.Header;
import io.outcry.codecs.MassQuoteLength;
import io.outcry.codecs.MessageBatch;
import io.outcry.codecs.NullValue;
import io.outcry.codecs.orderentry.BusinessMessageRejectDecoder;
import io.outcry.codecs.orderentry.EstablishedDecoder;
import io.outcry.codecs.orderentry.ExecutionReportDecoder;
import io.outcry.codecs.orderentry.MassQuoteAckDecoder;
import io.outcry.codecs.orderentry.MassQuoteEncoder;
import io.outcry.codecs.orderentry.NewOrderExtendedEncoder;
import io.outcry.codecs.orderentry.NewOrderListEncoder;
import io.outcry.codecs.orderentry.NewOrderSingleEncoder;
import io.outcry.codecs.orderentry.NotAppliedDecoder;
import io.outcry.codecs.orderentry.OrderCancelRejectDecoder;
import io.outcry.codecs.orderentry.OrderCancelReplaceRequestEncoder;
import io.outcry.codecs.orderentry.OrderCancelRequestEncoder;
import io.outcry.codecs.orderentry.OrderMassActionReportDecoder;
import io.outcry.codecs.orderentry.OrderMassActionRequestEncoder;
import io.outcry.codecs.orderentry.OrderStatusRequestEncoder;
import io.outcry.codecs.orderentry.PreventedMatchDecoder;
import io.outcry.codecs.orderentry.QuoteProtectionReportDecoder;
import io.outcry.codecs.orderentry.QuoteProtectionRequestEncoder;
import io.outcry.codecs.orderentry.RetransmissionDecoder;
import io.outcry.codecs.orderentry.RetransmitRequestEncoder;
import io.outcry.codecs.orderentry.SequenceDecoder;
import io.outcry.codecs.orderentry.SequenceEncoder;
import io.outcry.codecs.orderentry.TerminateDecoder;
import io.outcry.codecs.orderentry.TerminateEncoder;
import io.outcry.codecs.types.AckLevel;
import io.outcry.codecs.types.ContingencyType;
import io.outcry.codecs.types.ExecInst;
import io.outcry.codecs.types.ListedOrderEncoder;
import io.outcry.codecs.types.MassActionType;
import io.outcry.codecs.types.MessageHeaderDecoder;
import io.outcry.codecs.types.MessageHeaderEncoder;
import io.outcry.codecs.types.OrdType;
import io.outcry.codecs.types.RetransmitRejectReason;
import io.outcry.codecs.types.Side;
import io.outcry.codecs.types.TerminateReason;
import io.outcry.codecs.types.TimeInForce;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.agrona.concurrent.SystemNanoClock;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * An established order-entry session. Belongs to one thread, which must poll it at least once per keep-alive interval;
 * allocates nothing after its start.
 *
 * <p>Every command returns its number in the session, counted from 1, or one of the negative constants, in which case
 * nothing was sent. The exchange answers the commands in order.
 *
 * <p>A session whose connection broke, because a process of the exchange ended or for any other reason, can be resumed with
 * {@link #reconnect(long)}. Then each command that was sent has one effect, and the listener hears each report once, in order.
 */
public final class OrderSession implements AutoCloseable {
    /** Result: as many commands are unanswered as the exchange allows, or as can be kept; poll, then try again. */
    public static final long NO_CREDIT = -1;

    /** Result: the stream to the gateway is full at this moment; poll, then try again. */
    public static final long BACK_PRESSURED = -2;

    /** Result: the session is over, until {@link #reconnect(long)}. */
    public static final long NOT_ESTABLISHED = -3;

    private static final NewOrder NO_ORDER = new NewOrder();
    private static final int LISTED_FROM = NewOrderExtendedEncoder.clOrdIdEncodingOffset();

    private static final int EPOCH_OFFSET =
            MessageHeaderDecoder.ENCODED_LENGTH + ExecutionReportDecoder.sessionEpochEncodingOffset();
    private static final int REF_SEQ_NUM_OFFSET =
            MessageHeaderDecoder.ENCODED_LENGTH + ExecutionReportDecoder.refSeqNumEncodingOffset();
    private static final long NULL = NullValue.INT64;
    private static final int POLL_LIMIT = 64;

    private final NanoClock clock = SystemNanoClock.INSTANCE;
    private final Logon logon;
    private final OrderListener listener;
    private final long sessionEpoch;
    private final int sessionId;
    private final int accountId;
    private final SentCommands sentCommands = new SentCommands();
    private final SentCommands.Sender resender = this::resend;
    private final ReportSequence reportSequence;
    private final FragmentHandler reportHandler = this::onReports;
    private final UnsafeBuffer reportBatch = new UnsafeBuffer();
    private final BufferClaim claim = new BufferClaim();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final NewOrderSingleEncoder newOrder = new NewOrderSingleEncoder();
    private final NewOrderExtendedEncoder newExtendedOrder = new NewOrderExtendedEncoder();
    private final NewOrderListEncoder newOrderList = new NewOrderListEncoder();
    private final OrderMassActionRequestEncoder massAction = new OrderMassActionRequestEncoder();
    private final MassQuoteEncoder massQuote = new MassQuoteEncoder();
    private final QuoteProtectionRequestEncoder quoteProtection = new QuoteProtectionRequestEncoder();
    private final OrderStatusRequestEncoder statusRequest = new OrderStatusRequestEncoder();
    private final OrderCancelRequestEncoder cancel = new OrderCancelRequestEncoder();
    private final OrderCancelReplaceRequestEncoder replace = new OrderCancelReplaceRequestEncoder();
    private final SequenceEncoder sequence = new SequenceEncoder();
    private final TerminateEncoder terminate = new TerminateEncoder();
    private final MessageHeaderDecoder received = new MessageHeaderDecoder();
    private final ExecutionReportDecoder executionReport = new ExecutionReportDecoder();
    private final OrderCancelRejectDecoder cancelReject = new OrderCancelRejectDecoder();
    private final PreventedMatchDecoder preventedMatch = new PreventedMatchDecoder();
    private final OrderMassActionReportDecoder massActionReport = new OrderMassActionReportDecoder();
    private final MassQuoteAckDecoder massQuoteAck = new MassQuoteAckDecoder();
    private final QuoteProtectionReportDecoder quoteProtectionReport = new QuoteProtectionReportDecoder();
    private final BusinessMessageRejectDecoder businessReject = new BusinessMessageRejectDecoder();
    private final NotAppliedDecoder notApplied = new NotAppliedDecoder();
    private final RetransmitRequestEncoder retransmitRequest = new RetransmitRequestEncoder();
    private final SequenceDecoder heartbeat = new SequenceDecoder();
    private final RetransmissionDecoder retransmission = new RetransmissionDecoder();
    private final TerminateDecoder terminated = new TerminateDecoder();
    private ExclusivePublication commands;
    private Subscription reports;
    private Image image;
    private int maxOutstanding;
    private long keepAliveNs;
    private AckLevel ackLevel;
    private long nextSeqNum;
    private long lastAnswered;
    private long lastApplied;
    private long requestedUntil;
    private long resendDeadlineNs;
    private long lastSentNs;
    private long lastReceivedNs;
    private boolean established;
    private boolean closed;

    static {
        if (ListedOrderEncoder.ENCODED_LENGTH != NewOrderExtendedEncoder.BLOCK_LENGTH - LISTED_FROM) {
            throw new AssertionError("an order of a list must be laid out as the same order alone");
        }
        final int refSeqNumOffset = ExecutionReportDecoder.refSeqNumEncodingOffset();
        if (OrderCancelRejectDecoder.refSeqNumEncodingOffset() != refSeqNumOffset
                || PreventedMatchDecoder.refSeqNumEncodingOffset() != refSeqNumOffset
                || OrderMassActionReportDecoder.refSeqNumEncodingOffset() != refSeqNumOffset
                || MassQuoteAckDecoder.refSeqNumEncodingOffset() != refSeqNumOffset
                || QuoteProtectionReportDecoder.refSeqNumEncodingOffset() != refSeqNumOffset) {
            throw new AssertionError("reports must keep refSeqNum at one place");
        }
    }

    private OrderSession(final Logon logon, final Logon.Connection connection, final OrderListener listener) {
        this.logon = logon;
        this.listener = listener;
        final EstablishedDecoder said = connection.established();
        sessionEpoch = said.sessionEpoch();
        sessionId = said.sessionId();
        accountId = said.accountId();
        nextSeqNum = said.nextSeqNum();
        lastAnswered = nextSeqNum - 1;
        lastApplied = lastAnswered;
        reportSequence = new ReportSequence(said.nextReportSeqNum(), this::onReport);
        use(connection);
        established = true;
    }

    /**
     * Logs on; returns when the session is established.
     *
     * @param aeron connected to the exchange's media driver, not closed by the session
     * @param key name of a configured key
     * @param secret its secret
     * @param keepAliveMs longest silence that both sides promise, ms
     * @param listener hears everything that happens
     * @param timeoutNs how long to wait
     * @return established
     * @throws ExchangeException if nobody answers in time, or the exchange refuses the logon
     */
    public static OrderSession establish(
            final Aeron aeron,
            final String key,
            final String secret,
            final int keepAliveMs,
            final OrderListener listener,
            final long timeoutNs) {
        final Logon logon = new Logon(aeron, key, secret, keepAliveMs, SystemEpochNanoClock.INSTANCE.nanoTime());
        return new OrderSession(logon, logon.connect(timeoutNs), listener);
    }

    /**
     * Resumes the session when its connection is broken, as soon as the exchange is there; does nothing if it is not broken.
     * Commands that the exchange has not applied are sent again, in order and under their numbers. The reports that the
     * listener has missed reach it by {@link #poll}, before any that follow. The listener itself must not call this.
     *
     * @param timeoutNs how long to wait
     * @throws ExchangeException if the exchange does not answer in time or refuses the logon, which may be tried again; or if
     *     it no longer knows what it has said in this session, or the session was used by somebody else: then open a new one
     * @throws IllegalStateException if the session was closed
     */
    public void reconnect(final long timeoutNs) {
        if (closed) {
            throw new IllegalStateException("the session is closed; establish a new one");
        }
        if (established) {
            return;
        }
        resendDeadlineNs = System.nanoTime() + timeoutNs;
        closeStreams();
        final Logon.Connection connection = logon.connectAgain(timeoutNs);
        use(connection);
        requireSameSession(connection.established());
        reportSequence.resume(connection.established().nextReportSeqNum());
        requestedUntil = 0;
        established = true;
        requestMissing();
        sentCommands.resend(connection.established().nextSeqNum(), resender);
    }

    /**
     * Resumes the session over another connection to the media driver, when that one has died; else as
     * {@link #reconnect(long)}.
     *
     * @param aeron connected to the exchange's new media driver, not closed by the session
     * @param timeoutNs how long to wait
     * @throws ExchangeException as there
     * @throws IllegalStateException if the session was closed
     */
    public void reconnect(final Aeron aeron, final long timeoutNs) {
        logon.use(aeron);
        reconnect(timeoutNs);
    }

    /**
     * Places a limit order that works until it is filled or cancelled.
     *
     * @param clOrdId number of your choice, unique among the open orders of the account
     * @param instrumentId what to trade
     * @param side buy or sell
     * @param price limit, ticks
     * @param qty lots
     * @return number of the command, or a negative constant
     */
    public long limit(final long clOrdId, final int instrumentId, final Side side, final long price, final long qty) {
        return newOrder(clOrdId, instrumentId, side, OrdType.LIMIT, TimeInForce.GTC, ExecInst.NONE, price, qty);
    }

    /**
     * Places an order that takes what there is at any price; the rest expires.
     *
     * @param clOrdId number of your choice, unique among the open orders of the account
     * @param instrumentId what to trade
     * @param side buy or sell
     * @param qty lots
     * @return number of the command, or a negative constant
     */
    public long market(final long clOrdId, final int instrumentId, final Side side, final long qty) {
        return newOrder(clOrdId, instrumentId, side, OrdType.MARKET, TimeInForce.IOC, ExecInst.NONE, NULL, qty);
    }

    /**
     * Places an order that has no further terms; see {@link #newOrder(NewOrder)} for any other.
     *
     * @param clOrdId number of your choice, unique among the open orders of the account
     * @param instrumentId what to trade
     * @param side buy or sell
     * @param ordType MARKET, LIMIT or MARKET_TO_LIMIT
     * @param timeInForce how long it works; not GTD
     * @param execInst instruction
     * @param price limit, ticks; {@link NullValue#INT64} but for a limit order
     * @param qty lots
     * @return number of the command, or a negative constant
     */
    public long newOrder(
            final long clOrdId,
            final int instrumentId,
            final Side side,
            final OrdType ordType,
            final TimeInForce timeInForce,
            final ExecInst execInst,
            final long price,
            final long qty) {
        final long refusal = claimCommand(NewOrderSingleEncoder.BLOCK_LENGTH);
        if (refusal < 0) {
            return refusal;
        }
        newOrder.wrapAndApplyHeader(claimed(), claim.offset(), header)
                .sessionEpoch(sessionEpoch)
                .seqNum(nextSeqNum)
                .clOrdId(clOrdId)
                .price(price)
                .orderQty(qty)
                .instrumentId(instrumentId)
                .side(side)
                .ordType(ordType)
                .timeInForce(timeInForce)
                .execInst(execInst);
        return commitCommand();
    }

    /**
     * Places an order of any kind.
     *
     * @param order read at once; may be changed and sent again
     * @return number of the command, or a negative constant
     */
    public long newOrder(final NewOrder order) {
        final long refusal = claimCommand(NewOrderExtendedEncoder.BLOCK_LENGTH);
        if (refusal < 0) {
            return refusal;
        }
        newExtendedOrder
                .wrapAndApplyHeader(claimed(), claim.offset(), header)
                .sessionEpoch(sessionEpoch)
                .seqNum(nextSeqNum);
        order.encode(newExtendedOrder);
        return commitCommand();
    }

    /**
     * Places two orders of one side and quantity of which at least one waits for a price: the first one that trades, is
     * triggered or ends is left, and the other one expires. Funds are locked for one of them. Both are accepted or neither.
     *
     * @param one read at once; may be changed and sent again
     * @param other as well
     * @return number of the command, or a negative constant
     */
    public long oneCancelsOther(final NewOrder one, final NewOrder other) {
        return newOrderList(ContingencyType.ONE_CANCELS_OTHER, one, other, NO_ORDER);
    }

    /**
     * Places an order, and another one that goes to the market when the first one is filled. Both are accepted or neither.
     *
     * @param working read at once; may be changed and sent again
     * @param triggered as well
     * @return number of the command, or a negative constant
     */
    public long oneTriggersOther(final NewOrder working, final NewOrder triggered) {
        return newOrderList(ContingencyType.ONE_TRIGGERS_OTHER, working, triggered, NO_ORDER);
    }

    /**
     * Places an order, and two others that go to the market when the first one is filled, and then end each other as those
     * of {@link #oneCancelsOther} do. All are accepted or none.
     *
     * @param working read at once; may be changed and sent again
     * @param one as well
     * @param other as well
     * @return number of the command, or a negative constant
     */
    public long bracket(final NewOrder working, final NewOrder one, final NewOrder other) {
        return newOrderList(ContingencyType.ONE_TRIGGERS_OTHER, working, one, other);
    }

    /**
     * Cancels an order by your number.
     *
     * @param clOrdId your number for this request
     * @param origClOrdId your number of the order
     * @param instrumentId its instrument
     * @return number of the command, or a negative constant
     */
    public long cancel(final long clOrdId, final long origClOrdId, final int instrumentId) {
        return cancel(clOrdId, origClOrdId, NULL, instrumentId);
    }

    /**
     * Cancels an order by the number of the exchange.
     *
     * @param clOrdId your number for this request
     * @param orderId number that the exchange gave the order
     * @param instrumentId its instrument
     * @return number of the command, or a negative constant
     */
    public long cancelByOrderId(final long clOrdId, final long orderId, final int instrumentId) {
        return cancel(clOrdId, NULL, orderId, instrumentId);
    }

    /**
     * Changes price and total quantity. A smaller quantity at the same price keeps the order's place in the queue,
     * anything else loses it.
     *
     * @param clOrdId your number for the order from now on; may stay the same
     * @param origClOrdId your number of the order until now
     * @param instrumentId its instrument
     * @param price new limit, ticks
     * @param qty new total quantity, lots, filled part included
     * @return number of the command, or a negative constant
     */
    public long replace(
            final long clOrdId, final long origClOrdId, final int instrumentId, final long price, final long qty) {
        final long refusal = claimCommand(OrderCancelReplaceRequestEncoder.BLOCK_LENGTH);
        if (refusal < 0) {
            return refusal;
        }
        replace.wrapAndApplyHeader(claimed(), claim.offset(), header)
                .sessionEpoch(sessionEpoch)
                .seqNum(nextSeqNum)
                .clOrdId(clOrdId)
                .origClOrdId(origClOrdId)
                .orderId(NULL)
                .price(price)
                .orderQty(qty)
                .instrumentId(instrumentId);
        return commitCommand();
    }

    /**
     * Replaces the quotes of the account in some instruments, both sides of each, in one go: all of them or none. An ack
     * answers, and a report for each bid and offer that begins, changes or ends by it.
     *
     * @param quoteId your number for the quotes from now on, which their reports have as clOrdId
     * @param quotes read at once; may be changed and sent again
     * @return number of the command, or a negative constant
     */
    public long massQuote(final long quoteId, final MassQuote quotes) {
        final int length = MassQuoteLength.of(quotes.size());
        final long refusal = claimCommand(length - MessageHeaderEncoder.ENCODED_LENGTH);
        if (refusal < 0) {
            return refusal;
        }
        massQuote
                .wrapAndApplyHeader(claimed(), claim.offset(), header)
                .sessionEpoch(sessionEpoch)
                .seqNum(nextSeqNum)
                .quoteId(quoteId);
        quotes.encode(massQuote);
        return commitCommand();
    }

    /**
     * Pulls all quotes of the account as soon as they have been filled too often in a time. After that, mass quotes are
     * refused until this is called again.
     *
     * @param clOrdId your number for this request
     * @param maxFills fills that are too many, 1 to 1,000; 0 for no protection
     * @param windowNs time in which they count, ns, up to a day; ignored if there is no protection
     * @return number of the command, or a negative constant
     */
    public long quoteProtection(final long clOrdId, final int maxFills, final long windowNs) {
        final long refusal = claimCommand(QuoteProtectionRequestEncoder.BLOCK_LENGTH);
        if (refusal < 0) {
            return refusal;
        }
        quoteProtection
                .wrapAndApplyHeader(claimed(), claim.offset(), header)
                .sessionEpoch(sessionEpoch)
                .seqNum(nextSeqNum)
                .clOrdId(clOrdId)
                .windowNs(windowNs)
                .maxFills(maxFills);
        return commitCommand();
    }

    /**
     * Cancels all open orders of the account.
     *
     * @param clOrdId your number for this request
     * @return number of the command, or a negative constant
     */
    public long cancelAll(final long clOrdId) {
        return massAction(MassActionType.CANCEL_ORDERS, clOrdId, NullValue.INT32, Side.NULL_VAL, NullValue.INT32);
    }

    /**
     * Cancels, or reports, the open orders of the account that are alike.
     *
     * @param massActionType what is to be done
     * @param clOrdId your number for this request
     * @param instrumentId only orders of this instrument; {@link NullValue#INT32} for all
     * @param side only orders of this side; {@link Side#NULL_VAL} for both
     * @param tag only orders with this tag; {@link NullValue#INT32} for all
     * @return number of the command, or a negative constant
     */
    public long massAction(
            final MassActionType massActionType,
            final long clOrdId,
            final int instrumentId,
            final Side side,
            final int tag) {
        final long refusal = claimCommand(OrderMassActionRequestEncoder.BLOCK_LENGTH);
        if (refusal < 0) {
            return refusal;
        }
        massAction
                .wrapAndApplyHeader(claimed(), claim.offset(), header)
                .sessionEpoch(sessionEpoch)
                .seqNum(nextSeqNum)
                .clOrdId(clOrdId)
                .instrumentId(instrumentId)
                .tag(tag)
                .side(side)
                .massActionType(massActionType);
        return commitCommand();
    }

    /**
     * Asks how an order is; an execution report of ORDER_STATUS answers, or a cancel reject if it is not open.
     *
     * @param clOrdId your number for this request
     * @param origClOrdId your number of the order
     * @param instrumentId its instrument
     * @return number of the command, or a negative constant
     */
    public long status(final long clOrdId, final long origClOrdId, final int instrumentId) {
        final long refusal = claimCommand(OrderStatusRequestEncoder.BLOCK_LENGTH);
        if (refusal < 0) {
            return refusal;
        }
        statusRequest
                .wrapAndApplyHeader(claimed(), claim.offset(), header)
                .sessionEpoch(sessionEpoch)
                .seqNum(nextSeqNum)
                .clOrdId(clOrdId)
                .origClOrdId(origClOrdId)
                .orderId(NULL)
                .instrumentId(instrumentId);
        return commitCommand();
    }

    /**
     * Reads what has arrived and keeps the session alive.
     *
     * @return how many fragments were read, each of one message or more
     */
    public int poll() {
        return poll(POLL_LIMIT);
    }

    /**
     * Reads at most a number of fragments and keeps the session alive.
     *
     * @param limit positive
     * @return how many fragments were read, each of one message or more
     */
    public int poll(final int limit) {
        if (!established) {
            return 0;
        }
        final int read = image.poll(reportHandler, limit);
        if (read == 0 && (image.isClosed() || image.isEndOfStream())) {
            end(TerminateReason.NULL_VAL);
        } else if (established) {
            keepAlive(read > 0);
            requestMissing();
        }
        return read;
    }

    /**
     * Whether commands may be sent.
     *
     * @return false once the session is over, until {@link #reconnect(long)}
     */
    public boolean isEstablished() {
        return established;
    }

    /**
     * Commands that are not answered yet.
     *
     * @return 0 to {@link #maxOutstanding}
     */
    public long outstanding() {
        return nextSeqNum - 1 - lastAnswered;
    }

    /**
     * Commands that may be unanswered at once.
     *
     * @return as the exchange allowed at logon
     */
    public int maxOutstanding() {
        return maxOutstanding;
    }

    /**
     * Number of the key, which the reports of its orders carry inside the exchange.
     *
     * @return from 1
     */
    public int sessionId() {
        return sessionId;
    }

    /**
     * Account that the session trades for.
     *
     * @return from 1
     */
    public int accountId() {
        return accountId;
    }

    /**
     * What an acknowledged command has survived.
     *
     * @return as the exchange is configured
     */
    public AckLevel ackLevel() {
        return ackLevel;
    }

    /** Says goodbye; open orders stay in the book. */
    @Override
    public void close() {
        if (established && claim(TerminateEncoder.BLOCK_LENGTH) > 0) {
            terminate
                    .wrapAndApplyHeader(claimed(), claim.offset(), header)
                    .sessionEpoch(sessionEpoch)
                    .reason(TerminateReason.FINISHED);
            claim.commit();
        }
        established = false;
        closed = true;
        closeStreams();
    }

    private void closeStreams() {
        commands.close();
        reports.close();
    }

    private void use(final Logon.Connection connection) {
        commands = connection.commands();
        reports = connection.reports();
        image = reports.imageAtIndex(0);
        maxOutstanding = connection.established().maxOutstanding();
        keepAliveNs = connection.established().keepAliveMs() * 1_000_000;
        ackLevel = connection.established().ackLevel();
        lastSentNs = clock.nanoTime();
        lastReceivedNs = lastSentNs;
    }

    private void requireSameSession(final EstablishedDecoder said) {
        if (said.nextReportSeqNum() < reportSequence.nextSeqNum() || said.nextSeqNum() <= lastApplied) {
            closeStreams();
            throw new ExchangeException("the exchange is at command " + said.nextSeqNum() + " and report "
                    + said.nextReportSeqNum() + " of this session, which has been at " + (lastApplied + 1) + " and "
                    + reportSequence.nextSeqNum() + ": it has lost what it did; establish a new session");
        }
        if (said.nextSeqNum() > nextSeqNum) {
            closeStreams();
            throw new ExchangeException("the exchange has command " + (said.nextSeqNum() - 1)
                    + " of this session, which has sent " + (nextSeqNum - 1)
                    + ": somebody else has used it; establish a new session");
        }
    }

    /** Waits for room, as the gateway reads. */
    private boolean resend(final DirectBuffer buffer, final int offset, final int length) {
        long result = commands.offer(buffer, offset, length);
        while (result == Publication.BACK_PRESSURED || result == Publication.ADMIN_ACTION) {
            if (System.nanoTime() - resendDeadlineNs > 0) {
                end(TerminateReason.NULL_VAL);
                throw new ExchangeException("the gateway does not read the commands that are sent again");
            }
            Thread.onSpinWait();
            result = commands.offer(buffer, offset, length);
        }
        if (result < 0) {
            end(TerminateReason.NULL_VAL);
        }
        return established;
    }

    /** One request at a time, and no more than is known to be missing. */
    private void requestMissing() {
        final long from = reportSequence.nextSeqNum();
        final long missing = reportSequence.missing();
        if (missing > 0 && from >= requestedUntil && claim(RetransmitRequestEncoder.BLOCK_LENGTH) > 0) {
            retransmitRequest
                    .wrapAndApplyHeader(claimed(), claim.offset(), header)
                    .sessionEpoch(sessionEpoch)
                    .fromSeqNum(from)
                    .count(missing);
            claim.commit();
            requestedUntil = from + missing;
        }
    }

    private long newOrderList(
            final ContingencyType contingencyType, final NewOrder first, final NewOrder second, final NewOrder third) {
        final long refusal = claimCommand(NewOrderListEncoder.BLOCK_LENGTH);
        if (refusal < 0) {
            return refusal;
        }
        newOrderList
                .wrapAndApplyHeader(claimed(), claim.offset(), header)
                .sessionEpoch(sessionEpoch)
                .seqNum(nextSeqNum)
                .contingencyType(contingencyType);
        list(first, NewOrderListEncoder.firstEncodingOffset());
        list(second, NewOrderListEncoder.secondEncodingOffset());
        list(third, NewOrderListEncoder.thirdEncodingOffset());
        return commitCommand();
    }

    /** An order of a list is laid out as the same order alone from its clOrdId on. */
    private void list(final NewOrder order, final int encodingOffset) {
        order.encode(newExtendedOrder.wrap(claimed(), newOrderList.offset() + encodingOffset - LISTED_FROM));
    }

    private long cancel(final long clOrdId, final long origClOrdId, final long orderId, final int instrumentId) {
        final long refusal = claimCommand(OrderCancelRequestEncoder.BLOCK_LENGTH);
        if (refusal < 0) {
            return refusal;
        }
        cancel.wrapAndApplyHeader(claimed(), claim.offset(), header)
                .sessionEpoch(sessionEpoch)
                .seqNum(nextSeqNum)
                .clOrdId(clOrdId)
                .origClOrdId(origClOrdId)
                .orderId(orderId)
                .instrumentId(instrumentId);
        return commitCommand();
    }

    private long claimCommand(final int blockLength) {
        if (!established) {
            return NOT_ESTABLISHED;
        }
        return outstanding() >= maxOutstanding ? NO_CREDIT : claim(blockLength);
    }

    private long claim(final int blockLength) {
        long result;
        do {
            result = commands.tryClaim(MessageHeaderEncoder.ENCODED_LENGTH + blockLength, claim);
        } while (result == Publication.ADMIN_ACTION);
        if (result > 0) {
            return result;
        }
        if (result == Publication.BACK_PRESSURED) {
            return BACK_PRESSURED;
        }
        end(TerminateReason.NULL_VAL);
        return NOT_ESTABLISHED;
    }

    /** A claim is always in a log buffer, which is of this class. */
    private UnsafeBuffer claimed() {
        return (UnsafeBuffer) claim.buffer();
    }

    private long commitCommand() {
        if (!sentCommands.add(claimed(), claim.offset(), claim.length())) {
            claim.abort();
            return NO_CREDIT;
        }
        claim.commit();
        return nextSeqNum++;
    }

    /** The gateway lets this side hear from it twice per interval; if it does not, it is gone. */
    private void keepAlive(final boolean hasReceived) {
        final long nowNs = clock.nanoTime();
        if (hasReceived) {
            lastReceivedNs = nowNs;
        } else if (nowNs - lastReceivedNs > 2 * keepAliveNs) {
            end(TerminateReason.NULL_VAL);
            return;
        }
        if (nowNs - lastSentNs >= keepAliveNs / 2 && claim(SequenceEncoder.BLOCK_LENGTH) > 0) {
            sequence.wrapAndApplyHeader(claimed(), claim.offset(), header)
                    .sessionEpoch(sessionEpoch)
                    .nextSeqNum(nextSeqNum);
            claim.commit();
            lastSentNs = nowNs;
        }
    }

    /** What the listener throws comes out when it has heard the whole batch, which does not come again. */
    private void onReports(final DirectBuffer buffer, final int offset, final int length, final Header frame) {
        reportBatch.wrap(buffer, offset, length);
        RuntimeException fault = null;
        for (int at = 0; at < length && !closed; at += MessageBatch.messageLength(reportBatch, at)) {
            try {
                onMessage(at);
            } catch (final RuntimeException e) {
                fault = fault == null ? e : fault;
            }
        }
        if (fault != null) {
            throw fault;
        }
    }

    private void onMessage(final int offset) {
        received.wrap(reportBatch, offset);
        if (reportBatch.getLong(offset + EPOCH_OFFSET, ByteOrder.LITTLE_ENDIAN) != sessionEpoch) {
            return;
        }
        switch (received.templateId()) {
            case ExecutionReportDecoder.TEMPLATE_ID:
            case OrderCancelRejectDecoder.TEMPLATE_ID:
            case PreventedMatchDecoder.TEMPLATE_ID:
            case OrderMassActionReportDecoder.TEMPLATE_ID:
            case MassQuoteAckDecoder.TEMPLATE_ID:
            case QuoteProtectionReportDecoder.TEMPLATE_ID:
                reportSequence.onReport(reportBatch, offset, MessageBatch.messageLength(reportBatch, offset));
                break;
            case BusinessMessageRejectDecoder.TEMPLATE_ID:
                businessReject.wrapAndApplyHeader(reportBatch, offset, received);
                answered(businessReject.refSeqNum());
                listener.onBusinessReject(businessReject);
                break;
            case NotAppliedDecoder.TEMPLATE_ID:
                notApplied.wrapAndApplyHeader(reportBatch, offset, received);
                answered(notApplied.fromSeqNum() + notApplied.count() - 1);
                listener.onNotApplied(notApplied.fromSeqNum(), notApplied.count());
                break;
            case SequenceDecoder.TEMPLATE_ID:
                reportSequence.onSentUntil(heartbeat
                        .wrapAndApplyHeader(reportBatch, offset, received)
                        .nextSeqNum());
                break;
            case RetransmissionDecoder.TEMPLATE_ID:
                retransmission.wrapAndApplyHeader(reportBatch, offset, received);
                if (retransmission.reason() != RetransmitRejectReason.NULL_VAL) {
                    end(TerminateReason.REPORT_NOT_DELIVERED);
                }
                break;
            case TerminateDecoder.TEMPLATE_ID:
                end(terminated.wrapAndApplyHeader(reportBatch, offset, received).reason());
                break;
            default:
        }
    }

    /** The next report by its number. */
    private void onReport(final UnsafeBuffer buffer, final int offset) {
        if (closed) {
            return;
        }
        final long refSeqNum = buffer.getLong(offset + REF_SEQ_NUM_OFFSET, ByteOrder.LITTLE_ENDIAN);
        answered(refSeqNum);
        lastApplied = Math.max(lastApplied, refSeqNum);
        received.wrap(buffer, offset);
        switch (received.templateId()) {
            case ExecutionReportDecoder.TEMPLATE_ID:
                listener.onExecutionReport(executionReport.wrapAndApplyHeader(buffer, offset, received));
                break;
            case OrderCancelRejectDecoder.TEMPLATE_ID:
                listener.onCancelReject(cancelReject.wrapAndApplyHeader(buffer, offset, received));
                break;
            case PreventedMatchDecoder.TEMPLATE_ID:
                listener.onPreventedMatch(preventedMatch.wrapAndApplyHeader(buffer, offset, received));
                break;
            case OrderMassActionReportDecoder.TEMPLATE_ID:
                listener.onMassActionReport(massActionReport.wrapAndApplyHeader(buffer, offset, received));
                break;
            case MassQuoteAckDecoder.TEMPLATE_ID:
                listener.onMassQuoteAck(massQuoteAck.wrapAndApplyHeader(buffer, offset, received));
                break;
            default:
                listener.onQuoteProtectionReport(quoteProtectionReport.wrapAndApplyHeader(buffer, offset, received));
        }
    }

    private void answered(final long seqNum) {
        if (seqNum > lastAnswered && seqNum < nextSeqNum) {
            lastAnswered = seqNum;
            sentCommands.answered(seqNum);
        }
    }

    private void end(final TerminateReason reason) {
        if (established) {
            established = false;
            listener.onTerminated(reason);
        }
    }
}
