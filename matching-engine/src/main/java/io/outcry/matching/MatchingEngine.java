/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.aeron.Aeron;
import io.aeron.Subscription;
import io.outcry.codecs.JournalHaltCounter;
import io.outcry.codecs.StreamIds;
import io.outcry.codecs.types.AckLevel;
import io.outcry.journal.JournalDirectory;
import io.outcry.journal.JournalException;
import io.outcry.journal.JournalReader;
import io.outcry.journal.JournalWriter;
import io.outcry.journal.SnapshotRequest;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import org.agrona.CloseHelper;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.SystemNanoClock;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.status.AtomicCounter;

/**
 * The engine over its journal folder. Starting loads the newest snapshot of the folder, replays the commands behind it and
 * goes on behind the last one. The owner runs {@link #sequencer()} and {@link #follower()} on two threads and closes the engine when the
 * sequencer's thread has ended.
 */
public final class MatchingEngine implements AutoCloseable {
    /** Aeron counter: sequence of the last command that was journaled and matched. */
    public static final int COMMANDS_COUNTER_TYPE_ID = 10_001;

    /** Aeron counter: sequence of the last command that the follower has confirmed. */
    public static final int FOLLOWER_COUNTER_TYPE_ID = 10_002;

    /** Name of the {@link io.outcry.risk.BalanceView} in the journal folder. */
    public static final String BALANCES_FILE = "balances.map";

    private static final int REPLAY_FRAME_LIMIT = 4096;

    private final Deque<AutoCloseable> resources = new ArrayDeque<>();
    private final Sequencer sequencer;
    private final Follower follower;

    private MatchingEngine(final MatchingEngineContext context) {
        context.conclude();
        final Aeron aeron = context.aeron();
        owned(JournalDirectory.lock(context.directory()));
        final Path commandsJournal = JournalDirectory.commands(context.directory());
        final EventBuffer events = new EventBuffer();
        try {
            final LongSupplier freeBytes =
                    context.freeBytes() == null ? DiskWatch.freeBytesOf(context.directory()) : context.freeBytes();
            DiskWatch.requireRoom(context.directory(), freeBytes.getAsLong(), context.minFreeBytes());
            final JournalWriter journal = owned(JournalWriter.open(commandsJournal, context.ackLevel()));
            final JournalWriter eventsJournal =
                    owned(JournalWriter.open(JournalDirectory.events(context.directory()), AckLevel.PROCESS));
            final EngineSnapshots snapshots =
                    new EngineSnapshots(JournalDirectory.snapshots(context.directory()), context.snapshotsKept());
            final EngineCore core =
                    replay(commandsJournal, snapshots.newest(journal.lastSequence(), Long.MAX_VALUE), events);
            requireCommandsOfAll(eventsJournal.lastSequence(), core.events(), context.directory());
            final AtomicCounter commandCounter =
                    owned(aeron.addCounter(COMMANDS_COUNTER_TYPE_ID, "outcry: commands journaled and matched"));
            final AtomicCounter followerCounter =
                    owned(aeron.addCounter(FOLLOWER_COUNTER_TYPE_ID, "outcry: commands confirmed by the follower"));
            final DiskWatch diskWatch = new DiskWatch(
                    context.directory(),
                    freeBytes,
                    context.minFreeBytes(),
                    owned(aeron.addCounter(JournalHaltCounter.TYPE_ID, JournalHaltCounter.LABEL)));
            final Divergence divergence = new Divergence(JournalDirectory.divergence(context.directory()));
            final EventPublisher publisher = owned(new EventPublisher(aeron, events, context.eventTermLength()));
            final Subscription commands = owned(aeron.addSubscription("aeron:ipc", StreamIds.COMMANDS));
            sequencer = new Sequencer(
                    commands,
                    journal,
                    core,
                    events,
                    publisher,
                    context.clock(),
                    diskWatch,
                    divergence,
                    commandCounter,
                    context.eventHashInterval());
            sequencer.configure(context.configuration());
            journal.preallocate(context.preallocateBytes());
            final EngineSnapshots.Restored followed =
                    snapshots.newest(journal.lastSequence(), eventsJournal.lastSequence());
            final JournalReader reader = owned(JournalReader.openBehind(commandsJournal, followed.position()));
            follower = new Follower(
                    reader,
                    journal,
                    eventsJournal,
                    followed.core(),
                    snapshots,
                    new SnapshotRequest(JournalDirectory.snapshots(context.directory())),
                    diskWatch,
                    divergence,
                    context.snapshotInterval(),
                    context.directory().resolve(BALANCES_FILE),
                    SystemNanoClock.INSTANCE,
                    commandCounter,
                    followerCounter);
            resources.remove(reader);
            resources.remove(eventsJournal);
        } catch (final RuntimeException e) {
            closeAll();
            throw e;
        }
    }

    /**
     * Opens or continues a journal and gets ready to trade.
     *
     * @param context complete
     * @return owns two agents that the caller runs
     * @throws JournalException if the folder is in use or damaged, its disk is full, commands are missing, or the configuration
     *     does not fit it
     * @throws IllegalStateException if the context is not complete
     */
    public static MatchingEngine launch(final MatchingEngineContext context) {
        return new MatchingEngine(context);
    }

    /**
     * The agent that trades.
     *
     * @return to be run on one thread
     */
    public Agent sequencer() {
        return sequencer;
    }

    /**
     * The agent that confirms and writes events; closing it waits until it has read the whole commands journal.
     *
     * @return to be run on another thread, and to be closed after {@link #close()}
     */
    public Agent follower() {
        return follower;
    }

    /**
     * Journals the orderly stop and closes everything but the follower.
     *
     * @throws JournalException if the follower has another state, or the stop cannot be journaled; everything is closed
     */
    @Override
    public void close() {
        try {
            sequencer.stop();
        } finally {
            closeAll();
        }
    }

    /** What the market was told must not be told differently a second time. */
    private static void requireCommandsOfAll(final long journaled, final long events, final Path directory) {
        if (journaled > events) {
            throw new JournalException(directory.toAbsolutePath() + " has " + journaled
                    + " events, but its commands give"
                    + " only " + events + ": the end of the commands journal is missing, as it may be after a loss of"
                    + " power; 'outcry journal repair' sets the events aside, if the run is to go on without it");
        }
    }

    private <T extends AutoCloseable> T owned(final T resource) {
        resources.push(resource);
        return resource;
    }

    private void closeAll() {
        CloseHelper.closeAll(resources);
    }

    private static EngineCore replay(
            final Path commands, final EngineSnapshots.Restored restored, final EventBuffer events) {
        final EngineCore core = restored.core();
        try (JournalReader reader = JournalReader.openBehind(commands, restored.position())) {
            while (reader.poll(
                            (sequence, timeNs, buffer, offset, length) ->
                                    replay(core, sequence, timeNs, buffer, offset, length, events),
                            REPLAY_FRAME_LIMIT)
                    > 0) {}
        }
        return core;
    }

    private static void replay(
            final EngineCore core,
            final long sequence,
            final long timeNs,
            final UnsafeBuffer buffer,
            final int offset,
            final int length,
            final EventBuffer events) {
        events.clear();
        core.onCommand(sequence, timeNs, buffer, offset, length, events);
        events.clear();
    }
}
