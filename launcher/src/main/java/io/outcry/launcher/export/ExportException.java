/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.export;

/** An export cannot be done; the message says why, and what would be right. */
public final class ExportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ExportException(final String message) {
        super(message);
    }

    ExportException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
