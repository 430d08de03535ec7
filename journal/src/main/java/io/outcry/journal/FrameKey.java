/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.journal;

import org.agrona.concurrent.UnsafeBuffer;

/** A number that grows from frame to frame, by which a {@link JournalReader} finds one. */
@FunctionalInterface
public interface FrameKey {
    /**
     * The number of a frame.
     *
     * @param buffer that holds the payload, valid during the call
     * @param offset of the payload
     * @param length of the payload, bytes
     * @return larger than that of any frame before; {@link io.outcry.codecs.NullValue#INT64} if the frame has none
     */
    long of(UnsafeBuffer buffer, int offset, int length);
}
