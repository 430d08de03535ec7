/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.client;

import io.outcry.codecs.StreamIds;

/** The public streams that a {@link MarketDataFeed} can follow. */
public enum MarketDataStream {
    /** Every change of every order; the feed keeps whole books. Contains the trades. */
    L3(StreamIds.MARKET_DATA_L3),

    /** Price levels, conflated while the publisher is busy. */
    L2(StreamIds.MARKET_DATA_L2),

    /** Best bid and offer, conflated while the publisher is busy. */
    L1(StreamIds.MARKET_DATA_L1),

    /** Trades only; not needed beside {@link #L3}. */
    TRADES(StreamIds.TRADES);

    private final int streamId;

    MarketDataStream(final int streamId) {
        this.streamId = streamId;
    }

    /**
     * Where it is published.
     *
     * @return Aeron stream id
     */
    public int streamId() {
        return streamId;
    }
}
