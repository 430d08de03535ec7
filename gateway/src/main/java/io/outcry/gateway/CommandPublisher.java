/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.gateway;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.Publication;
import io.aeron.protocol.DataHeaderFlyweight;
import io.outcry.codecs.MassQuoteLength;
import io.outcry.codecs.MessageBatch;
import io.outcry.codecs.StreamIds;
import io.outcry.codecs.engine.CancelOrderEncoder;
import io.outcry.codecs.engine.MassActionEncoder;
import io.outcry.codecs.engine.MassQuoteEncoder;
import io.outcry.codecs.engine.NewExtendedOrderEncoder;
import io.outcry.codecs.engine.NewOrderEncoder;
import io.outcry.codecs.engine.NewOrderListEncoder;
import io.outcry.codecs.engine.OpenSessionEncoder;
import io.outcry.codecs.engine.QueryOrderEncoder;
import io.outcry.codecs.engine.ReplaceOrderEncoder;
import io.outcry.codecs.engine.SetQuoteProtectionEncoder;
import io.outcry.codecs.orderentry.MassQuoteDecoder;
import io.outcry.codecs.orderentry.NewOrderExtendedDecoder;
import io.outcry.codecs.orderentry.NewOrderListDecoder;
import io.outcry.codecs.orderentry.NewOrderSingleDecoder;
import io.outcry.codecs.orderentry.OrderCancelReplaceRequestDecoder;
import io.outcry.codecs.orderentry.OrderCancelRequestDecoder;
import io.outcry.codecs.orderentry.OrderMassActionRequestDecoder;
import io.outcry.codecs.orderentry.OrderStatusRequestDecoder;
import io.outcry.codecs.orderentry.QuoteProtectionRequestDecoder;
import io.outcry.codecs.types.MessageHeaderDecoder;
import io.outcry.codecs.types.MessageHeaderEncoder;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Makes commands of the engine from requests of a session. What the fields mean is for the engine to judge: its refusals
 * are journaled, and the same on every replay.
 *
 * <p>A command is its request, byte for byte, but for the first fields: where the request has its session's epoch and its
 * number, the command has that number, the session and the account.
 */
final class CommandPublisher implements AutoCloseable {
    /** Must hold a mass quote; with Aeron's header it is an MTU of 4,096. */
    static final int CAPACITY = 4096 - DataHeaderFlyweight.HEADER_LENGTH;

    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final int SEQ_NUM = HEADER + NewOrderSingleDecoder.seqNumEncodingOffset();
    private static final int ORIGIN_LENGTH = NewOrderSingleDecoder.clOrdIdEncodingOffset();
    private static final int REF_SEQ_NUM = HEADER + NewOrderEncoder.refSeqNumEncodingOffset();
    private static final int SESSION_ID = HEADER + NewOrderEncoder.sessionIdEncodingOffset();
    private static final int ACCOUNT_ID = HEADER + NewOrderEncoder.accountIdEncodingOffset();

    private final ExclusivePublication publication;
    private final MessageBatch batch = new MessageBatch(CAPACITY);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final OpenSessionEncoder openSession = new OpenSessionEncoder();

    static {
        if (NewOrderEncoder.clOrdIdEncodingOffset() != ORIGIN_LENGTH
                || NewOrderEncoder.BLOCK_LENGTH != NewOrderSingleDecoder.BLOCK_LENGTH
                || CancelOrderEncoder.BLOCK_LENGTH != OrderCancelRequestDecoder.BLOCK_LENGTH
                || ReplaceOrderEncoder.BLOCK_LENGTH != OrderCancelReplaceRequestDecoder.BLOCK_LENGTH
                || NewExtendedOrderEncoder.BLOCK_LENGTH != NewOrderExtendedDecoder.BLOCK_LENGTH
                || NewOrderListEncoder.BLOCK_LENGTH != NewOrderListDecoder.BLOCK_LENGTH
                || MassActionEncoder.BLOCK_LENGTH != OrderMassActionRequestDecoder.BLOCK_LENGTH
                || QueryOrderEncoder.BLOCK_LENGTH != OrderStatusRequestDecoder.BLOCK_LENGTH
                || MassQuoteEncoder.BLOCK_LENGTH != MassQuoteDecoder.BLOCK_LENGTH
                || SetQuoteProtectionEncoder.BLOCK_LENGTH != QuoteProtectionRequestDecoder.BLOCK_LENGTH
                || MassQuoteLength.of(MassQuoteLength.MAX_QUOTES) > CAPACITY) {
            throw new AssertionError("a command must be laid out as its request");
        }
    }

    CommandPublisher(final Aeron aeron) {
        publication = aeron.addExclusivePublication("aeron:ipc?mtu=4k|term-length=128k", StreamIds.COMMANDS);
    }

    boolean isConnected() {
        return publication.isConnected();
    }

    /**
     * Makes a command of a request.
     *
     * @param request frame that is as long as its template says
     * @param length of the frame, bytes
     * @param key that the session trades with
     * @return false if the engine takes no more now: nothing was done
     * @throws IllegalArgumentException if the request is no command
     */
    boolean publish(final UnsafeBuffer request, final int length, final ApiKey key) {
        if (!batch.hasRoom(length - HEADER) && !flush()) {
            return false;
        }
        final int blockLength =
                request.getShort(MessageHeaderDecoder.blockLengthEncodingOffset(), ByteOrder.LITTLE_ENDIAN);
        final int templateId =
                request.getShort(MessageHeaderDecoder.templateIdEncodingOffset(), ByteOrder.LITTLE_ENDIAN);
        final UnsafeBuffer buffer = batch.buffer();
        final int offset = batch.claim(length - HEADER);
        header.wrap(buffer, offset)
                .blockLength(blockLength)
                .templateId(commandOf(templateId))
                .schemaId(NewOrderEncoder.SCHEMA_ID)
                .version(NewOrderEncoder.SCHEMA_VERSION);
        buffer.putLong(
                offset + REF_SEQ_NUM, request.getLong(SEQ_NUM, ByteOrder.LITTLE_ENDIAN), ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(offset + SESSION_ID, key.sessionId(), ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(offset + ACCOUNT_ID, key.accountId(), ByteOrder.LITTLE_ENDIAN);
        final int origin = HEADER + ORIGIN_LENGTH;
        buffer.putBytes(offset + origin, request, origin, length - origin);
        return true;
    }

    /** Asks the engine to open a session, or to resume it; false if the engine takes no more now: nothing was done. */
    boolean openSession(final int sessionId, final long sessionEpoch) {
        if (!batch.hasRoom(OpenSessionEncoder.BLOCK_LENGTH) && !flush()) {
            return false;
        }
        openSession
                .wrapAndApplyHeader(batch.buffer(), batch.claim(OpenSessionEncoder.BLOCK_LENGTH), header)
                .sessionEpoch(sessionEpoch)
                .sessionId(sessionId);
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

    private static int commandOf(final int templateId) {
        switch (templateId) {
            case NewOrderSingleDecoder.TEMPLATE_ID:
                return NewOrderEncoder.TEMPLATE_ID;
            case OrderCancelRequestDecoder.TEMPLATE_ID:
                return CancelOrderEncoder.TEMPLATE_ID;
            case OrderCancelReplaceRequestDecoder.TEMPLATE_ID:
                return ReplaceOrderEncoder.TEMPLATE_ID;
            case NewOrderExtendedDecoder.TEMPLATE_ID:
                return NewExtendedOrderEncoder.TEMPLATE_ID;
            case NewOrderListDecoder.TEMPLATE_ID:
                return NewOrderListEncoder.TEMPLATE_ID;
            case OrderMassActionRequestDecoder.TEMPLATE_ID:
                return MassActionEncoder.TEMPLATE_ID;
            case OrderStatusRequestDecoder.TEMPLATE_ID:
                return QueryOrderEncoder.TEMPLATE_ID;
            case MassQuoteDecoder.TEMPLATE_ID:
                return MassQuoteEncoder.TEMPLATE_ID;
            case QuoteProtectionRequestDecoder.TEMPLATE_ID:
                return SetQuoteProtectionEncoder.TEMPLATE_ID;
            default:
                throw new IllegalArgumentException("template " + templateId + " is no command");
        }
    }
}
