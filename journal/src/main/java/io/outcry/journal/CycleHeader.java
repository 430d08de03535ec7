/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.journal;

import java.io.IOException;
import java.util.zip.CRC32C;

/**
 * The first document of a cycle file, as the pinned Chronicle version writes it for FAST_DAILY: always the same bytes except four
 * numbers that change as documents are appended.
 */
final class CycleHeader {
    /** Where the next document starts. */
    static final int LENGTH = 0xC8;

    private static final int LAST_POSITION = 0x40;
    private static final int LAST_POSITION_AND_NUMBER = 0x48;
    private static final int INDEX_POSITION = 0x98;
    private static final int NEXT_TO_INDEX = 0xB0;
    private static final int CHECKSUM = 0xC7F585AA;

    private CycleHeader() {}

    /** What is wrong with the bytes that never change; null if nothing. */
    static String faultIn(final MappedWindow window) throws IOException {
        final byte[] header = new byte[LENGTH];
        window.buffer().getBytes(window.offsetOf(0, LENGTH), header);
        final CRC32C crc = new CRC32C();
        crc.update(header, 0, LAST_POSITION);
        crc.update(header, LAST_POSITION + 2 * Long.BYTES, INDEX_POSITION - LAST_POSITION - 2 * Long.BYTES);
        crc.update(header, INDEX_POSITION + Long.BYTES, NEXT_TO_INDEX - INDEX_POSITION - Long.BYTES);
        crc.update(header, NEXT_TO_INDEX + Long.BYTES, LENGTH - NEXT_TO_INDEX - Long.BYTES);
        return (int) crc.getValue() == CHECKSUM
                ? null
                : "the file header is incomplete or not one of FAST_DAILY (checksum 0x"
                        + Long.toHexString(crc.getValue()) + ")";
    }

    /** Where the header says that the last document starts; 0 if it knows of none. */
    static long lastDocument(final MappedWindow window) throws IOException {
        return window.longAt(LAST_POSITION);
    }

    /** What is wrong with the numbers that steer the index; null if nothing. */
    static String faultInNumbers(
            final MappedWindow window, final CycleIndex index, final long documents, final long lastNumber)
            throws IOException {
        final long positionAndNumber = window.longAt(LAST_POSITION_AND_NUMBER);
        final boolean isCurrent = (int) (positionAndNumber >>> Integer.SIZE) == (int) lastDocument(window);
        if (isCurrent && lastNumber >= 0 && (int) positionAndNumber != (int) lastNumber) {
            return "document " + lastNumber + " is numbered " + (int) positionAndNumber;
        }
        if (window.longAt(INDEX_POSITION) != index.position()) {
            return "the index is at " + index.position() + " and not at " + window.longAt(INDEX_POSITION);
        }
        final long nextToIndex = window.longAt(NEXT_TO_INDEX);
        if (nextToIndex % CycleIndex.SPACING != 0 || nextToIndex < 0 || nextToIndex >= documents + CycleIndex.SPACING) {
            return "the next document to index is " + nextToIndex + " of " + documents;
        }
        return null;
    }
}
