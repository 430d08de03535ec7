/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.client;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.Publication;
import io.outcry.codecs.MessageBatch;
import io.outcry.codecs.StreamIds;
import io.outcry.codecs.marketdata.InstrumentDefinitionEncoder;
import io.outcry.codecs.marketdata.OrderAddedEncoder;
import io.outcry.codecs.marketdata.OrderDeletedEncoder;
import io.outcry.codecs.marketdata.OrderReducedEncoder;
import io.outcry.codecs.marketdata.SnapshotEndEncoder;
import io.outcry.codecs.marketdata.SnapshotOrderEncoder;
import io.outcry.codecs.marketdata.SnapshotStartEncoder;
import io.outcry.codecs.marketdata.TradeEncoder;
import io.outcry.codecs.types.MatchAlgorithm;
import io.outcry.codecs.types.MessageHeaderEncoder;
import io.outcry.codecs.types.Side;
import io.outcry.codecs.types.TradingStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;

/** Publishes random market data and its snapshots, as simply as can be. */
final class TestExchange implements AutoCloseable {
    final List<NaiveBook> books = new ArrayList<>();
    final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final Random random;
    private final Aeron aeron;
    private final Runnable idle;
    private final List<byte[]> loop = new ArrayList<>();
    private final MessageBatch batch = new MessageBatch();
    private final MessageBatch snapshotBatch = new MessageBatch();
    private ExclusivePublication l3;
    private ExclusivePublication snapshots;
    private int nextInstrument;
    private long nextOrderId = 1;
    private long nextTradeId = 1;
    long sequence;
    int loops;

    /** The next this many frames are not published. */
    int toLose;

    /** Frames of L3 gather until {@link #sendBatch}. */
    boolean gathers;

    /** Snapshot messages gather as well, as many as are sent at once. */
    boolean gathersSnapshots;

    TestExchange(final Aeron aeron, final Runnable idle, final long seed) {
        this.idle = idle;
        this.aeron = aeron;
        this.random = new Random(seed);
        connect();
    }

    void connect() {
        l3 = aeron.addExclusivePublication("aeron:ipc?term-length=1m", StreamIds.MARKET_DATA_L3);
        snapshots = aeron.addExclusivePublication("aeron:ipc?term-length=1m", StreamIds.SNAPSHOTS);
    }

    void define() {
        books.add(new NaiveBook());
        sequence++;
        publish(encodeDefinition(books.size(), sequence));
    }

    private int encodeDefinition(final int instrumentId, final long definitionSequence) {
        final InstrumentDefinitionEncoder definition = new InstrumentDefinitionEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .sequence(definitionSequence)
                .transactTimeNs(definitionSequence)
                .minQty(1)
                .maxQty(1_000_000)
                .instrumentId(instrumentId)
                .matchAlgorithm(MatchAlgorithm.PRICE_TIME)
                .tradingStatus(TradingStatus.OPEN)
                .symbol("SYM" + instrumentId)
                .baseAsset("B" + instrumentId)
                .quoteAsset("USD");
        definition.tickSize().mantissa(1).scale((short) 2);
        definition.lotSize().mantissa(1).scale((short) 3);
        return 8 + definition.encodedLength();
    }

    /** One random event of a random instrument. */
    void step() {
        final int instrumentId = 1 + random.nextInt(books.size());
        final NaiveBook book = books.get(instrumentId - 1);
        final NaiveBook.Resting order = book.any(random);
        final int what = random.nextInt(10);
        sequence++;
        if (order == null || what < (book.orders.size() < 100 ? 6 : 3)) {
            final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            final long price = (side == Side.BUY ? 50 : 101) + random.nextInt(50);
            final long qty = 1 + random.nextInt(100);
            book.add(nextOrderId, side, price, qty);
            publish(8
                    + new OrderAddedEncoder()
                            .wrapAndApplyHeader(buffer, 0, header)
                            .sequence(sequence)
                            .transactTimeNs(sequence)
                            .orderId(nextOrderId++)
                            .price(price)
                            .qty(qty)
                            .instrumentId(instrumentId)
                            .side(side)
                            .encodedLength());
        } else if (what < 6) {
            book.remove(order);
            publish(encodeDeleted(instrumentId, order.id));
        } else if (what < 8) {
            order.qty = 1 + random.nextInt((int) order.qty);
            publish(8
                    + new OrderReducedEncoder()
                            .wrapAndApplyHeader(buffer, 0, header)
                            .sequence(sequence)
                            .transactTimeNs(sequence)
                            .orderId(order.id)
                            .qty(order.qty)
                            .instrumentId(instrumentId)
                            .encodedLength());
        } else {
            final long qty = 1 + random.nextInt((int) order.qty);
            order.qty -= qty;
            if (order.qty == 0) {
                book.remove(order);
            }
            book.lastTradeId = nextTradeId;
            publish(8
                    + new TradeEncoder()
                            .wrapAndApplyHeader(buffer, 0, header)
                            .sequence(sequence)
                            .transactTimeNs(sequence)
                            .tradeId(nextTradeId++)
                            .makerOrderId(order.id)
                            .takerOrderId(0)
                            .price(order.price)
                            .qty(qty)
                            .instrumentId(instrumentId)
                            .takerSide(order.side == Side.BUY ? Side.SELL : Side.BUY)
                            .encodedLength());
        }
    }

    int encodeDeleted(final int instrumentId, final long orderId) {
        return 8
                + new OrderDeletedEncoder()
                        .wrapAndApplyHeader(buffer, 0, header)
                        .sequence(sequence)
                        .transactTimeNs(sequence)
                        .orderId(orderId)
                        .instrumentId(instrumentId)
                        .encodedLength();
    }

    void publish(final int length) {
        if (!snapshots.isConnected()) {
            loop.clear();
        }
        if (toLose > 0) {
            toLose--;
        } else if (gathers) {
            gather(batch, buffer, length);
        } else if (l3.isConnected()) {
            offer(l3, buffer, length);
        }
    }

    /** Sends what has gathered as one fragment. */
    void sendBatch() {
        if (l3.isConnected()) {
            offer(l3, batch.buffer(), batch.length());
        }
        batch.clear();
    }

    boolean hasRoomInBatch() {
        return batch.hasRoom(InstrumentDefinitionEncoder.BLOCK_LENGTH);
    }

    private static void gather(final MessageBatch to, final UnsafeBuffer message, final int length) {
        to.buffer().putBytes(to.claim(length - MessageHeaderEncoder.ENCODED_LENGTH), message, 0, length);
    }

    /** Sends a few messages of the looping snapshots; encodes each instrument when its turn comes. */
    void sendSnapshots(final int messages) {
        if (!snapshots.isConnected()) {
            loop.clear();
            return;
        }
        for (int i = 0; i < messages && !books.isEmpty(); i++) {
            if (loop.isEmpty()) {
                encodeNext();
                continue;
            }
            final UnsafeBuffer message = new UnsafeBuffer(loop.remove(0));
            sendSnapshot(message, message.capacity());
        }
        sendSnapshotBatch();
    }

    private void sendSnapshot(final UnsafeBuffer message, final int length) {
        if (!gathersSnapshots) {
            offer(snapshots, message, length);
            return;
        }
        if (!snapshotBatch.hasRoom(length)) {
            sendSnapshotBatch();
        }
        gather(snapshotBatch, message, length);
    }

    private void sendSnapshotBatch() {
        if (snapshotBatch.length() > 0) {
            offer(snapshots, snapshotBatch.buffer(), snapshotBatch.length());
            snapshotBatch.clear();
        }
    }

    private void encodeNext() {
        nextInstrument = nextInstrument % books.size() + 1;
        loops += nextInstrument == 1 ? 1 : 0;
        final NaiveBook book = books.get(nextInstrument - 1);
        sendSnapshot(buffer, encodeDefinition(nextInstrument, 1));
        // Sent at the sequence it names: who then follows L3 already cannot miss what comes after it.
        final int startLength = 8
                + new SnapshotStartEncoder()
                        .wrapAndApplyHeader(buffer, 0, header)
                        .sequence(sequence)
                        .transactTimeNs(sequence)
                        .tradeId(book.lastTradeId)
                        .instrumentId(nextInstrument)
                        .orders(book.orders.size())
                        .encodedLength();
        sendSnapshot(buffer, startLength);
        for (final Side side : new Side[] {Side.BUY, Side.SELL}) {
            book.side(side).values().forEach(level -> level.values()
                    .forEach(order -> keep(8
                            + new SnapshotOrderEncoder()
                                    .wrapAndApplyHeader(buffer, 0, header)
                                    .sequence(sequence)
                                    .orderId(order.id)
                                    .price(order.price)
                                    .qty(order.qty)
                                    .instrumentId(nextInstrument)
                                    .side(side)
                                    .encodedLength())));
        }
        keep(8
                + new SnapshotEndEncoder()
                        .wrapAndApplyHeader(buffer, 0, header)
                        .sequence(sequence)
                        .instrumentId(nextInstrument)
                        .encodedLength());
    }

    private void keep(final int length) {
        final byte[] message = new byte[length];
        buffer.getBytes(0, message);
        loop.add(message);
    }

    private void offer(final ExclusivePublication publication, final UnsafeBuffer message, final int length) {
        long result = publication.offer(message, 0, length);
        while (result == Publication.ADMIN_ACTION || result == Publication.BACK_PRESSURED) {
            idle.run();
            result = publication.offer(message, 0, length);
        }
        assertTrue(result > 0 || result == Publication.NOT_CONNECTED, () -> "not published");
    }

    boolean snapshotsWanted() {
        return snapshots.isConnected();
    }

    @Override
    public void close() {
        l3.close();
        snapshots.close();
        loop.clear();
    }
}
