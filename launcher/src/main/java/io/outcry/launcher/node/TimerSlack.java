/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Asks Linux to wake the calling thread on time: a parked thread may otherwise sleep 50 µs longer than it asked for.
 * Where the system has no such setting, nothing happens.
 */
final class TimerSlack {
    private static final String SLACK_NS = "1000";

    private TimerSlack() {}

    static void reduce() {
        try {
            final Path thread = Path.of("/proc/thread-self").toRealPath();
            final Path slack = Path.of("/proc", thread.getFileName().toString(), "timerslack_ns");
            if (Files.isWritable(slack)) {
                Files.writeString(slack, SLACK_NS);
            }
        } catch (final IOException e) {
            System.getLogger(TimerSlack.class.getName())
                    .log(System.Logger.Level.DEBUG, "timer slack stays as it is", e);
        }
    }
}
