/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.aeron.Aeron;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.outcry.codecs.Instrument;
import io.outcry.codecs.types.MessageHeaderEncoder;
import io.outcry.codecs.types.Side;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.agrona.LangUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarketDataFeedTest {
    @TempDir
    Path directory;

    private final List<String> told = new ArrayList<>();

    /** Sequences of the changes of books that were told. */
    private final List<Long> changes = new ArrayList<>();

    private RuntimeException fault;
    private MediaDriver driver;
    private Aeron aeron;
    private TestExchange exchange;
    private MarketDataFeed feed;

    @BeforeEach
    void setUp() {
        driver = MediaDriver.launch(new MediaDriver.Context()
                .aeronDirectoryName(directory.resolve("aeron").toString())
                .threadingMode(ThreadingMode.INVOKER)
                .termBufferSparseFile(true)
                .untetheredWindowLimitTimeoutNs(TimeUnit.MILLISECONDS.toNanos(10))
                .untetheredLingerTimeoutNs(TimeUnit.MILLISECONDS.toNanos(2))
                .timerIntervalNs(TimeUnit.MILLISECONDS.toNanos(1))
                .dirDeleteOnShutdown(true));
        aeron = Aeron.connect(new Aeron.Context()
                .aeronDirectoryName(driver.aeronDirectoryName())
                .useConductorAgentInvoker(true)
                .driverAgentInvoker(driver.sharedAgentInvoker())
                .errorHandler(LangUtil::rethrowUnchecked));
        exchange = new TestExchange(aeron, this::invoke, 42);
    }

    @AfterEach
    void tearDown() {
        if (feed != null) {
            feed.close();
        }
        exchange.close();
        aeron.close();
        driver.close();
    }

    @Test
    void shouldFollowFromTheFirstMessageWithoutSnapshots() {
        join();
        run(5);
        assertFalse(feed.isWhole());
        exchange.define();
        exchange.define();
        run(3);
        assertTrue(feed.isWhole());
        assertFalse(exchange.snapshotsWanted());
        for (int i = 0; i < 1_000; i++) {
            exchange.step();
            run(1);
        }
        awaitSame();
        assertEquals(0, exchange.loops);
        assertEquals(List.of("SYM1 defined", "1 whole", "SYM2 defined", "2 whole"), told);
        assertEquals(exchange.sequence, feed.sequence());
        assertEquals(2, feed.book("SYM2").instrumentId());
        assertNull(feed.book("SYM3"));
        assertEquals(2, feed.instruments().size());
    }

    @Test
    void shouldBecomeWholeWhenJoiningAtAnyTime() {
        final Random random = new Random(7);
        exchange.define();
        exchange.define();
        exchange.define();
        for (int round = 0; round < 30; round++) {
            steps(random.nextInt(300));
            join();
            for (int i = 0; !feed.isWhole(); i++) {
                exchange.step();
                exchange.sendSnapshots(1 + random.nextInt(40));
                run(1);
                assertTrue(i < 100_000, "not whole");
            }
            steps(20);
            awaitSame();
            await(() -> !exchange.snapshotsWanted());
            assertEquals(0, feed.brokenFrames());
            feed.close();
        }
    }

    @Test
    void shouldBecomeWholeWhenJoiningAnIdleExchange() {
        exchange.define();
        exchange.define();
        steps(100);
        join();
        await(feed::isWhole);
        awaitSame();
        assertEquals(exchange.sequence, feed.sequence());
        steps(100);
        awaitSame();
        assertFalse(exchange.snapshotsWanted());
        exchange.define();
        await(() -> feed.book(3) != null && feed.isWhole());
        assertFalse(exchange.snapshotsWanted());
        assertEquals(0, feed.gaps());
    }

    @Test
    void shouldRecoverFromGap() {
        exchange.define();
        exchange.define();
        join();
        await(feed::isWhole);
        final Random random = new Random(3);
        for (int round = 0; round < 20; round++) {
            steps(50);
            await(() -> feed.isWhole() && feed.sequence() == exchange.sequence);
            told.clear();
            exchange.toLose = 1 + random.nextInt(5);
            for (int i = 0; i < 6; i++) {
                exchange.step();
            }
            run(1);
            assertEquals(List.of("1 suspect", "2 suspect"), told);
            assertFalse(feed.isWhole());
            await(feed::isWhole);
            awaitSame();
        }
        assertTrue(feed.gaps() >= 20);
    }

    @Test
    void shouldFindInstrumentThatWasDefinedInGap() {
        exchange.define();
        join();
        await(feed::isWhole);
        exchange.toLose = 1;
        exchange.define();
        steps(100);
        await(() -> feed.isWhole() && feed.book(2) != null);
        awaitSame();
    }

    @Test
    void shouldRecoverWhenPublisherStartsAnew() {
        exchange.define();
        join();
        await(feed::isWhole);
        steps(100);
        run(5);
        exchange.close();
        await(() -> told.contains("1 suspect"));
        assertTrue(told.contains("L3 lost"));
        exchange.connect();
        steps(100);
        await(feed::isWhole);
        awaitSame();
    }

    @Test
    void shouldRecoverWhenDroppedForBeingSlow() {
        exchange.define();
        join();
        await(feed::isWhole);
        told.clear();
        try (var tethered = aeron.addSubscription("aeron:ipc", MarketDataStream.L3.streamId())) {
            final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (!told.contains("L3 lost") && System.nanoTime() < deadlineNs) {
                // The feed is not polled while the stream goes on.
                for (int i = 0; i < 20_000; i++) {
                    exchange.step();
                    invoke();
                    tethered.poll((buffer, offset, length, header) -> {}, 100);
                }
                feed.poll(1);
            }
        }
        await(feed::isWhole);
        awaitSame();
    }

    @Test
    void shouldMakeBookSuspectWhenMessageCannotBeTrue() {
        exchange.define();
        exchange.define();
        join();
        await(feed::isWhole);
        steps(100);
        run(5);
        exchange.sequence++;
        exchange.publish(exchange.encodeDeleted(2, 999_999));
        run(1);
        assertEquals(1, feed.brokenFrames());
        assertTrue(feed.book(1).isWhole());
        assertFalse(feed.book(2).isWhole());
        steps(100);
        await(feed::isWhole);
        awaitSame();
    }

    @Test
    void shouldStartOverWhenTooMuchIsPending() {
        exchange.define();
        exchange.define();
        steps(400);
        join(new MarketDataFeedContext().pendingLimitBytes(1024));
        for (int i = 0; i < 500; i++) {
            exchange.step();
            exchange.sendSnapshots(1);
            run(1);
        }
        assertFalse(feed.isWhole(), "a snapshot of 100 orders takes longer than 1 KiB of increments");
        await(feed::isWhole);
        awaitSame();
    }

    @Test
    void shouldCountAndSkipForeignFrames() {
        exchange.define();
        join();
        await(feed::isWhole);
        final MessageHeaderEncoder header = new MessageHeaderEncoder();
        exchange.publish(3);
        header.wrap(exchange.buffer, 0)
                .blockLength(28)
                .templateId(4)
                .schemaId(2)
                .version(1);
        exchange.publish(36);
        header.schemaId(3).version(2);
        exchange.publish(36);
        header.version(1).templateId(99);
        exchange.publish(36);
        header.templateId(4);
        exchange.publish(35);
        header.blockLength(27);
        exchange.publish(36);
        run(2);
        assertEquals(6, feed.skippedFrames());
        steps(10);
        awaitSame();
        assertEquals(0, feed.gaps());
    }

    @Test
    void shouldApplyEveryIncrementOfABatchInOrder() {
        exchange.define();
        exchange.define();
        join();
        await(feed::isWhole);
        awaitSame();
        changes.clear();
        final long before = exchange.sequence;
        for (int round = 0; round < 50; round++) {
            gather(15);
            exchange.sendBatch();
            assertEquals(1, pollOnce(), "messages behind the first are no fragments of their own");
            assertEquals(exchange.sequence, feed.sequence());
        }
        awaitSame();
        assertEquals(range(before + 1, exchange.sequence), changes);
        assertEquals(0, feed.gaps());
        assertEquals(0, feed.skippedFrames());
    }

    @Test
    void shouldApplyDefinitionAndWhatFollowsItInOneBatch() {
        join();
        exchange.gathers = true;
        exchange.define();
        gather(5);
        exchange.define();
        gather(5);
        exchange.sendBatch();
        run(2);
        awaitSame();
        assertEquals(2, feed.instruments().size());
        assertFalse(exchange.snapshotsWanted());
    }

    @Test
    void shouldBecomeWholeWhenJoiningWhileBatchesArrive() {
        final Random random = new Random(11);
        exchange.gathersSnapshots = true;
        exchange.define();
        exchange.define();
        exchange.define();
        for (int round = 0; round < 30; round++) {
            gather(random.nextInt(15));
            exchange.sendBatch();
            join();
            for (int i = 0; !feed.isWhole(); i++) {
                gather(1 + random.nextInt(15));
                exchange.sendBatch();
                exchange.sendSnapshots(1 + random.nextInt(40));
                run(1);
                assertTrue(i < 10_000, "not whole");
            }
            gather(15);
            exchange.sendBatch();
            awaitSame();
            assertEquals(0, feed.brokenFrames());
            assertEquals(0, feed.skippedFrames());
            feed.close();
        }
    }

    @Test
    void shouldApplyWhatIsBeforeAnInvalidMessageAndRecoverFromWhatIsBehindIt() {
        exchange.define();
        join();
        await(feed::isWhole);
        steps(50);
        awaitSame();
        changes.clear();
        told.clear();
        final long before = exchange.sequence;
        gather(3);
        new MessageHeaderEncoder()
                .wrap(exchange.buffer, 0)
                .blockLength(28)
                .templateId(99)
                .schemaId(3)
                .version(1);
        exchange.publish(36);
        gather(3);
        exchange.sendBatch();
        run(2);
        assertEquals(1, feed.skippedFrames());
        assertEquals(range(before + 1, before + 3), changes);
        assertEquals(before + 3, feed.sequence());
        assertEquals(0, feed.gaps());
        assertEquals(List.of(), told);
        exchange.gathers = false;
        exchange.step();
        run(2);
        assertEquals(1, feed.gaps());
        assertEquals(List.of("1 suspect"), told);
        await(feed::isWhole);
        awaitSame();
        assertEquals(1, feed.skippedFrames());
        assertEquals(1, feed.gaps());
    }

    @Test
    void shouldSkipTheRestWhenTheLastMessageOfABatchIsCutOff() {
        exchange.define();
        join();
        await(feed::isWhole);
        final long before = exchange.sequence;
        gather(2);
        exchange.sequence++;
        exchange.publish(exchange.encodeDeleted(1, 1) - 1);
        exchange.sendBatch();
        run(2);
        assertEquals(before + 2, feed.sequence());
        assertEquals(1, feed.skippedFrames());
    }

    @Test
    void shouldTellTheRestOfABatchWhenTheListenerThrows() {
        exchange.define();
        join();
        await(feed::isWhole);
        awaitSame();
        changes.clear();
        final long before = exchange.sequence;
        fault = new IllegalStateException("a fault of the strategy");
        gather(10);
        exchange.sendBatch();
        assertSame(fault, assertThrows(IllegalStateException.class, () -> run(2)));
        assertEquals(range(before + 1, before + 10), changes);
        awaitSame();
        assertEquals(0, feed.gaps());
    }

    @Test
    void shouldTellNothingMoreWhenTheListenerClosesTheFeedWithinABatch() {
        exchange.define();
        join();
        await(feed::isWhole);
        changes.clear();
        closesAtChange = true;
        gather(10);
        exchange.sendBatch();
        run(1);
        assertEquals(1, changes.size());
    }

    private boolean closesAtChange;

    private void changed(final BookView book) {
        changes.add(book.sequence());
        if (closesAtChange) {
            feed.close();
        }
        if (fault != null && changes.size() == 3) {
            throw fault;
        }
    }

    /** Random events that wait for {@code sendBatch}. */
    private void gather(final int count) {
        exchange.gathers = true;
        for (int i = 0; i < count; i++) {
            assertTrue(exchange.hasRoomInBatch());
            exchange.step();
        }
    }

    private int pollOnce() {
        invoke();
        return feed.poll();
    }

    private static List<Long> range(final long first, final long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    private void join() {
        join(new MarketDataFeedContext());
    }

    private void join(final MarketDataFeedContext context) {
        feed = new MarketDataFeed(context.aeron(aeron).listener(new MarketDataListener() {
            @Override
            public void onInstrument(final Instrument instrument) {
                told.add(instrument.symbol() + " defined");
            }

            @Override
            public void onBookWhole(final BookView book) {
                assertNotNull(book.instrument());
                told.add(book.instrumentId() + " whole");
            }

            @Override
            public void onBookSuspect(final BookView book) {
                told.add(book.instrumentId() + " suspect");
            }

            @Override
            public void onOrderAdded(
                    final BookView book,
                    final long timeNs,
                    final long orderId,
                    final Side side,
                    final long price,
                    final long qty) {
                changed(book);
            }

            @Override
            public void onOrderReduced(
                    final BookView book,
                    final long timeNs,
                    final long orderId,
                    final Side side,
                    final long price,
                    final long qty) {
                changed(book);
            }

            @Override
            public void onOrderDeleted(
                    final BookView book,
                    final long timeNs,
                    final long orderId,
                    final Side side,
                    final long price,
                    final long qty) {
                changed(book);
            }

            @Override
            public void onTrade(
                    final BookView book,
                    final long timeNs,
                    final long tradeId,
                    final long makerOrderId,
                    final long takerOrderId,
                    final Side takerSide,
                    final long price,
                    final long qty) {
                changed(book);
            }

            @Override
            public void onStreamLost(final MarketDataStream stream) {
                told.add(stream + " lost");
            }
        }));
        // Connect to L3 before anything else is published.
        run(5);
    }

    private void steps(final int count) {
        for (int i = 0; i < count; i++) {
            exchange.step();
            if (i % 20 == 0) {
                run(1);
            }
        }
    }

    private void run(final int cycles) {
        for (int i = 0; i < cycles; i++) {
            invoke();
            if (feed != null) {
                feed.poll();
            }
        }
    }

    private void invoke() {
        driver.sharedAgentInvoker().invoke();
        aeron.conductorAgentInvoker().invoke();
    }

    private void await(final BooleanSupplier condition) {
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            exchange.sendSnapshots(10);
            run(1);
            if (System.nanoTime() > deadlineNs) {
                fail("feed at " + feed.sequence() + " of " + exchange.sequence + ", " + told);
            }
        }
    }

    private void awaitSame() {
        await(() -> feed.isWhole() && feed.sequence() >= exchange.sequence);
        for (int i = 1; i <= exchange.books.size(); i++) {
            exchange.books.get(i - 1).assertSame(feed.book(i), "book " + i);
            assertEquals(exchange.books.get(i - 1).lastTradeId, feed.book(i).lastTradeId());
        }
    }
}
