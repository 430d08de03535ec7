/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.outcry.codecs.types.TradingStatus;
import org.junit.jupiter.api.Test;

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

    @Test
    void shouldTakeOutOnlyTheOrderThatWasNamed() {
        engine.given("alice o1 sell 1@100", "alice o2 sell 1@100", "alice o3 sell 1@100", "alice o4 cancel o2")
                .expect(
                        "bob o5 buy 2@100",
                        "NEW o5 buy 2@100",
                        "trade 1: o5 buy 1@100 from o1",
                        "TRADE o5 taker 1@100 leaves 1",
                        "TRADE o1 maker 1@100 leaves 0",
                        "trade 2: o5 buy 1@100 from o3",
                        "TRADE o5 taker 1@100 leaves 0",
                        "TRADE o3 maker 1@100 leaves 0");
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
        assertEquals((int) engine.orderId("o1"), (int) engine.orderId("o3"), "the slot is used again");
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
