/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import org.agrona.UnsafeApi;

/**
 * Pages of 64 neighbouring prices in native memory, named by their address. A page holds for each price its level, which
 * is the slot of the first order there ({@link OrderPool#NONE}: there is none), and is named by its address as well.
 *
 * <p>A page has a number, which is the key of its first price without the lower bits. A bit for each price that has orders
 * and the two links belong to {@link PageTree}, for pages that are in it.
 */
final class PricePages {
    static final int PRICES_SHIFT = 6;
    static final int PRICES = 1 << PRICES_SHIFT;

    private static final int NUMBER = 0;
    private static final int OCCUPIED = 8;
    private static final int LEFT = 16;
    private static final int RIGHT = 24;
    private static final int LEVELS = NativeMemory.CACHE_LINE;
    private static final int PAGE_LENGTH = LEVELS + PRICES * Integer.BYTES;
    private static final int PAGES_PER_CHUNK = 64;

    private long chunk;
    private int unused;
    private long free;

    /** Address of a page without orders. */
    long acquire(final long number) {
        long page = free;
        if (page == 0) {
            page = acquireNew();
        } else {
            free = UnsafeApi.getLong(page + LEFT);
        }
        UnsafeApi.putLong(page + NUMBER, number);
        UnsafeApi.putLong(page + OCCUPIED, 0);
        return page;
    }

    /** Takes a page without orders back. */
    void release(final long page) {
        UnsafeApi.putLong(page + LEFT, free);
        free = page;
    }

    static long number(final long page) {
        return UnsafeApi.getLong(page + NUMBER);
    }

    static long occupied(final long page) {
        return UnsafeApi.getLong(page + OCCUPIED);
    }

    static void occupied(final long page, final long bits) {
        UnsafeApi.putLong(page + OCCUPIED, bits);
    }

    static long leftLink(final long page) {
        return page + LEFT;
    }

    static long rightLink(final long page) {
        return page + RIGHT;
    }

    /** Level of a key in its page. */
    static long level(final long page, final long key) {
        return page + LEVELS + ((key & PRICES - 1) << 2);
    }

    static int first(final long level) {
        return UnsafeApi.getInt(level);
    }

    static void first(final long level, final int order) {
        UnsafeApi.putInt(level, order);
    }

    private long acquireNew() {
        if (unused == 0) {
            chunk = NativeMemory.allocate(this, (long) PAGES_PER_CHUNK * PAGE_LENGTH);
            unused = PAGES_PER_CHUNK;
        }
        final long page = chunk + (long) --unused * PAGE_LENGTH;
        UnsafeApi.setMemory(page, PAGE_LENGTH, (byte) 0);
        return page;
    }
}
