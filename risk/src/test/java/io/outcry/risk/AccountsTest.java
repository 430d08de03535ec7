/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outcry.codecs.types.RejectReason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountsTest {
    private static final Settlement SETTLEMENT = new Settlement(1, 1, 2, 10, 3);

    private final Accounts accounts = new Accounts();

    @BeforeEach
    void setUp() {
        accounts.growTo(2, 1);
        accounts.define(1, true, 1_000, 10);
    }

    @Test
    void shouldFindDefinedAccountsOnly() {
        accounts.define(2, false, 1_000, 10);
        assertEquals(1, accounts.find(1).accountId());
        assertEquals(2, accounts.find(2).accountId());
        for (final int unknown : new int[] {0, 3, -1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertNull(accounts.find(unknown), () -> "account " + unknown);
        }
        assertEquals(2, accounts.count());
    }

    @Test
    void shouldRefuseAHoleInTheIds() {
        for (final int id : new int[] {0, -1, 3, Integer.MAX_VALUE}) {
            assertThrows(IllegalArgumentException.class, () -> accounts.define(id, true, 1, 1), () -> "account " + id);
        }
        assertEquals(1, accounts.count());
    }

    @Test
    void shouldChangeLimitsAndKeepBalancesWhenDefinedAgain() {
        accounts.deposit(1, 2, 500, 1);
        accounts.define(1, false, 7, 10);
        final Account account = accounts.find(1);
        assertFalse(account.checksFunds());
        assertEquals(RejectReason.MAX_ORDER_QTY, account.check(SETTLEMENT, true, 1, 8, null));
        assertEquals("500", account.balance(2).total().toString());
        assertEquals(1, accounts.count());
    }

    @Test
    void shouldPayADepositOnceWhateverIsRepeated() {
        assertTrue(accounts.deposit(1, 2, 500, 1));
        assertFalse(accounts.deposit(1, 2, 500, 1));
        assertFalse(accounts.deposit(1, 1, 999, 1));
        assertEquals("0 500", balances(1));
        assertTrue(accounts.deposit(1, 1, 30, 2));
        assertTrue(accounts.deposit(1, 2, 1, 3));
        assertFalse(accounts.deposit(1, 1, 30, 2));
        assertEquals("30 501", balances(1));
    }

    @Test
    void shouldPayNothingWhenAReferenceIsNotTheNext() {
        for (final long reference : new long[] {0, 2, -1, Long.MIN_VALUE, Long.MAX_VALUE}) {
            assertFalse(accounts.deposit(1, 2, 500, reference), () -> "reference " + reference);
        }
        assertEquals("0 0", balances(1));
        assertTrue(accounts.deposit(1, 2, 500, 1));
    }

    @Test
    void shouldCountReferencesPerAccount() {
        accounts.define(2, true, 1, 1);
        assertTrue(accounts.deposit(1, 1, 5, 1));
        assertTrue(accounts.deposit(2, 1, 6, 1));
        assertEquals("5 0", balances(1));
        assertEquals("6 0", balances(2));
    }

    @Test
    void shouldAddUpDepositsBeyond64Bits() {
        accounts.deposit(1, 1, Long.MAX_VALUE, 1);
        accounts.deposit(1, 1, Long.MAX_VALUE, 2);
        accounts.deposit(1, 1, Long.MAX_VALUE, 3);
        assertEquals("27670116110564327421 0", balances(1));
    }

    @Test
    void shouldKeepBalancesAndPositionsWhenThereAreMoreAssetsAndInstruments() {
        accounts.deposit(1, 2, 500, 1);
        final Account account = accounts.find(1);
        account.open(SETTLEMENT, true, 100, 1);
        accounts.growTo(3, 2);
        accounts.define(2, true, 1, 1);
        assertEquals(3, accounts.assets());
        assertEquals("0 500 0", balances(1));
        assertEquals("0 0 0", balances(2));
        assertEquals(1, account.position(1).openBuyQty());
        assertEquals(0, account.position(2).openBuyQty());
        assertEquals(3, account.balance(3).assetId());
    }

    @Test
    void shouldShowEveryFactInTheState() {
        final Map<List<Long>, String> states = new LinkedHashMap<>();
        final Account account = accounts.find(1);
        seen(states, "start");
        accounts.define(1, false, 1_000, 10);
        seen(states, "checkFunds");
        accounts.define(1, false, 1_001, 10);
        seen(states, "maxOrderQty");
        accounts.define(1, false, 1_001, 11);
        seen(states, "maxOpenOrders");
        accounts.deposit(1, 1, 0, 1);
        seen(states, "reference");
        accounts.deposit(1, 1, 100, 2);
        seen(states, "total");
        account.rested();
        seen(states, "openOrders");
        account.open(SETTLEMENT, true, 5, 1);
        seen(states, "open buy");
        account.open(SETTLEMENT, false, 5, 1);
        seen(states, "open sell");
        account.fill(SETTLEMENT, true, 5, 5, 1);
        seen(states, "net");
        account.balance(1).locked().set(1, 10);
        seen(states, "upper half of locked");
        account.balance(1).total().set(1, 110);
        seen(states, "upper half of total");
        accounts.define(2, false, 1, 1);
        seen(states, "second account");
        accounts.growTo(3, 1);
        seen(states, "asset");
        accounts.growTo(3, 2);
        seen(states, "instrument");
        assertEquals(15, states.size());
    }

    @Test
    void shouldGiveEqualStatesWhenTheSameHappened() {
        final Accounts other = new Accounts();
        other.growTo(2, 1);
        other.define(1, true, 1_000, 10);
        assertEquals(state(accounts), state(other));
        other.deposit(1, 1, 5, 1);
        assertNotEquals(state(accounts), state(other));
        accounts.deposit(1, 1, 5, 1);
        assertEquals(state(accounts), state(other));
    }

    private void seen(final Map<List<Long>, String> states, final String change) {
        assertNull(states.put(state(accounts), change), () -> change + " does not show in the state");
    }

    private static List<Long> state(final Accounts accounts) {
        final List<Long> state = new ArrayList<>();
        accounts.writeState(state::add);
        return state;
    }

    private String balances(final int accountId) {
        final StringBuilder text = new StringBuilder();
        for (int assetId = 1; assetId <= accounts.assets(); assetId++) {
            text.append(assetId == 1 ? "" : " ")
                    .append(accounts.find(accountId).balance(assetId).total());
        }
        return text.toString();
    }
}
