/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.journal.FrameBatch;
import io.outcry.journal.FrameHandler;
import io.outcry.journal.JournalReader;
import io.outcry.journal.JournalWriter;
import io.outcry.journal.SnapshotRequest;
import io.outcry.risk.BalanceView;
import java.nio.file.Path;
import org.agrona.CloseHelper;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.status.AtomicCounter;

/**
 * A second engine behind the first: reads the commands journal, writes the events journal, and stops everything if its
 * events are not the ones whose hash the sequencer stamped. Takes the snapshots, at intervals, when asked and at the end, so
 * that the engine never pauses for one. May lag; holds nobody back. Its thread also prepares the pages of the commands journal
 * that the sequencer will write next, and watches the room on the disk.
 */
final class Follower implements Agent, FrameHandler {
    private static final int FRAME_LIMIT = 512;
    private static final int BUSY_FRAME_LIMIT = 128;
    private static final long BUSY_COMMANDS = 256;
    private static final int BATCH_CAPACITY = 128 * 1024;
    private static final int LARGEST_EVENT = 512;
    private static final long LOOK_INTERVAL_NS = 100_000_000;
    private static final long VIEW_INTERVAL_NS = 20_000_000;

    private final JournalReader commands;
    private final JournalWriter commandsJournal;
    private final JournalWriter eventsJournal;
    private final EngineCore core;
    private final EngineSnapshots snapshots;
    private final SnapshotRequest snapshotRequest;
    private final DiskWatch diskWatch;
    private final Divergence divergence;
    private final long snapshotInterval;
    private final Path balancesFile;
    private final NanoClock clock;
    private final AtomicCounter commandCounter;
    private final AtomicCounter followerCounter;
    private final EventBuffer events = new EventBuffer();
    private final FrameBatch batch = new FrameBatch(BATCH_CAPACITY);
    private BalanceView balances;
    private long eventSequence;
    private long seenCommands;
    private long nextViewNs;
    private long viewSequence = -1;
    private long snapshotSequence;
    private long nextLookNs;
    private boolean hasFailed;

    Follower(
            final JournalReader commands,
            final JournalWriter commandsJournal,
            final JournalWriter eventsJournal,
            final EngineCore core,
            final EngineSnapshots snapshots,
            final SnapshotRequest snapshotRequest,
            final DiskWatch diskWatch,
            final Divergence divergence,
            final long snapshotInterval,
            final Path balancesFile,
            final NanoClock clock,
            final AtomicCounter commandCounter,
            final AtomicCounter followerCounter) {
        this.commands = commands;
        this.commandsJournal = commandsJournal;
        this.eventsJournal = eventsJournal;
        this.core = core;
        this.snapshots = snapshots;
        this.snapshotRequest = snapshotRequest;
        this.diskWatch = diskWatch;
        this.divergence = divergence;
        this.snapshotInterval = snapshotInterval;
        this.balancesFile = balancesFile;
        this.clock = clock;
        this.commandCounter = commandCounter;
        this.followerCounter = followerCounter;
        eventSequence = core.events();
        snapshotSequence = core.sequence();
        nextLookNs = clock.nanoTime();
    }

    /** The map takes its time to be made; the exchange need not wait for it. */
    @Override
    public void onStart() {
        balances = BalanceView.create(balancesFile);
    }

    @Override
    public int doWork() {
        hasFailed = true;
        final int work = follow();
        hasFailed = false;
        return work;
    }

    private int follow() {
        if (clock.nanoTime() - nextLookNs >= 0) {
            lookAround();
        }
        while (commandsJournal.populateAhead()) {}
        final boolean engineIsBusy = engineIsBusy();
        final int frames = commands.poll(this, engineIsBusy ? BUSY_FRAME_LIMIT : FRAME_LIMIT);
        if (frames > 0) {
            append();
            followerCounter.setOrdered(core.sequence());
            takeSnapshotBehind(snapshotInterval);
        }
        if (core.sequence() != viewSequence && clock.nanoTime() - nextViewNs >= 0) {
            publishBalances();
        }
        return engineIsBusy ? 0 : frames;
    }

    /** While the sequencer has much to do, small batches with a pause after each leave it the processor. */
    private boolean engineIsBusy() {
        final long commandsBefore = seenCommands;
        seenCommands = commandCounter.get();
        return seenCommands - commandsBefore > BUSY_COMMANDS;
    }

    @Override
    public void onFrame(
            final long sequence, final long timeNs, final UnsafeBuffer buffer, final int offset, final int length) {
        events.clear();
        try {
            core.onCommand(sequence, timeNs, buffer, offset, length, events);
        } catch (final RuntimeException ex) {
            throw divergence.onFollower(core, commands.position(), ex);
        }
        for (int event = 0; event < events.end(); event = events.next(event)) {
            write(timeNs, event);
        }
    }

    @Override
    public void onClose() {
        if (!hasFailed) {
            followToTheEnd();
        }
        CloseHelper.closeAll(commands, eventsJournal, balances);
    }

    private void followToTheEnd() {
        while (commands.poll(this, FRAME_LIMIT) > 0) {
            append();
        }
        takeSnapshotBehind(1);
        if (balances != null) {
            publishBalances();
        }
    }

    @Override
    public String roleName() {
        return "follower";
    }

    /** Events that an earlier run has written already are passed over. */
    private void write(final long timeNs, final int event) {
        if (++eventSequence <= eventsJournal.lastSequence()) {
            return;
        }
        if (!batch.hasRoom(LARGEST_EVENT)) {
            append();
        }
        batch.add(
                eventSequence, timeNs, events.buffer(), EventBuffer.messageOffset(event), events.messageLength(event));
    }

    private void append() {
        if (batch.count() > 0) {
            eventsJournal.append(batch);
            batch.clear();
        }
    }

    /** How much room the disk has, and whether an operator wants a snapshot. */
    private void lookAround() {
        nextLookNs = clock.nanoTime() + LOOK_INTERVAL_NS;
        diskWatch.look();
        if (core.sequence() > 0 && snapshotRequest.isPending() && !diskWatch.isHalted()) {
            takeSnapshotBehind(1);
            snapshotRequest.clear();
        }
    }

    /** The events up to here are in their journal. Without one, only the next start takes longer: what room is left is not for it. */
    private void takeSnapshotBehind(final long interval) {
        if (core.sequence() - snapshotSequence >= interval && !diskWatch.isHalted()) {
            snapshots.take(core, commands.position());
            snapshotSequence = core.sequence();
        }
    }

    private void publishBalances() {
        balances.publish(core.accounts(), core::assetName, core::assetScale);
        viewSequence = core.sequence();
        nextViewNs = clock.nanoTime() + VIEW_INTERVAL_NS;
    }
}
