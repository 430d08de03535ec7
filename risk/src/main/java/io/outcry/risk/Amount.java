/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.risk;

import java.math.BigInteger;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * A signed 128-bit whole number, mutable, for sums and products that leave 64 bits. Not thread safe.
 *
 * <p>Products are accepted below {@link #PRODUCT_LIMIT_BITS} bits, so that a sum of 2^27 of the largest ones still fits;
 * a sum that does not fit throws.
 */
public final class Amount {
    /** A product must be smaller than two to this power. */
    public static final int PRODUCT_LIMIT_BITS = 100;

    private long high;
    private long low;

    /**
     * Upper half.
     *
     * @return signed upper 64 bits
     */
    public long high() {
        return high;
    }

    /**
     * Lower half.
     *
     * @return unsigned lower 64 bits
     */
    public long low() {
        return low;
    }

    /**
     * Whether nothing is there.
     *
     * @return true for zero
     */
    public boolean isZero() {
        return (high | low) == 0;
    }

    /**
     * Takes a 64-bit value.
     *
     * @param value any
     * @return this
     */
    public Amount set(final long value) {
        high = value >> 63;
        low = value;
        return this;
    }

    /**
     * Takes both halves.
     *
     * @param newHigh signed upper 64 bits
     * @param newLow unsigned lower 64 bits
     * @return this
     */
    public Amount set(final long newHigh, final long newLow) {
        high = newHigh;
        low = newLow;
        return this;
    }

    /**
     * Takes the product of three numbers, if it is small enough.
     *
     * @param a not negative
     * @param b not negative
     * @param c positive
     * @return false, with the value undefined, if the product has more than {@link #PRODUCT_LIMIT_BITS} bits
     */
    public boolean setProduct(final long a, final long b, final long c) {
        final long abHigh = Math.multiplyHigh(a, b);
        final long abLow = a * b;
        if (c == 1) {
            high = abHigh;
            low = abLow;
        } else {
            final long upper = abHigh * c;
            if (Math.multiplyHigh(abHigh, c) != 0 || upper < 0) {
                return false;
            }
            final long carried = unsignedMultiplyHigh(abLow, c);
            high = upper + carried;
            low = abLow * c;
            if (high < 0) {
                return false;
            }
        }
        return high >>> (PRODUCT_LIMIT_BITS - Long.SIZE) == 0;
    }

    /**
     * Adds.
     *
     * @param other to be added
     * @return this
     * @throws ArithmeticException if the sum has more than 128 bits
     */
    public Amount add(final Amount other) {
        final long sumLow = low + other.low;
        final long carry = Long.compareUnsigned(sumLow, low) < 0 ? 1 : 0;
        final long sumHigh = high + other.high + carry;
        if (((high ^ sumHigh) & (other.high ^ sumHigh)) < 0) {
            throw new ArithmeticException("128-bit sum overflows");
        }
        high = sumHigh;
        low = sumLow;
        return this;
    }

    /**
     * Subtracts.
     *
     * @param other to be subtracted
     * @return this
     * @throws ArithmeticException if the difference has more than 128 bits
     */
    public Amount subtract(final Amount other) {
        final long borrow = Long.compareUnsigned(low, other.low) < 0 ? 1 : 0;
        final long differenceHigh = high - other.high - borrow;
        if (((high ^ other.high) & (high ^ differenceHigh)) < 0) {
            throw new ArithmeticException("128-bit difference overflows");
        }
        high = differenceHigh;
        low -= other.low;
        return this;
    }

    /**
     * Takes the value of another.
     *
     * @param other to be copied
     * @return this
     */
    public Amount set(final Amount other) {
        return set(other.high, other.low);
    }

    /**
     * Compares by value.
     *
     * @param other to be compared with
     * @return negative, zero or positive as this is smaller, equal or larger
     */
    public int compareTo(final Amount other) {
        return high != other.high ? Long.compare(high, other.high) : Long.compareUnsigned(low, other.low);
    }

    /**
     * The same value without a bound; allocates.
     *
     * @return as a big integer
     */
    public BigInteger toBigInteger() {
        return BigInteger.valueOf(high).shiftLeft(Long.SIZE).or(new BigInteger(Long.toUnsignedString(low)));
    }

    @Override
    public String toString() {
        return toBigInteger().toString();
    }

    /** Java 17 has no {@code Math.unsignedMultiplyHigh}; {@code y} is not negative. */
    void writeState(final LongConsumer state) {
        state.accept(high);
        state.accept(low);
    }

    void readState(final LongSupplier state) {
        high = state.getAsLong();
        low = state.getAsLong();
    }

    private static long unsignedMultiplyHigh(final long x, final long y) {
        return Math.multiplyHigh(x, y) + ((x >> 63) & y);
    }
}
