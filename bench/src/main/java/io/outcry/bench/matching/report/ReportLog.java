/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.report;

import java.util.ArrayList;
import java.util.List;

/** Keeps reports in the order in which they came. Not used while time is measured. One thread. */
public final class ReportLog {
    private static final int CHUNK_SHIFT = 16;
    private static final int CHUNK_REPORTS = 1 << CHUNK_SHIFT;
    private static final int FIELDS = 6;

    private final List<long[]> chunks = new ArrayList<>();
    private int count;

    /** Makes an empty one. */
    public ReportLog() {}

    /**
     * Appends a report.
     *
     * @param type one of {@link ReportType}
     * @param buy side of the order; true if the type has none
     * @param sequence of the message
     * @param orderId name of the order, the resting one in a trade
     * @param price ticks, or 0
     * @param qty lots, or 0
     * @param takerId name of the order that came, in a trade, or 0
     */
    public void add(
            final int type,
            final boolean buy,
            final long sequence,
            final long orderId,
            final long price,
            final long qty,
            final long takerId) {
        if (count == chunks.size() << CHUNK_SHIFT) {
            chunks.add(new long[CHUNK_REPORTS * FIELDS]);
        }
        final long[] chunk = chunks.get(count >>> CHUNK_SHIFT);
        int field = (count & (CHUNK_REPORTS - 1)) * FIELDS;
        chunk[field++] = 2L * type + (buy ? 0 : 1);
        chunk[field++] = sequence;
        chunk[field++] = orderId;
        chunk[field++] = price;
        chunk[field++] = qty;
        chunk[field] = takerId;
        count++;
    }

    /**
     * How many there are.
     *
     * @return 0 or more
     */
    public int count() {
        return count;
    }

    int type(final int index) {
        return (int) (field(index, 0) >> 1);
    }

    boolean buy(final int index) {
        return (field(index, 0) & 1) == 0;
    }

    long sequence(final int index) {
        return field(index, 1);
    }

    long orderId(final int index) {
        return field(index, 2);
    }

    long price(final int index) {
        return field(index, 3);
    }

    long qty(final int index) {
        return field(index, 4);
    }

    long takerId(final int index) {
        return field(index, 5);
    }

    private long field(final int index, final int field) {
        return chunks.get(index >>> CHUNK_SHIFT)[(index & (CHUNK_REPORTS - 1)) * FIELDS + field];
    }
}
