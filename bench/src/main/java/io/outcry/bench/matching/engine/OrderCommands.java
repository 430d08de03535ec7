/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.engine;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.engine.CancelOrderEncoder;
import io.outcry.codecs.engine.NewOrderEncoder;
import io.outcry.codecs.engine.ReplaceOrderEncoder;
import io.outcry.codecs.types.ExecInst;
import io.outcry.codecs.types.MessageHeaderEncoder;
import io.outcry.codecs.types.OrdType;
import io.outcry.codecs.types.Side;
import io.outcry.codecs.types.TimeInForce;
import org.agrona.concurrent.UnsafeBuffer;

/** Encodes the commands of the benchmarks: plain limit orders of the account of {@link MarketDefinition}. */
public final class OrderCommands {
    /** The longest of them, with its header, bytes. */
    public static final int LENGTH_MAX = MessageHeaderEncoder.ENCODED_LENGTH
            + Math.max(
                    NewOrderEncoder.BLOCK_LENGTH,
                    Math.max(CancelOrderEncoder.BLOCK_LENGTH, ReplaceOrderEncoder.BLOCK_LENGTH));

    private static final int SESSION_ID = 1;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final NewOrderEncoder newOrder = new NewOrderEncoder();
    private final CancelOrderEncoder cancelOrder = new CancelOrderEncoder();
    private final ReplaceOrderEncoder replaceOrder = new ReplaceOrderEncoder();

    /** Creates an encoder. */
    public OrderCommands() {}

    /**
     * Encodes a new limit order.
     *
     * @param buffer that takes it
     * @param offset in the buffer
     * @param refSeqNum of the command
     * @param instrumentId instrument
     * @param clOrdId of the order
     * @param buy side
     * @param price ticks
     * @param qty lots
     * @param immediateOrCancel whether the rest is cancelled instead of resting
     * @return length with the header, bytes
     */
    public int newOrder(
            final UnsafeBuffer buffer,
            final int offset,
            final long refSeqNum,
            final int instrumentId,
            final long clOrdId,
            final boolean buy,
            final long price,
            final long qty,
            final boolean immediateOrCancel) {
        newOrder.wrapAndApplyHeader(buffer, offset, header)
                .clOrdId(clOrdId)
                .price(price)
                .orderQty(qty)
                .refSeqNum(refSeqNum)
                .sessionId(SESSION_ID)
                .accountId(MarketDefinition.ACCOUNT_ID)
                .instrumentId(instrumentId)
                .side(buy ? Side.BUY : Side.SELL)
                .ordType(OrdType.LIMIT)
                .timeInForce(immediateOrCancel ? TimeInForce.IOC : TimeInForce.GTC)
                .execInst(ExecInst.NONE);
        return MessageHeaderEncoder.ENCODED_LENGTH + NewOrderEncoder.BLOCK_LENGTH;
    }

    /**
     * Encodes a cancel.
     *
     * @param buffer that takes it
     * @param offset in the buffer
     * @param refSeqNum of the command
     * @param instrumentId instrument
     * @param clOrdId of the order
     * @return length with the header, bytes
     */
    public int cancel(
            final UnsafeBuffer buffer,
            final int offset,
            final long refSeqNum,
            final int instrumentId,
            final long clOrdId) {
        cancelOrder
                .wrapAndApplyHeader(buffer, offset, header)
                .clOrdId(clOrdId)
                .origClOrdId(clOrdId)
                .orderId(NullValue.INT64)
                .refSeqNum(refSeqNum)
                .sessionId(SESSION_ID)
                .accountId(MarketDefinition.ACCOUNT_ID)
                .instrumentId(instrumentId);
        return MessageHeaderEncoder.ENCODED_LENGTH + CancelOrderEncoder.BLOCK_LENGTH;
    }

    /**
     * Encodes a replace that keeps the order's name.
     *
     * @param buffer that takes it
     * @param offset in the buffer
     * @param refSeqNum of the command
     * @param instrumentId instrument
     * @param clOrdId of the order
     * @param price new limit, ticks
     * @param orderQty new total quantity, lots
     * @return length with the header, bytes
     */
    public int replace(
            final UnsafeBuffer buffer,
            final int offset,
            final long refSeqNum,
            final int instrumentId,
            final long clOrdId,
            final long price,
            final long orderQty) {
        replaceOrder
                .wrapAndApplyHeader(buffer, offset, header)
                .clOrdId(clOrdId)
                .origClOrdId(clOrdId)
                .orderId(NullValue.INT64)
                .price(price)
                .orderQty(orderQty)
                .refSeqNum(refSeqNum)
                .sessionId(SESSION_ID)
                .accountId(MarketDefinition.ACCOUNT_ID)
                .instrumentId(instrumentId);
        return MessageHeaderEncoder.ENCODED_LENGTH + ReplaceOrderEncoder.BLOCK_LENGTH;
    }
}
