/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.config;

import io.outcry.codecs.Decimal;
import io.outcry.codecs.types.SelfTradePrevention;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who trades.
 *
 * @param id dense from 1
 * @param checkFunds whether orders must be covered by the balance
 * @param maxOrderQty largest order, lots
 * @param maxOpenOrders open orders at once
 * @param tradeGroup its orders meet those of the same group as its own, above 0; 0 if it is alone
 * @param selfTradePrevention what happens where they meet
 * @param balances what it owns at the start, by asset, in the order of the file; assets that are not here are zero
 */
public record AccountConfig(
        int id,
        boolean checkFunds,
        long maxOrderQty,
        int maxOpenOrders,
        int tradeGroup,
        SelfTradePrevention selfTradePrevention,
        Map<String, Decimal> balances) {

    /** Copies the balances, keeping their order: it becomes the order of the deposits. */
    public AccountConfig {
        balances = Collections.unmodifiableMap(new LinkedHashMap<>(balances));
    }
}
