/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.marketdata;

import io.aeron.Aeron;
import io.aeron.ChannelUri;
import io.aeron.ChannelUriStringBuilder;
import io.aeron.CommonContext;
import io.aeron.Subscription;
import io.aeron.logbuffer.ControlledFragmentHandler;
import io.aeron.logbuffer.ControlledFragmentHandler.Action;
import io.aeron.logbuffer.Header;
import io.outcry.client.BookView;
import io.outcry.client.IncrementalFrame;
import io.outcry.codecs.MessageBatch;
import io.outcry.codecs.StreamIds;
import io.outcry.journal.EventsJournal;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.NanoClock;

/**
 * Turns the engine's public events into the public streams: forwards the frames (L3, trades), keeps the books they make,
 * publishes changed levels (L2) and best prices (L1), with the trading status, and, while somebody wants them, snapshots.
 *
 * <p>The engine does not wait for this agent. Events that it missed come from the events journal; the live stream stays
 * where it is meanwhile. At the start the books are rebuilt from that journal without being forwarded. An event that
 * cannot be true ends the agent.
 */
public final class MarketDataPublisher implements Agent, AutoCloseable {
    private static final String SLOWER_TERM_LENGTH = "1m";
    private static final long TAIL_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private final NanoClock nanoClock;
    private final int fragmentLimit;
    private final MarketDataCounters counters;
    private final OutboundStream l3;
    private final OutboundStream l2;
    private final OutboundStream l1;
    private final OutboundStream trades;
    private final OutboundStream snapshotStream;
    private final Audiences audiences;
    private final PublishedBooks books = new PublishedBooks();
    private final FrameForwarder forwarder;
    private final LevelPublisher levels;
    private final SnapshotPublisher snapshots;
    private final EventsJournal journal;
    private final Subscription publicEvents;
    private final ControlledFragmentHandler eventHandler = this::onLiveEvent;
    private final IncrementalFrame frame = new IncrementalFrame();

    /** False while the books are being rebuilt; nothing is forwarded. */
    private boolean isRecovered;

    /** Whether the last event came from the live stream in sequence; until then the journal may be ahead of it. */
    private boolean isLive;

    /** First event beyond a gap, which waits in the live stream; zero if there is no gap. */
    private long gapEnd;

    /** Set by the Aeron client's conductor, which may be another thread. */
    private volatile boolean isImageLost;

    private RuntimeException failure;
    private long nextTailNs;
    private boolean isClosed;

    /**
     * Subscribes and publishes; {@link #doWork()} has to be called from then on.
     *
     * @param context settings
     */
    public MarketDataPublisher(final MarketDataContext context) {
        context.conclude();
        final Aeron aeron = context.aeron();
        nanoClock = context.nanoClock();
        fragmentLimit = context.fragmentLimit();
        final long nowNs = nanoClock.nanoTime();
        counters = new MarketDataCounters(aeron);
        l3 = stream(context, context.channel(), StreamIds.MARKET_DATA_L3);
        final String slower = withTermLength(context.channel(), SLOWER_TERM_LENGTH);
        l2 = stream(context, slower, StreamIds.MARKET_DATA_L2);
        l1 = stream(context, slower, StreamIds.MARKET_DATA_L1);
        trades = stream(context, slower, StreamIds.TRADES);
        snapshotStream = stream(context, slower, StreamIds.SNAPSHOTS);
        audiences = new Audiences(aeron.countersReader(), nowNs, l2, l1, snapshotStream);
        forwarder = new FrameForwarder(l3, trades);
        levels = new LevelPublisher(books, l2, l1, 2 * fragmentLimit);
        snapshots = new SnapshotPublisher(books, snapshotStream, context.snapshotIntervalNs(), fragmentLimit, nowNs);
        journal = context.eventsJournal() == null
                ? null
                : new EventsJournal(context.eventsJournal(), IncrementalFrame.SCHEMA_ID, this::takeRecorded, nowNs);
        nextTailNs = nowNs;
        publicEvents = aeron.addSubscription(
                new ChannelUriStringBuilder(context.publicEventsChannel())
                        .tether(false)
                        .build(),
                StreamIds.PUBLIC_EVENTS,
                null,
                image -> isImageLost = true);
    }

    private OutboundStream stream(final MarketDataContext context, final String channel, final int streamId) {
        return new OutboundStream(context.aeron(), channel, streamId, counters.framesRefused);
    }

    /** Conflated streams and snapshots carry less than L3: they need no buffers of its size. */
    private static String withTermLength(final String channel, final String termLength) {
        final ChannelUri uri = ChannelUri.parse(channel);
        uri.put(CommonContext.TERM_LENGTH_PARAM_NAME, termLength);
        return uri.toString();
    }

    /**
     * One duty cycle. Bounded, never blocks.
     *
     * @return events, levels and snapshot messages handled
     * @throws IllegalStateException if an event cannot be true, or one is lost and there is no journal
     */
    @Override
    public int doWork() {
        final long nowNs = nanoClock.nanoTime();
        audiences.poll(nowNs);
        int work = isRecovered ? pollEvents(nowNs) : recover(nowNs);
        if (isRecovered) {
            work += levels.publish();
            // Who joins L3 now would miss what it has taken and the books have not.
            work += forwarder.isAheadOf(books.sequence()) ? 0 : snapshots.publish(nowNs);
        }
        drain();
        return work;
    }

    private int recover(final long nowNs) {
        final int frames = journal == null ? 0 : journal.poll(books.sequence() + 1, fragmentLimit, nowNs);
        isRecovered = frames == 0;
        counters.publicSequence.setRelease(books.sequence());
        return frames;
    }

    private int pollEvents(final long nowNs) {
        if (isImageLost) {
            isImageLost = false;
            isLive = false;
        }
        final long before = books.sequence();
        int work = publicEvents.controlledPoll(eventHandler, fragmentLimit);
        if (failure != null) {
            throw failure;
        }
        if (gapEnd != 0 || (!isLive && nowNs - nextTailNs >= 0)) {
            nextTailNs = nowNs + TAIL_INTERVAL_NS;
            work += pollJournal(nowNs);
        }
        if (gapEnd != 0 && books.sequence() >= gapEnd - 1) {
            gapEnd = 0;
            counters.gapsFilled.incrementRelease();
        }
        if (books.sequence() != before) {
            counters.publicSequence.setRelease(books.sequence());
        }
        return work;
    }

    private int pollJournal(final long nowNs) {
        if (journal != null) {
            return journal.poll(books.sequence() + 1, fragmentLimit, nowNs);
        }
        if (gapEnd != 0) {
            throw new IllegalStateException("public events " + (books.sequence() + 1) + " to " + (gapEnd - 1)
                    + " were lost, and no events journal is configured to fill the gap");
        }
        return 0;
    }

    /** Aeron gives what a handler throws to its own error handler, so it is kept until the poll is over. */
    private Action onLiveEvent(final DirectBuffer buffer, final int offset, final int length, final Header header) {
        if (failure == null) {
            try {
                return onLiveBatch(buffer, offset, length);
            } catch (final RuntimeException ex) {
                failure = ex;
            }
        }
        return Action.ABORT;
    }

    /** What was refused in the middle of a batch comes again with all of it; the events before it are known then. */
    private Action onLiveBatch(final DirectBuffer buffer, final int offset, final int length) {
        final int end = offset + length;
        int at = offset;
        while (at < end) {
            if (!frame.wrap(buffer, at, end - at)) {
                throw new IllegalStateException("malformed public event of " + (end - at) + " bytes after "
                        + books.sequence() + " from the engine");
            }
            final int messageLength = MessageBatch.messageLength(buffer, at);
            final long expected = books.sequence() + 1;
            if (frame.sequence() > expected) {
                gapEnd = frame.sequence();
                return Action.ABORT;
            }
            if (frame.sequence() == expected) {
                if (!forwarder.forward(frame, buffer, at, messageLength, end - at)) {
                    return Action.ABORT;
                }
                apply(frame, buffer, at, messageLength);
            }
            at += messageLength;
        }
        isLive = true;
        return Action.CONTINUE;
    }

    private boolean takeRecorded(final DirectBuffer buffer, final int offset, final int length) {
        if (!frame.wrap(buffer, offset, length)) {
            throw new IllegalStateException("malformed public event after " + books.sequence() + " in the journal");
        }
        if (isRecovered && !forwarder.forward(frame, buffer, offset, length, length)) {
            return false;
        }
        apply(frame, buffer, offset, length);
        return true;
    }

    private void apply(final IncrementalFrame event, final DirectBuffer buffer, final int offset, final int length) {
        final PublishedBook book = books.apply(event, buffer, offset, length);
        if (event.isStatus()) {
            levels.statusChanged(book);
        } else {
            levels.changed(book);
        }
    }

    private void drain() {
        l3.drain();
        l2.drain();
        l1.drain();
        trades.drain();
        snapshotStream.drain();
    }

    /**
     * The last public event that was published.
     *
     * @return market-data sequence, zero if none
     */
    public long sequence() {
        return books.sequence();
    }

    /**
     * A book as subscribers have it. For the agent's thread only, to be read and not changed.
     *
     * @param instrumentId id
     * @return null if the instrument is not defined
     */
    public BookView book(final int instrumentId) {
        return instrumentId < 1 || instrumentId > books.size() ? null : books.get(instrumentId).view;
    }

    @Override
    public String roleName() {
        return "market-data";
    }

    @Override
    public void onClose() {
        close();
    }

    /** Ends all streams. The Aeron client stays open. */
    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            CloseHelper.closeAll(publicEvents, l3, l2, l1, trades, snapshotStream, journal, counters);
        }
    }
}
