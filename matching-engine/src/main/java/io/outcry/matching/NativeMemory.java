/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import java.lang.ref.Cleaner;
import net.openhft.posix.PosixAPI;
import org.agrona.BitUtil;
import org.agrona.UnsafeApi;

/**
 * Memory outside the heap that lives as long as its owner. It costs nothing until it is touched; its content is undefined.
 * Large regions ask for huge pages: in a virtual machine a miss of the address cache costs more than one of the data.
 */
final class NativeMemory {
    static final int CACHE_LINE = 64;

    private static final long HUGE_PAGE = 1L << 21;
    private static final int MADV_HUGEPAGE = 14;
    private static final Cleaner CLEANER = Cleaner.create();

    private NativeMemory() {}

    /**
     * Address of a new region, aligned to a cache line.
     *
     * @param owner whose end is that of the region
     * @param length bytes
     */
    static long allocate(final Object owner, final long length) {
        final boolean huge = length >= HUGE_PAGE;
        final long alignment = huge ? HUGE_PAGE : CACHE_LINE;
        final long address = UnsafeApi.allocateMemory(length + alignment);
        CLEANER.register(owner, () -> UnsafeApi.freeMemory(address));
        final long aligned = BitUtil.align(address, alignment);
        if (huge) {
            PosixAPI.posix().madvise(aligned, length & -HUGE_PAGE, MADV_HUGEPAGE);
        }
        return aligned;
    }
}
