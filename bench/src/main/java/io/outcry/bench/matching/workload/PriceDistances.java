/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.workload;

/** How far from the mid price orders stand: the share of a level is inverse to its distance. */
public final class PriceDistances {
    /** Random numbers that {@link #of} takes, a power of two. */
    public static final int QUANTILES = 1 << 16;

    /** Levels of a side; distance 0 is nearest to the mid price. */
    public static final int LEVELS = 400;

    private static final int[] DISTANCES = distances();

    private PriceDistances() {}

    /**
     * Makes a distance of a uniform random number.
     *
     * @param random 0 to {@link #QUANTILES}, exclusive
     * @return 0 to {@link #LEVELS}, exclusive
     */
    public static int of(final int random) {
        return DISTANCES[random];
    }

    private static int[] distances() {
        double sum = 0;
        for (int distance = 1; distance <= LEVELS; distance++) {
            sum += 1.0 / distance;
        }
        final int[] distances = new int[QUANTILES];
        int distance = 1;
        double cumulated = 1;
        for (int i = 0; i < QUANTILES; i++) {
            while (cumulated / sum * QUANTILES <= i && distance < LEVELS) {
                distance++;
                cumulated += 1.0 / distance;
            }
            distances[i] = distance - 1;
        }
        return distances;
    }
}
