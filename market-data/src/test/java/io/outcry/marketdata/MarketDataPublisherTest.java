/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.marketdata;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import io.aeron.Aeron;
import io.aeron.Subscription;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.exceptions.ConfigurationException;
import io.outcry.client.BookView;
import io.outcry.client.MarketDataFeed;
import io.outcry.client.MarketDataFeedContext;
import io.outcry.client.MarketDataListener;
import io.outcry.client.MarketDataStream;
import io.outcry.codecs.Instrument;
import io.outcry.codecs.MessageBatch;
import io.outcry.codecs.NullValue;
import io.outcry.codecs.StreamIds;
import io.outcry.codecs.types.MessageHeaderEncoder;
import io.outcry.codecs.types.Side;
import io.outcry.codecs.types.TradingStatus;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarketDataPublisherTest {
    private static final int WARM_UP_STEPS = 100_000;
    private static final int MEASURED_STEPS = 20_000;

    @TempDir
    Path directory;

    private final List<AutoCloseable> closeables = new ArrayList<>();
    private MediaDriver driver;
    private Aeron aeron;
    private TestEngine engine;
    private MarketDataPublisher publisher;
    private long nowNs;

    /** Recorders of this stream do not read. */
    private int stalledStreamId;

    @BeforeEach
    void setUp() {
        driver = MediaDriver.launch(new MediaDriver.Context()
                .aeronDirectoryName(directory.resolve("aeron").toString())
                .threadingMode(ThreadingMode.INVOKER)
                .ipcTermBufferLength(1 << 20)
                .untetheredWindowLimitTimeoutNs(TimeUnit.MILLISECONDS.toNanos(10))
                .untetheredLingerTimeoutNs(TimeUnit.MILLISECONDS.toNanos(2))
                .timerIntervalNs(TimeUnit.MILLISECONDS.toNanos(1))
                .dirDeleteOnShutdown(true));
        aeron = Aeron.connect(new Aeron.Context()
                .aeronDirectoryName(driver.aeronDirectoryName())
                .useConductorAgentInvoker(true)
                .driverAgentInvoker(driver.sharedAgentInvoker()));
        engine = new TestEngine(aeron, 42);
    }

    @AfterEach
    void tearDown() throws Exception {
        for (final AutoCloseable closeable : closeables) {
            closeable.close();
        }
        if (publisher != null) {
            publisher.close();
        }
        engine.close();
        aeron.close();
        driver.close();
    }

    @Test
    void shouldForwardFramesAsTheyAre() {
        launch(null);
        final List<byte[]> l3 = record(StreamIds.MARKET_DATA_L3);
        final List<byte[]> trades = record(StreamIds.TRADES);
        run(5);
        engine.define();
        engine.define();
        steps(5_000);
        await(() -> publisher.sequence() == engine.sequence);
        run(5);
        assertSameFrames(engine.frames, l3);
        assertSameFrames(tradesAndDefinitionsOf(engine.frames), trades);
        assertTrue(trades.size() > 100);
        assertEquals(engine.sequence, counter(MarketDataCounters.PUBLIC_SEQUENCE_TYPE_ID));
        assertEquals(0, counter(MarketDataCounters.GAPS_FILLED_TYPE_ID));
    }

    @Test
    void shouldPublishLevelsAndBestPricesOfTheBooks() {
        launch(null);
        run(5);
        engine.define();
        engine.define();
        steps(300);
        final Levels levels = new Levels();
        final MarketDataFeed feed = join(levels, MarketDataStream.L2, MarketDataStream.L1);
        await(() -> levels.best.size() == 2 && feed.isWhole());
        final Random random = new Random(5);
        for (int i = 0; i < 500; i++) {
            final int batch = random.nextInt(100);
            for (int j = 0; j < batch; j++) {
                engine.step();
            }
            await(() -> publisher.sequence() == engine.sequence);
            drainFeeds(feed);
            levels.assertSame(engine.books);
        }
        // Another one joins late and is told everything.
        final Levels late = new Levels();
        final MarketDataFeed lateFeed = join(late, MarketDataStream.L2, MarketDataStream.L1);
        await(() -> late.best.size() == 2);
        drainFeeds(lateFeed);
        late.assertSame(engine.books);
        drainFeeds(feed);
        levels.assertSame(engine.books);
    }

    /** Halted, calling for an auction, then open again, with a listener on each stream that came before and one that comes late. */
    @Test
    void shouldTellTheTradingStatusOnEveryStream() {
        launch(null);
        run(5);
        engine.define();
        engine.define();
        steps(50);
        final List<Status> early = joinEveryStream();
        early.forEach(status -> await(() -> status.feed.isWhole() && status.told.size() == 2));
        engine.define(1, TradingStatus.HALT);
        engine.define(1, TradingStatus.VOLATILITY_AUCTION);
        engine.indicate(1, 70, 5);
        engine.indicate(1, 71, 6);
        early.forEach(status -> awaitStatus("SYM1 VOLATILITY_AUCTION 6@71 SELL 1", status));
        joinEveryStream().forEach(status -> awaitStatus("SYM1 VOLATILITY_AUCTION 6@71 SELL 1", status));
        engine.define(1, TradingStatus.OPEN);
        early.forEach(status -> awaitStatus("SYM1 OPEN 0@null NULL_VAL 0", status));
        joinEveryStream().forEach(status -> awaitStatus("SYM1 OPEN 0@null NULL_VAL 0", status));
        for (final Status status : early) {
            final List<String> later = status.told.subList(2, status.told.size());
            assertTrue(
                    List.of("SYM1 HALT", "SYM1 VOLATILITY_AUCTION", "1: 5@70", "1: 6@71", "SYM1 OPEN")
                            .containsAll(later),
                    later::toString);
            assertEquals(later.stream().distinct().count(), later.size(), later::toString);
            assertTrue(later.contains("1: 6@71"), later::toString);
        }
    }

    @Test
    void shouldLetFeedsJoinAtAnyTime() {
        launch(null);
        run(5);
        for (int i = 0; i < 3; i++) {
            engine.define();
        }
        final Random random = new Random(9);
        for (int round = 0; round < 20; round++) {
            steps(random.nextInt(500));
            final MarketDataFeed feed = join(new MarketDataListener() {}, MarketDataStream.L3);
            // Half of the time the exchange is idle meanwhile.
            final boolean isBusy = round % 2 == 0;
            await(() -> {
                if (isBusy) {
                    engine.step();
                }
                return feed.isWhole();
            });
            steps(10);
            await(() -> feed.isWhole() && feed.sequence() >= engine.sequence);
            for (final BookView book : engine.books) {
                assertEquals(orders(book), orders(feed.book(book.instrumentId())));
            }
            assertEquals(0, feed.brokenFrames());
            feed.close();
            closeables.remove(feed);
        }
    }

    @Test
    void shouldSendNoSnapshotsWhenNobodyWantsThem() {
        launch(null);
        final List<byte[]> snapshots = new ArrayList<>();
        engine.define();
        steps(100);
        await(() -> publisher.sequence() == engine.sequence);
        final MarketDataFeed feed = join(new MarketDataListener() {}, MarketDataStream.L3);
        await(feed::isWhole);
        nowNs += Audiences.INTERVAL_NS;
        run(200);
        final Subscription listener = aeron.addSubscription("aeron:ipc?tether=false", StreamIds.SNAPSHOTS);
        closeables.add(listener);
        // The stream is quiet until the publisher has seen that somebody listens.
        for (int i = 0; i < 100; i++) {
            driver.sharedAgentInvoker().invoke();
            aeron.conductorAgentInvoker().invoke();
            listener.poll((buffer, offset, length, header) -> snapshots.add(new byte[length]), 10);
        }
        assertEquals(0, snapshots.size());
        await(() -> listener.poll((buffer, offset, length, header) -> snapshots.add(new byte[length]), 10) > 0);
    }

    @Test
    void shouldDropSlowSubscriberAndGoOn() {
        launch(null);
        run(5);
        engine.define();
        final List<byte[]> l3 = record(StreamIds.MARKET_DATA_L3);
        final Subscription slow = aeron.addSubscription("aeron:ipc?tether=false", StreamIds.MARKET_DATA_L3);
        closeables.add(slow);
        run(5);
        assertTrue(slow.isConnected());
        engine.keepsFrames = false;
        await(() -> {
            for (int i = 0; i < 100 && publisher.sequence() == engine.sequence; i++) {
                engine.step();
            }
            return !slow.isConnected();
        });
        final int before = l3.size();
        steps(1_000);
        await(() -> publisher.sequence() == engine.sequence);
        run(20);
        assertEquals(before + 1_000, l3.size(), 64);
    }

    @Test
    void shouldFillGapFromEventsJournal() {
        final Path journal = directory.resolve("events");
        launch(journal);
        run(5);
        engine.journal(journal);
        final List<byte[]> l3 = record(StreamIds.MARKET_DATA_L3);
        run(5);
        engine.define();
        for (int round = 0; round < 10; round++) {
            steps(100);
            await(() -> publisher.sequence() == engine.sequence);
            engine.losesFrames = true;
            for (int i = 0; i < 200; i++) {
                engine.step();
            }
            engine.losesFrames = false;
            steps(1);
            await(() -> publisher.sequence() == engine.sequence);
        }
        run(5);
        assertSameFrames(engine.frames, l3);
        assertEquals(10, counter(MarketDataCounters.GAPS_FILLED_TYPE_ID));
    }

    @Test
    void shouldRebuildBooksFromEventsJournalAtTheStart() {
        final Path journal = directory.resolve("events");
        engine.journal(journal);
        engine.losesFrames = true;
        engine.define();
        for (int i = 0; i < 1_000; i++) {
            engine.step();
        }
        launch(journal);
        final MarketDataFeed feed = join(new MarketDataListener() {}, MarketDataStream.L3);
        await(() -> publisher.sequence() == engine.sequence && feed.isWhole());
        assertEquals(orders(engine.books.get(0)), orders(feed.book(1)));
        engine.losesFrames = false;
        steps(100);
        await(() -> feed.isWhole() && feed.sequence() == engine.sequence);
        assertEquals(orders(engine.books.get(0)), orders(feed.book(1)));
        assertEquals(0, feed.gaps());
    }

    @Test
    void shouldForwardABatchToL3AsOneFragmentAndItsTradesOneByOne() {
        launch(null);
        final List<byte[]> l3 = recordFragments(StreamIds.MARKET_DATA_L3);
        final List<byte[]> trades = recordFragments(StreamIds.TRADES);
        run(5);
        engine.define();
        engine.define();
        await(() -> publisher.sequence() == engine.sequence);
        run(5);
        l3.clear();
        final Random random = new Random(4);
        final List<byte[]> batches = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            batches.add(batch(1 + random.nextInt(15)));
            if (i % 3 == 0) {
                run(1);
            }
        }
        await(() -> publisher.sequence() == engine.sequence);
        run(5);
        assertSameFrames(batches, l3);
        assertSameFrames(tradesAndDefinitionsOf(engine.frames), trades);
        assertTrue(trades.size() > 100);
        assertEquals(engine.sequence, counter(MarketDataCounters.PUBLIC_SEQUENCE_TYPE_ID));
        assertSameOrders();
    }

    @Test
    void shouldForwardABatchFromItsFirstUnknownEventOn() {
        final Path journal = directory.resolve("events");
        launch(journal);
        run(5);
        engine.journal(journal);
        final List<byte[]> l3 = recordFragments(StreamIds.MARKET_DATA_L3);
        final List<byte[]> trades = record(StreamIds.TRADES);
        run(5);
        engine.define();
        engine.losesFrames = true;
        engine.step();
        engine.step();
        engine.losesFrames = false;
        engine.step();
        engine.gathers = true;
        for (int i = 0; i < 4; i++) {
            engine.step();
        }
        // The gap makes the publisher read the journal, which has the first events of the batch already.
        await(() -> publisher.sequence() == engine.sequence);
        final int known = engine.frames.size();
        for (int i = 0; i < 6; i++) {
            engine.step();
        }
        engine.sendBatch();
        await(() -> publisher.sequence() == engine.sequence);
        run(5);
        final List<byte[]> expected = new ArrayList<>(engine.frames.subList(0, known));
        expected.add(concat(engine.frames.subList(known, engine.frames.size())));
        assertSameFrames(expected, l3);
        assertSameFrames(tradesAndDefinitionsOf(engine.frames), trades);
        assertEquals(1, counter(MarketDataCounters.GAPS_FILLED_TYPE_ID));
        assertSameOrders();
    }

    @Test
    void shouldSendNothingTwiceWhenTradesAreRefusedInTheMiddleOfABatch() {
        launch(null);
        final List<byte[]> l3 = recordFragments(StreamIds.MARKET_DATA_L3);
        final List<byte[]> trades = record("aeron:ipc", StreamIds.TRADES, false);
        run(5);
        engine.define();
        final long maker = engine.add(1, Side.BUY, 100, 1_000_000);
        await(() -> publisher.sequence() == engine.sequence);
        run(5);
        l3.clear();
        final List<byte[]> batches = fillTradesStream(maker);
        run(10);
        final long stuckAt = publisher.sequence();
        assertTrue(stuckAt < engine.sequence);
        assertTrue(engine.sequence - 4 < stuckAt, "the refused trade is not in the middle of the last batch");
        assertSameFrames(batches, l3);
        batches.add(batchWithTrades(maker));
        run(10);
        assertEquals(stuckAt, publisher.sequence());
        assertEquals(batches.size() - 1, l3.size());
        stalledStreamId = 0;
        batches.add(batchWithTrades(maker));
        await(() -> publisher.sequence() == engine.sequence);
        await(() -> trades.size() >= 2 * batches.size());
        run(5);
        assertSameFrames(batches, l3);
        assertSameFrames(tradesAndDefinitionsOf(engine.frames), trades);
        assertSameOrders();
    }

    @Test
    void shouldSendNoSnapshotWhileL3HasMoreThanTheBooks() {
        launch(null);
        final List<byte[]> trades = record("aeron:ipc", StreamIds.TRADES, false);
        final List<byte[]> snapshots = record("aeron:ipc", StreamIds.SNAPSHOTS, true);
        run(5);
        engine.define();
        final long maker = engine.add(1, Side.BUY, 100, 1_000_000);
        await(() -> !snapshots.isEmpty());
        fillTradesStream(maker);
        run(10);
        assertTrue(publisher.sequence() < engine.sequence);
        snapshots.clear();
        run(200);
        assertEquals(0, snapshots.size());
        stalledStreamId = 0;
        await(() -> publisher.sequence() == engine.sequence);
        await(() -> !snapshots.isEmpty());
        assertFalse(trades.isEmpty());
    }

    @Test
    void shouldGoOnWhenTradesAreRefusedWhileAGapIsFilled() {
        final Path journal = directory.resolve("events");
        launch(journal);
        run(5);
        engine.journal(journal);
        final List<byte[]> l3 = record(StreamIds.MARKET_DATA_L3);
        final List<byte[]> trades = record("aeron:ipc", StreamIds.TRADES, false);
        run(5);
        engine.define();
        final long maker = engine.add(1, Side.BUY, 100, 1_000_000);
        await(() -> publisher.sequence() == engine.sequence);
        stalledStreamId = StreamIds.TRADES;
        // The journal fills each gap and has what is behind it: it is the one to be refused.
        await(() -> {
            engine.losesFrames = true;
            engine.delete(1, engine.add(1, Side.SELL, 200, 1));
            engine.losesFrames = false;
            batchWithTrades(maker);
            run(2);
            return counter(MarketDataCounters.FRAMES_REFUSED_TYPE_ID) > 0;
        });
        run(10);
        assertTrue(publisher.sequence() < engine.sequence);
        stalledStreamId = 0;
        await(() -> publisher.sequence() == engine.sequence);
        batchWithTrades(maker);
        await(() -> publisher.sequence() == engine.sequence);
        run(50);
        assertSameFrames(engine.frames, l3);
        assertSameFrames(tradesAndDefinitionsOf(engine.frames), trades);
        assertSameOrders();
    }

    @Test
    void shouldForwardEveryEventOnceHoweverTheyComeInBatchesAndGaps() {
        final Path journal = directory.resolve("events");
        launch(journal);
        run(5);
        engine.journal(journal);
        final List<byte[]> l3 = record(StreamIds.MARKET_DATA_L3);
        final List<byte[]> trades = record(StreamIds.TRADES);
        run(5);
        engine.define();
        engine.define();
        final Random random = new Random(12);
        for (int i = 0; i < 1_000; i++) {
            engine.gathers = true;
            for (int j = random.nextInt(15); j > 0; j--) {
                engine.losesFrames = random.nextInt(50) == 0;
                engine.step();
                if (random.nextInt(10) == 0) {
                    run(1);
                }
            }
            engine.losesFrames = false;
            engine.sendBatch();
            run(random.nextInt(3));
        }
        batch(5);
        await(() -> publisher.sequence() == engine.sequence);
        run(5);
        assertSameFrames(engine.frames, l3);
        assertSameFrames(tradesAndDefinitionsOf(engine.frames), trades);
        assertTrue(counter(MarketDataCounters.GAPS_FILLED_TYPE_ID) > 50);
        assertSameOrders();
    }

    @Test
    void shouldFillGapInsideABatchFromEventsJournal() {
        final Path journal = directory.resolve("events");
        launch(journal);
        run(5);
        engine.journal(journal);
        final List<byte[]> l3 = record(StreamIds.MARKET_DATA_L3);
        run(5);
        engine.define();
        batchWithGap();
        await(() -> publisher.sequence() == engine.sequence);
        batch(5);
        await(() -> publisher.sequence() == engine.sequence);
        run(5);
        assertSameFrames(engine.frames, l3);
        assertEquals(1, counter(MarketDataCounters.GAPS_FILLED_TYPE_ID));
        assertSameOrders();
    }

    @Test
    void shouldStopAtGapInsideABatchWithoutEventsJournal() {
        launch(null);
        final List<byte[]> l3 = record(StreamIds.MARKET_DATA_L3);
        run(5);
        engine.define();
        batchWithGap();
        final var failure = assertThrows(IllegalStateException.class, () -> run(10));
        assertTrue(failure.getMessage().contains("public events 4 to 4 were lost"), failure.getMessage());
        recorders.forEach(Runnable::run);
        assertSameFrames(engine.frames.subList(0, 3), l3);
    }

    /** Two events, one that is lost, two events. */
    private void batchWithGap() {
        engine.gathers = true;
        engine.step();
        engine.step();
        engine.losesFrames = true;
        engine.step();
        engine.losesFrames = false;
        batch(2);
    }

    @Test
    void shouldStopAtMalformedEventInsideABatch() {
        launch(null);
        final List<byte[]> l3 = record(StreamIds.MARKET_DATA_L3);
        run(5);
        engine.define();
        run(2);
        engine.gathers = true;
        engine.step();
        engine.step();
        new MessageHeaderEncoder()
                .wrap(engine.buffer, 0)
                .blockLength(28)
                .templateId(99)
                .schemaId(3)
                .version(1);
        engine.send(36);
        batch(2);
        assertStopsBehind(3);
        recorders.forEach(Runnable::run);
        assertSameFrames(engine.frames.subList(0, 3), l3);
    }

    @Test
    void shouldStopAtEventThatIsCutOffAtTheEndOfABatch() {
        launch(null);
        final List<byte[]> l3 = record(StreamIds.MARKET_DATA_L3);
        run(5);
        engine.define();
        run(2);
        engine.gathers = true;
        engine.step();
        engine.step();
        new MessageHeaderEncoder()
                .wrap(engine.buffer, 0)
                .blockLength(60_000)
                .templateId(2)
                .schemaId(3)
                .version(1);
        engine.send(36);
        engine.sendBatch();
        assertStopsBehind(3);
        recorders.forEach(Runnable::run);
        assertSameFrames(engine.frames.subList(0, 3), l3);
    }

    private void assertStopsBehind(final long sequence) {
        final var failure = assertThrows(IllegalStateException.class, () -> run(2));
        assertTrue(failure.getMessage().startsWith("malformed public event of "), failure.getMessage());
        assertTrue(failure.getMessage().contains(" after " + sequence + " "), failure.getMessage());
        assertEquals(sequence, publisher.sequence());
        assertThrows(IllegalStateException.class, () -> run(1), "and stays stopped");
    }

    private void assertSameOrders() {
        for (final BookView book : engine.books) {
            assertEquals(orders(book), orders(publisher.book(book.instrumentId())));
        }
    }

    @Test
    void shouldStopAtGapWithoutEventsJournal() {
        launch(null);
        run(5);
        engine.define();
        engine.losesFrames = true;
        engine.step();
        engine.step();
        engine.losesFrames = false;
        engine.step();
        final var failure = assertThrows(IllegalStateException.class, () -> run(10));
        assertTrue(failure.getMessage().contains("public events 2 to 3 were lost"), failure.getMessage());
    }

    @Test
    void shouldStopAtEventThatCannotBeTrue() {
        launch(null);
        run(5);
        engine.define();
        run(1);
        engine.buffer.setMemory(0, 8, (byte) 0);
        engine.send(36);
        assertThrows(IllegalStateException.class, () -> run(2));
        assertThrows(IllegalStateException.class, () -> run(1), "and stays stopped");
    }

    @Test
    void shouldRefuseWrongSettings() {
        assertThrows(ConfigurationException.class, () -> new MarketDataContext().conclude());
        assertThrows(
                ConfigurationException.class,
                () -> new MarketDataContext().aeron(aeron).fragmentLimit(0).conclude());
        launch(null);
        assertNull(publisher.book(1));
    }

    @Test
    void shouldAllocateNothingOnceWarm() {
        engine.keepsFrames = false;
        launch(null);
        final MarketDataFeed feed =
                join(new MarketDataListener() {}, MarketDataStream.L3, MarketDataStream.L2, MarketDataStream.L1);
        // Keeps the snapshots going.
        final Subscription snapshots = aeron.addSubscription("aeron:ipc?tether=false", StreamIds.SNAPSHOTS);
        closeables.add(snapshots);
        run(10);
        engine.define();
        engine.define();
        final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
        long allocated = 0;
        long best = Long.MAX_VALUE;
        for (int i = 0; i < WARM_UP_STEPS + MEASURED_STEPS; i++) {
            engine.step();
            if (i % 16 == 0) {
                driver.sharedAgentInvoker().invoke();
                aeron.conductorAgentInvoker().invoke();
                nowNs += 10_000;
                final long before = threads.getCurrentThreadAllocatedBytes();
                publisher.doWork();
                feed.poll();
                allocated += threads.getCurrentThreadAllocatedBytes() - before;
                snapshots.poll((buffer, offset, length, header) -> {}, 100);
            }
            if (i % MEASURED_STEPS == MEASURED_STEPS - 1) {
                best = Math.min(best, allocated);
                allocated = 0;
            }
        }
        assertEquals(0, best);
        assertTrue(feed.isWhole());
        assertFalse(engine.books.isEmpty());
    }

    private void launch(final Path journal) {
        publisher = new MarketDataPublisher(new MarketDataContext()
                .aeron(aeron)
                .channel("aeron:ipc?term-length=1m")
                .nanoClock(() -> nowNs)
                .eventsJournal(journal));
    }

    private MarketDataFeed join(
            final MarketDataListener listener, final MarketDataStream first, final MarketDataStream... more) {
        final MarketDataFeed feed = new MarketDataFeed(
                new MarketDataFeedContext().aeron(aeron).listener(listener).streams(first, more));
        closeables.add(feed);
        return feed;
    }

    private final List<Runnable> recorders = new ArrayList<>();

    /** Records the messages of a stream. */
    private List<byte[]> record(final int streamId) {
        return record("aeron:ipc?tether=false", streamId, true);
    }

    /** Records the fragments of a stream as they are. */
    private List<byte[]> recordFragments(final int streamId) {
        return record("aeron:ipc?tether=false", streamId, false);
    }

    private List<byte[]> record(final String channel, final int streamId, final boolean splits) {
        final List<byte[]> frames = new ArrayList<>();
        final Subscription subscription = aeron.addSubscription(channel, streamId);
        closeables.add(subscription);
        recorders.add(() -> {
            if (streamId != stalledStreamId) {
                poll(subscription, frames, splits);
            }
        });
        return frames;
    }

    private static void poll(final Subscription subscription, final List<byte[]> frames, final boolean splits) {
        subscription.poll(
                (buffer, offset, length, header) -> {
                    int at = offset;
                    while (at < offset + length) {
                        final byte[] frame = new byte[splits ? MessageBatch.messageLength(buffer, at) : length];
                        buffer.getBytes(at, frame);
                        frames.add(frame);
                        at += frame.length;
                    }
                },
                200);
    }

    /** Random events as one fragment, which this returns. */
    private byte[] batch(final int count) {
        engine.gathers = true;
        for (int i = 0; i < count; i++) {
            assertTrue(engine.hasRoomInBatch());
            engine.step();
        }
        return engine.sendBatch();
    }

    /** Fills the trades stream, which is not read, until it refuses; every batch has two trades in its middle. */
    private List<byte[]> fillTradesStream(final long makerOrderId) {
        final List<byte[]> batches = new ArrayList<>();
        stalledStreamId = StreamIds.TRADES;
        await(() -> {
            batches.add(batchWithTrades(makerOrderId));
            run(1);
            return counter(MarketDataCounters.FRAMES_REFUSED_TYPE_ID) > 0;
        });
        return batches;
    }

    private byte[] batchWithTrades(final long makerOrderId) {
        engine.gathers = true;
        final long orderId = engine.add(1, Side.SELL, 200, 1);
        engine.trade(1, Side.BUY, 100, makerOrderId, 1);
        engine.trade(1, Side.BUY, 100, makerOrderId, 1);
        engine.delete(1, orderId);
        return engine.sendBatch();
    }

    private static List<byte[]> tradesAndDefinitionsOf(final List<byte[]> frames) {
        return frames.stream().filter(frame -> frame[2] == 5 || frame[2] == 1).toList();
    }

    private List<Status> joinEveryStream() {
        final List<Status> all = new ArrayList<>();
        for (final MarketDataStream stream : MarketDataStream.values()) {
            final Status status = new Status();
            status.feed = join(status, stream);
            all.add(status);
        }
        return all;
    }

    private void awaitStatus(final String expected, final Status status) {
        await(() -> status.feed.isWhole() && status.ofFirstInstrument().equals(expected));
    }

    private static byte[] concat(final List<byte[]> frames) {
        final UnsafeBuffer all = new UnsafeBuffer(
                new byte[frames.stream().mapToInt(frame -> frame.length).sum()]);
        int at = 0;
        for (final byte[] frame : frames) {
            all.putBytes(at, frame);
            at += frame.length;
        }
        return all.byteArray();
    }

    private void steps(final int count) {
        for (int i = 0; i < count; i++) {
            engine.step();
            if (i % 20 == 19) {
                run(1);
            }
        }
    }

    private void run(final int cycles) {
        for (int i = 0; i < cycles; i++) {
            driver.sharedAgentInvoker().invoke();
            aeron.conductorAgentInvoker().invoke();
            engine.isConnected();
            nowNs += TimeUnit.MICROSECONDS.toNanos(500);
            publisher.doWork();
            recorders.forEach(Runnable::run);
            for (final AutoCloseable closeable : closeables) {
                if (closeable instanceof MarketDataFeed feed) {
                    feed.poll();
                }
            }
        }
    }

    private void drainFeeds(final MarketDataFeed feed) {
        int idle = 0;
        while (idle < 10) {
            run(1);
            idle = feed.poll() == 0 ? idle + 1 : 0;
        }
    }

    private void await(final BooleanSupplier condition) {
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            run(1);
            if (System.nanoTime() > deadlineNs) {
                fail("publisher at " + publisher.sequence() + " of " + engine.sequence + ", " + closeables);
            }
        }
    }

    private long counter(final int typeId) {
        final long[] value = {-1};
        aeron.countersReader().forEach((counterId, type, key, label) -> {
            if (type == typeId) {
                value[0] = aeron.countersReader().getCounterValue(counterId);
            }
        });
        return value[0];
    }

    private static List<String> orders(final BookView book) {
        final List<String> orders = new ArrayList<>();
        book.forEachOrder(Side.BUY, (id, price, qty) -> orders.add("buy " + id + ": " + qty + "@" + price));
        book.forEachOrder(Side.SELL, (id, price, qty) -> orders.add("sell " + id + ": " + qty + "@" + price));
        return orders;
    }

    private static void assertSameFrames(final List<byte[]> expected, final List<byte[]> actual) {
        assertEquals(expected.size(), actual.size());
        for (int i = 0; i < expected.size(); i++) {
            assertArrayEquals(expected.get(i), actual.get(i), "frame " + i);
        }
    }

    /** What a subscriber of L2 and L1 makes of it, starting with nothing. */
    /** What the feed of one stream knows of the trading status, and what it was told, in order. */
    private static final class Status implements MarketDataListener {
        private final List<String> told = new ArrayList<>();
        private MarketDataFeed feed;

        String ofFirstInstrument() {
            final BookView book = feed.book(1);
            return book.instrument().symbol() + " " + book.instrument().status() + " " + book.indicativeQty() + "@"
                    + (book.indicativePrice() == NullValue.INT64 ? "null" : "" + book.indicativePrice()) + " "
                    + book.imbalanceSide() + " " + book.imbalanceQty();
        }

        @Override
        public void onInstrument(final Instrument instrument) {
            told.add(instrument.symbol() + " " + instrument.status());
        }

        @Override
        public void onAuctionIndication(
                final BookView book,
                final long timeNs,
                final long price,
                final long qty,
                final Side imbalanceSide,
                final long imbalanceQty) {
            told.add(book.instrumentId() + ": " + qty + "@" + price);
        }
    }

    private static final class Levels implements MarketDataListener {
        private final Map<String, String> levels = new TreeMap<>();
        private final Map<Integer, String> best = new TreeMap<>();

        @Override
        public void onLevel(
                final int instrumentId,
                final long sequence,
                final long timeNs,
                final Side side,
                final long price,
                final long qty,
                final int orders) {
            final String key = instrumentId + " " + side + " " + price;
            if (qty == 0) {
                assertEquals(0, orders);
                levels.remove(key);
            } else {
                levels.put(key, qty + " in " + orders);
            }
        }

        @Override
        public void onBestBidOffer(
                final int instrumentId,
                final long sequence,
                final long timeNs,
                final long bidPrice,
                final long bidQty,
                final long askPrice,
                final long askQty) {
            final String previous = best.put(instrumentId, bidQty + "@" + bidPrice + " " + askQty + "@" + askPrice);
            assertFalse(previous == null && sequence == 0);
        }

        void assertSame(final List<BookView> books) {
            final Map<String, String> expected = new TreeMap<>();
            for (final BookView book : books) {
                for (final Side side : List.of(Side.BUY, Side.SELL)) {
                    for (int depth = 0; depth < book.levels(side); depth++) {
                        expected.put(
                                book.instrumentId() + " " + side + " " + book.levelPrice(side, depth),
                                book.levelQty(side, depth) + " in " + book.levelOrders(side, depth));
                    }
                }
                assertEquals(
                        book.bestBidQty() + "@" + book.bestBid() + " " + book.bestAskQty() + "@" + book.bestAsk(),
                        best.get(book.instrumentId()));
            }
            assertEquals(expected, levels);
        }
    }
}
