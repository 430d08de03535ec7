/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.engine;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.engine.DefineAccountEncoder;
import io.outcry.codecs.engine.DefineAssetEncoder;
import io.outcry.codecs.engine.DefineInstrumentEncoder;
import io.outcry.codecs.types.BandAction;
import io.outcry.codecs.types.BooleanType;
import io.outcry.codecs.types.MatchAlgorithm;
import io.outcry.codecs.types.MessageHeaderEncoder;
import io.outcry.codecs.types.SelfTradePrevention;
import io.outcry.codecs.types.TradingStatus;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** The commands that open the market of the benchmarks: some instruments and one account, without bounds that count. */
public final class MarketDefinition {
    static final int INSTRUMENT_ID = 1;
    static final int ACCOUNT_ID = 1;

    private static final MessageHeaderEncoder HEADER = new MessageHeaderEncoder();

    private MarketDefinition() {}

    /**
     * The commands, to be applied before any other.
     *
     * @param instruments how many, from 1
     * @return each with its header, in a buffer of its length
     */
    public static List<UnsafeBuffer> commands(final int instruments) {
        final List<UnsafeBuffer> commands = new ArrayList<>(List.of(asset(1), asset(2)));
        for (int instrumentId = 1; instrumentId <= instruments; instrumentId++) {
            commands.add(instrument(instrumentId));
        }
        commands.add(account());
        return commands;
    }

    private static UnsafeBuffer asset(final int assetId) {
        final UnsafeBuffer command = command(DefineAssetEncoder.BLOCK_LENGTH);
        new DefineAssetEncoder()
                .wrapAndApplyHeader(command, 0, HEADER)
                .assetId(assetId)
                .scale((short) 0)
                .name("A" + assetId);
        return command;
    }

    private static UnsafeBuffer instrument(final int instrumentId) {
        final UnsafeBuffer command = command(DefineInstrumentEncoder.BLOCK_LENGTH);
        final DefineInstrumentEncoder instrument = new DefineInstrumentEncoder()
                .wrapAndApplyHeader(command, 0, HEADER)
                .instrumentId(instrumentId)
                .baseAssetId(1)
                .quoteAssetId(2)
                .minQty(1)
                .maxQty(Long.MAX_VALUE)
                .minAllocation(0)
                .marketMakerId(NullValue.INT32)
                .matchAlgorithm(MatchAlgorithm.PRICE_TIME)
                .priceTimePercent((short) 0)
                .marketMakerPercent((short) 0)
                .referencePrice(NullValue.INT64)
                .maxNotional(0)
                .pauseNs(0)
                .auctionNs(0)
                .staticBandBps(0)
                .dynamicBandBps(0)
                .maxDeviationBps(0)
                .bandAction(BandAction.EXPIRE)
                .tradingStatus(TradingStatus.OPEN)
                .symbol("I" + instrumentId);
        instrument.tickSize().mantissa(1).scale((short) 0);
        instrument.lotSize().mantissa(1).scale((short) 0);
        return command;
    }

    private static UnsafeBuffer account() {
        final UnsafeBuffer command = command(DefineAccountEncoder.BLOCK_LENGTH);
        new DefineAccountEncoder()
                .wrapAndApplyHeader(command, 0, HEADER)
                .accountId(ACCOUNT_ID)
                .maxOrderQty(Long.MAX_VALUE)
                .maxOpenOrders(Integer.MAX_VALUE)
                .tradeGroup(0)
                .checkFunds(BooleanType.FALSE)
                .selfTradePrevention(SelfTradePrevention.NONE);
        return command;
    }

    private static UnsafeBuffer command(final int blockLength) {
        return new UnsafeBuffer(new byte[MessageHeaderEncoder.ENCODED_LENGTH + blockLength]);
    }
}
