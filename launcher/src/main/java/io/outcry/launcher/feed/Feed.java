/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.feed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aeron.Aeron;
import io.outcry.client.BookView;
import io.outcry.client.MarketDataFeed;
import io.outcry.client.MarketDataFeedContext;
import io.outcry.client.MarketDataListener;
import io.outcry.client.OrderListener;
import io.outcry.client.OrderSession;
import io.outcry.codecs.NullValue;
import io.outcry.codecs.orderentry.BusinessMessageRejectDecoder;
import io.outcry.codecs.orderentry.ExecutionReportDecoder;
import io.outcry.codecs.orderentry.OrderCancelRejectDecoder;
import io.outcry.codecs.types.ExecInst;
import io.outcry.codecs.types.ExecType;
import io.outcry.codecs.types.OrdType;
import io.outcry.codecs.types.Side;
import io.outcry.launcher.report.FlowReport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.HdrHistogram.Histogram;

/**
 * Plays a tape, once per instrument, through a real session and follows the market data beside it. The clock runs while
 * commands are in flight; it stands still at the checkpoints, where everything is answered and the books are hashed, and
 * between two repetitions. When the session ends, it is resumed.
 */
public final class Feed implements OrderListener, MarketDataListener {
    private static final int POLL_EVERY = 16;
    private static final int SENT_TIMES = 2048;
    private static final int KEEP_ALIVE_MS = 10_000;
    private static final int IDLE_POLLS_BEFORE_PARK = 100;

    /** Short beside the time for the commands in flight: on two cores, who spins slows down the exchange it waits for. */
    private static final long PARK_NS = TimeUnit.MICROSECONDS.toNanos(1);

    private static final long LOGON_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(20);
    private static final long ANSWER_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(60);

    private final Tape tape;
    private final int repetitions;
    private final double speed;
    private final LongConsumer progress;
    private final Aeron aeron;
    private final MarketDataFeed marketData;
    private final Histogram ackLatencyNs = new Histogram(TimeUnit.MINUTES.toNanos(10), 3);
    private final long[] sentNs;
    private OrderSession session;
    private FlowReport report;
    private long unacknowledged = 1;
    private long nowNs;
    private long lastMdSequence;
    private long elapsedNs;
    private int idlePolls;

    /**
     * Prepares a run.
     *
     * @param tape to be played
     * @param repetitions how often, each into an instrument of its own
     * @param speed 0 for as fast as acknowledgements allow, else a multiple of the recorded speed
     * @param aeron connected to the exchange
     * @param progress told now and then how many rows of all repetitions are done
     */
    public Feed(
            final Tape tape,
            final int repetitions,
            final double speed,
            final Aeron aeron,
            final LongConsumer progress) {
        this.tape = tape;
        this.repetitions = repetitions;
        this.speed = speed;
        this.aeron = aeron;
        this.progress = progress;
        sentNs = new long[SENT_TIMES];
        marketData = new MarketDataFeed(new MarketDataFeedContext().aeron(aeron).listener(this));
    }

    /**
     * Plays the tape.
     *
     * @return the reports, one for each repetition
     * @throws IllegalStateException if the exchange does not answer, or market data is lost
     * @throws io.outcry.client.ExchangeException if the session ends and cannot be resumed
     */
    public List<ObjectNode> run() {
        final List<ObjectNode> reports = new ArrayList<>();
        try (marketData) {
            for (int repetition = 1; repetition <= repetitions; repetition++) {
                reports.add(play(repetition));
            }
        }
        return reports;
    }

    /**
     * Rows answered in a second, all repetitions together.
     *
     * @return orders and cancels per second of the running clock
     */
    public double ordersPerSecond() {
        return (double) tape.rows() * repetitions * TimeUnit.SECONDS.toNanos(1) / elapsedNs;
    }

    /**
     * Time from handing a command to the session until its first report was read, with one reading of the clock for all
     * reports that were there together and the commands sent after them: too long by less than that takes, never too short.
     *
     * @return ns
     */
    public Histogram ackLatencyNs() {
        return ackLatencyNs;
    }

    private ObjectNode play(final int repetition) {
        report = new FlowReport(tape.rows());
        unacknowledged = 1;
        session = OrderSession.establish(
                aeron,
                FeedConfiguration.key(repetition),
                FeedConfiguration.secret(),
                KEEP_ALIVE_MS,
                this,
                LOGON_TIMEOUT_NS);
        try (OrderSession each = session) {
            final BookView book = awaitBook(repetition);
            nowNs = System.nanoTime();
            long startNs = nowNs;
            final long tapeStartNs = nowNs;
            for (int row = 0; row < tape.rows(); row++) {
                if (speed > 0) {
                    awaitTime(tapeStartNs, row);
                }
                send(row, repetition);
                if (row % POLL_EVERY == 0) {
                    poll();
                }
                if (tape.sequence(row) % FlowReport.CHECKPOINT_ROWS == 0) {
                    awaitAnswers();
                    elapsedNs += nowNs - startNs;
                    report.checkpoint(tape.sequence(row), book);
                    progress.accept((long) (repetition - 1) * tape.rows() + row + 1);
                    nowNs = System.nanoTime();
                    startNs = nowNs;
                }
            }
            awaitAnswers();
            elapsedNs += nowNs - startNs;
            progress.accept((long) repetition * tape.rows());
            return report.result(book);
        }
    }

    private BookView awaitBook(final int repetition) {
        final long deadlineNs = System.nanoTime() + LOGON_TIMEOUT_NS;
        BookView book = marketData.book(FeedConfiguration.symbol(repetition));
        while (book == null || !book.isWhole()) {
            if (System.nanoTime() - deadlineNs > 0) {
                throw new IllegalStateException("no market data from the exchange");
            }
            poll();
            book = marketData.book(FeedConfiguration.symbol(repetition));
        }
        return book;
    }

    private void send(final int row, final int instrumentId) {
        long seqNum = offer(row, instrumentId);
        if (seqNum < 0) {
            final long deadlineNs = System.nanoTime() + ANSWER_TIMEOUT_NS;
            while (seqNum < 0) {
                goOn(deadlineNs);
                poll();
                seqNum = offer(row, instrumentId);
            }
        }
        if (tape.isCancel(row)) {
            report.onCancel();
        } else {
            report.onNewOrder();
        }
    }

    private long offer(final int row, final int instrumentId) {
        final long seqNum = tape.isCancel(row)
                ? session.cancel(tape.sequence(row), tape.orderId(row), instrumentId)
                : session.newOrder(
                        tape.orderId(row),
                        instrumentId,
                        tape.side(row),
                        OrdType.LIMIT,
                        tape.timeInForce(row),
                        ExecInst.NONE,
                        tape.price(row),
                        tape.qty(row));
        if (seqNum > 0) {
            sentNs[(int) seqNum & (SENT_TIMES - 1)] = nowNs;
        }
        return seqNum;
    }

    private void awaitTime(final long tapeStartNs, final int row) {
        final double recordedMs = tape.timeMs(row) - tape.timeMs(0);
        final long dueNs = tapeStartNs + (long) (recordedMs * TimeUnit.MILLISECONDS.toNanos(1) / speed);
        while (System.nanoTime() - dueNs < 0) {
            poll();
        }
    }

    /** Until every command is answered and the market data has shown its effect. */
    private void awaitAnswers() {
        final long deadlineNs = System.nanoTime() + ANSWER_TIMEOUT_NS;
        while (session.outstanding() > 0 || marketData.sequence() < lastMdSequence) {
            goOn(deadlineNs);
            poll();
        }
    }

    /** A session that has ended is resumed: gateway or engine may have died, and be back. */
    private void goOn(final long deadlineNs) {
        session.reconnect(LOGON_TIMEOUT_NS);
        if (System.nanoTime() - deadlineNs > 0) {
            throw new IllegalStateException("the exchange left " + session.outstanding() + " commands unanswered");
        }
    }

    private void poll() {
        final long firstUnacknowledged = unacknowledged;
        final int read = session.poll() + marketData.poll();
        if (read > 0) {
            idlePolls = 0;
        } else if (++idlePolls > IDLE_POLLS_BEFORE_PARK) {
            LockSupport.parkNanos(PARK_NS);
        } else {
            Thread.onSpinWait();
        }
        nowNs = System.nanoTime();
        for (long seqNum = firstUnacknowledged; seqNum < unacknowledged; seqNum++) {
            ackLatencyNs.recordValue(nowNs - sentNs[(int) seqNum & (SENT_TIMES - 1)]);
        }
    }

    @Override
    public void onExecutionReport(final ExecutionReportDecoder reported) {
        acknowledged(reported.refSeqNum(), reported.mdSequence());
        final ExecType execType = reported.execType();
        if (execType == ExecType.NEW) {
            report.onAccepted(reported.orderId(), reported.clOrdId());
        } else if (execType == ExecType.REJECTED) {
            report.onOrderRejected(reported.rejectReason());
        }
    }

    @Override
    public void onCancelReject(final OrderCancelRejectDecoder reject) {
        acknowledged(reject.refSeqNum(), reject.mdSequence());
        report.onCancelRejected(reject.rejectReason());
    }

    @Override
    public void onBusinessReject(final BusinessMessageRejectDecoder reject) {
        throw new IllegalStateException("the gateway refused a frame: " + reject.rejectReason());
    }

    @Override
    public void onNotApplied(final long fromSeqNum, final long count) {
        throw new IllegalStateException("the gateway missed " + count + " commands from " + fromSeqNum);
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
        report.onTrade(makerOrderId, takerOrderId, takerSide, price, qty);
    }

    @Override
    public void onOrderAdded(
            final BookView book,
            final long timeNs,
            final long orderId,
            final Side side,
            final long price,
            final long qty) {
        report.onBookChanged(book);
    }

    @Override
    public void onBookSuspect(final BookView book) {
        if (session != null) {
            throw new IllegalStateException("market data was lost at sequence " + marketData.sequence());
        }
    }

    private void acknowledged(final long refSeqNum, final long mdSequence) {
        lastMdSequence = mdSequence;
        if (refSeqNum != NullValue.INT64 && refSeqNum >= unacknowledged) {
            unacknowledged = refSeqNum + 1;
        }
    }
}
