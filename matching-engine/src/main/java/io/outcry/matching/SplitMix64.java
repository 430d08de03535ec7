/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

/**
 * Random numbers from a counter that goes on by {@link #STEP} (G. Steele and others, Fast Splittable Pseudorandom Number
 * Generators, 2014): the same ones on every replay.
 */
final class SplitMix64 {
    static final long STEP = 0x9E3779B97F4A7C15L;

    private SplitMix64() {}

    /** The number that belongs to a counter. */
    static long mix(final long counter) {
        final long once = (counter ^ counter >>> 30) * 0xBF58476D1CE4E5B9L;
        final long twice = (once ^ once >>> 27) * 0x94D049BB133111EBL;
        return twice ^ twice >>> 31;
    }
}
