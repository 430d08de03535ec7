/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.node;

import io.aeron.Aeron;
import io.aeron.AeronCounters;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.driver.status.StreamCounter;
import io.outcry.codecs.StreamIds;
import io.outcry.codecs.marketdata.OrderAddedDecoder;
import io.outcry.codecs.types.MessageHeaderDecoder;
import io.outcry.launcher.journal.JournalPoint;
import io.outcry.launcher.journal.RunReplay;
import io.outcry.marketdata.MarketDataContext;
import io.outcry.marketdata.MarketDataPublisher;
import io.outcry.matching.EngineCore;
import io.outcry.matching.EventBuffer;
import io.outcry.matching.EventPublisher;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.agrona.CloseHelper;
import org.agrona.LangUtil;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * An exchange whose commands come from the journal of a run: it publishes execution events and market data on the streams on which
 * a live one does, from a media driver of its own. The thread that launches it runs all of it.
 */
public final class ReplayedExchange implements RunReplay.Listener, AutoCloseable {
    private static final int EVENT_TERM_LENGTH = 256 * 1024;

    /** So much waits at most before it is published, so that events leave in batches as they do under load. */
    private static final int EVENT_BATCH_LENGTH = 16 * 1024;

    /** A subscriber that has just come takes a snapshot of the books meanwhile. */
    private static final long JOIN_NS = TimeUnit.SECONDS.toNanos(1);

    private static final long GOODBYE_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST_SPIN_NS = TimeUnit.MICROSECONDS.toNanos(100);

    private final BooleanSupplier stop;
    private final Runnable onOpen;
    private final boolean awaitsSubscriber;
    private final MediaDriver driver;
    private final Aeron aeron;
    private final EventBuffer events = new EventBuffer();
    private final EventPublisher publisher;
    private final MarketDataPublisher marketData;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final IdleStrategy idle = new StagedIdleStrategy(true);
    private EngineCore core;
    private long publicEvents;

    /**
     * Starts the media driver and the publishers.
     *
     * @param aeronDirectory of the media driver, not in use
     * @param awaitsSubscriber whether the range begins only when somebody listens
     * @param onOpen called when everything before the range was applied: who comes now misses nothing of it
     * @param stop asked again and again whether to end
     * @throws ExchangeStartException if the Aeron directory is in use
     */
    public ReplayedExchange(
            final Path aeronDirectory,
            final boolean awaitsSubscriber,
            final Runnable onOpen,
            final BooleanSupplier stop) {
        this.awaitsSubscriber = awaitsSubscriber;
        this.onOpen = onOpen;
        this.stop = stop;
        driver = DriverSettings.launch(aeronDirectory, ThreadingMode.INVOKER, () -> {});
        try {
            aeron = Aeron.connect(new Aeron.Context()
                    .aeronDirectoryName(driver.aeronDirectoryName())
                    .driverAgentInvoker(driver.sharedAgentInvoker())
                    .useConductorAgentInvoker(true)
                    .errorHandler(LangUtil::rethrowUnchecked));
            publisher = new EventPublisher(aeron, events, EVENT_TERM_LENGTH);
            marketData = new MarketDataPublisher(new MarketDataContext().aeron(aeron));
        } catch (final RuntimeException e) {
            driver.close();
            throw e;
        }
    }

    /**
     * Publishes a range of a run; what is before it goes by at once, so that the books are those of the range's begin.
     *
     * @param directory of the run
     * @param from first command of the range
     * @param to last command of the range
     * @param speed multiple of the recorded one, or {@link RunReplay#MAX_SPEED}
     * @param progress told the sequence of the last command now and then
     * @return the engine as it is at the end
     * @throws io.outcry.journal.JournalException if the journal is missing or damaged
     */
    public EngineCore run(
            final Path directory,
            final JournalPoint from,
            final JournalPoint to,
            final double speed,
            final LongConsumer progress) {
        new RunReplay(directory, from, to, speed, events, this).run(progress);
        publish();
        cycleFor(GOODBYE_NS, true);
        return core;
    }

    @Override
    public void onBegin(final EngineCore begun) {
        core = begun;
    }

    @Override
    public void onRange() {
        publish();
        onOpen.run();
        while (awaitsSubscriber && !isStopped() && !hasSubscriber()) {
            idle.idle(cycle());
        }
        cycleFor(awaitsSubscriber ? JOIN_NS : 0, false);
    }

    @Override
    public void onCommand(final boolean isInRange, final UnsafeBuffer buffer, final int offset) {
        if (events.end() > EVENT_BATCH_LENGTH) {
            publish();
        }
    }

    @Override
    public void onIdle(final long dueInNs) {
        publish();
        final int work = cycle();
        if (dueInNs > LONGEST_SPIN_NS) {
            idle.idle(work);
        }
    }

    @Override
    public boolean isStopped() {
        return stop.getAsBoolean();
    }

    @Override
    public void close() {
        CloseHelper.closeAll(marketData, publisher, aeron, driver);
    }

    /** Until market data has all of it: so its stream cannot lose anything, and needs no journal to fill a gap from. */
    private void publish() {
        for (int at = 0; at < events.end(); at = events.next(at)) {
            header.wrap(events.buffer(), EventBuffer.messageOffset(at));
            publicEvents += header.schemaId() == OrderAddedDecoder.SCHEMA_ID ? 1 : 0;
        }
        while (!publisher.flush() || marketData.sequence() < publicEvents) {
            cycle();
        }
    }

    private int cycle() {
        publisher.drainOwnReaders();
        final int work = marketData.doWork();
        driver.sharedAgentInvoker().invoke();
        aeron.conductorAgentInvoker().invoke();
        return work;
    }

    private void cycleFor(final long durationNs, final boolean alsoIfStopped) {
        final long startNs = System.nanoTime();
        while (System.nanoTime() - startNs < durationNs && (alsoIfStopped || !isStopped())) {
            idle.idle(cycle());
        }
    }

    /** Each stream has a reader of its own, which keeps it moving. */
    private boolean hasSubscriber() {
        return subscribers(StreamIds.MARKET_DATA_L3) > 1
                || subscribers(StreamIds.MARKET_DATA_L2) > 1
                || subscribers(StreamIds.MARKET_DATA_L1) > 1
                || subscribers(StreamIds.TRADES) > 1
                || subscribers(StreamIds.EXECUTION_EVENTS) > 1;
    }

    private int subscribers(final int streamId) {
        final int[] count = {0};
        aeron.countersReader().forEach((counterId, typeId, key, label) -> {
            if (typeId == AeronCounters.DRIVER_SUBSCRIBER_POSITION_TYPE_ID
                    && key.getInt(StreamCounter.STREAM_ID_OFFSET) == streamId) {
                count[0]++;
            }
        });
        return count[0];
    }
}
