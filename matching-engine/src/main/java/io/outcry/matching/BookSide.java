/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import java.util.Arrays;

/**
 * The price levels of one side in a sorted array with the best price at its end, where most changes happen. Sell prices
 * are negated as sort keys, so that one code path serves both sides.
 */
final class BookSide {
    private static final int INITIAL_LEVELS = 256;

    private final long sign;
    private long[] keys = new long[INITIAL_LEVELS];
    private PriceLevel[] levels = new PriceLevel[INITIAL_LEVELS];
    private int count;
    private PriceLevel free;

    BookSide(final boolean buy) {
        sign = buy ? 1 : -1;
    }

    int count() {
        return count;
    }

    /** Level at a depth, 0 being the best. */
    PriceLevel level(final int depth) {
        return levels[count - 1 - depth];
    }

    PriceLevel best() {
        return count == 0 ? null : levels[count - 1];
    }

    PriceLevel getOrAdd(final long price) {
        final long key = sign * price;
        final int index = indexOf(key);
        return index >= 0 ? levels[index] : insert(-index - 1, key, price);
    }

    void remove(final PriceLevel level) {
        final int index = indexOf(sign * level.price);
        final int behind = --count - index;
        System.arraycopy(keys, index + 1, keys, index, behind);
        System.arraycopy(levels, index + 1, levels, index, behind);
        levels[count] = null;
        level.nextFree = free;
        free = level;
    }

    private PriceLevel insert(final int index, final long key, final long price) {
        if (count == keys.length) {
            keys = Arrays.copyOf(keys, count * 2);
            levels = Arrays.copyOf(levels, count * 2);
        }
        final PriceLevel level = acquire(price);
        System.arraycopy(keys, index, keys, index + 1, count - index);
        System.arraycopy(levels, index, levels, index + 1, count - index);
        keys[index] = key;
        levels[index] = level;
        count++;
        return level;
    }

    private PriceLevel acquire(final long price) {
        PriceLevel level = free;
        if (level == null) {
            level = new PriceLevel();
        } else {
            free = level.nextFree;
            level.nextFree = null;
        }
        level.price = price;
        return level;
    }

    private int indexOf(final long key) {
        return count > 0 && keys[count - 1] == key ? count - 1 : Arrays.binarySearch(keys, 0, count, key);
    }
}
