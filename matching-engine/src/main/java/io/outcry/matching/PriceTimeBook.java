/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

/**
 * The book of an instrument that matches by price, then time. Takes any price and as many orders as the pool has; adding,
 * removing and finding the best order touch a few cache lines, however large the book is.
 */
public final class PriceTimeBook implements OrderBook {
    private final OrderPool orders;
    private final BookSide[] sides;

    /**
     * Creates an empty book.
     *
     * @param orders that will be put into it
     */
    public PriceTimeBook(final OrderPool orders) {
        this.orders = orders;
        final PricePages pages = new PricePages();
        sides = new BookSide[] {new BookSide(false, orders, pages), new BookSide(true, orders, pages)};
    }

    @Override
    public void add(final int order, final boolean buy, final long price) {
        side(buy).add(order, price);
    }

    @Override
    public void remove(final int order, final boolean buy) {
        side(buy).remove(order);
    }

    @Override
    public int best(final boolean buy) {
        return side(buy).best();
    }

    @Override
    public int best(final boolean buy, final long limitPrice) {
        return side(buy).best(limitPrice);
    }

    @Override
    public int next(final int order, final boolean buy) {
        return side(buy).next(order);
    }

    @Override
    public long depth(final boolean buy, final long price) {
        final int first = side(buy).firstAt(price);
        if (first == OrderPool.NONE) {
            return 0;
        }
        long depth = 0;
        int order = first;
        do {
            depth += orders.leavesQty(order);
            order = orders.next(order);
        } while (order != first);
        return depth;
    }

    /** An array instead of two fields: sides come in no order, and a branch would be mispredicted half the time. */
    private BookSide side(final boolean buy) {
        return sides[buy ? 1 : 0];
    }
}
