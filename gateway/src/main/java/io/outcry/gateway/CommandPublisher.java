/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.gateway;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.Publication;
import io.outcry.codecs.MessageBatch;
import io.outcry.codecs.StreamIds;
import io.outcry.codecs.engine.CancelOrderEncoder;
import io.outcry.codecs.engine.MassActionEncoder;
import io.outcry.codecs.engine.NewExtendedOrderEncoder;
import io.outcry.codecs.engine.NewOrderEncoder;
import io.outcry.codecs.engine.QueryOrderEncoder;
import io.outcry.codecs.engine.ReplaceOrderEncoder;
import io.outcry.codecs.orderentry.NewOrderExtendedDecoder;
import io.outcry.codecs.orderentry.NewOrderSingleDecoder;
import io.outcry.codecs.orderentry.OrderCancelReplaceRequestDecoder;
import io.outcry.codecs.orderentry.OrderCancelRequestDecoder;
import io.outcry.codecs.orderentry.OrderMassActionRequestDecoder;
import io.outcry.codecs.orderentry.OrderStatusRequestDecoder;
import io.outcry.codecs.types.MessageHeaderEncoder;

/**
 * Maps requests of a session to commands of the engine. What the fields mean is for the engine to judge: its refusals
 * are journaled, and the same on every replay.
 */
final class CommandPublisher implements AutoCloseable {
    private final ExclusivePublication publication;
    private final MessageBatch batch = new MessageBatch();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final NewOrderEncoder newOrder = new NewOrderEncoder();
    private final NewExtendedOrderEncoder newExtendedOrder = new NewExtendedOrderEncoder();
    private final MassActionEncoder massAction = new MassActionEncoder();
    private final QueryOrderEncoder queryOrder = new QueryOrderEncoder();
    private final CancelOrderEncoder cancelOrder = new CancelOrderEncoder();
    private final ReplaceOrderEncoder replaceOrder = new ReplaceOrderEncoder();

    CommandPublisher(final Aeron aeron) {
        publication = aeron.addExclusivePublication("aeron:ipc?term-length=128k", StreamIds.COMMANDS);
    }

    boolean isConnected() {
        return publication.isConnected();
    }

    boolean newOrder(final NewOrderSingleDecoder request, final ApiKey key) {
        if (!hasRoom(NewOrderEncoder.BLOCK_LENGTH)) {
            return false;
        }
        newOrder.wrapAndApplyHeader(batch.buffer(), batch.claim(NewOrderEncoder.BLOCK_LENGTH), header)
                .clOrdId(request.clOrdId())
                .price(request.price())
                .orderQty(request.orderQty())
                .refSeqNum(request.seqNum())
                .sessionId(key.sessionId())
                .accountId(key.accountId())
                .instrumentId(request.instrumentId())
                .side(request.side())
                .ordType(request.ordType())
                .timeInForce(request.timeInForce())
                .execInst(request.execInst());
        return true;
    }

    boolean newExtendedOrder(final NewOrderExtendedDecoder request, final ApiKey key) {
        if (!hasRoom(NewExtendedOrderEncoder.BLOCK_LENGTH)) {
            return false;
        }
        newExtendedOrder
                .wrapAndApplyHeader(batch.buffer(), batch.claim(NewExtendedOrderEncoder.BLOCK_LENGTH), header)
                .clOrdId(request.clOrdId())
                .price(request.price())
                .orderQty(request.orderQty())
                .refSeqNum(request.seqNum())
                .sessionId(key.sessionId())
                .accountId(key.accountId())
                .instrumentId(request.instrumentId())
                .side(request.side())
                .ordType(request.ordType())
                .timeInForce(request.timeInForce())
                .execInst(request.execInst())
                .displayQty(request.displayQty())
                .displayVariance(request.displayVariance())
                .displaySeed(request.displaySeed())
                .minQty(request.minQty())
                .expireTimeNs(request.expireTimeNs())
                .stopPx(request.stopPx())
                .pegOffset(request.pegOffset())
                .limitOffset(request.limitOffset())
                .tag(request.tag())
                .pegOffsetType(request.pegOffsetType())
                .triggerPriceType(request.triggerPriceType())
                .pegPriceType(request.pegPriceType());
        return true;
    }

    boolean massAction(final OrderMassActionRequestDecoder request, final ApiKey key) {
        if (!hasRoom(MassActionEncoder.BLOCK_LENGTH)) {
            return false;
        }
        massAction
                .wrapAndApplyHeader(batch.buffer(), batch.claim(MassActionEncoder.BLOCK_LENGTH), header)
                .clOrdId(request.clOrdId())
                .refSeqNum(request.seqNum())
                .sessionId(key.sessionId())
                .accountId(key.accountId())
                .instrumentId(request.instrumentId())
                .tag(request.tag())
                .side(request.side())
                .massActionType(request.massActionType());
        return true;
    }

    boolean queryOrder(final OrderStatusRequestDecoder request, final ApiKey key) {
        if (!hasRoom(QueryOrderEncoder.BLOCK_LENGTH)) {
            return false;
        }
        queryOrder
                .wrapAndApplyHeader(batch.buffer(), batch.claim(QueryOrderEncoder.BLOCK_LENGTH), header)
                .clOrdId(request.clOrdId())
                .origClOrdId(request.origClOrdId())
                .orderId(request.orderId())
                .refSeqNum(request.seqNum())
                .sessionId(key.sessionId())
                .accountId(key.accountId())
                .instrumentId(request.instrumentId());
        return true;
    }

    boolean cancelOrder(final OrderCancelRequestDecoder request, final ApiKey key) {
        if (!hasRoom(CancelOrderEncoder.BLOCK_LENGTH)) {
            return false;
        }
        cancelOrder
                .wrapAndApplyHeader(batch.buffer(), batch.claim(CancelOrderEncoder.BLOCK_LENGTH), header)
                .clOrdId(request.clOrdId())
                .origClOrdId(request.origClOrdId())
                .orderId(request.orderId())
                .refSeqNum(request.seqNum())
                .sessionId(key.sessionId())
                .accountId(key.accountId())
                .instrumentId(request.instrumentId());
        return true;
    }

    boolean replaceOrder(final OrderCancelReplaceRequestDecoder request, final ApiKey key) {
        if (!hasRoom(ReplaceOrderEncoder.BLOCK_LENGTH)) {
            return false;
        }
        replaceOrder
                .wrapAndApplyHeader(batch.buffer(), batch.claim(ReplaceOrderEncoder.BLOCK_LENGTH), header)
                .clOrdId(request.clOrdId())
                .origClOrdId(request.origClOrdId())
                .orderId(request.orderId())
                .price(request.price())
                .orderQty(request.orderQty())
                .refSeqNum(request.seqNum())
                .sessionId(key.sessionId())
                .accountId(key.accountId())
                .instrumentId(request.instrumentId());
        return true;
    }

    @Override
    public void close() {
        publication.close();
    }

    /** Sends what has gathered; false if the engine takes no more now. */
    boolean flush() {
        if (batch.length() == 0) {
            return true;
        }
        long result;
        do {
            result = publication.offer(batch.buffer(), 0, batch.length());
        } while (result == Publication.ADMIN_ACTION);
        if (result == Publication.CLOSED || result == Publication.MAX_POSITION_EXCEEDED) {
            throw new IllegalStateException("command stream: " + Publication.errorString(result));
        }
        if (result < 0) {
            return false;
        }
        batch.clear();
        return true;
    }

    private boolean hasRoom(final int blockLength) {
        return batch.hasRoom(blockLength) || flush();
    }
}
