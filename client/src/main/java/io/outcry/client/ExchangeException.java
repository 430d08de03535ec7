/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.client;

/** The exchange cannot be reached, or refused a logon. */
public class ExchangeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ExchangeException(final String message) {
        super(message);
    }
}
