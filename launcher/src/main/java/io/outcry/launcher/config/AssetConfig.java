/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.config;

import io.outcry.codecs.Decimal;

/**
 * Something that accounts own.
 *
 * @param name 1 to 8 printable ASCII characters
 * @param scale digits after the point of its smallest unit, 0 to 18
 */
public record AssetConfig(String name, int scale) {
    /**
     * Its smallest unit.
     *
     * @return 10^-scale
     */
    public Decimal unit() {
        return new Decimal(1, scale);
    }

    /**
     * Counts an amount.
     *
     * @param amount such as a balance
     * @return smallest units
     * @throws IllegalArgumentException if it is not a whole number of units or does not fit 64 bits
     */
    public long units(final Decimal amount) {
        return unit().stepsIn(amount, name);
    }
}
