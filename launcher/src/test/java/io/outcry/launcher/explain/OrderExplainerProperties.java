/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outcry.client.BookView;
import io.outcry.client.IncrementalFrame;
import io.outcry.codecs.types.Side;
import io.outcry.codecs.types.TimeInForce;
import io.outcry.launcher.journal.RecordedRun;
import io.outcry.matching.EventBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of a queue, compared with a count of the orders that the market was shown, after every command. */
class OrderExplainerProperties {
    private static final int COMMANDS = 400;
    private static final int ACCOUNTS = 4;

    /** What the market was shown in front of an order. */
    private record Shown(int orders, long qty) {}

    @TempDir
    private Path directory;

    private final BookView book = new BookView(1);
    private final IncrementalFrame frame = new IncrementalFrame();
    private final Map<Long, Map<Long, Shown>> shownByCommand = new HashMap<>();
    private final TreeSet<Long> orderIds = new TreeSet<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void shouldTellThePlacesThatThePublicOrdersGive(final long seed) {
        try (RecordedRun run = new RecordedRun(directory)) {
            trade(run, new Random(seed));
        }
        int compared = 0;
        for (final long orderId : orderIds) {
            final OrderLife life =
                    OrderExplainer.explain(directory, orderId, done -> {}).get(0);
            compared += compare(life, "seed " + seed + ", order " + orderId);
        }
        assertTrue(compared > COMMANDS / 2, "compared only " + compared);
    }

    private void trade(final RecordedRun run, final Random random) {
        for (int i = 0; i < COMMANDS; i++) {
            final int account = 1 + random.nextInt(ACCOUNTS);
            final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            final long qty = 1 + random.nextInt(9);
            final long price = side == Side.BUY ? 97 + random.nextInt(5) : 99 + random.nextInt(5);
            final long clOrdId = 1 + random.nextInt(i + 1);
            switch (random.nextInt(8)) {
                case 0 -> run.cancel(account, clOrdId);
                case 1 -> run.replace(account, clOrdId, qty, price);
                case 2 -> run.order(account, side, qty, price, TimeInForce.IOC);
                case 3 -> run.iceberg(account, side, 2 * qty, price, qty);
                case 4 -> run.iceberg(account, side, qty, price, 0);
                default -> run.order(account, side, qty, price, TimeInForce.GTC);
            }
            takePublicEvents(run.given());
            shownByCommand.put(run.core().sequence(), shown());
        }
    }

    private void takePublicEvents(final EventBuffer events) {
        for (int at = 0; at < events.end(); at = events.next(at)) {
            if (frame.wrap(events.buffer(), EventBuffer.messageOffset(at), events.messageLength(at))
                    && !frame.isDefinition()) {
                assertTrue(frame.applyTo(book), frame::toString);
            }
        }
    }

    private Map<Long, Shown> shown() {
        final Map<Long, Shown> shown = new HashMap<>();
        for (final Side side : List.of(Side.BUY, Side.SELL)) {
            final Map<Long, Shown> byPrice = new HashMap<>();
            book.forEachOrder(side, (orderId, price, qty) -> {
                final Shown ahead = byPrice.getOrDefault(price, new Shown(0, 0));
                shown.put(orderId, ahead);
                byPrice.put(price, new Shown(ahead.orders + 1, ahead.qty + qty));
            });
        }
        orderIds.addAll(shown.keySet());
        return shown;
    }

    private int compare(final OrderLife life, final String where) {
        int compared = 0;
        for (final OrderStep step : life.steps()) {
            final Shown expected = shownByCommand.get(step.sequence()).get(life.orderId());
            assertEquals(expected == null, step.place() == null, () -> where + ", " + step);
            if (expected != null) {
                assertEquals(
                        expected, new Shown(step.place().orders(), step.place().qtyLots()), () -> where + ", " + step);
                compared++;
            }
        }
        if (life.state() == OrderLife.State.OPEN) {
            final Shown now = shown().get(life.orderId());
            assertEquals(now, new Shown(life.place().orders(), life.place().qtyLots()), where);
        }
        if (life.omittedSteps() == 0) {
            assertNothingIsUntold(life, where);
        }
        return compared;
    }

    /** Between two steps, and behind the last one, the market was shown no other place. */
    private void assertNothingIsUntold(final OrderLife life, final String where) {
        Shown told = null;
        int step = 0;
        for (long sequence = life.steps().get(0).sequence(); shownByCommand.containsKey(sequence); sequence++) {
            while (step < life.steps().size() && life.steps().get(step).sequence() == sequence) {
                final OrderStep.Place place = life.steps().get(step++).place();
                told = place == null ? null : new Shown(place.orders(), place.qtyLots());
            }
            assertEquals(shownByCommand.get(sequence).get(life.orderId()), told, where + ", command " + sequence);
        }
    }
}
