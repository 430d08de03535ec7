/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.workload;

/** The 32-bit Mersenne Twister MT19937, with the four distributions that the survey's workload draws from. */
final class MersenneTwister {
    private static final int STATE_WORDS = 624;
    private static final int SHIFT_WORDS = 397;
    private static final int TWIST = 0x9908b0df;
    private static final int UPPER_BIT = 0x80000000;
    private static final int LOWER_BITS = 0x7fffffff;
    private static final double TWO_TO_26 = 67_108_864.0;
    private static final double TWO_TO_MINUS_53 = 1.0 / 9_007_199_254_740_992.0;
    private static final double LEAST = 1e-300;

    private final int[] state = new int[STATE_WORDS];
    private int next = STATE_WORDS;

    /** Only the low 32 bits of the seed count. */
    MersenneTwister(final long seed) {
        state[0] = (int) seed;
        for (int i = 1; i < STATE_WORDS; i++) {
            state[i] = 1_812_433_253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
        }
    }

    /** Returns the next word, to be read as unsigned. */
    int word() {
        if (next == STATE_WORDS) {
            twist();
        }
        int word = state[next++];
        word ^= word >>> 11;
        word ^= (word << 7) & 0x9d2c5680;
        word ^= (word << 15) & 0xefc60000;
        return word ^ (word >>> 18);
    }

    /** Returns 0 inclusive to 1 exclusive, of 53 random bits. */
    double uniform() {
        final double high = word() >>> 5;
        final double low = word() >>> 6;
        return (high * TWO_TO_26 + low) * TWO_TO_MINUS_53;
    }

    /** Returns the lowest to the highest number, both inclusive. */
    int uniform(final int lowest, final int highest) {
        return lowest + (int) (long) StrictMath.floor(uniform() * (highest - lowest + 1));
    }

    /** Returns a standard normal number: the cosine branch of Box and Muller; the sine is not used. */
    double normal() {
        final double first = Math.max(uniform(), LEAST);
        final double second = uniform();
        return StrictMath.sqrt(-2 * StrictMath.log(first)) * StrictMath.cos(2 * Math.PI * second);
    }

    double exponential(final double rate) {
        return -StrictMath.log(Math.max(uniform(), LEAST)) / rate;
    }

    private void twist() {
        for (int i = 0; i < STATE_WORDS; i++) {
            final int mixed = (state[i] & UPPER_BIT) | (state[(i + 1) % STATE_WORDS] & LOWER_BITS);
            state[i] = state[(i + SHIFT_WORDS) % STATE_WORDS] ^ (mixed >>> 1) ^ ((mixed & 1) == 0 ? 0 : TWIST);
        }
        next = 0;
    }
}
