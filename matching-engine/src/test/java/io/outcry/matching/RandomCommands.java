/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.engine.CancelOrderEncoder;
import io.outcry.codecs.engine.DefineInstrumentEncoder;
import io.outcry.codecs.engine.DefineScheduleEncoder;
import io.outcry.codecs.engine.ExecutionEventDecoder;
import io.outcry.codecs.engine.MassActionEncoder;
import io.outcry.codecs.engine.MassQuoteEncoder;
import io.outcry.codecs.engine.NewExtendedOrderEncoder;
import io.outcry.codecs.engine.NewOrderEncoder;
import io.outcry.codecs.engine.NewOrderListEncoder;
import io.outcry.codecs.engine.QueryOrderEncoder;
import io.outcry.codecs.engine.ReplaceOrderEncoder;
import io.outcry.codecs.engine.SetQuoteProtectionEncoder;
import io.outcry.codecs.engine.SetTradingStatusEncoder;
import io.outcry.codecs.types.BandAction;
import io.outcry.codecs.types.BooleanType;
import io.outcry.codecs.types.ContingencyType;
import io.outcry.codecs.types.ExecInst;
import io.outcry.codecs.types.ExecType;
import io.outcry.codecs.types.MassActionType;
import io.outcry.codecs.types.MatchAlgorithm;
import io.outcry.codecs.types.MessageHeaderDecoder;
import io.outcry.codecs.types.OrdType;
import io.outcry.codecs.types.PegOffsetType;
import io.outcry.codecs.types.PegPriceType;
import io.outcry.codecs.types.SelfTradePrevention;
import io.outcry.codecs.types.Side;
import io.outcry.codecs.types.TimeInForce;
import io.outcry.codecs.types.TradingStatus;
import io.outcry.codecs.types.TriggerPriceType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * An endless stream of commands from a seed: six accounts trade three instruments in every way there is, some of it wrong.
 * Instrument 3 knows no bounds: there, numbers come close to what 64 and 100 bits hold. Of the engine's answers it only
 * remembers the last accepted orders, to cancel and replace them. Orders, cancels and replaces allocate nothing.
 */
final class RandomCommands {
    static final int ASSETS = 3;
    static final int INSTRUMENTS = 3;
    static final int ACCOUNTS = 6;
    private static final int WILD = 3;
    private static final int BEGGAR = 5;
    private static final int DWARF = 6;
    private static final int RECENT = 256;

    /** After so many new orders prices jump, and many of the last ones wait for that. */
    private static final int ORDERS_PER_JUMP = 1_000;

    private static final int ORDERS_BEFORE_JUMP = 250;
    private static final int JUMP = 60;
    private static final int MAX_OPEN_ORDERS = 150;
    private static final long[] GARBAGE = {NullValue.INT64, 0, -1, Long.MAX_VALUE, -Long.MAX_VALUE, 1L << 62};
    private static final SelfTradePrevention[] PREVENTIONS = {
        SelfTradePrevention.NONE,
        SelfTradePrevention.EXPIRE_TAKER,
        SelfTradePrevention.EXPIRE_MAKER,
        SelfTradePrevention.EXPIRE_BOTH,
        SelfTradePrevention.DECREMENT
    };
    private static final OrdType[] WAITING = {
        OrdType.STOP,
        OrdType.STOP_LIMIT,
        OrdType.TAKE_PROFIT,
        OrdType.TAKE_PROFIT_LIMIT,
        OrdType.TRAILING_STOP,
        OrdType.TRAILING_STOP_LIMIT
    };
    private static final TimeInForce[] FOR_AUCTIONS = {
        TimeInForce.AT_THE_OPENING, TimeInForce.AT_THE_CLOSE, TimeInForce.AT_CROSSING
    };
    private static final TradingStatus[] STATUSES = {
        TradingStatus.PRE_OPEN,
        TradingStatus.OPENING_AUCTION,
        TradingStatus.VOLATILITY_AUCTION,
        TradingStatus.CLOSING_AUCTION,
        TradingStatus.POST_ONLY,
        TradingStatus.HALT,
        TradingStatus.CANCEL_ONLY,
        TradingStatus.CLOSED
    };
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final BandAction[] BAND_ACTIONS = {BandAction.EXPIRE, BandAction.AUCTION, BandAction.PAUSE};
    private static final MatchAlgorithm[] ALGORITHMS = {
        MatchAlgorithm.PRO_RATA, MatchAlgorithm.SPLIT, MatchAlgorithm.TOP_ORDER
    };
    private static final TriggerPriceType[] TRIGGERS = {
        TriggerPriceType.LAST_TRADE, TriggerPriceType.BEST_BID_OFFER, TriggerPriceType.MIDPOINT
    };
    private static final PegPriceType[] PEGS = {PegPriceType.PRIMARY, PegPriceType.MARKET, PegPriceType.MIDPOINT};
    private static final int[] GARBAGE_IDS = {NullValue.INT32, 0, -1, Integer.MAX_VALUE, 99};

    private final Commands commands = new Commands();
    private final Random random;
    private final boolean definitions;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ExecutionEventDecoder execution = new ExecutionEventDecoder();
    private final int[] accountIds = new int[RECENT];
    private final int[] instrumentIds = new int[RECENT];
    private final long[] clOrdIds = new long[RECENT];
    private final long[] orderIds = new long[RECENT];
    private final long[] prices = new long[RECENT];
    private final long[] qtys = new long[RECENT];
    private final TradingStatus[] statuses = new TradingStatus[INSTRUMENTS + 1];
    private final long[] references = new long[ACCOUNTS + 1];

    /** By account and instrument: price and quantity of the bid, then of the offer. */
    private final long[][][] lastQuotes = new long[ACCOUNTS + 1][INSTRUMENTS + 1][4];

    private int accepted;
    private int generated;
    private long lastClOrdId;
    private long lastEpoch;
    private long now;

    /** With definitions among the orders, or only orders, cancels and replaces. */
    RandomCommands(final long seed, final boolean definitions) {
        random = new Random(seed);
        this.definitions = definitions;
        Arrays.fill(statuses, TradingStatus.OPEN);
    }

    /** What comes before everything else. */
    List<UnsafeBuffer> configuration() {
        final List<UnsafeBuffer> all = new ArrayList<>();
        commands.asset(1, "BTC", 3);
        all.add(commands.copy());
        commands.asset(2, "USD", 9);
        all.add(commands.copy());
        commands.asset(3, "WILD", 9);
        all.add(commands.copy());
        for (int instrumentId = 1; instrumentId <= INSTRUMENTS; instrumentId++) {
            instrument(instrumentId, TradingStatus.OPEN);
            all.add(commands.copy());
        }
        for (int accountId = 1; accountId <= ACCOUNTS; accountId++) {
            account(accountId, accountId == DWARF ? 5 : 60);
            all.add(commands.copy());
        }
        for (int accountId = 3; accountId <= BEGGAR; accountId++) {
            for (int assetId = 1; assetId <= ASSETS; assetId++) {
                final long units = assetId == 1 ? 100 : assetId == 2 ? 50_000_000 : 1_000_000_000;
                commands.deposit(
                        accountId, assetId, accountId == BEGGAR ? units : units * 1_000, ++references[accountId]);
                all.add(commands.copy());
            }
        }
        commands.limits(MAX_OPEN_ORDERS);
        all.add(commands.copy());
        return all;
    }

    /** The next command, at a time; {@link #learn} comes before the one after it. */
    Commands next(final long timeNs) {
        now = timeNs;
        final long lastSeqNum = commands.lastSeqNum();
        generate();
        if (commands.lastSeqNum() > lastSeqNum && oneIn(40)) {
            commands.refSeqNum(oneIn(20) ? notPositive() : lastSeqNum - random.nextInt(40));
        }
        return commands;
    }

    private void generate() {
        final int changing = 1 + random.nextInt(INSTRUMENTS);
        if (definitions && oneIn(statuses[changing] == TradingStatus.OPEN ? 300 : 80)) {
            tradingStatus(changing);
            return;
        }
        final int kind = random.nextInt(100);
        if (kind < 3) {
            newOrderList();
        } else if (kind < 47) {
            newOrder();
        } else if (oneIn(12)) {
            massQuote();
        } else if (oneIn(60)) {
            quoteProtection();
        } else if (oneIn(20)) {
            commands.timeStep();
        } else if (oneIn(60)) {
            massAction();
        } else if (oneIn(30)) {
            query();
        } else if (kind < 71 || accepted == 0) {
            cancel();
        } else if (kind < 96 || !definitions) {
            replace();
        } else {
            define();
        }
    }

    /** Remembers the orders that a command gave a number. */
    void learn(final EventBuffer events) {
        final UnsafeBuffer buffer = events.buffer();
        for (int position = 0; position < events.end(); position = events.next(position)) {
            final int offset = EventBuffer.messageOffset(position);
            header.wrap(buffer, offset);
            if (header.schemaId() == ExecutionEventDecoder.SCHEMA_ID
                    && header.templateId() == ExecutionEventDecoder.TEMPLATE_ID) {
                execution.wrapAndApplyHeader(buffer, offset, header);
                final ExecType execType = execution.execType();
                if (execType == ExecType.NEW || execType == ExecType.PENDING_NEW || execType == ExecType.REPLACED) {
                    remember();
                }
            }
        }
    }

    private void remember() {
        final int slot = accepted++ % RECENT;
        accountIds[slot] = execution.accountId();
        instrumentIds[slot] = execution.instrumentId();
        clOrdIds[slot] = execution.clOrdId();
        orderIds[slot] = execution.orderId();
        prices[slot] = execution.price();
        qtys[slot] = execution.orderQty();
    }

    private void newOrder() {
        final int accountId = 1 + random.nextInt(ACCOUNTS);
        final int instrumentId = accountId != BEGGAR && oneIn(6) ? WILD : 1 + random.nextInt(2);
        final int how = random.nextInt(100);
        final boolean market = oneIn(10);
        generated++;
        if (isStormAhead() ? !oneIn(6) : oneIn(10)) {
            waitingOrder(accountId, instrumentId);
        } else if (oneIn(15)) {
            peggedOrder(accountId, instrumentId);
        } else {
            final NewOrderEncoder order =
                    oneIn(4) ? extendedOrder(accountId, instrumentId) : plainOrder(accountId, instrumentId);
            final TimeInForce timeInForce = how < (market ? 10 : 65)
                    ? TimeInForce.GTC
                    : how < 75 ? TimeInForce.DAY : how < 90 ? TimeInForce.IOC : TimeInForce.FOK;
            order.ordType(market ? oneIn(2) ? OrdType.MARKET : OrdType.MARKET_TO_LIMIT : OrdType.LIMIT)
                    .price(market ? NullValue.INT64 : price(instrumentId))
                    .execInst(timeInForce == TimeInForce.GTC && !market ? execInst() : ExecInst.NONE);
            if (!isGoodTillDate()) {
                order.timeInForce(timeInForce);
            }
            if (oneIn(12)) {
                order.execInst(ExecInst.NONE).timeInForce(FOR_AUCTIONS[random.nextInt(FOR_AUCTIONS.length)]);
            }
        }
        final NewOrderEncoder order = commands.common();
        order.side(random.nextBoolean() ? Side.BUY : Side.SELL).sessionId(session(accountId));
        if (oneIn(25)) {
            final int recent = recent();
            order.accountId(accountIds[recent]).clOrdId(clOrdIds[recent]);
        }
        if (oneIn(20)) {
            spoil(order);
        }
    }

    /** Mostly a pair around the price, often behind an order that may soon be filled; else anything. */
    private void newOrderList() {
        final int accountId = 1 + random.nextInt(ACCOUNTS);
        final int instrumentId = accountId != BEGGAR && oneIn(6) ? WILD : 1 + random.nextInt(2);
        final boolean triggers = !oneIn(3);
        final boolean buy = random.nextBoolean();
        final int size = triggers ? 2 + random.nextInt(2) : oneIn(20) ? 3 : 2;
        if (triggers) {
            listed(accountId, instrumentId, oneIn(4) ? random.nextInt(3) : 0, !buy, qty(instrumentId), 0);
        }
        final int kind = triggers && oneIn(4) ? random.nextInt(4) : 0;
        final long qty = qty(instrumentId);
        boolean waited = false;
        for (int place = triggers ? 1 : 0; place < size; place++) {
            final boolean waits = place < size - 1 ? oneIn(4) : !oneIn(waited ? 2 : 20);
            waited |= waits;
            listed(
                    accountId,
                    oneIn(60) ? 1 + random.nextInt(INSTRUMENTS) : instrumentId,
                    waits ? 4 : kind,
                    oneIn(60) != buy,
                    oneIn(60) ? qty + 1 : qty,
                    place);
        }
        final var list = commands.newOrderList(accountId, size)
                .contingencyType(triggers ? ContingencyType.ONE_TRIGGERS_OTHER : ContingencyType.ONE_CANCELS_OTHER);
        list.sessionId(session(accountId));
        if (oneIn(60)) {
            commands.spoil(NewOrderListEncoder.contingencyTypeEncodingOffset(), random.nextInt(256));
        }
    }

    /** Of a kind: 0 limit, 1 market, 2 pegged, 3 instructed, 4 waiting. */
    private void listed(
            final int accountId,
            final int instrumentId,
            final int kind,
            final boolean buy,
            final long qty,
            final int place) {
        if (kind == 4) {
            waitingOrder(accountId, instrumentId);
        } else if (kind == 2) {
            peggedOrder(accountId, instrumentId);
        } else {
            final NewExtendedOrderEncoder order = commands.newExtendedOrder(accountId, instrumentId, ++lastClOrdId)
                    .ordType(kind == 1 ? OrdType.MARKET : OrdType.LIMIT)
                    .price(kind == 1 ? NullValue.INT64 : price(instrumentId))
                    .execInst(kind == 3 ? execInst() : ExecInst.NONE);
            if (oneIn(6)) {
                order.timeInForce(oneIn(2) ? TimeInForce.IOC : TimeInForce.DAY);
            }
            if (kind == 0 && oneIn(6)) {
                order.displayQty(oneIn(2) ? 0 : Math.max(1, qty / 2));
            }
        }
        final NewOrderEncoder order = commands.common();
        order.orderQty(qty).side(buy ? Side.BUY : Side.SELL);
        if (oneIn(50)) {
            order.clOrdId(accepted == 0 ? 1 : clOrdIds[recent()]);
        }
        commands.putIntoList(place);
    }

    private void peggedOrder(final int accountId, final int instrumentId) {
        final PegPriceType type = PEGS[random.nextInt(PEGS.length)];
        final NewExtendedOrderEncoder order = commands.newExtendedOrder(accountId, instrumentId, ++lastClOrdId)
                .ordType(OrdType.PEGGED)
                .orderQty(qty(instrumentId))
                .price(price(instrumentId))
                .pegPriceType(type)
                .pegOffset(random.nextInt(4) + (type == PegPriceType.MARKET ? 1 : 0))
                .pegOffsetType(PegOffsetType.TICKS);
        if (oneIn(10)) {
            switch (random.nextInt(4)) {
                case 0 -> order.pegOffset(garbage());
                case 1 -> order.pegOffsetType(PegOffsetType.BASIS_POINTS);
                case 2 -> order.pegPriceType(PegPriceType.NULL_VAL);
                default -> order.ordType(OrdType.LIMIT);
            }
        }
    }

    private void waitingOrder(final int accountId, final int instrumentId) {
        final OrdType ordType = WAITING[random.nextInt(WAITING.length)];
        final boolean trails = ordType == OrdType.TRAILING_STOP || ordType == OrdType.TRAILING_STOP_LIMIT;
        final boolean hasPrice = ordType == OrdType.STOP_LIMIT || ordType == OrdType.TAKE_PROFIT_LIMIT;
        final NewExtendedOrderEncoder order = commands.newExtendedOrder(accountId, instrumentId, ++lastClOrdId)
                .ordType(ordType)
                .orderQty(qty(instrumentId))
                .price(hasPrice ? price(instrumentId) : NullValue.INT64)
                .stopPx(trails && oneIn(2) ? NullValue.INT64 : stopPx(instrumentId))
                .triggerPriceType(TRIGGERS[random.nextInt(TRIGGERS.length)]);
        if (trails) {
            final boolean inTicks = random.nextBoolean();
            order.pegOffsetType(inTicks ? PegOffsetType.TICKS : PegOffsetType.BASIS_POINTS)
                    .pegOffset(inTicks ? 1 + random.nextInt(10) : 1 + random.nextInt(1_000));
        }
        if (ordType == OrdType.TRAILING_STOP_LIMIT) {
            order.limitOffset(random.nextInt(6));
        }
        if (oneIn(3)) {
            order.timeInForce(TimeInForce.GTD).expireTimeNs(now + random.nextInt(5_000));
        }
        if (oneIn(15)) {
            switch (random.nextInt(6)) {
                case 0 -> order.stopPx(garbage());
                case 1 -> order.pegOffset(garbage());
                case 2 -> order.limitOffset(garbage());
                case 3 -> order.triggerPriceType(TriggerPriceType.NULL_VAL);
                case 4 -> order.pegOffsetType(PegOffsetType.NULL_VAL);
                default -> order.ordType(OrdType.LIMIT);
            }
        }
    }

    private boolean isGoodTillDate() {
        return commands.buffer().getByte(Commands.offset(NewOrderEncoder.timeInForceEncodingOffset()))
                == TimeInForce.GTD.value();
    }

    private ExecInst execInst() {
        return oneIn(8)
                ? ExecInst.POST_ONLY
                : oneIn(8) ? ExecInst.POST_ONLY_SLIDE : oneIn(8) ? ExecInst.ALL_OR_NONE : ExecInst.NONE;
    }

    private NewOrderEncoder plainOrder(final int accountId, final int instrumentId) {
        return commands.newOrder(accountId, instrumentId, ++lastClOrdId).orderQty(qty(instrumentId));
    }

    /** Returns the part that it has in common with a plain one. */
    private NewOrderEncoder extendedOrder(final int accountId, final int instrumentId) {
        final long qty = qty(instrumentId);
        final NewExtendedOrderEncoder order = commands.newExtendedOrder(accountId, instrumentId, ++lastClOrdId);
        final int how = random.nextInt(10);
        if (how < 3) {
            order.minQty(below(qty) + 1);
        }
        if (how == 2 || how == 3 || how == 4) {
            order.displayQty(0);
        } else if (how > 4) {
            final long displayQty = qty - below(qty - qty / 8);
            order.displayQty(displayQty);
            if (how > 6) {
                order.displayVariance(below(displayQty)).displaySeed(random.nextLong());
            }
        }
        if (oneIn(2)) {
            order.tag(random.nextInt(3));
        }
        if (oneIn(4)) {
            order.timeInForce(TimeInForce.GTD).expireTimeNs(now + random.nextInt(2_000));
        }
        if (oneIn(15)) {
            switch (random.nextInt(3)) {
                case 0 -> order.displayQty(oneIn(2) ? garbage() : qty(instrumentId));
                case 1 -> order.displayVariance(oneIn(2) ? garbage() : qty(instrumentId));
                default -> order.minQty(oneIn(2) ? garbage() : qty(instrumentId));
            }
        }
        return commands.common().orderQty(qty);
    }

    private long below(final long bound) {
        return bound <= 1 ? 0 : Math.floorMod(random.nextLong(), bound);
    }

    private void spoil(final NewOrderEncoder order) {
        switch (random.nextInt(11)) {
            case 0 -> order.price(garbage());
            case 1 -> order.orderQty(garbage());
            case 2 -> order.clOrdId(garbage());
            case 3 -> order.accountId(garbageId());
            case 4 -> order.instrumentId(garbageId());
            case 5 -> commands.spoil(NewOrderEncoder.sideEncodingOffset(), random.nextInt(256));
            case 6 -> commands.spoil(NewOrderEncoder.ordTypeEncodingOffset(), random.nextInt(256));
            case 7 -> commands.spoil(NewOrderEncoder.timeInForceEncodingOffset(), random.nextInt(256));
            case 8 -> commands.spoil(NewOrderEncoder.execInstEncodingOffset(), random.nextInt(256));
            case 9 -> order.execInst(ExecInst.POST_ONLY).timeInForce(TimeInForce.IOC);
            default -> order.ordType(OrdType.MARKET);
        }
    }

    private void cancel() {
        final int recent = recent();
        final CancelOrderEncoder cancel =
                commands.cancelOrder(accountIds[recent], instrumentIds[recent], ++lastClOrdId);
        cancel.sessionId(session(accountIds[recent]));
        final int how = random.nextInt(10);
        if (how < 6) {
            cancel.orderId(orderIds[recent]);
        }
        if (how > 4) {
            cancel.origClOrdId(clOrdIds[recent]);
        }
        if (oneIn(20)) {
            switch (random.nextInt(6)) {
                case 0 -> cancel.accountId(1 + random.nextInt(ACCOUNTS));
                case 1 -> cancel.accountId(garbageId());
                case 2 -> cancel.instrumentId(1 + random.nextInt(INSTRUMENTS));
                case 3 -> cancel.instrumentId(garbageId());
                case 4 -> cancel.orderId(garbage());
                default -> cancel.origClOrdId(garbage());
            }
        }
    }

    private void replace() {
        final int recent = recent();
        final int instrumentId = instrumentIds[recent];
        final ReplaceOrderEncoder replace = commands.replaceOrder(accountIds[recent], instrumentId, ++lastClOrdId);
        replace.sessionId(session(accountIds[recent]));
        if (random.nextBoolean()) {
            replace.orderId(orderIds[recent]);
        } else {
            replace.origClOrdId(clOrdIds[recent]);
        }
        replace.price(random.nextBoolean() ? prices[recent] : oneIn(10) ? NullValue.INT64 : price(instrumentId));
        replace.orderQty(random.nextBoolean() ? Math.max(1, qtys[recent] - random.nextInt(5)) : qty(instrumentId));
        if (oneIn(8)) {
            switch (random.nextInt(8)) {
                case 0, 1 -> replace.clOrdId(clOrdIds[recent]);
                case 2, 3 -> replace.clOrdId(clOrdIds[recent()]);
                case 4 -> replace.clOrdId(garbage());
                case 5 -> replace.price(garbage());
                case 6 -> replace.orderQty(garbage());
                default -> replace.instrumentId(garbageId()).accountId(garbageId());
            }
        }
    }

    private void query() {
        final int recent = recent();
        final QueryOrderEncoder query = commands.queryOrder(accountIds[recent], instrumentIds[recent], ++lastClOrdId);
        query.sessionId(session(accountIds[recent]));
        if (random.nextBoolean()) {
            query.orderId(orderIds[recent]);
        } else {
            query.origClOrdId(clOrdIds[recent]);
        }
        if (oneIn(20)) {
            query.instrumentId(garbageId());
        } else if (oneIn(20)) {
            query.accountId(garbageId());
        }
    }

    private void massAction() {
        final int accountId = 1 + random.nextInt(ACCOUNTS);
        final MassActionEncoder action = commands.massAction(accountId, ++lastClOrdId)
                .massActionType(oneIn(2) ? MassActionType.REPORT_ORDERS : MassActionType.CANCEL_ORDERS);
        action.sessionId(session(accountId));
        if (oneIn(2)) {
            action.instrumentId(1 + random.nextInt(INSTRUMENTS));
        }
        if (oneIn(3)) {
            action.side(random.nextBoolean() ? Side.BUY : Side.SELL);
        }
        if (oneIn(3)) {
            action.tag(random.nextInt(3));
        }
        if (oneIn(10)) {
            switch (random.nextInt(4)) {
                case 0 -> action.instrumentId(garbageId());
                case 1 -> action.accountId(garbageId());
                case 2 -> commands.spoil(MassActionEncoder.sideEncodingOffset(), random.nextInt(256));
                default -> commands.spoil(MassActionEncoder.massActionTypeEncodingOffset(), random.nextInt(256));
            }
        }
    }

    /** Around the price, often with a side as it was the last time. */
    private void massQuote() {
        final int accountId = 1 + random.nextInt(ACCOUNTS);
        final int first = random.nextInt(INSTRUMENTS);
        final int quotes = 1 + random.nextInt(INSTRUMENTS);
        final MassQuoteEncoder.QuotesEncoder quote = commands.massQuote(accountId, ++lastClOrdId, quotes);
        for (int i = 0; i < quotes; i++) {
            final int instrumentId = 1 + (first + i) % INSTRUMENTS;
            final long[] last = lastQuotes[accountId][instrumentId];
            if (last[0] == 0 || !oneIn(3)) {
                last[0] = price(instrumentId);
                last[2] = last[0] + 1 + random.nextInt(6);
            }
            last[1] = oneIn(2) ? Math.max(1, last[1] - random.nextInt(3)) : qty(instrumentId);
            last[3] = oneIn(2) ? Math.max(1, last[3] - random.nextInt(3)) : qty(instrumentId);
            final boolean bids = !oneIn(8);
            final boolean offers = !oneIn(8);
            quote.next()
                    .bidPx(bids ? last[0] : NullValue.INT64)
                    .bidSize(bids ? last[1] : NullValue.INT64)
                    .offerPx(offers ? last[2] : NullValue.INT64)
                    .offerSize(offers ? last[3] : NullValue.INT64)
                    .instrumentId(instrumentId);
            if (oneIn(60)) {
                switch (random.nextInt(5)) {
                    case 0 -> quote.bidPx(garbage());
                    case 1 -> quote.bidSize(garbage());
                    case 2 -> quote.offerPx(garbage());
                    case 3 -> quote.offerSize(garbage());
                    default -> quote.instrumentId(oneIn(2) ? garbageId() : 1 + random.nextInt(INSTRUMENTS));
                }
            }
        }
        commands.massQuote().sessionId(session(accountId));
        if (oneIn(60)) {
            commands.massQuote().accountId(garbageId());
        } else if (oneIn(60)) {
            commands.massQuote().quoteId(NullValue.INT64);
        } else if (oneIn(60)) {
            commands.massQuote(accountId, ++lastClOrdId, 0);
        }
    }

    private void quoteProtection() {
        final int accountId = 1 + random.nextInt(ACCOUNTS);
        final SetQuoteProtectionEncoder protection =
                commands.quoteProtection(accountId, ++lastClOrdId, random.nextInt(6), 1 + random.nextInt(5_000));
        protection.sessionId(session(accountId));
        if (oneIn(20)) {
            switch (random.nextInt(3)) {
                case 0 -> protection.accountId(garbageId());
                case 1 -> protection.maxFills(oneIn(2) ? 1_001 : garbageId());
                default -> protection.windowNs(garbage());
            }
        }
    }

    private void define() {
        switch (random.nextInt(10)) {
            case 9 ->
                commands.openSession(random.nextInt(4), oneIn(20) ? notPositive() : ++lastEpoch - random.nextInt(3));
            case 8 -> schedule();
            case 0 -> {
                final int accountId = 1 + random.nextInt(ACCOUNTS);
                commands.deposit(
                        accountId, 1 + random.nextInt(ASSETS), random.nextInt(100_000), ++references[accountId]);
            }
            case 1 ->
                commands.deposit(
                        1 + random.nextInt(ACCOUNTS + 1), random.nextInt(ASSETS + 2), random.nextInt(100) - 10, 1);
            case 2, 3 ->
                instrument(1 + random.nextInt(INSTRUMENTS), oneIn(8) ? TradingStatus.HALT : TradingStatus.OPEN);
            case 4 -> account(1 + random.nextInt(ACCOUNTS), 5 + random.nextInt(60));
            case 5 -> commands.limits(oneIn(5) ? 0 : MAX_OPEN_ORDERS - random.nextInt(100));
            case 6 -> commands.asset(random.nextInt(ASSETS + 3), oneIn(3) ? "BTC" : "X", 3);
            default -> {
                if (random.nextBoolean()) {
                    commands.unknownTemplate();
                } else {
                    commands.key(random.nextInt(3), random.nextInt(ACCOUNTS + 2), "key");
                }
            }
        }
    }

    /** Mostly back to trading, if the instrument does not. */
    private void tradingStatus(final int instrumentId) {
        final boolean opens = statuses[instrumentId] != TradingStatus.OPEN && !oneIn(3);
        statuses[instrumentId] = opens ? TradingStatus.OPEN : STATUSES[random.nextInt(STATUSES.length)];
        commands.tradingStatus(oneIn(60) ? garbageId() : instrumentId, statuses[instrumentId]);
        if (oneIn(60)) {
            commands.spoil(SetTradingStatusEncoder.tradingStatusEncodingOffset(), random.nextInt(256));
        }
    }

    private void schedule() {
        final int places = random.nextInt(4);
        final int place = oneIn(10) ? random.nextInt(6) - 1 : places == 0 ? 0 : 1 + random.nextInt(places);
        final boolean opens = oneIn(2);
        final DefineScheduleEncoder schedule = commands.schedule(
                1 + random.nextInt(INSTRUMENTS),
                place,
                places,
                Math.floorMod(random.nextLong(), oneIn(3) ? 5 : DAY_NS),
                opens ? TradingStatus.OPEN : STATUSES[random.nextInt(STATUSES.length)]);
        if (oneIn(2)) {
            schedule.randomDelayNs(Math.floorMod(random.nextLong(), DAY_NS)).seed(random.nextLong());
        }
        if (oneIn(20)) {
            switch (random.nextInt(5)) {
                case 0 -> schedule.instrumentId(garbageId());
                case 1 -> schedule.timeOfDayNs(garbage());
                case 2 -> schedule.randomDelayNs(garbage());
                case 3 -> schedule.places(garbageId());
                default -> schedule.tradingStatus(TradingStatus.NULL_VAL);
            }
        }
    }

    private void instrument(final int instrumentId, final TradingStatus status) {
        final int least = instrumentId == 2 ? 1 + random.nextInt(3) : 1;
        final var definition = commands.instrument(instrumentId, "PAIR-" + instrumentId)
                .baseAssetId(instrumentId == 1 ? 1 : 3)
                .quoteAssetId(instrumentId == 2 ? 1 : 2)
                .minQty(least)
                .maxQty(instrumentId == WILD ? Long.MAX_VALUE : 20)
                .minAllocation(random.nextInt(4))
                .priceTimePercent((short) random.nextInt(101))
                .marketMakerPercent((short) random.nextInt(101))
                .marketMakerId(NullValue.INT32)
                .matchAlgorithm(oneIn(2) ? MatchAlgorithm.PRICE_TIME : ALGORITHMS[random.nextInt(ALGORITHMS.length)])
                .tradingStatus(status);
        if (oneIn(2)) {
            protect(definition);
        }
        if (oneIn(6)) {
            definition.matchAlgorithm(MatchAlgorithm.MARKET_MAKER).marketMakerId(1 + random.nextInt(ACCOUNTS));
        }
        definition.tickSize().scale((short) (instrumentId == 1 ? 2 : instrumentId == 2 ? 1 : 0));
        definition.lotSize().scale((short) (instrumentId == 1 ? 3 : instrumentId == 2 ? 2 : 0));
    }

    private void protect(final DefineInstrumentEncoder definition) {
        definition
                .referencePrice(oneIn(2) ? NullValue.INT64 : 95 + random.nextInt(JUMP))
                .maxNotional(oneIn(4) ? 1_000 + random.nextInt(3_000) : 0)
                .pauseNs(random.nextInt(2_000))
                .auctionNs(random.nextInt(2_000))
                .staticBandBps(oneIn(2) ? 0 : random.nextInt(5_000))
                .dynamicBandBps(oneIn(2) ? 0 : random.nextInt(3_000))
                .maxDeviationBps(oneIn(3) ? random.nextInt(9_000) : 0)
                .bandAction(BAND_ACTIONS[random.nextInt(BAND_ACTIONS.length)]);
    }

    /** Accounts 3 to 5 have to have funds; account 6 may do little. */
    private void account(final int accountId, final int maxOpenOrders) {
        commands.account(accountId)
                .checkFunds(accountId >= 3 && accountId <= BEGGAR ? BooleanType.TRUE : BooleanType.FALSE)
                .maxOrderQty(accountId == DWARF ? 10 : Long.MAX_VALUE)
                .maxOpenOrders(accountId == DWARF ? Math.min(maxOpenOrders, 8) : maxOpenOrders)
                .tradeGroup(random.nextInt(3))
                .selfTradePrevention(PREVENTIONS[random.nextInt(PREVENTIONS.length)]);
    }

    private long price(final int instrumentId) {
        final boolean isHigh = generated / ORDERS_PER_JUMP % 2 == 1;
        return instrumentId == WILD
                ? (1L << random.nextInt(oneIn(4) ? 45 : 12))
                : 90 + random.nextInt(21) + (isHigh ? JUMP : 0);
    }

    /** Before a jump, half way to where prices will be. */
    private long stopPx(final int instrumentId) {
        return isStormAhead() && instrumentId != WILD ? 95 + JUMP / 2 + random.nextInt(11) : price(instrumentId);
    }

    private boolean isStormAhead() {
        return generated % ORDERS_PER_JUMP >= ORDERS_PER_JUMP - ORDERS_BEFORE_JUMP;
    }

    private long qty(final int instrumentId) {
        return instrumentId == WILD
                ? Math.max(1, (1L << (oneIn(3) ? random.nextInt(63) : random.nextInt(40))) - random.nextInt(2))
                : 1 + random.nextInt(20);
    }

    /** Every account has two sessions. */
    private int session(final int accountId) {
        return accountId + (oneIn(4) ? 100 : 0);
    }

    /** Mostly one of the last: older ones are seldom still open. */
    private int recent() {
        final int known = Math.min(accepted, RECENT);
        final int age = random.nextInt(Math.max(1, oneIn(3) ? known : Math.min(known, RECENT / 8)));
        return known == 0 ? 0 : (accepted - 1 - age) % RECENT;
    }

    private long garbage() {
        return GARBAGE[random.nextInt(GARBAGE.length)];
    }

    /** A large number would end the session for good. */
    private long notPositive() {
        return Math.min(0, garbage());
    }

    private int garbageId() {
        return GARBAGE_IDS[random.nextInt(GARBAGE_IDS.length)];
    }

    private boolean oneIn(final int n) {
        return random.nextInt(n) == 0;
    }
}
