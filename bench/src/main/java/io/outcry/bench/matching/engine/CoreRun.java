/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.engine;

import io.outcry.matching.EngineCore;
import io.outcry.matching.EventBuffer;
import io.outcry.matching.OrderBook;
import io.outcry.matching.OrderPool;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * An engine that has been told of account and instrument, and the buffer of its events, which are forgotten after each
 * batch, as if they were sent.
 */
class CoreRun {
    private static final int BATCH = 64;

    private final EngineCore core = new EngineCore();
    private final EventBuffer events = new EventBuffer();

    CoreRun(final CoreCommands commands) {
        for (int i = -CoreCommands.DEFINITIONS; i < 0; i++) {
            onCommand(i, commands.buffer(), CoreCommands.offset(i), commands.length(i));
        }
        if (core.refusals() > 0) {
            throw new IllegalStateException("a definition was refused: " + core.lastRefusal());
        }
        events.clear();
    }

    void onCommand(final int message, final UnsafeBuffer buffer, final int offset, final int length) {
        final int command = CoreCommands.DEFINITIONS + message;
        core.onCommand(command + 1L, command, buffer, offset, length, events);
    }

    void onMessage(
            final int message,
            final UnsafeBuffer buffer,
            final int offset,
            final int length,
            final CoreReports reports) {
        if (reports.isAudited() || message % BATCH == 0) {
            events.clear();
        }
        onCommand(message, buffer, offset, length);
        if (reports.isAudited()) {
            reports.onEvents(message, events);
        }
    }

    EventBuffer events() {
        return events;
    }

    public long proof() {
        return core.eventHash();
    }

    public long bestBid() {
        final int order = book().best(true);
        return order == OrderPool.NONE ? Matcher.NO_BID : core.orders().price(order);
    }

    public long bestAsk() {
        final int order = book().best(false);
        return order == OrderPool.NONE ? Matcher.NO_ASK : core.orders().price(order);
    }

    public long depth(final boolean buy, final long price) {
        return book().depth(buy, price);
    }

    private OrderBook book() {
        return core.book(MarketDefinition.INSTRUMENT_ID);
    }
}
