/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.journal;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Where the parts of a frame are: little-endian, 8-byte aligned within its batch, zero bytes up to the next frame.
 *
 * <pre>
 *   0  int32  lengthBytes  header and payload, without the alignment
 *   4  int32  checksum     CRC32C of the bytes from sequence to the next frame, XOR lengthBytes
 *   8  int64  sequence     dense from 1
 *  16  int64  timeNs       ns since 1970, never backwards
 *  24         payload      one SBE message
 * </pre>
 */
public final class Frame {
    /** Bytes in front of the payload. */
    public static final int HEADER_LENGTH = 24;

    /** Frames start at multiples of this many bytes. */
    public static final int ALIGNMENT = 8;

    static final int CHECKSUM_OFFSET = 4;
    static final int SEQUENCE_OFFSET = 8;
    static final int TIME_OFFSET = 16;

    private Frame() {}

    /**
     * Length of the frame at an offset.
     *
     * @param buffer of frames
     * @param offset of the frame
     * @return bytes of header and payload, without the alignment
     */
    public static int lengthBytes(final DirectBuffer buffer, final int offset) {
        return buffer.getInt(offset, LITTLE_ENDIAN);
    }

    /**
     * Sequence of the frame at an offset.
     *
     * @param buffer of frames
     * @param offset of the frame
     * @return dense from 1
     */
    public static long sequence(final DirectBuffer buffer, final int offset) {
        return buffer.getLong(offset + SEQUENCE_OFFSET, LITTLE_ENDIAN);
    }

    /**
     * Time of the frame at an offset.
     *
     * @param buffer of frames
     * @param offset of the frame
     * @return ns since 1970
     */
    public static long timeNs(final DirectBuffer buffer, final int offset) {
        return buffer.getLong(offset + TIME_OFFSET, LITTLE_ENDIAN);
    }

    /**
     * Where the payload of the frame at an offset starts.
     *
     * @param offset of the frame
     * @return offset of its payload
     */
    public static int payloadOffset(final int offset) {
        return offset + HEADER_LENGTH;
    }

    /**
     * Length of the payload of the frame at an offset.
     *
     * @param buffer of frames
     * @param offset of the frame
     * @return bytes
     */
    public static int payloadLength(final DirectBuffer buffer, final int offset) {
        return lengthBytes(buffer, offset) - HEADER_LENGTH;
    }

    /**
     * Where the next frame starts.
     *
     * @param buffer of frames
     * @param offset of the frame
     * @return offset of the next frame, or the length of the batch behind the last one
     */
    public static int nextOffset(final DirectBuffer buffer, final int offset) {
        return offset + alignedLength(lengthBytes(buffer, offset));
    }

    static int alignedLength(final int lengthBytes) {
        return BitUtil.align(lengthBytes, ALIGNMENT);
    }

    /** Length and checksum: another frame has other ones. */
    static long identity(final DirectBuffer buffer, final int offset) {
        return buffer.getLong(offset, LITTLE_ENDIAN);
    }

    static int checksum(final DirectBuffer buffer, final int offset) {
        return buffer.getInt(offset + CHECKSUM_OFFSET, LITTLE_ENDIAN);
    }

    static void writeHeader(
            final MutableDirectBuffer buffer,
            final int offset,
            final int lengthBytes,
            final long sequence,
            final long timeNs) {
        buffer.putInt(offset, lengthBytes, LITTLE_ENDIAN);
        buffer.putLong(offset + SEQUENCE_OFFSET, sequence, LITTLE_ENDIAN);
        buffer.putLong(offset + TIME_OFFSET, timeNs, LITTLE_ENDIAN);
    }

    static void writeChecksum(final MutableDirectBuffer buffer, final int offset, final int checksum) {
        buffer.putInt(offset + CHECKSUM_OFFSET, checksum, LITTLE_ENDIAN);
    }
}
