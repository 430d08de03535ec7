/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.engine.DefineInstrumentEncoder;
import io.outcry.codecs.engine.Refusal;
import io.outcry.codecs.types.MatchAlgorithm;
import io.outcry.codecs.types.SelfTradePrevention;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchingAlgorithmTest {
    private final EngineFixture engine = new EngineFixture();

    @Test
    void shouldShareInProportionAndGiveTheRestByTime() {
        define(MatchAlgorithm.PRO_RATA);
        engine.given("alice o1 sell 10@100", "bob o2 sell 30@100", "alice o3 sell 60@100");
        assertFills("carol o4 buy 33@100", "o1 5", "o2 9", "o3 19");
    }

    @Test
    void shouldNotGiveSharesBelowTheMinimum() {
        define(MatchAlgorithm.PRO_RATA).minAllocation(5);
        engine.send();
        engine.given("alice o1 sell 10@100", "bob o2 sell 30@100", "alice o3 sell 60@100");
        assertFills("carol o4 buy 33@100", "o1 5", "o2 9", "o3 19");
        engine.given("alice o5 sell 5@100");
        assertFills("carol o6 buy 10@100", "o1 5", "o3 5");
    }

    @Test
    void shouldSplitBetweenTimeAndProportion() {
        define(MatchAlgorithm.SPLIT).priceTimePercent((short) 40);
        engine.send();
        engine.given("alice o1 sell 10@100", "bob o2 sell 50@100", "alice o3 sell 40@100");
        assertFills("carol o4 buy 50@100", "o1 10", "o2 25", "o3 15");
    }

    @Test
    void shouldFillTheTopOrderFirst() {
        define(MatchAlgorithm.TOP_ORDER);
        engine.given("alice o1 sell 10@100", "bob o2 sell 30@100", "alice o3 sell 60@100");
        assertFills("carol o4 buy 40@100", "o1 10", "o2 10", "o3 20");
    }

    @Test
    void shouldGiveTheMarketMakerItsPart() {
        define(MatchAlgorithm.MARKET_MAKER).marketMakerId(2).marketMakerPercent((short) 50);
        engine.send();
        engine.given("alice o1 sell 30@100", "bob o2 sell 15@100", "bob o3 sell 15@100", "alice o4 sell 30@100");
        assertFills("carol o5 buy 40@100", "o1 10", "o2 15", "o3 7", "o4 8");
    }

    @Test
    void shouldLeaveToOthersWhatTheMarketMakerDoesNotWant() {
        define(MatchAlgorithm.MARKET_MAKER).marketMakerId(2).marketMakerPercent((short) 50);
        engine.send();
        engine.given("alice o1 sell 30@100", "bob o2 sell 2@100", "alice o3 sell 10@100");
        assertFills("carol o4 buy 10@100", "o1 6", "o2 2", "o3 2");
    }

    @Test
    void shouldFillAllByTimeWhenThereIsEnough() {
        define(MatchAlgorithm.PRO_RATA);
        engine.given("alice o1 sell 1@100", "bob o2 sell 2@100", "alice o3 sell 3@101", "bob o4 sell 3@101");
        assertFills("carol o5 buy 5@101", "o1 1", "o2 2", "o3 1", "o4 1");
    }

    @Test
    void shouldShareWhatIcebergsShow() {
        define(MatchAlgorithm.PRO_RATA);
        engine.given("alice o1 sell 90@100 show 10", "bob o2 sell 30@100");
        assertFills("carol o3 buy 20@100", "o1 5", "o2 15");
        assertFills("carol o4 buy 24@100", "o1 5", "o2 15", "o1 4");
    }

    @Test
    void shouldLetHiddenOrdersTradeByTimeBehindWhatIsShown() {
        define(MatchAlgorithm.PRO_RATA);
        engine.given("alice o1 sell 10@100 hidden", "bob o2 sell 10@100 hidden", "alice o3 sell 4@100");
        assertFills("carol o4 buy 9@100", "o3 4", "o1 5");
    }

    @Test
    void shouldPreventAllOwnMatchesOfAPriceBeforeItIsShared() {
        define(MatchAlgorithm.PRO_RATA);
        engine.selfTrade("carol", 0, SelfTradePrevention.EXPIRE_MAKER);
        engine.given("alice o1 sell 10@100", "carol o2 sell 10@100", "bob o3 sell 10@100");
        assertFills("carol o4 buy 10@100", "o1 5", "o3 5");
        engine.expect("carol o5 cancel o2", "CANCEL_REJECTED o5 UNKNOWN_ORDER");
    }

    @Test
    void shouldKillAnOrderThatItsOwnOrderOfThePriceWouldLessen() {
        define(MatchAlgorithm.PRO_RATA);
        engine.selfTrade("carol", 0, SelfTradePrevention.EXPIRE_TAKER);
        engine.given("alice o1 sell 10@100", "carol o2 sell 10@100")
                .expect("carol o3 buy 5@100 fok", "NEW o3 buy 5@100", "EXPIRED o3 cum 0");
    }

    @Test
    void shouldShareNumbersThatDoNotFitIntoOneProduct() {
        define(MatchAlgorithm.PRO_RATA).maxQty(Long.MAX_VALUE);
        engine.send();
        final long half = 1L << 61;
        engine.given("alice o1 sell " + half + "@1", "bob o2 sell " + half + "@1");
        assertFills("carol o3 buy " + half + "@1", "o1 " + half / 2, "o2 " + half / 2);
    }

    @Test
    void shouldTellTheMarketAndKeepTheBookWhenTheAlgorithmChanges() {
        engine.given("alice o1 sell 10@100", "bob o2 sell 30@100");
        engine.commands.instrument(1, "BTC-USD").matchAlgorithm(MatchAlgorithm.PRO_RATA);
        assertEquals(List.of("defined BTC-USD OPEN 1..1000000"), engine.send());
        assertEquals(List.of(), engine.send());
        assertFills("carol o3 buy 8@100", "o1 2", "o2 6");
    }

    @ParameterizedTest
    @CsvSource({
        "NULL_VAL,0,0,,0",
        "PRO_RATA,-1,0,,0",
        "SPLIT,0,101,,0",
        "MARKET_MAKER,0,0,,10",
        "MARKET_MAKER,0,0,0,10",
        "MARKET_MAKER,0,0,1,101",
        "PRICE_TIME,0,0,1,0"
    })
    void shouldRefuseAnAlgorithmThatCannotBe(
            final MatchAlgorithm algorithm,
            final long minAllocation,
            final short priceTimePercent,
            final Integer marketMakerId,
            final short marketMakerPercent) {
        engine.commands
                .instrument(1, "BTC-USD")
                .matchAlgorithm(algorithm)
                .minAllocation(minAllocation)
                .priceTimePercent(priceTimePercent)
                .marketMakerId(marketMakerId == null ? NullValue.INT32 : marketMakerId)
                .marketMakerPercent(marketMakerPercent);
        engine.send();
        assertEquals(Refusal.INVALID_VALUE, engine.core.lastRefusal());
    }

    /** Sends the definition; more may be changed in it and sent again. */
    private DefineInstrumentEncoder define(final MatchAlgorithm algorithm) {
        final DefineInstrumentEncoder definition =
                engine.commands.instrument(1, "BTC-USD").matchAlgorithm(algorithm);
        if (algorithm != MatchAlgorithm.MARKET_MAKER) {
            engine.send();
        }
        return definition;
    }

    private void assertFills(final String command, final String... expected) {
        final List<String> fills = new ArrayList<>();
        for (final String event : engine.send(command)) {
            if (event.startsWith("TRADE") && event.contains("maker")) {
                final String[] words = event.split("[ @]");
                fills.add(words[1] + " " + words[3]);
            }
        }
        assertEquals(List.of(expected), fills);
    }
}
