/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.client;

import io.outcry.codecs.Instrument;
import io.outcry.codecs.MessageBatch;
import io.outcry.codecs.types.Side;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * The books of a feed and the rules by which they become suspect and whole.
 *
 * <p>Increments of whole books are applied at once, those of suspect books are kept. A snapshot taken at sequence S makes
 * a suspect book whole if every increment of that book after S is kept or still to come, that is if S + 1 is not before
 * {@link BookView#suspectSince()}.
 */
final class FeedBooks implements SnapshotListener {
    private final MarketDataListener listener;
    private final boolean followsOrders;
    private final PendingFrames pending;
    private final IncrementalFrame frame = new IncrementalFrame();
    private final Int2ObjectHashMap<BookView> byId = new Int2ObjectHashMap<>();
    private final List<BookView> all = new ArrayList<>();
    private final List<BookView> defined = new ArrayList<>();
    private long sequence;
    private int suspects;

    /** Whether every instrument that exists is known; else those defined before {@link #incompleteSince} may not be. */
    private boolean complete;

    private long incompleteSince;

    /** Where the loop of snapshots was entered; once it comes round again, it has shown every instrument. */
    private int loopStart;

    private BookView building;
    private int ordersToCome;
    private long brokenFrames;
    private long gaps;

    FeedBooks(final MarketDataListener listener, final boolean followsOrders, final int pendingLimitBytes) {
        this.listener = listener;
        this.followsOrders = followsOrders;
        this.pending = new PendingFrames(pendingLimitBytes);
    }

    BookView get(final int instrumentId) {
        final BookView book = byId.get(instrumentId);
        return book == null || book.instrument() == null ? null : book;
    }

    List<BookView> defined() {
        return defined;
    }

    boolean needSnapshots() {
        return !complete || (followsOrders && suspects > 0);
    }

    boolean isWhole() {
        return !defined.isEmpty() && !needSnapshots();
    }

    long sequence() {
        return sequence;
    }

    long brokenFrames() {
        return brokenFrames;
    }

    long gaps() {
        return gaps;
    }

    /**
     * An instrument was mentioned outside of L3. If L3 is not followed and the instrument is unknown, its definition has
     * been missed.
     */
    void mentioned(final int instrumentId) {
        if (!followsOrders && get(instrumentId) == null && complete) {
            complete = false;
            loopStart = 0;
        }
    }

    /** Book for a trade outside of L3, which may be of an instrument whose definition is still to come. */
    BookView tradedBook(final int instrumentId) {
        mentioned(instrumentId);
        return bookOf(instrumentId, incompleteSince);
    }

    /** A message of L3; false if it is not one. */
    boolean onIncrement(final DirectBuffer buffer, final int offset, final int remaining) {
        if (!frame.wrap(buffer, offset, remaining)) {
            return false;
        }
        final long newSequence = frame.sequence();
        if (newSequence <= sequence) {
            return true;
        }
        if (newSequence != sequence + 1) {
            onGap(newSequence);
        } else if (newSequence == 1) {
            complete = true;
        }
        sequence = newSequence;
        if (frame.isDefinition()) {
            onDefinition(frame.instrument());
        } else {
            onChange(buffer, offset);
        }
        return true;
    }

    private void onDefinition(final Instrument instrument) {
        final boolean isNew = !byId.containsKey(instrument.instrumentId());
        final BookView book = bookOf(instrument.instrumentId(), complete ? sequence : incompleteSince);
        define(book, sequence, instrument);
        // If nothing was missed, an unknown instrument is a new one and has no orders.
        if (isNew && complete && followsOrders) {
            makeWhole(book, sequence);
        }
    }

    private void onChange(final DirectBuffer buffer, final int offset) {
        final BookView book = bookOf(frame.instrumentId(), complete ? sequence : incompleteSince);
        if (!book.isWhole()) {
            keep(buffer, offset, MessageBatch.messageLength(buffer, offset));
        } else if (sequence > book.sequence()) {
            if (frame.applyTo(book)) {
                frame.tell(listener, book);
            } else {
                onBroken(book);
            }
        }
    }

    private void keep(final DirectBuffer buffer, final int offset, final int length) {
        if (!pending.append(buffer, offset, length)) {
            pending.clear();
            needNewerSnapshots(sequence);
            pending.append(buffer, offset, length);
        }
    }

    /** Frames before this sequence are missing. A book whose snapshot was ahead of them is still true. */
    private void onGap(final long newSequence) {
        if (sequence > 0) {
            gaps++;
        }
        complete = false;
        incompleteSince = newSequence;
        loopStart = 0;
        pending.clear();
        for (int i = 0, size = all.size(); i < size; i++) {
            final BookView book = all.get(i);
            if (!book.isWhole() || book.sequence() < newSequence - 1) {
                suspect(book, newSequence);
            }
        }
    }

    /** Increments of suspect books before this sequence have been dropped; whole books are not concerned. */
    private void needNewerSnapshots(final long since) {
        incompleteSince = since;
        loopStart = 0;
        for (int i = 0, size = all.size(); i < size; i++) {
            if (!all.get(i).isWhole()) {
                all.get(i).suspect(since);
            }
        }
    }

    private void onBroken(final BookView book) {
        brokenFrames++;
        suspect(book, sequence + 1);
    }

    void onStreamLost() {
        sequence = 0;
        complete = false;
        incompleteSince = 0;
        building = null;
        loopStart = 0;
        pending.clear();
        for (int i = 0, size = all.size(); i < size; i++) {
            suspect(all.get(i), 0);
        }
    }

    void onSnapshotsLost() {
        building = null;
        loopStart = 0;
    }

    @Override
    public void onSnapshotInstrument(final long definitionSequence, final Instrument instrument) {
        define(bookOf(instrument.instrumentId(), incompleteSince), definitionSequence, instrument);
    }

    /** Of an instrument whose orders are followed, the book tells it when it is whole. */
    @Override
    public void onSnapshotIndication(final IncrementalFrame indication) {
        final BookView book = bookOf(indication.instrumentId(), incompleteSince);
        if (indication.indicate(book) && !followsOrders) {
            indication.tell(listener, book);
        }
    }

    /** A definition or an auction, told outside of L3; false if it is something else. L3 tells it in its place. */
    boolean onStatus(final IncrementalFrame status) {
        if (followsOrders) {
            return status.isStatus();
        }
        if (status.isDefinition()) {
            onSnapshotInstrument(status.sequence(), status.instrument());
        } else if (status.isIndication()) {
            mentioned(status.instrumentId());
            onSnapshotIndication(status);
        }
        return status.isStatus();
    }

    @Override
    public void onSnapshotStart(
            final long snapshotSequence,
            final long timeNs,
            final long tradeId,
            final int instrumentId,
            final int orders) {
        building = null;
        final BookView book = get(instrumentId);
        if (book != null && !complete && snapshotSequence >= incompleteSince - 1) {
            followLoop(instrumentId);
        }
        if (followsOrders && book != null && !book.isWhole() && snapshotSequence >= book.suspectSince() - 1) {
            building = book;
            ordersToCome = orders;
            book.snapshotStarted(snapshotSequence, timeNs, tradeId);
        }
    }

    private void followLoop(final int instrumentId) {
        if (loopStart == 0) {
            loopStart = instrumentId;
        } else if (loopStart == instrumentId) {
            complete = true;
            forgetPendingIfWhole();
        }
    }

    private void forgetPendingIfWhole() {
        if (!needSnapshots()) {
            pending.clear();
        }
    }

    @Override
    public void onSnapshotOrder(
            final long snapshotSequence,
            final int instrumentId,
            final long orderId,
            final Side side,
            final long price,
            final long qty) {
        if (!isBuilding(snapshotSequence, instrumentId)) {
            return;
        }
        ordersToCome--;
        if (!building.added(snapshotSequence, building.timeNs(), orderId, side, price, qty)) {
            brokenFrames++;
            building = null;
        }
    }

    @Override
    public void onSnapshotEnd(final long snapshotSequence, final int instrumentId) {
        if (!isBuilding(snapshotSequence, instrumentId)) {
            return;
        }
        final BookView book = building;
        building = null;
        if (ordersToCome != 0 || snapshotSequence < book.suspectSince() - 1) {
            return;
        }
        if (sequence == 0) {
            sequence = snapshotSequence;
        }
        if (pending.replay(book)) {
            makeWhole(book, book.sequence());
        } else {
            onBroken(book);
        }
    }

    private boolean isBuilding(final long snapshotSequence, final int instrumentId) {
        return building != null && building.instrumentId() == instrumentId && building.sequence() == snapshotSequence;
    }

    private BookView bookOf(final int instrumentId, final long suspectSince) {
        BookView book = byId.get(instrumentId);
        if (book == null) {
            book = new BookView(instrumentId);
            book.suspect(suspectSince);
            byId.put(instrumentId, book);
            all.add(book);
            suspects++;
        }
        return book;
    }

    private void define(final BookView book, final long definitionSequence, final Instrument instrument) {
        final boolean isNew = book.instrument() == null;
        if (book.defined(definitionSequence, instrument)) {
            if (isNew) {
                defined.add(book);
            }
            listener.onInstrument(instrument);
        }
    }

    private void makeWhole(final BookView book, final long bookSequence) {
        book.whole(bookSequence);
        suspects--;
        forgetPendingIfWhole();
        listener.onBookWhole(book);
    }

    private void suspect(final BookView book, final long since) {
        final boolean wasWhole = book.isWhole();
        book.suspect(since);
        if (wasWhole) {
            suspects++;
            listener.onBookSuspect(book);
        }
    }
}
