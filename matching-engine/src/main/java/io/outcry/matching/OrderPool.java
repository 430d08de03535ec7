/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.NullValue;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.agrona.DirectBuffer;
import org.agrona.UnsafeApi;

/**
 * The orders of an engine, one cache line each in native memory, named by their slot. A slot is reused last in, first out;
 * {@link #NONE} is no order. Owned by the engine's thread.
 *
 * <p>An order id is the slot in its lower {@value #SLOT_BITS} bits and, above them, how often the slot was used: finding an
 * order is one access, and an id never comes back; a slot that was used 2^37 times would stop the engine. A free slot
 * keeps the id of its last order, complemented.
 *
 * <p>Slots are checked unless {@code agrona.disable.bounds.checks} is set.
 */
public final class OrderPool {
    /** No order. */
    public static final int NONE = 0;

    /** Most orders that a pool can hold. */
    public static final int MAX_ORDERS = (1 << 26) - 1;

    private static final int SLOT_BITS = 26;
    private static final long USE = 1L << SLOT_BITS;
    private static final int MAX_ORDERS_DEFAULT = 1_000_000;
    private static final int SHIFT = 6;
    private static final int NEXT = 0;
    private static final int PREVIOUS = 4;
    private static final int PRICE = 8;
    private static final int LEAVES_QTY = 16;
    private static final int ORDER_ID = 24;
    private static final int CL_ORD_ID = 32;
    private static final int ORDER_QTY = 40;
    private static final int SESSION_ID = 48;
    private static final int ACCOUNT_ID = 52;
    private static final int INSTRUMENT_ID = 56;
    private static final int FLAGS = 60;
    private static final int BUY = 1;
    private static final int POST_ONLY = 2;
    private static final int SLIDES = 4;
    private static final int ICEBERG = 8;
    private static final int HIDDEN = 16;
    private static final int EXPIRES = 32;
    private static final int WAITS = 64;
    private static final int RISES = 128;
    private static final int TRAILS = 256;
    private static final int TRAILS_IN_TICKS = 512;
    private static final int TAGGED = 1024;
    private static final int ALL_OR_NONE = 2048;
    private static final int PEGGED = 4096;
    private static final int REFERENCE_SHIFT = 13;
    private static final int REFERENCE_MASK = 3;
    private static final int LINKED = 1 << 15;
    private static final int HELD = 1 << 16;
    private static final int ARMED = 1 << 17;
    private static final int UNFUNDED = 1 << 18;
    private static final int AUCTION_ONLY = 1 << 19;
    private static final int AUCTION_MARKET = 1 << 20;
    private static final int AUCTION_SHIFT = 21;
    private static final int AUCTION_MASK = 3;

    private static final int QUOTE = 1 << 23;

    private static final int PLAIN = BUY | POST_ONLY | SLIDES;

    /** Of orders that have them. */
    final OrderTerms terms = new OrderTerms();

    private int maxOrders;
    private int reserved;
    private long base;
    private int lastSlot;
    private int free = NONE;
    private int used;

    /** Creates a pool for a million orders. */
    public OrderPool() {
        this(MAX_ORDERS_DEFAULT);
    }

    /**
     * Creates a pool.
     *
     * @param maxOrders at once, 1 to {@link #MAX_ORDERS}; memory is used for as many as there have been at once
     */
    public OrderPool(final int maxOrders) {
        maxOrders(maxOrders);
    }

    /**
     * Changes how many orders there may be at once; those that are more stay.
     *
     * @param newMaxOrders 1 to {@link #MAX_ORDERS}
     */
    void maxOrders(final int newMaxOrders) {
        if (newMaxOrders > reserved) {
            final long newBase = NativeMemory.allocate(this, (newMaxOrders + 1L) << SHIFT);
            if (lastSlot > 0) {
                UnsafeApi.copyMemory(base, newBase, (lastSlot + 1L) << SHIFT);
            }
            base = newBase;
            terms.reserve(newMaxOrders, lastSlot);
            reserved = newMaxOrders;
        }
        maxOrders = newMaxOrders;
    }

    /**
     * Whether {@link #acquire} must not be called.
     *
     * @return true if there are as many orders as there may be
     */
    public boolean isFull() {
        return !hasRoom(1);
    }

    /** Whether {@link #acquire} may be called so many times. */
    boolean hasRoom(final int count) {
        return count <= maxOrders - used;
    }

    /**
     * Takes a slot for a new order and gives it an id. All else of it is undefined.
     *
     * @return slot from 1
     */
    public int acquire() {
        final int order = free == NONE ? newSlot() : reusedSlot();
        used++;
        return order;
    }

    /**
     * Gives a slot back.
     *
     * @param order acquired, in no book
     */
    public void release(final int order) {
        final long address = address(order);
        UnsafeApi.putLong(address + ORDER_ID, ~UnsafeApi.getLong(address + ORDER_ID));
        UnsafeApi.putInt(address + NEXT, free);
        free = order;
        used--;
    }

    /**
     * Slot of a live order.
     *
     * @param orderId any
     * @return {@link #NONE} if no live order has this id
     */
    public int find(final long orderId) {
        final int order = (int) orderId & MAX_ORDERS;
        return order > NONE && order <= lastSlot && orderId(order) == orderId ? order : NONE;
    }

    /**
     * How many orders there are.
     *
     * @return count
     */
    public int used() {
        return used;
    }

    /**
     * Id of an order.
     *
     * @param order acquired
     * @return positive
     */
    public long orderId(final int order) {
        return UnsafeApi.getLong(address(order) + ORDER_ID);
    }

    /**
     * Price at which an order rests.
     *
     * @param order in a book
     * @return ticks
     */
    public long price(final int order) {
        return UnsafeApi.getLong(address(order) + PRICE);
    }

    void price(final int order, final long price) {
        UnsafeApi.putLong(address(order) + PRICE, price);
    }

    /**
     * Quantity that is still to be traded.
     *
     * @param order acquired
     * @return lots
     */
    public long leavesQty(final int order) {
        return UnsafeApi.getLong(address(order) + LEAVES_QTY);
    }

    /**
     * Sets the quantity that is still to be traded.
     *
     * @param order acquired
     * @param qty lots
     */
    public void leavesQty(final int order, final long qty) {
        UnsafeApi.putLong(address(order) + LEAVES_QTY, qty);
    }

    /**
     * Number that the client gave an order.
     *
     * @param order acquired
     * @return any
     */
    public long clOrdId(final int order) {
        return UnsafeApi.getLong(address(order) + CL_ORD_ID);
    }

    /**
     * Sets the number that the client gave an order.
     *
     * @param order acquired
     * @param clOrdId any
     */
    public void clOrdId(final int order, final long clOrdId) {
        UnsafeApi.putLong(address(order) + CL_ORD_ID, clOrdId);
    }

    long orderQty(final int order) {
        return UnsafeApi.getLong(address(order) + ORDER_QTY);
    }

    void orderQty(final int order, final long qty) {
        UnsafeApi.putLong(address(order) + ORDER_QTY, qty);
    }

    long cumQty(final int order) {
        return orderQty(order) - leavesQty(order);
    }

    int sessionId(final int order) {
        return UnsafeApi.getInt(address(order) + SESSION_ID);
    }

    void sessionId(final int order, final int sessionId) {
        UnsafeApi.putInt(address(order) + SESSION_ID, sessionId);
    }

    /**
     * Who owns an order.
     *
     * @param order acquired by an engine
     * @return account
     */
    public int accountId(final int order) {
        return UnsafeApi.getInt(address(order) + ACCOUNT_ID);
    }

    int instrumentId(final int order) {
        return UnsafeApi.getInt(address(order) + INSTRUMENT_ID);
    }

    void owner(final int order, final int accountId, final int instrumentId) {
        final long address = address(order);
        UnsafeApi.putInt(address + ACCOUNT_ID, accountId);
        UnsafeApi.putInt(address + INSTRUMENT_ID, instrumentId);
    }

    /**
     * Side of an order.
     *
     * @param order acquired
     * @return true for a buy order
     */
    public boolean isBuy(final int order) {
        return is(order, BUY);
    }

    /**
     * Makes an order a plain one: it shows all of its quantity and may trade when it comes.
     *
     * @param order acquired
     * @param buy side
     */
    public void side(final int order, final boolean buy) {
        UnsafeApi.putInt(address(order) + FLAGS, buy ? BUY : 0);
    }

    /** Whether the order must not trade when it comes. */
    boolean isPostOnly(final int order) {
        return is(order, POST_ONLY);
    }

    /** Whether the order rests wherever it comes. */
    boolean neverTakes(final int order) {
        return is(order, POST_ONLY | SLIDES);
    }

    /** Whether the order has an instruction about how it trades when it comes. */
    boolean isInstructed(final int order) {
        return is(order, POST_ONLY | SLIDES | ALL_OR_NONE);
    }

    /** Whether the order gives way instead of trading when it comes. */
    boolean slides(final int order) {
        return is(order, SLIDES);
    }

    boolean isAllOrNone(final int order) {
        return is(order, ALL_OR_NONE);
    }

    boolean isIceberg(final int order) {
        return is(order, ICEBERG);
    }

    boolean isHidden(final int order) {
        return is(order, HIDDEN);
    }

    /** Whether the order is all in the book, all shown, until it is filled or cancelled: so are nearly all. */
    boolean isPlain(final int order) {
        return (flags(order) & ~PLAIN) == 0;
    }

    /**
     * Whether the market sees an order, if it rests.
     *
     * @param order acquired
     * @return false for one that is hidden, trades whole or not at all, or does not rest yet
     */
    public boolean isShown(final int order) {
        return !is(order, HIDDEN | WAITS | ALL_OR_NONE | HELD | AUCTION_ONLY);
    }

    /** Whether the order is one side of a quote. */
    boolean isQuote(final int order) {
        return is(order, QUOTE);
    }

    /** Whether the order ends at a time. */
    boolean expires(final int order) {
        return is(order, EXPIRES);
    }

    /** Whether the order waits for its trigger; then its price is the stop price. */
    boolean waits(final int order) {
        return is(order, WAITS);
    }

    /** Whether a waiting order is triggered by a price that rises; if not, by one that falls. */
    boolean rises(final int order) {
        return is(order, RISES);
    }

    /** Whether the stop price of a waiting order follows a price. */
    boolean trails(final int order) {
        return is(order, TRAILS);
    }

    boolean trailsInTicks(final int order) {
        return is(order, TRAILS_IN_TICKS);
    }

    /** Whether the price of the order follows another one. */
    boolean isPegged(final int order) {
        return is(order, PEGGED);
    }

    /** Whether the order trades in an auction only. */
    boolean isAuctionOnly(final int order) {
        return is(order, AUCTION_ONLY);
    }

    /** Whether the order trades in an auction only, and at any price. */
    boolean isAuctionMarket(final int order) {
        return is(order, AUCTION_MARKET);
    }

    /** In which auction such an order trades: a kind of {@link AuctionOrders}. */
    int auction(final int order) {
        return flags(order) >> AUCTION_SHIFT & AUCTION_MASK;
    }

    /** Whether the order came in a list, and others of it may depend on it. */
    boolean isLinked(final int order) {
        return is(order, LINKED);
    }

    /** Whether another order of its list ends when this one trades. */
    boolean hasPartner(final int order) {
        return isLinked(order) && terms.partner(order) != NONE;
    }

    /** Whether the order is not yet in the market: another one has to be filled before. */
    boolean isHeld(final int order) {
        return is(order, HELD);
    }

    /** Whether the held order may go to the market now. */
    boolean isArmed(final int order) {
        return is(order, ARMED);
    }

    /** Whether the account has locked funds for the order; if not, it is held, or its partner has locked more. */
    boolean isFunded(final int order) {
        return !is(order, HELD | UNFUNDED);
    }

    /** Price that a waiting order looks at, or that a pegged one follows. */
    int reference(final int order) {
        return flags(order) >> REFERENCE_SHIFT & REFERENCE_MASK;
    }

    /** Number by which the client names the order together with others; null if it has none. */
    int tag(final int order) {
        return is(order, TAGGED) ? terms.tag(order) : NullValue.INT32;
    }

    void tag(final int order, final int tag) {
        mark(order, TAGGED);
        terms.tag(order, tag);
    }

    /** Limit of an open order; null if it will trade at any price. */
    long limitPrice(final int order) {
        if (is(order, WAITS | AUCTION_MARKET)) {
            return waits(order) ? terms.limitPrice(order) : NullValue.INT64;
        }
        return price(order);
    }

    void expireAt(final int order, final long timeNs) {
        mark(order, EXPIRES);
        terms.expireTimeNs(order, timeNs);
    }

    void await(final int order, final int reference, final boolean rises, final long limitPrice) {
        mark(order, WAITS | (rises ? RISES : 0) | reference << REFERENCE_SHIFT);
        terms.limitPrice(order, limitPrice);
    }

    /** Nobody sees such an order; its limit is the worst price that it may have. */
    void peg(final int order, final int reference, final long pegOffset, final long limitPrice) {
        mark(order, PEGGED | HIDDEN | reference << REFERENCE_SHIFT);
        terms.trail(order, pegOffset, NullValue.INT64);
        terms.limitPrice(order, limitPrice);
    }

    void trail(final int order, final long pegOffset, final boolean inTicks, final long limitOffset) {
        mark(order, TRAILS | (inTicks ? TRAILS_IN_TICKS : 0));
        terms.trail(order, pegOffset, limitOffset);
    }

    /** The order waits no longer. */
    void trigger(final int order) {
        unmark(order, WAITS);
    }

    /** The order is one of a list, with nothing that depends on it yet. */
    void link(final int order) {
        mark(order, LINKED);
        terms.partner(order, NONE);
        terms.working(order, NONE);
        terms.triggered(order, NONE);
    }

    /** The order stays out of the market. */
    void hold(final int order) {
        mark(order, HELD);
    }

    void arm(final int order) {
        mark(order, ARMED);
    }

    void goToMarket(final int order) {
        unmark(order, HELD | ARMED);
    }

    /** The partner of the order has locked what either of them needs. */
    void leaveUnfunded(final int order) {
        mark(order, UNFUNDED);
    }

    void fund(final int order) {
        unmark(order, UNFUNDED);
    }

    void keepForAuction(final int order, final int kind, final boolean market) {
        mark(order, AUCTION_ONLY | (market ? AUCTION_MARKET : 0) | kind << AUCTION_SHIFT);
    }

    void quote(final int order) {
        mark(order, QUOTE);
    }

    void postOnly(final int order) {
        mark(order, POST_ONLY);
    }

    void slide(final int order) {
        mark(order, SLIDES);
    }

    void allOrNone(final int order) {
        mark(order, ALL_OR_NONE);
    }

    void hide(final int order) {
        mark(order, HIDDEN);
    }

    /** Makes the order show only a part of its quantity at a time. */
    void iceberg(final int order, final long displayQty, final long variance, final long seed) {
        mark(order, ICEBERG);
        terms.display(order, displayQty, variance, seed);
    }

    /**
     * Quantity that stands in the queue of the order's price: all that is left of it, or the shown part of an iceberg.
     *
     * @param order acquired
     * @return lots
     */
    public long queuedQty(final int order) {
        return isIceberg(order) ? terms.displayedQty(order) : leavesQty(order);
    }

    /** Shows the first part of an iceberg that begins to rest. */
    void displayFirst(final int order) {
        if (isIceberg(order)) {
            terms.displayFirst(order, leavesQty(order));
        }
    }

    /** Leaves less than stood in the queue. */
    void shrink(final int order, final long newLeavesQty) {
        leavesQty(order, newLeavesQty);
        if (isIceberg(order)) {
            terms.displayedQty(order, newLeavesQty);
        }
    }

    /** Takes a part of what stands in the queue. */
    void reduce(final int order, final long qty) {
        leavesQty(order, leavesQty(order) - qty);
        if (isIceberg(order)) {
            terms.displayedQty(order, terms.displayedQty(order) - qty);
        }
    }

    private boolean is(final int order, final int flag) {
        return (flags(order) & flag) != 0;
    }

    private void mark(final int order, final int flag) {
        UnsafeApi.putInt(address(order) + FLAGS, flags(order) | flag);
    }

    private void unmark(final int order, final int flag) {
        UnsafeApi.putInt(address(order) + FLAGS, flags(order) & ~flag);
    }

    private int flags(final int order) {
        return UnsafeApi.getInt(address(order) + FLAGS);
    }

    /** Makes an order the only one of its level. */
    void linkAlone(final int order, final long price) {
        final long address = address(order);
        UnsafeApi.putInt(address + NEXT, order);
        UnsafeApi.putInt(address + PREVIOUS, order);
        UnsafeApi.putLong(address + PRICE, price);
    }

    /** Puts an order behind the last one of the level that another one leads: the level is a circle. */
    void linkLast(final int order, final long price, final int first) {
        final long address = address(order);
        final long firstAddress = address(first);
        final int last = UnsafeApi.getInt(firstAddress + PREVIOUS);
        UnsafeApi.putInt(address + NEXT, first);
        UnsafeApi.putInt(address + PREVIOUS, last);
        UnsafeApi.putLong(address + PRICE, price);
        UnsafeApi.putInt(firstAddress + PREVIOUS, order);
        UnsafeApi.putInt(address(last) + NEXT, order);
    }

    /** Takes an order out of the circle of its level. */
    void unlink(final int order) {
        final long address = address(order);
        final int next = UnsafeApi.getInt(address + NEXT);
        final int previous = UnsafeApi.getInt(address + PREVIOUS);
        UnsafeApi.putInt(address(previous) + NEXT, next);
        UnsafeApi.putInt(address(next) + PREVIOUS, previous);
    }

    /** Next order of the level; the first one behind the last. */
    int next(final int order) {
        return UnsafeApi.getInt(address(order) + NEXT);
    }

    void writeOrder(final int order, final LongConsumer state) {
        state.accept(orderId(order));
        state.accept(clOrdId(order));
        state.accept(price(order));
        state.accept(orderQty(order));
        state.accept(leavesQty(order));
        state.accept(sessionId(order));
        state.accept(accountId(order));
        state.accept(flags(order));
        if (isIceberg(order)) {
            terms.writeIceberg(order, state);
        }
        if (expires(order)) {
            state.accept(terms.expireTimeNs(order));
            state.accept(terms.expiryNumber(order));
        }
        if (waits(order) || isPegged(order)) {
            state.accept(terms.limitPrice(order));
        }
        if (is(order, TAGGED)) {
            state.accept(terms.tag(order));
        }
        if (trails(order) || isPegged(order)) {
            terms.writeTrail(order, state);
        }
        if (isLinked(order)) {
            terms.writeLinks(order, state);
        }
    }

    /** Reads orders of an instrument up to an end mark; each is nowhere until the visitor puts it somewhere. */
    void readOrders(final int instrumentId, final LongSupplier state, final IntConsumer visitor) {
        long orderId = state.getAsLong();
        while (orderId != NONE) {
            final int order = (int) orderId & MAX_ORDERS;
            readOrder(order, instrumentId, state);
            visitor.accept(order);
            orderId = state.getAsLong();
        }
    }

    private void readOrder(final int order, final int instrumentId, final LongSupplier state) {
        clOrdId(order, state.getAsLong());
        price(order, state.getAsLong());
        orderQty(order, state.getAsLong());
        leavesQty(order, state.getAsLong());
        sessionId(order, (int) state.getAsLong());
        owner(order, (int) state.getAsLong(), instrumentId);
        UnsafeApi.putInt(address(order) + FLAGS, (int) state.getAsLong());
        if (isIceberg(order)) {
            terms.readIceberg(order, state);
        }
        if (expires(order)) {
            terms.expireTimeNs(order, state.getAsLong());
            terms.expiryNumber(order, state.getAsLong());
        }
        if (waits(order) || isPegged(order)) {
            terms.limitPrice(order, state.getAsLong());
        }
        if (is(order, TAGGED)) {
            terms.tag(order, (int) state.getAsLong());
        }
        if (trails(order) || isPegged(order)) {
            terms.readTrail(order, state);
        }
        if (isLinked(order)) {
            terms.readLinks(order, state);
        }
    }

    /** The order of the free slots belongs to the state: it decides the ids to come. */
    void writeState(final LongConsumer state) {
        state.accept(maxOrders);
        state.accept(lastSlot);
        for (int order = 1; order <= lastSlot; order++) {
            state.accept(orderId(order));
        }
        for (int order = free; order != NONE; order = next(order)) {
            state.accept(order);
        }
        state.accept(NONE);
    }

    /** Reads which slots are in use, and with what ids; their orders come with their instruments. */
    void readState(final LongSupplier state) {
        final int newMaxOrders = (int) state.getAsLong();
        final int newLastSlot = (int) state.getAsLong();
        maxOrders(Math.max(newMaxOrders, newLastSlot));
        maxOrders = newMaxOrders;
        lastSlot = newLastSlot;
        for (int order = 1; order <= lastSlot; order++) {
            UnsafeApi.putLong(address(order) + ORDER_ID, state.getAsLong());
        }
        used = lastSlot;
        free = (int) state.getAsLong();
        for (int order = free; order != NONE; ) {
            final int next = (int) state.getAsLong();
            UnsafeApi.putInt(address(order) + NEXT, next);
            order = next;
            used--;
        }
    }

    private int reusedSlot() {
        final int order = free;
        final long address = address(order);
        final long orderId = ~UnsafeApi.getLong(address + ORDER_ID) + USE;
        if (orderId < 0) {
            throw new IllegalStateException("order slot " + order + " was used too often");
        }
        UnsafeApi.putLong(address + ORDER_ID, orderId);
        free = UnsafeApi.getInt(address + NEXT);
        return order;
    }

    private int newSlot() {
        if (lastSlot == reserved) {
            throw new IllegalStateException("more than " + reserved + " orders");
        }
        final int order = ++lastSlot;
        UnsafeApi.putLong(address(order) + ORDER_ID, USE | order);
        return order;
    }

    private long address(final int order) {
        if (DirectBuffer.SHOULD_BOUNDS_CHECK) {
            check(order);
        }
        return base + ((long) order << SHIFT);
    }

    private void check(final int order) {
        if (order <= NONE || order > lastSlot) {
            throw new IndexOutOfBoundsException("order slot " + order + " of " + lastSlot);
        }
    }
}
