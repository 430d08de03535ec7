/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.config;

/**
 * Where a value was written.
 *
 * @param text as errors show it: {@code config/outcry.yaml:23} or {@code --set gateway.maxSessions=8}
 */
record Origin(String text) {
    static Origin line(final String file, final int line) {
        return new Origin(file + ":" + line);
    }

    /** An error about a value from here; the path is empty for the whole file. */
    ConfigException error(final String path, final String problem) {
        return error(path, problem, null);
    }

    ConfigException error(final String path, final String problem, final Throwable cause) {
        return new ConfigException(text + ": " + (path.isEmpty() ? "" : path + ": ") + problem, cause);
    }
}
