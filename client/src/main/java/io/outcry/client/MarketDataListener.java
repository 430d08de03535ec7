/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.client;

import io.outcry.codecs.Instrument;
import io.outcry.codecs.types.Side;

/**
 * What a {@link MarketDataFeed} tells its owner, on the thread that polls. Prices are ticks, quantities lots, times
 * exchange time in ns since 1970. Order and trade callbacks come after the book was changed and only for whole books;
 * what happened while a book was suspect is not told event by event, it is in the book when it is whole again.
 *
 * <p>An exception that leaves a callback goes to Aeron's error handler; the frame counts as read.
 */
public interface MarketDataListener {
    /**
     * An instrument is new or has changed, be it only its trading status.
     *
     * @param instrument its definition
     */
    default void onInstrument(final Instrument instrument) {}

    /**
     * An order joined the back of its level.
     *
     * @param book as it is now
     * @param timeNs exchange time
     * @param orderId number that the exchange gave it
     * @param side of the order
     * @param price ticks
     * @param qty lots
     */
    default void onOrderAdded(
            final BookView book,
            final long timeNs,
            final long orderId,
            final Side side,
            final long price,
            final long qty) {}

    /**
     * An order became smaller and kept its place.
     *
     * @param book as it is now
     * @param timeNs exchange time
     * @param orderId number that the exchange gave it
     * @param side of the order
     * @param price ticks
     * @param qty what is left, lots
     */
    default void onOrderReduced(
            final BookView book,
            final long timeNs,
            final long orderId,
            final Side side,
            final long price,
            final long qty) {}

    /**
     * An order left without a trade.
     *
     * @param book as it is now
     * @param timeNs exchange time
     * @param orderId number that the exchange gave it
     * @param side of the order
     * @param price ticks
     * @param qty what it had left, lots
     */
    default void onOrderDeleted(
            final BookView book,
            final long timeNs,
            final long orderId,
            final Side side,
            final long price,
            final long qty) {}

    /**
     * A resting order traded, or two orders did in an auction; then what becomes of them follows. Comes from L3 or, for
     * those who do not follow L3, from the trades stream; then the book is never whole.
     *
     * @param book as it is now
     * @param timeNs exchange time
     * @param tradeId number in its instrument, dense from 1
     * @param makerOrderId order that rested; null value if it was hidden, and in an auction
     * @param takerOrderId order that took; null value in an auction
     * @param takerSide side of the order that took; {@link Side#NULL_VAL} in an auction
     * @param price of the resting order, or of the auction, ticks
     * @param qty lots
     */
    default void onTrade(
            final BookView book,
            final long timeNs,
            final long tradeId,
            final long makerOrderId,
            final long takerOrderId,
            final Side takerSide,
            final long price,
            final long qty) {}

    /**
     * What the auction of an instrument would do if it ended now. The book may be crossed during a call.
     *
     * @param book as it is now
     * @param timeNs exchange time
     * @param price of all trades, ticks, null value if there would be none
     * @param qty that would trade, lots
     * @param imbalanceSide side of what would be left at this price; {@link Side#NULL_VAL} if nothing would
     * @param imbalanceQty how much that is, lots
     */
    default void onAuctionIndication(
            final BookView book,
            final long timeNs,
            final long price,
            final long qty,
            final Side imbalanceSide,
            final long imbalanceQty) {}

    /**
     * A book can be trusted from now on; read it anew.
     *
     * @param book whole
     */
    default void onBookWhole(final BookView book) {}

    /**
     * Messages are missing; the book means nothing until it is whole again.
     *
     * @param book suspect
     */
    default void onBookSuspect(final BookView book) {}

    /**
     * A price level as it is now (L2).
     *
     * @param instrumentId instrument
     * @param sequence of the last market-data message that it contains
     * @param timeNs exchange time
     * @param side of the level
     * @param price ticks
     * @param qty lots, zero if the level is gone
     * @param orders count, zero if the level is gone
     */
    default void onLevel(
            final int instrumentId,
            final long sequence,
            final long timeNs,
            final Side side,
            final long price,
            final long qty,
            final int orders) {}

    /**
     * The best prices as they are now (L1).
     *
     * @param instrumentId instrument
     * @param sequence of the last market-data message that it contains
     * @param timeNs exchange time
     * @param bidPrice ticks, null value if there is none
     * @param bidQty lots, zero if there is none
     * @param askPrice ticks, null value if there is none
     * @param askQty lots, zero if there is none
     */
    default void onBestBidOffer(
            final int instrumentId,
            final long sequence,
            final long timeNs,
            final long bidPrice,
            final long bidQty,
            final long askPrice,
            final long askQty) {}

    /**
     * Messages of a stream may be missing. For L3 the books have been marked suspect; of L2 and L1 forget every level
     * and price, all of them will follow anew; trades are lost.
     *
     * @param stream which
     */
    default void onStreamLost(final MarketDataStream stream) {}
}
