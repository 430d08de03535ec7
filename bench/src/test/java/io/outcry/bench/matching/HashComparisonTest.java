/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outcry.bench.matching.engine.Engine;
import io.outcry.bench.matching.workload.Scenario;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HashComparisonTest {
    private static final String PUBLISHED =
            Scenario.STATIC.publishedSha256(Scenario.PUBLISHED_SEED, Scenario.PUBLISHED_ORDERS);

    @Test
    void shouldFindNothingWhenAllAreAsPublished() {
        final Plan plan = plan(Scenario.PUBLISHED_SEED, List.of());
        assertFalse(plan.needsOracle());
        assertEquals(List.of(), differences(plan, result(Engine.OUTCRY, PUBLISHED, 1), Optional.empty()));
    }

    @Test
    void shouldNameTheEngineAndScenarioWhenNotAsPublished() {
        final Plan plan = plan(Scenario.PUBLISHED_SEED, List.of());
        final List<String> differences = differences(plan, result(Engine.OUTCRY, "beef", 1), Optional.empty());
        assertEquals(List.of("outcry: static has the hash beef, published is " + PUBLISHED), differences);
    }

    @Test
    void shouldCompareWithTheNaiveBookWhenNothingIsPublished() {
        final Plan plan = plan(Scenario.PUBLISHED_SEED + 1, List.of());
        assertTrue(plan.needsOracle());
        final Optional<EngineResult> oracle = Optional.of(result(Engine.NAIVE, "cafe", 1));
        assertEquals(List.of(), differences(plan, result(Engine.OUTCRY, "cafe", 1), oracle));
        assertEquals(
                List.of("outcry: static has the hash beef, the naive book has cafe"),
                differences(plan, result(Engine.OUTCRY, "beef", 1), oracle));
    }

    @Test
    void shouldCompareWhatTheBooksAnswerToProbes() {
        final Plan plan = plan(Scenario.PUBLISHED_SEED + 1, List.of(Engine.NAIVE));
        assertFalse(plan.needsOracle(), "the naive book is among the peers");
        final BenchResult result = new BenchResult(
                plan,
                result(Engine.OUTCRY, "cafe", 1),
                List.of(),
                List.of(result(Engine.NAIVE, "cafe", 2)),
                Optional.empty(),
                List.of());
        assertEquals(
                List.of("outcry: static answers otherwise than the naive book about best prices and depth"),
                HashComparison.differences(result));
    }

    private static List<String> differences(
            final Plan plan, final EngineResult subject, final Optional<EngineResult> oracle) {
        return HashComparison.differences(new BenchResult(plan, subject, List.of(), List.of(), oracle, List.of()));
    }

    private static Plan plan(final long seed, final List<Engine> peers) {
        return new Plan(Engine.OUTCRY, peers, seed, Scenario.PUBLISHED_ORDERS, 1, List.of(Scenario.STATIC), false);
    }

    private static EngineResult result(final Engine engine, final String sha256, final long probes) {
        final EngineResult result = new EngineResult(engine);
        result.scenarios().put(Scenario.STATIC, new ScenarioResult(sha256, probes, new Figures(1, 1, 1)));
        return result;
    }
}
