/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outcry.codecs.engine.MassActionEncoder;
import io.outcry.codecs.types.RejectReason;
import io.outcry.codecs.types.TradingStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MassActionTest {
    private static final int MAX_ORDERS = 32;

    private final EngineFixture engine = new EngineFixture();

    @Test
    void shouldCancelOnlyOrdersOfTheAccount() {
        engine.given("bob o1 buy 1@100", "alice o2 buy 1@100")
                .expect("alice o3 cancel all", "CANCEL_ORDERS o3 1 orders", "deleted o2", "CANCELED o3 was o2 cum 0");
    }

    @Test
    void shouldCancelOnlyOrdersOfTheInstrumentOrTheTag() {
        engine.given("alice o1 buy 1@100 in 2", "alice o2 buy 1@100", "alice o3 buy 1@100 tag 3")
                .expect(
                        "alice o4 cancel all in 2",
                        "CANCEL_ORDERS o4 1 orders",
                        "deleted o1",
                        "CANCELED o4 was o1 cum 0")
                .expect("alice o5 cancel all tag 4", "CANCEL_ORDERS o5 0 orders")
                .expect(
                        "alice o6 cancel all tag 3",
                        "CANCEL_ORDERS o6 1 orders",
                        "deleted o3",
                        "CANCELED o6 was o3 cum 0");
    }

    @Test
    void shouldCancelInAHaltedInstrument() {
        engine.given("alice o1 buy 1@100");
        engine.status(EngineFixture.BTC_USD, TradingStatus.HALT);
        assertEquals(3, engine.send("alice o2 cancel all").size());
    }

    @Test
    void shouldWorkOffABoundedNumberInOneCommandAndLetOthersPass() {
        for (int i = 1; i <= 2 * MAX_ORDERS + 5; i++) {
            engine.given("alice o" + i + " buy 1@100");
        }
        final int all = 2 * MAX_ORDERS + 5;
        assertEquals(1 + 2 * MAX_ORDERS, engine.send("alice o1000 cancel all").size());
        assertEquals(Long.MIN_VALUE, engine.core.nextStepTimeNs());
        engine.given("alice o2000 buy 1@99", "bob o2001 sell 1@100");
        assertEquals(all - MAX_ORDERS, engine.core.openOrders(), "one traded, one came");
        assertEquals(2 * (MAX_ORDERS - 1), engine.send("time 9000").size(), "the one that traded is passed over");
        assertEquals(2 * 5, engine.send("time 9000").size());
        assertEquals(Long.MAX_VALUE, engine.core.nextStepTimeNs());
        assertEquals(1, engine.core.openOrders(), "the order that came later stays");
    }

    @Test
    void shouldWorkOffRequestsOneAfterTheOther() {
        for (int i = 1; i <= MAX_ORDERS + 1; i++) {
            engine.given("alice o" + i + " buy 1@100", "bob o" + (1_000 + i) + " buy 1@99");
        }
        engine.send("alice o2000 cancel all");
        final List<String> second = engine.send("bob o2001 report all");
        assertEquals("REPORT_ORDERS o2001 33 orders", second.get(0));
        assertEquals("deleted o33", second.get(1));
        assertEquals("CANCELED o2000 was o33 cum 0", second.get(2));
        assertEquals(3 + MAX_ORDERS - 1, second.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 127, 255})
    void shouldRefuseActionsThatAreNotInTheSchema(final int action) {
        engine.given("alice o1 buy 1@100");
        engine.commands.massAction(1, 2);
        engine.commands.spoil(MassActionEncoder.massActionTypeEncodingOffset(), action);
        assertEquals(List.of("NULL_VAL o2 INVALID_MASS_ACTION"), engine.send());
        assertEquals(1, engine.core.openOrders());
    }

    @Test
    void shouldRefuseWhatItDoesNotKnow() {
        final List<RejectReason> reasons = new ArrayList<>();
        engine.commands.massAction(9, 2);
        reasons.add(reason());
        engine.commands.massAction(1, 2).instrumentId(9);
        reasons.add(reason());
        engine.commands.massAction(1, 2);
        engine.commands.spoil(MassActionEncoder.sideEncodingOffset(), 3);
        reasons.add(reason());
        assertEquals(
                List.of(RejectReason.UNKNOWN_ACCOUNT, RejectReason.UNKNOWN_INSTRUMENT, RejectReason.INVALID_SIDE),
                reasons);
    }

    @Test
    void shouldAnswerTheSessionThatAskedForAStatus() {
        engine.given("alice o1 buy 5@100");
        engine.commands.queryOrder(1, 1, 7).origClOrdId(1).sessionId(77);
        engine.send();
        final String event = EventFieldsTest.inFull(engine.events).get(0);
        assertEquals(true, event.contains("|sessionId=77|"), event);
        assertEquals(true, event.contains("|execType=ORDER_STATUS|"), event);
        assertEquals(true, event.contains("refSeqNum=2|"), event);
    }

    @Test
    void shouldRefuseTheStatusOfAnOrderOfSomebodyElse() {
        engine.given("alice o1 buy 5@100").expect("bob o2 status o1", "CANCEL_REJECTED o2 UNKNOWN_ORDER");
        engine.expect("bob o2 status o1 in 9", "CANCEL_REJECTED o2 UNKNOWN_INSTRUMENT");
    }

    private RejectReason reason() {
        final String[] words = engine.send().get(0).split(" ");
        return RejectReason.valueOf(words[words.length - 1]);
    }
}
