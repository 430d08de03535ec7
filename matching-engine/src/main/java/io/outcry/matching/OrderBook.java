/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.risk.Amount;
import java.util.function.Consumer;

/** The resting orders of one instrument in price-time order. The engine decides what trades; the book keeps the queues. */
interface OrderBook {
    /** Puts an order with its price and open quantity at the back of its price level. */
    void add(Order order);

    /** Takes a resting order out. */
    void remove(Order order);

    /** Makes a resting order smaller by a quantity up to its open quantity; it keeps its place. */
    void reduce(Order order, long qty);

    /** Returns the oldest order at the best price of a side, or null. */
    Order best(boolean buy);

    /** Whether resting orders that a limit price (null: any price) reaches add up to a quantity. */
    boolean canFill(boolean buyer, long limitPrice, long qty);

    /**
     * Sums what a market buyer would pay for a quantity, or for all there is, in quote units.
     *
     * @return false if that is more than an amount can hold
     */
    boolean costOf(long qty, long quoteUnitsPerTickLot, Amount cost);

    /** Visits the orders of a side in price-time order. */
    void forEach(boolean buy, Consumer<Order> visitor);

    int orders();
}
