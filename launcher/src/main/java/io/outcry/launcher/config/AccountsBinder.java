/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.config;

import io.outcry.codecs.Decimal;
import io.outcry.codecs.types.SelfTradePrevention;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Binds the list of accounts. */
final class AccountsBinder {
    private static final int MAX_ACCOUNTS = 10_000;
    private static final int MAX_TRADE_GROUP = Integer.MAX_VALUE;
    private static final Map<String, SelfTradePrevention> SELF_TRADE_PREVENTION = Map.of(
            "NONE", SelfTradePrevention.NONE,
            "EXPIRE_TAKER", SelfTradePrevention.EXPIRE_TAKER,
            "EXPIRE_MAKER", SelfTradePrevention.EXPIRE_MAKER,
            "EXPIRE_BOTH", SelfTradePrevention.EXPIRE_BOTH,
            "DECREMENT", SelfTradePrevention.DECREMENT);

    private final Map<String, AssetConfig> assets;
    private final FirstSeen ids = new FirstSeen();

    AccountsBinder(final Map<String, AssetConfig> assets) {
        this.assets = assets;
    }

    /** Sorted by id. */
    List<AccountConfig> bind(final Setting list) {
        final List<AccountConfig> accounts = new ArrayList<>();
        final List<Setting> items = list.items(MAX_ACCOUNTS);
        for (final Setting item : items) {
            accounts.add(bindItem(
                    item.section(
                            "id: 1",
                            "checkFunds: true",
                            "maxOrderQty: 100000000",
                            "maxOpenOrders: 10000",
                            "tradeGroup: 0",
                            "selfTradePrevention: NONE",
                            "balances: {USD: 1000000}"),
                    items.size()));
        }
        accounts.sort(Comparator.comparingInt(AccountConfig::id));
        return accounts;
    }

    private AccountConfig bindItem(final Section section, final int accounts) {
        final Setting idSetting = section.required("id");
        final int id = idSetting.integer(1, MAX_ACCOUNTS);
        ids.add(id, idSetting);
        if (id > accounts) {
            throw idSetting.error(id + " leaves a hole; number the " + accounts + " accounts from 1 to " + accounts);
        }
        return new AccountConfig(
                id,
                section.optional("checkFunds").map(Setting::bool).orElse(true),
                section.required("maxOrderQty").number(1, Long.MAX_VALUE),
                section.required("maxOpenOrders").integer(1, OutcryBinder.MAX_OPEN_ORDERS),
                section.optional("tradeGroup")
                        .map(setting -> setting.integer(0, MAX_TRADE_GROUP))
                        .orElse(0),
                section.optional("selfTradePrevention")
                        .map(setting -> setting.oneOf(
                                SELF_TRADE_PREVENTION, "NONE, EXPIRE_TAKER, EXPIRE_MAKER, EXPIRE_BOTH or DECREMENT"))
                        .orElse(SelfTradePrevention.NONE),
                section.optional("balances").map(this::balances).orElse(Map.of()));
    }

    private Map<String, Decimal> balances(final Setting map) {
        final Map<String, Decimal> balances = new LinkedHashMap<>();
        map.values("USD: 1000000").forEach((name, setting) -> {
            final AssetConfig asset = AssetsBinder.reference(setting, name, assets);
            final Decimal amount = setting.decimal("1000000");
            if (amount.mantissa() < 0) {
                throw setting.error(amount + " is negative; give zero or more");
            }
            setting.requireSteps(amount.toBigDecimal(), asset.unit(), AssetsBinder.unitName(asset));
            balances.put(name, amount);
        });
        return balances;
    }
}
