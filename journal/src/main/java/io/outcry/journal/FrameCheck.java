/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.journal;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Checks frames one behind the other: length, checksum, sequence dense (from 1, if it begins there), time never backwards. */
final class FrameCheck {
    private final FrameChecksum checksum = new FrameChecksum();
    private final UnsafeBuffer buffer = new UnsafeBuffer();
    private ByteBuffer bytes;
    private long lastSequence;
    private long lastTimeNs;

    /** Continues in this direct buffer; its position and limit are used. */
    void wrap(final ByteBuffer frames) {
        bytes = frames;
        buffer.wrap(frames, 0, frames.capacity());
    }

    UnsafeBuffer buffer() {
        return buffer;
    }

    long lastSequence() {
        return lastSequence;
    }

    long lastTimeNs() {
        return lastTimeNs;
    }

    /** The next frame has to follow this one. */
    void follow(final long sequence, final long timeNs) {
        lastSequence = sequence;
        lastTimeNs = timeNs;
    }

    /** What is wrong with the frame at offset in a document that ends at end; null if nothing, and then it counts. */
    String faultAt(final int offset, final int end) {
        if (end - offset < Frame.HEADER_LENGTH) {
            return "a document ends within the header of a frame";
        }
        final int length = Frame.lengthBytes(buffer, offset);
        if (length < Frame.HEADER_LENGTH || length > end - offset || Frame.alignedLength(length) > end - offset) {
            return "frame length " + length + " does not fit its document";
        }
        if (checksum.of(bytes, offset, length) != Frame.checksum(buffer, offset)) {
            return "checksum of a frame is wrong";
        }
        if (hasBytesInGap(offset, length)) {
            return "bytes between two frames";
        }
        return orderFault(Frame.sequence(buffer, offset), Frame.timeNs(buffer, offset));
    }

    private boolean hasBytesInGap(final int offset, final int length) {
        final int gap = Frame.alignedLength(length) - length;
        if (gap == 0) {
            return false;
        }
        final long tail = buffer.getLong(offset + length + gap - Frame.ALIGNMENT, LITTLE_ENDIAN);
        return tail >>> (Long.SIZE - gap * Byte.SIZE) != 0;
    }

    private String orderFault(final long sequence, final long timeNs) {
        if (sequence != lastSequence + 1) {
            return "sequence " + sequence + " follows " + lastSequence;
        }
        if (timeNs < lastTimeNs) {
            return "time " + timeNs + " follows " + lastTimeNs;
        }
        lastSequence = sequence;
        lastTimeNs = timeNs;
        return null;
    }
}
