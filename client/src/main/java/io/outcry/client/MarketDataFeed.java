/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.client;

import io.aeron.Aeron;
import io.aeron.logbuffer.FragmentHandler;
import io.outcry.codecs.Instrument;
import io.outcry.codecs.MessageBatch;
import io.outcry.codecs.StreamIds;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Follows the public market data of an exchange and keeps a {@link BookView} per instrument. Not thread-safe: one thread
 * calls {@link #poll()}, gets all callbacks and reads the books. Nothing blocks, so a feed may share a thread with
 * anything else.
 *
 * <p>All subscriptions are untethered: a feed that is polled too seldom is dropped by the driver, its books become
 * suspect, and it recovers by itself from the snapshot stream. That stream is subscribed only while some book is suspect
 * or instruments may be unknown, so that an exchange whose subscribers are all whole sends no snapshots.
 */
public final class MarketDataFeed implements AutoCloseable {
    /** Reads one message at an offset. */
    @FunctionalInterface
    private interface MessageHandler {
        /** False if it is invalid; there are at least as many bytes as its header says if not. */
        boolean onMessage(DirectBuffer buffer, int offset, int remaining);
    }

    private static final int FRAGMENT_LIMIT = 64;

    private final MarketDataListener listener;
    private final FeedBooks books;
    private final ConflatedAdapter conflated;
    private final IncrementalFrame frame = new IncrementalFrame();
    private final SnapshotAdapter snapshotAdapter;
    private final StreamReader l3;
    private final StreamReader l2;
    private final StreamReader l1;
    private final StreamReader trades;
    private final StreamReader snapshots;
    private final FragmentHandler onIncrement;
    private final FragmentHandler onConflated;
    private final FragmentHandler onTrade;
    private final FragmentHandler onSnapshot;
    private long skippedFrames;
    private boolean isClosed;

    /**
     * Subscribes.
     *
     * @param context settings
     */
    public MarketDataFeed(final MarketDataFeedContext context) {
        context.conclude();
        listener = context.listener();
        final boolean followsOrders = context.streams().contains(MarketDataStream.L3);
        books = new FeedBooks(listener, followsOrders, context.pendingLimitBytes());
        conflated = new ConflatedAdapter(listener);
        snapshotAdapter = new SnapshotAdapter(books);
        l3 = open(context, MarketDataStream.L3);
        l2 = open(context, MarketDataStream.L2);
        l1 = open(context, MarketDataStream.L1);
        trades = followsOrders ? null : open(context, MarketDataStream.TRADES);
        snapshots = new StreamReader(context.aeron(), context.channel(), StreamIds.SNAPSHOTS);
        onIncrement = batchesOf(books::onIncrement);
        onConflated = batchesOf(this::onConflated);
        onTrade = batchesOf(this::onTrade);
        onSnapshot = batchesOf(snapshotAdapter::onFrame);
    }

    private static StreamReader open(final MarketDataFeedContext context, final MarketDataStream stream) {
        if (!context.streams().contains(stream)) {
            return null;
        }
        final StreamReader reader = new StreamReader(context.aeron(), context.channel(), stream.streamId());
        reader.open();
        return reader;
    }

    /**
     * Reads what has arrived and calls the listener, up to 64 fragments of each stream.
     *
     * @return fragments read, each of one message or more; zero means idle
     */
    public int poll() {
        return poll(FRAGMENT_LIMIT);
    }

    /**
     * Reads what has arrived and calls the listener.
     *
     * @param fragmentLimit most fragments of each stream
     * @return fragments read, each of one message or more; zero means idle
     */
    public int poll(final int fragmentLimit) {
        int messages = 0;
        if (l3 != null) {
            messages += poll(l3, MarketDataStream.L3, onIncrement, fragmentLimit);
        }
        if (l2 != null) {
            messages += poll(l2, MarketDataStream.L2, onConflated, fragmentLimit);
        }
        if (l1 != null) {
            messages += poll(l1, MarketDataStream.L1, onConflated, fragmentLimit);
        }
        if (trades != null) {
            messages += poll(trades, MarketDataStream.TRADES, onTrade, fragmentLimit);
        }
        return messages + pollSnapshots(fragmentLimit);
    }

    /**
     * Subscribes anew over another connection to the media driver, when that one has died. Every stream counts as lost, and
     * the books are suspect until they are known again.
     *
     * @param aeron connected to the exchange's new media driver; stays the caller's
     */
    public void reconnect(final Aeron aeron) {
        snapshots.use(aeron);
        reconnect(l3, MarketDataStream.L3, aeron);
        reconnect(l2, MarketDataStream.L2, aeron);
        reconnect(l1, MarketDataStream.L1, aeron);
        reconnect(trades, MarketDataStream.TRADES, aeron);
    }

    private void reconnect(final StreamReader reader, final MarketDataStream stream, final Aeron aeron) {
        if (reader != null) {
            reader.use(aeron);
            reader.open();
            onStreamLost(stream);
        }
    }

    private int poll(
            final StreamReader reader,
            final MarketDataStream stream,
            final FragmentHandler handler,
            final int fragmentLimit) {
        if (reader.update()) {
            onStreamLost(stream);
        }
        return reader.poll(handler, fragmentLimit);
    }

    private void onStreamLost(final MarketDataStream stream) {
        if (stream == MarketDataStream.L3) {
            books.onStreamLost();
            // What it still holds may be older than what was lost.
            snapshots.close();
        }
        listener.onStreamLost(stream);
    }

    private int pollSnapshots(final int fragmentLimit) {
        // A snapshot is of use only if the increments after it are certain to arrive.
        if (books.needSnapshots() && (l3 == null || l3.isConnected())) {
            snapshots.open();
            if (snapshots.update()) {
                books.onSnapshotsLost();
            }
            return snapshots.poll(onSnapshot, fragmentLimit);
        }
        if (snapshots.isOpen()) {
            snapshots.close();
            books.onSnapshotsLost();
        }
        return 0;
    }

    private FragmentHandler batchesOf(final MessageHandler messageHandler) {
        return (buffer, offset, length, header) -> onBatch(buffer, offset, length, messageHandler);
    }

    /**
     * What follows an invalid message cannot be found. What the listener throws comes out when it has heard the whole
     * batch, which does not come again.
     */
    private void onBatch(
            final DirectBuffer buffer, final int offset, final int length, final MessageHandler messageHandler) {
        final int end = offset + length;
        RuntimeException fault = null;
        int at = offset;
        while (at < end && !isClosed) {
            try {
                if (!messageHandler.onMessage(buffer, at, end - at)) {
                    skippedFrames++;
                    break;
                }
            } catch (final RuntimeException e) {
                fault = fault == null ? e : fault;
            }
            at += MessageBatch.messageLength(buffer, at);
        }
        if (fault != null) {
            throw fault;
        }
    }

    private boolean onConflated(final DirectBuffer buffer, final int offset, final int length) {
        final int instrumentId = conflated.onFrame(buffer, offset, length);
        if (instrumentId == ConflatedAdapter.INVALID) {
            return frame.wrap(buffer, offset, length) && books.onStatus(frame);
        }
        books.mentioned(instrumentId);
        return true;
    }

    private boolean onTrade(final DirectBuffer buffer, final int offset, final int length) {
        if (!frame.wrap(buffer, offset, length)) {
            return false;
        }
        if (!frame.isTrade()) {
            return books.onStatus(frame);
        }
        frame.tell(listener, books.tradedBook(frame.instrumentId()));
        return true;
    }

    /**
     * The book of an instrument.
     *
     * @param instrumentId id
     * @return null if the instrument is not known yet
     */
    public BookView book(final int instrumentId) {
        return books.get(instrumentId);
    }

    /**
     * The book of an instrument.
     *
     * @param symbol name of the instrument
     * @return null if the instrument is not known yet
     */
    public BookView book(final String symbol) {
        final List<BookView> defined = books.defined();
        for (int i = 0, size = defined.size(); i < size; i++) {
            if (defined.get(i).instrument().symbol().equals(symbol)) {
                return defined.get(i);
            }
        }
        return null;
    }

    /**
     * All instruments that are known. Allocates.
     *
     * @return definitions, in the order in which they became known
     */
    public List<Instrument> instruments() {
        final List<Instrument> instruments = new ArrayList<>();
        for (final BookView book : books.defined()) {
            instruments.add(book.instrument());
        }
        return instruments;
    }

    /**
     * Whether everything can be trusted: there is at least one instrument, none is missing and, if L3 is followed, all
     * books are whole. Each book has an {@link BookView#isWhole()} of its own.
     *
     * @return false while something is suspect
     */
    public boolean isWhole() {
        return books.isWhole();
    }

    /**
     * The last message of L3 that was read, or that was contained in the first snapshot if there was none yet.
     *
     * @return market-data sequence, zero if nothing was read
     */
    public long sequence() {
        return books.sequence();
    }

    /**
     * Frames that were skipped because they were of another schema, of a newer version, unknown or too short.
     *
     * @return count
     */
    public long skippedFrames() {
        return skippedFrames;
    }

    /**
     * Messages that could not be true of the book they were for, which made it suspect.
     *
     * @return count
     */
    public long brokenFrames() {
        return books.brokenFrames();
    }

    /**
     * Times that messages were found missing in L3.
     *
     * @return count
     */
    public long gaps() {
        return books.gaps();
    }

    /** Unsubscribes. The Aeron client stays open. */
    @Override
    public void close() {
        isClosed = true;
        close(l3);
        close(l2);
        close(l1);
        close(trades);
        snapshots.close();
    }

    private static void close(final StreamReader reader) {
        if (reader != null) {
            reader.close();
        }
    }
}
