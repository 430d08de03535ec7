/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.config;

import io.outcry.codecs.Decimal;
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
 * @param balances what it owns at the start, by asset, in the order of the file; assets that are not here are zero
 */
public record AccountConfig(
        int id, boolean checkFunds, long maxOrderQty, int maxOpenOrders, Map<String, Decimal> balances) {

    /** Copies the balances, keeping their order: it becomes the order of the deposits. */
    public AccountConfig {
        balances = Collections.unmodifiableMap(new LinkedHashMap<>(balances));
    }
}
