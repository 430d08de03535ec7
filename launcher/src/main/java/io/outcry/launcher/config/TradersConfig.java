/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.config;

/**
 * The simulated traders.
 *
 * @param enabled whether they trade; the keys {@link #MAKER_KEY} and {@link #TAKER_KEY} are there if they do
 * @param seed of their random choices
 * @param ordersPerSecond of both together
 */
public record TradersConfig(boolean enabled, long seed, int ordersPerSecond) {
    /** Key of the trader that quotes. */
    public static final String MAKER_KEY = "maker";

    /** Key of the trader that takes what is quoted. */
    public static final String TAKER_KEY = "taker";
}
