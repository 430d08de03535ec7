/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.gateway;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.Publication;
import io.aeron.exceptions.RegistrationException;
import io.aeron.logbuffer.BufferClaim;
import io.outcry.codecs.MessageBatch;
import io.outcry.codecs.StreamIds;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
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

    private static final String CHANNEL = "aeron:ipc?term-length=512k|session-id=";
    private static final int MESSAGE_TYPE = 1;

    private final Aeron aeron;
    private final long registrationId;
    private final BufferClaim claim = new BufferClaim();
    private final MessageBatch reports = new MessageBatch();
    private final ControlledMessageHandler toPublication = this::onWaiting;
    private ExclusivePublication publication;
    private OneToOneRingBuffer backlog;

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
        return isConnected() && isDrained() && claimPublication(length);
    }

    /** A claim is always in a log buffer, which is of this class. */
    UnsafeBuffer buffer() {
        return (UnsafeBuffer) claim.buffer();
    }

    int offset() {
        return claim.offset();
    }

    void commit() {
        claim.commit();
    }

    /** Reports, which cannot wait where they come from: encoded here, then flushed. */
    MessageBatch reports() {
        return reports;
    }

    /** Sends the reports, or puts them into the backlog; false if they are lost because that is full or nobody listens. */
    boolean flush() {
        final boolean taken = reports.length() == 0 || isConnected() && (offerReports() || queueReports());
        reports.clear();
        return taken;
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

    private boolean claimPublication(final int length) {
        long result;
        do {
            result = publication.tryClaim(length, claim);
        } while (result == Publication.ADMIN_ACTION);
        return result > 0;
    }

    private boolean offerReports() {
        return isDrained() && offer(reports.buffer(), 0, reports.length());
    }

    private boolean queueReports() {
        if (backlog == null) {
            backlog = new OneToOneRingBuffer(
                    new UnsafeBuffer(ByteBuffer.allocateDirect(BACKLOG_LENGTH + RingBufferDescriptor.TRAILER_LENGTH)));
        }
        return backlog.write(MESSAGE_TYPE, reports.buffer(), 0, reports.length());
    }

    private boolean offer(final DirectBuffer buffer, final int offset, final int length) {
        long result;
        do {
            result = publication.offer(buffer, offset, length);
        } while (result == Publication.ADMIN_ACTION);
        return result > 0;
    }

    private ControlledMessageHandler.Action onWaiting(
            final int messageType, final MutableDirectBuffer buffer, final int index, final int length) {
        return offer(buffer, index, length)
                ? ControlledMessageHandler.Action.COMMIT
                : ControlledMessageHandler.Action.ABORT;
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
