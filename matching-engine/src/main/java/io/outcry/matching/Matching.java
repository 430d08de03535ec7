/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.engine.DefineInstrumentDecoder;
import io.outcry.codecs.types.MatchAlgorithm;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * How an instrument matches, as its definition says.
 *
 * @param algorithm who trades first at a price
 * @param minAllocation least share in proportion, lots, not negative
 * @param priceTimePercent part that goes to who came first, 0 to 100, if the algorithm has one
 * @param marketMakerId account of the market maker; null if the algorithm has none
 * @param marketMakerPercent part that goes to the market maker, 0 to 100, if the algorithm has one
 */
record Matching(
        MatchAlgorithm algorithm, long minAllocation, int priceTimePercent, int marketMakerId, int marketMakerPercent) {

    static Matching of(final DefineInstrumentDecoder command) {
        return new Matching(
                command.matchAlgorithm(),
                command.minAllocation(),
                command.priceTimePercent(),
                command.marketMakerId(),
                command.marketMakerPercent());
    }

    boolean isPossible() {
        final boolean hasMarketMaker = algorithm == MatchAlgorithm.MARKET_MAKER;
        return algorithm != MatchAlgorithm.NULL_VAL
                && algorithm != MatchAlgorithm.SBE_UNKNOWN
                && minAllocation >= 0
                && priceTimePercent <= 100
                && marketMakerPercent <= 100
                && (hasMarketMaker ? marketMakerId > 0 : marketMakerId == NullValue.INT32);
    }

    /** Null for price and time, which needs no allocation: orders trade one after the other. */
    MatchingAlgorithm steps() {
        final MatchingAlgorithm proRata = MatchingAlgorithm.proRata(minAllocation);
        switch (algorithm) {
            case PRO_RATA:
                return proRata;
            case SPLIT:
                return MatchingAlgorithm.partByTime(priceTimePercent, proRata);
            case TOP_ORDER:
                return MatchingAlgorithm.topOrder(proRata);
            case MARKET_MAKER:
                return MatchingAlgorithm.marketMaker(marketMakerId, marketMakerPercent, proRata);
            default:
                return null;
        }
    }

    static Matching read(final LongSupplier state) {
        return new Matching(
                MatchAlgorithm.get((short) state.getAsLong()),
                state.getAsLong(),
                (int) state.getAsLong(),
                (int) state.getAsLong(),
                (int) state.getAsLong());
    }

    void writeState(final LongConsumer state) {
        state.accept(algorithm.value());
        state.accept(minAllocation);
        state.accept(priceTimePercent);
        state.accept(marketMakerId);
        state.accept(marketMakerPercent);
    }
}
