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
import io.outcry.codecs.StreamIds;
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
import io.outcry.codecs.types.Side;
import io.outcry.codecs.types.TerminateReason;
import io.outcry.codecs.types.TimeInForce;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemNanoClock;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * An established order-entry session. Belongs to one thread, which must poll it at least once per keep-alive interval;
 * allocates nothing after its start.
 *
 * <p>Every command returns its number in the session, counted from 1, or one of the negative constants, in which case
 * nothing was sent. The exchange answers the commands in order.
 */
public final class OrderSession implements AutoCloseable {
    /** Result: as many commands are unanswered as the exchange allows; poll, then try again. */
    public static final long NO_CREDIT = -1;

    /** Result: the stream to the gateway is full at this moment; poll, then try again. */
    public static final long BACK_PRESSURED = -2;

    /** Result: the session is over. */
    public static final long NOT_ESTABLISHED = -3;

    private static final NewOrder NO_ORDER = new NewOrder();
    private static final int LISTED_FROM = NewOrderExtendedEncoder.clOrdIdEncodingOffset();

    private static final long NULL = NullValue.INT64;
    private static final int POLL_LIMIT = 64;

    private final NanoClock clock = SystemNanoClock.INSTANCE;
    private final ExclusivePublication commands;
    private final Subscription reports;
    private final OrderListener listener;
    private final long sessionEpoch;
    private final int sessionId;
    private final int accountId;
    private final int maxOutstanding;
    private final long keepAliveNs;
    private final AckLevel ackLevel;
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
    private final TerminateDecoder terminated = new TerminateDecoder();
    private final Image image;
    private long nextSeqNum;
    private long lastAnswered;
    private long lastSentNs;
    private boolean established = true;
    private boolean closed;

    static {
        if (ListedOrderEncoder.ENCODED_LENGTH != NewOrderExtendedEncoder.BLOCK_LENGTH - LISTED_FROM) {
            throw new AssertionError("an order of a list must be laid out as the same order alone");
        }
    }

    private OrderSession(
            final ExclusivePublication commands,
            final Subscription reports,
            final OrderListener listener,
            final EstablishedDecoder logon) {
        this.commands = commands;
        this.reports = reports;
        this.listener = listener;
        image = reports.imageAtIndex(0);
        sessionEpoch = logon.sessionEpoch();
        sessionId = logon.sessionId();
        accountId = logon.accountId();
        maxOutstanding = logon.maxOutstanding();
        keepAliveNs = logon.keepAliveMs() * 1_000_000;
        ackLevel = logon.ackLevel();
        nextSeqNum = logon.nextSeqNum();
        lastAnswered = nextSeqNum - 1;
        lastSentNs = clock.nanoTime();
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
        final ExclusivePublication commands =
                aeron.addExclusivePublication("aeron:ipc?mtu=4k|term-length=512k", StreamIds.ORDER_ENTRY);
        final Subscription reports =
                aeron.addSubscription("aeron:ipc?session-id=" + commands.sessionId(), StreamIds.REPORTS);
        try {
            final EstablishedDecoder established =
                    new Logon(commands, reports, key, secret, keepAliveMs, timeoutNs).await();
            return new OrderSession(commands, reports, listener, established);
        } catch (final RuntimeException e) {
            commands.close();
            reports.close();
            throw e;
        }
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
            keepAlive();
        }
        return read;
    }

    /**
     * Whether commands may be sent.
     *
     * @return false once the session is over
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
        commands.close();
        reports.close();
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
        claim.commit();
        return nextSeqNum++;
    }

    private void keepAlive() {
        final long nowNs = clock.nanoTime();
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
                onReport(at);
            } catch (final RuntimeException e) {
                fault = fault == null ? e : fault;
            }
        }
        if (fault != null) {
            throw fault;
        }
    }

    private void onReport(final int offset) {
        received.wrap(reportBatch, offset);
        switch (received.templateId()) {
            case ExecutionReportDecoder.TEMPLATE_ID:
                executionReport.wrapAndApplyHeader(reportBatch, offset, received);
                if (executionReport.sessionEpoch() == sessionEpoch) {
                    answered(executionReport.refSeqNum());
                    listener.onExecutionReport(executionReport);
                }
                break;
            case OrderCancelRejectDecoder.TEMPLATE_ID:
                cancelReject.wrapAndApplyHeader(reportBatch, offset, received);
                if (cancelReject.sessionEpoch() == sessionEpoch) {
                    answered(cancelReject.refSeqNum());
                    listener.onCancelReject(cancelReject);
                }
                break;
            case PreventedMatchDecoder.TEMPLATE_ID:
                preventedMatch.wrapAndApplyHeader(reportBatch, offset, received);
                if (preventedMatch.sessionEpoch() == sessionEpoch) {
                    answered(preventedMatch.refSeqNum());
                    listener.onPreventedMatch(preventedMatch);
                }
                break;
            case OrderMassActionReportDecoder.TEMPLATE_ID:
                massActionReport.wrapAndApplyHeader(reportBatch, offset, received);
                if (massActionReport.sessionEpoch() == sessionEpoch) {
                    answered(massActionReport.refSeqNum());
                    listener.onMassActionReport(massActionReport);
                }
                break;
            case MassQuoteAckDecoder.TEMPLATE_ID:
                massQuoteAck.wrapAndApplyHeader(reportBatch, offset, received);
                if (massQuoteAck.sessionEpoch() == sessionEpoch) {
                    answered(massQuoteAck.refSeqNum());
                    listener.onMassQuoteAck(massQuoteAck);
                }
                break;
            case QuoteProtectionReportDecoder.TEMPLATE_ID:
                quoteProtectionReport.wrapAndApplyHeader(reportBatch, offset, received);
                if (quoteProtectionReport.sessionEpoch() == sessionEpoch) {
                    answered(quoteProtectionReport.refSeqNum());
                    listener.onQuoteProtectionReport(quoteProtectionReport);
                }
                break;
            case BusinessMessageRejectDecoder.TEMPLATE_ID:
                businessReject.wrapAndApplyHeader(reportBatch, offset, received);
                if (businessReject.sessionEpoch() == sessionEpoch) {
                    answered(businessReject.refSeqNum());
                    listener.onBusinessReject(businessReject);
                }
                break;
            case NotAppliedDecoder.TEMPLATE_ID:
                notApplied.wrapAndApplyHeader(reportBatch, offset, received);
                if (notApplied.sessionEpoch() == sessionEpoch) {
                    answered(notApplied.fromSeqNum() + notApplied.count() - 1);
                    listener.onNotApplied(notApplied.fromSeqNum(), notApplied.count());
                }
                break;
            case TerminateDecoder.TEMPLATE_ID:
                terminated.wrapAndApplyHeader(reportBatch, offset, received);
                if (terminated.sessionEpoch() == sessionEpoch) {
                    end(terminated.reason());
                }
                break;
            default:
        }
    }

    private void answered(final long seqNum) {
        if (seqNum > lastAnswered && seqNum < nextSeqNum) {
            lastAnswered = seqNum;
        }
    }

    private void end(final TerminateReason reason) {
        if (established) {
            established = false;
            listener.onTerminated(reason);
        }
    }
}
