/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching;

import io.outcry.bench.matching.engine.Engine;
import io.outcry.bench.matching.workload.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Compares hashes with the published ones or, where there are none, with those of the naive book. */
final class HashComparison {
    private final Plan plan;
    private final Optional<EngineResult> naive;
    private final List<String> differences = new ArrayList<>();

    private HashComparison(final Plan plan, final Optional<EngineResult> naive) {
        this.plan = plan;
        this.naive = naive;
    }

    /** Returns what should be equal and is not, in words. */
    static List<String> differences(final BenchResult result) {
        final List<EngineResult> engines = Stream.of(
                        result.oracle().stream(),
                        Stream.of(result.subject()),
                        result.around().stream(),
                        result.peers().stream())
                .flatMap(each -> each)
                .toList();
        final Optional<EngineResult> naive =
                engines.stream().filter(each -> each.engine() == Engine.NAIVE).findFirst();
        final HashComparison comparison = new HashComparison(result.plan(), naive);
        engines.forEach(comparison::compare);
        return comparison.differences;
    }

    private void compare(final EngineResult result) {
        for (final Scenario scenario : plan.scenarios()) {
            compare(
                    result.engine().key() + ": " + scenario.key(),
                    result.scenarios().get(scenario),
                    scenario.publishedSha256(plan.seed(), plan.orders()),
                    naive.map(each -> each.scenarios().get(scenario)));
        }
    }

    private void compare(
            final String what,
            final ScenarioResult own,
            final String published,
            final Optional<ScenarioResult> reference) {
        if (published != null && !published.equals(own.sha256())) {
            differences.add(what + " has the hash " + own.sha256() + ", published is " + published);
        }
        if (reference.isEmpty()) {
            return;
        }
        if (published == null && !reference.get().sha256().equals(own.sha256())) {
            differences.add(what + " has the hash " + own.sha256() + ", the naive book has "
                    + reference.get().sha256());
        }
        if (reference.get().probes() != own.probes()) {
            differences.add(what + " answers otherwise than the naive book about best prices and depth");
        }
    }
}
