/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.export;

import io.outcry.client.BookView;
import io.outcry.client.IncrementalFrame;
import io.outcry.codecs.Instrument;
import io.outcry.codecs.NullValue;
import io.outcry.codecs.engine.ExecutionEventDecoder;
import io.outcry.codecs.marketdata.TradeDecoder;
import io.outcry.codecs.types.BooleanType;
import io.outcry.codecs.types.MessageHeaderDecoder;
import io.outcry.codecs.types.RejectReason;
import io.outcry.codecs.types.Side;
import io.outcry.launcher.journal.JournalPoint;
import io.outcry.launcher.journal.RunReplay;
import io.outcry.matching.EngineCore;
import io.outcry.matching.EventBuffer;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes the events of a run, and the books that the public ones make, into tables. They come from a replay of its commands. */
public final class RunExport implements RunReplay.Listener {
    private final EventBuffer events = new EventBuffer();
    private final Map<Integer, ExportedBook> books = new HashMap<>();
    private final Set<ExportedBook> changedBooks = new LinkedHashSet<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ExecutionEventDecoder execution = new ExecutionEventDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private final IncrementalFrame frame = new IncrementalFrame();
    private final ExportFiles files;
    private EngineCore core;
    private long mdSequence;
    private long timeNs;

    private RunExport(final ExportFiles files) {
        this.files = files;
    }

    /**
     * Exports a range of a run.
     *
     * @param directory of the run
     * @param folder for the files, created if missing
     * @param format of the files
     * @param tables which ones, at least one
     * @param from first command of the range
     * @param to last command of the range
     * @param progress told the sequence of the last command now and then
     * @return rows of each file, in the order of the tables
     * @throws ExportException if a file exists already or cannot be written; no file is left then
     * @throws io.outcry.journal.JournalException if the journal is missing or damaged
     * @throws IllegalStateException if a hash in it is not the one of this replay
     */
    public static Map<Path, Long> run(
            final Path directory,
            final Path folder,
            final ExportFormat format,
            final Set<ExportTable> tables,
            final JournalPoint from,
            final JournalPoint to,
            final LongConsumer progress) {
        try (ExportFiles files = new ExportFiles(folder, format, tables, InstrumentScales.of(directory))) {
            final RunExport export = new RunExport(files);
            new RunReplay(directory, from, to, RunReplay.MAX_SPEED, export.events, export).run(progress);
            return files.complete();
        }
    }

    @Override
    public void onBegin(final EngineCore begun) {
        core = begun;
    }

    @Override
    public void onRange() {}

    @Override
    public void onCommand(final boolean isInRange, final UnsafeBuffer buffer, final int offset) {
        for (int at = 0; at < events.end(); at = events.next(at)) {
            final int eventOffset = EventBuffer.messageOffset(at);
            header.wrap(events.buffer(), eventOffset);
            if (header.schemaId() == IncrementalFrame.SCHEMA_ID) {
                onPublicEvent(isInRange, eventOffset, events.messageLength(at));
            } else if (isInRange && header.templateId() == ExecutionEventDecoder.TEMPLATE_ID) {
                onExecution(execution.wrapAndApplyHeader(events.buffer(), eventOffset, header));
            }
        }
        events.clear();
        for (final ExportedBook book : changedBooks) {
            if (book.bestHasChanged() && isInRange) {
                onBest(book.view);
            }
        }
        changedBooks.clear();
    }

    @Override
    public void onIdle(final long dueInNs) {}

    @Override
    public boolean isStopped() {
        return false;
    }

    private void onExecution(final ExecutionEventDecoder event) {
        if (!files.isWanted(ExportTable.ORDERS)) {
            return;
        }
        final Instrument instrument = instrument(event.instrumentId());
        files.write(
                ExportTable.ORDERS,
                event.transactTimeNs(),
                core.sequence(),
                event.sequence(),
                instrument == null ? null : instrument.symbol(),
                nullable(event.accountId()),
                nullable(event.sessionId()),
                nullable(event.orderId()),
                nullable(event.clOrdId()),
                nullable(event.origClOrdId()),
                text(event.side()),
                event.execType().name(),
                event.rejectReason() == RejectReason.NONE
                        ? null
                        : event.rejectReason().name(),
                nullable(event.price()),
                price(instrument, event.price()),
                nullable(event.orderQty()),
                qty(instrument, event.orderQty()),
                nullable(event.lastPx()),
                price(instrument, event.lastPx()),
                nullable(event.lastQty()),
                qty(instrument, event.lastQty()),
                event.leavesQty(),
                qty(instrument, event.leavesQty()),
                event.cumQty(),
                qty(instrument, event.cumQty()),
                nullable(event.tradeId()),
                event.aggressor() == BooleanType.TRUE);
    }

    private void onPublicEvent(final boolean isInRange, final int offset, final int length) {
        if (!frame.wrap(events.buffer(), offset, length)) {
            throw new IllegalStateException("command " + core.sequence() + " gives a malformed public event");
        }
        mdSequence = frame.sequence();
        timeNs = frame.timeNs();
        if (frame.isDefinition()) {
            books.computeIfAbsent(frame.instrumentId(), ExportedBook::new)
                    .view
                    .defined(frame.sequence(), frame.instrument());
            return;
        }
        final ExportedBook changed = books.get(frame.instrumentId());
        changedBooks.add(changed);
        final BookView book = changed.view;
        if (!frame.applyTo(book)) {
            throw new IllegalStateException("public events contradict each other at command " + core.sequence());
        }
        if (isInRange && frame.isTrade()) {
            onTrade(book.instrument(), trade.wrapAndApplyHeader(events.buffer(), offset, header));
        }
        if (isInRange && !frame.isIndication() && book.changedQty() > 0) {
            onLevel(book);
        }
    }

    private void onTrade(final Instrument instrument, final TradeDecoder event) {
        if (files.isWanted(ExportTable.TRADES)) {
            files.write(
                    ExportTable.TRADES,
                    timeNs,
                    core.sequence(),
                    mdSequence,
                    instrument.symbol(),
                    event.tradeId(),
                    event.price(),
                    price(instrument, event.price()),
                    event.qty(),
                    qty(instrument, event.qty()),
                    text(event.takerSide()),
                    nullable(event.makerOrderId()),
                    nullable(event.takerOrderId()));
        }
    }

    private void onLevel(final BookView book) {
        if (files.isWanted(ExportTable.LEVELS)) {
            final Side side = book.changedSide();
            final long price = book.changedPrice();
            final long qty = book.qtyAt(side, price);
            files.write(
                    ExportTable.LEVELS,
                    timeNs,
                    core.sequence(),
                    mdSequence,
                    book.instrument().symbol(),
                    side.name(),
                    price,
                    price(book.instrument(), price),
                    qty,
                    qty(book.instrument(), qty),
                    book.ordersAt(side, price));
        }
    }

    private void onBest(final BookView book) {
        if (files.isWanted(ExportTable.L1)) {
            final Instrument instrument = book.instrument();
            files.write(
                    ExportTable.L1,
                    timeNs,
                    core.sequence(),
                    mdSequence,
                    instrument.symbol(),
                    nullable(book.bestBid()),
                    price(instrument, book.bestBid()),
                    book.bestBidQty(),
                    qty(instrument, book.bestBidQty()),
                    nullable(book.bestAsk()),
                    price(instrument, book.bestAsk()),
                    book.bestAskQty(),
                    qty(instrument, book.bestAskQty()));
        }
    }

    /** An order that was rejected may name any. */
    private Instrument instrument(final int instrumentId) {
        return instrumentId < 1 || instrumentId > core.instruments() ? null : core.instrument(instrumentId);
    }

    private static BigDecimal price(final Instrument instrument, final long ticks) {
        return instrument == null || ticks == NullValue.INT64
                ? null
                : instrument.tickSize().times(ticks);
    }

    private static BigDecimal qty(final Instrument instrument, final long lots) {
        return instrument == null || lots == NullValue.INT64
                ? null
                : instrument.lotSize().times(lots);
    }

    private static String text(final Side side) {
        return side == Side.NULL_VAL ? null : side.name();
    }

    private static Long nullable(final long value) {
        return value == NullValue.INT64 ? null : value;
    }

    private static Integer nullable(final int value) {
        return value == NullValue.INT32 ? null : value;
    }

    /** A book, and its best prices when they were last looked at. */
    private static final class ExportedBook {
        private final BookView view;
        private long bidPrice = NullValue.INT64;
        private long bidQty;
        private long askPrice = NullValue.INT64;
        private long askQty;

        ExportedBook(final int instrumentId) {
            view = new BookView(instrumentId);
        }

        boolean bestHasChanged() {
            if (view.bestBid() == bidPrice
                    && view.bestBidQty() == bidQty
                    && view.bestAsk() == askPrice
                    && view.bestAskQty() == askQty) {
                return false;
            }
            bidPrice = view.bestBid();
            bidQty = view.bestBidQty();
            askPrice = view.bestAsk();
            askQty = view.bestAskQty();
            return true;
        }
    }
}
