/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.engine.CancelRejectEventDecoder;
import io.outcry.codecs.engine.CommandRefusedDecoder;
import io.outcry.codecs.engine.CommandRepeatedDecoder;
import io.outcry.codecs.engine.ExecutionEventDecoder;
import io.outcry.codecs.engine.MassActionEventDecoder;
import io.outcry.codecs.engine.MassQuoteEventDecoder;
import io.outcry.codecs.engine.PreventedMatchEventDecoder;
import io.outcry.codecs.engine.QuoteProtectionEventDecoder;
import io.outcry.codecs.engine.SessionOpenedDecoder;
import io.outcry.codecs.marketdata.AuctionIndicationDecoder;
import io.outcry.codecs.marketdata.InstrumentDefinitionDecoder;
import io.outcry.codecs.marketdata.OrderAddedDecoder;
import io.outcry.codecs.marketdata.OrderDeletedDecoder;
import io.outcry.codecs.marketdata.OrderReducedDecoder;
import io.outcry.codecs.marketdata.TradeDecoder;
import io.outcry.codecs.types.BooleanType;
import io.outcry.matching.NaiveEvents.Event;

/** Reads an event of the engine into the form that the naive exchange gives it. */
final class EventReader {
    private EventReader() {}

    static Event read(final Object message) {
        if (message instanceof ExecutionEventDecoder event) {
            return event(
                    "ExecutionEvent",
                    event.sequence(),
                    event.refSeqNum(),
                    event.mdSequence(),
                    event.sessionId(),
                    event.accountId(),
                    event.clOrdId(),
                    event.origClOrdId(),
                    event.orderId(),
                    event.tradeId(),
                    event.price(),
                    event.orderQty(),
                    event.lastPx(),
                    event.lastQty(),
                    event.leavesQty(),
                    event.cumQty(),
                    event.transactTimeNs(),
                    event.instrumentId(),
                    event.side().value(),
                    event.execType().value(),
                    event.rejectReason().value(),
                    event.aggressor() == BooleanType.TRUE ? 1 : 0);
        } else if (message instanceof CancelRejectEventDecoder event) {
            return event(
                    "CancelRejectEvent",
                    event.sequence(),
                    event.refSeqNum(),
                    event.mdSequence(),
                    event.sessionId(),
                    event.accountId(),
                    event.clOrdId(),
                    event.origClOrdId(),
                    event.orderId(),
                    event.transactTimeNs(),
                    event.instrumentId(),
                    event.rejectReason().value());
        } else if (message instanceof PreventedMatchEventDecoder event) {
            return event(
                    "PreventedMatchEvent",
                    event.sequence(),
                    event.refSeqNum(),
                    event.mdSequence(),
                    event.sessionId(),
                    event.accountId(),
                    event.preventedMatchId(),
                    event.makerOrderId(),
                    event.takerOrderId(),
                    event.price(),
                    event.preventedQty(),
                    event.transactTimeNs(),
                    event.instrumentId(),
                    event.takerSide().value(),
                    event.selfTradePrevention().value());
        } else if (message instanceof MassActionEventDecoder event) {
            return event(
                    "MassActionEvent",
                    event.sequence(),
                    event.refSeqNum(),
                    event.mdSequence(),
                    event.sessionId(),
                    event.accountId(),
                    event.clOrdId(),
                    event.transactTimeNs(),
                    event.totalAffectedOrders(),
                    event.massActionType().value(),
                    event.rejectReason().value());
        } else if (message instanceof MassQuoteEventDecoder event) {
            return event(
                    "MassQuoteEvent",
                    event.sequence(),
                    event.refSeqNum(),
                    event.mdSequence(),
                    event.sessionId(),
                    event.accountId(),
                    event.quoteId(),
                    event.transactTimeNs(),
                    event.instrumentId(),
                    event.rejectReason().value());
        } else if (message instanceof QuoteProtectionEventDecoder event) {
            return event(
                    "QuoteProtectionEvent",
                    event.sequence(),
                    event.refSeqNum(),
                    event.mdSequence(),
                    event.sessionId(),
                    event.accountId(),
                    event.clOrdId(),
                    event.transactTimeNs(),
                    event.windowNs(),
                    event.maxFills(),
                    event.rejectReason().value());
        } else if (message instanceof CommandRefusedDecoder event) {
            return event(
                    "CommandRefused",
                    event.sequence(),
                    event.refSequence(),
                    event.mdSequence(),
                    event.refusal().value());
        } else if (message instanceof SessionOpenedDecoder event) {
            return event(
                    "SessionOpened",
                    event.sequence(),
                    event.sessionEpoch(),
                    event.mdSequence(),
                    event.sessionId(),
                    event.nextSeqNum(),
                    event.nextReportSeqNum(),
                    event.openedSequence(),
                    event.reason().value());
        } else if (message instanceof CommandRepeatedDecoder event) {
            return event("CommandRepeated", event.sequence(), event.refSeqNum(), event.mdSequence(), event.sessionId());
        } else if (message instanceof OrderAddedDecoder event) {
            return event(
                    "OrderAdded",
                    event.sequence(),
                    event.transactTimeNs(),
                    event.orderId(),
                    event.price(),
                    event.qty(),
                    event.instrumentId(),
                    event.side().value());
        } else if (message instanceof OrderReducedDecoder event) {
            return event(
                    "OrderReduced",
                    event.sequence(),
                    event.transactTimeNs(),
                    event.orderId(),
                    event.qty(),
                    event.instrumentId());
        } else if (message instanceof OrderDeletedDecoder event) {
            return event(
                    "OrderDeleted", event.sequence(), event.transactTimeNs(), event.orderId(), event.instrumentId());
        } else if (message instanceof TradeDecoder event) {
            return event(
                    "Trade",
                    event.sequence(),
                    event.transactTimeNs(),
                    event.tradeId(),
                    event.makerOrderId(),
                    event.takerOrderId(),
                    event.price(),
                    event.qty(),
                    event.instrumentId(),
                    event.takerSide().value());
        } else if (message instanceof AuctionIndicationDecoder event) {
            return event(
                    "AuctionIndication",
                    event.sequence(),
                    event.transactTimeNs(),
                    event.price(),
                    event.qty(),
                    event.imbalanceQty(),
                    event.instrumentId(),
                    event.imbalanceSide().value());
        }
        final InstrumentDefinitionDecoder event = (InstrumentDefinitionDecoder) message;
        return event(
                "InstrumentDefinition",
                event.sequence(),
                event.transactTimeNs(),
                event.minQty(),
                event.maxQty(),
                event.instrumentId(),
                event.tradingStatus().value(),
                event.matchAlgorithm().value());
    }

    private static Event event(final String name, final long... fields) {
        return new Event(name, fields);
    }
}
