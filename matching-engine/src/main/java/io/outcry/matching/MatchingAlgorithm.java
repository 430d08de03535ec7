/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

/**
 * Who trades, at a price that has more than a taker wants. Each step gives a part and leaves the rest to the next one, so that
 * an algorithm is a chain of steps; the last one gives all that is left.
 */
interface MatchingAlgorithm {
    /** Gives parts of the quantity that is left, until there is none. */
    void allocate(Allocation allocation);

    /** Everybody in proportion to quantity, rounded down, but no share below a minimum; what that leaves, who came first. */
    static MatchingAlgorithm proRata(final long minAllocation) {
        return allocation -> {
            allocation.giveInProportion(minAllocation);
            allocation.giveRestByTime();
        };
    }

    /** A part, rounded down, to who came first. */
    static MatchingAlgorithm partByTime(final int percent, final MatchingAlgorithm next) {
        return allocation -> {
            allocation.giveByTime(allocation.percentOfLeft(percent), 0);
            next.allocate(allocation);
        };
    }

    /** As much as it wants to the order that came first. */
    static MatchingAlgorithm topOrder(final MatchingAlgorithm next) {
        return allocation -> {
            allocation.giveFirst();
            next.allocate(allocation);
        };
    }

    /** A part, rounded down, to the orders of one account, of these who came first. */
    static MatchingAlgorithm marketMaker(final int accountId, final int percent, final MatchingAlgorithm next) {
        return allocation -> {
            allocation.giveByTime(allocation.percentOfLeft(percent), accountId);
            next.allocate(allocation);
        };
    }
}
