/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.agrona.UnsafeApi;

/**
 * What only few orders have, beside the {@link OrderPool} under the same slots: memory is touched for those alone. Owned by
 * the engine's thread.
 */
final class OrderTerms {
    private static final int SHIFT = 7;
    private static final int DISPLAY_QTY = 0;
    private static final int DISPLAYED_QTY = 8;
    private static final int DISPLAY_VARIANCE = 16;
    private static final int DISPLAY_RANDOM = 24;
    private static final int EXPIRE_TIME = 32;
    private static final int EXPIRY_NUMBER = 40;
    private static final int EXPIRY_POSITION = 48;
    private static final int TAG = 52;
    private static final int LIMIT_PRICE = 56;
    private static final int PEG_OFFSET = 64;
    private static final int LIMIT_OFFSET = 72;
    private static final int PARTNER = 80;
    private static final int WORKING = 84;
    private static final int TRIGGERED = 88;

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
     * Shows the next part of an iceberg: the display quantity, give or take a number from its own row of random numbers,
     * at most what is left.
     */
    void displayNext(final int order, final long leavesQty) {
        final long address = address(order);
        final long variance = UnsafeApi.getLong(address + DISPLAY_VARIANCE);
        long part = UnsafeApi.getLong(address + DISPLAY_QTY) - variance;
        if (variance > 0) {
            final long random = UnsafeApi.getLong(address + DISPLAY_RANDOM) + SplitMix64.STEP;
            UnsafeApi.putLong(address + DISPLAY_RANDOM, random);
            part += Long.remainderUnsigned(SplitMix64.mix(random), 2 * variance + 1);
        }
        UnsafeApi.putLong(address + DISPLAYED_QTY, Long.compareUnsigned(part, leavesQty) < 0 ? part : leavesQty);
    }

    long expireTimeNs(final int order) {
        return UnsafeApi.getLong(address(order) + EXPIRE_TIME);
    }

    void expireTimeNs(final int order, final long timeNs) {
        UnsafeApi.putLong(address(order) + EXPIRE_TIME, timeNs);
    }

    /** Which of the expiring orders it was, in the order of their coming. */
    long expiryNumber(final int order) {
        return UnsafeApi.getLong(address(order) + EXPIRY_NUMBER);
    }

    void expiryNumber(final int order, final long number) {
        UnsafeApi.putLong(address(order) + EXPIRY_NUMBER, number);
    }

    int expiryPosition(final int order) {
        return UnsafeApi.getInt(address(order) + EXPIRY_POSITION);
    }

    void expiryPosition(final int order, final int position) {
        UnsafeApi.putInt(address(order) + EXPIRY_POSITION, position);
    }

    int tag(final int order) {
        return UnsafeApi.getInt(address(order) + TAG);
    }

    void tag(final int order, final int tag) {
        UnsafeApi.putInt(address(order) + TAG, tag);
    }

    /** Limit of a waiting order, null if it will trade at any price; worst price of a pegged one. */
    long limitPrice(final int order) {
        return UnsafeApi.getLong(address(order) + LIMIT_PRICE);
    }

    void limitPrice(final int order, final long price) {
        UnsafeApi.putLong(address(order) + LIMIT_PRICE, price);
    }

    /** Distance of a trailing stop or a pegged order from the price that it follows. */
    long pegOffset(final int order) {
        return UnsafeApi.getLong(address(order) + PEG_OFFSET);
    }

    /** Distance of the limit of a trailing stop-limit behind its stop price, ticks. */
    long limitOffset(final int order) {
        return UnsafeApi.getLong(address(order) + LIMIT_OFFSET);
    }

    void trail(final int order, final long pegOffset, final long limitOffset) {
        final long address = address(order);
        UnsafeApi.putLong(address + PEG_OFFSET, pegOffset);
        UnsafeApi.putLong(address + LIMIT_OFFSET, limitOffset);
    }

    /** Order that ends when this one trades, and the other way round. */
    int partner(final int order) {
        return UnsafeApi.getInt(address(order) + PARTNER);
    }

    void partner(final int order, final int partner) {
        UnsafeApi.putInt(address(order) + PARTNER, partner);
    }

    /** Order that has to be filled before this one goes to the market. */
    int working(final int order) {
        return UnsafeApi.getInt(address(order) + WORKING);
    }

    void working(final int order, final int working) {
        UnsafeApi.putInt(address(order) + WORKING, working);
    }

    /** Order that goes to the market, with its partner, when this one is filled. */
    int triggered(final int order) {
        return UnsafeApi.getInt(address(order) + TRIGGERED);
    }

    void triggered(final int order, final int triggered) {
        UnsafeApi.putInt(address(order) + TRIGGERED, triggered);
    }

    void writeLinks(final int order, final LongConsumer state) {
        state.accept(partner(order));
        state.accept(working(order));
        state.accept(triggered(order));
    }

    void readLinks(final int order, final LongSupplier state) {
        partner(order, (int) state.getAsLong());
        working(order, (int) state.getAsLong());
        triggered(order, (int) state.getAsLong());
    }

    void writeTrail(final int order, final LongConsumer state) {
        state.accept(pegOffset(order));
        state.accept(limitOffset(order));
    }

    void readTrail(final int order, final LongSupplier state) {
        trail(order, state.getAsLong(), state.getAsLong());
    }

    void writeIceberg(final int order, final LongConsumer state) {
        final long address = address(order);
        state.accept(UnsafeApi.getLong(address + DISPLAY_QTY));
        state.accept(UnsafeApi.getLong(address + DISPLAYED_QTY));
        state.accept(UnsafeApi.getLong(address + DISPLAY_VARIANCE));
        state.accept(UnsafeApi.getLong(address + DISPLAY_RANDOM));
    }

    void readIceberg(final int order, final LongSupplier state) {
        final long address = address(order);
        UnsafeApi.putLong(address + DISPLAY_QTY, state.getAsLong());
        UnsafeApi.putLong(address + DISPLAYED_QTY, state.getAsLong());
        UnsafeApi.putLong(address + DISPLAY_VARIANCE, state.getAsLong());
        UnsafeApi.putLong(address + DISPLAY_RANDOM, state.getAsLong());
    }

    private long address(final int order) {
        return base + ((long) order << SHIFT);
    }
}
