/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MersenneTwisterTest {
    private static final long DEFAULT_SEED_OF_CPP = 5489;

    @Test
    void shouldGiveTheKnownFirstWordsWhenSeededAsInCpp() {
        final MersenneTwister random = new MersenneTwister(DEFAULT_SEED_OF_CPP);
        assertEquals(3_499_211_612L, Integer.toUnsignedLong(random.word()));
        assertEquals(581_869_302L, Integer.toUnsignedLong(random.word()));
        assertEquals(3_890_346_734L, Integer.toUnsignedLong(random.word()));
    }

    @Test
    void shouldGiveTheWordThatTheCppStandardDemandsWhenAskedTenThousandTimes() {
        final MersenneTwister random = new MersenneTwister(DEFAULT_SEED_OF_CPP);
        for (int i = 1; i < 10_000; i++) {
            random.word();
        }
        assertEquals(4_123_659_995L, Integer.toUnsignedLong(random.word()));
    }

    @Test
    void shouldTakeSeedsOfAll32Bits() {
        final MersenneTwister random = new MersenneTwister(0xffff_ffffL);
        assertEquals(419_326_371L, Integer.toUnsignedLong(random.word()));
    }

    @Test
    void shouldReachBothBoundsAndNothingElseWhenUniformOverARange() {
        final MersenneTwister random = new MersenneTwister(1);
        int seen = 0;
        for (int i = 0; i < 1_000; i++) {
            final int drawn = random.uniform(3, 6);
            assertTrue(drawn >= 3 && drawn <= 6);
            seen |= 1 << drawn;
        }
        assertEquals(0b1111000, seen);
    }

    @Test
    void shouldTakeFourWordsWhenNormal() {
        final MersenneTwister random = new MersenneTwister(7);
        final MersenneTwister words = new MersenneTwister(7);
        random.normal();
        for (int i = 0; i < 4; i++) {
            words.word();
        }
        assertEquals(words.word(), random.word());
    }
}
