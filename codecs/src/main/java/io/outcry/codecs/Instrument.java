/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.codecs;

import io.outcry.codecs.marketdata.InstrumentDefinitionDecoder;
import io.outcry.codecs.types.MatchAlgorithm;
import io.outcry.codecs.types.TradingStatus;

/**
 * What is traded, and how its prices and quantities are counted.
 *
 * @param instrumentId dense from 1
 * @param symbol name, 1 to 16 ASCII characters
 * @param baseAsset asset that is bought and sold, 1 to 8 ASCII characters
 * @param quoteAsset asset that prices are in, 1 to 8 ASCII characters
 * @param tickSize smallest price step, in the quote asset
 * @param lotSize smallest quantity step, in the base asset
 * @param minQty smallest order, lots, at least 1
 * @param maxQty largest order, lots
 * @param status what it does with orders
 * @param matchAlgorithm who trades first at a price
 */
public record Instrument(
        int instrumentId,
        String symbol,
        String baseAsset,
        String quoteAsset,
        Decimal tickSize,
        Decimal lotSize,
        long minQty,
        long maxQty,
        TradingStatus status,
        MatchAlgorithm matchAlgorithm) {

    /**
     * Reads a definition from the market-data stream.
     *
     * @param definition wrapped around the message
     * @return a copy that stays valid
     */
    public static Instrument from(final InstrumentDefinitionDecoder definition) {
        return new Instrument(
                definition.instrumentId(),
                definition.symbol(),
                definition.baseAsset(),
                definition.quoteAsset(),
                new Decimal(
                        definition.tickSize().mantissa(), definition.tickSize().scale()),
                new Decimal(
                        definition.lotSize().mantissa(), definition.lotSize().scale()),
                definition.minQty(),
                definition.maxQty(),
                definition.tradingStatus(),
                definition.matchAlgorithm());
    }

    /**
     * A price in ticks.
     *
     * @param price in the quote asset, such as {@code 64012.50}
     * @return ticks
     * @throws IllegalArgumentException if it is off tick or not a number
     */
    public long priceTicks(final CharSequence price) {
        return tickSize.stepsIn(Decimal.parse(price), symbol + " price");
    }

    /**
     * A quantity in lots.
     *
     * @param qty in the base asset, such as {@code 0.25}
     * @return lots
     * @throws IllegalArgumentException if it is not a multiple of the lot or not a number
     */
    public long qtyLots(final CharSequence qty) {
        return lotSize.stepsIn(Decimal.parse(qty), symbol + " quantity");
    }

    /**
     * A price as people write it.
     *
     * @param priceTicks ticks
     * @return in the quote asset
     */
    public String priceText(final long priceTicks) {
        return tickSize.times(priceTicks).toPlainString();
    }

    /**
     * A quantity as people write it.
     *
     * @param qtyLots lots
     * @return in the base asset
     */
    public String qtyText(final long qtyLots) {
        return lotSize.times(qtyLots).toPlainString();
    }
}
