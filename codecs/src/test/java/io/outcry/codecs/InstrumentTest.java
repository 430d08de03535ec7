/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.codecs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.outcry.codecs.types.MatchAlgorithm;
import io.outcry.codecs.types.TradingStatus;
import org.junit.jupiter.api.Test;

class InstrumentTest {
    private final Instrument instrument = new Instrument(
            1,
            "BTC-USD",
            "BTC",
            "USD",
            Decimal.parse("0.05"),
            Decimal.parse("0.001"),
            1,
            1_000_000,
            TradingStatus.OPEN,
            MatchAlgorithm.PRICE_TIME);

    @Test
    void shouldCountTicksAndLotsExactly() {
        assertEquals(1_280_250, instrument.priceTicks("64012.50"));
        assertEquals(250, instrument.qtyLots("0.25"));
        assertEquals("64012.50", instrument.priceText(1_280_250));
        assertEquals("0.250", instrument.qtyText(250));
    }

    @Test
    void shouldRefusePriceThatIsOffTick() {
        final var error = assertThrows(IllegalArgumentException.class, () -> instrument.priceTicks("64012.51"));
        assertEquals("BTC-USD price 64012.51 is not a multiple of 0.05", error.getMessage());
    }

    @Test
    void shouldRefuseQuantityThatIsNotAMultipleOfTheLot() {
        final var error = assertThrows(IllegalArgumentException.class, () -> instrument.qtyLots("0.0005"));
        assertEquals("BTC-USD quantity 0.0005 is not a multiple of 0.001", error.getMessage());
    }

    @Test
    void shouldRefuseWhatIsNotANumberOrDoesNotFit() {
        assertThrows(IllegalArgumentException.class, () -> instrument.priceTicks("abc"));
        assertThrows(IllegalArgumentException.class, () -> instrument.priceTicks("1e30"));
        assertThrows(IllegalArgumentException.class, () -> instrument.priceTicks("1e99999999"));
        assertThrows(IllegalArgumentException.class, () -> Decimal.parse("0.0000000000000000001"));
        assertThrows(IllegalArgumentException.class, () -> new Decimal(1, 19));
    }
}
