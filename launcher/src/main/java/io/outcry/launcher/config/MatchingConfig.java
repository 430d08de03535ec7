/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.config;

import io.outcry.codecs.Decimal;
import io.outcry.codecs.types.MatchAlgorithm;
import java.util.Optional;

/**
 * Who trades first, of the orders that the market sees at a price, if not all of them can.
 *
 * @param algorithm its kind
 * @param minAllocation least share in proportion, base asset, a multiple of the lot; empty for none
 * @param priceTimePercent part that goes to who came first, 0 to 100; counts for SPLIT only
 * @param marketMaker id of the market maker's account; given for MARKET_MAKER only
 * @param marketMakerPercent part that goes to the market maker, 0 to 100; counts for MARKET_MAKER only
 */
public record MatchingConfig(
        MatchAlgorithm algorithm,
        Optional<Decimal> minAllocation,
        int priceTimePercent,
        Optional<Integer> marketMaker,
        int marketMakerPercent) {

    /** Who came first. */
    public static final MatchingConfig PRICE_TIME =
            new MatchingConfig(MatchAlgorithm.PRICE_TIME, Optional.empty(), 0, Optional.empty(), 0);
}
