/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.client;

import io.outcry.codecs.marketdata.BestBidOfferDecoder;
import io.outcry.codecs.marketdata.LevelUpdateDecoder;
import io.outcry.codecs.types.MessageHeaderDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Decodes the conflated streams, L2 and L1. */
final class ConflatedAdapter {
    /** The frame was not of these streams, schema and version, or too short. */
    static final int INVALID = 0;

    private final MarketDataListener listener;
    private final UnsafeBuffer frame = new UnsafeBuffer();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final LevelUpdateDecoder level = new LevelUpdateDecoder();
    private final BestBidOfferDecoder best = new BestBidOfferDecoder();

    ConflatedAdapter(final MarketDataListener listener) {
        this.listener = listener;
    }

    /** The instrument that the frame was about, or {@link #INVALID}. */
    int onFrame(final DirectBuffer buffer, final int offset, final int length) {
        frame.wrap(buffer, offset, length);
        final int templateId = FrameCheck.templateId(header, frame, length);
        if (templateId == LevelUpdateDecoder.TEMPLATE_ID && header.blockLength() >= LevelUpdateDecoder.BLOCK_LENGTH) {
            level.wrap(frame, MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version());
            listener.onLevel(
                    level.instrumentId(),
                    level.sequence(),
                    level.transactTimeNs(),
                    level.side(),
                    level.price(),
                    level.qty(),
                    level.orders());
            return level.instrumentId();
        }
        if (templateId == BestBidOfferDecoder.TEMPLATE_ID && header.blockLength() >= BestBidOfferDecoder.BLOCK_LENGTH) {
            best.wrap(frame, MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version());
            listener.onBestBidOffer(
                    best.instrumentId(),
                    best.sequence(),
                    best.transactTimeNs(),
                    best.bidPrice(),
                    best.bidQty(),
                    best.askPrice(),
                    best.askQty());
            return best.instrumentId();
        }
        return INVALID;
    }
}
