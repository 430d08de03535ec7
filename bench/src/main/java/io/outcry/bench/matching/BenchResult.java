/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching;

import io.outcry.bench.matching.workload.Scenario;
import java.util.List;
import java.util.Optional;

/**
 * All that a run of the command found out.
 *
 * @param plan what was asked for
 * @param subject the engine that it is about
 * @param around the same with the engine around its book, as {@link Plan#around} names them
 * @param peers those that it is compared with
 * @param oracle the naive book, only for its hashes; empty: not needed
 * @param differences what should have been equal and was not, in words
 */
record BenchResult(
        Plan plan,
        EngineResult subject,
        List<EngineResult> around,
        List<EngineResult> peers,
        Optional<EngineResult> oracle,
        List<String> differences) {
    /** Returns whether an engine's hash of a scenario is the published one; null: none was published. */
    Boolean isPublished(final EngineResult result, final Scenario scenario) {
        final String published = scenario.publishedSha256(plan.seed(), plan.orders());
        return published == null
                ? null
                : published.equals(result.scenarios().get(scenario).sha256());
    }
}
