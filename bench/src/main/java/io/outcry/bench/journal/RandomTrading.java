/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.journal;

import io.outcry.bench.matching.engine.MarketDefinition;
import io.outcry.bench.matching.engine.OrderCommands;
import io.outcry.bench.matching.workload.PriceDistances;
import io.outcry.codecs.engine.EventHashEncoder;
import io.outcry.codecs.engine.ExecutionEventDecoder;
import io.outcry.codecs.types.BooleanType;
import io.outcry.codecs.types.ExecType;
import io.outcry.codecs.types.MessageHeaderDecoder;
import io.outcry.codecs.types.MessageHeaderEncoder;
import io.outcry.matching.EngineCore;
import io.outcry.matching.EventBuffer;
import java.util.Iterator;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The commands of a run: the random-cancel mix (45 % new orders that rest, 40 % cancels, 10 % replaces, 5 % immediate orders) in
 * ten instruments, about orders that are picked at random from all that rest. It applies them to an engine of its own, from
 * which it learns what is filled; as a sequencer does, it stamps the hash of all events into every thousandth command.
 */
final class RandomTrading {
    static final int INSTRUMENTS = 10;
    static final int RESTING = 2_700;

    private static final long EVENT_HASH_INTERVAL = 1_000;
    private static final long START_NS = 1_700_000_000_000_000_000L;
    private static final long NS_PER_COMMAND = 1_000;
    private static final long MID_PRICE = 100_000;
    private static final int QTY_MAX = 100;
    private static final int TAKER_QTY_WHILE_FEW = 50;
    private static final int TAKER_QTY_WHILE_MANY = 200;

    private final EngineCore core = new EngineCore();
    private final EventBuffer events = new EventBuffer();
    private final Iterator<UnsafeBuffer> definitions =
            MarketDefinition.commands(INSTRUMENTS).iterator();
    private final OrderCommands commands = new OrderCommands();
    private final UnsafeBuffer command = new UnsafeBuffer(new byte[256]);
    private final MessageHeaderEncoder headerEncoder = new MessageHeaderEncoder();
    private final EventHashEncoder eventHash = new EventHashEncoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ExecutionEventDecoder execution = new ExecutionEventDecoder();
    private final SplittableRandom random;
    private final PickedOrders[] resting = new PickedOrders[INSTRUMENTS + 1];
    private final int[] filled;
    private final boolean[] buys;
    private int clOrdId;
    private long seqNum;

    /** For so many commands. */
    RandomTrading(final long seed, final int count) {
        random = new SplittableRandom(seed);
        filled = new int[count + 1];
        buys = new boolean[count + 1];
        final int[] places = new int[count + 1];
        for (int instrumentId = 1; instrumentId <= INSTRUMENTS; instrumentId++) {
            resting[instrumentId] = new PickedOrders(places);
        }
    }

    /** Makes the next command, with the next sequence, and applies it; returns its length. */
    int next() {
        final int length = encodeNext();
        events.clear();
        core.onCommand(sequence() + 1, timeNs(sequence() + 1), command, 0, length, events);
        learn();
        return length;
    }

    /** The command, valid until the next one is made. */
    UnsafeBuffer command() {
        return command;
    }

    /** Of the last command. */
    long sequence() {
        return core.sequence();
    }

    static long timeNs(final long sequence) {
        return START_NS + sequence * NS_PER_COMMAND;
    }

    /** After the last command. */
    EngineCore engine() {
        return core;
    }

    private int encodeNext() {
        if (definitions.hasNext()) {
            final UnsafeBuffer definition = definitions.next();
            command.putBytes(0, definition, 0, definition.capacity());
            return definition.capacity();
        }
        if ((sequence() + 1) % EVENT_HASH_INTERVAL == 0) {
            eventHash
                    .wrapAndApplyHeader(command, 0, headerEncoder)
                    .events(core.events())
                    .eventHash(core.eventHash());
            return MessageHeaderEncoder.ENCODED_LENGTH + EventHashEncoder.BLOCK_LENGTH;
        }
        final int instrumentId = 1 + random.nextInt(INSTRUMENTS);
        final PickedOrders orders = resting[instrumentId];
        final int die = random.nextInt(100);
        if (clOrdId < INSTRUMENTS * RESTING || orders.count() == 0 || die < 45) {
            return rest(instrumentId, orders);
        } else if (die < 85) {
            return cancel(instrumentId, orders);
        } else if (die < 95) {
            return replace(instrumentId, orders);
        }
        return take(instrumentId, orders.count() > RESTING ? TAKER_QTY_WHILE_MANY : TAKER_QTY_WHILE_FEW);
    }

    private int rest(final int instrumentId, final PickedOrders orders) {
        final boolean buy = random.nextBoolean();
        buys[++clOrdId] = buy;
        orders.add(clOrdId);
        return commands.newOrder(
                command, 0, ++seqNum, instrumentId, clOrdId, buy, price(buy), 1 + random.nextInt(QTY_MAX), false);
    }

    private int cancel(final int instrumentId, final PickedOrders orders) {
        final int picked = orders.at(random.nextInt(orders.count()));
        orders.remove(picked);
        return commands.cancel(command, 0, ++seqNum, instrumentId, picked);
    }

    private int replace(final int instrumentId, final PickedOrders orders) {
        final int picked = orders.at(random.nextInt(orders.count()));
        final long qty = filled[picked] + 1L + random.nextInt(QTY_MAX);
        return commands.replace(command, 0, ++seqNum, instrumentId, picked, price(buys[picked]), qty);
    }

    private int take(final int instrumentId, final int qtyMax) {
        final boolean buy = random.nextBoolean();
        final long price = buy ? MID_PRICE + PriceDistances.LEVELS : MID_PRICE - PriceDistances.LEVELS;
        clOrdId++;
        return commands.newOrder(
                command, 0, ++seqNum, instrumentId, clOrdId, buy, price, 1 + random.nextInt(qtyMax), true);
    }

    private long price(final boolean buy) {
        final int distance = PriceDistances.of(random.nextInt(PriceDistances.QUANTILES));
        return buy ? MID_PRICE - 1 - distance : MID_PRICE + 1 + distance;
    }

    private void learn() {
        for (int event = 0; event < events.end(); event = events.next(event)) {
            final int offset = EventBuffer.messageOffset(event);
            header.wrap(events.buffer(), offset);
            if (header.schemaId() == ExecutionEventDecoder.SCHEMA_ID
                    && header.templateId() == ExecutionEventDecoder.TEMPLATE_ID) {
                learn(execution.wrapAndApplyHeader(events.buffer(), offset, header));
            }
        }
    }

    private void learn(final ExecutionEventDecoder report) {
        if (report.execType() == ExecType.TRADE && report.aggressor() == BooleanType.FALSE) {
            final int order = (int) report.clOrdId();
            filled[order] += (int) report.lastQty();
            if (report.leavesQty() == 0) {
                resting[report.instrumentId()].remove(order);
            }
        } else if (report.execType() == ExecType.REJECTED) {
            throw new IllegalStateException("a generated order was rejected: " + report);
        }
    }
}
