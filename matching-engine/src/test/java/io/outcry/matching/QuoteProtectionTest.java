/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import static io.outcry.matching.EngineFixture.BTC_USD;
import static io.outcry.matching.EngineFixture.ETH_USD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuoteProtectionTest {
    private final EngineFixture engine = new EngineFixture();

    @Test
    void shouldPullAllQuotesAfterTheFillThatIsTooMany() {
        engine.expect("alice o1 protects 2 in 1000", "PROTECTED o1 2 in 1000")
                .given("alice o2 quotes 5@99 5@101 and 3@19 3@21 in 2", "alice o3 buy 1@98", "bob o4 sell 1@99")
                .expect(
                        "bob o5 sell 1@19 in 2",
                        "NEW o5 sell 1@19",
                        "trade 1: o5 sell 1@19 from o2",
                        "TRADE o5 taker 1@19 leaves 0",
                        "TRADE o2 maker 1@19 leaves 2",
                        "PULLED o1 2 in 1000 QUOTE_PROTECTION",
                        "deleted o2",
                        "EXPIRED o2 cum 1 QUOTE_PROTECTION",
                        "deleted o2",
                        "EXPIRED o2 cum 0 QUOTE_PROTECTION",
                        "deleted o2",
                        "EXPIRED o2 cum 1 QUOTE_PROTECTION",
                        "deleted o2",
                        "EXPIRED o2 cum 0 QUOTE_PROTECTION");
        assertEquals("1 +1 -0", engine.position("alice", BTC_USD), "an order is no quote");
        assertEquals("1 +0 -0", engine.position("alice", ETH_USD));
    }

    @Test
    void shouldNotLetTheAccountQuoteUntilItSetsItsProtectionAgain() {
        engine.given("alice o1 protects 1 in 1000", "alice o2 quotes 5@99 none", "bob o3 sell 1@99")
                .expect("alice o4 quotes 5@99 none", "QUOTES_REJECTED o4 QUOTE_PROTECTION")
                .given("bob o4 quotes 5@98 none", "alice o5 buy 1@97", "alice o6 protects 1 in 1000")
                .given("alice o7 quotes 5@99 none")
                .given("bob o8 sell 1@99")
                .expect("alice o9 quotes none none", "QUOTES_REJECTED o9 QUOTE_PROTECTION")
                .given("alice o10 protects 0 in 0", "alice o11 quotes 5@99 none", "bob o12 sell 1@99");
        assertEquals("3 +5 -0", engine.position("alice", BTC_USD), "no protection any more");
    }

    @Test
    void shouldCountEachFillOfOneCommand() {
        engine.given("alice o1 protects 2 in 1", "alice o2 quotes 5@99 5@101", "bob o3 sell 1@99", "bob o4 buy 1@101");
        assertEquals("0 +4 -4", engine.position("alice", BTC_USD), "two commands, 1 ns between them");
        engine.given("bob o5 sell 3@110", "bob o6 sell 3@102", "alice o7 quotes 7@110 none");
        assertEquals("6 +0 -0", engine.position("alice", BTC_USD), "its bid took two orders");
    }

    @Test
    void shouldForgetFillsOfAnOlderTime() {
        engine.given("alice o1 protects 3 in 1000", "alice o2 quotes 9@99 none");
        fillAt(5_000);
        fillAt(5_500);
        fillAt(6_000);
        assertEquals("3 +6 -0", engine.position("alice", BTC_USD), "1,000 ns from the first to the third");
        fillAt(6_400);
        assertEquals("4 +0 -0", engine.position("alice", BTC_USD), "900 ns from the second to the fourth");
    }

    @Test
    void shouldCountFillsOfAuctions() {
        engine.given("alice o1 protects 2 in 1000", "phase OPENING_AUCTION", "alice o2 quotes 5@100 5@102");
        engine.given("bob o3 sell 1@100", "carol o4 sell 1@100");
        final List<String> events = engine.send("phase OPEN");
        assertEquals("PULLED o1 2 in 1000 QUOTE_PROTECTION", events.get(events.size() - 5));
        assertEquals("2 +0 -0", engine.position("alice", BTC_USD));
    }

    @Test
    void shouldPullTheQuotesOfSeveralAccountsByTheirNumbers() {
        engine.given("bob o1 protects 1 in 1000", "alice o1 protects 1 in 1000");
        engine.given("bob o2 quotes 1@99 1@105", "alice o2 quotes 1@98 1@106");
        final List<String> events = engine.send("carol o3 sell 2@98");
        assertEquals(
                List.of(
                        "PULLED o1 1 in 1000 QUOTE_PROTECTION",
                        "deleted o2",
                        "EXPIRED o2 cum 0 QUOTE_PROTECTION",
                        "PULLED o1 1 in 1000 QUOTE_PROTECTION",
                        "deleted o2",
                        "EXPIRED o2 cum 0 QUOTE_PROTECTION"),
                events.subList(events.size() - 6, events.size()));
        final String first = EventFieldsTest.inFull(engine.events).get(events.size() - 6);
        assertEquals(true, first.contains("|accountId=1|"), first);
    }

    @Test
    void shouldLetWaitingOrdersSeeThatTheQuotesAreGone() {
        engine.given("alice o1 protects 1 in 1000", "alice o2 quotes 5@99 none", "bob o3 buy 1@90")
                .given("carol o4 sell 1@market stop 95 by best");
        final List<String> events = engine.send("bob o5 sell 1@99");
        assertEquals("TRIGGERED o4 sell 1@market leaves 1", events.get(7), events::toString);
    }

    @Test
    void shouldGoOnInTheNextStepWhereTheirEndMakesOthersTooMany() {
        engine.given("alice o1 protects 1 in 1000", "alice o2 quotes 5@99 none", "bob o3 protects 1 in 1000")
                .given("bob o4 quotes 5@90 none", "carol o5 sell 1@market stop 95 by best");
        engine.given("carol o6 sell 1@99");
        assertEquals(Long.MIN_VALUE, engine.core.nextStepTimeNs());
        assertEquals("1 +4 -0", engine.position("bob", BTC_USD), "not yet pulled");
        assertEquals(3, engine.send("time 9000").size());
        assertEquals("1 +0 -0", engine.position("bob", BTC_USD));
        assertEquals(Long.MAX_VALUE, engine.core.nextStepTimeNs());
    }

    @ParameterizedTest
    @CsvSource({"-1,1", "1001,1", "1,0", "1,86400000000001", "-2147483648,1"})
    void shouldRefuseWhatIsOutOfRange(final int maxFills, final long windowNs) {
        engine.expect(
                "alice o1 protects " + maxFills + " in " + windowNs,
                "PROTECTED o1 " + maxFills + " in " + windowNs + " INVALID_QUOTE_PROTECTION");
    }

    @Test
    void shouldTakeWhatIsInRangeAndRefuseUnknownAccounts() {
        engine.given("alice o1 protects 1000 in 86400000000000", "alice o2 protects 0 in -5");
        engine.commands.quoteProtection(9, 3, 1, 1);
        assertEquals(List.of("PROTECTED o3 1 in 1 UNKNOWN_ACCOUNT"), engine.send());
    }

    @Test
    void shouldBePartOfTheState() {
        final EngineFixture other = new EngineFixture();
        engine.given("alice o1 protects 2 in 1000");
        other.given("alice o1 protects 3 in 1000");
        assertNotEquals(engine.core.stateHash(), other.core.stateHash());
    }

    @Test
    void shouldFillTheFieldsOfItsEvents() {
        engine.commands.quoteProtection(1, 11, 1, 500).sessionId(9).refSeqNum(71);
        engine.send();
        assertEquals(
                List.of("QuoteProtectionEvent sequence=1|refSeqNum=71|mdSequence=2|sessionId=9|accountId=1|clOrdId=11"
                        + "|transactTimeNs=1009|windowNs=500|maxFills=1|rejectReason=NONE"),
                EventFieldsTest.inFull(engine.events));
        engine.given("alice o2 quotes 1@99 none");
        engine.send("bob o3 sell 1@99");
        assertEquals(
                "QuoteProtectionEvent sequence=7|refSeqNum=NULL|mdSequence=4|sessionId=9|accountId=1|clOrdId=11"
                        + "|transactTimeNs=1011|windowNs=500|maxFills=1|rejectReason=QUOTE_PROTECTION",
                EventFieldsTest.inFull(engine.events).get(4));
    }

    private void fillAt(final long timeNs) {
        engine.send("time " + timeNs);
        engine.given("bob o" + timeNs + " sell 1@99");
    }
}
