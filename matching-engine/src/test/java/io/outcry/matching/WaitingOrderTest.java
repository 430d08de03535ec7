/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.engine.ReplaceOrderEncoder;
import io.outcry.codecs.types.TradingStatus;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitingOrderTest {
    private static final int MAX_TRIGGERED = 16;

    private final EngineFixture engine = new EngineFixture();

    /** The trigger was inverted in a public engine: a buy stop fired below its price. */
    @ParameterizedTest
    @CsvSource({"buy,stop,101", "sell,stop,99", "buy,take,99", "sell,take,101"})
    void shouldBeTriggeredOnlyByTheDirectionOfItsType(final String side, final String type, final long price) {
        trade(100);
        engine.expect("bob o5 " + side + " 1@market " + type + " " + price, "NEW o5 " + side + " 1@market");
        trade(price == 101 ? 99 : 101);
        assertEquals(1, engine.core.openOrders());
        trade(price);
        assertEquals(0, engine.core.openOrders());
    }

    @Test
    void shouldTriggerAtOnceWhenThePriceIsThereAlready() {
        trade(95);
        engine.given("alice o1 buy 5@94")
                .expect(
                        "bob o2 sell 1@market stop 95",
                        "NEW o2 sell 1@market",
                        "TRIGGERED o2 sell 1@market leaves 1",
                        "trade 2: o2 sell 1@94 from o1",
                        "TRADE o2 taker 1@94 leaves 0",
                        "TRADE o1 maker 1@94 leaves 4");
    }

    @Test
    void shouldSeeEveryTradeOfACommandNotOnlyTheLast() {
        engine.given("alice o1 sell 1@100", "alice o2 sell 1@110", "bob o3 sell 1@50 stop 100");
        final List<String> events = engine.send("carol o4 buy 2@110");
        assertTrue(events.contains("TRIGGERED o3 sell 1@50 leaves 1"), events::toString);
    }

    @Test
    void shouldBeCancelledAndForgotten() {
        engine.given("bob o1 sell 5@90 stop 95").expect("bob o2 cancel o1", "CANCELED o2 was o1 cum 0");
        assertEquals("0 +0 -0", engine.position("bob", EngineFixture.BTC_USD));
        trade(95);
        assertEquals(0, engine.core.openOrders());
        engine.given("bob o1 sell 5@90 stop 80");
    }

    @Test
    void shouldBeReplacedWithoutGoingToTheMarket() {
        engine.given("bob o1 sell 5@90 stop 95", "alice o2 buy 9@80")
                .expect("bob o3 replace o1 7@89", "REPLACED o3 was o1 7@89 leaves 7");
        assertEquals("0 +0 -7", engine.position("bob", EngineFixture.BTC_USD));
        final List<String> events = tradeAt(91);
        assertTrue(events.contains("TRIGGERED o3 sell 7@89 leaves 7"), events::toString);
    }

    @Test
    void shouldRefuseALimitForAStopThatHasNone() {
        engine.given("bob o1 sell 5@market stop 95");
        replace("bob", 2, 1).orderQty(3).price(90);
        assertEquals(List.of("CANCEL_REJECTED o2 INVALID_PRICE"), engine.send());
        replace("bob", 2, 1).orderQty(3).price(NullValue.INT64);
        assertEquals(1, engine.send().size());
        assertEquals("0 +0 -3", engine.position("bob", EngineFixture.BTC_USD));
    }

    @Test
    void shouldLockFundsOfALimitAndGiveThemBack() {
        engine.deposit("penny", EngineFixture.USD, 1_000, 1);
        engine.given("penny o1 buy 9@110 stop 105");
        assertEquals("1000 locked 990", engine.funds("penny", EngineFixture.USD));
        engine.expect("penny o2 buy 1@11 stop 105", "REJECTED o2 INSUFFICIENT_FUNDS")
                .given("penny o3 cancel o1");
        assertEquals("1000 locked 0", engine.funds("penny", EngineFixture.USD));
    }

    @Test
    void shouldExpireWithTheReasonWhenItsAccountCannotPayAnyMore() {
        engine.deposit("penny", EngineFixture.USD, 1_000, 1);
        engine.given("penny o1 buy 9@market stop 105", "penny o2 buy 5@10", "alice o3 sell 9@106");
        final List<String> events = tradeAt(105);
        assertEquals("EXPIRED o1 cum 0 INSUFFICIENT_FUNDS", events.get(events.size() - 1));
        assertEquals("1000 locked 50", engine.funds("penny", EngineFixture.USD));
        assertEquals("0 +5 -0", engine.position("penny", EngineFixture.BTC_USD));
    }

    @Test
    void shouldWaitWhileTheInstrumentIsHalted() {
        engine.given("alice o1 buy 5@90", "bob o2 sell 1@market stop 91 by best");
        assertEquals(1, engine.core.openOrders());
        engine.given("carol o3 sell 5@market stop 80 by best");
        engine.commands.instrument(EngineFixture.BTC_USD, "BTC-USD").tradingStatus(TradingStatus.HALT);
        engine.send();
        engine.expect("alice o4 cancel o1", "deleted o1", "CANCELED o4 was o1 cum 1");
        engine.commands.instrument(EngineFixture.BTC_USD, "BTC-USD").tradingStatus(TradingStatus.OPEN);
        engine.send();
        engine.given("alice o5 buy 1@80");
        assertEquals(0, engine.core.openOrders());
    }

    @Test
    void shouldTriggerByTheMidpointRoundedAwayFromTheStop() {
        engine.given("alice o1 buy 5@100", "alice o2 sell 5@103");
        engine.given("bob o3 buy 1@50 stop 102 by mid", "bob o4 sell 1@150 stop 101 by mid");
        assertEquals(4, engine.core.openOrders());
        engine.expect(
                "alice o5 buy 1@101",
                "NEW o5 buy 1@101",
                "added o5 buy 1@101",
                "TRIGGERED o3 buy 1@50 leaves 1",
                "added o3 buy 1@50");
    }

    @Test
    void shouldContinueALongCascadeInTheNextSteps() {
        engine.given("alice o1 buy 1@100", "alice o2 buy 100@90");
        for (int i = 0; i < 40; i++) {
            engine.given("bob o" + (100 + i) + " sell 1@market stop 100");
        }
        final List<String> first = engine.send("carol o3 sell 1@100");
        assertEquals(MAX_TRIGGERED, triggered(first));
        assertEquals(Long.MIN_VALUE, engine.core.nextStepTimeNs());
        engine.given("carol o4 buy 1@1");
        assertEquals(40 - 2 * MAX_TRIGGERED, engine.core.openOrders() - 2);
        assertEquals(40 - 2 * MAX_TRIGGERED, triggered(engine.send("time 9000")));
        assertEquals(Long.MAX_VALUE, engine.core.nextStepTimeNs());
        assertEquals(List.of(), engine.send("time 9001"));
    }

    @Test
    void shouldFollowThePriceUpAndStayWhenItFalls() {
        trade(100);
        engine.given("bob o5 sell 1@market trail 5");
        trade(110);
        trade(106);
        assertEquals(1, engine.core.openOrders());
        final List<String> events = tradeAt(105);
        assertTrue(events.contains("TRIGGERED o5 sell 1@market leaves 1"), events::toString);
    }

    @Test
    void shouldFollowByBasisPointsRoundedDown() {
        trade(1_999);
        engine.given("bob o5 buy 1@market trail 15bp");
        assertEquals(2_001, engine.core.orders().price(order("o5")));
        trade(1_000);
        assertEquals(1_001, engine.core.orders().price(order("o5")));
        trade(10);
        assertEquals(11, engine.core.orders().price(order("o5")));
    }

    @Test
    void shouldBeginWhereItWasTold() {
        engine.given("bob o5 sell 1@market trail 5 start 50");
        assertEquals(50, engine.core.orders().price(order("o5")));
        trade(100);
        assertEquals(95, engine.core.orders().price(order("o5")));
    }

    @Test
    void shouldMoveTheLimitOfATrailingStopWithIt() {
        engine.deposit("penny", EngineFixture.USD, 10_000, 1);
        trade(100);
        engine.given("penny o5 buy 10@market trail 5 limit 2");
        assertEquals("10000 locked 1070", engine.funds("penny", EngineFixture.USD));
        trade(80);
        assertEquals("10000 locked 1070", engine.funds("penny", EngineFixture.USD));
        final List<String> events = tradeAt(85);
        assertTrue(events.contains("TRIGGERED o5 buy 10@87 leaves 10"), events::toString);
        assertEquals("10000 locked 870", engine.funds("penny", EngineFixture.USD));
    }

    @Test
    void shouldRefuseMoreTrailingStopsThanAnInstrumentMayHave() {
        for (int i = 0; i < TriggerBook.MAX_TRAILING; i++) {
            engine.given("bob o" + (i + 1) + " sell 1@market trail 5 start 50");
        }
        engine.expect("bob o5000 sell 1@market trail 5 start 50", "REJECTED o5000 TRAILING_STOPS_FULL")
                .given("bob o5001 cancel o500", "bob o5002 sell 1@market trail 5 start 50");
    }

    @Test
    void shouldGoOnAsAnIcebergWhenTriggered() {
        engine.given("bob o1 sell 10@95 stop 100 show 3");
        final List<String> events = tradeAt(100);
        assertEquals("added o1 sell 3@95", events.get(events.size() - 1));
    }

    /** Leaves the book as it was. */
    private void trade(final long price) {
        tradeAt(price);
    }

    private List<String> tradeAt(final long price) {
        final List<String> made = engine.send("carol o90001 sell 1@" + price + " post");
        assertTrue(made.get(0).startsWith("NEW"), made::toString);
        return engine.send("carol o90002 buy 1@" + price + " ioc");
    }

    private ReplaceOrderEncoder replace(final String account, final long clOrdId, final long origClOrdId) {
        return engine.commands
                .replaceOrder(engine.accountId(account), EngineFixture.BTC_USD, clOrdId)
                .origClOrdId(origClOrdId);
    }

    private int order(final String name) {
        return engine.core.orders().find(engine.orderId(name));
    }

    private static long triggered(final List<String> events) {
        return events.stream().filter(event -> event.startsWith("TRIGGERED")).count();
    }
}
