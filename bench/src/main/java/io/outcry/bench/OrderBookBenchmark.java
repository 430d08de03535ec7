/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench;

import io.outcry.matching.OrderBook;
import io.outcry.matching.OrderPool;
import io.outcry.matching.PriceTimeBook;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Single operations of the book that the engine trades on. Each leaves the book as it found it, so an operation is measured
 * together with what undoes it; the figure is for one order in, and out again.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OrderBookBenchmark {
    private static final long BEST_BID = 100_000;
    private static final long GAP = 50_000;
    private static final int LEVELS = 500;
    private static final int ORDERS_PER_LEVEL = 20;
    private static final int QUEUE = 1_024;

    private final OrderPool orders = new OrderPool();
    private final OrderBook book = new PriceTimeBook(orders);
    private final int[] queue = new int[QUEUE];
    private final int[] swept = new int[1_000];
    private int front;

    /** Made by JMH. */
    public OrderBookBenchmark() {}

    /** Opens a book of 10,000 buy orders at 500 prices, with a queue of 1,024 more at one price. */
    @Setup
    public void open() {
        for (int level = 0; level < LEVELS; level++) {
            for (int i = 0; i < ORDERS_PER_LEVEL; i++) {
                add(BEST_BID - level);
            }
        }
        for (int i = 0; i < QUEUE; i++) {
            queue[i] = add(BEST_BID - LEVELS);
        }
    }

    /** In at the back of the best price, and out from there. */
    @Benchmark
    public void addAtTouch() {
        remove(add(BEST_BID));
    }

    /** In at the back of a price 300 ticks down, and out from there. */
    @Benchmark
    public void addDeep() {
        remove(add(BEST_BID - 300));
    }

    /** Out from the front of a queue of 1,024, and in again at its back. */
    @Benchmark
    public void cancelFront() {
        requeue(front);
        front = front + 1 & QUEUE - 1;
    }

    /** Out from the middle of a queue of 1,024, and in again at its back. */
    @Benchmark
    public void cancelMiddle() {
        requeue(front + QUEUE / 2 & QUEUE - 1);
        front = front + 1 & QUEUE - 1;
    }

    /** Out from the back of a queue of 1,024, and in again there. */
    @Benchmark
    public void cancelBack() {
        requeue(front);
    }

    /** One order in at a price of its own in front of the others, and taken from there as best one. */
    @Benchmark
    public void sweepOne() {
        sweep(1);
    }

    /** Ten orders at ten prices, swept. */
    @Benchmark
    @OperationsPerInvocation(10)
    public void sweepTen() {
        sweep(10);
    }

    /** A thousand orders at a thousand prices, swept. */
    @Benchmark
    @OperationsPerInvocation(1_000)
    public void sweepThousand() {
        sweep(1_000);
    }

    /**
     * The best order in and out across 50,000 empty prices.
     *
     * @return the order that is best afterwards
     */
    @Benchmark
    public int bestAcrossGap() {
        remove(add(BEST_BID + GAP));
        return book.best(true);
    }

    private void sweep(final int count) {
        for (int i = 0; i < count; i++) {
            swept[i] = add(BEST_BID + 1 + i);
        }
        for (int i = count - 1; i >= 0; i--) {
            final int best = book.best(true, BEST_BID + 1);
            if (best != swept[i]) {
                throw new IllegalStateException("swept " + best + " instead of " + swept[i]);
            }
            remove(best);
        }
    }

    private void requeue(final int index) {
        book.remove(queue[index], true);
        book.add(queue[index], true, BEST_BID - LEVELS);
    }

    private int add(final long price) {
        final int order = orders.acquire();
        orders.side(order, true);
        orders.leavesQty(order, 1);
        book.add(order, true, price);
        return order;
    }

    private void remove(final int order) {
        book.remove(order, true);
        orders.release(order);
    }
}
