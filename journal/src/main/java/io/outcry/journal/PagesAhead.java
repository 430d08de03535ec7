/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.journal;

import java.io.File;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.posix.PosixAPI;
import org.agrona.BufferUtil;
import org.agrona.IoUtil;

/**
 * Brings in the pages that an appender is about to write, so that it meets no page fault, which costs it microseconds: once
 * before the work begins, and then all along on another thread. One thread appends, one populates; an address that was
 * unmapped meanwhile makes the system refuse, which is no harm. Where the system cannot populate pages, nothing happens.
 * The appender makes sure of the pages of each document itself, as a disk without room for them has to show before it writes.
 */
final class PagesAhead {
    private static final int MADV_POPULATE_WRITE = 23;
    private static final int EFAULT = 14;
    private static final long PAGE = 4096;
    private static final long STEP = 64 * 1024;
    private static final long DISTANCE = 4 * 1024 * 1024;

    private final PosixAPI posix = PosixAPI.posix();
    private volatile long appendedTo;
    private volatile long mappedTo;
    private long populatedTo;
    private long position;
    private long securedFrom;
    private long securedTo;

    /**
     * Called by the appender inside a document; tells the other thread of every step, as each word to it costs a fence.
     *
     * @throws IOException if the disk has no room for what is to be written
     */
    void appending(final Bytes<?> bytes, final long length) throws IOException {
        position = bytes.writePosition();
        final long address = bytes.addressForWrite(position);
        if (position < securedFrom || position + length + STEP > securedTo) {
            secure(address, Math.min(length + 2 * STEP, bytes.writeRemaining()));
        }
        if ((address & -STEP) != (appendedTo & -STEP)) {
            appendedTo = address;
            mappedTo = address + bytes.writeRemaining();
        }
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
        final boolean populated = populate(populatedTo, length);
        populatedTo += length;
        return populated;
    }

    /**
     * Called by the appender between documents. The pages are those of the file, whoever maps it: the mapping made here is
     * gone when this returns, and the appender's own finds them in memory.
     *
     * @return bytes brought in
     */
    long preallocate(final File file, final long length) {
        final MappedByteBuffer mapped = IoUtil.mapExistingFile(file, file.getName(), position, length);
        try {
            final long start = BufferUtil.address(mapped) & -PAGE;
            final long end = BufferUtil.address(mapped) + length;
            long at = start;
            while (at < end && populate(at, Math.min(STEP, end - at))) {
                at += STEP;
            }
            return Math.max(0, Math.min(at, end) - start);
        } finally {
            IoUtil.unmap(mapped);
        }
    }

    /**
     * On a full disk a write to these pages would be a fault in memory, which may be noticed only when it is answered, or end the
     * JVM. Behind the document there have to be pages for the index that may follow, and the head of the next document.
     */
    private void secure(final long address, final long length) throws IOException {
        final long start = address & -PAGE;
        if (!populate(start, address + length - start) && posix.lastError() == EFAULT) {
            throw new IOException("the disk is full or failing");
        }
        securedFrom = position;
        securedTo = position + length;
    }

    private boolean populate(final long address, final long length) {
        return posix.madvise(address, length, MADV_POPULATE_WRITE) == 0;
    }
}
