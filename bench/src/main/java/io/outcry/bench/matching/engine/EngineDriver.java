/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.engine;

/**
 * Puts messages into an engine in the form that the engine takes. It prepares that form when it is made; only {@link #feed} is
 * measured. The messages come in order, each once. One thread.
 */
public interface EngineDriver {
    /**
     * Has some messages processed completely, up to the reports, which need not be flushed.
     *
     * @param from the first one
     * @param to the one behind the last
     */
    void feed(int from, int to);

    /**
     * Highest price of a buyer. Not within the measured time.
     *
     * @return ticks, or {@link Matcher#NO_BID}
     */
    long bestBid();

    /**
     * Lowest price of a seller. Not within the measured time.
     *
     * @return ticks, or {@link Matcher#NO_ASK}
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

    /**
     * Hash of all that the engine sent, for one that leaves its reports out of a run.
     *
     * @return equal in equal runs; 0: the reports are the proof
     */
    default long proof() {
        return 0;
    }

    /** Gives back what the engine holds outside the heap. */
    default void close() {}
}
