/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outcry.codecs.types.OrdType;
import io.outcry.codecs.types.TimeInForce;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderTableTest {
    private static final Path DOCUMENT = Path.of(System.getProperty("outcry.root"), "docs", "ORDERS.md");

    @Test
    void shouldBeTheTableOfTheDocument() throws IOException {
        final List<String> lines = Files.readAllLines(DOCUMENT);
        final int begin = lines.indexOf("```table") + 1;
        assertEquals(
                OrderTable.lines(),
                lines.subList(begin, begin + lines.subList(begin, lines.size()).indexOf("```")));
    }

    @Test
    void shouldHaveEveryTypeAndTimeInForce() {
        final List<String> lines = OrderTable.lines();
        for (final TimeInForce timeInForce : TimeInForce.values()) {
            assertEquals(isInSchema(timeInForce), lines.get(1).contains(timeInForce.name()), timeInForce.name());
        }
        for (final OrdType ordType : OrdType.values()) {
            final long rows = lines.stream()
                    .filter(line -> line.startsWith(ordType.name() + " "))
                    .count();
            assertEquals(isInSchema(ordType) ? 9 : 0, rows, ordType.name());
        }
    }

    private static boolean isInSchema(final Enum<?> value) {
        return !value.name().equals("NULL_VAL") && !value.name().equals("SBE_UNKNOWN");
    }
}
