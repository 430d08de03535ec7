/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** Adds, removals and trades leave nothing to the garbage collector, also when the market moves far away. */
class BookAllocationTest {
    private static final int MESSAGES = 10_000_000;
    private static final int MESSAGES_PER_MOVE = 20_000;
    private static final int MOST_ORDERS = 4_096;
    private static final long WINDOW = 131_072;
    private static final long[] MOVES = {WINDOW / 2, -WINDOW, 1L << 40, WINDOW, -3 * WINDOW, -(1L << 40), 2 * WINDOW};

    private final OrderPool orders = new OrderPool(MOST_ORDERS);
    private final OrderBook book = new PriceTimeBook(orders);
    private final int[] resting = new int[MOST_ORDERS];
    private long randomBits = 1;
    private long mid;
    private int count;
    private long trades;

    @Test
    void shouldAllocateNothingOnceWarm() {
        final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
        run(MESSAGES / 10);
        threads.getCurrentThreadAllocatedBytes();
        final long tradesBefore = trades;
        final long before = threads.getCurrentThreadAllocatedBytes();
        run(MESSAGES);
        final long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertEquals(0, allocated);
        assertTrue(trades - tradesBefore > MESSAGES / 20, () -> "trades " + (trades - tradesBefore));
        assertEquals(count, orders.used());
    }

    private void run(final int messages) {
        for (int i = 0; i < messages; i++) {
            if (i % MESSAGES_PER_MOVE == 0) {
                mid += MOVES[i / MESSAGES_PER_MOVE % MOVES.length];
            }
            final int random = random();
            if (count == 0 || (count < MOST_ORDERS && (random & 3) < 2)) {
                add(random);
            } else if ((random & 3) == 2) {
                trade((random & 4) == 0);
            } else {
                remove((random >>> 3) % count);
            }
        }
    }

    private void add(final int random) {
        final boolean buy = (random & 4) == 0;
        final int away = (random >>> 3) % 200 * ((random & 0x7000_0000) == 0 ? 2_000 : 1);
        final int order = orders.acquire();
        orders.side(order, buy);
        orders.leavesQty(order, 10);
        orders.clOrdId(order, count);
        resting[count++] = order;
        book.add(order, buy, buy ? mid - away : mid + away);
    }

    /** Takes from the best order; looks at what a feed would look at. */
    private void trade(final boolean buy) {
        final int order = book.best(buy);
        if (order == OrderPool.NONE) {
            return;
        }
        trades++;
        assertTrue(book.best(buy, orders.price(order)) == order && book.depth(buy, orders.price(order)) >= 5);
        orders.leavesQty(order, orders.leavesQty(order) - 5);
        if (orders.leavesQty(order) == 0) {
            book.next(order, buy);
            remove((int) orders.clOrdId(order));
        }
    }

    private void remove(final int place) {
        final int order = resting[place];
        resting[place] = resting[--count];
        orders.clOrdId(resting[place], place);
        book.remove(order, orders.isBuy(order));
        orders.release(order);
    }

    private int random() {
        randomBits ^= randomBits << 13;
        randomBits ^= randomBits >>> 7;
        randomBits ^= randomBits << 17;
        return (int) (randomBits >>> 33);
    }
}
