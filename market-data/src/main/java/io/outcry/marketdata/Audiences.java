/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.marketdata;

import io.aeron.AeronCounters;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.status.CountersReader;

/**
 * Looks from time to time, at the driver's counters of subscriber positions, who listens to the streams. A subscriber that
 * came since the last look is recognized by its registration id, which is higher than any before.
 */
final class Audiences {
    static final long INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(5);

    /** Key of a subscriber position: registration id of the subscription, session id, stream id, channel. */
    private static final int SUBSCRIPTION_ID_OFFSET = CountersReader.KEY_OFFSET;

    private static final int SESSION_ID_OFFSET = SUBSCRIPTION_ID_OFFSET + Long.BYTES;
    private static final int STREAM_ID_OFFSET = SESSION_ID_OFFSET + Integer.BYTES;

    private final CountersReader counters;
    private final OutboundStream[] streams;
    private final long[] newest;
    private long nextLookNs;

    Audiences(final CountersReader counters, final long nowNs, final OutboundStream... streams) {
        this.counters = counters;
        this.streams = streams;
        this.newest = new long[streams.length];
        this.nextLookNs = nowNs;
    }

    void poll(final long nowNs) {
        if (nowNs - nextLookNs >= 0) {
            nextLookNs = nowNs + INTERVAL_NS;
            look();
        }
    }

    private void look() {
        for (int id = 0; id <= counters.maxCounterId(); id++) {
            final int state = counters.getCounterState(id);
            if (state == CountersReader.RECORD_UNUSED) {
                break;
            }
            if (state == CountersReader.RECORD_ALLOCATED
                    && counters.getCounterTypeId(id) == AeronCounters.DRIVER_SUBSCRIBER_POSITION_TYPE_ID) {
                found(counters.metaDataBuffer(), CountersReader.metaDataOffset(id));
            }
        }
        for (int i = 0; i < streams.length; i++) {
            if (streams[i].isIpc()) {
                streams[i].audience(newest[i]);
            } else {
                streams[i].lookAtConnection();
            }
            newest[i] = 0;
        }
    }

    private void found(final DirectBuffer metaData, final int offset) {
        final long subscriptionId = metaData.getLong(offset + SUBSCRIPTION_ID_OFFSET);
        final int sessionId = metaData.getInt(offset + SESSION_ID_OFFSET);
        final int streamId = metaData.getInt(offset + STREAM_ID_OFFSET);
        for (int i = 0; i < streams.length; i++) {
            if (streams[i].isIpc() && streams[i].isSubscribedBy(sessionId, streamId, subscriptionId)) {
                newest[i] = Math.max(newest[i], subscriptionId);
            }
        }
    }
}
