/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import static io.outcry.codecs.types.SelfTradePrevention.DECREMENT;
import static io.outcry.codecs.types.SelfTradePrevention.EXPIRE_BOTH;
import static io.outcry.codecs.types.SelfTradePrevention.EXPIRE_MAKER;
import static io.outcry.codecs.types.SelfTradePrevention.EXPIRE_TAKER;
import static io.outcry.codecs.types.SelfTradePrevention.NONE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.outcry.codecs.engine.DefineAccountEncoder;
import io.outcry.codecs.types.SelfTradePrevention;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens where an order meets one of its own account or trade group. */
class SelfTradePreventionTest {
    private final EngineFixture exchange = new EngineFixture();

    @Test
    void shouldTradeWithItselfWhenPreventionIsOff() {
        exchange.selfTrade("alice", 7, NONE);
        exchange.given("alice o1 sell 5@100")
                .expect(
                        "alice o2 buy 3@100",
                        "NEW o2 buy 3@100",
                        "trade 1: o2 buy 3@100 from o1",
                        "TRADE o2 taker 3@100 leaves 0",
                        "TRADE o1 maker 3@100 leaves 2");
    }

    @Test
    void shouldExpireTheTakerBehindWhatItTradedWithOthers() {
        exchange.selfTrade("alice", 0, EXPIRE_TAKER);
        exchange.given("bob o1 sell 1@99", "alice o2 sell 5@100", "bob o3 sell 9@100")
                .expect(
                        "alice o4 buy 4@100",
                        "NEW o4 buy 4@100",
                        "trade 1: o4 buy 1@99 from o1",
                        "TRADE o4 taker 1@99 leaves 3",
                        "TRADE o1 maker 1@99 leaves 0",
                        "PREVENTED 1: o4 buy 3@100 from o2, told to session 1",
                        "EXPIRED o4 cum 1");
        assertEquals("1 +0 -5", exchange.position("alice", EngineFixture.BTC_USD));
    }

    @Test
    void shouldExpireTheMakerAndGoOn() {
        exchange.selfTrade("alice", 0, EXPIRE_MAKER);
        exchange.given("alice o1 sell 5@100", "bob o2 sell 9@100")
                .expect(
                        "alice o3 buy 4@100",
                        "NEW o3 buy 4@100",
                        "PREVENTED 1: o3 buy 4@100 from o1, told to session 1",
                        "deleted o1",
                        "EXPIRED o1 cum 0",
                        "trade 1: o3 buy 4@100 from o2",
                        "TRADE o3 taker 4@100 leaves 0",
                        "TRADE o2 maker 4@100 leaves 5")
                .expect("alice o4 cancel o1", "CANCEL_REJECTED o4 UNKNOWN_ORDER");
        assertEquals("4 +0 -0", exchange.position("alice", EngineFixture.BTC_USD));
        assertEquals(0, exchange.account("alice").openOrders());
    }

    @Test
    void shouldRestWhenAllThatItReachesWasItsOwnAndExpired() {
        exchange.selfTrade("alice", 0, EXPIRE_MAKER);
        exchange.given("alice o1 sell 5@100", "alice o2 sell 5@101")
                .expect(
                        "alice o3 buy 4@101",
                        "NEW o3 buy 4@101",
                        "PREVENTED 1: o3 buy 4@100 from o1, told to session 1",
                        "deleted o1",
                        "EXPIRED o1 cum 0",
                        "PREVENTED 2: o3 buy 4@101 from o2, told to session 1",
                        "deleted o2",
                        "EXPIRED o2 cum 0",
                        "added o3 buy 4@101");
    }

    @Test
    void shouldExpireBoth() {
        exchange.selfTrade("alice", 0, EXPIRE_BOTH);
        exchange.given("alice o1 buy 5@100", "bob o2 buy 5@100")
                .expect(
                        "alice o3 sell 4@100",
                        "NEW o3 sell 4@100",
                        "PREVENTED 1: o3 sell 4@100 from o1, told to session 1",
                        "deleted o1",
                        "EXPIRED o1 cum 0",
                        "EXPIRED o3 cum 0");
        assertEquals("0 +0 -0", exchange.position("alice", EngineFixture.BTC_USD));
    }

    @Test
    void shouldDecrementTheLargerMakerAndExpireTheTaker() {
        exchange.selfTrade("alice", 0, DECREMENT);
        exchange.given("alice o1 sell 5@100", "bob o2 buy 2@100")
                .expect(
                        "alice o3 buy 2@100",
                        "NEW o3 buy 2@100",
                        "PREVENTED 1: o3 buy 2@100 from o1, told to session 1",
                        "EXPIRED o3 cum 0",
                        "reduced o1 to 1",
                        "RESTATED o1 to 3 leaves 1");
        assertEquals("-2 +0 -1", exchange.position("alice", EngineFixture.BTC_USD));
    }

    @Test
    void shouldDecrementTheLargerTakerAndGoOn() {
        exchange.selfTrade("alice", 0, DECREMENT);
        exchange.given("alice o1 sell 2@100", "bob o2 sell 1@100")
                .expect(
                        "alice o3 buy 5@100",
                        "NEW o3 buy 5@100",
                        "PREVENTED 1: o3 buy 2@100 from o1, told to session 1",
                        "RESTATED o3 to 3 leaves 3",
                        "deleted o1",
                        "EXPIRED o1 cum 0",
                        "trade 1: o3 buy 1@100 from o2",
                        "TRADE o3 taker 1@100 leaves 2",
                        "TRADE o2 maker 1@100 leaves 0",
                        "added o3 buy 2@100");
        assertEquals("1 +2 -0", exchange.position("alice", EngineFixture.BTC_USD));
    }

    @Test
    void shouldEndBothWhenTheyAreDecrementedByTheSameQuantity() {
        exchange.selfTrade("alice", 0, DECREMENT);
        exchange.given("alice o1 sell 2@100")
                .expect(
                        "alice o3 buy 2@100",
                        "NEW o3 buy 2@100",
                        "PREVENTED 1: o3 buy 2@100 from o1, told to session 1",
                        "EXPIRED o3 cum 0",
                        "deleted o1",
                        "EXPIRED o1 cum 0");
        assertEquals("0 +0 -0", exchange.position("alice", EngineFixture.BTC_USD));
    }

    @Test
    void shouldTellBothSessionsWhenTheAccountsAreOfOneTradeGroup() {
        exchange.selfTrade("alice", 7, EXPIRE_TAKER);
        exchange.selfTrade("bob", 7, NONE);
        exchange.given("bob o1 sell 5@100")
                .expect(
                        "alice o2 buy 5@100",
                        "NEW o2 buy 5@100",
                        "PREVENTED 1: o2 buy 5@100 from o1, told to session 1",
                        "PREVENTED 1: o2 buy 5@100 from o1, told to session 2",
                        "EXPIRED o2 cum 0");
    }

    @Test
    void shouldLetTheAccountOfTheTakerDecide() {
        exchange.selfTrade("alice", 7, EXPIRE_TAKER);
        exchange.selfTrade("bob", 7, NONE);
        exchange.given("alice o1 sell 5@100")
                .expect(
                        "bob o2 buy 5@100",
                        "NEW o2 buy 5@100",
                        "trade 1: o2 buy 5@100 from o1",
                        "TRADE o2 taker 5@100 leaves 0",
                        "TRADE o1 maker 5@100 leaves 0");
    }

    @Test
    void shouldTradeWhenTheTradeGroupsDiffer() {
        exchange.selfTrade("alice", 7, EXPIRE_TAKER);
        exchange.selfTrade("bob", 8, EXPIRE_TAKER);
        exchange.given("alice o1 sell 5@100")
                .expect(
                        "bob o2 buy 5@100",
                        "NEW o2 buy 5@100",
                        "trade 1: o2 buy 5@100 from o1",
                        "TRADE o2 taker 5@100 leaves 0",
                        "TRADE o1 maker 5@100 leaves 0");
    }

    @ParameterizedTest
    @EnumSource(
            value = SelfTradePrevention.class,
            names = {"EXPIRE_TAKER", "EXPIRE_BOTH", "DECREMENT"})
    void shouldExpireFillOrKillUntouchedWhenItsOwnOrderIsInTheWay(final SelfTradePrevention prevention) {
        exchange.selfTrade("alice", 0, prevention);
        exchange.given("alice o1 sell 2@100", "bob o2 sell 5@100")
                .expect("alice o3 buy 5@100 fok", "NEW o3 buy 5@100", "EXPIRED o3 cum 0");
    }

    @Test
    void shouldFillFillOrKillPastItsOwnOrderWhenThatExpires() {
        exchange.selfTrade("alice", 0, EXPIRE_MAKER);
        exchange.given("alice o1 sell 2@100", "bob o2 sell 5@100")
                .expect("alice o3 buy 6@100 fok", "NEW o3 buy 6@100", "EXPIRED o3 cum 0")
                .expect(
                        "alice o4 buy 5@100 fok",
                        "NEW o4 buy 5@100",
                        "PREVENTED 1: o4 buy 2@100 from o1, told to session 1",
                        "deleted o1",
                        "EXPIRED o1 cum 0",
                        "trade 1: o4 buy 5@100 from o2",
                        "TRADE o4 taker 5@100 leaves 0",
                        "TRADE o2 maker 5@100 leaves 0");
    }

    @Test
    void shouldPreventWhatAReplacedOrderWouldTrade() {
        exchange.selfTrade("alice", 0, EXPIRE_TAKER);
        exchange.given("alice o1 sell 5@100", "alice o2 buy 5@99")
                .expect(
                        "alice o3 replace o2 5@100",
                        "deleted o2",
                        "REPLACED o3 was o2 5@100 leaves 5",
                        "PREVENTED 1: o3 buy 5@100 from o1, told to session 1",
                        "EXPIRED o3 cum 0");
        assertEquals(1, exchange.account("alice").openOrders());
    }

    @Test
    void shouldRefusePostOnlyWhenItWouldMeetItsOwnOrder() {
        exchange.selfTrade("alice", 0, EXPIRE_MAKER);
        exchange.given("alice o1 sell 5@100").expect("alice o2 buy 5@100 post", "REJECTED o2 POST_ONLY_WOULD_TRADE");
    }

    @Test
    void shouldFreeTheFundsOfWhatIsPrevented() {
        exchange.deposit("penny", EngineFixture.USD, 500, 1);
        exchange.deposit("penny", EngineFixture.BTC, 5, 2);
        exchange.selfTrade("penny", 0, DECREMENT);
        exchange.given("penny o1 sell 5@100")
                .expect(
                        "penny o2 buy 3@100",
                        "NEW o2 buy 3@100",
                        "PREVENTED 1: o2 buy 3@100 from o1, told to session 4",
                        "EXPIRED o2 cum 0",
                        "reduced o1 to 2",
                        "RESTATED o1 to 2 leaves 2");
        assertEquals("500 locked 0", exchange.funds("penny", EngineFixture.USD));
        assertEquals("5 locked 2", exchange.funds("penny", EngineFixture.BTC));
    }

    @Test
    void shouldNotAskAMarketBuyerToPayForItsOwnOrders() {
        exchange.deposit("penny", EngineFixture.USD, 202, 1);
        exchange.deposit("penny", EngineFixture.BTC, 5, 2);
        exchange.selfTrade("penny", 0, EXPIRE_MAKER);
        exchange.given("penny o1 sell 5@100", "bob o2 sell 2@101")
                .expect(
                        "penny o3 buy 2@market",
                        "NEW o3 buy 2@market",
                        "PREVENTED 1: o3 buy 2@100 from o1, told to session 4",
                        "deleted o1",
                        "EXPIRED o1 cum 0",
                        "trade 1: o3 buy 2@101 from o2",
                        "TRADE o3 taker 2@101 leaves 0",
                        "TRADE o2 maker 2@101 leaves 0");
        assertEquals("0 locked 0", exchange.funds("penny", EngineFixture.USD));
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 6, 255})
    void shouldRefuseAnAccountWhenItsPreventionIsUnknown(final int prevention) {
        exchange.commands.account(1);
        exchange.commands.spoil(DefineAccountEncoder.selfTradePreventionEncodingOffset(), prevention);
        assertEquals(List.of("REFUSED INVALID_VALUE"), exchange.send());
    }

    @Test
    void shouldRefuseAnAccountWhenItsTradeGroupIsNegative() {
        exchange.commands.account(1).tradeGroup(-1);
        assertEquals(List.of("REFUSED INVALID_VALUE"), exchange.send());
    }

    @Test
    void shouldCountInTheStateHash() {
        final EngineFixture other = new EngineFixture();
        exchange.selfTrade("alice", 1, EXPIRE_TAKER);
        other.selfTrade("alice", 2, EXPIRE_TAKER);
        assertNotEquals(other.core.stateHash(), exchange.core.stateHash());
        exchange.selfTrade("alice", 1, EXPIRE_TAKER);
        other.selfTrade("alice", 1, EXPIRE_MAKER);
        assertNotEquals(other.core.stateHash(), exchange.core.stateHash());
        exchange.selfTrade("alice", 1, EXPIRE_TAKER);
        other.selfTrade("alice", 1, EXPIRE_TAKER);
        assertEquals(other.core.stateHash(), exchange.core.stateHash());
    }
}
