/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.client;

import io.outcry.codecs.types.Side;
import java.util.Arrays;

/**
 * The price levels of one side in two parallel arrays, the best price last, since that is where levels come and go.
 * Sorting is by key: the price of a buy, the complement of the price of a sell, which reverses the order of every long.
 */
final class BookSide {
    private static final int INITIAL_LEVELS = 64;

    private final Side side;
    private final long flip;
    private long[] keys = new long[INITIAL_LEVELS];
    private PriceLevel[] levels = new PriceLevel[INITIAL_LEVELS];
    private int size;
    private long totalQty;
    private PriceLevel free;

    BookSide(final Side side) {
        this.side = side;
        this.flip = side == Side.BUY ? 0L : -1L;
    }

    int size() {
        return size;
    }

    long totalQty() {
        return totalQty;
    }

    /** Zero is the best level; null if there are not as many. */
    PriceLevel atDepth(final int depth) {
        return depth >= 0 && depth < size ? levels[size - 1 - depth] : null;
    }

    PriceLevel at(final long price) {
        final int index = indexOf(price ^ flip);
        return index < 0 ? null : levels[index];
    }

    /** False, and no change, if a sum of quantities would leave the range of a long. */
    boolean append(final BookOrder order, final long price) {
        if (totalQty > Long.MAX_VALUE - order.qty) {
            return false;
        }
        final long key = price ^ flip;
        final int index = indexOf(key);
        final PriceLevel level = index < 0 ? insert(-index - 1, key, price) : levels[index];
        level.append(order);
        totalQty += order.qty;
        return true;
    }

    void reduce(final BookOrder order, final long qtyLeft) {
        final long less = order.qty - qtyLeft;
        order.qty = qtyLeft;
        order.level.qty -= less;
        totalQty -= less;
    }

    void remove(final BookOrder order) {
        final PriceLevel level = order.level;
        level.remove(order);
        totalQty -= order.qty;
        if (level.first == null) {
            removeLevel(indexOf(level.price ^ flip));
        }
    }

    void clear() {
        while (size > 0) {
            release(levels[--size]);
            levels[size] = null;
        }
        totalQty = 0;
    }

    private int indexOf(final long key) {
        // The best level is by far the likeliest.
        if (size > 0 && keys[size - 1] == key) {
            return size - 1;
        }
        final int index = lowerBound(key);
        return index < size && keys[index] == key ? index : -index - 1;
    }

    /** Halves without a branch that would be guessed wrong every other time. */
    private int lowerBound(final long key) {
        int first = 0;
        for (int count = size; count > 0; ) {
            final int half = count + 1 >>> 1;
            first += keys[first + half - 1] < key ? half : 0;
            count -= half;
        }
        return first;
    }

    private PriceLevel insert(final int index, final long key, final long price) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
            levels = Arrays.copyOf(levels, 2 * size);
        }
        System.arraycopy(keys, index, keys, index + 1, size - index);
        System.arraycopy(levels, index, levels, index + 1, size - index);
        size++;
        final PriceLevel level = acquire();
        level.price = price;
        keys[index] = key;
        levels[index] = level;
        return level;
    }

    private void removeLevel(final int index) {
        release(levels[index]);
        size--;
        System.arraycopy(keys, index + 1, keys, index, size - index);
        System.arraycopy(levels, index + 1, levels, index, size - index);
        levels[size] = null;
    }

    private PriceLevel acquire() {
        final PriceLevel level = free;
        if (level == null) {
            return new PriceLevel(side);
        }
        free = level.nextFree;
        level.nextFree = null;
        return level;
    }

    private void release(final PriceLevel level) {
        level.first = null;
        level.last = null;
        level.qty = 0;
        level.orders = 0;
        level.nextFree = free;
        free = level;
    }
}
