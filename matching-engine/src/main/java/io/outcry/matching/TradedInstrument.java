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
    final OrderBook book;
    private final OrderPool orders;
    private Instrument definition;
    private long lastTradeId;
    private long lastPreventedMatchId;

    TradedInstrument(final Instrument definition, final Settlement settlement, final OrderPool orders) {
        this.orders = orders;
        book = new PriceTimeBook(orders);
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

    long nextPreventedMatchId() {
        return ++lastPreventedMatchId;
    }

    void writeState(final LongConsumer state) {
        state.accept(instrumentId());
        state.accept(definition.minQty());
        state.accept(definition.maxQty());
        state.accept(definition.status().value());
        state.accept(lastTradeId);
        state.accept(lastPreventedMatchId);
        writeOrders(true, state);
        writeOrders(false, state);
    }

    private void writeOrders(final boolean buy, final LongConsumer state) {
        for (int order = book.best(buy); order != OrderPool.NONE; order = book.next(order, buy)) {
            state.accept(orders.orderId(order));
            state.accept(orders.clOrdId(order));
            state.accept(orders.price(order));
            state.accept(orders.orderQty(order));
            state.accept(orders.leavesQty(order));
            state.accept(orders.sessionId(order));
            state.accept(orders.accountId(order));
            state.accept(buy ? 1 : 0);
            state.accept(orders.isPostOnly(order) ? 1 : 0);
        }
        state.accept(OrderPool.NONE);
    }
}
