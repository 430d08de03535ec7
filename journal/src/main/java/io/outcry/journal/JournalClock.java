/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.journal;

import net.openhft.chronicle.core.time.TimeProvider;

/** The queue's clock: time of the frames, so that cycles follow the journal and not the wall. */
final class JournalClock implements TimeProvider {
    private static final long NS_PER_MS = 1_000_000L;

    private long timeMs;

    JournalClock(final long timeNs) {
        advanceTo(timeNs);
    }

    void advanceTo(final long timeNs) {
        timeMs = Math.max(timeMs, timeNs / NS_PER_MS);
    }

    @Override
    public long currentTimeMillis() {
        return timeMs;
    }
}
