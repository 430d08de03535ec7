/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.command;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.outcry.client.ClientContext;
import io.outcry.client.ExchangeClient;
import io.outcry.codecs.Instrument;
import io.outcry.codecs.JournalHaltCounter;
import io.outcry.codecs.StreamIds;
import io.outcry.codecs.engine.SetTradingStatusEncoder;
import io.outcry.codecs.types.MessageHeaderEncoder;
import io.outcry.codecs.types.TradingStatus;
import io.outcry.launcher.config.OutcryConfig;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Shows or changes what an instrument of a running exchange does with orders. */
@Command(
        name = "status",
        description = {
            "Prints the trading status of an instrument of a running exchange, or changes it.",
            "The change is a command in the journal; a call ends with its auction."
        },
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(5);

    @Mixin
    private ConfigOptions configOptions;

    @Parameters(index = "0", paramLabel = "SYMBOL", description = "Instrument, such as BTC-USD.")
    private String symbol;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "STATUS",
            description = "New status: ${COMPLETION-CANDIDATES}. Default: print it only.",
            converter = Statuses.class,
            completionCandidates = Statuses.class)
    private TradingStatus status;

    /** Those that an instrument may have, by name. */
    static final class Statuses implements ITypeConverter<TradingStatus>, Iterable<String> {
        private static final List<String> NAMES = Stream.of(TradingStatus.values())
                .filter(status -> status != TradingStatus.NULL_VAL && status != TradingStatus.SBE_UNKNOWN)
                .map(TradingStatus::name)
                .toList();

        @Override
        public TradingStatus convert(final String name) {
            if (!NAMES.contains(name)) {
                throw new TypeConversionException("'" + name + "' is no trading status; give one of " + NAMES);
            }
            return TradingStatus.valueOf(name);
        }

        @Override
        public Iterator<String> iterator() {
            return NAMES.iterator();
        }
    }

    @Override
    public Integer call() {
        final OutcryConfig config = configOptions.load();
        final String directory = config.aeronDir().map(Path::toString).orElseGet(ClientContext::defaultAeronDirectory);
        try (ExchangeClient exchange = ExchangeClient.connect(new ClientContext().aeronDirectory(directory))) {
            final Instrument instrument = exchange.awaitInstrument(symbol);
            if (status != null
                    && status != instrument.status()
                    && !change(directory, exchange, instrument.instrumentId())) {
                System.err.println("outcry: the exchange does not tell within "
                        + TimeUnit.NANOSECONDS.toSeconds(TIMEOUT_NS) + " s that " + symbol + " is " + status);
                return 1;
            }
            System.out.println(symbol + " is " + status(exchange, instrument.instrumentId()));
            if (isJournalHalted(directory)) {
                System.out.println("the exchange is halted: journal; it refuses all orders until its disk has room");
            }
        }
        return 0;
    }

    /** Returns whether the exchange has told that it happened. */
    private boolean change(final String directory, final ExchangeClient exchange, final int instrumentId) {
        final UnsafeBuffer command =
                new UnsafeBuffer(new byte[MessageHeaderEncoder.ENCODED_LENGTH + SetTradingStatusEncoder.BLOCK_LENGTH]);
        new SetTradingStatusEncoder()
                .wrapAndApplyHeader(command, 0, new MessageHeaderEncoder())
                .instrumentId(instrumentId)
                .tradingStatus(status);
        try (Aeron aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(directory));
                ExclusivePublication commands =
                        aeron.addExclusivePublication("aeron:ipc?term-length=64k", StreamIds.COMMANDS)) {
            return await(exchange, () -> commands.offer(command) > 0)
                    && await(exchange, () -> status(exchange, instrumentId) == status);
        }
    }

    private static boolean isJournalHalted(final String directory) {
        try (Aeron aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(directory))) {
            return JournalHaltCounter.isHalted(aeron.countersReader());
        }
    }

    private static boolean await(final ExchangeClient exchange, final BooleanSupplier condition) {
        final long deadlineNs = System.nanoTime() + TIMEOUT_NS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadlineNs > 0) {
                return false;
            }
            exchange.pollOrIdle();
        }
        return true;
    }

    private static TradingStatus status(final ExchangeClient exchange, final int instrumentId) {
        return exchange.marketData().book(instrumentId).instrument().status();
    }
}
