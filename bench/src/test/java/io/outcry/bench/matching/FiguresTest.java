/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void shouldTakeTheRunInTheMiddleWhenOdd() throws Exception {
        assertEquals(new Figures(3, 1, 9), figures("[9, 1, 3]"));
        assertEquals(new Figures(7, 7, 7), figures("[7]"));
    }

    @Test
    void shouldTakeTheMeanOfTheTwoInTheMiddleWhenEven() throws Exception {
        assertEquals(new Figures(3.5, 1, 9), figures("[9, 1, 4, 3]"));
    }

    @Test
    void shouldBeMissingWhenThereWasNoRun() throws Exception {
        assertNull(figures("[]"));
    }

    private static Figures figures(final String json) throws Exception {
        return Figures.of(new ObjectMapper().readTree(json));
    }
}
