/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RandomTradingTest {
    private static final int COMMANDS = 200_000;

    @Test
    void shouldTradeTheSameForTheSameSeed() {
        assertEquals(run(7).engine().eventHash(), run(7).engine().eventHash());
        assertNotEquals(run(7).engine().eventHash(), run(8).engine().eventHash());
    }

    @Test
    void shouldKeepTheBooksAboutAsLargeAsTheyAreMeantToBe() {
        final int open = run(23).engine().openOrders();
        final int meant = RandomTrading.INSTRUMENTS * RandomTrading.RESTING;
        assertTrue(open > meant * 0.9 && open < meant * 1.1, open + " orders rest");
    }

    private static RandomTrading run(final long seed) {
        final RandomTrading trading = new RandomTrading(seed, COMMANDS);
        for (int i = 0; i < COMMANDS; i++) {
            trading.next();
        }
        assertEquals(0, trading.engine().refusals());
        return trading;
    }
}
