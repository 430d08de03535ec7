/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OrderPoolTest {
    private final OrderPool pool = new OrderPool();

    @Test
    void shouldFindLiveOrdersOnly() {
        final Order order = pool.acquire();
        final long orderId = order.orderId;
        assertSame(order, pool.find(orderId));
        pool.release(order);
        assertNull(pool.find(orderId));
        assertNull(pool.find(0));
        assertNull(pool.find(order.slot));
    }

    @Test
    void shouldFindNothingBeforeTheFirstOrder() {
        assertNull(pool.find(0));
        assertNull(pool.find(1L << 32));
        assertNull(pool.find(-1));
    }

    @Test
    void shouldNeverGiveAnIdTwice() {
        final Set<Long> ids = new HashSet<>();
        final List<Order> live = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            if (i % 3 == 2) {
                pool.release(live.remove(live.size() / 2));
            } else {
                final Order order = pool.acquire();
                assertTrue(ids.add(order.orderId), () -> "id " + order.orderId);
                live.add(order);
            }
        }
        assertEquals(live.size(), pool.used());
        for (final Order order : live) {
            assertSame(order, pool.find(order.orderId));
        }
    }

    @Test
    void shouldUseTheLastFreedSlotFirst() {
        final Order first = pool.acquire();
        final Order second = pool.acquire();
        pool.release(first);
        pool.release(second);
        assertSame(second, pool.acquire());
        assertSame(first, pool.acquire());
    }

    @Test
    void shouldForgetWhoseOrderItWas() {
        final Order order = pool.acquire();
        order.next = order;
        pool.release(order);
        assertNull(order.account);
        assertNull(order.instrument);
        assertNull(pool.acquire().next);
    }

    @Test
    void shouldBeFullAtItsLimitAndNotBefore() {
        pool.maxOrders(2);
        assertFalse(pool.isFull());
        pool.acquire();
        assertFalse(pool.isFull());
        final Order last = pool.acquire();
        assertTrue(pool.isFull());
        pool.release(last);
        assertFalse(pool.isFull());
        pool.maxOrders(1);
        assertTrue(pool.isFull());
    }

    @Test
    void shouldShowTheOrderOfItsFreeSlotsInTheState() {
        final OrderPool other = new OrderPool();
        for (final OrderPool each : new OrderPool[] {pool, other}) {
            final Order first = each.acquire();
            final Order second = each.acquire();
            each.release(each == pool ? first : second);
            each.release(each == pool ? second : first);
        }
        assertNotEquals(state(pool), state(other));
    }

    private static List<Long> state(final OrderPool pool) {
        final List<Long> state = new ArrayList<>();
        pool.writeState(state::add);
        return state;
    }
}
