/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.gateway;

import io.outcry.codecs.MassQuoteLength;
import io.outcry.codecs.orderentry.EstablishDecoder;
import io.outcry.codecs.orderentry.MassQuoteDecoder;
import io.outcry.codecs.orderentry.NegotiateDecoder;
import io.outcry.codecs.orderentry.NewOrderExtendedDecoder;
import io.outcry.codecs.orderentry.NewOrderListDecoder;
import io.outcry.codecs.orderentry.NewOrderSingleDecoder;
import io.outcry.codecs.orderentry.OrderCancelReplaceRequestDecoder;
import io.outcry.codecs.orderentry.OrderCancelRequestDecoder;
import io.outcry.codecs.orderentry.OrderMassActionRequestDecoder;
import io.outcry.codecs.orderentry.OrderStatusRequestDecoder;
import io.outcry.codecs.orderentry.QuoteProtectionRequestDecoder;
import io.outcry.codecs.orderentry.RetransmitRequestDecoder;
import io.outcry.codecs.orderentry.SequenceDecoder;
import io.outcry.codecs.orderentry.TerminateDecoder;
import io.outcry.codecs.types.MessageHeaderDecoder;
import io.outcry.codecs.types.RejectReason;
import org.agrona.concurrent.UnsafeBuffer;

/** Whether a frame from outside is a message that a client may send, so that its fields can be read safely. */
final class FrameCheck {
    private final MessageHeaderDecoder header;

    FrameCheck(final MessageHeaderDecoder header) {
        this.header = header;
    }

    /** Wraps the header around the frame; returns NONE if the message behind it can be decoded. */
    RejectReason check(final UnsafeBuffer frame, final int length) {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH) {
            return RejectReason.MALFORMED_FRAME;
        }
        header.wrap(frame, 0);
        if (header.schemaId() != NegotiateDecoder.SCHEMA_ID) {
            return RejectReason.WRONG_SCHEMA;
        }
        if (header.version() != NegotiateDecoder.SCHEMA_VERSION) {
            return RejectReason.UNSUPPORTED_VERSION;
        }
        final int blockLength = blockLength(header.templateId());
        if (blockLength < 0) {
            return RejectReason.UNKNOWN_TEMPLATE;
        }
        final int expectedLength = header.templateId() == MassQuoteDecoder.TEMPLATE_ID
                ? MassQuoteLength.of(frame, 0, length)
                : MessageHeaderDecoder.ENCODED_LENGTH + blockLength;
        return header.blockLength() == blockLength && length == expectedLength
                ? RejectReason.NONE
                : RejectReason.MALFORMED_FRAME;
    }

    private static int blockLength(final int templateId) {
        switch (templateId) {
            case NewOrderSingleDecoder.TEMPLATE_ID:
                return NewOrderSingleDecoder.BLOCK_LENGTH;
            case OrderCancelRequestDecoder.TEMPLATE_ID:
                return OrderCancelRequestDecoder.BLOCK_LENGTH;
            case OrderCancelReplaceRequestDecoder.TEMPLATE_ID:
                return OrderCancelReplaceRequestDecoder.BLOCK_LENGTH;
            case NewOrderExtendedDecoder.TEMPLATE_ID:
                return NewOrderExtendedDecoder.BLOCK_LENGTH;
            case NewOrderListDecoder.TEMPLATE_ID:
                return NewOrderListDecoder.BLOCK_LENGTH;
            case OrderMassActionRequestDecoder.TEMPLATE_ID:
                return OrderMassActionRequestDecoder.BLOCK_LENGTH;
            case OrderStatusRequestDecoder.TEMPLATE_ID:
                return OrderStatusRequestDecoder.BLOCK_LENGTH;
            case MassQuoteDecoder.TEMPLATE_ID:
                return MassQuoteDecoder.BLOCK_LENGTH;
            case QuoteProtectionRequestDecoder.TEMPLATE_ID:
                return QuoteProtectionRequestDecoder.BLOCK_LENGTH;
            case SequenceDecoder.TEMPLATE_ID:
                return SequenceDecoder.BLOCK_LENGTH;
            case NegotiateDecoder.TEMPLATE_ID:
                return NegotiateDecoder.BLOCK_LENGTH;
            case EstablishDecoder.TEMPLATE_ID:
                return EstablishDecoder.BLOCK_LENGTH;
            case RetransmitRequestDecoder.TEMPLATE_ID:
                return RetransmitRequestDecoder.BLOCK_LENGTH;
            case TerminateDecoder.TEMPLATE_ID:
                return TerminateDecoder.BLOCK_LENGTH;
            default:
                return -1;
        }
    }
}
