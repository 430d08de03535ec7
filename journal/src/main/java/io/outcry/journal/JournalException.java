/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.journal;

/** A journal cannot be opened, written or read; the message says which one, why, and what would be right. */
public class JournalException extends RuntimeException {
    /**
     * Without a cause.
     *
     * @param message names the path
     */
    public JournalException(final String message) {
        super(message);
    }

    /**
     * With a cause.
     *
     * @param message names the path
     * @param cause what the operating system or Chronicle said
     */
    public JournalException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
