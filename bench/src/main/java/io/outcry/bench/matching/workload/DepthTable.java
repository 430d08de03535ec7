/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.workload;

/** How far from the mid price orders are placed: a power law with a hump. */
final class DepthTable {
    private static final int LEVELS = 800;
    private static final double EXPONENT = 2.23;
    private static final double HUMP_HEIGHT = 5.0;
    private static final double HUMP_LEVEL = 8.0;

    private final double[] cumulated = new double[LEVELS];

    DepthTable() {
        double sum = 0;
        for (int level = 0; level < LEVELS; level++) {
            final double fromHump = level - HUMP_LEVEL;
            sum += 1 / StrictMath.pow(level + 1, EXPONENT) + HUMP_HEIGHT * StrictMath.exp(-0.5 * fromHump * fromHump);
            cumulated[level] = sum;
        }
    }

    /** Draws a level, 0 to 799. */
    int level(final MersenneTwister random) {
        final double wanted = random.uniform() * cumulated[LEVELS - 1];
        int low = 0;
        int high = LEVELS - 1;
        while (low < high) {
            final int middle = (low + high) >>> 1;
            if (cumulated[middle] >= wanted) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
