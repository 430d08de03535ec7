/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.risk;

import io.outcry.codecs.types.SelfTradePrevention;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * All accounts of an engine, and the assets and instruments that they have room for. Owned by the engine's thread;
 * definitions may allocate, look-ups do not.
 */
public final class Accounts {
    private final List<Account> accounts = new ArrayList<>();
    private int assets;
    private int instruments;

    /**
     * Finds an account.
     *
     * @param accountId any number
     * @return the account, or null if there is none
     */
    public Account find(final int accountId) {
        return accountId >= 1 && accountId <= accounts.size() ? accounts.get(accountId - 1) : null;
    }

    /**
     * How many accounts there are; their ids are 1 to this number.
     *
     * @return count
     */
    public int count() {
        return accounts.size();
    }

    /**
     * How many assets every account has a balance of.
     *
     * @return count
     */
    public int assets() {
        return assets;
    }

    /**
     * Adds an account or changes its limits.
     *
     * @param accountId a known one, or the next
     * @param checkFunds whether orders must be covered by the balance
     * @param maxOrderQty largest order, lots
     * @param maxOpenOrders resting orders at once
     * @throws IllegalArgumentException if there would be a hole in the ids
     */
    public void define(final int accountId, final boolean checkFunds, final long maxOrderQty, final int maxOpenOrders) {
        if (accountId < 1 || accountId > accounts.size() + 1) {
            throw new IllegalArgumentException("account " + accountId + " after " + accounts.size());
        }
        if (accountId == accounts.size() + 1) {
            final Account account = new Account(accountId);
            account.growTo(assets, instruments);
            accounts.add(account);
        }
        accounts.get(accountId - 1).limits(checkFunds, maxOrderQty, maxOpenOrders);
    }

    /**
     * Changes how the orders of an account meet those of its own and of its trade group.
     *
     * @param accountId known
     * @param tradeGroup above 0, or 0 for an account that is alone
     * @param selfTradePrevention for its orders that come
     */
    public void selfTrade(final int accountId, final int tradeGroup, final SelfTradePrevention selfTradePrevention) {
        find(accountId).selfTrade(tradeGroup, selfTradePrevention);
    }

    /**
     * Pays into an account, once.
     *
     * @param accountId known
     * @param assetId known
     * @param units smallest units of the asset, not negative
     * @param reference dense from 1 in the account
     * @return false if the reference is not the next one: nothing was paid
     */
    public boolean deposit(final int accountId, final int assetId, final long units, final long reference) {
        return find(accountId).deposit(assetId, units, reference);
    }

    /**
     * Makes room for assets and instruments in every account.
     *
     * @param newAssets how many there are now
     * @param newInstruments how many there are now
     */
    public void growTo(final int newAssets, final int newInstruments) {
        assets = newAssets;
        instruments = newInstruments;
        for (final Account account : accounts) {
            account.growTo(newAssets, newInstruments);
        }
    }

    /**
     * Gives every number of the state in a fixed order, for hashes and snapshots.
     *
     * @param state takes the numbers
     */
    public void writeState(final LongConsumer state) {
        state.accept(assets);
        state.accept(instruments);
        state.accept(accounts.size());
        for (final Account account : accounts) {
            account.writeState(state);
        }
    }

    /**
     * Takes over a state that {@link #writeState} wrote.
     *
     * @param state gives its numbers, one at a time
     */
    public void readState(final LongSupplier state) {
        growTo((int) state.getAsLong(), (int) state.getAsLong());
        final int count = (int) state.getAsLong();
        for (int accountId = 1; accountId <= count; accountId++) {
            final Account account = new Account(accountId);
            account.growTo(assets, instruments);
            account.readState(state);
            accounts.add(account);
        }
    }
}
