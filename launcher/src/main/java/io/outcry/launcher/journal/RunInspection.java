/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.journal;

import io.outcry.codecs.Instrument;
import io.outcry.codecs.engine.DefineAssetDecoder;
import io.outcry.codecs.engine.DefineScheduleDecoder;
import io.outcry.codecs.engine.EngineStoppedDecoder;
import io.outcry.codecs.types.MessageHeaderDecoder;
import io.outcry.journal.JournalDamagedException;
import io.outcry.journal.JournalDirectory;
import io.outcry.journal.JournalException;
import io.outcry.journal.JournalReader;
import io.outcry.journal.SnapshotReader;
import io.outcry.journal.Snapshots;
import io.outcry.matching.EngineCore;
import io.outcry.matching.EventBuffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.openhft.posix.PosixAPI;
import org.agrona.concurrent.UnsafeBuffer;

/** A quick look at a run, also while its exchange trades: begin and end of its journals, and its snapshots. */
public final class RunInspection {
    private static final String SET_ASIDE = ".damaged-";

    private final Path directory;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private EngineCore core = new EngineCore();
    private boolean isStopped;
    private long firstSequence;
    private long firstTimeNs;

    private RunInspection(final Path directory) {
        this.directory = directory;
    }

    /**
     * Looks.
     *
     * @param directory of the run
     * @return what was seen, damage included
     * @throws JournalException if there are no commands, they are of another format version, or the disk does not give them
     */
    public static RunInfo inspect(final Path directory) {
        return new RunInspection(directory).inspect();
    }

    private RunInfo inspect() {
        final Path events = JournalDirectory.events(directory);
        final RunInfo.Journal eventsJournal = Files.isDirectory(events) ? journal(events) : null;
        final RunInfo.Journal commandsJournal = journal(JournalDirectory.commands(directory));
        final List<RunInfo.Snapshot> snapshots = new ArrayList<>();
        for (final Path file : Snapshots.newestFirst(JournalDirectory.snapshots(directory))) {
            snapshots.add(snapshot(file));
        }
        return new RunInfo(
                JournalReader.FORMAT_VERSION,
                ending(),
                commandsJournal,
                eventsJournal,
                snapshots,
                configuration(),
                setAside());
    }

    private RunInfo.Ending ending() {
        if (JournalDirectory.isInUse(directory)) {
            return RunInfo.Ending.RUNNING;
        }
        return isStopped ? RunInfo.Ending.STOPPED : RunInfo.Ending.NOT_STOPPED;
    }

    private RunInfo.Journal journal(final Path queue) {
        final long diskKib = diskKib(queue);
        firstSequence = 0;
        firstTimeNs = 0;
        isStopped = false;
        try (JournalReader reader = JournalReader.open(queue)) {
            reader.poll(this::onFirst, 1);
            final long lastSequence = reader.readToEnd(this::onLast);
            return new RunInfo.Journal(
                    lastSequence - firstSequence + (firstSequence == 0 ? 0 : 1),
                    firstSequence,
                    lastSequence,
                    firstTimeNs,
                    reader.position().timeNs(),
                    diskKib,
                    null);
        } catch (final JournalDamagedException ex) {
            return new RunInfo.Journal(0, firstSequence, 0, firstTimeNs, 0, diskKib, ex.getMessage());
        }
    }

    private void onFirst(
            final long sequence, final long timeNs, final UnsafeBuffer buffer, final int offset, final int length) {
        firstSequence = sequence;
        firstTimeNs = timeNs;
    }

    private void onLast(
            final long sequence, final long timeNs, final UnsafeBuffer buffer, final int offset, final int length) {
        header.wrap(buffer, offset);
        isStopped = header.schemaId() == EngineStoppedDecoder.SCHEMA_ID
                && header.templateId() == EngineStoppedDecoder.TEMPLATE_ID;
    }

    /** The newest whole one also tells of the configuration. */
    private RunInfo.Snapshot snapshot(final Path file) {
        final String name = file.getFileName().toString();
        final long bytes = file.toFile().length();
        try (SnapshotReader reader = SnapshotReader.open(file)) {
            if (core.sequence() == 0) {
                core = EngineCore.restore(reader);
            }
            return new RunInfo.Snapshot(
                    name,
                    reader.position().sequence(),
                    reader.position().timeNs(),
                    bytes,
                    HexFormat.of().toHexDigits(reader.stateHash()),
                    null);
        } catch (final JournalException | IllegalArgumentException ex) {
            return new RunInfo.Snapshot(name, 0, 0, bytes, null, ex.getMessage());
        }
    }

    private RunInfo.Configuration configuration() {
        if (core.sequence() == 0) {
            applyDefinitions();
        }
        final List<RunInfo.InstrumentInfo> instruments = IntStream.rangeClosed(1, core.instruments())
                .mapToObj(this::instrument)
                .toList();
        return new RunInfo.Configuration(
                core.sequence(), instruments, core.accounts().count(), core.openOrders());
    }

    private RunInfo.InstrumentInfo instrument(final int instrumentId) {
        final Instrument instrument = core.instrument(instrumentId);
        return new RunInfo.InstrumentInfo(
                instrument.symbol(),
                core.tradingStatus(instrumentId).name(),
                instrument.tickSize().toString(),
                instrument.lotSize().toString(),
                instrument.matchAlgorithm().name());
    }

    private void applyDefinitions() {
        final EventBuffer events = new EventBuffer();
        final boolean[] isDefinition = {true};
        try (JournalReader reader = JournalReader.open(JournalDirectory.commands(directory))) {
            while (isDefinition[0]
                    && reader.poll(
                                    (sequence, timeNs, buffer, offset, length) -> {
                                        isDefinition[0] = isDefinition(buffer, offset);
                                        if (isDefinition[0]) {
                                            core.onCommand(sequence, timeNs, buffer, offset, length, events);
                                            events.clear();
                                        }
                                    },
                                    1)
                            > 0) {}
        } catch (final JournalDamagedException ex) {
            // Told where the journals are.
        }
    }

    private boolean isDefinition(final UnsafeBuffer buffer, final int offset) {
        header.wrap(buffer, offset);
        return header.templateId() >= DefineAssetDecoder.TEMPLATE_ID
                && header.templateId() <= DefineScheduleDecoder.TEMPLATE_ID;
    }

    private static long diskKib(final Path queue) {
        try {
            return Files.isDirectory(queue) ? PosixAPI.posix().du(queue.toString()) : 0;
        } catch (final IOException ex) {
            throw new JournalException("cannot tell the size of " + queue.toAbsolutePath(), ex);
        }
    }

    private List<String> setAside() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.contains(SET_ASIDE))
                    .sorted()
                    .toList();
        } catch (final IOException ex) {
            throw new JournalException("cannot list " + directory.toAbsolutePath(), ex);
        }
    }
}
