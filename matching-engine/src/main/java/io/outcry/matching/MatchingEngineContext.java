/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.aeron.Aeron;
import io.outcry.codecs.types.AckLevel;
import io.outcry.journal.JournalWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.OffsetEpochNanoClock;

/** What a {@link MatchingEngine} needs to start; set before {@link MatchingEngine#launch}, not changed after. */
public final class MatchingEngineContext {
    /** Default of {@link #eventHashInterval(long)}. */
    public static final long EVENT_HASH_INTERVAL_DEFAULT = 1_000;

    /** Commands between two snapshots. */
    public static final long SNAPSHOT_INTERVAL_DEFAULT = 1_000_000;

    /** Room on the disk below which the engine halts: two blocks of either queue, and a large snapshot. */
    public static final long MIN_FREE_BYTES_DEFAULT = 512L << 20;

    /** Bytes of a term of the event streams: some ten milliseconds of a busy day, for readers in processes of their own. */
    public static final int EVENT_TERM_LENGTH_DEFAULT = 4 * 1024 * 1024;

    private Aeron aeron;
    private Path directory;
    private AckLevel ackLevel = AckLevel.PROCESS;
    private long eventHashInterval = EVENT_HASH_INTERVAL_DEFAULT;
    private long snapshotInterval = SNAPSHOT_INTERVAL_DEFAULT;
    private int snapshotsKept = EngineSnapshots.KEPT_DEFAULT;
    private long minFreeBytes = MIN_FREE_BYTES_DEFAULT;
    private LongSupplier freeBytes;
    private int preallocateBytes;
    private int eventTermLength = EVENT_TERM_LENGTH_DEFAULT;
    private List<DirectBuffer> configuration = List.of();
    private EpochNanoClock clock = new OffsetEpochNanoClock();

    /**
     * Checks that everything needed is there.
     *
     * @throws IllegalStateException naming what is missing or out of range
     */
    void conclude() {
        if (aeron == null || directory == null) {
            throw new IllegalStateException("aeron and directory must be set");
        }
        if (eventHashInterval < 1) {
            throw new IllegalStateException("eventHashInterval must be positive");
        }
        if (snapshotInterval < 1) {
            throw new IllegalStateException("snapshotInterval must be positive");
        }
        if (snapshotsKept < 1) {
            throw new IllegalStateException("snapshotsKept must be positive");
        }
        if (minFreeBytes < 0) {
            throw new IllegalStateException("minFreeBytes must not be negative");
        }
        if (preallocateBytes < 0 || preallocateBytes > JournalWriter.PREALLOCATE_BYTES_MAX) {
            throw new IllegalStateException("preallocateBytes must be 0 to " + JournalWriter.PREALLOCATE_BYTES_MAX
                    + ", but is " + preallocateBytes);
        }
    }

    /**
     * Client of the media driver that the gateways and market data share.
     *
     * @param newAeron not closed by the engine
     * @return this
     */
    public MatchingEngineContext aeron(final Aeron newAeron) {
        aeron = newAeron;
        return this;
    }

    Aeron aeron() {
        return aeron;
    }

    /**
     * Folder of the journal; made if it is missing, continued if it holds one.
     *
     * @param newDirectory used by no other engine
     * @return this
     */
    public MatchingEngineContext directory(final Path newDirectory) {
        directory = newDirectory;
        return this;
    }

    Path directory() {
        return directory;
    }

    /**
     * What a command has survived when it is acknowledged.
     *
     * @param newAckLevel {@link AckLevel#PROCESS} by default
     * @return this
     */
    public MatchingEngineContext ackLevel(final AckLevel newAckLevel) {
        ackLevel = newAckLevel;
        return this;
    }

    AckLevel ackLevel() {
        return ackLevel;
    }

    /**
     * Commands between two stamps of the running event hash.
     *
     * @param newEventHashInterval positive, {@value #EVENT_HASH_INTERVAL_DEFAULT} by default
     * @return this
     */
    public MatchingEngineContext eventHashInterval(final long newEventHashInterval) {
        eventHashInterval = newEventHashInterval;
        return this;
    }

    long eventHashInterval() {
        return eventHashInterval;
    }

    /**
     * How many commands lie between two snapshots of the state; one more is taken at an orderly stop.
     *
     * @param newSnapshotInterval count, positive; {@value #SNAPSHOT_INTERVAL_DEFAULT} if not set
     * @return this
     */
    public MatchingEngineContext snapshotInterval(final long newSnapshotInterval) {
        snapshotInterval = newSnapshotInterval;
        return this;
    }

    long snapshotInterval() {
        return snapshotInterval;
    }

    /**
     * How many snapshots stay when a new one is taken, with it; older ones are deleted.
     *
     * @param newSnapshotsKept count, positive; 3 if not set
     * @return this
     */
    public MatchingEngineContext snapshotsKept(final int newSnapshotsKept) {
        snapshotsKept = newSnapshotsKept;
        return this;
    }

    int snapshotsKept() {
        return snapshotsKept;
    }

    /**
     * How much room the disk of the folder must have. With less the engine does not start; when it becomes less, it halts: no
     * new command is journaled until there is a quarter more than this.
     *
     * @param newMinFreeBytes bytes, 0 to go on until a write fails; {@value #MIN_FREE_BYTES_DEFAULT} by default
     * @return this
     */
    public MatchingEngineContext minFreeBytes(final long newMinFreeBytes) {
        minFreeBytes = newMinFreeBytes;
        return this;
    }

    long minFreeBytes() {
        return minFreeBytes;
    }

    /** Stands for what the disk of the folder says, if not null. */
    MatchingEngineContext freeBytes(final LongSupplier newFreeBytes) {
        freeBytes = newFreeBytes;
        return this;
    }

    LongSupplier freeBytes() {
        return freeBytes;
    }

    /**
     * How much of the commands journal is brought into memory before the engine trades.
     *
     * @param newPreallocateBytes 0 to {@link JournalWriter#PREALLOCATE_BYTES_MAX}, 0 by default; a command takes some 80
     * @return this
     */
    public MatchingEngineContext preallocateBytes(final int newPreallocateBytes) {
        preallocateBytes = newPreallocateBytes;
        return this;
    }

    int preallocateBytes() {
        return preallocateBytes;
    }

    /**
     * How far a gateway or market data may fall behind before it holds the engine up: half of this. A reader on the
     * engine's own thread needs little, and less memory to go round in is faster.
     *
     * @param newEventTermLength bytes of an Aeron term, power of two from 64 KiB, {@value #EVENT_TERM_LENGTH_DEFAULT} by
     *     default
     * @return this
     */
    public MatchingEngineContext eventTermLength(final int newEventTermLength) {
        eventTermLength = newEventTermLength;
        return this;
    }

    int eventTermLength() {
        return eventTermLength;
    }

    /**
     * Definitions that the engine sequences before any other command.
     *
     * @param newConfiguration commands of the engine schema, each with its header
     * @return this
     */
    public MatchingEngineContext configuration(final List<DirectBuffer> newConfiguration) {
        configuration = List.copyOf(newConfiguration);
        return this;
    }

    List<DirectBuffer> configuration() {
        return configuration;
    }

    /**
     * Source of the journal's time.
     *
     * @param newClock ns since 1970; may jump, the journal's time never runs backwards
     * @return this
     */
    public MatchingEngineContext clock(final EpochNanoClock newClock) {
        clock = newClock;
        return this;
    }

    EpochNanoClock clock() {
        return clock;
    }
}
