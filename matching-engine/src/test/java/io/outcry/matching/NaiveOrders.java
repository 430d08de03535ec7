/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.engine.CancelOrderDecoder;
import io.outcry.codecs.engine.MassActionDecoder;
import io.outcry.codecs.engine.NewExtendedOrderDecoder;
import io.outcry.codecs.engine.NewOrderDecoder;
import io.outcry.codecs.engine.NewOrderListDecoder;
import io.outcry.codecs.engine.QueryOrderDecoder;
import io.outcry.codecs.engine.ReplaceOrderDecoder;
import io.outcry.codecs.types.BandAction;
import io.outcry.codecs.types.ExecInst;
import io.outcry.codecs.types.ExecType;
import io.outcry.codecs.types.MassActionType;
import io.outcry.codecs.types.MatchAlgorithm;
import io.outcry.codecs.types.OrdType;
import io.outcry.codecs.types.PegOffsetType;
import io.outcry.codecs.types.PegPriceType;
import io.outcry.codecs.types.RejectReason;
import io.outcry.codecs.types.SelfTradePrevention;
import io.outcry.codecs.types.Side;
import io.outcry.codecs.types.TimeInForce;
import io.outcry.codecs.types.TradingStatus;
import io.outcry.codecs.types.TriggerPriceType;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The orders of a {@link NaiveExchange}: what is checked, what trades, what rests. */
final class NaiveOrders {
    private static final long NULL = NullValue.INT64;
    private static final BigInteger MAX_LONG = BigInteger.valueOf(Long.MAX_VALUE);

    private static final Set<TimeInForce> LASTING = EnumSet.of(TimeInForce.GTC, TimeInForce.DAY, TimeInForce.GTD);
    private static final Map<TimeInForce, NaiveOrder.Auction> FOR_AUCTIONS = Map.of(
            TimeInForce.AT_THE_OPENING, NaiveOrder.Auction.OPENING,
            TimeInForce.AT_THE_CLOSE, NaiveOrder.Auction.CLOSING,
            TimeInForce.AT_CROSSING, NaiveOrder.Auction.NEXT);
    private static final Set<OrdType> TRAILING = EnumSet.of(OrdType.TRAILING_STOP, OrdType.TRAILING_STOP_LIMIT);
    private static final Set<OrdType> WAITING = EnumSet.of(
            OrdType.STOP,
            OrdType.STOP_LIMIT,
            OrdType.TAKE_PROFIT,
            OrdType.TAKE_PROFIT_LIMIT,
            OrdType.TRAILING_STOP,
            OrdType.TRAILING_STOP_LIMIT);
    private static final Set<OrdType> PRICED =
            EnumSet.of(OrdType.LIMIT, OrdType.STOP_LIMIT, OrdType.TAKE_PROFIT_LIMIT, OrdType.PEGGED);

    private final List<NaiveMarket> markets;
    private final List<NaiveTrader> traders;
    private final NaiveEvents events;
    private int maxOpenOrders = 1_000_000;
    private long timeNs;
    private long opened;
    private boolean pending;

    /** What mass actions have still to do, one order each. */
    private final Deque<Runnable> massWork = new ArrayDeque<>();

    /** How often a pegged order went to another price, and a resting all-or-none order found what it needed. */
    int moved;

    int tradedWhole;

    /** How often an instrument left its price band. */
    int interrupted;

    /** How often what stood at a price traded together. */
    int shared;

    /** How often each slot was used, from slot 1. */
    private final List<Long> uses = new ArrayList<>();

    /** Slots of orders that are gone, the last one first. */
    private final Deque<Integer> freeSlots = new ArrayDeque<>();

    final NaiveLists lists;

    final NaivePhases phases;

    final NaiveQuotes quotes;

    NaiveOrders(final List<NaiveMarket> markets, final List<NaiveTrader> traders, final NaiveEvents events) {
        this.markets = markets;
        this.traders = traders;
        this.events = events;
        lists = new NaiveLists(this, markets, traders, events);
        phases = new NaivePhases(this, markets, events);
        quotes = new NaiveQuotes(this, markets, traders, events);
    }

    void maxOpenOrders(final int newMaxOpenOrders) {
        maxOpenOrders = newMaxOpenOrders;
    }

    int maxOpenOrders() {
        return maxOpenOrders;
    }

    long timeNs() {
        return timeNs;
    }

    void time(final long commandTimeNs) {
        timeNs = commandTimeNs;
    }

    int open() {
        return markets.stream().mapToInt(market -> market.open().size()).sum();
    }

    /** As {@link EngineCore#nextStepTimeNs}. */
    long nextStepTimeNs() {
        return pending || !massWork.isEmpty() || quotes.isPending()
                ? Long.MIN_VALUE
                : Math.min(nextExpiryNs(), phases.nextTimeNs());
    }

    private long nextExpiryNs() {
        return expiring().stream()
                .mapToLong(order -> order.expireTimeNs)
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }

    /** At most 64 orders expire, then mass actions come to 32 more, then at most 16 are triggered. */
    void timeStep() {
        for (int expired = 0; expired < 64; expired++) {
            expiring().stream()
                    .filter(order -> order.expireTimeNs <= timeNs)
                    .findFirst()
                    .ifPresent(order -> expire(order, RejectReason.NONE));
        }
        workOff();
        if (nextExpiryNs() > timeNs) {
            phases.run(timeNs);
        }
        cascadeEverywhere();
    }

    void cascadeEverywhere() {
        pending = false;
        int budget = 16;
        for (final NaiveMarket market : markets) {
            budget = cascade(market, budget);
        }
    }

    private void cascade(final NaiveMarket market) {
        cascade(market, 16);
    }

    /** Returns how many more may be triggered. */
    private int cascade(final NaiveMarket market, final int budget) {
        if (!market.isOpen()) {
            return budget;
        }
        int left = budget;
        NaiveOrder order = nextToGo(market);
        while (order != null && left > 0) {
            left--;
            if (order.held) {
                lists.go(order);
            } else if (order.peg != null) {
                move(order);
            } else if (order.trigger == null) {
                tradedWhole++;
                close(order);
                take(order, 0, false, NULL);
            } else {
                trigger(order);
            }
            if (!market.isOpen()) {
                return left;
            }
            order = nextToGo(market);
        }
        if (order != null) {
            pending = true;
            return left;
        }
        for (final NaiveOrder trailing : List.copyOf(market.trailing)) {
            follow(trailing);
        }
        market.forgetPrices();
        return left;
    }

    private static NaiveOrder nextToGo(final NaiveMarket market) {
        if (market.everWaited) {
            market.observeAll();
        }
        if (!market.armed.isEmpty()) {
            return market.armed.get(0);
        }
        if (market.everWaited) {
            final NaiveOrder triggered = market.triggered();
            if (triggered != null) {
                return triggered;
            }
        }
        final List<NaiveOrder> allOrNone = new ArrayList<>(market.allOrNone(true));
        allOrNone.addAll(market.allOrNone(false));
        final NaiveOrder trading =
                allOrNone.stream().filter(NaiveOrders::canFillWhole).findFirst().orElse(null);
        return trading != null
                ? trading
                : market.pegged.stream()
                        .filter(order -> {
                            final Long price = market.peggedPrice(order.buy, order.peg);
                            return price != null && price != order.price;
                        })
                        .findFirst()
                        .orElse(null);
    }

    private void move(final NaiveOrder order) {
        moved++;
        close(order);
        order.price = order.market.peggedPrice(order.buy, order.peg);
        final RejectReason reason =
                checkFunds(order.market, order.trader, order.buy, order.price, order.leavesQty, null, false);
        if (reason != RejectReason.NONE) {
            events.expired(order, reason);
            gone(order);
            return;
        }
        take(order, 0, true, NULL);
    }

    private static void follow(final NaiveOrder order) {
        final NaiveOrder.Trigger trigger = order.trigger;
        final Long stop =
                order.market.followingStop(order.buy, trigger.reference, trigger.pegOffset, trigger.pegInTicks);
        if (stop != null && (order.buy ? stop < trigger.stopPx : stop > trigger.stopPx)) {
            trigger.stopPx = stop;
            order.market.waiting.remove(order);
            order.market.waiting.add(order);
        }
    }

    void massAction(final MassActionDecoder command) {
        final Side side = command.side();
        final int instrumentId = command.instrumentId();
        if (!NaiveExchange.isKnown(command.accountId(), traders)) {
            events.massAction(command, 0, RejectReason.UNKNOWN_ACCOUNT);
        } else if (instrumentId != NullValue.INT32 && !NaiveExchange.isKnown(instrumentId, markets)) {
            events.massAction(command, 0, RejectReason.UNKNOWN_INSTRUMENT);
        } else if (side != Side.BUY && side != Side.SELL && side != Side.NULL_VAL) {
            events.massAction(command, 0, RejectReason.INVALID_SIDE);
        } else if (command.massActionType() != MassActionType.CANCEL_ORDERS
                && command.massActionType() != MassActionType.REPORT_ORDERS) {
            events.massAction(command, 0, RejectReason.INVALID_MASS_ACTION);
        } else {
            final List<NaiveOrder> affected = traders.get(command.accountId() - 1).open().stream()
                    .filter(order -> side == Side.NULL_VAL || order.buy == (side == Side.BUY))
                    .filter(order -> instrumentId == NullValue.INT32 || order.market.instrumentId == instrumentId)
                    .filter(order -> command.tag() == NullValue.INT32 || order.tag == command.tag())
                    .sorted(Comparator.comparingLong(order -> order.orderId))
                    .toList();
            events.massAction(command, affected.size(), RejectReason.NONE);
            final boolean cancels = command.massActionType() == MassActionType.CANCEL_ORDERS;
            final int sessionId = command.sessionId();
            final long refSeqNum = command.refSeqNum();
            final long clOrdId = command.clOrdId();
            affected.forEach(order -> massWork.add(() -> {
                if (order.market.open().contains(order)) {
                    if (cancels) {
                        cancel(order, sessionId, refSeqNum, clOrdId);
                    } else {
                        events.status(order, sessionId, refSeqNum);
                    }
                }
            }));
            workOff();
        }
        cascadeEverywhere();
    }

    private void workOff() {
        for (int i = 0; i < 32 && !massWork.isEmpty(); i++) {
            massWork.remove().run();
        }
    }

    void query(final QueryOrderDecoder command) {
        if (!NaiveExchange.isKnown(command.instrumentId(), markets)) {
            events.queryRejected(command, RejectReason.UNKNOWN_INSTRUMENT);
            return;
        }
        final NaiveOrder order =
                find(command.accountId(), command.instrumentId(), command.origClOrdId(), command.orderId());
        if (order == null) {
            events.queryRejected(command, RejectReason.UNKNOWN_ORDER);
        } else {
            events.status(order, command.sessionId(), command.refSeqNum());
        }
    }

    private void trigger(final NaiveOrder order) {
        final NaiveOrder.Trigger trigger = order.trigger;
        lists.goAlone(order);
        close(order);
        order.trigger = null;
        if (trigger.pegOffset != null && order.price != NULL) {
            order.price = trigger.stopPx + (order.buy ? trigger.limitOffset : -trigger.limitOffset);
        }
        final RejectReason reason =
                checkFunds(order.market, order.trader, order.buy, order.price, order.leavesQty, null, false);
        if (reason != RejectReason.NONE) {
            events.expired(order, reason);
            gone(order);
            return;
        }
        events.execution(order, NULL, ExecType.TRIGGERED, order.clOrdId, NULL);
        take(order, 0, true, NULL);
    }

    private List<NaiveOrder> expiring() {
        return markets.stream()
                .flatMap(market -> market.open().stream())
                .filter(order -> order.expireTimeNs != NULL)
                .sorted(Comparator.<NaiveOrder>comparingLong(order -> order.expireTimeNs)
                        .thenComparingLong(order -> order.openNumber))
                .toList();
    }

    void expire(final NaiveOrder order, final RejectReason reason) {
        events.deleted(order);
        events.expired(order, reason);
        gone(order);
    }

    static void close(final NaiveOrder order) {
        order.market.resting.remove(order);
        order.market.waiting.remove(order);
        order.market.trailing.remove(order);
        order.market.pegged.remove(order);
        order.market.held.remove(order);
        order.market.armed.remove(order);
        order.market.forAuctions.remove(order);
    }

    /** Of an order that has no more terms than its message, the extended one is null. */
    void newOrder(final NewOrderDecoder command, final NewExtendedOrderDecoder more) {
        final RejectReason reason = check(command, more);
        if (reason != RejectReason.NONE) {
            events.rejected(command, reason);
            return;
        }
        final NaiveMarket market = markets.get(command.instrumentId() - 1);
        final NaiveOrder order = create(command, more, limitPrice(command, more, market, command.side() == Side.BUY));
        events.execution(order, command.refSeqNum(), ExecType.NEW, order.clOrdId, NULL);
        place(order, command, more, command.refSeqNum());
        cascade(order.market);
    }

    void newOrderList(final NewOrderListDecoder command) {
        final NaiveMarket market = lists.newOrderList(command);
        if (market != null) {
            cascade(market);
        }
    }

    NaiveOrder create(final NewOrderDecoder command, final NewExtendedOrderDecoder more, final long price) {
        final NaiveOrder order = new NaiveOrder();
        order.market = markets.get(command.instrumentId() - 1);
        order.trader = traders.get(command.accountId() - 1);
        order.sessionId = command.sessionId();
        order.orderId = newOrderId();
        order.clOrdId = command.clOrdId();
        order.buy = command.side() == Side.BUY;
        order.postOnly = command.execInst() == ExecInst.POST_ONLY;
        order.slides = command.execInst() == ExecInst.POST_ONLY_SLIDE;
        order.allOrNone = command.execInst() == ExecInst.ALL_OR_NONE;
        order.orderQty = command.orderQty();
        order.leavesQty = command.orderQty();
        order.auction = FOR_AUCTIONS.get(command.timeInForce());
        order.hidden = more != null && more.displayQty() == 0;
        if (command.ordType() == OrdType.PEGGED) {
            order.peg = peg(more, order.buy);
            order.hidden = true;
        }
        order.tag = more == null ? NullValue.INT32 : more.tag();
        if (more != null && more.displayQty() > 0) {
            order.iceberg = new NaiveOrder.Iceberg();
            order.iceberg.displayQty = more.displayQty();
            order.iceberg.variance = more.displayVariance() == NULL ? 0 : more.displayVariance();
            order.iceberg.random = more.displaySeed();
        }
        if (command.timeInForce() == TimeInForce.DAY) {
            order.expireTimeNs = (timeNs / 86_400_000_000_000L + 1) * 86_400_000_000_000L;
        } else if (command.timeInForce() == TimeInForce.GTD) {
            order.expireTimeNs = more.expireTimeNs();
        }
        order.price = price;
        return order;
    }

    void place(
            final NaiveOrder order,
            final NewOrderDecoder command,
            final NewExtendedOrderDecoder more,
            final long refSeqNum) {
        if (WAITING.contains(command.ordType())) {
            await(order, more);
        } else if (order.auction != null || !order.market.isOpen()) {
            restOrGo(order, refSeqNum, true);
        } else {
            long minQty = more == null || more.minQty() == NULL ? 0 : more.minQty();
            if (command.timeInForce() == TimeInForce.FOK) {
                minQty = order.orderQty;
            }
            final boolean mayRest = LASTING.contains(command.timeInForce()) && command.ordType() != OrdType.MARKET;
            enter(order, minQty, mayRest, refSeqNum);
        }
    }

    private void await(final NaiveOrder order, final NewExtendedOrderDecoder more) {
        order.trigger = new NaiveOrder.Trigger();
        order.trigger.reference = reference(more, order.buy);
        order.trigger.rises =
                order.buy ^ (more.ordType() == OrdType.TAKE_PROFIT || more.ordType() == OrdType.TAKE_PROFIT_LIMIT);
        order.trigger.stopPx = stopPx(more, order.market, order.buy);
        if (TRAILING.contains(more.ordType())) {
            order.trigger.pegOffset = more.pegOffset();
            order.trigger.pegInTicks = more.pegOffsetType() == PegOffsetType.TICKS;
            order.trigger.limitOffset = more.limitOffset();
            order.market.trailing.add(order);
        }
        open(order);
        order.market.waiting.add(order);
        order.market.everWaited = true;
    }

    private static NaiveOrder.Peg peg(final NewExtendedOrderDecoder more, final boolean buy) {
        final NaiveOrder.Peg peg = new NaiveOrder.Peg();
        final boolean ownSide = more.pegPriceType() == PegPriceType.PRIMARY;
        peg.reference = more.pegPriceType() == PegPriceType.MIDPOINT
                ? NaiveOrder.Reference.MIDPOINT
                : ownSide == buy ? NaiveOrder.Reference.BEST_BID : NaiveOrder.Reference.BEST_OFFER;
        peg.offset = more.pegOffset();
        peg.limit = more.price();
        return peg;
    }

    private static NaiveOrder.Reference reference(final NewExtendedOrderDecoder more, final boolean buy) {
        return switch (more.triggerPriceType()) {
            case LAST_TRADE -> NaiveOrder.Reference.LAST_TRADE;
            case MIDPOINT -> NaiveOrder.Reference.MIDPOINT;
            default -> buy ? NaiveOrder.Reference.BEST_OFFER : NaiveOrder.Reference.BEST_BID;
        };
    }

    private static Long stopPx(final NewExtendedOrderDecoder more, final NaiveMarket market, final boolean buy) {
        return more.stopPx() != NULL
                ? (Long) more.stopPx()
                : market.followingStop(
                        buy, reference(more, buy), more.pegOffset(), more.pegOffsetType() == PegOffsetType.TICKS);
    }

    void cancel(final CancelOrderDecoder command) {
        if (!NaiveExchange.isKnown(command.instrumentId(), markets)) {
            events.cancelRejected(command, RejectReason.UNKNOWN_INSTRUMENT);
            return;
        }
        final NaiveOrder order =
                find(command.accountId(), command.instrumentId(), command.origClOrdId(), command.orderId());
        if (order == null) {
            events.cancelRejected(command, RejectReason.UNKNOWN_ORDER);
            return;
        }
        cancel(order, command.sessionId(), command.refSeqNum(), command.clOrdId());
        cascade(order.market);
    }

    void cancel(final NaiveOrder order, final int sessionId, final long refSeqNum, final long clOrdId) {
        events.deleted(order);
        events.answer(order, sessionId, refSeqNum, ExecType.CANCELED, clOrdId, order.clOrdId);
        gone(order);
    }

    void replace(final ReplaceOrderDecoder command) {
        if (!NaiveExchange.isKnown(command.instrumentId(), markets)) {
            events.replaceRejected(command, RejectReason.UNKNOWN_INSTRUMENT);
            return;
        }
        final NaiveOrder order =
                find(command.accountId(), command.instrumentId(), command.origClOrdId(), command.orderId());
        if (order == null) {
            events.replaceRejected(command, RejectReason.UNKNOWN_ORDER);
            return;
        }
        final boolean waits = order.trigger != null;
        final boolean trails = waits && order.trigger.pegOffset != null;
        final long newPrice = order.peg != null && command.price() > 0
                ? pegAfterReplace(order, command.price())
                : order.slides && command.price() > 0
                        ? order.market.priceToRest(order.buy, command.price())
                        : trails ? order.price : command.price();
        final RejectReason reason = check(command, order, newPrice);
        if (reason != RejectReason.NONE) {
            events.replaceRejected(command, reason);
            return;
        }
        final long origClOrdId = order.clOrdId;
        final long leavesQty = command.orderQty() - order.cumQty();
        if (order.peg != null) {
            order.peg.limit = command.price();
        }
        final boolean keepsPlace = waits || newPrice == order.price && leavesQty < order.leavesQty;
        final long shown = order.queuedQty();
        if (!keepsPlace) {
            events.deleted(order);
            close(order);
        }
        order.clOrdId = command.clOrdId();
        order.price = newPrice;
        order.orderQty = command.orderQty();
        order.leavesQty = leavesQty;
        if (keepsPlace && !waits && leavesQty < shown) {
            if (order.iceberg != null) {
                order.iceberg.shown = leavesQty;
            }
            events.reduced(order);
        }
        events.answer(order, command.sessionId(), command.refSeqNum(), ExecType.REPLACED, order.clOrdId, origClOrdId);
        order.sessionId = command.sessionId();
        if (!keepsPlace) {
            if (order.auction != null || !order.market.isOpen()) {
                restOrGo(order, command.refSeqNum(), true);
            } else {
                enter(order, 0, true, command.refSeqNum());
            }
        }
        cascade(order.market);
    }

    /** Lets a quote trade and rest. */
    void enterQuote(final NaiveOrder order, final long refSeqNum) {
        if (order.market.isOpen()) {
            take(order, 0, true, refSeqNum);
        } else {
            restOrGo(order, refSeqNum, true);
        }
    }

    /** One that never takes, or cannot be filled whole, rests at once. */
    private void enter(final NaiveOrder order, final long minQty, final boolean mayRest, final long refSeqNum) {
        if (order.postOnly || order.slides || order.allOrNone && !canFillWhole(order)) {
            restOrGo(order, refSeqNum, true);
        } else {
            take(order, minQty, mayRest, refSeqNum);
        }
    }

    /** Lets an order trade, inside the price band if there is one. */
    private void take(final NaiveOrder order, final long minQty, final boolean mayRest, final long refSeqNum) {
        final NaiveMarket market = order.market;
        order.edge = market.bandEdge(order.buy);
        final boolean goesOn = (minQty == 0 || canFill(order, minQty, Integer.MAX_VALUE)) && match(order, refSeqNum);
        order.edge = null;
        final NaiveOrder best = market.best(!order.buy);
        final boolean breaches =
                market.protection.hasBand() && goesOn && order.leavesQty > 0 && best != null && order.reaches(best);
        boolean rests = goesOn && mayRest && order.price != NULL;
        if (breaches && market.protection.bandAction() == BandAction.EXPIRE) {
            rests = false;
        } else if (breaches) {
            interrupted++;
            phases.interrupt(market);
        }
        if (breaches && !rests) {
            events.expired(order, refSeqNum, RejectReason.PRICE_BAND);
            gone(order);
        } else {
            restOrGo(order, refSeqNum, rests);
        }
    }

    private static boolean canFillWhole(final NaiveOrder order) {
        order.edge = order.market.bandEdge(order.buy);
        final boolean can = canFill(order, order.leavesQty, 256);
        order.edge = null;
        return can;
    }

    private static long pegAfterReplace(final NaiveOrder order, final long limit) {
        final NaiveOrder.Peg peg = new NaiveOrder.Peg();
        peg.reference = order.peg.reference;
        peg.offset = order.peg.offset;
        peg.limit = limit;
        final Long price = order.market.peggedPrice(order.buy, peg);
        return price != null ? price : order.buy ? Math.min(order.price, limit) : Math.max(order.price, limit);
    }

    private void restOrGo(final NaiveOrder order, final long refSeqNum, final boolean mayRest) {
        if (order.leavesQty > 0 && mayRest) {
            if (order.iceberg != null) {
                order.iceberg.shown = Math.min(order.iceberg.displayQty, order.leavesQty);
            }
            open(order);
            (order.auction == null ? order.market.resting : order.market.forAuctions).add(order);
            if (order.peg != null) {
                order.market.pegged.add(order);
            }
            events.added(order);
            return;
        }
        if (order.leavesQty > 0) {
            events.execution(order, refSeqNum, ExecType.EXPIRED, order.clOrdId, NULL);
        }
        gone(order);
    }

    /** The slot in the lower half, and above it how often it was used. */
    long newOrderId() {
        if (freeSlots.isEmpty()) {
            uses.add(0L);
            freeSlots.push(uses.size());
        }
        final int slot = freeSlots.pop();
        uses.set(slot - 1, uses.get(slot - 1) + 1);
        return uses.get(slot - 1) << 26 | slot;
    }

    /** The order begins to rest, to wait or to be held. */
    void open(final NaiveOrder order) {
        order.openNumber = ++opened;
    }

    void gone(final NaiveOrder order) {
        close(order);
        if (order.leavesQty == 0) {
            lists.filled(order);
        } else {
            lists.ended(order);
        }
        lists.forget(order);
        freeSlots.push((int) order.orderId & OrderPool.MAX_ORDERS);
    }

    RejectReason check(final NewOrderDecoder command, final NewExtendedOrderDecoder more) {
        final RejectReason alone = checkAlone(command, more);
        return alone == RejectReason.NONE ? checkPrices(command, more) : alone;
    }

    /** Of an order that is held, all but its prices and funds. */
    RejectReason checkToHold(final NewOrderDecoder command, final NewExtendedOrderDecoder more) {
        final RejectReason alone = checkAlone(command, more);
        if (alone != RejectReason.NONE) {
            return alone;
        }
        final RejectReason protection = markets.get(command.instrumentId() - 1)
                .checkProtection(command.side() == Side.BUY, command.price(), command.orderQty());
        if (protection != RejectReason.NONE) {
            return protection;
        }
        return command.orderQty() > traders.get(command.accountId() - 1).maxOrderQty
                ? RejectReason.MAX_ORDER_QTY
                : RejectReason.NONE;
    }

    private RejectReason checkAlone(final NewOrderDecoder command, final NewExtendedOrderDecoder more) {
        if (!NaiveExchange.isKnown(command.accountId(), traders)) {
            return RejectReason.UNKNOWN_ACCOUNT;
        } else if (!NaiveExchange.isKnown(command.instrumentId(), markets)) {
            return RejectReason.UNKNOWN_INSTRUMENT;
        }
        final NaiveMarket market = markets.get(command.instrumentId() - 1);
        final NaiveTrader trader = traders.get(command.accountId() - 1);
        final boolean limit = command.ordType() == OrdType.LIMIT;
        if (!market.takesOrders()) {
            return RejectReason.INSTRUMENT_HALTED;
        } else if (command.side() != Side.BUY && command.side() != Side.SELL) {
            return RejectReason.INVALID_SIDE;
        } else if (!LASTING.contains(command.timeInForce())
                && !FOR_AUCTIONS.containsKey(command.timeInForce())
                && command.timeInForce() != TimeInForce.IOC
                && command.timeInForce() != TimeInForce.FOK) {
            return RejectReason.INVALID_TIME_IN_FORCE;
        } else if (!List.of(OrdType.LIMIT, OrdType.MARKET, OrdType.MARKET_TO_LIMIT)
                        .contains(command.ordType())
                && command.ordType() != OrdType.PEGGED
                && !WAITING.contains(command.ordType())) {
            return RejectReason.INVALID_ORD_TYPE;
        } else if ((command.ordType() == OrdType.PEGGED || WAITING.contains(command.ordType()))
                && !LASTING.contains(command.timeInForce())) {
            return RejectReason.INVALID_TIME_IN_FORCE;
        } else if (FOR_AUCTIONS.containsKey(command.timeInForce()) && command.ordType() == OrdType.MARKET_TO_LIMIT) {
            return RejectReason.INVALID_TIME_IN_FORCE;
        } else if (command.execInst() != ExecInst.NONE
                && !(List.of(ExecInst.POST_ONLY, ExecInst.POST_ONLY_SLIDE, ExecInst.ALL_OR_NONE)
                                .contains(command.execInst())
                        && limit
                        && LASTING.contains(command.timeInForce()))) {
            return RejectReason.INVALID_EXEC_INST;
        } else if (PRICED.contains(command.ordType()) ? command.price() < 1 : command.price() != NULL) {
            return RejectReason.INVALID_PRICE;
        } else if (!isForThisPhase(command, more, market)) {
            return RejectReason.NOT_IN_THIS_PHASE;
        } else if (command.orderQty() < market.minQty || command.orderQty() > market.maxQty) {
            return RejectReason.INVALID_QUANTITY;
        } else if (more != null && !isDisplayRight(more)) {
            return RejectReason.INVALID_DISPLAY_QTY;
        } else if (more != null && !isMinQtyRight(more)) {
            return RejectReason.INVALID_MIN_QTY;
        } else if (command.timeInForce() == TimeInForce.GTD
                ? more == null || more.expireTimeNs() <= timeNs
                : more != null && more.expireTimeNs() != NULL) {
            return RejectReason.INVALID_EXPIRE_TIME;
        } else if (more == null && command.ordType() == OrdType.PEGGED) {
            return RejectReason.INVALID_PEG;
        } else if (more == null && WAITING.contains(command.ordType())) {
            return RejectReason.INVALID_STOP_PRICE;
        } else if (more != null && !isTriggerRight(more)) {
            return RejectReason.INVALID_TRIGGER;
        } else if (more != null && !isStopPriceRight(more)) {
            return RejectReason.INVALID_STOP_PRICE;
        } else if (more != null
                && (command.ordType() == OrdType.PEGGED)
                        != List.of(PegPriceType.PRIMARY, PegPriceType.MARKET, PegPriceType.MIDPOINT)
                                .contains(more.pegPriceType())) {
            return RejectReason.INVALID_PEG;
        } else if (more != null && !areOffsetsRight(more)) {
            return RejectReason.INVALID_OFFSET;
        } else if (command.clOrdId() == NULL) {
            return RejectReason.INVALID_CL_ORD_ID;
        } else if (trader.open(command.clOrdId()) != null) {
            return RejectReason.DUPLICATE_CL_ORD_ID;
        } else if (open() >= maxOpenOrders) {
            return RejectReason.OPEN_ORDERS_FULL;
        }
        return RejectReason.NONE;
    }

    private RejectReason checkPrices(final NewOrderDecoder command, final NewExtendedOrderDecoder more) {
        final NaiveMarket market = markets.get(command.instrumentId() - 1);
        final NaiveTrader trader = traders.get(command.accountId() - 1);
        final boolean buy = command.side() == Side.BUY;
        if (WAITING.contains(command.ordType()) && stopPx(more, market, buy) == null) {
            return RejectReason.INVALID_STOP_PRICE;
        } else if (TRAILING.contains(command.ordType()) && market.trailing.size() >= 1000) {
            return RejectReason.TRAILING_STOPS_FULL;
        } else if (command.ordType() == OrdType.PEGGED && market.pegged.size() >= 256) {
            return RejectReason.PEGGED_ORDERS_FULL;
        } else if (command.execInst() == ExecInst.ALL_OR_NONE
                && market.allOrNone(true).size() + market.allOrNone(false).size() >= 64) {
            return RejectReason.ALL_OR_NONE_FULL;
        } else if (command.execInst() == ExecInst.POST_ONLY && market.wouldTrade(buy, command.price())) {
            return RejectReason.POST_ONLY_WOULD_TRADE;
        }
        final long price = limitPrice(command, more, market, buy);
        if (price == 0) {
            return RejectReason.INVALID_PRICE;
        }
        final RejectReason protection = market.checkProtection(buy, price, command.orderQty());
        if (protection != RejectReason.NONE) {
            return protection;
        } else if (command.orderQty() > trader.maxOrderQty) {
            return RejectReason.MAX_ORDER_QTY;
        } else if (trader.open().size() >= trader.maxOpenOrders) {
            return RejectReason.MAX_OPEN_ORDERS;
        }
        final boolean isForAuction = FOR_AUCTIONS.containsKey(command.timeInForce());
        final boolean isTakenLater = isForAuction || WAITING.contains(command.ordType());
        final RejectReason reason = checkFunds(market, trader, buy, price, command.orderQty(), null, isTakenLater);
        return reason == RejectReason.NONE && isForAuction && buy && price == NULL && trader.checkFunds
                ? RejectReason.INSUFFICIENT_FUNDS
                : reason;
    }

    /** Of an order that was held and is to go to the market. */
    RejectReason checkArmed(final NaiveOrder order, final NewExtendedOrderDecoder more) {
        final NaiveMarket market = order.market;
        if (!WAITING.contains(more.ordType())) {
            return order.postOnly && market.wouldTrade(order.buy, order.price)
                    ? RejectReason.POST_ONLY_WOULD_TRADE
                    : RejectReason.NONE;
        } else if (stopPx(more, market, order.buy) == null) {
            return RejectReason.INVALID_STOP_PRICE;
        } else if (TRAILING.contains(more.ordType()) && market.trailing.size() >= 1000) {
            return RejectReason.TRAILING_STOPS_FULL;
        }
        return order.price == 0 ? RejectReason.INVALID_PRICE : RejectReason.NONE;
    }

    RejectReason checkFunds(final NaiveOrder order) {
        return checkFunds(order.market, order.trader, order.buy, order.price, order.leavesQty, null, false);
    }

    /** What its limit is as soon as the order goes to the market; null if it has none, or its stop price is not known. */
    static long limitNow(final NewExtendedOrderDecoder more, final NaiveMarket market, final boolean buy) {
        return more.ordType() != OrdType.TRAILING_STOP_LIMIT || stopPx(more, market, buy) == null
                ? more.price()
                : trailingLimit(more, market, buy);
    }

    private static boolean isForThisPhase(
            final NewOrderDecoder command, final NewExtendedOrderDecoder more, final NaiveMarket market) {
        final NaiveOrder.Auction auction = FOR_AUCTIONS.get(command.timeInForce());
        final boolean isBeforeOpening =
                market.status == TradingStatus.PRE_OPEN || market.status == TradingStatus.OPENING_AUCTION;
        if (auction == NaiveOrder.Auction.OPENING && !isBeforeOpening) {
            return false;
        } else if (market.status == TradingStatus.POST_ONLY) {
            return command.execInst() == ExecInst.POST_ONLY || command.execInst() == ExecInst.POST_ONLY_SLIDE;
        } else if (market.isOpen() || auction != null) {
            return true;
        }
        return LASTING.contains(command.timeInForce())
                && (command.ordType() == OrdType.LIMIT || WAITING.contains(command.ordType()))
                && command.execInst() == ExecInst.NONE
                && (more == null || more.minQty() == NULL);
    }

    private static boolean isDisplayRight(final NewExtendedOrderDecoder order) {
        final boolean rests = LASTING.contains(order.timeInForce())
                && order.execInst() != ExecInst.ALL_OR_NONE
                && order.ordType() != OrdType.PEGGED
                && (PRICED.contains(order.ordType())
                        || order.ordType() == OrdType.MARKET_TO_LIMIT
                        || order.ordType() == OrdType.TRAILING_STOP_LIMIT);
        final boolean varies = order.displayVariance() != NULL;
        if (order.displayQty() == NULL) {
            return !varies;
        } else if (order.displayQty() == 0) {
            return rests && !varies;
        }
        return rests
                && order.displayQty() > 0
                && order.displayQty() <= order.orderQty()
                && (!varies || order.displayVariance() >= 0 && order.displayVariance() < order.displayQty())
                && !hasTooManyParts(order.orderQty(), order.displayQty(), varies ? order.displayVariance() : 0);
    }

    /** All of it in parts of the smallest size would be more than a hundred. */
    private static boolean hasTooManyParts(final long orderQty, final long displayQty, final long variance) {
        return BigInteger.valueOf(displayQty)
                        .subtract(BigInteger.valueOf(variance))
                        .multiply(BigInteger.valueOf(100))
                        .compareTo(BigInteger.valueOf(orderQty))
                < 0;
    }

    private static boolean isMinQtyRight(final NewExtendedOrderDecoder order) {
        return order.minQty() == NULL
                || order.minQty() >= 1
                        && order.minQty() <= order.orderQty()
                        && order.timeInForce() != TimeInForce.FOK
                        && !FOR_AUCTIONS.containsKey(order.timeInForce())
                        && order.execInst() == ExecInst.NONE
                        && order.ordType() != OrdType.PEGGED
                        && !WAITING.contains(order.ordType());
    }

    private static boolean isTriggerRight(final NewExtendedOrderDecoder order) {
        final boolean given = List.of(
                        TriggerPriceType.BEST_BID_OFFER, TriggerPriceType.LAST_TRADE, TriggerPriceType.MIDPOINT)
                .contains(order.triggerPriceType());
        return WAITING.contains(order.ordType()) ? given : order.triggerPriceType() == TriggerPriceType.NULL_VAL;
    }

    private static boolean isStopPriceRight(final NewExtendedOrderDecoder order) {
        if (TRAILING.contains(order.ordType())) {
            return order.stopPx() == NULL || order.stopPx() >= 1;
        }
        return WAITING.contains(order.ordType()) ? order.stopPx() >= 1 : order.stopPx() == NULL;
    }

    private static boolean areOffsetsRight(final NewExtendedOrderDecoder order) {
        if (order.ordType() == OrdType.TRAILING_STOP_LIMIT ? order.limitOffset() < 0 : order.limitOffset() != NULL) {
            return false;
        } else if (order.ordType() == OrdType.PEGGED) {
            return order.pegOffset() >= (order.pegPriceType() == PegPriceType.MARKET ? 1 : 0)
                    && order.pegOffsetType() == PegOffsetType.TICKS;
        } else if (!TRAILING.contains(order.ordType())) {
            return order.pegOffset() == NULL && order.pegOffsetType() == PegOffsetType.NULL_VAL;
        } else if (order.pegOffsetType() == PegOffsetType.TICKS) {
            return order.pegOffset() >= 1;
        }
        return order.pegOffsetType() == PegOffsetType.BASIS_POINTS
                && order.pegOffset() >= 1
                && order.pegOffset() < 10_000;
    }

    /** What the order will have as its limit; 0 if it cannot have one. */
    static long limitPrice(
            final NewOrderDecoder command,
            final NewExtendedOrderDecoder more,
            final NaiveMarket market,
            final boolean buy) {
        if (command.ordType() == OrdType.PEGGED) {
            final Long price = market.peggedPrice(buy, peg(more, buy));
            return price == null ? 0 : price;
        }
        if (command.ordType() == OrdType.TRAILING_STOP_LIMIT) {
            return trailingLimit(more, market, buy);
        }
        if (command.ordType() == OrdType.MARKET_TO_LIMIT) {
            return market.bestPrice(!buy);
        }
        return command.execInst() == ExecInst.POST_ONLY_SLIDE
                ? market.priceToRest(buy, command.price())
                : command.price();
    }

    private static long trailingLimit(final NewExtendedOrderDecoder more, final NaiveMarket market, final boolean buy) {
        final BigInteger stop = BigInteger.valueOf(stopPx(more, market, buy));
        final BigInteger offset = BigInteger.valueOf(more.limitOffset());
        final BigInteger limit = buy ? stop.add(offset) : stop.subtract(offset);
        return limit.signum() > 0 && limit.bitLength() < 64 ? limit.longValueExact() : 0;
    }

    static RejectReason checkFunds(
            final NaiveMarket market,
            final NaiveTrader trader,
            final boolean buy,
            final long price,
            final long qty,
            final NaiveOrder replaced,
            final boolean waits) {
        final int instrumentId = market.instrumentId;
        final BigInteger netQty = trader.netQty(instrumentId);
        final BigInteger others = trader.openQty(instrumentId, buy)
                .subtract(BigInteger.valueOf(replaced == null ? 0 : replaced.leavesQty));
        final BigInteger reached = (buy ? netQty : netQty.negate())
                .max(BigInteger.ZERO)
                .add(others)
                .add(BigInteger.valueOf(qty));
        if (reached.compareTo(MAX_LONG) > 0) {
            return RejectReason.POSITION_OVERFLOW;
        } else if (price != NULL && market.quoteUnits(price, qty).bitLength() > 100) {
            return RejectReason.NOTIONAL_OVERFLOW;
        } else if (market.baseUnits(qty).bitLength() > 100) {
            return RejectReason.NOTIONAL_OVERFLOW;
        } else if (!trader.checkFunds) {
            return RejectReason.NONE;
        }
        final int assetId = buy ? market.quoteAssetId : market.baseAssetId;
        final BigInteger free = trader.total(assetId)
                .subtract(trader.locked(assetId))
                .add(replaced == null ? BigInteger.ZERO : replaced.locked(assetId));
        if (waits && buy && price == NULL) {
            return RejectReason.NONE;
        }
        final BigInteger needed = !buy
                ? market.baseUnits(qty)
                : price == NULL ? marketCost(market, trader, qty) : market.quoteUnits(price, qty);
        return free.compareTo(needed) >= 0 ? RejectReason.NONE : RejectReason.INSUFFICIENT_FUNDS;
    }

    /** At most: of the buyer's own icebergs only what they show is taken into account. */
    private static BigInteger marketCost(final NaiveMarket market, final NaiveTrader buyer, final long qty) {
        final NaiveOrder taker = new NaiveOrder();
        taker.buy = true;
        taker.price = NULL;
        BigInteger cost = BigInteger.ZERO;
        long missing = qty;
        for (final List<NaiveOrder> queue : market.queues(taker)) {
            BigInteger reserve = BigInteger.ZERO;
            for (final NaiveOrder ask : queue) {
                if (ask.allOrNone) {
                    continue;
                }
                final boolean own = buyer.preventsMatchWith(ask.trader);
                if (own && buyer.prevention == SelfTradePrevention.EXPIRE_MAKER) {
                    continue;
                } else if (own && buyer.prevention != SelfTradePrevention.DECREMENT) {
                    return cost;
                }
                final long taken = Math.min(missing, ask.queuedQty());
                missing -= taken;
                if (!own) {
                    cost = cost.add(market.quoteUnits(ask.price, taken));
                    reserve = reserve.add(BigInteger.valueOf(ask.leavesQty - ask.queuedQty()));
                }
            }
            final long taken = reserve.min(BigInteger.valueOf(missing)).longValueExact();
            missing -= taken;
            cost = cost.add(market.quoteUnits(queue.get(0).price, taken));
        }
        return cost;
    }

    private RejectReason check(final ReplaceOrderDecoder command, final NaiveOrder order, final long newPrice) {
        final NaiveMarket market = order.market;
        if (!market.takesOrders()) {
            return RejectReason.INSTRUMENT_HALTED;
        } else if (market.status == TradingStatus.POST_ONLY && !order.postOnly && !order.slides) {
            return RejectReason.NOT_IN_THIS_PHASE;
        } else if (order.held || order.partner != null) {
            return RejectReason.LINKED_ORDER;
        } else if (order.quote) {
            return RejectReason.QUOTE;
        } else if (command.clOrdId() == NULL) {
            return RejectReason.INVALID_CL_ORD_ID;
        } else if (command.clOrdId() != order.clOrdId && order.trader.open(command.clOrdId()) != null) {
            return RejectReason.DUPLICATE_CL_ORD_ID;
        } else if (order.price == NULL || order.trigger != null && order.trigger.pegOffset != null
                ? command.price() != NULL
                : newPrice < 1) {
            return RejectReason.INVALID_PRICE;
        } else if (command.orderQty() <= order.cumQty()
                || command.orderQty() < market.minQty
                || command.orderQty() > market.maxQty) {
            return RejectReason.INVALID_QUANTITY;
        } else if (order.iceberg != null
                && hasTooManyParts(command.orderQty(), order.iceberg.displayQty, order.iceberg.variance)) {
            return RejectReason.INVALID_DISPLAY_QTY;
        } else if (order.postOnly && market.wouldTrade(order.buy, newPrice)) {
            return RejectReason.POST_ONLY_WOULD_TRADE;
        }
        final RejectReason protection = market.checkProtection(order.buy, newPrice, command.orderQty());
        if (protection != RejectReason.NONE) {
            return protection;
        } else if (command.orderQty() > order.trader.maxOrderQty) {
            return RejectReason.MAX_ORDER_QTY;
        }
        return checkFunds(
                market,
                order.trader,
                order.buy,
                newPrice,
                command.orderQty() - order.cumQty(),
                order,
                order.trigger != null);
    }

    /** Returns whether what is left of the taker may rest. */
    private boolean match(final NaiveOrder taker, final long refSeqNum) {
        final NaiveMarket market = taker.market;
        boolean goesOn = true;
        NaiveOrder maker = market.next(taker);
        while (goesOn && taker.leavesQty > 0 && maker != null) {
            final List<NaiveOrder> level = market.level(maker);
            final boolean tradeTogether = market.matching.algorithm() != MatchAlgorithm.PRICE_TIME && maker.isShown();
            final NaiveOrder own = level.stream()
                    .filter(order -> taker.trader.preventsMatchWith(order.trader))
                    .findFirst()
                    .orElse(null);
            if (tradeTogether && own == null) {
                shared++;
                NaiveAllocation.of(market.matching, level, taker.leavesQty)
                        .forEach((order, qty) -> trade(taker, order, qty, refSeqNum));
            } else {
                goesOn = meet(taker, tradeTogether ? own : maker, refSeqNum);
            }
            maker = market.next(taker);
        }
        return goesOn;
    }

    /** Returns whether what is left of the taker may go on. */
    private boolean meet(final NaiveOrder taker, final NaiveOrder maker, final long refSeqNum) {
        final long qty = Math.min(taker.leavesQty, maker.queuedQty());
        if (!taker.trader.preventsMatchWith(maker.trader)) {
            trade(taker, maker, qty, refSeqNum);
            return true;
        }
        final SelfTradePrevention prevention = taker.trader.prevention;
        events.prevented(taker, maker, qty, refSeqNum);
        if (prevention == SelfTradePrevention.DECREMENT) {
            lists.goAlone(maker);
            lists.goAlone(taker);
            decrement(taker, qty, refSeqNum);
            decrement(maker, qty, NULL);
        } else if (prevention != SelfTradePrevention.EXPIRE_TAKER) {
            decrement(maker, maker.leavesQty, NULL);
        }
        return prevention == SelfTradePrevention.DECREMENT || prevention == SelfTradePrevention.EXPIRE_MAKER;
    }

    private void trade(final NaiveOrder taker, final NaiveOrder maker, final long qty, final long refSeqNum) {
        lists.goAlone(maker);
        lists.goAlone(taker);
        final long tradeId = ++taker.market.trades;
        taker.market.lastPrice = maker.price;
        if (taker.market.everWaited) {
            taker.market.observe(NaiveOrder.Reference.LAST_TRADE);
        }
        settle(taker, maker.price, qty);
        settle(maker, maker.price, qty);
        events.trade(maker, taker, tradeId, qty);
        events.filled(taker, refSeqNum, tradeId, maker.price, qty, true);
        events.filled(maker, NULL, tradeId, maker.price, qty, false);
        quotes.filled(taker);
        quotes.filled(maker);
        if (maker.leavesQty == 0) {
            gone(maker);
        } else if (maker.queuedQty() == 0) {
            showNext(maker);
        }
    }

    private void showNext(final NaiveOrder order) {
        order.market.resting.remove(order);
        order.iceberg.showNext(order.leavesQty);
        order.market.resting.add(order);
        events.added(order);
    }

    /** An order that loses all that is left of it expires as it is; any other one goes on as a smaller order. */
    private void decrement(final NaiveOrder order, final long qty, final long refSeqNum) {
        final boolean rests = order.market.resting.contains(order);
        if (qty == order.leavesQty) {
            if (rests) {
                events.deleted(order);
            }
            events.execution(order, refSeqNum, ExecType.EXPIRED, order.clOrdId, NULL);
            lists.ended(order);
            order.leavesQty = 0;
            if (rests) {
                gone(order);
            }
            return;
        }
        order.orderQty -= qty;
        order.reduce(qty);
        final boolean isHead = rests && order.queuedQty() > 0;
        if (isHead) {
            events.reduced(order);
        } else if (rests) {
            events.deleted(order);
        }
        events.execution(order, refSeqNum, ExecType.RESTATED, order.clOrdId, NULL);
        if (rests && !isHead) {
            showNext(order);
        }
    }

    private static void settle(final NaiveOrder order, final long price, final long qty) {
        order.reduce(qty);
        pay(order, price, qty);
    }

    static void pay(final NaiveOrder order, final long price, final long qty) {
        final NaiveMarket market = order.market;
        final BigInteger base = market.baseUnits(qty);
        final BigInteger quote = market.quoteUnits(price, qty);
        NaiveExchange.add(order.trader.totals, market.baseAssetId, order.buy ? base : base.negate());
        NaiveExchange.add(order.trader.totals, market.quoteAssetId, order.buy ? quote.negate() : quote);
        NaiveExchange.add(order.trader.netQtys, market.instrumentId, BigInteger.valueOf(order.buy ? qty : -qty));
    }

    /** What comes behind an own order that is in the way does not count, nor do own orders that would expire. */
    private static boolean canFill(final NaiveOrder order, final long qty, final int mostOrders) {
        int orderCount = 0;
        final BigInteger wanted = BigInteger.valueOf(qty);
        BigInteger found = BigInteger.ZERO;
        for (final List<NaiveOrder> queue : order.market.queues(order)) {
            BigInteger reserve = BigInteger.ZERO;
            final boolean tradeTogether = order.market.matching.algorithm() != MatchAlgorithm.PRICE_TIME
                    && queue.get(0).isShown();
            if (tradeTogether && found.compareTo(wanted) < 0 && queue.size() > mostOrders - orderCount) {
                return false;
            }
            if (tradeTogether
                    && found.compareTo(wanted) < 0
                    && order.trader.prevention != SelfTradePrevention.EXPIRE_MAKER
                    && queue.stream().anyMatch(other -> order.trader.preventsMatchWith(other.trader))) {
                return false;
            }
            for (final NaiveOrder other : queue) {
                if (found.compareTo(wanted) >= 0) {
                    return true;
                } else if (orderCount++ == mostOrders) {
                    return false;
                } else if (!other.tradesWith(order, order.leavesQty - found.longValueExact())) {
                    continue;
                } else if (!order.trader.preventsMatchWith(other.trader)) {
                    found = found.add(BigInteger.valueOf(other.queuedQty()));
                    reserve = reserve.add(BigInteger.valueOf(other.leavesQty - other.queuedQty()));
                } else if (order.trader.prevention != SelfTradePrevention.EXPIRE_MAKER) {
                    return false;
                }
            }
            found = found.add(reserve);
        }
        return found.compareTo(wanted) >= 0;
    }

    private NaiveOrder find(final int accountId, final int instrumentId, final long clOrdId, final long orderId) {
        return markets.get(instrumentId - 1).open().stream()
                .filter(order -> order.trader.accountId == accountId)
                .filter(order -> orderId == NULL ? !order.quote && order.clOrdId == clOrdId : order.orderId == orderId)
                .findFirst()
                .orElse(null);
    }
}
