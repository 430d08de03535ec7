/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Orders, cancels and replaces of every kind leave nothing to the garbage collector once all pools have grown. */
class EngineAllocationTest {
    private static final int COMMANDS = 200_000;
    private static final int ROUNDS = 10;

    private final EngineCore core = new EngineCore();
    private final EventBuffer events = new EventBuffer();
    private final RandomCommands random = new RandomCommands(7, false);

    @Test
    void shouldAllocateNothingOnceWarm() {
        final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
        for (final UnsafeBuffer command : random.configuration()) {
            apply(command, command.capacity());
        }
        // Pools and maps grow in the first rounds, and the first call of the bean allocates.
        long allocated = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS && allocated > 0; round++) {
            final long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < COMMANDS; i++) {
                final Commands command = random.next(core.sequence());
                apply(command.buffer(), command.length());
                random.learn(events);
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertEquals(0, allocated);
        assertTrue(core.events() > core.sequence());
        assertTrue(core.openOrders() > 0);
    }

    private void apply(final UnsafeBuffer command, final int length) {
        events.clear();
        core.onCommand(core.sequence() + 1, core.sequence() + 1, command, 0, length, events);
    }
}
