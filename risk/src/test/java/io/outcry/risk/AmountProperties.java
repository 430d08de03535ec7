/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the numbers, an amount is what {@link BigInteger} says, or a refusal exactly where it would not fit. */
class AmountProperties {
    private static final int CASES = 200_000;
    private static final BigInteger MAX = BigInteger.ONE.shiftLeft(127).subtract(BigInteger.ONE);
    private static final BigInteger MIN = BigInteger.ONE.shiftLeft(127).negate();

    private final long seed = Long.getLong("outcry.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Amount left = new Amount();
    private final Amount right = new Amount();

    @Test
    void shouldMultiplyAsBigIntegerDoes() {
        for (int i = 0; i < CASES; i++) {
            final long a = notNegative();
            final long b = notNegative();
            final long c = Math.max(1, random.nextInt(3) == 0 ? 1 : notNegative());
            final BigInteger expected =
                    BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)).multiply(BigInteger.valueOf(c));
            final boolean fits = left.setProduct(a, b, c);
            if (fits != expected.bitLength() <= Amount.PRODUCT_LIMIT_BITS
                    || (fits && !expected.equals(left.toBigInteger()))) {
                throw failure(i, a + " x " + b + " x " + c + ": " + fits + " " + left);
            }
        }
    }

    @Test
    void shouldAddSubtractAndCompareAsBigIntegerDoes() {
        int overflows = 0;
        for (int i = 0; i < CASES; i++) {
            left.set(any(), any());
            right.set(any(), any());
            final BigInteger a = left.toBigInteger();
            final BigInteger b = right.toBigInteger();
            final String text = left.high() + ":" + left.low() + " and " + right.high() + ":" + right.low();
            check(i, text, Integer.signum(left.compareTo(right)) == a.compareTo(b));
            overflows += applied(i, text + " added", left, a.add(b), () -> left.add(right));
            left.set(a.shiftRight(Long.SIZE).longValue(), a.longValue());
            overflows += applied(i, text + " subtracted", left, a.subtract(b), () -> left.subtract(right));
            check(i, text + " changed the operand", right.toBigInteger().equals(b));
        }
        assertEquals(true, overflows > CASES / 20 && overflows < CASES, "overflows " + overflows);
    }

    private int applied(
            final int number,
            final String text,
            final Amount result,
            final BigInteger expected,
            final Runnable operation) {
        if (expected.compareTo(MAX) > 0 || expected.compareTo(MIN) < 0) {
            assertThrows(ArithmeticException.class, operation::run, () -> "seed " + seed + ": " + text);
            return 1;
        }
        operation.run();
        check(number, text, result.toBigInteger().equals(expected));
        return 0;
    }

    private long notNegative() {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(10);
            case 1 -> Long.MAX_VALUE - random.nextInt(3);
            case 2 -> (1L << random.nextInt(63)) - random.nextInt(2);
            default -> random.nextLong() >>> (1 + random.nextInt(63));
        };
    }

    private long any() {
        return switch (random.nextInt(5)) {
            case 0 -> random.nextInt(5) - 2;
            case 1 -> Long.MAX_VALUE - random.nextInt(3);
            case 2 -> Long.MIN_VALUE + random.nextInt(3);
            case 3 -> random.nextLong() >> random.nextInt(64);
            default -> random.nextLong();
        };
    }

    private void check(final int number, final String text, final boolean holds) {
        if (!holds) {
            throw failure(number, text);
        }
    }

    private AssertionError failure(final int number, final String text) {
        return new AssertionError("-Doutcry.seed=" + seed + ", case " + number + ": " + text);
    }
}
