/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MatchingTest {
    private final EngineFixture engine = new EngineFixture();

    @Test
    void shouldRestWhenNothingCrosses() {
        engine.expect("alice o1 buy 5@100", "NEW o1 buy 5@100", "added o1 buy 5@100")
                .expect("bob o2 sell 5@101", "NEW o2 sell 5@101", "added o2 sell 5@101");
        assertEquals(2, engine.core.openOrders());
    }

    @Test
    void shouldTradeAtThePriceOfTheRestingSellWhenABuyCrosses() {
        engine.given("alice o1 sell 5@100")
                .expect(
                        "bob o2 buy 5@103",
                        "NEW o2 buy 5@103",
                        "trade 1: o2 buy 5@100 from o1",
                        "TRADE o2 taker 5@100 leaves 0",
                        "TRADE o1 maker 5@100 leaves 0");
        assertEquals(0, engine.core.openOrders());
    }

    @Test
    void shouldTradeAtThePriceOfTheRestingBuyWhenASellCrosses() {
        engine.given("alice o1 buy 5@100")
                .expect(
                        "bob o2 sell 5@97",
                        "NEW o2 sell 5@97",
                        "trade 1: o2 sell 5@100 from o1",
                        "TRADE o2 taker 5@100 leaves 0",
                        "TRADE o1 maker 5@100 leaves 0");
        assertEquals(0, engine.core.openOrders());
    }

    @Test
    void shouldTradeWhenPricesAreEqual() {
        engine.given("alice o1 buy 5@100", "bob o2 sell 5@100");
        assertEquals(0, engine.core.openOrders());
    }

    @Test
    void shouldRestWithWhatIsLeftWhenTheMakerIsSmaller() {
        engine.given("alice o1 sell 2@100")
                .expect(
                        "bob o2 buy 5@100",
                        "NEW o2 buy 5@100",
                        "trade 1: o2 buy 2@100 from o1",
                        "TRADE o2 taker 2@100 leaves 3",
                        "TRADE o1 maker 2@100 leaves 0",
                        "added o2 buy 3@100")
                .expect(
                        "carol o3 sell 4@100",
                        "NEW o3 sell 4@100",
                        "trade 2: o3 sell 3@100 from o2",
                        "TRADE o3 taker 3@100 leaves 1",
                        "TRADE o2 maker 3@100 leaves 0",
                        "added o3 sell 1@100");
    }

    @Test
    void shouldLeaveTheMakerInItsPlaceWhenItIsLarger() {
        engine.given("alice o1 sell 5@100", "alice o2 sell 5@100")
                .expect(
                        "bob o3 buy 2@100",
                        "NEW o3 buy 2@100",
                        "trade 1: o3 buy 2@100 from o1",
                        "TRADE o3 taker 2@100 leaves 0",
                        "TRADE o1 maker 2@100 leaves 3")
                .expect(
                        "bob o4 buy 4@100",
                        "NEW o4 buy 4@100",
                        "trade 2: o4 buy 3@100 from o1",
                        "TRADE o4 taker 3@100 leaves 1",
                        "TRADE o1 maker 3@100 leaves 0",
                        "trade 3: o4 buy 1@100 from o2",
                        "TRADE o4 taker 1@100 leaves 0",
                        "TRADE o2 maker 1@100 leaves 4");
    }

    @Test
    void shouldTakeSellsByPriceThenTimeAcrossLevels() {
        engine.given(
                        "alice o1 sell 2@102",
                        "bob o2 sell 2@101",
                        "alice o3 sell 2@100",
                        "bob o4 sell 2@100",
                        "alice o5 sell 2@101",
                        "alice o6 sell 2@103")
                .expect(
                        "carol o7 buy 11@102",
                        "NEW o7 buy 11@102",
                        "trade 1: o7 buy 2@100 from o3",
                        "TRADE o7 taker 2@100 leaves 9",
                        "TRADE o3 maker 2@100 leaves 0",
                        "trade 2: o7 buy 2@100 from o4",
                        "TRADE o7 taker 2@100 leaves 7",
                        "TRADE o4 maker 2@100 leaves 0",
                        "trade 3: o7 buy 2@101 from o2",
                        "TRADE o7 taker 2@101 leaves 5",
                        "TRADE o2 maker 2@101 leaves 0",
                        "trade 4: o7 buy 2@101 from o5",
                        "TRADE o7 taker 2@101 leaves 3",
                        "TRADE o5 maker 2@101 leaves 0",
                        "trade 5: o7 buy 2@102 from o1",
                        "TRADE o7 taker 2@102 leaves 1",
                        "TRADE o1 maker 2@102 leaves 0",
                        "added o7 buy 1@102");
    }

    @Test
    void shouldTakeBuysByPriceThenTimeAcrossLevels() {
        engine.given(
                        "alice o1 buy 2@98",
                        "bob o2 buy 2@99",
                        "alice o3 buy 2@100",
                        "bob o4 buy 2@100",
                        "alice o5 buy 2@99",
                        "alice o6 buy 2@97")
                .expect(
                        "carol o7 sell 11@98",
                        "NEW o7 sell 11@98",
                        "trade 1: o7 sell 2@100 from o3",
                        "TRADE o7 taker 2@100 leaves 9",
                        "TRADE o3 maker 2@100 leaves 0",
                        "trade 2: o7 sell 2@100 from o4",
                        "TRADE o7 taker 2@100 leaves 7",
                        "TRADE o4 maker 2@100 leaves 0",
                        "trade 3: o7 sell 2@99 from o2",
                        "TRADE o7 taker 2@99 leaves 5",
                        "TRADE o2 maker 2@99 leaves 0",
                        "trade 4: o7 sell 2@99 from o5",
                        "TRADE o7 taker 2@99 leaves 3",
                        "TRADE o5 maker 2@99 leaves 0",
                        "trade 5: o7 sell 2@98 from o1",
                        "TRADE o7 taker 2@98 leaves 1",
                        "TRADE o1 maker 2@98 leaves 0",
                        "added o7 sell 1@98");
    }

    @Test
    void shouldStopBetweenTwoLevelsWhenTheFirstOnesAreExactlyEnough() {
        engine.given("alice o1 sell 2@100", "alice o2 sell 3@101", "alice o3 sell 4@102")
                .expect(
                        "bob o4 buy 5@102",
                        "NEW o4 buy 5@102",
                        "trade 1: o4 buy 2@100 from o1",
                        "TRADE o4 taker 2@100 leaves 3",
                        "TRADE o1 maker 2@100 leaves 0",
                        "trade 2: o4 buy 3@101 from o2",
                        "TRADE o4 taker 3@101 leaves 0",
                        "TRADE o2 maker 3@101 leaves 0")
                .expect(
                        "bob o5 buy 4@102",
                        "NEW o5 buy 4@102",
                        "trade 3: o5 buy 4@102 from o3",
                        "TRADE o5 taker 4@102 leaves 0",
                        "TRADE o3 maker 4@102 leaves 0");
        assertEquals(0, engine.core.openOrders());
        engine.given("alice o6 buy 2@100", "alice o7 buy 3@99", "alice o8 buy 4@98")
                .expect(
                        "bob o9 sell 5@98",
                        "NEW o9 sell 5@98",
                        "trade 4: o9 sell 2@100 from o6",
                        "TRADE o9 taker 2@100 leaves 3",
                        "TRADE o6 maker 2@100 leaves 0",
                        "trade 5: o9 sell 3@99 from o7",
                        "TRADE o9 taker 3@99 leaves 0",
                        "TRADE o7 maker 3@99 leaves 0");
        assertEquals(1, engine.core.openOrders());
    }

    @Test
    void shouldStopAtItsOwnPrice() {
        engine.given("alice o1 sell 2@100", "alice o2 sell 2@101", "alice o3 buy 2@98", "alice o4 buy 2@97")
                .expect(
                        "bob o5 buy 9@100",
                        "NEW o5 buy 9@100",
                        "trade 1: o5 buy 2@100 from o1",
                        "TRADE o5 taker 2@100 leaves 7",
                        "TRADE o1 maker 2@100 leaves 0",
                        "added o5 buy 7@100")
                .given("bob o6 cancel o5")
                .expect(
                        "bob o7 sell 9@98",
                        "NEW o7 sell 9@98",
                        "trade 2: o7 sell 2@98 from o3",
                        "TRADE o7 taker 2@98 leaves 7",
                        "TRADE o3 maker 2@98 leaves 0",
                        "added o7 sell 7@98");
        assertEquals(3, engine.core.openOrders());
    }

    @Test
    void shouldBeTheBestPriceWithWhatIsLeft() {
        engine.given("alice o1 sell 2@100", "alice o2 buy 9@95", "bob o3 buy 5@100")
                .expect(
                        "carol o4 sell 4@90",
                        "NEW o4 sell 4@90",
                        "trade 2: o4 sell 3@100 from o3",
                        "TRADE o4 taker 3@100 leaves 1",
                        "TRADE o3 maker 3@100 leaves 0",
                        "trade 3: o4 sell 1@95 from o2",
                        "TRADE o4 taker 1@95 leaves 0",
                        "TRADE o2 maker 1@95 leaves 8")
                .given("alice o5 sell 9@105", "bob o6 sell 10@95")
                .expect(
                        "carol o7 buy 3@110",
                        "NEW o7 buy 3@110",
                        "trade 5: o7 buy 2@95 from o6",
                        "TRADE o7 taker 2@95 leaves 1",
                        "TRADE o6 maker 2@95 leaves 0",
                        "trade 6: o7 buy 1@105 from o5",
                        "TRADE o7 taker 1@105 leaves 0",
                        "TRADE o5 maker 1@105 leaves 8");
    }

    /** Prices that are too far apart for one window of a book. */
    @Test
    void shouldTradeInPriceOrderHoweverFarApartPricesAre() {
        engine.given("alice o1 sell 1@9000000000000000000", "alice o2 sell 1@100", "alice o3 sell 1@5000000000")
                .given("alice o4 sell 1@200000", "bob o5 buy 1@99", "bob o6 buy 1@1")
                .expect(
                        "carol o7 buy 4@9223372036854775807",
                        "NEW o7 buy 4@9223372036854775807",
                        "trade 1: o7 buy 1@100 from o2",
                        "TRADE o7 taker 1@100 leaves 3",
                        "TRADE o2 maker 1@100 leaves 0",
                        "trade 2: o7 buy 1@200000 from o4",
                        "TRADE o7 taker 1@200000 leaves 2",
                        "TRADE o4 maker 1@200000 leaves 0",
                        "trade 3: o7 buy 1@5000000000 from o3",
                        "TRADE o7 taker 1@5000000000 leaves 1",
                        "TRADE o3 maker 1@5000000000 leaves 0",
                        "trade 4: o7 buy 1@9000000000000000000 from o1",
                        "TRADE o7 taker 1@9000000000000000000 leaves 0",
                        "TRADE o1 maker 1@9000000000000000000 leaves 0")
                .given("carol o8 buy 1@9223372036854775807")
                .expect(
                        "alice o9 sell 3@1",
                        "NEW o9 sell 3@1",
                        "trade 5: o9 sell 1@9223372036854775807 from o8",
                        "TRADE o9 taker 1@9223372036854775807 leaves 2",
                        "TRADE o8 maker 1@9223372036854775807 leaves 0",
                        "trade 6: o9 sell 1@99 from o5",
                        "TRADE o9 taker 1@99 leaves 1",
                        "TRADE o5 maker 1@99 leaves 0",
                        "trade 7: o9 sell 1@1 from o6",
                        "TRADE o9 taker 1@1 leaves 0",
                        "TRADE o6 maker 1@1 leaves 0");
        assertEquals(0, engine.core.openOrders());
    }

    @Test
    void shouldTradeAtAnyPriceWhenMarketAndExpireWhatIsLeft() {
        engine.given("alice o1 sell 2@100", "alice o2 sell 2@1000000000000")
                .expect(
                        "bob o3 buy 5@market",
                        "NEW o3 buy 5@market",
                        "trade 1: o3 buy 2@100 from o1",
                        "TRADE o3 taker 2@100 leaves 3",
                        "TRADE o1 maker 2@100 leaves 0",
                        "trade 2: o3 buy 2@1000000000000 from o2",
                        "TRADE o3 taker 2@1000000000000 leaves 1",
                        "TRADE o2 maker 2@1000000000000 leaves 0",
                        "EXPIRED o3 cum 4");
        assertEquals(0, engine.core.openOrders());
    }

    @Test
    void shouldSellDownToOneTickWhenMarket() {
        engine.given("alice o1 buy 2@1")
                .expect(
                        "bob o2 sell 2@market",
                        "NEW o2 sell 2@market",
                        "trade 1: o2 sell 2@1 from o1",
                        "TRADE o2 taker 2@1 leaves 0",
                        "TRADE o1 maker 2@1 leaves 0");
    }

    @Test
    void shouldExpireAtOnceWhenMarketMeetsAnEmptyBook() {
        engine.given("alice o1 buy 5@100").expect("bob o2 buy 5@market", "NEW o2 buy 5@market", "EXPIRED o2 cum 0");
    }

    @Test
    void shouldNeverRestAMarketOrderEvenIfItIsGoodTillCancelled() {
        engine.given("alice o1 sell 2@100")
                .expect(
                        "bob o2 buy 5@market gtc",
                        "NEW o2 buy 5@market",
                        "trade 1: o2 buy 2@100 from o1",
                        "TRADE o2 taker 2@100 leaves 3",
                        "TRADE o1 maker 2@100 leaves 0",
                        "EXPIRED o2 cum 2");
        assertEquals(0, engine.core.openOrders());
    }

    @Test
    void shouldExpireWhatIsLeftWhenImmediateOrCancel() {
        engine.given("alice o1 sell 2@100", "alice o2 sell 2@101")
                .expect(
                        "bob o3 buy 5@100 ioc",
                        "NEW o3 buy 5@100",
                        "trade 1: o3 buy 2@100 from o1",
                        "TRADE o3 taker 2@100 leaves 3",
                        "TRADE o1 maker 2@100 leaves 0",
                        "EXPIRED o3 cum 2")
                .expect("bob o4 buy 5@100 ioc", "NEW o4 buy 5@100", "EXPIRED o4 cum 0")
                .expect(
                        "bob o5 buy 1@101 ioc",
                        "NEW o5 buy 1@101",
                        "trade 2: o5 buy 1@101 from o2",
                        "TRADE o5 taker 1@101 leaves 0",
                        "TRADE o2 maker 1@101 leaves 1");
    }

    @Test
    void shouldNeverRestWhenImmediateOrCancel() {
        engine.given("alice o1 buy 2@100", "alice o2 sell 2@110")
                .expect("bob o3 sell 5@101 ioc", "NEW o3 sell 5@101", "EXPIRED o3 cum 0")
                .expect("bob o4 buy 5@109 ioc", "NEW o4 buy 5@109", "EXPIRED o4 cum 0")
                .expect(
                        "bob o5 sell 5@100 ioc",
                        "NEW o5 sell 5@100",
                        "trade 1: o5 sell 2@100 from o1",
                        "TRADE o5 taker 2@100 leaves 3",
                        "TRADE o1 maker 2@100 leaves 0",
                        "EXPIRED o5 cum 2")
                .expect("alice o6 buy 1@109", "NEW o6 buy 1@109", "added o6 buy 1@109")
                .expect("bob o7 cancel o5", "CANCEL_REJECTED o7 UNKNOWN_ORDER")
                .expect("bob o8 cancel id:o5", "CANCEL_REJECTED o8 UNKNOWN_ORDER");
        assertEquals(2, engine.core.openOrders());
        assertEquals("-2 +0 -0", engine.position("bob", EngineFixture.BTC_USD));
    }

    @Test
    void shouldFillWhenFillOrKillFindsExactlyEnough() {
        engine.given("alice o1 sell 2@100", "alice o2 sell 3@101", "alice o3 sell 9@102")
                .expect(
                        "bob o4 buy 5@101 fok",
                        "NEW o4 buy 5@101",
                        "trade 1: o4 buy 2@100 from o1",
                        "TRADE o4 taker 2@100 leaves 3",
                        "TRADE o1 maker 2@100 leaves 0",
                        "trade 2: o4 buy 3@101 from o2",
                        "TRADE o4 taker 3@101 leaves 0",
                        "TRADE o2 maker 3@101 leaves 0");
    }

    @Test
    void shouldTouchNothingWhenFillOrKillIsOneLotShort() {
        engine.given("alice o1 sell 2@100", "alice o2 sell 3@101", "alice o3 sell 9@102")
                .expect("bob o4 buy 6@101 fok", "NEW o4 buy 6@101", "EXPIRED o4 cum 0");
        assertEquals("0 +0 -14", engine.position("alice", EngineFixture.BTC_USD));
        assertEquals("0 +0 -0", engine.position("bob", EngineFixture.BTC_USD));
    }

    @Test
    void shouldFillOrKillOnTheSellSideToo() {
        engine.given("alice o1 buy 2@100", "alice o2 buy 3@99", "alice o3 buy 9@98")
                .expect("bob o4 sell 6@99 fok", "NEW o4 sell 6@99", "EXPIRED o4 cum 0")
                .given("bob o5 sell 5@99 fok");
        assertEquals("5 +9 -0", engine.position("alice", EngineFixture.BTC_USD));
    }

    @Test
    void shouldFillOrKillAtAnyPriceWhenMarket() {
        engine.given("alice o1 sell 2@100", "alice o2 sell 3@900")
                .expect("bob o3 buy 6@market fok", "NEW o3 buy 6@market", "EXPIRED o3 cum 0")
                .given("bob o4 buy 5@market fok");
        assertEquals("5 +0 -0", engine.position("bob", EngineFixture.BTC_USD));
    }

    @Test
    void shouldCountOnlyWhatIsLeftOfAMakerWhenFillOrKill() {
        engine.given("alice o1 sell 5@100", "bob o2 buy 2@100")
                .expect("bob o3 buy 4@100 fok", "NEW o3 buy 4@100", "EXPIRED o3 cum 0")
                .given("bob o4 buy 3@100 fok");
        assertEquals(0, engine.core.openOrders());
    }

    @Test
    void shouldRestWhenPostOnlyDoesNotCross() {
        engine.given("alice o1 sell 5@101", "alice o2 buy 5@99")
                .expect("bob o3 buy 5@100 post", "NEW o3 buy 5@100", "added o3 buy 5@100")
                .expect("carol o4 sell 5@101 post", "NEW o4 sell 5@101", "added o4 sell 5@101");
    }

    @Test
    void shouldRejectWhenPostOnlyWouldTrade() {
        engine.given("alice o1 sell 5@101", "alice o2 buy 5@99")
                .expect("bob o3 buy 5@101 post", "REJECTED o3 POST_ONLY_WOULD_TRADE")
                .expect("bob o4 buy 5@102 post", "REJECTED o4 POST_ONLY_WOULD_TRADE")
                .expect("bob o5 sell 5@99 post", "REJECTED o5 POST_ONLY_WOULD_TRADE")
                .expect("bob o6 sell 5@98 post", "REJECTED o6 POST_ONLY_WOULD_TRADE");
        assertEquals(2, engine.core.openOrders());
    }

    @Test
    void shouldTradeAsAMakerWhenPostOnlyRests() {
        engine.given("alice o1 buy 5@100 post")
                .expect(
                        "bob o2 sell 5@100",
                        "NEW o2 sell 5@100",
                        "trade 1: o2 sell 5@100 from o1",
                        "TRADE o2 taker 5@100 leaves 0",
                        "TRADE o1 maker 5@100 leaves 0");
    }

    @Test
    void shouldLetAnAccountTradeWithItself() {
        engine.given("alice o1 sell 5@100", "alice o2 buy 5@100");
        assertEquals("0 +0 -0", engine.position("alice", EngineFixture.BTC_USD));
        assertEquals("0 locked 0", engine.funds("alice", EngineFixture.USD));
    }

    @Test
    void shouldKeepInstrumentsApart() {
        engine.given("alice o1 sell 5@100").expect("bob o2 buy 5@100 in 2", "NEW o2 buy 5@100", "added o2 buy 5@100");
    }

    @Test
    void shouldNumberTradesPerInstrument() {
        engine.given("alice o1 sell 5@100", "alice o2 sell 5@100 in 2");
        assertEquals(
                "trade 1: o3 buy 1@100 from o1", engine.send("bob o3 buy 1@100").get(1));
        assertEquals(
                "trade 1: o4 buy 1@100 from o2",
                engine.send("bob o4 buy 1@100 in 2").get(1));
        assertEquals(
                "trade 2: o5 buy 1@100 from o2",
                engine.send("bob o5 buy 1@100 in 2").get(1));
        assertEquals(
                "trade 2: o6 buy 1@100 from o1", engine.send("bob o6 buy 1@100").get(1));
    }

    @Test
    void shouldMoveBaseAndQuoteBetweenTheAccounts() {
        engine.given("alice o1 sell 5@100 in 2", "bob o2 buy 3@120 in 2");
        assertEquals("-30 locked 20", engine.funds("alice", EngineFixture.ETH));
        assertEquals("30000 locked 0", engine.funds("alice", EngineFixture.USD));
        assertEquals("30 locked 0", engine.funds("bob", EngineFixture.ETH));
        assertEquals("-30000 locked 0", engine.funds("bob", EngineFixture.USD));
        assertEquals("-3 +0 -2", engine.position("alice", EngineFixture.ETH_USD));
        assertEquals("3 +0 -0", engine.position("bob", EngineFixture.ETH_USD));
    }

    @Test
    void shouldUnlockTheRestWhenAnOrderExpires() {
        engine.given("alice o1 sell 2@100", "bob o2 buy 5@110 ioc");
        assertEquals("-200 locked 0", engine.funds("bob", EngineFixture.USD));
        assertEquals("2 +0 -0", engine.position("bob", EngineFixture.BTC_USD));
        engine.given("bob o3 buy 5@110 fok", "bob o4 buy 5@market");
        assertEquals("-200 locked 0", engine.funds("bob", EngineFixture.USD));
        assertEquals("2 +0 -0", engine.position("bob", EngineFixture.BTC_USD));
    }

    @Test
    void shouldSweepFiveThousandOrdersInPriceTimeOrder() {
        final int orders = 5_000;
        final int levels = 500;
        final List<String> expected = new ArrayList<>();
        expected.add("NEW o9999 buy 15000@market");
        for (int i = 0; i < orders; i++) {
            engine.given("alice o" + (i + 1) + " sell 3@" + (1_000 - i % levels));
        }
        assertEquals(orders, engine.core.openOrders());
        for (int trade = 1; trade <= orders; trade++) {
            final int level = (trade - 1) / (orders / levels);
            final int place = (trade - 1) % (orders / levels);
            final int price = 1_000 - levels + 1 + level;
            final String maker = "o" + (levels * (place + 1) - level);
            expected.add("trade " + trade + ": o9999 buy 3@" + price + " from " + maker);
            expected.add("TRADE o9999 taker 3@" + price + " leaves " + (orders - trade) * 3);
            expected.add("TRADE " + maker + " maker 3@" + price + " leaves 0");
        }
        assertEquals(expected, engine.send("bob o9999 buy 15000@market"));
        assertEquals(0, engine.core.openOrders());
        assertEquals("15000 +0 -0", engine.position("bob", EngineFixture.BTC_USD));
        assertEquals("-15000 +0 -0", engine.position("alice", EngineFixture.BTC_USD));
    }
}
