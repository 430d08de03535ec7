/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.journal;

import net.openhft.chronicle.bytes.Bytes;
import net.openhft.posix.PosixAPI;

/**
 * Brings in the pages that an appender is about to write, on another thread: a page fault in the file costs the appender
 * microseconds, and here it costs it nothing. One thread appends, one populates; an address that was unmapped meanwhile
 * makes the system refuse, which is no harm. Where the system cannot populate pages, nothing happens.
 */
final class PagesAhead {
    private static final int MADV_POPULATE_WRITE = 23;
    private static final long PAGE = 4096;
    private static final long STEP = 64 * 1024;
    private static final long DISTANCE = 4 * 1024 * 1024;

    private final PosixAPI posix = PosixAPI.posix();
    private volatile long appendedTo;
    private volatile long mappedTo;
    private long populatedTo;

    /** Called by the appender inside a document. */
    void appending(final Bytes<?> bytes) {
        final long position = bytes.writePosition();
        appendedTo = bytes.addressForWrite(position);
        mappedTo = appendedTo + bytes.writeRemaining();
    }

    /** Returns whether there was anything to do; each call does a bounded part. */
    boolean populate() {
        final long end = mappedTo;
        final long start = appendedTo;
        if (start == 0 || end <= start) {
            return false;
        }
        if (populatedTo < start || populatedTo > start + DISTANCE + STEP) {
            populatedTo = start & -PAGE;
        }
        final long length = Math.min(STEP, (end & -PAGE) - populatedTo);
        if (populatedTo - start >= DISTANCE || length <= 0) {
            return false;
        }
        final boolean populated = posix.madvise(populatedTo, length, MADV_POPULATE_WRITE) == 0;
        populatedTo += length;
        return populated;
    }
}
