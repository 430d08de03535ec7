/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.Instrument;
import io.outcry.codecs.NullValue;
import io.outcry.codecs.engine.CancelOrderDecoder;
import io.outcry.codecs.engine.CancelRejectEventEncoder;
import io.outcry.codecs.engine.CommandRefusedEncoder;
import io.outcry.codecs.engine.CommandRepeatedEncoder;
import io.outcry.codecs.engine.ExecutionEventEncoder;
import io.outcry.codecs.engine.MassActionDecoder;
import io.outcry.codecs.engine.MassActionEventEncoder;
import io.outcry.codecs.engine.MassQuoteDecoder;
import io.outcry.codecs.engine.MassQuoteEventEncoder;
import io.outcry.codecs.engine.NewOrderDecoder;
import io.outcry.codecs.engine.OpenSessionDecoder;
import io.outcry.codecs.engine.PreventedMatchEventEncoder;
import io.outcry.codecs.engine.QueryOrderDecoder;
import io.outcry.codecs.engine.QuoteProtectionEventEncoder;
import io.outcry.codecs.engine.Refusal;
import io.outcry.codecs.engine.ReplaceOrderDecoder;
import io.outcry.codecs.engine.SessionOpenedEncoder;
import io.outcry.codecs.engine.SetQuoteProtectionDecoder;
import io.outcry.codecs.marketdata.AuctionIndicationEncoder;
import io.outcry.codecs.marketdata.InstrumentDefinitionEncoder;
import io.outcry.codecs.marketdata.OrderAddedEncoder;
import io.outcry.codecs.marketdata.OrderDeletedEncoder;
import io.outcry.codecs.marketdata.OrderReducedEncoder;
import io.outcry.codecs.marketdata.TradeEncoder;
import io.outcry.codecs.types.BooleanType;
import io.outcry.codecs.types.ExecType;
import io.outcry.codecs.types.LogonRejectReason;
import io.outcry.codecs.types.MassActionType;
import io.outcry.codecs.types.MessageHeaderEncoder;
import io.outcry.codecs.types.RejectReason;
import io.outcry.codecs.types.SelfTradePrevention;
import io.outcry.codecs.types.Side;
import io.outcry.codecs.types.TradingStatus;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Encodes the events of a command and numbers them: private ones in one sequence, public ones in another. When the
 * command is done, every private event of it learns the last public number. What goes to a session counts as a report of it.
 */
final class EventWriter {
    private static final long NULL = NullValue.INT64;
    private static final int INITIAL_PRIVATE_EVENTS = 64;
    private static final int MD_SEQUENCE_OFFSET =
            MessageHeaderEncoder.ENCODED_LENGTH + ExecutionEventEncoder.mdSequenceEncodingOffset();

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final ExecutionEventEncoder execution = new ExecutionEventEncoder();
    private final CancelRejectEventEncoder cancelReject = new CancelRejectEventEncoder();
    private final CommandRefusedEncoder refused = new CommandRefusedEncoder();
    private final PreventedMatchEventEncoder prevented = new PreventedMatchEventEncoder();
    private final MassActionEventEncoder massAction = new MassActionEventEncoder();
    private final MassQuoteEventEncoder massQuote = new MassQuoteEventEncoder();
    private final QuoteProtectionEventEncoder quoteProtection = new QuoteProtectionEventEncoder();
    private final SessionOpenedEncoder opened = new SessionOpenedEncoder();
    private final CommandRepeatedEncoder repeated = new CommandRepeatedEncoder();
    private final TradeEncoder trade = new TradeEncoder();
    private final AuctionIndicationEncoder indication = new AuctionIndicationEncoder();
    private final InstrumentDefinitionEncoder definition = new InstrumentDefinitionEncoder();
    private final OrderPool orders;
    private final Sessions sessions;
    private final NativeEventEncoder nativeEncoder;
    private EventBuffer events;
    private UnsafeBuffer buffer;
    private int[] privateOffsets = new int[INITIAL_PRIVATE_EVENTS];
    private int privateEvents;
    private long timeNs;
    private long executionSequence;
    private long mdSequence;
    private long refusals;
    private Refusal lastRefusal;

    static {
        if (CancelRejectEventEncoder.mdSequenceEncodingOffset() != ExecutionEventEncoder.mdSequenceEncodingOffset()
                || CommandRefusedEncoder.mdSequenceEncodingOffset() != ExecutionEventEncoder.mdSequenceEncodingOffset()
                || SessionOpenedEncoder.mdSequenceEncodingOffset() != ExecutionEventEncoder.mdSequenceEncodingOffset()
                || CommandRepeatedEncoder.mdSequenceEncodingOffset() != ExecutionEventEncoder.mdSequenceEncodingOffset()
                || MassActionEventEncoder.mdSequenceEncodingOffset() != ExecutionEventEncoder.mdSequenceEncodingOffset()
                || MassQuoteEventEncoder.mdSequenceEncodingOffset() != ExecutionEventEncoder.mdSequenceEncodingOffset()
                || QuoteProtectionEventEncoder.mdSequenceEncodingOffset()
                        != ExecutionEventEncoder.mdSequenceEncodingOffset()
                || PreventedMatchEventEncoder.mdSequenceEncodingOffset()
                        != ExecutionEventEncoder.mdSequenceEncodingOffset()) {
            throw new AssertionError("private events must keep mdSequence at one place");
        }
    }

    EventWriter(final OrderPool orders, final Sessions sessions) {
        this.orders = orders;
        this.sessions = sessions;
        nativeEncoder = new NativeEventEncoder(orders);
    }

    void begin(final EventBuffer newEvents, final long newTimeNs) {
        events = newEvents;
        privateEvents = 0;
        timeNs = newTimeNs;
    }

    /** Completes the private events of the command. */
    void end() {
        final UnsafeBuffer written = events.writeBuffer();
        for (int i = 0; i < privateEvents; i++) {
            written.putLong(privateOffsets[i] + MD_SEQUENCE_OFFSET, mdSequence, ByteOrder.LITTLE_ENDIAN);
        }
    }

    void accepted(final int order, final long price, final long refSeqNum) {
        report(order, price, refSeqNum, ExecType.NEW, orders.clOrdId(order), NULL, false);
    }

    /** Answers the session that asked; that of the order, if it is another one of the account, hears of it too. */
    void canceled(final int order, final long price, final long clOrdId, final int sessionId, final long refSeqNum) {
        final long origClOrdId = orders.clOrdId(order);
        report(order, sessionId, price, refSeqNum, ExecType.CANCELED, clOrdId, origClOrdId, false)
                .leavesQty(0);
        if (sessionId != orders.sessionId(order)) {
            report(order, price, NULL, ExecType.CANCELED, clOrdId, origClOrdId, false)
                    .leavesQty(0);
        }
    }

    /** Answers the session that asked; that of the order, if it is another one of the account, hears of it too. */
    void replaced(
            final int order, final long price, final long origClOrdId, final int sessionId, final long refSeqNum) {
        final long clOrdId = orders.clOrdId(order);
        report(order, sessionId, price, refSeqNum, ExecType.REPLACED, clOrdId, origClOrdId, false);
        if (sessionId != orders.sessionId(order)) {
            report(order, price, NULL, ExecType.REPLACED, clOrdId, origClOrdId, false);
        }
    }

    void expired(final int order, final long price, final long refSeqNum, final RejectReason reason) {
        report(order, price, refSeqNum, ExecType.EXPIRED, orders.clOrdId(order), NULL, false)
                .leavesQty(0)
                .rejectReason(reason);
    }

    /** An order that another one has to be filled for. */
    void pending(final int order, final long price, final long refSeqNum) {
        report(order, price, refSeqNum, ExecType.PENDING_NEW, orders.clOrdId(order), NULL, false);
    }

    /** An order that ends by itself; NONE if there is no more to say. */
    void expired(final int order, final long price, final RejectReason reason) {
        expired(order, price, NULL, reason);
    }

    void triggered(final int order, final long price) {
        report(order, price, NULL, ExecType.TRIGGERED, orders.clOrdId(order), NULL, false);
    }

    void restated(final int order, final long price, final long refSeqNum) {
        report(order, price, refSeqNum, ExecType.RESTATED, orders.clOrdId(order), NULL, false);
    }

    /** Tells the session of the taker; that of the maker, if it is another one, hears of it too. */
    void matchPrevented(
            final int maker,
            final int taker,
            final long refSeqNum,
            final long preventedMatchId,
            final long price,
            final long qty,
            final SelfTradePrevention prevention) {
        matchPrevented(taker, refSeqNum, maker, taker, preventedMatchId, price, qty, prevention);
        if (orders.sessionId(maker) != orders.sessionId(taker)) {
            matchPrevented(maker, NULL, maker, taker, preventedMatchId, price, qty, prevention);
        }
    }

    void filled(
            final int order,
            final long price,
            final long refSeqNum,
            final long tradeId,
            final long tradePrice,
            final long qty,
            final boolean aggressor) {
        report(order, price, refSeqNum, ExecType.TRADE, orders.clOrdId(order), NULL, aggressor)
                .tradeId(tradeId)
                .lastPx(tradePrice)
                .lastQty(qty);
    }

    void rejected(final NewOrderDecoder command, final RejectReason reason) {
        claimExecution(command.sessionId())
                .refSeqNum(command.refSeqNum())
                .accountId(command.accountId())
                .clOrdId(command.clOrdId())
                .origClOrdId(NULL)
                .orderId(NULL)
                .tradeId(NULL)
                .price(command.price())
                .orderQty(command.orderQty())
                .lastPx(NULL)
                .lastQty(NULL)
                .leavesQty(0)
                .cumQty(0)
                .transactTimeNs(timeNs)
                .instrumentId(command.instrumentId())
                .side(command.side() == Side.BUY ? Side.BUY : command.side() == Side.SELL ? Side.SELL : Side.NULL_VAL)
                .execType(ExecType.REJECTED)
                .rejectReason(reason)
                .aggressor(BooleanType.FALSE);
    }

    void cancelRejected(final CancelOrderDecoder command, final RejectReason reason) {
        cancelRejected(
                command.refSeqNum(),
                command.sessionId(),
                command.accountId(),
                command.clOrdId(),
                command.origClOrdId(),
                command.orderId(),
                command.instrumentId(),
                reason);
    }

    void replaceRejected(final ReplaceOrderDecoder command, final RejectReason reason) {
        cancelRejected(
                command.refSeqNum(),
                command.sessionId(),
                command.accountId(),
                command.clOrdId(),
                command.origClOrdId(),
                command.orderId(),
                command.instrumentId(),
                reason);
    }

    void queryRejected(final QueryOrderDecoder command, final RejectReason reason) {
        cancelRejected(
                command.refSeqNum(),
                command.sessionId(),
                command.accountId(),
                command.clOrdId(),
                command.origClOrdId(),
                command.orderId(),
                command.instrumentId(),
                reason);
    }

    /** Answers a request about so many orders. */
    void massAction(final MassActionDecoder command, final int totalAffectedOrders, final RejectReason reason) {
        final int offset = claimReport(MassActionEventEncoder.BLOCK_LENGTH, command.sessionId());
        final MassActionType type = command.massActionType();
        massAction
                .wrapAndApplyHeader(buffer, offset, header)
                .sequence(++executionSequence)
                .refSeqNum(command.refSeqNum())
                .sessionId(command.sessionId())
                .accountId(command.accountId())
                .clOrdId(command.clOrdId())
                .transactTimeNs(timeNs)
                .totalAffectedOrders(totalAffectedOrders)
                .massActionType(reason == RejectReason.INVALID_MASS_ACTION ? MassActionType.NULL_VAL : type)
                .rejectReason(reason);
    }

    /** Answers a mass quote; the instrument is null but where one quote was refused. */
    void massQuote(final MassQuoteDecoder command, final int instrumentId, final RejectReason reason) {
        final int offset = claimReport(MassQuoteEventEncoder.BLOCK_LENGTH, command.sessionId());
        massQuote
                .wrapAndApplyHeader(buffer, offset, header)
                .sequence(++executionSequence)
                .refSeqNum(command.refSeqNum())
                .sessionId(command.sessionId())
                .accountId(command.accountId())
                .quoteId(command.quoteId())
                .transactTimeNs(timeNs)
                .instrumentId(instrumentId)
                .rejectReason(reason);
    }

    void quoteProtection(final SetQuoteProtectionDecoder command, final RejectReason reason) {
        quoteProtection(
                command.refSeqNum(),
                command.sessionId(),
                command.accountId(),
                command.clOrdId(),
                command.windowNs(),
                command.maxFills(),
                reason);
    }

    /** Tells the session that set the protection that it pulls the quotes now. */
    void quotesPulled(final int accountId, final QuoteProtection protection) {
        quoteProtection(
                NULL,
                protection.sessionId(),
                accountId,
                protection.clOrdId(),
                protection.windowNs(),
                protection.maxFills(),
                RejectReason.QUOTE_PROTECTION);
    }

    /** Answers the session that asked, whichever session the order is of. */
    void status(final int order, final int sessionId, final long refSeqNum) {
        report(
                order,
                sessionId,
                orders.limitPrice(order),
                refSeqNum,
                ExecType.ORDER_STATUS,
                orders.clOrdId(order),
                NULL,
                false);
    }

    void refused(final long commandSequence, final Refusal refusal) {
        refusals++;
        lastRefusal = refusal;
        final int offset = claimPrivate(CommandRefusedEncoder.BLOCK_LENGTH);
        refused.wrapAndApplyHeader(buffer, offset, header)
                .sequence(++executionSequence)
                .refSequence(commandSequence)
                .refusal(refusal);
    }

    /** Number that the next private event will have. */
    long nextExecutionSequence() {
        return executionSequence + 1;
    }

    /** A session of this epoch was opened or is resumed. */
    void sessionOpened(final OpenSessionDecoder command) {
        final int sessionId = command.sessionId();
        sessionAnswered(command)
                .nextSeqNum(sessions.lastSeqNum(sessionId) + 1)
                .nextReportSeqNum(sessions.reports(sessionId) + 1)
                .openedSequence(sessions.openedSequence(sessionId))
                .reason(LogonRejectReason.NULL_VAL);
    }

    void sessionRefused(final OpenSessionDecoder command, final LogonRejectReason reason) {
        sessionAnswered(command)
                .nextSeqNum(NULL)
                .nextReportSeqNum(NULL)
                .openedSequence(NULL)
                .reason(reason);
    }

    /** A command that had its effect when it came first. */
    void repeated(final int sessionId, final long refSeqNum) {
        final int offset = claimPrivate(CommandRepeatedEncoder.BLOCK_LENGTH);
        repeated.wrapAndApplyHeader(buffer, offset, header)
                .sequence(++executionSequence)
                .refSeqNum(refSeqNum)
                .sessionId(sessionId);
    }

    /** Nobody hears of an order that is hidden, waits, or trades whole or not at all. */
    void orderAdded(final int order, final long price) {
        if (!orders.isShown(order)) {
            return;
        }
        final int offset = claim(OrderAddedEncoder.BLOCK_LENGTH);
        nativeEncoder.added(events.address(offset), ++mdSequence, timeNs, order, price);
    }

    void orderReduced(final int order) {
        if (!orders.isShown(order)) {
            return;
        }
        final int offset = claim(OrderReducedEncoder.BLOCK_LENGTH);
        nativeEncoder.reduced(events.address(offset), ++mdSequence, timeNs, order);
    }

    void orderDeleted(final int order) {
        if (!orders.isShown(order)) {
            return;
        }
        final int offset = claim(OrderDeletedEncoder.BLOCK_LENGTH);
        nativeEncoder.deleted(events.address(offset), ++mdSequence, timeNs, order);
    }

    void trade(final int maker, final int taker, final long tradeId, final long price, final long qty) {
        final int offset = claim(TradeEncoder.BLOCK_LENGTH);
        nativeEncoder.trade(events.address(offset), ++mdSequence, timeNs, maker, taker, tradeId, price, qty);
    }

    /** A trade of an auction, in which nobody took from anybody. */
    void auctionTrade(final int instrumentId, final long tradeId, final long price, final long qty) {
        final int offset = claim(TradeEncoder.BLOCK_LENGTH);
        trade.wrapAndApplyHeader(buffer, offset, header)
                .sequence(++mdSequence)
                .transactTimeNs(timeNs)
                .tradeId(tradeId)
                .makerOrderId(NULL)
                .takerOrderId(NULL)
                .price(price)
                .qty(qty)
                .instrumentId(instrumentId)
                .takerSide(Side.NULL_VAL);
    }

    /** What an auction would do now; the imbalance is positive for buyers and negative for sellers. */
    void auctionIndication(final int instrumentId, final long price, final long qty, final long imbalance) {
        final int offset = claim(AuctionIndicationEncoder.BLOCK_LENGTH);
        indication
                .wrapAndApplyHeader(buffer, offset, header)
                .sequence(++mdSequence)
                .transactTimeNs(timeNs)
                .price(price)
                .qty(qty)
                .imbalanceQty(Math.abs(imbalance))
                .instrumentId(instrumentId)
                .imbalanceSide(imbalance > 0 ? Side.BUY : imbalance < 0 ? Side.SELL : Side.NULL_VAL);
    }

    void instrumentDefined(final Instrument instrument, final TradingStatus status) {
        final int offset = claim(InstrumentDefinitionEncoder.BLOCK_LENGTH);
        definition
                .wrapAndApplyHeader(buffer, offset, header)
                .sequence(++mdSequence)
                .transactTimeNs(timeNs)
                .minQty(instrument.minQty())
                .maxQty(instrument.maxQty())
                .instrumentId(instrument.instrumentId())
                .tradingStatus(status)
                .symbol(instrument.symbol())
                .baseAsset(instrument.baseAsset())
                .quoteAsset(instrument.quoteAsset())
                .matchAlgorithm(instrument.matchAlgorithm());
        definition.tickSize().mantissa(instrument.tickSize().mantissa()).scale((short)
                instrument.tickSize().scale());
        definition.lotSize().mantissa(instrument.lotSize().mantissa()).scale((short)
                instrument.lotSize().scale());
    }

    /** Of the command that is applied, ns since 1970. */
    long timeNs() {
        return timeNs;
    }

    long refusals() {
        return refusals;
    }

    Refusal lastRefusal() {
        return lastRefusal;
    }

    void writeState(final LongConsumer state) {
        state.accept(executionSequence);
        state.accept(mdSequence);
    }

    void readState(final LongSupplier state) {
        executionSequence = state.getAsLong();
        mdSequence = state.getAsLong();
    }

    private ExecutionEventEncoder report(
            final int order,
            final long price,
            final long refSeqNum,
            final ExecType execType,
            final long clOrdId,
            final long origClOrdId,
            final boolean aggressor) {
        return report(order, orders.sessionId(order), price, refSeqNum, execType, clOrdId, origClOrdId, aggressor);
    }

    private ExecutionEventEncoder report(
            final int order,
            final int sessionId,
            final long price,
            final long refSeqNum,
            final ExecType execType,
            final long clOrdId,
            final long origClOrdId,
            final boolean aggressor) {
        final int offset = claimReport(ExecutionEventEncoder.BLOCK_LENGTH, sessionId);
        nativeEncoder.execution(
                events.address(offset),
                ++executionSequence,
                timeNs,
                order,
                sessionId,
                price,
                refSeqNum,
                execType,
                clOrdId,
                origClOrdId,
                aggressor);
        return execution.wrap(buffer, offset + MessageHeaderEncoder.ENCODED_LENGTH);
    }

    private void quoteProtection(
            final long refSeqNum,
            final int sessionId,
            final int accountId,
            final long clOrdId,
            final long windowNs,
            final int maxFills,
            final RejectReason reason) {
        final int offset = claimReport(QuoteProtectionEventEncoder.BLOCK_LENGTH, sessionId);
        quoteProtection
                .wrapAndApplyHeader(buffer, offset, header)
                .sequence(++executionSequence)
                .refSeqNum(refSeqNum)
                .sessionId(sessionId)
                .accountId(accountId)
                .clOrdId(clOrdId)
                .transactTimeNs(timeNs)
                .windowNs(windowNs)
                .maxFills(maxFills)
                .rejectReason(reason);
    }

    private void matchPrevented(
            final int told,
            final long refSeqNum,
            final int maker,
            final int taker,
            final long preventedMatchId,
            final long price,
            final long qty,
            final SelfTradePrevention prevention) {
        final int offset = claimReport(PreventedMatchEventEncoder.BLOCK_LENGTH, orders.sessionId(told));
        prevented
                .wrapAndApplyHeader(buffer, offset, header)
                .sequence(++executionSequence)
                .refSeqNum(refSeqNum)
                .sessionId(orders.sessionId(told))
                .accountId(orders.accountId(told))
                .preventedMatchId(preventedMatchId)
                .makerOrderId(orders.orderId(maker))
                .takerOrderId(orders.orderId(taker))
                .price(price)
                .preventedQty(qty)
                .transactTimeNs(timeNs)
                .instrumentId(orders.instrumentId(taker))
                .takerSide(orders.isBuy(taker) ? Side.BUY : Side.SELL)
                .selfTradePrevention(prevention);
    }

    private SessionOpenedEncoder sessionAnswered(final OpenSessionDecoder command) {
        final int offset = claimPrivate(SessionOpenedEncoder.BLOCK_LENGTH);
        return opened.wrapAndApplyHeader(buffer, offset, header)
                .sequence(++executionSequence)
                .sessionEpoch(command.sessionEpoch())
                .sessionId(command.sessionId());
    }

    private ExecutionEventEncoder claimExecution(final int sessionId) {
        final int offset = claimReport(ExecutionEventEncoder.BLOCK_LENGTH, sessionId);
        return execution
                .wrapAndApplyHeader(buffer, offset, header)
                .sequence(++executionSequence)
                .sessionId(sessionId);
    }

    private void cancelRejected(
            final long refSeqNum,
            final int sessionId,
            final int accountId,
            final long clOrdId,
            final long origClOrdId,
            final long orderId,
            final int instrumentId,
            final RejectReason reason) {
        final int offset = claimReport(CancelRejectEventEncoder.BLOCK_LENGTH, sessionId);
        cancelReject
                .wrapAndApplyHeader(buffer, offset, header)
                .sequence(++executionSequence)
                .refSeqNum(refSeqNum)
                .sessionId(sessionId)
                .accountId(accountId)
                .clOrdId(clOrdId)
                .origClOrdId(origClOrdId)
                .orderId(orderId)
                .transactTimeNs(timeNs)
                .instrumentId(instrumentId)
                .rejectReason(reason);
    }

    private int claimReport(final int blockLength, final int sessionId) {
        sessions.reported(sessionId);
        return claimPrivate(blockLength);
    }

    private int claimPrivate(final int blockLength) {
        final int offset = claim(blockLength);
        if (privateEvents == privateOffsets.length) {
            privateOffsets = Arrays.copyOf(privateOffsets, privateEvents * 2);
        }
        privateOffsets[privateEvents++] = offset;
        return offset;
    }

    private int claim(final int blockLength) {
        final int offset = events.claim(MessageHeaderEncoder.ENCODED_LENGTH + blockLength);
        buffer = events.writeBuffer();
        return offset;
    }
}
