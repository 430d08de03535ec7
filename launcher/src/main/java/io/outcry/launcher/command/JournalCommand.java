/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.outcry.journal.JournalDamagedException;
import io.outcry.journal.JournalDirectory;
import io.outcry.journal.JournalReader;
import io.outcry.journal.JournalSummary;
import io.outcry.journal.JournalVerifier;
import io.outcry.launcher.feed.ProgressBar;
import io.outcry.launcher.journal.EventDiff;
import io.outcry.launcher.journal.FrameText;
import io.outcry.launcher.journal.JournalReplay;
import io.outcry.launcher.journal.RunRepair;
import io.outcry.launcher.report.ReportPrinter;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks into the journal of a run, offline. */
@Command(
        name = "journal",
        description = "Prints, verifies, repairs, replays or compares the journals of runs.",
        mixinStandardHelpOptions = true)
final class JournalCommand implements Runnable {
    private static final int FRAME_LIMIT = 4096;
    private static final String DIRECTORY = "Folder of the run, as the exchange printed it.";

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "one of dump, verify, repair, replay, diff is needed");
    }

    @Command(
            name = "dump",
            description = "Prints every frame: sequence, time, message, fields.",
            mixinStandardHelpOptions = true)
    int dump(
            @Parameters(paramLabel = "DIR", description = DIRECTORY) final Path directory,
            @Option(names = "--events", description = "The events instead of the commands.") final boolean events,
            @Option(
                            names = "--from",
                            paramLabel = "SEQUENCE",
                            defaultValue = "1",
                            description = "First frame. Default: ${DEFAULT-VALUE}.")
                    final long from,
            @Option(names = "--to", paramLabel = "SEQUENCE", description = "Last frame. Default: the last one.")
                    final Long to) {
        final long last = to == null ? Long.MAX_VALUE : to;
        final FrameText text = new FrameText();
        try (JournalReader reader = JournalReader.open(queue(directory, events));
                PrintStream out = new PrintStream(
                        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16),
                        false,
                        StandardCharsets.UTF_8)) {
            while (reader.lastSequence() < last
                    && !out.checkError()
                    && reader.poll(
                                    (sequence, timeNs, buffer, offset, length) -> {
                                        if (sequence >= from && sequence <= last) {
                                            out.println(text.line(sequence, timeNs, buffer, offset));
                                        }
                                    },
                                    FRAME_LIMIT)
                            > 0) {}
        }
        return 0;
    }

    @Command(
            name = "verify",
            description = "Reads everything and checks every sequence and checksum. Exit code 0: undamaged; 1: damaged;"
                    + " 2: there is no journal.",
            mixinStandardHelpOptions = true)
    int verify(@Parameters(paramLabel = "DIR", description = DIRECTORY) final Path directory) {
        try (JournalDirectory lock = lock(directory)) {
            print("commands", JournalVerifier.verify(queue(directory, false)));
            final Path events = JournalDirectory.events(directory);
            if (Files.isDirectory(events)) {
                print("events", JournalVerifier.verify(events));
            }
            System.out.println("undamaged");
            return 0;
        } catch (final JournalDamagedException e) {
            System.out.println("DAMAGED: " + e.getMessage());
            return 1;
        }
    }

    @Command(
            name = "repair",
            description =
                    "Keeps the commands before the first damage and sets aside events that are damaged or come from no"
                            + " command. Deletes nothing: what a journal was gets the name NAME.damaged-N. Exit code 0: usable now;"
                            + " 2: it could not be done.",
            mixinStandardHelpOptions = true)
    int repair(@Parameters(paramLabel = "DIR", description = DIRECTORY) final Path directory) {
        try (JournalDirectory lock = Files.isDirectory(directory) ? JournalDirectory.lock(directory) : null) {
            RunRepair.run(directory).forEach(System.out::println);
            return 0;
        }
    }

    @Command(
            name = "replay",
            description =
                    "Rebuilds everything from the commands journal alone and prints the report of the run, checking"
                            + " every hash in it.",
            mixinStandardHelpOptions = true)
    int replay(
            @Parameters(paramLabel = "DIR", description = DIRECTORY) final Path directory,
            @Option(names = "--json", description = "Prints one JSON object; everything else goes to standard error.")
                    final boolean json) {
        try (JournalDirectory lock = lock(directory)) {
            return replayLocked(directory, json);
        }
    }

    @Command(
            name = "diff",
            description =
                    "Compares the events of two runs or, of one run, those that it recorded with those that this version"
                            + " gives for its commands; tells the first difference. Exit code 0: equal; 1: different; 2: there"
                            + " is no journal, or it is damaged.",
            mixinStandardHelpOptions = true)
    int diff(
            @Parameters(paramLabel = "DIR", description = DIRECTORY) final Path directory,
            @Parameters(paramLabel = "OTHER", arity = "0..1", description = "Folder of the run to compare with.")
                    final Path other) {
        try (JournalDirectory lock = lock(directory);
                JournalDirectory lockOfOther = other == null ? null : lock(other)) {
            final ProgressBar progress =
                    new ProgressBar(System.err, System.console() != null, "diff", Math.max(1, events(directory)));
            final EventDiff.Result result = other == null
                    ? EventDiff.ofReplay(directory, progress::at)
                    : EventDiff.ofRuns(directory, other, progress::at);
            result.lines().forEach(System.out::println);
            return result.isEqual() ? 0 : 1;
        }
    }

    private static long events(final Path directory) {
        try (JournalReader reader = JournalReader.open(JournalDirectory.events(directory))) {
            return reader.readToEnd();
        }
    }

    private static int replayLocked(final Path directory, final boolean json) {
        final JournalSummary summary = JournalVerifier.verify(queue(directory, false));
        final JournalReplay replay = new JournalReplay();
        final ProgressBar progress =
                new ProgressBar(System.err, System.console() != null, "replay", Math.max(1, summary.lastSequence()));
        replay.run(directory, progress::at);
        progress.finish();
        final ObjectNode result = replay.result();
        if (json) {
            ReportPrinter.json(result, System.out);
        } else {
            ReportPrinter.text(result, System.out);
        }
        return 0;
    }

    /** A journal that is written to cannot be verified; returns null if there is none. */
    private static JournalDirectory lock(final Path directory) {
        return Files.isDirectory(JournalDirectory.commands(directory)) ? JournalDirectory.lock(directory) : null;
    }

    private static Path queue(final Path directory, final boolean events) {
        return events ? JournalDirectory.events(directory) : JournalDirectory.commands(directory);
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
