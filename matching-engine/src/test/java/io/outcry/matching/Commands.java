/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.MassQuoteLength;
import io.outcry.codecs.NullValue;
import io.outcry.codecs.engine.CancelOrderEncoder;
import io.outcry.codecs.engine.DefineAccountEncoder;
import io.outcry.codecs.engine.DefineAssetEncoder;
import io.outcry.codecs.engine.DefineInstrumentEncoder;
import io.outcry.codecs.engine.DefineKeyEncoder;
import io.outcry.codecs.engine.DefineLimitsEncoder;
import io.outcry.codecs.engine.DefineScheduleEncoder;
import io.outcry.codecs.engine.DepositEncoder;
import io.outcry.codecs.engine.EngineStoppedEncoder;
import io.outcry.codecs.engine.EventHashEncoder;
import io.outcry.codecs.engine.MassActionEncoder;
import io.outcry.codecs.engine.MassQuoteEncoder;
import io.outcry.codecs.engine.NewExtendedOrderEncoder;
import io.outcry.codecs.engine.NewOrderEncoder;
import io.outcry.codecs.engine.NewOrderListEncoder;
import io.outcry.codecs.engine.OpenSessionEncoder;
import io.outcry.codecs.engine.QueryOrderEncoder;
import io.outcry.codecs.engine.ReplaceOrderEncoder;
import io.outcry.codecs.engine.SetQuoteProtectionEncoder;
import io.outcry.codecs.engine.SetTradingStatusEncoder;
import io.outcry.codecs.engine.TimeStepEncoder;
import io.outcry.codecs.types.BandAction;
import io.outcry.codecs.types.BooleanType;
import io.outcry.codecs.types.ContingencyType;
import io.outcry.codecs.types.ExecInst;
import io.outcry.codecs.types.ListedOrderEncoder;
import io.outcry.codecs.types.MassActionType;
import io.outcry.codecs.types.MatchAlgorithm;
import io.outcry.codecs.types.MessageHeaderEncoder;
import io.outcry.codecs.types.OrdType;
import io.outcry.codecs.types.PegOffsetType;
import io.outcry.codecs.types.PegPriceType;
import io.outcry.codecs.types.SelfTradePrevention;
import io.outcry.codecs.types.Side;
import io.outcry.codecs.types.TimeInForce;
import io.outcry.codecs.types.TradingStatus;
import io.outcry.codecs.types.TriggerPriceType;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Encodes one command of the engine schema at a time; each starts out valid, so that a test spoils only what it is about.
 * Those of clients have numbers that grow from 1.
 */
final class Commands {
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    private static final int LISTED = NewOrderListEncoder.firstEncodingOffset();

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[4096]);
    private final UnsafeBuffer listed = new UnsafeBuffer(new byte[512]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final NewOrderEncoder newOrder = new NewOrderEncoder();
    private final NewExtendedOrderEncoder newExtendedOrder = new NewExtendedOrderEncoder();
    private final NewOrderListEncoder newOrderList = new NewOrderListEncoder();
    private final CancelOrderEncoder cancelOrder = new CancelOrderEncoder();
    private final ReplaceOrderEncoder replaceOrder = new ReplaceOrderEncoder();
    private final MassActionEncoder massAction = new MassActionEncoder();
    private final QueryOrderEncoder queryOrder = new QueryOrderEncoder();
    private final DefineAssetEncoder asset = new DefineAssetEncoder();
    private final DefineInstrumentEncoder instrument = new DefineInstrumentEncoder();
    private final DefineAccountEncoder account = new DefineAccountEncoder();
    private final MassQuoteEncoder massQuote = new MassQuoteEncoder();
    private final SetQuoteProtectionEncoder quoteProtection = new SetQuoteProtectionEncoder();
    private final DefineKeyEncoder key = new DefineKeyEncoder();
    private final DepositEncoder deposit = new DepositEncoder();
    private final DefineLimitsEncoder limits = new DefineLimitsEncoder();
    private final SetTradingStatusEncoder setTradingStatus = new SetTradingStatusEncoder();
    private final DefineScheduleEncoder schedule = new DefineScheduleEncoder();
    private final EventHashEncoder eventHash = new EventHashEncoder();
    private final TimeStepEncoder timeStep = new TimeStepEncoder();
    private final EngineStoppedEncoder engineStopped = new EngineStoppedEncoder();
    private final OpenSessionEncoder openSession = new OpenSessionEncoder();
    private int length;
    private long lastSeqNum;

    UnsafeBuffer buffer() {
        return buffer;
    }

    int length() {
        return length;
    }

    /** The command in a buffer of its own and of its length. */
    UnsafeBuffer copy() {
        final byte[] bytes = new byte[length];
        buffer.getBytes(0, bytes);
        return new UnsafeBuffer(bytes);
    }

    /** Where the field of an encoding offset is in the buffer. */
    static int offset(final int encodingOffset) {
        return HEADER + encodingOffset;
    }

    /** Writes a byte that the encoders would not, at an encoding offset of the message. */
    void spoil(final int encodingOffset, final int value) {
        buffer.putByte(offset(encodingOffset), (byte) value);
    }

    /** Of the last command of a client. */
    long lastSeqNum() {
        return lastSeqNum;
    }

    /** Gives the command of a client that is in the buffer another number. */
    void refSeqNum(final long refSeqNum) {
        buffer.putLong(offset(NewOrderEncoder.refSeqNumEncodingOffset()), refSeqNum, ByteOrder.LITTLE_ENDIAN);
    }

    OpenSessionEncoder openSession(final int sessionId, final long sessionEpoch) {
        length = HEADER + OpenSessionEncoder.BLOCK_LENGTH;
        return openSession
                .wrapAndApplyHeader(buffer, 0, header)
                .sessionEpoch(sessionEpoch)
                .sessionId(sessionId);
    }

    /** One lot at one tick to buy, of account 1 in instrument 1. */
    NewOrderEncoder newOrder(final int accountId, final int instrumentId, final long clOrdId) {
        length = HEADER + NewOrderEncoder.BLOCK_LENGTH;
        return newOrder.wrapAndApplyHeader(buffer, 0, header)
                .clOrdId(clOrdId)
                .price(1)
                .orderQty(1)
                .refSeqNum(++lastSeqNum)
                .sessionId(session(accountId))
                .accountId(accountId)
                .instrumentId(instrumentId)
                .side(Side.BUY)
                .ordType(OrdType.LIMIT)
                .timeInForce(TimeInForce.GTC)
                .execInst(ExecInst.NONE);
    }

    /** Beside what {@link #newOrder} sets, no further terms. */
    NewExtendedOrderEncoder newExtendedOrder(final int accountId, final int instrumentId, final long clOrdId) {
        length = HEADER + NewExtendedOrderEncoder.BLOCK_LENGTH;
        return newExtendedOrder
                .wrapAndApplyHeader(buffer, 0, header)
                .clOrdId(clOrdId)
                .price(1)
                .orderQty(1)
                .refSeqNum(++lastSeqNum)
                .sessionId(session(accountId))
                .accountId(accountId)
                .instrumentId(instrumentId)
                .side(Side.BUY)
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

    /** The fields that the extended order of this buffer has in common with a plain one. */
    NewOrderEncoder common() {
        return newOrder.wrap(buffer, HEADER);
    }

    /** Makes a plain order of the extended one in the buffer. */
    void shortenToNewOrder() {
        length = HEADER + NewOrderEncoder.BLOCK_LENGTH;
        header.wrap(buffer, 0).blockLength(NewOrderEncoder.BLOCK_LENGTH).templateId(NewOrderEncoder.TEMPLATE_ID);
    }

    /** Puts the extended order of this buffer at a place from 0 in the next list. */
    void putIntoList(final int place) {
        listed.putBytes(
                LISTED + place * ListedOrderEncoder.ENCODED_LENGTH,
                buffer,
                HEADER + NewExtendedOrderEncoder.clOrdIdEncodingOffset(),
                ListedOrderEncoder.ENCODED_LENGTH);
    }

    /** Of so many orders, 2 or 3, that were put into it. */
    NewOrderListEncoder newOrderList(final int accountId, final int size) {
        length = HEADER + NewOrderListEncoder.BLOCK_LENGTH;
        buffer.putBytes(HEADER, listed, 0, NewOrderListEncoder.BLOCK_LENGTH);
        newOrderList
                .wrapAndApplyHeader(buffer, 0, header)
                .refSeqNum(++lastSeqNum)
                .sessionId(session(accountId))
                .accountId(accountId)
                .contingencyType(ContingencyType.ONE_TRIGGERS_OTHER);
        if (size == 2) {
            newOrderList.third().clOrdId(NullValue.INT64);
        }
        return newOrderList;
    }

    CancelOrderEncoder cancelOrder(final int accountId, final int instrumentId, final long clOrdId) {
        length = HEADER + CancelOrderEncoder.BLOCK_LENGTH;
        return cancelOrder
                .wrapAndApplyHeader(buffer, 0, header)
                .clOrdId(clOrdId)
                .origClOrdId(NullValue.INT64)
                .orderId(NullValue.INT64)
                .refSeqNum(++lastSeqNum)
                .sessionId(session(accountId))
                .accountId(accountId)
                .instrumentId(instrumentId);
    }

    ReplaceOrderEncoder replaceOrder(final int accountId, final int instrumentId, final long clOrdId) {
        length = HEADER + ReplaceOrderEncoder.BLOCK_LENGTH;
        return replaceOrder
                .wrapAndApplyHeader(buffer, 0, header)
                .clOrdId(clOrdId)
                .origClOrdId(NullValue.INT64)
                .orderId(NullValue.INT64)
                .price(1)
                .orderQty(1)
                .refSeqNum(++lastSeqNum)
                .sessionId(session(accountId))
                .accountId(accountId)
                .instrumentId(instrumentId);
    }

    /** Cancels all orders of the account. */
    MassActionEncoder massAction(final int accountId, final long clOrdId) {
        length = HEADER + MassActionEncoder.BLOCK_LENGTH;
        return massAction
                .wrapAndApplyHeader(buffer, 0, header)
                .clOrdId(clOrdId)
                .refSeqNum(++lastSeqNum)
                .sessionId(session(accountId))
                .accountId(accountId)
                .instrumentId(NullValue.INT32)
                .tag(NullValue.INT32)
                .side(Side.NULL_VAL)
                .massActionType(MassActionType.CANCEL_ORDERS);
    }

    QueryOrderEncoder queryOrder(final int accountId, final int instrumentId, final long clOrdId) {
        length = HEADER + QueryOrderEncoder.BLOCK_LENGTH;
        return queryOrder
                .wrapAndApplyHeader(buffer, 0, header)
                .clOrdId(clOrdId)
                .origClOrdId(NullValue.INT64)
                .orderId(NullValue.INT64)
                .refSeqNum(++lastSeqNum)
                .sessionId(session(accountId))
                .accountId(accountId)
                .instrumentId(instrumentId);
    }

    /** Of so many quotes, which the caller encodes. */
    MassQuoteEncoder.QuotesEncoder massQuote(final int accountId, final long quoteId, final int quotes) {
        length = MassQuoteLength.of(quotes);
        return massQuote
                .wrapAndApplyHeader(buffer, 0, header)
                .refSeqNum(++lastSeqNum)
                .sessionId(session(accountId))
                .accountId(accountId)
                .quoteId(quoteId)
                .quotesCount(quotes);
    }

    /** The fields of the mass quote of this buffer that stand before its quotes. */
    MassQuoteEncoder massQuote() {
        return massQuote;
    }

    SetQuoteProtectionEncoder quoteProtection(
            final int accountId, final long clOrdId, final int maxFills, final long windowNs) {
        length = HEADER + SetQuoteProtectionEncoder.BLOCK_LENGTH;
        return quoteProtection
                .wrapAndApplyHeader(buffer, 0, header)
                .refSeqNum(++lastSeqNum)
                .sessionId(session(accountId))
                .accountId(accountId)
                .clOrdId(clOrdId)
                .windowNs(windowNs)
                .maxFills(maxFills);
    }

    DefineAssetEncoder asset(final int assetId, final String name, final int scale) {
        length = HEADER + DefineAssetEncoder.BLOCK_LENGTH;
        return asset.wrapAndApplyHeader(buffer, 0, header)
                .assetId(assetId)
                .scale((short) scale)
                .name(name);
    }

    /** Tick 0.01 and lot 0.001 of asset 1 in asset 2, open for orders of 1 to 1,000,000 lots. */
    DefineInstrumentEncoder instrument(final int instrumentId, final String symbol) {
        length = HEADER + DefineInstrumentEncoder.BLOCK_LENGTH;
        instrument
                .wrapAndApplyHeader(buffer, 0, header)
                .instrumentId(instrumentId)
                .baseAssetId(1)
                .quoteAssetId(2)
                .minQty(1)
                .maxQty(1_000_000)
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
                .symbol(symbol);
        instrument.tickSize().mantissa(1).scale((short) 2);
        instrument.lotSize().mantissa(1).scale((short) 3);
        return instrument;
    }

    /** An account without a bound that counts, whose funds are not checked. */
    DefineAccountEncoder account(final int accountId) {
        length = HEADER + DefineAccountEncoder.BLOCK_LENGTH;
        return account.wrapAndApplyHeader(buffer, 0, header)
                .accountId(accountId)
                .maxOrderQty(Long.MAX_VALUE)
                .maxOpenOrders(Integer.MAX_VALUE)
                .tradeGroup(0)
                .checkFunds(BooleanType.FALSE)
                .selfTradePrevention(SelfTradePrevention.NONE);
    }

    DefineKeyEncoder key(final int sessionId, final int accountId, final String keyId) {
        length = HEADER + DefineKeyEncoder.BLOCK_LENGTH;
        return key.wrapAndApplyHeader(buffer, 0, header)
                .sessionId(sessionId)
                .accountId(accountId)
                .keyId(keyId);
    }

    DepositEncoder deposit(final int accountId, final int assetId, final long units, final long reference) {
        length = HEADER + DepositEncoder.BLOCK_LENGTH;
        return deposit.wrapAndApplyHeader(buffer, 0, header)
                .accountId(accountId)
                .assetId(assetId)
                .quantity(units)
                .reference(reference);
    }

    void limits(final int maxOpenOrders) {
        length = HEADER + DefineLimitsEncoder.BLOCK_LENGTH;
        limits.wrapAndApplyHeader(buffer, 0, header).maxOpenOrders(maxOpenOrders);
    }

    SetTradingStatusEncoder tradingStatus(final int instrumentId, final TradingStatus status) {
        length = HEADER + SetTradingStatusEncoder.BLOCK_LENGTH;
        return setTradingStatus
                .wrapAndApplyHeader(buffer, 0, header)
                .instrumentId(instrumentId)
                .tradingStatus(status);
    }

    /** On time every day. */
    DefineScheduleEncoder schedule(
            final int instrumentId,
            final int place,
            final int places,
            final long timeOfDayNs,
            final TradingStatus status) {
        length = HEADER + DefineScheduleEncoder.BLOCK_LENGTH;
        return schedule.wrapAndApplyHeader(buffer, 0, header)
                .instrumentId(instrumentId)
                .place(place)
                .places(places)
                .timeOfDayNs(timeOfDayNs)
                .randomDelayNs(0)
                .seed(0)
                .tradingStatus(status);
    }

    void eventHash(final long events, final long hash) {
        length = HEADER + EventHashEncoder.BLOCK_LENGTH;
        eventHash.wrapAndApplyHeader(buffer, 0, header).events(events).eventHash(hash);
    }

    void timeStep() {
        length = HEADER + TimeStepEncoder.BLOCK_LENGTH;
        timeStep.wrapAndApplyHeader(buffer, 0, header);
    }

    void engineStopped(final long stateHash) {
        length = HEADER + EngineStoppedEncoder.BLOCK_LENGTH;
        engineStopped.wrapAndApplyHeader(buffer, 0, header).stateHash(stateHash);
    }

    /** Every account has one of its number; what is of no account comes from the first one. */
    private static int session(final int accountId) {
        return Math.max(1, accountId);
    }

    void unknownTemplate() {
        length = HEADER;
        header.wrap(buffer, 0)
                .blockLength(0)
                .templateId(999)
                .schemaId(NewOrderEncoder.SCHEMA_ID)
                .version(NewOrderEncoder.SCHEMA_VERSION);
    }
}
