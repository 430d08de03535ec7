/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.gateway;

/**
 * Past reports that a session gets once more, and how far the events were read for them: a range of numbers that the client
 * asked for, or the answers to commands that it sent again. One of them is in work at a time; what comes meanwhile waits.
 */
final class Retransmission {
    private enum Work {
        NONE,
        REPORTS,
        COMMANDS
    }

    private final long openedSequence;
    private final int maxCommands;
    private Work work = Work.NONE;
    private boolean isAskedFor;
    private long fromSeqNum;
    private long toSeqNum;
    private RepeatedCommands waiting;
    private RepeatedCommands commands;
    private long lastRepeatedSequence;
    private long lastSequence;
    private long nextSequence;
    private long nextSeqNum;

    /** Of a session whose epoch the event of this sequence opened. */
    Retransmission(final long openedSequence, final int maxCommands) {
        this.openedSequence = openedSequence;
        this.maxCommands = maxCommands;
    }

    /** Whether a range of reports was asked for and is not sent yet. */
    boolean isAskedFor() {
        return isAskedFor;
    }

    /** The reports from one number to another, both included. */
    void askFor(final long from, final long to) {
        isAskedFor = true;
        fromSeqNum = from;
        toSeqNum = to;
    }

    /** A command that came again, as the event of this sequence says; false if too many wait. */
    boolean onRepeated(final long refSeqNum, final long sequence) {
        if (waiting == null) {
            waiting = new RepeatedCommands(maxCommands);
            commands = new RepeatedCommands(maxCommands);
        }
        lastRepeatedSequence = sequence;
        return waiting.add(refSeqNum);
    }

    /** Begins with what waits, unless something is in work; false if there is nothing to do. */
    boolean takeUp() {
        if (work != Work.NONE) {
            return true;
        }
        if (isAskedFor) {
            work = Work.REPORTS;
        } else if (waiting != null && !waiting.isEmpty()) {
            takeUpCommands();
            work = Work.COMMANDS;
        } else {
            return false;
        }
        nextSequence = openedSequence + 1;
        nextSeqNum = 1;
        return true;
    }

    /** Sequence of the event that has to be looked at next. */
    long nextSequence() {
        return nextSequence;
    }

    /** Number of the next report of the session that is found. */
    long nextSeqNum() {
        return nextSeqNum;
    }

    /** Whether the next report of the session is to be sent, which answers this command or none. */
    boolean wants(final long refSeqNum) {
        return work == Work.COMMANDS ? commands.answer(refSeqNum) : nextSeqNum >= fromSeqNum;
    }

    /** The next event was looked at. */
    void onPassed(final boolean isReportOfSession) {
        nextSequence++;
        if (isReportOfSession) {
            nextSeqNum++;
        }
    }

    /** Whether all was found of what is in work. */
    boolean isComplete() {
        return work == Work.COMMANDS ? nextSequence > lastSequence : work == Work.REPORTS && nextSeqNum > toSeqNum;
    }

    /** A command that came again and had never been applied, until {@link #onNotApplied}; 0 if there is none. */
    long notApplied() {
        return work == Work.COMMANDS ? commands.lastUnanswered() : 0;
    }

    void onNotApplied() {
        commands.removeLast();
    }

    /** What is in work is done. */
    void end() {
        if (work == Work.REPORTS) {
            isAskedFor = false;
        }
        work = Work.NONE;
    }

    private void takeUpCommands() {
        final RepeatedCommands done = commands;
        commands = waiting;
        commands.sort();
        lastSequence = lastRepeatedSequence;
        waiting = done;
        waiting.clear();
    }
}
