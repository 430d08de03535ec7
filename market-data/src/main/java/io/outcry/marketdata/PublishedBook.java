/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.marketdata;

import io.outcry.client.BookView;
import io.outcry.codecs.NullValue;
import io.outcry.codecs.types.Side;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** One instrument: its book as subscribers have it, and what of it is still to be published. */
final class PublishedBook {
    final BookView view;
    final DirtyPrices dirtyBids = new DirtyPrices();
    final DirtyPrices dirtyAsks = new DirtyPrices();

    /** The InstrumentDefinition frame as last received. */
    final UnsafeBuffer definition = new UnsafeBuffer(new byte[0]);

    /** The AuctionIndication frame as last received; empty if the status has changed since. */
    final UnsafeBuffer indication = new UnsafeBuffer(new byte[0]);

    /** Whether these two are still to be sent to those who listen. */
    boolean isStatusDueOnL2;

    boolean isStatusDueOnL1;

    /** Whether {@link LevelPublisher} has it in its queue. */
    boolean isQueued;

    private long bidPrice;
    private long bidQty;
    private long askPrice;
    private long askQty;

    PublishedBook(final int instrumentId) {
        view = new BookView(instrumentId);
        forgetBest();
    }

    void definition(final DirectBuffer buffer, final int offset, final int length) {
        copy(definition, buffer, offset, length);
    }

    void indication(final DirectBuffer buffer, final int offset, final int length) {
        copy(indication, buffer, offset, length);
    }

    void forgetIndication() {
        indication.wrap(new byte[0]);
    }

    private static void copy(final UnsafeBuffer frame, final DirectBuffer buffer, final int offset, final int length) {
        if (frame.capacity() != length) {
            frame.wrap(new byte[length]);
        }
        frame.putBytes(0, buffer, offset, length);
    }

    DirtyPrices dirty(final Side side) {
        return side == Side.BUY ? dirtyBids : dirtyAsks;
    }

    void markEveryLevel() {
        for (int depth = 0, levels = view.levels(Side.BUY); depth < levels; depth++) {
            dirtyBids.add(view.levelPrice(Side.BUY, depth));
        }
        for (int depth = 0, levels = view.levels(Side.SELL); depth < levels; depth++) {
            dirtyAsks.add(view.levelPrice(Side.SELL, depth));
        }
    }

    boolean isBestPublished() {
        return bidPrice == view.bestBid()
                && askPrice == view.bestAsk()
                && bidQty == view.bestBidQty()
                && askQty == view.bestAskQty();
    }

    void bestPublished() {
        bidPrice = view.bestBid();
        askPrice = view.bestAsk();
        bidQty = view.bestBidQty();
        askQty = view.bestAskQty();
    }

    /** A quantity that no book has, so that the next comparison fails. */
    void forgetBest() {
        bidQty = NullValue.INT64;
    }
}
