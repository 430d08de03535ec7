/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.engine.NewOrderEncoder;
import io.outcry.codecs.types.BooleanType;
import io.outcry.codecs.types.ExecInst;
import io.outcry.codecs.types.OrdType;
import io.outcry.codecs.types.SelfTradePrevention;
import io.outcry.codecs.types.Side;
import io.outcry.codecs.types.TimeInForce;
import io.outcry.codecs.types.TradingStatus;
import io.outcry.risk.Account;
import io.outcry.risk.Balance;
import io.outcry.risk.Position;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * An engine with two instruments and some accounts, that is spoken to in words:
 *
 * <pre>
 *   alice o1 buy 5@100              a limit order with clOrdId 1, good till cancelled
 *   alice o2 sell 5@market          a market order, immediate or cancel
 *   alice o3 buy 5@100 fok          also ioc, gtc, post
 *   alice o4 cancel o1              by clOrdId; clOrdId of the request is 4
 *   alice o5 cancel id:o1           by orderId
 *   alice o6 replace o1 3@101       the order is o6 from now on; also id:o1
 *   alice o7 buy 5@100 in 2         instrument 2
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
        final int accountId = ACCOUNTS.indexOf(words[0]) + 1;
        final long clOrdId = number(words[1]);
        final int last = words.length - 1;
        final int instrumentId = words[last - 1].equals("in") ? Integer.parseInt(words[last]) : BTC_USD;
        switch (words[2]) {
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
            default ->
                order(accountId, instrumentId, clOrdId, words[2], words[3], words.length > 4 ? words[4] : "default");
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

    private void order(
            final int accountId,
            final int instrumentId,
            final long clOrdId,
            final String side,
            final String terms,
            final String how) {
        final boolean market = terms.endsWith("@market");
        final NewOrderEncoder order = commands.newOrder(accountId, instrumentId, clOrdId)
                .side(side.equals("buy") ? Side.BUY : Side.SELL)
                .orderQty(qty(terms))
                .price(market ? NullValue.INT64 : price(terms))
                .ordType(market ? OrdType.MARKET : OrdType.LIMIT)
                .timeInForce(market ? TimeInForce.IOC : TimeInForce.GTC);
        switch (how) {
            case "ioc" -> order.timeInForce(TimeInForce.IOC);
            case "fok" -> order.timeInForce(TimeInForce.FOK);
            case "gtc" -> order.timeInForce(TimeInForce.GTC);
            case "post" -> order.execInst(ExecInst.POST_ONLY);
            case "in", "default" -> {}
            default -> throw new IllegalArgumentException(how);
        }
    }

    private static long number(final String name) {
        return name.equals("none") ? NullValue.INT64 : Long.parseLong(name.substring(1));
    }

    private static long qty(final String terms) {
        return Long.parseLong(terms.substring(0, terms.indexOf('@')));
    }

    private static long price(final String terms) {
        return Long.parseLong(terms.substring(terms.indexOf('@') + 1));
    }
}
