/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** The quotes of one account that are open: at most one bid and one offer in each instrument. */
final class Quotes {
    private static final int SIDES = 2;

    private final OrderPool orders;
    private int[] bySide = {};

    Quotes(final OrderPool orders) {
        this.orders = orders;
    }

    /** The order with which the account quotes, or {@link OrderPool#NONE}. */
    int get(final int instrumentId, final boolean buy) {
        final int place = place(instrumentId, buy);
        return place < bySide.length ? bySide[place] : OrderPool.NONE;
    }

    void add(final int order) {
        final int place = place(order);
        if (place >= bySide.length) {
            bySide = Arrays.copyOf(bySide, Math.max(place + 1, 2 * bySide.length));
        }
        bySide[place] = order;
    }

    void remove(final int order) {
        bySide[place(order)] = OrderPool.NONE;
    }

    /** By instrument id, bid before offer; the visitor may remove what it visits. */
    void forEach(final IntConsumer visitor) {
        for (final int order : bySide) {
            if (order != OrderPool.NONE) {
                visitor.accept(order);
            }
        }
    }

    private int place(final int order) {
        return place(orders.instrumentId(order), orders.isBuy(order));
    }

    private static int place(final int instrumentId, final boolean buy) {
        return (instrumentId - 1) * SIDES + (buy ? 0 : 1);
    }
}
