/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.journal;

import io.outcry.codecs.NullValue;
import java.io.File;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads a journal from its first frame, from behind another one, or from one that it looks for, and then tails it, while a writer in this or another
 * process appends. It holds one document in memory and checks every frame in there before handing it on; it writes nothing
 * and delays nobody. Used by one thread; polling allocates nothing after warm-up.
 *
 * <p>Chronicle shows a journal that was cut or zeroed as one that ends: what a reader has seen is right, but only
 * {@link JournalVerifier} tells that it was all.
 */
public final class JournalReader implements AutoCloseable {
    /** Version of the format that journals of this Outcry have; those of others are refused. */
    public static final int FORMAT_VERSION = DocumentHeader.VERSION;

    private static final int FRAMES_PER_POLL = 1 << 20;
    private static final FrameHandler PASS_OVER = (sequence, timeNs, buffer, offset, length) -> {};

    private final Path directory;
    private final SingleChronicleQueue queue;
    private final ExcerptTailer tailer;
    private final ByteBuffer documentBytes =
            BufferUtil.allocateDirectAligned(DocumentHeader.DOCUMENT_LENGTH_MAX, Frame.ALIGNMENT);
    private final UnsafeBuffer source = new UnsafeBuffer();
    private final FrameCheck check = new FrameCheck();
    private int offset;
    private int end;
    private long queueIndex;
    private long firstKey;
    private JournalDamagedException damage;

    private JournalReader(final Path directory) {
        this.directory = directory;
        check.wrap(documentBytes);
        queue = JournalQueue.builder(directory).readOnly(true).build();
        tailer = queue.createTailer();
        tailer.singleThreadedCheckDisabled(true);
    }

    /**
     * Opens a journal in front of its first frame.
     *
     * @param directory of the queue
     * @return open, until {@link #close}
     * @throws JournalException if there is no journal
     * @throws JournalDamagedException if Chronicle cannot open it
     */
    public static JournalReader open(final Path directory) {
        JournalQueue.requireExists(directory);
        try {
            return new JournalReader(directory);
        } catch (final RuntimeException | InternalError ex) {
            throw JournalDamagedException.of(directory, 0, "Chronicle cannot open it: " + ex.getMessage(), ex);
        }
    }

    /**
     * Opens a journal behind one of its frames.
     *
     * @param directory of the queue
     * @param position that {@link #position} gave for this journal
     * @return open, until {@link #close}
     * @throws JournalException if there is no journal, or the frame is not where it was
     * @throws JournalDamagedException if Chronicle cannot open it, or what stands there is damaged
     */
    public static JournalReader openBehind(final Path directory, final JournalPosition position) {
        final JournalReader reader = open(directory);
        try {
            reader.goBehind(position);
            return reader;
        } catch (final RuntimeException ex) {
            reader.close();
            throw ex;
        }
    }

    /**
     * Where the frame is that was handed on last.
     *
     * @return to be given to {@link #openBehind}
     */
    public JournalPosition position() {
        return new JournalPosition(queueIndex, check.lastSequence(), check.lastTimeNs());
    }

    /**
     * Hands on the next frames, if there are any. It may stop within a document; the next call continues there. A frame
     * counts as read when its handler is called, whether that throws or not.
     *
     * @param handler called for each frame on this thread
     * @param frameLimit most frames to hand on
     * @return how many were handed on, 0 if the writer has not written more
     * @throws JournalDamagedException if a frame or document is damaged; every later call throws the same
     */
    public int poll(final FrameHandler handler, final int frameLimit) {
        if (damage != null) {
            throw damage;
        }
        int frames = 0;
        while (frames < frameLimit && (offset < end || nextDocument())) {
            final int frameOffset = offset;
            final String fault = check.faultAt(frameOffset, end);
            if (fault != null) {
                throw damagedDocument(fault);
            }
            offset = Frame.nextOffset(check.buffer(), frameOffset);
            frames++;
            handler.onFrame(
                    check.lastSequence(),
                    check.lastTimeNs(),
                    check.buffer(),
                    Frame.payloadOffset(frameOffset),
                    Frame.payloadLength(check.buffer(), frameOffset));
        }
        return frames;
    }

    /**
     * Goes to a place in front of a frame without reading all that is before it: to a document that holds it, or that stands
     * before it with nothing but frames without a key between them. What was read and left is handed on once more.
     *
     * @param key grows from frame to frame, where they have one
     * @param wanted key of the frame; if no frame has it yet, one that may come, this goes near the end
     * @throws JournalDamagedException if a document that is looked at is damaged; every later call throws the same
     */
    public void goBefore(final FrameKey key, final long wanted) {
        if (damage != null) {
            throw damage;
        }
        try {
            final int firstCycle = queue.firstCycle();
            int cycle = queue.lastCycle();
            while (cycle > firstCycle && keyFrom(cycle, 0, key) > wanted) {
                cycle--;
            }
            if (cycle >= firstCycle) {
                goTo(cycle, lastNotBeyond(cycle, key, wanted));
            }
        } catch (final JournalException ex) {
            throw ex;
        } catch (final RuntimeException | InternalError | AssertionError ex) {
            throw damaged("Chronicle cannot find a document: " + ex.getMessage(), ex);
        }
    }

    /**
     * The last frame that was handed on.
     *
     * @return sequence, 0 if none
     */
    public long lastSequence() {
        return check.lastSequence();
    }

    /** Releases the files; closing twice does nothing. */
    @Override
    public void close() {
        queue.close();
    }

    /** As Chronicle counts them by its index. */
    long countDocuments() {
        try {
            return queue.entryCount();
        } catch (final RuntimeException | InternalError | AssertionError ex) {
            throw damaged("Chronicle cannot count: " + ex.getMessage(), ex);
        }
    }

    /**
     * Goes to the last document, passing over what is before it, and hands on its frames.
     *
     * @param handler called for each of them on this thread
     * @return sequence of the last frame, 0 if there is none
     * @throws JournalDamagedException if it cannot be read
     */
    public long readToEnd(final FrameHandler handler) {
        final boolean isThere;
        try {
            isThere = tailer.moveToIndex(queue.lastIndex());
        } catch (final RuntimeException | InternalError | AssertionError ex) {
            throw damaged("Chronicle cannot find the end: " + ex.getMessage(), ex);
        }
        if (isThere && readDocument()) {
            followDocument();
            while (poll(handler, FRAMES_PER_POLL) > 0) {}
        }
        return check.lastSequence();
    }

    /**
     * Goes to the end, passing over all frames.
     *
     * @return sequence of the last frame, 0 if there is none
     * @throws JournalDamagedException if it cannot be read
     */
    public long readToEnd() {
        return readToEnd(PASS_OVER);
    }

    /** The document of a cycle whose first key is the last one not beyond another; the first document if there is none. */
    private long lastNotBeyond(final int cycle, final FrameKey key, final long wanted) {
        long from = 0;
        long step = 1;
        while (keyFrom(cycle, from + step, key) <= wanted) {
            from += step;
            step *= 2;
        }
        long beyond = from + step;
        while (beyond - from > 1) {
            final long middle = (from + beyond) >>> 1;
            if (keyFrom(cycle, middle, key) <= wanted) {
                from = middle;
            } else {
                beyond = middle;
            }
        }
        return from;
    }

    /** The first key in a document or behind it, the largest number if there is none. */
    private long keyFrom(final int cycle, final long document, final FrameKey key) {
        if (!goTo(cycle, document)) {
            return Long.MAX_VALUE;
        }
        firstKey = NullValue.INT64;
        while (firstKey == NullValue.INT64
                && poll((sequence, timeNs, buffer, at, length) -> firstKey = key.of(buffer, at, length), 1) > 0) {}
        return firstKey == NullValue.INT64 ? Long.MAX_VALUE : firstKey;
    }

    /** Goes in front of a document; false if there is none. */
    private boolean goTo(final int cycle, final long document) {
        if (!tailer.moveToIndex(queue.rollCycle().toIndex(cycle, document)) || !readDocument()) {
            return false;
        }
        followDocument();
        return true;
    }

    /** Its document may begin with frames in front of it. */
    private void goBehind(final JournalPosition position) {
        if (position.sequence() == 0) {
            return;
        }
        if (!tailer.moveToIndex(position.queueIndex()) || !readDocument()) {
            throw notThere(position);
        }
        followDocument();
        while (check.lastSequence() < position.sequence() && poll(PASS_OVER, 1) > 0) {}
        if (!position().equals(position)) {
            throw notThere(position);
        }
    }

    /** Takes the document that was read for the first one. */
    private void followDocument() {
        check.follow(
                DocumentHeader.previousHash(check.buffer(), 0),
                Frame.sequence(check.buffer(), offset) - 1,
                Frame.timeNs(check.buffer(), offset));
        verifyHeader();
    }

    private JournalException notThere(final JournalPosition position) {
        return new JournalException(directory.toAbsolutePath() + " does not have frame " + position.sequence()
                + " at queue index 0x" + Long.toHexString(position.queueIndex()));
    }

    private boolean nextDocument() {
        if (!readDocument()) {
            return false;
        }
        verifyHeader();
        return true;
    }

    private boolean readDocument() {
        try (DocumentContext context = tailer.readingDocument()) {
            if (!context.isPresent()) {
                return false;
            }
            queueIndex = context.index();
            copy(context.wire().bytes());
            return true;
        } catch (final JournalException ex) {
            throw ex;
        } catch (final RuntimeException | InternalError | AssertionError ex) {
            throw damaged("Chronicle cannot read on: " + ex.getMessage(), ex);
        }
    }

    private void copy(final Bytes<?> bytes) {
        final long length = bytes.readRemaining();
        if (length > documentBytes.capacity()) {
            throw damagedDocument("document of " + length + " bytes");
        }
        source.wrap(bytes.addressForRead(bytes.readPosition()), (int) length);
        check.buffer().putBytes(0, source, 0, (int) length);
        offset = DocumentHeader.LENGTH;
        end = (int) length;
        DocumentHeader.requireVersion(check, 0, end, directory);
    }

    private void verifyHeader() {
        final String fault = check.faultInHeader(0, end);
        if (fault != null) {
            throw damagedDocument(fault);
        }
    }

    private JournalDamagedException damagedDocument(final String fault) {
        return damaged("queue index 0x" + Long.toHexString(queueIndex) + ": " + fault, null);
    }

    private JournalDamagedException damaged(final String reason, final Throwable cause) {
        final File file = tailer.currentFile();
        damage = JournalDamagedException.of(
                file == null ? directory : file.toPath(), check.lastSequence(), reason, cause);
        return damage;
    }
}
