/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigPrinterTest {
    @TempDir
    private Path folder;

    @Test
    void shouldLoadToTheSameWhenSecretsAreFilledIn() throws IOException {
        assertRoundTrip(ConfigFixture.loadDefault());
    }

    @Test
    void shouldLoadToTheSameWhenNamesLookLikeSomethingElse() throws IOException {
        assertRoundTrip(ConfigFixture.loadWithSets(
                "mode=dedicated",
                "idle=yield",
                "dataDir='$${NAME}/a: #b\u00e9 '",
                "aeronDir=/dev/shm/x",
                "assets=[{name: 'null', scale: 18}, {name: '1e5', scale: 0}, {name: '${', scale: 2}]"
                        .replace("${", "$${"),
                "instruments=[{symbol: 'true', base: 'null', quote: '1e5', tickSize: 2, lotSize: 0.5, minQty: 1,"
                        + " maxQty: 9, status: HALT, schedule: [{at: 09:30:15, status: PRE_OPEN},"
                        + " {at: 10:00, status: OPEN, randomDelayMs: 5, seed: -7}],"
                        + " matching: {algorithm: MARKET_MAKER, minAllocation: 1, marketMaker: 1, marketMakerPercent: 9},"
                        + " protection: {referencePrice: 6, staticBandBps: 100, dynamicBandBps: 9, bandAction: PAUSE,"
                        + " pauseMs: 1, auctionMs: 2, maxDeviationBps: 3, maxNotional: 5}}]",
                "accounts=[{id: 1, checkFunds: false, maxOrderQty: 9223372036854775807, maxOpenOrders: 1,"
                        + " tradeGroup: 3, selfTradePrevention: DECREMENT, balances: {'1e5': 5, '${': 0.01}}]",
                "keys=[{id: '0x1', secret: a, account: 1}]",
                "journal.ackLevel=disk",
                "traders={enabled: false, seed: -9223372036854775808}"));
    }

    @Test
    void shouldPrintAsAnOrdinaryFile() {
        final String printed = ConfigPrinter.print(ConfigFixture.loadDefault());

        assertTrue(printed.startsWith("""
                mode: shared
                dataDir: data
                aeronDir: ''
                idle: auto
                assets:
                  - name: USD
                    scale: 8
                """), printed);
        assertTrue(printed.contains("    lotSize: 0.00001\n"), printed);
        assertTrue(printed.contains("    balances: {}\n"), printed);
    }

    @Test
    void shouldMaskSecrets() {
        final String printed = ConfigPrinter.print(ConfigFixture.loadDefault());

        assertFalse(printed.contains("-secret"), printed);
        assertTrue(printed.contains("  - id: demo\n    secret: '********'\n    account: 1\n"), printed);
    }

    @Test
    void shouldRefuseToLoadMaskedSecrets() {
        final String printed = ConfigPrinter.print(ConfigFixture.loadDefault());
        final int line = 1 + printed.lines().toList().indexOf("    secret: '********'");

        new ConfigFixture(folder)
                .assertError(
                        "user.yaml:" + line + ": keys[0].secret: this is the mask of a printed configuration; give the"
                                + " secret itself, or ${NAME} to take it from the environment",
                        printed);
    }

    private void assertRoundTrip(final OutcryConfig config) throws IOException {
        String yaml = ConfigPrinter.print(config);
        for (final KeyConfig key : config.keys()) {
            yaml = yaml.replaceFirst("'\\*{8}'", Matcher.quoteReplacement(key.secret()));
        }
        assertEquals(config, new ConfigFixture(folder).load(yaml, Map.of()));
    }
}
