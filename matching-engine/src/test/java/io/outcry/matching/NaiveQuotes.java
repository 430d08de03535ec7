/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.engine.MassQuoteDecoder;
import io.outcry.codecs.engine.SetQuoteProtectionDecoder;
import io.outcry.codecs.types.ExecType;
import io.outcry.codecs.types.RejectReason;
import io.outcry.codecs.types.TradingStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The quotes of a {@link NaiveExchange}. */
final class NaiveQuotes {
    private static final long NULL = NullValue.INT64;

    /** How often quotes were pulled, and stayed in their place. */
    int pulled;

    int stayed;

    private final NaiveOrders orders;
    private final List<NaiveMarket> markets;
    private final List<NaiveTrader> traders;
    private final NaiveEvents events;
    private final Map<Integer, Protection> protections = new HashMap<>();
    private final TreeSet<Integer> toPull = new TreeSet<>();

    /** One side of an instrument: as it is quoted, null if it is not, and as it is to be. */
    private record Quoted(NaiveMarket market, boolean buy, long price, long qty, NaiveOrder order) {
        boolean isQuoted() {
            return price != NULL || qty != NULL;
        }

        boolean stays() {
            return isQuoted() && order != null && price == order.price && qty <= order.leavesQty;
        }
    }

    private record Refused(int instrumentId, RejectReason reason) {}

    private static final class Protection {
        private int sessionId;
        private long clOrdId;
        private int maxFills;
        private long windowNs;
        private boolean hasPulled;
        private final List<Long> fillTimes = new ArrayList<>();
    }

    NaiveQuotes(
            final NaiveOrders orders,
            final List<NaiveMarket> markets,
            final List<NaiveTrader> traders,
            final NaiveEvents events) {
        this.orders = orders;
        this.markets = markets;
        this.traders = traders;
        this.events = events;
    }

    void massQuote(final MassQuoteDecoder command) {
        final List<Quoted> sides = new ArrayList<>();
        final Refused refused = check(command, sides);
        events.massQuote(command, refused.instrumentId, refused.reason);
        if (refused.reason != RejectReason.NONE) {
            return;
        }
        for (int i = 0; i < sides.size(); i += 2) {
            final List<Quoted> pair = sides.subList(i, i + 2);
            pair.forEach(side -> leave(side, command));
            pair.stream()
                    .filter(side -> side.isQuoted() && !side.stays())
                    .toList()
                    .forEach(side -> enter(side, command));
        }
    }

    void protect(final SetQuoteProtectionDecoder command) {
        RejectReason reason = RejectReason.NONE;
        if (!NaiveExchange.isKnown(command.accountId(), traders)) {
            reason = RejectReason.UNKNOWN_ACCOUNT;
        } else if (command.maxFills() < 0
                || command.maxFills() > 1_000
                || command.maxFills() > 0 && (command.windowNs() < 1 || command.windowNs() > 86_400_000_000_000L)) {
            reason = RejectReason.INVALID_QUOTE_PROTECTION;
        } else {
            final Protection protection = new Protection();
            protection.sessionId = command.sessionId();
            protection.clOrdId = command.clOrdId();
            protection.maxFills = command.maxFills();
            protection.windowNs = command.windowNs();
            protections.put(command.accountId(), protection);
        }
        events.quoteProtection(
                command.refSeqNum(),
                command.sessionId(),
                command.accountId(),
                command.clOrdId(),
                command.windowNs(),
                command.maxFills(),
                reason);
    }

    /** Of any order that has traded. */
    void filled(final NaiveOrder order) {
        final Protection protection = protections.get(order.trader.accountId);
        if (!order.quote || protection == null || protection.maxFills == 0 || protection.hasPulled) {
            return;
        }
        protection.fillTimes.add(orders.timeNs());
        final long counted = protection.fillTimes.stream()
                .filter(time -> orders.timeNs() - time < protection.windowNs)
                .count();
        if (counted >= protection.maxFills) {
            protection.hasPulled = true;
            toPull.add(order.trader.accountId);
        }
    }

    boolean isPending() {
        return !toPull.isEmpty();
    }

    void pull() {
        final boolean pulls = isPending();
        while (isPending()) {
            final int accountId = toPull.pollFirst();
            final Protection protection = protections.get(accountId);
            events.quoteProtection(
                    NULL,
                    protection.sessionId,
                    accountId,
                    protection.clOrdId,
                    protection.windowNs,
                    protection.maxFills,
                    RejectReason.QUOTE_PROTECTION);
            traders.get(accountId - 1).open().stream()
                    .filter(order -> order.quote)
                    .sorted(Comparator.<NaiveOrder>comparingInt(order -> order.market.instrumentId)
                            .thenComparing(order -> !order.buy))
                    .toList()
                    .forEach(order -> orders.expire(order, RejectReason.QUOTE_PROTECTION));
            pulled++;
        }
        if (pulls) {
            orders.cascadeEverywhere();
        }
    }

    /** Reads the sides on the way. */
    private Refused check(final MassQuoteDecoder command, final List<Quoted> sides) {
        if (!NaiveExchange.isKnown(command.accountId(), traders)) {
            return new Refused(NullValue.INT32, RejectReason.UNKNOWN_ACCOUNT);
        }
        final Protection protection = protections.get(command.accountId());
        if (protection != null && protection.hasPulled) {
            return new Refused(NullValue.INT32, RejectReason.QUOTE_PROTECTION);
        } else if (command.quoteId() == NULL) {
            return new Refused(NullValue.INT32, RejectReason.INVALID_CL_ORD_ID);
        }
        final MassQuoteDecoder.QuotesDecoder quotes = command.quotes();
        if (quotes.count() == 0 || quotes.count() > 64) {
            return new Refused(NullValue.INT32, RejectReason.INVALID_QUOTE);
        }
        final NaiveTrader trader = traders.get(command.accountId() - 1);
        while (quotes.hasNext()) {
            final RejectReason reason = check(quotes.next(), trader, sides);
            if (reason != RejectReason.NONE) {
                return new Refused(quotes.instrumentId(), reason);
            }
        }
        final long before = sides.stream().filter(side -> side.order != null).count();
        final long after = sides.stream().filter(Quoted::isQuoted).count();
        if (after > before && orders.open() - before + after > orders.maxOpenOrders()) {
            return new Refused(NullValue.INT32, RejectReason.OPEN_ORDERS_FULL);
        } else if (after > before && trader.open().size() - before + after > trader.maxOpenOrders) {
            return new Refused(NullValue.INT32, RejectReason.MAX_OPEN_ORDERS);
        }
        return checkFunds(trader, sides);
    }

    private static RejectReason check(
            final MassQuoteDecoder.QuotesDecoder quote, final NaiveTrader trader, final List<Quoted> sides) {
        if (!NaiveExchange.isKnown(quote.instrumentId(), trader.markets())) {
            return RejectReason.UNKNOWN_INSTRUMENT;
        }
        final NaiveMarket market = trader.markets().get(quote.instrumentId() - 1);
        if (sides.stream().anyMatch(side -> side.market == market)) {
            return RejectReason.INVALID_QUOTE;
        }
        final Quoted bid = new Quoted(market, true, quote.bidPx(), quote.bidSize(), open(trader, market, true));
        final Quoted offer = new Quoted(market, false, quote.offerPx(), quote.offerSize(), open(trader, market, false));
        sides.add(bid);
        sides.add(offer);
        for (final Quoted side : List.of(bid, offer)) {
            final RejectReason reason = side.isQuoted() ? check(side, trader) : RejectReason.NONE;
            if (reason != RejectReason.NONE) {
                return reason;
            }
        }
        return bid.isQuoted() && offer.isQuoted() && bid.price >= offer.price
                ? RejectReason.INVALID_QUOTE
                : RejectReason.NONE;
    }

    private static RejectReason check(final Quoted side, final NaiveTrader trader) {
        final NaiveMarket market = side.market;
        final long cumQty = side.order == null ? 0 : side.order.cumQty();
        if (!market.takesOrders()) {
            return RejectReason.INSTRUMENT_HALTED;
        } else if (market.status == TradingStatus.POST_ONLY) {
            return RejectReason.NOT_IN_THIS_PHASE;
        } else if (side.price <= 0) {
            return RejectReason.INVALID_PRICE;
        } else if (side.qty < market.minQty || side.qty > market.maxQty || cumQty + side.qty < 0) {
            return RejectReason.INVALID_QUANTITY;
        }
        final RejectReason protection = market.checkProtection(side.buy, side.price, side.qty);
        return protection == RejectReason.NONE && side.qty > trader.maxOrderQty
                ? RejectReason.MAX_ORDER_QTY
                : protection;
    }

    /** As if the quotes that go were gone, and those that come were there one after the other. */
    private static Refused checkFunds(final NaiveTrader trader, final List<Quoted> sides) {
        final Map<NaiveMarket, List<NaiveOrder>> books = new HashMap<>();
        sides.forEach(side -> books.put(side.market, List.copyOf(side.market.resting)));
        sides.forEach(side -> side.market.resting.remove(side.order));
        Refused refused = new Refused(NullValue.INT32, RejectReason.NONE);
        for (final Quoted side : sides) {
            if (side.isQuoted() && refused.reason == RejectReason.NONE) {
                final RejectReason reason =
                        NaiveOrders.checkFunds(side.market, trader, side.buy, side.price, side.qty, null, false);
                if (reason != RejectReason.NONE) {
                    refused = new Refused(side.market.instrumentId, reason);
                }
                side.market.resting.add(create(side, trader));
            }
        }
        books.forEach((market, book) -> {
            market.resting.clear();
            market.resting.addAll(book);
        });
        return refused;
    }

    private void leave(final Quoted side, final MassQuoteDecoder command) {
        final NaiveOrder order = side.order;
        if (order == null) {
            return;
        }
        if (!side.isQuoted()) {
            orders.cancel(order, command.sessionId(), command.refSeqNum(), command.quoteId());
        } else if (side.stays()) {
            stayed++;
            final boolean isLess = side.qty < order.leavesQty;
            order.orderQty = order.cumQty() + side.qty;
            order.leavesQty = side.qty;
            if (isLess) {
                events.reduced(order);
            }
            replaced(side, command);
        } else {
            events.deleted(order);
            NaiveOrders.close(order);
        }
    }

    private void enter(final Quoted side, final MassQuoteDecoder command) {
        if (side.order == null) {
            final NaiveOrder order = create(side, traders.get(command.accountId() - 1));
            order.orderId = orders.newOrderId();
            order.clOrdId = command.quoteId();
            order.sessionId = command.sessionId();
            events.execution(order, command.refSeqNum(), ExecType.NEW, order.clOrdId, NULL);
            orders.enterQuote(order, command.refSeqNum());
            return;
        }
        side.order.orderQty = side.order.cumQty() + side.qty;
        side.order.leavesQty = side.qty;
        side.order.price = side.price;
        replaced(side, command);
        orders.enterQuote(side.order, command.refSeqNum());
    }

    private void replaced(final Quoted side, final MassQuoteDecoder command) {
        final long origClOrdId = side.order.clOrdId;
        side.order.clOrdId = command.quoteId();
        events.answer(
                side.order,
                command.sessionId(),
                command.refSeqNum(),
                ExecType.REPLACED,
                command.quoteId(),
                origClOrdId);
        side.order.sessionId = command.sessionId();
    }

    private static NaiveOrder create(final Quoted side, final NaiveTrader trader) {
        final NaiveOrder order = new NaiveOrder();
        order.quote = true;
        order.market = side.market;
        order.trader = trader;
        order.buy = side.buy;
        order.price = side.price;
        order.orderQty = side.qty;
        order.leavesQty = side.qty;
        order.tag = NullValue.INT32;
        order.expireTimeNs = NULL;
        return order;
    }

    private static NaiveOrder open(final NaiveTrader trader, final NaiveMarket market, final boolean buy) {
        return market.resting.stream()
                .filter(order -> order.quote && order.trader == trader && order.buy == buy)
                .findFirst()
                .orElse(null);
    }
}
