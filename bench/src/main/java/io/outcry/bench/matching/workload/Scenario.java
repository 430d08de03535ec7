/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.workload;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The five price paths of the survey. */
public enum Scenario {
    /** The mid price does not move. */
    STATIC("static", 0, 0, "9803843ee404fc29c9a0aa5614f8f0d5a58b5c44fcac9ef89067886fcaaa30d1"),
    /** It moves by about 2 %. */
    NORMAL("normal", 0.15, 0.02, "e9b2e3926854410b01a035aeb25dd05f1e597c233be8263de9eb49b6713d367e"),
    /** It moves by about 25 %. */
    SWING_25("swing-25", 0.50, 0.25, "61a84be9469661bd039e00dbc9a7c011e70b6ace37aadfe60045ea083b05f4df"),
    /** It moves by about 40 %. */
    SWING_40("swing-40", 0.50, 0.40, "3cb0175e7982ff09ea220d1feaee3844cf9116a5ce455757879dea1d880b9b9f"),
    /** It moves by about 60 %. */
    FLASH_CRASH("flash-crash", 0.50, 0.60, "cff8d3f94b709fc64a8b2058a6ca4fb6920364904796e46906895e362d2bb16b");

    /** Seed of the published hashes. */
    public static final long PUBLISHED_SEED = 23;

    /** Number of new orders of the published hashes. */
    public static final int PUBLISHED_ORDERS = 1_000_000;

    private final String key;
    private final double volatility;
    private final double swing;
    private final String publishedSha256;

    Scenario(final String key, final double volatility, final double swing, final String publishedSha256) {
        this.key = key;
        this.volatility = volatility;
        this.swing = swing;
        this.publishedSha256 = publishedSha256;
    }

    /**
     * Finds a scenario.
     *
     * @param key as in {@link #key()}
     * @return the scenario
     * @throws IllegalArgumentException if there is none of this name; the message lists them
     */
    public static Scenario of(final String key) {
        return Arrays.stream(values())
                .filter(scenario -> scenario.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no scenario '" + key + "', only "
                        + Arrays.stream(values()).map(Scenario::key).collect(Collectors.joining(", "))));
    }

    /**
     * Name that the survey uses.
     *
     * @return for example {@code swing-25}
     */
    public String key() {
        return key;
    }

    /**
     * Hash that all correct engines arrive at.
     *
     * @param seed of the workload
     * @param orders number of new orders
     * @return lower-case hexadecimal SHA-256 of the canonical text, or null if none was published for this seed and number
     */
    public String publishedSha256(final long seed, final int orders) {
        return seed == PUBLISHED_SEED && orders == PUBLISHED_ORDERS ? publishedSha256 : null;
    }

    /** Returns the volatility of the whole path; 0: constant price. */
    double volatility() {
        return volatility;
    }

    /** Returns how far the price is meant to go, as a share of it. */
    double swing() {
        return swing;
    }
}
