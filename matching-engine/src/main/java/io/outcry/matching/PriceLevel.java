/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

/** The queue of the orders at one price, oldest first. */
final class PriceLevel {
    long price;
    Order first;
    Order last;
    PriceLevel nextFree;

    boolean isEmpty() {
        return first == null;
    }

    void append(final Order order) {
        order.level = this;
        order.previous = last;
        order.next = null;
        if (last == null) {
            first = order;
        } else {
            last.next = order;
        }
        last = order;
    }

    void unlink(final Order order) {
        if (order.previous == null) {
            first = order.next;
        } else {
            order.previous.next = order.next;
        }
        if (order.next == null) {
            last = order.previous;
        } else {
            order.next.previous = order.previous;
        }
        order.level = null;
        order.previous = null;
        order.next = null;
    }
}
