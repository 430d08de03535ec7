/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * How a snapshot lies in its file, little endian:
 *
 * <pre>
 *   0  magic      8 bytes, "OUTSNAP" and a zero
 *   8  version    int
 *  12  checksum   int, CRC32C of the numbers, then of bytes 16 to 55
 *  16  sequence   long, of the last command that the state contains
 *  24  timeNs     long, of that command
 *  32  queueIndex long, of the document of that command
 *  40  stateHash  long
 *  48  numbers    long, how many follow
 *  56  the numbers, a long each
 * </pre>
 */
final class SnapshotLayout {
    static final long MAGIC = 0x0050414E5354554FL;
    static final int VERSION = 1;
    static final int MAGIC_OFFSET = 0;
    static final int VERSION_OFFSET = 8;
    static final int CHECKSUM_OFFSET = 12;
    static final int SEQUENCE_OFFSET = 16;
    static final int TIME_OFFSET = 24;
    static final int QUEUE_INDEX_OFFSET = 32;
    static final int STATE_HASH_OFFSET = 40;
    static final int NUMBERS_OFFSET = 48;
    static final int HEADER_LENGTH = 56;
    static final String SUFFIX = ".snapshot";
    static final String UNFINISHED_SUFFIX = ".unfinished";

    private static final int BUFFER_LENGTH = 1 << 16;

    private SnapshotLayout() {}

    static ByteBuffer newBuffer() {
        return ByteBuffer.allocateDirect(BUFFER_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    }

    static ByteBuffer newHeader() {
        return ByteBuffer.allocate(HEADER_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Names in the order of the alphabet are in that of the sequences. */
    static Path file(final Path directory, final long sequence) {
        return directory.resolve(String.format("%019d", sequence) + SUFFIX);
    }

    /** Completes the checksum of the numbers with that of the header. */
    static int checksum(final CRC32C numbers, final ByteBuffer header) {
        numbers.update(header.duplicate().position(SEQUENCE_OFFSET).limit(HEADER_LENGTH));
        return (int) numbers.getValue();
    }
}
