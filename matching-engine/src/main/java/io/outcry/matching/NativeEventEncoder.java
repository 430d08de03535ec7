/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.engine.ExecutionEventEncoder;
import io.outcry.codecs.marketdata.OrderAddedEncoder;
import io.outcry.codecs.marketdata.OrderDeletedEncoder;
import io.outcry.codecs.marketdata.OrderReducedEncoder;
import io.outcry.codecs.marketdata.TradeEncoder;
import io.outcry.codecs.types.BooleanType;
import io.outcry.codecs.types.ExecType;
import io.outcry.codecs.types.MessageHeaderEncoder;
import io.outcry.codecs.types.RejectReason;
import io.outcry.codecs.types.Side;
import java.nio.ByteOrder;
import org.agrona.UnsafeApi;

/**
 * Encodes the events that nearly every command has, at addresses and by the offsets that the schema gives. The encoders of SBE take
 * any buffer, in the heap or not, which costs the compiler what it knew of memory at each field: 7 % of the engine, measured.
 */
final class NativeEventEncoder {
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final long NULL = NullValue.INT64;

    private static final long EXECUTION_HEADER = header(
            ExecutionEventEncoder.BLOCK_LENGTH,
            ExecutionEventEncoder.TEMPLATE_ID,
            ExecutionEventEncoder.SCHEMA_ID,
            ExecutionEventEncoder.SCHEMA_VERSION);
    private static final long ADDED_HEADER = header(
            OrderAddedEncoder.BLOCK_LENGTH,
            OrderAddedEncoder.TEMPLATE_ID,
            OrderAddedEncoder.SCHEMA_ID,
            OrderAddedEncoder.SCHEMA_VERSION);
    private static final long REDUCED_HEADER = header(
            OrderReducedEncoder.BLOCK_LENGTH,
            OrderReducedEncoder.TEMPLATE_ID,
            OrderReducedEncoder.SCHEMA_ID,
            OrderReducedEncoder.SCHEMA_VERSION);
    private static final long DELETED_HEADER = header(
            OrderDeletedEncoder.BLOCK_LENGTH,
            OrderDeletedEncoder.TEMPLATE_ID,
            OrderDeletedEncoder.SCHEMA_ID,
            OrderDeletedEncoder.SCHEMA_VERSION);
    private static final long TRADE_HEADER = header(
            TradeEncoder.BLOCK_LENGTH, TradeEncoder.TEMPLATE_ID, TradeEncoder.SCHEMA_ID, TradeEncoder.SCHEMA_VERSION);

    private final OrderPool orders;

    static {
        if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
            throw new AssertionError("events are little endian, this processor is not");
        }
    }

    NativeEventEncoder(final OrderPool orders) {
        this.orders = orders;
    }

    /** All but mdSequence, which is not known yet; no fill, no reason. */
    void execution(
            final long message,
            final long sequence,
            final long timeNs,
            final int order,
            final int sessionId,
            final long price,
            final long refSeqNum,
            final ExecType execType,
            final long clOrdId,
            final long origClOrdId,
            final boolean aggressor) {
        final long block = message + HEADER;
        final long orderQty = orders.orderQty(order);
        final long leavesQty = orders.leavesQty(order);
        UnsafeApi.putLong(message, EXECUTION_HEADER);
        UnsafeApi.putLong(block + ExecutionEventEncoder.sequenceEncodingOffset(), sequence);
        UnsafeApi.putLong(block + ExecutionEventEncoder.refSeqNumEncodingOffset(), refSeqNum);
        UnsafeApi.putInt(block + ExecutionEventEncoder.sessionIdEncodingOffset(), sessionId);
        UnsafeApi.putInt(block + ExecutionEventEncoder.accountIdEncodingOffset(), orders.accountId(order));
        UnsafeApi.putLong(block + ExecutionEventEncoder.clOrdIdEncodingOffset(), clOrdId);
        UnsafeApi.putLong(block + ExecutionEventEncoder.origClOrdIdEncodingOffset(), origClOrdId);
        UnsafeApi.putLong(block + ExecutionEventEncoder.orderIdEncodingOffset(), orders.orderId(order));
        UnsafeApi.putLong(block + ExecutionEventEncoder.tradeIdEncodingOffset(), NULL);
        UnsafeApi.putLong(block + ExecutionEventEncoder.priceEncodingOffset(), price);
        UnsafeApi.putLong(block + ExecutionEventEncoder.orderQtyEncodingOffset(), orderQty);
        UnsafeApi.putLong(block + ExecutionEventEncoder.lastPxEncodingOffset(), NULL);
        UnsafeApi.putLong(block + ExecutionEventEncoder.lastQtyEncodingOffset(), NULL);
        UnsafeApi.putLong(block + ExecutionEventEncoder.leavesQtyEncodingOffset(), leavesQty);
        UnsafeApi.putLong(block + ExecutionEventEncoder.cumQtyEncodingOffset(), orderQty - leavesQty);
        UnsafeApi.putLong(block + ExecutionEventEncoder.transactTimeNsEncodingOffset(), timeNs);
        UnsafeApi.putInt(block + ExecutionEventEncoder.instrumentIdEncodingOffset(), orders.instrumentId(order));
        UnsafeApi.putByte(block + ExecutionEventEncoder.sideEncodingOffset(), side(order));
        UnsafeApi.putByte(block + ExecutionEventEncoder.execTypeEncodingOffset(), (byte) execType.value());
        UnsafeApi.putByte(block + ExecutionEventEncoder.rejectReasonEncodingOffset(), (byte) RejectReason.NONE.value());
        UnsafeApi.putByte(block + ExecutionEventEncoder.aggressorEncodingOffset(), (byte)
                (aggressor ? BooleanType.TRUE : BooleanType.FALSE).value());
    }

    void added(final long message, final long sequence, final long timeNs, final int order, final long price) {
        final long block = message + HEADER;
        UnsafeApi.putLong(message, ADDED_HEADER);
        UnsafeApi.putLong(block + OrderAddedEncoder.sequenceEncodingOffset(), sequence);
        UnsafeApi.putLong(block + OrderAddedEncoder.transactTimeNsEncodingOffset(), timeNs);
        UnsafeApi.putLong(block + OrderAddedEncoder.orderIdEncodingOffset(), orders.orderId(order));
        UnsafeApi.putLong(block + OrderAddedEncoder.priceEncodingOffset(), price);
        UnsafeApi.putLong(block + OrderAddedEncoder.qtyEncodingOffset(), orders.queuedQty(order));
        UnsafeApi.putInt(block + OrderAddedEncoder.instrumentIdEncodingOffset(), orders.instrumentId(order));
        UnsafeApi.putByte(block + OrderAddedEncoder.sideEncodingOffset(), side(order));
    }

    void reduced(final long message, final long sequence, final long timeNs, final int order) {
        final long block = message + HEADER;
        UnsafeApi.putLong(message, REDUCED_HEADER);
        UnsafeApi.putLong(block + OrderReducedEncoder.sequenceEncodingOffset(), sequence);
        UnsafeApi.putLong(block + OrderReducedEncoder.transactTimeNsEncodingOffset(), timeNs);
        UnsafeApi.putLong(block + OrderReducedEncoder.orderIdEncodingOffset(), orders.orderId(order));
        UnsafeApi.putLong(block + OrderReducedEncoder.qtyEncodingOffset(), orders.queuedQty(order));
        UnsafeApi.putInt(block + OrderReducedEncoder.instrumentIdEncodingOffset(), orders.instrumentId(order));
    }

    void deleted(final long message, final long sequence, final long timeNs, final int order) {
        final long block = message + HEADER;
        UnsafeApi.putLong(message, DELETED_HEADER);
        UnsafeApi.putLong(block + OrderDeletedEncoder.sequenceEncodingOffset(), sequence);
        UnsafeApi.putLong(block + OrderDeletedEncoder.transactTimeNsEncodingOffset(), timeNs);
        UnsafeApi.putLong(block + OrderDeletedEncoder.orderIdEncodingOffset(), orders.orderId(order));
        UnsafeApi.putInt(block + OrderDeletedEncoder.instrumentIdEncodingOffset(), orders.instrumentId(order));
    }

    void trade(
            final long message,
            final long sequence,
            final long timeNs,
            final int maker,
            final int taker,
            final long tradeId,
            final long price,
            final long qty) {
        final long block = message + HEADER;
        UnsafeApi.putLong(message, TRADE_HEADER);
        UnsafeApi.putLong(block + TradeEncoder.sequenceEncodingOffset(), sequence);
        UnsafeApi.putLong(block + TradeEncoder.transactTimeNsEncodingOffset(), timeNs);
        UnsafeApi.putLong(block + TradeEncoder.tradeIdEncodingOffset(), tradeId);
        UnsafeApi.putLong(
                block + TradeEncoder.makerOrderIdEncodingOffset(),
                orders.isShown(maker) ? orders.orderId(maker) : NULL);
        UnsafeApi.putLong(block + TradeEncoder.takerOrderIdEncodingOffset(), orders.orderId(taker));
        UnsafeApi.putLong(block + TradeEncoder.priceEncodingOffset(), price);
        UnsafeApi.putLong(block + TradeEncoder.qtyEncodingOffset(), qty);
        UnsafeApi.putInt(block + TradeEncoder.instrumentIdEncodingOffset(), orders.instrumentId(maker));
        UnsafeApi.putByte(block + TradeEncoder.takerSideEncodingOffset(), side(taker));
    }

    private byte side(final int order) {
        return (byte) (orders.isBuy(order) ? Side.BUY : Side.SELL).value();
    }

    /** As {@link MessageHeaderEncoder} lays it out. */
    private static long header(final int blockLength, final int templateId, final int schemaId, final int version) {
        return blockLength
                | (long) templateId << Byte.SIZE * MessageHeaderEncoder.templateIdEncodingOffset()
                | (long) schemaId << Byte.SIZE * MessageHeaderEncoder.schemaIdEncodingOffset()
                | (long) version << Byte.SIZE * MessageHeaderEncoder.versionEncodingOffset();
    }
}
