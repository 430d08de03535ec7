/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outcry.codecs.types.BandAction;
import io.outcry.codecs.types.ContingencyType;
import io.outcry.codecs.types.SelfTradePrevention;
import io.outcry.codecs.types.TradingStatus;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkedOrderTest {
    private final EngineFixture engine = new EngineFixture();

    @Test
    void shouldExpireThePartnerBeforeTheFillIsDone() {
        engine.given("alice list o1 sell 5@110 either o2 sell 5@89 stop 90")
                .expect(
                        "bob o3 buy 2@110",
                        "NEW o3 buy 2@110",
                        "EXPIRED o2 cum 0 OTHER_OF_LIST",
                        "trade 1: o3 buy 2@110 from o1",
                        "TRADE o3 taker 2@110 leaves 0",
                        "TRADE o1 maker 2@110 leaves 3");
        engine.expect("alice o4 cancel o2", "CANCEL_REJECTED o4 UNKNOWN_ORDER");
        assertEquals("-2 +0 -3", engine.position("alice", EngineFixture.BTC_USD));
    }

    @Test
    void shouldExpireThePartnerOfAnOrderThatIsTriggered() {
        engine.given("alice list o1 sell 5@110 either o2 sell 5@89 stop 90");
        trade(90);
        assertEquals("0 +0 -5", engine.position("alice", EngineFixture.BTC_USD));
        engine.expect(
                "bob o5 buy 5@110",
                "NEW o5 buy 5@110",
                "trade 2: o5 buy 5@89 from o2",
                "TRADE o5 taker 5@89 leaves 0",
                "TRADE o2 maker 5@89 leaves 0");
    }

    @Test
    void shouldExpireThePartnerOfAnOrderThatTakes() {
        engine.given("bob o1 buy 2@110")
                .expect(
                        "alice list o2 sell 5@110 either o3 sell 5@market stop 90",
                        "NEW o2 sell 5@110",
                        "NEW o3 sell 5@market",
                        "EXPIRED o3 cum 0 OTHER_OF_LIST",
                        "trade 1: o2 sell 2@110 from o1",
                        "TRADE o2 taker 2@110 leaves 3",
                        "TRADE o1 maker 2@110 leaves 0",
                        "added o2 sell 3@110");
    }

    @ParameterizedTest
    @CsvSource({"o1,o2", "o2,o1"})
    void shouldEndBothWhenOneIsCancelled(final String cancelled, final String other) {
        engine.given("alice list o1 sell 5@110 post either o2 sell 5@market stop 90", "alice o3 cancel " + cancelled)
                .expect("alice o4 cancel " + other, "CANCEL_REJECTED o4 UNKNOWN_ORDER");
        assertEquals(0, engine.core.openOrders());
        assertEquals("0 +0 -0", engine.position("alice", EngineFixture.BTC_USD));
    }

    @Test
    void shouldEndBothWhenTheTimeOfOneIsOver() {
        engine.given("alice list o1 sell 5@110 till 2000 either o2 sell 5@market stop 90")
                .expect("time 2000", "deleted o1", "EXPIRED o1 cum 0", "EXPIRED o2 cum 0 OTHER_OF_LIST");
    }

    @Test
    void shouldEndBothWhenSelfTradePreventionEndsOne() {
        engine.selfTrade("alice", 0, SelfTradePrevention.EXPIRE_MAKER);
        engine.given("alice list o1 sell 5@110 either o2 sell 5@market stop 90")
                .expect(
                        "alice o3 buy 5@110",
                        "NEW o3 buy 5@110",
                        "PREVENTED 1: o3 buy 5@110 from o1, told to session 1",
                        "deleted o1",
                        "EXPIRED o1 cum 0",
                        "EXPIRED o2 cum 0 OTHER_OF_LIST",
                        "added o3 buy 5@110");
    }

    @Test
    void shouldExpireThePartnerOfAnOrderThatIsDecremented() {
        engine.selfTrade("alice", 0, SelfTradePrevention.DECREMENT);
        engine.given("alice list o1 sell 5@110 either o2 sell 5@market stop 90")
                .expect(
                        "alice o3 buy 2@110",
                        "NEW o3 buy 2@110",
                        "PREVENTED 1: o3 buy 2@110 from o1, told to session 1",
                        "EXPIRED o2 cum 0 OTHER_OF_LIST",
                        "EXPIRED o3 cum 0",
                        "reduced o1 to 3",
                        "RESTATED o1 to 3 leaves 3");
        assertEquals("0 locked 3", engine.funds("alice", EngineFixture.BTC));
    }

    /** What it meets is beyond the band, or its own. */
    @Test
    void shouldKeepThePartnerOfAnOrderThatDoesNotTradeWhenItComes() {
        engine.commands
                .instrument(EngineFixture.BTC_USD, "BTC-USD")
                .dynamicBandBps(300)
                .bandAction(BandAction.AUCTION);
        engine.send();
        trade(100);
        engine.given("bob o9 buy 5@95")
                .expect(
                        "alice list o1 sell 5@90 either o2 sell 5@market stop 80",
                        "NEW o1 sell 5@90",
                        "NEW o2 sell 5@market",
                        "defined BTC-USD VOLATILITY_AUCTION 1..1000000",
                        "added o1 sell 5@90")
                .expect("alice o3 status o2", "ORDER_STATUS o2 sell 5@market leaves 5");
    }

    @Test
    void shouldKeepThePartnerOfAnOrderThatOnlyExpiresOthersWhenItComes() {
        engine.selfTrade("alice", 0, SelfTradePrevention.EXPIRE_MAKER);
        engine.given("alice o9 buy 1@95")
                .expect(
                        "alice list o1 sell 5@90 either o2 sell 5@market stop 80",
                        "NEW o1 sell 5@90",
                        "NEW o2 sell 5@market",
                        "PREVENTED 1: o1 sell 1@95 from o9, told to session 1",
                        "deleted o9",
                        "EXPIRED o9 cum 0",
                        "added o1 sell 5@90")
                .expect("alice o3 status o2", "ORDER_STATUS o2 sell 5@market leaves 5");
    }

    @Test
    void shouldExpireThePartnerOfATakerThatIsDecremented() {
        engine.selfTrade("alice", 0, SelfTradePrevention.DECREMENT);
        engine.given("alice o9 buy 1@95")
                .expect(
                        "alice list o1 sell 5@90 either o2 sell 5@market stop 80",
                        "NEW o1 sell 5@90",
                        "NEW o2 sell 5@market",
                        "PREVENTED 1: o1 sell 1@95 from o9, told to session 1",
                        "EXPIRED o2 cum 0 OTHER_OF_LIST",
                        "RESTATED o1 to 4 leaves 4",
                        "deleted o9",
                        "EXPIRED o9 cum 0",
                        "added o1 sell 4@90");
        assertEquals("0 locked 4", engine.funds("alice", EngineFixture.BTC));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "penny list o1 sell 5@market stop 90 either o2 sell 5@110",
                "penny list o1 sell 5@110 either o2 sell 5@market stop 90",
                "penny list o1 sell 5@market stop 90 either o2 sell 5@market stop 80"
            })
    void shouldLockWhatAPairSellsWhicheverIsNamedFirst(final String list) {
        engine.deposit("penny", EngineFixture.BTC, 5, 1);
        engine.given(list);
        assertEquals("5 locked 5", engine.funds("penny", EngineFixture.BTC));
        engine.expect("penny o3 sell 1@111", "REJECTED o3 INSUFFICIENT_FUNDS").given("penny o4 cancel o1");
        assertEquals("5 locked 0", engine.funds("penny", EngineFixture.BTC));
    }

    @Test
    void shouldRejectAListWhoseHeldOrderIsWorthTooMuchOrTooFarAway() {
        engine.commands
                .instrument(EngineFixture.BTC_USD, "BTC-USD")
                .maxNotional(1_000)
                .maxDeviationBps(2_000);
        engine.send();
        trade(100);
        engine.expect(
                        "alice list o1 buy 1@91 then o2 sell 10@110",
                        "REJECTED o1 MAX_NOTIONAL",
                        "REJECTED o2 MAX_NOTIONAL")
                .expect(
                        "alice list o3 buy 1@91 then o4 sell 5@79",
                        "REJECTED o3 PRICE_DEVIATION",
                        "REJECTED o4 PRICE_DEVIATION")
                .given("alice list o5 buy 1@91 then o6 sell 5@110");
    }

    @Test
    void shouldLockFundsOnceForAPair() {
        engine.deposit("penny", EngineFixture.BTC, 5, 1);
        engine.given("penny list o1 sell 5@110 either o2 sell 5@89 stop 90");
        assertEquals("5 locked 5", engine.funds("penny", EngineFixture.BTC));
        trade(90);
        assertEquals("5 locked 5", engine.funds("penny", EngineFixture.BTC));
        engine.given("penny o6 cancel o2");
        assertEquals("5 locked 0", engine.funds("penny", EngineFixture.BTC));
    }

    @ParameterizedTest
    @ValueSource(strings = {"o1 buy 5@90 either o2 buy 5@120 stop 110", "o2 buy 5@120 stop 110 either o1 buy 5@90"})
    void shouldLockFundsOfTheDearerBuyOfAPair(final String pair) {
        engine.deposit("penny", EngineFixture.USD, 599, 1);
        engine.expect("penny list " + pair, reject(pair, 0), reject(pair, 1));
        engine.deposit("penny", EngineFixture.USD, 1, 2);
        engine.given("penny list " + pair);
        assertEquals("600 locked 600", engine.funds("penny", EngineFixture.USD));
        engine.given("bob o5 sell 2@90");
        assertEquals("420 locked 270", engine.funds("penny", EngineFixture.USD));
    }

    private static String reject(final String pair, final int place) {
        return "REJECTED " + pair.split(" either ")[place].substring(0, 2) + " INSUFFICIENT_FUNDS";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "o1 sell 5@110 either o2 buy 5@market stop 120",
                "o1 sell 5@110 either o2 sell 4@market stop 90",
                "o1 sell 5@110 either o2 sell 5@111",
                "o1 sell 5@110 either o2 sell 5@market",
                "o1 sell 5@110 ioc either o2 sell 5@market stop 90",
                "o1 sell 5@110 whole either o2 sell 5@market stop 90",
                "o1 sell 5@110 slide either o2 sell 5@market stop 90",
                "o1 sell 5@110 min 2 either o2 sell 5@market stop 90",
                "o1 sell 5@110 either o2 sell 5@market stop 90 in 2",
                "o1 sell 5@market trail 5 start 90 either o2 sell 5@market trail 6 start 80",
                "o1 sell 5@110 either o2 sell 5@market stop 90 either o3 sell 5@market stop 80",
                "o1 buy 5@100 then o2 sell 5@110 whole",
                "o1 buy 5@100 then o2 sell 5@market fok",
                "o1 buy 5@100 then o2 sell 5@110 in 2",
                "o1 buy 5@100 then o2 sell 5@110 either o3 sell 5@111",
                "o1 buy 5@100 then o2 sell 5@110 either o3 buy 5@market stop 120",
            })
    void shouldRejectOrdersThatCannotGoTogether(final String list) {
        final int orders = list.split(" either | then ").length;
        final String[] expected = {"REJECTED o1 INVALID_LIST", "REJECTED o2 INVALID_LIST", "REJECTED o3 INVALID_LIST"};
        engine.expect("alice list " + list, Arrays.copyOf(expected, orders));
        assertEquals(0, engine.core.openOrders());
    }

    @Test
    void shouldRejectAnUnknownContingency() {
        engine.given("alice list o1 sell 5@110 either o2 sell 5@89 stop 90", "alice o3 cancel o1");
        engine.commands.newOrderList(1, 2).contingencyType(ContingencyType.NULL_VAL);
        assertEquals(List.of("REJECTED o1 INVALID_LIST", "REJECTED o2 INVALID_LIST"), engine.send());
    }

    @ParameterizedTest
    @CsvSource({
        "o1 sell 5@110 either o1 sell 5@market stop 90,DUPLICATE_CL_ORD_ID",
        "o1 sell 5@110 either o9 sell 5@market stop 90,DUPLICATE_CL_ORD_ID",
        "o1 buy 5@100 then o2 sell 5@110 either o2 sell 5@market stop 90,DUPLICATE_CL_ORD_ID",
        "o1 sell 5@95 post either o2 sell 5@market stop 90,POST_ONLY_WOULD_TRADE",
        "o1 buy 5@100 then o2 sell 9999999@110,INVALID_QUANTITY",
        "o1 sell 0@110 either o2 sell 0@market stop 90,INVALID_QUANTITY",
        "o1 sell 5@110 either o2 sell 5@market trail 5,INVALID_STOP_PRICE",
    })
    void shouldRejectAllOrNothingOfAList(final String list, final String reason) {
        engine.given("bob o8 buy 1@95", "alice o9 buy 1@94");
        final List<String> events = engine.send("alice list " + list);
        assertEquals(list.split(" either | then ").length, events.size());
        for (final String event : events) {
            assertEquals(reason, event.split(" ")[2]);
        }
        assertEquals(2, engine.core.openOrders());
    }

    @Test
    void shouldCountEveryOrderOfAList() {
        engine.commands.limits(3);
        engine.send();
        engine.given("bob o1 buy 1@95")
                .expect(
                        "alice list o2 buy 5@90 then o3 sell 5@110 either o4 sell 5@market stop 80",
                        "REJECTED o2 OPEN_ORDERS_FULL",
                        "REJECTED o3 OPEN_ORDERS_FULL",
                        "REJECTED o4 OPEN_ORDERS_FULL")
                .given("alice list o2 buy 5@90 then o3 sell 5@110");
    }

    @Test
    void shouldCountEveryOrderOfAListForItsAccount() {
        engine.commands.account(1).maxOpenOrders(2);
        engine.send();
        engine.expect(
                        "alice list o2 buy 5@90 then o3 sell 5@110 either o4 sell 5@market stop 80",
                        "REJECTED o2 MAX_OPEN_ORDERS",
                        "REJECTED o3 MAX_OPEN_ORDERS",
                        "REJECTED o4 MAX_OPEN_ORDERS")
                .given("alice list o2 buy 5@90 then o3 sell 5@110");
    }

    @Test
    void shouldHoldOrdersUntilTheWorkingOneIsFilled() {
        engine.expect(
                        "alice list o1 buy 5@100 then o2 sell 5@110 either o3 sell 5@market stop 90",
                        "NEW o1 buy 5@100",
                        "PENDING_NEW o2 sell 5@110",
                        "PENDING_NEW o3 sell 5@market",
                        "added o1 buy 5@100")
                .given("bob o4 sell 3@100")
                .expect(
                        "bob o5 sell 2@100",
                        "NEW o5 sell 2@100",
                        "trade 2: o5 sell 2@100 from o1",
                        "TRADE o5 taker 2@100 leaves 0",
                        "TRADE o1 maker 2@100 leaves 0",
                        "NEW o2 sell 5@110",
                        "NEW o3 sell 5@market",
                        "added o2 sell 5@110");
    }

    @Test
    void shouldSendWhatATakerTriggersToTheMarketInTheSameCommand() {
        engine.given("bob o1 sell 5@100")
                .expect(
                        "alice list o2 buy 5@100 then o3 sell 5@110",
                        "NEW o2 buy 5@100",
                        "PENDING_NEW o3 sell 5@110",
                        "trade 1: o2 buy 5@100 from o1",
                        "TRADE o2 taker 5@100 leaves 0",
                        "TRADE o1 maker 5@100 leaves 0",
                        "NEW o3 sell 5@110",
                        "added o3 sell 5@110");
    }

    @Test
    void shouldLetAHeldMarketOrderTrade() {
        engine.given("alice list o1 buy 5@100 then o2 sell 3@market", "bob o3 buy 1@99")
                .expect(
                        "carol o4 sell 5@100",
                        "NEW o4 sell 5@100",
                        "trade 1: o4 sell 5@100 from o1",
                        "TRADE o4 taker 5@100 leaves 0",
                        "TRADE o1 maker 5@100 leaves 0",
                        "NEW o2 sell 3@market",
                        "trade 2: o2 sell 1@99 from o3",
                        "TRADE o2 taker 1@99 leaves 2",
                        "TRADE o3 maker 1@99 leaves 0",
                        "EXPIRED o2 cum 1");
    }

    @ParameterizedTest
    @CsvSource({"o1,o2,o3", "o2,o3,o1", "o3,o2,o1"})
    void shouldEndTheWholeListWhenOneOfItIsCancelled(final String cancelled, final String second, final String third) {
        engine.given("alice list o1 buy 5@100 then o2 sell 5@110 either o3 sell 5@market stop 90");
        final List<String> events = engine.send("alice o4 cancel " + cancelled);
        events.removeIf(event -> event.startsWith("deleted"));
        assertEquals(
                List.of(
                        "CANCELED o4 was " + cancelled + " cum 0",
                        "EXPIRED " + second + " cum 0 OTHER_OF_LIST",
                        "EXPIRED " + third + " cum 0 OTHER_OF_LIST"),
                events);
        assertEquals(0, engine.core.openOrders());
    }

    @Test
    void shouldEndWhatDependsOnAnOrderThatExpiresUnfilled() {
        engine.given("bob o1 sell 2@100")
                .expect(
                        "alice list o2 buy 5@100 ioc then o3 sell 5@110",
                        "NEW o2 buy 5@100",
                        "PENDING_NEW o3 sell 5@110",
                        "trade 1: o2 buy 2@100 from o1",
                        "TRADE o2 taker 2@100 leaves 3",
                        "TRADE o1 maker 2@100 leaves 0",
                        "EXPIRED o2 cum 2",
                        "EXPIRED o3 cum 0 OTHER_OF_LIST");
    }

    @Test
    void shouldExpireAnArmedPairThatTheAccountCannotAfford() {
        engine.deposit("penny", EngineFixture.USD, 500, 1);
        engine.given("penny list o1 buy 5@100 then o2 sell 6@110 either o3 sell 6@market stop 90");
        assertEquals("500 locked 500", engine.funds("penny", EngineFixture.USD));
        engine.expect(
                "bob o4 sell 5@100",
                "NEW o4 sell 5@100",
                "trade 1: o4 sell 5@100 from o1",
                "TRADE o4 taker 5@100 leaves 0",
                "TRADE o1 maker 5@100 leaves 0",
                "EXPIRED o2 cum 0 INSUFFICIENT_FUNDS",
                "EXPIRED o3 cum 0 INSUFFICIENT_FUNDS");
        assertEquals("5 locked 0", engine.funds("penny", EngineFixture.BTC));
    }

    @Test
    void shouldExpireAnArmedPostOnlyOrderThatWouldTrade() {
        engine.given("alice list o1 buy 5@100 then o2 sell 5@98 post", "bob o3 buy 1@99")
                .expect(
                        "carol o4 sell 5@100",
                        "NEW o4 sell 5@100",
                        "trade 1: o4 sell 5@100 from o1",
                        "TRADE o4 taker 5@100 leaves 0",
                        "TRADE o1 maker 5@100 leaves 0",
                        "EXPIRED o2 cum 0 POST_ONLY_WOULD_TRADE");
    }

    @Test
    void shouldBeginToTrailWhenTheWorkingOrderIsFilled() {
        engine.given("alice list o1 buy 5@100 then o2 sell 5@market trail 3 limit 1", "bob o3 sell 5@100")
                .expect("alice o4 status o2", "ORDER_STATUS o2 sell 5@96 leaves 5");
    }

    @Test
    void shouldExpireATrailingStopThatHasNothingToFollow() {
        engine.given("alice list o1 buy 5@2 then o2 sell 5@market trail 3")
                .expect(
                        "bob o3 sell 5@2",
                        "NEW o3 sell 5@2",
                        "trade 1: o3 sell 5@2 from o1",
                        "TRADE o3 taker 5@2 leaves 0",
                        "TRADE o1 maker 5@2 leaves 0",
                        "EXPIRED o2 cum 0 INVALID_STOP_PRICE");
    }

    @Test
    void shouldWaitForTheInstrumentToOpen() {
        engine.given("alice list o1 buy 1@100 then o2 sell 5@110");
        for (int i = 10; i < 50; i += 2) {
            engine.given("alice list o" + i + " buy 1@100 then o" + (i + 1) + " sell 1@120");
        }
        engine.given("bob o5 sell 21@100");
        engine.status(EngineFixture.BTC_USD, TradingStatus.HALT);
        assertEquals(0, engine.send("time 3000").size());
        engine.commands.instrument(1, "BTC-USD").tradingStatus(TradingStatus.OPEN);
        assertEquals(1 + 2 * 5, engine.send().size());
    }

    @Test
    void shouldRefuseToReplaceWhatIsPairedOrHeld() {
        engine.given(
                        "alice list o1 buy 5@100 then o2 sell 5@110",
                        "alice list o3 sell 5@120 either o4 sell 5@80 stop 81")
                .expect("alice o5 replace o2 5@111", "CANCEL_REJECTED o5 LINKED_ORDER")
                .expect("alice o5 replace o3 5@121", "CANCEL_REJECTED o5 LINKED_ORDER")
                .expect("alice o5 replace o4 5@79", "CANCEL_REJECTED o5 LINKED_ORDER")
                .given("alice o5 replace o1 5@101")
                .expect(
                        "bob o6 sell 5@101",
                        "NEW o6 sell 5@101",
                        "trade 1: o6 sell 5@101 from o5",
                        "TRADE o6 taker 5@101 leaves 0",
                        "TRADE o5 maker 5@101 leaves 0",
                        "NEW o2 sell 5@110",
                        "added o2 sell 5@110");
    }

    @Test
    void shouldReplaceAnOrderThatLostItsPartner() {
        engine.given(
                        "alice list o1 sell 5@110 either o2 sell 5@89 stop 90",
                        "bob o3 buy 1@110",
                        "alice o4 replace o1 5@111")
                .expect(
                        "bob o5 buy 4@111",
                        "NEW o5 buy 4@111",
                        "trade 2: o5 buy 4@111 from o4",
                        "TRADE o5 taker 4@111 leaves 0",
                        "TRADE o4 maker 4@111 leaves 0");
    }

    private void trade(final long price) {
        engine.given("carol o91 buy 1@" + price, "bob o92 sell 1@" + price);
    }
}
