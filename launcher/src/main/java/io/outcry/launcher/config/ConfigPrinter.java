/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.config;

import io.outcry.codecs.Decimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Present;
import org.snakeyaml.engine.v2.api.lowlevel.Serialize;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Prints the effective configuration as a file that loads to the same, once the masked secrets are filled in. */
public final class ConfigPrinter {
    private ConfigPrinter() {}

    /**
     * Prints every key.
     *
     * @param config any
     * @return YAML, secrets masked
     */
    public static String print(final OutcryConfig config) {
        final DumpSettings settings = DumpSettings.builder()
                .setIndent(2)
                .setIndicatorIndent(2)
                .setIndentWithIndicator(true)
                .setSplitLines(false)
                .build();
        return new Present(settings)
                .emitToString(new Serialize(settings).serializeOne(root(config)).iterator());
    }

    private static Node root(final OutcryConfig config) {
        final Map<String, Node> root = new LinkedHashMap<>();
        root.put("mode", lowerCase(config.mode()));
        root.put("dataDir", text(config.dataDir().toString()));
        root.put("aeronDir", text(config.aeronDir().map(Path::toString).orElse("")));
        root.put("idle", lowerCase(config.idle()));
        root.put("assets", list(config.assets(), ConfigPrinter::asset));
        root.put("instruments", list(config.instruments(), ConfigPrinter::instrument));
        root.put("accounts", list(config.accounts(), ConfigPrinter::account));
        root.put("keys", list(config.keys(), ConfigPrinter::key));
        root.put("limits", limits(config.limits()));
        root.put("gateway", gateway(config.gateway()));
        root.put("journal", journal(config.journal()));
        root.put("marketData", marketData(config.marketData()));
        root.put("traders", traders(config.traders()));
        return map(root);
    }

    private static Node asset(final AssetConfig asset) {
        final Map<String, Node> map = new LinkedHashMap<>();
        map.put("name", text(asset.name()));
        map.put("scale", number(asset.scale()));
        return map(map);
    }

    private static Node instrument(final InstrumentConfig instrument) {
        final Map<String, Node> map = new LinkedHashMap<>();
        map.put("symbol", text(instrument.symbol()));
        map.put("base", text(instrument.base()));
        map.put("quote", text(instrument.quote()));
        map.put("tickSize", decimal(instrument.tickSize()));
        map.put("lotSize", decimal(instrument.lotSize()));
        map.put("minQty", decimal(instrument.minQty()));
        map.put("maxQty", decimal(instrument.maxQty()));
        map.put("status", text(instrument.status().name()));
        if (!instrument.matching().equals(MatchingConfig.PRICE_TIME)) {
            map.put("matching", matching(instrument.matching()));
        }
        if (!instrument.protection().equals(ProtectionConfig.NONE)) {
            map.put("protection", protection(instrument.protection()));
        }
        if (!instrument.schedule().isEmpty()) {
            map.put("schedule", list(instrument.schedule(), ConfigPrinter::scheduledStatus));
        }
        return map(map);
    }

    private static Node matching(final MatchingConfig matching) {
        final Map<String, Node> map = new LinkedHashMap<>();
        map.put("algorithm", text(matching.algorithm().name()));
        matching.minAllocation().ifPresent(least -> map.put("minAllocation", decimal(least)));
        map.put("priceTimePercent", number(matching.priceTimePercent()));
        matching.marketMaker().ifPresent(account -> map.put("marketMaker", number(account)));
        map.put("marketMakerPercent", number(matching.marketMakerPercent()));
        return map(map);
    }

    private static Node protection(final ProtectionConfig protection) {
        final Map<String, Node> map = new LinkedHashMap<>();
        protection.referencePrice().ifPresent(price -> map.put("referencePrice", decimal(price)));
        map.put("staticBandBps", number(protection.staticBandBps()));
        map.put("dynamicBandBps", number(protection.dynamicBandBps()));
        map.put("bandAction", text(protection.bandAction().name()));
        map.put("pauseMs", number(protection.pauseMs()));
        map.put("auctionMs", number(protection.auctionMs()));
        map.put("maxDeviationBps", number(protection.maxDeviationBps()));
        protection.maxNotional().ifPresent(most -> map.put("maxNotional", decimal(most)));
        return map(map);
    }

    private static Node scheduledStatus(final ScheduledStatus change) {
        final Map<String, Node> map = new LinkedHashMap<>();
        map.put("at", text(change.at().toString()));
        map.put("status", text(change.status().name()));
        map.put("randomDelayMs", number(change.randomDelayMs()));
        map.put("seed", number(change.seed()));
        return map(map);
    }

    private static Node account(final AccountConfig account) {
        final Map<String, Node> balances = new LinkedHashMap<>();
        account.balances().forEach((asset, amount) -> balances.put(asset, decimal(amount)));
        final Map<String, Node> map = new LinkedHashMap<>();
        map.put("id", number(account.id()));
        map.put("checkFunds", bool(account.checkFunds()));
        map.put("maxOrderQty", number(account.maxOrderQty()));
        map.put("maxOpenOrders", number(account.maxOpenOrders()));
        map.put("tradeGroup", number(account.tradeGroup()));
        map.put("selfTradePrevention", text(account.selfTradePrevention().name()));
        map.put("balances", map(balances));
        return map(map);
    }

    private static Node key(final KeyConfig key) {
        final Map<String, Node> map = new LinkedHashMap<>();
        map.put("id", text(key.id()));
        map.put("secret", text(KeyConfig.MASK));
        map.put("account", number(key.account()));
        return map(map);
    }

    private static Node limits(final LimitsConfig limits) {
        return map(Map.of("maxOpenOrders", number(limits.maxOpenOrders())));
    }

    private static Node gateway(final GatewayConfig gateway) {
        final Map<String, Node> map = new LinkedHashMap<>();
        map.put("maxSessions", number(gateway.maxSessions()));
        map.put("maxOutstanding", number(gateway.maxOutstanding()));
        map.put("minKeepAliveMs", number(gateway.minKeepAliveMs()));
        map.put("maxKeepAliveMs", number(gateway.maxKeepAliveMs()));
        return map(map);
    }

    private static Node journal(final JournalConfig journal) {
        final Map<String, Node> map = new LinkedHashMap<>();
        map.put("ackLevel", lowerCase(journal.ackLevel()));
        map.put("eventHashInterval", number(journal.eventHashInterval()));
        map.put("snapshotInterval", number(journal.snapshotInterval()));
        map.put("keepSnapshots", number(journal.keepSnapshots()));
        map.put("minFreeMiB", number(journal.minFreeMiB()));
        map.put("preallocateMiB", number(journal.preallocateMiB()));
        return map(map);
    }

    private static Node marketData(final MarketDataConfig marketData) {
        return map(Map.of("snapshotIntervalMs", number(marketData.snapshotIntervalMs())));
    }

    private static Node traders(final TradersConfig traders) {
        final Map<String, Node> map = new LinkedHashMap<>();
        map.put("enabled", bool(traders.enabled()));
        map.put("seed", number(traders.seed()));
        map.put("ordersPerSecond", number(traders.ordersPerSecond()));
        return map(map);
    }

    private static Node map(final Map<String, Node> entries) {
        final List<NodeTuple> tuples = new ArrayList<>();
        entries.forEach((key, value) -> tuples.add(new NodeTuple(scalar(Tag.STR, key), value)));
        return new MappingNode(Tag.MAP, tuples, FlowStyle.BLOCK);
    }

    private static <T> Node list(final List<T> items, final Function<T, Node> toNode) {
        return new SequenceNode(Tag.SEQ, items.stream().map(toNode).toList(), FlowStyle.BLOCK);
    }

    private static Node lowerCase(final Enum<?> value) {
        return text(value.name().toLowerCase(Locale.ROOT));
    }

    private static Node text(final String text) {
        return scalar(Tag.STR, Environment.escape(text));
    }

    private static Node number(final long value) {
        return scalar(Tag.INT, Long.toString(value));
    }

    private static Node bool(final boolean value) {
        return scalar(Tag.BOOL, Boolean.toString(value));
    }

    private static Node decimal(final Decimal value) {
        return scalar(value.scale() == 0 ? Tag.INT : Tag.FLOAT, value.toString());
    }

    private static Node scalar(final Tag tag, final String text) {
        return new ScalarNode(tag, text, ScalarStyle.PLAIN);
    }
}
