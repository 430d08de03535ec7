/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.engine;

import exchange.core2.collections.objpool.ObjectsPool;
import exchange.core2.core.common.CoreSymbolSpecification;
import exchange.core2.core.common.IOrder;
import exchange.core2.core.common.L2MarketData;
import exchange.core2.core.common.MatcherEventType;
import exchange.core2.core.common.MatcherTradeEvent;
import exchange.core2.core.common.OrderAction;
import exchange.core2.core.common.OrderType;
import exchange.core2.core.common.SymbolType;
import exchange.core2.core.common.cmd.CommandResultCode;
import exchange.core2.core.common.cmd.OrderCommand;
import exchange.core2.core.common.cmd.OrderCommandType;
import exchange.core2.core.common.config.LoggingConfiguration;
import exchange.core2.core.orderbook.OrderBookDirectImpl;
import exchange.core2.core.orderbook.OrderBookEventsHelper;
import io.outcry.bench.matching.report.ReportRing;
import java.util.Map;

/**
 * The faster book of exchange-core, without the disruptors around it, with the object pools that its own router gives it.
 *
 * <p>A modify that leaves the quantity as it is becomes its MOVE, the operation it was made for; any other one becomes a
 * cancel and a new order. To know which, the order is looked up once more than exchange-core itself would. Trades come from
 * its chain of events.
 */
final class ExchangeCoreMatcher implements Matcher {
    private static final int MANY = 1 << 20;
    private static final Map<Integer, Integer> POOL_SIZES = Map.of(
            ObjectsPool.DIRECT_ORDER, MANY,
            ObjectsPool.DIRECT_BUCKET, MANY >> 4,
            ObjectsPool.ART_NODE_4, MANY >> 5,
            ObjectsPool.ART_NODE_16, MANY >> 6,
            ObjectsPool.ART_NODE_48, MANY >> 7,
            ObjectsPool.ART_NODE_256, MANY >> 8);

    private final ReportRing reports;
    private final OrderCommand command = new OrderCommand();
    private final OrderBookDirectImpl book;

    ExchangeCoreMatcher(final ReportRing reports) {
        this.reports = reports;
        book = new OrderBookDirectImpl(
                CoreSymbolSpecification.builder()
                        .symbolId(1)
                        .type(SymbolType.FUTURES_CONTRACT)
                        .build(),
                new ObjectsPool(POOL_SIZES),
                OrderBookEventsHelper.NON_POOLED_EVENTS_HELPER,
                LoggingConfiguration.DEFAULT);
    }

    @Override
    public void onNew(
            final long sequence,
            final long orderId,
            final boolean buy,
            final boolean immediateOrCancel,
            final long price,
            final long qty) {
        reports.orderAck(sequence, buy, orderId, price, qty);
        enter(orderId, buy, immediateOrCancel, price, qty);
        if (reportTrades(sequence, orderId)) {
            reports.cancelAck(sequence, buy, orderId, price);
        }
    }

    @Override
    public void onCancel(final long sequence, final long orderId) {
        if (cancel(orderId) == CommandResultCode.SUCCESS) {
            reports.cancelAck(sequence, command.action == OrderAction.BID, orderId, command.matcherEvent.price);
        } else {
            reports.cancelReject(sequence, orderId);
        }
    }

    @Override
    public void onModify(final long sequence, final long orderId, final long price, final long qty) {
        final IOrder order = book.getOrderById(orderId);
        if (order == null) {
            reports.modifyReject(sequence, orderId);
            return;
        }
        final boolean buy = order.getAction() == OrderAction.BID;
        if (order.getSize() - order.getFilled() == qty) {
            move(orderId, price);
        } else {
            cancel(orderId);
            enter(orderId, buy, false, price, qty);
        }
        reportTrades(sequence, orderId);
        reports.modifyAck(sequence, buy, orderId, price, qty);
    }

    @Override
    public long bestBid() {
        final L2MarketData top = book.getL2MarketDataSnapshot(1);
        return top.bidSize == 0 ? NO_BID : top.bidPrices[0];
    }

    @Override
    public long bestAsk() {
        final L2MarketData top = book.getL2MarketDataSnapshot(1);
        return top.askSize == 0 ? NO_ASK : top.askPrices[0];
    }

    @Override
    public long depth(final boolean buy, final long price) {
        final L2MarketData levels = book.getL2MarketDataSnapshot();
        final long[] prices = buy ? levels.bidPrices : levels.askPrices;
        final long[] volumes = buy ? levels.bidVolumes : levels.askVolumes;
        final int count = buy ? levels.bidSize : levels.askSize;
        for (int i = 0; i < count; i++) {
            if (prices[i] == price) {
                return volumes[i];
            }
        }
        return 0;
    }

    private void enter(
            final long orderId, final boolean buy, final boolean immediateOrCancel, final long price, final long qty) {
        command.command = OrderCommandType.PLACE_ORDER;
        command.orderId = orderId;
        command.action = buy ? OrderAction.BID : OrderAction.ASK;
        command.orderType = immediateOrCancel ? OrderType.IOC : OrderType.GTC;
        command.price = price;
        command.size = qty;
        command.matcherEvent = null;
        book.newOrder(command);
    }

    private CommandResultCode cancel(final long orderId) {
        command.command = OrderCommandType.CANCEL_ORDER;
        command.orderId = orderId;
        command.matcherEvent = null;
        return book.cancelOrder(command);
    }

    private void move(final long orderId, final long price) {
        command.command = OrderCommandType.MOVE_ORDER;
        command.orderId = orderId;
        command.price = price;
        command.matcherEvent = null;
        book.moveOrder(command);
    }

    /**
     * The event that an immediate order's rest is rejected is the first of the chain, in front of the trades; it is what this
     * returns.
     */
    private boolean reportTrades(final long sequence, final long takerId) {
        boolean rejected = false;
        for (MatcherTradeEvent event = command.matcherEvent; event != null; event = event.nextEvent) {
            if (event.eventType == MatcherEventType.TRADE) {
                reports.trade(sequence, event.price, event.size, event.matchedOrderId, takerId);
            } else {
                rejected = true;
            }
        }
        return rejected;
    }
}
