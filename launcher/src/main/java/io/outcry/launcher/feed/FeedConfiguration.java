/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.feed;

import io.outcry.journal.JournalWriter;

/**
 * Writes the configuration of the exchange that a feed runs against: one instrument, one account and one key for each
 * repetition, with a tick and a lot of one and no limit that a tape could meet.
 */
public final class FeedConfiguration {
    private static final int BYTES_PER_COMMAND = 96;
    private static final int BYTES_PER_MIB = 1 << 20;
    private static final String SECRET = "feed-secret";

    private FeedConfiguration() {}

    /**
     * The configuration.
     *
     * @param rows of the tape
     * @param repetitions how many instruments
     * @param mode shared or dedicated
     * @param dataDir folder for the journal
     * @param aeronDir folder of the media driver
     * @return YAML
     */
    public static String yaml(
            final int rows, final int repetitions, final String mode, final String dataDir, final String aeronDir) {
        final StringBuilder yaml = new StringBuilder();
        yaml.append("mode: ").append(mode).append('\n');
        yaml.append("dataDir: '").append(dataDir.replace("'", "''")).append("'\n");
        yaml.append("aeronDir: '").append(aeronDir.replace("'", "''")).append("'\n");
        yaml.append("journal: {preallocateMiB: ")
                .append(preallocateMiB((long) rows * repetitions))
                .append("}\n");
        yaml.append("assets: [{name: BASE, scale: 0}, {name: QUOTE, scale: 0}]\n");
        yaml.append("instruments:\n");
        for (int i = 1; i <= repetitions; i++) {
            yaml.append("  - {symbol: ").append(symbol(i));
            yaml.append(", base: BASE, quote: QUOTE, tickSize: 1, lotSize: 1, maxQty: ")
                    .append(Long.MAX_VALUE)
                    .append("}\n");
        }
        yaml.append("accounts:\n");
        for (int i = 1; i <= repetitions; i++) {
            yaml.append("  - {id: ").append(i).append(", checkFunds: false, maxOrderQty: ");
            yaml.append(Long.MAX_VALUE).append(", maxOpenOrders: 10000000}\n");
        }
        yaml.append("keys:\n");
        for (int i = 1; i <= repetitions; i++) {
            yaml.append("  - {id: ").append(key(i)).append(", secret: ").append(SECRET);
            yaml.append(", account: ").append(i).append("}\n");
        }
        yaml.append("limits: {maxOpenOrders: 10000000}\n");
        yaml.append("traders: {enabled: false}\n");
        return yaml.toString();
    }

    /** Room for all commands, so that the clock shows the exchange and not how fast the system finds memory. */
    private static long preallocateMiB(final long commands) {
        return Math.min(commands * BYTES_PER_COMMAND + BYTES_PER_MIB - 1, JournalWriter.PREALLOCATE_BYTES_MAX)
                / BYTES_PER_MIB;
    }

    static String symbol(final int repetition) {
        return "TAPE-" + repetition;
    }

    static String key(final int repetition) {
        return "feed-" + repetition;
    }

    static String secret() {
        return SECRET;
    }
}
