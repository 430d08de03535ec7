/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.engine.CancelOrderEncoder;
import io.outcry.codecs.engine.DefineAccountEncoder;
import io.outcry.codecs.engine.DefineAssetEncoder;
import io.outcry.codecs.engine.DefineInstrumentEncoder;
import io.outcry.codecs.engine.NewOrderEncoder;
import io.outcry.codecs.types.BandAction;
import io.outcry.codecs.types.BooleanType;
import io.outcry.codecs.types.ExecInst;
import io.outcry.codecs.types.MatchAlgorithm;
import io.outcry.codecs.types.MessageHeaderEncoder;
import io.outcry.codecs.types.OrdType;
import io.outcry.codecs.types.SelfTradePrevention;
import io.outcry.codecs.types.Side;
import io.outcry.codecs.types.TimeInForce;
import io.outcry.codecs.types.TradingStatus;
import io.outcry.matching.EngineCore;
import io.outcry.matching.EventBuffer;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The engine alone: SBE command in, checks, match, SBE events out. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EngineCoreBenchmark {
    private static final int RESTING_ORDERS = 1_000;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final NewOrderEncoder newOrder = new NewOrderEncoder();
    private final CancelOrderEncoder cancelOrder = new CancelOrderEncoder();
    private final UnsafeBuffer command = new UnsafeBuffer(new byte[256]);
    private final EventBuffer events = new EventBuffer();
    private EngineCore core;
    private long sequence;
    private long clOrdId;

    /** Made by JMH. */
    public EngineCoreBenchmark() {}

    /** Opens a book with some resting orders on each side. */
    @Setup
    public void open() {
        core = new EngineCore();
        sequence = 0;
        for (int assetId = 1; assetId <= 2; assetId++) {
            new DefineAssetEncoder()
                    .wrapAndApplyHeader(command, 0, header)
                    .assetId(assetId)
                    .scale((short) 0)
                    .name("A" + assetId);
            apply(DefineAssetEncoder.BLOCK_LENGTH);
        }
        final DefineInstrumentEncoder instrument = new DefineInstrumentEncoder();
        instrument
                .wrapAndApplyHeader(command, 0, header)
                .instrumentId(1)
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
                .symbol("A1-A2");
        instrument.tickSize().mantissa(1).scale((short) 0);
        instrument.lotSize().mantissa(1).scale((short) 0);
        apply(DefineInstrumentEncoder.BLOCK_LENGTH);
        new DefineAccountEncoder()
                .wrapAndApplyHeader(command, 0, header)
                .accountId(1)
                .maxOrderQty(Long.MAX_VALUE)
                .maxOpenOrders(Integer.MAX_VALUE)
                .tradeGroup(0)
                .checkFunds(BooleanType.FALSE)
                .selfTradePrevention(SelfTradePrevention.NONE);
        apply(DefineAccountEncoder.BLOCK_LENGTH);
        for (int i = 1; i <= RESTING_ORDERS; i++) {
            limit(Side.BUY, 10_000 - i % 100);
            limit(Side.SELL, 10_001 + i % 100);
        }
    }

    /** A new order behind the best price, then its cancel. */
    @Benchmark
    @OperationsPerInvocation(2)
    public void addThenCancel() {
        limit(Side.BUY, 9_950);
        cancelOrder
                .wrapAndApplyHeader(command, 0, header)
                .clOrdId(0)
                .origClOrdId(clOrdId)
                .orderId(NullValue.INT64)
                .refSeqNum(1)
                .sessionId(1)
                .accountId(1)
                .instrumentId(1);
        apply(CancelOrderEncoder.BLOCK_LENGTH);
    }

    /** A new order at the best price, then one that takes it. */
    @Benchmark
    @OperationsPerInvocation(2)
    public void addThenTrade() {
        limit(Side.BUY, 10_000);
        limit(Side.SELL, 10_000);
    }

    private void limit(final Side side, final long price) {
        newOrder.wrapAndApplyHeader(command, 0, header)
                .clOrdId(++clOrdId)
                .price(price)
                .orderQty(10)
                .refSeqNum(1)
                .sessionId(1)
                .accountId(1)
                .instrumentId(1)
                .side(side)
                .ordType(OrdType.LIMIT)
                .timeInForce(TimeInForce.GTC)
                .execInst(ExecInst.NONE);
        apply(NewOrderEncoder.BLOCK_LENGTH);
    }

    private void apply(final int blockLength) {
        events.clear();
        core.onCommand(++sequence, sequence, command, 0, MessageHeaderEncoder.ENCODED_LENGTH + blockLength, events);
    }
}
