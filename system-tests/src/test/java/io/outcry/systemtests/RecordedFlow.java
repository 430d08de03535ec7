/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.systemtests;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** A recorded day of a venue that stays outside the project; tests that need it are skipped, loudly, without it. */
final class RecordedFlow {
    private static final Path DIRECTORY = Path.of(System.getProperty("outcry.data"), "bitstamp-btcusd-l3-2015-05-01");

    private RecordedFlow() {}

    static String tape() {
        return require("flow.csv.gz");
    }

    static String expected() {
        return require("expected.json");
    }

    private static String require(final String name) {
        final Path file = DIRECTORY.resolve(name).toAbsolutePath().normalize();
        if (!Files.exists(file)) {
            System.err.println("SKIPPED: recorded flow is missing: " + file + " (set -Doutcry.data=DIR)");
        }
        assumeTrue(Files.exists(file), () -> "recorded flow is missing: " + file);
        return file.toString();
    }
}
