/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.client;

import io.aeron.Aeron;
import io.aeron.exceptions.AeronException;
import io.aeron.exceptions.TimeoutException;
import io.outcry.codecs.Instrument;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.CloseHelper;
import org.agrona.LangUtil;
import org.agrona.concurrent.AgentTerminationException;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/**
 * A strategy's connection to an exchange: an order session, unless there is no key, and a market-data feed. One thread
 * connects, polls and closes it.
 */
public final class ExchangeClient implements AutoCloseable {
    private final ClientContext context;
    private final AtomicBoolean driverLost = new AtomicBoolean();
    private final IdleStrategy idle = new BackoffIdleStrategy();
    private final MarketDataFeed marketData;
    private final OrderSession orders;
    private Aeron aeron;

    private ExchangeClient(final ClientContext context) {
        context.conclude();
        this.context = context;
        aeron = connectAeron();
        try {
            marketData = new MarketDataFeed(new MarketDataFeedContext()
                    .aeron(aeron)
                    .streams(context.streams())
                    .listener(context.marketDataListener()));
            orders = context.key() == null
                    ? null
                    : OrderSession.establish(
                            aeron,
                            context.key(),
                            context.secret(),
                            context.keepAliveMs(),
                            context.orderListener(),
                            context.timeoutNs());
        } catch (final RuntimeException e) {
            aeron.close();
            throw e;
        }
    }

    /**
     * Connects and logs on.
     *
     * @param context complete
     * @return ready to trade
     * @throws ExchangeException if there is no exchange, it does not answer in time, or it refuses the key
     */
    public static ExchangeClient connect(final ClientContext context) {
        return new ExchangeClient(context);
    }

    /**
     * The order session.
     *
     * @return null if the client connected without a key
     */
    public OrderSession orders() {
        return orders;
    }

    /**
     * The market-data feed.
     *
     * @return with a book view per instrument
     */
    public MarketDataFeed marketData() {
        return marketData;
    }

    /**
     * Waits until an instrument is known and its book is whole.
     *
     * @param symbol name of the instrument
     * @return its definition
     * @throws ExchangeException if that takes too long
     */
    public Instrument awaitInstrument(final String symbol) {
        final long deadlineNs = System.nanoTime() + context.timeoutNs();
        while (true) {
            final BookView book = marketData.book(symbol);
            if (book != null && book.isWhole()) {
                return book.instrument();
            }
            if (System.nanoTime() - deadlineNs > 0) {
                throw new ExchangeException("no whole book of " + symbol + " within " + context.timeoutMs()
                        + " ms; known are " + marketData.instruments());
            }
            idle.idle(poll());
        }
    }

    /**
     * Reads what has arrived, calls the listeners and keeps the session alive. What a listener throws comes out here.
     *
     * @return how many fragments were read, each of one message or more
     */
    public int poll() {
        return pollMarketData() + (orders == null ? 0 : orders.poll());
    }

    /** Polls, and rests for a moment if nothing has arrived: a loop of this leaves the processor to others. */
    public void pollOrIdle() {
        idle.idle(poll());
    }

    /**
     * Whether the order session is open; without a key, whether the media driver is there.
     *
     * @return false once the exchange has stopped or ended the session
     */
    public boolean isConnected() {
        return orders == null ? !driverLost.get() && !aeron.isClosed() : orders.isEstablished();
    }

    /**
     * Goes on when the exchange is back, whichever of its processes had died: connects to the media driver anew if that was
     * lost, whereupon books are suspect until they are known again, and resumes the order session if it has ended.
     *
     * @param timeoutNs how long to wait for the session
     * @throws ExchangeException if the exchange is not there yet, which may be tried again, or as
     *     {@link OrderSession#reconnect(long)} says
     */
    public void reconnect(final long timeoutNs) {
        try {
            if (driverLost.get() || aeron.isClosed()) {
                aeron.close();
                driverLost.set(false);
                aeron = connectAeron();
                marketData.reconnect(aeron);
            }
            if (orders != null) {
                orders.reconnect(aeron, timeoutNs);
            }
        } catch (final AeronException e) {
            throw new ExchangeException(
                    "the media driver in " + context.aeronDirectory() + " is gone: " + e.getMessage());
        }
    }

    /** Ends the session; open orders stay in the book. */
    @Override
    public void close() {
        CloseHelper.closeAll(orders, marketData, aeron);
    }

    /** Without a driver the feed cannot subscribe anew; {@link #isConnected} tells that. */
    private int pollMarketData() {
        try {
            return marketData.poll();
        } catch (final AeronException e) {
            if (driverLost.get() || aeron.isClosed()) {
                return 0;
            }
            throw e;
        }
    }

    private Aeron connectAeron() {
        try {
            return Aeron.connect(new Aeron.Context()
                    .aeronDirectoryName(context.aeronDirectory())
                    .driverTimeoutMs(context.timeoutMs())
                    .subscriberErrorHandler(LangUtil::rethrowUnchecked)
                    .errorHandler(this::onConductorError));
        } catch (final AeronException e) {
            throw new ExchangeException(
                    "no exchange in the Aeron directory " + context.aeronDirectory() + ": " + e.getMessage());
        }
    }

    /** Without a driver all streams end, and listeners hear of it; Aeron's own handler would end the process. */
    private void onConductorError(final Throwable error) {
        if (error instanceof TimeoutException || error instanceof AgentTerminationException) {
            driverLost.set(true);
        } else {
            error.printStackTrace();
        }
    }
}
