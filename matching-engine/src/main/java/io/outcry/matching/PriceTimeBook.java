/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

/**
 * The book of an instrument that matches by price, then rank, then time: at a price, orders that are shown come first, then
 * hidden ones, then those that trade whole or not at all. Takes any price and as many orders as the pool has; adding,
 * removing and finding the best order touch a few cache lines, however large the book is.
 */
public final class PriceTimeBook implements OrderBook {
    private static final int SHOWN = 0;
    private static final int HIDDEN = 1;
    private static final int ALL_OR_NONE = 2;
    private static final int RANKS = 3;

    private final OrderPool orders;
    private final PricePages pages = new PricePages();
    private final BookSide[] shown;

    /** Sides by rank; null until the first order comes that is not shown. */
    private BookSide[][] ranks;

    /**
     * Creates an empty book.
     *
     * @param orders that will be put into it
     */
    public PriceTimeBook(final OrderPool orders) {
        this.orders = orders;
        shown = newSides();
    }

    @Override
    public void add(final int order, final boolean buy, final long price) {
        if (!orders.isPlain(order) && ranks == null && rank(order) != SHOWN) {
            ranks = new BookSide[][] {shown, newSides(), newSides()};
        }
        side(order, buy).add(order, price);
    }

    @Override
    public void remove(final int order, final boolean buy) {
        side(order, buy).remove(order);
    }

    @Override
    public int best(final boolean buy) {
        return ranks == null ? shown(buy).best() : best(buy, worstPrice(buy), RANKS);
    }

    @Override
    public int best(final boolean buy, final long limitPrice) {
        return ranks == null ? shown(buy).best(limitPrice) : best(buy, limitPrice, RANKS);
    }

    @Override
    public int bestFirm(final boolean buy, final long limitPrice) {
        return ranks == null ? shown(buy).best(limitPrice) : best(buy, limitPrice, ALL_OR_NONE);
    }

    @Override
    public int bestShown(final boolean buy) {
        return shown(buy).best();
    }

    @Override
    public int bestAllOrNone(final boolean buy) {
        return ranks == null ? OrderPool.NONE : ranked(ALL_OR_NONE, buy).best();
    }

    @Override
    public int nextAllOrNone(final int order, final boolean buy) {
        return ranked(ALL_OR_NONE, buy).next(order);
    }

    @Override
    public int next(final int order, final boolean buy) {
        return ranks == null ? shown(buy).next(order) : nextOfAllRanks(order, buy);
    }

    @Override
    public int firstAt(final boolean buy, final long price) {
        return ranks == null ? shown(buy).firstAt(price) : firstAt(buy, price, 0);
    }

    @Override
    public long depth(final boolean buy, final long price) {
        if (ranks == null) {
            return depth(shown(buy).firstAt(price));
        }
        long depth = 0;
        for (int rank = 0; rank < RANKS; rank++) {
            depth += depth(ranked(rank, buy).firstAt(price));
        }
        return depth;
    }

    private int best(final boolean buy, final long limitPrice, final int endRank) {
        int best = OrderPool.NONE;
        for (int rank = 0; rank < endRank; rank++) {
            best = first(best, ranked(rank, buy).best(limitPrice), buy);
        }
        return best;
    }

    private int nextOfAllRanks(final int order, final boolean buy) {
        final int ownRank = rank(order);
        final long price = orders.price(order);
        final int next = ranked(ownRank, buy).next(order);
        if (next != OrderPool.NONE && orders.price(next) == price) {
            return next;
        }
        final int ofLaterRank = firstAt(buy, price, ownRank + 1);
        if (ofLaterRank != OrderPool.NONE) {
            return ofLaterRank;
        }
        int best = OrderPool.NONE;
        for (int rank = 0; rank < RANKS; rank++) {
            best = first(best, rank == ownRank ? next : ranked(rank, buy).firstBehind(price), buy);
        }
        return best;
    }

    private int firstAt(final boolean buy, final long price, final int firstRank) {
        for (int rank = firstRank; rank < RANKS; rank++) {
            final int first = ranked(rank, buy).firstAt(price);
            if (first != OrderPool.NONE) {
                return first;
            }
        }
        return OrderPool.NONE;
    }

    /** The one of two orders that trades first, if the ranks of both are in order. */
    private int first(final int order, final int ofLaterRank, final boolean buy) {
        if (order == OrderPool.NONE || ofLaterRank == OrderPool.NONE) {
            return order == OrderPool.NONE ? ofLaterRank : order;
        }
        final long price = orders.price(order);
        final long laterPrice = orders.price(ofLaterRank);
        return (buy ? laterPrice > price : laterPrice < price) ? ofLaterRank : order;
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

    private static long worstPrice(final boolean buy) {
        return buy ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    private int rank(final int order) {
        return orders.isHidden(order) ? HIDDEN : orders.isAllOrNone(order) ? ALL_OR_NONE : SHOWN;
    }

    private BookSide side(final int order, final boolean buy) {
        return ranks == null || orders.isPlain(order) ? shown(buy) : ranked(rank(order), buy);
    }

    /** An array instead of two fields: sides come in no order, and a branch would be mispredicted half the time. */
    private BookSide shown(final boolean buy) {
        return shown[buy ? 1 : 0];
    }

    private BookSide ranked(final int rank, final boolean buy) {
        return ranks[rank][buy ? 1 : 0];
    }

    private BookSide[] newSides() {
        return new BookSide[] {new BookSide(false, orders, pages), new BookSide(true, orders, pages)};
    }
}
