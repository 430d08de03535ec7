/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.node;

import java.nio.file.Path;

/** A running exchange, however its parts are spread. Closing it is orderly: sessions are told, queues are closed. */
public interface Exchange extends AutoCloseable {
    /**
     * Where clients find its media driver.
     *
     * @return Aeron directory
     */
    Path aeronDirectory();

    /**
     * Where its journal is.
     *
     * @return folder
     */
    Path journalDirectory();

    /**
     * Why a part of it stopped by itself.
     *
     * @return null while everything runs
     */
    Throwable failure();

    @Override
    void close();
}
