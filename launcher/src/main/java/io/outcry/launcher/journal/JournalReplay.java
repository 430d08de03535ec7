/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.journal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.outcry.client.BookView;
import io.outcry.codecs.Instrument;
import io.outcry.codecs.engine.CancelOrderDecoder;
import io.outcry.codecs.engine.CancelRejectEventDecoder;
import io.outcry.codecs.engine.CommandRepeatedDecoder;
import io.outcry.codecs.engine.ExecutionEventDecoder;
import io.outcry.codecs.engine.NewOrderDecoder;
import io.outcry.codecs.engine.ReplaceOrderDecoder;
import io.outcry.codecs.marketdata.AuctionIndicationDecoder;
import io.outcry.codecs.marketdata.InstrumentDefinitionDecoder;
import io.outcry.codecs.marketdata.OrderAddedDecoder;
import io.outcry.codecs.marketdata.OrderDeletedDecoder;
import io.outcry.codecs.marketdata.OrderReducedDecoder;
import io.outcry.codecs.marketdata.TradeDecoder;
import io.outcry.codecs.types.ExecType;
import io.outcry.codecs.types.MessageHeaderDecoder;
import io.outcry.codecs.types.Side;
import io.outcry.launcher.report.FlowReport;
import io.outcry.matching.EngineCore;
import io.outcry.matching.EventBuffer;
import io.outcry.matching.OrderBook;
import io.outcry.matching.OrderPool;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Rebuilds an exchange from its commands journal alone. Books and trades of the report come from the public events, as a
 * subscriber would see them; the engine compares every hash that the journal holds on the way.
 */
public final class JournalReplay implements RunReplay.Listener {
    private static final long LONGEST_PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private final EventBuffer events = new EventBuffer();
    private final Map<Integer, Replayed> instruments = new TreeMap<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final NewOrderDecoder newOrder = new NewOrderDecoder();
    private final CancelOrderDecoder cancelOrder = new CancelOrderDecoder();
    private final ReplaceOrderDecoder replaceOrder = new ReplaceOrderDecoder();
    private final ExecutionEventDecoder execution = new ExecutionEventDecoder();
    private final CancelRejectEventDecoder cancelReject = new CancelRejectEventDecoder();
    private final InstrumentDefinitionDecoder definition = new InstrumentDefinitionDecoder();
    private final OrderAddedDecoder added = new OrderAddedDecoder();
    private final OrderReducedDecoder reduced = new OrderReducedDecoder();
    private final OrderDeletedDecoder deleted = new OrderDeletedDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private EngineCore core;
    private long firstSequence;
    private boolean isCounted;
    private long elapsedNs;

    /** Creates an empty exchange. */
    public JournalReplay() {}

    /**
     * Replays a range of a journal. What is before it is not counted.
     *
     * @param directory folder of the exchange
     * @param from first command of the range
     * @param to last command of the range
     * @param speed multiple of the recorded one, or {@link RunReplay#MAX_SPEED}
     * @param progress told the sequence of the last command now and then
     * @throws io.outcry.journal.JournalException if it is missing or damaged
     * @throws IllegalStateException if a hash in it is not the one of this replay
     */
    public void run(
            final Path directory,
            final JournalPoint from,
            final JournalPoint to,
            final double speed,
            final LongConsumer progress) {
        final long startNs = System.nanoTime();
        new RunReplay(directory, from, to, speed, events, this).runFromSnapshot(progress);
        elapsedNs = System.nanoTime() - startNs;
    }

    /**
     * What the journal came to: the fields of a feed's report if one instrument was traded, or all of them in the same
     * way; else these for each instrument by symbol.
     *
     * @return one object, with the state hash
     */
    public ObjectNode result() {
        final ObjectNode results = JsonNodeFactory.instance.objectNode();
        for (final Replayed instrument : instruments.values()) {
            if (instrument.commands > 0) {
                results.set(instrument.book.instrument().symbol(), instrument.report.result(instrument.book));
            }
        }
        final ObjectNode result = JsonNodeFactory.instance.objectNode();
        if (results.size() > 0 && allEqual(results)) {
            result.setAll((ObjectNode) results.elements().next());
            result.put("repeat", results.size());
        } else {
            result.set("instruments", results);
        }
        result.put("commands", core.sequence());
        result.put("events", core.events());
        result.put("event_hash", HexFormat.of().toHexDigits(core.eventHash()));
        result.put("state_hash", HexFormat.of().toHexDigits(core.stateHash()));
        result.put(
                "commands_per_second",
                (core.sequence() - firstSequence) * TimeUnit.SECONDS.toNanos(1) / Math.max(1, elapsedNs));
        return result;
    }

    @Override
    public void onBegin(final EngineCore begun) {
        core = begun;
        firstSequence = core.sequence();
        for (int instrumentId = 1; instrumentId <= core.instruments(); instrumentId++) {
            final Replayed instrument = new Replayed(instrumentId);
            instrument.book.defined(0, core.instrument(instrumentId));
            addOrders(instrument, true);
            addOrders(instrument, false);
            instruments.put(instrumentId, instrument);
        }
    }

    /** Those that rest in the engine, of which only the shown ones are in the market data. */
    private void addOrders(final Replayed instrument, final boolean buy) {
        final OrderPool orders = core.orders();
        final OrderBook book = core.book(instrument.book.instrumentId());
        for (int order = book.best(buy); order != OrderPool.NONE; order = book.next(order, buy)) {
            instrument.report.onAccepted(orders.orderId(order), orders.clOrdId(order));
            if (orders.isShown(order)) {
                instrument.book.added(
                        0,
                        0,
                        orders.orderId(order),
                        buy ? Side.BUY : Side.SELL,
                        orders.price(order),
                        orders.queuedQty(order));
            }
        }
    }

    @Override
    public void onRange() {}

    @Override
    public void onCommand(final boolean isInRange, final UnsafeBuffer buffer, final int offset) {
        isCounted = isInRange;
        final Replayed instrument = hasEffect() ? onCommand(buffer, offset) : null;
        for (int event = 0; event < events.end(); event = events.next(event)) {
            onEvent(events.buffer(), EventBuffer.messageOffset(event));
        }
        events.clear();
        if (isCounted && instrument != null && ++instrument.commands % FlowReport.CHECKPOINT_ROWS == 0) {
            instrument.report.checkpoint(instrument.commands, instrument.book);
        }
    }

    @Override
    public void onIdle(final long dueInNs) {
        LockSupport.parkNanos(Math.min(dueInNs, LONGEST_PAUSE_NS));
    }

    @Override
    public boolean isStopped() {
        return false;
    }

    /** False of a command that a client has sent again, though it had been applied. */
    private boolean hasEffect() {
        if (events.end() == 0) {
            return true;
        }
        header.wrap(events.buffer(), EventBuffer.messageOffset(0));
        return header.schemaId() != CommandRepeatedDecoder.SCHEMA_ID
                || header.templateId() != CommandRepeatedDecoder.TEMPLATE_ID;
    }

    /** Counts a command of a client; returns its instrument, or null if it has none. */
    private Replayed onCommand(final UnsafeBuffer buffer, final int offset) {
        header.wrap(buffer, offset);
        final Replayed instrument;
        switch (header.templateId()) {
            case NewOrderDecoder.TEMPLATE_ID:
                instrument = instruments.get(
                        newOrder.wrapAndApplyHeader(buffer, offset, header).instrumentId());
                if (isCounted && instrument != null) {
                    instrument.report.onNewOrder();
                }
                return instrument;
            case CancelOrderDecoder.TEMPLATE_ID:
                instrument = instruments.get(
                        cancelOrder.wrapAndApplyHeader(buffer, offset, header).instrumentId());
                if (isCounted && instrument != null) {
                    instrument.report.onCancel();
                }
                return instrument;
            case ReplaceOrderDecoder.TEMPLATE_ID:
                return instruments.get(
                        replaceOrder.wrapAndApplyHeader(buffer, offset, header).instrumentId());
            default:
                return null;
        }
    }

    private void onEvent(final UnsafeBuffer buffer, final int offset) {
        header.wrap(buffer, offset);
        if (header.schemaId() == ExecutionEventDecoder.SCHEMA_ID) {
            onPrivateEvent(buffer, offset);
        } else {
            onPublicEvent(buffer, offset);
        }
    }

    private void onPrivateEvent(final UnsafeBuffer buffer, final int offset) {
        if (header.templateId() == ExecutionEventDecoder.TEMPLATE_ID) {
            execution.wrapAndApplyHeader(buffer, offset, header);
            final Replayed instrument = instruments.get(execution.instrumentId());
            final ExecType execType = execution.execType();
            if (instrument != null && isAccepted(execType)) {
                instrument.report.onAccepted(execution.orderId(), execution.clOrdId());
            } else if (isCounted && instrument != null && execType == ExecType.REJECTED) {
                instrument.report.onOrderRejected(execution.rejectReason());
            }
        } else if (header.templateId() == CancelRejectEventDecoder.TEMPLATE_ID) {
            cancelReject.wrapAndApplyHeader(buffer, offset, header);
            final Replayed instrument = instruments.get(cancelReject.instrumentId());
            if (isCounted && instrument != null) {
                instrument.report.onCancelRejected(cancelReject.rejectReason());
            }
        }
    }

    /** An order that waited for its trigger may come from a snapshot, which does not tell of it. */
    private static boolean isAccepted(final ExecType execType) {
        return execType == ExecType.NEW || execType == ExecType.REPLACED || execType == ExecType.TRIGGERED;
    }

    private void onPublicEvent(final UnsafeBuffer buffer, final int offset) {
        final boolean consistent =
                switch (header.templateId()) {
                    case OrderAddedDecoder.TEMPLATE_ID -> onAdded(added.wrapAndApplyHeader(buffer, offset, header));
                    case OrderReducedDecoder.TEMPLATE_ID ->
                        onReduced(reduced.wrapAndApplyHeader(buffer, offset, header));
                    case OrderDeletedDecoder.TEMPLATE_ID ->
                        onDeleted(deleted.wrapAndApplyHeader(buffer, offset, header));
                    case TradeDecoder.TEMPLATE_ID -> onTrade(trade.wrapAndApplyHeader(buffer, offset, header));
                    case AuctionIndicationDecoder.TEMPLATE_ID -> true;
                    default -> onDefinition(definition.wrapAndApplyHeader(buffer, offset, header));
                };
        if (!consistent) {
            throw new IllegalStateException("public events contradict each other at command " + core.sequence());
        }
    }

    private boolean onAdded(final OrderAddedDecoder event) {
        final Replayed instrument = instruments.get(event.instrumentId());
        final boolean consistent = instrument.book.added(
                event.sequence(), event.transactTimeNs(), event.orderId(), event.side(), event.price(), event.qty());
        if (isCounted) {
            instrument.report.onBookChanged(instrument.book);
        }
        return consistent;
    }

    private boolean onReduced(final OrderReducedDecoder event) {
        return instruments
                .get(event.instrumentId())
                .book
                .reduced(event.sequence(), event.transactTimeNs(), event.orderId(), event.qty());
    }

    private boolean onDeleted(final OrderDeletedDecoder event) {
        return instruments
                .get(event.instrumentId())
                .book
                .deleted(event.sequence(), event.transactTimeNs(), event.orderId());
    }

    private boolean onTrade(final TradeDecoder event) {
        final Replayed instrument = instruments.get(event.instrumentId());
        if (isCounted) {
            instrument.report.onTrade(
                    event.makerOrderId(), event.takerOrderId(), event.takerSide(), event.price(), event.qty());
        }
        return instrument.book.traded(
                event.sequence(),
                event.transactTimeNs(),
                event.tradeId(),
                event.makerOrderId(),
                event.takerSide(),
                event.price(),
                event.qty());
    }

    private boolean onDefinition(final InstrumentDefinitionDecoder event) {
        final Instrument instrument = Instrument.from(event);
        instruments
                .computeIfAbsent(instrument.instrumentId(), Replayed::new)
                .book
                .defined(event.sequence(), instrument);
        return true;
    }

    private static boolean allEqual(final ObjectNode results) {
        final Object first = results.elements().next();
        for (final var each = results.elements(); each.hasNext(); ) {
            if (!first.equals(each.next())) {
                return false;
            }
        }
        return true;
    }

    private static final class Replayed {
        private final BookView book;
        private final FlowReport report = new FlowReport(FlowReport.CHECKPOINT_ROWS);
        private long commands;

        Replayed(final int instrumentId) {
            book = new BookView(instrumentId);
        }
    }
}
