/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.workload;

/**
 * The workload of the survey "matching-engine-benchmark" (arXiv:2606.01183), to the byte: orders along a geometric Brownian
 * path, shuffled, each with the cancels and modifies of its life.
 *
 * <p>Every cancel and modify is about the newest order: what such a message looks for is always in the cache. For the opposite
 * see {@link RandomCancelWorkload}.
 */
public final class SurveyWorkload {
    private static final double TICK = 0.005;
    private static final double START_MID = 167.52;
    private static final double IOC_SHARE = 0.15;
    private static final double MODIFY_SHARE = 0.20;
    private static final double REPRICE_SHARE = 0.80;
    private static final double CANCEL_SHARE = 0.95;
    private static final double DUPLICATE_SHARE = 0.02;
    private static final double MEDIAN_LIFE_US = 0.431 * 1000;
    private static final int MAX_QTY = 100;

    private final MersenneTwister random;
    private final int orders;
    private final int[] level;
    private final int[] qty;
    private final long[] price;

    private SurveyWorkload(final long seed, final int orders) {
        random = new MersenneTwister(seed);
        this.orders = orders;
        level = new int[orders];
        qty = new int[orders];
        price = new long[orders];
    }

    /**
     * Generates the messages of a scenario.
     *
     * @param scenario path of the price
     * @param seed 0 to 2^32 - 1
     * @param orders number of new orders, positive
     * @return about twice as many messages
     */
    public static MessageBuffer generate(final Scenario scenario, final long seed, final int orders) {
        final SurveyWorkload workload = new SurveyWorkload(seed, orders);
        workload.place(scenario);
        return workload.live(workload.shuffled());
    }

    private void place(final Scenario scenario) {
        final DepthTable depths = new DepthTable();
        final double volatility = scenario.volatility();
        final double time = volatility > 0 ? StrictMath.pow(scenario.swing() / volatility, 2) / orders : 0;
        final double step = volatility * StrictMath.sqrt(time);
        double mid = START_MID;
        for (int i = 0; i < orders; i++) {
            final double normal = random.normal();
            mid *= StrictMath.exp(-0.5 * step * step + step * normal);
            level[i] = depths.level(random);
            qty[i] = random.uniform(1, MAX_QTY);
            final long midTicks = (long) round(round(mid / TICK) * TICK / TICK);
            final int distance = level[i] + 1;
            price[i] = Math.max(1, isBuy(i) ? midTicks - distance : midTicks + distance);
        }
    }

    private int[] shuffled() {
        final int[] order = new int[orders];
        for (int i = 0; i < orders; i++) {
            order[i] = i;
        }
        for (int i = orders - 1; i >= 1; i--) {
            final int j = random.uniform(0, i);
            final int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order;
    }

    /**
     * The survey stamps each message with a time and sorts by it. An order's life ends before the next one begins, so the
     * messages are in this order already, and only the draws that make up the times have to be made.
     */
    private MessageBuffer live(final int[] shuffled) {
        final MessageBuffer messages = new MessageBuffer(2 * orders + 16);
        final double rate = StrictMath.log(2) / MEDIAN_LIFE_US;
        for (final int i : shuffled) {
            final boolean immediateOrCancel = random.uniform() < IOC_SHARE;
            messages.add(MessageType.NEW, isBuy(i), immediateOrCancel, qty[i], i + 1L, price[i]);
            if (!immediateOrCancel) {
                liveOn(messages, i, rate);
            }
        }
        return messages;
    }

    private void liveOn(final MessageBuffer messages, final int i, final double rate) {
        final boolean modified = random.uniform() < MODIFY_SHARE;
        long newPrice = price[i];
        if (modified) {
            random.uniform();
            if (random.uniform() < REPRICE_SHARE) {
                newPrice += isBuy(i) ? 1 : -1;
            }
            modify(messages, i, newPrice);
        }
        final boolean cancelled = random.uniform() < CANCEL_SHARE;
        if (cancelled) {
            random.exponential(rate / StrictMath.sqrt(1.0 + level[i]));
            cancel(messages, i);
            if (random.uniform() < DUPLICATE_SHARE) {
                random.uniform();
                cancel(messages, i);
            }
        }
        if (modified && cancelled && random.uniform() < DUPLICATE_SHARE) {
            random.uniform();
            modify(messages, i, newPrice);
        }
    }

    private void modify(final MessageBuffer messages, final int i, final long newPrice) {
        messages.add(MessageType.MODIFY, isBuy(i), false, qty[i] + 1L, i + 1L, newPrice);
    }

    private void cancel(final MessageBuffer messages, final int i) {
        messages.add(MessageType.CANCEL, isBuy(i), false, qty[i], i + 1L, price[i]);
    }

    private boolean isBuy(final int i) {
        return i < orders / 2;
    }

    /** Rounds a positive number as C does: halves up, and without the error of adding one half. */
    private static double round(final double value) {
        final double floor = StrictMath.floor(value);
        return value - floor >= 0.5 ? floor + 1 : floor;
    }
}
