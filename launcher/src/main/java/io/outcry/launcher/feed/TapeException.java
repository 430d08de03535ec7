/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.feed;

/** A tape cannot be read; the message names file, line and reason. */
public final class TapeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TapeException(final String message) {
        super(message);
    }
}
