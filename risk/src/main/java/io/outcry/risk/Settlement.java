/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.risk;

/**
 * How the trades of an instrument move balances.
 *
 * @param instrumentId from 1
 * @param baseAssetId asset that the buyer receives
 * @param quoteAssetId asset that the seller receives
 * @param baseUnitsPerLot smallest units of the base asset in a lot, positive
 * @param quoteUnitsPerTickLot smallest units of the quote asset that one lot costs at a price of one tick, positive
 */
public record Settlement(
        int instrumentId, int baseAssetId, int quoteAssetId, long baseUnitsPerLot, long quoteUnitsPerTickLot) {}
