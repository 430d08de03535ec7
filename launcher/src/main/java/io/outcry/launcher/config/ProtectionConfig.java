/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.config;

import io.outcry.codecs.Decimal;
import io.outcry.codecs.types.BandAction;
import java.util.Optional;

/**
 * What keeps prices of an instrument from going astray.
 *
 * @param referencePrice middle of the static band until the first auction, quote asset, a multiple of the tick; empty for none
 * @param staticBandBps distance of trades from the price of the last auction, parts of ten thousand; 0 for any
 * @param dynamicBandBps distance of trades from the trade before the order, parts of ten thousand; 0 for any
 * @param bandAction what happens at the edge of the band
 * @param pauseMs how long a pause halts
 * @param auctionMs how long the auction behind the band calls
 * @param maxDeviationBps distance of limits beyond the last trade, parts of ten thousand; 0 for any
 * @param maxNotional largest order, quote asset; empty for none
 */
public record ProtectionConfig(
        Optional<Decimal> referencePrice,
        int staticBandBps,
        int dynamicBandBps,
        BandAction bandAction,
        int pauseMs,
        int auctionMs,
        int maxDeviationBps,
        Optional<Decimal> maxNotional) {

    /** None at all. */
    public static final ProtectionConfig NONE =
            new ProtectionConfig(Optional.empty(), 0, 0, BandAction.EXPIRE, 0, 0, 0, Optional.empty());
}
