/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.engine.DefineInstrumentDecoder;
import io.outcry.codecs.types.BandAction;
import io.outcry.codecs.types.RejectReason;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * What keeps prices of an instrument from going astray, as its definition says.
 *
 * @param referencePrice ticks; null if there is none. Stands for the price of the last auction, and for that of the last trade
 *     where orders are checked and auctions have a choice, until there is one
 * @param maxNotional largest order, ticks times lots; 0 for no limit
 * @param pauseNs how long a pause halts
 * @param auctionNs how long the auction behind the band calls
 * @param staticBandBps distance of trades from the price of the last auction; 0 for any
 * @param dynamicBandBps distance of trades from the trade before the order; 0 for any
 * @param maxDeviationBps distance of limits beyond the last trade, or the reference price; 0 for any
 * @param bandAction what happens at the edge of the band
 */
record Protection(
        long referencePrice,
        long maxNotional,
        long pauseNs,
        long auctionNs,
        int staticBandBps,
        int dynamicBandBps,
        int maxDeviationBps,
        BandAction bandAction) {
    private static final int MAX_BPS = 60_000;

    static Protection of(final DefineInstrumentDecoder command) {
        return new Protection(
                command.referencePrice(),
                command.maxNotional(),
                command.pauseNs(),
                command.auctionNs(),
                command.staticBandBps(),
                command.dynamicBandBps(),
                command.maxDeviationBps(),
                command.bandAction());
    }

    boolean isPossible() {
        return (referencePrice == NullValue.INT64 || referencePrice > 0)
                && maxNotional >= 0
                && isDuration(pauseNs)
                && isDuration(auctionNs)
                && isDistance(staticBandBps)
                && isDistance(dynamicBandBps)
                && isDistance(maxDeviationBps)
                && bandAction != BandAction.NULL_VAL
                && bandAction != BandAction.SBE_UNKNOWN;
    }

    /** Whether trades are bound to a band. */
    boolean hasBand() {
        return staticBandBps > 0 || dynamicBandBps > 0;
    }

    /** Of an order with a limit, or without one (null), where the market was last (null if it never was). */
    RejectReason check(final boolean buy, final long limitPrice, final long qty, final long reference) {
        final long price = limitPrice == NullValue.INT64 ? reference : limitPrice;
        if (maxNotional > 0
                && price != NullValue.INT64
                && (Math.multiplyHigh(price, qty) != 0 || price * qty < 0 || price * qty > maxNotional)) {
            return RejectReason.MAX_NOTIONAL;
        }
        if (maxDeviationBps == 0 || limitPrice == NullValue.INT64 || reference == NullValue.INT64) {
            return RejectReason.NONE;
        }
        final boolean isBeyond =
                buy ? limitPrice > above(reference, maxDeviationBps) : limitPrice < below(reference, maxDeviationBps);
        return isBeyond ? RejectReason.PRICE_DEVIATION : RejectReason.NONE;
    }

    /** Highest price of a trade; the largest number if there is no bound. */
    long highest(final long auctionPrice, final long lastPrice) {
        return Math.min(above(auctionPrice, staticBandBps), above(lastPrice, dynamicBandBps));
    }

    /** Lowest price of a trade; the smallest number if there is no bound. */
    long lowest(final long auctionPrice, final long lastPrice) {
        return Math.max(below(auctionPrice, staticBandBps), below(lastPrice, dynamicBandBps));
    }

    static Protection read(final LongSupplier state) {
        return new Protection(
                state.getAsLong(),
                state.getAsLong(),
                state.getAsLong(),
                state.getAsLong(),
                (int) state.getAsLong(),
                (int) state.getAsLong(),
                (int) state.getAsLong(),
                BandAction.get((short) state.getAsLong()));
    }

    void writeState(final LongConsumer state) {
        state.accept(referencePrice);
        state.accept(maxNotional);
        state.accept(pauseNs);
        state.accept(auctionNs);
        state.accept(staticBandBps);
        state.accept(dynamicBandBps);
        state.accept(maxDeviationBps);
        state.accept(bandAction.value());
    }

    private static long above(final long price, final int bps) {
        if (price == NullValue.INT64 || bps == 0) {
            return Long.MAX_VALUE;
        }
        final long distance = distance(price, bps);
        return distance > Long.MAX_VALUE - price ? Long.MAX_VALUE : price + distance;
    }

    private static long below(final long price, final int bps) {
        return price == NullValue.INT64 || bps == 0 ? Long.MIN_VALUE : price - distance(price, bps);
    }

    /** Parts of ten thousand, rounded down to ticks; the largest number if that is more than the price can bear. */
    private static long distance(final long price, final int bps) {
        final long whole = price / 10_000;
        return whole >= Long.MAX_VALUE / bps ? Long.MAX_VALUE : whole * bps + price % 10_000 * bps / 10_000;
    }

    private static boolean isDuration(final long ns) {
        return ns >= 0 && ns <= Schedule.DAY_NS;
    }

    private static boolean isDistance(final int bps) {
        return bps >= 0 && bps <= MAX_BPS;
    }
}
