/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.codecs;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A decimal number, {@code mantissa x 10^-scale}. Not for the order path: there, prices are ticks and quantities lots.
 *
 * @param mantissa any value
 * @param scale digits after the point, 0 to 18
 */
public record Decimal(long mantissa, int scale) {
    /** Most digits after the point. */
    public static final int MAX_SCALE = 18;

    private static final int MAX_DIGITS_BEFORE_POINT = 19;

    /**
     * Checks the scale.
     *
     * @throws IllegalArgumentException if the scale is out of range
     */
    public Decimal {
        if (scale < 0 || scale > MAX_SCALE) {
            throw new IllegalArgumentException("scale " + scale + " is not in 0.." + MAX_SCALE);
        }
    }

    /**
     * Reads plain or exponent notation, exactly. Zeros at the end of a fraction are dropped.
     *
     * @param text such as {@code 0.01}
     * @return the number
     * @throws IllegalArgumentException if it is not a number, has more than 18 digits after the point or does not fit 64
     *     bits
     */
    public static Decimal parse(final CharSequence text) {
        final BigDecimal value;
        try {
            value = new BigDecimal(text.toString());
        } catch (final NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not a decimal number", e);
        }
        if ((long) value.precision() - value.scale() > MAX_DIGITS_BEFORE_POINT) {
            throw new IllegalArgumentException("'" + text + "' is too large");
        }
        final BigDecimal stripped = value.stripTrailingZeros();
        final BigDecimal scaled = stripped.scale() < 0 ? stripped.setScale(0) : stripped;
        if (scaled.scale() > MAX_SCALE) {
            throw new IllegalArgumentException("'" + text + "' has more than " + MAX_SCALE + " digits after the point");
        }
        return new Decimal(fitting(scaled.unscaledValue(), text), scaled.scale());
    }

    /**
     * How many steps of this size make up an amount.
     *
     * @param amount to be divided
     * @param what name of the amount, for the error
     * @return {@code amount / this}
     * @throws IllegalArgumentException if it is not a whole number of steps or does not fit 64 bits
     */
    public long stepsIn(final Decimal amount, final String what) {
        final BigDecimal[] parts = amount.toBigDecimal().divideAndRemainder(toBigDecimal());
        if (parts[1].signum() != 0) {
            throw new IllegalArgumentException(what + " " + amount + " is not a multiple of " + this);
        }
        return fitting(parts[0].toBigInteger(), what + " " + amount);
    }

    /**
     * The amount of a number of steps of this size.
     *
     * @param steps how many
     * @return exact product
     */
    public BigDecimal times(final long steps) {
        return toBigDecimal().multiply(BigDecimal.valueOf(steps));
    }

    /**
     * The same number.
     *
     * @return with this scale
     */
    public BigDecimal toBigDecimal() {
        return BigDecimal.valueOf(mantissa, scale);
    }

    @Override
    public String toString() {
        return toBigDecimal().toPlainString();
    }

    private static long fitting(final BigInteger value, final CharSequence text) {
        if (value.bitLength() > 63) {
            throw new IllegalArgumentException("'" + text + "' is too large");
        }
        return value.longValue();
    }
}
