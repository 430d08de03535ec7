/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.types.BandAction;
import io.outcry.codecs.types.RejectReason;
import io.outcry.codecs.types.TradingStatus;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The trading status of the instruments of a {@link NaiveExchange}, with the auctions that end calls. */
final class NaivePhases {
    private static final long NULL = NullValue.INT64;
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final long INTERVAL_NS = 100_000_000;

    private final NaiveOrders orders;
    private final List<NaiveMarket> markets;
    private final NaiveEvents events;
    private long nextIndicationNs = Long.MAX_VALUE;
    private long lastIndicationNs = -INTERVAL_NS;

    /** What comes every day. */
    record Change(long timeOfDayNs, long randomDelayNs, long seed, TradingStatus status) {
        long timeNs(final long day) {
            BigInteger delay = BigInteger.ZERO;
            if (randomDelayNs > 0) {
                long z = seed + (day + 1) * 0x9E3779B97F4A7C15L;
                z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
                z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
                z ^= z >>> 31;
                delay = new BigInteger(Long.toUnsignedString(z)).mod(BigInteger.valueOf(randomDelayNs + 1));
            }
            return day * DAY_NS + timeOfDayNs + delay.longValueExact();
        }
    }

    NaivePhases(final NaiveOrders orders, final List<NaiveMarket> markets, final NaiveEvents events) {
        this.orders = orders;
        this.markets = markets;
        this.events = events;
    }

    void change(final NaiveMarket market, final TradingStatus to) {
        final TradingStatus from = market.status;
        if (from == to) {
            return;
        }
        final boolean endsCall = market.isCall();
        final boolean endsAuction = market.isAuction();
        if (!endsCall) {
            enter(market, to);
        }
        final boolean isContinuous = from == TradingStatus.OPEN || from == TradingStatus.POST_ONLY;
        final boolean becomesContinuous = to == TradingStatus.OPEN || to == TradingStatus.POST_ONLY;
        final boolean closes = to == TradingStatus.CLOSED;
        final boolean uncrosses = becomesContinuous && !isContinuous || closes && endsAuction;
        if (uncrosses) {
            uncross(market, from);
        }
        if (uncrosses || closes) {
            expire(market, NaiveOrder.Auction.OPENING);
            expire(market, NaiveOrder.Auction.NEXT);
        }
        if (uncrosses && from == TradingStatus.CLOSING_AUCTION || closes) {
            expire(market, NaiveOrder.Auction.CLOSING);
        }
        if (endsCall) {
            enter(market, to);
        }
    }

    void interrupt(final NaiveMarket market) {
        final boolean pauses = market.protection.bandAction() == BandAction.PAUSE;
        change(market, pauses ? TradingStatus.HALT : TradingStatus.VOLATILITY_AUCTION);
        market.resumeTimeNs = orders.timeNs() + (pauses ? market.protection.pauseNs() : market.protection.auctionNs());
    }

    private void resume(final NaiveMarket market) {
        final long now = market.resumeTimeNs;
        if (market.status == TradingStatus.HALT) {
            change(market, TradingStatus.VOLATILITY_AUCTION);
            market.resumeTimeNs = now + market.protection.auctionNs();
        } else {
            change(market, TradingStatus.OPEN);
        }
    }

    void schedule(final NaiveMarket market, final int place, final int places, final Change change) {
        final List<Change> before = List.copyOf(market.schedule);
        while (market.schedule.size() > places) {
            market.schedule.remove(market.schedule.size() - 1);
        }
        if (places > 0) {
            if (place > market.schedule.size()) {
                market.schedule.add(change);
            } else {
                market.schedule.set(place - 1, change);
            }
        }
        if (!before.equals(market.schedule)) {
            market.scheduleTimeNs = orders.timeNs();
            market.schedulePlace = Integer.MAX_VALUE;
        }
    }

    long nextTimeNs() {
        return Math.min(
                nextIndicationNs,
                markets.stream().mapToLong(NaivePhases::nextChangeNs).min().orElse(Long.MAX_VALUE));
    }

    void run(final long timeNs) {
        final long first =
                markets.stream().mapToLong(NaivePhases::nextChangeNs).min().orElse(Long.MAX_VALUE);
        if (first <= timeNs) {
            final NaiveMarket market = markets.stream()
                    .filter(each -> nextChangeNs(each) == first)
                    .findFirst()
                    .orElseThrow();
            if (market.resumeTimeNs == first) {
                resume(market);
            } else {
                final int place = nextPlace(market);
                market.scheduleTimeNs = first;
                market.schedulePlace = place;
                change(market, market.schedule.get(place).status);
            }
        }
        if (nextIndicationNs <= timeNs) {
            nextIndicationNs = Long.MAX_VALUE;
            lastIndicationNs = timeNs;
            markets.stream().filter(NaiveMarket::isAuction).forEach(this::indicate);
        }
    }

    void touched() {
        if (!events.events.isEmpty()
                && markets.stream().anyMatch(NaiveMarket::isAuction)
                && nextIndicationNs == Long.MAX_VALUE) {
            nextIndicationNs = Math.max(orders.timeNs(), lastIndicationNs + INTERVAL_NS);
        }
    }

    private static long nextChangeNs(final NaiveMarket market) {
        final long scheduled = market.schedule.isEmpty() ? Long.MAX_VALUE : timeNs(market, nextPlace(market));
        return Math.min(scheduled, market.resumeTimeNs);
    }

    private static int nextPlace(final NaiveMarket market) {
        int next = 0;
        for (int place = 1; place < market.schedule.size(); place++) {
            if (timeNs(market, place) < timeNs(market, next)) {
                next = place;
            }
        }
        return next;
    }

    private static long timeNs(final NaiveMarket market, final int place) {
        final long lastDay = Math.floorDiv(market.scheduleTimeNs, DAY_NS);
        for (long day = lastDay - 1; ; day++) {
            final long time = market.schedule.get(place).timeNs(day);
            if (time > market.scheduleTimeNs || time == market.scheduleTimeNs && place > market.schedulePlace) {
                return time;
            }
        }
    }

    private void enter(final NaiveMarket market, final TradingStatus to) {
        market.status = to;
        market.resumeTimeNs = Long.MAX_VALUE;
        market.indication = null;
        events.defined(market);
    }

    private void expire(final NaiveMarket market, final NaiveOrder.Auction auction) {
        for (final boolean buy : new boolean[] {true, false}) {
            NaiveAuction.inOrder(market.forAuctions.stream()
                            .filter(order -> order.auction == auction && order.buy == buy)
                            .toList())
                    .forEach(order -> orders.expire(order, RejectReason.NONE));
        }
    }

    private void indicate(final NaiveMarket market) {
        final NaiveAuction auction = new NaiveAuction(market, market.status);
        final List<Long> indication = List.of(auction.price(), auction.qty(), auction.imbalance());
        if (!indication.equals(market.indication)) {
            market.indication = indication;
            events.indication(market, auction.price(), auction.qty(), auction.imbalanceQty(), auction.imbalanceSide());
        }
    }

    private void uncross(final NaiveMarket market, final TradingStatus from) {
        NaiveAuction auction = new NaiveAuction(market, from);
        NaiveOrder large = auction.firstTooLarge();
        while (large != null) {
            orders.expire(large, RejectReason.NOTIONAL_OVERFLOW);
            auction = new NaiveAuction(market, from);
            large = auction.firstTooLarge();
        }
        if (auction.price() == NULL) {
            return;
        }
        final long price = auction.price();
        market.auctionPrice = price;
        final List<NaiveOrder> buys = new ArrayList<>(auction.buys());
        final List<NaiveOrder> sells = new ArrayList<>(auction.sells());
        NaiveOrder buy = null;
        NaiveOrder sell = null;
        while (!buys.isEmpty() && !sells.isEmpty() && NaiveAuction.meet(buys.get(0), sells.get(0))) {
            buy = buys.get(0);
            sell = sells.get(0);
            trade(buy, sell, price);
            finishIfFilled(buy, buys);
            finishIfFilled(sell, sells);
        }
        reduced(buy);
        reduced(sell);
    }

    private void trade(final NaiveOrder buy, final NaiveOrder sell, final long price) {
        orders.lists.goAlone(buy);
        orders.lists.goAlone(sell);
        final long qty = Math.min(buy.leavesQty, sell.leavesQty);
        final long tradeId = ++buy.market.trades;
        buy.market.lastPrice = price;
        if (buy.market.everWaited) {
            buy.market.observe(NaiveOrder.Reference.LAST_TRADE);
        }
        events.auctionTrade(buy.market, tradeId, price, qty);
        for (final NaiveOrder order : List.of(buy, sell)) {
            order.leavesQty -= qty;
            NaiveOrders.pay(order, price, qty);
            events.filled(order, NULL, tradeId, price, qty, false);
            orders.quotes.filled(order);
        }
    }

    private void finishIfFilled(final NaiveOrder order, final List<NaiveOrder> from) {
        if (order.leavesQty == 0) {
            events.deleted(order);
            orders.gone(order);
            from.remove(0);
        }
    }

    private void reduced(final NaiveOrder order) {
        if (order == null || order.leavesQty == 0) {
            return;
        }
        if (order.iceberg == null) {
            events.reduced(order);
        } else if (order.leavesQty < order.iceberg.shown) {
            order.iceberg.shown = order.leavesQty;
            events.reduced(order);
        }
    }
}
