/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.marketdata;

import io.outcry.client.IncrementalFrame;
import io.outcry.codecs.types.MessageHeaderDecoder;
import io.outcry.journal.FrameHandler;
import io.outcry.journal.JournalDamagedException;
import io.outcry.journal.JournalException;
import io.outcry.journal.JournalReader;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads public events, in sequence, from the journal of all events, front to back. The journal may be written at the same
 * time, lag behind the live stream, or not exist yet.
 */
final class EventsJournal implements AutoCloseable {
    /** Takes the next event. */
    @FunctionalInterface
    interface EventHandler {
        /** False if it was refused; it will be offered again. */
        boolean onEvent(IncrementalFrame frame, DirectBuffer buffer, int offset, int length);
    }

    private static final long OPEN_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Path directory;
    private final EventHandler handler;
    private final FrameHandler frameHandler = this::onFrame;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final IncrementalFrame frame = new IncrementalFrame();
    private final ExpandableArrayBuffer refused = new ExpandableArrayBuffer();
    private int refusedLength;
    private long expected;
    private JournalReader reader;
    private long nextOpenNs;

    EventsJournal(final Path directory, final EventHandler handler, final long nowNs) {
        this.directory = directory;
        this.handler = handler;
        this.nextOpenNs = nowNs;
    }

    /**
     * Reads some frames.
     *
     * @param nextSequence the event that is wanted next; older ones are skipped
     * @param frameLimit most frames to read, whether wanted or not
     * @param nowNs time
     * @return frames read; zero at the end of the journal or if the handler refuses
     * @throws IllegalStateException if the journal has a hole where the next event should be
     */
    int poll(final long nextSequence, final int frameLimit, final long nowNs) {
        if (!isOpen(nowNs)) {
            return 0;
        }
        expected = nextSequence;
        if (refusedLength > 0) {
            final int length = refusedLength;
            refusedLength = 0;
            onEvent(refused, 0, length);
        }
        int frames = 0;
        while (frames < frameLimit && refusedLength == 0 && reader.poll(frameHandler, 1) > 0) {
            frames++;
        }
        return frames;
    }

    private void onFrame(
            final long journalSequence,
            final long timeNs,
            final UnsafeBuffer buffer,
            final int offset,
            final int length) {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH) {
            return;
        }
        header.wrap(buffer, offset);
        if (header.schemaId() == IncrementalFrame.SCHEMA_ID) {
            onEvent(buffer, offset, length);
        }
    }

    private void onEvent(final DirectBuffer buffer, final int offset, final int length) {
        if (!frame.wrap(buffer, offset, length)) {
            throw new IllegalStateException("malformed public event in " + directory + " before " + expected);
        }
        if (frame.sequence() > expected) {
            throw new IllegalStateException("public event " + expected + " is not in " + directory
                    + ", which goes on with " + frame.sequence());
        }
        if (frame.sequence() < expected) {
            return;
        }
        if (handler.onEvent(frame, buffer, offset, length)) {
            expected++;
        } else {
            refused.putBytes(0, buffer, offset, length);
            refusedLength = length;
        }
    }

    private boolean isOpen(final long nowNs) {
        if (reader == null && nowNs - nextOpenNs >= 0) {
            nextOpenNs = nowNs + OPEN_INTERVAL_NS;
            try {
                reader = JournalReader.open(directory);
            } catch (final JournalDamagedException ex) {
                throw ex;
            } catch (final JournalException notWrittenYet) {
                return false;
            }
        }
        return reader != null;
    }

    @Override
    public void close() {
        if (reader != null) {
            reader.close();
        }
    }
}
