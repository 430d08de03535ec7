/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.engine.NewExtendedOrderEncoder;
import io.outcry.codecs.types.OrdType;
import io.outcry.codecs.types.PegOffsetType;
import io.outcry.codecs.types.PegPriceType;
import io.outcry.codecs.types.RejectReason;
import io.outcry.codecs.types.TimeInForce;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeggedOrderTest {
    private final EngineFixture engine = new EngineFixture();

    @ParameterizedTest
    @CsvSource({
        "buy,primary,0,100", "buy,primary,3,97", "buy,market,1,106", "buy,market,4,103", "buy,midpoint,0,103",
        "buy,midpoint,1,102", "sell,primary,0,107", "sell,primary,3,110", "sell,market,1,101", "sell,midpoint,0,104",
        "sell,midpoint,1,105"
    })
    void shouldStandWhereItsPegSays(final String side, final String peg, final long offset, final long price) {
        market(100, 107);
        peg("bob o9 " + side + " 1@" + (side.equals("buy") ? 500 : 1) + " peg " + peg + " off " + offset);
        assertEquals(price, price("o9"));
    }

    @Test
    void shouldNotGoBeyondItsLimit() {
        market(100, 110);
        peg("bob o9 buy 1@102 peg midpoint");
        assertEquals(102, price("o9"));
        engine.given("alice o3 cancel o2", "alice o4 sell 1@103");
        assertEquals(101, price("o9"));
    }

    @Test
    void shouldStayWhenThePriceThatItFollowsIsGone() {
        market(100, 110);
        peg("bob o9 buy 1@500 peg primary off 1");
        engine.given("alice o3 cancel o1");
        assertEquals(99, price("o9"));
        engine.given("alice o4 buy 1@90");
        assertEquals(89, price("o9"));
    }

    @Test
    void shouldNotFollowItselfOrOtherOrdersThatNobodySees() {
        market(100, 110);
        peg("bob o9 buy 1@500 peg market off 1");
        peg("carol o10 buy 1@500 peg primary");
        engine.given("alice o3 buy 1@104 hidden");
        assertEquals(109, price("o9"));
        assertEquals(100, price("o10"));
    }

    @Test
    void shouldTradeWithAnotherPeggedOrderAtTheMidpoint() {
        market(100, 110);
        peg("bob o9 buy 3@500 peg midpoint");
        engine.expect(
                "carol o10 sell 2@1 peg midpoint",
                "NEW o10 sell 2@105",
                "trade 1: o10 sell 2@105 from hidden",
                "TRADE o10 taker 2@105 leaves 0",
                "TRADE o9 maker 2@105 leaves 1");
    }

    @Test
    void shouldMoveAtMostABoundedNumberInOneCommand() {
        market(100, 110);
        for (int i = 0; i < 40; i++) {
            peg("bob o" + (100 + i) + " buy 1@500 peg primary");
        }
        engine.given("alice o3 buy 1@101");
        assertEquals(Long.MIN_VALUE, engine.core.nextStepTimeNs());
        assertEquals(101, price("o115"));
        assertEquals(100, price("o116"));
        engine.send("time 5000");
        engine.send("time 5000");
        assertEquals(101, price("o139"));
        assertEquals(Long.MAX_VALUE, engine.core.nextStepTimeNs());
    }

    @Test
    void shouldLockFundsForThePriceOfTheMomentAndExpireWhenTheyDoNotSuffice() {
        engine.deposit("penny", EngineFixture.USD, 1_000, 1);
        market(100, 200);
        peg("penny o9 buy 9@500 peg primary");
        assertEquals("1000 locked 900", engine.funds("penny", EngineFixture.USD));
        engine.given("alice o3 buy 1@111");
        assertEquals("1000 locked 999", engine.funds("penny", EngineFixture.USD));
        final List<String> events = engine.send("alice o4 buy 1@112");
        assertEquals("EXPIRED o9 cum 0 INSUFFICIENT_FUNDS", events.get(events.size() - 1));
        assertEquals("1000 locked 0", engine.funds("penny", EngineFixture.USD));
        assertEquals("0 +0 -0", engine.position("penny", EngineFixture.BTC_USD));
    }

    @Test
    void shouldChangeItsLimitByAReplace() {
        market(100, 110);
        peg("bob o9 buy 5@102 peg midpoint");
        engine.expect("bob o10 replace o9 5@104", "REPLACED o10 was o9 5@104 leaves 5")
                .expect("bob o11 replace o10 4@104", "REPLACED o11 was o10 4@104 leaves 4")
                .expect("bob o12 replace o11 4@500", "REPLACED o12 was o11 4@105 leaves 4")
                .expect("bob o13 cancel o12", "CANCELED o13 was o12 cum 0");
        engine.given("alice o3 buy 1@101");
        assertEquals(3, engine.core.openOrders());
    }

    @Test
    void shouldRejectWhatCannotBePegged() {
        peg().pegPriceType(PegPriceType.PRIMARY);
        assertRejected(RejectReason.INVALID_PRICE);
        market(100, 110);
        peg().pegPriceType(PegPriceType.NULL_VAL);
        assertRejected(RejectReason.INVALID_PEG);
        peg().ordType(OrdType.LIMIT);
        assertRejected(RejectReason.INVALID_PEG);
        peg().pegPriceType(PegPriceType.MARKET);
        assertRejected(RejectReason.INVALID_OFFSET);
        peg().pegOffset(-1);
        assertRejected(RejectReason.INVALID_OFFSET);
        peg().pegOffsetType(PegOffsetType.BASIS_POINTS);
        assertRejected(RejectReason.INVALID_OFFSET);
        peg().pegOffset(100);
        assertRejected(RejectReason.INVALID_PRICE);
        peg().price(NullValue.INT64);
        assertRejected(RejectReason.INVALID_PRICE);
        peg().timeInForce(TimeInForce.IOC);
        assertRejected(RejectReason.INVALID_TIME_IN_FORCE);
        peg().displayQty(0);
        assertRejected(RejectReason.INVALID_DISPLAY_QTY);
        peg().minQty(1);
        assertRejected(RejectReason.INVALID_MIN_QTY);
        engine.commands.newOrder(1, 1, 5).ordType(OrdType.PEGGED).price(100);
        assertRejected(RejectReason.INVALID_PEG);
    }

    @Test
    void shouldRefuseMoreThanAnInstrumentMayHave() {
        market(100, 110);
        for (int i = 0; i < PeggedOrders.MAX_PEGGED; i++) {
            peg("bob o" + (100 + i) + " buy 1@500 peg primary");
        }
        engine.expect("bob o999 buy 1@500 peg primary", "REJECTED o999 PEGGED_ORDERS_FULL");
        engine.given("bob o1000 cancel o150");
        peg("bob o1001 buy 1@500 peg primary");
    }

    private void market(final long bid, final long offer) {
        engine.given("alice o1 buy 1@" + bid, "alice o2 sell 1@" + offer);
    }

    private void peg(final String command) {
        engine.given(command);
    }

    private NewExtendedOrderEncoder peg() {
        return engine.commands
                .newExtendedOrder(1, 1, 5)
                .ordType(OrdType.PEGGED)
                .price(500)
                .pegPriceType(PegPriceType.PRIMARY)
                .pegOffset(0)
                .pegOffsetType(PegOffsetType.TICKS);
    }

    private long price(final String name) {
        return engine.core.orders().price(engine.core.orders().find(engine.orderId(name)));
    }

    private void assertRejected(final RejectReason reason) {
        assertEquals(List.of("REJECTED o5 " + reason), engine.send());
    }
}
