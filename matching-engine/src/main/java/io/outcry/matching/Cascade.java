/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Lets orders go to the market because of what a command did: those that waited for another order or a price, those that
 * trade whole or not at all and now can, and those whose price follows the market. What moves more orders than one command
 * may is continued by the next step, so that no command holds the engine.
 */
final class Cascade {
    private static final int MAX_TRIGGERED = 16;

    private final ReferenceData referenceData;
    private final OrderPool orders;
    private final IncomingOrders incomingOrders;
    private final ArmedOrders armedOrders;
    private boolean isPending;

    Cascade(
            final ReferenceData referenceData,
            final OrderPool orders,
            final IncomingOrders incomingOrders,
            final ArmedOrders armedOrders) {
        this.referenceData = referenceData;
        this.orders = orders;
        this.incomingOrders = incomingOrders;
        this.armedOrders = armedOrders;
    }

    /** Whether triggered orders are left for the next step. */
    boolean isPending() {
        return isPending;
    }

    void writeState(final LongConsumer state) {
        state.accept(isPending ? 1 : 0);
    }

    void readState(final LongSupplier state) {
        isPending = state.getAsLong() != 0;
    }

    /** After a command that is about one instrument. */
    void run(final TradedInstrument instrument) {
        if (instrument.reacts()) {
            run(instrument, MAX_TRIGGERED);
        }
    }

    /** After a command that may have changed every instrument; goes on with what is pending, by instrument id. */
    void runAll() {
        isPending = false;
        int budget = MAX_TRIGGERED;
        for (int instrumentId = 1; instrumentId <= referenceData.instruments(); instrumentId++) {
            final TradedInstrument instrument = referenceData.instrument(instrumentId);
            if (instrument.reacts()) {
                budget = run(instrument, budget);
            }
        }
    }

    /** Returns how many more orders may go. */
    private int run(final TradedInstrument instrument, final int budget) {
        if (!instrument.isOpen()) {
            return budget;
        }
        int left = budget;
        int order = nextToGo(instrument);
        while (order != OrderPool.NONE && left > 0) {
            left--;
            go(order, instrument);
            if (!instrument.isOpen()) {
                return left;
            }
            order = nextToGo(instrument);
        }
        if (order == OrderPool.NONE) {
            settle(instrument);
        } else {
            isPending = true;
        }
        return left;
    }

    /**
     * Orders whose working order is filled first, then triggered ones, then all-or-none orders that can trade, buys before
     * sells, then pegged orders.
     */
    private int nextToGo(final TradedInstrument instrument) {
        if (instrument.triggers() != null) {
            instrument.observePrices();
        }
        final int armed = instrument.firstArmed();
        if (armed != OrderPool.NONE) {
            return armed;
        }
        if (instrument.triggers() != null) {
            final int triggered = instrument.triggers().firstTriggered();
            if (triggered != OrderPool.NONE) {
                return triggered;
            }
        }
        final int buy = allOrNoneThatTrades(true, instrument);
        final int allOrNone = buy == OrderPool.NONE ? allOrNoneThatTrades(false, instrument) : buy;
        return allOrNone == OrderPool.NONE && instrument.pegged() != null
                ? instrument.pegged().firstToMove(instrument)
                : allOrNone;
    }

    private int allOrNoneThatTrades(final boolean buy, final TradedInstrument instrument) {
        final OrderBook book = instrument.book;
        int order = book.bestAllOrNone(buy);
        while (order != OrderPool.NONE && book.best(!buy, orders.price(order)) != OrderPool.NONE) {
            if (incomingOrders.canTradeWhole(order, instrument)) {
                return order;
            }
            order = book.nextAllOrNone(order, buy);
        }
        return OrderPool.NONE;
    }

    private void go(final int order, final TradedInstrument instrument) {
        if (orders.isHeld(order)) {
            armedOrders.go(order, instrument);
        } else if (orders.waits(order)) {
            incomingOrders.trigger(order, instrument);
        } else if (orders.isPegged(order)) {
            incomingOrders.move(order, instrument);
        } else {
            incomingOrders.tradeWhole(order, instrument);
        }
    }

    private static void settle(final TradedInstrument instrument) {
        if (instrument.triggers() != null) {
            instrument.triggers().settle(instrument);
        }
    }
}
