/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.engine;

/**
 * A book of one instrument that matches by price, then time. It gets the {@link
 * io.outcry.bench.matching.report.ReportRing} at construction and reports there what it did, in this order within a message:
 * acknowledgement, trades, cancel acknowledgement of what is left of an immediate order. One thread.
 */
public interface Matcher {
    /** Best bid of an empty side. */
    long NO_BID = Long.MIN_VALUE;

    /** Best ask of an empty side. */
    long NO_ASK = Long.MAX_VALUE;

    /**
     * Acknowledges an order, matches it, and lets the rest of it rest, or cancels that.
     *
     * @param sequence of the message
     * @param orderId name that no order had before
     * @param buy side
     * @param immediateOrCancel whether the rest is cancelled
     * @param price ticks, positive
     * @param qty lots, positive
     */
    void onNew(long sequence, long orderId, boolean buy, boolean immediateOrCancel, long price, long qty);

    /**
     * Takes an order out and acknowledges that with its present side and price, or rejects if it does not rest.
     *
     * @param sequence of the message
     * @param orderId name of the order
     */
    void onCancel(long sequence, long orderId);

    /**
     * Takes an order out and enters it again behind all others, which may trade, then acknowledges the new price and
     * quantity; or rejects if it does not rest.
     *
     * @param sequence of the message
     * @param orderId name of the order
     * @param price ticks, positive
     * @param qty lots, positive
     */
    void onModify(long sequence, long orderId, long price, long qty);

    /**
     * Highest price of a buyer. Not within the measured time.
     *
     * @return ticks, or {@link #NO_BID}
     */
    long bestBid();

    /**
     * Lowest price of a seller. Not within the measured time.
     *
     * @return ticks, or {@link #NO_ASK}
     */
    long bestAsk();

    /**
     * What rests at a price. Not within the measured time.
     *
     * @param buy side
     * @param price ticks
     * @return lots, 0: nothing
     */
    long depth(boolean buy, long price);
}
