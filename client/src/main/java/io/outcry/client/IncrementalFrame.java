/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.client;

import io.outcry.codecs.Decimal;
import io.outcry.codecs.Instrument;
import io.outcry.codecs.NullValue;
import io.outcry.codecs.marketdata.AuctionIndicationDecoder;
import io.outcry.codecs.marketdata.InstrumentDefinitionDecoder;
import io.outcry.codecs.marketdata.OrderAddedDecoder;
import io.outcry.codecs.marketdata.OrderDeletedDecoder;
import io.outcry.codecs.marketdata.OrderReducedDecoder;
import io.outcry.codecs.marketdata.TradeDecoder;
import io.outcry.codecs.types.MessageHeaderDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads one frame of the incremental stream (L3) in place: checks it, tells what it is, applies it to a book. Reusable;
 * valid as long as the buffer that it was wrapped around.
 */
public final class IncrementalFrame {
    /** Schema that the frames must have. */
    public static final int SCHEMA_ID = OrderAddedDecoder.SCHEMA_ID;

    private final UnsafeBuffer frame = new UnsafeBuffer();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final InstrumentDefinitionDecoder definition = new InstrumentDefinitionDecoder();
    private final OrderAddedDecoder added = new OrderAddedDecoder();
    private final OrderReducedDecoder reduced = new OrderReducedDecoder();
    private final OrderDeletedDecoder deleted = new OrderDeletedDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private final AuctionIndicationDecoder indication = new AuctionIndicationDecoder();
    private int templateId;
    private long sequence;
    private long timeNs;
    private int instrumentId;

    /**
     * Reads a frame.
     *
     * @param buffer that contains it
     * @param offset of its header
     * @param length of the frame and all that may follow it, bytes
     * @return false if it is no incremental frame of this schema and version, or shorter than it should be; then nothing
     *     else may be asked
     */
    public boolean wrap(final DirectBuffer buffer, final int offset, final int length) {
        frame.wrap(buffer, offset, length);
        templateId = FrameCheck.templateId(header, frame, length);
        return templateId != FrameCheck.INVALID && wrapBlock(header.blockLength(), header.version());
    }

    private boolean wrapBlock(final int length, final int version) {
        switch (templateId) {
            case OrderAddedDecoder.TEMPLATE_ID:
                if (length < OrderAddedDecoder.BLOCK_LENGTH) {
                    return false;
                }
                added.wrap(frame, MessageHeaderDecoder.ENCODED_LENGTH, length, version);
                return read(added.sequence(), added.transactTimeNs(), added.instrumentId());
            case OrderReducedDecoder.TEMPLATE_ID:
                if (length < OrderReducedDecoder.BLOCK_LENGTH) {
                    return false;
                }
                reduced.wrap(frame, MessageHeaderDecoder.ENCODED_LENGTH, length, version);
                return read(reduced.sequence(), reduced.transactTimeNs(), reduced.instrumentId());
            case OrderDeletedDecoder.TEMPLATE_ID:
                if (length < OrderDeletedDecoder.BLOCK_LENGTH) {
                    return false;
                }
                deleted.wrap(frame, MessageHeaderDecoder.ENCODED_LENGTH, length, version);
                return read(deleted.sequence(), deleted.transactTimeNs(), deleted.instrumentId());
            case TradeDecoder.TEMPLATE_ID:
                if (length < TradeDecoder.BLOCK_LENGTH) {
                    return false;
                }
                trade.wrap(frame, MessageHeaderDecoder.ENCODED_LENGTH, length, version);
                return read(trade.sequence(), trade.transactTimeNs(), trade.instrumentId());
            case AuctionIndicationDecoder.TEMPLATE_ID:
                if (length < AuctionIndicationDecoder.BLOCK_LENGTH) {
                    return false;
                }
                indication.wrap(frame, MessageHeaderDecoder.ENCODED_LENGTH, length, version);
                return read(indication.sequence(), indication.transactTimeNs(), indication.instrumentId());
            case InstrumentDefinitionDecoder.TEMPLATE_ID:
                if (length < InstrumentDefinitionDecoder.BLOCK_LENGTH) {
                    return false;
                }
                definition.wrap(frame, MessageHeaderDecoder.ENCODED_LENGTH, length, version);
                return definition.tickSize().scale() <= Decimal.MAX_SCALE
                        && definition.lotSize().scale() <= Decimal.MAX_SCALE
                        && read(definition.sequence(), definition.transactTimeNs(), definition.instrumentId());
            default:
                return false;
        }
    }

    private boolean read(final long sequence, final long timeNs, final int instrumentId) {
        this.sequence = sequence;
        this.timeNs = timeNs;
        this.instrumentId = instrumentId;
        return sequence > 0 && instrumentId > 0;
    }

    /**
     * What the frame is.
     *
     * @return template id of the market-data schema
     */
    public int templateId() {
        return templateId;
    }

    /**
     * Whether the frame defines an instrument rather than changing a book.
     *
     * @return true for InstrumentDefinition
     */
    public boolean isDefinition() {
        return templateId == InstrumentDefinitionDecoder.TEMPLATE_ID;
    }

    /**
     * Whether the frame is a trade.
     *
     * @return true for Trade
     */
    public boolean isTrade() {
        return templateId == TradeDecoder.TEMPLATE_ID;
    }

    /**
     * Whether the frame tells what an auction would do.
     *
     * @return true for AuctionIndication
     */
    public boolean isIndication() {
        return templateId == AuctionIndicationDecoder.TEMPLATE_ID;
    }

    /**
     * Whether the frame is about the instrument as a whole, not about orders or trades.
     *
     * @return true for InstrumentDefinition and AuctionIndication
     */
    public boolean isStatus() {
        return isDefinition() || isIndication();
    }

    /**
     * Number of the frame.
     *
     * @return market-data sequence, dense from 1 over all instruments
     */
    public long sequence() {
        return sequence;
    }

    /**
     * Exchange time.
     *
     * @return ns since 1970
     */
    public long timeNs() {
        return timeNs;
    }

    /**
     * Which instrument it is about.
     *
     * @return positive
     */
    public int instrumentId() {
        return instrumentId;
    }

    /**
     * The definition that the frame contains. Allocates.
     *
     * @return a copy that stays valid
     * @throws IllegalStateException if it is no definition
     */
    public Instrument instrument() {
        if (!isDefinition()) {
            throw new IllegalStateException("frame " + sequence + " of template " + templateId + " is no definition");
        }
        return Instrument.from(definition);
    }

    /**
     * Makes the change to a book.
     *
     * @param book of the same instrument
     * @return false if the frame cannot be true of this book, which is unchanged then
     */
    public boolean applyTo(final BookView book) {
        switch (templateId) {
            case OrderAddedDecoder.TEMPLATE_ID:
                return book.added(sequence, timeNs, added.orderId(), added.side(), added.price(), added.qty());
            case OrderReducedDecoder.TEMPLATE_ID:
                return book.reduced(sequence, timeNs, reduced.orderId(), reduced.qty());
            case OrderDeletedDecoder.TEMPLATE_ID:
                return book.deleted(sequence, timeNs, deleted.orderId());
            case TradeDecoder.TEMPLATE_ID:
                return book.traded(
                        sequence,
                        timeNs,
                        trade.tradeId(),
                        trade.makerOrderId(),
                        trade.takerSide(),
                        trade.price(),
                        trade.qty());
            case AuctionIndicationDecoder.TEMPLATE_ID:
                indicate(book);
                return book.unchanged(sequence, timeNs);
            default:
                return false;
        }
    }

    /** Takes over what an auction would do; returns whether that is newer than what the book knows. */
    boolean indicate(final BookView book) {
        return book.indicated(
                sequence, indication.price(), indication.qty(), indication.imbalanceSide(), indication.imbalanceQty());
    }

    /** Tells the listener what the frame did to this book, after it was applied. */
    void tell(final MarketDataListener listener, final BookView book) {
        switch (templateId) {
            case OrderAddedDecoder.TEMPLATE_ID:
                listener.onOrderAdded(book, timeNs, added.orderId(), added.side(), added.price(), added.qty());
                break;
            case OrderReducedDecoder.TEMPLATE_ID:
                listener.onOrderReduced(
                        book, timeNs, reduced.orderId(), book.changedSide(), book.changedPrice(), reduced.qty());
                break;
            case OrderDeletedDecoder.TEMPLATE_ID:
                listener.onOrderDeleted(
                        book, timeNs, deleted.orderId(), book.changedSide(), book.changedPrice(), book.changedQty());
                break;
            case TradeDecoder.TEMPLATE_ID:
                listener.onTrade(
                        book,
                        timeNs,
                        trade.tradeId(),
                        trade.makerOrderId(),
                        trade.takerOrderId(),
                        trade.takerSide(),
                        trade.price(),
                        trade.qty());
                break;
            case AuctionIndicationDecoder.TEMPLATE_ID:
                listener.onAuctionIndication(
                        book,
                        timeNs,
                        indication.price(),
                        indication.qty(),
                        indication.imbalanceSide(),
                        indication.imbalanceQty());
                break;
            default:
                break;
        }
    }

    @Override
    public String toString() {
        return "IncrementalFrame{template " + templateId + ", sequence " + sequence + ", instrument "
                + (instrumentId == NullValue.INT32 ? "null" : instrumentId) + '}';
    }
}
