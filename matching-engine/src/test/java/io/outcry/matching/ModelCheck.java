/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.types.ExecType;
import io.outcry.codecs.types.RejectReason;
import io.outcry.codecs.types.Side;
import io.outcry.codecs.types.TradingStatus;
import io.outcry.matching.NaiveEvents.Event;
import io.outcry.risk.Account;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * An engine and a {@link NaiveExchange} that get the same commands. After each one, every field of every event is the same,
 * what the market was told makes up the same books, and nothing was lost or made.
 */
final class ModelCheck {
    final EventBuffer events = new EventBuffer();
    final NaiveExchange naive = new NaiveExchange();

    /** How often each kind of event and each situation came. */
    final Map<String, Integer> counts = new HashMap<>();

    final Set<RejectReason> reasons = EnumSet.noneOf(RejectReason.class);
    private EngineCore engine = new EngineCore();
    private final List<PublicBook> books = new ArrayList<>();
    private final List<Lots> lots = new ArrayList<>();
    private final TradeRules tradeRules = new TradeRules();
    private final Map<Long, Progress> orders = new HashMap<>();
    private final Set<Long> orderIds = new HashSet<>();

    /**
     * Applies a command.
     *
     * @throws AssertionError if engine and model do not agree
     */
    void apply(final long timeNs, final UnsafeBuffer command, final int length) {
        events.clear();
        engine.onCommand(engine.sequence() + 1, timeNs, command, 0, length, events);
        final List<Event> actual = new ArrayList<>();
        for (int position = 0; position < events.end(); position = events.next(position)) {
            actual.add(EventReader.read(EventText.decoder(events.buffer(), EventBuffer.messageOffset(position))));
        }
        naive.onCommand(engine.sequence(), timeNs, command);
        compare(naive.events.events, actual);
        tradeRules.next();
        actual.forEach(this::follow);
        compareBooks();
        counts.merge("PENDING", engine.nextStepTimeNs() == Long.MIN_VALUE ? 1 : 0, Integer::sum);
        check(engine.openOrders() == naive.orders.open(), "open orders " + engine.openOrders());
        check(
                engine.nextStepTimeNs() == naive.orders.nextStepTimeNs(),
                () -> "next step at " + engine.nextStepTimeNs() + ", not " + naive.orders.nextStepTimeNs());
    }

    /** Goes on with an engine that is made of the state of the one before. */
    void restart() {
        final EngineCore before = engine;
        engine = EngineStates.copy(before);
        check(engine.stateHash() == before.stateHash(), "the state of the restored engine is another one");
    }

    private static void compare(final List<Event> expected, final List<Event> actual) {
        final int common = Math.min(expected.size(), actual.size());
        for (int i = 0; i < common; i++) {
            final Event right = expected.get(i);
            final Event wrong = actual.get(i);
            check(
                    right.name().equals(wrong.name()) && Arrays.equals(right.fields(), wrong.fields()),
                    () -> "expected " + text(right) + " but was " + text(wrong));
        }
        check(expected.size() == actual.size(), () -> "expected " + texts(expected) + " but was " + texts(actual));
    }

    /** The books as public events tell them, against those of the naive exchange, in the order of time. */
    private void compareBooks() {
        for (int i = 0; i < books.size(); i++) {
            final List<NaiveOrder> expected = naive.markets.get(i).resting.stream()
                    .filter(NaiveOrder::isShown)
                    .toList();
            final List<PublicBook.Order> actual = books.get(i).orders;
            boolean same = expected.size() == actual.size();
            for (int k = 0; same && k < actual.size(); k++) {
                final NaiveOrder right = expected.get(k);
                final PublicBook.Order order = actual.get(k);
                same = order.orderId == right.orderId
                        && order.buy == right.buy
                        && order.price == right.price
                        && order.qty == right.queuedQty();
            }
            final int instrumentId = i + 1;
            check(same, () -> "public events do not make up the book of instrument " + instrumentId);
            final TradingStatus status = books.get(i).status;
            final boolean mayBeCrossed = status != TradingStatus.OPEN && status != TradingStatus.POST_ONLY;
            final NaiveOrder bid = naive.markets.get(i).best(true);
            final NaiveOrder ask = naive.markets.get(i).best(false);
            final boolean crossed = bid != null && ask != null && bid.price >= ask.price;
            check(mayBeCrossed || !crossed, () -> "the book of instrument " + instrumentId + " is crossed");
        }
    }

    /** Follows one event as a client and as a subscriber would. */
    private void follow(final Event event) {
        final long[] fields = event.fields();
        counts.merge(event.name(), 1, Integer::sum);
        switch (event.name()) {
            case "ExecutionEvent" -> followOrder(fields);
            case "MassQuoteEvent" -> reasons.add(RejectReason.get((short) fields[8]));
            case "QuoteProtectionEvent" -> reasons.add(RejectReason.get((short) fields[9]));
            case "MassActionEvent" -> reasons.add(RejectReason.get((short) fields[9]));
            case "CancelRejectEvent" -> reasons.add(RejectReason.get((short) fields[10]));
            case "OrderAdded" -> {
                book(fields[5]).add(fields[2], fields[6] == 1, fields[3], fields[4]);
                tradeRules.rests(fields[2]);
            }
            case "OrderReduced" -> book(fields[4]).get(fields[2]).qty = fields[3];
            case "OrderDeleted" -> book(fields[3]).remove(fields[2]);
            case "Trade" -> {
                final PublicBook book = book(fields[7]);
                final Side takerSide = Side.get((short) fields[8]);
                counts.merge("AUCTION_TRADE", takerSide == Side.NULL_VAL ? 1 : 0, Integer::sum);
                tradeRules.checkTrade(
                        book, naive.markets.get((int) fields[7] - 1), takerSide, fields[3], fields[4], fields[5]);
                book.lastPrice = fields[5];
                check(fields[2] == ++book.trades, () -> "trade " + fields[2] + " after " + (book.trades - 1));
                if (fields[3] == NullValue.INT64) {
                    counts.merge("HIDDEN", 1, Integer::sum);
                } else {
                    book.reduce(fields[3], fields[6]);
                }
            }
            case "InstrumentDefinition" -> {
                if (fields[4] > books.size()) {
                    books.add(new PublicBook());
                    lots.add(new Lots());
                }
                book(fields[4]).status = TradingStatus.get((short) fields[5]);
            }
            default -> {}
        }
    }

    private void followOrder(final long[] fields) {
        final ExecType execType = ExecType.get((short) fields[18]);
        counts.merge(execType.name(), 1, Integer::sum);
        reasons.add(RejectReason.get((short) fields[19]));
        if (execType == ExecType.REJECTED) {
            return;
        }
        final long orderId = fields[7];
        if (execType == ExecType.PENDING_NEW || execType == ExecType.NEW && !orders.containsKey(orderId)) {
            check(orderIds.add(orderId), () -> "orderId " + orderId + " came back");
            orders.put(orderId, new Progress((int) fields[16]));
        }
        final Progress order = orders.get(orderId);
        if (order == null) {
            check(execType == ExecType.CANCELED && fields[1] == NullValue.INT64, "a report after the last one");
            return;
        }
        final long orderQty = fields[10];
        final long leavesQty = fields[13];
        final long cumQty = fields[14];
        if (execType == ExecType.TRADE) {
            order.filled += fields[12];
            TradeRules.checkFill(fields[9], fields[17] == Side.BUY.value(), fields[11]);
        }
        check(cumQty == order.filled, () -> "cumQty " + cumQty + " after fills of " + order.filled);
        final boolean isOver = execType == ExecType.CANCELED || execType == ExecType.EXPIRED;
        check(leavesQty == (isOver ? 0 : orderQty - cumQty), () -> "leavesQty " + leavesQty + " of " + orderQty);
        final Lots sums = lots.get((int) fields[16] - 1);
        sums.ordered += orderQty - order.orderQty;
        sums.filled += execType == ExecType.TRADE ? fields[12] : 0;
        sums.cancelled += isOver ? orderQty - cumQty : 0;
        order.orderQty = orderQty;
        if (leavesQty == 0) {
            orders.remove(orderId);
        }
    }

    /** Compares funds and positions, and adds everything up. */
    void audit() {
        for (final NaiveTrader trader : naive.traders) {
            final Account account = engine.accounts().find(trader.accountId);
            check(account.openOrders() == trader.open().size(), "open orders of account " + trader.accountId);
            for (int assetId = 1; assetId <= RandomCommands.ASSETS; assetId++) {
                same(trader.total(assetId), account.balance(assetId).total().toBigInteger(), trader, "total");
                same(trader.locked(assetId), account.balance(assetId).locked().toBigInteger(), trader, "locked");
                final BigInteger total = trader.total(assetId);
                check(
                        !trader.checkFunds
                                || total.signum() >= 0 && trader.locked(assetId).compareTo(total) <= 0,
                        () -> "account " + trader.accountId + " has more locked than the " + total + " it has");
            }
            for (int instrumentId = 1; instrumentId <= RandomCommands.INSTRUMENTS; instrumentId++) {
                final var position = account.position(instrumentId);
                same(trader.netQty(instrumentId), BigInteger.valueOf(position.netQty()), trader, "netQty");
                same(trader.openQty(instrumentId, true), BigInteger.valueOf(position.openBuyQty()), trader, "buys");
                same(trader.openQty(instrumentId, false), BigInteger.valueOf(position.openSellQty()), trader, "sells");
            }
        }
        for (int assetId = 1; assetId <= RandomCommands.ASSETS; assetId++) {
            BigInteger sum = BigInteger.ZERO;
            for (int accountId = 1; accountId <= RandomCommands.ACCOUNTS; accountId++) {
                sum = sum.add(engine.accounts()
                        .find(accountId)
                        .balance(assetId)
                        .total()
                        .toBigInteger());
            }
            assertEquals(naive.deposited.get(assetId - 1), sum, "all of asset " + assetId);
        }
        for (int i = 0; i < books.size(); i++) {
            final Lots sums = lots.get(i);
            final int instrumentId = i + 1;
            final long open = orders.values().stream()
                    .filter(order -> order.instrumentId == instrumentId)
                    .mapToLong(order -> order.orderQty - order.filled)
                    .sum();
            assertEquals(
                    sums.ordered, sums.filled + sums.cancelled + open, "ordered lots of instrument " + instrumentId);
        }
    }

    private static void same(
            final BigInteger expected, final BigInteger actual, final NaiveTrader trader, final String what) {
        check(
                expected.equals(actual),
                () -> what + " of account " + trader.accountId + " is " + actual + ", not " + expected);
    }

    private PublicBook book(final long instrumentId) {
        return books.get((int) instrumentId - 1);
    }

    private static void check(final boolean holds, final String text) {
        check(holds, () -> text);
    }

    private static void check(final boolean holds, final java.util.function.Supplier<String> text) {
        if (!holds) {
            throw new AssertionError(text.get());
        }
    }

    private static String texts(final List<Event> events) {
        return events.stream().map(ModelCheck::text).toList().toString();
    }

    private static String text(final Event event) {
        return event.name() + Arrays.toString(event.fields()).replace("" + NullValue.INT64, "NULL");
    }

    /** What the reports of an order said so far. */
    private static final class Progress {
        private final int instrumentId;
        private long orderQty;
        private long filled;

        Progress(final int instrumentId) {
            this.instrumentId = instrumentId;
        }
    }

    /** Lots of an instrument; sums are modulo 2^64. */
    private static final class Lots {
        private long ordered;
        private long filled;
        private long cancelled;
    }
}
