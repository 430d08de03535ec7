/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.engine.DefineInstrumentEncoder;
import io.outcry.codecs.engine.Refusal;
import io.outcry.codecs.types.BandAction;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtectionTest {
    private static final int PERCENT = 100;

    private final EngineFixture engine = new EngineFixture();

    @Test
    void shouldLetWhatWouldTradeOutsideTheBandExpire() {
        define(definition -> definition.referencePrice(100).staticBandBps(5 * PERCENT));
        engine.given("alice o1 sell 1@104", "alice o2 sell 1@105", "alice o3 sell 1@106")
                .expect(
                        "bob o4 buy 3@110",
                        "NEW o4 buy 3@110",
                        "trade 1: o4 buy 1@104 from o1",
                        "TRADE o4 taker 1@104 leaves 2",
                        "TRADE o1 maker 1@104 leaves 0",
                        "trade 2: o4 buy 1@105 from o2",
                        "TRADE o4 taker 1@105 leaves 1",
                        "TRADE o2 maker 1@105 leaves 0",
                        "EXPIRED o4 cum 2 PRICE_BAND");
    }

    @Test
    void shouldProtectMarketOrdersByTheBand() {
        define(definition -> definition.referencePrice(100).staticBandBps(5 * PERCENT));
        engine.given("alice o1 buy 1@96", "alice o2 buy 1@94")
                .expect(
                        "bob o3 sell 2@market",
                        "NEW o3 sell 2@market",
                        "trade 1: o3 sell 1@96 from o1",
                        "TRADE o3 taker 1@96 leaves 1",
                        "TRADE o1 maker 1@96 leaves 0",
                        "EXPIRED o3 cum 1 PRICE_BAND");
    }

    @Test
    void shouldMeasureTheDynamicBandFromTheTradeBeforeTheOrder() {
        define(definition -> definition.dynamicBandBps(5 * PERCENT));
        trade(100);
        engine.given("alice o1 sell 1@104", "alice o2 sell 1@107")
                .expect(
                        "bob o3 buy 2@107",
                        "NEW o3 buy 2@107",
                        "trade 2: o3 buy 1@104 from o1",
                        "TRADE o3 taker 1@104 leaves 1",
                        "TRADE o1 maker 1@104 leaves 0",
                        "EXPIRED o3 cum 1 PRICE_BAND")
                .expect(
                        "bob o4 buy 1@107",
                        "NEW o4 buy 1@107",
                        "trade 3: o4 buy 1@107 from o2",
                        "TRADE o4 taker 1@107 leaves 0",
                        "TRADE o2 maker 1@107 leaves 0");
    }

    @Test
    void shouldTakeTheNarrowerOfBothBands() {
        define(definition ->
                definition.referencePrice(100).staticBandBps(20 * PERCENT).dynamicBandBps(5 * PERCENT));
        trade(118);
        engine.given("alice o1 sell 1@121")
                .expect("bob o2 buy 1@121", "NEW o2 buy 1@121", "EXPIRED o2 cum 0 PRICE_BAND");
    }

    @Test
    void shouldGoToAnAuctionAndComeBack() {
        define(definition -> definition
                .referencePrice(100)
                .staticBandBps(5 * PERCENT)
                .bandAction(BandAction.AUCTION)
                .auctionNs(1_000));
        engine.given("alice o1 sell 2@106")
                .expect(
                        "bob o2 buy 1@110",
                        "NEW o2 buy 1@110",
                        "defined BTC-USD VOLATILITY_AUCTION 1..1000000",
                        "added o2 buy 1@110");
        final long resumeNs = engine.timeNs() - 1 + 1_000;
        engine.expect("time " + (resumeNs - 1), "indicated 1@106 SELL 1 left")
                .expect(
                        "time " + resumeNs,
                        "trade 1: 1@106 in the auction",
                        "TRADE o2 maker 1@106 leaves 0",
                        "TRADE o1 maker 1@106 leaves 1",
                        "deleted o2",
                        "reduced o1 to 1",
                        "defined BTC-USD OPEN 1..1000000");
        engine.given("carol o3 sell 1@111")
                .expect(
                        "bob o4 buy 2@111",
                        "NEW o4 buy 2@111",
                        "trade 2: o4 buy 1@106 from o1",
                        "TRADE o4 taker 1@106 leaves 1",
                        "TRADE o1 maker 1@106 leaves 0",
                        "trade 3: o4 buy 1@111 from o3",
                        "TRADE o4 taker 1@111 leaves 0",
                        "TRADE o3 maker 1@111 leaves 0");
    }

    @Test
    void shouldPauseBeforeTheAuction() {
        define(definition -> definition
                .referencePrice(100)
                .staticBandBps(5 * PERCENT)
                .bandAction(BandAction.PAUSE)
                .pauseNs(500)
                .auctionNs(1_000));
        engine.given("alice o1 sell 2@106")
                .expect(
                        "bob o2 buy 1@market",
                        "NEW o2 buy 1@market",
                        "defined BTC-USD HALT 1..1000000",
                        "EXPIRED o2 cum 0 PRICE_BAND");
        final long pauseEndNs = engine.timeNs() - 1 + 500;
        assertEquals(pauseEndNs, engine.core.nextStepTimeNs());
        engine.expect("time " + pauseEndNs, "defined BTC-USD VOLATILITY_AUCTION 1..1000000");
        engine.expect("time " + (pauseEndNs + 1_000), "defined BTC-USD OPEN 1..1000000");
        assertEquals(Long.MAX_VALUE, engine.core.nextStepTimeNs());
    }

    @Test
    void shouldStayWhereAnOperatorPutsIt() {
        define(definition -> definition
                .referencePrice(100)
                .staticBandBps(5 * PERCENT)
                .bandAction(BandAction.AUCTION)
                .auctionNs(1_000));
        engine.given("alice o1 sell 2@106", "bob o2 buy 1@110", "phase HALT");
        assertEquals(List.of(), engine.send("time 100000"));
    }

    @Test
    void shouldKillWhatCannotBeFilledInsideTheBand() {
        define(definition ->
                definition.referencePrice(100).staticBandBps(5 * PERCENT).bandAction(BandAction.AUCTION));
        engine.given("alice o1 sell 1@104", "alice o2 sell 1@106")
                .expect("bob o3 buy 2@110 fok", "NEW o3 buy 2@110", "EXPIRED o3 cum 0")
                .expect("bob o4 buy 2@110 whole", "NEW o4 buy 2@110");
    }

    @Test
    void shouldStopTheCascadeThatLeavesTheBand() {
        define(definition -> definition
                .dynamicBandBps(5 * PERCENT)
                .bandAction(BandAction.AUCTION)
                .auctionNs(1_000));
        trade(100);
        engine.given("alice o1 sell 1@101", "alice o2 sell 5@120", "bob o3 buy 1@market stop 101")
                .given("bob o4 buy 1@market stop 101")
                .expect(
                        "carol o5 buy 1@101",
                        "NEW o5 buy 1@101",
                        "trade 2: o5 buy 1@101 from o1",
                        "TRADE o5 taker 1@101 leaves 0",
                        "TRADE o1 maker 1@101 leaves 0",
                        "TRIGGERED o3 buy 1@market leaves 1",
                        "defined BTC-USD VOLATILITY_AUCTION 1..1000000",
                        "EXPIRED o3 cum 0 PRICE_BAND")
                .expect("alice o6 status o4", "CANCEL_REJECTED o6 UNKNOWN_ORDER")
                .expect("bob o7 status o4", "ORDER_STATUS o4 buy 1@market leaves 1");
    }

    @Test
    void shouldRejectOrdersThatAreWorthTooMuch() {
        define(definition -> definition.maxNotional(1_000));
        engine.expect("alice o1 buy 11@91", "REJECTED o1 MAX_NOTIONAL")
                .given("alice o2 buy 10@91")
                .expect("alice o3 replace o2 11@91", "CANCEL_REJECTED o3 MAX_NOTIONAL")
                .given("bob o4 sell 1@91");
        engine.expect("bob o5 sell 11@market", "REJECTED o5 MAX_NOTIONAL");
    }

    @Test
    void shouldRejectLimitsTooFarBeyondTheLastTrade() {
        define(definition -> definition.maxDeviationBps(10 * PERCENT));
        engine.given("alice o1 buy 1@500", "alice o2 cancel o1");
        trade(100);
        engine.expect("alice o3 buy 1@111", "REJECTED o3 PRICE_DEVIATION")
                .expect("alice o4 sell 1@89", "REJECTED o4 PRICE_DEVIATION")
                .given("alice o5 buy 1@50", "alice o6 sell 1@200")
                .expect("alice o7 replace o5 1@111", "CANCEL_REJECTED o7 PRICE_DEVIATION")
                .given("alice o8 replace o5 1@110");
    }

    @Test
    void shouldMeasureByTheReferencePriceBeforeTheFirstTrade() {
        define(definition -> definition.referencePrice(100).maxNotional(1_000).maxDeviationBps(10 * PERCENT));
        engine.expect("alice o1 buy 1@111", "REJECTED o1 PRICE_DEVIATION")
                .expect("alice o2 sell 11@market", "REJECTED o2 MAX_NOTIONAL")
                .given("alice o3 buy 1@110", "bob o4 sell 1@110")
                .given("alice o5 buy 1@121");
    }

    @Test
    void shouldStayWhereAnOperatorKeepsAPausedInstrument() {
        define(definition -> definition
                .referencePrice(100)
                .staticBandBps(5 * PERCENT)
                .bandAction(BandAction.PAUSE)
                .pauseNs(1_000)
                .auctionNs(1_000));
        engine.given("alice o1 sell 2@106", "bob o2 buy 1@110");
        assertEquals(List.of(), engine.send("phase HALT"));
        assertEquals(Long.MAX_VALUE, engine.core.nextStepTimeNs());
        assertEquals(List.of(), engine.send("time 100000"));
        engine.expect("bob o3 buy 1@100", "REJECTED o3 INSTRUMENT_HALTED");
    }

    @ParameterizedTest
    @CsvSource({
        "0,0,0,0,0,0,0,EXPIRE",
        "100,-1,0,0,0,0,0,EXPIRE",
        "100,0,-1,0,0,0,0,EXPIRE",
        "100,0,0,86400000000001,0,0,0,EXPIRE",
        "100,0,0,0,-1,0,0,EXPIRE",
        "100,0,0,0,0,60001,0,EXPIRE",
        "100,0,0,0,0,0,-1,EXPIRE",
        "100,0,0,0,0,0,0,NULL_VAL",
    })
    void shouldRefuseAProtectionThatCannotBe(
            final long referencePrice,
            final long maxNotional,
            final long pauseNs,
            final long auctionNs,
            final int staticBandBps,
            final int dynamicBandBps,
            final int maxDeviationBps,
            final BandAction bandAction) {
        engine.commands
                .instrument(1, "BTC-USD")
                .referencePrice(referencePrice)
                .maxNotional(maxNotional)
                .pauseNs(pauseNs)
                .auctionNs(auctionNs)
                .staticBandBps(staticBandBps)
                .dynamicBandBps(dynamicBandBps)
                .maxDeviationBps(maxDeviationBps)
                .bandAction(bandAction);
        engine.send();
        assertEquals(Refusal.INVALID_VALUE, engine.core.lastRefusal());
    }

    @Test
    void shouldTradeAtAnyPriceWhenNothingIsKnownYet() {
        define(definition -> definition
                .referencePrice(NullValue.INT64)
                .staticBandBps(PERCENT)
                .dynamicBandBps(PERCENT)
                .maxDeviationBps(PERCENT));
        engine.given("alice o1 sell 1@9999");
        assertEquals(4, engine.send("bob o2 buy 1@9999").size());
    }

    private void define(final Consumer<DefineInstrumentEncoder> change) {
        change.accept(engine.commands.instrument(1, "BTC-USD"));
        assertEquals(1, engine.send().size());
    }

    private void trade(final long price) {
        engine.given("carol o91 buy 1@" + price, "carol o92 sell 1@" + price);
    }
}
