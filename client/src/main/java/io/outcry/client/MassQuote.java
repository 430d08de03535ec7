/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.client;

import io.outcry.codecs.MassQuoteLength;
import io.outcry.codecs.NullValue;
import io.outcry.codecs.orderentry.MassQuoteEncoder;

/**
 * Quotes in several instruments, to be sent together with {@link OrderSession#massQuote}. What an instrument is named with is
 * what the account quotes there from then on; instruments that are not named keep their quotes. One object may be used again
 * and again; it belongs to one thread.
 *
 * <pre>{@code
 * quotes.clear().quote(btcUsdt, 99_98, 10, 100_02, 10).bid(ethUsdt, 19_99, 50).pull(ltcUsdt);
 * }</pre>
 */
public final class MassQuote {
    private static final long NULL = NullValue.INT64;

    private final int[] instrumentIds = new int[MassQuoteLength.MAX_QUOTES];
    private final long[] bidPxs = new long[MassQuoteLength.MAX_QUOTES];
    private final long[] bidSizes = new long[MassQuoteLength.MAX_QUOTES];
    private final long[] offerPxs = new long[MassQuoteLength.MAX_QUOTES];
    private final long[] offerSizes = new long[MassQuoteLength.MAX_QUOTES];
    private int size;

    /** Creates a mass quote that names no instrument yet. */
    public MassQuote() {}

    /**
     * Forgets all instruments.
     *
     * @return this
     */
    public MassQuote clear() {
        size = 0;
        return this;
    }

    /**
     * Quotes both sides of an instrument.
     *
     * @param instrumentId not named yet
     * @param bidPx price of the bid, ticks
     * @param bidSize its quantity, lots
     * @param offerPx price of the offer, ticks, above that of the bid
     * @param offerSize its quantity, lots
     * @return this
     * @throws IllegalStateException if {@link MassQuoteLength#MAX_QUOTES} instruments are named
     */
    public MassQuote quote(
            final int instrumentId, final long bidPx, final long bidSize, final long offerPx, final long offerSize) {
        if (size == MassQuoteLength.MAX_QUOTES) {
            throw new IllegalStateException(
                    "a mass quote names at most " + MassQuoteLength.MAX_QUOTES + " instruments");
        }
        instrumentIds[size] = instrumentId;
        bidPxs[size] = bidPx;
        bidSizes[size] = bidSize;
        offerPxs[size] = offerPx;
        offerSizes[size] = offerSize;
        size++;
        return this;
    }

    /**
     * Quotes a bid only; an offer that the account has there is pulled.
     *
     * @param instrumentId not named yet
     * @param bidPx price, ticks
     * @param bidSize quantity, lots
     * @return this
     * @throws IllegalStateException as {@link #quote} does
     */
    public MassQuote bid(final int instrumentId, final long bidPx, final long bidSize) {
        return quote(instrumentId, bidPx, bidSize, NULL, NULL);
    }

    /**
     * Quotes an offer only; a bid that the account has there is pulled.
     *
     * @param instrumentId not named yet
     * @param offerPx price, ticks
     * @param offerSize quantity, lots
     * @return this
     * @throws IllegalStateException as {@link #quote} does
     */
    public MassQuote offer(final int instrumentId, final long offerPx, final long offerSize) {
        return quote(instrumentId, NULL, NULL, offerPx, offerSize);
    }

    /**
     * Pulls both quotes of the account in an instrument.
     *
     * @param instrumentId not named yet
     * @return this
     * @throws IllegalStateException as {@link #quote} does
     */
    public MassQuote pull(final int instrumentId) {
        return quote(instrumentId, NULL, NULL, NULL, NULL);
    }

    /**
     * How many instruments are named.
     *
     * @return 0 to {@link MassQuoteLength#MAX_QUOTES}
     */
    public int size() {
        return size;
    }

    void encode(final MassQuoteEncoder message) {
        final MassQuoteEncoder.QuotesEncoder quotes = message.quotesCount(size);
        for (int place = 0; place < size; place++) {
            quotes.next()
                    .bidPx(bidPxs[place])
                    .bidSize(bidSizes[place])
                    .offerPx(offerPxs[place])
                    .offerSize(offerSizes[place])
                    .instrumentId(instrumentIds[place]);
        }
    }
}
