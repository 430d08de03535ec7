/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.explain;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.engine.ExecutionEventDecoder;
import io.outcry.codecs.types.ExecType;
import io.outcry.codecs.types.MessageHeaderDecoder;
import io.outcry.journal.FrameHandler;
import io.outcry.journal.JournalDirectory;
import io.outcry.journal.JournalReader;
import io.outcry.matching.EngineCore;
import io.outcry.matching.EventBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.agrona.concurrent.UnsafeBuffer;

/** Tells the life of an order by applying the commands of its run and looking at the book before and after each. */
public final class OrderExplainer implements FrameHandler {
    private static final int FRAME_LIMIT = 4096;

    private final EngineCore core = new EngineCore();
    private final EventBuffer events = new EventBuffer();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ExecutionEventDecoder event = new ExecutionEventDecoder();
    private final AppliedCommand command = new AppliedCommand();
    private final ReasonText reasons = new ReasonText();
    private final List<OrderTracker> trackers = new ArrayList<>();
    private final long orderId;
    private final int accountId;
    private final long clOrdId;
    private OrderTracker open;
    private long renamedOrderId = NullValue.INT64;

    private OrderExplainer(final long orderId, final int accountId, final long clOrdId) {
        this.orderId = orderId;
        this.accountId = accountId;
        this.clOrdId = clOrdId;
    }

    /**
     * Tells of one order.
     *
     * @param directory of the run
     * @param orderId number of the exchange
     * @param progress told the sequence of the last command now and then
     * @return one life, or nothing if there was no such order
     * @throws io.outcry.journal.JournalException if there is no journal, or it is damaged
     * @throws IllegalStateException if a hash in it is not the one of this replay
     */
    public static List<OrderLife> explain(final Path directory, final long orderId, final LongConsumer progress) {
        return new OrderExplainer(orderId, NullValue.INT32, NullValue.INT64).run(directory, progress);
    }

    /**
     * Tells of all orders that a client gave a number, one after the other: it may use one again when its order is over.
     *
     * @param directory of the run
     * @param accountId of the client
     * @param clOrdId with which the orders came, or that one got by a replace
     * @param progress told the sequence of the last command now and then
     * @return a life for each, rejected ones included, or nothing if there was no such order
     * @throws io.outcry.journal.JournalException if there is no journal, or it is damaged
     * @throws IllegalStateException if a hash in it is not the one of this replay
     */
    public static List<OrderLife> explain(
            final Path directory, final int accountId, final long clOrdId, final LongConsumer progress) {
        final OrderExplainer explainer = new OrderExplainer(NullValue.INT64, accountId, clOrdId);
        final List<OrderLife> lives = explainer.run(directory, progress);
        return lives.isEmpty() && explainer.renamedOrderId != NullValue.INT64
                ? explain(directory, explainer.renamedOrderId, progress)
                : lives;
    }

    @Override
    public void onFrame(
            final long sequence, final long timeNs, final UnsafeBuffer buffer, final int offset, final int length) {
        command.wrap(sequence, timeNs, buffer, offset);
        events.clear();
        core.onCommand(sequence, timeNs, buffer, offset, length, events);
        if (open != null) {
            open.onEvents(command, events, 0);
            if (open.isOver()) {
                open = null;
            }
        }
        for (int at = 0; at < events.end(); at = events.next(at)) {
            final int eventOffset = EventBuffer.messageOffset(at);
            header.wrap(events.buffer(), eventOffset);
            if (header.schemaId() == ExecutionEventDecoder.SCHEMA_ID
                    && header.templateId() == ExecutionEventDecoder.TEMPLATE_ID) {
                event.wrapAndApplyHeader(events.buffer(), eventOffset, header);
                onEvent(at);
            }
        }
    }

    private List<OrderLife> run(final Path directory, final LongConsumer progress) {
        try (JournalReader reader = JournalReader.open(JournalDirectory.commands(directory))) {
            while (!isDone() && reader.poll(this, FRAME_LIMIT) > 0) {
                progress.accept(core.sequence());
            }
        }
        return trackers.stream().map(OrderTracker::life).toList();
    }

    /** A number of the exchange never comes back. */
    private boolean isDone() {
        return orderId != NullValue.INT64 && !trackers.isEmpty() && open == null;
    }

    private void onEvent(final int position) {
        final ExecType type = event.execType();
        if (type == ExecType.REPLACED && event.accountId() == accountId && event.clOrdId() == clOrdId) {
            renamedOrderId = event.orderId();
        }
        if ((type == ExecType.NEW || type == ExecType.PENDING_NEW || type == ExecType.REJECTED)
                && isWanted()
                && (open == null || type == ExecType.REJECTED)) {
            final OrderTracker tracker = new OrderTracker(core, reasons, command, event);
            tracker.onEvents(command, events, position);
            trackers.add(tracker);
            if (!tracker.isOver()) {
                open = tracker;
            }
        }
    }

    private boolean isWanted() {
        return orderId == NullValue.INT64
                ? event.accountId() == accountId && event.clOrdId() == clOrdId
                : event.orderId() == orderId;
    }
}
