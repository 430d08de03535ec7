/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

/**
 * Lets waiting orders go to the market when their price was reached, by the command that moved it. What triggers more
 * orders than one command may is continued by the next step, so that no command holds the engine.
 */
final class Cascade {
    private static final int MAX_TRIGGERED = 16;

    private final ReferenceData referenceData;
    private final IncomingOrders incomingOrders;
    private boolean isPending;

    Cascade(final ReferenceData referenceData, final IncomingOrders incomingOrders) {
        this.referenceData = referenceData;
        this.incomingOrders = incomingOrders;
    }

    /** Whether triggered orders are left for the next step. */
    boolean isPending() {
        return isPending;
    }

    /** After a command that is about one instrument. */
    void run(final TradedInstrument instrument) {
        if (instrument.triggers() != null) {
            run(instrument, MAX_TRIGGERED);
        }
    }

    /** After a command that may have changed every instrument; goes on with what is pending, by instrument id. */
    void runAll() {
        isPending = false;
        int budget = MAX_TRIGGERED;
        for (int instrumentId = 1; instrumentId <= referenceData.instruments(); instrumentId++) {
            final TradedInstrument instrument = referenceData.instrument(instrumentId);
            if (instrument.triggers() != null) {
                budget = run(instrument, budget);
            }
        }
    }

    /** Returns how many more orders may be triggered. */
    private int run(final TradedInstrument instrument, final int budget) {
        if (!instrument.isOpen()) {
            return budget;
        }
        final TriggerBook triggers = instrument.triggers();
        int left = budget;
        instrument.observePrices();
        int order = triggers.firstTriggered();
        while (order != OrderPool.NONE && left > 0) {
            left--;
            incomingOrders.trigger(order, instrument);
            instrument.observePrices();
            order = triggers.firstTriggered();
        }
        if (order == OrderPool.NONE) {
            triggers.settle(instrument);
        } else {
            isPending = true;
        }
        return left;
    }
}
