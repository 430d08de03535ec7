/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.marketdata;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.Publication;
import io.aeron.Subscription;
import io.outcry.client.BookView;
import io.outcry.client.IncrementalFrame;
import io.outcry.codecs.MessageBatch;
import io.outcry.codecs.StreamIds;
import io.outcry.codecs.marketdata.AuctionIndicationEncoder;
import io.outcry.codecs.marketdata.InstrumentDefinitionEncoder;
import io.outcry.codecs.marketdata.OrderAddedEncoder;
import io.outcry.codecs.marketdata.OrderDeletedEncoder;
import io.outcry.codecs.marketdata.OrderReducedEncoder;
import io.outcry.codecs.marketdata.TradeEncoder;
import io.outcry.codecs.types.AckLevel;
import io.outcry.codecs.types.MatchAlgorithm;
import io.outcry.codecs.types.MessageHeaderEncoder;
import io.outcry.codecs.types.Side;
import io.outcry.codecs.types.TradingStatus;
import io.outcry.journal.FrameBatch;
import io.outcry.journal.JournalWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.collections.LongArrayList;
import org.agrona.concurrent.UnsafeBuffer;

/** Random public events in sequence, published and, if wanted, written to an events journal. Allocates nothing once warm. */
final class TestEngine implements AutoCloseable {
    private static final int ORDERS_MAX = 100;

    final List<BookView> books = new ArrayList<>();
    final List<byte[]> frames = new ArrayList<>();
    final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
    private final List<LongArrayList> orders = new ArrayList<>();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final OrderAddedEncoder added = new OrderAddedEncoder();
    private final OrderReducedEncoder reduced = new OrderReducedEncoder();
    private final OrderDeletedEncoder deleted = new OrderDeletedEncoder();
    private final TradeEncoder trade = new TradeEncoder();
    private final AuctionIndicationEncoder indication = new AuctionIndicationEncoder();
    private final IncrementalFrame frame = new IncrementalFrame();
    private final FrameBatch batch = new FrameBatch(4096);
    private final MessageBatch gathered = new MessageBatch();
    private final Random random;
    private final ExclusivePublication publication;
    private final Subscription tethered;
    private JournalWriter journal;
    private long journaled;
    private long nextOrderId = 1;
    private long nextTradeId = 1;
    private Side lookedAtSide;
    private long lookedAtPrice;
    private long lookedFor;
    private final BookView.OrderVisitor find = (orderId, price, qty) -> {
        if (orderId == lookedFor) {
            lookedAtPrice = price;
        }
    };
    long sequence;
    boolean keepsFrames = true;

    /** Frames are not published, but journaled. */
    boolean losesFrames;

    /** Frames are not published until {@link #sendBatch}; they are journaled at once. */
    boolean gathers;

    TestEngine(final Aeron aeron, final long seed) {
        random = new Random(seed);
        publication = aeron.addExclusivePublication("aeron:ipc?term-length=1m", StreamIds.PUBLIC_EVENTS);
        tethered = aeron.addSubscription("aeron:ipc?session-id=" + publication.sessionId(), StreamIds.PUBLIC_EVENTS);
    }

    void journal(final Path directory) {
        journal = JournalWriter.open(directory, AckLevel.PROCESS);
    }

    void define() {
        books.add(new BookView(books.size() + 1));
        orders.add(new LongArrayList());
        define(books.size(), TradingStatus.OPEN);
    }

    void define(final int instrumentId, final TradingStatus status) {
        final InstrumentDefinitionEncoder definition = new InstrumentDefinitionEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .sequence(++sequence)
                .transactTimeNs(sequence)
                .minQty(1)
                .maxQty(1_000_000)
                .instrumentId(instrumentId)
                .matchAlgorithm(MatchAlgorithm.PRICE_TIME)
                .tradingStatus(status)
                .symbol("SYM" + instrumentId)
                .baseAsset("B" + instrumentId)
                .quoteAsset("USD");
        definition.tickSize().mantissa(1).scale((short) 2);
        definition.lotSize().mantissa(1).scale((short) 3);
        publish(definition.encodedLength());
    }

    void indicate(final int instrumentId, final long price, final long qty) {
        indication
                .wrapAndApplyHeader(buffer, 0, header)
                .sequence(++sequence)
                .transactTimeNs(sequence)
                .price(price)
                .qty(qty)
                .imbalanceQty(1)
                .instrumentId(instrumentId)
                .imbalanceSide(Side.SELL);
        publish(indication.encodedLength());
    }

    /** One random event of a random instrument. */
    void step() {
        final int instrumentId = 1 + random.nextInt(books.size());
        final BookView book = books.get(instrumentId - 1);
        final LongArrayList ids = orders.get(instrumentId - 1);
        final int what = ids.size() < ORDERS_MAX ? random.nextInt(10) : 6 + random.nextInt(4);
        if (ids.isEmpty() || (what < 6 && ids.size() < ORDERS_MAX)) {
            final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            add(instrumentId, side, (side == Side.BUY ? 50 : 101) + random.nextInt(50), 1 + random.nextInt(100));
            return;
        }
        final int index = random.nextInt(ids.size());
        final long orderId = ids.getLong(index);
        final int qty = 1 + random.nextInt((int) book.orderQty(orderId));
        if (what < 7) {
            ids.fastUnorderedRemove(index);
            delete(instrumentId, orderId);
        } else if (what < 8) {
            reduced.wrapAndApplyHeader(buffer, 0, header)
                    .sequence(++sequence)
                    .transactTimeNs(sequence)
                    .orderId(orderId)
                    .qty(qty)
                    .instrumentId(instrumentId);
            publish(reduced.encodedLength());
        } else {
            if (qty == book.orderQty(orderId)) {
                ids.fastUnorderedRemove(index);
            }
            locate(book, orderId);
            trade(instrumentId, lookedAtSide, lookedAtPrice, orderId, qty);
        }
    }

    /** A new order; {@link #step} knows it as well. */
    long add(final int instrumentId, final Side side, final long price, final long qty) {
        orders.get(instrumentId - 1).addLong(nextOrderId);
        added.wrapAndApplyHeader(buffer, 0, header)
                .sequence(++sequence)
                .transactTimeNs(sequence)
                .orderId(nextOrderId)
                .price(price)
                .qty(qty)
                .instrumentId(instrumentId)
                .side(side);
        publish(added.encodedLength());
        return nextOrderId++;
    }

    void delete(final int instrumentId, final long orderId) {
        deleted.wrapAndApplyHeader(buffer, 0, header)
                .sequence(++sequence)
                .transactTimeNs(sequence)
                .orderId(orderId)
                .instrumentId(instrumentId);
        publish(deleted.encodedLength());
    }

    void trade(
            final int instrumentId, final Side makerSide, final long price, final long makerOrderId, final long qty) {
        trade.wrapAndApplyHeader(buffer, 0, header)
                .sequence(++sequence)
                .transactTimeNs(sequence)
                .tradeId(nextTradeId++)
                .makerOrderId(makerOrderId)
                .takerOrderId(0)
                .price(price)
                .qty(qty)
                .instrumentId(instrumentId)
                .takerSide(makerSide == Side.BUY ? Side.SELL : Side.BUY);
        publish(trade.encodedLength());
    }

    private void locate(final BookView book, final long orderId) {
        lookedFor = orderId;
        lookedAtPrice = -1;
        book.forEachOrder(Side.BUY, find);
        lookedAtSide = lookedAtPrice == -1 ? Side.SELL : Side.BUY;
        book.forEachOrder(Side.SELL, find);
    }

    void publish(final int bodyLength) {
        final int length = MessageHeaderEncoder.ENCODED_LENGTH + bodyLength;
        if (!frame.wrap(buffer, 0, length)) {
            throw new AssertionError("frame");
        }
        if (!frame.isDefinition() && !frame.applyTo(books.get(frame.instrumentId() - 1))) {
            throw new AssertionError(frame.toString());
        }
        if (keepsFrames) {
            final byte[] copy = new byte[length];
            buffer.getBytes(0, copy);
            frames.add(copy);
        }
        if (!losesFrames) {
            send(length);
        }
        if (journal != null) {
            journal(length);
        }
    }

    /** Beside what the market-data schema has, a journal of events contains others. */
    private void journal(final int length) {
        batch.clear();
        final int schemaOffset = 4;
        buffer.putShort(schemaOffset, (short) 2);
        batch.add(++journaled, journaled, buffer, 0, length);
        buffer.putShort(schemaOffset, (short) IncrementalFrame.SCHEMA_ID);
        batch.add(++journaled, journaled, buffer, 0, length);
        journal.append(batch);
    }

    /** Sends what is in the buffer, or puts it into the batch, whatever it is. */
    void send(final int length) {
        if (!gathers) {
            offer(buffer, length);
            return;
        }
        gathered.buffer().putBytes(gathered.claim(length - MessageHeaderEncoder.ENCODED_LENGTH), buffer, 0, length);
    }

    boolean hasRoomInBatch() {
        return gathered.hasRoom(InstrumentDefinitionEncoder.BLOCK_LENGTH);
    }

    /** Sends what has gathered as one fragment; returns it. */
    byte[] sendBatch() {
        gathers = false;
        final byte[] fragment = new byte[gathered.length()];
        gathered.buffer().getBytes(0, fragment);
        gathered.clear();
        if (fragment.length > 0) {
            offer(new UnsafeBuffer(fragment), fragment.length);
        }
        return fragment;
    }

    private void offer(final UnsafeBuffer from, final int length) {
        long result = publication.offer(from, 0, length);
        while (result == Publication.ADMIN_ACTION) {
            result = publication.offer(from, 0, length);
        }
        if (result < 0) {
            throw new AssertionError("engine was refused: " + Publication.errorString(result));
        }
        tethered.poll((b, o, l, h) -> {}, 10);
    }

    boolean isConnected() {
        tethered.poll((b, o, l, h) -> {}, 10);
        return tethered.imageCount() > 0;
    }

    @Override
    public void close() {
        publication.close();
        tethered.close();
        if (journal != null) {
            journal.close();
        }
    }
}
