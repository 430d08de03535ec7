/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.client;

import io.aeron.Aeron;
import io.aeron.ChannelUriStringBuilder;
import io.aeron.Image;
import io.aeron.Subscription;
import io.aeron.logbuffer.FragmentHandler;

/**
 * An untethered subscription that follows one publication at a time, the newest. When that one is lost (the publisher is
 * gone, or this reader was too slow and the driver dropped it), it subscribes anew instead of waiting for the driver's
 * resting timeout; the publisher sees that as a new subscriber. Nothing here blocks.
 */
final class StreamReader implements AutoCloseable {
    private final String channel;
    private final int streamId;
    private Aeron aeron;
    private long registrationId = Aeron.NULL_VALUE;
    private Subscription subscription;
    private Image image;

    StreamReader(final Aeron aeron, final String channel, final int streamId) {
        this.aeron = aeron;
        this.channel = new ChannelUriStringBuilder(channel).tether(false).build();
        this.streamId = streamId;
    }

    boolean isOpen() {
        return registrationId != Aeron.NULL_VALUE;
    }

    boolean isConnected() {
        return image != null;
    }

    void open() {
        if (!isOpen()) {
            registrationId = aeron.asyncAddSubscription(channel, streamId);
        }
    }

    /** Closes, and belongs to another connection to the media driver from now on. */
    void use(final Aeron newAeron) {
        close();
        aeron = newAeron;
    }

    /**
     * Looks after the connection.
     *
     * @return true if messages may have been lost since the last call
     */
    boolean update() {
        if (subscription == null) {
            subscription = isOpen() ? aeron.getSubscription(registrationId) : null;
            return false;
        }
        final Image current = image;
        if (current != null && !current.isClosed() && subscription.imageCount() == 1) {
            return false;
        }
        image = newestImage();
        if (current == null || current == image) {
            return false;
        }
        if (image == null) {
            close();
            open();
        }
        return true;
    }

    int poll(final FragmentHandler handler, final int fragmentLimit) {
        return image == null ? 0 : image.poll(handler, fragmentLimit);
    }

    @Override
    public void close() {
        image = null;
        if (subscription != null) {
            subscription.close();
            subscription = null;
        } else if (isOpen() && !aeron.isClosed()) {
            aeron.asyncRemoveSubscription(registrationId);
        }
        registrationId = Aeron.NULL_VALUE;
    }

    /** Registration ids grow, so the highest belongs to the publisher that started last. */
    private Image newestImage() {
        Image newest = null;
        for (int i = 0, count = subscription.imageCount(); i < count; i++) {
            final Image candidate = subscription.imageAtIndex(i);
            if (!candidate.isClosed() && (newest == null || candidate.correlationId() > newest.correlationId())) {
                newest = candidate;
            }
        }
        return newest;
    }
}
