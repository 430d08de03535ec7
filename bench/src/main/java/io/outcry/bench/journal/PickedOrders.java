/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.journal;

import java.util.Arrays;

/** Orders of one instrument by their names, positive numbers; any of them can be picked or removed at once. */
final class PickedOrders {
    private final int[] places;
    private int[] orders = new int[1024];
    private int count;

    /** The places, by order, may be shared by instruments that have no order in common. */
    PickedOrders(final int[] places) {
        this.places = places;
    }

    int count() {
        return count;
    }

    int at(final int place) {
        return orders[place];
    }

    void add(final int order) {
        if (count == orders.length) {
            orders = Arrays.copyOf(orders, 2 * count);
        }
        orders[count] = order;
        places[order] = count++;
    }

    void remove(final int order) {
        final int last = orders[--count];
        orders[places[order]] = last;
        places[last] = places[order];
    }
}
