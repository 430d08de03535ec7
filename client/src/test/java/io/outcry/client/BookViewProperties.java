/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.types.Side;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BookViewProperties {
    private static final int STEPS = 200_000;
    private static final int FULL_COMPARISON_EVERY = 997;

    @ParameterizedTest
    @ValueSource(longs = {1, 2026})
    void shouldBehaveAsTheNaiveBook(final long seed) {
        final Random random = new Random(seed);
        final NaiveBook expected = new NaiveBook();
        final BookView book = new BookView(1);
        long nextId = 0;
        for (int step = 1; step <= STEPS; step++) {
            final String context = "seed " + seed + " step " + step;
            final NaiveBook.Resting order = expected.any(random);
            final int what = random.nextInt(10);
            if (order == null || what < (expected.orders.size() < 500 ? 6 : 4)) {
                final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
                final long price = (side == Side.BUY ? -50 : 1) + random.nextInt(50);
                final long qty = 1 + random.nextInt(100);
                // Ids that are not dense and of either sign.
                final long id = ++nextId * (random.nextBoolean() ? 1 : -1);
                expected.add(id, side, price, qty);
                assertTrue(book.added(step, step, id, side, price, qty), context);
            } else if (what < 7) {
                assertEquals(expected.qtyAhead(order), book.qtyAhead(order.id), context);
                expected.remove(order);
                assertTrue(book.deleted(step, step, order.id), context);
                assertFalse(book.contains(order.id), context);
                assertEquals(NullValue.INT64, book.qtyAhead(order.id), context);
            } else if (what < 8) {
                order.qty = 1 + random.nextInt((int) order.qty);
                assertTrue(book.reduced(step, step, order.id, order.qty), context);
                assertEquals(order.qty, book.orderQty(order.id), context);
            } else {
                final long qty = 1 + random.nextInt((int) order.qty);
                order.qty -= qty;
                if (order.qty == 0) {
                    expected.remove(order);
                }
                final Side taker = order.side == Side.BUY ? Side.SELL : Side.BUY;
                assertTrue(book.traded(step, step, step, order.id, taker, order.price, qty), context);
                assertEquals(qty, book.changedQty(), context);
            }
            expected.assertBest(book, context);
            assertEquals(step, book.sequence());
            if (step % FULL_COMPARISON_EVERY == 0) {
                expected.assertSame(book, context);
            }
        }
        expected.assertSame(book, "seed " + seed);
        book.clear();
        new NaiveBook().assertSame(book, "cleared");
    }
}
