/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.risk;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.types.RejectReason;
import io.outcry.codecs.types.SelfTradePrevention;
import java.util.Arrays;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * One account: limits, balances, positions, and the checks of its orders. Owned by the engine's thread.
 *
 * <p>The life of an order here: {@link #check} before anything else; {@link #open} when it is accepted; {@link #fill}
 * for each trade; {@link #close} for the quantity that leaves without a trade. What is locked is therefore always what
 * the open orders could use up.
 */
public final class Account {
    private static final Balance[] NO_BALANCES = {};
    private static final Position[] NO_POSITIONS = {};

    private final int accountId;
    private boolean checkFunds;
    private long maxOrderQty;
    private int maxOpenOrders;
    private int tradeGroup;
    private SelfTradePrevention selfTradePrevention = SelfTradePrevention.NONE;
    private int openOrders;
    private long lastDeposit;
    private Balance[] balances = NO_BALANCES;
    private Position[] positions = NO_POSITIONS;
    private final Amount amount = new Amount();
    private final Amount scratch = new Amount();

    Account(final int accountId) {
        this.accountId = accountId;
    }

    /**
     * Number of the account.
     *
     * @return dense from 1
     */
    public int accountId() {
        return accountId;
    }

    /**
     * Orders that rest in a book.
     *
     * @return count
     */
    public int openOrders() {
        return openOrders;
    }

    /**
     * Whether orders must be covered by the balance.
     *
     * @return true if they must
     */
    public boolean checksFunds() {
        return checkFunds;
    }

    /**
     * What happens where an order of this account would trade with one of its own or of its trade group.
     *
     * @return NONE if they trade
     */
    public SelfTradePrevention selfTradePrevention() {
        return selfTradePrevention;
    }

    /**
     * Whether an order of this account that comes must not trade with a resting one.
     *
     * @param maker account of the resting order
     * @return true if it is this account or one of its trade group, and self-trade prevention is on
     */
    public boolean preventsMatchWith(final Account maker) {
        return selfTradePrevention != SelfTradePrevention.NONE
                && (maker == this || tradeGroup != 0 && tradeGroup == maker.tradeGroup);
    }

    /**
     * Balance of an asset.
     *
     * @param assetId defined before
     * @return live balance
     */
    public Balance balance(final int assetId) {
        return balances[assetId - 1];
    }

    /**
     * Position in an instrument.
     *
     * @param instrumentId defined before
     * @return live position
     */
    public Position position(final int instrumentId) {
        return positions[instrumentId - 1];
    }

    /**
     * Whether the account may have so many open orders more.
     *
     * @param orders count
     * @return true if it may
     */
    public boolean hasRoom(final int orders) {
        return orders <= maxOpenOrders - openOrders;
    }

    /**
     * Whether an order is not too large for the account; changes nothing.
     *
     * @param qty lots, positive
     * @return {@link RejectReason#NONE} if it is not
     */
    public RejectReason checkSize(final long qty) {
        return qty > maxOrderQty ? RejectReason.MAX_ORDER_QTY : RejectReason.NONE;
    }

    /**
     * Whether an order may be accepted; changes nothing.
     *
     * @param settlement of the instrument
     * @param buy side
     * @param price limit, ticks, positive; {@link NullValue#INT64} for a market order
     * @param qty lots, positive
     * @param marketCost what a market buy would pay now, quote units; null for any other order, or for one that waits
     * @return {@link RejectReason#NONE} if it may
     */
    public RejectReason check(
            final Settlement settlement, final boolean buy, final long price, final long qty, final Amount marketCost) {
        final RejectReason reason = checkSize(qty);
        if (reason != RejectReason.NONE) {
            return reason;
        }
        if (!hasRoom(1)) {
            return RejectReason.MAX_OPEN_ORDERS;
        }
        return checkFunds(settlement, buy, price, qty, marketCost);
    }

    /**
     * Whether an order may be changed; asked after {@link #close} of its old quantity.
     *
     * @param settlement of the instrument
     * @param buy side
     * @param price new limit, ticks, positive; {@link NullValue#INT64} for an order that waits to trade at any price
     * @param orderQty new total quantity, lots, positive
     * @param leavesQty the part of it that is still to be traded, lots, positive
     * @return {@link RejectReason#NONE} if it may
     */
    public RejectReason checkReplace(
            final Settlement settlement,
            final boolean buy,
            final long price,
            final long orderQty,
            final long leavesQty) {
        if (orderQty > maxOrderQty) {
            return RejectReason.MAX_ORDER_QTY;
        }
        return checkFunds(settlement, buy, price, leavesQty, null);
    }

    /**
     * Whether the account can afford a quantity that none of its sums contains; changes nothing.
     *
     * @param settlement of the instrument
     * @param buy side
     * @param price limit, ticks, positive; {@link NullValue#INT64} for a market order
     * @param qty lots, positive
     * @param marketCost what a market buy would pay now, quote units; null for any other order, or for one that waits
     * @return {@link RejectReason#NONE} if it can
     */
    public RejectReason checkFunds(
            final Settlement settlement, final boolean buy, final long price, final long qty, final Amount marketCost) {
        if (!position(settlement.instrumentId()).fits(buy, qty)) {
            return RejectReason.POSITION_OVERFLOW;
        }
        final boolean market = price == NullValue.INT64;
        if (!market && !amount.setProduct(price, qty, settlement.quoteUnitsPerTickLot())) {
            return RejectReason.NOTIONAL_OVERFLOW;
        }
        if (!scratch.setProduct(qty, settlement.baseUnitsPerLot(), 1)) {
            return RejectReason.NOTIONAL_OVERFLOW;
        }
        final boolean isCostUnknown = buy && market && marketCost == null;
        if (!checkFunds || isCostUnknown) {
            return RejectReason.NONE;
        }
        final boolean covered;
        if (buy) {
            covered = balance(settlement.quoteAssetId()).covers(market ? marketCost : amount, scratch);
        } else {
            amount.set(scratch);
            covered = balance(settlement.baseAssetId()).covers(amount, scratch);
        }
        return covered ? RejectReason.NONE : RejectReason.INSUFFICIENT_FUNDS;
    }

    /**
     * Takes an accepted order, or the new quantity of a changed one, into the books of the account.
     *
     * @param settlement of the instrument
     * @param buy side
     * @param price limit, ticks; {@link NullValue#INT64} for a market order, which locks what it sells, but nothing if it buys
     * @param qty lots
     */
    public void open(final Settlement settlement, final boolean buy, final long price, final long qty) {
        position(settlement.instrumentId()).open(buy, qty);
        if (locks(buy, price)) {
            locked(settlement, buy).add(atStake(settlement, buy, price, qty));
        }
    }

    /**
     * Gives back what a quantity had locked that will not trade.
     *
     * @param settlement of the instrument
     * @param buy side
     * @param price limit that it was opened with, or null
     * @param qty lots
     */
    public void close(final Settlement settlement, final boolean buy, final long price, final long qty) {
        position(settlement.instrumentId()).close(buy, qty);
        unlock(settlement, buy, price, qty);
    }

    /**
     * Moves base and quote asset for a trade.
     *
     * @param settlement of the instrument
     * @param buy side of the account's order
     * @param limitPrice limit that the order was opened with, or null
     * @param tradePrice ticks, positive
     * @param qty lots, positive
     * @throws ArithmeticException if a balance leaves 128 bits
     */
    public void fill(
            final Settlement settlement,
            final boolean buy,
            final long limitPrice,
            final long tradePrice,
            final long qty) {
        position(settlement.instrumentId()).fill(buy, qty);
        unlock(settlement, buy, limitPrice, qty);
        final Amount base = balance(settlement.baseAssetId()).total();
        final Amount quote = balance(settlement.quoteAssetId()).total();
        if (buy) {
            base.add(baseUnits(settlement, qty));
            quote.subtract(quoteUnits(settlement, tradePrice, qty));
        } else {
            base.subtract(baseUnits(settlement, qty));
            quote.add(quoteUnits(settlement, tradePrice, qty));
        }
    }

    /** Counts an order that began to rest. */
    public void rested() {
        openOrders++;
    }

    /** Counts an order that no longer rests. */
    public void unrested() {
        openOrders--;
    }

    /**
     * Number that the next deposit has to have.
     *
     * @return from 1
     */
    public long nextDeposit() {
        return lastDeposit + 1;
    }

    void limits(final boolean newCheckFunds, final long newMaxOrderQty, final int newMaxOpenOrders) {
        checkFunds = newCheckFunds;
        maxOrderQty = newMaxOrderQty;
        maxOpenOrders = newMaxOpenOrders;
    }

    void selfTrade(final int newTradeGroup, final SelfTradePrevention newSelfTradePrevention) {
        tradeGroup = newTradeGroup;
        selfTradePrevention = newSelfTradePrevention;
    }

    /** Whether this deposit is the next one; a repeated one has no effect. */
    boolean deposit(final int assetId, final long units, final long reference) {
        if (reference != nextDeposit()) {
            return false;
        }
        lastDeposit = reference;
        balance(assetId).total().add(amount.set(units));
        return true;
    }

    void growTo(final int assets, final int instruments) {
        if (balances.length < assets) {
            final int known = balances.length;
            balances = Arrays.copyOf(balances, assets);
            for (int i = known; i < assets; i++) {
                balances[i] = new Balance(i + 1);
            }
        }
        if (positions.length < instruments) {
            final int known = positions.length;
            positions = Arrays.copyOf(positions, instruments);
            for (int i = known; i < instruments; i++) {
                positions[i] = new Position();
            }
        }
    }

    void writeState(final LongConsumer state) {
        state.accept(checkFunds ? 1 : 0);
        state.accept(maxOrderQty);
        state.accept(maxOpenOrders);
        state.accept(tradeGroup);
        state.accept(selfTradePrevention.value());
        state.accept(openOrders);
        state.accept(lastDeposit);
        for (final Balance balance : balances) {
            balance.total().writeState(state);
            balance.locked().writeState(state);
        }
        for (final Position position : positions) {
            position.writeState(state);
        }
    }

    void readState(final LongSupplier state) {
        checkFunds = state.getAsLong() != 0;
        maxOrderQty = state.getAsLong();
        maxOpenOrders = (int) state.getAsLong();
        tradeGroup = (int) state.getAsLong();
        selfTradePrevention = SelfTradePrevention.get((short) state.getAsLong());
        openOrders = (int) state.getAsLong();
        lastDeposit = state.getAsLong();
        for (final Balance balance : balances) {
            balance.total().readState(state);
            balance.locked().readState(state);
        }
        for (final Position position : positions) {
            position.readState(state);
        }
    }

    private void unlock(final Settlement settlement, final boolean buy, final long price, final long qty) {
        if (locks(buy, price)) {
            locked(settlement, buy).subtract(atStake(settlement, buy, price, qty));
        }
    }

    private static boolean locks(final boolean buy, final long price) {
        return !buy || price != NullValue.INT64;
    }

    private Amount locked(final Settlement settlement, final boolean buy) {
        return balance(buy ? settlement.quoteAssetId() : settlement.baseAssetId())
                .locked();
    }

    private Amount atStake(final Settlement settlement, final boolean buy, final long price, final long qty) {
        return buy ? quoteUnits(settlement, price, qty) : baseUnits(settlement, qty);
    }

    private Amount quoteUnits(final Settlement settlement, final long price, final long qty) {
        return product(price, qty, settlement.quoteUnitsPerTickLot());
    }

    private Amount baseUnits(final Settlement settlement, final long qty) {
        return product(qty, settlement.baseUnitsPerLot(), 1);
    }

    private Amount product(final long a, final long b, final long c) {
        if (!amount.setProduct(a, b, c)) {
            throw new ArithmeticException("account " + accountId + ": " + a + " x " + b + " x " + c + " is too large");
        }
        return amount;
    }
}
