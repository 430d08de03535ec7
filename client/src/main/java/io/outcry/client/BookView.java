/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.client;

import io.outcry.codecs.Instrument;
import io.outcry.codecs.NullValue;
import io.outcry.codecs.types.Side;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * The order book of one instrument, order by order (L3), rebuilt from market data. A {@link MarketDataFeed} keeps it for
 * a strategy; the exchange's own market-data publisher keeps the same class, so what it publishes is what a subscriber
 * sees. Prices are ticks, quantities lots, both any long; {@link NullValue#INT64} means that there is none.
 *
 * <p>Owned by the thread that polls. Allocates nothing but when it holds more orders or levels than ever before.
 *
 * <p>The methods that change the book return false, and change nothing, if the message cannot be true of this book (an
 * order that is not there, a quantity that would become negative). Such a book must not be trusted any longer.
 */
public final class BookView {
    /** Receives the orders of a book. */
    @FunctionalInterface
    public interface OrderVisitor {
        /**
         * The next order.
         *
         * @param orderId number that the exchange gave it
         * @param price ticks
         * @param qty what is left, lots
         */
        void onOrder(long orderId, long price, long qty);
    }

    private final int instrumentId;
    private final Long2ObjectHashMap<BookOrder> orders = new Long2ObjectHashMap<>();
    private final BookSide bids = new BookSide(Side.BUY);
    private final BookSide asks = new BookSide(Side.SELL);
    private BookOrder freeOrders;
    private Instrument instrument;
    private long definitionSequence;
    private long statusSequence;
    private long indicationSequence;
    private long indicativePrice = NullValue.INT64;
    private long indicativeQty;
    private Side imbalanceSide = Side.NULL_VAL;
    private long imbalanceQty;
    private boolean whole;
    private long suspectSince;
    private long sequence;
    private long timeNs = NullValue.INT64;
    private long lastTradeId;
    private Side changedSide = Side.NULL_VAL;
    private long changedPrice = NullValue.INT64;
    private long changedQty = NullValue.INT64;

    /**
     * An empty book.
     *
     * @param instrumentId of its instrument
     */
    public BookView(final int instrumentId) {
        this.instrumentId = instrumentId;
    }

    /**
     * Which instrument this is the book of.
     *
     * @return id, dense from 1
     */
    public int instrumentId() {
        return instrumentId;
    }

    /**
     * The latest definition of the instrument.
     *
     * @return null before the first one
     */
    public Instrument instrument() {
        return instrument;
    }

    /**
     * Whether this is the true book at {@link #sequence()}. If not, its content means nothing until the feed has made it
     * whole again.
     *
     * @return false while suspect
     */
    public boolean isWhole() {
        return whole;
    }

    /**
     * The last market-data sequence that changed this book, or that the snapshot contained from which it was made.
     *
     * @return zero if none
     */
    public long sequence() {
        return sequence;
    }

    /**
     * Exchange time of the last change.
     *
     * @return ns since 1970, null value before the first one
     */
    public long timeNs() {
        return timeNs;
    }

    /**
     * The last trade of the instrument.
     *
     * @return its number, zero if there was none
     */
    public long lastTradeId() {
        return lastTradeId;
    }

    /**
     * Highest buy price.
     *
     * @return ticks, null value if there is none
     */
    public long bestBid() {
        return levelPrice(Side.BUY, 0);
    }

    /**
     * Lowest sell price.
     *
     * @return ticks, null value if there is none
     */
    public long bestAsk() {
        return levelPrice(Side.SELL, 0);
    }

    /**
     * Quantity at {@link #bestBid()}.
     *
     * @return lots, zero if there is none
     */
    public long bestBidQty() {
        return levelQty(Side.BUY, 0);
    }

    /**
     * Quantity at {@link #bestAsk()}.
     *
     * @return lots, zero if there is none
     */
    public long bestAskQty() {
        return levelQty(Side.SELL, 0);
    }

    /**
     * How many prices have orders.
     *
     * @param side buy or sell
     * @return count
     */
    public int levels(final Side side) {
        return side(side).size();
    }

    /**
     * The price of a level.
     *
     * @param side buy or sell
     * @param depth 0 is the best price
     * @return ticks, null value if there are not as many levels
     */
    public long levelPrice(final Side side, final int depth) {
        final PriceLevel level = side(side).atDepth(depth);
        return level == null ? NullValue.INT64 : level.price;
    }

    /**
     * The quantity at a level.
     *
     * @param side buy or sell
     * @param depth 0 is the best price
     * @return lots, zero if there are not as many levels
     */
    public long levelQty(final Side side, final int depth) {
        final PriceLevel level = side(side).atDepth(depth);
        return level == null ? 0 : level.qty;
    }

    /**
     * The number of orders at a level.
     *
     * @param side buy or sell
     * @param depth 0 is the best price
     * @return count, zero if there are not as many levels
     */
    public int levelOrders(final Side side, final int depth) {
        final PriceLevel level = side(side).atDepth(depth);
        return level == null ? 0 : level.orders;
    }

    /**
     * The quantity at a price.
     *
     * @param side buy or sell
     * @param price ticks
     * @return lots, zero if no order has this price
     */
    public long qtyAt(final Side side, final long price) {
        final PriceLevel level = side(side).at(price);
        return level == null ? 0 : level.qty;
    }

    /**
     * The number of orders at a price.
     *
     * @param side buy or sell
     * @param price ticks
     * @return count, zero if no order has this price
     */
    public int ordersAt(final Side side, final long price) {
        final PriceLevel level = side(side).at(price);
        return level == null ? 0 : level.orders;
    }

    /**
     * How many orders rest.
     *
     * @return count on both sides
     */
    public int orderCount() {
        return orders.size();
    }

    /**
     * The quantity of a whole side.
     *
     * @param side buy or sell
     * @return lots
     */
    public long totalQty(final Side side) {
        return side(side).totalQty();
    }

    /**
     * Whether an order rests.
     *
     * @param orderId number that the exchange gave it
     * @return false if unknown, filled or cancelled
     */
    public boolean contains(final long orderId) {
        return orders.containsKey(orderId);
    }

    /**
     * What is left of an order.
     *
     * @param orderId number that the exchange gave it
     * @return lots, null value if it does not rest
     */
    public long orderQty(final long orderId) {
        final BookOrder order = orders.get(orderId);
        return order == null ? NullValue.INT64 : order.qty;
    }

    /**
     * The place of an order in its queue. Takes as long as there are orders in front of it.
     *
     * @param orderId number that the exchange gave it
     * @return lots at its price that trade before it; null value if it does not rest
     */
    public long qtyAhead(final long orderId) {
        final BookOrder order = orders.get(orderId);
        if (order == null) {
            return NullValue.INT64;
        }
        long ahead = 0;
        for (BookOrder other = order.previous; other != null; other = other.previous) {
            ahead += other.qty;
        }
        return ahead;
    }

    /**
     * Visits the orders of a side, best price first, oldest first at a price. The visitor must not change the book.
     *
     * @param side buy or sell
     * @param visitor called for each
     */
    public void forEachOrder(final Side side, final OrderVisitor visitor) {
        final BookSide levels = side(side);
        for (int depth = 0; depth < levels.size(); depth++) {
            final PriceLevel level = levels.atDepth(depth);
            for (BookOrder order = level.first; order != null; order = order.next) {
                visitor.onOrder(order.id, level.price, order.qty);
            }
        }
    }

    /**
     * The side of the last change.
     *
     * @return of the order that was added, reduced, deleted or traded (the resting one); {@link Side#NULL_VAL} if no order
     *     changed, as by a trade of an auction, whose changes follow, or by an indication
     */
    public Side changedSide() {
        return changedSide;
    }

    /**
     * The price of the last change.
     *
     * @return ticks, of the order that was added, reduced, deleted or traded (the resting one)
     */
    public long changedPrice() {
        return changedPrice;
    }

    /**
     * By how much the last change made the level larger (an added order) or smaller (everything else).
     *
     * @return lots, not negative
     */
    public long changedQty() {
        return changedQty;
    }

    /**
     * Takes over a definition; the orders stay as they are.
     *
     * @param definitionSequence sequence of the message; one that is not newer than the last has no effect
     * @param definition of this book's instrument
     * @return whether it was newer
     */
    public boolean defined(final long definitionSequence, final Instrument definition) {
        if (instrument != null && definitionSequence <= this.definitionSequence) {
            return false;
        }
        if (instrument != null && instrument.status() != definition.status()) {
            statusSequence = definitionSequence;
            indicate(NullValue.INT64, 0, Side.NULL_VAL, 0);
        }
        this.definitionSequence = definitionSequence;
        this.instrument = definition;
        return true;
    }

    /** Takes over what an auction would do; returns whether that is newer than what is known, and of this status. */
    boolean indicated(
            final long sequence, final long price, final long qty, final Side imbalanceSide, final long imbalanceQty) {
        if (sequence <= indicationSequence || sequence <= statusSequence) {
            return false;
        }
        indicationSequence = sequence;
        indicate(price, qty, imbalanceSide, imbalanceQty);
        return true;
    }

    private void indicate(final long price, final long qty, final Side side, final long sideQty) {
        indicativePrice = price;
        indicativeQty = qty;
        imbalanceSide = side;
        imbalanceQty = sideQty;
    }

    /**
     * The price at which the auction would trade if its call ended now.
     *
     * @return ticks, null if nothing would trade, nothing was told yet, or there is no auction
     */
    public long indicativePrice() {
        return indicativePrice;
    }

    /**
     * What would trade at {@link #indicativePrice()}.
     *
     * @return lots, zero if that is null
     */
    public long indicativeQty() {
        return indicativeQty;
    }

    /**
     * The side of which something would be left at {@link #indicativePrice()}.
     *
     * @return {@link Side#NULL_VAL} if nothing would
     */
    public Side imbalanceSide() {
        return imbalanceSide;
    }

    /**
     * What would be left of {@link #imbalanceSide()}.
     *
     * @return lots, zero if nothing would
     */
    public long imbalanceQty() {
        return imbalanceQty;
    }

    /**
     * An order joined the back of its level.
     *
     * @param sequence of the message
     * @param timeNs exchange time of the message
     * @param orderId new
     * @param side buy or sell
     * @param price ticks, not null
     * @param qty lots, positive
     * @return false if that cannot be; nothing changed
     */
    public boolean added(
            final long sequence,
            final long timeNs,
            final long orderId,
            final Side side,
            final long price,
            final long qty) {
        if (qty <= 0 || price == NullValue.INT64 || (side != Side.BUY && side != Side.SELL)) {
            return false;
        }
        final BookOrder order = acquire(orderId, qty);
        final BookOrder known = orders.put(orderId, order);
        if (known != null) {
            orders.put(orderId, known);
            release(order);
            return false;
        }
        if (!side(side).append(order, price)) {
            orders.remove(orderId);
            release(order);
            return false;
        }
        changed(sequence, timeNs, order.level, qty);
        return true;
    }

    /**
     * An order became smaller and kept its place.
     *
     * @param sequence of the message
     * @param timeNs exchange time of the message
     * @param orderId resting
     * @param qtyLeft lots, positive, not more than before
     * @return false if that cannot be; nothing changed
     */
    public boolean reduced(final long sequence, final long timeNs, final long orderId, final long qtyLeft) {
        final BookOrder order = orders.get(orderId);
        if (order == null || qtyLeft <= 0 || qtyLeft > order.qty) {
            return false;
        }
        changed(sequence, timeNs, order.level, order.qty - qtyLeft);
        side(order.level.side).reduce(order, qtyLeft);
        return true;
    }

    /**
     * An order left without a trade.
     *
     * @param sequence of the message
     * @param timeNs exchange time of the message
     * @param orderId resting
     * @return false if that cannot be; nothing changed
     */
    public boolean deleted(final long sequence, final long timeNs, final long orderId) {
        final BookOrder order = orders.remove(orderId);
        if (order == null) {
            return false;
        }
        changed(sequence, timeNs, order.level, order.qty);
        leave(order);
        return true;
    }

    /**
     * A resting order traded; it leaves when nothing is left. A hidden one leaves the levels as they are.
     *
     * @param sequence of the message
     * @param timeNs exchange time of the message
     * @param tradeId number of the trade
     * @param makerOrderId resting; null value if it was hidden
     * @param takerSide the other side
     * @param price of the resting order, ticks
     * @param qty lots, positive, not more than is left
     * @return false if that cannot be; nothing changed
     */
    public boolean traded(
            final long sequence,
            final long timeNs,
            final long tradeId,
            final long makerOrderId,
            final Side takerSide,
            final long price,
            final long qty) {
        if (makerOrderId == NullValue.INT64) {
            return unseenTraded(sequence, timeNs, tradeId, takerSide, price, qty);
        }
        final BookOrder order = orders.get(makerOrderId);
        if (order == null
                || qty <= 0
                || qty > order.qty
                || price != order.level.price
                || takerSide != (order.level.side == Side.BUY ? Side.SELL : Side.BUY)) {
            return false;
        }
        changed(sequence, timeNs, order.level, qty);
        lastTradeId = tradeId;
        if (qty == order.qty) {
            orders.remove(makerOrderId);
            leave(order);
        } else {
            side(order.level.side).reduce(order, order.qty - qty);
        }
        return true;
    }

    /** An order that nobody sees traded, or all those of an auction did: what that does to the book follows. */
    private boolean unseenTraded(
            final long sequence,
            final long timeNs,
            final long tradeId,
            final Side takerSide,
            final long price,
            final long qty) {
        if (qty <= 0 || takerSide == Side.SBE_UNKNOWN) {
            return false;
        }
        final Side makerSide = takerSide == Side.BUY ? Side.SELL : takerSide == Side.SELL ? Side.BUY : Side.NULL_VAL;
        changed(sequence, timeNs, makerSide, price, 0);
        lastTradeId = tradeId;
        return true;
    }

    /**
     * Takes note of a message that changes no order.
     *
     * @param sequence of the message
     * @param timeNs exchange time, ns since 1970
     * @return true
     */
    boolean unchanged(final long sequence, final long timeNs) {
        changed(sequence, timeNs, Side.NULL_VAL, NullValue.INT64, 0);
        return true;
    }

    /** Drops all orders; instrument and sequence stay. */
    public void clear() {
        for (int i = 0; i < 2; i++) {
            final BookSide levels = i == 0 ? bids : asks;
            for (int depth = 0; depth < levels.size(); depth++) {
                releaseAll(levels.atDepth(depth).first);
            }
            levels.clear();
        }
        orders.clear();
    }

    /** A snapshot begins: the book is empty at this sequence. */
    void snapshotStarted(final long sequence, final long timeNs, final long tradeId) {
        clear();
        this.sequence = sequence;
        this.timeNs = timeNs;
        this.lastTradeId = tradeId;
    }

    void whole(final long sequence) {
        this.whole = true;
        this.sequence = sequence;
    }

    /** From now on only a snapshot that contains everything before this sequence can make the book whole. */
    void suspect(final long since) {
        this.whole = false;
        this.suspectSince = since;
    }

    long suspectSince() {
        return suspectSince;
    }

    @Override
    public String toString() {
        return "BookView{" + (instrument == null ? "instrument " + instrumentId : instrument.symbol())
                + (whole ? "" : ", suspect") + ", sequence " + sequence + ", " + orders.size() + " orders, bid "
                + text(bestBid(), bestBidQty()) + ", ask " + text(bestAsk(), bestAskQty()) + '}';
    }

    private static String text(final long price, final long qty) {
        return price == NullValue.INT64 ? "none" : qty + "@" + price;
    }

    private BookSide side(final Side side) {
        return side == Side.BUY ? bids : asks;
    }

    private void changed(final long sequence, final long timeNs, final PriceLevel level, final long qty) {
        changed(sequence, timeNs, level.side, level.price, qty);
    }

    private void changed(final long sequence, final long timeNs, final Side side, final long price, final long qty) {
        this.sequence = sequence;
        this.timeNs = timeNs;
        changedSide = side;
        changedPrice = price;
        changedQty = qty;
    }

    private void leave(final BookOrder order) {
        side(order.level.side).remove(order);
        release(order);
    }

    private BookOrder acquire(final long id, final long qty) {
        BookOrder order = freeOrders;
        if (order == null) {
            order = new BookOrder();
        } else {
            freeOrders = order.next;
        }
        order.id = id;
        order.qty = qty;
        return order;
    }

    private void release(final BookOrder order) {
        order.level = null;
        order.previous = null;
        order.next = freeOrders;
        freeOrders = order;
    }

    private void releaseAll(final BookOrder first) {
        BookOrder order = first;
        while (order != null) {
            final BookOrder next = order.next;
            release(order);
            order = next;
        }
    }
}
