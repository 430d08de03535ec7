/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.types.SelfTradePrevention;
import io.outcry.risk.Account;
import io.outcry.risk.Accounts;
import io.outcry.risk.Amount;

/** What the orders of a book have to offer to an order that comes, before it is let in. */
final class Liquidity {
    private final Accounts accounts;
    private final OrderPool orders;
    private final Amount part = new Amount();

    Liquidity(final Accounts accounts, final OrderPool orders) {
        this.accounts = accounts;
        this.orders = orders;
    }

    /**
     * Whether an order with a limit (null: none) would trade a quantity, of all that is left of it, up to a price. Where
     * self-trade prevention would take from the taker before that, it would not; makers that it would expire do not count.
     *
     * @param mostOrders how many orders are looked at before the answer is no, whatever stands behind them
     */
    boolean canFill(
            final OrderBook book,
            final boolean levelsTradeTogether,
            final Account taker,
            final boolean buyer,
            final long limitPrice,
            final long worstPrice,
            final long leavesQty,
            final long qty,
            final int mostOrders) {
        final boolean seller = !buyer;
        int orderCount = 0;
        long missing = qty;
        long reserve = 0;
        int previous = OrderPool.NONE;
        int order = book.best(seller, worstPrice);
        while (order != OrderPool.NONE && reaches(buyer, worstPrice, orders.price(order))) {
            final boolean beginsQueue = previous == OrderPool.NONE || !isSameQueue(previous, order);
            if (beginsQueue) {
                missing -= Math.min(missing, reserve);
                reserve = 0;
            }
            if (missing == 0) {
                return true;
            }
            if (orderCount == mostOrders) {
                return false;
            }
            if (levelsTradeTogether
                    && beginsQueue
                    && orders.isShown(order)
                    && (isLonger(order, book, seller, mostOrders - orderCount)
                            || isTakerLessened(order, book, seller, taker))) {
                return false;
            }
            orderCount++;
            if (trades(order, limitPrice, leavesQty - qty + missing)) {
                if (!taker.preventsMatchWith(accountOf(order))) {
                    missing -= Math.min(missing, orders.queuedQty(order));
                    reserve = plusReserve(reserve, order);
                } else if (taker.selfTradePrevention() != SelfTradePrevention.EXPIRE_MAKER) {
                    return false;
                }
            }
            previous = order;
            order = book.next(order, seller);
        }
        return missing <= reserve;
    }

    /**
     * Sums what a market buyer would pay for a quantity, or for all there is, in quote units. Where self-trade prevention
     * takes from an iceberg of the buyer, only what it shows counts: then the sum may be more than what will be paid.
     *
     * @return false if that is more than an amount can hold
     */
    boolean costOf(
            final OrderBook book,
            final Account buyer,
            final long qty,
            final long quoteUnitsPerTickLot,
            final Amount cost) {
        cost.set(0);
        long missing = qty;
        long reserve = 0;
        int previous = OrderPool.NONE;
        for (int order = book.best(false); order != OrderPool.NONE; order = book.next(order, false)) {
            if (previous != OrderPool.NONE && !isSameQueue(previous, order)) {
                final long taken = Math.min(missing, reserve);
                if (!add(cost, orders.price(previous), taken, quoteUnitsPerTickLot)) {
                    return false;
                }
                missing -= taken;
                reserve = 0;
            }
            if (missing == 0) {
                return true;
            }
            if (orders.isAllOrNone(order)) {
                previous = order;
                continue;
            }
            final long taken = Math.min(missing, orders.queuedQty(order));
            if (!buyer.preventsMatchWith(accountOf(order))) {
                if (!add(cost, orders.price(order), taken, quoteUnitsPerTickLot)) {
                    return false;
                }
                missing -= taken;
                reserve = plusReserve(reserve, order);
            } else if (buyer.selfTradePrevention() == SelfTradePrevention.DECREMENT) {
                missing -= taken;
            } else if (buyer.selfTradePrevention() != SelfTradePrevention.EXPIRE_MAKER) {
                return true;
            }
            previous = order;
        }
        return previous == OrderPool.NONE
                || add(cost, orders.price(previous), Math.min(missing, reserve), quoteUnitsPerTickLot);
    }

    /**
     * The order itself, or the first one behind it that trades with a quantity of who has a limit (null: none), up to a price.
     *
     * @return {@link OrderPool#NONE} if there is none
     */
    int firstThatTrades(
            final int first,
            final OrderBook book,
            final boolean buyer,
            final long limitPrice,
            final long worstPrice,
            final long qty) {
        int order = first;
        while (order != OrderPool.NONE && !trades(order, limitPrice, qty)) {
            order = book.next(order, !buyer);
        }
        return order != OrderPool.NONE && reaches(buyer, worstPrice, orders.price(order)) ? order : OrderPool.NONE;
    }

    /** An all-or-none order trades only with who has a limit, and takes all of it. */
    private boolean trades(final int order, final long limitPrice, final long qty) {
        return !orders.isAllOrNone(order) || limitPrice != NullValue.INT64 && orders.leavesQty(order) <= qty;
    }

    /** The order behind another one of those that the market sees at its price, or {@link OrderPool#NONE}. */
    int nextOfLevel(final int order, final OrderBook book, final boolean seller) {
        final int next = book.next(order, seller);
        return next != OrderPool.NONE && isSameQueue(order, next) ? next : OrderPool.NONE;
    }

    /** The first order of a level, from its first one on, that self-trade prevention is about, or {@link OrderPool#NONE}. */
    int firstPrevented(final int first, final OrderBook book, final boolean seller, final Account taker) {
        int order = first;
        while (order != OrderPool.NONE && !taker.preventsMatchWith(accountOf(order))) {
            order = nextOfLevel(order, book, seller);
        }
        return order;
    }

    /** Whether there are more orders of a level, from its first one on. */
    private boolean isLonger(final int first, final OrderBook book, final boolean seller, final int count) {
        int order = first;
        for (int left = count; left > 0 && order != OrderPool.NONE; left--) {
            order = nextOfLevel(order, book, seller);
        }
        return order != OrderPool.NONE;
    }

    /** Whether self-trade prevention takes from the taker at a price that trades together, from its first order on. */
    private boolean isTakerLessened(final int first, final OrderBook book, final boolean seller, final Account taker) {
        return taker.selfTradePrevention() != SelfTradePrevention.EXPIRE_MAKER
                && firstPrevented(first, book, seller, taker) != OrderPool.NONE;
    }

    private boolean add(final Amount cost, final long price, final long qty, final long quoteUnitsPerTickLot) {
        if (!part.setProduct(price, qty, quoteUnitsPerTickLot)) {
            return false;
        }
        cost.add(part);
        return true;
    }

    /** The next parts of icebergs go behind all that stands at their price and is as visible. */
    private boolean isSameQueue(final int order, final int next) {
        return orders.price(order) == orders.price(next)
                && orders.isHidden(order) == orders.isHidden(next)
                && orders.isAllOrNone(order) == orders.isAllOrNone(next);
    }

    private long plusReserve(final long reserve, final int order) {
        return reserve + Math.min(Long.MAX_VALUE - reserve, orders.leavesQty(order) - orders.queuedQty(order));
    }

    private Account accountOf(final int order) {
        return accounts.find(orders.accountId(order));
    }

    private static boolean reaches(final boolean buyer, final long worstPrice, final long restingPrice) {
        return buyer ? restingPrice <= worstPrice : restingPrice >= worstPrice;
    }
}
