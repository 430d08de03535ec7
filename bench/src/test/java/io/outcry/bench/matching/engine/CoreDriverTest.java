/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.outcry.bench.matching.report.CanonicalText;
import io.outcry.bench.matching.report.ReportDigest;
import io.outcry.bench.matching.report.ReportLog;
import io.outcry.bench.matching.report.ReportReader;
import io.outcry.bench.matching.report.ReportRing;
import io.outcry.bench.matching.workload.MessageBuffer;
import io.outcry.bench.matching.workload.Scenario;
import io.outcry.bench.matching.workload.SurveyWorkload;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The engine around the book: from memory and from a journal. */
class CoreDriverTest {
    private static final int ORDERS = 5_000;
    private static final long SEED = 7;

    private final MessageBuffer messages = SurveyWorkload.generate(Scenario.SWING_25, SEED, ORDERS);
    private final ReportRing ring = new ReportRing();
    private final ReportReader reader = ring.reader();

    @ParameterizedTest
    @EnumSource(names = {"CORE", "JOURNAL"})
    void shouldReportAsTheNaiveBookWhenAudited(final Engine engine) {
        assertEquals(hash(Engine.NAIVE), hash(engine));
    }

    @ParameterizedTest
    @EnumSource(names = {"CORE", "JOURNAL"})
    void shouldProveWithoutReportsThatItDidTheSame(final Engine engine) {
        final long audited = proof(engine, true, messages.count());
        assertNotEquals(0, audited);
        assertEquals(audited, proof(engine, false, messages.count()));
        assertNotEquals(audited, proof(engine, false, messages.count() - 1));
    }

    private long proof(final Engine engine, final boolean audited, final int count) {
        final EngineDriver driver = engine.prepare(messages).open(ring, audited);
        driver.feed(0, count);
        driver.close();
        hashOfReports();
        return driver.proof();
    }

    private String hash(final Engine engine) {
        final EngineDriver driver = engine.prepare(messages).open(ring, true);
        driver.feed(0, messages.count());
        driver.close();
        return hashOfReports();
    }

    private String hashOfReports() {
        ring.flush();
        final ReportLog log = new ReportLog();
        while (reader.poll(new ReportDigest(), log) > 0) {}
        return CanonicalText.sha256(log);
    }
}
