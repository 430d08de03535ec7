/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** How often the quotes of one account may be filled in a time before they are pulled. */
final class QuoteProtection {
    static final int MAX_FILLS = 1_000;
    static final long MAX_WINDOW_NS = Schedule.DAY_NS;

    private int sessionId;
    private long clOrdId;
    private int maxFills;
    private long windowNs;
    private long[] fillTimes = {};
    private long fills;
    private boolean hasPulled;

    static boolean isPossible(final int maxFills, final long windowNs) {
        return maxFills == 0 || maxFills > 0 && maxFills <= MAX_FILLS && windowNs > 0 && windowNs <= MAX_WINDOW_NS;
    }

    /** Counts anew, and lets the account quote again. */
    void set(final int newSessionId, final long newClOrdId, final int newMaxFills, final long newWindowNs) {
        sessionId = newSessionId;
        clOrdId = newClOrdId;
        maxFills = newMaxFills;
        windowNs = newWindowNs;
        if (fillTimes.length < newMaxFills) {
            fillTimes = new long[newMaxFills];
        }
        fills = 0;
        hasPulled = false;
    }

    /** Returns whether this fill is the one too many; those behind it do not count. */
    boolean onFill(final long timeNs) {
        if (maxFills == 0 || hasPulled) {
            return false;
        }
        fillTimes[(int) (fills++ % maxFills)] = timeNs;
        hasPulled = fills >= maxFills && timeNs - fillTimes[(int) (fills % maxFills)] < windowNs;
        return hasPulled;
    }

    /** Whether the account may not quote until its protection is set again. */
    boolean hasPulled() {
        return hasPulled;
    }

    /** Session that set it. */
    int sessionId() {
        return sessionId;
    }

    /** Number of the request that set it. */
    long clOrdId() {
        return clOrdId;
    }

    int maxFills() {
        return maxFills;
    }

    long windowNs() {
        return windowNs;
    }

    void writeState(final LongConsumer state) {
        state.accept(sessionId);
        state.accept(clOrdId);
        state.accept(maxFills);
        state.accept(windowNs);
        state.accept(hasPulled ? 1 : 0);
        state.accept(fills);
        for (long fill = Math.max(0, fills - maxFills); fill < fills; fill++) {
            state.accept(fillTimes[(int) (fill % maxFills)]);
        }
    }

    void readState(final LongSupplier state) {
        set((int) state.getAsLong(), state.getAsLong(), (int) state.getAsLong(), state.getAsLong());
        hasPulled = state.getAsLong() != 0;
        fills = state.getAsLong();
        for (long fill = Math.max(0, fills - maxFills); fill < fills; fill++) {
            fillTimes[(int) (fill % maxFills)] = state.getAsLong();
        }
    }
}
