/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.config;

import io.outcry.codecs.Decimal;
import io.outcry.codecs.Instrument;
import io.outcry.codecs.types.TradingStatus;
import java.util.List;

/**
 * What is traded.
 *
 * @param symbol 1 to 16 printable ASCII characters
 * @param base asset that is bought and sold
 * @param quote asset that prices are in
 * @param tickSize smallest price step, quote asset
 * @param lotSize smallest quantity step, base asset
 * @param minQty smallest order, base asset, a multiple of the lot
 * @param maxQty largest order, base asset, a multiple of the lot
 * @param status what it does with orders from the start
 * @param schedule how that changes every day; empty if it does not
 * @param matching who trades first at a price
 * @param protection what keeps its prices from going astray
 */
public record InstrumentConfig(
        String symbol,
        String base,
        String quote,
        Decimal tickSize,
        Decimal lotSize,
        Decimal minQty,
        Decimal maxQty,
        TradingStatus status,
        List<ScheduledStatus> schedule,
        MatchingConfig matching,
        ProtectionConfig protection) {

    /**
     * The same, counted in ticks and lots.
     *
     * @param instrumentId place in the list, from 1
     * @return what the exchange trades
     */
    public Instrument instrument(final int instrumentId) {
        return new Instrument(
                instrumentId,
                symbol,
                base,
                quote,
                tickSize,
                lotSize,
                lotSize.stepsIn(minQty, symbol + " minQty"),
                lotSize.stepsIn(maxQty, symbol + " maxQty"),
                status,
                matching.algorithm());
    }
}
