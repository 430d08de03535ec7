/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.gateway;

import io.aeron.Aeron;
import io.outcry.codecs.types.AckLevel;
import java.nio.file.Path;
import java.util.List;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemNanoClock;

/** What a {@link Gateway} needs to start; set before {@link Gateway#launch}, not changed after. */
public final class GatewayContext {
    /** Default of {@link #maxSessions(int)}. */
    public static final int MAX_SESSIONS_DEFAULT = 64;

    /** Default of {@link #maxOutstanding(int)}: twice as many reports of 192 bytes fill half a window of 1 MiB terms. */
    public static final int MAX_OUTSTANDING_DEFAULT = 1024;

    /** Default of {@link #keepAliveRangeMs(int, int)}. */
    public static final int MIN_KEEP_ALIVE_MS_DEFAULT = 100;

    /** Default of {@link #keepAliveRangeMs(int, int)}. */
    public static final int MAX_KEEP_ALIVE_MS_DEFAULT = 60_000;

    private Aeron aeron;
    private List<ApiKey> keys = List.of();
    private int maxSessions = MAX_SESSIONS_DEFAULT;
    private int maxOutstanding = MAX_OUTSTANDING_DEFAULT;
    private int minKeepAliveMs = MIN_KEEP_ALIVE_MS_DEFAULT;
    private int maxKeepAliveMs = MAX_KEEP_ALIVE_MS_DEFAULT;
    private AckLevel ackLevel = AckLevel.PROCESS;
    private Path eventsJournal;
    private NanoClock clock = SystemNanoClock.INSTANCE;

    void conclude() {
        if (aeron == null) {
            throw new IllegalStateException("aeron must be set");
        }
        for (int i = 0; i < keys.size(); i++) {
            if (keys.get(i).sessionId() != i + 1) {
                throw new IllegalStateException("session ids of keys must count from 1");
            }
        }
        if (maxSessions < 1
                || maxOutstanding < 1
                || maxOutstanding > MAX_OUTSTANDING_DEFAULT
                || minKeepAliveMs < 1
                || maxKeepAliveMs < minKeepAliveMs) {
            throw new IllegalStateException("a limit of the gateway is out of range");
        }
    }

    /**
     * Client of the media driver.
     *
     * @param newAeron not closed by the gateway
     * @return this
     */
    public GatewayContext aeron(final Aeron newAeron) {
        aeron = newAeron;
        return this;
    }

    Aeron aeron() {
        return aeron;
    }

    /**
     * Keys that may log on, by session id from 1.
     *
     * @param newKeys configured keys
     * @return this
     */
    public GatewayContext keys(final List<ApiKey> newKeys) {
        keys = List.copyOf(newKeys);
        return this;
    }

    List<ApiKey> keys() {
        return keys;
    }

    /**
     * Connections that may be open at once, established or not.
     *
     * @param newMaxSessions positive, {@value #MAX_SESSIONS_DEFAULT} by default
     * @return this
     */
    public GatewayContext maxSessions(final int newMaxSessions) {
        maxSessions = newMaxSessions;
        return this;
    }

    int maxSessions() {
        return maxSessions;
    }

    /**
     * Commands that a client may have unanswered; told to it at logon.
     *
     * @param newMaxOutstanding 1 to {@value #MAX_OUTSTANDING_DEFAULT}
     * @return this
     */
    public GatewayContext maxOutstanding(final int newMaxOutstanding) {
        maxOutstanding = newMaxOutstanding;
        return this;
    }

    int maxOutstanding() {
        return maxOutstanding;
    }

    /**
     * Range of the keep-alive intervals that clients may ask for.
     *
     * @param minMs ms, positive
     * @param maxMs ms, not less
     * @return this
     */
    public GatewayContext keepAliveRangeMs(final int minMs, final int maxMs) {
        minKeepAliveMs = minMs;
        maxKeepAliveMs = maxMs;
        return this;
    }

    int minKeepAliveMs() {
        return minKeepAliveMs;
    }

    int maxKeepAliveMs() {
        return maxKeepAliveMs;
    }

    /**
     * What the engine's acknowledgements mean; told to clients at logon.
     *
     * @param newAckLevel as configured for the engine
     * @return this
     */
    public GatewayContext ackLevel(final AckLevel newAckLevel) {
        ackLevel = newAckLevel;
        return this;
    }

    AckLevel ackLevel() {
        return ackLevel;
    }

    /**
     * Journal of the engine's events, from which reports come that the gateway was too slow for, or that clients ask for.
     *
     * @param newEventsJournal directory, need not exist yet; null for none: then missing reports end every session, and a
     *     command that comes again ends its own
     * @return this
     */
    public GatewayContext eventsJournal(final Path newEventsJournal) {
        eventsJournal = newEventsJournal;
        return this;
    }

    Path eventsJournal() {
        return eventsJournal;
    }

    /**
     * Source of the time for keep-alive.
     *
     * @param newClock ns from any start
     * @return this
     */
    public GatewayContext clock(final NanoClock newClock) {
        clock = newClock;
        return this;
    }

    NanoClock clock() {
        return clock;
    }
}
