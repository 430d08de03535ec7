/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** A bounded number of orders in the order in which they came. */
final class OrderList {
    private final int[] orders;
    private int size;

    OrderList(final int capacity) {
        orders = new int[capacity];
    }

    int size() {
        return size;
    }

    boolean isFull() {
        return size == orders.length;
    }

    /** The order that came as this one, from 0. */
    int get(final int place) {
        return orders[place];
    }

    void add(final int order) {
        orders[size++] = order;
    }

    void remove(final int order) {
        int place = 0;
        while (orders[place] != order) {
            place++;
        }
        System.arraycopy(orders, place + 1, orders, place, --size - place);
    }

    void writeState(final LongConsumer state) {
        state.accept(size);
        for (int place = 0; place < size; place++) {
            state.accept(orders[place]);
        }
    }

    void readState(final LongSupplier state) {
        final int count = (int) state.getAsLong();
        while (size < count) {
            add((int) state.getAsLong());
        }
    }
}
