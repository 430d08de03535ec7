/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.gateway;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.Publication;
import io.aeron.logbuffer.BufferClaim;
import io.outcry.codecs.StreamIds;
import io.outcry.codecs.engine.CancelOrderEncoder;
import io.outcry.codecs.engine.NewOrderEncoder;
import io.outcry.codecs.engine.ReplaceOrderEncoder;
import io.outcry.codecs.orderentry.NewOrderSingleDecoder;
import io.outcry.codecs.orderentry.OrderCancelReplaceRequestDecoder;
import io.outcry.codecs.orderentry.OrderCancelRequestDecoder;
import io.outcry.codecs.types.MessageHeaderEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Maps requests of a session to commands of the engine. What the fields mean is for the engine to judge: its refusals
 * are journaled, and the same on every replay.
 */
final class CommandPublisher implements AutoCloseable {
    private final ExclusivePublication publication;
    private final BufferClaim claim = new BufferClaim();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final NewOrderEncoder newOrder = new NewOrderEncoder();
    private final CancelOrderEncoder cancelOrder = new CancelOrderEncoder();
    private final ReplaceOrderEncoder replaceOrder = new ReplaceOrderEncoder();

    CommandPublisher(final Aeron aeron) {
        publication = aeron.addExclusivePublication("aeron:ipc?term-length=1m", StreamIds.COMMANDS);
    }

    boolean isConnected() {
        return publication.isConnected();
    }

    boolean newOrder(final NewOrderSingleDecoder request, final ApiKey key) {
        if (!claim(NewOrderEncoder.BLOCK_LENGTH)) {
            return false;
        }
        newOrder.wrapAndApplyHeader(claimed(), claim.offset(), header)
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
        claim.commit();
        return true;
    }

    boolean cancelOrder(final OrderCancelRequestDecoder request, final ApiKey key) {
        if (!claim(CancelOrderEncoder.BLOCK_LENGTH)) {
            return false;
        }
        cancelOrder
                .wrapAndApplyHeader(claimed(), claim.offset(), header)
                .clOrdId(request.clOrdId())
                .origClOrdId(request.origClOrdId())
                .orderId(request.orderId())
                .refSeqNum(request.seqNum())
                .sessionId(key.sessionId())
                .accountId(key.accountId())
                .instrumentId(request.instrumentId());
        claim.commit();
        return true;
    }

    boolean replaceOrder(final OrderCancelReplaceRequestDecoder request, final ApiKey key) {
        if (!claim(ReplaceOrderEncoder.BLOCK_LENGTH)) {
            return false;
        }
        replaceOrder
                .wrapAndApplyHeader(claimed(), claim.offset(), header)
                .clOrdId(request.clOrdId())
                .origClOrdId(request.origClOrdId())
                .orderId(request.orderId())
                .price(request.price())
                .orderQty(request.orderQty())
                .refSeqNum(request.seqNum())
                .sessionId(key.sessionId())
                .accountId(key.accountId())
                .instrumentId(request.instrumentId());
        claim.commit();
        return true;
    }

    @Override
    public void close() {
        publication.close();
    }

    private boolean claim(final int blockLength) {
        long result;
        do {
            result = publication.tryClaim(MessageHeaderEncoder.ENCODED_LENGTH + blockLength, claim);
        } while (result == Publication.ADMIN_ACTION);
        if (result == Publication.CLOSED || result == Publication.MAX_POSITION_EXCEEDED) {
            throw new IllegalStateException("command stream: " + Publication.errorString(result));
        }
        return result > 0;
    }

    /** A claim is always in a log buffer, which is of this class. */
    private UnsafeBuffer claimed() {
        return (UnsafeBuffer) claim.buffer();
    }
}
