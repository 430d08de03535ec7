/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.Instrument;
import io.outcry.codecs.NullValue;
import io.outcry.codecs.types.RejectReason;
import io.outcry.codecs.types.TradingStatus;
import io.outcry.risk.Settlement;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** An instrument inside the engine: its definition, how it settles, its book and its trades so far. */
final class TradedInstrument {
    static final int MAX_ALL_OR_NONE = 64;

    final Settlement settlement;
    final OrderBook book;
    private final OrderPool orders;
    final Schedule schedule = new Schedule();
    private Instrument definition;
    private Protection protection;
    private long auctionPrice;
    private long highestTrade = Long.MAX_VALUE;
    private long lowestTrade = Long.MIN_VALUE;
    private long resumeTimeNs = Long.MAX_VALUE;
    private Matching matching;
    private MatchingAlgorithm algorithm;
    private TradingStatus status;
    private boolean isOpen;
    private TriggerBook triggers;
    private PeggedOrders pegged;
    private AuctionOrders auctionOrders;
    private long indicatedPrice;
    private long indicatedQty;
    private long indicatedImbalance;
    private HeldOrders held;
    private HeldOrders armed;
    private int allOrNoneOrders;
    private long lastPrice = NullValue.INT64;
    private long lastTradeId;
    private long lastPreventedMatchId;

    TradedInstrument(
            final Instrument definition,
            final Settlement settlement,
            final Matching matching,
            final Protection protection,
            final OrderPool orders) {
        this.orders = orders;
        book = new PriceTimeBook(orders);
        this.definition = definition;
        this.matching = matching;
        this.protection = protection;
        auctionPrice = protection.referencePrice();
        algorithm = matching.steps();
        status = definition.status();
        isOpen = status == TradingStatus.OPEN;
        this.settlement = settlement;
    }

    int instrumentId() {
        return settlement.instrumentId();
    }

    /** As it was defined; the status may have changed since then. */
    Instrument definition() {
        return definition;
    }

    /** Changes everything but the status. */
    void redefine(final Instrument newDefinition, final Matching newMatching, final Protection newProtection) {
        if (newProtection.referencePrice() != protection.referencePrice()) {
            auctionPrice = newProtection.referencePrice();
        }
        protection = newProtection;
        definition = newDefinition;
        matching = newMatching;
        algorithm = newMatching.steps();
    }

    Matching matching() {
        return matching;
    }

    /** Who trades at a price; null if orders trade one after the other. */
    MatchingAlgorithm algorithm() {
        return algorithm;
    }

    Protection protection() {
        return protection;
    }

    /** Whether trades are bound to a price band. */
    boolean hasBand() {
        return protection.hasBand();
    }

    /** From now on trades stay inside the band of this moment, or may be at any price. */
    void boundTrades(final boolean isBound) {
        highestTrade = isBound ? protection.highest(auctionPrice, lastPrice) : Long.MAX_VALUE;
        lowestTrade = isBound ? protection.lowest(auctionPrice, lastPrice) : Long.MIN_VALUE;
    }

    /** The worst price that an order with a limit (null: none) may trade at. */
    long worstPrice(final boolean buyer, final long limitPrice) {
        if (buyer) {
            return limitPrice == NullValue.INT64 ? highestTrade : Math.min(limitPrice, highestTrade);
        }
        return Math.max(limitPrice, lowestTrade);
    }

    RejectReason checkProtection(final boolean buy, final long limitPrice, final long qty) {
        return protection.check(buy, limitPrice, qty, referencePrice());
    }

    /** When the instrument goes on by itself after it left its band; the largest number if it does not. */
    long resumeTimeNs() {
        return resumeTimeNs;
    }

    void resumeAt(final long timeNs) {
        resumeTimeNs = timeNs;
    }

    TradingStatus status() {
        return status;
    }

    void status(final TradingStatus newStatus) {
        status = newStatus;
        isOpen = newStatus == TradingStatus.OPEN;
        indicatedQty = NullValue.INT64;
    }

    boolean isOpen() {
        return isOpen;
    }

    /** Remembers what the market is told about the auction; returns whether that is something else than before. */
    boolean indicate(final long price, final long qty, final long imbalance) {
        final boolean isNew = price != indicatedPrice || qty != indicatedQty || imbalance != indicatedImbalance;
        indicatedPrice = price;
        indicatedQty = qty;
        indicatedImbalance = imbalance;
        return isNew;
    }

    /** Orders for auctions only; null if there never were any. */
    AuctionOrders auctionOrders() {
        return auctionOrders;
    }

    AuctionOrders auctionOrdersToAdd() {
        if (auctionOrders == null) {
            auctionOrders = new AuctionOrders(orders);
        }
        return auctionOrders;
    }

    /** Price of the last trade; null if there was none. */
    long lastPrice() {
        return lastPrice;
    }

    /** Price of the last trade, or the one of the definition; null if there is neither. */
    long referencePrice() {
        return lastPrice == NullValue.INT64 ? auctionPrice : lastPrice;
    }

    RejectReason checkQty(final long qty) {
        return qty >= definition.minQty() && qty <= definition.maxQty()
                ? RejectReason.NONE
                : RejectReason.INVALID_QUANTITY;
    }

    /** Best price of a side, all-or-none orders left out; null if there is none. */
    long bestPrice(final boolean buy) {
        final int best = book.bestFirm(buy, buy ? Long.MIN_VALUE : Long.MAX_VALUE);
        return best == OrderPool.NONE ? NullValue.INT64 : orders.price(best);
    }

    /** Whether an order of any quantity would trade at a price. */
    boolean wouldTrade(final boolean buy, final long price) {
        return book.bestFirm(!buy, price) != OrderPool.NONE;
    }

    /** Whether there are, or ever were, orders that may go to the market because of what others do. */
    boolean reacts() {
        return triggers != null
                || allOrNoneOrders > 0
                || pegged != null && !pegged.isEmpty()
                || firstArmed() != OrderPool.NONE;
    }

    void hold(final int order) {
        if (held == null) {
            held = new HeldOrders(orders);
            armed = new HeldOrders(orders);
        }
        held.add(order);
    }

    /** The held order may go to the market. */
    void arm(final int order) {
        held.remove(order);
        orders.arm(order);
        armed.add(order);
    }

    void removeHeld(final int order) {
        (orders.isArmed(order) ? armed : held).remove(order);
    }

    /** Held order that goes to the market first, or {@link OrderPool#NONE}. */
    int firstArmed() {
        return armed == null ? OrderPool.NONE : armed.first();
    }

    boolean isAllOrNoneFull() {
        return allOrNoneOrders == MAX_ALL_OR_NONE;
    }

    void addAllOrNone(final int order, final boolean buy, final long price) {
        book.add(order, buy, price);
        allOrNoneOrders++;
    }

    void removeAllOrNone(final int order, final boolean buy) {
        book.remove(order, buy);
        allOrNoneOrders--;
    }

    /** The price itself or, where an order would trade at it, the best one at which it does not; 0 if there is none. */
    long priceToRest(final boolean buy, final long price) {
        if (!wouldTrade(buy, price)) {
            return price;
        }
        final long best = bestPrice(!buy);
        return buy ? best - 1 : Math.max(best + 1, 0);
    }

    /** Orders that wait for a price; null if there never were any. */
    TriggerBook triggers() {
        return triggers;
    }

    boolean hasMostTrailingStops() {
        return triggers != null && triggers.isTrailingFull();
    }

    /** Pegged orders; null if there never were any. */
    PeggedOrders pegged() {
        return pegged;
    }

    PeggedOrders peggedToAdd() {
        if (pegged == null) {
            pegged = new PeggedOrders(orders);
        }
        return pegged;
    }

    TriggerBook triggersToAdd() {
        if (triggers == null) {
            triggers = new TriggerBook(orders);
        }
        return triggers;
    }

    /** A price as a waiting order sees it now; null if there is none. */
    long reference(final int reference, final boolean buy) {
        switch (reference) {
            case TriggerBook.LAST_TRADE:
                return lastPrice;
            case TriggerBook.BEST_BID:
                return bestShownPrice(true);
            case TriggerBook.BEST_OFFER:
                return bestShownPrice(false);
            default:
                return midpoint(buy);
        }
    }

    /** Tells the waiting orders what the prices are now. */
    void observePrices() {
        final long bid = bestShownPrice(true);
        final long offer = bestShownPrice(false);
        triggers.observe(TriggerBook.LAST_TRADE, lastPrice);
        triggers.observe(TriggerBook.BEST_BID, bid);
        triggers.observe(TriggerBook.BEST_OFFER, offer);
        triggers.observeMidpoint(bid, offer);
    }

    void onAuction(final long price) {
        auctionPrice = price;
    }

    /** Returns the number of the trade. */
    long onTrade(final long price) {
        lastPrice = price;
        if (triggers != null) {
            triggers.observe(TriggerBook.LAST_TRADE, price);
        }
        return ++lastTradeId;
    }

    /** How often the instrument has traded. */
    long trades() {
        return lastTradeId;
    }

    long nextPreventedMatchId() {
        return ++lastPreventedMatchId;
    }

    /** Everything but the definition. */
    void writeState(final LongConsumer state) {
        state.accept(status.value());
        state.accept(auctionPrice);
        state.accept(resumeTimeNs);
        state.accept(indicatedPrice);
        state.accept(indicatedQty);
        state.accept(indicatedImbalance);
        schedule.writeState(state);
        state.accept(lastTradeId);
        state.accept(lastPrice);
        state.accept(lastPreventedMatchId);
        writeOrders(true, state);
        writeOrders(false, state);
        if (isThere(triggers, state)) {
            triggers.writeState(state);
        }
        if (isThere(pegged, state)) {
            pegged.writeState(state);
        }
        if (isThere(auctionOrders, state)) {
            auctionOrders.writeState(state);
        }
        if (isThere(held, state)) {
            held.writeState(state);
            armed.writeState(state);
        }
    }

    /** Of an instrument that was just defined; says of each order that it is there again. */
    void readState(final LongSupplier state, final IntConsumer restored) {
        status(TradingStatus.get((short) state.getAsLong()));
        auctionPrice = state.getAsLong();
        resumeTimeNs = state.getAsLong();
        indicatedPrice = state.getAsLong();
        indicatedQty = state.getAsLong();
        indicatedImbalance = state.getAsLong();
        schedule.readState(state);
        lastTradeId = state.getAsLong();
        lastPrice = state.getAsLong();
        lastPreventedMatchId = state.getAsLong();
        readOrders(true, state, restored);
        readOrders(false, state, restored);
        if (isThere(state)) {
            triggersToAdd().readState(instrumentId(), state, restored);
        }
        if (isThere(state)) {
            peggedToAdd().readState(state);
        }
        if (isThere(state)) {
            auctionOrdersToAdd().readState(instrumentId(), state, restored);
        }
        if (isThere(state)) {
            held = new HeldOrders(orders);
            armed = new HeldOrders(orders);
            held.readState(instrumentId(), state, restored);
            armed.readState(instrumentId(), state, restored);
        }
    }

    private static boolean isThere(final Object part, final LongConsumer state) {
        state.accept(part == null ? 0 : 1);
        return part != null;
    }

    private static boolean isThere(final LongSupplier state) {
        return state.getAsLong() != 0;
    }

    private long midpoint(final boolean buy) {
        final long bid = bestShownPrice(true);
        final long offer = bestShownPrice(false);
        if (bid == NullValue.INT64 || offer == NullValue.INT64) {
            return NullValue.INT64;
        }
        return buy ? TriggerBook.midpointAbove(bid, offer) : TriggerBook.midpointBelow(bid, offer);
    }

    private long bestShownPrice(final boolean buy) {
        final int best = book.bestShown(buy);
        return best == OrderPool.NONE ? NullValue.INT64 : orders.price(best);
    }

    private void readOrders(final boolean buy, final LongSupplier state, final IntConsumer restored) {
        orders.readOrders(instrumentId(), state, order -> {
            if (orders.isAllOrNone(order)) {
                addAllOrNone(order, buy, orders.price(order));
            } else {
                book.add(order, buy, orders.price(order));
            }
            restored.accept(order);
        });
    }

    private void writeOrders(final boolean buy, final LongConsumer state) {
        for (int order = book.best(buy); order != OrderPool.NONE; order = book.next(order, buy)) {
            orders.writeOrder(order, state);
        }
        state.accept(OrderPool.NONE);
    }
}
