/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

/**
 * The orders of one side that take part in an auction, one after the other: best price first, market orders before all; at a
 * price those of the book first, then those for this auction, then those for the next one whichever it is. All-or-none
 * orders of the book do not take part.
 */
final class AuctionSide {
    private static final int BOOK = 0;
    private static final int THIS_AUCTION = 1;
    private static final int NEXT_AUCTION = 2;
    private static final int SOURCES = 3;

    private final OrderPool orders;
    private final boolean buy;
    private final int[] heads = new int[SOURCES];
    private TradedInstrument instrument;
    private int first;

    AuctionSide(final OrderPool orders, final boolean buy) {
        this.orders = orders;
        this.buy = buy;
    }

    /** Begins with the best order of an instrument that leaves a status now, or could. */
    void begin(final TradedInstrument newInstrument, final int kind) {
        instrument = newInstrument;
        heads[BOOK] = firstThatTakesPart(instrument.book.best(buy));
        final AuctionOrders auctionOrders = instrument.auctionOrders();
        heads[THIS_AUCTION] =
                auctionOrders == null || kind == AuctionOrders.NEXT ? OrderPool.NONE : auctionOrders.best(kind, buy);
        heads[NEXT_AUCTION] = auctionOrders == null ? OrderPool.NONE : auctionOrders.best(AuctionOrders.NEXT, buy);
        findFirst();
    }

    /** The order that is reached, or {@link OrderPool#NONE} behind the last one. */
    int order() {
        return heads[first];
    }

    /** Price of that order; that of a market order is one that no limit is better than. */
    long price() {
        return orders.price(order());
    }

    void advance() {
        final int order = order();
        heads[first] = first == BOOK
                ? firstThatTakesPart(instrument.book.next(order, buy))
                : instrument.auctionOrders().next(order, buy);
        findFirst();
    }

    private int firstThatTakesPart(final int from) {
        int order = from;
        while (order != OrderPool.NONE && orders.isAllOrNone(order)) {
            order = instrument.book.next(order, buy);
        }
        return order;
    }

    private void findFirst() {
        first = BOOK;
        for (int source = THIS_AUCTION; source < SOURCES; source++) {
            if (heads[source] != OrderPool.NONE
                    && (heads[first] == OrderPool.NONE || isBetter(heads[source], heads[first]))) {
                first = source;
            }
        }
    }

    private boolean isBetter(final int order, final int other) {
        return buy ? orders.price(order) > orders.price(other) : orders.price(order) < orders.price(other);
    }
}
