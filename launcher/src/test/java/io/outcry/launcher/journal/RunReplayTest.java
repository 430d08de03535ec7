/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.outcry.codecs.types.Side;
import io.outcry.codecs.types.TimeInForce;
import io.outcry.journal.JournalDirectory;
import io.outcry.matching.EngineCore;
import io.outcry.matching.EventBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReplayTest {
    private static final int ALICE = 1;
    private static final int BOB = 2;

    @TempDir
    private Path directory;

    /** Notes what it is told, and stops when it has to wait. */
    private static final class Notes implements RunReplay.Listener {
        private final EventBuffer events = new EventBuffer();
        private final List<Long> silent = new ArrayList<>();
        private final List<Long> inRange = new ArrayList<>();
        private final List<Long> begins = new ArrayList<>();
        private EngineCore core;
        private boolean isStopped;

        @Override
        public void onBegin(final EngineCore begun) {
            core = begun;
            begins.add(core.sequence());
        }

        @Override
        public void onRange() {
            begins.add(core.sequence());
        }

        @Override
        public void onCommand(final boolean isInRange, final UnsafeBuffer buffer, final int offset) {
            (isInRange ? inRange : silent).add(core.sequence());
            events.clear();
        }

        @Override
        public void onIdle(final long dueInNs) {
            assertTrue(dueInNs > 0);
            isStopped = true;
        }

        @Override
        public boolean isStopped() {
            return isStopped;
        }
    }

    @Test
    void shouldTellSilentCommandsFromThoseOfTheRange() {
        final long last;
        try (RecordedRun run = new RecordedRun(directory)) {
            run.order(ALICE, Side.BUY, 5, 100, TimeInForce.GTC);
            run.order(BOB, Side.SELL, 5, 100, TimeInForce.GTC);
            last = run.core().sequence();
        }
        final Notes notes = replay(new JournalPoint(false, last - 2), new JournalPoint(false, last - 1), 0);
        assertEquals(last - 3, notes.silent.size());
        assertEquals(List.of(last - 2, last - 1), notes.inRange);
        assertEquals(List.of(0L, last - 3), notes.begins);
        assertEquals(last - 1, notes.core.sequence());
    }

    @Test
    void shouldNotApplyACommandBeforeItIsDue() {
        final long last;
        try (RecordedRun run = new RecordedRun(directory)) {
            last = run.core().sequence();
        }
        final double oneHourForOneNs = 1e-9 / 3600;
        final Notes notes = replay(new JournalPoint(false, last - 2), JournalPoint.END, oneHourForOneNs);
        assertEquals(List.of(last - 2), notes.inRange);
        assertTrue(notes.isStopped);
    }

    @Test
    void shouldReportTheSameFromASnapshotAsFromTheFirstCommand() {
        final long from;
        try (RecordedRun run = new RecordedRun(directory)) {
            run.order(ALICE, Side.BUY, 5, 100, TimeInForce.GTC);
            run.iceberg(ALICE, Side.BUY, 9, 100, 2);
            run.iceberg(BOB, Side.SELL, 9, 105, 0);
            run.order(BOB, Side.SELL, 2, 100, TimeInForce.GTC);
            run.stop();
            run.order(BOB, Side.SELL, 3, 104, TimeInForce.GTC);
            from = run.core().sequence() + 1;
            run.order(BOB, Side.SELL, 6, 100, TimeInForce.GTC);
            run.order(ALICE, Side.BUY, 6, 105, TimeInForce.GTC);
        }
        final ObjectNode fromSnapshot = report(from);
        IoUtil.delete(JournalDirectory.snapshots(directory).toFile(), false);
        final ObjectNode fromBegin = report(from);
        assertEquals(fromBegin, fromSnapshot);
        assertEquals(4, fromBegin.get("trades").intValue());
        assertEquals(2, fromBegin.get("new_orders").intValue());
    }

    @Test
    void shouldCountAnOrderOnceWhenItsCommandCameTwice() {
        final long from;
        try (RecordedRun run = new RecordedRun(directory)) {
            from = run.core().sequence() + 1;
            run.order(ALICE, Side.BUY, 5, 100, TimeInForce.GTC);
            run.repeat();
        }
        final ObjectNode report = report(from);
        assertEquals(1, report.get("new_orders").intValue());
        assertEquals(1, report.get("resting_orders").intValue());
    }

    private Notes replay(final JournalPoint from, final JournalPoint to, final double speed) {
        final Notes notes = new Notes();
        new RunReplay(directory, from, to, speed, notes.events, notes).run(done -> {});
        return notes;
    }

    private ObjectNode report(final long from) {
        final JournalReplay replay = new JournalReplay();
        replay.run(directory, new JournalPoint(false, from), JournalPoint.END, RunReplay.MAX_SPEED, done -> {});
        final ObjectNode result = replay.result();
        result.remove("commands_per_second");
        return result;
    }
}
