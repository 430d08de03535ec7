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
     * Whether the orders that a limit price (null: any price) reaches add up to a quantity. Where self-trade prevention would
     * take from the taker before that, they do not; makers that it would expire do not count.
     */
    boolean canFill(
            final OrderBook book, final Account taker, final boolean buyer, final long limitPrice, final long qty) {
        final boolean seller = !buyer;
        final long worstPrice = worstPrice(buyer, limitPrice);
        long missing = qty;
        int order = book.best(seller, worstPrice);
        while (order != OrderPool.NONE && missing > 0 && reaches(buyer, worstPrice, orders.price(order))) {
            if (!taker.preventsMatchWith(accountOf(order))) {
                missing -= Math.min(missing, orders.leavesQty(order));
            } else if (taker.selfTradePrevention() != SelfTradePrevention.EXPIRE_MAKER) {
                return false;
            }
            order = book.next(order, seller);
        }
        return missing == 0;
    }

    /**
     * Sums what a market buyer would pay for a quantity, or for all there is, in quote units.
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
        for (int order = book.best(false); order != OrderPool.NONE && missing > 0; order = book.next(order, false)) {
            final long taken = Math.min(missing, orders.leavesQty(order));
            if (!buyer.preventsMatchWith(accountOf(order))) {
                if (!part.setProduct(orders.price(order), taken, quoteUnitsPerTickLot)) {
                    return false;
                }
                cost.add(part);
                missing -= taken;
            } else if (buyer.selfTradePrevention() == SelfTradePrevention.DECREMENT) {
                missing -= taken;
            } else if (buyer.selfTradePrevention() != SelfTradePrevention.EXPIRE_MAKER) {
                return true;
            }
        }
        return true;
    }

    private Account accountOf(final int order) {
        return accounts.find(orders.accountId(order));
    }

    /** The price that an order may trade at in the worst case: its limit, or any (null: it has none). */
    static long worstPrice(final boolean buyer, final long limitPrice) {
        return limitPrice == NullValue.INT64 && buyer ? Long.MAX_VALUE : limitPrice;
    }

    private static boolean reaches(final boolean buyer, final long worstPrice, final long restingPrice) {
        return buyer ? restingPrice <= worstPrice : restingPrice >= worstPrice;
    }
}
