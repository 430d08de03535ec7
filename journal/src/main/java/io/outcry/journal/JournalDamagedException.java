/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.journal;

import java.nio.file.Path;

/** Bytes of a journal are not what was written; nothing behind the place can be trusted. */
public final class JournalDamagedException extends JournalException {
    /** {@link #position} where none is known. */
    public static final long UNKNOWN_POSITION = -1;

    private final transient Path file;
    private final long position;
    private final long lastSequence;

    private JournalDamagedException(
            final String message,
            final Path file,
            final long position,
            final long lastSequence,
            final Throwable cause) {
        super(message, cause);
        this.file = file;
        this.position = position;
        this.lastSequence = lastSequence;
    }

    static JournalDamagedException at(
            final Path file, final long position, final long lastSequence, final String reason) {
        final String message =
                file + " is damaged at byte " + position + " behind frame " + lastSequence + ": " + reason;
        return new JournalDamagedException(message, file, position, lastSequence, null);
    }

    static JournalDamagedException of(
            final Path file, final long lastSequence, final String reason, final Throwable cause) {
        final String message = file + " is damaged behind frame " + lastSequence + ": " + reason;
        return new JournalDamagedException(message, file, UNKNOWN_POSITION, lastSequence, cause);
    }

    /**
     * The damaged file, or the journal's directory where the file is not known.
     *
     * @return as it was given to the reader or verifier
     */
    public Path file() {
        return file;
    }

    /**
     * Where the document or frame that is damaged starts.
     *
     * @return byte in {@link #file}, or {@link #UNKNOWN_POSITION}
     */
    public long position() {
        return position;
    }

    /**
     * The last frame that is known to be good.
     *
     * @return sequence, 0 if none
     */
    public long lastSequence() {
        return lastSequence;
    }
}
