/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outcry.codecs.types.SelfTradePrevention;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuctionTest {
    private final EngineFixture engine = new EngineFixture();
    private int orders = 100;

    /** Demand 30 27 20 15 and supply 5 15 25 32 at 100 to 103: most trades at 102. */
    @Test
    void shouldTradeAtThePriceOfMostVolume() {
        call(
                "buy 15@103",
                "buy 5@102",
                "buy 7@101",
                "buy 3@100",
                "sell 5@100",
                "sell 10@101",
                "sell 10@102",
                "sell 7@103");
        assertIndicated("indicated 20@102 SELL 5 left");
        assertTraded(20, 102);
    }

    /** Volume is 10 at 100 to 102; the surplus is 5 buyers at 100, none at 101, 5 sellers at 102. */
    @Test
    void shouldLeaveTheLeastSurplusOfSeveralPricesOfMostVolume() {
        call("buy 10@102", "buy 5@100", "sell 10@100", "sell 5@102");
        assertIndicated("indicated 10@101");
        assertTraded(10, 101);
    }

    /** Buyers one tick below sellers: 10 trades at both, 3 buyers are left at 100 and 5 sellers at 101. */
    @Test
    void shouldLeaveTheLeastSurplusOfTwoNeighbours() {
        call("buy 10@101", "buy 3@100", "sell 10@100", "sell 5@101");
        assertIndicated("indicated 10@100 BUY 3 left");
        assertTraded(10, 100);
    }

    @Test
    void shouldLeaveTheLeastSurplusOfTwoNeighboursOnTheOtherSide() {
        call("buy 10@101", "buy 5@100", "sell 10@100", "sell 3@101");
        assertIndicated("indicated 10@101 SELL 3 left");
        assertTraded(10, 101);
    }

    /** At 100 to 105, 5 trade and 5 buyers are left. */
    @Test
    void shouldFollowTheBuyersWhenOnlyTheyAreLeft() {
        call("buy 10@105", "sell 5@100");
        assertIndicated("indicated 5@105 BUY 5 left");
        assertTraded(5, 105);
    }

    @Test
    void shouldFollowTheSellersWhenOnlyTheyAreLeft() {
        call("buy 5@105", "sell 10@100");
        assertIndicated("indicated 5@100 SELL 5 left");
        assertTraded(5, 100);
    }

    /** At 100 to 110, 5 trade and nobody is left: the price nearest to the last trade. */
    @ParameterizedTest
    @CsvSource({"104,104", "90,100", "100,100", "110,110", "120,110"})
    void shouldGoToThePriceNearestToTheLastTrade(final long last, final long price) {
        trade(last);
        call("buy 5@110", "sell 5@100");
        assertTraded(5, price);
    }

    /** 3 buyers are left at 100 and 3 sellers at 101. */
    @ParameterizedTest
    @CsvSource({"99,100", "100,100", "101,101", "110,101"})
    void shouldGoToTheNeighbourNearestToTheLastTrade(final long last, final long price) {
        trade(last);
        call("buy 10@101", "buy 3@100", "sell 10@100", "sell 3@101");
        assertTraded(10, price);
    }

    @ParameterizedTest
    @CsvSource({"100,105,102", "100,104,102", "100,100,100"})
    void shouldGoToTheMiddleWhenThereWasNoTrade(final long lowest, final long highest, final long price) {
        call("buy 5@" + highest, "sell 5@" + lowest);
        assertTraded(5, price);
    }

    @Test
    void shouldGoToTheLowerNeighbourWhenThereWasNoTrade() {
        call("buy 10@101", "buy 3@100", "sell 10@100", "sell 3@101");
        assertTraded(10, 100);
    }

    @Test
    void shouldTradeNothingWhenNothingCrosses() {
        call("buy 10@99", "sell 10@100");
        assertIndicated("indicated nothing");
        assertEquals(List.of("defined BTC-USD OPEN 1..1000000"), engine.send("phase OPEN"));
    }

    /** Sellers are left; nobody is left from 100 to 104; sellers are left; buyers are left at any price. */
    @ParameterizedTest
    @CsvSource({"8,8,100", "10,10,104", "12,12,105", "30,20,500"})
    void shouldTakeMarketOrdersForReadyToTradeAtAnyPrice(final long buys, final long qty, final long price) {
        trade(500);
        call("buy " + buys + "@market auction", "sell 10@100", "sell 10@105");
        assertTraded(qty, price);
    }

    @Test
    void shouldFollowTheBuyersWhenOnlyMarketSellsTrade() {
        trade(500);
        call("sell 12@market auction", "buy 10@100", "buy 10@95");
        assertIndicated("indicated 12@95 BUY 8 left");
        assertTraded(12, 95);
    }

    @Test
    void shouldGoAboveABuyerWhoIsLeftWhenOnlyMarketBuysTrade() {
        call("buy 10@market auction", "buy 5@103", "sell 10@100");
        assertIndicated("indicated 10@104");
        assertTraded(10, 104);
    }

    @ParameterizedTest
    @CsvSource({
        "buy 30@market auction, sell 20@105, 20, 105",
        "sell 30@market auction, buy 20@95, 20, 95",
        "buy 30@market auction, sell 20@market auction, 20,",
        "buy 5@market auction, sell 5@95, 5, 95",
        "sell 5@market auction, buy 5@105, 5, 105"
    })
    void shouldStayAtTheOnlyEndWhenMarketOrdersLeaveTheOtherOneOpenAndThereWasNoTrade(
            final String order, final String other, final long qty, final Long price) {
        call(order, other);
        if (price == null) {
            assertIndicated("indicated nothing");
        } else {
            assertTraded(qty, price);
        }
    }

    @Test
    void shouldGoToTheMiddleBetweenLimitsThatDoNotTradeWhenThereWasNoTrade() {
        call("buy 5@market auction", "sell 5@market auction", "buy 1@90", "sell 1@120");
        assertTraded(5, 105);
    }

    @ParameterizedTest
    @CsvSource({"100,100", "80,91", "130,119"})
    void shouldLetTheLastTradePriceMarketOrdersBetweenTheLimitsThatDoNotTrade(final long last, final long price) {
        trade(last);
        call("buy 5@market auction", "sell 5@market auction", "buy 1@90", "sell 1@120");
        assertTraded(5, price);
    }

    @Test
    void shouldNotTradeMarketOrdersWithoutAnyPrice() {
        call("buy 5@market auction", "sell 5@market auction");
        assertIndicated("indicated nothing");
        assertEquals(
                List.of("EXPIRED o101 cum 0", "EXPIRED o102 cum 0", "defined BTC-USD OPEN 1..1000000"),
                engine.send("phase OPEN"));
    }

    @Test
    void shouldFillMarketOrdersThenPricesThenShownThenTimeThenAuctionOrders() {
        engine.given("phase PRE_OPEN")
                .given("alice o1 buy 2@100", "bob o2 buy 2@100 auction", "bob o3 buy 2@100 opening")
                .given(
                        "alice o4 buy 2@100 hidden",
                        "bob o5 buy 2@101",
                        "alice o6 buy 2@market opening",
                        "bob o7 buy 2@100")
                .given("carol o8 sell 13@100");
        final List<String> fills = new ArrayList<>();
        engine.send("phase OPEN").stream()
                .filter(event -> event.startsWith("TRADE") && !event.contains("o8"))
                .forEach(event -> fills.add(event.split(" ")[1]));
        assertEquals(List.of("o6", "o5", "o1", "o7", "o4", "o3", "o2"), fills);
    }

    @Test
    void shouldTellTheMarketOfEachTradeAndOfWhatBecomesOfTheOrders() {
        engine.given("phase OPENING_AUCTION", "alice o1 buy 5@101", "bob o2 sell 3@100", "carol o3 sell 4@101")
                .expect(
                        "phase OPEN",
                        "trade 1: 3@101 in the auction",
                        "TRADE o1 maker 3@101 leaves 2",
                        "TRADE o2 maker 3@101 leaves 0",
                        "deleted o2",
                        "trade 2: 2@101 in the auction",
                        "TRADE o1 maker 2@101 leaves 0",
                        "TRADE o3 maker 2@101 leaves 2",
                        "deleted o1",
                        "reduced o3 to 2",
                        "defined BTC-USD OPEN 1..1000000");
        assertEquals("-505 locked 0", engine.funds("alice", EngineFixture.USD));
        assertEquals("303 locked 0", engine.funds("bob", EngineFixture.USD));
    }

    @Test
    void shouldTradeTheWholeIcebergAndLeaveWhatItShows() {
        engine.given("phase PRE_OPEN", "alice o1 buy 20@100 show 5", "bob o2 sell 12@100")
                .expect(
                        "phase OPEN",
                        "trade 1: 12@100 in the auction",
                        "TRADE o1 maker 12@100 leaves 8",
                        "TRADE o2 maker 12@100 leaves 0",
                        "deleted o2",
                        "defined BTC-USD OPEN 1..1000000")
                .given("phase CLOSING_AUCTION", "bob o3 sell 5@100")
                .expect(
                        "phase CLOSED",
                        "trade 2: 5@100 in the auction",
                        "TRADE o1 maker 5@100 leaves 3",
                        "TRADE o3 maker 5@100 leaves 0",
                        "deleted o3",
                        "reduced o1 to 3",
                        "defined BTC-USD CLOSED 1..1000000");
    }

    @Test
    void shouldLetOrdersOfOneAccountTrade() {
        engine.selfTrade("alice", 0, SelfTradePrevention.EXPIRE_BOTH);
        engine.given("phase PRE_OPEN", "alice o1 buy 5@100", "alice o2 sell 5@100");
        assertTraded(5, 100);
    }

    @Test
    void shouldLeaveOutOrdersThatTradeWholeOrNotAtAll() {
        engine.given("alice o1 buy 5@100 whole", "phase PRE_OPEN", "bob o2 sell 5@99", "bob o3 buy 1@99")
                .expect(
                        "phase OPEN",
                        "trade 1: 1@99 in the auction",
                        "TRADE o3 maker 1@99 leaves 0",
                        "TRADE o2 maker 1@99 leaves 4",
                        "deleted o3",
                        "reduced o2 to 4",
                        "defined BTC-USD OPEN 1..1000000");
    }

    @Test
    void shouldTriggerStopsByThePriceOfTheAuction() {
        engine.given("alice o1 sell 1@90 stop 95", "phase VOLATILITY_AUCTION", "bob o2 buy 2@95", "carol o3 sell 1@95");
        final List<String> events = engine.send("phase OPEN");
        assertEquals("TRIGGERED o1 sell 1@90 leaves 1", events.get(6));
        assertEquals("trade 2: o1 sell 1@95 from o2", events.get(7));
    }

    @Test
    void shouldSendWhatAFillTriggersToTheMarketWhenItOpens() {
        engine.given("phase PRE_OPEN", "alice list o1 buy 5@100 then o2 sell 5@110", "bob o3 sell 5@100");
        final List<String> events = engine.send("phase OPEN");
        assertEquals(List.of("NEW o2 sell 5@110", "added o2 sell 5@110"), events.subList(6, 8));
    }

    @Test
    void shouldExpireAnOrderThatIsWorthTooMuchAtThePriceOfTheAuction() {
        final long lots = 1L << 62;
        engine.commands.instrument(1, "BTC-USD").maxQty(Long.MAX_VALUE);
        engine.send();
        final long price = 1L << 45;
        engine.given("phase PRE_OPEN", "alice o1 sell " + lots + "@1", "bob o2 sell 3@" + price, "bob o3 sell 2@1")
                .given("carol o4 buy " + (lots + 4) + "@market auction", "carol o5 buy 1@" + price)
                .expect(
                        "phase OPEN",
                        "deleted o1",
                        "EXPIRED o1 cum 0 NOTIONAL_OVERFLOW",
                        "EXPIRED o4 cum 0 NOTIONAL_OVERFLOW",
                        "trade 1: 1@1 in the auction",
                        "TRADE o5 maker 1@1 leaves 0",
                        "TRADE o3 maker 1@1 leaves 1",
                        "deleted o5",
                        "reduced o3 to 1",
                        "defined BTC-USD OPEN 1..9223372036854775807");
    }

    @Test
    void shouldReleaseWhatABuyHadLockedAboveThePrice() {
        engine.deposit("penny", EngineFixture.USD, 1_000, 1);
        engine.given("phase PRE_OPEN", "penny o1 buy 5@110", "bob o2 sell 5@90");
        assertEquals("1000 locked 550", engine.funds("penny", EngineFixture.USD));
        engine.send("phase OPEN");
        assertEquals("500 locked 0", engine.funds("penny", EngineFixture.USD));
    }

    @Test
    void shouldTellAtOnceThenOnlyWhatChangedAtIntervals() {
        final long start = 1_000_000;
        final long interval = TradingPhases.INDICATION_INTERVAL_NS;
        assertEquals(Long.MAX_VALUE, engine.core.nextStepTimeNs());
        engine.expect("time " + start).given("phase OPENING_AUCTION");
        assertEquals(start + 1, engine.core.nextStepTimeNs());
        engine.expect("time " + (start + 2), "indicated nothing");
        assertEquals(start + 2 + interval, engine.core.nextStepTimeNs());
        engine.given("alice o1 buy 5@100", "bob o2 sell 3@100")
                .expect("time " + (start + 1 + interval))
                .expect("time " + (start + 2 + interval), "indicated 3@100 BUY 2 left");
        engine.expect("time " + (start + 2 + 2 * interval));
        assertEquals(Long.MAX_VALUE, engine.core.nextStepTimeNs());
    }

    @Test
    void shouldTellNothingBeforeTheCall() {
        engine.given("phase PRE_OPEN", "alice o1 buy 5@100", "bob o2 sell 3@100");
        assertEquals(Long.MAX_VALUE, engine.core.nextStepTimeNs());
        assertEquals(List.of(), engine.send("time 1000000000"));
    }

    private void call(final String... script) {
        engine.given("phase OPENING_AUCTION");
        for (final String order : script) {
            final String trader = order.startsWith("buy") ? "alice" : "bob";
            engine.given(trader + " o" + ++orders + " " + order);
        }
    }

    private void assertIndicated(final String expected) {
        assertEquals(List.of(expected), engine.send("time 1000000000"));
    }

    /** All trades of the auction are at one price. */
    private void assertTraded(final long qty, final long price) {
        long traded = 0;
        for (final String event : engine.send("phase OPEN")) {
            if (event.startsWith("trade")) {
                assertTrue(event.endsWith("@" + price + " in the auction"), event);
                traded += Long.parseLong(event.split(" ")[2].split("@")[0]);
            }
        }
        assertEquals(qty, traded);
    }

    private void trade(final long price) {
        engine.given("carol o91 buy 1@" + price, "carol o92 sell 1@" + price);
    }
}
