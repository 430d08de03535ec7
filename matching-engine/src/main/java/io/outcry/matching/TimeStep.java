/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.types.RejectReason;
import io.outcry.risk.Accounts;

/**
 * What happens by itself as time goes on, a bounded part at a time: orders expire, the status of
 * instruments changes, mass actions and cascades continue.
 */
final class TimeStep {
    private static final int MAX_EXPIRED = 64;

    private final ReferenceData referenceData;
    private final Accounts accounts;
    private final OrderPool orders;
    private final OpenOrders openOrders;
    private final ExpiryQueue expiries;
    private final MassActions massActions;
    private final TradingPhases tradingPhases;
    private final Cascade cascade;

    TimeStep(
            final ReferenceData referenceData,
            final Accounts accounts,
            final OrderPool orders,
            final OpenOrders openOrders,
            final ExpiryQueue expiries,
            final MassActions massActions,
            final TradingPhases tradingPhases,
            final Cascade cascade) {
        this.referenceData = referenceData;
        this.accounts = accounts;
        this.orders = orders;
        this.openOrders = openOrders;
        this.expiries = expiries;
        this.massActions = massActions;
        this.tradingPhases = tradingPhases;
        this.cascade = cascade;
    }

    void run(final long timeNs) {
        for (int expired = 0; expired < MAX_EXPIRED && expiries.firstTimeNs() <= timeNs; expired++) {
            final int order = expiries.first();
            openOrders.expire(
                    order,
                    orders.isBuy(order),
                    referenceData.instrument(orders.instrumentId(order)),
                    accounts.find(orders.accountId(order)),
                    RejectReason.NONE);
        }
        massActions.run();
        if (expiries.firstTimeNs() > timeNs) {
            tradingPhases.run(timeNs);
        }
        cascade.runAll();
    }
}
