/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.report;

import org.agrona.UnsafeApi;

/** The consumer's end of a {@link ReportRing}. One thread. */
public final class ReportReader extends Padded {
    static final int SEQUENCE_OFFSET = 8;
    static final int ORDER_ID_OFFSET = 16;
    static final int PRICE_OFFSET = 24;
    static final int QTY_OFFSET = 32;
    static final int TAKER_ID_OFFSET = 40;

    private static final int POLL_LIMIT = 1024;

    private final ReportRing ring;
    private long position;
    private long written;

    ReportReader(final ReportRing ring, final long position) {
        this.ring = ring;
        this.position = position;
        written = position;
    }

    /**
     * Reads some reports, every field of them.
     *
     * @param digest takes them in
     * @param log keeps them too; null: nothing does
     * @return how many there were; 0: none at the moment
     */
    public int poll(final ReportDigest digest, final ReportLog log) {
        if (position == written) {
            written = ring.writtenPosition();
        }
        final long end = Math.min(written, position + POLL_LIMIT);
        for (long at = position; at < end; at++) {
            read(ring.slot(at), digest, log);
        }
        final int count = (int) (end - position);
        if (count > 0) {
            position = end;
            ring.readPosition(end);
        }
        return count;
    }

    private static void read(final long slot, final ReportDigest digest, final ReportLog log) {
        final int kind = (int) UnsafeApi.getLong(slot);
        final int type = kind & 0xff;
        final boolean buy = kind >>> Byte.SIZE == 0;
        final long sequence = UnsafeApi.getLong(slot + SEQUENCE_OFFSET);
        final long orderId = UnsafeApi.getLong(slot + ORDER_ID_OFFSET);
        final long price = UnsafeApi.getLong(slot + PRICE_OFFSET);
        final long qty = UnsafeApi.getLong(slot + QTY_OFFSET);
        final long takerId = UnsafeApi.getLong(slot + TAKER_ID_OFFSET);
        digest.add(type, buy, sequence, orderId, price, qty, takerId);
        if (log != null) {
            log.add(type, buy, sequence, orderId, price, qty, takerId);
        }
    }
}
