/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.risk;

import static io.outcry.codecs.types.RejectReason.INSUFFICIENT_FUNDS;
import static io.outcry.codecs.types.RejectReason.MAX_OPEN_ORDERS;
import static io.outcry.codecs.types.RejectReason.MAX_ORDER_QTY;
import static io.outcry.codecs.types.RejectReason.NONE;
import static io.outcry.codecs.types.RejectReason.NOTIONAL_OVERFLOW;
import static io.outcry.codecs.types.RejectReason.POSITION_OVERFLOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.types.RejectReason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AccountTest {
    private static final int BTC = 1;
    private static final int USD = 2;
    private static final boolean BUY = true;
    private static final boolean SELL = false;
    private static final long MARKET = NullValue.INT64;
    private static final long MAX = Long.MAX_VALUE;

    /** A lot is 10 units of BTC; a lot at one tick costs 3 units of USD. */
    private static final Settlement BTC_USD = new Settlement(1, BTC, USD, 10, 3);

    private final Account account = new Account(1);

    @BeforeEach
    void setUp() {
        account.growTo(2, 1);
        account.limits(true, MAX, 100);
    }

    @Nested
    class Funds {
        @Test
        void shouldAcceptBuyWhenFreeQuoteCoversItExactly() {
            deposit(USD, 1_500);
            assertEquals(NONE, check(BUY, 100, 5));
            assertEquals(INSUFFICIENT_FUNDS, check(BUY, 100, 6));
            assertEquals(INSUFFICIENT_FUNDS, check(BUY, 101, 5));
        }

        @Test
        void shouldAcceptSellWhenFreeBaseCoversItExactly() {
            deposit(BTC, 50);
            assertEquals(NONE, check(SELL, 100, 5));
            assertEquals(NONE, check(SELL, MAX / 100, 5));
            assertEquals(INSUFFICIENT_FUNDS, check(SELL, 1, 6));
        }

        @Test
        void shouldNotTakeOneAssetForTheOther() {
            deposit(BTC, 1_000_000);
            assertEquals(INSUFFICIENT_FUNDS, check(BUY, 1, 1));
        }

        @Test
        void shouldMeasureMarketBuyByItsCostNow() {
            deposit(USD, 1_500);
            assertEquals(NONE, check(BUY, MARKET, 1_000_000, new Amount().set(1_500)));
            assertEquals(INSUFFICIENT_FUNDS, check(BUY, MARKET, 1, new Amount().set(1_501)));
        }

        @Test
        void shouldMeasureMarketSellByItsQuantity() {
            deposit(BTC, 50);
            assertEquals(NONE, check(SELL, MARKET, 5));
            assertEquals(INSUFFICIENT_FUNDS, check(SELL, MARKET, 6));
        }

        @Test
        void shouldCountOnlyWhatIsNotLocked() {
            deposit(USD, 1_500);
            account.open(BTC_USD, BUY, 100, 3);
            assertEquals(NONE, check(BUY, 100, 2));
            assertEquals(INSUFFICIENT_FUNDS, check(BUY, 100, 3));
            account.close(BTC_USD, BUY, 100, 1);
            assertEquals(NONE, check(BUY, 100, 3));
        }

        @Test
        void shouldAskForNothingWhenFundsAreNotChecked() {
            account.limits(false, MAX, 100);
            assertEquals(NONE, check(BUY, 100, 5));
            assertEquals(NONE, check(SELL, 100, 5));
            assertEquals(NONE, check(BUY, MARKET, 5));
        }

        @Test
        void shouldMeasureReplaceByWhatIsLeftToTrade() {
            deposit(USD, 300);
            assertEquals(NONE, account.checkReplace(BTC_USD, BUY, 100, 50, 1));
            assertEquals(INSUFFICIENT_FUNDS, account.checkReplace(BTC_USD, BUY, 100, 50, 2));
            assertEquals(INSUFFICIENT_FUNDS, account.checkReplace(BTC_USD, BUY, 101, 50, 1));
        }

        @Test
        void shouldChangeNothingWhenChecking() {
            deposit(USD, 1_500);
            check(BUY, 100, 5);
            check(BUY, 100, 6);
            account.checkReplace(BTC_USD, BUY, 100, 5, 5);
            assertBalance(USD, 1_500, 0);
            assertPosition(0, 0, 0);
            assertEquals(0, account.openOrders());
        }
    }

    @Nested
    class Locking {
        @Test
        void shouldLockQuoteForBuyAndBaseForSell() {
            account.open(BTC_USD, BUY, 100, 5);
            account.open(BTC_USD, SELL, 200, 7);
            assertBalance(USD, 0, 1_500);
            assertBalance(BTC, 0, 70);
            assertPosition(0, 5, 7);
        }

        @Test
        void shouldLockNothingForMarketOrderButCountItsQuantity() {
            account.open(BTC_USD, BUY, MARKET, 5);
            assertBalance(USD, 0, 0);
            assertPosition(0, 5, 0);
            account.close(BTC_USD, BUY, MARKET, 5);
            assertBalance(USD, 0, 0);
            assertPosition(0, 0, 0);
        }

        @Test
        void shouldUnlockWhatIsClosed() {
            account.open(BTC_USD, BUY, 100, 5);
            account.open(BTC_USD, SELL, 200, 7);
            account.close(BTC_USD, BUY, 100, 2);
            account.close(BTC_USD, SELL, 200, 3);
            assertBalance(USD, 0, 900);
            assertBalance(BTC, 0, 40);
            assertPosition(0, 3, 4);
        }

        @Test
        void shouldPayAndReceiveWhenBuyIsFilledAtItsLimit() {
            deposit(USD, 2_000);
            account.open(BTC_USD, BUY, 100, 5);
            account.fill(BTC_USD, BUY, 100, 100, 2);
            assertBalance(USD, 1_400, 900);
            assertBalance(BTC, 20, 0);
            assertPosition(2, 3, 0);
        }

        @Test
        void shouldReturnTheDifferenceWhenBuyIsFilledBelowItsLimit() {
            deposit(USD, 1_500);
            account.open(BTC_USD, BUY, 100, 5);
            account.fill(BTC_USD, BUY, 100, 60, 5);
            assertBalance(USD, 600, 0);
            assertEquals(NONE, check(BUY, 200, 1));
            assertEquals(INSUFFICIENT_FUNDS, check(BUY, 201, 1));
        }

        @Test
        void shouldPayAndReceiveWhenSellIsFilledAboveItsLimit() {
            deposit(BTC, 70);
            account.open(BTC_USD, SELL, 100, 5);
            account.fill(BTC_USD, SELL, 100, 120, 4);
            assertBalance(BTC, 30, 10);
            assertBalance(USD, 1_440, 0);
            assertPosition(-4, 0, 1);
        }

        @Test
        void shouldMoveOnlyTotalsWhenMarketOrderIsFilled() {
            deposit(USD, 600);
            account.open(BTC_USD, BUY, MARKET, 2);
            account.fill(BTC_USD, BUY, MARKET, 100, 2);
            assertBalance(USD, 0, 0);
            assertBalance(BTC, 20, 0);
            assertPosition(2, 0, 0);
        }

        @Test
        void shouldGoNegativeWhenFundsAreNotChecked() {
            account.limits(false, MAX, 100);
            account.open(BTC_USD, BUY, 100, 5);
            account.fill(BTC_USD, BUY, 100, 100, 5);
            assertBalance(USD, -1_500, 0);
            assertBalance(BTC, 50, 0);
        }

        @Test
        void shouldThrowWhenABalanceLeaves128Bits() {
            account.balance(BTC).total().set(Long.MAX_VALUE, -1);
            account.open(BTC_USD, BUY, 100, 5);
            assertThrows(ArithmeticException.class, () -> account.fill(BTC_USD, BUY, 100, 100, 5));
        }
    }

    @Nested
    class Limits {
        @Test
        void shouldRefuseQuantityAboveTheMaximum() {
            account.limits(false, 5, 100);
            assertEquals(NONE, check(BUY, 1, 5));
            assertEquals(MAX_ORDER_QTY, check(BUY, 1, 6));
        }

        @Test
        void shouldMeasureReplaceByItsTotalQuantity() {
            account.limits(false, 5, 100);
            assertEquals(NONE, account.checkReplace(BTC_USD, BUY, 1, 5, 1));
            assertEquals(MAX_ORDER_QTY, account.checkReplace(BTC_USD, BUY, 1, 6, 1));
        }

        @Test
        void shouldRefuseOrderWhenTheMaximumRests() {
            account.limits(false, MAX, 2);
            account.rested();
            assertEquals(NONE, check(BUY, 1, 1));
            account.rested();
            assertEquals(MAX_OPEN_ORDERS, check(BUY, 1, 1));
            assertEquals(NONE, account.checkReplace(BTC_USD, BUY, 1, 1, 1));
            account.unrested();
            assertEquals(NONE, check(BUY, 1, 1));
        }

        @Test
        void shouldRefuseNotionalThatCannotBeAccountedForEvenIfFundsAreNotChecked() {
            account.limits(false, MAX, 100);
            final long price = 1L << 50;
            final long qty = (1L << 50) / 3;
            assertEquals(NONE, check(BUY, price, qty));
            assertEquals(NOTIONAL_OVERFLOW, check(BUY, price, qty + 1));
            assertEquals(NOTIONAL_OVERFLOW, check(SELL, price, qty + 1));
            assertEquals(NOTIONAL_OVERFLOW, account.checkReplace(BTC_USD, SELL, price, qty + 1, qty + 1));
        }

        @Test
        void shouldRefuseQuantityWhoseBaseUnitsCannotBeAccountedFor() {
            account.limits(false, MAX, 100);
            final Settlement fine = new Settlement(1, BTC, USD, 1L << 60, 1);
            assertEquals(NONE, account.check(fine, SELL, MARKET, (1L << 40) - 1, null));
            assertEquals(NOTIONAL_OVERFLOW, account.check(fine, SELL, MARKET, 1L << 40, null));
            assertEquals(NOTIONAL_OVERFLOW, account.check(fine, BUY, 1, 1L << 40, null));
        }

        @Test
        void shouldRefuseBuysThatCouldOverflowThePosition() {
            account.limits(false, MAX, 100);
            assertEquals(NONE, check(BUY, 1, MAX));
            account.open(BTC_USD, BUY, 1, MAX - 10);
            assertEquals(NONE, check(BUY, 1, 10));
            assertEquals(POSITION_OVERFLOW, check(BUY, 1, 11));
            assertEquals(POSITION_OVERFLOW, check(BUY, 1, MAX));
            assertEquals(NONE, check(SELL, 1, MAX));
        }

        @Test
        void shouldRefuseSellsThatCouldOverflowThePosition() {
            account.limits(false, MAX, 100);
            account.open(BTC_USD, SELL, 1, MAX - 10);
            assertEquals(NONE, check(SELL, 1, 10));
            assertEquals(POSITION_OVERFLOW, check(SELL, 1, 11));
            assertEquals(POSITION_OVERFLOW, check(SELL, 1, MAX));
            assertEquals(NONE, check(BUY, 1, MAX));
        }

        @Test
        void shouldAddThePositionToTheOpenQuantityOfTheSameSide() {
            account.limits(false, MAX, 100);
            account.open(BTC_USD, BUY, 1, MAX);
            account.fill(BTC_USD, BUY, 1, 1, MAX - 10);
            assertPosition(MAX - 10, 10, 0);
            assertEquals(POSITION_OVERFLOW, check(BUY, 1, 1));
            account.close(BTC_USD, BUY, 1, 10);
            assertEquals(NONE, check(BUY, 1, 10));
            assertEquals(POSITION_OVERFLOW, check(BUY, 1, 11));
            assertEquals(NONE, check(SELL, 1, MAX));
        }

        @Test
        void shouldNotLetAShortPositionMakeRoomForBuys() {
            account.limits(false, MAX, 100);
            account.open(BTC_USD, SELL, 1, 10);
            account.fill(BTC_USD, SELL, 1, 1, 10);
            assertEquals(NONE, check(BUY, 1, MAX));
            assertEquals(NONE, check(SELL, 1, MAX - 10));
            assertEquals(POSITION_OVERFLOW, check(SELL, 1, MAX - 9));
            account.open(BTC_USD, BUY, 1, MAX);
            assertEquals(POSITION_OVERFLOW, check(BUY, 1, 1));
        }

        @Test
        void shouldNameTheFirstReasonOfMany() {
            account.limits(true, 5, 0);
            assertEquals(MAX_ORDER_QTY, check(BUY, MAX, MAX));
            account.limits(true, MAX, 0);
            assertEquals(MAX_OPEN_ORDERS, check(BUY, MAX, MAX));
            account.limits(true, MAX, 1);
            account.open(BTC_USD, BUY, 1, 1);
            assertEquals(POSITION_OVERFLOW, check(BUY, MAX, MAX));
            assertEquals(NOTIONAL_OVERFLOW, check(BUY, MAX, MAX - 1));
            assertEquals(INSUFFICIENT_FUNDS, check(BUY, 1, 1));
        }
    }

    private RejectReason check(final boolean buy, final long price, final long qty) {
        return check(buy, price, qty, null);
    }

    private RejectReason check(final boolean buy, final long price, final long qty, final Amount marketCost) {
        return account.check(BTC_USD, buy, price, qty, marketCost);
    }

    private void deposit(final int assetId, final long units) {
        account.balance(assetId).total().set(units);
    }

    private void assertBalance(final int assetId, final long total, final long locked) {
        final Balance balance = account.balance(assetId);
        assertEquals(total + " locked " + locked, balance.total() + " locked " + balance.locked());
    }

    private void assertPosition(final long net, final long openBuys, final long openSells) {
        final Position position = account.position(1);
        assertEquals(
                net + " +" + openBuys + " -" + openSells,
                position.netQty() + " +" + position.openBuyQty() + " -" + position.openSellQty());
    }
}
