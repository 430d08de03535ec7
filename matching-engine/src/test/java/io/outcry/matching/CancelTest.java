/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.outcry.codecs.types.TradingStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CancelTest {
    private final EngineFixture engine = new EngineFixture();

    @Test
    void shouldCancelByClOrdId() {
        engine.given("alice o1 buy 5@100").expect("alice o2 cancel o1", "deleted o1", "CANCELED o2 was o1 cum 0");
        assertEquals(0, engine.core.openOrders());
        assertEquals("0 locked 0", engine.funds("alice", EngineFixture.USD));
        assertEquals("0 +0 -0", engine.position("alice", EngineFixture.BTC_USD));
    }

    @Test
    void shouldCancelByOrderId() {
        engine.given("alice o1 sell 5@100").expect("alice o2 cancel id:o1", "deleted o1", "CANCELED o2 was o1 cum 0");
        assertEquals("0 locked 0", engine.funds("alice", EngineFixture.BTC));
        assertEquals("0 +0 -0", engine.position("alice", EngineFixture.BTC_USD));
    }

    @Test
    void shouldPreferTheOrderIdWhenBothAreGiven() {
        engine.given("alice o1 buy 5@100", "alice o2 buy 5@100");
        engine.commands.cancelOrder(1, EngineFixture.BTC_USD, 3).origClOrdId(1).orderId(engine.orderId("o2"));
        assertEquals("deleted o2", engine.send().get(0));
    }

    @Test
    void shouldTellWhatWasFilledWhenPartOfItWas() {
        engine.given("alice o1 buy 5@100", "bob o2 sell 2@100")
                .expect("alice o3 cancel o1", "deleted o1", "CANCELED o3 was o1 cum 2");
        assertEquals("-200 locked 0", engine.funds("alice", EngineFixture.USD));
        assertEquals("2 +0 -0", engine.position("alice", EngineFixture.BTC_USD));
    }

    @ParameterizedTest
    @CsvSource({"buy,o1,o2,o3", "buy,o2,o1,o3", "buy,o3,o1,o2", "sell,o1,o2,o3", "sell,o2,o1,o3", "sell,o3,o1,o2"})
    void shouldTakeOutOnlyTheOrderThatWasNamed(
            final String side, final String gone, final String first, final String second) {
        final String taker = side.equals("buy") ? "sell" : "buy";
        engine.given("alice o1 " + side + " 1@100", "alice o2 " + side + " 1@100", "alice o3 " + side + " 1@100")
                .given("alice o4 cancel " + gone)
                .expect(
                        "bob o5 " + taker + " 3@100",
                        "NEW o5 " + taker + " 3@100",
                        "trade 1: o5 " + taker + " 1@100 from " + first,
                        "TRADE o5 taker 1@100 leaves 2",
                        "TRADE " + first + " maker 1@100 leaves 0",
                        "trade 2: o5 " + taker + " 1@100 from " + second,
                        "TRADE o5 taker 1@100 leaves 1",
                        "TRADE " + second + " maker 1@100 leaves 0",
                        "added o5 " + taker + " 1@100");
        assertEquals(1, engine.core.openOrders());
    }

    @Test
    void shouldKeepTheOrderOfADeepQueueWhenScatteredOrdersAreCancelled() {
        final Set<Integer> cancelled = new TreeSet<>(List.of(1, 2, 3, 250, 251, 400, 499, 500));
        for (int i = 1; i <= 500; i++) {
            engine.given("alice o" + i + " sell 2@100");
        }
        for (final int i : List.of(250, 1, 500, 2, 251, 499, 400, 3)) {
            engine.expect(
                    "alice o" + (1_000 + i) + " cancel " + (i % 2 == 0 ? "o" : "id:o") + i,
                    "deleted o" + i,
                    "CANCELED o" + (1_000 + i) + " was o" + i + " cum 0");
        }
        engine.given("alice o501 sell 2@100");
        final List<String> expected = new ArrayList<>(List.of("NEW o9999 buy 1000@100"));
        int leaves = 1_000;
        int trades = 0;
        for (int i = 1; i <= 501; i++) {
            if (!cancelled.contains(i)) {
                leaves -= 2;
                trades++;
                expected.add("trade " + trades + ": o9999 buy 2@100 from o" + i);
                expected.add("TRADE o9999 taker 2@100 leaves " + leaves);
                expected.add("TRADE o" + i + " maker 2@100 leaves 0");
            }
        }
        expected.add("added o9999 buy 14@100");
        assertEquals(expected, engine.send("bob o9999 buy 1000@100"));
        assertEquals(1, engine.core.openOrders());
    }

    @Test
    void shouldMoveOnToTheNextPriceWhenTheOnlyOrderOfTheBestIsCancelled() {
        engine.given("alice o1 sell 1@100", "alice o2 sell 1@102", "alice o3 buy 1@90", "alice o4 buy 1@88")
                .expect("alice o5 cancel o1", "deleted o1", "CANCELED o5 was o1 cum 0")
                .expect("bob o6 buy 1@101", "NEW o6 buy 1@101", "added o6 buy 1@101")
                .given("bob o7 cancel o6")
                .expect("alice o8 cancel o3", "deleted o3", "CANCELED o8 was o3 cum 0")
                .expect(
                        "bob o9 sell 1@market",
                        "NEW o9 sell 1@market",
                        "trade 1: o9 sell 1@88 from o4",
                        "TRADE o9 taker 1@88 leaves 0",
                        "TRADE o4 maker 1@88 leaves 0")
                .expect(
                        "bob o10 buy 2@market",
                        "NEW o10 buy 2@market",
                        "trade 2: o10 buy 1@102 from o2",
                        "TRADE o10 taker 1@102 leaves 1",
                        "TRADE o2 maker 1@102 leaves 0",
                        "EXPIRED o10 cum 1");
        assertEquals(0, engine.core.openOrders());
    }

    @Test
    void shouldLeaveTheOthersOfItsPriceWhenAPartlyFilledOrderIsCancelled() {
        engine.given("alice o1 sell 5@100", "alice o2 sell 5@100", "bob o3 buy 2@100")
                .expect("alice o4 cancel o1", "deleted o1", "CANCELED o4 was o1 cum 2")
                .expect(
                        "bob o5 buy 5@100",
                        "NEW o5 buy 5@100",
                        "trade 2: o5 buy 5@100 from o2",
                        "TRADE o5 taker 5@100 leaves 0",
                        "TRADE o2 maker 5@100 leaves 0");
        assertEquals("-7 +0 -0", engine.position("alice", EngineFixture.BTC_USD));
        assertEquals("-7 locked 0", engine.funds("alice", EngineFixture.BTC));
        assertEquals(0, engine.core.openOrders());
    }

    @Test
    void shouldMeanTheNewOrderWhenAClOrdIdWasUsedBefore() {
        engine.given("alice o1 buy 5@100", "bob o2 sell 5@100", "alice o1 buy 6@99")
                .expect("alice o3 cancel o1", "deleted o1", "CANCELED o3 was o1 cum 0")
                .given("alice o1 sell 7@101")
                .expect("alice o4 cancel o1", "deleted o1", "CANCELED o4 was o1 cum 0")
                .expect("alice o5 cancel o1", "CANCEL_REJECTED o5 UNKNOWN_ORDER");
        assertEquals("5 +0 -0", engine.position("alice", EngineFixture.BTC_USD));
    }

    @Test
    void shouldRejectWhenTheOrderIsGone() {
        engine.given("alice o1 buy 5@100", "bob o2 sell 5@100")
                .expect("alice o3 cancel o1", "CANCEL_REJECTED o3 UNKNOWN_ORDER")
                .expect("alice o4 cancel id:o1", "CANCEL_REJECTED o4 UNKNOWN_ORDER")
                .expect("bob o5 cancel o2", "CANCEL_REJECTED o5 UNKNOWN_ORDER")
                .expect("bob o6 cancel id:o2", "CANCEL_REJECTED o6 UNKNOWN_ORDER")
                .given("alice o7 buy 5@100", "alice o8 cancel o7")
                .expect("alice o9 cancel o7", "CANCEL_REJECTED o9 UNKNOWN_ORDER")
                .expect("alice o10 cancel id:o7", "CANCEL_REJECTED o10 UNKNOWN_ORDER");
    }

    @Test
    void shouldNotMistakeANewOrderInTheSameSlotForTheOldOne() {
        engine.given("alice o1 buy 5@100", "alice o2 cancel o1", "alice o3 buy 5@100");
        assertEquals(
                engine.orderId("o1") & OrderPool.MAX_ORDERS,
                engine.orderId("o3") & OrderPool.MAX_ORDERS,
                "the slot is used again");
        assertNotEquals(engine.orderId("o1"), engine.orderId("o3"));
        engine.expect("alice o4 cancel id:o1", "CANCEL_REJECTED o4 UNKNOWN_ORDER");
        assertEquals(1, engine.core.openOrders());
    }

    @Test
    void shouldRejectWhenTheOrderBelongsToAnotherAccount() {
        engine.given("alice o1 buy 5@100")
                .expect("bob o2 cancel o1", "CANCEL_REJECTED o2 UNKNOWN_ORDER")
                .expect("bob o3 cancel id:o1", "CANCEL_REJECTED o3 UNKNOWN_ORDER");
        assertEquals(1, engine.core.openOrders());
    }

    @Test
    void shouldCancelTheOwnOrderWhenTwoAccountsUseTheSameClOrdId() {
        engine.given("alice o1 buy 5@100", "bob o1 buy 6@99")
                .expect("bob o2 cancel o1", "deleted o1", "CANCELED o2 was o1 cum 0");
        assertEquals("0 +5 -0", engine.position("alice", EngineFixture.BTC_USD));
        assertEquals("0 +0 -0", engine.position("bob", EngineFixture.BTC_USD));
    }

    @Test
    void shouldRejectWhenTheOrderIsInAnotherInstrument() {
        engine.given("alice o1 buy 5@100")
                .expect("alice o2 cancel o1 in 2", "CANCEL_REJECTED o2 UNKNOWN_ORDER")
                .expect("alice o3 cancel id:o1 in 2", "CANCEL_REJECTED o3 UNKNOWN_ORDER")
                .expect("alice o4 cancel o1 in 3", "CANCEL_REJECTED o4 UNKNOWN_INSTRUMENT")
                .expect("alice o5 cancel o1 in 0", "CANCEL_REJECTED o5 UNKNOWN_INSTRUMENT")
                .expect("alice o6 cancel o1 in -2147483648", "CANCEL_REJECTED o6 UNKNOWN_INSTRUMENT");
        assertEquals(1, engine.core.openOrders());
    }

    @Test
    void shouldRejectWhenNoOrderOrAccountIsNamed() {
        engine.given("alice o1 buy 5@100")
                .expect("alice o2 cancel none", "CANCEL_REJECTED o2 UNKNOWN_ORDER")
                .expect("nobody o3 cancel o1", "CANCEL_REJECTED o3 UNKNOWN_ORDER")
                .expect("nobody o4 cancel id:o1", "CANCEL_REJECTED o4 UNKNOWN_ORDER");
    }

    @Test
    void shouldRejectOrderIdsThatNeverWere() {
        engine.given("alice o1 buy 5@100");
        for (final long orderId : new long[] {0, -1, 1023, 1024, Long.MAX_VALUE, Integer.MIN_VALUE, 1L << 40}) {
            engine.commands.cancelOrder(1, EngineFixture.BTC_USD, 2).orderId(orderId);
            assertEquals("[CANCEL_REJECTED o2 UNKNOWN_ORDER]", engine.send().toString(), "order " + orderId);
        }
    }

    @Test
    void shouldCancelWhenTheInstrumentIsHalted() {
        engine.given("alice o1 buy 5@100");
        engine.status(EngineFixture.BTC_USD, TradingStatus.HALT);
        engine.expect("alice o2 cancel o1", "deleted o1", "CANCELED o2 was o1 cum 0");
    }
}
