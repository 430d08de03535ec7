/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import static io.outcry.matching.EngineFixture.BTC;
import static io.outcry.matching.EngineFixture.BTC_USD;
import static io.outcry.matching.EngineFixture.USD;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outcry.codecs.types.BooleanType;
import org.junit.jupiter.api.Test;

/** What the engine asks of an account; penny's funds are checked, the others' are not. */
class RiskTest {
    private static final long MAX = Long.MAX_VALUE;

    private final EngineFixture engine = new EngineFixture();

    @Test
    void shouldRejectBuyThatFreeFundsDoNotCover() {
        engine.deposit("penny", USD, 1_000, 1);
        engine.expect("penny o1 buy 10@101", "REJECTED o1 INSUFFICIENT_FUNDS")
                .given("penny o2 buy 6@100")
                .expect("penny o3 buy 5@100", "REJECTED o3 INSUFFICIENT_FUNDS")
                .given("penny o4 buy 4@100")
                .expect("penny o5 buy 1@1", "REJECTED o5 INSUFFICIENT_FUNDS");
        assertEquals("1000 locked 1000", engine.funds("penny", USD));
    }

    @Test
    void shouldRejectSellThatFreeFundsDoNotCover() {
        engine.deposit("penny", BTC, 10, 1);
        engine.expect("penny o1 sell 11@1", "REJECTED o1 INSUFFICIENT_FUNDS")
                .given("penny o2 sell 10@100")
                .expect("penny o3 sell 1@1 ioc", "REJECTED o3 INSUFFICIENT_FUNDS")
                .expect("penny o4 sell 1@market", "REJECTED o4 INSUFFICIENT_FUNDS");
        assertEquals("10 locked 10", engine.funds("penny", BTC));
    }

    @Test
    void shouldMeasureMarketBuyByTheBook() {
        engine.deposit("penny", USD, 700, 1);
        engine.given("alice o1 sell 2@100", "alice o2 sell 5@250")
                .expect("penny o3 buy 5@market", "REJECTED o3 INSUFFICIENT_FUNDS")
                .given("penny o4 buy 4@market");
        assertEquals("0 locked 0", engine.funds("penny", USD));
        assertEquals("4 locked 0", engine.funds("penny", BTC));
    }

    @Test
    void shouldMeasureMarketBuyByAllThereIsWhenTheBookIsSmaller() {
        engine.deposit("penny", USD, 200, 1);
        engine.given("alice o1 sell 2@100").given("penny o2 buy 900@market");
        assertEquals("0 locked 0", engine.funds("penny", USD));
        engine.expect("penny o3 buy 900@market", "NEW o3 buy 900@market", "EXPIRED o3 cum 0");
    }

    @Test
    void shouldNotSpendLockedFundsOnAMarketOrder() {
        engine.deposit("penny", USD, 300, 1);
        engine.given("penny o1 buy 2@100", "alice o2 sell 1@101")
                .expect("penny o3 buy 1@market", "REJECTED o3 INSUFFICIENT_FUNDS")
                .given("alice o4 replace o2 2@101");
        assertEquals("300 locked 200", engine.funds("penny", USD));
    }

    @Test
    void shouldReturnTheDifferenceWhenThePriceIsBetterThanTheLimit() {
        engine.deposit("penny", USD, 1_000, 1);
        engine.given("alice o1 sell 4@60", "penny o2 buy 10@100");
        assertEquals("760 locked 600", engine.funds("penny", USD));
        engine.expect("penny o3 buy 161@1", "REJECTED o3 INSUFFICIENT_FUNDS").given("penny o4 buy 160@1");
        assertEquals("760 locked 760", engine.funds("penny", USD));
    }

    @Test
    void shouldSpendWhatASaleBrought() {
        engine.deposit("penny", BTC, 5, 1);
        engine.given("alice o1 buy 5@100", "penny o2 sell 5@90");
        assertEquals("500 locked 0", engine.funds("penny", USD));
        engine.given("penny o3 buy 5@100");
        assertEquals("500 locked 500", engine.funds("penny", USD));
    }

    @Test
    void shouldFreeFundsWhenAnOrderIsCancelledOrExpires() {
        engine.deposit("penny", USD, 500, 1);
        engine.given("penny o1 buy 5@100", "penny o2 cancel o1", "penny o3 buy 5@100 ioc", "penny o4 buy 5@100 fok");
        assertEquals("500 locked 0", engine.funds("penny", USD));
        engine.given("penny o5 buy 5@100");
    }

    @Test
    void shouldMeasureReplaceAsIfTheOldOrderWereGone() {
        engine.deposit("penny", USD, 500, 1);
        engine.given("penny o1 buy 5@100")
                .expect("penny o2 replace o1 6@100", "CANCEL_REJECTED o2 INSUFFICIENT_FUNDS")
                .expect("penny o3 replace o1 5@101", "CANCEL_REJECTED o3 INSUFFICIENT_FUNDS");
        assertEquals("500 locked 500", engine.funds("penny", USD));
        engine.given("penny o4 replace o1 10@50");
        assertEquals("500 locked 500", engine.funds("penny", USD));
        engine.given("penny o5 replace o4 9@50");
        assertEquals("500 locked 450", engine.funds("penny", USD));
    }

    @Test
    void shouldMeasureReplaceByWhatIsLeftToTrade() {
        engine.deposit("penny", USD, 500, 1);
        engine.given("penny o1 buy 5@100", "alice o2 sell 4@100")
                .expect("penny o3 replace o1 6@100", "CANCEL_REJECTED o3 INSUFFICIENT_FUNDS")
                .given("penny o4 replace o1 6@50");
        assertEquals("100 locked 100", engine.funds("penny", USD));
    }

    @Test
    void shouldApplyTheLargestOrderOfTheAccount() {
        engine.commands.account(1).maxOrderQty(5);
        engine.send();
        engine.expect("alice o1 buy 6@100", "REJECTED o1 MAX_ORDER_QTY")
                .given("alice o2 buy 5@100")
                .expect("alice o3 replace o2 6@100", "CANCEL_REJECTED o3 MAX_ORDER_QTY")
                .given("bob o4 buy 6@100");
    }

    @Test
    void shouldApplyTheOpenOrdersOfTheAccount() {
        engine.commands.account(1).maxOpenOrders(2);
        engine.send();
        engine.given("alice o1 buy 5@100", "alice o2 buy 5@100 in 2")
                .expect("alice o3 buy 5@100", "REJECTED o3 MAX_OPEN_ORDERS")
                .expect("alice o4 buy 5@100 ioc", "REJECTED o4 MAX_OPEN_ORDERS")
                .given("alice o5 replace o1 5@101", "bob o6 sell 5@101", "alice o7 buy 5@100")
                .expect("alice o8 buy 5@100", "REJECTED o8 MAX_OPEN_ORDERS")
                .given("alice o9 cancel o7", "alice o10 buy 5@100");
        engine.commands.account(1).maxOpenOrders(0);
        engine.send();
        engine.expect("alice o11 buy 5@100", "REJECTED o11 MAX_OPEN_ORDERS").given("alice o12 cancel o10");
    }

    @Test
    void shouldRejectNotionalAndPositionsThatCannotBeAccountedFor() {
        engine.commands.instrument(BTC_USD, "BTC-USD").maxQty(MAX);
        engine.send();
        engine.expect("alice o1 buy " + MAX + "@137438953473", "REJECTED o1 NOTIONAL_OVERFLOW")
                .given("alice o2 buy " + MAX + "@137438953472")
                .expect("alice o3 buy 1@1", "REJECTED o3 POSITION_OVERFLOW")
                .expect("alice o4 buy 1@market", "REJECTED o4 POSITION_OVERFLOW")
                .expect("alice o5 replace o2 " + MAX + "@137438953473", "CANCEL_REJECTED o5 NOTIONAL_OVERFLOW")
                .given("alice o6 replace o2 1@1", "alice o7 sell " + MAX + "@2");
    }

    @Test
    void shouldCountPositionsAgainstFurtherOrders() {
        engine.commands.instrument(BTC_USD, "BTC-USD").maxQty(MAX);
        engine.send();
        engine.given("alice o1 buy " + (MAX - 5) + "@1", "bob o2 sell " + (MAX - 5) + "@1")
                .expect("alice o3 buy 6@1", "REJECTED o3 POSITION_OVERFLOW")
                .expect("bob o4 sell 6@1", "REJECTED o4 POSITION_OVERFLOW")
                .given("alice o5 buy 5@1", "alice o6 buy 5@1 in 2")
                .expect("alice o7 replace o5 6@1", "CANCEL_REJECTED o7 POSITION_OVERFLOW");
    }

    @Test
    void shouldApplyChecksFromWhenTheyAreSwitchedOn() {
        engine.given("alice o1 buy 5@100", "bob o2 sell 1@100");
        engine.commands.account(1).checkFunds(BooleanType.TRUE);
        engine.send();
        engine.expect("alice o3 buy 1@1", "REJECTED o3 INSUFFICIENT_FUNDS")
                .expect("alice o4 replace o1 4@100", "CANCEL_REJECTED o4 INSUFFICIENT_FUNDS")
                .expect("alice o5 cancel o1", "deleted o1", "CANCELED o5 was o1 cum 1")
                .given("alice o6 sell 1@100");
    }

    @Test
    void shouldLeaveAMarketOrderOfAnUnknownSizeToTheOtherChecks() {
        engine.commands.account(4).maxOrderQty(10).checkFunds(BooleanType.TRUE);
        engine.send();
        engine.given("alice o1 sell 20@100").expect("penny o2 buy 11@market", "REJECTED o2 MAX_ORDER_QTY");
    }
}
