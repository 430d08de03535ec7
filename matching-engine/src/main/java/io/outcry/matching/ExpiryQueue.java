/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import java.util.Arrays;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Open orders that end at a time, earliest first, and of one time in the order in which they came: a binary heap. */
final class ExpiryQueue {
    private static final int ROOT = 1;

    private final OrderTerms terms;
    private int[] heap = new int[64];
    private int size;
    private long added;

    ExpiryQueue(final OrderPool orders) {
        terms = orders.terms;
    }

    void add(final int order) {
        terms.expiryNumber(order, ++added);
        restore(order);
    }

    /** Adds an order that has its number already. */
    void restore(final int order) {
        if (++size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * heap.length);
        }
        siftUp(order, size);
    }

    void remove(final int order) {
        final int position = terms.expiryPosition(order);
        final int last = heap[size--];
        if (last != order) {
            if (position > ROOT && isBefore(last, heap[position >>> 1])) {
                siftUp(last, position);
            } else {
                siftDown(last, position);
            }
        }
    }

    /** Order that expires first, or {@link OrderPool#NONE}. */
    int first() {
        return size == 0 ? OrderPool.NONE : heap[ROOT];
    }

    /** When it does, ns since 1970; the largest number if no order expires. */
    long firstTimeNs() {
        return size == 0 ? Long.MAX_VALUE : terms.expireTimeNs(heap[ROOT]);
    }

    void writeState(final LongConsumer state) {
        state.accept(added);
    }

    void readState(final LongSupplier state) {
        added = state.getAsLong();
    }

    private void siftUp(final int order, final int from) {
        int position = from;
        while (position > ROOT && isBefore(order, heap[position >>> 1])) {
            put(heap[position >>> 1], position);
            position >>>= 1;
        }
        put(order, position);
    }

    private void siftDown(final int order, final int from) {
        int position = from;
        int child = earlierChild(position);
        while (child <= size && isBefore(heap[child], order)) {
            put(heap[child], position);
            position = child;
            child = earlierChild(position);
        }
        put(order, position);
    }

    private int earlierChild(final int position) {
        final int child = position << 1;
        return child < size && isBefore(heap[child + 1], heap[child]) ? child + 1 : child;
    }

    private void put(final int order, final int position) {
        heap[position] = order;
        terms.expiryPosition(order, position);
    }

    private boolean isBefore(final int order, final int other) {
        final int times = Long.compare(terms.expireTimeNs(order), terms.expireTimeNs(other));
        return times < 0 || times == 0 && terms.expiryNumber(order) < terms.expiryNumber(other);
    }
}
