/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.engine.CancelOrderDecoder;
import io.outcry.codecs.engine.DefineAccountDecoder;
import io.outcry.codecs.engine.DefineAssetDecoder;
import io.outcry.codecs.engine.DefineInstrumentDecoder;
import io.outcry.codecs.engine.DefineKeyDecoder;
import io.outcry.codecs.engine.DefineLimitsDecoder;
import io.outcry.codecs.engine.DepositDecoder;
import io.outcry.codecs.engine.NewOrderDecoder;
import io.outcry.codecs.engine.Refusal;
import io.outcry.codecs.engine.ReplaceOrderDecoder;
import io.outcry.codecs.types.BooleanType;
import io.outcry.codecs.types.ExecInst;
import io.outcry.codecs.types.ExecType;
import io.outcry.codecs.types.MessageHeaderDecoder;
import io.outcry.codecs.types.OrdType;
import io.outcry.codecs.types.RejectReason;
import io.outcry.codecs.types.SelfTradePrevention;
import io.outcry.codecs.types.Side;
import io.outcry.codecs.types.TimeInForce;
import io.outcry.codecs.types.TradingStatus;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The exchange once more, written to be read: lists in the order of time, numbers without a bound, everything counted anew
 * whenever it is needed. {@link EngineCore} must give the same events.
 */
final class NaiveExchange {
    private static final long NULL = NullValue.INT64;
    private static final BigInteger MAX_LONG = BigInteger.valueOf(Long.MAX_VALUE);
    private static final int MD_SEQUENCE = 2;

    /** An event by the name of its message, with its fields in the order of the schema. */
    static final class Event {
        private final String name;
        private final long[] fields;

        Event(final String name, final long... fields) {
            this.name = name;
            this.fields = fields;
        }

        String name() {
            return name;
        }

        long[] fields() {
            return fields;
        }
    }

    /** Smallest units of an asset. */
    record Asset(String name, int scale) {}

    /** One open order. */
    static final class OpenOrder {
        Market market;
        Trader trader;
        int sessionId;
        long orderId;
        long clOrdId;
        boolean buy;
        boolean postOnly;
        long price;
        long orderQty;
        long leavesQty;

        BigInteger locked(final int assetId) {
            if (price == NULL || assetId != (buy ? market.quoteAssetId : market.baseAssetId)) {
                return BigInteger.ZERO;
            }
            return buy ? market.quoteUnits(price, leavesQty) : market.baseUnits(leavesQty);
        }

        boolean reaches(final OpenOrder other) {
            return price == NULL || (buy ? other.price <= price : other.price >= price);
        }
    }

    /** An instrument and its book, in the order of time. */
    static final class Market {
        int instrumentId;
        int baseAssetId;
        int quoteAssetId;
        BigInteger baseUnitsPerLot;
        BigInteger quoteUnitsPerTickLot;
        long minQty;
        long maxQty;
        boolean open;
        long trades;
        long preventedMatches;
        final List<OpenOrder> resting = new ArrayList<>();

        BigInteger quoteUnits(final long price, final long qty) {
            return BigInteger.valueOf(price).multiply(BigInteger.valueOf(qty)).multiply(quoteUnitsPerTickLot);
        }

        BigInteger baseUnits(final long qty) {
            return BigInteger.valueOf(qty).multiply(baseUnitsPerLot);
        }

        /** Oldest order at the best price of a side; null if there is none. */
        OpenOrder best(final boolean buy) {
            OpenOrder best = null;
            for (final OpenOrder order : resting) {
                if (order.buy == buy && (best == null || (buy ? order.price > best.price : order.price < best.price))) {
                    best = order;
                }
            }
            return best;
        }
    }

    /** An account. */
    final class Trader {
        int accountId;
        boolean checkFunds;
        long maxOrderQty;
        int maxOpenOrders;
        int tradeGroup;
        SelfTradePrevention prevention;
        long lastReference;
        final List<BigInteger> totals = new ArrayList<>();
        final List<BigInteger> netQtys = new ArrayList<>();

        List<OpenOrder> open() {
            return markets.stream()
                    .flatMap(market -> market.resting.stream())
                    .filter(order -> order.trader == this)
                    .toList();
        }

        boolean preventsMatchWith(final Trader maker) {
            return prevention != SelfTradePrevention.NONE
                    && (accountId == maker.accountId || tradeGroup > 0 && tradeGroup == maker.tradeGroup);
        }

        BigInteger total(final int assetId) {
            return totals.get(assetId - 1);
        }

        BigInteger locked(final int assetId) {
            return open().stream().map(order -> order.locked(assetId)).reduce(BigInteger.ZERO, BigInteger::add);
        }

        BigInteger netQty(final int instrumentId) {
            return netQtys.get(instrumentId - 1);
        }

        BigInteger openQty(final int instrumentId, final boolean buy) {
            return open().stream()
                    .filter(order -> order.buy == buy && order.market.instrumentId == instrumentId)
                    .map(order -> BigInteger.valueOf(order.leavesQty))
                    .reduce(BigInteger.ZERO, BigInteger::add);
        }
    }

    final List<Asset> assets = new ArrayList<>();
    final List<Market> markets = new ArrayList<>();
    final List<Trader> traders = new ArrayList<>();
    final List<BigInteger> deposited = new ArrayList<>();
    final List<Event> events = new ArrayList<>();
    private int keys;
    private int maxOpenOrders = 1_000_000;
    private long sequence;
    private long timeNs;
    private long executionSequence;
    private long mdSequence;

    /** How often each slot was used, from slot 1. */
    private final List<Long> uses = new ArrayList<>();

    /** Slots of orders that are gone, the last one first. */
    private final Deque<Integer> freeSlots = new ArrayDeque<>();

    /** Applies a command; afterwards {@link #events} are those of this command. */
    void onCommand(final long commandSequence, final long commandTimeNs, final UnsafeBuffer buffer) {
        sequence = commandSequence;
        timeNs = commandTimeNs;
        events.clear();
        final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, 0);
        switch (header.templateId()) {
            case NewOrderDecoder.TEMPLATE_ID -> newOrder(new NewOrderDecoder().wrapAndApplyHeader(buffer, 0, header));
            case CancelOrderDecoder.TEMPLATE_ID ->
                cancel(new CancelOrderDecoder().wrapAndApplyHeader(buffer, 0, header));
            case ReplaceOrderDecoder.TEMPLATE_ID ->
                replace(new ReplaceOrderDecoder().wrapAndApplyHeader(buffer, 0, header));
            case DefineAssetDecoder.TEMPLATE_ID ->
                asset(new DefineAssetDecoder().wrapAndApplyHeader(buffer, 0, header));
            case DefineInstrumentDecoder.TEMPLATE_ID ->
                instrument(new DefineInstrumentDecoder().wrapAndApplyHeader(buffer, 0, header));
            case DefineAccountDecoder.TEMPLATE_ID ->
                account(new DefineAccountDecoder().wrapAndApplyHeader(buffer, 0, header));
            case DefineKeyDecoder.TEMPLATE_ID -> key(new DefineKeyDecoder().wrapAndApplyHeader(buffer, 0, header));
            case DepositDecoder.TEMPLATE_ID -> deposit(new DepositDecoder().wrapAndApplyHeader(buffer, 0, header));
            case DefineLimitsDecoder.TEMPLATE_ID ->
                limits(new DefineLimitsDecoder().wrapAndApplyHeader(buffer, 0, header));
            default -> refused(Refusal.UNKNOWN_TEMPLATE);
        }
        for (final Event event : events) {
            if (event.name.equals("ExecutionEvent")
                    || event.name.equals("CancelRejectEvent")
                    || event.name.equals("PreventedMatchEvent")
                    || event.name.equals("CommandRefused")) {
                event.fields[MD_SEQUENCE] = mdSequence;
            }
        }
    }

    int openOrders() {
        return markets.stream().mapToInt(market -> market.resting.size()).sum();
    }

    private void newOrder(final NewOrderDecoder command) {
        final RejectReason reason = check(command);
        if (reason != RejectReason.NONE) {
            rejected(command, reason);
            return;
        }
        final OpenOrder order = new OpenOrder();
        order.market = markets.get(command.instrumentId() - 1);
        order.trader = traders.get(command.accountId() - 1);
        order.sessionId = command.sessionId();
        order.orderId = newOrderId();
        order.clOrdId = command.clOrdId();
        order.buy = command.side() == Side.BUY;
        order.postOnly = command.execInst() == ExecInst.POST_ONLY;
        order.price = command.price();
        order.orderQty = command.orderQty();
        order.leavesQty = command.orderQty();
        execution(order, command.refSeqNum(), ExecType.NEW, order.clOrdId, NULL);
        final boolean goesOn =
                (command.timeInForce() != TimeInForce.FOK || canFill(order)) && match(order, command.refSeqNum());
        restOrGo(order, command.refSeqNum(), goesOn && command.timeInForce() == TimeInForce.GTC && order.price != NULL);
    }

    private void restOrGo(final OpenOrder order, final long refSeqNum, final boolean mayRest) {
        if (order.leavesQty > 0 && mayRest) {
            rest(order);
            return;
        }
        if (order.leavesQty > 0) {
            execution(order, refSeqNum, ExecType.EXPIRED, order.clOrdId, NULL);
        }
        gone(order);
    }

    /** The slot in the lower half, and above it how often it was used. */
    private long newOrderId() {
        if (freeSlots.isEmpty()) {
            uses.add(0L);
            freeSlots.push(uses.size());
        }
        final int slot = freeSlots.pop();
        uses.set(slot - 1, uses.get(slot - 1) + 1);
        return uses.get(slot - 1) << 26 | slot;
    }

    private void gone(final OpenOrder order) {
        freeSlots.push((int) order.orderId & OrderPool.MAX_ORDERS);
    }

    private RejectReason check(final NewOrderDecoder command) {
        if (!isKnown(command.accountId(), traders)) {
            return RejectReason.UNKNOWN_ACCOUNT;
        } else if (!isKnown(command.instrumentId(), markets)) {
            return RejectReason.UNKNOWN_INSTRUMENT;
        }
        final Market market = markets.get(command.instrumentId() - 1);
        final Trader trader = traders.get(command.accountId() - 1);
        final boolean limit = command.ordType() == OrdType.LIMIT;
        final boolean buy = command.side() == Side.BUY;
        if (!market.open) {
            return RejectReason.INSTRUMENT_HALTED;
        } else if (!buy && command.side() != Side.SELL) {
            return RejectReason.INVALID_SIDE;
        } else if (!List.of(TimeInForce.GTC, TimeInForce.IOC, TimeInForce.FOK).contains(command.timeInForce())) {
            return RejectReason.INVALID_TIME_IN_FORCE;
        } else if (!limit && command.ordType() != OrdType.MARKET) {
            return RejectReason.INVALID_ORD_TYPE;
        } else if (command.execInst() != ExecInst.NONE
                && !(command.execInst() == ExecInst.POST_ONLY && limit && command.timeInForce() == TimeInForce.GTC)) {
            return RejectReason.INVALID_EXEC_INST;
        } else if (limit ? command.price() < 1 : command.price() != NULL) {
            return RejectReason.INVALID_PRICE;
        } else if (command.orderQty() < market.minQty || command.orderQty() > market.maxQty) {
            return RejectReason.INVALID_QUANTITY;
        } else if (command.clOrdId() == NULL) {
            return RejectReason.INVALID_CL_ORD_ID;
        } else if (find(trader, command.clOrdId()) != null) {
            return RejectReason.DUPLICATE_CL_ORD_ID;
        } else if (openOrders() >= maxOpenOrders) {
            return RejectReason.OPEN_ORDERS_FULL;
        } else if (command.execInst() == ExecInst.POST_ONLY && wouldTrade(market, buy, command.price())) {
            return RejectReason.POST_ONLY_WOULD_TRADE;
        } else if (command.orderQty() > trader.maxOrderQty) {
            return RejectReason.MAX_ORDER_QTY;
        } else if (trader.open().size() >= trader.maxOpenOrders) {
            return RejectReason.MAX_OPEN_ORDERS;
        }
        return checkFunds(market, trader, buy, command.price(), command.orderQty(), null);
    }

    private static RejectReason checkFunds(
            final Market market,
            final Trader trader,
            final boolean buy,
            final long price,
            final long qty,
            final OpenOrder replaced) {
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
        final BigInteger needed = !buy
                ? market.baseUnits(qty)
                : price == NULL ? marketCost(market, trader, qty) : market.quoteUnits(price, qty);
        return free.compareTo(needed) >= 0 ? RejectReason.NONE : RejectReason.INSUFFICIENT_FUNDS;
    }

    private static BigInteger marketCost(final Market market, final Trader buyer, final long qty) {
        final List<OpenOrder> asks = market.resting.stream()
                .filter(order -> !order.buy)
                .sorted((a, b) -> Long.compare(a.price, b.price))
                .toList();
        BigInteger cost = BigInteger.ZERO;
        long missing = qty;
        for (final OpenOrder ask : asks) {
            final boolean own = buyer.preventsMatchWith(ask.trader);
            if (own && buyer.prevention == SelfTradePrevention.EXPIRE_MAKER) {
                continue;
            } else if (own && buyer.prevention != SelfTradePrevention.DECREMENT) {
                break;
            }
            final long taken = Math.min(missing, ask.leavesQty);
            cost = cost.add(own ? BigInteger.ZERO : market.quoteUnits(ask.price, taken));
            missing -= taken;
        }
        return cost;
    }

    private void cancel(final CancelOrderDecoder command) {
        if (!isKnown(command.instrumentId(), markets)) {
            cancelRejected(command, RejectReason.UNKNOWN_INSTRUMENT);
            return;
        }
        final OpenOrder order =
                find(command.accountId(), command.instrumentId(), command.origClOrdId(), command.orderId());
        if (order == null) {
            cancelRejected(command, RejectReason.UNKNOWN_ORDER);
            return;
        }
        deleted(order);
        answer(order, command.sessionId(), command.refSeqNum(), ExecType.CANCELED, command.clOrdId(), order.clOrdId);
        order.market.resting.remove(order);
        gone(order);
    }

    private void replace(final ReplaceOrderDecoder command) {
        if (!isKnown(command.instrumentId(), markets)) {
            replaceRejected(command, RejectReason.UNKNOWN_INSTRUMENT);
            return;
        }
        final OpenOrder order =
                find(command.accountId(), command.instrumentId(), command.origClOrdId(), command.orderId());
        if (order == null) {
            replaceRejected(command, RejectReason.UNKNOWN_ORDER);
            return;
        }
        final RejectReason reason = check(command, order);
        if (reason != RejectReason.NONE) {
            replaceRejected(command, reason);
            return;
        }
        final long origClOrdId = order.clOrdId;
        final long leavesQty = command.orderQty() - (order.orderQty - order.leavesQty);
        final boolean keepsPlace = command.price() == order.price && leavesQty < order.leavesQty;
        if (!keepsPlace) {
            deleted(order);
            order.market.resting.remove(order);
        }
        order.clOrdId = command.clOrdId();
        order.price = command.price();
        order.orderQty = command.orderQty();
        order.leavesQty = leavesQty;
        if (keepsPlace) {
            reduced(order);
        }
        answer(order, command.sessionId(), command.refSeqNum(), ExecType.REPLACED, order.clOrdId, origClOrdId);
        order.sessionId = command.sessionId();
        if (!keepsPlace) {
            final boolean goesOn = match(order, command.refSeqNum());
            restOrGo(order, command.refSeqNum(), goesOn);
        }
    }

    private RejectReason check(final ReplaceOrderDecoder command, final OpenOrder order) {
        final Market market = order.market;
        final long cumQty = order.orderQty - order.leavesQty;
        if (!market.open) {
            return RejectReason.INSTRUMENT_HALTED;
        } else if (command.clOrdId() == NULL) {
            return RejectReason.INVALID_CL_ORD_ID;
        } else if (command.clOrdId() != order.clOrdId && find(order.trader, command.clOrdId()) != null) {
            return RejectReason.DUPLICATE_CL_ORD_ID;
        } else if (command.price() < 1) {
            return RejectReason.INVALID_PRICE;
        } else if (command.orderQty() <= cumQty
                || command.orderQty() < market.minQty
                || command.orderQty() > market.maxQty) {
            return RejectReason.INVALID_QUANTITY;
        } else if (order.postOnly && wouldTrade(market, order.buy, command.price())) {
            return RejectReason.POST_ONLY_WOULD_TRADE;
        } else if (command.orderQty() > order.trader.maxOrderQty) {
            return RejectReason.MAX_ORDER_QTY;
        }
        return checkFunds(market, order.trader, order.buy, command.price(), command.orderQty() - cumQty, order);
    }

    /** Returns whether what is left of the taker may rest. */
    private boolean match(final OpenOrder taker, final long refSeqNum) {
        final Market market = taker.market;
        OpenOrder maker = market.best(!taker.buy);
        while (taker.leavesQty > 0 && maker != null && taker.reaches(maker)) {
            final long qty = Math.min(taker.leavesQty, maker.leavesQty);
            if (taker.trader.preventsMatchWith(maker.trader)) {
                final SelfTradePrevention prevention = taker.trader.prevention;
                prevented(taker, maker, qty, refSeqNum);
                if (prevention == SelfTradePrevention.DECREMENT) {
                    decrement(taker, qty, refSeqNum);
                    decrement(maker, qty, NULL);
                } else if (prevention != SelfTradePrevention.EXPIRE_TAKER) {
                    decrement(maker, maker.leavesQty, NULL);
                }
                if (prevention == SelfTradePrevention.EXPIRE_TAKER || prevention == SelfTradePrevention.EXPIRE_BOTH) {
                    return false;
                }
                maker = market.best(!taker.buy);
                continue;
            }
            final long tradeId = ++market.trades;
            settle(taker, maker.price, qty);
            settle(maker, maker.price, qty);
            publish(
                    "Trade",
                    ++mdSequence,
                    timeNs,
                    tradeId,
                    maker.orderId,
                    taker.orderId,
                    maker.price,
                    qty,
                    market.instrumentId,
                    side(taker.buy));
            filled(taker, refSeqNum, tradeId, maker.price, qty, true);
            filled(maker, NULL, tradeId, maker.price, qty, false);
            if (maker.leavesQty == 0) {
                market.resting.remove(maker);
                gone(maker);
            }
            maker = market.best(!taker.buy);
        }
        return true;
    }

    private void prevented(final OpenOrder taker, final OpenOrder maker, final long qty, final long refSeqNum) {
        final long matchId = ++taker.market.preventedMatches;
        prevented(taker, refSeqNum, taker, maker, matchId, qty);
        if (taker.sessionId != maker.sessionId) {
            prevented(maker, NULL, taker, maker, matchId, qty);
        }
    }

    private void prevented(
            final OpenOrder told,
            final long refSeqNum,
            final OpenOrder taker,
            final OpenOrder maker,
            final long matchId,
            final long qty) {
        publish(
                "PreventedMatchEvent",
                ++executionSequence,
                refSeqNum,
                NULL,
                told.sessionId,
                told.trader.accountId,
                matchId,
                maker.orderId,
                taker.orderId,
                maker.price,
                qty,
                timeNs,
                taker.market.instrumentId,
                side(taker.buy),
                taker.trader.prevention.value());
    }

    /** An order that loses all that is left of it expires as it is; any other one goes on as a smaller order. */
    private void decrement(final OpenOrder order, final long qty, final long refSeqNum) {
        final boolean rests = order.market.resting.contains(order);
        if (qty < order.leavesQty) {
            order.orderQty -= qty;
            order.leavesQty -= qty;
            if (rests) {
                reduced(order);
            }
            execution(order, refSeqNum, ExecType.RESTATED, order.clOrdId, NULL);
            return;
        }
        if (rests) {
            deleted(order);
        }
        execution(order, refSeqNum, ExecType.EXPIRED, order.clOrdId, NULL);
        order.leavesQty = 0;
        if (rests) {
            order.market.resting.remove(order);
            gone(order);
        }
    }

    private void reduced(final OpenOrder order) {
        publish("OrderReduced", ++mdSequence, timeNs, order.orderId, order.leavesQty, order.market.instrumentId);
    }

    private static void settle(final OpenOrder order, final long price, final long qty) {
        final Market market = order.market;
        final BigInteger base = market.baseUnits(qty);
        final BigInteger quote = market.quoteUnits(price, qty);
        order.leavesQty -= qty;
        add(order.trader.totals, market.baseAssetId, order.buy ? base : base.negate());
        add(order.trader.totals, market.quoteAssetId, order.buy ? quote.negate() : quote);
        add(order.trader.netQtys, market.instrumentId, BigInteger.valueOf(order.buy ? qty : -qty));
    }

    private void rest(final OpenOrder order) {
        order.market.resting.add(order);
        publish(
                "OrderAdded",
                ++mdSequence,
                timeNs,
                order.orderId,
                order.price,
                order.leavesQty,
                order.market.instrumentId,
                side(order.buy));
    }

    private void deleted(final OpenOrder order) {
        publish("OrderDeleted", ++mdSequence, timeNs, order.orderId, order.market.instrumentId);
    }

    private static boolean canFill(final OpenOrder order) {
        BigInteger found = BigInteger.ZERO;
        for (final OpenOrder other : inOrderOfTrading(order)) {
            if (!order.trader.preventsMatchWith(other.trader)) {
                found = found.add(BigInteger.valueOf(other.leavesQty));
            } else if (order.trader.prevention != SelfTradePrevention.EXPIRE_MAKER) {
                break;
            }
        }
        return found.compareTo(BigInteger.valueOf(order.leavesQty)) >= 0;
    }

    private static List<OpenOrder> inOrderOfTrading(final OpenOrder taker) {
        return taker.market.resting.stream()
                .filter(other -> other.buy != taker.buy && taker.reaches(other))
                .sorted((a, b) -> taker.buy ? Long.compare(a.price, b.price) : Long.compare(b.price, a.price))
                .toList();
    }

    private static boolean wouldTrade(final Market market, final boolean buy, final long price) {
        final OpenOrder best = market.best(!buy);
        return best != null && (buy ? best.price <= price : best.price >= price);
    }

    private static OpenOrder find(final Trader trader, final long clOrdId) {
        return trader.open().stream()
                .filter(order -> order.clOrdId == clOrdId)
                .findFirst()
                .orElse(null);
    }

    private OpenOrder find(final int accountId, final int instrumentId, final long clOrdId, final long orderId) {
        return markets.get(instrumentId - 1).resting.stream()
                .filter(order -> order.trader.accountId == accountId)
                .filter(order -> orderId == NULL ? order.clOrdId == clOrdId : order.orderId == orderId)
                .findFirst()
                .orElse(null);
    }

    private void asset(final DefineAssetDecoder command) {
        final Asset asset = new Asset(command.name(), command.scale());
        if (asset.name.isEmpty() || asset.scale > 18) {
            refused(Refusal.INVALID_VALUE);
        } else if (isKnown(command.assetId(), assets)) {
            if (!asset.equals(assets.get(command.assetId() - 1))) {
                refused(Refusal.CHANGED_DEFINITION);
            }
        } else if (command.assetId() != assets.size() + 1) {
            refused(Refusal.ID_NOT_DENSE);
        } else {
            assets.add(asset);
            deposited.add(BigInteger.ZERO);
            traders.forEach(trader -> trader.totals.add(BigInteger.ZERO));
        }
    }

    /** Knows only instruments that are right and do not change but in status and quantity range. */
    private void instrument(final DefineInstrumentDecoder command) {
        final boolean isNew = command.instrumentId() == markets.size() + 1;
        final Market market = isNew ? new Market() : markets.get(command.instrumentId() - 1);
        final boolean open = command.tradingStatus() == TradingStatus.OPEN;
        if (isNew) {
            market.instrumentId = command.instrumentId();
            market.baseAssetId = command.baseAssetId();
            market.quoteAssetId = command.quoteAssetId();
            final int lotScale = command.lotSize().scale();
            final int tickScale = command.tickSize().scale();
            market.baseUnitsPerLot = BigInteger.TEN.pow(assets.get(market.baseAssetId - 1).scale - lotScale);
            market.quoteUnitsPerTickLot =
                    BigInteger.TEN.pow(assets.get(market.quoteAssetId - 1).scale - lotScale - tickScale);
            markets.add(market);
            traders.forEach(trader -> trader.netQtys.add(BigInteger.ZERO));
        } else if (market.open == open && market.minQty == command.minQty() && market.maxQty == command.maxQty()) {
            return;
        }
        market.open = open;
        market.minQty = command.minQty();
        market.maxQty = command.maxQty();
        publish(
                "InstrumentDefinition",
                ++mdSequence,
                timeNs,
                market.minQty,
                market.maxQty,
                market.instrumentId,
                open ? 1 : 0);
    }

    private void account(final DefineAccountDecoder command) {
        if (command.accountId() == traders.size() + 1) {
            final Trader trader = new Trader();
            trader.accountId = command.accountId();
            assets.forEach(asset -> trader.totals.add(BigInteger.ZERO));
            markets.forEach(market -> trader.netQtys.add(BigInteger.ZERO));
            traders.add(trader);
        }
        final Trader trader = traders.get(command.accountId() - 1);
        trader.checkFunds = command.checkFunds() == BooleanType.TRUE;
        trader.maxOrderQty = command.maxOrderQty();
        trader.maxOpenOrders = command.maxOpenOrders();
        trader.tradeGroup = command.tradeGroup();
        trader.prevention = command.selfTradePrevention();
    }

    private void key(final DefineKeyDecoder command) {
        if (!isKnown(command.accountId(), traders)) {
            refused(Refusal.UNKNOWN_ACCOUNT);
        } else if (command.sessionId() < 1 || command.sessionId() > keys + 1) {
            refused(Refusal.ID_NOT_DENSE);
        } else {
            keys = Math.max(keys, command.sessionId());
        }
    }

    private void deposit(final DepositDecoder command) {
        if (!isKnown(command.accountId(), traders)) {
            refused(Refusal.UNKNOWN_ACCOUNT);
        } else if (!isKnown(command.assetId(), assets)) {
            refused(Refusal.UNKNOWN_ASSET);
        } else if (command.quantity() < 0) {
            refused(Refusal.INVALID_VALUE);
        } else if (command.reference() == traders.get(command.accountId() - 1).lastReference + 1) {
            final Trader trader = traders.get(command.accountId() - 1);
            trader.lastReference++;
            add(trader.totals, command.assetId(), BigInteger.valueOf(command.quantity()));
            add(deposited, command.assetId(), BigInteger.valueOf(command.quantity()));
        }
    }

    private void limits(final DefineLimitsDecoder command) {
        if (command.maxOpenOrders() < 1 || command.maxOpenOrders() > OrderPool.MAX_ORDERS) {
            refused(Refusal.INVALID_VALUE);
        } else {
            maxOpenOrders = command.maxOpenOrders();
        }
    }

    private void refused(final Refusal refusal) {
        publish("CommandRefused", ++executionSequence, sequence, NULL, refusal.value());
    }

    /** Reports to the session that asked, and to the session of the order if that is another one. */
    private void answer(
            final OpenOrder order,
            final int sessionId,
            final long refSeqNum,
            final ExecType execType,
            final long clOrdId,
            final long origClOrdId) {
        final int ownSessionId = order.sessionId;
        order.sessionId = sessionId;
        execution(order, refSeqNum, execType, clOrdId, origClOrdId);
        order.sessionId = ownSessionId;
        if (sessionId != ownSessionId) {
            execution(order, NULL, execType, clOrdId, origClOrdId);
        }
    }

    private void filled(
            final OpenOrder order,
            final long refSeqNum,
            final long tradeId,
            final long price,
            final long qty,
            final boolean aggressor) {
        execution(order, refSeqNum, ExecType.TRADE, order.clOrdId, NULL, tradeId, price, qty, aggressor);
    }

    private void execution(
            final OpenOrder order,
            final long refSeqNum,
            final ExecType execType,
            final long clOrdId,
            final long origClOrdId) {
        execution(order, refSeqNum, execType, clOrdId, origClOrdId, NULL, NULL, NULL, false);
    }

    private void execution(
            final OpenOrder order,
            final long refSeqNum,
            final ExecType execType,
            final long clOrdId,
            final long origClOrdId,
            final long tradeId,
            final long lastPx,
            final long lastQty,
            final boolean aggressor) {
        final boolean isOver = execType == ExecType.CANCELED || execType == ExecType.EXPIRED;
        publish(
                "ExecutionEvent",
                ++executionSequence,
                refSeqNum,
                NULL,
                order.sessionId,
                order.trader.accountId,
                clOrdId,
                origClOrdId,
                order.orderId,
                tradeId,
                order.price,
                order.orderQty,
                lastPx,
                lastQty,
                isOver ? 0 : order.leavesQty,
                order.orderQty - order.leavesQty,
                timeNs,
                order.market.instrumentId,
                side(order.buy),
                execType.value(),
                RejectReason.NONE.value(),
                aggressor ? 1 : 0);
    }

    private void rejected(final NewOrderDecoder command, final RejectReason reason) {
        publish(
                "ExecutionEvent",
                ++executionSequence,
                command.refSeqNum(),
                NULL,
                command.sessionId(),
                command.accountId(),
                command.clOrdId(),
                NULL,
                NULL,
                NULL,
                command.price(),
                command.orderQty(),
                NULL,
                NULL,
                0,
                0,
                timeNs,
                command.instrumentId(),
                command.side() == Side.BUY || command.side() == Side.SELL
                        ? command.side().value()
                        : Side.NULL_VAL.value(),
                ExecType.REJECTED.value(),
                reason.value(),
                0);
    }

    private void cancelRejected(final CancelOrderDecoder command, final RejectReason reason) {
        publish(
                "CancelRejectEvent",
                ++executionSequence,
                command.refSeqNum(),
                NULL,
                command.sessionId(),
                command.accountId(),
                command.clOrdId(),
                command.origClOrdId(),
                command.orderId(),
                timeNs,
                command.instrumentId(),
                reason.value());
    }

    private void replaceRejected(final ReplaceOrderDecoder command, final RejectReason reason) {
        publish(
                "CancelRejectEvent",
                ++executionSequence,
                command.refSeqNum(),
                NULL,
                command.sessionId(),
                command.accountId(),
                command.clOrdId(),
                command.origClOrdId(),
                command.orderId(),
                timeNs,
                command.instrumentId(),
                reason.value());
    }

    private void publish(final String name, final long... fields) {
        events.add(new Event(name, fields));
    }

    private static long side(final boolean buy) {
        return (buy ? Side.BUY : Side.SELL).value();
    }

    private static void add(final List<BigInteger> sums, final int id, final BigInteger amount) {
        sums.set(id - 1, sums.get(id - 1).add(amount));
    }

    private static boolean isKnown(final int id, final List<?> known) {
        return id >= 1 && id <= known.size();
    }
}
