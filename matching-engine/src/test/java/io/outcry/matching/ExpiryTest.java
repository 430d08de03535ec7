/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outcry.codecs.types.TradingStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpiryTest {
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final int MAX_EXPIRED = 64;

    private final EngineFixture engine = new EngineFixture();

    @Test
    void shouldAskForAStepWhenTheFirstOrderExpires() {
        assertEquals(Long.MAX_VALUE, engine.core.nextStepTimeNs());
        engine.given("alice o1 buy 1@100 till 9000", "alice o2 buy 1@100 till 8000", "alice o3 buy 1@100 day");
        assertEquals(8_000, engine.core.nextStepTimeNs());
        engine.given("alice o4 cancel o2");
        assertEquals(9_000, engine.core.nextStepTimeNs());
        engine.given("alice o5 cancel o1");
        assertEquals(DAY_NS, engine.core.nextStepTimeNs());
    }

    @Test
    void shouldExpireEarliestFirstAndThoseOfOneTimeAsTheyCame() {
        engine.given("alice o1 buy 1@100 till 9000", "bob o2 sell 1@200 till 8000", "alice o3 buy 1@101 till 9000");
        assertEquals(
                List.of(
                        "deleted o2",
                        "EXPIRED o2 cum 0",
                        "deleted o1",
                        "EXPIRED o1 cum 0",
                        "deleted o3",
                        "EXPIRED o3 cum 0"),
                engine.send("time 9000"));
    }

    @Test
    void shouldForgetAnOrderThatWasFilledBefore() {
        engine.given("alice o1 buy 2@100 till 9000", "bob o2 sell 2@100");
        assertEquals(Long.MAX_VALUE, engine.core.nextStepTimeNs());
        assertEquals(List.of(), engine.send("time 9000"));
    }

    @Test
    void shouldKeepTheTimeThroughReplaces() {
        engine.given("alice o1 buy 2@100 till 9000", "alice o2 replace o1 2@101", "alice o3 replace o2 1@101")
                .expect("time 9000", "deleted o3", "EXPIRED o3 cum 0");
    }

    @Test
    void shouldExpireWaitingAndHaltedOrders() {
        engine.given("alice o1 buy 1@market stop 200 till 9000", "alice o2 buy 1@100 till 9001");
        engine.status(EngineFixture.BTC_USD, TradingStatus.HALT);
        assertEquals(List.of("EXPIRED o1 cum 0", "deleted o2", "EXPIRED o2 cum 0"), engine.send("time 9001"));
        assertEquals("0 +0 -0", engine.position("alice", EngineFixture.BTC_USD));
    }

    @Test
    void shouldEndADayAtItsOwnMidnight() {
        engine.send("time " + (DAY_NS - 1));
        engine.given("alice o1 buy 1@100 day");
        assertEquals(2 * DAY_NS, engine.core.nextStepTimeNs(), "the command came at midnight");
    }

    @Test
    void shouldExpireABoundedNumberInOneStep() {
        for (int i = 1; i <= MAX_EXPIRED + 3; i++) {
            engine.given("alice o" + i + " buy 1@100 till 9000");
        }
        assertEquals(2 * MAX_EXPIRED, engine.send("time 9000").size());
        assertEquals(9_000, engine.core.nextStepTimeNs());
        assertEquals(2 * 3, engine.send("time 9000").size());
        assertEquals(Long.MAX_VALUE, engine.core.nextStepTimeNs());
    }
}
