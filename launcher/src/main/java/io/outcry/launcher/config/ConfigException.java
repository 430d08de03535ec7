/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.config;

/**
 * The configuration cannot be used. The message is for the person who wrote it: where it is, what was found and what
 * would be right.
 */
public final class ConfigException extends RuntimeException {
    /**
     * Reports an error.
     *
     * @param message for the user
     */
    public ConfigException(final String message) {
        super(message);
    }

    /**
     * Reports an error that another one caused.
     *
     * @param message for the user
     * @param cause for the developer
     */
    public ConfigException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
