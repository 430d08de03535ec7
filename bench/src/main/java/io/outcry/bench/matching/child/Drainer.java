/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.child;

import io.outcry.bench.matching.report.ReportDigest;
import io.outcry.bench.matching.report.ReportLog;
import io.outcry.bench.matching.report.ReportReader;
import io.outcry.bench.matching.report.ReportRing;

/**
 * The thread that reads all reports of one run. Never parks while it is at it; between two looks at an empty ring it pauses
 * for some microseconds, because on a machine whose processors share a core it would slow the engine down.
 */
final class Drainer {
    private static final int PAUSES = 200;

    private final ReportDigest digest = new ReportDigest();
    private final ReportReader reader;
    private final ReportLog log;
    private final Thread thread;
    private volatile boolean running = true;

    private Drainer(final ReportRing ring, final ReportLog log) {
        this.log = log;
        reader = ring.reader();
        thread = new Thread(this::drain, "drainer");
        thread.setDaemon(true);
    }

    /** The log keeps the reports; null: only their digest is taken. */
    static Drainer start(final ReportRing ring, final ReportLog log) {
        final Drainer drainer = new Drainer(ring, log);
        drainer.thread.start();
        return drainer;
    }

    /** Ends the thread. All reports have to be read. */
    ReportDigest stop() throws InterruptedException {
        running = false;
        thread.join();
        return digest;
    }

    private void drain() {
        while (running) {
            if (reader.poll(digest, log) == 0) {
                pause();
            }
        }
    }

    private static void pause() {
        for (int i = 0; i < PAUSES; i++) {
            Thread.onSpinWait();
        }
    }
}
