/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.explain;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.outcry.codecs.Instrument;
import java.util.List;
import java.util.Map;

/**
 * The life of an order.
 *
 * @param orderId number of the exchange, null if the order was rejected
 * @param accountId who placed it
 * @param clOrdId number of the client when it came
 * @param instrument what it is about, null if there is no such instrument
 * @param symbol of the instrument, null if there is no such instrument
 * @param side BUY or SELL
 * @param command that brought the order, with all of its terms
 * @param steps in the order in which they happened; of those ahead only the first and the last ones
 * @param omittedSteps how many of those ahead were left out
 * @param ahead all that happened ahead, by type
 * @param tradedLots what traded at the price of the order while it rested, by others
 * @param state how it ended, or OPEN
 * @param cumLots what of it was filled
 * @param leavesLots what of it is open now
 * @param place what stands in front of it now; null if it does not rest
 */
public record OrderLife(
        Long orderId,
        int accountId,
        long clOrdId,
        @JsonIgnore Instrument instrument,
        String symbol,
        String side,
        String command,
        List<OrderStep> steps,
        int omittedSteps,
        Map<OrderStep.Type, Total> ahead,
        long tradedLots,
        State state,
        long cumLots,
        long leavesLots,
        OrderStep.Place place) {

    /** How an order ended. */
    public enum State {
        /** It rests, or waits for its trigger. */
        OPEN,
        /** All of it traded. */
        FILLED,
        /** It was cancelled. */
        CANCELED,
        /** It ended by itself. */
        EXPIRED,
        /** It was refused. */
        REJECTED
    }

    /**
     * Sum of what happened ahead.
     *
     * @param orders how many times it happened to an order
     * @param qtyLots what left the queue
     */
    public record Total(long orders, long qtyLots) {
        Total plus(final Total more) {
            return new Total(orders + more.orders, qtyLots + more.qtyLots);
        }
    }
}
