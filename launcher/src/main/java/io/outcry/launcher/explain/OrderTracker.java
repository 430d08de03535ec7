/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.explain;

import io.outcry.codecs.Instrument;
import io.outcry.codecs.NullValue;
import io.outcry.codecs.engine.ExecutionEventDecoder;
import io.outcry.codecs.types.BooleanType;
import io.outcry.codecs.types.ExecType;
import io.outcry.codecs.types.MessageHeaderDecoder;
import io.outcry.codecs.types.Side;
import io.outcry.matching.EngineCore;
import io.outcry.matching.EventBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.agrona.collections.LongArrayList;

/**
 * Follows one order of a replay from its first event to its end. Commands without an event for the order, for one ahead of it or
 * at its price cost no more than a look at their events.
 */
final class OrderTracker {
    private final EngineCore core;
    private final ReasonText reasons;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ExecutionEventDecoder event = new ExecutionEventDecoder();
    private final ExecutionEventDecoder other = new ExecutionEventDecoder();
    private final String arrival;
    private final long orderId;
    private final int accountId;
    private final long clOrdId;
    private final int instrumentId;
    private final Side side;
    private final List<OrderStep> steps = new ArrayList<>();
    private final AheadSteps aheadSteps = new AheadSteps();
    private final LongArrayList changedAhead = new LongArrayList(8, NullValue.INT64);
    private final List<OrderStep> ownSteps = new ArrayList<>();
    private final Map<OrderStep.Type, AheadChange> aheadChanges = new EnumMap<>(OrderStep.Type.class);
    private QueueAhead queue;
    private QueueAhead queueBefore;
    private long leaves;
    private long cum;
    private long tradedLots;
    private OrderLife.State state = OrderLife.State.OPEN;

    /** What one command did ahead, of one type. */
    private static final class AheadChange {
        private int orders;
        private long qty;
        private long firstOrderId = NullValue.INT64;
        private int takerAccountId = NullValue.INT32;

        private void add(final long id, final long lots) {
            if (firstOrderId == NullValue.INT64) {
                firstOrderId = id;
            }
            orders++;
            qty += lots;
        }

        private OrderStep.Others others() {
            return new OrderStep.Others(
                    orders, firstOrderId, takerAccountId == NullValue.INT32 ? null : takerAccountId);
        }
    }

    OrderTracker(
            final EngineCore core,
            final ReasonText reasons,
            final AppliedCommand command,
            final ExecutionEventDecoder first) {
        this.core = core;
        this.reasons = reasons;
        arrival = command.line();
        orderId = first.orderId();
        accountId = first.accountId();
        clOrdId = first.clOrdId();
        instrumentId = first.instrumentId();
        side = first.side();
        queue = new QueueAhead(core, instrumentId, orderId);
        queueBefore = new QueueAhead(core, instrumentId, orderId);
    }

    boolean isOver() {
        return state != OrderLife.State.OPEN;
    }

    /** Takes the events of a command, from that on which it was found. */
    void onEvents(final AppliedCommand command, final EventBuffer events, final int from) {
        ownSteps.clear();
        aheadChanges.clear();
        changedAhead.clear();
        boolean isNear = false;
        for (int at = from; at < events.end(); at = events.next(at)) {
            if (wrap(event, events, at) && event.instrumentId() == instrumentId) {
                isNear |= onEvent(command, events);
            }
        }
        if (isNear || !ownSteps.isEmpty()) {
            lookAgain(command);
        }
    }

    OrderLife life() {
        final List<OrderStep> all = new ArrayList<>(steps);
        all.addAll(aheadSteps.kept());
        all.sort(Comparator.comparingLong(OrderStep::sequence)
                .thenComparing(step -> !step.type().isAhead()));
        final Instrument instrument =
                instrumentId >= 1 && instrumentId <= core.instruments() ? core.instrument(instrumentId) : null;
        return new OrderLife(
                nullable(orderId),
                accountId,
                clOrdId,
                instrument,
                instrument == null ? null : instrument.symbol(),
                side.name(),
                arrival,
                all,
                aheadSteps.omitted(),
                aheadSteps.totals(),
                tradedLots,
                state,
                cum,
                leaves,
                isOver() ? null : queue.place());
    }

    private boolean wrap(final ExecutionEventDecoder decoder, final EventBuffer events, final int position) {
        final int offset = EventBuffer.messageOffset(position);
        header.wrap(events.buffer(), offset);
        if (header.schemaId() != ExecutionEventDecoder.SCHEMA_ID
                || header.templateId() != ExecutionEventDecoder.TEMPLATE_ID) {
            return false;
        }
        decoder.wrapAndApplyHeader(events.buffer(), offset, header);
        return true;
    }

    /** Returns whether the queue has to be looked at again. */
    private boolean onEvent(final AppliedCommand command, final EventBuffer events) {
        if (isOwn()) {
            return onOwn(command, events);
        }
        if (event.execType() == ExecType.TRADE
                && event.aggressor() == BooleanType.FALSE
                && event.side() == side
                && queue.isResting()
                && event.lastPx() == queue.price()) {
            tradedLots += event.lastQty();
        }
        return onAhead(events) || queue.isUnseen();
    }

    /** An order that is rejected has no number of the exchange. */
    private boolean isOwn() {
        return event.orderId() == orderId
                && (orderId != NullValue.INT64 || (event.accountId() == accountId && event.clOrdId() == clOrdId));
    }

    private boolean onOwn(final AppliedCommand command, final EventBuffer events) {
        if (isOver() || event.execType() == ExecType.ORDER_STATUS || isRepeated()) {
            return false;
        }
        final OrderStep.Type type = OrderStep.Type.valueOf(event.execType().name());
        final boolean isTrade = type == OrderStep.Type.TRADE;
        leaves = event.leavesQty();
        cum = event.cumQty();
        state = switch (type) {
            case REJECTED -> OrderLife.State.REJECTED;
            case CANCELED -> OrderLife.State.CANCELED;
            case EXPIRED -> OrderLife.State.EXPIRED;
            case TRADE -> leaves == 0 ? OrderLife.State.FILLED : OrderLife.State.OPEN;
            default -> OrderLife.State.OPEN;
        };
        ownSteps.add(OrderStep.own(
                command,
                type,
                nullable(isTrade ? event.lastPx() : event.price()),
                isTrade ? event.lastQty() : event.orderQty(),
                leaves,
                reasons.of(event.rejectReason()),
                isTrade ? fill(events) : null));
        return true;
    }

    /** A request of another session is told to that of the order, too. */
    private boolean isRepeated() {
        return event.refSeqNum() == NullValue.INT64
                && event.execType() == ExecType.REPLACED
                && !ownSteps.isEmpty()
                && ownSteps.get(ownSteps.size() - 1).type() == OrderStep.Type.REPLACED;
    }

    private OrderStep.Fill fill(final EventBuffer events) {
        final boolean hasOther = findOther(events);
        final OrderStep.Role role = event.aggressor() == BooleanType.TRUE
                ? OrderStep.Role.TAKER
                : hasOther && other.aggressor() == BooleanType.TRUE ? OrderStep.Role.MAKER : OrderStep.Role.AUCTION;
        return new OrderStep.Fill(
                event.tradeId(), role, hasOther ? other.orderId() : null, hasOther ? other.accountId() : null);
    }

    /** The other side of the trade that the event is about. */
    private boolean findOther(final EventBuffer events) {
        for (int at = 0; at < events.end(); at = events.next(at)) {
            if (wrap(other, events, at)
                    && other.tradeId() == event.tradeId()
                    && other.instrumentId() == instrumentId
                    && other.orderId() != event.orderId()) {
                return true;
            }
        }
        return false;
    }

    private boolean onAhead(final EventBuffer events) {
        final long id = event.orderId();
        if (queue.qtyOf(id) == NullValue.INT64) {
            return false;
        }
        switch (event.execType()) {
            case TRADE -> {
                final AheadChange change = change(OrderStep.Type.AHEAD_FILLED);
                change.add(id, queue.take(id, event.lastQty()));
                if (change.takerAccountId == NullValue.INT32 && findOther(events)) {
                    change.takerAccountId = other.accountId();
                }
            }
            case CANCELED -> change(OrderStep.Type.AHEAD_CANCELED).add(id, queue.take(id, Long.MAX_VALUE));
            case EXPIRED -> change(OrderStep.Type.AHEAD_EXPIRED).add(id, queue.take(id, Long.MAX_VALUE));
            case REPLACED, RESTATED -> changedAhead.addLong(id);
            default -> {
                return false;
            }
        }
        return true;
    }

    private AheadChange change(final OrderStep.Type type) {
        return aheadChanges.computeIfAbsent(type, unused -> new AheadChange());
    }

    private void lookAgain(final AppliedCommand command) {
        final QueueAhead before = queue;
        queue = queueBefore;
        queueBefore = before;
        queue.look();
        final boolean isPlaced = ownSteps.stream().anyMatch(step -> isPlacing(step.type()));
        if (!isPlaced) {
            addAhead(command, before);
        }
        final boolean stays = queue.price() == before.price() && queue.isWithin(before);
        final boolean restsOn = before.isResting() && queue.isResting();
        for (final OrderStep step : ownSteps) {
            steps.add(step.at(queue.place(), restsOn && step.type() == OrderStep.Type.REPLACED ? stays : null));
        }
        if (!isPlaced && restsOn && !stays) {
            steps.add(OrderStep.own(command, OrderStep.Type.MOVED, queue.price(), null, leaves, null, null)
                    .at(queue.place(), null));
        }
    }

    /** These give the order a place, whatever happened ahead of where it was. */
    private static boolean isPlacing(final OrderStep.Type type) {
        return switch (type) {
            case NEW, PENDING_NEW, REJECTED, TRIGGERED, REPLACED -> true;
            default -> false;
        };
    }

    private void addAhead(final AppliedCommand command, final QueueAhead before) {
        changedAhead.forEachLong(id -> {
            final long qtyBefore = before.qtyOf(id);
            final long qtyNow = queue.qtyOf(id);
            final long less = qtyBefore - (qtyNow == NullValue.INT64 ? 0 : qtyNow);
            if (qtyBefore != NullValue.INT64 && less > 0) {
                change(OrderStep.Type.AHEAD_REPLACED).add(id, less);
            }
        });
        final OrderStep.Place place =
                queue.isResting() ? new OrderStep.Place(queue.orders(), queue.qty(), null, null) : null;
        aheadChanges.forEach(
                (type, change) -> aheadSteps.add(OrderStep.ahead(command, type, change.qty, change.others(), place)));
    }

    private static Long nullable(final long value) {
        return value == NullValue.INT64 ? null : value;
    }
}
