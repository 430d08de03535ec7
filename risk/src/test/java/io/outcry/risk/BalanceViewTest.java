/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BalanceViewTest {
    private static final String[] NAMES = {"BTC", "EIGHTLET"};
    private static final int[] SCALES = {8, 0};

    @TempDir
    Path directory;

    private final Accounts accounts = new Accounts();
    private Path file;

    @BeforeEach
    void setUp() {
        file = directory.resolve("balances.map");
        accounts.growTo(2, 1);
        accounts.define(1, false, 1_000, 10);
        accounts.define(2, false, 1_000, 10);
    }

    @Test
    void shouldShowASecondInstanceWhatWasPublished() {
        accounts.deposit(1, 1, 500, 1);
        accounts.deposit(2, 2, 7, 1);
        accounts.find(2).balance(2).locked().set(3);
        try (BalanceView writer = BalanceView.create(file);
                BalanceView reader = BalanceView.open(file)) {
            assertEquals(Set.of(), read(reader));
            publish(writer);
            assertEquals(Set.of("1 BTC/8 500-0", "1 EIGHTLET/0 0-0", "2 BTC/8 0-0", "2 EIGHTLET/0 7-3"), read(reader));
        }
    }

    @Test
    void shouldShowChangesWhenPublishedAgain() {
        try (BalanceView writer = BalanceView.create(file);
                BalanceView reader = BalanceView.open(file)) {
            publish(writer);
            accounts.deposit(1, 1, 500, 1);
            accounts.find(1).balance(2).locked().set(9);
            assertTrue(read(reader).contains("1 BTC/8 0-0"), "nothing is shown before it is published");
            publish(writer);
            assertEquals(Set.of("1 BTC/8 500-0", "1 EIGHTLET/0 0-9", "2 BTC/8 0-0", "2 EIGHTLET/0 0-0"), read(reader));
        }
    }

    @Test
    void shouldShowEveryKindOfChangeWhenOnlyOneNumberDiffers() {
        try (BalanceView writer = BalanceView.create(file);
                BalanceView reader = BalanceView.open(file)) {
            final Balance balance = accounts.find(1).balance(1);
            publish(writer);
            balance.total().set(1, 0);
            publish(writer);
            assertTrue(read(reader).contains("1 BTC/8 18446744073709551616-0"));
            balance.total().set(1, 1);
            publish(writer);
            assertTrue(read(reader).contains("1 BTC/8 18446744073709551617-0"));
            balance.locked().set(1, 0);
            publish(writer);
            assertTrue(read(reader).contains("1 BTC/8 18446744073709551617-18446744073709551616"));
            balance.locked().set(1, 1);
            publish(writer);
            assertTrue(read(reader).contains("1 BTC/8 18446744073709551617-18446744073709551617"));
        }
    }

    @Test
    void shouldShowNumbersOf128BitsAndNegativeOnes() {
        accounts.find(1).balance(1).total().set(Long.MIN_VALUE, 0);
        accounts.find(1).balance(1).locked().set(Long.MAX_VALUE, -1);
        try (BalanceView writer = BalanceView.create(file);
                BalanceView reader = BalanceView.open(file)) {
            publish(writer);
            assertTrue(read(reader)
                    .contains("1 BTC/8 -170141183460469231731687303715884105728"
                            + "-170141183460469231731687303715884105727"));
        }
    }

    @Test
    void shouldBeReadableWhenTheWriterIsGone() {
        accounts.deposit(1, 1, 500, 1);
        try (BalanceView writer = BalanceView.create(file)) {
            publish(writer);
        }
        try (BalanceView reader = BalanceView.open(file)) {
            assertTrue(read(reader).contains("1 BTC/8 500-0"));
        }
    }

    @Test
    void shouldStartEmptyWhenCreatedOverAnOlderView() {
        try (BalanceView writer = BalanceView.create(file)) {
            publish(writer);
        }
        try (BalanceView writer = BalanceView.create(file);
                BalanceView reader = BalanceView.open(file)) {
            assertEquals(Set.of(), read(reader));
            publish(writer);
            assertEquals(4, read(reader).size());
        }
    }

    @Test
    void shouldShowAccountsThatCameLater() {
        try (BalanceView writer = BalanceView.create(file);
                BalanceView reader = BalanceView.open(file)) {
            publish(writer);
            accounts.define(3, true, 1, 1);
            accounts.deposit(3, 2, 11, 1);
            publish(writer);
            assertTrue(read(reader).contains("3 EIGHTLET/0 11-0"));
            assertEquals(6, read(reader).size());
        }
    }

    @Test
    void shouldThrowWhenThereIsNoView() {
        final var error = assertThrows(UncheckedIOException.class, () -> BalanceView.open(file));
        assertTrue(error.getMessage().contains(file.toString()), error.getMessage());
    }

    private void publish(final BalanceView writer) {
        writer.publish(accounts, assetId -> NAMES[assetId - 1], assetId -> SCALES[assetId - 1]);
    }

    private static Set<String> read(final BalanceView reader) {
        final Set<String> balances = new TreeSet<>();
        reader.forEach((accountId, asset, scale, total, locked) ->
                balances.add(accountId + " " + asset + "/" + scale + " " + total + "-" + locked));
        return balances;
    }
}
