/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.client;

import io.outcry.codecs.Instrument;
import io.outcry.codecs.types.Side;

/** What {@link SnapshotAdapter} reads from the snapshot stream. */
interface SnapshotListener {
    void onSnapshotInstrument(long sequence, Instrument instrument);

    void onSnapshotIndication(IncrementalFrame indication);

    void onSnapshotStart(long sequence, long timeNs, long tradeId, int instrumentId, int orders);

    void onSnapshotOrder(long sequence, int instrumentId, long orderId, Side side, long price, long qty);

    void onSnapshotEnd(long sequence, int instrumentId);
}
