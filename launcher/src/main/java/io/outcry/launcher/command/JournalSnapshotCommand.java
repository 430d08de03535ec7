/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.command;

import io.outcry.journal.JournalDirectory;
import io.outcry.journal.JournalException;
import io.outcry.journal.SnapshotRequest;
import io.outcry.journal.Snapshots;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lets a running exchange take a snapshot. */
@Command(
        name = "snapshot",
        description =
                "Lets the exchange that runs in a folder take a snapshot of its state now; a start goes on from the"
                        + " newest one. Exit code 0: taken; 1: not in time; 2: no exchange runs there.",
        mixinStandardHelpOptions = true)
final class JournalSnapshotCommand implements Callable<Integer> {
    private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(60);
    private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(20);

    @Mixin
    private JournalRun run;

    @Override
    public Integer call() {
        if (!JournalDirectory.isInUse(run.directory())) {
            throw new JournalException("no exchange runs in " + run.directory()
                    + "; one that stopped in order took a snapshot as its last step");
        }
        final Path directory = JournalDirectory.snapshots(run.directory());
        final SnapshotRequest request = new SnapshotRequest(directory);
        request.ask();
        if (!awaitTaken(request)) {
            request.clear();
            System.err.println("outcry: the exchange took no snapshot within "
                    + TimeUnit.NANOSECONDS.toSeconds(TIMEOUT_NS) + " s; see whether it is halted, or far behind");
            return 1;
        }
        System.out.println(Snapshots.newestFirst(directory).get(0));
        return 0;
    }

    private static boolean awaitTaken(final SnapshotRequest request) {
        final long deadlineNs = System.nanoTime() + TIMEOUT_NS;
        while (request.isPending()) {
            if (System.nanoTime() - deadlineNs > 0) {
                return false;
            }
            LockSupport.parkNanos(PAUSE_NS);
        }
        return true;
    }
}
