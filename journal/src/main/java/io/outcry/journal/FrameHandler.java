/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.journal;

import org.agrona.concurrent.UnsafeBuffer;

/** Takes frames from {@link JournalReader#poll} or {@link JournalVerifier#poll}, on the thread that polls. */
public interface FrameHandler {
    /**
     * One frame, whose checksum and sequence were verified.
     *
     * @param sequence dense from 1
     * @param timeNs ns since 1970, never backwards
     * @param buffer holds the payload, valid during the call only
     * @param offset of the payload
     * @param length of the payload, bytes
     */
    void onFrame(long sequence, long timeNs, UnsafeBuffer buffer, int offset, int length);
}
