/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bugs that public matching engines had, each as the shortest sequence that would show it here. */
class KnownBugsTest {
    private final EngineFixture engine = new EngineFixture();

    @Test
    void shouldNotTriggerABuyStopBelowItsPriceNorASellStopAboveIt() {
        engine.given("bob o1 buy 1@market stop 101", "bob o2 sell 1@market stop 99");
        engine.given("alice o3 sell 1@100", "carol o4 buy 1@100");
        assertEquals(2, engine.core.openOrders());
    }

    @Test
    void shouldCancelAStopAndNeverTriggerItAgain() {
        engine.given("bob o1 sell 1@market stop 100").expect("bob o2 cancel o1", "CANCELED o2 was o1 cum 0");
        engine.given("alice o3 buy 5@100", "carol o4 sell 1@100");
        assertEquals("0 +0 -0", engine.position("bob", EngineFixture.BTC_USD));
    }

    @Test
    void shouldNotLetTheRestOfAnIocOrderRest() {
        engine.given("alice o1 sell 2@100", "bob o2 buy 5@100 ioc");
        assertEquals(0, engine.core.openOrders());
        assertEquals(OrderPool.NONE, book().best(true));
    }

    @Test
    void shouldTradeFokAndAllOrNoneAtThePriceOfTheRestingOrder() {
        engine.given("alice o1 sell 5@100", "bob o2 buy 5@110 fok", "alice o3 sell 5@100", "bob o4 buy 5@110 whole");
        assertEquals("-1000 locked 0", engine.funds("bob", EngineFixture.USD));
    }

    @Test
    void shouldFireACascadeWithinTheCommandThatBeginsIt() {
        engine.given("alice o1 buy 1@100", "alice o2 buy 1@99", "alice o3 buy 1@98");
        engine.given("bob o4 sell 1@market stop 100", "bob o5 sell 1@market stop 99");
        final List<String> events = engine.send("carol o6 sell 1@100");
        assertEquals(
                2,
                events.stream().filter(event -> event.startsWith("TRIGGERED")).count());
        assertEquals(0, engine.core.openOrders());
    }

    @Test
    void shouldTradeInsteadOfCrossingWhenAnOrderIsReplaced() {
        engine.given("alice o1 buy 5@99", "bob o2 sell 5@101", "alice o3 replace o1 5@101");
        assertEquals(0, engine.core.openOrders());
    }

    @Test
    void shouldRefuseToReplaceOrCancelAFilledOrder() {
        engine.given("alice o1 buy 5@100", "bob o2 sell 5@100")
                .expect("alice o3 replace o1 6@100", "CANCEL_REJECTED o3 UNKNOWN_ORDER")
                .expect("alice o4 cancel o1", "CANCEL_REJECTED o4 UNKNOWN_ORDER");
    }

    @Test
    void shouldKeepTheNeighboursOfAReplacedOrder() {
        engine.given("alice o1 buy 1@100", "alice o2 buy 1@100", "alice o3 buy 1@100", "alice o4 replace o2 1@99");
        assertEquals(List.of("o1", "o3", "o4"), bids());
    }

    @Test
    void shouldKeepTheQueueBehindAnOrderThatIsCancelledInTheMiddle() {
        engine.given("alice o1 buy 1@100", "alice o2 buy 1@100", "alice o3 buy 1@100", "alice o4 cancel o2");
        assertEquals(List.of("o1", "o3"), bids());
    }

    @Test
    void shouldForgetThePriceOfALevelWhoseLastOrderIsCancelled() {
        engine.given("alice o1 sell 1@100", "alice o2 sell 1@105", "alice o3 cancel o1");
        assertEquals(105, engine.core.orders().price(book().best(false)));
        engine.given("bob o4 buy 1@104");
        assertEquals(2, engine.core.openOrders());
    }

    @Test
    void shouldLetAnIdBeUsedAgainAfterAFill() {
        engine.given("alice o1 buy 1@100", "bob o2 sell 1@100", "alice o1 buy 1@100", "bob o2 sell 1@100");
        assertEquals("2 +0 -0", engine.position("alice", EngineFixture.BTC_USD));
    }

    @Test
    void shouldKnowTheDepthOfMoreThanAHundredLevels() {
        for (int i = 1; i <= 500; i++) {
            engine.given("alice o" + i + " sell 2@" + (1_000 + i));
        }
        for (int i = 1; i <= 500; i++) {
            assertEquals(2, book().depth(false, 1_000 + i));
        }
        engine.given("bob o501 buy 1000@1500 fok");
        assertEquals(0, engine.core.openOrders());
    }

    @Test
    void shouldKeepTheOrderOfCommandsOfTheSameTime() {
        for (int i = 1; i <= 5; i++) {
            final Commands commands = engine.commands;
            commands.newOrder(1, EngineFixture.BTC_USD, i).price(100);
            engine.events.clear();
            engine.core.onCommand(
                    engine.core.sequence() + 1, 5_000, commands.buffer(), 0, commands.length(), engine.events);
        }
        final List<Long> clOrdIds = new ArrayList<>();
        for (int order = book().best(true); order != OrderPool.NONE; order = book().next(order, true)) {
            clOrdIds.add(engine.core.orders().clOrdId(order));
        }
        assertEquals(List.of(1L, 2L, 3L, 4L, 5L), clOrdIds);
    }

    private OrderBook book() {
        return engine.core.book(EngineFixture.BTC_USD);
    }

    private List<String> bids() {
        final List<String> names = new ArrayList<>();
        for (int order = book().best(true); order != OrderPool.NONE; order = book().next(order, true)) {
            names.add("o" + engine.core.orders().clOrdId(order));
        }
        return names;
    }
}
