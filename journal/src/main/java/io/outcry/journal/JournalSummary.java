/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.journal;

/**
 * What a verified journal holds.
 *
 * @param frames how many
 * @param documents how many batches they were appended in
 * @param firstSequence 1, or 0 if empty
 * @param lastSequence 0 if empty
 * @param firstTimeNs ns since 1970, 0 if empty
 * @param lastTimeNs ns since 1970, 0 if empty
 * @param bytes of all documents
 * @param files cycles, one file per day that has frames
 * @param hasUnfinishedDocument true if a writer died while it wrote behind the last frame: such a document was never
 *     acknowledged, is not counted here, and the next writer wipes it
 * @param endPosition byte in the last file where its last document ends, 0 if there is no file
 * @param hash MetroHash of 64 bits over lengths and checksums of all frames: whoever noted it can tell later whether the journal up
 *     to there is still the same; 0 if empty
 */
public record JournalSummary(
        long frames,
        long documents,
        long firstSequence,
        long lastSequence,
        long firstTimeNs,
        long lastTimeNs,
        long bytes,
        int files,
        boolean hasUnfinishedDocument,
        long endPosition,
        long hash) {}
