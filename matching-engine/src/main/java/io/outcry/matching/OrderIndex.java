/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.agrona.UnsafeApi;

/**
 * Orders by {@link OrderPool#clOrdId}, which somebody else chose: any {@code long}. Hashed into segments of
 * {@value #SEGMENT_ENTRIES} entries with linear probing; a full segment is split in two, so that growing never moves more
 * than one segment. Neighbouring numbers stay together, because they are mostly given in order. See R. Fagin and others,
 * Extendible Hashing, 1979. Owned by one thread.
 *
 * <p>An entry is the slot of the order in its lower half and the hash above it. The directory has at most 2^{@value
 * #MAX_DEPTH} entries; numbers that were chosen such that their hashes are alike go to segments chained behind theirs.
 */
public final class OrderIndex {
    private static final long HASH_MULTIPLIER = 0x9E3779B97F4A7C15L;
    private static final int NEIGHBOURS_SHIFT = 3;
    private static final int NEIGHBOURS_MASK = (1 << NEIGHBOURS_SHIFT) - 1;
    private static final int POSITION_BITS = 9;
    private static final int SEGMENT_ENTRIES = 1 << POSITION_BITS;
    private static final int POSITION_MASK = SEGMENT_ENTRIES - 1;
    private static final int MAX_ENTRIES = SEGMENT_ENTRIES / 8 * 5;
    private static final int MAX_DEPTH = 18;

    private static final int COUNT = 0;
    private static final int DEPTH = 4;
    private static final int CHAINED = 8;
    private static final int ENTRIES = NativeMemory.CACHE_LINE;
    private static final int SEGMENT_LENGTH = ENTRIES + SEGMENT_ENTRIES * Long.BYTES;
    private static final int MAX_CHUNK_SEGMENTS = 1024;
    private static final long NO_ENTRY = 0;
    private static final long NO_SEGMENT = 0;
    private static final int ABSENT = -1;

    private final OrderPool orders;
    private long[] segments;
    private int depth;
    private int chunkSegments = 1;
    private long chunk;
    private int unused;

    /**
     * Creates an empty index.
     *
     * @param orders that it will hold
     */
    public OrderIndex(final OrderPool orders) {
        this.orders = orders;
        segments = new long[] {newSegment(0)};
    }

    /**
     * Finds an order.
     *
     * @param clOrdId any
     * @return {@link OrderPool#NONE} if there is none of this number
     */
    public int get(final long clOrdId) {
        final int hash = hash(clOrdId);
        final long segment = segmentOf(hash, clOrdId);
        final int position = find(segment, hash, clOrdId);
        return position == ABSENT ? OrderPool.NONE : (int) entry(segment, position);
    }

    /**
     * Adds an order.
     *
     * @param order whose number is not in the index
     */
    public void add(final int order) {
        final int hash = hash(orders.clOrdId(order));
        long segment = segment(hash);
        while (count(segment) == MAX_ENTRIES) {
            segment = UnsafeApi.getInt(segment + DEPTH) < MAX_DEPTH ? split(segment, hash) : nextInChain(segment);
        }
        insert(segment, (long) hash << Integer.SIZE | order);
    }

    /**
     * Finds an order and removes it.
     *
     * @param clOrdId any
     * @return {@link OrderPool#NONE} if there is none of this number
     */
    public int remove(final long clOrdId) {
        final int hash = hash(clOrdId);
        final long segment = segmentOf(hash, clOrdId);
        final int position = find(segment, hash, clOrdId);
        if (position == ABSENT) {
            return OrderPool.NONE;
        }
        final int order = (int) entry(segment, position);
        UnsafeApi.putInt(segment + COUNT, count(segment) - 1);
        closeGap(segment, position);
        return order;
    }

    /**
     * Visits every order, in no order that means anything. The visitor must not change the index.
     *
     * @param visitor called with each
     */
    public void forEach(final IntConsumer visitor) {
        for (int i = 0; i < segments.length; ) {
            final int segmentDepth = UnsafeApi.getInt(segments[i] + DEPTH);
            for (long segment = segments[i]; segment != NO_SEGMENT; segment = chained(segment)) {
                for (int position = 0; position < SEGMENT_ENTRIES; position++) {
                    final long entry = entry(segment, position);
                    if (entry != NO_ENTRY) {
                        visitor.accept((int) entry);
                    }
                }
            }
            i += 1 << depth - segmentDepth;
        }
    }

    /** Segment of the chain that holds the number; if none does, the last one. */
    private long segmentOf(final int hash, final long clOrdId) {
        long segment = segment(hash);
        while (chained(segment) != NO_SEGMENT && find(segment, hash, clOrdId) == ABSENT) {
            segment = chained(segment);
        }
        return segment;
    }

    private int find(final long segment, final int hash, final long clOrdId) {
        int position = hash & POSITION_MASK;
        long entry = entry(segment, position);
        while (entry != NO_ENTRY && (hashOf(entry) != hash || orders.clOrdId((int) entry) != clOrdId)) {
            position = position + 1 & POSITION_MASK;
            entry = entry(segment, position);
        }
        return entry == NO_ENTRY ? ABSENT : position;
    }

    /** Moves entries back that probing had pushed behind the gap. */
    private static void closeGap(final long segment, final int from) {
        int gap = from;
        int position = from + 1;
        for (long entry = entry(segment, position); entry != NO_ENTRY; entry = entry(segment, ++position)) {
            if ((position - hashOf(entry) & POSITION_MASK) >= (position - gap & POSITION_MASK)) {
                entry(segment, gap, entry);
                gap = position;
            }
        }
        entry(segment, gap, NO_ENTRY);
    }

    /** Returns where entries of the hash belong now. */
    private long split(final long segment, final int hash) {
        final int segmentDepth = UnsafeApi.getInt(segment + DEPTH);
        if (segmentDepth == depth) {
            doubleDirectory();
        }
        final long upper = newSegment(segmentDepth + 1);
        UnsafeApi.putInt(segment + DEPTH, segmentDepth + 1);
        final int span = 1 << depth - segmentDepth;
        final int start = directoryIndex(hash) & -span;
        Arrays.fill(segments, start + span / 2, start + span, upper);
        moveUpperHalf(segment, upper, Integer.MIN_VALUE >>> segmentDepth);
        return segment(hash);
    }

    private long nextInChain(final long segment) {
        if (chained(segment) == NO_SEGMENT) {
            UnsafeApi.putLong(segment + CHAINED, newSegment(MAX_DEPTH));
        }
        return chained(segment);
    }

    private static void moveUpperHalf(final long segment, final long upper, final int bit) {
        for (int position = 0; position < SEGMENT_ENTRIES; ) {
            final long entry = entry(segment, position);
            if (entry != NO_ENTRY && (hashOf(entry) & bit) != 0) {
                insert(upper, entry);
                UnsafeApi.putInt(segment + COUNT, count(segment) - 1);
                closeGap(segment, position);
            } else {
                position++;
            }
        }
    }

    private void doubleDirectory() {
        final long[] doubled = new long[segments.length * 2];
        for (int i = 0; i < doubled.length; i++) {
            doubled[i] = segments[i >> 1];
        }
        segments = doubled;
        depth++;
    }

    private long newSegment(final int segmentDepth) {
        if (unused == 0) {
            unused = chunkSegments;
            chunk = NativeMemory.allocate(this, (long) chunkSegments * SEGMENT_LENGTH);
            chunkSegments = Math.min(MAX_CHUNK_SEGMENTS, chunkSegments * 2);
        }
        final long segment = chunk + (long) --unused * SEGMENT_LENGTH;
        UnsafeApi.setMemory(segment, SEGMENT_LENGTH, (byte) 0);
        UnsafeApi.putInt(segment + DEPTH, segmentDepth);
        return segment;
    }

    private static void insert(final long segment, final long entry) {
        int position = hashOf(entry);
        while (entry(segment, position) != NO_ENTRY) {
            position++;
        }
        entry(segment, position, entry);
        UnsafeApi.putInt(segment + COUNT, count(segment) + 1);
    }

    private static int hash(final long clOrdId) {
        final long product = (clOrdId >>> NEIGHBOURS_SHIFT) * HASH_MULTIPLIER;
        final int mixed = (int) ((product ^ product >>> Integer.SIZE) * HASH_MULTIPLIER >>> Integer.SIZE);
        return mixed & ~NEIGHBOURS_MASK | (int) clOrdId & NEIGHBOURS_MASK;
    }

    private static int hashOf(final long entry) {
        return (int) (entry >>> Integer.SIZE);
    }

    private long segment(final int hash) {
        return segments[directoryIndex(hash)];
    }

    /** The first bits of the hash; in two steps, because a shift by 32 would be none. */
    private int directoryIndex(final int hash) {
        return hash >>> 1 >>> Integer.SIZE - 1 - depth;
    }

    private static long chained(final long segment) {
        return UnsafeApi.getLong(segment + CHAINED);
    }

    private static int count(final long segment) {
        return UnsafeApi.getInt(segment + COUNT);
    }

    private static long entry(final long segment, final int position) {
        return UnsafeApi.getLong(segment + ENTRIES + ((long) (position & POSITION_MASK) << 3));
    }

    private static void entry(final long segment, final int position, final long entry) {
        UnsafeApi.putLong(segment + ENTRIES + ((long) (position & POSITION_MASK) << 3), entry);
    }
}
