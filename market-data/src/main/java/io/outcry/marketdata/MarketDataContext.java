/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.marketdata;

import io.aeron.Aeron;
import io.aeron.exceptions.ConfigurationException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemNanoClock;

/** Settings of a {@link MarketDataPublisher}. */
public final class MarketDataContext {
    /** Where the engine publishes. */
    public static final String PUBLIC_EVENTS_CHANNEL_DEFAULT = "aeron:ipc";

    /** Where subscribers listen. */
    public static final String CHANNEL_DEFAULT = "aeron:ipc?term-length=4m";

    /** Pause between two loops over all snapshots. */
    public static final long SNAPSHOT_INTERVAL_NS_DEFAULT = TimeUnit.MILLISECONDS.toNanos(100);

    /** Batches of public events handled in one duty cycle. */
    public static final int FRAGMENT_LIMIT_DEFAULT = 128;

    private Aeron aeron;
    private String publicEventsChannel = PUBLIC_EVENTS_CHANNEL_DEFAULT;
    private String channel = CHANNEL_DEFAULT;
    private long snapshotIntervalNs = SNAPSHOT_INTERVAL_NS_DEFAULT;
    private int fragmentLimit = FRAGMENT_LIMIT_DEFAULT;
    private Path eventsJournal;
    private NanoClock nanoClock = SystemNanoClock.INSTANCE;

    /**
     * Connection to the media driver. Stays the caller's.
     *
     * @param aeron client
     * @return this
     */
    public MarketDataContext aeron(final Aeron aeron) {
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
     * Where the engine publishes.
     *
     * @param publicEventsChannel Aeron URI; {@code tether=false} is added
     * @return this
     * @see #PUBLIC_EVENTS_CHANNEL_DEFAULT
     */
    public MarketDataContext publicEventsChannel(final String publicEventsChannel) {
        this.publicEventsChannel = publicEventsChannel;
        return this;
    }

    /**
     * Where the engine publishes.
     *
     * @return Aeron URI
     */
    public String publicEventsChannel() {
        return publicEventsChannel;
    }

    /**
     * Where subscribers listen.
     *
     * @param channel Aeron URI
     * @return this
     * @see #CHANNEL_DEFAULT
     */
    public MarketDataContext channel(final String channel) {
        this.channel = channel;
        return this;
    }

    /**
     * Where subscribers listen.
     *
     * @return Aeron URI
     */
    public String channel() {
        return channel;
    }

    /**
     * Pause between two loops over all snapshots, while somebody listens to them.
     *
     * @param snapshotIntervalNs ns, not negative
     * @return this
     * @see #SNAPSHOT_INTERVAL_NS_DEFAULT
     */
    public MarketDataContext snapshotIntervalNs(final long snapshotIntervalNs) {
        this.snapshotIntervalNs = snapshotIntervalNs;
        return this;
    }

    /**
     * Pause between two loops over all snapshots.
     *
     * @return ns
     */
    public long snapshotIntervalNs() {
        return snapshotIntervalNs;
    }

    /**
     * Bound of a duty cycle: most batches of events to read, and most snapshot messages to send.
     *
     * @param fragmentLimit positive
     * @return this
     * @see #FRAGMENT_LIMIT_DEFAULT
     */
    public MarketDataContext fragmentLimit(final int fragmentLimit) {
        this.fragmentLimit = fragmentLimit;
        return this;
    }

    /**
     * Bound of a duty cycle.
     *
     * @return messages
     */
    public int fragmentLimit() {
        return fragmentLimit;
    }

    /**
     * Journal of the engine's events, from which the books are rebuilt at the start and gaps are filled.
     *
     * @param eventsJournal directory, need not exist yet; null for none: then a gap is an error
     * @return this
     */
    public MarketDataContext eventsJournal(final Path eventsJournal) {
        this.eventsJournal = eventsJournal;
        return this;
    }

    /**
     * Journal of the engine's events.
     *
     * @return directory, null for none
     */
    public Path eventsJournal() {
        return eventsJournal;
    }

    /**
     * Clock of the intervals; times in messages come from the engine.
     *
     * @param nanoClock monotonic
     * @return this
     */
    public MarketDataContext nanoClock(final NanoClock nanoClock) {
        this.nanoClock = nanoClock;
        return this;
    }

    /**
     * Clock of the intervals.
     *
     * @return clock
     */
    public NanoClock nanoClock() {
        return nanoClock;
    }

    /**
     * Checks the settings.
     *
     * @throws ConfigurationException if something is missing or out of range
     */
    public void conclude() {
        check(aeron != null, "aeron is required");
        check(publicEventsChannel != null, "publicEventsChannel is required");
        check(channel != null, "channel is required");
        check(nanoClock != null, "nanoClock is required");
        check(snapshotIntervalNs >= 0, "snapshotIntervalNs " + snapshotIntervalNs + " is negative");
        check(fragmentLimit > 0, "fragmentLimit " + fragmentLimit + " is not positive");
    }

    private static void check(final boolean valid, final String message) {
        if (!valid) {
            throw new ConfigurationException(message);
        }
    }
}
