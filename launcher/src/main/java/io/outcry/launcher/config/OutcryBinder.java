/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.config;

import io.outcry.codecs.types.AckLevel;
import io.outcry.journal.JournalWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Binds the whole tree. */
final class OutcryBinder {
    /** Most open orders that memory is planned for. */
    static final int MAX_OPEN_ORDERS = 10_000_000;

    private static final int MAX_SESSIONS = 1024;
    private static final int MAX_OUTSTANDING = 1024;
    private static final int MAX_KEEP_ALIVE_MS = 3_600_000;
    private static final int MAX_EVENT_HASH_INTERVAL = 1_000_000;
    private static final int MAX_SNAPSHOT_INTERVAL = 1_000_000_000;
    private static final int MAX_KEEP_SNAPSHOTS = 1000;
    private static final int MAX_MIN_FREE_MIB = 1 << 20;
    private static final int MAX_PREALLOCATE_MIB = JournalWriter.PREALLOCATE_BYTES_MAX >> 20;
    private static final int MAX_SNAPSHOT_INTERVAL_MS = 60_000;
    private static final int MAX_ORDERS_PER_SECOND = 100_000;

    private static final Map<String, Mode> MODES = Map.of("shared", Mode.SHARED, "dedicated", Mode.DEDICATED);
    private static final Map<String, IdleMode> IDLE_MODES =
            Map.of("auto", IdleMode.AUTO, "spin", IdleMode.SPIN, "yield", IdleMode.YIELD);
    private static final Map<String, AckLevel> ACK_LEVELS = Map.of("process", AckLevel.PROCESS, "disk", AckLevel.DISK);

    private OutcryBinder() {}

    static OutcryConfig bind(final Setting root) {
        final Section section = root.section(
                "mode: shared",
                "dataDir: data",
                "aeronDir: /dev/shm/outcry",
                "idle: auto",
                "assets: []",
                "instruments: []",
                "accounts: []",
                "keys: []",
                "limits: {}",
                "gateway: {}",
                "journal: {}",
                "marketData: {}",
                "traders: {}");
        final Map<String, AssetConfig> assets = AssetsBinder.bind(section.required("assets"));
        final List<AccountConfig> accounts = new AccountsBinder(assets).bind(section.required("accounts"));
        final List<KeyConfig> keys = new KeysBinder(accounts.size()).bind(section.required("keys"));
        return new OutcryConfig(
                section.required("mode").oneOf(MODES, "shared or dedicated"),
                dataDir(section.required("dataDir")),
                aeronDir(section.required("aeronDir")),
                section.required("idle").oneOf(IDLE_MODES, "auto, spin or yield"),
                List.copyOf(assets.values()),
                new InstrumentsBinder(assets).bind(section.required("instruments")),
                accounts,
                keys,
                limits(section.required("limits")),
                gateway(section.required("gateway")),
                journal(section.required("journal")),
                marketData(section.required("marketData")),
                traders(section.required("traders"), keys));
    }

    private static Path dataDir(final Setting setting) {
        final String text = setting.text();
        if (text.isBlank()) {
            throw setting.error("the path is empty; give a folder such as data");
        }
        return path(setting, text);
    }

    private static Optional<Path> aeronDir(final Setting setting) {
        final String text = setting.text();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        final Path path = path(setting, text);
        if (!path.isAbsolute()) {
            throw setting.error("'" + text + "' is a relative path; give an absolute one such as /dev/shm/outcry, or"
                    + " \"\" for a folder of its own");
        }
        return Optional.of(path);
    }

    private static Path path(final Setting setting, final String text) {
        try {
            return Path.of(text);
        } catch (final InvalidPathException e) {
            throw setting.error("it cannot be a path: " + e.getReason() + "; give one such as data", e);
        }
    }

    private static LimitsConfig limits(final Setting setting) {
        final Section section = setting.section("maxOpenOrders: 1000000");
        return new LimitsConfig(section.required("maxOpenOrders").integer(1, MAX_OPEN_ORDERS));
    }

    private static GatewayConfig gateway(final Setting setting) {
        final Section section = setting.section(
                "maxSessions: 64", "maxOutstanding: 1024", "minKeepAliveMs: 100", "maxKeepAliveMs: 60000");
        final int minKeepAliveMs = section.required("minKeepAliveMs").integer(1, MAX_KEEP_ALIVE_MS);
        final Setting maxKeepAlive = section.required("maxKeepAliveMs");
        final int maxKeepAliveMs = maxKeepAlive.integer(1, MAX_KEEP_ALIVE_MS);
        if (maxKeepAliveMs < minKeepAliveMs) {
            throw maxKeepAlive.error(maxKeepAliveMs + " is below minKeepAliveMs; give at least " + minKeepAliveMs);
        }
        return new GatewayConfig(
                section.required("maxSessions").integer(1, MAX_SESSIONS),
                section.required("maxOutstanding").integer(1, MAX_OUTSTANDING),
                minKeepAliveMs,
                maxKeepAliveMs);
    }

    private static JournalConfig journal(final Setting setting) {
        final Section section = setting.section(
                "ackLevel: process",
                "eventHashInterval: 1000",
                "snapshotInterval: 1000000",
                "keepSnapshots: 3",
                "minFreeMiB: 512",
                "preallocateMiB: 0");
        return new JournalConfig(
                section.required("ackLevel").oneOf(ACK_LEVELS, "process or disk"),
                section.required("eventHashInterval").integer(1, MAX_EVENT_HASH_INTERVAL),
                section.required("snapshotInterval").integer(1, MAX_SNAPSHOT_INTERVAL),
                section.required("keepSnapshots").integer(1, MAX_KEEP_SNAPSHOTS),
                section.required("minFreeMiB").integer(0, MAX_MIN_FREE_MIB),
                section.required("preallocateMiB").integer(0, MAX_PREALLOCATE_MIB));
    }

    private static MarketDataConfig marketData(final Setting setting) {
        final Section section = setting.section("snapshotIntervalMs: 100");
        return new MarketDataConfig(section.required("snapshotIntervalMs").integer(1, MAX_SNAPSHOT_INTERVAL_MS));
    }

    private static TradersConfig traders(final Setting setting, final List<KeyConfig> keys) {
        final Section section = setting.section("enabled: true", "seed: 1", "ordersPerSecond: 50");
        final Setting enabledSetting = section.required("enabled");
        final boolean enabled = enabledSetting.bool();
        for (final String needed : List.of(TradersConfig.MAKER_KEY, TradersConfig.TAKER_KEY)) {
            if (enabled && keys.stream().noneMatch(key -> key.id().equals(needed))) {
                throw enabledSetting.error(
                        "the traders log on with the key " + needed + ", which is not in keys; add it, or give false");
            }
        }
        return new TradersConfig(
                enabled,
                section.required("seed").number(Long.MIN_VALUE, Long.MAX_VALUE),
                section.required("ordersPerSecond").integer(1, MAX_ORDERS_PER_SECOND));
    }
}
