/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outcry.codecs.types.RejectReason;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The engine against {@link NaiveExchange} over random commands. A failure prints the shortest sequence of commands that fails, as
 * a test to be put into {@link ShrunkSequencesTest}; {@code -Doutcry.seed=...} runs its seed again.
 */
class EngineCoreProperties {
    private static final int COMMANDS = Integer.getInteger("outcry.commands", 1_000_000);
    private static final int COMMANDS_PER_AUDIT = 100;
    private static final int COMMANDS_PER_RESTART = 10_000;
    private static final long SHRINK_NS = TimeUnit.MINUTES.toNanos(2);

    private final long seed = Long.getLong("outcry.seed", System.nanoTime());
    private final RandomCommands random = new RandomCommands(seed, true);
    private final Random time = new Random(seed);
    private final ModelCheck check = new ModelCheck();
    private long timeNs = 1;

    @Test
    void shouldDoWhatTheNaiveExchangeDoes() {
        configuration(random).forEach(command -> apply(check, command));
        for (int i = 0; i < COMMANDS; i++) {
            final Commands command = next(random);
            try {
                check.apply(timeNs, command.buffer(), command.length());
                if (i % COMMANDS_PER_RESTART == COMMANDS_PER_RESTART - 1) {
                    check.restart();
                }
                if (i % COMMANDS_PER_AUDIT == 0 || i == COMMANDS - 1) {
                    check.audit();
                }
            } catch (final AssertionError | RuntimeException e) {
                throw new AssertionError(
                        "-Doutcry.seed=" + seed + ", command " + i + " " + TimedCommand.text(command.buffer()) + ": "
                                + e.getMessage() + "\n" + testOfShortest(i + 1),
                        e);
            }
            random.learn(check.events);
        }
        assertEverythingHappened();
    }

    private Commands next(final RandomCommands from) {
        final int step = time.nextInt(5_000);
        timeNs += step == 0 ? TimeUnit.DAYS.toNanos(1) : step < 25 ? TimeUnit.MILLISECONDS.toNanos(step * 10L) : 1;
        return from.next(timeNs);
    }

    static List<TimedCommand> configuration(final RandomCommands from) {
        return from.configuration().stream()
                .map(command -> new TimedCommand(1, command))
                .toList();
    }

    private static void apply(final ModelCheck to, final TimedCommand command) {
        to.apply(command.timeNs(), command.command(), command.command().capacity());
    }

    /** Makes the same commands once more, keeps them, and leaves out what the failure does not need. */
    private String testOfShortest(final int commands) {
        final RandomCommands again = new RandomCommands(seed, true);
        final EngineCore engine = new EngineCore();
        final EventBuffer events = new EventBuffer();
        final List<TimedCommand> configuration = configuration(again);
        final List<TimedCommand> all = new ArrayList<>();
        configuration.forEach(command -> apply(engine, command, events));
        time.setSeed(seed);
        timeNs = 1;
        for (int i = 0; i < commands; i++) {
            final Commands command = next(again);
            all.add(new TimedCommand(timeNs, command.copy()));
            try {
                apply(engine, all.get(i), events);
            } catch (final RuntimeException e) {
                break;
            }
            again.learn(events);
        }
        return ShrunkSequencesTest.code(
                seed,
                configuration,
                Shrinker.shrink(all, some -> ShrunkSequencesTest.fails(configuration, some), SHRINK_NS));
    }

    private static void apply(final EngineCore engine, final TimedCommand command, final EventBuffer events) {
        events.clear();
        engine.onCommand(
                engine.sequence() + 1,
                command.timeNs(),
                command.command(),
                0,
                command.command().capacity(),
                events);
    }

    /** A generator that no longer reaches a rule would prove nothing. */
    private void assertEverythingHappened() {
        final Set<RejectReason> expected =
                EnumSet.range(RejectReason.UNKNOWN_INSTRUMENT, RejectReason.INVALID_QUOTE_PROTECTION);
        final Set<RejectReason> missing = EnumSet.copyOf(expected);
        missing.removeAll(check.reasons);
        missing.remove(RejectReason.TRAILING_STOPS_FULL);
        missing.remove(RejectReason.ALL_OR_NONE_FULL);
        missing.remove(RejectReason.PEGGED_ORDERS_FULL);
        assertEquals(Set.of(), missing, "reasons that were not given");
        for (final String event : List.of(
                "NEW",
                "TRADE",
                "CANCELED",
                "REPLACED",
                "EXPIRED",
                "RESTATED",
                "TRIGGERED",
                "PENDING",
                "PENDING_NEW",
                "HIDDEN",
                "CancelRejectEvent",
                "ORDER_STATUS",
                "PreventedMatchEvent",
                "MassActionEvent",
                "MassQuoteEvent",
                "QuoteProtectionEvent",
                "CommandRefused",
                "SessionOpened",
                "CommandRepeated",
                "OrderAdded",
                "OrderReduced",
                "OrderDeleted",
                "Trade",
                "AUCTION_TRADE",
                "AuctionIndication",
                "InstrumentDefinition")) {
            assertTrue(check.counts.getOrDefault(event, 0) > 100, () -> event + " is rare: " + check.counts);
        }
        assertTrue(check.naive.orders.moved > 100, () -> "pegged orders moved " + check.naive.orders.moved + " times");
        assertTrue(
                check.naive.orders.tradedWhole > 100,
                () -> "all-or-none orders found what they need " + check.naive.orders.tradedWhole + " times");
        final NaiveLists lists = check.naive.orders.lists;
        assertTrue(lists.wentToMarket > 100, () -> "held orders went to the market " + lists.wentToMarket + " times");
        assertTrue(lists.wentAlone > 100, () -> "partners expired " + lists.wentAlone + " times");
        final NaiveQuotes quotes = check.naive.orders.quotes;
        assertTrue(quotes.pulled > 100, () -> "quotes were pulled " + quotes.pulled + " times");
        assertTrue(quotes.stayed > 100, () -> "quotes stayed in their place " + quotes.stayed + " times");
        final int interrupted = check.naive.orders.interrupted;
        assertTrue(interrupted > 50, () -> "instruments left their price bands " + interrupted + " times");
        final int shared = check.naive.orders.shared;
        assertTrue(shared > COMMANDS / 500, () -> "what stood at a price traded together " + shared + " times");
        for (final NaiveMarket market : check.naive.markets) {
            assertTrue(market.trades > COMMANDS / 500, () -> "trades of instrument " + market.instrumentId);
        }
    }
}
