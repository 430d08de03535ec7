/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.report;

/** A file of expected results cannot be read; the message names file, line and reason. */
public final class ReportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReportException(final String message) {
        super(message);
    }
}
