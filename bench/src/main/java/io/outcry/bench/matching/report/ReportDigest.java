/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.report;

/**
 * Number and checksum of reports in the order in which they came. Two runs with equal ones gave the same reports; it is quick
 * enough to be taken while time is measured, and proves nothing against somebody who wants to deceive it.
 */
public final class ReportDigest {
    private static final long KIND_FACTOR = 0x9e3779b97f4a7c15L;
    private static final long SEQUENCE_FACTOR = 0xbf58476d1ce4e5b9L;
    private static final long ORDER_ID_FACTOR = 0x94d049bb133111ebL;
    private static final long PRICE_FACTOR = 0xff51afd7ed558ccdL;
    private static final long QTY_FACTOR = 0xc4ceb9fe1a85ec53L;
    private static final long TAKER_ID_FACTOR = 0xd6e8feb86659fd93L;
    private static final long CHAIN_FACTOR = 0x2545f4914f6cdd1dL;

    private long count;
    private long checksum;

    /** Makes that of no reports. */
    public ReportDigest() {}

    /**
     * Takes in a report.
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
        final long kind = 2L * type + (buy ? 0 : 1);
        final long mixed = kind * KIND_FACTOR
                + sequence * SEQUENCE_FACTOR
                + orderId * ORDER_ID_FACTOR
                + price * PRICE_FACTOR
                + qty * QTY_FACTOR
                + takerId * TAKER_ID_FACTOR;
        checksum = (checksum ^ mixed ^ (mixed >>> 32)) * CHAIN_FACTOR;
        count++;
    }

    /**
     * How many there were.
     *
     * @return 0 or more
     */
    public long count() {
        return count;
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof ReportDigest digest && digest.count == count && digest.checksum == checksum;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(checksum);
    }

    @Override
    public String toString() {
        return count + " reports with checksum " + Long.toHexString(checksum);
    }
}
