/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outcry.codecs.engine.Refusal;
import io.outcry.codecs.types.TradingStatus;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TradingPhaseTest {
    private static final long HOUR_NS = 3_600_000_000_000L;
    private static final long DAY_NS = 24 * HOUR_NS;

    private final EngineFixture engine = new EngineFixture();

    @ParameterizedTest
    @EnumSource(
            value = TradingStatus.class,
            names = {"HALT", "CLOSED", "CANCEL_ONLY"})
    void shouldTakeOnlyCancelsWhenItDoesNotTakeOrders(final TradingStatus status) {
        engine.given("alice o1 buy 5@100", "phase " + status)
                .expect("bob o2 sell 5@101", "REJECTED o2 INSTRUMENT_HALTED")
                .expect("bob o2 sell 5@101 opening", "REJECTED o2 INSTRUMENT_HALTED")
                .expect("alice o3 replace o1 5@99", "CANCEL_REJECTED o3 INSTRUMENT_HALTED")
                .expect("alice o3 cancel o1", "deleted o1", "CANCELED o3 was o1 cum 0");
    }

    @ParameterizedTest
    @EnumSource(
            value = TradingStatus.class,
            names = {"PRE_OPEN", "OPENING_AUCTION", "VOLATILITY_AUCTION", "CLOSING_AUCTION"})
    void shouldGatherOrdersWithoutTradingInACall(final TradingStatus status) {
        engine.given("phase " + status)
                .expect("alice o1 buy 5@100", "NEW o1 buy 5@100", "added o1 buy 5@100")
                .expect("bob o2 sell 5@99", "NEW o2 sell 5@99", "added o2 sell 5@99")
                .expect("bob o3 sell 5@98 day", "NEW o3 sell 5@98", "added o3 sell 5@98")
                .expect("bob o4 sell 5@97 hidden", "NEW o4 sell 5@97")
                .expect("bob o5 sell 5@97 auction", "NEW o5 sell 5@97")
                .expect("bob o6 sell 5@market auction", "NEW o6 sell 5@market")
                .expect("bob o7 sell 5@90 stop 120", "NEW o7 sell 5@90")
                .expect(
                        "alice o8 replace o1 5@101",
                        "deleted o1",
                        "REPLACED o8 was o1 5@101 leaves 5",
                        "added o8 buy 5@101")
                .expect("alice o9 cancel o8", "deleted o8", "CANCELED o9 was o8 cum 0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5@100 ioc",
                "5@100 fok",
                "5@market",
                "5@best",
                "5@100 post",
                "5@100 slide",
                "5@100 whole",
                "5@100 min 2",
                "5@100 peg primary"
            })
    void shouldRejectWhatNeedsABookToTradeWithInACall(final String terms) {
        engine.given("alice o1 sell 1@101", "alice o2 buy 1@99", "phase PRE_OPEN")
                .expect("alice o3 buy " + terms, "REJECTED o3 NOT_IN_THIS_PHASE");
    }

    @ParameterizedTest
    @CsvSource({
        "PRE_OPEN,opening,yes",
        "OPENING_AUCTION,opening,yes",
        "VOLATILITY_AUCTION,opening,NOT_IN_THIS_PHASE",
        "CLOSING_AUCTION,opening,NOT_IN_THIS_PHASE",
        "OPEN,opening,NOT_IN_THIS_PHASE",
        "POST_ONLY,opening,NOT_IN_THIS_PHASE",
        "PRE_OPEN,closing,yes",
        "OPENING_AUCTION,closing,yes",
        "VOLATILITY_AUCTION,closing,yes",
        "CLOSING_AUCTION,closing,yes",
        "OPEN,closing,yes",
        "POST_ONLY,closing,NOT_IN_THIS_PHASE",
        "OPEN,auction,yes",
        "POST_ONLY,auction,NOT_IN_THIS_PHASE",
    })
    void shouldTakeOrdersForAnAuctionThatIsStillToCome(
            final TradingStatus status, final String auction, final String expected) {
        engine.send("phase " + status);
        engine.expect(
                "alice o1 buy 5@100 " + auction,
                expected.equals("yes") ? "NEW o1 buy 5@100" : "REJECTED o1 " + expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5@100 stop 90 opening",
                "5@100 opening hidden",
                "5@100 opening post",
                "5@best opening",
                "5@100 opening min 2"
            })
    void shouldRejectOrdersForAnAuctionWithTermsThatItDoesNotKnow(final String terms) {
        engine.given("phase PRE_OPEN");
        final String event = engine.send("alice o1 sell " + terms).get(0);
        assertTrue(event.startsWith("REJECTED o1 INVALID"), event);
    }

    @Test
    void shouldNotTakeAMarketBuyForAnAuctionThatHasToBeCovered() {
        engine.deposit("penny", EngineFixture.USD, 1_000_000, 1);
        engine.deposit("penny", EngineFixture.BTC, 5, 2);
        engine.expect("penny o1 buy 5@market auction", "REJECTED o1 INSUFFICIENT_FUNDS")
                .expect("penny o2 sell 5@market auction", "NEW o2 sell 5@market");
    }

    @Test
    void shouldLockWhatAMarketSellForAnAuctionWillDeliver() {
        engine.deposit("penny", EngineFixture.BTC, 5, 1);
        engine.given("phase PRE_OPEN", "penny o1 sell 5@market opening")
                .expect("penny o2 sell 1@market opening", "REJECTED o2 INSUFFICIENT_FUNDS");
        assertEquals("5 locked 5", engine.funds("penny", EngineFixture.BTC));
        engine.given("bob o3 buy 10@100", "phase OPEN");
        assertEquals("0 locked 0", engine.funds("penny", EngineFixture.BTC));
    }

    @Test
    void shouldKeepOrdersForTheCloseOutOfContinuousTrading() {
        engine.given("alice o1 buy 5@100 closing")
                .expect("bob o2 sell 5@99", "NEW o2 sell 5@99", "added o2 sell 5@99")
                .given("phase CLOSING_AUCTION")
                .expect(
                        "phase CLOSED",
                        "trade 1: 5@99 in the auction",
                        "TRADE o1 maker 5@99 leaves 0",
                        "TRADE o2 maker 5@99 leaves 0",
                        "deleted o2",
                        "defined BTC-USD CLOSED 1..1000000");
    }

    @Test
    void shouldExpireWhatIsLeftOfOrdersForAnAuctionThatIsOver() {
        engine.given("phase PRE_OPEN", "alice o1 buy 5@100 opening", "alice o2 buy 5@100 closing")
                .given("alice o3 buy 5@100 auction", "alice o4 buy 5@100", "bob o5 sell 2@100 opening")
                .expect(
                        "phase OPEN",
                        "trade 1: 2@100 in the auction",
                        "TRADE o4 maker 2@100 leaves 3",
                        "TRADE o5 maker 2@100 leaves 0",
                        "reduced o4 to 3",
                        "EXPIRED o1 cum 0",
                        "EXPIRED o3 cum 0",
                        "defined BTC-USD OPEN 1..1000000")
                .expect("phase CLOSED", "defined BTC-USD CLOSED 1..1000000", "EXPIRED o2 cum 0");
    }

    @Test
    void shouldChangeAndCancelOrdersForAnAuction() {
        engine.given("phase PRE_OPEN", "alice o1 buy 5@100 opening", "alice o2 buy 5@market opening")
                .expect("alice o3 replace o1 6@101", "REPLACED o3 was o1 6@101 leaves 6")
                .expect("alice o4 replace o2 3@none", "REPLACED o4 was o2 3@-9223372036854775808 leaves 3")
                .expect("alice o5 replace o4 3@100", "CANCEL_REJECTED o5 INVALID_PRICE")
                .expect("alice o6 status o4", "ORDER_STATUS o4 buy 3@market leaves 3")
                .expect("alice o7 cancel o4", "CANCELED o7 was o4 cum 0")
                .expect("alice o8 cancel o3", "CANCELED o8 was o3 cum 0");
        assertEquals("0 +0 -0", engine.position("alice", EngineFixture.BTC_USD));
    }

    @Test
    void shouldTakeOnlyPostOnlyOrdersWhenAskedTo() {
        engine.given("alice o1 buy 5@100", "alice o9 buy 5@90", "phase POST_ONLY")
                .expect("bob o2 sell 5@101", "REJECTED o2 NOT_IN_THIS_PHASE")
                .expect("bob o3 sell 5@100 post", "REJECTED o3 POST_ONLY_WOULD_TRADE")
                .expect("bob o4 sell 5@101 post", "NEW o4 sell 5@101", "added o4 sell 5@101")
                .expect("bob o5 sell 5@100 slide", "NEW o5 sell 5@101", "added o5 sell 5@101")
                .expect("alice o6 replace o1 5@101", "CANCEL_REJECTED o6 NOT_IN_THIS_PHASE")
                .given("bob o7 replace o4 4@101", "alice o8 cancel o1");
    }

    @Test
    void shouldReopenWithAnAuctionAfterACallThatWasHalted() {
        engine.given("phase VOLATILITY_AUCTION", "alice o1 buy 5@101", "bob o2 sell 5@100", "phase HALT")
                .expect(
                        "phase OPEN",
                        "defined BTC-USD OPEN 1..1000000",
                        "trade 1: 5@100 in the auction",
                        "TRADE o1 maker 5@100 leaves 0",
                        "TRADE o2 maker 5@100 leaves 0",
                        "deleted o1",
                        "deleted o2");
    }

    @Test
    void shouldHaveNoEffectWhenTheStatusIsTheSame() {
        engine.expect("phase OPEN");
    }

    @Test
    void shouldRefuseAStatusOfNothing() {
        engine.commands.tradingStatus(9, TradingStatus.OPEN);
        engine.send();
        assertEquals(Refusal.UNKNOWN_INSTRUMENT, engine.core.lastRefusal());
        engine.commands.tradingStatus(1, TradingStatus.NULL_VAL);
        engine.send();
        assertEquals(Refusal.INVALID_VALUE, engine.core.lastRefusal());
    }

    @Test
    void shouldKeepTheStatusWhenItsDefinitionIsRepeated() {
        engine.given("phase CLOSING_AUCTION");
        engine.commands.instrument(1, "BTC-USD");
        assertEquals(List.of(), engine.send());
        engine.commands.instrument(1, "BTC-USD").maxQty(7);
        assertEquals(List.of("defined BTC-USD CLOSING_AUCTION 1..7"), engine.send());
        engine.commands.instrument(1, "BTC-USD").maxQty(7).tradingStatus(TradingStatus.HALT);
        assertEquals(List.of("defined BTC-USD HALT 1..7"), engine.send());
    }

    @Test
    void shouldFollowItsScheduleEveryDay() {
        schedule(1, 2, 9 * HOUR_NS, TradingStatus.OPEN);
        schedule(2, 2, 17 * HOUR_NS, TradingStatus.CLOSED);
        engine.given("alice o1 buy 5@100 closing");
        for (int day = 0; day < 3; day++) {
            assertEquals(day * DAY_NS + 9 * HOUR_NS, engine.core.nextStepTimeNs());
            engine.send("time " + engine.core.nextStepTimeNs());
            assertEquals(day * DAY_NS + 17 * HOUR_NS, engine.core.nextStepTimeNs());
            final List<String> events = engine.send("time " + engine.core.nextStepTimeNs());
            assertEquals("defined BTC-USD CLOSED 1..1000000", events.get(0));
        }
    }

    @Test
    void shouldMakeOneChangeAStepWhenSeveralAreDue() {
        schedule(1, 3, HOUR_NS, TradingStatus.HALT);
        schedule(2, 3, HOUR_NS, TradingStatus.PRE_OPEN);
        schedule(3, 3, 2 * HOUR_NS, TradingStatus.OPEN);
        engine.expect("time " + 3 * HOUR_NS, "defined BTC-USD HALT 1..1000000")
                .expect("time " + 3 * HOUR_NS, "defined BTC-USD PRE_OPEN 1..1000000")
                .expect("time " + 3 * HOUR_NS, "defined BTC-USD OPEN 1..1000000")
                .expect("time " + 3 * HOUR_NS);
        assertEquals(DAY_NS + HOUR_NS, engine.core.nextStepTimeNs());
    }

    @Test
    void shouldLetOrdersExpireBeforeTheStatusChanges() {
        schedule(1, 1, HOUR_NS, TradingStatus.HALT);
        engine.given("alice o1 buy 5@100 till " + HOUR_NS)
                .expect("time " + HOUR_NS, "deleted o1", "EXPIRED o1 cum 0", "defined BTC-USD HALT 1..1000000");
    }

    @Test
    void shouldDelayAChangeByAnotherTimeEveryDayAndTheSameOnEveryReplay() {
        final long[] first = delays(7);
        final long[] again = delays(7);
        final long[] other = delays(8);
        for (int day = 0; day < first.length; day++) {
            assertEquals(first[day], again[day]);
            assertTrue(first[day] >= 0 && first[day] <= 1_000, () -> "delays " + List.of(first));
        }
        assertTrue(first[0] != first[1] && first[0] != other[0], "delays are alike");
    }

    private static long[] delays(final long seed) {
        final EngineFixture engine = new EngineFixture();
        engine.commands
                .schedule(1, 1, 1, HOUR_NS, TradingStatus.HALT)
                .randomDelayNs(1_000)
                .seed(seed);
        engine.send();
        final long[] delays = new long[3];
        for (int day = 0; day < delays.length; day++) {
            delays[day] = engine.core.nextStepTimeNs() - day * DAY_NS - HOUR_NS;
            engine.send("time " + engine.core.nextStepTimeNs());
        }
        return delays;
    }

    @Test
    void shouldForgetAScheduleAndHaveNoEffectWhenItIsRepeated() {
        schedule(1, 2, HOUR_NS, TradingStatus.HALT);
        schedule(2, 2, 2 * HOUR_NS, TradingStatus.OPEN);
        engine.send("time " + HOUR_NS);
        schedule(1, 2, HOUR_NS, TradingStatus.HALT);
        assertEquals(2 * HOUR_NS, engine.core.nextStepTimeNs());
        schedule(1, 1, HOUR_NS, TradingStatus.HALT);
        assertEquals(DAY_NS + HOUR_NS, engine.core.nextStepTimeNs());
        schedule(0, 0, 0, TradingStatus.NULL_VAL);
        assertEquals(Long.MAX_VALUE, engine.core.nextStepTimeNs());
    }

    @ParameterizedTest
    @CsvSource({
        "9,1,1,0,0,OPEN,UNKNOWN_INSTRUMENT",
        "1,2,2,0,0,OPEN,ID_NOT_DENSE",
        "1,0,2,0,0,OPEN,ID_NOT_DENSE",
        "1,2,1,0,0,OPEN,INVALID_VALUE",
        "1,1,65,0,0,OPEN,INVALID_VALUE",
        "1,-1,-1,0,0,OPEN,INVALID_VALUE",
        "1,1,1,86400000000000,0,OPEN,INVALID_VALUE",
        "1,1,1,-1,0,OPEN,INVALID_VALUE",
        "1,1,1,0,86400000000000,OPEN,INVALID_VALUE",
        "1,1,1,0,0,NULL_VAL,INVALID_VALUE",
    })
    void shouldRefuseAScheduleThatCannotBe(
            final int instrumentId,
            final int place,
            final int places,
            final long timeOfDayNs,
            final long randomDelayNs,
            final TradingStatus status,
            final Refusal refusal) {
        engine.commands
                .schedule(instrumentId, place, places, timeOfDayNs, status)
                .randomDelayNs(randomDelayNs);
        engine.send();
        assertEquals(refusal, engine.core.lastRefusal());
        assertEquals(Long.MAX_VALUE, engine.core.nextStepTimeNs());
    }

    private void schedule(final int place, final int places, final long timeOfDayNs, final TradingStatus status) {
        engine.commands.schedule(1, place, places, timeOfDayNs, status);
        assertEquals(List.of(), engine.send());
    }
}
