/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.codecs;

import org.agrona.concurrent.status.CountersReader;

/** The Aeron counter by which the engine tells other processes whether its disk has room for the journal. */
public final class JournalHaltCounter {
    /** Type of the counter. */
    public static final int TYPE_ID = 10_003;

    /** Label of the counter. */
    public static final String LABEL = "outcry: halted, as the disk has no room for the journal";

    /** Value while the engine is halted, else 0. */
    public static final long HALTED = 1;

    private JournalHaltCounter() {}

    /**
     * Whether an engine is halted. Looks through all counters, allocates nothing.
     *
     * @param counters of the exchange's media driver
     * @return false too if there is no engine
     */
    public static boolean isHalted(final CountersReader counters) {
        for (int id = 0; id <= counters.maxCounterId(); id++) {
            final int state = counters.getCounterState(id);
            if (state == CountersReader.RECORD_UNUSED) {
                return false;
            }
            if (state == CountersReader.RECORD_ALLOCATED
                    && counters.getCounterTypeId(id) == TYPE_ID
                    && counters.getCounterValue(id) == HALTED) {
                return true;
            }
        }
        return false;
    }
}
