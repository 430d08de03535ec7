/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.engine.NewExtendedOrderDecoder;
import io.outcry.codecs.engine.NewOrderDecoder;
import io.outcry.codecs.types.ExecInst;
import io.outcry.codecs.types.OrdType;
import io.outcry.codecs.types.PegOffsetType;
import io.outcry.codecs.types.TimeInForce;
import io.outcry.risk.Account;

/** Makes orders of commands that have passed all checks. They lock no funds yet and are nowhere. */
final class AcceptedOrders {
    private final OrderPool orders;

    AcceptedOrders(final OrderPool orders) {
        this.orders = orders;
    }

    /** A new slot with what every order has. */
    int accept(
            final NewOrderDecoder command,
            final TradedInstrument instrument,
            final Account account,
            final boolean buy) {
        return accept(command.clOrdId(), command.orderQty(), command.sessionId(), instrument, account, buy);
    }

    int accept(
            final long clOrdId,
            final long qty,
            final int sessionId,
            final TradedInstrument instrument,
            final Account account,
            final boolean buy) {
        final int order = orders.acquire();
        orders.clOrdId(order, clOrdId);
        orders.orderQty(order, qty);
        orders.leavesQty(order, qty);
        orders.sessionId(order, sessionId);
        orders.owner(order, account.accountId(), instrument.instrumentId());
        orders.side(order, buy);
        return order;
    }

    /** Of an order that has no more terms than its message, the extended one is null. */
    int accept(
            final NewOrderDecoder command,
            final NewExtendedOrderDecoder more,
            final long timeNs,
            final TradedInstrument instrument,
            final Account account,
            final boolean buy,
            final long price) {
        final int order = accept(command, instrument, account, buy);
        instruct(order, command.execInst());
        final TimeInForce timeInForce = command.timeInForce();
        if (timeInForce == TimeInForce.DAY) {
            orders.expireAt(order, (timeNs / Schedule.DAY_NS + 1) * Schedule.DAY_NS);
        } else if (NewOrderCheck.isForAuction(timeInForce)) {
            orders.keepForAuction(order, auction(timeInForce), command.ordType() == OrdType.MARKET);
        }
        if (more != null) {
            extend(order, more, buy, price);
        }
        return order;
    }

    private static int auction(final TimeInForce timeInForce) {
        if (timeInForce == TimeInForce.AT_CROSSING) {
            return AuctionOrders.NEXT;
        }
        return timeInForce == TimeInForce.AT_THE_OPENING ? AuctionOrders.OPENING : AuctionOrders.CLOSING;
    }

    private void instruct(final int order, final ExecInst execInst) {
        if (execInst == ExecInst.POST_ONLY) {
            orders.postOnly(order);
        } else if (execInst == ExecInst.POST_ONLY_SLIDE) {
            orders.slide(order);
        } else if (execInst == ExecInst.ALL_OR_NONE) {
            orders.allOrNone(order);
        }
    }

    private void extend(final int order, final NewExtendedOrderDecoder more, final boolean buy, final long price) {
        final long displayQty = more.displayQty();
        if (displayQty == 0) {
            orders.hide(order);
        } else if (displayQty != NullValue.INT64) {
            orders.iceberg(order, displayQty, NewOrderCheck.zeroIfNull(more.displayVariance()), more.displaySeed());
        }
        if (more.timeInForce() == TimeInForce.GTD) {
            orders.expireAt(order, more.expireTimeNs());
        }
        if (more.tag() != NullValue.INT32) {
            orders.tag(order, more.tag());
        }
        final OrdType ordType = more.ordType();
        if (NewOrderCheck.waits(ordType)) {
            final boolean takesProfit = ordType == OrdType.TAKE_PROFIT || ordType == OrdType.TAKE_PROFIT_LIMIT;
            orders.await(order, OrderPrices.reference(more, buy), buy != takesProfit, price);
        }
        if (ordType == OrdType.PEGGED) {
            orders.peg(order, OrderPrices.pegReference(more, buy), more.pegOffset(), more.price());
        }
        if (NewOrderCheck.trails(ordType)) {
            final boolean inTicks = more.pegOffsetType() == PegOffsetType.TICKS;
            orders.trail(order, more.pegOffset(), inTicks, more.limitOffset());
        }
    }
}
