/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outcry.codecs.types.Side;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventDiffTest {
    @TempDir
    private Path directory;

    @Test
    void shouldFindNoDifferenceBetweenEqualRuns() {
        final Path one = directory.resolve("one");
        final Path other = directory.resolve("other");
        long events = 0;
        for (final Path each : List.of(one, other)) {
            try (RecordedRun run = new RecordedRun(each)) {
                events = run.order(Side.BUY, 5, 100, true)
                        .order(Side.SELL, 3, 100, true)
                        .events();
            }
        }
        for (final EventDiff.Result result :
                List.of(EventDiff.ofRuns(one, other, done -> {}), EventDiff.ofReplay(one, done -> {}))) {
            assertTrue(result.isEqual());
            assertEquals(List.of("equal: " + events + " events"), result.lines());
        }
    }

    @Test
    void shouldTellTheFieldsThatDiffer() {
        final Path one = directory.resolve("one");
        final Path other = directory.resolve("other");
        final long equal;
        try (RecordedRun run = new RecordedRun(one)) {
            run.order(Side.BUY, 5, 100, true);
            equal = run.events();
            run.order(Side.SELL, 3, 101, true);
        }
        try (RecordedRun run = new RecordedRun(other)) {
            run.order(Side.BUY, 5, 100, true).order(Side.SELL, 4, 101, true);
        }
        final EventDiff.Result result = EventDiff.ofRuns(one, other, done -> {});
        assertFalse(result.isEqual());
        assertEquals(
                "DIFFERENT behind " + equal + " equal events", result.lines().get(0));
        assertTrue(result.lines().contains("  orderQty=3 in " + one + ", orderQty=4 in " + other), result::toString);
        assertFalse(result.toString().contains("price=101 in"), result::toString);
    }

    @Test
    void shouldTellWhichRunEnds() {
        final Path one = directory.resolve("one");
        final Path other = directory.resolve("other");
        try (RecordedRun run = new RecordedRun(one)) {
            run.order(Side.BUY, 5, 100, true);
        }
        new RecordedRun(other).close();
        final List<String> lines = EventDiff.ofRuns(one, other, done -> {}).lines();
        assertEquals(other + " has no more; " + one + " goes on with", lines.get(1));
        assertTrue(lines.get(2).contains("ExecutionEvent"), lines::toString);
    }

    @Test
    void shouldNameTheCommandWhoseEventsTheReplayHasAndTheJournalHasNot() {
        final Path run = directory.resolve("run");
        try (RecordedRun recorded = new RecordedRun(run)) {
            recorded.order(Side.BUY, 5, 100, true).order(Side.BUY, 7, 99, false);
        }
        final EventDiff.Result result = EventDiff.ofReplay(run, done -> {});
        assertFalse(result.isEqual());
        assertEquals(
                "recorded has no more; replayed goes on with", result.lines().get(1));
        final String cause = result.lines().get(3);
        assertTrue(cause.startsWith("by command "), cause);
        assertTrue(cause.contains("NewOrder") && cause.contains("orderQty=7"), cause);
    }
}
