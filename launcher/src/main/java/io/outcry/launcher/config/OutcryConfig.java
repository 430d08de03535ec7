/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.config;

import io.outcry.codecs.Instrument;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Everything that an exchange is started with. What {@link ConfigLoader} returns is complete and consistent: ids are
 * dense, names are unique and refer to something, amounts are whole numbers of their units.
 *
 * @param mode how agents are spread over threads
 * @param dataDir below it each start makes a new folder for its journal
 * @param aeronDir folder of the media driver; empty for one of its own
 * @param idle what threads do without work
 * @param assets place in the list, from 1, is the asset id
 * @param instruments place in the list, from 1, is the instrument id
 * @param accounts sorted by id
 * @param keys place in the list, from 1, is the session id
 * @param limits of the engine
 * @param gateway of the sessions
 * @param journal of the commands
 * @param marketData of the books
 * @param traders that are simulated
 */
public record OutcryConfig(
        Mode mode,
        Path dataDir,
        Optional<Path> aeronDir,
        IdleMode idle,
        List<AssetConfig> assets,
        List<InstrumentConfig> instruments,
        List<AccountConfig> accounts,
        List<KeyConfig> keys,
        LimitsConfig limits,
        GatewayConfig gateway,
        JournalConfig journal,
        MarketDataConfig marketData,
        TradersConfig traders) {

    /** Copies the lists. */
    public OutcryConfig {
        assets = List.copyOf(assets);
        instruments = List.copyOf(instruments);
        accounts = List.copyOf(accounts);
        keys = List.copyOf(keys);
    }

    /**
     * The instruments as the exchange counts them.
     *
     * @return in the order of their ids
     */
    public List<Instrument> definitions() {
        return IntStream.rangeClosed(1, instruments.size())
                .mapToObj(id -> instruments.get(id - 1).instrument(id))
                .toList();
    }

    /**
     * Number of an asset.
     *
     * @param name of the asset
     * @return from 1
     * @throws IllegalArgumentException if there is none
     */
    public int assetId(final String name) {
        return 1
                + IntStream.range(0, assets.size())
                        .filter(i -> assets.get(i).name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no asset " + name));
    }

    /**
     * An asset.
     *
     * @param name of the asset
     * @return what is configured
     * @throws IllegalArgumentException if there is none
     */
    public AssetConfig asset(final String name) {
        return assets.get(assetId(name) - 1);
    }

    /**
     * Number of the session of a key.
     *
     * @param keyId id of the key
     * @return from 1
     * @throws IllegalArgumentException if there is none
     */
    public int sessionId(final String keyId) {
        return 1
                + IntStream.range(0, keys.size())
                        .filter(i -> keys.get(i).id().equals(keyId))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no key " + keyId));
    }

    /**
     * A key.
     *
     * @param keyId id of the key
     * @return what is configured
     * @throws IllegalArgumentException if there is none
     */
    public KeyConfig key(final String keyId) {
        return keys.get(sessionId(keyId) - 1);
    }
}
