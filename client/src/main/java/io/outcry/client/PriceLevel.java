/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.client;

import io.outcry.codecs.types.Side;

/** The orders at one price, oldest first, as an intrusive list. Pooled by its {@link BookSide}. */
final class PriceLevel {
    final Side side;
    long price;
    long qty;
    int orders;
    BookOrder first;
    BookOrder last;
    PriceLevel nextFree;

    PriceLevel(final Side side) {
        this.side = side;
    }

    void append(final BookOrder order) {
        order.level = this;
        order.previous = last;
        order.next = null;
        if (last == null) {
            first = order;
        } else {
            last.next = order;
        }
        last = order;
        qty += order.qty;
        orders++;
    }

    void remove(final BookOrder order) {
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
        qty -= order.qty;
        orders--;
    }
}
