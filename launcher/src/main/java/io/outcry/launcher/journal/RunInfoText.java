/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What can be told of a run, in lines for people. */
public final class RunInfoText {
    private static final String ALIGN = "%-12s ";

    private final RunInfo info;
    private final List<String> lines = new ArrayList<>();

    private RunInfoText(final RunInfo info) {
        this.info = info;
    }

    /**
     * Writes it down.
     *
     * @param info of a run
     * @return without line ends
     */
    public static List<String> lines(final RunInfo info) {
        final RunInfoText text = new RunInfoText(info);
        text.write();
        return text.lines;
    }

    private void write() {
        add("format", "version %d", info.formatVersion());
        add(
                "run",
                switch (info.ending()) {
                    case RUNNING -> "an exchange holds it now";
                    case STOPPED -> "was stopped in order";
                    case NOT_STOPPED -> "was not stopped in order";
                });
        journal("commands", info.commands());
        if (info.events() == null) {
            add("events", "none; the next start writes them");
        } else {
            journal("events", info.events());
        }
        snapshots();
        configuration(info.configuration());
        if (!info.setAside().isEmpty()) {
            add("set aside", String.join(", ", info.setAside()));
        }
    }

    private void journal(final String name, final RunInfo.Journal journal) {
        if (journal.damage() != null) {
            add(name, "DAMAGED: %s", journal.damage());
        } else if (journal.frames() == 0) {
            add(name, "empty");
        } else {
            add(
                    name,
                    "%,d frames, sequence %d to %d, %s to %s, %,d KiB on the disk",
                    journal.frames(),
                    journal.firstSequence(),
                    journal.lastSequence(),
                    time(journal.firstTimeNs()),
                    time(journal.lastTimeNs()),
                    journal.diskKib());
        }
    }

    private void snapshots() {
        if (info.snapshots().isEmpty()) {
            add("snapshots", "none");
        }
        for (final RunInfo.Snapshot snapshot : info.snapshots()) {
            if (snapshot.damage() == null) {
                add(
                        "snapshot",
                        "behind command %d, %s, state hash %s, %,d bytes, whole",
                        snapshot.sequence(),
                        time(snapshot.timeNs()),
                        snapshot.stateHash(),
                        snapshot.bytes());
            } else {
                add("snapshot", "DAMAGED: %s", snapshot.damage());
            }
        }
    }

    private void configuration(final RunInfo.Configuration configuration) {
        for (final RunInfo.InstrumentInfo instrument : configuration.instruments()) {
            add(
                    "instrument",
                    "%s %s, tick %s, lot %s, %s",
                    instrument.symbol(),
                    instrument.tradingStatus(),
                    instrument.tickSize(),
                    instrument.lotSize(),
                    instrument.matchAlgorithm());
        }
        add(
                "accounts",
                "%,d, with %,d open orders behind command %d",
                configuration.accounts(),
                configuration.openOrders(),
                configuration.sequence());
    }

    private static Instant time(final long timeNs) {
        return Instant.ofEpochSecond(0, timeNs);
    }

    private void add(final String name, final String format, final Object... values) {
        lines.add(String.format(Locale.ROOT, ALIGN + format, join(name, values)));
    }

    private static Object[] join(final String name, final Object... values) {
        final Object[] all = new Object[values.length + 1];
        all[0] = name;
        System.arraycopy(values, 0, all, 1, values.length);
        return all;
    }
}
