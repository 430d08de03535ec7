/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.risk;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ChronicleMapBuilder;

/**
 * The balances in a Chronicle Map that other processes may read while the exchange runs. A cache behind the journal: the
 * writer makes it anew at every start, and it trails the engine by some milliseconds. One thread writes; a reader is not
 * thread safe.
 */
public final class BalanceView implements AutoCloseable {
    private static final int VALUE_LENGTH = 4 * Long.BYTES + Integer.BYTES + Integer.BYTES + 8;
    private static final int ENTRIES = 100_000;
    private static final double MAX_BLOAT_FACTOR = 20;

    /** Takes one balance at a time. */
    public interface Visitor {
        /**
         * One balance.
         *
         * @param accountId account
         * @param asset name of the asset
         * @param scale digits after the point of the asset's smallest unit
         * @param total everything owned, smallest units
         * @param locked the part that open orders may use up, smallest units
         */
        void onBalance(int accountId, String asset, int scale, Amount total, Amount locked);
    }

    private final ChronicleMap<Long, byte[]> map;
    private final Map<Long, byte[]> written = new HashMap<>();

    private BalanceView(final ChronicleMap<Long, byte[]> map) {
        this.map = map;
    }

    /**
     * Makes an empty view, in place of one that may be there.
     *
     * @param file in an existing folder
     * @return for the writer
     * @throws UncheckedIOException if the file cannot be made
     */
    public static BalanceView create(final Path file) {
        try {
            Files.deleteIfExists(file);
            return new BalanceView(builder().createPersistedTo(file.toFile()));
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot make the view of balances " + file, e);
        }
    }

    /**
     * Opens the view of a running or stopped exchange.
     *
     * @param file as the writer made it
     * @return for reading
     * @throws UncheckedIOException if there is no such file
     */
    public static BalanceView open(final Path file) {
        final File existing = file.toFile();
        try {
            if (!existing.isFile()) {
                throw new IOException("no such file");
            }
            return new BalanceView(builder().createPersistedTo(existing));
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot open the view of balances " + file, e);
        }
    }

    /**
     * Writes the balances that changed since the last call.
     *
     * @param accounts all accounts
     * @param assetName name by asset id
     * @param assetScale scale by asset id
     */
    public void publish(
            final Accounts accounts, final IntFunction<String> assetName, final IntUnaryOperator assetScale) {
        for (int accountId = 1; accountId <= accounts.count(); accountId++) {
            final Account account = accounts.find(accountId);
            for (int assetId = 1; assetId <= accounts.assets(); assetId++) {
                write(accountId, account.balance(assetId), assetName, assetScale);
            }
        }
    }

    /**
     * Gives every balance, in no particular order.
     *
     * @param visitor takes them
     */
    public void forEach(final Visitor visitor) {
        map.forEach((key, value) -> {
            final ByteBuffer in = ByteBuffer.wrap(value);
            final Amount total = new Amount().set(in.getLong(), in.getLong());
            final Amount locked = new Amount().set(in.getLong(), in.getLong());
            final int scale = in.getInt();
            final int nameLength = in.getInt();
            final String asset = new String(value, in.position(), nameLength, StandardCharsets.US_ASCII);
            visitor.onBalance((int) (key >> Integer.SIZE), asset, scale, total, locked);
        });
    }

    @Override
    public void close() {
        map.close();
    }

    private void write(
            final int accountId,
            final Balance balance,
            final IntFunction<String> assetName,
            final IntUnaryOperator assetScale) {
        final long key = (long) accountId << Integer.SIZE | balance.assetId();
        final byte[] known = written.get(key);
        final byte[] value = known == null ? new byte[VALUE_LENGTH] : known;
        final ByteBuffer out = ByteBuffer.wrap(value);
        final Amount total = balance.total();
        final Amount locked = balance.locked();
        if (known == null) {
            written.put(key, value);
            final byte[] name = assetName.apply(balance.assetId()).getBytes(StandardCharsets.US_ASCII);
            out.position(4 * Long.BYTES);
            out.putInt(assetScale.applyAsInt(balance.assetId()))
                    .putInt(name.length)
                    .put(name);
            out.position(0);
        } else if (out.getLong() == total.high()
                && out.getLong() == total.low()
                && out.getLong() == locked.high()
                && out.getLong() == locked.low()) {
            return;
        } else {
            out.position(0);
        }
        out.putLong(total.high()).putLong(total.low()).putLong(locked.high()).putLong(locked.low());
        map.put(key, value);
    }

    private static ChronicleMapBuilder<Long, byte[]> builder() {
        return ChronicleMapBuilder.of(Long.class, byte[].class)
                .name("balances")
                .constantValueSizeBySample(new byte[VALUE_LENGTH])
                .entries(ENTRIES)
                .maxBloatFactor(MAX_BLOAT_FACTOR)
                .skipCloseOnExitHook(true);
    }
}
