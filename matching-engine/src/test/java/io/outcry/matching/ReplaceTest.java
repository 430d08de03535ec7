/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outcry.codecs.types.TradingStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplaceTest {
    private final EngineFixture engine = new EngineFixture();

    @Test
    void shouldKeepPriorityWhenOnlyTheQuantityShrinks() {
        engine.given("alice o1 sell 5@100", "bob o2 sell 5@100")
                .expect("alice o3 replace o1 4@100", "reduced o1 to 4", "REPLACED o3 was o1 4@100 leaves 4");
        assertEquals("0 locked 4", engine.funds("alice", EngineFixture.BTC));
        assertFirst("o3");
    }

    @Test
    void shouldLosePriorityWhenTheQuantityGrows() {
        engine.given("alice o1 sell 5@100", "bob o2 sell 5@100")
                .expect(
                        "alice o3 replace o1 6@100",
                        "deleted o1",
                        "REPLACED o3 was o1 6@100 leaves 6",
                        "added o3 sell 6@100");
        assertFirst("o2");
        assertEquals("0 locked 6", engine.funds("alice", EngineFixture.BTC));
    }

    @Test
    void shouldLosePriorityWhenNothingChanges() {
        engine.given("alice o1 sell 5@100", "bob o2 sell 5@100")
                .expect(
                        "alice o3 replace o1 5@100",
                        "deleted o1",
                        "REPLACED o3 was o1 5@100 leaves 5",
                        "added o3 sell 5@100");
        assertFirst("o2");
    }

    @Test
    void shouldMoveToTheBackOfItsNewLevelWhenThePriceChanges() {
        engine.given("alice o1 sell 5@101", "bob o2 sell 5@100")
                .expect(
                        "alice o3 replace o1 3@100",
                        "deleted o1",
                        "REPLACED o3 was o1 3@100 leaves 3",
                        "added o3 sell 3@100");
        assertFirst("o2");
    }

    @Test
    void shouldMoveAheadWhenThePriceImproves() {
        engine.given("alice o1 buy 5@99", "bob o2 buy 5@100", "alice o3 replace o1 5@101")
                .expect(
                        "carol o4 sell 1@99",
                        "NEW o4 sell 1@99",
                        "trade 1: o4 sell 1@101 from o3",
                        "TRADE o4 taker 1@101 leaves 0",
                        "TRADE o3 maker 1@101 leaves 4");
        assertEquals("-101 locked 404", engine.funds("alice", EngineFixture.USD));
    }

    @Test
    void shouldTradeAndRestWithTheRestWhenItCrosses() {
        engine.given("alice o1 buy 5@99", "bob o2 sell 2@101", "bob o3 sell 2@100")
                .expect(
                        "alice o4 replace o1 6@101",
                        "deleted o1",
                        "REPLACED o4 was o1 6@101 leaves 6",
                        "trade 1: o4 buy 2@100 from o3",
                        "TRADE o4 taker 2@100 leaves 4",
                        "TRADE o3 maker 2@100 leaves 0",
                        "trade 2: o4 buy 2@101 from o2",
                        "TRADE o4 taker 2@101 leaves 2",
                        "TRADE o2 maker 2@101 leaves 0",
                        "added o4 buy 2@101");
        assertEquals("-402 locked 202", engine.funds("alice", EngineFixture.USD));
        assertEquals(1, engine.account("alice").openOrders());
    }

    @Test
    void shouldTradeAtBetterPricesThanItsOwnWhenASellCrosses() {
        engine.given("alice o1 sell 5@101", "bob o2 buy 2@98", "bob o3 buy 2@99", "bob o4 buy 9@96")
                .expect(
                        "alice o5 replace o1 6@97",
                        "deleted o1",
                        "REPLACED o5 was o1 6@97 leaves 6",
                        "trade 1: o5 sell 2@99 from o3",
                        "TRADE o5 taker 2@99 leaves 4",
                        "TRADE o3 maker 2@99 leaves 0",
                        "trade 2: o5 sell 2@98 from o2",
                        "TRADE o5 taker 2@98 leaves 2",
                        "TRADE o2 maker 2@98 leaves 0",
                        "added o5 sell 2@97");
        assertEquals("394 locked 0", engine.funds("alice", EngineFixture.USD));
        assertEquals("-4 locked 2", engine.funds("alice", EngineFixture.BTC));
        assertEquals("4 +9 -0", engine.position("bob", EngineFixture.BTC_USD));
    }

    @Test
    void shouldNotTradeWithItselfWhereItWasWhenItCrosses() {
        engine.given("alice o1 buy 5@99", "alice o2 buy 5@99", "bob o3 sell 3@101")
                .expect(
                        "alice o4 replace o1 3@105",
                        "deleted o1",
                        "REPLACED o4 was o1 3@105 leaves 3",
                        "trade 1: o4 buy 3@101 from o3",
                        "TRADE o4 taker 3@101 leaves 0",
                        "TRADE o3 maker 3@101 leaves 0")
                .expect(
                        "bob o5 sell 6@99",
                        "NEW o5 sell 6@99",
                        "trade 2: o5 sell 5@99 from o2",
                        "TRADE o5 taker 5@99 leaves 1",
                        "TRADE o2 maker 5@99 leaves 0",
                        "added o5 sell 1@99");
    }

    @ParameterizedTest
    @CsvSource({"o1,o2,o3", "o2,o1,o3", "o3,o1,o2"})
    void shouldLeaveTheOthersOfItsPriceWhereTheyAreWhenItLeavesThem(
            final String replaced, final String first, final String second) {
        engine.given("alice o1 sell 2@100", "alice o2 sell 2@100", "alice o3 sell 2@100", "alice o4 sell 2@101")
                .given("alice o5 replace " + replaced + " 2@101")
                .expect(
                        "bob o6 buy 7@101",
                        "NEW o6 buy 7@101",
                        "trade 1: o6 buy 2@100 from " + first,
                        "TRADE o6 taker 2@100 leaves 5",
                        "TRADE " + first + " maker 2@100 leaves 0",
                        "trade 2: o6 buy 2@100 from " + second,
                        "TRADE o6 taker 2@100 leaves 3",
                        "TRADE " + second + " maker 2@100 leaves 0",
                        "trade 3: o6 buy 2@101 from o4",
                        "TRADE o6 taker 2@101 leaves 1",
                        "TRADE o4 maker 2@101 leaves 0",
                        "trade 4: o6 buy 1@101 from o5",
                        "TRADE o6 taker 1@101 leaves 0",
                        "TRADE o5 maker 1@101 leaves 1");
    }

    @ParameterizedTest
    @CsvSource({"o1,o2,o3", "o2,o1,o3", "o3,o1,o2"})
    void shouldGoBehindTheOthersOfItsPriceWhenItGrowsAmongThem(
            final String replaced, final String first, final String second) {
        engine.given("alice o1 buy 2@100", "alice o2 buy 2@100", "alice o3 buy 2@100")
                .given("alice o5 replace " + replaced + " 3@100")
                .expect(
                        "bob o6 sell 5@100",
                        "NEW o6 sell 5@100",
                        "trade 1: o6 sell 2@100 from " + first,
                        "TRADE o6 taker 2@100 leaves 3",
                        "TRADE " + first + " maker 2@100 leaves 0",
                        "trade 2: o6 sell 2@100 from " + second,
                        "TRADE o6 taker 2@100 leaves 1",
                        "TRADE " + second + " maker 2@100 leaves 0",
                        "trade 3: o6 sell 1@100 from o5",
                        "TRADE o6 taker 1@100 leaves 0",
                        "TRADE o5 maker 1@100 leaves 2");
    }

    @Test
    void shouldBeGoneWhenItCrossesAndIsFilled() {
        engine.given("alice o1 buy 5@99", "bob o2 sell 9@100")
                .expect(
                        "alice o3 replace o1 5@100",
                        "deleted o1",
                        "REPLACED o3 was o1 5@100 leaves 5",
                        "trade 1: o3 buy 5@100 from o2",
                        "TRADE o3 taker 5@100 leaves 0",
                        "TRADE o2 maker 5@100 leaves 4")
                .expect("alice o4 cancel o3", "CANCEL_REJECTED o4 UNKNOWN_ORDER")
                .expect("alice o5 cancel id:o1", "CANCEL_REJECTED o5 UNKNOWN_ORDER");
        assertEquals(0, engine.account("alice").openOrders());
        assertEquals(1, engine.core.openOrders());
        assertEquals("-500 locked 0", engine.funds("alice", EngineFixture.USD));
    }

    @Test
    void shouldMeanTheTotalQuantityWhenPartIsFilled() {
        engine.given("alice o1 sell 5@100", "bob o2 buy 2@100")
                .expect("alice o3 replace o1 4@100", "reduced o1 to 2", "REPLACED o3 was o1 4@100 leaves 2")
                .expect(
                        "alice o4 replace o3 9@100",
                        "deleted o3",
                        "REPLACED o4 was o3 9@100 leaves 7",
                        "added o4 sell 7@100")
                .expect("alice o5 cancel o4", "deleted o4", "CANCELED o5 was o4 cum 2");
        assertEquals("-2 +0 -0", engine.position("alice", EngineFixture.BTC_USD));
    }

    @Test
    void shouldRejectAQuantityThatIsFilledAlready() {
        engine.given("alice o1 sell 5@100", "bob o2 buy 2@100")
                .expect("alice o3 replace o1 2@100", "CANCEL_REJECTED o3 INVALID_QUANTITY")
                .expect("alice o4 replace o1 1@100", "CANCEL_REJECTED o4 INVALID_QUANTITY")
                .expect("alice o5 replace o1 3@100", "reduced o1 to 1", "REPLACED o5 was o1 3@100 leaves 1");
    }

    @Test
    void shouldFindTheOrderByOrderId() {
        engine.given("alice o1 sell 5@100")
                .expect("alice o2 replace id:o1 4@100", "reduced o1 to 4", "REPLACED o2 was o1 4@100 leaves 4")
                .expect(
                        "alice o3 replace id:o2 4@101",
                        "deleted o2",
                        "REPLACED o3 was o2 4@101 leaves 4",
                        "added o3 sell 4@101");
    }

    @Test
    void shouldKnowTheOrderByItsNewClOrdIdOnly() {
        engine.given("alice o1 sell 5@100", "alice o2 replace o1 4@100", "alice o3 replace o2 4@101")
                .expect("alice o4 cancel o1", "CANCEL_REJECTED o4 UNKNOWN_ORDER")
                .expect("alice o5 replace o2 1@100", "CANCEL_REJECTED o5 UNKNOWN_ORDER")
                .given("alice o1 buy 1@90", "alice o2 buy 1@90")
                .expect("alice o6 cancel o3", "deleted o3", "CANCELED o6 was o3 cum 0");
    }

    @Test
    void shouldKeepItsClOrdIdWhenTheRequestNamesTheSame() {
        engine.given("alice o1 sell 5@100")
                .expect("alice o1 replace o1 4@100", "reduced o1 to 4", "REPLACED o1 was o1 4@100 leaves 4")
                .expect(
                        "alice o1 replace o1 4@101",
                        "deleted o1",
                        "REPLACED o1 was o1 4@101 leaves 4",
                        "added o1 sell 4@101")
                .expect("alice o2 cancel o1", "deleted o1", "CANCELED o2 was o1 cum 0");
    }

    @Test
    void shouldRejectTheClOrdIdOfAnotherOpenOrder() {
        engine.given("alice o1 sell 5@100", "alice o2 sell 5@100", "bob o3 sell 5@100")
                .expect("alice o2 replace o1 4@100", "CANCEL_REJECTED o2 DUPLICATE_CL_ORD_ID")
                .expect("alice o3 replace o1 4@100", "reduced o1 to 4", "REPLACED o3 was o1 4@100 leaves 4");
    }

    @Test
    void shouldRejectAndLeaveTheOrderWhenPostOnlyWouldTrade() {
        engine.given("alice o1 buy 5@99 post", "bob o2 sell 5@101")
                .expect("alice o3 replace o1 5@101", "CANCEL_REJECTED o3 POST_ONLY_WOULD_TRADE")
                .expect(
                        "alice o4 replace o1 5@100",
                        "deleted o1",
                        "REPLACED o4 was o1 5@100 leaves 5",
                        "added o4 buy 5@100")
                .expect("alice o5 replace o4 5@102", "CANCEL_REJECTED o5 POST_ONLY_WOULD_TRADE")
                .expect(
                        "carol o6 sell 1@100",
                        "NEW o6 sell 1@100",
                        "trade 1: o6 sell 1@100 from o4",
                        "TRADE o6 taker 1@100 leaves 0",
                        "TRADE o4 maker 1@100 leaves 4");
        assertEquals("-100 locked 400", engine.funds("alice", EngineFixture.USD));
    }

    @Test
    void shouldRejectPostOnlySellThatWouldTrade() {
        engine.given("alice o1 sell 5@101 post", "bob o2 buy 5@99")
                .expect("alice o3 replace o1 5@99", "CANCEL_REJECTED o3 POST_ONLY_WOULD_TRADE")
                .given("alice o4 replace o1 5@100");
    }

    @Test
    void shouldRejectWithoutAnOrder() {
        engine.given("alice o1 sell 5@100")
                .expect("alice o2 replace o9 4@100", "CANCEL_REJECTED o2 UNKNOWN_ORDER")
                .expect("alice o3 replace none 4@100", "CANCEL_REJECTED o3 UNKNOWN_ORDER")
                .expect("bob o4 replace o1 4@100", "CANCEL_REJECTED o4 UNKNOWN_ORDER")
                .expect("bob o5 replace id:o1 4@100", "CANCEL_REJECTED o5 UNKNOWN_ORDER")
                .expect("nobody o6 replace id:o1 4@100", "CANCEL_REJECTED o6 UNKNOWN_ORDER")
                .expect("alice o7 replace id:o1 4@100 in 2", "CANCEL_REJECTED o7 UNKNOWN_ORDER")
                .expect("alice o8 replace id:o1 4@100 in 3", "CANCEL_REJECTED o8 UNKNOWN_INSTRUMENT");
    }

    @Test
    void shouldRejectWhenTheOrderIsGone() {
        engine.given("alice o1 buy 5@100", "bob o2 sell 5@100", "alice o3 buy 5@100", "alice o4 cancel o3")
                .expect("alice o5 replace o1 6@100", "CANCEL_REJECTED o5 UNKNOWN_ORDER")
                .expect("alice o6 replace id:o1 6@100", "CANCEL_REJECTED o6 UNKNOWN_ORDER")
                .expect("bob o7 replace o2 6@100", "CANCEL_REJECTED o7 UNKNOWN_ORDER")
                .expect("bob o8 replace id:o2 6@100", "CANCEL_REJECTED o8 UNKNOWN_ORDER")
                .expect("alice o9 replace o3 6@100", "CANCEL_REJECTED o9 UNKNOWN_ORDER")
                .expect("alice o10 replace id:o3 6@100", "CANCEL_REJECTED o10 UNKNOWN_ORDER");
        assertEquals(0, engine.core.openOrders());
    }

    @Test
    void shouldRejectOrderIdsThatNeverWere() {
        engine.given("alice o1 buy 5@100");
        final long used = engine.orderId("o1");
        for (final long orderId : new long[] {0, -1, 1, used + 1, used + (1L << 26), ~used, Long.MAX_VALUE, 1L << 32}) {
            engine.commands
                    .replaceOrder(1, EngineFixture.BTC_USD, 2)
                    .orderId(orderId)
                    .price(100)
                    .orderQty(6);
            assertEquals("[CANCEL_REJECTED o2 UNKNOWN_ORDER]", engine.send().toString(), "order " + orderId);
        }
        engine.given("alice o3 replace id:o1 6@100");
    }

    @Test
    void shouldRejectMalformedValues() {
        engine.given("alice o1 sell 5@100")
                .expect("alice none replace o1 4@100", "CANCEL_REJECTED o" + Long.MIN_VALUE + " INVALID_CL_ORD_ID")
                .expect("alice o2 replace o1 4@0", "CANCEL_REJECTED o2 INVALID_PRICE")
                .expect("alice o3 replace o1 4@-1", "CANCEL_REJECTED o3 INVALID_PRICE")
                .expect("alice o4 replace o1 4@" + Long.MIN_VALUE, "CANCEL_REJECTED o4 INVALID_PRICE")
                .expect("alice o5 replace o1 0@100", "CANCEL_REJECTED o5 INVALID_QUANTITY")
                .expect("alice o6 replace o1 -1@100", "CANCEL_REJECTED o6 INVALID_QUANTITY")
                .expect("alice o7 replace o1 " + Long.MIN_VALUE + "@100", "CANCEL_REJECTED o7 INVALID_QUANTITY")
                .expect("alice o8 replace o1 1000001@100", "CANCEL_REJECTED o8 INVALID_QUANTITY");
        assertEquals("0 +0 -5", engine.position("alice", EngineFixture.BTC_USD));
    }

    @Test
    void shouldRejectWhenTheInstrumentIsHalted() {
        engine.given("alice o1 sell 5@100");
        engine.status(EngineFixture.BTC_USD, TradingStatus.HALT);
        engine.expect("alice o2 replace o1 4@100", "CANCEL_REJECTED o2 INSTRUMENT_HALTED");
        engine.status(EngineFixture.BTC_USD, TradingStatus.OPEN);
        engine.given("alice o3 replace o1 4@100");
    }

    private void assertFirst(final String name) {
        assertEquals(
                "trade 1: o99 buy 1@100 from " + name,
                engine.send("carol o99 buy 1@100").get(1));
    }
}
