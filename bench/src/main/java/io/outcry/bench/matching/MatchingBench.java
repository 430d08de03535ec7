/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching;

import io.outcry.bench.matching.engine.Engine;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs the engines one after the other and compares their hashes. */
final class MatchingBench {
    private final Plan plan;
    private final ChildProcess children;
    private final Progress progress;
    private final List<String> differences = new ArrayList<>();

    MatchingBench(final Plan plan, final PrintStream progressOut, final boolean inPlace) {
        this.plan = plan;
        progress = new Progress(
                progressOut, inPlace, 1 + plan.around().size() + plan.peers().size() + (plan.needsOracle() ? 1 : 0));
        children = new ChildProcess(progress, differences);
    }

    BenchResult run() {
        try {
            final Optional<EngineResult> oracle =
                    plan.needsOracle() ? Optional.of(children.run(plan.audit(Engine.NAIVE))) : Optional.empty();
            final EngineResult subject = children.run(plan.measure(plan.subject()));
            final List<EngineResult> around = measure(plan.around());
            final List<EngineResult> peers = measure(plan.peers());
            final BenchResult result = new BenchResult(plan, subject, around, peers, oracle, differences);
            differences.addAll(HashComparison.differences(result));
            return result;
        } finally {
            progress.finish();
        }
    }

    private List<EngineResult> measure(final List<Engine> engines) {
        final List<EngineResult> results = new ArrayList<>();
        for (final Engine engine : engines) {
            results.add(children.run(plan.measure(engine)));
        }
        return results;
    }
}
