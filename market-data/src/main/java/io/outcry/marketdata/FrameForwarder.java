/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.marketdata;

import io.outcry.client.IncrementalFrame;
import org.agrona.DirectBuffer;

/** Sends the engine's frames on as they are: all of them to L3, trades also to the trades stream. */
final class FrameForwarder {
    private final OutboundStream l3;
    private final OutboundStream trades;
    private long takenByL3;

    FrameForwarder(final OutboundStream l3, final OutboundStream trades) {
        this.l3 = l3;
        this.trades = trades;
    }

    /** False if a stream refused; offer the same frame again, the other stream will not get it twice. */
    boolean forward(final IncrementalFrame frame, final DirectBuffer buffer, final int offset, final int length) {
        if (takenByL3 != frame.sequence()) {
            if (!l3.send(buffer, offset, length)) {
                return false;
            }
            takenByL3 = frame.sequence();
        }
        return !frame.isTrade() || trades.send(buffer, offset, length);
    }
}
