/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.journal;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Walks one file of the queue without Chronicle: a header, then documents, each behind a 4-byte length that also carries two
 * flags, 4-byte aligned, up to a zero length or the end mark of a cycle that was rolled.
 *
 * <p>Chronicle writes a document's length last, so a writer that dies leaves a zero length with bytes behind it.
 */
final class CycleFile {
    /** How far behind the last document a killed writer may have written. */
    static final int UNFINISHED_BYTES_MAX = DocumentHeader.DOCUMENT_LENGTH_MAX + Integer.BYTES + Long.BYTES;

    private static final int LENGTH_MASK = 0x3FFF_FFFF;
    private static final int NOT_COMPLETE = 0x8000_0000;
    private static final int METADATA = 0x4000_0000;
    private static final int END_OF_CYCLE = NOT_COMPLETE | METADATA;
    private static final int END_OF_CYCLE_TEXT = 0x464F45C3;

    private final Path file;
    private final MappedWindow window;
    private final FrameCheck check;
    private final CycleIndex index = new CycleIndex();
    private long position = CycleHeader.LENGTH;
    private long documents;
    private long recordedLast;
    private long recordedNumber = -1;
    private long bytes;
    private boolean isRolled;
    private boolean hasUnfinishedDocument;
    private int framesBegin;
    private int framesEnd;

    CycleFile(final Path file, final MappedWindow window, final FrameCheck check) {
        this.file = file;
        this.window = window;
        this.check = check;
    }

    /** To be called before the first document, for what {@link #verifyRest} will ask. */
    void verifyHeader() throws IOException {
        failIf(CycleHeader.faultIn(window), 0);
        recordedLast = CycleHeader.lastDocument(window);
    }

    /** Goes to the next document, each frame of which is good then; false if there is none. */
    boolean next() throws IOException {
        while (hasDocument()) {
            if (isFrames()) {
                return true;
            }
        }
        return false;
    }

    /** To be called behind the last document: everything else in the file. */
    void verifyRest() throws IOException {
        verifyEnd();
        failIf(index.fault(window), CycleHeader.LENGTH);
        failIf(faultInRecordedLast(), 0);
        failIf(CycleHeader.faultInNumbers(window, index, documents, recordedNumber), 0);
    }

    /** Offset of the document's first frame in the buffer of the {@link FrameCheck}. */
    int framesBegin() {
        return framesBegin;
    }

    /** Offset behind the document's last frame. */
    int framesEnd() {
        return framesEnd;
    }

    long documents() {
        return documents;
    }

    long bytes() {
        return bytes;
    }

    boolean isRolled() {
        return isRolled;
    }

    boolean hasUnfinishedDocument() {
        return hasUnfinishedDocument;
    }

    long endPosition() {
        return position;
    }

    JournalDamagedException damaged(final long at, final String reason) {
        return JournalDamagedException.at(file, at, check.lastSequence(), reason);
    }

    private boolean hasDocument() throws IOException {
        final int header = window.intAt(position);
        isRolled = header == END_OF_CYCLE;
        return header != 0 && !isRolled;
    }

    /** Verifies the document at the position and goes behind it; false if it is one of the index. */
    private boolean isFrames() throws IOException {
        final int header = window.intAt(position);
        final int length = header & LENGTH_MASK;
        final long next = position + Integer.BYTES + length;
        if ((header & NOT_COMPLETE) != 0 || length == 0 || length % Integer.BYTES != 0) {
            throw damaged(position, "document header 0x" + Integer.toHexString(header));
        }
        if (length > DocumentHeader.DOCUMENT_LENGTH_MAX || next > window.sizeBytes()) {
            throw damaged(position, "document of " + length + " bytes");
        }
        final boolean isFrames = (header & METADATA) == 0;
        if (isFrames) {
            verifyFrames(length);
        } else {
            failIf(index.add(window, position, length), position);
        }
        position = next;
        return isFrames;
    }

    private void verifyFrames(final int length) throws IOException {
        final int start = window.offsetOf(position + Integer.BYTES, length);
        check.wrap(window.bytes());
        DocumentHeader.requireVersion(check, start, start + length, file);
        failIf(check.faultInHeader(start, length), position);
        verifyFrames(start, start + length);
        framesBegin = start + DocumentHeader.LENGTH;
        framesEnd = start + length;
        index.onDocument(position, documents);
        if (position == recordedLast) {
            recordedNumber = documents;
        }
        documents++;
        bytes += length;
    }

    private void verifyFrames(final int start, final int end) {
        int frames = 0;
        for (int offset = start + DocumentHeader.LENGTH;
                offset < end;
                offset = Frame.nextOffset(check.buffer(), offset)) {
            failIf(check.faultAt(offset, end), position + Integer.BYTES + offset - start);
            frames++;
        }
        if (frames != DocumentHeader.frames(check.buffer(), start)) {
            throw damaged(position, "a document has " + frames + " frames");
        }
    }

    private void verifyEnd() throws IOException {
        final long tail = position + Integer.BYTES;
        final long end = window.endOfBytes(tail);
        if (end == tail) {
            return;
        }
        if (isRolled) {
            if (end > tail + Integer.BYTES || window.intAt(tail) != END_OF_CYCLE_TEXT) {
                throw damaged(tail, "bytes behind the end of the cycle");
            }
        } else if (end > position + UNFINISHED_BYTES_MAX) {
            throw damaged(position, "bytes behind the last document, up to " + end);
        } else {
            hasUnfinishedDocument = true;
        }
    }

    /** The header's memory of the last document is late by one if the writer was killed, by more if the power failed, never early. */
    private String faultInRecordedLast() {
        final boolean isKilledAtFirst = recordedLast == 0 && documents <= 1;
        return recordedNumber >= 0 || isKilledAtFirst
                ? null
                : "the file header knows of a document at byte " + recordedLast + ", where there is none";
    }

    private void failIf(final String fault, final long at) {
        if (fault != null) {
            throw damaged(at, fault);
        }
    }
}
