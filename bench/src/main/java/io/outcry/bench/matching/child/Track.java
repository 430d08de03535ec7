/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.child;

import io.outcry.bench.matching.engine.Engine;
import io.outcry.bench.matching.engine.EngineDriver;
import io.outcry.bench.matching.engine.PreparedEngine;
import io.outcry.bench.matching.report.ReportLog;
import io.outcry.bench.matching.report.ReportRing;
import io.outcry.bench.matching.workload.MessageBuffer;
import io.outcry.bench.matching.workload.Workload;

/** Runs one engine over a workload, each time with a new book. The only place where time is measured. */
final class Track {
    private final ReportRing ring = new ReportRing();
    private final PreparedEngine engine;
    private final Workload workload;

    Track(final Engine engine, final Workload workload) {
        this.engine = engine.prepare(workload.messages());
        this.workload = workload;
    }

    /** The log keeps the reports; null: only their digest is taken. */
    Run run(final ReportLog log) throws InterruptedException {
        final MessageBuffer messages = workload.messages();
        final int[] places = Probes.places(workload);
        final EngineDriver driver = engine.open(ring, log != null);
        System.gc();
        final Drainer drainer = Drainer.start(ring, log);
        driver.feed(0, workload.prefill());
        ring.awaitRead();

        int fed = workload.prefill();
        long answers = 0;
        long probesNs = 0;
        final long startNs = System.nanoTime();
        for (final int place : places) {
            driver.feed(fed, place);
            ring.flush();
            fed = place;
            final long probeNs = System.nanoTime();
            final int last = Math.max(0, place - 1);
            answers = Probes.ask(driver, answers, messages.buy(last), messages.price(last));
            probesNs += System.nanoTime() - probeNs;
        }
        ring.awaitRead();
        final long elapsedNs = System.nanoTime() - startNs - probesNs;
        final long proof = driver.proof();
        driver.close();
        return new Run(elapsedNs, drainer.stop(), answers, proof);
    }
}
