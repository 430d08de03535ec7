/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outcry.codecs.types.MatchAlgorithm;
import io.outcry.codecs.types.SelfTradePrevention;
import io.outcry.codecs.types.TradingStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class AllOrNoneTest {
    private final EngineFixture engine = new EngineFixture();

    /** Public engines traded at the price of the order that came. */
    @Test
    void shouldTradeAtThePriceOfTheOrderThatRested() {
        engine.given("alice o1 buy 10@105 whole")
                .expect(
                        "bob o2 sell 10@100 fok",
                        "NEW o2 sell 10@100",
                        "trade 1: o2 sell 10@105 from hidden",
                        "TRADE o2 taker 10@105 leaves 0",
                        "TRADE o1 maker 10@105 leaves 0");
        engine.given("alice o3 sell 10@100")
                .expect(
                        "bob o4 buy 10@105 whole",
                        "NEW o4 buy 10@105",
                        "trade 2: o4 buy 10@100 from o3",
                        "TRADE o4 taker 10@100 leaves 0",
                        "TRADE o3 maker 10@100 leaves 0");
    }

    @Test
    void shouldComeBehindAllOthersOfItsPriceAndBeforeWorseOnes() {
        engine.given(
                "alice o1 sell 2@100 whole",
                "alice o2 sell 2@100 hidden",
                "alice o3 sell 2@100",
                "alice o4 sell 2@101");
        final List<String> trades = engine.send("bob o5 buy 7@101").stream()
                .filter(event -> event.startsWith("TRADE") && event.contains("maker"))
                .toList();
        assertEquals(
                List.of(
                        "TRADE o3 maker 2@100 leaves 0",
                        "TRADE o2 maker 2@100 leaves 0",
                        "TRADE o1 maker 2@100 leaves 0",
                        "TRADE o4 maker 1@101 leaves 1"),
                trades);
    }

    @Test
    void shouldBePassedByWhenItIsTooLargeOrTheTakerHasNoLimit() {
        engine.given("alice o1 sell 5@100 whole", "alice o2 sell 2@101", "alice o3 sell 9@102");
        engine.given("bob o4 buy 4@101 ioc");
        engine.given("bob o5 buy 9@market");
        assertEquals(5, engine.core.orders().leavesQty(order("o1")));
        assertEquals(1, engine.core.openOrders());
    }

    @Test
    void shouldCountForFokAndMinQtyOnlyIfItIsTaken() {
        engine.given("alice o1 sell 5@100 whole")
                .expect("bob o2 buy 4@100 fok", "NEW o2 buy 4@100", "EXPIRED o2 cum 0")
                .expect("bob o3 buy 9@100 min 6", "NEW o3 buy 9@100", "EXPIRED o3 cum 0")
                .given("bob o4 buy 9@100 min 3");
        assertEquals(4, engine.core.orders().leavesQty(order("o4")));
    }

    @Test
    void shouldLetPostOnlyOrdersStandAcrossAndTakeThem() {
        engine.given("alice o1 buy 10@105 whole").given("bob o2 sell 6@100 post");
        assertEquals(2, engine.core.openOrders());
        engine.expect(
                "bob o3 sell 6@101 post",
                "NEW o3 sell 6@101",
                "added o3 sell 6@101",
                "trade 1: o1 buy 6@100 from o2",
                "TRADE o1 taker 6@100 leaves 4",
                "TRADE o2 maker 6@100 leaves 0",
                "trade 2: o1 buy 4@101 from o3",
                "TRADE o1 taker 4@101 leaves 0",
                "TRADE o3 maker 4@101 leaves 2");
    }

    @Test
    void shouldTakeTwoOfItsKindThatFit() {
        engine.given("alice o1 sell 4@100 whole", "alice o2 sell 6@101 whole", "bob o3 buy 10@101 whole");
        assertEquals(0, engine.core.openOrders());
    }

    @Test
    void shouldNotTradeWhileTheInstrumentIsHaltedAndCatchUpWhenItOpens() {
        engine.selfTrade("alice", 0, SelfTradePrevention.EXPIRE_TAKER);
        engine.given("alice o1 sell 1@100", "bob o2 sell 10@101", "alice o3 buy 10@101 whole");
        engine.status(EngineFixture.BTC_USD, TradingStatus.HALT);
        engine.given("alice o4 cancel o1");
        assertEquals(2, engine.core.openOrders());
        engine.commands.instrument(EngineFixture.BTC_USD, "BTC-USD").tradingStatus(TradingStatus.OPEN);
        assertEquals("trade 1: o3 buy 10@101 from o2", engine.send().get(1));
        assertEquals(0, engine.core.openOrders());
    }

    @Test
    void shouldTradeWhenAReplaceMakesItFit() {
        engine.given("alice o1 buy 10@100 whole", "bob o2 sell 6@100", "alice o3 replace o1 6@100");
        assertEquals(0, engine.core.openOrders());
    }

    @Test
    void shouldTriggerStopsByWhatItTrades() {
        engine.given(
                "alice o1 buy 10@100 whole",
                "carol o2 sell 1@market stop 100",
                "bob o3 sell 4@100",
                "alice o4 buy 1@90");
        final List<String> events = engine.send("bob o5 sell 6@100");
        assertTrue(events.contains("TRIGGERED o2 sell 1@market leaves 1"), events::toString);
        assertEquals(0, engine.core.openOrders());
    }

    @Test
    void shouldNotTradeBeforeAnOwnOrderThatIsInTheWay() {
        engine.selfTrade("alice", 0, SelfTradePrevention.EXPIRE_TAKER);
        engine.given("alice o1 sell 1@100", "bob o2 sell 10@101", "alice o3 buy 10@101 whole");
        assertEquals(3, engine.core.openOrders());
        engine.given("alice o4 cancel o1");
        assertEquals(0, engine.core.openOrders());
    }

    @Test
    void shouldRefuseMoreThanAnInstrumentMayHave() {
        for (int i = 1; i <= TradedInstrument.MAX_ALL_OR_NONE; i++) {
            engine.given("alice o" + i + " buy 2@100 whole");
        }
        engine.expect("alice o999 buy 2@100 whole", "REJECTED o999 ALL_OR_NONE_FULL")
                .given("alice o1000 cancel o5", "alice o1001 buy 2@100 whole");
    }

    @Test
    void shouldWaitWhenMoreOrdersThanItLooksAtWouldHaveToTrade() {
        final int most = IncomingOrders.MAX_MAKERS_OF_ALL_OR_NONE;
        for (int i = 1; i <= most; i++) {
            engine.given("bob o" + i + " sell 1@100");
        }
        engine.given("alice o1001 buy " + (most + 1) + "@100 whole", "bob o1002 sell 1@100");
        assertEquals(most + 2, engine.core.openOrders());
        engine.given("bob o1003 cancel o1", "bob o1004 cancel o2", "bob o1005 sell 2@100");
        assertEquals(0, engine.core.openOrders());
    }

    /** The own order that is in the way stands behind those that it looks at, but would trade together with them. */
    @Test
    void shouldWaitWhenAPriceThatTradesTogetherHasMoreOrdersThanItLooksAt() {
        engine.commands.instrument(1, "BTC-USD").matchAlgorithm(MatchAlgorithm.PRO_RATA);
        engine.send();
        final int most = IncomingOrders.MAX_MAKERS_OF_ALL_OR_NONE;
        for (int i = 1; i <= most + 1; i++) {
            engine.given("bob o" + i + " sell 2@100");
        }
        engine.given("alice o1001 buy 2@100 whole");
        assertEquals(most + 2, engine.core.openOrders());
        engine.given("bob o1002 cancel o1");
        assertEquals(most - 1, engine.core.openOrders());
    }

    private int order(final String name) {
        return engine.core.orders().find(engine.orderId(name));
    }
}
