/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalPointTest {
    @Test
    void shouldReadASequence() {
        final JournalPoint point = JournalPoint.parse("12");
        assertEquals(-1, point.compare(11, 99));
        assertEquals(0, point.compare(12, 99));
        assertEquals(1, point.compare(13, 9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01T00:00:05.000000007Z", "1970-01-01T01:00:05.000000007+01:00"})
    void shouldReadATime(final String text) {
        final JournalPoint point = JournalPoint.parse(text);
        assertEquals(-1, point.compare(99, 5_000_000_006L));
        assertEquals(0, point.compare(99, 5_000_000_007L));
        assertEquals(1, point.compare(9, 5_000_000_008L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "noon", "2026-11-22", "9999-01-01T00:00:00Z"})
    void shouldTellWhatWouldBeRightWhenItIsNeither(final String text) {
        final String message = assertThrows(IllegalArgumentException.class, () -> JournalPoint.parse(text))
                .getMessage();
        assertTrue(message.contains("such as 2026-11-22T10:15:00Z"), message);
    }
}
