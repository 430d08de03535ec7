/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.risk;

import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** What an account bought and sold of one instrument, in lots. Owned by the engine's thread. */
public final class Position {
    private long netQty;
    private long openBuyQty;
    private long openSellQty;

    Position() {}

    /**
     * Bought minus sold.
     *
     * @return lots, negative if short
     */
    public long netQty() {
        return netQty;
    }

    /**
     * Open quantity of the buy orders.
     *
     * @return lots
     */
    public long openBuyQty() {
        return openBuyQty;
    }

    /**
     * Open quantity of the sell orders.
     *
     * @return lots
     */
    public long openSellQty() {
        return openSellQty;
    }

    /** Whether the position stays a 64-bit number if every open order and this quantity trade. */
    boolean fits(final boolean buy, final long qty) {
        if (buy) {
            return Long.MAX_VALUE - openBuyQty >= qty && Long.MAX_VALUE - openBuyQty - qty >= Math.max(netQty, 0);
        }
        return Long.MAX_VALUE - openSellQty >= qty && Long.MAX_VALUE - openSellQty - qty >= Math.max(-netQty, 0);
    }

    void open(final boolean buy, final long qty) {
        if (buy) {
            openBuyQty += qty;
        } else {
            openSellQty += qty;
        }
    }

    void close(final boolean buy, final long qty) {
        open(buy, -qty);
    }

    void fill(final boolean buy, final long qty) {
        close(buy, qty);
        netQty += buy ? qty : -qty;
    }

    void writeState(final LongConsumer state) {
        state.accept(netQty);
        state.accept(openBuyQty);
        state.accept(openSellQty);
    }

    void readState(final LongSupplier state) {
        netQty = state.getAsLong();
        openBuyQty = state.getAsLong();
        openSellQty = state.getAsLong();
    }
}
