/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.journal;

import java.io.IOException;
import org.agrona.collections.LongArrayList;

/**
 * The index documents of a cycle file: one array of the positions of the others, and these hold the position of every 256th
 * document. A wrong one would send a reader, or the next append, to a wrong place.
 */
final class CycleIndex {
    /** Every how many documents one is indexed. */
    static final int SPACING = 256;

    private static final int ENTRIES = 4096;
    private static final byte[] TOP_NAME = name("index2index");
    private static final byte[] NAME = name("index");
    private static final int CODE_EVENT_NAME = 0xB9;
    private static final int CODE_PADDING = 0x8F;
    private static final int CODE_LONG_PADDING = 0x8E;
    private static final int CODE_LONG_ARRAY = 0x8D;
    private static final int LONG_PADDING_LENGTH = 5;

    private final LongArrayList arrays = new LongArrayList();
    private final LongArrayList indexPositions = new LongArrayList();
    private final LongArrayList documents = new LongArrayList();
    private long position;
    private long topArray;

    private static byte[] name(final String text) {
        final byte[] name = new byte[text.length() + 2];
        name[0] = (byte) CODE_EVENT_NAME;
        name[1] = (byte) text.length();
        for (int i = 0; i < text.length(); i++) {
            name[i + 2] = (byte) text.charAt(i);
        }
        return name;
    }

    long position() {
        return position;
    }

    /** Remembers where every document is that is to be indexed. */
    void onDocument(final long at, final long number) {
        if (number % SPACING == 0) {
            documents.addLong(at);
        }
    }

    /** Takes the index document at a position; returns what is wrong with its form, null if nothing. */
    String add(final MappedWindow window, final long at, final int length) throws IOException {
        final boolean isTop = topArray == 0;
        final byte[] name = isTop ? TOP_NAME : NAME;
        final long array = at + Integer.BYTES + length - (long) ENTRIES * Long.BYTES;
        if (array < at + Integer.BYTES + name.length + 1 + 2 * Long.BYTES || !hasForm(window, at, name, array)) {
            return "metadata that is no index";
        }
        if (isTop) {
            position = at;
            topArray = array;
        } else {
            arrays.addLong(array);
            indexPositions.addLong(at);
        }
        return null;
    }

    /** What is wrong with the entries; null if nothing. An entry may be missing after a power loss, but never wrong. */
    String fault(final MappedWindow window) throws IOException {
        if (topArray == 0) {
            return "the index is missing";
        }
        String fault = faultInArray(window, topArray, indexPositions, 0);
        for (int i = 0; fault == null && i < arrays.size(); i++) {
            fault = faultInArray(window, arrays.getLong(i), documents, i * ENTRIES);
        }
        return fault;
    }

    private static String faultInArray(
            final MappedWindow window, final long array, final LongArrayList positions, final int first)
            throws IOException {
        final long used = window.longAt(array - Long.BYTES);
        if (used < 0 || used > ENTRIES) {
            return "an index says that it has " + used + " entries";
        }
        for (int i = 0; i < ENTRIES; i++) {
            final long entry = window.longAt(array + (long) i * Long.BYTES);
            final long expected = first + i < positions.size() ? positions.getLong(first + i) : 0;
            if (entry != 0 && entry != expected) {
                return "index entry " + (first + i) + " is " + entry + " and not " + expected;
            }
        }
        return null;
    }

    private static boolean hasForm(final MappedWindow window, final long at, final byte[] name, final long array)
            throws IOException {
        long position = at + Integer.BYTES;
        for (final byte expected : name) {
            if (byteAt(window, position++) != (expected & 0xFF)) {
                return false;
            }
        }
        final long code = array - 2 * Long.BYTES - 1;
        return isPadding(window, position, (int) (code - position))
                && byteAt(window, code) == CODE_LONG_ARRAY
                && window.longAt(array - 2 * Long.BYTES) == ENTRIES;
    }

    private static boolean isPadding(final MappedWindow window, final long from, final int length) throws IOException {
        final boolean isLong = length >= LONG_PADDING_LENGTH;
        if (isLong
                && (byteAt(window, from) != CODE_LONG_PADDING
                        || window.intAt(from + 1) != length - LONG_PADDING_LENGTH)) {
            return false;
        }
        for (int i = isLong ? LONG_PADDING_LENGTH : 0; i < length; i++) {
            if (byteAt(window, from + i) != (isLong ? 0 : CODE_PADDING)) {
                return false;
            }
        }
        return true;
    }

    private static int byteAt(final MappedWindow window, final long position) throws IOException {
        final int offset = window.offsetOf(position, 1);
        return window.buffer().getByte(offset) & 0xFF;
    }
}
