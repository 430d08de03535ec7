/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.NullValue;
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
import io.outcry.codecs.types.LogonRejectReason;
import io.outcry.codecs.types.MessageHeaderDecoder;
import io.outcry.codecs.types.RejectReason;
import io.outcry.codecs.types.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Events in a few words: private ones begin in capitals, public ones do not. An order is called {@code o} and its
 * clOrdId, also where the event has only its orderId.
 */
final class EventText {
    private final Map<Long, String> names = new HashMap<>();
    private final Map<String, Long> orderIds = new HashMap<>();

    /** The exchange's number of an order that was accepted under a name. */
    long orderId(final String name) {
        return orderIds.get(name);
    }

    List<String> read(final EventBuffer events) {
        final List<String> texts = new ArrayList<>();
        for (int position = 0; position < events.end(); position = events.next(position)) {
            texts.add(read(events.buffer(), EventBuffer.messageOffset(position)));
        }
        return texts;
    }

    /** Every field of every event, as the schema names them. */
    static List<String> readInFull(final EventBuffer events) {
        final List<String> texts = new ArrayList<>();
        for (int position = 0; position < events.end(); position = events.next(position)) {
            texts.add(decoder(events.buffer(), EventBuffer.messageOffset(position))
                    .toString()
                    .replaceFirst("\\[(.*)\\]\\(.*\\):", "$1 "));
        }
        return texts;
    }

    static Object decoder(final UnsafeBuffer buffer, final int offset) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, offset);
        if (header.schemaId() == ExecutionEventDecoder.SCHEMA_ID) {
            return switch (header.templateId()) {
                case ExecutionEventDecoder.TEMPLATE_ID ->
                    new ExecutionEventDecoder().wrapAndApplyHeader(buffer, offset, header);
                case CancelRejectEventDecoder.TEMPLATE_ID ->
                    new CancelRejectEventDecoder().wrapAndApplyHeader(buffer, offset, header);
                case PreventedMatchEventDecoder.TEMPLATE_ID ->
                    new PreventedMatchEventDecoder().wrapAndApplyHeader(buffer, offset, header);
                case MassActionEventDecoder.TEMPLATE_ID ->
                    new MassActionEventDecoder().wrapAndApplyHeader(buffer, offset, header);
                case MassQuoteEventDecoder.TEMPLATE_ID ->
                    new MassQuoteEventDecoder().wrapAndApplyHeader(buffer, offset, header);
                case QuoteProtectionEventDecoder.TEMPLATE_ID ->
                    new QuoteProtectionEventDecoder().wrapAndApplyHeader(buffer, offset, header);
                case CommandRefusedDecoder.TEMPLATE_ID ->
                    new CommandRefusedDecoder().wrapAndApplyHeader(buffer, offset, header);
                case SessionOpenedDecoder.TEMPLATE_ID ->
                    new SessionOpenedDecoder().wrapAndApplyHeader(buffer, offset, header);
                case CommandRepeatedDecoder.TEMPLATE_ID ->
                    new CommandRepeatedDecoder().wrapAndApplyHeader(buffer, offset, header);
                default -> throw new AssertionError("private event " + header);
            };
        }
        return switch (header.templateId()) {
            case OrderAddedDecoder.TEMPLATE_ID -> new OrderAddedDecoder().wrapAndApplyHeader(buffer, offset, header);
            case OrderReducedDecoder.TEMPLATE_ID ->
                new OrderReducedDecoder().wrapAndApplyHeader(buffer, offset, header);
            case OrderDeletedDecoder.TEMPLATE_ID ->
                new OrderDeletedDecoder().wrapAndApplyHeader(buffer, offset, header);
            case TradeDecoder.TEMPLATE_ID -> new TradeDecoder().wrapAndApplyHeader(buffer, offset, header);
            case AuctionIndicationDecoder.TEMPLATE_ID ->
                new AuctionIndicationDecoder().wrapAndApplyHeader(buffer, offset, header);
            case InstrumentDefinitionDecoder.TEMPLATE_ID ->
                new InstrumentDefinitionDecoder().wrapAndApplyHeader(buffer, offset, header);
            default -> throw new AssertionError("public event " + header);
        };
    }

    String read(final UnsafeBuffer buffer, final int offset) {
        final Object event = decoder(buffer, offset);
        if (event instanceof ExecutionEventDecoder execution) {
            return read(execution);
        } else if (event instanceof CancelRejectEventDecoder reject) {
            return "CANCEL_REJECTED o" + reject.clOrdId() + " " + reject.rejectReason();
        } else if (event instanceof PreventedMatchEventDecoder prevented) {
            return "PREVENTED " + prevented.preventedMatchId() + ": " + names.get(prevented.takerOrderId()) + " "
                    + terms(prevented.takerSide(), prevented.preventedQty(), prevented.price()) + " from "
                    + names.get(prevented.makerOrderId()) + ", told to session " + prevented.sessionId();
        } else if (event instanceof MassActionEventDecoder action) {
            return action.massActionType() + " o" + action.clOrdId() + " "
                    + (action.rejectReason() == RejectReason.NONE
                            ? action.totalAffectedOrders() + " orders"
                            : action.rejectReason());
        } else if (event instanceof MassQuoteEventDecoder ack) {
            return ack.rejectReason() == RejectReason.NONE
                    ? "QUOTED o" + ack.quoteId()
                    : "QUOTES_REJECTED o" + ack.quoteId() + " " + ack.rejectReason()
                            + (ack.instrumentId() == NullValue.INT32 ? "" : " in " + ack.instrumentId());
        } else if (event instanceof QuoteProtectionEventDecoder protection) {
            return (protection.refSeqNum() == NullValue.INT64 ? "PULLED o" : "PROTECTED o") + protection.clOrdId() + " "
                    + protection.maxFills() + " in " + protection.windowNs()
                    + (protection.rejectReason() == RejectReason.NONE ? "" : " " + protection.rejectReason());
        } else if (event instanceof CommandRefusedDecoder refused) {
            return "REFUSED " + refused.refusal();
        } else if (event instanceof CommandRepeatedDecoder repeated) {
            return "REPEATED " + repeated.refSeqNum() + " of session " + repeated.sessionId();
        } else if (event instanceof SessionOpenedDecoder opened) {
            return opened.reason() == LogonRejectReason.NULL_VAL
                    ? "OPENED " + opened.sessionId() + " in " + opened.sessionEpoch() + " by " + opened.openedSequence()
                            + ", next " + opened.nextSeqNum() + ", next report " + opened.nextReportSeqNum()
                    : "NOT_OPENED " + opened.sessionId() + " " + opened.reason();
        } else if (event instanceof OrderAddedDecoder added) {
            return "added " + names.get(added.orderId()) + " " + terms(added.side(), added.qty(), added.price());
        } else if (event instanceof OrderReducedDecoder reduced) {
            return "reduced " + names.get(reduced.orderId()) + " to " + reduced.qty();
        } else if (event instanceof OrderDeletedDecoder deleted) {
            return "deleted " + names.get(deleted.orderId());
        } else if (event instanceof TradeDecoder trade && trade.takerSide() == Side.NULL_VAL) {
            return "trade " + trade.tradeId() + ": " + trade.qty() + "@" + trade.price() + " in the auction";
        } else if (event instanceof AuctionIndicationDecoder indication) {
            return indication.price() == NullValue.INT64
                    ? "indicated nothing"
                    : "indicated " + indication.qty() + "@" + indication.price()
                            + (indication.imbalanceSide() == Side.NULL_VAL
                                    ? ""
                                    : " " + indication.imbalanceSide() + " " + indication.imbalanceQty() + " left");
        } else if (event instanceof TradeDecoder trade) {
            return "trade " + trade.tradeId() + ": " + names.get(trade.takerOrderId()) + " "
                    + terms(trade.takerSide(), trade.qty(), trade.price()) + " from "
                    + (trade.makerOrderId() == NullValue.INT64 ? "hidden" : names.get(trade.makerOrderId()));
        } else {
            final InstrumentDefinitionDecoder definition = (InstrumentDefinitionDecoder) event;
            return "defined " + definition.symbol() + " " + definition.tradingStatus() + " " + definition.minQty()
                    + ".." + definition.maxQty();
        }
    }

    private String read(final ExecutionEventDecoder event) {
        final String name = "o" + event.clOrdId();
        final String start = event.execType() + " " + name + " ";
        switch (event.execType()) {
            case NEW:
            case PENDING_NEW:
                rename(event.orderId(), name);
                return start + terms(event.side(), event.orderQty(), event.price());
            case TRADE:
                return start + (event.aggressor() == BooleanType.TRUE ? "taker " : "maker ") + event.lastQty() + "@"
                        + event.lastPx() + " leaves " + event.leavesQty();
            case REPLACED:
                rename(event.orderId(), name);
                return start + "was o" + event.origClOrdId() + " " + event.orderQty() + "@" + event.price() + " leaves "
                        + event.leavesQty();
            case RESTATED:
                return start + "to " + event.orderQty() + " leaves " + event.leavesQty();
            case TRIGGERED:
            case ORDER_STATUS:
                return start + terms(event.side(), event.orderQty(), event.price()) + " leaves " + event.leavesQty();
            case REJECTED:
                return start + event.rejectReason();
            case CANCELED:
                return start + "was o" + event.origClOrdId() + " cum " + event.cumQty();
            default:
                return start + "cum " + event.cumQty()
                        + (event.rejectReason() == RejectReason.NONE ? "" : " " + event.rejectReason());
        }
    }

    private void rename(final long orderId, final String name) {
        names.put(orderId, name);
        orderIds.put(name, orderId);
    }

    private static String terms(final Side side, final long qty, final long price) {
        return (side == Side.BUY ? "buy " : "sell ") + qty + "@" + (price == NullValue.INT64 ? "market" : price);
    }
}
