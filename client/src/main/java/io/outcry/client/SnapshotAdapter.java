/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.client;

import io.outcry.codecs.marketdata.AuctionIndicationDecoder;
import io.outcry.codecs.marketdata.InstrumentDefinitionDecoder;
import io.outcry.codecs.marketdata.SnapshotEndDecoder;
import io.outcry.codecs.marketdata.SnapshotOrderDecoder;
import io.outcry.codecs.marketdata.SnapshotStartDecoder;
import io.outcry.codecs.types.MessageHeaderDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Decodes the snapshot stream. */
final class SnapshotAdapter {
    private final SnapshotListener listener;
    private final UnsafeBuffer frame = new UnsafeBuffer();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final IncrementalFrame status = new IncrementalFrame();
    private final SnapshotStartDecoder start = new SnapshotStartDecoder();
    private final SnapshotOrderDecoder order = new SnapshotOrderDecoder();
    private final SnapshotEndDecoder end = new SnapshotEndDecoder();

    SnapshotAdapter(final SnapshotListener listener) {
        this.listener = listener;
    }

    /** False if the frame is not of this stream, schema and version, or too short. */
    boolean onFrame(final DirectBuffer buffer, final int offset, final int length) {
        frame.wrap(buffer, offset, length);
        final int templateId = FrameCheck.templateId(header, frame, length);
        switch (templateId) {
            case InstrumentDefinitionDecoder.TEMPLATE_ID:
                if (!status.wrap(buffer, offset, length)) {
                    return false;
                }
                listener.onSnapshotInstrument(status.sequence(), status.instrument());
                return true;
            case AuctionIndicationDecoder.TEMPLATE_ID:
                if (!status.wrap(buffer, offset, length)) {
                    return false;
                }
                listener.onSnapshotIndication(status);
                return true;
            case SnapshotStartDecoder.TEMPLATE_ID:
                if (header.blockLength() < SnapshotStartDecoder.BLOCK_LENGTH) {
                    return false;
                }
                start.wrap(frame, MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version());
                listener.onSnapshotStart(
                        start.sequence(),
                        start.transactTimeNs(),
                        start.tradeId(),
                        start.instrumentId(),
                        start.orders());
                return true;
            case SnapshotOrderDecoder.TEMPLATE_ID:
                if (header.blockLength() < SnapshotOrderDecoder.BLOCK_LENGTH) {
                    return false;
                }
                order.wrap(frame, MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version());
                listener.onSnapshotOrder(
                        order.sequence(),
                        order.instrumentId(),
                        order.orderId(),
                        order.side(),
                        order.price(),
                        order.qty());
                return true;
            case SnapshotEndDecoder.TEMPLATE_ID:
                if (header.blockLength() < SnapshotEndDecoder.BLOCK_LENGTH) {
                    return false;
                }
                end.wrap(frame, MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version());
                listener.onSnapshotEnd(end.sequence(), end.instrumentId());
                return true;
            default:
                return false;
        }
    }
}
