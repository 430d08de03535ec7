/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import java.util.function.LongConsumer;
import org.agrona.UnsafeApi;

/**
 * What only few orders have, beside the {@link OrderPool} under the same slots: memory is touched for those alone. Owned by
 * the engine's thread.
 */
final class OrderTerms {
    private static final int SHIFT = 6;
    private static final int DISPLAY_QTY = 0;
    private static final int DISPLAYED_QTY = 8;
    private static final int DISPLAY_VARIANCE = 16;
    private static final int DISPLAY_RANDOM = 24;

    private long base;

    /** Room for slots up to a number; what those up to another one hold is kept. */
    void reserve(final int lastSlot, final int lastUsedSlot) {
        final long newBase = NativeMemory.allocate(this, (lastSlot + 1L) << SHIFT);
        if (lastUsedSlot > 0) {
            UnsafeApi.copyMemory(base, newBase, (lastUsedSlot + 1L) << SHIFT);
        }
        base = newBase;
    }

    /** Makes an order an iceberg; it shows nothing yet. */
    void display(final int order, final long displayQty, final long variance, final long seed) {
        final long address = address(order);
        UnsafeApi.putLong(address + DISPLAY_QTY, displayQty);
        UnsafeApi.putLong(address + DISPLAYED_QTY, 0);
        UnsafeApi.putLong(address + DISPLAY_VARIANCE, variance);
        UnsafeApi.putLong(address + DISPLAY_RANDOM, seed);
    }

    /** Shows the first part of an iceberg: the display quantity, at most what is left. */
    void displayFirst(final int order, final long leavesQty) {
        final long address = address(order);
        UnsafeApi.putLong(address + DISPLAYED_QTY, Math.min(UnsafeApi.getLong(address + DISPLAY_QTY), leavesQty));
    }

    /** Smallest part that an iceberg may show, but for the last one. */
    long smallestPart(final int order) {
        final long address = address(order);
        return UnsafeApi.getLong(address + DISPLAY_QTY) - UnsafeApi.getLong(address + DISPLAY_VARIANCE);
    }

    long displayedQty(final int order) {
        return UnsafeApi.getLong(address(order) + DISPLAYED_QTY);
    }

    void displayedQty(final int order, final long qty) {
        UnsafeApi.putLong(address(order) + DISPLAYED_QTY, qty);
    }

    /**
     * Shows the next part of an iceberg: the display quantity, give or take a number from its own row of random numbers
     * (SplitMix64: G. Steele and others, Fast Splittable Pseudorandom Number Generators, 2014), at most what is left.
     */
    void displayNext(final int order, final long leavesQty) {
        final long address = address(order);
        final long variance = UnsafeApi.getLong(address + DISPLAY_VARIANCE);
        long part = UnsafeApi.getLong(address + DISPLAY_QTY) - variance;
        if (variance > 0) {
            final long random = UnsafeApi.getLong(address + DISPLAY_RANDOM) + 0x9E3779B97F4A7C15L;
            UnsafeApi.putLong(address + DISPLAY_RANDOM, random);
            part += Long.remainderUnsigned(mix(random), 2 * variance + 1);
        }
        UnsafeApi.putLong(address + DISPLAYED_QTY, Long.compareUnsigned(part, leavesQty) < 0 ? part : leavesQty);
    }

    void writeIceberg(final int order, final LongConsumer state) {
        final long address = address(order);
        state.accept(UnsafeApi.getLong(address + DISPLAY_QTY));
        state.accept(UnsafeApi.getLong(address + DISPLAYED_QTY));
        state.accept(UnsafeApi.getLong(address + DISPLAY_VARIANCE));
        state.accept(UnsafeApi.getLong(address + DISPLAY_RANDOM));
    }

    private static long mix(final long random) {
        final long once = (random ^ random >>> 30) * 0xBF58476D1CE4E5B9L;
        final long twice = (once ^ once >>> 27) * 0x94D049BB133111EBL;
        return twice ^ twice >>> 31;
    }

    private long address(final int order) {
        return base + ((long) order << SHIFT);
    }
}
