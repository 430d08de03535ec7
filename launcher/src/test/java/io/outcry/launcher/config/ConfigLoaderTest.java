/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outcry.codecs.Decimal;
import io.outcry.codecs.types.AckLevel;
import io.outcry.codecs.types.SelfTradePrevention;
import io.outcry.codecs.types.TradingStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {
    @TempDir
    private Path folder;

    private ConfigFixture fixture;

    @BeforeEach
    void createFixture() {
        fixture = new ConfigFixture(folder);
    }

    @Test
    void shouldLoadTheDefaultsWhenNothingIsGiven() {
        final OutcryConfig config = ConfigFixture.loadDefault();

        assertEquals(Mode.SHARED, config.mode());
        assertEquals(Path.of("data"), config.dataDir());
        assertEquals(Optional.empty(), config.aeronDir());
        assertEquals(IdleMode.AUTO, config.idle());
        assertEquals(new LimitsConfig(1_000_000), config.limits());
        assertEquals(new GatewayConfig(64, 1024, 100, 60_000), config.gateway());
        assertEquals(new JournalConfig(AckLevel.PROCESS, 1000, 1_000_000, 3, 512, 0), config.journal());
        assertEquals(new MarketDataConfig(100), config.marketData());
        assertEquals(new TradersConfig(true, 1, 50), config.traders());
    }

    @Test
    void shouldLoadTheDefaultListsWhenNothingIsGiven() {
        final OutcryConfig config = ConfigFixture.loadDefault();

        assertEquals(
                List.of(
                        new AssetConfig("USD", 8),
                        new AssetConfig("BTC", 8),
                        new AssetConfig("ETH", 8),
                        new AssetConfig("SOL", 8)),
                config.assets());
        assertEquals(
                List.of("BTC-USD", "ETH-USD", "SOL-USD"),
                config.instruments().stream().map(InstrumentConfig::symbol).toList());
        assertEquals(
                new InstrumentConfig(
                        "SOL-USD",
                        "SOL",
                        "USD",
                        Decimal.parse("0.001"),
                        Decimal.parse("0.01"),
                        Decimal.parse("0.01"),
                        Decimal.parse("1000000"),
                        TradingStatus.OPEN,
                        List.of(),
                        MatchingConfig.PRICE_TIME,
                        ProtectionConfig.NONE),
                config.instruments().get(2));
        assertEquals(
                List.of("USD", "BTC", "ETH", "SOL"),
                List.copyOf(config.accounts().get(0).balances().keySet()));
        assertEquals(
                new AccountConfig(3, false, 100_000_000, 10_000, 0, SelfTradePrevention.NONE, Map.of()),
                config.accounts().get(2));
        assertEquals(new KeyConfig("demo", "demo-secret", 1), config.keys().get(0));
        assertEquals(
                List.of("demo", "demo2", "maker", "taker"),
                config.keys().stream().map(KeyConfig::id).toList());
    }

    @Test
    void shouldHoldTheSameDefaultsInTheJarAndInTheConfigFolder() throws IOException {
        final Path file = Path.of(System.getProperty("outcry.root"), "config", "outcry.yaml");

        assertEquals(ConfigLoader.defaultYaml(), Files.readString(file));
        assertEquals(ConfigFixture.loadDefault(), ConfigLoader.load(Optional.of(file), List.of(), Map.of()));
    }

    @Test
    void shouldMergeMapsAndReplaceListsWhenAFileIsGiven() throws IOException {
        final OutcryConfig config = fixture.load("""
                mode: dedicated
                gateway:
                    maxSessions: 8
                keys:
                  - {id: mine, secret: "s p#a:c", account: 2}
                traders: {enabled: false}
                """);

        assertEquals(Mode.DEDICATED, config.mode());
        assertEquals(new GatewayConfig(8, 1024, 100, 60_000), config.gateway());
        assertEquals(List.of(new KeyConfig("mine", "s p#a:c", 2)), config.keys());
        assertEquals(new TradersConfig(false, 1, 50), config.traders());
        assertEquals(3, config.instruments().size());
    }

    @Test
    void shouldKeepTheDefaultsWhenTheFileHasOnlyComments() throws IOException {
        assertEquals(ConfigFixture.loadDefault(), fixture.load("# nothing\n"));
        assertEquals(ConfigFixture.loadDefault(), fixture.load(""));
    }

    @Test
    void shouldFillInWhatMayBeLeftOut() throws IOException {
        final OutcryConfig config = fixture.load("""
                instruments:
                  - {symbol: X, base: BTC, quote: USD, tickSize: 1, lotSize: 0.5, maxQty: 2}
                accounts:
                  - {id: 2, maxOrderQty: 9223372036854775807, maxOpenOrders: 1, tradeGroup: 7,
                     selfTradePrevention: EXPIRE_TAKER}
                  - {id: 1, maxOrderQty: 1, maxOpenOrders: 10000000}
                keys:
                  - {id: maker, secret: m, account: 1}
                  - {id: taker, secret: t, account: 2}
                """);

        final Decimal half = Decimal.parse("0.5");
        assertEquals(
                new InstrumentConfig(
                        "X",
                        "BTC",
                        "USD",
                        Decimal.parse("1"),
                        half,
                        half,
                        Decimal.parse("2"),
                        TradingStatus.OPEN,
                        List.of(),
                        MatchingConfig.PRICE_TIME,
                        ProtectionConfig.NONE),
                config.instruments().get(0));
        assertEquals(
                List.of(
                        new AccountConfig(1, true, 1, 10_000_000, 0, SelfTradePrevention.NONE, Map.of()),
                        new AccountConfig(2, true, Long.MAX_VALUE, 1, 7, SelfTradePrevention.EXPIRE_TAKER, Map.of())),
                config.accounts());
    }

    @Test
    void shouldTakeTheAeronFolderWhenItIsAbsolute() {
        assertEquals(
                Optional.of(Path.of("/dev/shm/mine")),
                ConfigFixture.loadWithSets("aeronDir=/dev/shm/mine").aeronDir());
    }

    @Test
    void shouldAcceptAliasesOfYaml() throws IOException {
        final OutcryConfig config = fixture.load("""
                accounts:
                  - {id: 1, maxOrderQty: 1, maxOpenOrders: 1, balances: &rich {USD: 5}}
                  - {id: 2, maxOrderQty: 1, maxOpenOrders: 1, balances: *rich}
                keys:
                  - {id: maker, secret: m, account: 1}
                  - {id: taker, secret: t, account: 2}
                """);

        assertEquals(
                config.accounts().get(0).balances(), config.accounts().get(1).balances());
    }

    @Test
    void shouldNameTheFileWhenItCannotBeRead() throws IOException {
        assertLoadError("missing.yaml: no such file; give the path of a YAML file", folder.resolve("missing.yaml"));
        assertLoadError(
                "folder: it is a folder; give the path of a YAML file",
                Files.createDirectory(folder.resolve("folder")));
        assertLoadError(
                "latin1.yaml: not UTF-8 text; give a YAML file in UTF-8",
                Files.write(folder.resolve("latin1.yaml"), "# \u00e4".getBytes(StandardCharsets.ISO_8859_1)));
        assertLoadError(
                "large.yaml: larger than 2097152 bytes; give a smaller file",
                Files.writeString(folder.resolve("large.yaml"), "#".repeat(2097153)));
    }

    @Test
    void shouldRefuseDefaultKeysWhenTheirAccountsAreReplaced() {
        final int line = 1 + ConfigLoader.defaultYaml().lines().toList().lastIndexOf("    account: 2");
        assertTrue(line > 1);
        fixture.assertError(
                "built-in outcry.yaml:" + line + ": keys[1].account: there is no account 2; give one from 1 to 1",
                "accounts: [{id: 1, maxOrderQty: 1, maxOpenOrders: 1}]");
    }

    @Test
    void shouldNotShowSecretsInText() {
        assertFalse(ConfigFixture.loadDefault().toString().contains("demo-secret"));
    }

    private void assertLoadError(final String message, final Path file) {
        final var error =
                assertThrows(ConfigException.class, () -> ConfigLoader.load(Optional.of(file), List.of(), Map.of()));
        assertEquals(message, error.getMessage().replace(folder + "/", ""));
    }
}
