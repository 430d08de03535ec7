/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.journal;

import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.concurrent.TimeUnit;

/**
 * A place in a journal.
 *
 * @param isTime whether the value is a time, ns since 1970, else it is a sequence
 * @param value of the frame
 */
public record JournalPoint(boolean isTime, long value) {
    /** In front of everything. */
    public static final JournalPoint BEGIN = new JournalPoint(false, 0);

    /** Behind everything. */
    public static final JournalPoint END = new JournalPoint(false, Long.MAX_VALUE);

    /**
     * Reads a sequence or a time.
     *
     * @param text such as {@code 1000} or {@code 2026-11-22T10:15:00.5Z}
     * @return that place
     * @throws IllegalArgumentException if it is neither; the message says what would be right
     */
    public static JournalPoint parse(final String text) {
        try {
            return new JournalPoint(false, Long.parseLong(text));
        } catch (final NumberFormatException noSequence) {
            return parseTime(text);
        }
    }

    private static JournalPoint parseTime(final String text) {
        try {
            final OffsetDateTime time = OffsetDateTime.parse(text);
            return new JournalPoint(
                    true,
                    Math.addExact(
                            Math.multiplyExact(time.toEpochSecond(), TimeUnit.SECONDS.toNanos(1)), time.getNano()));
        } catch (final DateTimeParseException | ArithmeticException ex) {
            throw new IllegalArgumentException(
                    "'" + text + "' is neither a sequence nor a time such as 2026-11-22T10:15:00Z", ex);
        }
    }

    /**
     * Where a frame is.
     *
     * @param sequence of the frame
     * @param timeNs of the frame, ns since 1970
     * @return negative if it is in front of this place, zero if it has this sequence or time, positive behind it
     */
    public int compare(final long sequence, final long timeNs) {
        return Long.compare(isTime ? timeNs : sequence, value);
    }
}
