/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.agrona.UnsafeApi;

/**
 * Running XXH64, seed 0, over all events of an engine: equal engines have equal ones. Fed in whole stripes of 32 bytes, so
 * that nothing has to be kept between two commands but four words. See Y. Collet, xxHash fast digest algorithm,
 * specification 0.1.1.
 */
final class EventHash {
    static final int STRIPE = 32;

    private static final long PRIME_1 = 0x9E3779B185EBCA87L;
    private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
    private static final long PRIME_3 = 0x165667B19E3779F9L;
    private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
    private static final long PRIME_5 = 0x27D4EB2F165667C5L;

    /** The sum of the first two primes, which overflows. */
    private long lane1 = 0x60EA27EEADC0B5D6L;

    private long lane2 = PRIME_2;
    private long lane3;
    private long lane4 = -PRIME_1;
    private long length;

    /** Takes in events that are a multiple of {@link #STRIPE} long. */
    void update(final long address, final int bytes) {
        long lane1 = this.lane1;
        long lane2 = this.lane2;
        long lane3 = this.lane3;
        long lane4 = this.lane4;
        final long end = address + bytes;
        for (long stripe = address; stripe < end; stripe += STRIPE) {
            lane1 = round(lane1, UnsafeApi.getLong(stripe));
            lane2 = round(lane2, UnsafeApi.getLong(stripe + Long.BYTES));
            lane3 = round(lane3, UnsafeApi.getLong(stripe + 2 * Long.BYTES));
            lane4 = round(lane4, UnsafeApi.getLong(stripe + 3 * Long.BYTES));
        }
        this.lane1 = lane1;
        this.lane2 = lane2;
        this.lane3 = lane3;
        this.lane4 = lane4;
        length += bytes;
    }

    /** Hash of all events so far. */
    long value() {
        long hash = length == 0 ? PRIME_5 : mergedLanes();
        hash += length;
        hash = (hash ^ hash >>> 33) * PRIME_2;
        hash = (hash ^ hash >>> 29) * PRIME_3;
        return hash ^ hash >>> 32;
    }

    void writeState(final LongConsumer state) {
        state.accept(lane1);
        state.accept(lane2);
        state.accept(lane3);
        state.accept(lane4);
        state.accept(length);
    }

    void readState(final LongSupplier state) {
        lane1 = state.getAsLong();
        lane2 = state.getAsLong();
        lane3 = state.getAsLong();
        lane4 = state.getAsLong();
        length = state.getAsLong();
    }

    private long mergedLanes() {
        long hash = Long.rotateLeft(lane1, 1)
                + Long.rotateLeft(lane2, 7)
                + Long.rotateLeft(lane3, 12)
                + Long.rotateLeft(lane4, 18);
        hash = merge(hash, lane1);
        hash = merge(hash, lane2);
        hash = merge(hash, lane3);
        return merge(hash, lane4);
    }

    private static long merge(final long hash, final long lane) {
        return (hash ^ round(0, lane)) * PRIME_1 + PRIME_4;
    }

    private static long round(final long lane, final long word) {
        return Long.rotateLeft(lane + word * PRIME_2, 31) * PRIME_1;
    }
}
