/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.types.SelfTradePrevention;
import io.outcry.risk.Account;
import io.outcry.risk.Accounts;
import io.outcry.risk.Amount;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiquidityTest {
    private static final boolean BUY = true;
    private static final boolean SELL = false;
    private static final long ANY_PRICE = NullValue.INT64;
    private static final int TAKER = 1;
    private static final int MAKER = 2;

    private final OrderPool orders = new OrderPool();
    private final OrderBook book = new PriceTimeBook(orders);
    private final Accounts accounts = accounts();
    private final Liquidity liquidity = new Liquidity(accounts, orders);
    private final Amount cost = new Amount();

    @Test
    void shouldFindNothingWhenTheBookIsEmpty() {
        assertFalse(canFill(BUY, ANY_PRICE, 1));
        assertFalse(canFill(SELL, 1, 1));
        assertCost(0, 1, 1);
    }

    @Test
    void shouldFillABuyerFromSellsUpToTheLimit() {
        add(SELL, 100, 2);
        add(SELL, 101, 3);
        add(SELL, 101, 4);
        add(SELL, 103, 5);
        add(BUY, 99, 1_000);
        assertFalse(canFill(BUY, 99, 1));
        assertTrue(canFill(BUY, 100, 2));
        assertFalse(canFill(BUY, 100, 3));
        assertTrue(canFill(BUY, 102, 9));
        assertFalse(canFill(BUY, 102, 10));
        assertTrue(canFill(BUY, ANY_PRICE, 14));
        assertFalse(canFill(BUY, ANY_PRICE, 15));
    }

    @Test
    void shouldFillASellerFromBuysDownToTheLimit() {
        add(BUY, 100, 2);
        add(BUY, 99, 3);
        add(BUY, 99, 4);
        add(BUY, 97, 5);
        add(SELL, 101, 1_000);
        assertFalse(canFill(SELL, 101, 1));
        assertTrue(canFill(SELL, 100, 2));
        assertFalse(canFill(SELL, 100, 3));
        assertTrue(canFill(SELL, 98, 9));
        assertFalse(canFill(SELL, 98, 10));
        assertTrue(canFill(SELL, ANY_PRICE, 14));
        assertFalse(canFill(SELL, ANY_PRICE, 15));
    }

    @Test
    void shouldReachOrdersFarAwayWhenTheLimitDoes() {
        add(SELL, 100, 2);
        add(SELL, 100 + (1L << 40), 3);
        add(SELL, Long.MAX_VALUE, 4);
        assertFalse(canFill(BUY, 99 + (1L << 40), 3));
        assertTrue(canFill(BUY, 100 + (1L << 40), 5));
        assertFalse(canFill(BUY, Long.MAX_VALUE - 1, 6));
        assertTrue(canFill(BUY, Long.MAX_VALUE, 9));
    }

    @Test
    void shouldCountOnlyWhatIsLeftOfAnOrder() {
        final int order = add(SELL, 100, 5);
        add(SELL, 100, 5);
        orders.leavesQty(order, 1);
        assertTrue(canFill(BUY, 100, 6));
        assertFalse(canFill(BUY, 100, 7));
        assertCost(600, 10, 1);
    }

    @Test
    void shouldForgetOrdersThatLeft() {
        final int order = add(SELL, 100, 5);
        add(SELL, 101, 5);
        book.remove(order, SELL);
        assertTrue(canFill(BUY, ANY_PRICE, 5));
        assertFalse(canFill(BUY, ANY_PRICE, 6));
        assertCost(505, 10, 1);
    }

    @Test
    void shouldFillTheLargestQuantityWithoutOverflow() {
        add(SELL, 100, Long.MAX_VALUE - 1);
        assertFalse(canFill(BUY, ANY_PRICE, Long.MAX_VALUE));
        add(SELL, 100, Long.MAX_VALUE);
        assertTrue(canFill(BUY, ANY_PRICE, Long.MAX_VALUE));
    }

    @Test
    void shouldSumWhatAMarketBuyerWouldPay() {
        add(SELL, 101, 3);
        add(SELL, 100, 2);
        add(SELL, 101, 4);
        add(BUY, 99, 1_000);
        assertCost(100 * 7, 1, 7);
        assertCost(200 * 7, 2, 7);
        assertCost((200 + 101) * 7, 3, 7);
        assertCost((200 + 303 + 202) * 7, 7, 7);
        assertCost(200 + 707, 9, 1);
        assertCost(200 + 707, 10, 1);
        assertCost(200 + 707, Long.MAX_VALUE, 1);
    }

    @Test
    void shouldSumBeyond64Bits() {
        add(SELL, 1L << 50, 1L << 49);
        add(SELL, 1L << 50, 1L << 49);
        assertTrue(liquidity.costOf(book, taker(), Long.MAX_VALUE, 1, cost));
        assertEquals(BigInteger.TWO.pow(100).toString(), cost.toString());
    }

    @Test
    void shouldRefuseToSumWhatAnAmountCannotHold() {
        add(SELL, 100, 1);
        add(SELL, 1L << 50, 1L << 50);
        assertTrue(liquidity.costOf(book, taker(), 1, 1, cost));
        assertTrue(liquidity.costOf(book, taker(), 1L << 49, 1, cost));
        assertFalse(liquidity.costOf(book, taker(), Long.MAX_VALUE, 1, cost));
    }

    @ParameterizedTest
    @CsvSource({
        "NONE,true,707",
        "EXPIRE_TAKER,false,200",
        "EXPIRE_BOTH,false,200",
        "EXPIRE_MAKER,true,719",
        "DECREMENT,false,404"
    })
    void shouldSeeOnlyWhatTheTakerMayTradeWith(
            final SelfTradePrevention prevention, final boolean fills, final long costOfSeven) {
        accounts.selfTrade(TAKER, 0, prevention);
        add(SELL, 100, 2);
        orders.owner(add(SELL, 101, 3), TAKER, 1);
        add(SELL, 102, 2);
        add(SELL, 105, 10);
        assertTrue(canFill(BUY, ANY_PRICE, 2));
        assertEquals(fills, canFill(BUY, ANY_PRICE, 7));
        assertCost(costOfSeven, 7, 1);
    }

    private static Accounts accounts() {
        final Accounts accounts = new Accounts();
        accounts.define(TAKER, false, Long.MAX_VALUE, Integer.MAX_VALUE);
        accounts.define(MAKER, false, Long.MAX_VALUE, Integer.MAX_VALUE);
        return accounts;
    }

    private Account taker() {
        return accounts.find(TAKER);
    }

    private int add(final boolean buy, final long price, final long qty) {
        final int order = orders.acquire();
        orders.side(order, buy);
        orders.leavesQty(order, qty);
        orders.owner(order, MAKER, 1);
        book.add(order, buy, price);
        return order;
    }

    private boolean canFill(final boolean buyer, final long limitPrice, final long qty) {
        final long worstPrice = limitPrice == NullValue.INT64 && buyer ? Long.MAX_VALUE : limitPrice;
        return liquidity.canFill(book, false, taker(), buyer, limitPrice, worstPrice, qty, qty, Integer.MAX_VALUE);
    }

    private void assertCost(final long expected, final long qty, final long quoteUnitsPerTickLot) {
        assertTrue(liquidity.costOf(book, taker(), qty, quoteUnitsPerTickLot, cost));
        assertEquals("" + expected, cost.toString());
    }
}
