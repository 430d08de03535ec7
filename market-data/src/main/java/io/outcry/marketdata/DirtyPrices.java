/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.marketdata;

import org.agrona.collections.LongArrayList;
import org.agrona.collections.LongHashSet;

/** Prices whose level has changed since it was published, each once. */
final class DirtyPrices {
    private final LongArrayList prices = new LongArrayList();
    private final LongHashSet members = new LongHashSet();

    void add(final long price) {
        if (members.add(price)) {
            prices.addLong(price);
        }
    }

    boolean isEmpty() {
        return prices.isEmpty();
    }

    long last() {
        return prices.getLong(prices.size() - 1);
    }

    void removeLast() {
        members.remove(prices.removeAt(prices.size() - 1));
    }

    void clear() {
        while (!isEmpty()) {
            removeLast();
        }
    }
}
