/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.gateway;

import static io.outcry.gateway.GatewayHarness.ALPHA;
import static io.outcry.gateway.GatewayHarness.BETA;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outcry.codecs.NullValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events of the engine that the gateway missed in the live stream, and that the journal has. */
class GatewayGapTest {
    @TempDir
    private Path directory;

    private final GatewayHarness exchange = new GatewayHarness();
    private RawClient alpha;
    private RawClient beta;

    @BeforeEach
    void logOn() {
        exchange.launch(context -> context.eventsJournal(directory));
        alpha = exchange.logOn(ALPHA);
        beta = exchange.logOn(BETA);
    }

    @AfterEach
    void close() {
        exchange.close();
    }

    @Test
    void shouldTakeFromTheJournalWhatItMissed() {
        exchange.engine.journal(directory);
        report(ALPHA, 1);
        lose(() -> {
            report(ALPHA, 2);
            report(BETA, 3);
            report(ALPHA, 4);
        });
        report(ALPHA, 5);
        exchange.await("all reports", () -> alpha.heard.size() == 4 && beta.heard.size() == 1);
        assertEquals(executed(alpha, 1, 2, 4, 5), alpha.heard);
        assertEquals(executed(beta, 3), beta.heard);
        assertEquals(1, exchange.counter(Gateway.GAPS_FILLED_COUNTER_TYPE_ID));
        exchange.assertTrades(alpha);
        exchange.assertTrades(beta);
        assertEquals(1, exchange.counter(Gateway.GAPS_FILLED_COUNTER_TYPE_ID));
    }

    @Test
    void shouldTakeFromTheJournalWhatIsMissingInTheMiddleOfABatch() {
        exchange.engine.journal(directory);
        report(ALPHA, 1);
        exchange.engine.gathers = true;
        report(ALPHA, 2);
        lose(() -> report(ALPHA, 3));
        report(ALPHA, 4);
        report(ALPHA, 5);
        exchange.engine.flush();
        exchange.engine.gathers = false;
        exchange.await("all reports", () -> alpha.heard.size() == 5);
        assertEquals(executed(alpha, 1, 2, 3, 4, 5), alpha.heard);
        exchange.assertTrades(alpha);
    }

    @Test
    void shouldWaitForAJournalThatIsLate() {
        report(ALPHA, 1);
        exchange.await("report", () -> alpha.heard.size() == 1);
        exchange.engine.sequence++;
        report(ALPHA, 3);
        exchange.advanceMs(100);
        assertEquals(executed(alpha, 1), alpha.heard);

        exchange.engine.journal(directory);
        exchange.engine.sequence = 2; // behind the two logons
        lose(() -> {
            report(ALPHA, 1);
            report(ALPHA, 2);
        });
        exchange.advanceMs(100);
        exchange.await("all reports", () -> alpha.heard.size() == 3);
        assertEquals(executed(alpha, 1, 2, 3), alpha.heard);
    }

    /** What the gateway missed shows by the end of the stream too, and not only by the next event. */
    @Test
    void shouldTakeTheLastEventsFromTheJournalWhenTheStreamIsLost() {
        exchange.engine.journal(directory);
        report(ALPHA, 1);
        exchange.await("report", () -> alpha.heard.size() == 1);
        lose(() -> report(ALPHA, 2));
        exchange.engine.close();
        exchange.awaitHousekeeping("report", () -> alpha.heard.size() == 2);
        assertEquals(executed(alpha, 1, 2), alpha.heard);
    }

    private void report(final int sessionId, final long refSeqNum) {
        exchange.engine.report(sessionId, refSeqNum, NullValue.INT64);
    }

    private void lose(final Runnable events) {
        exchange.engine.losesEvents = true;
        events.run();
        exchange.engine.losesEvents = false;
    }

    private static List<String> executed(final RawClient client, final long... refSeqNums) {
        final List<String> reports = new ArrayList<>();
        for (final long refSeqNum : refSeqNums) {
            reports.add("Execution " + client.epoch + " " + (reports.size() + 1) + " ref=" + refSeqNum + " NEW");
        }
        return reports;
    }
}
