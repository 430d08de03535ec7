/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.marketdata;

import io.outcry.client.IncrementalFrame;
import io.outcry.codecs.MessageBatch;
import org.agrona.DirectBuffer;

/** Sends the engine's events on as they are: whole batches to L3, what is not about orders also to the trades stream. */
final class FrameForwarder {
    private final OutboundStream l3;
    private final OutboundStream trades;
    private final IncrementalFrame next = new IncrementalFrame();

    /** Last event that L3 has taken. */
    private long takenByL3;

    FrameForwarder(final OutboundStream l3, final OutboundStream trades) {
        this.l3 = l3;
        this.trades = trades;
    }

    /**
     * Forwards one event and, to L3, those that follow it in its batch, up to one that is malformed or beyond a gap.
     *
     * @param length of the event
     * @param batchLength of the event and those that follow it
     * @return false if a stream refused; offer the same event again, no stream will get anything twice
     */
    boolean forward(
            final IncrementalFrame event,
            final DirectBuffer buffer,
            final int offset,
            final int length,
            final int batchLength) {
        if (event.sequence() > takenByL3) {
            long last = event.sequence();
            int end = length;
            while (end < batchLength && isNext(last, buffer, offset + end, batchLength - end)) {
                last++;
                end += MessageBatch.messageLength(buffer, offset + end);
            }
            if (!l3.send(buffer, offset, end)) {
                return false;
            }
            takenByL3 = last;
        }
        final boolean isForTrades = event.isTrade() || event.isStatus();
        return !isForTrades || trades.send(buffer, offset, length);
    }

    /** Whether subscribers of L3 have more than what the books contain: the rest of a batch that trades refused. */
    boolean isAheadOf(final long sequence) {
        return takenByL3 > sequence;
    }

    private boolean isNext(final long sequence, final DirectBuffer buffer, final int offset, final int remaining) {
        return next.wrap(buffer, offset, remaining) && next.sequence() == sequence + 1;
    }
}
