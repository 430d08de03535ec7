/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.NullValue;
import io.outcry.risk.Amount;
import java.util.function.Consumer;

/** The book of an instrument that matches by price, then time. */
final class PriceTimeBook implements OrderBook {
    private final BookSide bids = new BookSide(true);
    private final BookSide asks = new BookSide(false);
    private final Amount levelCost = new Amount();
    private int orders;

    @Override
    public void add(final Order order) {
        side(order.buy).getOrAdd(order.price).append(order);
        orders++;
    }

    @Override
    public void remove(final Order order) {
        final PriceLevel level = order.level;
        level.unlink(order);
        if (level.isEmpty()) {
            side(order.buy).remove(level);
        }
        orders--;
    }

    @Override
    public void reduce(final Order order, final long qty) {
        order.leavesQty -= qty;
    }

    @Override
    public Order best(final boolean buy) {
        final PriceLevel level = side(buy).best();
        return level == null ? null : level.first;
    }

    @Override
    public boolean canFill(final boolean buyer, final long limitPrice, final long qty) {
        final BookSide side = side(!buyer);
        long missing = qty;
        for (int depth = 0; depth < side.count() && missing > 0; depth++) {
            final PriceLevel level = side.level(depth);
            if (limitPrice != NullValue.INT64 && (buyer ? level.price > limitPrice : level.price < limitPrice)) {
                break;
            }
            for (Order order = level.first; order != null && missing > 0; order = order.next) {
                missing -= Math.min(missing, order.leavesQty);
            }
        }
        return missing == 0;
    }

    @Override
    public boolean costOf(final long qty, final long quoteUnitsPerTickLot, final Amount cost) {
        cost.set(0);
        long missing = qty;
        for (int depth = 0; depth < asks.count() && missing > 0; depth++) {
            for (Order order = asks.level(depth).first; order != null && missing > 0; order = order.next) {
                final long taken = Math.min(missing, order.leavesQty);
                if (!levelCost.setProduct(order.price, taken, quoteUnitsPerTickLot)) {
                    return false;
                }
                cost.add(levelCost);
                missing -= taken;
            }
        }
        return true;
    }

    @Override
    public void forEach(final boolean buy, final Consumer<Order> visitor) {
        final BookSide side = side(buy);
        for (int depth = 0; depth < side.count(); depth++) {
            for (Order order = side.level(depth).first; order != null; order = order.next) {
                visitor.accept(order);
            }
        }
    }

    @Override
    public int orders() {
        return orders;
    }

    private BookSide side(final boolean buy) {
        return buy ? bids : asks;
    }
}
