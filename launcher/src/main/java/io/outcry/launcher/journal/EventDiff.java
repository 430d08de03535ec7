/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.journal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongConsumer;

/**
 * Compares the events of two runs, or those that a run recorded with those that this Outcry gives for its commands, up to the
 * first difference. The journals are verified as they are read, so nobody may write them meanwhile.
 */
public final class EventDiff {
    private final EventSource first;
    private final String firstName;
    private final EventSource second;
    private final String secondName;
    private final FrameText text = new FrameText();
    private final List<String> report = new ArrayList<>();

    private EventDiff(
            final EventSource first, final String firstName, final EventSource second, final String secondName) {
        this.first = first;
        this.firstName = firstName;
        this.second = second;
        this.secondName = secondName;
    }

    /**
     * What was found.
     *
     * @param isEqual whether there is no difference
     * @param lines in words
     */
    public record Result(boolean isEqual, List<String> lines) {}

    /**
     * Compares two recorded runs.
     *
     * @param first folder of a run
     * @param second folder of another one
     * @param progress told the number of compared events now and then
     * @return where they part
     * @throws io.outcry.journal.JournalException if one has no events, or they are damaged
     */
    public static Result ofRuns(final Path first, final Path second, final LongConsumer progress) {
        try (EventSource ofFirst = new RecordedEvents(first);
                EventSource ofSecond = new RecordedEvents(second)) {
            return new EventDiff(ofFirst, first.toString(), ofSecond, second.toString()).run(progress);
        }
    }

    /**
     * Compares a recorded run with what this Outcry makes of its commands.
     *
     * @param directory folder of the run
     * @param progress told the number of compared events now and then
     * @return where they part
     * @throws io.outcry.journal.JournalException if it has no commands or no events, or they are damaged
     */
    public static Result ofReplay(final Path directory, final LongConsumer progress) {
        try (EventSource recorded = new RecordedEvents(directory);
                EventSource replayed = new ReplayedEvents(directory)) {
            return new EventDiff(recorded, "recorded", replayed, "replayed").run(progress);
        }
    }

    private Result run(final LongConsumer progress) {
        long equal = 0;
        boolean hasFirst = first.next();
        boolean hasSecond = second.next();
        while (hasFirst && hasSecond && isSame()) {
            progress.accept(++equal);
            hasFirst = first.next();
            hasSecond = second.next();
        }
        if (!hasFirst && !hasSecond) {
            report.add(String.format(Locale.ROOT, "equal: %,d events", equal));
            return new Result(true, report);
        }
        report.add(String.format(Locale.ROOT, "DIFFERENT behind %,d equal events", equal));
        if (hasFirst && hasSecond) {
            explain();
        } else {
            report.add((hasFirst ? secondName : firstName) + " has no more; " + (hasFirst ? firstName : secondName)
                    + " goes on with");
            report.add("  " + line(hasFirst ? first : second));
        }
        addCause(first);
        addCause(second);
        return new Result(false, report);
    }

    private boolean isSame() {
        return first.timeNs == second.timeNs && first.message.equals(second.message);
    }

    private void explain() {
        final String one = line(first);
        final String other = line(second);
        report.add(firstName + "  " + one);
        report.add(secondName + "  " + other);
        final String[] words = one.split(" ");
        final String[] others = other.split(" ");
        for (int i = 0; i < Math.min(words.length, others.length); i++) {
            if (!words[i].equals(others[i])) {
                report.add("  " + words[i] + " in " + firstName + ", " + others[i] + " in " + secondName);
            }
        }
    }

    private void addCause(final EventSource source) {
        if (source.cause() != null) {
            report.add("by " + source.cause());
        }
    }

    private String line(final EventSource source) {
        return text.line(source.sequence, source.timeNs, source.message, 0);
    }
}
