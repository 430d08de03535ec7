/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** CRC32C of frames in a direct buffer, without allocation; belongs to one thread. */
final class FrameChecksum {
    private final CRC32C crc = new CRC32C();

    /** The XOR makes a wrong length fail even where the bytes behind it happen to continue the checksum. */
    int of(final ByteBuffer frames, final int offset, final int lengthBytes) {
        frames.limit(offset + lengthBytes).position(offset + Frame.SEQUENCE_OFFSET);
        crc.reset();
        crc.update(frames);
        return (int) crc.getValue() ^ lengthBytes;
    }
}
