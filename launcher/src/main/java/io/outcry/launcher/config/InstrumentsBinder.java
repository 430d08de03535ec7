/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.config;

import io.outcry.codecs.Decimal;
import io.outcry.codecs.types.BandAction;
import io.outcry.codecs.types.MatchAlgorithm;
import io.outcry.codecs.types.TradingStatus;
import java.math.BigDecimal;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Binds the list of instruments. */
final class InstrumentsBinder {
    private static final int MAX_INSTRUMENTS = 1000;
    private static final int MAX_SYMBOL_LENGTH = 16;
    private static final int MAX_CHANGES = 64;
    private static final int MAX_DELAY_MS = 3_600_000;
    private static final int MAX_PERCENT = 100;
    private static final int MAX_BPS = 60_000;
    private static final Map<String, BandAction> BAND_ACTIONS =
            Map.of("EXPIRE", BandAction.EXPIRE, "AUCTION", BandAction.AUCTION, "PAUSE", BandAction.PAUSE);
    private static final Map<String, TradingStatus> STATUS = Stream.of(TradingStatus.values())
            .filter(status -> status != TradingStatus.NULL_VAL && status != TradingStatus.SBE_UNKNOWN)
            .collect(Collectors.toMap(TradingStatus::name, status -> status));
    private static final Map<String, MatchAlgorithm> ALGORITHMS = Stream.of(MatchAlgorithm.values())
            .filter(algorithm -> algorithm != MatchAlgorithm.NULL_VAL && algorithm != MatchAlgorithm.SBE_UNKNOWN)
            .collect(Collectors.toMap(MatchAlgorithm::name, algorithm -> algorithm));

    private final Map<String, AssetConfig> assets;
    private final FirstSeen symbols = new FirstSeen();

    InstrumentsBinder(final Map<String, AssetConfig> assets) {
        this.assets = assets;
    }

    List<InstrumentConfig> bind(final Setting list) {
        final List<InstrumentConfig> instruments = new ArrayList<>();
        for (final Setting item : list.items(MAX_INSTRUMENTS)) {
            instruments.add(bindItem(item.section(
                    "symbol: BTC-USD",
                    "base: BTC",
                    "quote: USD",
                    "tickSize: 0.01",
                    "lotSize: 0.00001",
                    "minQty: 0.00001",
                    "maxQty: 1000",
                    "status: OPEN",
                    "schedule: [{at: 09:00, status: OPENING_AUCTION}]",
                    "matching: {algorithm: PRO_RATA}",
                    "protection: {dynamicBandBps: 300}")));
        }
        return instruments;
    }

    private InstrumentConfig bindItem(final Section section) {
        final Setting symbol = section.required("symbol");
        final String symbolText = symbol.name(MAX_SYMBOL_LENGTH);
        symbols.add(symbolText, symbol);

        final AssetConfig base = asset(section.required("base"));
        final Setting quoteSetting = section.required("quote");
        final AssetConfig quote = asset(quoteSetting);
        if (quote.equals(base)) {
            throw quoteSetting.error(quote.name() + " is the base asset too; give another one");
        }

        final Decimal lotSize = lotSize(section.required("lotSize"), base);
        final Decimal minQty = section.optional("minQty")
                .map(setting -> quantity(setting, lotSize, lotSize, "the lot size"))
                .orElse(lotSize);
        final Decimal tickSize = tickSize(section.required("tickSize"), lotSize, quote);
        return new InstrumentConfig(
                symbolText,
                base.name(),
                quote.name(),
                tickSize,
                lotSize,
                minQty,
                quantity(section.required("maxQty"), lotSize, minQty, "minQty"),
                section.optional("status").map(InstrumentsBinder::status).orElse(TradingStatus.OPEN),
                section.optional("schedule").map(InstrumentsBinder::schedule).orElse(List.of()),
                section.optional("matching")
                        .map(setting -> matching(setting, lotSize))
                        .orElse(MatchingConfig.PRICE_TIME),
                section.optional("protection")
                        .map(setting -> protection(setting, tickSize, lotSize))
                        .orElse(ProtectionConfig.NONE));
    }

    private static ProtectionConfig protection(final Setting setting, final Decimal tickSize, final Decimal lotSize) {
        final Section section = setting.section(
                "referencePrice: 64000",
                "staticBandBps: 1000",
                "dynamicBandBps: 300",
                "bandAction: AUCTION",
                "pauseMs: 60000",
                "auctionMs: 120000",
                "maxDeviationBps: 2000",
                "maxNotional: 5000000");
        return new ProtectionConfig(
                section.optional("referencePrice").map(price -> multiple(price, tickSize.toBigDecimal(), tickSize)),
                number(section.optional("staticBandBps"), MAX_BPS),
                number(section.optional("dynamicBandBps"), MAX_BPS),
                section.optional("bandAction")
                        .map(action -> action.oneOf(BAND_ACTIONS, "one of " + names(BAND_ACTIONS)))
                        .orElse(BandAction.EXPIRE),
                number(section.optional("pauseMs"), MAX_DELAY_MS),
                number(section.optional("auctionMs"), MAX_DELAY_MS),
                number(section.optional("maxDeviationBps"), MAX_BPS),
                section.optional("maxNotional")
                        .map(value ->
                                multiple(value, tickSize.toBigDecimal().multiply(lotSize.toBigDecimal()), tickSize)));
    }

    private static Decimal multiple(final Setting setting, final BigDecimal step, final Decimal example) {
        final Decimal value = setting.positiveDecimal(example.toString());
        setting.requireSteps(value.toBigDecimal(), Decimal.parse(step.toPlainString()), "its step");
        return value;
    }

    private static int number(final Optional<Setting> setting, final int max) {
        return setting.map(value -> value.integer(0, max)).orElse(0);
    }

    private static MatchingConfig matching(final Setting setting, final Decimal lotSize) {
        final Section section = setting.section(
                "algorithm: PRO_RATA",
                "minAllocation: 0.0001",
                "priceTimePercent: 40",
                "marketMaker: 3",
                "marketMakerPercent: 30");
        final Setting algorithm = section.required("algorithm");
        final MatchAlgorithm kind = algorithm.oneOf(ALGORITHMS, "one of " + names(ALGORITHMS));
        final Optional<Integer> marketMaker =
                section.optional("marketMaker").map(account -> account.integer(1, Integer.MAX_VALUE));
        if (marketMaker.isPresent() != (kind == MatchAlgorithm.MARKET_MAKER)) {
            throw algorithm.error("marketMaker goes with MARKET_MAKER, and only with that; "
                    + (marketMaker.isPresent() ? "leave it out" : "give the id of its account"));
        }
        return new MatchingConfig(
                kind,
                section.optional("minAllocation").map(least -> quantity(least, lotSize, lotSize, "the lot size")),
                number(section.optional("priceTimePercent"), MAX_PERCENT),
                marketMaker,
                number(section.optional("marketMakerPercent"), MAX_PERCENT));
    }

    private static String names(final Map<String, ?> values) {
        return values.keySet().stream().sorted().collect(Collectors.joining(", "));
    }

    private static TradingStatus status(final Setting setting) {
        return setting.oneOf(STATUS, "one of " + names(STATUS));
    }

    private static List<ScheduledStatus> schedule(final Setting list) {
        final List<ScheduledStatus> schedule = new ArrayList<>();
        for (final Setting item : list.items(MAX_CHANGES)) {
            final Section change =
                    item.section("at: 09:00", "status: OPENING_AUCTION", "randomDelayMs: 30000", "seed: 1");
            schedule.add(new ScheduledStatus(
                    time(change.required("at")),
                    status(change.required("status")),
                    change.optional("randomDelayMs")
                            .map(setting -> setting.integer(0, MAX_DELAY_MS))
                            .orElse(0),
                    change.optional("seed")
                            .map(setting -> setting.number(Long.MIN_VALUE, Long.MAX_VALUE))
                            .orElse(0L)));
        }
        return schedule;
    }

    private static LocalTime time(final Setting setting) {
        try {
            return LocalTime.parse(setting.text());
        } catch (final DateTimeParseException e) {
            throw setting.error("'" + setting.text() + "' is no time of the day; give hours and minutes, such as 09:30,"
                    + " or seconds too, such as 09:30:15");
        }
    }

    private AssetConfig asset(final Setting setting) {
        return AssetsBinder.reference(setting, setting.text(), assets);
    }

    private static Decimal lotSize(final Setting setting, final AssetConfig base) {
        final Decimal lotSize = setting.positiveDecimal("0.00001");
        setting.requireSteps(lotSize.toBigDecimal(), base.unit(), AssetsBinder.unitName(base));
        return lotSize;
    }

    private static Decimal tickSize(final Setting setting, final Decimal lotSize, final AssetConfig quote) {
        final Decimal tickSize = setting.positiveDecimal("0.01");
        setting.requireSteps(
                tickSize.toBigDecimal().multiply(lotSize.toBigDecimal()),
                quote.unit(),
                AssetsBinder.unitName(quote) + "; it is what one lot costs per tick");
        return tickSize;
    }

    private static Decimal quantity(
            final Setting setting, final Decimal lotSize, final Decimal min, final String minName) {
        final Decimal quantity = setting.decimal(min.toString());
        setting.requireSteps(quantity.toBigDecimal(), lotSize, "the lot size");
        if (quantity.toBigDecimal().compareTo(min.toBigDecimal()) < 0) {
            throw setting.error(quantity + " is below " + minName + "; give at least " + min);
        }
        return quantity;
    }
}
