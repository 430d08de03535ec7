/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.Instrument;
import io.outcry.codecs.NullValue;
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

    /** Best price of a side; null if it is empty. */
    long bestPrice(final boolean buy) {
        final int best = book.best(buy);
        return best == OrderPool.NONE ? NullValue.INT64 : orders.price(best);
    }

    /** Whether an order would trade at a price. */
    boolean wouldTrade(final boolean buy, final long price) {
        return book.best(!buy, price) != OrderPool.NONE;
    }

    /** The price itself or, where an order would trade at it, the best one at which it does not; 0 if there is none. */
    long priceToRest(final boolean buy, final long price) {
        if (!wouldTrade(buy, price)) {
            return price;
        }
        final long best = bestPrice(!buy);
        return buy ? best - 1 : Math.max(best + 1, 0);
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
            orders.writeTerms(order, state);
        }
        state.accept(OrderPool.NONE);
    }
}
