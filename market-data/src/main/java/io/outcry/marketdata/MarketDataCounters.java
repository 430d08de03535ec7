/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.marketdata;

import io.aeron.Aeron;
import io.aeron.Counter;

/** What operators can watch, as counters of the media driver. Written by the publisher's thread. */
public final class MarketDataCounters implements AutoCloseable {
    /** Type of the counter that holds the last public sequence published. */
    public static final int PUBLIC_SEQUENCE_TYPE_ID = 6301;

    /** Type of the counter of gaps that were filled from the events journal. */
    public static final int GAPS_FILLED_TYPE_ID = 6302;

    /** Type of the counter of offers that a stream refused; they are repeated. */
    public static final int FRAMES_REFUSED_TYPE_ID = 6303;

    final Counter publicSequence;
    final Counter gapsFilled;
    final Counter framesRefused;

    MarketDataCounters(final Aeron aeron) {
        publicSequence = aeron.addCounter(PUBLIC_SEQUENCE_TYPE_ID, "outcry market-data: public sequence");
        gapsFilled = aeron.addCounter(GAPS_FILLED_TYPE_ID, "outcry market-data: gaps filled");
        framesRefused = aeron.addCounter(FRAMES_REFUSED_TYPE_ID, "outcry market-data: frames refused");
    }

    @Override
    public void close() {
        publicSequence.close();
        gapsFilled.close();
        framesRefused.close();
    }
}
