/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.command;

import io.aeron.Aeron;
import io.outcry.client.BookView;
import io.outcry.client.MarketDataFeed;
import io.outcry.client.MarketDataFeedContext;
import io.outcry.client.MarketDataListener;
import io.outcry.client.MarketDataStream;
import io.outcry.codecs.Instrument;
import io.outcry.codecs.JournalHaltCounter;
import io.outcry.codecs.NullValue;
import io.outcry.codecs.types.Side;
import io.outcry.launcher.config.OutcryConfig;
import io.outcry.launcher.node.Exchange;
import io.outcry.matching.MatchingEngine;
import java.io.PrintStream;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.agrona.CloseHelper;
import org.agrona.concurrent.SleepingMillisIdleStrategy;
import org.agrona.concurrent.status.CountersReader;

/**
 * Shows, as any subscriber could, what the exchange does: on a terminal in one line that is written anew, else a line a
 * second. Belongs to the main thread.
 */
final class StatusLine implements MarketDataListener, AutoCloseable {
    private static final long CONDUCTOR_PAUSE_MS = 100;
    private static final long PLAIN_INTERVAL_NS = TimeUnit.SECONDS.toNanos(1);

    private final Exchange exchange;
    private final List<Instrument> instruments;
    private final PrintStream out;
    private final boolean inPlace;
    private final Aeron aeron;
    private final MarketDataFeed feed;
    private final Map<Integer, String> quotes = new TreeMap<>();
    private final CountersReader counters;
    private final int commandsCounter;
    private long trades;
    private long lastCommands;
    private long lastNs = System.nanoTime();
    private long lastPlainNs = lastNs - PLAIN_INTERVAL_NS;
    private double rate;
    private int lastLength;

    StatusLine(
            final Exchange exchange, final List<Instrument> instruments, final PrintStream out, final boolean inPlace) {
        this.exchange = exchange;
        this.instruments = instruments;
        this.out = out;
        this.inPlace = inPlace;
        aeron = Aeron.connect(new Aeron.Context()
                .aeronDirectoryName(exchange.aeronDirectory().toString())
                .idleStrategy(new SleepingMillisIdleStrategy(CONDUCTOR_PAUSE_MS)));
        counters = aeron.countersReader();
        commandsCounter = find(MatchingEngine.COMMANDS_COUNTER_TYPE_ID);
        feed = new MarketDataFeed(new MarketDataFeedContext()
                .aeron(aeron)
                .streams(MarketDataStream.L1, MarketDataStream.TRADES)
                .listener(this));
    }

    void greet(final OutcryConfig config) {
        out.println("Outcry is open. Instruments: "
                + instruments.stream().map(Instrument::symbol).collect(Collectors.joining(", ")));
        out.println("  connect   Aeron directory " + exchange.aeronDirectory() + ", keys "
                + config.keys().stream().map(key -> key.id()).collect(Collectors.joining(", ")));
        out.println("  journal   " + exchange.journalDirectory());
        out.println("  stop      Ctrl-C");
    }

    void refresh() {
        while (feed.poll() > 0) {}
        final long nowNs = System.nanoTime();
        final long commands = counters.getCounterValue(commandsCounter);
        final double seconds = (nowNs - lastNs) / (double) TimeUnit.SECONDS.toNanos(1);
        rate = lastCommands == 0 ? 0 : 0.8 * rate + 0.2 * (commands - lastCommands) / seconds;
        lastCommands = commands;
        lastNs = nowNs;
        if (inPlace) {
            final String line = line(commands);
            out.print("\r" + line + " ".repeat(Math.max(0, lastLength - line.length())));
            out.flush();
            lastLength = line.length();
        } else if (nowNs - lastPlainNs >= PLAIN_INTERVAL_NS) {
            lastPlainNs = nowNs;
            out.println(line(commands));
        }
    }

    void end() {
        if (inPlace) {
            out.println();
        }
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
        trades++;
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
        final Instrument instrument = instruments.get(instrumentId - 1);
        quotes.put(
                instrumentId,
                instrument.symbol() + " " + text(instrument, bidPrice) + " / " + text(instrument, askPrice));
    }

    @Override
    public void close() {
        CloseHelper.closeAll(feed, aeron);
    }

    private int find(final int counterTypeId) {
        final int[] found = {CountersReader.NULL_COUNTER_ID};
        counters.forEach((counterId, typeId, key, label) -> {
            if (typeId == counterTypeId) {
                found[0] = counterId;
            }
        });
        if (found[0] == CountersReader.NULL_COUNTER_ID) {
            throw new IllegalStateException("the exchange has no counter of type " + counterTypeId);
        }
        return found[0];
    }

    private String line(final long commands) {
        return String.format(
                Locale.ROOT,
                "%s%s  commands %,d (%.0f/s)  trades %,d  %s",
                JournalHaltCounter.isHalted(counters) ? "halted: journal  " : "",
                LocalTime.now(ZoneId.systemDefault())
                        .truncatedTo(ChronoUnit.SECONDS)
                        .format(DateTimeFormatter.ISO_LOCAL_TIME),
                commands,
                rate,
                trades,
                quotes.isEmpty() ? "no orders yet" : String.join("  ", quotes.values()));
    }

    private static String text(final Instrument instrument, final long price) {
        return price == NullValue.INT64 ? "-" : instrument.priceText(price);
    }
}
