/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.client;

import io.aeron.Aeron;
import io.aeron.exceptions.ConfigurationException;
import java.util.EnumSet;
import java.util.Set;

/** Settings of a {@link MarketDataFeed}. */
public final class MarketDataFeedContext {
    /** Where market data is published on the same machine. */
    public static final String CHANNEL_DEFAULT = "aeron:ipc";

    /** Bytes of increments that are kept while a book is suspect. */
    public static final int PENDING_LIMIT_BYTES_DEFAULT = 8 * 1024 * 1024;

    private Aeron aeron;
    private String channel = CHANNEL_DEFAULT;
    private Set<MarketDataStream> streams = EnumSet.of(MarketDataStream.L3);
    private MarketDataListener listener = new MarketDataListener() {};
    private int pendingLimitBytes = PENDING_LIMIT_BYTES_DEFAULT;

    /**
     * Connection to the media driver. Stays the caller's.
     *
     * @param aeron client
     * @return this
     */
    public MarketDataFeedContext aeron(final Aeron aeron) {
        this.aeron = aeron;
        return this;
    }

    /**
     * Connection to the media driver.
     *
     * @return client
     */
    public Aeron aeron() {
        return aeron;
    }

    /**
     * Where market data is published.
     *
     * @param channel Aeron URI; {@code tether=false} is added
     * @return this
     */
    public MarketDataFeedContext channel(final String channel) {
        this.channel = channel;
        return this;
    }

    /**
     * Where market data is published.
     *
     * @return Aeron URI
     */
    public String channel() {
        return channel;
    }

    /**
     * What to follow.
     *
     * @param first stream
     * @param others more streams
     * @return this
     */
    public MarketDataFeedContext streams(final MarketDataStream first, final MarketDataStream... others) {
        this.streams = EnumSet.of(first, others);
        return this;
    }

    /**
     * What to follow.
     *
     * @param streams not empty
     * @return this
     */
    public MarketDataFeedContext streams(final Set<MarketDataStream> streams) {
        this.streams = EnumSet.copyOf(streams);
        return this;
    }

    /**
     * What to follow.
     *
     * @return streams
     */
    public Set<MarketDataStream> streams() {
        return streams;
    }

    /**
     * Who is told.
     *
     * @param listener called by the thread that polls
     * @return this
     */
    public MarketDataFeedContext listener(final MarketDataListener listener) {
        this.listener = listener;
        return this;
    }

    /**
     * Who is told.
     *
     * @return listener
     */
    public MarketDataListener listener() {
        return listener;
    }

    /**
     * How many bytes of increments may wait for a snapshot. When they are more, the feed drops them and waits for a newer
     * one.
     *
     * @param pendingLimitBytes at least 1 KiB
     * @return this
     */
    public MarketDataFeedContext pendingLimitBytes(final int pendingLimitBytes) {
        this.pendingLimitBytes = pendingLimitBytes;
        return this;
    }

    /**
     * How many bytes of increments may wait for a snapshot.
     *
     * @return bytes
     */
    public int pendingLimitBytes() {
        return pendingLimitBytes;
    }

    /**
     * Checks the settings.
     *
     * @throws ConfigurationException if something is missing or out of range
     */
    public void conclude() {
        check(aeron != null, "aeron is required");
        check(channel != null, "channel is required");
        check(listener != null, "listener is required");
        check(pendingLimitBytes >= 1024, "pendingLimitBytes " + pendingLimitBytes + " is less than 1024");
    }

    private static void check(final boolean valid, final String message) {
        if (!valid) {
            throw new ConfigurationException(message);
        }
    }
}
