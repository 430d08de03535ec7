/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.node;

import io.outcry.codecs.Decimal;
import io.outcry.codecs.Instrument;
import io.outcry.codecs.NullValue;
import io.outcry.codecs.engine.DefineAccountEncoder;
import io.outcry.codecs.engine.DefineAssetEncoder;
import io.outcry.codecs.engine.DefineInstrumentEncoder;
import io.outcry.codecs.engine.DefineKeyEncoder;
import io.outcry.codecs.engine.DefineLimitsEncoder;
import io.outcry.codecs.engine.DefineScheduleEncoder;
import io.outcry.codecs.engine.DepositEncoder;
import io.outcry.codecs.types.BooleanType;
import io.outcry.codecs.types.DecimalEncoder;
import io.outcry.codecs.types.MessageHeaderEncoder;
import io.outcry.codecs.types.TradingStatus;
import io.outcry.launcher.config.AccountConfig;
import io.outcry.launcher.config.AssetConfig;
import io.outcry.launcher.config.InstrumentConfig;
import io.outcry.launcher.config.KeyConfig;
import io.outcry.launcher.config.OutcryConfig;
import io.outcry.launcher.config.ScheduledStatus;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The configuration as commands of the engine, so that the journal alone rebuilds everything. Secrets stay outside. */
public final class ConfigurationCommands {
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final List<DirectBuffer> commands = new ArrayList<>();

    private ConfigurationCommands() {}

    /**
     * All commands, in the order in which the engine needs them.
     *
     * @param config complete
     * @return each with its header, in a buffer of its own
     */
    public static List<DirectBuffer> of(final OutcryConfig config) {
        final ConfigurationCommands commands = new ConfigurationCommands();
        commands.limits(config);
        for (int assetId = 1; assetId <= config.assets().size(); assetId++) {
            commands.asset(assetId, config.assets().get(assetId - 1));
        }
        for (int instrumentId = 1; instrumentId <= config.instruments().size(); instrumentId++) {
            commands.instrument(config, instrumentId, config.instruments().get(instrumentId - 1));
        }
        config.accounts().forEach(account -> commands.account(config, account));
        for (int sessionId = 1; sessionId <= config.keys().size(); sessionId++) {
            commands.key(sessionId, config.keys().get(sessionId - 1));
        }
        return commands.commands;
    }

    private void limits(final OutcryConfig config) {
        new DefineLimitsEncoder()
                .wrapAndApplyHeader(command(DefineLimitsEncoder.BLOCK_LENGTH), 0, header)
                .maxOpenOrders(config.limits().maxOpenOrders());
    }

    private void asset(final int assetId, final AssetConfig asset) {
        new DefineAssetEncoder()
                .wrapAndApplyHeader(command(DefineAssetEncoder.BLOCK_LENGTH), 0, header)
                .assetId(assetId)
                .scale((short) asset.scale())
                .name(asset.name());
    }

    private void instrument(final OutcryConfig config, final int instrumentId, final InstrumentConfig instrument) {
        final Instrument definition = instrument.instrument(instrumentId);
        final DefineInstrumentEncoder encoder = new DefineInstrumentEncoder();
        encoder.wrapAndApplyHeader(command(DefineInstrumentEncoder.BLOCK_LENGTH), 0, header)
                .instrumentId(instrumentId)
                .baseAssetId(config.assetId(instrument.base()))
                .quoteAssetId(config.assetId(instrument.quote()))
                .minQty(definition.minQty())
                .maxQty(definition.maxQty())
                .minAllocation(minAllocation(instrument))
                .marketMakerId(instrument.matching().marketMaker().orElse(NullValue.INT32))
                .matchAlgorithm(definition.matchAlgorithm())
                .priceTimePercent((short) instrument.matching().priceTimePercent())
                .marketMakerPercent((short) instrument.matching().marketMakerPercent())
                .referencePrice(referencePrice(instrument))
                .maxNotional(maxNotional(instrument))
                .pauseNs(TimeUnit.MILLISECONDS.toNanos(instrument.protection().pauseMs()))
                .auctionNs(TimeUnit.MILLISECONDS.toNanos(instrument.protection().auctionMs()))
                .staticBandBps(instrument.protection().staticBandBps())
                .dynamicBandBps(instrument.protection().dynamicBandBps())
                .maxDeviationBps(instrument.protection().maxDeviationBps())
                .bandAction(instrument.protection().bandAction())
                .tradingStatus(definition.status())
                .symbol(definition.symbol());
        encode(definition.tickSize(), encoder.tickSize());
        encode(definition.lotSize(), encoder.lotSize());
        schedule(instrumentId, instrument.schedule());
    }

    private static long minAllocation(final InstrumentConfig instrument) {
        return instrument
                .matching()
                .minAllocation()
                .map(least -> instrument.lotSize().stepsIn(least, instrument.symbol() + " minAllocation"))
                .orElse(0L);
    }

    private static long referencePrice(final InstrumentConfig instrument) {
        return instrument
                .protection()
                .referencePrice()
                .map(price -> instrument.tickSize().stepsIn(price, instrument.symbol() + " referencePrice"))
                .orElse(NullValue.INT64);
    }

    /** Ticks times lots. */
    private static long maxNotional(final InstrumentConfig instrument) {
        final BigDecimal step = instrument
                .tickSize()
                .toBigDecimal()
                .multiply(instrument.lotSize().toBigDecimal());
        return instrument
                .protection()
                .maxNotional()
                .map(most -> most.toBigDecimal().divide(step).longValueExact())
                .orElse(0L);
    }

    /** An empty one replaces what an earlier start may have defined. */
    private void schedule(final int instrumentId, final List<ScheduledStatus> schedule) {
        if (schedule.isEmpty()) {
            schedule(instrumentId, 0, 0).timeOfDayNs(0).randomDelayNs(0).seed(0).tradingStatus(TradingStatus.NULL_VAL);
        }
        for (int place = 1; place <= schedule.size(); place++) {
            final ScheduledStatus change = schedule.get(place - 1);
            schedule(instrumentId, place, schedule.size())
                    .timeOfDayNs(change.at().toNanoOfDay())
                    .randomDelayNs(TimeUnit.MILLISECONDS.toNanos(change.randomDelayMs()))
                    .seed(change.seed())
                    .tradingStatus(change.status());
        }
    }

    private DefineScheduleEncoder schedule(final int instrumentId, final int place, final int places) {
        return new DefineScheduleEncoder()
                .wrapAndApplyHeader(command(DefineScheduleEncoder.BLOCK_LENGTH), 0, header)
                .instrumentId(instrumentId)
                .place(place)
                .places(places);
    }

    private void account(final OutcryConfig config, final AccountConfig account) {
        new DefineAccountEncoder()
                .wrapAndApplyHeader(command(DefineAccountEncoder.BLOCK_LENGTH), 0, header)
                .accountId(account.id())
                .maxOrderQty(account.maxOrderQty())
                .maxOpenOrders(account.maxOpenOrders())
                .tradeGroup(account.tradeGroup())
                .selfTradePrevention(account.selfTradePrevention())
                .checkFunds(account.checkFunds() ? BooleanType.TRUE : BooleanType.FALSE);
        int reference = 0;
        for (final Map.Entry<String, Decimal> balance : account.balances().entrySet()) {
            new DepositEncoder()
                    .wrapAndApplyHeader(command(DepositEncoder.BLOCK_LENGTH), 0, header)
                    .accountId(account.id())
                    .assetId(config.assetId(balance.getKey()))
                    .quantity(config.asset(balance.getKey()).units(balance.getValue()))
                    .reference(++reference);
        }
    }

    private void key(final int sessionId, final KeyConfig key) {
        new DefineKeyEncoder()
                .wrapAndApplyHeader(command(DefineKeyEncoder.BLOCK_LENGTH), 0, header)
                .sessionId(sessionId)
                .accountId(key.account())
                .keyId(key.id());
    }

    private UnsafeBuffer command(final int blockLength) {
        final UnsafeBuffer command = new UnsafeBuffer(new byte[MessageHeaderEncoder.ENCODED_LENGTH + blockLength]);
        commands.add(command);
        return command;
    }

    private static void encode(final Decimal value, final DecimalEncoder encoder) {
        encoder.mantissa(value.mantissa()).scale((short) value.scale());
    }
}
