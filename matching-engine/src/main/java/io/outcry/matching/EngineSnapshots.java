/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.journal.JournalException;
import io.outcry.journal.JournalPosition;
import io.outcry.journal.SnapshotReader;
import io.outcry.journal.SnapshotWriter;
import io.outcry.journal.Snapshots;
import java.nio.file.Path;
import java.util.function.Predicate;

/** The states of an engine that are kept on the disk, so that a start need not replay every command. */
public final class EngineSnapshots {
    /** How many are kept if nothing else is said. */
    static final int KEPT_DEFAULT = 3;

    private static final System.Logger LOGGER = System.getLogger(EngineSnapshots.class.getName());

    private final Path directory;
    private final int kept;

    /**
     * An engine and where its journal goes on.
     *
     * @param core has applied all commands up to the position
     * @param position behind the last one of them
     */
    public record Restored(EngineCore core, JournalPosition position) {}

    /**
     * Those in a folder.
     *
     * @param directory need not exist
     */
    public EngineSnapshots(final Path directory) {
        this(directory, KEPT_DEFAULT);
    }

    EngineSnapshots(final Path directory, final int kept) {
        this.directory = directory;
        this.kept = kept;
    }

    /** Writes a state, and forgets the oldest one if there are enough without it. */
    void take(final EngineCore core, final JournalPosition position) {
        try (SnapshotWriter writer = SnapshotWriter.create(directory, position)) {
            final StateHash stateHash = new StateHash();
            core.writeState(writer.andThen(stateHash));
            writer.commit(stateHash.value());
        }
        Snapshots.keep(directory, kept);
    }

    /**
     * The newest state that is whole and not ahead of what there is of commands and events; a new engine if there is none.
     */
    Restored newest(final long lastCommand, final long lastEvent) {
        return newest(position -> position.sequence() <= lastCommand, lastEvent);
    }

    /**
     * The newest state that is whole and may be used; a new engine if there is none. What is damaged is told in the log and left
     * as it is.
     *
     * @param isUsable whether one may be used that goes on from this position
     * @return to be owned by the caller
     */
    public Restored newest(final Predicate<JournalPosition> isUsable) {
        return newest(isUsable, Long.MAX_VALUE);
    }

    private Restored newest(final Predicate<JournalPosition> isUsable, final long lastEvent) {
        for (final Path file : Snapshots.newestFirst(directory)) {
            try {
                final Restored restored = restore(file, isUsable, lastEvent);
                if (restored != null) {
                    return restored;
                }
            } catch (final JournalException | IllegalArgumentException ex) {
                LOGGER.log(System.Logger.Level.WARNING, "passing over snapshot " + file + ": " + ex.getMessage());
            }
        }
        return new Restored(new EngineCore(), JournalPosition.BEGIN);
    }

    /** Null if the state may not be used. */
    private static Restored restore(final Path file, final Predicate<JournalPosition> isUsable, final long lastEvent) {
        try (SnapshotReader reader = SnapshotReader.open(file)) {
            if (!isUsable.test(reader.position())) {
                return null;
            }
            final EngineCore core = EngineCore.restore(reader);
            if (core.stateHash() != reader.stateHash()
                    || core.sequence() != reader.position().sequence()) {
                throw new JournalException(file + " does not give the state that it was taken of");
            }
            return core.events() > lastEvent ? null : new Restored(core, reader.position());
        }
    }
}
