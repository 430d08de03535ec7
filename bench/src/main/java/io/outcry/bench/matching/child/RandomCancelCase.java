/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.child;

import io.outcry.bench.matching.workload.MessageMix;
import io.outcry.bench.matching.workload.RandomCancelWorkload;
import io.outcry.bench.matching.workload.Workload;
import java.util.List;

/**
 * One size and mix of a book from which random orders are cancelled.
 *
 * @param key name in results
 * @param mix shares of messages
 * @param restingOrders about how many orders rest
 */
public record RandomCancelCase(String key, MessageMix mix, int restingOrders) {
    /** All that are measured: from a book that fits into the cache to one that does not, and exchange-core's own case. */
    public static final List<RandomCancelCase> ALL = List.of(
            sized(2_700),
            sized(40_000),
            sized(200_000),
            sized(1_000_000),
            new RandomCancelCase("exchange_core_mix", MessageMix.EXCHANGE_CORE, 1_000));

    private static final int MESSAGES_PER_ORDER = 2;

    /**
     * Whether a trial is long enough for this size.
     *
     * @param orders number of new orders of a scenario
     * @return false: a book of this size would take longer to fill than everything else
     */
    public boolean fits(final int orders) {
        return restingOrders <= orders;
    }

    Workload generate(final int orders, final long seed) {
        return RandomCancelWorkload.generate(mix, restingOrders, MESSAGES_PER_ORDER * orders, seed);
    }

    private static RandomCancelCase sized(final int restingOrders) {
        return new RandomCancelCase(Integer.toString(restingOrders), MessageMix.RANDOM_CANCEL, restingOrders);
    }
}
