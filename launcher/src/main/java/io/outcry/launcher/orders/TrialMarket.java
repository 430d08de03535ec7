/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.orders;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.engine.ExecutionEventDecoder;
import io.outcry.codecs.engine.NewExtendedOrderEncoder;
import io.outcry.codecs.types.ExecInst;
import io.outcry.codecs.types.MessageHeaderDecoder;
import io.outcry.codecs.types.MessageHeaderEncoder;
import io.outcry.codecs.types.OrdType;
import io.outcry.codecs.types.PegOffsetType;
import io.outcry.codecs.types.PegPriceType;
import io.outcry.codecs.types.RejectReason;
import io.outcry.codecs.types.Side;
import io.outcry.codecs.types.TimeInForce;
import io.outcry.codecs.types.TradingStatus;
import io.outcry.codecs.types.TriggerPriceType;
import io.outcry.launcher.config.ConfigLoader;
import io.outcry.launcher.node.ConfigurationCommands;
import io.outcry.matching.EngineCore;
import io.outcry.matching.EventBuffer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** An engine with the default configuration and a book with both sides and a last trade, which is asked about one order. */
final class TrialMarket {
    private static final int INSTRUMENT_ID = 1;
    private static final int ACCOUNT_ID = 3;
    private static final int SESSION_ID = 1;
    private static final long BID = 100;
    private static final long LAST = 105;
    private static final long OFFER = 110;
    private static final long QTY = 10;
    private static final long TIME_NS = 1_000;

    /** The default configuration but for the status of the instrument. */
    private static final Map<TradingStatus, List<DirectBuffer>> DEFINITIONS = new EnumMap<>(TradingStatus.class);

    private final EngineCore core = new EngineCore();
    private final EventBuffer events = new EventBuffer();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
    private final NewExtendedOrderEncoder order = new NewExtendedOrderEncoder();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private long lastClOrdId;

    TrialMarket(final TradingStatus status) {
        define(TradingStatus.OPEN);
        limit(Side.SELL, LAST);
        limit(Side.BUY, LAST);
        limit(Side.BUY, BID);
        limit(Side.SELL, OFFER);
        define(status);
    }

    /** An order to buy, with all that its type and time in force need; more may be added to it before it is sent. */
    NewExtendedOrderEncoder order(final OrdType ordType, final TimeInForce timeInForce) {
        begin(Side.BUY).ordType(ordType).timeInForce(timeInForce).price(NullValue.INT64);
        if (timeInForce == TimeInForce.GTD) {
            order.expireTimeNs(TIME_NS + 1);
        }
        switch (ordType) {
            case LIMIT -> order.price(BID);
            case STOP -> waiting(OFFER);
            case STOP_LIMIT -> waiting(OFFER).price(OFFER);
            case TAKE_PROFIT -> waiting(BID);
            case TAKE_PROFIT_LIMIT -> waiting(BID).price(BID);
            case TRAILING_STOP, TRAILING_STOP_LIMIT -> {
                waiting(NullValue.INT64).pegOffset(1).pegOffsetType(PegOffsetType.TICKS);
                order.limitOffset(ordType == OrdType.TRAILING_STOP_LIMIT ? 1 : NullValue.INT64);
            }
            case PEGGED ->
                order.price(OFFER)
                        .pegPriceType(PegPriceType.PRIMARY)
                        .pegOffset(1)
                        .pegOffsetType(PegOffsetType.TICKS);
            default -> {}
        }
        return order;
    }

    /** What the engine says to the order: why it is rejected, or NONE. */
    RejectReason send() {
        send(buffer, MessageHeaderEncoder.ENCODED_LENGTH + NewExtendedOrderEncoder.BLOCK_LENGTH);
        final int offset = EventBuffer.messageOffset(0);
        return new ExecutionEventDecoder()
                .wrapAndApplyHeader(events.buffer(), offset, new MessageHeaderDecoder())
                .rejectReason();
    }

    private void define(final TradingStatus status) {
        DEFINITIONS
                .computeIfAbsent(status, TrialMarket::definitions)
                .forEach(command -> send(new UnsafeBuffer(command), command.capacity()));
    }

    private static List<DirectBuffer> definitions(final TradingStatus status) {
        return ConfigurationCommands.of(ConfigLoader.load(
                Optional.empty(), List.of("instruments[" + (INSTRUMENT_ID - 1) + "].status=" + status), Map.of()));
    }

    private void limit(final Side side, final long price) {
        begin(side).price(price);
        send();
    }

    private NewExtendedOrderEncoder begin(final Side side) {
        return order.wrapAndApplyHeader(buffer, 0, header)
                .clOrdId(++lastClOrdId)
                .orderQty(QTY)
                .refSeqNum(lastClOrdId)
                .sessionId(SESSION_ID)
                .accountId(ACCOUNT_ID)
                .instrumentId(INSTRUMENT_ID)
                .side(side)
                .ordType(OrdType.LIMIT)
                .timeInForce(TimeInForce.GTC)
                .execInst(ExecInst.NONE)
                .displayQty(NullValue.INT64)
                .displayVariance(NullValue.INT64)
                .displaySeed(0)
                .minQty(NullValue.INT64)
                .expireTimeNs(NullValue.INT64)
                .stopPx(NullValue.INT64)
                .pegOffset(NullValue.INT64)
                .limitOffset(NullValue.INT64)
                .tag(NullValue.INT32)
                .pegOffsetType(PegOffsetType.NULL_VAL)
                .triggerPriceType(TriggerPriceType.NULL_VAL)
                .pegPriceType(PegPriceType.NULL_VAL);
    }

    private NewExtendedOrderEncoder waiting(final long stopPx) {
        return order.stopPx(stopPx).triggerPriceType(TriggerPriceType.LAST_TRADE);
    }

    private void send(final UnsafeBuffer command, final int length) {
        events.clear();
        core.onCommand(core.sequence() + 1, TIME_NS, command, 0, length, events);
    }
}
