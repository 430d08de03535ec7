/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.gateway;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.Publication;
import io.aeron.exceptions.RegistrationException;
import io.aeron.logbuffer.BufferClaim;
import io.outcry.codecs.StreamIds;
import java.nio.ByteBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.ControlledMessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * The stream to one client, which carries the Aeron session id of the client's publication, so that no client can name
 * the stream of another. Reports that the stream does not take at once, because the client or the media driver is late,
 * wait in a backlog, in order; its memory is taken when it is first needed.
 */
final class ReportStream implements AutoCloseable {
    static final int BACKLOG_LENGTH = 4 * 1024 * 1024;

    private static final String CHANNEL = "aeron:ipc?term-length=1m|session-id=";
    private static final int MESSAGE_TYPE = 1;
    private static final int NONE = -1;

    private final Aeron aeron;
    private final long registrationId;
    private final BufferClaim claim = new BufferClaim();
    private final ControlledMessageHandler toPublication = this::onWaiting;
    private ExclusivePublication publication;
    private OneToOneRingBuffer backlog;
    private int backlogIndex = NONE;

    ReportStream(final Aeron aeron, final int aeronSessionId) {
        this.aeron = aeron;
        registrationId = aeron.asyncAddExclusivePublication(CHANNEL + aeronSessionId, StreamIds.REPORTS);
    }

    /** Whether the client listens; until then nothing can be sent. */
    boolean isConnected() {
        if (publication == null) {
            publication = addedPublication();
        }
        return publication != null && publication.isConnected();
    }

    /** Room for an answer that may wait where it is: written at {@link #offset} of {@link #buffer}, then committed. */
    boolean claim(final int length) {
        return isConnected() && isDrained() && claimPublication(length) > 0;
    }

    /** Room for a report that cannot wait where it comes from, in the backlog if need be; false if that is full too. */
    boolean claimOrQueue(final int length) {
        if (!isConnected()) {
            return false;
        }
        if (isDrained()) {
            final long result = claimPublication(length);
            if (result != Publication.BACK_PRESSURED) {
                return result > 0;
            }
        }
        return claimBacklog(length);
    }

    /** Log buffer and backlog are both of this class. */
    UnsafeBuffer buffer() {
        return (UnsafeBuffer) (backlogIndex == NONE ? claim.buffer() : backlog.buffer());
    }

    int offset() {
        return backlogIndex == NONE ? claim.offset() : backlogIndex;
    }

    void commit() {
        if (backlogIndex == NONE) {
            claim.commit();
        } else {
            backlog.commit(backlogIndex);
            backlogIndex = NONE;
        }
    }

    /** Whether nothing waits in the backlog. */
    boolean isDrained() {
        return backlog == null || backlog.size() == 0;
    }

    /** Sends of the backlog what the stream takes now. */
    void drain() {
        if (!isDrained()) {
            backlog.controlledRead(toPublication);
        }
    }

    @Override
    public void close() {
        if (publication == null) {
            aeron.asyncRemovePublication(registrationId);
        } else {
            publication.close();
        }
    }

    private long claimPublication(final int length) {
        long result;
        do {
            result = publication.tryClaim(length, claim);
        } while (result == Publication.ADMIN_ACTION);
        return result;
    }

    private boolean claimBacklog(final int length) {
        if (backlog == null) {
            backlog = new OneToOneRingBuffer(
                    new UnsafeBuffer(ByteBuffer.allocateDirect(BACKLOG_LENGTH + RingBufferDescriptor.TRAILER_LENGTH)));
        }
        final int index = backlog.tryClaim(MESSAGE_TYPE, length);
        if (index < 0) {
            return false;
        }
        backlogIndex = index;
        return true;
    }

    private ControlledMessageHandler.Action onWaiting(
            final int messageType, final MutableDirectBuffer buffer, final int index, final int length) {
        long result;
        do {
            result = publication.offer(buffer, index, length);
        } while (result == Publication.ADMIN_ACTION);
        return result > 0 ? ControlledMessageHandler.Action.COMMIT : ControlledMessageHandler.Action.ABORT;
    }

    /** Null while the driver has not added it, and for good if somebody else uses its session id on this stream. */
    private ExclusivePublication addedPublication() {
        try {
            return aeron.getExclusivePublication(registrationId);
        } catch (final RegistrationException e) {
            return null;
        }
    }
}
