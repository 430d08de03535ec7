/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

/**
 * The book of an instrument that matches by price, then display, then time: at a price, hidden orders come after all
 * others. Takes any price and as many orders as the pool has; adding,
 * removing and finding the best order touch a few cache lines, however large the book is.
 */
public final class PriceTimeBook implements OrderBook {
    private final OrderPool orders;
    private final PricePages pages = new PricePages();
    private final BookSide[] sides;

    /** Null until the first hidden order comes. */
    private BookSide[] hiddenSides;

    /**
     * Creates an empty book.
     *
     * @param orders that will be put into it
     */
    public PriceTimeBook(final OrderPool orders) {
        this.orders = orders;
        sides = newSides();
    }

    @Override
    public void add(final int order, final boolean buy, final long price) {
        if (orders.isHidden(order)) {
            if (hiddenSides == null) {
                hiddenSides = newSides();
            }
            hidden(buy).add(order, price);
        } else {
            shown(buy).add(order, price);
        }
    }

    @Override
    public void remove(final int order, final boolean buy) {
        (orders.isHidden(order) ? hidden(buy) : shown(buy)).remove(order);
    }

    @Override
    public int best(final boolean buy) {
        final int shown = shown(buy).best();
        return hiddenSides == null ? shown : first(shown, hidden(buy).best(), buy);
    }

    @Override
    public int best(final boolean buy, final long limitPrice) {
        final int shown = shown(buy).best(limitPrice);
        return hiddenSides == null ? shown : first(shown, hidden(buy).best(limitPrice), buy);
    }

    @Override
    public int bestShown(final boolean buy) {
        return shown(buy).best();
    }

    @Override
    public int next(final int order, final boolean buy) {
        return hiddenSides == null ? shown(buy).next(order) : nextOfBoth(order, buy);
    }

    @Override
    public long depth(final boolean buy, final long price) {
        final long shown = depth(shown(buy).firstAt(price));
        return hiddenSides == null ? shown : shown + depth(hidden(buy).firstAt(price));
    }

    private int nextOfBoth(final int order, final boolean buy) {
        final boolean isHidden = orders.isHidden(order);
        final long price = orders.price(order);
        final int next = (isHidden ? hidden(buy) : shown(buy)).next(order);
        if (next != OrderPool.NONE && orders.price(next) == price) {
            return next;
        }
        if (isHidden) {
            return first(shown(buy).firstBehind(price), next, buy);
        }
        final int hidden = hidden(buy).firstAt(price);
        return hidden != OrderPool.NONE ? hidden : first(next, hidden(buy).firstBehind(price), buy);
    }

    /** The one of two orders that trades first: the shown one, if their prices are the same. */
    private int first(final int shown, final int hidden, final boolean buy) {
        if (shown == OrderPool.NONE || hidden == OrderPool.NONE) {
            return shown == OrderPool.NONE ? hidden : shown;
        }
        final long shownPrice = orders.price(shown);
        final long hiddenPrice = orders.price(hidden);
        return (buy ? hiddenPrice > shownPrice : hiddenPrice < shownPrice) ? hidden : shown;
    }

    private long depth(final int first) {
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
    private BookSide shown(final boolean buy) {
        return sides[buy ? 1 : 0];
    }

    private BookSide hidden(final boolean buy) {
        return hiddenSides[buy ? 1 : 0];
    }

    private BookSide[] newSides() {
        return new BookSide[] {new BookSide(false, orders, pages), new BookSide(true, orders, pages)};
    }
}
