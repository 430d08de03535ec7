/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.engine;

import com.paritytrading.parity.match.OrderBook;
import it.unimi.dsi.fastutil.longs.Long2ObjectRBTreeMap;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.List;

/** Looks into a Parity book, which has no questions that one could ask it. Reflection costs nothing that is measured. */
final class ParityProbe {
    private final Long2ObjectRBTreeMap<?> bids;
    private final Long2ObjectRBTreeMap<?> asks;
    private final Field orders;
    private final Method remainingQuantity;

    ParityProbe(final OrderBook book) {
        try {
            bids = (Long2ObjectRBTreeMap<?>) accessible(OrderBook.class, "bids").get(book);
            asks = (Long2ObjectRBTreeMap<?>) accessible(OrderBook.class, "asks").get(book);
            orders = accessible(Class.forName(OrderBook.class.getPackageName() + ".PriceLevel"), "orders");
            remainingQuantity = Class.forName(OrderBook.class.getPackageName() + ".Order")
                    .getDeclaredMethod("getRemainingQuantity");
            remainingQuantity.setAccessible(true);
        } catch (final ReflectiveOperationException e) {
            throw otherVersion(e);
        }
    }

    long best(final boolean buy, final long none) {
        final Long2ObjectRBTreeMap<?> levels = buy ? bids : asks;
        return levels.isEmpty() ? none : levels.firstLongKey();
    }

    long depth(final boolean buy, final long price) {
        final Object level = (buy ? bids : asks).get(price);
        if (level == null) {
            return 0;
        }
        try {
            long sum = 0;
            for (final Object order : (List<?>) orders.get(level)) {
                sum += (long) remainingQuantity.invoke(order);
            }
            return sum;
        } catch (final ReflectiveOperationException e) {
            throw otherVersion(e);
        }
    }

    private static Field accessible(final Class<?> type, final String name) throws NoSuchFieldException {
        final Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    private static IllegalStateException otherVersion(final ReflectiveOperationException cause) {
        return new IllegalStateException("this is not Parity 0.7.0", cause);
    }
}
