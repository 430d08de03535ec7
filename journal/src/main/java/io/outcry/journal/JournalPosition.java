/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.journal;

/**
 * A place behind a frame of a journal, from which a {@link JournalReader} can go on.
 *
 * @param queueIndex of the document that holds the frame, as Chronicle counts
 * @param sequence of the frame; 0 for the begin of the journal
 * @param timeNs of the frame, ns since 1970
 */
public record JournalPosition(long queueIndex, long sequence, long timeNs) {
    /** In front of the first frame. */
    public static final JournalPosition BEGIN = new JournalPosition(0, 0, 0);
}
