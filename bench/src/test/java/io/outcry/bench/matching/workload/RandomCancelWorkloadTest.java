/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RandomCancelWorkloadTest {
    private static final int RESTING = 2_000;
    private static final int MESSAGES = 100_000;
    private static final long SEED = 23;

    @Test
    void shouldFillTheBookFirstWithOrdersThatRest() {
        final Workload workload = RandomCancelWorkload.generate(MessageMix.RANDOM_CANCEL, RESTING, 10, SEED);
        assertEquals(RESTING, workload.prefill());
        assertEquals(10, workload.measured());
        for (int i = 0; i < RESTING; i++) {
            assertEquals(MessageType.NEW, workload.messages().type(i));
            assertTrue(!workload.messages().immediateOrCancel(i));
        }
    }

    @Test
    void shouldKeepTheSharesWhenBusy() {
        assertShares(MessageMix.RANDOM_CANCEL);
        assertShares(MessageMix.EXCHANGE_CORE);
    }

    @Test
    void shouldSpreadCancelsOverAllAgesWhenPickedAtRandom() {
        final MessageBuffer messages = RandomCancelWorkload.generate(MessageMix.RANDOM_CANCEL, RESTING, 2_000, SEED)
                .messages();
        final Set<Long> prefilled = new HashSet<>();
        for (int i = RESTING; i < messages.count(); i++) {
            if (messages.type(i) == MessageType.CANCEL && messages.orderId(i) <= RESTING) {
                prefilled.add(messages.orderId(i) * 4 / (RESTING + 1));
            }
        }
        assertEquals(Set.of(0L, 1L, 2L, 3L), prefilled, "quarters of the first orders that were cancelled");
    }

    @Test
    void shouldBeTheSameWhenSeededTheSame() {
        final Workload workload = RandomCancelWorkload.generate(MessageMix.RANDOM_CANCEL, RESTING, 1_000, SEED);
        final Workload same = RandomCancelWorkload.generate(MessageMix.RANDOM_CANCEL, RESTING, 1_000, SEED);
        final Workload other = RandomCancelWorkload.generate(MessageMix.RANDOM_CANCEL, RESTING, 1_000, SEED + 1);
        assertEquals(workload.expected(), same.expected());
        assertNotEquals(workload.expected(), other.expected());
    }

    private static void assertShares(final MessageMix mix) {
        final MessageBuffer messages =
                RandomCancelWorkload.generate(mix, RESTING, MESSAGES, SEED).messages();
        final int[] counts = new int[4];
        for (int i = RESTING; i < messages.count(); i++) {
            counts[messages.type(i) == MessageType.NEW && messages.immediateOrCancel(i) ? 3 : messages.type(i)]++;
        }
        assertShare(mix.news(), counts[MessageType.NEW]);
        assertShare(mix.cancels(), counts[MessageType.CANCEL]);
        assertShare(mix.modifies(), counts[MessageType.MODIFY]);
        assertShare(mix.takers(), counts[3]);
    }

    private static void assertShare(final int percent, final int count) {
        assertEquals(percent, count * 100.0 / MESSAGES, 1, "percent");
    }
}
