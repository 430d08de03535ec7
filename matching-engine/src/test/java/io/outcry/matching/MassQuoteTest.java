/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import static io.outcry.matching.EngineFixture.BTC;
import static io.outcry.matching.EngineFixture.BTC_USD;
import static io.outcry.matching.EngineFixture.ETH_USD;
import static io.outcry.matching.EngineFixture.USD;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outcry.codecs.MassQuoteLength;
import io.outcry.codecs.NullValue;
import io.outcry.codecs.engine.MassQuoteDecoder;
import io.outcry.codecs.engine.MassQuoteEncoder;
import io.outcry.codecs.types.BooleanType;
import io.outcry.codecs.types.MessageHeaderDecoder;
import io.outcry.codecs.types.TradingStatus;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MassQuoteTest {
    private static final int QUOTES = MessageHeaderDecoder.ENCODED_LENGTH + MassQuoteDecoder.BLOCK_LENGTH;

    private final EngineFixture engine = new EngineFixture();

    @Test
    void shouldQuoteBothSidesOfSeveralInstruments() {
        engine.expect(
                "alice o1 quotes 5@99 4@101 and 3@19 2@21 in 2",
                "QUOTED o1",
                "NEW o1 buy 5@99",
                "added o1 buy 5@99",
                "NEW o1 sell 4@101",
                "added o1 sell 4@101",
                "NEW o1 buy 3@19",
                "added o1 buy 3@19",
                "NEW o1 sell 2@21",
                "added o1 sell 2@21");
        assertEquals("0 +5 -4", engine.position("alice", BTC_USD));
        assertEquals("0 +3 -2", engine.position("alice", ETH_USD));
        assertEquals(4, engine.account("alice").openOrders());
    }

    @Test
    void shouldLeaveTheQuotesOfInstrumentsThatAreNotNamed() {
        engine.given("alice o1 quotes 5@99 5@101 and 3@19 3@21 in 2", "alice o2 quotes none none");
        assertEquals(2, engine.core.openOrders());
        assertEquals("0 +3 -3", engine.position("alice", ETH_USD));
    }

    @Test
    void shouldLeaveTheQuotesOfOthers() {
        engine.given("alice o1 quotes 5@99 5@101", "bob o1 quotes 4@98 4@102", "alice o2 quotes none none");
        assertEquals("0 +4 -4", engine.position("bob", BTC_USD));
    }

    @Test
    void shouldKeepThePlaceOfASideThatBecomesNoLargerAtItsPrice() {
        engine.given("alice o1 quotes 5@99 5@101", "bob o2 buy 5@99", "bob o3 sell 5@101")
                .expect(
                        "alice o4 quotes 4@99 5@101",
                        "QUOTED o4",
                        "reduced o1 to 4",
                        "REPLACED o4 was o1 4@99 leaves 4",
                        "REPLACED o4 was o1 5@101 leaves 5")
                .expect(
                        "carol o5 sell 1@99",
                        "NEW o5 sell 1@99",
                        "trade 1: o5 sell 1@99 from o4",
                        "TRADE o5 taker 1@99 leaves 0",
                        "TRADE o4 maker 1@99 leaves 3");
        assertEquals("1 +3 -5", engine.position("alice", BTC_USD));
    }

    @ParameterizedTest
    @CsvSource({"6@99,6@99", "5@98,5@98"})
    void shouldGoToTheBackWhereItBecomesLargerOrMoves(final String bid, final String added) {
        engine.given("alice o1 quotes 5@99 none", "bob o2 buy 5@99", "bob o3 buy 5@98")
                .expect(
                        "alice o4 quotes " + bid + " none",
                        "QUOTED o4",
                        "deleted o1",
                        "REPLACED o4 was o1 " + bid + " leaves " + bid.charAt(0),
                        "added o4 buy " + added)
                .given("carol o5 sell 1@98");
        assertEquals("1 +9 -0", engine.position("bob", BTC_USD));
    }

    @Test
    void shouldMoveBothSidesThroughEachOther() {
        engine.given("alice o1 quotes 5@99 5@101")
                .expect(
                        "alice o2 quotes 5@101 5@103",
                        "QUOTED o2",
                        "deleted o1",
                        "deleted o1",
                        "REPLACED o2 was o1 5@101 leaves 5",
                        "added o2 buy 5@101",
                        "REPLACED o2 was o1 5@103 leaves 5",
                        "added o2 sell 5@103")
                .expect(
                        "alice o3 quotes 5@97 5@99",
                        "QUOTED o3",
                        "deleted o2",
                        "deleted o2",
                        "REPLACED o3 was o2 5@97 leaves 5",
                        "added o3 buy 5@97",
                        "REPLACED o3 was o2 5@99 leaves 5",
                        "added o3 sell 5@99");
    }

    @Test
    void shouldPullTheSidesThatAreNotQuotedAnyMore() {
        engine.given("alice o1 quotes 5@99 5@101")
                .expect(
                        "alice o2 quotes none 5@101",
                        "QUOTED o2",
                        "deleted o1",
                        "CANCELED o2 was o1 cum 0",
                        "REPLACED o2 was o1 5@101 leaves 5")
                .expect("alice o3 quotes none none", "QUOTED o3", "deleted o2", "CANCELED o3 was o2 cum 0")
                .expect("alice o4 quotes none none", "QUOTED o4");
        assertEquals("0 +0 -0", engine.position("alice", BTC_USD));
        assertEquals(0, engine.core.openOrders());
    }

    @Test
    void shouldTradeAsAnOrderDoesWhenItComes() {
        engine.given("bob o1 sell 2@100")
                .expect(
                        "alice o2 quotes 5@100 5@101",
                        "QUOTED o2",
                        "NEW o2 buy 5@100",
                        "trade 1: o2 buy 2@100 from o1",
                        "TRADE o2 taker 2@100 leaves 3",
                        "TRADE o1 maker 2@100 leaves 0",
                        "added o2 buy 3@100",
                        "NEW o2 sell 5@101",
                        "added o2 sell 5@101");
    }

    @Test
    void shouldCountWhatIsFilledWhenItIsReplacedAndBeginAnewWhenItIsGone() {
        engine.given("alice o1 quotes 5@99 none", "bob o2 sell 2@99")
                .expect(
                        "alice o3 quotes 5@98 none",
                        "QUOTED o3",
                        "deleted o1",
                        "REPLACED o3 was o1 7@98 leaves 5",
                        "added o3 buy 5@98")
                .given("bob o4 sell 5@98")
                .expect("alice o5 quotes 5@98 none", "QUOTED o5", "NEW o5 buy 5@98", "added o5 buy 5@98");
    }

    @Test
    void shouldTradeInTheAuctionAfterACall() {
        engine.given("phase OPENING_AUCTION", "alice o1 quotes 5@101 5@102", "bob o2 quotes 3@98 3@99");
        engine.given("phase OPEN");
        assertEquals("3 +2 -5", engine.position("alice", BTC_USD));
        assertEquals("-3 +3 -0", engine.position("bob", BTC_USD));
        engine.given("alice o3 quotes none none", "bob o4 quotes 1@98 1@104");
        assertEquals("-3 +1 -1", engine.position("bob", BTC_USD));
    }

    @Test
    void shouldBeCancelledByOrderIdAndWithAllOrdersButNotByItsNumber() {
        engine.given("alice o1 quotes none 5@101")
                .expect("alice o2 cancel o1", "CANCEL_REJECTED o2 UNKNOWN_ORDER")
                .expect("alice o3 cancel id:o1", "deleted o1", "CANCELED o3 was o1 cum 0")
                .given("alice o4 quotes 5@99 5@101", "alice o5 buy 1@98")
                .expect(
                        "alice o6 cancel all sell",
                        "CANCEL_ORDERS o6 1 orders",
                        "deleted o4",
                        "CANCELED o6 was o4 cum 0")
                .given("alice o7 cancel all", "alice o8 quotes 5@99 5@101");
        assertEquals(2, engine.core.openOrders());
    }

    @Test
    void shouldNotBeReplacedAsAnOrderIs() {
        engine.given("alice o1 quotes none 5@101").expect("alice o2 replace id:o1 4@101", "CANCEL_REJECTED o2 QUOTE");
    }

    @Test
    void shouldLeaveTheNumbersOfOrdersToOrders() {
        engine.given("alice o1 buy 1@98", "alice o1 quotes 5@97 5@101")
                .expect("alice o2 cancel o1", "deleted o1", "CANCELED o2 was o1 cum 0")
                .given("alice o1 buy 1@98");
        assertEquals(3, engine.core.openOrders());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "5@101 5@101; INVALID_QUOTE in 1",
                "5@102 5@101; INVALID_QUOTE in 1",
                "5@0 5@101; INVALID_PRICE in 1",
                "5@99 5@-1; INVALID_PRICE in 1",
                "5@none 5@101; INVALID_PRICE in 1",
                "0@99 5@101; INVALID_QUANTITY in 1",
                "5@99 1000001@101; INVALID_QUANTITY in 1",
                "5@99 5@101 in 9; UNKNOWN_INSTRUMENT in 9",
                "none none and 5@99 5@101; INVALID_QUOTE in 1",
                "5@99 5@98; INVALID_QUOTE in 1",
            })
    void shouldChangeNothingWhereOneQuoteIsWrong(final String quotes, final String reason) {
        engine.given("alice o1 quotes 1@97 1@103 and 1@17 1@23 in 2")
                .expect("alice o2 quotes 5@18 5@22 in 2 and " + quotes, "QUOTES_REJECTED o2 " + reason);
        assertEquals("0 +1 -1", engine.position("alice", BTC_USD));
        assertEquals("0 +1 -1", engine.position("alice", ETH_USD));
        engine.expect(
                "alice o3 quotes 1@97 1@103",
                "QUOTED o3",
                "REPLACED o3 was o1 1@97 leaves 1",
                "REPLACED o3 was o1 1@103 leaves 1");
    }

    @Test
    void shouldRefuseNoQuotesAndAccountsAndNumbersThatAreNone() {
        engine.commands.massQuote(1, 2, 0);
        assertEquals(List.of("QUOTES_REJECTED o2 INVALID_QUOTE"), engine.send());
        engine.commands.massQuote(9, 2, 0);
        assertEquals(List.of("QUOTES_REJECTED o2 UNKNOWN_ACCOUNT"), engine.send());
        engine.commands.massQuote(1, NullValue.INT64, 0);
        assertEquals(List.of("QUOTES_REJECTED o" + NullValue.INT64 + " INVALID_CL_ORD_ID"), engine.send());
    }

    @Test
    void shouldTakeAsManyQuotesAsAMessageMayHave() {
        for (int instrumentId = 3; instrumentId <= MassQuoteLength.MAX_QUOTES; instrumentId++) {
            engine.commands.instrument(instrumentId, "I-" + instrumentId);
            engine.send();
        }
        final MassQuoteEncoder.QuotesEncoder quotes = engine.commands.massQuote(1, 1, MassQuoteLength.MAX_QUOTES);
        for (int instrumentId = MassQuoteLength.MAX_QUOTES; instrumentId > 0; instrumentId--) {
            quotes.next().bidPx(99).bidSize(1).offerPx(101).offerSize(1).instrumentId(instrumentId);
        }
        assertEquals(1 + 4 * MassQuoteLength.MAX_QUOTES, engine.send().size());
        engine.commands.massQuote(1, 2, MassQuoteLength.MAX_QUOTES + 1);
        assertEquals(List.of("QUOTES_REJECTED o2 INVALID_QUOTE"), engine.send());
    }

    @Test
    void shouldAllowPullsOnlyWhereTheInstrumentTakesNoOrders() {
        engine.given("alice o1 quotes 5@99 5@101", "phase HALT")
                .expect("alice o2 quotes 4@99 none", "QUOTES_REJECTED o2 INSTRUMENT_HALTED in 1")
                .expect(
                        "alice o3 quotes none none and 3@19 none in 2",
                        "QUOTED o3",
                        "deleted o1",
                        "CANCELED o3 was o1 cum 0",
                        "deleted o1",
                        "CANCELED o3 was o1 cum 0",
                        "NEW o3 buy 3@19",
                        "added o3 buy 3@19");
        engine.status(BTC_USD, TradingStatus.POST_ONLY);
        engine.expect("alice o4 quotes none 5@101", "QUOTES_REJECTED o4 NOT_IN_THIS_PHASE in 1");
    }

    @Test
    void shouldRefuseMoreThanTheAccountMayHaveOpen() {
        engine.commands.account(1).maxOpenOrders(2);
        engine.send();
        engine.given("alice o1 quotes 5@99 none")
                .expect("alice o2 quotes 5@99 5@101 and 3@19 none in 2", "QUOTES_REJECTED o2 MAX_OPEN_ORDERS")
                .given("alice o3 quotes none 5@101 and 3@19 none in 2");
        engine.commands.account(1).maxOpenOrders(1);
        engine.send();
        engine.given("alice o4 quotes none 6@101 and 4@19 none in 2", "alice o5 quotes none none and 4@19 4@21 in 2");
    }

    @Test
    void shouldRefuseMoreThanTheExchangeMayHaveOpen() {
        engine.commands.limits(2);
        engine.send();
        engine.given("alice o1 quotes 5@99 none")
                .expect("alice o2 quotes 5@99 5@101 and 3@19 none in 2", "QUOTES_REJECTED o2 OPEN_ORDERS_FULL")
                .given("alice o3 quotes none 5@101 and 3@19 none in 2");
        engine.commands.limits(1);
        engine.send();
        engine.given("alice o4 quotes none 6@101 and 4@19 none in 2");
    }

    @Test
    void shouldRefuseSizesThatTheAccountMayNotHave() {
        engine.commands.account(1).maxOrderQty(4);
        engine.send();
        engine.expect("alice o1 quotes 4@99 5@101", "QUOTES_REJECTED o1 MAX_ORDER_QTY in 1");
        engine.commands.account(1);
        engine.send();
        engine.commands.instrument(BTC_USD, "BTC-USD").maxNotional(400);
        engine.send();
        engine.expect("alice o1 quotes 4@99 4@101", "QUOTES_REJECTED o1 MAX_NOTIONAL in 1");
    }

    @Test
    void shouldNeedFundsForAllQuotesTogether() {
        engine.deposit("penny", USD, 1_000, 1);
        engine.expect("penny o1 quotes 5@100 none and 1@6 none in 2", "QUOTES_REJECTED o1 INSUFFICIENT_FUNDS in 2");
        assertEquals("1000 locked 0", engine.funds("penny", USD));
        engine.given("penny o2 quotes 5@100 none and 1@4 none in 2");
        assertEquals("1000 locked 900", engine.funds("penny", USD));
    }

    @Test
    void shouldFreeTheFundsOfAllOldQuotesBeforeItNeedsThoseOfNewOnes() {
        engine.deposit("penny", USD, 1_000, 1);
        engine.given("penny o1 quotes 5@100 none and 1@4 none in 2");
        engine.expect("penny o2 quotes 10@100 none and 1@1 none in 2", "QUOTES_REJECTED o2 INSUFFICIENT_FUNDS in 2");
        assertEquals("1000 locked 900", engine.funds("penny", USD));
        engine.given("penny o3 quotes none none and 1@10 none in 2", "penny o4 quotes 10@100 none and none none in 2");
        assertEquals("1000 locked 1000", engine.funds("penny", USD));
        engine.expect("penny o5 quotes none 1@101", "QUOTES_REJECTED o5 INSUFFICIENT_FUNDS in 1");
        engine.deposit("penny", BTC, 1, 2);
        engine.given("penny o6 quotes none 1@101");
        assertEquals("1000 locked 0", engine.funds("penny", USD));
        assertEquals("1 locked 1", engine.funds("penny", BTC));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1})
    void shouldRefuseAFrameThatIsNotAsLongAsItsQuotes(final int more) {
        engine.commands.massQuote(1, 2, 2);
        final int length = engine.commands.length() + more;
        assertEquals(List.of("REFUSED INVALID_VALUE"), engine.send(engine.commands.buffer(), length));
    }

    @Test
    void shouldRefuseAFrameWhoseQuotesAreOfAnotherLength() {
        engine.commands.massQuote(1, 2, 1);
        engine.commands.buffer().putShort(QUOTES, (short) 35, ByteOrder.LITTLE_ENDIAN);
        assertEquals(List.of("REFUSED INVALID_VALUE"), engine.send());
    }

    @Test
    void shouldTellTheSessionOfTheQuoteThatAnotherOneReplacesIt() {
        engine.given("alice o1 quotes 5@99 none");
        engine.commands
                .massQuote(1, 2, 1)
                .next()
                .bidPx(98)
                .bidSize(5)
                .offerPx(NullValue.INT64)
                .offerSize(NullValue.INT64)
                .instrumentId(1);
        engine.commands.massQuote().sessionId(77);
        engine.send();
        final List<String> reports = EventFieldsTest.inFull(engine.events).stream()
                .filter(event -> event.contains("|execType=REPLACED|"))
                .toList();
        assertEquals(2, reports.size());
        assertEquals(true, reports.get(0).contains("|refSeqNum=2|"), reports.get(0));
        assertEquals(true, reports.get(0).contains("|sessionId=77|"));
        assertEquals(true, reports.get(1).contains("|sessionId=1|"));
    }

    @Test
    void shouldCheckFundsOnlyOfAccountsThatNeedThem() {
        engine.commands.account(4).checkFunds(BooleanType.FALSE);
        engine.send();
        engine.given("penny o1 quotes 5@100 5@101");
    }
}
