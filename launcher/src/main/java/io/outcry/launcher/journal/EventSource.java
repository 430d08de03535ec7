/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.journal;

import org.agrona.concurrent.UnsafeBuffer;

/** The events of a run, one after the other; the journal that they come from is verified on the way. */
abstract class EventSource implements AutoCloseable {
    /** Of the event: SBE with its header, valid until the next event; not to be changed. */
    final UnsafeBuffer message = new UnsafeBuffer();

    /** Of the event, dense from 1; 0 in front of the first. */
    long sequence;

    /** Of the event, ns since 1970. */
    long timeNs;

    /** Goes to the next event; false behind the last one. */
    abstract boolean next();

    /** What led to the event, in words; null if that is not known. */
    abstract String cause();

    @Override
    public abstract void close();
}
