/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.command;

import io.outcry.journal.JournalDamagedException;
import io.outcry.journal.JournalDirectory;
import io.outcry.journal.JournalSummary;
import io.outcry.journal.JournalVerifier;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells whether the journals of a run are as they were written. */
@Command(
        name = "verify",
        description = "Reads everything and checks every sequence and checksum. Exit code 0: undamaged; 1: damaged;"
                + " 2: there is no journal.",
        mixinStandardHelpOptions = true)
final class JournalVerifyCommand implements Callable<Integer> {
    @Mixin
    private JournalRun run;

    @Override
    public Integer call() {
        try (JournalDirectory lock = run.lock()) {
            print("commands", JournalVerifier.verify(run.commands()));
            if (Files.isDirectory(run.events())) {
                print("events", JournalVerifier.verify(run.events()));
            }
            System.out.println("undamaged");
            return 0;
        } catch (final JournalDamagedException e) {
            System.out.println("DAMAGED: " + e.getMessage());
            return 1;
        }
    }

    private static void print(final String name, final JournalSummary summary) {
        System.out.printf(
                Locale.ROOT,
                "%-9s %,d frames in %,d documents, sequence %d to %d, %s to %s, %,d bytes, hash %016x%s%n",
                name,
                summary.frames(),
                summary.documents(),
                summary.firstSequence(),
                summary.lastSequence(),
                Instant.ofEpochSecond(0, summary.firstTimeNs()),
                Instant.ofEpochSecond(0, summary.lastTimeNs()),
                summary.bytes(),
                summary.hash(),
                summary.hasUnfinishedDocument() ? "; a document behind them was never finished" : "");
    }
}
