/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import java.lang.ref.Cleaner;
import org.agrona.BitUtil;
import org.agrona.UnsafeApi;

/** Memory outside the heap that lives as long as its owner. It costs nothing until it is touched; its content is undefined. */
final class NativeMemory {
    static final int CACHE_LINE = 64;

    private static final Cleaner CLEANER = Cleaner.create();

    private NativeMemory() {}

    /**
     * Address of a new region.
     *
     * @param owner whose end is that of the region
     * @param length bytes
     * @param alignment power of two
     */
    static long allocate(final Object owner, final long length, final int alignment) {
        final long address = UnsafeApi.allocateMemory(length + alignment);
        CLEANER.register(owner, () -> UnsafeApi.freeMemory(address));
        return BitUtil.align(address, alignment);
    }
}
