/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.gateway;

import java.util.Arrays;

/** Commands that came again, as numbers of their session, and which of them are answered again already. */
final class RepeatedCommands {
    private final long[] seqNums;
    private final boolean[] answered;
    private int count;

    RepeatedCommands(final int capacity) {
        seqNums = new long[capacity];
        answered = new boolean[capacity];
    }

    void clear() {
        count = 0;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** False if there are as many as there can be. */
    boolean add(final long seqNum) {
        if (count == seqNums.length) {
            return false;
        }
        seqNums[count++] = seqNum;
        return true;
    }

    /** To be called when all are there, before any is asked for; each counts once. */
    void sort() {
        Arrays.sort(seqNums, 0, count);
        Arrays.fill(answered, false);
        int distinct = 0;
        for (int place = 0; place < count; place++) {
            if (place == 0 || seqNums[place] != seqNums[place - 1]) {
                seqNums[distinct++] = seqNums[place];
            }
        }
        count = distinct;
    }

    /** Whether a command is one of these; it is answered then. */
    boolean answer(final long seqNum) {
        final int place = Arrays.binarySearch(seqNums, 0, count, seqNum);
        if (place >= 0) {
            answered[place] = true;
        }
        return place >= 0;
    }

    /** The largest one that is not answered, until {@link #removeLast}; 0 if there is none. */
    long lastUnanswered() {
        while (count > 0 && answered[count - 1]) {
            count--;
        }
        return count == 0 ? 0 : seqNums[count - 1];
    }

    void removeLast() {
        count--;
    }
}
