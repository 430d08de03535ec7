/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.engine.MassActionEncoder;
import io.outcry.codecs.engine.MassQuoteEncoder;
import io.outcry.codecs.engine.NewExtendedOrderEncoder;
import io.outcry.codecs.types.BooleanType;
import io.outcry.codecs.types.ContingencyType;
import io.outcry.codecs.types.ExecInst;
import io.outcry.codecs.types.MassActionType;
import io.outcry.codecs.types.OrdType;
import io.outcry.codecs.types.PegOffsetType;
import io.outcry.codecs.types.PegPriceType;
import io.outcry.codecs.types.SelfTradePrevention;
import io.outcry.codecs.types.Side;
import io.outcry.codecs.types.TimeInForce;
import io.outcry.codecs.types.TradingStatus;
import io.outcry.codecs.types.TriggerPriceType;
import io.outcry.risk.Account;
import io.outcry.risk.Balance;
import io.outcry.risk.Position;
import java.util.List;
import java.util.Locale;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * An engine with two instruments and some accounts, that is spoken to in words:
 *
 * <pre>
 *   alice o1 buy 5@100              a limit order with clOrdId 1, good till cancelled
 *   alice o2 sell 5@market          a market order, immediate or cancel
 *   alice o3 buy 5@100 fok          also ioc, gtc, day, post, slide, whole; 5@best is market-to-limit
 *   alice o3 buy 5@100 show 2       an iceberg; also show 4 vary 1 seed 7, hidden, min 2, till 2000 (ns), tag 7
 *   alice o3 sell 5@market stop 95  also take 105; with a limit, sell 5@94 stop 95; by best or by mid, else by last trade
 *   alice o3 buy 5@110 peg primary  also peg market, peg midpoint; off 2
 *   alice o3 sell 5@market trail 3  also trail 50bp, start 95, limit 1
 *   alice o4 cancel o1              by clOrdId; clOrdId of the request is 4
 *   alice o5 cancel id:o1           by orderId
 *   alice o6 replace o1 3@101       the order is o6 from now on; also id:o1
 *   alice o7 buy 5@100 in 2         instrument 2
 *   alice o8 status o6              also report all, cancel all, both with buy or sell, tag 7, in 2
 *   alice list o1 sell 5@110 either o2 sell 5@90 stop 91
 *                                   one cancels the other
 *   alice list o1 buy 5@100 then o2 sell 5@110 either o3 sell 5@90 stop 91
 *                                   one triggers one, or a pair; then stands before what is triggered
 *   alice o1 sell 5@100 opening     for the opening auction; also closing, auction (the next one); then also 5@market
 *   alice o9 quotes 5@99 5@101 and none 3@21 in 2
 *                                   a bid and an offer of mass quote 9, then an offer only, in instrument 2
 *   alice o9 protects 2 in 1000     quotes are pulled after 2 fills in 1,000 ns
 *   phase OPENING_AUCTION           a trading status, of instrument 1 unless in 2
 *   time 2000                       a time step at 2,000 ns
 * </pre>
 *
 * In instrument 1 a lot is one unit of BTC, and a lot at one tick costs one unit of USD; in instrument 2 10 units of ETH
 * and 100 of USD. Alice, bob and carol trade without funds, penny has to have them.
 */
final class EngineFixture {
    static final int BTC = 1;
    static final int USD = 2;
    static final int ETH = 3;
    static final int BTC_USD = 1;
    static final int ETH_USD = 2;
    static final List<String> ACCOUNTS = List.of("alice", "bob", "carol", "penny");

    final Commands commands = new Commands();
    final EngineCore core = new EngineCore();
    final EventBuffer events = new EventBuffer();
    private final EventText text = new EventText();
    private long timeNs = 1_000;

    EngineFixture() {
        commands.asset(BTC, "BTC", 3);
        send();
        commands.asset(USD, "USD", 5);
        send();
        commands.asset(ETH, "ETH", 3);
        send();
        commands.instrument(BTC_USD, "BTC-USD");
        send();
        final var ethUsd = commands.instrument(ETH_USD, "ETH-USD").baseAssetId(ETH);
        ethUsd.tickSize().mantissa(1).scale((short) 1);
        ethUsd.lotSize().mantissa(1).scale((short) 2);
        send();
        for (int accountId = 1; accountId <= ACCOUNTS.size(); accountId++) {
            commands.account(accountId)
                    .checkFunds(ACCOUNTS.get(accountId - 1).equals("penny") ? BooleanType.TRUE : BooleanType.FALSE);
            send();
        }
    }

    /** Sends what {@link #commands} holds. */
    List<String> send() {
        return send(commands.buffer(), commands.length());
    }

    List<String> send(final UnsafeBuffer command, final int length) {
        events.clear();
        core.onCommand(core.sequence() + 1, timeNs++, command, 0, length, events);
        return text.read(events);
    }

    List<String> send(final String command) {
        final String[] words = command.split(" ", -1);
        if (words[0].equals("time")) {
            timeNs = Long.parseLong(words[1]);
            commands.timeStep();
            return send();
        }
        if (words[0].equals("phase")) {
            final int instrumentId = words.length > 2 ? Integer.parseInt(words[3]) : BTC_USD;
            commands.tradingStatus(instrumentId, TradingStatus.valueOf(words[1]));
            return send();
        }
        final int accountId = ACCOUNTS.indexOf(words[0]) + 1;
        if (words[1].equals("list")) {
            list(accountId, command);
            return send();
        }
        final long clOrdId = number(words[1]);
        if (words[2].equals("quotes")) {
            massQuote(accountId, clOrdId, command.split(" quotes ")[1].split(" and "));
            return send();
        }
        if (words[2].equals("protects")) {
            commands.quoteProtection(accountId, clOrdId, Integer.parseInt(words[3]), Long.parseLong(words[5]));
            return send();
        }
        final int in = List.of(words).indexOf("in");
        final int instrumentId = in < 0 ? BTC_USD : Integer.parseInt(words[in + 1]);
        if (words[3].equals("all")) {
            massAction(accountId, clOrdId, words);
            return send();
        }
        switch (words[2]) {
            case "status" ->
                commands.queryOrder(accountId, instrumentId, clOrdId).origClOrdId(number(words[3]));
            case "cancel" -> {
                final var cancel = commands.cancelOrder(accountId, instrumentId, clOrdId);
                if (words[3].startsWith("id:")) {
                    cancel.orderId(orderId(words[3].substring(3)));
                } else {
                    cancel.origClOrdId(number(words[3]));
                }
            }
            case "replace" -> {
                final var replace = commands.replaceOrder(accountId, instrumentId, clOrdId)
                        .orderQty(qty(words[4]))
                        .price(price(words[4]));
                if (words[3].startsWith("id:")) {
                    replace.orderId(orderId(words[3].substring(3)));
                } else {
                    replace.origClOrdId(number(words[3]));
                }
            }
            default -> order(accountId, instrumentId, clOrdId, words);
        }
        return send();
    }

    /** Sends commands whose events do not matter here. */
    EngineFixture given(final String... script) {
        for (final String command : script) {
            final List<String> result = send(command);
            assertEquals(false, result.isEmpty() || result.get(0).contains("REJECTED"), () -> command + ": " + result);
        }
        return this;
    }

    /** Sends a command and compares its events, in order and all of them. */
    EngineFixture expect(final String command, final String... expected) {
        assertEquals(List.of(expected), send(command), command);
        return this;
    }

    void deposit(final String account, final int assetId, final long units, final long reference) {
        commands.deposit(accountId(account), assetId, units, reference);
        assertEquals(List.of(), send());
    }

    void status(final int instrumentId, final TradingStatus status) {
        commands.instrument(instrumentId, "BTC-USD").tradingStatus(status);
        assertEquals(1, send().size());
    }

    void selfTrade(final String account, final int tradeGroup, final SelfTradePrevention prevention) {
        commands.account(accountId(account))
                .checkFunds(account.equals("penny") ? BooleanType.TRUE : BooleanType.FALSE)
                .tradeGroup(tradeGroup)
                .selfTradePrevention(prevention);
        assertEquals(List.of(), send());
    }

    /** Of the next command. */
    long timeNs() {
        return timeNs;
    }

    long orderId(final String name) {
        return text.orderId(name);
    }

    int accountId(final String account) {
        return ACCOUNTS.indexOf(account) + 1;
    }

    /** Total and locked units of an asset. */
    String funds(final String account, final int assetId) {
        final Balance balance = account(account).balance(assetId);
        return balance.total() + " locked " + balance.locked();
    }

    /** Net, open buy and open sell lots of an instrument. */
    String position(final String account, final int instrumentId) {
        final Position position = account(account).position(instrumentId);
        return position.netQty() + " +" + position.openBuyQty() + " -" + position.openSellQty();
    }

    Account account(final String name) {
        return core.accounts().find(accountId(name));
    }

    private void list(final int accountId, final String command) {
        final String[] orders = command.replaceFirst("list ", "").split(" (then|either) (?=o)");
        for (int place = 0; place < orders.length; place++) {
            final String[] words = (place == 0 ? orders[0] : "? " + orders[place]).split(" ");
            final int in = List.of(words).indexOf("in");
            order(accountId, in < 0 ? BTC_USD : Integer.parseInt(words[in + 1]), number(words[1]), words);
            commands.putIntoList(place);
        }
        commands.newOrderList(accountId, orders.length)
                .contingencyType(
                        command.contains(" then ")
                                ? ContingencyType.ONE_TRIGGERS_OTHER
                                : ContingencyType.ONE_CANCELS_OTHER);
    }

    private void order(final int accountId, final int instrumentId, final long clOrdId, final String[] words) {
        final String terms = words[3];
        final boolean limit = !terms.endsWith("@market") && !terms.endsWith("@best");
        final NewExtendedOrderEncoder order = commands.newExtendedOrder(accountId, instrumentId, clOrdId)
                .side(words[2].equals("buy") ? Side.BUY : Side.SELL)
                .orderQty(qty(terms))
                .price(limit ? price(terms) : NullValue.INT64)
                .ordType(limit ? OrdType.LIMIT : terms.endsWith("@best") ? OrdType.MARKET_TO_LIMIT : OrdType.MARKET)
                .timeInForce(terms.endsWith("@market") ? TimeInForce.IOC : TimeInForce.GTC);
        boolean isExtended = false;
        for (int i = 4; i < words.length; i++) {
            final String value = i + 1 < words.length ? words[i + 1] : "";
            switch (words[i]) {
                case "ioc" -> order.timeInForce(TimeInForce.IOC);
                case "fok" -> order.timeInForce(TimeInForce.FOK);
                case "gtc" -> order.timeInForce(TimeInForce.GTC);
                case "day" -> order.timeInForce(TimeInForce.DAY);
                case "opening" -> order.timeInForce(TimeInForce.AT_THE_OPENING);
                case "closing" -> order.timeInForce(TimeInForce.AT_THE_CLOSE);
                case "auction" -> order.timeInForce(TimeInForce.AT_CROSSING);
                case "post" -> order.execInst(ExecInst.POST_ONLY);
                case "slide" -> order.execInst(ExecInst.POST_ONLY_SLIDE);
                case "whole" -> order.execInst(ExecInst.ALL_OR_NONE);
                case "in" -> i++;
                default -> {
                    isExtended = true;
                    i += term(order, limit, words[i], value);
                }
            }
        }
        if (!isExtended) {
            commands.shortenToNewOrder();
        }
    }

    /** Returns how many words the value of the term has. */
    private static int term(
            final NewExtendedOrderEncoder order, final boolean limit, final String term, final String value) {
        switch (term) {
            case "hidden" -> {
                order.displayQty(0);
                return 0;
            }
            case "show" -> order.displayQty(Long.parseLong(value));
            case "vary" -> order.displayVariance(Long.parseLong(value));
            case "seed" -> order.displaySeed(Long.parseLong(value));
            case "min" -> order.minQty(Long.parseLong(value));
            case "tag" -> order.tag(Integer.parseInt(value));
            case "till" -> order.timeInForce(TimeInForce.GTD).expireTimeNs(Long.parseLong(value));
            case "stop" ->
                waiting(order, limit ? OrdType.STOP_LIMIT : OrdType.STOP).stopPx(Long.parseLong(value));
            case "take" ->
                waiting(order, limit ? OrdType.TAKE_PROFIT_LIMIT : OrdType.TAKE_PROFIT)
                        .stopPx(Long.parseLong(value));
            case "trail" -> {
                final boolean inTicks = !value.endsWith("bp");
                waiting(order, OrdType.TRAILING_STOP)
                        .pegOffset(Long.parseLong(value.replace("bp", "")))
                        .pegOffsetType(inTicks ? PegOffsetType.TICKS : PegOffsetType.BASIS_POINTS);
            }
            case "peg" ->
                order.ordType(OrdType.PEGGED)
                        .pegPriceType(PegPriceType.valueOf(value.toUpperCase(Locale.ROOT)))
                        .pegOffset(0)
                        .pegOffsetType(PegOffsetType.TICKS);
            case "off" -> order.pegOffset(Long.parseLong(value));
            case "limit" -> order.ordType(OrdType.TRAILING_STOP_LIMIT).limitOffset(Long.parseLong(value));
            case "start" -> order.stopPx(Long.parseLong(value));
            case "by" ->
                order.triggerPriceType(
                        value.equals("mid") ? TriggerPriceType.MIDPOINT : TriggerPriceType.BEST_BID_OFFER);
            default -> throw new IllegalArgumentException(term);
        }
        return 1;
    }

    private static NewExtendedOrderEncoder waiting(final NewExtendedOrderEncoder order, final OrdType ordType) {
        return order.ordType(ordType).timeInForce(TimeInForce.GTC).triggerPriceType(TriggerPriceType.LAST_TRADE);
    }

    private void massQuote(final int accountId, final long quoteId, final String[] quotes) {
        final MassQuoteEncoder.QuotesEncoder quote = commands.massQuote(accountId, quoteId, quotes.length);
        for (final String each : quotes) {
            final String[] words = each.split(" ");
            quote.next()
                    .bidPx(words[0].equals("none") ? NullValue.INT64 : price(words[0]))
                    .bidSize(words[0].equals("none") ? NullValue.INT64 : qty(words[0]))
                    .offerPx(words[1].equals("none") ? NullValue.INT64 : price(words[1]))
                    .offerSize(words[1].equals("none") ? NullValue.INT64 : qty(words[1]))
                    .instrumentId(words.length > 2 ? Integer.parseInt(words[3]) : BTC_USD);
        }
    }

    private void massAction(final int accountId, final long clOrdId, final String[] words) {
        final MassActionEncoder action = commands.massAction(accountId, clOrdId)
                .massActionType(
                        words[2].equals("cancel") ? MassActionType.CANCEL_ORDERS : MassActionType.REPORT_ORDERS);
        for (int i = 4; i < words.length; i++) {
            switch (words[i]) {
                case "buy" -> action.side(Side.BUY);
                case "sell" -> action.side(Side.SELL);
                case "tag" -> action.tag(Integer.parseInt(words[++i]));
                case "in" -> action.instrumentId(Integer.parseInt(words[++i]));
                default -> throw new IllegalArgumentException(words[i]);
            }
        }
    }

    private static long number(final String name) {
        return name.equals("none") ? NullValue.INT64 : Long.parseLong(name.substring(1));
    }

    private static long qty(final String terms) {
        return Long.parseLong(terms.substring(0, terms.indexOf('@')));
    }

    private static long price(final String terms) {
        return terms.endsWith("@none") ? NullValue.INT64 : Long.parseLong(terms.substring(terms.indexOf('@') + 1));
    }
}
