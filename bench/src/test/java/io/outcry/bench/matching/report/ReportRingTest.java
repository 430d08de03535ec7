/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReportRingTest {
    private static final int CAPACITY = 2048;

    private final ReportRing ring = new ReportRing(CAPACITY);
    private final ReportDigest digest = new ReportDigest();
    private final ReportLog log = new ReportLog();

    @Test
    void shouldCarryEveryFieldOfEveryType() {
        final ReportReader reader = ring.reader();
        ring.orderAck(1, true, 2, 3, 4);
        ring.orderAck(Long.MAX_VALUE, false, Long.MIN_VALUE, -3, Long.MAX_VALUE);
        ring.trade(5, 6, 7, 8, 9);
        ring.cancelAck(10, false, 11, 12);
        ring.modifyAck(13, true, 14, 15, 16);
        ring.cancelReject(17, 18);
        ring.modifyReject(19, 20);
        ring.flush();

        assertEquals(7, reader.poll(digest, log));
        assertReport(0, ReportType.ORDER_ACK, true, 1, 2, 3, 4, 0);
        assertReport(1, ReportType.ORDER_ACK, false, Long.MAX_VALUE, Long.MIN_VALUE, -3, Long.MAX_VALUE, 0);
        assertReport(2, ReportType.TRADE, true, 5, 8, 6, 7, 9);
        assertReport(3, ReportType.CANCEL_ACK, false, 10, 11, 12, 0, 0);
        assertReport(4, ReportType.MODIFY_ACK, true, 13, 14, 15, 16, 0);
        assertReport(5, ReportType.CANCEL_REJECT, true, 17, 18, 0, 0, 0);
        assertReport(6, ReportType.MODIFY_REJECT, true, 19, 20, 0, 0, 0);
        assertEquals(7, digest.count());
    }

    @Test
    void shouldShowNothingBeforeItIsFlushed() {
        final ReportReader reader = ring.reader();
        ring.cancelReject(1, 1);
        assertEquals(0, reader.poll(digest, log));
        ring.flush();
        assertEquals(1, reader.poll(digest, log));
        assertEquals(0, reader.poll(digest, log));
    }

    @Test
    void shouldKeepTheOrderWhenItWrapsAround() {
        final ReportReader reader = ring.reader();
        for (int i = 0; i < 10 * CAPACITY; i++) {
            ring.cancelReject(i, -i);
            if (i % 50 == 49) {
                ring.flush();
                readAll(reader);
            }
        }
        ring.flush();
        readAll(reader);
        assertSequences(10 * CAPACITY);
    }

    @Test
    void shouldWaitForTheReaderWhenFull() throws InterruptedException {
        final ReportReader reader = ring.reader();
        final CountDownLatch full = new CountDownLatch(1);
        final CountDownLatch written = new CountDownLatch(1);
        final Thread producer = new Thread(() -> {
            for (int i = 0; i < CAPACITY; i++) {
                ring.cancelReject(i, i);
            }
            full.countDown();
            ring.cancelReject(CAPACITY, CAPACITY);
            ring.flush();
            written.countDown();
        });
        producer.start();
        full.await();
        assertEquals(CAPACITY, ring.writtenPosition(), "the last full batch is published without a flush");
        assertEquals(1, written.getCount());

        readAll(reader);
        written.await();
        readAll(reader);
        producer.join();
        assertSequences(CAPACITY + 1);
    }

    @Test
    void shouldLoseNothingBetweenTwoThreads() throws InterruptedException {
        final int count = 500_000;
        final ReportReader reader = ring.reader();
        final ReportDigest read = new ReportDigest();
        final Thread consumer = new Thread(() -> {
            while (read.count() < count) {
                if (reader.poll(read, null) == 0) {
                    Thread.onSpinWait();
                }
            }
        });
        consumer.start();
        final ReportDigest written = new ReportDigest();
        for (int i = 0; i < count; i++) {
            ring.trade(i, i * 3L, i % 100, i / 2, i);
            written.add(ReportType.TRADE, true, i, i / 2, i * 3L, i % 100, i);
        }
        ring.awaitRead();
        consumer.join();
        assertEquals(written, read);
    }

    @Test
    void shouldDifferWhenReportsAreLostChangedOrSwapped() {
        assertTrue(digestOf(1, 2, 3).equals(digestOf(1, 2, 3)));
        assertFalse(digestOf(1, 2, 3).equals(digestOf(1, 2)));
        assertFalse(digestOf(1, 2, 3).equals(digestOf(1, 2, 4)));
        assertFalse(digestOf(1, 2, 3).equals(digestOf(1, 3, 2)));
    }

    private static ReportDigest digestOf(final long... orderIds) {
        final ReportDigest digest = new ReportDigest();
        for (final long orderId : orderIds) {
            digest.add(ReportType.CANCEL_REJECT, true, 1, orderId, 0, 0, 0);
        }
        return digest;
    }

    private void readAll(final ReportReader reader) {
        int read;
        do {
            read = reader.poll(digest, log);
        } while (read > 0);
    }

    private void assertSequences(final int count) {
        assertEquals(count, log.count());
        for (int i = 0; i < count; i++) {
            assertEquals(i, log.sequence(i));
        }
    }

    private void assertReport(
            final int index,
            final int type,
            final boolean buy,
            final long sequence,
            final long orderId,
            final long price,
            final long qty,
            final long takerId) {
        assertEquals(type, log.type(index));
        assertEquals(buy, log.buy(index));
        assertEquals(sequence, log.sequence(index));
        assertEquals(orderId, log.orderId(index));
        assertEquals(price, log.price(index));
        assertEquals(qty, log.qty(index));
        assertEquals(takerId, log.takerId(index));
    }
}
