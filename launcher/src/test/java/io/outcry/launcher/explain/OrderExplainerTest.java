/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outcry.codecs.types.ExecType;
import io.outcry.codecs.types.Side;
import io.outcry.codecs.types.TimeInForce;
import io.outcry.launcher.journal.RecordedRun;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrderExplainerTest {
    private static final int ALICE = 1;
    private static final int BOB = 2;
    private static final int CAROL = 3;

    @TempDir
    private Path directory;

    @Test
    void shouldTellWhatWasAheadAndWhatMovedTheOrderForward() {
        record(run -> {
            run.order(BOB, Side.BUY, 3, 101, TimeInForce.GTC);
            final long first = run.order(BOB, Side.BUY, 5, 100, TimeInForce.GTC);
            final long second = run.order(CAROL, Side.BUY, 7, 100, TimeInForce.GTC);
            run.order(ALICE, Side.BUY, 4, 100, TimeInForce.GTC);
            run.cancel(BOB, first);
            run.replace(CAROL, second, 6, 100);
            run.order(CAROL, Side.BUY, 9, 100, TimeInForce.GTC);
            run.order(BOB, Side.SELL, 5, 100, TimeInForce.GTC);
        });
        final OrderLife life = life(ALICE, 4);
        assertEquals(
                List.of(
                        "NEW 2 with 12, 1 with 3 better",
                        "AHEAD_CANCELED 5: 1 with 7",
                        "AHEAD_REPLACED 1: 1 with 6",
                        "AHEAD_FILLED 2: 1 with 4"),
                steps(life));
        assertEquals(BOB, life.steps().get(3).others().takerAccountId());
        assertEquals(2, life.tradedLots());
        assertEquals(OrderLife.State.OPEN, life.state());
        assertEquals(new OrderStep.Place(1, 4, 0, 0L), life.place());
        assertEquals(new OrderLife.Total(1, 5), life.ahead().get(OrderStep.Type.AHEAD_CANCELED));
    }

    @Test
    void shouldTellTheRoleAndTheOtherSideOfEachFill() {
        record(run -> {
            run.order(BOB, Side.SELL, 2, 100, TimeInForce.GTC);
            run.order(ALICE, Side.BUY, 5, 100, TimeInForce.GTC);
            run.order(CAROL, Side.SELL, 3, 100, TimeInForce.GTC);
        });
        final OrderLife life = life(ALICE, 2);
        assertEquals(List.of("NEW 0 with 0", "TRADE 2: 0 with 0", "TRADE 3"), steps(life));
        assertEquals(OrderStep.Role.TAKER, life.steps().get(1).fill().role());
        assertEquals(BOB, life.steps().get(1).fill().otherAccountId());
        assertEquals(OrderStep.Role.MAKER, life.steps().get(2).fill().role());
        assertEquals(CAROL, life.steps().get(2).fill().otherAccountId());
        assertEquals(OrderLife.State.FILLED, life.state());
        assertEquals(5, life.cumLots());
        assertTrue(text(life).contains("FILLED: 0.00005 at 1 on average"), text(life));
    }

    @Test
    void shouldTellWhetherAReplaceKeptThePlace() {
        record(run -> {
            run.order(ALICE, Side.BUY, 5, 100, TimeInForce.GTC);
            run.order(BOB, Side.BUY, 7, 100, TimeInForce.GTC);
            run.replace(ALICE, 1, 4, 100);
            run.replace(ALICE, 3, 6, 100);
            run.replace(ALICE, 4, 6, 99);
        });
        final OrderLife life = life(ALICE, 1);
        assertEquals(
                List.of(true, false, false),
                life.steps().stream().skip(1).map(OrderStep::keptPlace).toList());
        assertEquals(
                List.of(
                        "NEW 0 with 0",
                        "REPLACED 4: 0 with 0",
                        "REPLACED 6: 1 with 7",
                        "REPLACED 6: 0 with 0, 1 with 7 better"),
                steps(life));
    }

    @Test
    void shouldFindAnOrderByTheNumberThatAReplaceGaveIt() {
        record(run -> {
            run.order(ALICE, Side.BUY, 5, 100, TimeInForce.GTC);
            run.replace(ALICE, 1, 4, 100);
        });
        assertEquals(1, life(ALICE, 2).clOrdId());
    }

    @Test
    void shouldTellTheReasonOfARejectInWords() {
        record(run -> run.order(ALICE, Side.BUY, Long.MAX_VALUE, 100, TimeInForce.GTC));
        final OrderLife life = life(ALICE, 1);
        assertEquals(OrderLife.State.REJECTED, life.state());
        assertNull(life.orderId());
        assertTrue(text(life).contains("rejected, INVALID_QUANTITY: Quantity is null, zero"), text(life));
    }

    @Test
    void shouldTellThatWhatCouldNotTradeAtOnceExpired() {
        record(run -> run.order(ALICE, Side.BUY, 5, 100, TimeInForce.IOC));
        final OrderLife life = life(ALICE, 1);
        assertEquals(List.of("NEW", "EXPIRED"), steps(life));
        assertEquals(OrderLife.State.EXPIRED, life.state());
    }

    @Test
    void shouldTellThatAnIcebergMovesBackWithEachPart() {
        record(run -> {
            run.iceberg(ALICE, Side.BUY, 6, 100, 2);
            run.order(BOB, Side.BUY, 7, 100, TimeInForce.GTC);
            run.order(CAROL, Side.SELL, 2, 100, TimeInForce.GTC);
        });
        assertEquals(List.of("NEW 0 with 0", "TRADE 2: 1 with 7", "MOVED: 1 with 7"), steps(life(ALICE, 1)));
    }

    @Test
    void shouldLeaveOutStepsAheadWhenThereAreMany() {
        final int ahead = 50;
        record(run -> {
            for (int i = 0; i < ahead; i++) {
                run.order(BOB, Side.BUY, 1, 100, TimeInForce.GTC);
            }
            run.order(ALICE, Side.BUY, 5, 100, TimeInForce.GTC);
            for (int i = 1; i <= ahead; i++) {
                run.cancel(BOB, i);
            }
        });
        final OrderLife life = life(ALICE, ahead + 1);
        assertEquals(ahead, life.omittedSteps() + life.steps().size() - 1);
        assertTrue(life.omittedSteps() > 0);
        assertEquals("AHEAD_CANCELED 1: 0 with 0", steps(life).get(life.steps().size() - 1));
        assertEquals(new OrderLife.Total(ahead, ahead), life.ahead().get(OrderStep.Type.AHEAD_CANCELED));
        assertTrue(text(life).contains("... " + life.omittedSteps() + " more such steps"), text(life));
    }

    @ParameterizedTest
    @EnumSource(
            value = ExecType.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"ORDER_STATUS", "SBE_UNKNOWN", "NULL_VAL"})
    void shouldKnowAStepForEverythingThatHappensToAnOrder(final ExecType execType) {
        assertFalse(OrderStep.Type.valueOf(execType.name()).isAhead());
    }

    @Test
    void shouldTellEveryOrderThatHadTheNumberWhenItIsUsedAgain() {
        record(run -> {
            final long first = run.order(ALICE, Side.BUY, 5, 100, TimeInForce.IOC);
            run.reuse(first);
            run.order(ALICE, Side.BUY, 6, 100, TimeInForce.GTC);
        });
        assertEquals(
                List.of(OrderLife.State.EXPIRED, OrderLife.State.OPEN),
                OrderExplainer.explain(directory, ALICE, 1, done -> {}).stream()
                        .map(OrderLife::state)
                        .toList());
    }

    @Test
    void shouldTellNothingWhenThereIsNoSuchOrder() {
        record(run -> run.order(ALICE, Side.BUY, 5, 100, TimeInForce.GTC));
        assertEquals(List.of(), OrderExplainer.explain(directory, BOB, 1, done -> {}));
        assertEquals(List.of(), OrderExplainer.explain(directory, 5, done -> {}));
    }

    private void record(final Consumer<RecordedRun> flow) {
        try (RecordedRun run = new RecordedRun(directory)) {
            flow.accept(run);
        }
    }

    private OrderLife life(final int accountId, final long clOrdId) {
        final List<OrderLife> lives = OrderExplainer.explain(directory, accountId, clOrdId, done -> {});
        assertEquals(1, lives.size());
        return lives.get(0);
    }

    private static List<String> steps(final OrderLife life) {
        assertFalse(life.steps().isEmpty());
        return life.steps().stream().map(OrderExplainerTest::words).toList();
    }

    private static String words(final OrderStep step) {
        final String qty =
                step.type() == OrderStep.Type.NEW || step.qtyLots() == null || step.type() == OrderStep.Type.EXPIRED
                        ? ""
                        : " " + step.qtyLots();
        if (step.place() == null) {
            return step.type() + qty;
        }
        final Integer better = step.place().betterOrders();
        return step.type() + qty + (step.type() == OrderStep.Type.NEW ? " " : ": ")
                + step.place().orders() + " with "
                + step.place().qtyLots()
                + (better == null || better == 0
                        ? ""
                        : ", " + better + " with " + step.place().betterQtyLots() + " better");
    }

    private static String text(final OrderLife life) {
        return String.join(
                "\n",
                Stream.concat(Stream.of(""), OrderLifeText.lines(life).stream()).toList());
    }
}
