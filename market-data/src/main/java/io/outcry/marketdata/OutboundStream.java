/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.marketdata;

import io.aeron.Aeron;
import io.aeron.ChannelUri;
import io.aeron.ChannelUriStringBuilder;
import io.aeron.ExclusivePublication;
import io.aeron.Image;
import io.aeron.Publication;
import io.aeron.Subscription;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.status.AtomicCounter;

/**
 * One public stream with one tethered reader of its own: Aeron drops a slow untethered subscriber only from a stream that
 * a tethered one reads. That reader skips everything. It also makes the publication look connected at all times, so who
 * else listens is told by {@link Audiences}.
 */
final class OutboundStream implements AutoCloseable {
    private static final int ADMIN_ACTION_RETRIES = 3;

    private final ExclusivePublication publication;
    private final Subscription ownReader;
    private final AtomicCounter framesRefused;
    private final boolean isIpc;
    private final int termLength;
    private Image ownImage;
    private boolean hasAudience;
    private long newestSubscriber;
    private long newestSeen;

    OutboundStream(final Aeron aeron, final String channel, final int streamId, final AtomicCounter framesRefused) {
        this.framesRefused = framesRefused;
        publication = aeron.addExclusivePublication(channel, streamId);
        isIpc = ChannelUri.parse(channel).isIpc();
        termLength = publication.termBufferLength();
        ownReader = isIpc
                ? aeron.addSubscription(
                        new ChannelUriStringBuilder()
                                .media("ipc")
                                .sessionId(publication.sessionId())
                                .tether(true)
                                .build(),
                        streamId)
                : null;
    }

    /**
     * Offers a frame.
     *
     * @return false if it was refused and has to be offered again later; true also if nobody listens
     * @throws IllegalStateException if the stream has ended
     */
    boolean send(final DirectBuffer buffer, final int offset, final int length) {
        long result = publication.offer(buffer, offset, length);
        for (int i = 0; result == Publication.ADMIN_ACTION && i < ADMIN_ACTION_RETRIES; i++) {
            result = publication.offer(buffer, offset, length);
        }
        if (result >= 0 || result == Publication.NOT_CONNECTED) {
            return true;
        }
        if (result == Publication.CLOSED || result == Publication.MAX_POSITION_EXCEEDED) {
            throw new IllegalStateException(
                    "stream " + publication.streamId() + " has ended: " + Publication.errorString(result));
        }
        framesRefused.incrementRelease();
        return false;
    }

    /** Whether a frame is likely to be taken; asked before one is expensive to encode. */
    boolean hasRoom() {
        return publication.availableWindow() >= publication.maxPayloadLength();
    }

    /** Moves the own reader to the end of what was published, term by term, without looking at it. */
    void drain() {
        if (ownReader == null) {
            return;
        }
        if (ownImage == null || ownImage.isClosed()) {
            ownImage = ownReader.imageCount() == 0 ? null : ownReader.imageAtIndex(0);
            return;
        }
        final long end = publication.position();
        final long position = ownImage.position();
        if (position < end) {
            final long termEnd = position - (position & (termLength - 1)) + termLength;
            ownImage.position(Math.min(end, termEnd));
        }
    }

    /** Whether somebody else listens, as of the last look. */
    boolean hasAudience() {
        return hasAudience;
    }

    /** Whether somebody has begun to listen since this was last asked. */
    boolean pollJoined() {
        final boolean joined = newestSubscriber > newestSeen;
        newestSeen = newestSubscriber;
        return joined;
    }

    boolean isIpc() {
        return isIpc;
    }

    boolean isSubscribedBy(final int sessionId, final int streamId, final long subscriptionId) {
        return streamId == publication.streamId()
                && sessionId == publication.sessionId()
                && subscriptionId != ownReader.registrationId();
    }

    /** Result of a look: the highest registration id of a subscription, zero if there is none. */
    void audience(final long newestSubscription) {
        hasAudience = newestSubscription > 0;
        newestSubscriber = Math.max(newestSubscriber, newestSubscription);
    }

    /** A network stream has no local reader, and Aeron does not say who listens but whether somebody does. */
    void lookAtConnection() {
        final boolean isConnected = publication.isConnected();
        if (isConnected && !hasAudience) {
            newestSubscriber++;
        }
        hasAudience = isConnected;
    }

    @Override
    public void close() {
        publication.close();
        if (ownReader != null) {
            ownReader.close();
        }
    }
}
