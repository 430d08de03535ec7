/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.Instrument;
import io.outcry.codecs.NullValue;
import io.outcry.codecs.engine.CancelOrderDecoder;
import io.outcry.codecs.engine.CancelRejectEventEncoder;
import io.outcry.codecs.engine.CommandRefusedEncoder;
import io.outcry.codecs.engine.ExecutionEventEncoder;
import io.outcry.codecs.engine.NewOrderDecoder;
import io.outcry.codecs.engine.Refusal;
import io.outcry.codecs.engine.ReplaceOrderDecoder;
import io.outcry.codecs.marketdata.InstrumentDefinitionEncoder;
import io.outcry.codecs.marketdata.OrderAddedEncoder;
import io.outcry.codecs.marketdata.OrderDeletedEncoder;
import io.outcry.codecs.marketdata.OrderReducedEncoder;
import io.outcry.codecs.marketdata.TradeEncoder;
import io.outcry.codecs.types.BooleanType;
import io.outcry.codecs.types.ExecType;
import io.outcry.codecs.types.MessageHeaderDecoder;
import io.outcry.codecs.types.MessageHeaderEncoder;
import io.outcry.codecs.types.RejectReason;
import io.outcry.codecs.types.Side;
import java.nio.ByteOrder;
import java.util.function.LongConsumer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Encodes the events of a command and numbers them: private ones in one sequence, public ones in another. When the
 * command is done, every private event of it learns the last public number.
 */
final class EventWriter {
    private static final long NULL = NullValue.INT64;
    private static final int MD_SEQUENCE_OFFSET =
            MessageHeaderEncoder.ENCODED_LENGTH + ExecutionEventEncoder.mdSequenceEncodingOffset();

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final ExecutionEventEncoder execution = new ExecutionEventEncoder();
    private final CancelRejectEventEncoder cancelReject = new CancelRejectEventEncoder();
    private final CommandRefusedEncoder refused = new CommandRefusedEncoder();
    private final OrderAddedEncoder added = new OrderAddedEncoder();
    private final OrderReducedEncoder reduced = new OrderReducedEncoder();
    private final OrderDeletedEncoder deleted = new OrderDeletedEncoder();
    private final TradeEncoder trade = new TradeEncoder();
    private final InstrumentDefinitionEncoder definition = new InstrumentDefinitionEncoder();
    private EventBuffer events;
    private UnsafeBuffer buffer;
    private int commandStart;
    private long timeNs;
    private long executionSequence;
    private long mdSequence;
    private long refusals;
    private Refusal lastRefusal;

    static {
        if (CancelRejectEventEncoder.mdSequenceEncodingOffset() != ExecutionEventEncoder.mdSequenceEncodingOffset()
                || CommandRefusedEncoder.mdSequenceEncodingOffset()
                        != ExecutionEventEncoder.mdSequenceEncodingOffset()) {
            throw new AssertionError("private events must keep mdSequence at one place");
        }
    }

    void begin(final EventBuffer newEvents, final long newTimeNs) {
        events = newEvents;
        commandStart = newEvents.end();
        timeNs = newTimeNs;
    }

    /** Completes the private events of the command. */
    void end() {
        buffer = events.writeBuffer();
        for (int position = commandStart; position < events.end(); position = events.next(position)) {
            final int offset = EventBuffer.messageOffset(position);
            final int schemaId =
                    buffer.getShort(offset + MessageHeaderDecoder.schemaIdEncodingOffset(), ByteOrder.LITTLE_ENDIAN);
            if (schemaId == ExecutionEventEncoder.SCHEMA_ID) {
                buffer.putLong(offset + MD_SEQUENCE_OFFSET, mdSequence, ByteOrder.LITTLE_ENDIAN);
            }
        }
    }

    void accepted(final Order order, final long refSeqNum) {
        report(order, refSeqNum, ExecType.NEW, order.clOrdId, NULL, false);
    }

    /** Answers the session that asked; that of the order, if it is another one of the account, hears of it too. */
    void canceled(final Order order, final long clOrdId, final int sessionId, final long refSeqNum) {
        report(order, refSeqNum, ExecType.CANCELED, clOrdId, order.clOrdId, false)
                .sessionId(sessionId)
                .leavesQty(0);
        if (sessionId != order.sessionId) {
            report(order, NULL, ExecType.CANCELED, clOrdId, order.clOrdId, false)
                    .leavesQty(0);
        }
    }

    /** Answers the session that asked; that of the order, if it is another one of the account, hears of it too. */
    void replaced(final Order order, final long origClOrdId, final int sessionId, final long refSeqNum) {
        report(order, refSeqNum, ExecType.REPLACED, order.clOrdId, origClOrdId, false)
                .sessionId(sessionId);
        if (sessionId != order.sessionId) {
            report(order, NULL, ExecType.REPLACED, order.clOrdId, origClOrdId, false);
        }
    }

    void expired(final Order order, final long refSeqNum) {
        report(order, refSeqNum, ExecType.EXPIRED, order.clOrdId, NULL, false).leavesQty(0);
    }

    void filled(
            final Order order,
            final long refSeqNum,
            final long tradeId,
            final long price,
            final long qty,
            final boolean aggressor) {
        report(order, refSeqNum, ExecType.TRADE, order.clOrdId, NULL, aggressor)
                .tradeId(tradeId)
                .lastPx(price)
                .lastQty(qty);
    }

    void rejected(final NewOrderDecoder command, final RejectReason reason) {
        claimExecution()
                .refSeqNum(command.refSeqNum())
                .sessionId(command.sessionId())
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

    void refused(final long commandSequence, final Refusal refusal) {
        refusals++;
        lastRefusal = refusal;
        final int offset = claim(CommandRefusedEncoder.BLOCK_LENGTH);
        refused.wrapAndApplyHeader(buffer, offset, header)
                .sequence(++executionSequence)
                .refSequence(commandSequence)
                .refusal(refusal);
    }

    void orderAdded(final Order order) {
        final int offset = claim(OrderAddedEncoder.BLOCK_LENGTH);
        added.wrapAndApplyHeader(buffer, offset, header)
                .sequence(++mdSequence)
                .transactTimeNs(timeNs)
                .orderId(order.orderId)
                .price(order.price)
                .qty(order.leavesQty)
                .instrumentId(order.instrument.instrumentId())
                .side(order.buy ? Side.BUY : Side.SELL);
    }

    void orderReduced(final Order order) {
        final int offset = claim(OrderReducedEncoder.BLOCK_LENGTH);
        reduced.wrapAndApplyHeader(buffer, offset, header)
                .sequence(++mdSequence)
                .transactTimeNs(timeNs)
                .orderId(order.orderId)
                .qty(order.leavesQty)
                .instrumentId(order.instrument.instrumentId());
    }

    void orderDeleted(final Order order) {
        final int offset = claim(OrderDeletedEncoder.BLOCK_LENGTH);
        deleted.wrapAndApplyHeader(buffer, offset, header)
                .sequence(++mdSequence)
                .transactTimeNs(timeNs)
                .orderId(order.orderId)
                .instrumentId(order.instrument.instrumentId());
    }

    void trade(final Order maker, final Order taker, final long tradeId, final long qty) {
        final int offset = claim(TradeEncoder.BLOCK_LENGTH);
        trade.wrapAndApplyHeader(buffer, offset, header)
                .sequence(++mdSequence)
                .transactTimeNs(timeNs)
                .tradeId(tradeId)
                .makerOrderId(maker.orderId)
                .takerOrderId(taker.orderId)
                .price(maker.price)
                .qty(qty)
                .instrumentId(maker.instrument.instrumentId())
                .takerSide(taker.buy ? Side.BUY : Side.SELL);
    }

    void instrumentDefined(final Instrument instrument) {
        final int offset = claim(InstrumentDefinitionEncoder.BLOCK_LENGTH);
        definition
                .wrapAndApplyHeader(buffer, offset, header)
                .sequence(++mdSequence)
                .transactTimeNs(timeNs)
                .minQty(instrument.minQty())
                .maxQty(instrument.maxQty())
                .instrumentId(instrument.instrumentId())
                .tradingStatus(instrument.status())
                .symbol(instrument.symbol())
                .baseAsset(instrument.baseAsset())
                .quoteAsset(instrument.quoteAsset());
        definition.tickSize().mantissa(instrument.tickSize().mantissa()).scale((short)
                instrument.tickSize().scale());
        definition.lotSize().mantissa(instrument.lotSize().mantissa()).scale((short)
                instrument.lotSize().scale());
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

    private ExecutionEventEncoder report(
            final Order order,
            final long refSeqNum,
            final ExecType execType,
            final long clOrdId,
            final long origClOrdId,
            final boolean aggressor) {
        return claimExecution()
                .refSeqNum(refSeqNum)
                .sessionId(order.sessionId)
                .accountId(order.account.accountId())
                .clOrdId(clOrdId)
                .origClOrdId(origClOrdId)
                .orderId(order.orderId)
                .tradeId(NULL)
                .price(order.price)
                .orderQty(order.orderQty)
                .lastPx(NULL)
                .lastQty(NULL)
                .leavesQty(order.leavesQty)
                .cumQty(order.cumQty())
                .transactTimeNs(timeNs)
                .instrumentId(order.instrument.instrumentId())
                .side(order.buy ? Side.BUY : Side.SELL)
                .execType(execType)
                .rejectReason(RejectReason.NONE)
                .aggressor(aggressor ? BooleanType.TRUE : BooleanType.FALSE);
    }

    private ExecutionEventEncoder claimExecution() {
        final int offset = claim(ExecutionEventEncoder.BLOCK_LENGTH);
        return execution.wrapAndApplyHeader(buffer, offset, header).sequence(++executionSequence);
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
        final int offset = claim(CancelRejectEventEncoder.BLOCK_LENGTH);
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

    private int claim(final int blockLength) {
        final int offset = events.claim(MessageHeaderEncoder.ENCODED_LENGTH + blockLength);
        buffer = events.writeBuffer();
        return offset;
    }
}
