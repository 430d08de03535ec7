/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.node;

/** The exchange, or one of its processes, cannot start; the message says what would be right. */
public final class ExchangeStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ExchangeStartException(final String message) {
        super(message);
    }

    ExchangeStartException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
