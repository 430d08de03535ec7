/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.journal.JournalException;
import io.outcry.journal.JournalPosition;
import java.nio.file.Path;

/**
 * The follower does not repeat what the engine did: one of them is wrong, so both halt, and the states of both are kept to be
 * compared. The follower's thread finds it, the sequencer's asks for it.
 */
final class Divergence {
    private static final System.Logger LOGGER = System.getLogger(Divergence.class.getName());

    private final Path engineState;
    private final Path followerState;
    private volatile boolean isFound;

    /** States are kept in a folder, which is not made before. */
    Divergence(final Path directory) {
        engineState = directory.resolve("engine");
        followerState = directory.resolve("follower");
    }

    boolean isFound() {
        return isFound;
    }

    /** Keeps the follower's state and halts the engine. */
    JournalException onFollower(final EngineCore core, final JournalPosition position, final RuntimeException cause) {
        isFound = true;
        final JournalException found = new JournalException(
                "the follower does not repeat what the engine did: " + cause.getMessage() + "; " + whereTheyAre(),
                cause);
        keep(followerState, core, position, found);
        LOGGER.log(System.Logger.Level.ERROR, found.getMessage());
        return found;
    }

    /** Keeps the engine's state. */
    JournalException onEngine(final EngineCore core, final long timeNs) {
        final JournalException halted =
                new JournalException("halted: the follower does not repeat what the engine did; " + whereTheyAre());
        keep(engineState, core, new JournalPosition(0, core.sequence(), timeNs), halted);
        return halted;
    }

    private static void keep(
            final Path directory,
            final EngineCore core,
            final JournalPosition position,
            final RuntimeException halted) {
        try {
            new EngineSnapshots(directory).take(core, position);
        } catch (final RuntimeException ex) {
            halted.addSuppressed(ex);
        }
    }

    private String whereTheyAre() {
        return "their states are in " + engineState.toAbsolutePath() + " and " + followerState.toAbsolutePath();
    }
}
