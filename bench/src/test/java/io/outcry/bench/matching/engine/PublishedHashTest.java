/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outcry.bench.matching.report.CanonicalText;
import io.outcry.bench.matching.report.ReportDigest;
import io.outcry.bench.matching.report.ReportLog;
import io.outcry.bench.matching.report.ReportReader;
import io.outcry.bench.matching.report.ReportRing;
import io.outcry.bench.matching.workload.MessageBuffer;
import io.outcry.bench.matching.workload.Scenario;
import io.outcry.bench.matching.workload.SurveyWorkload;
import org.junit.jupiter.api.Test;

/** The naive book, with which all others are compared, is itself compared with the survey. */
class PublishedHashTest {
    private static final int BATCH = 100_000;

    @Test
    void shouldArriveAtThePublishedHashWhenSeededAsThere() {
        final MessageBuffer messages =
                SurveyWorkload.generate(Scenario.NORMAL, Scenario.PUBLISHED_SEED, Scenario.PUBLISHED_ORDERS);
        final ReportRing ring = new ReportRing();
        final ReportReader reader = ring.reader();
        final ReportLog log = new ReportLog();
        final EngineDriver driver = Engine.NAIVE.prepare(messages).open(ring, true);
        for (int from = 0; from < messages.count(); from += BATCH) {
            driver.feed(from, Math.min(messages.count(), from + BATCH));
            ring.flush();
            while (reader.poll(new ReportDigest(), log) > 0) {}
        }
        assertEquals(
                Scenario.NORMAL.publishedSha256(Scenario.PUBLISHED_SEED, Scenario.PUBLISHED_ORDERS),
                CanonicalText.sha256(log));
    }
}
