/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import java.util.function.IntConsumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * One side of a book. Prices become keys such that the better price has the higher key on both sides, and one code path
 * serves both.
 *
 * <p>A window of {@value #WINDOW_PAGES} pages around the market is found by page number, and the best price in it by three
 * words of bits: which 64 pages, which page, which price. Worse prices than the window's are in a {@link PageTree}; better
 * ones there are none: a new one moves the window. A move takes the pages along, not the orders.
 */
final class BookSide {
    private static final int WINDOW_PAGES = 2048;
    private static final int PAGES_BELOW_BEST = WINDOW_PAGES / 4 * 3;
    private static final long NO_KEY = Long.MIN_VALUE;

    private final long keyMask;
    private final OrderPool orders;
    private final PricePages pages;
    private final PageTree far = new PageTree();
    private long[] window = new long[WINDOW_PAGES];
    private long[] occupied = new long[WINDOW_PAGES];
    private long[] nextWindow = new long[WINDOW_PAGES];
    private long[] nextOccupied = new long[WINDOW_PAGES];
    private final long[] occupiedPages = new long[WINDOW_PAGES / Long.SIZE];
    private long occupiedWords;
    private long firstNumber;
    private final long noLevel;
    private long bestLevel;
    private long bestKey;

    BookSide(final boolean buy, final OrderPool orders, final PricePages pages) {
        this.orders = orders;
        this.pages = pages;
        keyMask = buy ? 0 : -1;
        noLevel = PricePages.level(pages.acquire(0), 0);
        bestLevel = noLevel;
        bestKey = NO_KEY;
    }

    /** Puts an order at the back of its price. */
    void add(final int order, final long price) {
        final long key = key(price);
        final long level = PricePages.level(pageToAdd(key), key);
        final int first = PricePages.first(level);
        if (first == OrderPool.NONE) {
            orders.linkAlone(order, price);
            PricePages.first(level, order);
            occupy(level, key);
        } else {
            orders.linkLast(order, price, first);
        }
    }

    void remove(final int order) {
        final long key = key(orders.price(order));
        final long level = level(key);
        final int next = orders.next(order);
        if (next == order) {
            PricePages.first(level, OrderPool.NONE);
            vacate(key);
        } else {
            orders.unlink(order);
            if (PricePages.first(level) == order) {
                PricePages.first(level, next);
            }
        }
    }

    /** Oldest order at the best price, or {@link OrderPool#NONE}. */
    int best() {
        return PricePages.first(bestLevel);
    }

    /** Oldest order at the best price if that is a limit or better, else {@link OrderPool#NONE}. */
    int best(final long limitPrice) {
        return bestKey >= key(limitPrice) ? PricePages.first(bestLevel) : OrderPool.NONE;
    }

    /** Order that trades after another one, or {@link OrderPool#NONE}. */
    int next(final int order) {
        final long key = key(orders.price(order));
        final int next = orders.next(order);
        return next != PricePages.first(level(key)) ? next : firstBelow(key);
    }

    /** Oldest order at a price, or {@link OrderPool#NONE}. */
    int firstAt(final long price) {
        final long key = key(price);
        final long page = page(number(key));
        return page == 0 ? OrderPool.NONE : PricePages.first(PricePages.level(page, key));
    }

    /** Oldest order at the next price that is worse than one at which there may be no order, or {@link OrderPool#NONE}. */
    int firstBehind(final long price) {
        return key(price) > bestKey ? best() : firstBelow(key(price));
    }

    /** The orders, best first, and an end mark. */
    void writeState(final LongConsumer state) {
        for (int order = best(); order != OrderPool.NONE; order = next(order)) {
            orders.writeOrder(order, state);
        }
        state.accept(OrderPool.NONE);
    }

    /** Reads orders into an empty side, and says of each that it is there again. */
    void readState(final int instrumentId, final LongSupplier state, final IntConsumer restored) {
        orders.readOrders(instrumentId, state, order -> {
            add(order, orders.price(order));
            restored.accept(order);
        });
    }

    /** Also from key to price. No price is left out: sells are complemented, not negated. */
    private long key(final long price) {
        return price ^ keyMask;
    }

    private static long number(final long key) {
        return key >> PricePages.PRICES_SHIFT;
    }

    private static boolean isInWindow(final long index) {
        return (index & -WINDOW_PAGES) == 0;
    }

    /** Level that has an order. */
    private long level(final long key) {
        return PricePages.level(page(number(key)), key);
    }

    /** Returns 0 if there is no such page. */
    private long page(final long number) {
        final long index = number - firstNumber;
        return isInWindow(index) ? window[(int) index] : far.find(number);
    }

    private long pageToAdd(final long key) {
        final long index = number(key) - firstNumber;
        final long page = isInWindow(index) ? window[(int) index] : 0;
        return page != 0 ? page : newPage(number(key));
    }

    private long newPage(final long number) {
        if (!isInWindow(number - firstNumber)) {
            moveWindowIfUseful(number);
        }
        long page = page(number);
        if (page == 0) {
            page = pages.acquire(number);
            final long index = number - firstNumber;
            if (isInWindow(index)) {
                window[(int) index] = page;
            } else {
                far.add(page);
            }
        }
        return page;
    }

    private void moveWindowIfUseful(final long number) {
        if (bestLevel == noLevel || number > firstNumber) {
            moveWindow(number);
        } else if (number(bestKey) - firstNumber < WINDOW_PAGES - PAGES_BELOW_BEST) {
            moveWindow(number(bestKey));
        }
    }

    private void occupy(final long level, final long key) {
        final long index = number(key) - firstNumber;
        if (isInWindow(index)) {
            occupied[(int) index] |= 1L << key;
            occupiedPages[(int) index >>> 6] |= 1L << index;
            occupiedWords |= 1L << (index >>> 6);
        } else {
            final long page = far.find(number(key));
            PricePages.occupied(page, PricePages.occupied(page) | 1L << key);
        }
        if (key > bestKey || bestLevel == noLevel) {
            bestLevel = level;
            bestKey = key;
        }
    }

    private void vacate(final long key) {
        final long index = number(key) - firstNumber;
        if (isInWindow(index)) {
            vacateInWindow((int) index, key);
            if (key == bestKey) {
                findBest();
            }
        } else {
            vacateFar(far.find(number(key)), key);
        }
    }

    private void vacateInWindow(final int index, final long key) {
        final int word = index >>> 6;
        final long prices = occupied[index] & ~(1L << key);
        final long pagesOfWord = occupiedPages[word] & ~(isZero(prices) << index);
        occupied[index] = prices;
        occupiedPages[word] = pagesOfWord;
        occupiedWords &= ~(isZero(pagesOfWord) << word);
    }

    private static long isZero(final long bits) {
        return bits == 0 ? 1 : 0;
    }

    private void vacateFar(final long page, final long key) {
        final long prices = PricePages.occupied(page) & ~(1L << key);
        PricePages.occupied(page, prices);
        if (prices == 0) {
            far.remove(page);
            pages.release(page);
        }
    }

    private void findBest() {
        if (occupiedWords == 0) {
            final long nearest = far.last();
            if (nearest == 0) {
                bestLevel = noLevel;
                bestKey = NO_KEY;
                return;
            }
            moveWindow(PricePages.number(nearest));
        }
        final int word = highest(occupiedWords);
        final int index = word << 6 | highest(occupiedPages[word]);
        bestKey = firstNumber + index << PricePages.PRICES_SHIFT | highest(occupied[index]);
        bestLevel = PricePages.level(window[index], bestKey);
    }

    /** Oldest order at the next worse price, or {@link OrderPool#NONE}. */
    private int firstBelow(final long key) {
        final long number = number(key);
        final long index = number - firstNumber;
        final long page = page(number);
        final long prices = isInWindow(index) ? occupied[(int) index] : page == 0 ? 0 : PricePages.occupied(page);
        final long lowerPrices = prices & (1L << key) - 1;
        if (lowerPrices != 0) {
            return highestFirst(page, lowerPrices);
        }
        final int lowerIndex = isInWindow(index) ? occupiedBelow((int) index) : -1;
        if (lowerIndex >= 0) {
            return highestFirst(window[lowerIndex], occupied[lowerIndex]);
        }
        final long farPage = far.lower(number);
        return farPage == 0 ? OrderPool.NONE : highestFirst(farPage, PricePages.occupied(farPage));
    }

    private static int highestFirst(final long page, final long prices) {
        return PricePages.first(PricePages.level(page, highest(prices)));
    }

    /** Index of the next lower page of the window that has orders, or -1. */
    private int occupiedBelow(final int index) {
        final int word = index >>> 6;
        final long inWord = occupiedPages[word] & (1L << index) - 1;
        if (inWord != 0) {
            return word << 6 | highest(inWord);
        }
        final long words = occupiedWords & (1L << word) - 1;
        return words == 0 ? -1 : highest(words) << 6 | highest(occupiedPages[highest(words)]);
    }

    private static int highest(final long bits) {
        return Long.SIZE - 1 - Long.numberOfLeadingZeros(bits);
    }

    /** Moves the window so that a page, the best one from now on, stands where a quarter of it is left for better ones. */
    private void moveWindow(final long bestNumber) {
        final long newFirstNumber = bestNumber - PAGES_BELOW_BEST;
        for (int i = 0; i < WINDOW_PAGES; i++) {
            final long page = window[i];
            if (page != 0) {
                PricePages.occupied(page, occupied[i]);
                window[i] = 0;
                occupied[i] = 0;
                moveTo(newFirstNumber, page);
            }
        }
        for (long page = far.last(); page != 0 && PricePages.number(page) >= newFirstNumber; page = far.last()) {
            far.remove(page);
            moveTo(newFirstNumber, page);
        }
        exchangeWindows();
        firstNumber = newFirstNumber;
        markOccupiedPages();
    }

    private void moveTo(final long newFirstNumber, final long page) {
        final long index = PricePages.number(page) - newFirstNumber;
        if (isInWindow(index)) {
            nextWindow[(int) index] = page;
            nextOccupied[(int) index] = PricePages.occupied(page);
        } else if (PricePages.occupied(page) == 0) {
            pages.release(page);
        } else {
            far.add(page);
        }
    }

    private void exchangeWindows() {
        final long[] emptyWindow = window;
        final long[] emptyOccupied = occupied;
        window = nextWindow;
        occupied = nextOccupied;
        nextWindow = emptyWindow;
        nextOccupied = emptyOccupied;
    }

    private void markOccupiedPages() {
        occupiedWords = 0;
        for (int word = 0; word < occupiedPages.length; word++) {
            long bits = 0;
            for (int bit = 0; bit < Long.SIZE; bit++) {
                bits |= (isZero(occupied[word << 6 | bit]) ^ 1) << bit;
            }
            occupiedPages[word] = bits;
            occupiedWords |= (isZero(bits) ^ 1) << word;
        }
    }
}
