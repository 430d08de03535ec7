/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * The orders of an engine by slot. An order id is the slot in its lower half and, above it, how often the slot was used:
 * finding an order is one array access, and an id never comes back. Slots are reused last in, first out.
 */
final class OrderPool {
    private static final int INITIAL_SLOTS = 1024;

    private static final int MAX_ORDERS_DEFAULT = 1_000_000;

    private int maxOrders = MAX_ORDERS_DEFAULT;
    private Order[] orders = new Order[0];
    private int[] uses = new int[0];
    private Order free;
    private int used;

    void maxOrders(final int newMaxOrders) {
        maxOrders = newMaxOrders;
    }

    boolean isFull() {
        return used >= maxOrders;
    }

    Order acquire() {
        if (free == null) {
            grow();
        }
        final Order order = free;
        free = order.next;
        order.next = null;
        order.orderId = (long) ++uses[order.slot] << Integer.SIZE | order.slot;
        used++;
        return order;
    }

    void release(final Order order) {
        order.orderId = 0;
        order.account = null;
        order.instrument = null;
        order.next = free;
        free = order;
        used--;
    }

    /** Returns null if no live order has this id. */
    Order find(final long orderId) {
        final int slot = (int) orderId;
        if (slot < 0 || slot >= orders.length) {
            return null;
        }
        final Order order = orders[slot];
        return order.orderId == orderId && orderId != 0 ? order : null;
    }

    int used() {
        return used;
    }

    /** The order of the free slots belongs to the state: it decides the ids to come. */
    void writeState(final LongConsumer state) {
        state.accept(maxOrders);
        state.accept(orders.length);
        for (final int use : uses) {
            state.accept(use);
        }
        for (Order order = free; order != null; order = order.next) {
            state.accept(order.slot);
        }
    }

    private void grow() {
        final int size = orders.length;
        final int newSize = Math.max(INITIAL_SLOTS, Math.multiplyExact(size, 2));
        orders = Arrays.copyOf(orders, newSize);
        uses = Arrays.copyOf(uses, newSize);
        for (int slot = newSize - 1; slot >= size; slot--) {
            final Order order = new Order(slot);
            orders[slot] = order;
            order.next = free;
            free = order;
        }
    }
}
