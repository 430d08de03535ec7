/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.feed;

import io.outcry.codecs.types.Side;
import io.outcry.codecs.types.TimeInForce;
import java.util.Arrays;

/** A recorded order flow in memory, row by row, in flat arrays. Filled once, then read. */
public final class Tape {
    private static final int INITIAL_ROWS = 1 << 16;

    private int rows;
    private long[] sequences = new long[INITIAL_ROWS];
    private long[] timesMs = new long[INITIAL_ROWS];
    private long[] orderIds = new long[INITIAL_ROWS];
    private long[] prices = new long[INITIAL_ROWS];
    private long[] quantities = new long[INITIAL_ROWS];
    private boolean[] cancels = new boolean[INITIAL_ROWS];
    private Side[] sides = new Side[INITIAL_ROWS];
    private TimeInForce[] timesInForce = new TimeInForce[INITIAL_ROWS];

    Tape() {}

    void addNew(
            final long sequence,
            final long timeMs,
            final long orderId,
            final Side side,
            final long price,
            final long qty,
            final TimeInForce timeInForce) {
        add(sequence, timeMs, orderId, false);
        sides[rows - 1] = side;
        prices[rows - 1] = price;
        quantities[rows - 1] = qty;
        timesInForce[rows - 1] = timeInForce;
    }

    void addCancel(final long sequence, final long timeMs, final long orderId) {
        add(sequence, timeMs, orderId, true);
    }

    /**
     * Length of the tape.
     *
     * @return rows
     */
    public int rows() {
        return rows;
    }

    long sequence(final int row) {
        return sequences[row];
    }

    long timeMs(final int row) {
        return timesMs[row];
    }

    long orderId(final int row) {
        return orderIds[row];
    }

    long price(final int row) {
        return prices[row];
    }

    long qty(final int row) {
        return quantities[row];
    }

    boolean isCancel(final int row) {
        return cancels[row];
    }

    Side side(final int row) {
        return sides[row];
    }

    TimeInForce timeInForce(final int row) {
        return timesInForce[row];
    }

    private void add(final long sequence, final long timeMs, final long orderId, final boolean cancel) {
        if (rows == sequences.length) {
            grow(rows * 2);
        }
        sequences[rows] = sequence;
        timesMs[rows] = timeMs;
        orderIds[rows] = orderId;
        cancels[rows] = cancel;
        rows++;
    }

    private void grow(final int capacity) {
        sequences = Arrays.copyOf(sequences, capacity);
        timesMs = Arrays.copyOf(timesMs, capacity);
        orderIds = Arrays.copyOf(orderIds, capacity);
        prices = Arrays.copyOf(prices, capacity);
        quantities = Arrays.copyOf(quantities, capacity);
        cancels = Arrays.copyOf(cancels, capacity);
        sides = Arrays.copyOf(sides, capacity);
        timesInForce = Arrays.copyOf(timesInForce, capacity);
    }
}
