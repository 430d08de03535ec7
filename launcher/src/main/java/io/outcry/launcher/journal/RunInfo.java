/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.journal;

import java.util.List;

/**
 * What can be told of a run without reading all of it.
 *
 * @param formatVersion of the journals
 * @param ending how the run ended
 * @param commands the commands journal
 * @param events the events journal, null if there is none
 * @param snapshots newest first
 * @param configuration what the newest whole snapshot holds of it, else the definitions that the journal begins with
 * @param setAside names of the journals that a repair has replaced
 */
public record RunInfo(
        int formatVersion,
        Ending ending,
        Journal commands,
        Journal events,
        List<Snapshot> snapshots,
        Configuration configuration,
        List<String> setAside) {

    /** How a run ended. */
    public enum Ending {
        /** An exchange holds the folder now. */
        RUNNING,
        /** The last command is that of an orderly stop. */
        STOPPED,
        /** The process died or was killed, or its commands were cut. */
        NOT_STOPPED
    }

    /**
     * One of the two journals.
     *
     * @param frames how many, if none is missing
     * @param firstSequence 0 if empty
     * @param lastSequence 0 if empty
     * @param firstTimeNs ns since 1970, 0 if empty
     * @param lastTimeNs ns since 1970, 0 if empty
     * @param diskKib what its files take on the disk, KiB
     * @param damage what is wrong with its begin or its end; null if nothing, which does not tell of what is between them
     */
    public record Journal(
            long frames,
            long firstSequence,
            long lastSequence,
            long firstTimeNs,
            long lastTimeNs,
            long diskKib,
            String damage) {}

    /**
     * One snapshot.
     *
     * @param file name
     * @param sequence of the last command in it, 0 if damaged
     * @param timeNs of that command, ns since 1970, 0 if damaged
     * @param bytes length of the file
     * @param stateHash 16 hexadecimal digits, null if damaged
     * @param damage why it cannot be used, null if it is whole
     */
    public record Snapshot(String file, long sequence, long timeNs, long bytes, String stateHash, String damage) {}

    /**
     * What was defined.
     *
     * @param sequence of the command behind which this is so
     * @param instruments in the order of their ids
     * @param accounts how many
     * @param openOrders of all accounts
     */
    public record Configuration(long sequence, List<InstrumentInfo> instruments, int accounts, int openOrders) {}

    /**
     * An instrument.
     *
     * @param symbol name
     * @param tradingStatus what it does with orders
     * @param tickSize smallest price step, in the quote asset
     * @param lotSize smallest quantity step, in the base asset
     * @param matchAlgorithm who trades first at a price
     */
    public record InstrumentInfo(
            String symbol, String tradingStatus, String tickSize, String lotSize, String matchAlgorithm) {}

    /**
     * Whether something was found that is not as it was written.
     *
     * @return true if a journal or a snapshot is damaged
     */
    public boolean isDamaged() {
        return commands.damage != null
                || (events != null && events.damage != null)
                || snapshots.stream().anyMatch(snapshot -> snapshot.damage != null);
    }
}
