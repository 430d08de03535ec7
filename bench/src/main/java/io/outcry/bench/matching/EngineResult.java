/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching;

import io.outcry.bench.matching.engine.Engine;
import io.outcry.bench.matching.workload.Scenario;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What was found out about one engine.
 *
 * @param engine which one
 * @param scenarios those that were run
 * @param nsPerMessage with random cancels, by key of the case; without those that were not run
 */
record EngineResult(Engine engine, Map<Scenario, ScenarioResult> scenarios, Map<String, Figures> nsPerMessage) {
    EngineResult(final Engine engine) {
        this(engine, new EnumMap<>(Scenario.class), new LinkedHashMap<>());
    }

    /** Returns the lowest median of the scenarios, in millions of messages per second. */
    OptionalDouble worst() {
        return scenarios.values().stream()
                .filter(result -> result.millionsPerSecond() != null)
                .mapToDouble(result -> result.millionsPerSecond().median())
                .min();
    }
}
