/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class AmountTest {
    private static final Amount MAX = amount(Long.MAX_VALUE, -1);
    private static final Amount MIN = amount(Long.MIN_VALUE, 0);
    private static final Amount ONE = amount(0, 1);

    private final Amount amount = new Amount();

    @Test
    void shouldBeZeroWhenNew() {
        assertTrue(amount.isZero());
        assertEquals("0", amount.toString());
    }

    @Test
    void shouldNotBeZeroWhenOnlyOneHalfIs() {
        assertFalse(amount.set(0, 1).isZero());
        assertFalse(amount.set(1, 0).isZero());
    }

    @Test
    void shouldExtendTheSignWhenGiven64Bits() {
        assertEquals("-1", amount.set(-1).toString());
        assertEquals("-9223372036854775808", amount.set(Long.MIN_VALUE).toString());
        assertEquals("9223372036854775807", amount.set(Long.MAX_VALUE).toString());
    }

    @Test
    void shouldReadTheLowerHalfAsUnsigned() {
        assertEquals("18446744073709551615", amount.set(0, -1).toString());
        assertEquals("-1", amount.set(-1, -1).toString());
        assertEquals(BigInteger.ONE.shiftLeft(127).negate(), MIN.toBigInteger());
        assertEquals(BigInteger.ONE.shiftLeft(127).subtract(BigInteger.ONE), MAX.toBigInteger());
    }

    @Test
    void shouldCarryAndBorrowBetweenTheHalves() {
        assertEquals("18446744073709551616", amount.set(0, -1).add(ONE).toString());
        assertEquals("18446744073709551615", amount.set(1, 0).subtract(ONE).toString());
        assertEquals("-1", amount.set(0).subtract(ONE).toString());
        assertEquals("0", amount.set(-1).add(ONE).toString());
    }

    @Test
    void shouldAddAndSubtractItself() {
        amount.set(3, -7);
        final BigInteger before = amount.toBigInteger();
        assertEquals(before.shiftLeft(1), amount.add(amount).toBigInteger());
        assertTrue(amount.subtract(amount).isZero());
    }

    @Test
    void shouldThrowAndKeepItsValueWhenASumLeaves128Bits() {
        amount.set(MAX);
        assertThrows(ArithmeticException.class, () -> amount.add(ONE));
        assertEquals(0, amount.compareTo(MAX));
        amount.set(MIN);
        assertThrows(ArithmeticException.class, () -> amount.add(amount(-1, -1)));
        assertEquals(0, amount.compareTo(MIN));
    }

    @Test
    void shouldThrowAndKeepItsValueWhenADifferenceLeaves128Bits() {
        amount.set(MIN);
        assertThrows(ArithmeticException.class, () -> amount.subtract(ONE));
        assertEquals(0, amount.compareTo(MIN));
        amount.set(0);
        assertThrows(ArithmeticException.class, () -> amount.subtract(MIN));
        assertTrue(amount.isZero());
    }

    @Test
    void shouldReachBothEndsOf128Bits() {
        assertEquals(0, amount.set(MAX).subtract(ONE).add(ONE).compareTo(MAX));
        assertEquals(0, amount.set(MIN).add(ONE).subtract(ONE).compareTo(MIN));
        assertEquals(0, amount.set(-1).subtract(MIN).compareTo(MAX));
    }

    @Test
    void shouldOrderByValueWhateverTheHalves() {
        final Amount[] ascending = {
            MIN, amount(-2, 5), amount(-1, 0), amount(-1, -1), amount(0, 0), ONE, amount(0, -1), amount(1, 0), MAX
        };
        for (int i = 0; i < ascending.length; i++) {
            for (int j = 0; j < ascending.length; j++) {
                assertEquals(Integer.compare(i, j), Integer.signum(ascending[i].compareTo(ascending[j])), i + "," + j);
            }
        }
    }

    @Test
    void shouldAcceptProductsBelowTheLimitOnly() {
        assertTrue(amount.setProduct(1L << 49, 1L << 50, 1));
        assertEquals(BigInteger.ONE.shiftLeft(99), amount.toBigInteger());
        assertFalse(amount.setProduct(1L << 50, 1L << 50, 1));
        assertTrue(amount.setProduct(1L << 33, 1L << 33, 1L << 33));
        assertFalse(amount.setProduct(1L << 33, 1L << 33, 1L << 34));
    }

    @Test
    void shouldRefuseProductsWhoseUpperHalfWrapsAround() {
        assertFalse(amount.setProduct(1L << 62, 1L << 62, 1L << 4)); // 2^128: both halves are zero
        assertFalse(amount.setProduct(1L << 62, 1L << 62, 1L << 62));
        assertFalse(amount.setProduct(Long.MAX_VALUE, Long.MAX_VALUE, 1));
        assertFalse(amount.setProduct(Long.MAX_VALUE, Long.MAX_VALUE, 2));
        assertFalse(amount.setProduct(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE));
    }

    @Test
    void shouldBeZeroWhenAFactorIs() {
        assertTrue(amount.set(7, 7).setProduct(0, Long.MAX_VALUE, Long.MAX_VALUE));
        assertTrue(amount.isZero());
        assertTrue(amount.set(7, 7).setProduct(Long.MAX_VALUE, 0, 1));
        assertTrue(amount.isZero());
    }

    private static Amount amount(final long high, final long low) {
        return new Amount().set(high, low);
    }
}
