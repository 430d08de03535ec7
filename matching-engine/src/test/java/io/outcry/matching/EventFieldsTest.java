/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import static io.outcry.matching.EngineFixture.ETH_USD;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outcry.codecs.types.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every field of every event, once. The orders are the first use of slots 1 and 2. */
class EventFieldsTest {
    private static final long SLOT_1 = 1L << 26 | 1;
    private static final long SLOT_2 = 1L << 26 | 2;

    private final EngineFixture engine = new EngineFixture();

    @Test
    void shouldFillTheFieldsWhenAnOrderRests() {
        rest();
        assertEvents(
                "ExecutionEvent sequence=1|refSeqNum=71|mdSequence=3|sessionId=9|accountId=1|clOrdId=11|origClOrdId=NULL|orderId="
                        + SLOT_1 + "|tradeId=NULL|price=100|orderQty=5|lastPx=NULL|lastQty=NULL|leavesQty=5|cumQty=0"
                        + "|transactTimeNs=1009|instrumentId=2|side=SELL|execType=NEW|rejectReason=NONE"
                        + "|aggressor=FALSE",
                "OrderAdded sequence=3|transactTimeNs=1009|orderId=" + SLOT_1
                        + "|price=100|qty=5|instrumentId=2|side=SELL");
    }

    @Test
    void shouldFillTheFieldsWhenOrdersTrade() {
        rest();
        engine.commands
                .newOrder(2, ETH_USD, 12)
                .price(110)
                .orderQty(3)
                .refSeqNum(72)
                .sessionId(8);
        engine.send();
        assertEvents(
                "ExecutionEvent sequence=2|refSeqNum=72|mdSequence=4|sessionId=8|accountId=2|clOrdId=12|origClOrdId=NULL|orderId="
                        + SLOT_2 + "|tradeId=NULL|price=110|orderQty=3|lastPx=NULL|lastQty=NULL|leavesQty=3|cumQty=0"
                        + "|transactTimeNs=1010|instrumentId=2|side=BUY|execType=NEW|rejectReason=NONE"
                        + "|aggressor=FALSE",
                "Trade sequence=4|transactTimeNs=1010|tradeId=1|makerOrderId=" + SLOT_1 + "|takerOrderId=" + SLOT_2
                        + "|price=100|qty=3|instrumentId=2|takerSide=BUY",
                "ExecutionEvent sequence=3|refSeqNum=72|mdSequence=4|sessionId=8|accountId=2|clOrdId=12|origClOrdId=NULL|orderId="
                        + SLOT_2 + "|tradeId=1|price=110|orderQty=3|lastPx=100|lastQty=3|leavesQty=0|cumQty=3"
                        + "|transactTimeNs=1010|instrumentId=2|side=BUY|execType=TRADE|rejectReason=NONE"
                        + "|aggressor=TRUE",
                "ExecutionEvent sequence=4|refSeqNum=NULL|mdSequence=4|sessionId=9|accountId=1|clOrdId=11|origClOrdId=NULL|orderId="
                        + SLOT_1 + "|tradeId=1|price=100|orderQty=5|lastPx=100|lastQty=3|leavesQty=2|cumQty=3"
                        + "|transactTimeNs=1010|instrumentId=2|side=SELL|execType=TRADE|rejectReason=NONE"
                        + "|aggressor=FALSE");
    }

    @Test
    void shouldFillTheFieldsWhenAnOrderIsReplaced() {
        rest();
        engine.commands
                .replaceOrder(1, ETH_USD, 13)
                .origClOrdId(11)
                .price(100)
                .orderQty(4)
                .refSeqNum(73)
                .sessionId(9);
        engine.send();
        assertEvents(
                "OrderReduced sequence=4|transactTimeNs=1010|orderId=" + SLOT_1 + "|qty=4|instrumentId=2",
                "ExecutionEvent sequence=2|refSeqNum=73|mdSequence=4|sessionId=9|accountId=1|clOrdId=13|origClOrdId=11|orderId="
                        + SLOT_1 + "|tradeId=NULL|price=100|orderQty=4|lastPx=NULL|lastQty=NULL|leavesQty=4|cumQty=0"
                        + "|transactTimeNs=1010|instrumentId=2|side=SELL|execType=REPLACED|rejectReason=NONE"
                        + "|aggressor=FALSE");
    }

    @Test
    void shouldFillTheFieldsWhenAnOrderIsCancelled() {
        rest();
        engine.commands
                .cancelOrder(1, ETH_USD, 14)
                .orderId(SLOT_1)
                .refSeqNum(74)
                .sessionId(9);
        engine.send();
        assertEvents(
                "OrderDeleted sequence=4|transactTimeNs=1010|orderId=" + SLOT_1 + "|instrumentId=2",
                "ExecutionEvent sequence=2|refSeqNum=74|mdSequence=4|sessionId=9|accountId=1|clOrdId=14|origClOrdId=11|orderId="
                        + SLOT_1 + "|tradeId=NULL|price=100|orderQty=5|lastPx=NULL|lastQty=NULL|leavesQty=0|cumQty=0"
                        + "|transactTimeNs=1010|instrumentId=2|side=SELL|execType=CANCELED|rejectReason=NONE"
                        + "|aggressor=FALSE");
    }

    @Test
    void shouldAnswerTheSessionThatCancelsAndTellTheSessionOfTheOrder() {
        rest();
        engine.commands
                .cancelOrder(1, ETH_USD, 14)
                .origClOrdId(11)
                .refSeqNum(74)
                .sessionId(77);
        assertEquals(3, engine.send().size());
        final List<String> events = inFull(engine.events);
        assertStarts("ExecutionEvent sequence=2|refSeqNum=74|mdSequence=4|sessionId=77|accountId=1|", events.get(1));
        assertStarts("ExecutionEvent sequence=3|refSeqNum=NULL|mdSequence=4|sessionId=9|accountId=1|", events.get(2));
        assertEquals(behindAccount(events.get(1)), behindAccount(events.get(2)));
        assertEquals(true, events.get(1).contains("|execType=CANCELED|"));
    }

    @Test
    void shouldAnswerTheSessionThatReplacesAndLeaveItTheOrder() {
        rest();
        for (final long price : new long[] {100, 101}) { // in its place, then in another
            engine.commands
                    .replaceOrder(1, ETH_USD, 11)
                    .origClOrdId(11)
                    .price(price)
                    .orderQty(4)
                    .refSeqNum(74)
                    .sessionId(price == 100 ? 77 : 78);
            engine.send();
            final List<String> reports = inFull(engine.events).stream()
                    .filter(event -> event.contains("|execType=REPLACED|"))
                    .toList();
            assertEquals(2, reports.size());
            assertEquals(true, reports.get(0).contains(price == 100 ? "|sessionId=77|" : "|sessionId=78|"));
            assertEquals(true, reports.get(0).contains("|refSeqNum=74|"));
            assertEquals(true, reports.get(1).contains(price == 100 ? "|sessionId=9|" : "|sessionId=77|"));
            assertEquals(true, reports.get(1).contains("|refSeqNum=NULL|"));
        }
        engine.send("bob o12 buy 1@101 in 2");
        assertStarts(
                "ExecutionEvent sequence=8|refSeqNum=NULL|mdSequence=7|sessionId=78|accountId=1|",
                inFull(engine.events).get(3));
    }

    @Test
    void shouldFillTheFieldsWhenAnOrderExpires() {
        engine.send("bob o3 buy 5@market in 2");
        assertEquals(
                "ExecutionEvent sequence=2|refSeqNum=1|mdSequence=2|sessionId=2|accountId=2|clOrdId=3|origClOrdId=NULL|orderId="
                        + SLOT_1 + "|tradeId=NULL|price=NULL|orderQty=5|lastPx=NULL|lastQty=NULL|leavesQty=0|cumQty=0"
                        + "|transactTimeNs=1009|instrumentId=2|side=BUY|execType=EXPIRED|rejectReason=NONE"
                        + "|aggressor=FALSE",
                inFull(engine.events).get(1));
    }

    @Test
    void shouldFillTheFieldsWhenACancelOrReplaceIsRejected() {
        engine.commands
                .cancelOrder(1, ETH_USD, 15)
                .origClOrdId(11)
                .orderId(77)
                .refSeqNum(75)
                .sessionId(9);
        engine.send();
        assertEvents(
                "CancelRejectEvent sequence=1|refSeqNum=75|mdSequence=2|sessionId=9|accountId=1|clOrdId=15|origClOrdId=11"
                        + "|orderId=77|transactTimeNs=1009|instrumentId=2|rejectReason=UNKNOWN_ORDER");
        engine.commands.replaceOrder(3, 88, 16).origClOrdId(11).refSeqNum(76).sessionId(9);
        engine.send();
        assertEvents(
                "CancelRejectEvent sequence=2|refSeqNum=76|mdSequence=2|sessionId=9|accountId=3|clOrdId=16|origClOrdId=11"
                        + "|orderId=NULL|transactTimeNs=1010|instrumentId=88|rejectReason=UNKNOWN_INSTRUMENT");
    }

    @Test
    void shouldFillTheFieldsWhenADefinitionIsRefused() {
        engine.commands.limits(0);
        engine.send();
        assertEvents("CommandRefused sequence=1|refSequence=10|mdSequence=2|refusal=INVALID_VALUE");
    }

    @Test
    void shouldFillTheFieldsWhenAnInstrumentIsDefined() {
        engine.commands
                .instrument(3, "SIXTEEN-LETTERS!")
                .minQty(2)
                .maxQty(9)
                .baseAssetId(3)
                .tickSize()
                .mantissa(25)
                .scale((short) 2);
        engine.send();
        assertEvents(
                "InstrumentDefinition sequence=3|transactTimeNs=1009|tickSize=(mantissa=25|scale=2)|lotSize=(mantissa=1|scale=3)"
                        + "|minQty=2|maxQty=9|instrumentId=3|tradingStatus=OPEN|symbol=SIXTEEN-LETTERS!|baseAsset=ETH"
                        + "|quoteAsset=USD|matchAlgorithm=PRICE_TIME");
    }

    static List<String> inFull(final EventBuffer events) {
        return EventText.readInFull(events).stream()
                .map(text -> text.replace("" + Long.MIN_VALUE, "NULL").trim())
                .toList();
    }

    private void rest() {
        engine.commands
                .newOrder(1, ETH_USD, 11)
                .side(Side.SELL)
                .price(100)
                .orderQty(5)
                .refSeqNum(71)
                .sessionId(9);
        engine.send();
    }

    private static String behindAccount(final String event) {
        return event.substring(event.indexOf("|accountId="));
    }

    private static void assertStarts(final String expected, final String actual) {
        assertEquals(expected, actual.substring(0, Math.min(expected.length(), actual.length())));
    }

    private void assertEvents(final String... expected) {
        assertEquals(List.of(expected), inFull(engine.events));
    }
}
