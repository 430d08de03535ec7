/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import java.util.Arrays;

/**
 * How a quantity is divided among the orders that the market sees at one price, when it is not enough for all of them. A
 * {@link MatchingAlgorithm} gives parts of it, until nothing is left.
 */
final class Allocation {
    private int[] orders = new int[64];
    private int[] accountIds = new int[64];
    private long[] unfilled = new long[64];
    private long[] given = new long[64];
    private int size;
    private long left;

    /** Begins with a quantity, and no orders yet. */
    void begin(final long qty) {
        left = qty;
        size = 0;
    }

    /** Adds an order behind those that came before it. */
    void add(final int order, final int accountId, final long qty) {
        if (size == orders.length) {
            orders = Arrays.copyOf(orders, 2 * size);
            accountIds = Arrays.copyOf(accountIds, 2 * size);
            unfilled = Arrays.copyOf(unfilled, 2 * size);
            given = Arrays.copyOf(given, 2 * size);
        }
        orders[size] = order;
        accountIds[size] = accountId;
        unfilled[size] = qty;
        given[size++] = 0;
    }

    int size() {
        return size;
    }

    /** The order at a place from 0, in the order of time. */
    int order(final int place) {
        return orders[place];
    }

    /** What that order gets, lots. */
    long given(final int place) {
        return given[place];
    }

    /** A part of what is left, rounded down. */
    long percentOfLeft(final int percent) {
        return left / 100 * percent + left % 100 * percent / 100;
    }

    /** Gives up to a quantity to the orders, who came first gets first; those of one account only, if it is not 0. */
    void giveByTime(final long qty, final int accountId) {
        long toGive = Math.min(qty, left);
        for (int place = 0; place < size && toGive > 0; place++) {
            if (accountId == 0 || accountIds[place] == accountId) {
                toGive -= give(place, toGive);
            }
        }
    }

    /** Gives all that is left to the orders, who came first gets first. */
    void giveRestByTime() {
        giveByTime(left, 0);
    }

    void giveFirst() {
        give(0, left);
    }

    /** Gives each order its share of what is left, rounded down to lots; shares below a quantity are not given. */
    void giveInProportion(final long minShare) {
        final long qty = left;
        long total = 0;
        for (int place = 0; place < size; place++) {
            total = unfilled[place] > Long.MAX_VALUE - total ? Long.MAX_VALUE : total + unfilled[place];
        }
        for (int place = 0; place < size && total > 0; place++) {
            final long share = share(qty, unfilled[place], total);
            if (share >= minShare) {
                give(place, share);
            }
        }
    }

    private long give(final int place, final long most) {
        final long qty = Math.min(Math.min(most, unfilled[place]), left);
        unfilled[place] -= qty;
        given[place] += qty;
        left -= qty;
        return qty;
    }

    /** Quantity times part by whole, rounded down; the product may have 126 bits. */
    private static long share(final long qty, final long part, final long whole) {
        final long high = Math.multiplyHigh(qty, part);
        final long low = qty * part;
        if (high == 0 && low >= 0) {
            return low / whole;
        }
        long remainder = high;
        long quotient = 0;
        for (int bit = Long.SIZE - 1; bit >= 0; bit--) {
            remainder = remainder << 1 | low >>> bit & 1;
            quotient <<= 1;
            if (Long.compareUnsigned(remainder, whole) >= 0) {
                remainder -= whole;
                quotient |= 1;
            }
        }
        return quotient;
    }
}
