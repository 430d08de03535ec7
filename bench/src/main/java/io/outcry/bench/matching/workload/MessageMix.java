/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.workload;

/**
 * Shares of messages, in percent, that add up to 100.
 *
 * @param news new orders that rest
 * @param cancels cancels of a resting order
 * @param modifies modifies of a resting order
 * @param takers immediate orders that trade
 * @param keepsQty whether a modify leaves the open quantity as it is and only changes the price
 */
public record MessageMix(int news, int cancels, int modifies, int takers, boolean keepsQty) {
    /** A busy book whose orders are cancelled at random. */
    public static final MessageMix RANDOM_CANCEL = new MessageMix(45, 40, 10, 5, false);

    /** The mix of exchange-core's own throughput tests, most of it its MOVE. */
    public static final MessageMix EXCHANGE_CORE = new MessageMix(9, 6, 82, 3, true);

    /** Checks the sum. */
    public MessageMix {
        if (news + cancels + modifies + takers != 100) {
            throw new IllegalArgumentException("shares must add up to 100");
        }
    }
}
