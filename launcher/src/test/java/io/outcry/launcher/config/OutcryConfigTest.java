/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.outcry.codecs.Decimal;
import io.outcry.codecs.Instrument;
import io.outcry.codecs.types.MatchAlgorithm;
import io.outcry.codecs.types.TradingStatus;
import org.junit.jupiter.api.Test;

class OutcryConfigTest {
    private final OutcryConfig config = ConfigFixture.loadDefault();

    @Test
    void shouldCountInstrumentsInTicksAndLots() {
        assertEquals(
                new Instrument(
                        2,
                        "ETH-USD",
                        "ETH",
                        "USD",
                        Decimal.parse("0.01"),
                        Decimal.parse("0.0001"),
                        1,
                        100_000_000,
                        TradingStatus.OPEN,
                        MatchAlgorithm.PRICE_TIME),
                config.definitions().get(1));
        assertEquals(3, config.definitions().size());
    }

    @Test
    void shouldFindAssetsByName() {
        assertEquals(2, config.assetId("BTC"));
        assertEquals(Decimal.parse("0.00000001"), config.asset("BTC").unit());
        assertEquals(150_000_000, config.asset("BTC").units(Decimal.parse("1.5")));
        assertThrows(IllegalArgumentException.class, () -> config.assetId("YEN"));
        assertThrows(IllegalArgumentException.class, () -> config.asset("BTC").units(Decimal.parse("0.000000001")));
    }

    @Test
    void shouldFindKeysById() {
        assertEquals(3, config.sessionId(TradersConfig.MAKER_KEY));
        assertEquals(4, config.key(TradersConfig.TAKER_KEY).account());
        assertThrows(IllegalArgumentException.class, () -> config.key("nobody"));
    }

    @Test
    void shouldMaskTheSecretOfAKey() {
        assertEquals(
                "KeyConfig[id=demo, secret=********, account=1]",
                config.key("demo").toString());
    }

    @Test
    void shouldNotLetBalancesBeChanged() {
        final var balances = config.accounts().get(0).balances();
        assertThrows(UnsupportedOperationException.class, balances::clear);
    }
}
