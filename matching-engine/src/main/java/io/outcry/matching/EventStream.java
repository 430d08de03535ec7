/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.Image;
import io.aeron.Publication;
import io.aeron.Subscription;
import io.outcry.codecs.MessageBatch;
import io.outcry.codecs.types.MessageHeaderEncoder;
import org.agrona.CloseHelper;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One stream of events, which gathers them into batches. Aeron drops slow untethered readers only from a stream that has
 * a tethered one: that is here too, and follows at once.
 */
final class EventStream implements AutoCloseable {
    private static final String CHANNEL = "aeron:ipc?term-length=";
    private static final String OWN_READER = "aeron:ipc?tether=true";

    private final Subscription ownReader;
    private final ExclusivePublication publication;
    private final MessageBatch batch = new MessageBatch();

    EventStream(final Aeron aeron, final int streamId, final int termLength) {
        ownReader = aeron.addSubscription(OWN_READER, streamId);
        publication = aeron.addExclusivePublication(CHANNEL + termLength, streamId);
    }

    /** False if the stream has no room now; nothing changed then. */
    boolean add(final UnsafeBuffer event, final int offset, final int length) {
        final int blockLength = length - MessageHeaderEncoder.ENCODED_LENGTH;
        if (!batch.hasRoom(blockLength) && !flush()) {
            return false;
        }
        batch.buffer().putBytes(batch.claim(blockLength), event, offset, length);
        return true;
    }

    /** Whether everything was sent, or nobody listens. */
    boolean flush() {
        if (batch.length() == 0) {
            return true;
        }
        long result;
        do {
            result = publication.offer(batch.buffer(), 0, batch.length());
        } while (result == Publication.ADMIN_ACTION);
        if (result == Publication.CLOSED || result == Publication.MAX_POSITION_EXCEEDED) {
            throw new IllegalStateException(
                    "event stream " + publication.streamId() + ": " + Publication.errorString(result));
        }
        if (result < 0 && result != Publication.NOT_CONNECTED) {
            return false;
        }
        batch.clear();
        return true;
    }

    /** A reader's position moves within one term at a time. */
    void drainOwnReader() {
        if (ownReader.imageCount() == 0) {
            return;
        }
        final Image image = ownReader.imageAtIndex(0);
        final long termLength = publication.termBufferLength();
        final long end = publication.position();
        for (long position = image.position(); position < end; position = image.position()) {
            image.position(Math.min(end, (position & -termLength) + termLength));
        }
    }

    @Override
    public void close() {
        CloseHelper.closeAll(publication, ownReader);
    }
}
