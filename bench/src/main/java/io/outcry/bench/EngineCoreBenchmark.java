/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench;

import io.outcry.bench.matching.engine.MarketDefinition;
import io.outcry.codecs.NullValue;
import io.outcry.codecs.engine.CancelOrderEncoder;
import io.outcry.codecs.engine.NewOrderEncoder;
import io.outcry.codecs.types.ExecInst;
import io.outcry.codecs.types.MessageHeaderEncoder;
import io.outcry.codecs.types.OrdType;
import io.outcry.codecs.types.Side;
import io.outcry.codecs.types.TimeInForce;
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
    private long seqNum;

    /** Made by JMH. */
    public EngineCoreBenchmark() {}

    /** Opens a book with some resting orders on each side. */
    @Setup
    public void open() {
        core = new EngineCore();
        sequence = 0;
        for (final UnsafeBuffer definition : MarketDefinition.commands(1)) {
            command.putBytes(0, definition, 0, definition.capacity());
            apply(definition.capacity() - MessageHeaderEncoder.ENCODED_LENGTH);
        }
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
                .refSeqNum(++seqNum)
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
                .refSeqNum(++seqNum)
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
