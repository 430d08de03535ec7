/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

class OrderPoolTest {
    private final OrderPool pool = new OrderPool();

    @Test
    void shouldFindLiveOrdersOnly() {
        final int order = pool.acquire();
        final long orderId = pool.orderId(order);
        assertEquals(order, pool.find(orderId));
        pool.release(order);
        assertEquals(OrderPool.NONE, pool.find(orderId));
        assertEquals(OrderPool.NONE, pool.find(0));
        assertEquals(OrderPool.NONE, pool.find(order));
        assertEquals(OrderPool.NONE, pool.find(~orderId));
    }

    @Test
    void shouldFindNothingBeforeTheFirstOrder() {
        for (final long orderId : new long[] {0, 1, -1, 1L << 32, 1L << 26 | 1, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertEquals(OrderPool.NONE, pool.find(orderId));
        }
    }

    @Test
    void shouldFindNothingByIdsThatNeverWere() {
        final int order = pool.acquire();
        final long orderId = pool.orderId(order);
        for (int bit = 0; bit < Long.SIZE; bit++) {
            assertEquals(OrderPool.NONE, pool.find(orderId ^ 1L << bit), "bit " + bit);
        }
        pool.release(order);
        for (int bit = 0; bit < Long.SIZE; bit++) {
            assertEquals(OrderPool.NONE, pool.find(orderId ^ 1L << bit), "bit " + bit);
        }
    }

    @Test
    void shouldNumberOrdersBySlotAndUse() {
        assertEquals(1, pool.acquire());
        assertEquals(2, pool.acquire());
        assertEquals(1L << 26 | 1, pool.orderId(1));
        assertEquals(1L << 26 | 2, pool.orderId(2));
        for (long use = 2; use < 1_000; use++) {
            pool.release(1);
            assertEquals(1, pool.acquire());
            assertEquals(use << 26 | 1, pool.orderId(1));
        }
        assertEquals(1L << 26 | 2, pool.orderId(2));
    }

    @Test
    void shouldNeverGiveAnIdTwice() {
        final Set<Long> ids = new HashSet<>();
        final List<Integer> live = new ArrayList<>();
        final Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            if (!live.isEmpty() && random.nextInt(100) < 49) {
                pool.release(live.remove(random.nextInt(live.size())));
            } else {
                final int order = pool.acquire();
                final long orderId = pool.orderId(order);
                assertTrue(orderId > 0 && ids.add(orderId), () -> "id " + orderId);
                live.add(order);
            }
        }
        assertEquals(live.size(), pool.used());
        final Set<Long> liveIds = new HashSet<>();
        for (final int order : live) {
            assertEquals(order, pool.find(pool.orderId(order)));
            liveIds.add(pool.orderId(order));
        }
        ids.removeAll(liveIds);
        ids.forEach(orderId -> assertEquals(OrderPool.NONE, pool.find(orderId)));
    }

    @Test
    void shouldUseTheLastFreedSlotFirst() {
        final int first = pool.acquire();
        final int second = pool.acquire();
        final int third = pool.acquire();
        pool.release(first);
        pool.release(third);
        pool.release(second);
        assertEquals(second, pool.acquire());
        assertEquals(third, pool.acquire());
        assertEquals(first, pool.acquire());
        assertEquals(4, pool.acquire());
    }

    @Test
    void shouldKeepWhatAnOrderIsWhenOthersComeAndGo() {
        final int before = pool.acquire();
        final int order = pool.acquire();
        final int after = pool.acquire();
        for (int round = 0; round < 4; round++) {
            final boolean buy = (round & 1) != 0;
            final boolean postOnly = (round & 2) != 0;
            fill(order, round, buy, postOnly);
            fill(before, ~round, !buy, !postOnly);
            fill(after, ~round, !buy, !postOnly);
            pool.release(before);
            pool.release(after);
            pool.acquire();
            pool.acquire();
            assertFilled(order, round, buy, postOnly);
        }
    }

    @Test
    void shouldSubtractWhatIsLeftFromWhatWasOrdered() {
        final int order = pool.acquire();
        pool.orderQty(order, Long.MAX_VALUE);
        pool.leavesQty(order, Long.MAX_VALUE - 3);
        assertEquals(3, pool.cumQty(order));
    }

    @Test
    void shouldBeFullAtItsLimitAndNotBefore() {
        pool.maxOrders(2);
        assertFalse(pool.isFull());
        pool.acquire();
        assertFalse(pool.isFull());
        final int last = pool.acquire();
        assertTrue(pool.isFull());
        pool.release(last);
        assertFalse(pool.isFull());
        pool.maxOrders(1);
        assertTrue(pool.isFull());
    }

    @Test
    void shouldTakeAsManyOrdersAsItWasMadeFor() {
        final OrderPool small = new OrderPool(3);
        for (int slot = 1; slot <= 3; slot++) {
            assertFalse(small.isFull());
            assertEquals(slot, small.acquire());
        }
        assertTrue(small.isFull());
        assertThrows(IllegalStateException.class, small::acquire);
    }

    @Test
    void shouldKeepOrdersWhenItsLimitIsRaised() {
        final OrderPool small = new OrderPool(3);
        for (int slot = 1; slot <= 3; slot++) {
            fill(small, small.acquire(), slot, true, false);
        }
        final long orderId = small.orderId(3);
        small.release(2);
        final int largest = 100_000;
        for (final int maxOrders : new int[] {4, 2, 5, 1_000, largest}) {
            small.maxOrders(maxOrders);
            assertEquals(2, small.used());
            assertEquals(3, small.find(orderId));
            assertFilled(small, 1, 1, true, false);
            assertFilled(small, 3, 3, true, false);
        }
        assertEquals(2, small.acquire(), "the free slot comes first");
        assertEquals(2L << 26 | 2, small.orderId(2));
        for (int slot = 4; slot <= largest; slot++) {
            assertFalse(small.isFull());
            assertEquals(slot, small.acquire());
            fill(small, slot, slot, false, true);
        }
        assertTrue(small.isFull());
        for (int slot = 4; slot <= largest; slot++) {
            assertFilled(small, slot, slot, false, true);
        }
        assertFilled(small, 3, 3, true, false);
    }

    @Test
    void shouldKeepABookWhenItsLimitIsRaised() {
        final OrderPool small = new OrderPool(2);
        final OrderBook book = new PriceTimeBook(small);
        for (int order = small.acquire(); order < 1_000; order = small.acquire()) {
            small.side(order, true);
            small.leavesQty(order, order);
            book.add(order, true, 100);
            small.maxOrders(order + 1);
        }
        int expected = 1;
        for (int order = book.best(true); order != OrderPool.NONE; order = book.next(order, true)) {
            assertEquals(expected++, order);
        }
        assertEquals(1_000, expected);
        assertEquals(499_500, book.depth(true, 100));
    }

    @Test
    void shouldShowTheOrderOfItsFreeSlotsInTheState() {
        final OrderPool other = new OrderPool();
        for (final OrderPool each : new OrderPool[] {pool, other}) {
            final int first = each.acquire();
            final int second = each.acquire();
            each.release(each == pool ? first : second);
            each.release(each == pool ? second : first);
        }
        assertNotEquals(state(pool), state(other));
    }

    @Test
    void shouldShowInTheStateHowOftenASlotWasUsed() {
        final List<Long> before = state(pool);
        pool.release(pool.acquire());
        final List<Long> once = state(pool);
        assertNotEquals(before, once);
        assertEquals(once, state(pool));
        pool.release(pool.acquire());
        assertNotEquals(once, state(pool));
    }

    @Test
    void shouldShowItsLimitInTheState() {
        final List<Long> before = state(pool);
        pool.maxOrders(5);
        assertNotEquals(before, state(pool));
    }

    @Test
    void shouldRefuseSlotsThatAreNone() {
        assumeTrue(DirectBuffer.SHOULD_BOUNDS_CHECK);
        final int last = pool.acquire();
        final int[] slots = {OrderPool.NONE, -1, last + 1, OrderPool.MAX_ORDERS, Integer.MAX_VALUE, Integer.MIN_VALUE};
        for (final int slot : slots) {
            assertThrows(IndexOutOfBoundsException.class, () -> pool.orderId(slot), () -> "slot " + slot);
            assertThrows(IndexOutOfBoundsException.class, () -> pool.leavesQty(slot, 1), () -> "slot " + slot);
            assertThrows(IndexOutOfBoundsException.class, () -> pool.release(slot), () -> "slot " + slot);
        }
        assertEquals(1, pool.used());
        pool.leavesQty(last, 1);
    }

    private void fill(final int order, final int value, final boolean buy, final boolean postOnly) {
        fill(pool, order, value, buy, postOnly);
    }

    private static void fill(
            final OrderPool pool, final int order, final int value, final boolean buy, final boolean postOnly) {
        pool.leavesQty(order, value + 1L);
        pool.orderQty(order, value + 2L);
        pool.clOrdId(order, ~(value + 3L));
        pool.sessionId(order, value + 4);
        pool.owner(order, value + 5, value + 6);
        pool.side(order, buy);
        if (postOnly) {
            pool.postOnly(order);
        }
    }

    private void assertFilled(final int order, final int value, final boolean buy, final boolean postOnly) {
        assertFilled(pool, order, value, buy, postOnly);
    }

    private static void assertFilled(
            final OrderPool pool, final int order, final int value, final boolean buy, final boolean postOnly) {
        assertEquals(value + 1L, pool.leavesQty(order));
        assertEquals(value + 2L, pool.orderQty(order));
        assertEquals(1, pool.cumQty(order));
        assertEquals(~(value + 3L), pool.clOrdId(order));
        assertEquals(value + 4, pool.sessionId(order));
        assertEquals(value + 5, pool.accountId(order));
        assertEquals(value + 6, pool.instrumentId(order));
        assertEquals(buy, pool.isBuy(order));
        assertEquals(postOnly, pool.isPostOnly(order));
    }

    private static List<Long> state(final OrderPool pool) {
        final List<Long> state = new ArrayList<>();
        pool.writeState(state::add);
        return state;
    }
}
