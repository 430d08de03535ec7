/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

/**
 * The resting orders of one instrument in the order in which they trade. The engine decides what trades; the book keeps
 * the queues. Orders are slots of an {@link OrderPool}. Owned by the engine's thread.
 */
public interface OrderBook {
    /**
     * Puts an order behind all others of its side that trade before it or as early.
     *
     * @param order acquired, told its side, in no book
     * @param buy side
     * @param price ticks, any
     */
    void add(int order, boolean buy, long price);

    /**
     * Takes an order out.
     *
     * @param order in this book
     * @param buy its side
     */
    void remove(int order, boolean buy);

    /**
     * Order of a side that trades first.
     *
     * @param buy side
     * @return {@link OrderPool#NONE} if there is none
     */
    int best(boolean buy);

    /**
     * Order of a side that trades first, if its price is a limit or better for who takes it.
     *
     * @param buy side
     * @param limitPrice ticks, any: the lowest price for buy orders, the highest for sell orders
     * @return {@link OrderPool#NONE} if there is none
     */
    int best(boolean buy, long limitPrice);

    /**
     * Order of a side that trades first, as {@link #best(boolean, long)}, of those that trade in part, too.
     *
     * @param buy side
     * @param limitPrice ticks, any: the lowest price for buy orders, the highest for sell orders
     * @return {@link OrderPool#NONE} if there is none
     */
    int bestFirm(boolean buy, long limitPrice);

    /**
     * Order of a side that trades first of those that trade whole or not at all.
     *
     * @param buy side
     * @return {@link OrderPool#NONE} if there is none
     */
    int bestAllOrNone(boolean buy);

    /**
     * Order that trades after another one, both whole or not at all.
     *
     * @param order in this book
     * @param buy its side
     * @return {@link OrderPool#NONE} if it is the last one of its side
     */
    int nextAllOrNone(int order, boolean buy);

    /**
     * Order of a side that trades first of those that the market sees.
     *
     * @param buy side
     * @return {@link OrderPool#NONE} if there is none
     */
    int bestShown(boolean buy);

    /**
     * Order that trades after another one.
     *
     * @param order in this book
     * @param buy its side
     * @return {@link OrderPool#NONE} if it is the last one of its side
     */
    int next(int order, boolean buy);

    /**
     * Order that trades first of those at a price.
     *
     * @param buy side
     * @param price ticks, any
     * @return {@link OrderPool#NONE} if none rests there
     */
    int firstAt(boolean buy, long price);

    /**
     * Quantity that is open at a price, whether it is shown or not.
     *
     * @param buy side
     * @param price ticks, any
     * @return lots, 0 if no order rests there
     */
    long depth(boolean buy, long price);
}
