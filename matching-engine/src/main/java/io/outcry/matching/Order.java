/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.NullValue;
import io.outcry.risk.Account;

/**
 * An order from its acceptance until nothing of it is left. Pooled: outside the engine's thread, and after
 * {@link OrderPool#release}, it means nothing.
 */
final class Order {
    final int slot;
    long orderId;
    long clOrdId;
    long price;
    long orderQty;
    long leavesQty;
    int sessionId;
    boolean buy;
    boolean postOnly;
    Account account;
    TradedInstrument instrument;
    PriceLevel level;
    Order previous;
    Order next;

    Order(final int slot) {
        this.slot = slot;
    }

    long cumQty() {
        return orderQty - leavesQty;
    }

    boolean crosses(final long restingPrice) {
        return price == NullValue.INT64 || (buy ? restingPrice <= price : restingPrice >= price);
    }
}
