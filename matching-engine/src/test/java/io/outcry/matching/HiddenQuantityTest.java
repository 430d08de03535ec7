/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outcry.codecs.types.SelfTradePrevention;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Icebergs and hidden orders where they meet other rules; what they do alone is in {@code docs/ORDERS.md}. */
class HiddenQuantityTest {
    private final EngineFixture engine = new EngineFixture();

    @Test
    void shouldFillFokFromWhatIcebergsAndHiddenOrdersDoNotShow() {
        engine.given("alice o1 sell 10@100 show 2", "alice o2 sell 5@100 hidden")
                .expect("bob o3 buy 16@100 fok", "NEW o3 buy 16@100", "EXPIRED o3 cum 0")
                .given("bob o4 buy 15@100 fok");
        assertEquals(0, engine.core.openOrders());
    }

    @Test
    void shouldNotCountPartsThatComeBehindAnOwnOrder() {
        engine.selfTrade("bob", 0, SelfTradePrevention.EXPIRE_TAKER);
        engine.given("alice o1 sell 10@100 show 2", "bob o2 sell 1@100")
                .expect("bob o3 buy 3@100 fok", "NEW o3 buy 3@100", "EXPIRED o3 cum 0")
                .given("bob o4 buy 2@100 fok");
        assertEquals(8, engine.core.orders().leavesQty(order("o1")));
    }

    @Test
    void shouldCountPartsBeforeAnOwnOrderThatIsHidden() {
        engine.selfTrade("bob", 0, SelfTradePrevention.EXPIRE_TAKER);
        engine.given("bob o1 sell 1@100 hidden", "alice o2 sell 10@100 show 2", "bob o3 buy 10@100 fok");
        assertEquals(1, engine.core.openOrders());
    }

    @Test
    void shouldPayForWhatIsNotShown() {
        engine.deposit("penny", EngineFixture.USD, 1_000, 1);
        engine.given("alice o1 sell 10@100 show 2", "penny o2 buy 11@market");
        assertEquals("0 locked 0", engine.funds("penny", EngineFixture.USD));
        assertEquals("10 locked 0", engine.funds("penny", EngineFixture.BTC));
    }

    @Test
    void shouldRejectMarketBuyThatCannotPayForWhatIsNotShown() {
        engine.deposit("penny", EngineFixture.USD, 999, 1);
        engine.given("alice o1 sell 10@100 show 2").expect("penny o2 buy 10@market", "REJECTED o2 INSUFFICIENT_FUNDS");
    }

    @Test
    void shouldShowTheNextPartWhenPreventionTookTheFirst() {
        engine.selfTrade("alice", 0, SelfTradePrevention.DECREMENT);
        engine.given("alice o1 sell 10@100 show 4")
                .expect(
                        "alice o2 buy 4@100",
                        "NEW o2 buy 4@100",
                        "PREVENTED 1: o2 buy 4@100 from o1, told to session 1",
                        "EXPIRED o2 cum 0",
                        "deleted o1",
                        "RESTATED o1 to 6 leaves 6",
                        "added o1 sell 4@100");
    }

    @Test
    void shouldExpireTheWholeIcebergThatPreventionEnds() {
        engine.selfTrade("alice", 0, SelfTradePrevention.EXPIRE_MAKER);
        engine.given("alice o1 sell 10@100 show 4", "alice o2 buy 1@100");
        assertEquals("0 +1 -0", engine.position("alice", EngineFixture.BTC_USD));
    }

    @Test
    void shouldKeepTheShownPartWhenOnlyTheRestIsReduced() {
        engine.given("alice o1 sell 10@100 show 4")
                .expect("alice o2 replace o1 5@100", "REPLACED o2 was o1 5@100 leaves 5")
                .expect("alice o3 replace o2 3@100", "reduced o2 to 3", "REPLACED o3 was o2 3@100 leaves 3")
                .expect(
                        "alice o4 replace o3 8@100",
                        "deleted o3",
                        "REPLACED o4 was o3 8@100 leaves 8",
                        "added o4 sell 4@100");
    }

    @Test
    void shouldRejectReplaceThatWouldNeedTooManyParts() {
        engine.given("alice o1 sell 10@100 show 4")
                .given("alice o2 replace o1 400@100")
                .expect("alice o3 replace o2 401@100", "CANCEL_REJECTED o3 INVALID_DISPLAY_QTY");
    }

    @Test
    void shouldLetAHiddenOrderTradeBeforeAWorseOneThatIsShown() {
        engine.given("alice o1 sell 5@101", "alice o2 sell 5@100 hidden")
                .expect(
                        "bob o3 buy 6@101",
                        "NEW o3 buy 6@101",
                        "trade 1: o3 buy 5@100 from hidden",
                        "TRADE o3 taker 5@100 leaves 1",
                        "TRADE o2 maker 5@100 leaves 0",
                        "trade 2: o3 buy 1@101 from o1",
                        "TRADE o3 taker 1@101 leaves 0",
                        "TRADE o1 maker 1@101 leaves 4");
    }

    @Test
    void shouldTellNobodyWhenAHiddenOrderIsReplacedOrCancelled() {
        engine.given("alice o1 sell 5@100 hidden")
                .expect("alice o2 replace o1 3@100", "REPLACED o2 was o1 3@100 leaves 3")
                .expect("alice o3 replace o2 3@101", "REPLACED o3 was o2 3@101 leaves 3")
                .expect("alice o4 cancel o3", "CANCELED o4 was o3 cum 0");
    }

    @Test
    void shouldSlideBeforeAHiddenOrderToo() {
        engine.given("alice o1 sell 5@100 hidden")
                .expect("bob o2 buy 5@100 slide", "NEW o2 buy 5@99", "added o2 buy 5@99")
                .expect("bob o3 buy 5@100 post", "REJECTED o3 POST_ONLY_WOULD_TRADE");
    }

    @Test
    void shouldRejectAnOrderThatHasNoPriceToSlideTo() {
        engine.given("alice o1 sell 5@1").expect("bob o2 buy 5@1 slide", "REJECTED o2 INVALID_PRICE");
        engine.given("alice o3 cancel o1", "bob o4 buy 5@1 slide", "alice o5 sell 1@1 fok");
        engine.given("alice o6 sell 5@2")
                .expect("bob o7 replace o4 5@2", "deleted o4", "REPLACED o7 was o4 5@1 leaves 4", "added o7 buy 4@1");
    }

    @Test
    void shouldExpireMarketToLimitWhenNobodyIsThere() {
        engine.expect("bob o1 buy 5@best", "NEW o1 buy 5@market", "EXPIRED o1 cum 0");
    }

    @Test
    void shouldDrawPartsWithinTheVarianceAndThoseOfTheSeed() {
        engine.given("alice o1 sell 1000@100 show 20 vary 5 seed -3");
        long previous = 20;
        boolean differs = false;
        for (int i = 2; engine.core.openOrders() > 0; i++) {
            final List<String> events = engine.send("bob o" + i + " buy " + previous + "@100");
            final String last = events.get(events.size() - 1);
            if (!last.startsWith("added")) {
                break;
            }
            final long part = Long.parseLong(last.split(" ")[3].split("@")[0]);
            assertTrue(part <= 25 && (part >= 15 || engine.core.orders().leavesQty(order("o1")) == part), last);
            differs |= part != previous;
            previous = part;
        }
        assertEquals(0, engine.core.openOrders());
        assertTrue(differs);
    }

    private int order(final String name) {
        return engine.core.orders().find(engine.orderId(name));
    }
}
