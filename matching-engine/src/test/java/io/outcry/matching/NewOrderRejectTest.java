/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import static io.outcry.matching.EngineFixture.BTC_USD;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.engine.NewOrderEncoder;
import io.outcry.codecs.types.ExecInst;
import io.outcry.codecs.types.OrdType;
import io.outcry.codecs.types.RejectReason;
import io.outcry.codecs.types.Side;
import io.outcry.codecs.types.TimeInForce;
import io.outcry.codecs.types.TradingStatus;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every order here is valid but for what the test spoils, and must leave no trace but its one reject. */
class NewOrderRejectTest {
    private final EngineFixture engine = new EngineFixture();
    private long openOrders;

    @AfterEach
    void shouldHaveChangedNothing() {
        assertEquals(openOrders, engine.core.openOrders());
        if (openOrders == 0) {
            for (final String account : EngineFixture.ACCOUNTS) {
                assertEquals("0 +0 -0", engine.position(account, BTC_USD));
                assertEquals("0 locked 0", engine.funds(account, EngineFixture.USD));
                assertEquals("0 locked 0", engine.funds(account, EngineFixture.BTC));
            }
        }
    }

    @Test
    void shouldRejectUnknownAccounts() {
        for (final int accountId : new int[] {0, -1, 5, NullValue.INT32, Integer.MAX_VALUE}) {
            order().accountId(accountId);
            assertRejected(RejectReason.UNKNOWN_ACCOUNT);
        }
    }

    @Test
    void shouldRejectUnknownInstruments() {
        for (final int instrumentId : new int[] {0, -1, 3, NullValue.INT32, Integer.MAX_VALUE}) {
            order().instrumentId(instrumentId);
            assertRejected(RejectReason.UNKNOWN_INSTRUMENT);
        }
    }

    @Test
    void shouldRejectWhenTheInstrumentIsHaltedUntilItIsOpen() {
        engine.status(BTC_USD, TradingStatus.HALT);
        order();
        assertRejected(RejectReason.INSTRUMENT_HALTED);
        engine.status(BTC_USD, TradingStatus.OPEN);
        engine.expect("alice o1 buy 5@100", "NEW o1 buy 5@100", "added o1 buy 5@100");
        openOrders = 1;
    }

    @Test
    void shouldRejectSidesThatAreNotInTheSchema() {
        for (final int side : new int[] {0, 3, 127, 128, 255}) {
            order();
            engine.commands.spoil(NewOrderEncoder.sideEncodingOffset(), side);
            assertRejected(RejectReason.INVALID_SIDE);
        }
    }

    @Test
    void shouldRejectOrderTypesThatAreNotInTheSchema() {
        for (final int ordType : new int[] {0, 10, 19, 21, 127, 128, 255}) {
            order();
            engine.commands.spoil(NewOrderEncoder.ordTypeEncodingOffset(), ordType);
            assertRejected(RejectReason.INVALID_ORD_TYPE);
        }
    }

    @Test
    void shouldRejectTimesInForceThatAreNotInTheSchema() {
        for (final int timeInForce : new int[] {5, 8, 10, 127, 128, 255}) {
            order();
            engine.commands.spoil(NewOrderEncoder.timeInForceEncodingOffset(), timeInForce);
            assertRejected(RejectReason.INVALID_TIME_IN_FORCE);
        }
    }

    @Test
    void shouldRejectInstructionsThatAreNotInTheSchema() {
        for (final int execInst : new int[] {1, 5, 8, 127, 128, 255}) {
            order();
            engine.commands.spoil(NewOrderEncoder.execInstEncodingOffset(), execInst);
            assertRejected(RejectReason.INVALID_EXEC_INST);
        }
    }

    @Test
    void shouldRejectPostOnlyThatCouldNotRest() {
        order().execInst(ExecInst.POST_ONLY).timeInForce(TimeInForce.IOC);
        assertRejected(RejectReason.INVALID_EXEC_INST);
        order().execInst(ExecInst.POST_ONLY).timeInForce(TimeInForce.FOK);
        assertRejected(RejectReason.INVALID_EXEC_INST);
        order().execInst(ExecInst.POST_ONLY).ordType(OrdType.MARKET).price(NullValue.INT64);
        assertRejected(RejectReason.INVALID_EXEC_INST);
    }

    @Test
    void shouldRejectLimitPricesBelowOneTick() {
        for (final long price : new long[] {0, -1, NullValue.INT64, -Long.MAX_VALUE}) {
            order().price(price);
            assertRejected(RejectReason.INVALID_PRICE);
        }
    }

    @Test
    void shouldRejectMarketOrdersWithAPrice() {
        for (final long price : new long[] {0, 1, 100, -1, Long.MAX_VALUE}) {
            order().ordType(OrdType.MARKET).timeInForce(TimeInForce.IOC).price(price);
            assertRejected(RejectReason.INVALID_PRICE);
        }
    }

    @Test
    void shouldRejectQuantitiesOutsideTheRangeOfTheInstrument() {
        for (final long qty : new long[] {0, -1, NullValue.INT64, 1_000_001, Long.MAX_VALUE}) {
            order().orderQty(qty);
            assertRejected(RejectReason.INVALID_QUANTITY);
        }
        engine.commands.instrument(BTC_USD, "BTC-USD").minQty(5).maxQty(6);
        engine.send();
        order().orderQty(4);
        assertRejected(RejectReason.INVALID_QUANTITY);
        order().orderQty(7);
        assertRejected(RejectReason.INVALID_QUANTITY);
        engine.given("alice o1 buy 5@1", "alice o2 buy 6@1");
        openOrders = 2;
    }

    @Test
    void shouldRejectAMissingClOrdId() {
        order().clOrdId(NullValue.INT64);
        assertRejected(RejectReason.INVALID_CL_ORD_ID);
    }

    @Test
    void shouldTakeEveryOtherClOrdId() {
        for (final long clOrdId : new long[] {0, -1, Long.MAX_VALUE, -Long.MAX_VALUE}) {
            order().clOrdId(clOrdId);
            assertEquals("NEW o" + clOrdId + " buy 5@100", engine.send().get(0));
            openOrders++;
        }
    }

    @Test
    void shouldRejectAClOrdIdOnlyWhileItsOrderIsOpen() {
        engine.given("alice o1 buy 5@100")
                .expect("alice o1 buy 5@100", "REJECTED o1 DUPLICATE_CL_ORD_ID")
                .expect("alice o1 sell 1@100 in 2", "REJECTED o1 DUPLICATE_CL_ORD_ID")
                .given("bob o1 buy 5@99", "bob o2 sell 2@100")
                .expect("alice o1 buy 5@100", "REJECTED o1 DUPLICATE_CL_ORD_ID")
                .given("bob o3 sell 3@100")
                .expect("alice o1 buy 5@100", "NEW o1 buy 5@100", "added o1 buy 5@100")
                .given("alice o4 cancel o1")
                .expect("alice o1 buy 5@100", "NEW o1 buy 5@100", "added o1 buy 5@100");
        openOrders = 2;
    }

    @Test
    void shouldTakeAClOrdIdAgainWhenItsOrderNeverRested() {
        engine.given("alice o1 buy 5@100 ioc", "alice o1 buy 5@100 fok", "alice o1 buy 5@market", "alice o1 buy 5@100");
        openOrders = 1;
    }

    @Test
    void shouldRejectWhenTheExchangeHoldsAllTheOrdersItMay() {
        engine.commands.limits(2);
        assertEquals(List.of(), engine.send());
        engine.given("alice o1 buy 5@100", "bob o2 buy 5@100 in 2")
                .expect("carol o3 buy 5@100", "REJECTED o3 OPEN_ORDERS_FULL")
                .expect("carol o4 sell 5@100 ioc", "REJECTED o4 OPEN_ORDERS_FULL")
                .given("alice o5 replace o1 6@101", "alice o6 cancel o5", "carol o7 buy 5@100")
                .expect("carol o8 buy 5@100", "REJECTED o8 OPEN_ORDERS_FULL");
        engine.commands.limits(3);
        engine.send();
        engine.given("carol o9 buy 5@100").expect("carol o10 buy 5@100", "REJECTED o10 OPEN_ORDERS_FULL");
        engine.commands.limits(1);
        engine.send();
        engine.expect("carol o11 buy 5@100", "REJECTED o11 OPEN_ORDERS_FULL");
        openOrders = 3;
    }

    @Test
    void shouldEchoTheCommandInAReject() {
        order().price(0).refSeqNum(77).sessionId(9).side(Side.SELL);
        engine.send();
        assertEquals(
                List.of(
                        "ExecutionEvent sequence=1|refSeqNum=77|mdSequence=2|sessionId=9|accountId=1|clOrdId=5|origClOrdId=NULL"
                                + "|orderId=NULL|tradeId=NULL|price=0|orderQty=5|lastPx=NULL|lastQty=NULL|leavesQty=0|cumQty=0"
                                + "|transactTimeNs=1009|instrumentId=1|side=SELL|execType=REJECTED"
                                + "|rejectReason=INVALID_PRICE|aggressor=FALSE"),
                EventFieldsTest.inFull(engine.events));
    }

    @Test
    void shouldNotEchoASideThatIsNoSide() {
        order();
        engine.commands.spoil(NewOrderEncoder.sideEncodingOffset(), 3);
        engine.send();
        assertEquals(true, EventFieldsTest.inFull(engine.events).get(0).contains("|side=NULL_VAL|"));
    }

    @Test
    void shouldNameTheFirstReasonOfMany() {
        engine.given("alice o5 buy 1@1");
        openOrders = 1;
        engine.commands.limits(1);
        engine.send();
        final RejectReason[] order = {
            RejectReason.UNKNOWN_ACCOUNT,
            RejectReason.UNKNOWN_INSTRUMENT,
            RejectReason.INSTRUMENT_HALTED,
            RejectReason.INVALID_SIDE,
            RejectReason.INVALID_TIME_IN_FORCE,
            RejectReason.INVALID_ORD_TYPE,
            RejectReason.INVALID_EXEC_INST,
            RejectReason.INVALID_PRICE,
            RejectReason.INVALID_QUANTITY,
            RejectReason.DUPLICATE_CL_ORD_ID,
            RejectReason.OPEN_ORDERS_FULL,
        };
        engine.status(BTC_USD, TradingStatus.HALT);
        for (int spoiled = 0; spoiled < order.length; spoiled++) {
            if (spoiled == 3) {
                engine.status(BTC_USD, TradingStatus.OPEN);
            }
            final NewOrderEncoder command = order();
            command.clOrdId(spoiled > 9 ? 6 : 5).orderQty(spoiled > 8 ? 5 : 0).price(spoiled > 7 ? 100 : 0);
            command.instrumentId(spoiled > 1 ? 1 : 9).accountId(spoiled > 0 ? 1 : 9);
            if (spoiled <= 6) {
                engine.commands.spoil(NewOrderEncoder.execInstEncodingOffset(), 99);
            }
            if (spoiled <= 5) {
                engine.commands.spoil(NewOrderEncoder.ordTypeEncodingOffset(), 99);
            }
            if (spoiled <= 4) {
                engine.commands.spoil(NewOrderEncoder.timeInForceEncodingOffset(), 99);
            }
            if (spoiled <= 3) {
                engine.commands.spoil(NewOrderEncoder.sideEncodingOffset(), 99);
            }
            assertRejected(order[spoiled]);
        }
    }

    private NewOrderEncoder order() {
        return engine.commands.newOrder(1, BTC_USD, 5).orderQty(5).price(100);
    }

    private void assertRejected(final RejectReason reason) {
        final List<String> events = engine.send();
        assertEquals(1, events.size(), events::toString);
        assertEquals("REJECTED", events.get(0).split(" ", -1)[0]);
        assertEquals(reason.name(), events.get(0).split(" ", -1)[2]);
    }
}
