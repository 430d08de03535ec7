/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import java.util.Arrays;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * What is known of the session of each key: its epoch, the number of the last command that was applied in it, how many
 * reports it has had, and which event opened it. So a command that comes again has no second effect, and reports have the
 * same numbers whenever they are sent. A session that was never opened is in epoch 0.
 */
final class Sessions {
    static final int MAX_SESSION_ID = 65_535;

    private static final int INITIAL_CAPACITY = 64;

    private long[] epochs = new long[INITIAL_CAPACITY];
    private long[] lastSeqNums = new long[INITIAL_CAPACITY];
    private long[] reports = new long[INITIAL_CAPACITY];
    private long[] openedSequences = new long[INITIAL_CAPACITY];
    private int lastSessionId;

    static boolean isPossible(final int sessionId) {
        return sessionId >= 1 && sessionId <= MAX_SESSION_ID;
    }

    /** Takes note of a command of a possible session; false if its number is not above the last one. */
    boolean apply(final int sessionId, final long refSeqNum) {
        if (sessionId > lastSessionId) {
            growTo(sessionId);
        }
        if (refSeqNum <= lastSeqNums[sessionId]) {
            return false;
        }
        lastSeqNums[sessionId] = refSeqNum;
        return true;
    }

    /** Resumes the epoch of a possible session, or begins a new one with the event of this sequence; false if it is stale. */
    boolean open(final int sessionId, final long epoch, final long sequence) {
        if (sessionId > lastSessionId) {
            growTo(sessionId);
        }
        if (epoch < Math.max(1, epochs[sessionId])) {
            return false;
        }
        if (epoch > epochs[sessionId]) {
            epochs[sessionId] = epoch;
            lastSeqNums[sessionId] = 0;
            reports[sessionId] = 0;
            openedSequences[sessionId] = sequence;
        }
        return true;
    }

    /** Counts an event that goes to a session which has sent a command. */
    void reported(final int sessionId) {
        reports[sessionId]++;
    }

    long lastSeqNum(final int sessionId) {
        return lastSeqNums[sessionId];
    }

    /** How many there were in this epoch. */
    long reports(final int sessionId) {
        return reports[sessionId];
    }

    /** Sequence of the event that opened this epoch. */
    long openedSequence(final int sessionId) {
        return openedSequences[sessionId];
    }

    void writeState(final LongConsumer state) {
        state.accept(lastSessionId);
        for (int sessionId = 1; sessionId <= lastSessionId; sessionId++) {
            state.accept(epochs[sessionId]);
            state.accept(lastSeqNums[sessionId]);
            state.accept(reports[sessionId]);
            state.accept(openedSequences[sessionId]);
        }
    }

    void readState(final LongSupplier state) {
        growTo((int) state.getAsLong());
        for (int sessionId = 1; sessionId <= lastSessionId; sessionId++) {
            epochs[sessionId] = state.getAsLong();
            lastSeqNums[sessionId] = state.getAsLong();
            reports[sessionId] = state.getAsLong();
            openedSequences[sessionId] = state.getAsLong();
        }
    }

    private void growTo(final int sessionId) {
        lastSessionId = sessionId;
        if (sessionId >= epochs.length) {
            final int capacity = Integer.highestOneBit(sessionId) * 2;
            epochs = Arrays.copyOf(epochs, capacity);
            lastSeqNums = Arrays.copyOf(lastSeqNums, capacity);
            reports = Arrays.copyOf(reports, capacity);
            openedSequences = Arrays.copyOf(openedSequences, capacity);
        }
    }
}
