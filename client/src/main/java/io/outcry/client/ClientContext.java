/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.client;

import io.aeron.CommonContext;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What an {@link ExchangeClient} needs to connect; set before {@link ExchangeClient#connect}, not changed after. */
public final class ClientContext {
    /** System property for {@link #aeronDirectory(String)}. */
    public static final String AERON_DIRECTORY_PROP_NAME = "outcry.aeron.dir";

    /** Default of {@link #keepAliveMs(int)}. */
    public static final int KEEP_ALIVE_MS_DEFAULT = 2_000;

    /** Default of {@link #timeoutMs(long)}. */
    public static final long TIMEOUT_MS_DEFAULT = 5_000;

    private String aeronDirectory = System.getProperty(AERON_DIRECTORY_PROP_NAME, defaultAeronDirectory());
    private String key;
    private String secret;
    private int keepAliveMs = KEEP_ALIVE_MS_DEFAULT;
    private long timeoutMs = TIMEOUT_MS_DEFAULT;
    private Set<MarketDataStream> streams = EnumSet.of(MarketDataStream.L3);
    private OrderListener orderListener = new OrderListener() {};
    private MarketDataListener marketDataListener = new MarketDataListener() {};

    /**
     * Aeron directory that an exchange of this user has, unless it is told another.
     *
     * @return path, {@code /dev/shm/outcry-USER} on Linux
     */
    public static String defaultAeronDirectory() {
        return CommonContext.getAeronDirectoryName().replaceFirst("aeron-[^/]*$", "")
                + "outcry-"
                + System.getProperty("user.name");
    }

    /**
     * Where the media driver of the exchange is.
     *
     * @param newAeronDirectory path; property {@value #AERON_DIRECTORY_PROP_NAME}, else {@link #defaultAeronDirectory}
     * @return this
     */
    public ClientContext aeronDirectory(final String newAeronDirectory) {
        aeronDirectory = newAeronDirectory;
        return this;
    }

    String aeronDirectory() {
        return aeronDirectory;
    }

    /**
     * Key to log on with.
     *
     * @param newKey configured at the exchange; null for market data only
     * @return this
     */
    public ClientContext key(final String newKey) {
        key = newKey;
        return this;
    }

    String key() {
        return key;
    }

    /**
     * Secret of the key.
     *
     * @param newSecret as configured at the exchange
     * @return this
     */
    public ClientContext secret(final String newSecret) {
        secret = newSecret;
        return this;
    }

    String secret() {
        return secret;
    }

    /**
     * Longest silence that both sides promise.
     *
     * @param newKeepAliveMs ms, {@value #KEEP_ALIVE_MS_DEFAULT} by default
     * @return this
     */
    public ClientContext keepAliveMs(final int newKeepAliveMs) {
        keepAliveMs = newKeepAliveMs;
        return this;
    }

    int keepAliveMs() {
        return keepAliveMs;
    }

    /**
     * How long to wait for the exchange at connect.
     *
     * @param newTimeoutMs ms, {@value #TIMEOUT_MS_DEFAULT} by default
     * @return this
     */
    public ClientContext timeoutMs(final long newTimeoutMs) {
        timeoutMs = newTimeoutMs;
        return this;
    }

    long timeoutMs() {
        return timeoutMs;
    }

    long timeoutNs() {
        return TimeUnit.MILLISECONDS.toNanos(timeoutMs);
    }

    /**
     * Market data to follow.
     *
     * @param first a stream
     * @param others more streams
     * @return this
     */
    public ClientContext marketData(final MarketDataStream first, final MarketDataStream... others) {
        streams = EnumSet.of(first, others);
        return this;
    }

    Set<MarketDataStream> streams() {
        return streams;
    }

    /**
     * Hears what happens to orders.
     *
     * @param listener called on the polling thread
     * @return this
     */
    public ClientContext orderListener(final OrderListener listener) {
        orderListener = listener;
        return this;
    }

    OrderListener orderListener() {
        return orderListener;
    }

    /**
     * Hears market data.
     *
     * @param listener called on the polling thread
     * @return this
     */
    public ClientContext marketDataListener(final MarketDataListener listener) {
        marketDataListener = listener;
        return this;
    }

    MarketDataListener marketDataListener() {
        return marketDataListener;
    }

    void conclude() {
        if (key != null && secret == null) {
            throw new ExchangeException("key '" + key + "' needs its secret");
        }
    }
}
