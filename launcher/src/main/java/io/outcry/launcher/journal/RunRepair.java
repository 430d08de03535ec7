/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.journal;

import io.outcry.journal.JournalDamagedException;
import io.outcry.journal.JournalDirectory;
import io.outcry.journal.JournalRepair;
import io.outcry.journal.JournalVerifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Makes the folder of a run usable again: keeps the commands before the first damage, and sets events aside that are damaged or
 * that no command gives. The next start writes them anew. Nothing is deleted.
 */
public final class RunRepair {
    private final Path directory;
    private final List<String> report = new ArrayList<>();

    private RunRepair(final Path directory) {
        this.directory = directory;
    }

    /**
     * Repairs what needs it. Nobody may use the folder meanwhile.
     *
     * @param directory of the run
     * @return what was found and done, in lines
     * @throws io.outcry.journal.JournalException if there is no journal, it is of another version, or the disk does not do it
     */
    public static List<String> run(final Path directory) {
        final RunRepair repair = new RunRepair(directory);
        repair.repairCommands();
        if (Files.isDirectory(JournalDirectory.events(directory))) {
            repair.repairEvents();
        }
        return repair.report;
    }

    private void repairCommands() {
        final JournalRepair.Result result = JournalRepair.repair(JournalDirectory.commands(directory));
        if (result == null) {
            report.add("commands  undamaged");
            return;
        }
        report.add("commands  "
                + (result.damage() == null
                        ? "an earlier repair was interrupted"
                        : result.damage().getMessage()));
        report.add(String.format(
                Locale.ROOT,
                "          kept %,d frames, up to sequence %d; what it was is in %s",
                result.kept().frames(),
                result.kept().lastSequence(),
                result.damaged()));
    }

    private void repairEvents() {
        final Path events = JournalDirectory.events(directory);
        final String fault = faultIn(events);
        if (fault == null) {
            report.add("events    undamaged");
        } else {
            report.add("events    " + fault);
            report.add(
                    "          set aside as " + JournalRepair.setAside(events) + "; the next start writes them again");
        }
    }

    private String faultIn(final Path events) {
        final long last;
        try {
            last = JournalVerifier.verify(events).lastSequence();
        } catch (final JournalDamagedException ex) {
            return ex.getMessage();
        }
        final long given = eventsOfCommands();
        return last > given ? "events " + (given + 1) + " to " + last + " come from no command" : null;
    }

    private long eventsOfCommands() {
        try (EventSource replayed = new ReplayedEvents(directory)) {
            while (replayed.next()) {}
            return replayed.sequence;
        }
    }
}
