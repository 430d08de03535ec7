/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.client;

/** The exchange refused a logon for a reason that goes away by itself. */
final class NotNowException extends ExchangeException {
    private static final long serialVersionUID = 1L;

    NotNowException(final String message) {
        super(message);
    }
}
