/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.journal;

import org.agrona.concurrent.UnsafeBuffer;

/** The events of a run, one after the other. */
interface EventSource extends AutoCloseable {
    /** Goes to the next event; false behind the last one. */
    boolean next();

    /** Of the event, dense from 1. */
    long sequence();

    /** Of the event, ns since 1970. */
    long timeNs();

    /** SBE message with its header, valid until the next event; not to be changed. */
    UnsafeBuffer message();

    /** What led to the event, in words; null if that is not known. */
    String cause();

    @Override
    void close();
}
