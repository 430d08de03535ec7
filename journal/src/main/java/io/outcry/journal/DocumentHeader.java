/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.journal;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.file.Path;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * What stands in front of the frames of a document, little-endian:
 *
 * <pre>
 *   0  int32  format        0x0A6A in the upper half, the version in the lower one
 *   4  int32  frames        how many follow
 *   8  int64  previousHash  of all frames before, by {@link HashChain}; 0 in the first one of a journal
 * </pre>
 */
final class DocumentHeader {
    static final int LENGTH = 16;
    static final int DOCUMENT_LENGTH_MAX = LENGTH + FrameBatch.CAPACITY_BYTES_MAX;

    /** Version 1 had frames only; in version 2, frames had their checksum without the alignment, and documents a hash each. */
    static final int VERSION = 3;

    private static final int TAG = 0x0A6A;
    private static final int FORMAT = TAG << Short.SIZE | VERSION;
    private static final int FRAMES_OFFSET = 4;
    private static final int PREVIOUS_HASH_OFFSET = 8;

    private DocumentHeader() {}

    static void write(final MutableDirectBuffer buffer, final int frames, final long previousHash) {
        buffer.putInt(0, FORMAT, LITTLE_ENDIAN);
        buffer.putInt(FRAMES_OFFSET, frames, LITTLE_ENDIAN);
        buffer.putLong(PREVIOUS_HASH_OFFSET, previousHash, LITTLE_ENDIAN);
    }

    /** What is wrong with the form of a document; null if nothing. */
    static String faultAt(final DirectBuffer buffer, final int offset, final int length) {
        if (length < LENGTH + Frame.HEADER_LENGTH) {
            return "a document of " + length + " bytes is too short";
        }
        final int format = buffer.getInt(offset, LITTLE_ENDIAN);
        return format == FORMAT ? null : "document format 0x" + Integer.toHexString(format);
    }

    /** The first document of a journal tells of which version it is. In all others, another version is damage. */
    static void requireVersion(final FrameCheck check, final int offset, final int end, final Path journal) {
        if (check.lastSequence() > 0 || end - offset < LENGTH + Frame.HEADER_LENGTH) {
            return;
        }
        final int format = check.buffer().getInt(offset, LITTLE_ENDIAN);
        final int version;
        if (format >>> Short.SIZE == TAG) {
            version = format & 0xFFFF;
        } else {
            version = Frame.sequence(check.buffer(), offset) == 1 ? 1 : VERSION;
        }
        if (version != VERSION) {
            throw new JournalException(journal.toAbsolutePath() + " is of format version " + version
                    + ", this Outcry has version " + VERSION + ": use the Outcry that wrote it, or a new folder");
        }
    }

    static int frames(final DirectBuffer buffer, final int offset) {
        return buffer.getInt(offset + FRAMES_OFFSET, LITTLE_ENDIAN);
    }

    static long previousHash(final DirectBuffer buffer, final int offset) {
        return buffer.getLong(offset + PREVIOUS_HASH_OFFSET, LITTLE_ENDIAN);
    }
}
