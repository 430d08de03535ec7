/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.command;

import io.outcry.launcher.journal.JournalPoint;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that choose a part of a journal. */
final class JournalRange {
    @Option(
            names = "--from",
            paramLabel = "SEQUENCE|TIME",
            converter = Point.class,
            description = "First command, or time such as 2026-11-22T10:15:00Z. Default: the first one.")
    private JournalPoint from = JournalPoint.BEGIN;

    @Option(
            names = "--to",
            paramLabel = "SEQUENCE|TIME",
            converter = Point.class,
            description = "Last command, or time. Default: the last one.")
    private JournalPoint to = JournalPoint.END;

    /** Reads either. */
    static final class Point implements ITypeConverter<JournalPoint> {
        @Override
        public JournalPoint convert(final String text) {
            try {
                return JournalPoint.parse(text);
            } catch (final IllegalArgumentException ex) {
                throw new TypeConversionException(ex.getMessage());
            }
        }
    }

    JournalPoint from() {
        return from;
    }

    JournalPoint to() {
        return to;
    }
}
