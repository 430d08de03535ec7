/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.client;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.orderentry.NewOrderExtendedEncoder;
import io.outcry.codecs.types.ExecInst;
import io.outcry.codecs.types.OrdType;
import io.outcry.codecs.types.PegOffsetType;
import io.outcry.codecs.types.PegPriceType;
import io.outcry.codecs.types.Side;
import io.outcry.codecs.types.TimeInForce;
import io.outcry.codecs.types.TriggerPriceType;

/**
 * An order of any kind, to be sent with {@link OrderSession#newOrder(NewOrder)}. {@link #begin} and one of the methods that
 * name a type come first; the others add terms. {@code docs/ORDERS.md} says what each does and what goes together; the
 * exchange refuses the rest. One object may be used again and again; it belongs to one thread.
 *
 * <pre>{@code
 * order.begin(7, btcUsdt, Side.SELL, 10).stopLimit(99_00, 98_50).day();
 * }</pre>
 */
public final class NewOrder {
    private static final long NULL = NullValue.INT64;

    private long clOrdId;
    private int instrumentId;
    private Side side;
    private long qty;
    private OrdType ordType;
    private TimeInForce timeInForce;
    private ExecInst execInst;
    private long price;
    private long displayQty;
    private long displayVariance;
    private long displaySeed;
    private long minQty;
    private long expireTimeNs;
    private long stopPx;
    private long pegOffset;
    private long limitOffset;
    private int tag;
    private PegOffsetType pegOffsetType;
    private TriggerPriceType triggerPriceType;
    private PegPriceType pegPriceType;

    /** Creates an order that has still to begin. */
    public NewOrder() {
        begin(NULL, NullValue.INT32, Side.NULL_VAL, NULL);
    }

    /**
     * Forgets everything and begins an order, good till cancelled.
     *
     * @param newClOrdId number of your choice, unique among the open orders of the account
     * @param newInstrumentId what to trade
     * @param newSide buy or sell
     * @param newQty lots
     * @return this
     */
    public NewOrder begin(final long newClOrdId, final int newInstrumentId, final Side newSide, final long newQty) {
        clOrdId = newClOrdId;
        instrumentId = newInstrumentId;
        side = newSide;
        qty = newQty;
        ordType = OrdType.NULL_VAL;
        timeInForce = TimeInForce.GTC;
        execInst = ExecInst.NONE;
        price = NULL;
        displayQty = NULL;
        displayVariance = NULL;
        displaySeed = 0;
        minQty = NULL;
        expireTimeNs = NULL;
        stopPx = NULL;
        pegOffset = NULL;
        limitOffset = NULL;
        tag = NullValue.INT32;
        pegOffsetType = PegOffsetType.NULL_VAL;
        triggerPriceType = TriggerPriceType.NULL_VAL;
        pegPriceType = PegPriceType.NULL_VAL;
        return this;
    }

    /**
     * Trades up to a price; the rest goes to the book.
     *
     * @param limit ticks
     * @return this
     */
    public NewOrder limit(final long limit) {
        ordType = OrdType.LIMIT;
        price = limit;
        return this;
    }

    /**
     * Trades at any price; the rest expires.
     *
     * @return this
     */
    public NewOrder market() {
        ordType = OrdType.MARKET;
        return this;
    }

    /**
     * Has the best price of the other side as its limit.
     *
     * @return this
     */
    public NewOrder marketToLimit() {
        ordType = OrdType.MARKET_TO_LIMIT;
        return this;
    }

    /**
     * Becomes a market order when the last trade reaches a price: a buy from below, a sell from above.
     *
     * @param newStopPx ticks
     * @return this
     */
    public NewOrder stop(final long newStopPx) {
        return waitFor(OrdType.STOP, newStopPx);
    }

    /**
     * Becomes a limit order as {@link #stop} becomes a market order.
     *
     * @param newStopPx ticks
     * @param limit ticks
     * @return this
     */
    public NewOrder stopLimit(final long newStopPx, final long limit) {
        price = limit;
        return waitFor(OrdType.STOP_LIMIT, newStopPx);
    }

    /**
     * Becomes a market order when the last trade reaches a price: a buy from above, a sell from below.
     *
     * @param newStopPx ticks
     * @return this
     */
    public NewOrder takeProfit(final long newStopPx) {
        return waitFor(OrdType.TAKE_PROFIT, newStopPx);
    }

    /**
     * Becomes a limit order as {@link #takeProfit} becomes a market order.
     *
     * @param newStopPx ticks
     * @param limit ticks
     * @return this
     */
    public NewOrder takeProfitLimit(final long newStopPx, final long limit) {
        price = limit;
        return waitFor(OrdType.TAKE_PROFIT_LIMIT, newStopPx);
    }

    /**
     * A stop whose stop price follows the price at a distance, down for a buy and up for a sell.
     *
     * @param offset distance
     * @param offsetType what it is counted in
     * @return this
     */
    public NewOrder trailingStop(final long offset, final PegOffsetType offsetType) {
        pegOffset = offset;
        pegOffsetType = offsetType;
        return waitFor(OrdType.TRAILING_STOP, NULL);
    }

    /**
     * A trailing stop that becomes a limit order, its limit behind the stop price.
     *
     * @param offset distance
     * @param offsetType what it is counted in
     * @param newLimitOffset distance of the limit from the stop price, ticks, not negative
     * @return this
     */
    public NewOrder trailingStopLimit(final long offset, final PegOffsetType offsetType, final long newLimitOffset) {
        trailingStop(offset, offsetType);
        ordType = OrdType.TRAILING_STOP_LIMIT;
        limitOffset = newLimitOffset;
        return this;
    }

    /**
     * Unseen limit order whose price follows the market.
     *
     * @param followed which price
     * @param ticks distance from it, away from the other side; not negative, and at least 1 for MARKET
     * @param limit worst price that it may have, ticks
     * @return this
     */
    public NewOrder pegged(final PegPriceType followed, final long ticks, final long limit) {
        ordType = OrdType.PEGGED;
        pegPriceType = followed;
        pegOffset = ticks;
        pegOffsetType = PegOffsetType.TICKS;
        price = limit;
        return this;
    }

    /**
     * Where a trailing stop begins, if not at its distance from the price of now.
     *
     * @param newStopPx ticks
     * @return this
     */
    public NewOrder startingAt(final long newStopPx) {
        stopPx = newStopPx;
        return this;
    }

    /**
     * Looks at another price than the last trade while it waits.
     *
     * @param type which one
     * @return this
     */
    public NewOrder triggeredBy(final TriggerPriceType type) {
        triggerPriceType = type;
        return this;
    }

    /**
     * How long it works, but for a time that has to be given.
     *
     * @param newTimeInForce any but GTD
     * @return this
     */
    public NewOrder timeInForce(final TimeInForce newTimeInForce) {
        timeInForce = newTimeInForce;
        return this;
    }

    /**
     * Works until the end of the day, 00:00 UTC.
     *
     * @return this
     */
    public NewOrder day() {
        timeInForce = TimeInForce.DAY;
        return this;
    }

    /**
     * Works until a time.
     *
     * @param newExpireTimeNs ns since 1970
     * @return this
     */
    public NewOrder goodTill(final long newExpireTimeNs) {
        timeInForce = TimeInForce.GTD;
        expireTimeNs = newExpireTimeNs;
        return this;
    }

    /**
     * Never takes: is rejected where it would trade.
     *
     * @return this
     */
    public NewOrder postOnly() {
        execInst = ExecInst.POST_ONLY;
        return this;
    }

    /**
     * Never takes: rests one tick before the price where it would trade.
     *
     * @return this
     */
    public NewOrder postOnlySlide() {
        execInst = ExecInst.POST_ONLY_SLIDE;
        return this;
    }

    /**
     * Trades whole or waits, unseen, until it can.
     *
     * @return this
     */
    public NewOrder allOrNone() {
        execInst = ExecInst.ALL_OR_NONE;
        return this;
    }

    /**
     * Shows only a part of itself at a time; each next part goes to the back of the queue.
     *
     * @param newDisplayQty lots, at least a hundredth of the quantity
     * @return this
     */
    public NewOrder iceberg(final long newDisplayQty) {
        displayQty = newDisplayQty;
        return this;
    }

    /**
     * An iceberg whose parts differ in size, behind the first one.
     *
     * @param newDisplayQty lots
     * @param variance lots by which a part may be larger or smaller, less than the display quantity
     * @param seed where the random numbers begin, any
     * @return this
     */
    public NewOrder iceberg(final long newDisplayQty, final long variance, final long seed) {
        displayQty = newDisplayQty;
        displayVariance = variance;
        displaySeed = seed;
        return this;
    }

    /**
     * Shows nothing of itself; trades behind all that is shown at its price.
     *
     * @return this
     */
    public NewOrder hidden() {
        displayQty = 0;
        return this;
    }

    /**
     * Trades at least a quantity at once, or nothing at all.
     *
     * @param newMinQty lots
     * @return this
     */
    public NewOrder minQty(final long newMinQty) {
        minQty = newMinQty;
        return this;
    }

    /**
     * Names the order together with others, so that they can be cancelled at once.
     *
     * @param newTag any but {@link NullValue#INT32}
     * @return this
     */
    public NewOrder tag(final int newTag) {
        tag = newTag;
        return this;
    }

    void encode(final NewOrderExtendedEncoder encoder) {
        encoder.clOrdId(clOrdId)
                .price(price)
                .orderQty(qty)
                .instrumentId(instrumentId)
                .side(side)
                .ordType(ordType)
                .timeInForce(timeInForce)
                .execInst(execInst)
                .displayQty(displayQty)
                .displayVariance(displayVariance)
                .displaySeed(displaySeed)
                .minQty(minQty)
                .expireTimeNs(expireTimeNs)
                .stopPx(stopPx)
                .pegOffset(pegOffset)
                .limitOffset(limitOffset)
                .tag(tag)
                .pegOffsetType(pegOffsetType)
                .triggerPriceType(triggerPriceType)
                .pegPriceType(pegPriceType);
    }

    private NewOrder waitFor(final OrdType newOrdType, final long newStopPx) {
        ordType = newOrdType;
        stopPx = newStopPx;
        triggerPriceType = TriggerPriceType.LAST_TRADE;
        return this;
    }
}
