/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.journal;

import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Checks frames one behind the other: hash chain of their documents, length, checksum, sequence dense (from 1, if it begins
 * there), time never backwards.
 */
final class FrameCheck {
    private final FrameChecksum checksum = new FrameChecksum();
    private final HashChain chain = new HashChain();
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

    /** Hash of all frames up to the end of their last document. */
    long hash() {
        return chain.value();
    }

    /** The next document has to carry this hash, and its first frame has to follow this one. */
    void follow(final long hash, final long sequence, final long timeNs) {
        chain.follow(hash);
        lastSequence = sequence;
        lastTimeNs = timeNs;
    }

    /** What is wrong with the header of the document whose frames come next; null if nothing. */
    String faultInHeader(final int offset, final int length) {
        final String fault = DocumentHeader.faultAt(buffer, offset, length);
        if (fault != null) {
            return fault;
        }
        final long previous = DocumentHeader.previousHash(buffer, offset);
        return previous == chain.value()
                ? null
                : "the hash of the frames before is " + Long.toHexString(chain.value()) + ", not "
                        + Long.toHexString(previous);
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
        final String fault = orderFault(Frame.sequence(buffer, offset), Frame.timeNs(buffer, offset));
        if (fault == null) {
            chain.add(Frame.identity(buffer, offset));
        }
        return fault;
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
