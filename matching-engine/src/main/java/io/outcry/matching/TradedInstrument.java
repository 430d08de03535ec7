/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.Instrument;
import io.outcry.codecs.types.RejectReason;
import io.outcry.codecs.types.TradingStatus;
import io.outcry.risk.Settlement;
import java.util.function.LongConsumer;

/** An instrument inside the engine: its definition, how it settles, its book and its trades so far. */
final class TradedInstrument {
    final Settlement settlement;
    final OrderBook book = new PriceTimeBook();
    private Instrument definition;
    private long lastTradeId;

    TradedInstrument(final Instrument definition, final Settlement settlement) {
        this.definition = definition;
        this.settlement = settlement;
    }

    int instrumentId() {
        return settlement.instrumentId();
    }

    Instrument definition() {
        return definition;
    }

    void redefine(final Instrument newDefinition) {
        definition = newDefinition;
    }

    boolean isOpen() {
        return definition.status() == TradingStatus.OPEN;
    }

    RejectReason checkQty(final long qty) {
        return qty >= definition.minQty() && qty <= definition.maxQty()
                ? RejectReason.NONE
                : RejectReason.INVALID_QUANTITY;
    }

    long nextTradeId() {
        return ++lastTradeId;
    }

    void writeState(final LongConsumer state) {
        state.accept(instrumentId());
        state.accept(definition.minQty());
        state.accept(definition.maxQty());
        state.accept(definition.status().value());
        state.accept(lastTradeId);
        state.accept(book.orders());
        book.forEach(true, order -> writeOrder(order, state));
        book.forEach(false, order -> writeOrder(order, state));
    }

    private static void writeOrder(final Order order, final LongConsumer state) {
        state.accept(order.orderId);
        state.accept(order.clOrdId);
        state.accept(order.price);
        state.accept(order.orderQty);
        state.accept(order.leavesQty);
        state.accept(order.sessionId);
        state.accept(order.account.accountId());
        state.accept(order.buy ? 1 : 0);
        state.accept(order.postOnly ? 1 : 0);
    }
}
