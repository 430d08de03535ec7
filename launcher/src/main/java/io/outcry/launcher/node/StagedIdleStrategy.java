/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.node;

import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.IdleStrategy;

/**
 * Waits for work in stages, so that a busy exchange answers at once and an idle one costs next to nothing: active for
 * 100 µs, parked for 20 µs at a time for 20 ms, for 1 ms at a time for a second, for 8 ms at a time for ten seconds, then
 * for 16 ms at a time. Belongs to one thread.
 */
public final class StagedIdleStrategy implements IdleStrategy {
    private static final long ACTIVE_NS = 100_000;
    private static final long SHORT_PARK_NS = 20_000;
    private static final long SHORT_PARKS_UNTIL_NS = 20_000_000;
    private static final long LONG_PARK_NS = 1_000_000;
    private static final long LONG_PARKS_UNTIL_NS = 1_000_000_000;
    private static final long LONGER_PARK_NS = 8_000_000;
    private static final long LONGER_PARKS_UNTIL_NS = 10_000_000_000L;
    private static final long LONGEST_PARK_NS = 16_000_000;

    private final boolean yields;
    private long idleSinceNs;
    private boolean idle;

    /**
     * Creates the strategy.
     *
     * @param yields whether to give the core away in the active stage, where threads outnumber cores, or to spin
     */
    public StagedIdleStrategy(final boolean yields) {
        this.yields = yields;
    }

    @Override
    public void idle(final int workCount) {
        if (workCount > 0) {
            idle = false;
        } else {
            idle();
        }
    }

    @Override
    public void idle() {
        final long nowNs = System.nanoTime();
        if (!idle) {
            idle = true;
            idleSinceNs = nowNs;
        }
        final long idleNs = nowNs - idleSinceNs;
        if (idleNs < ACTIVE_NS) {
            relax();
        } else {
            LockSupport.parkNanos(parkNs(idleNs));
        }
    }

    private static long parkNs(final long idleNs) {
        if (idleNs < SHORT_PARKS_UNTIL_NS) {
            return SHORT_PARK_NS;
        }
        if (idleNs < LONG_PARKS_UNTIL_NS) {
            return LONG_PARK_NS;
        }
        return idleNs < LONGER_PARKS_UNTIL_NS ? LONGER_PARK_NS : LONGEST_PARK_NS;
    }

    @Override
    public void reset() {
        idle = false;
    }

    private void relax() {
        if (yields) {
            Thread.yield();
        } else {
            Thread.onSpinWait();
        }
    }
}
