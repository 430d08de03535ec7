/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching;

import io.outcry.bench.matching.child.ChildOptions;
import io.outcry.bench.matching.engine.Engine;
import io.outcry.bench.matching.workload.Scenario;
import java.util.List;

/**
 * What is to be measured.
 *
 * @param subject the engine that it is about
 * @param peers those that it is compared with
 * @param seed of all workloads, 0 to 2^32 - 1
 * @param orders number of new orders of a scenario
 * @param runs number of timed runs per workload
 * @param scenarios in this order
 * @param randomCancel whether the workloads of random cancels follow
 */
record Plan(
        Engine subject,
        List<Engine> peers,
        long seed,
        int orders,
        int runs,
        List<Scenario> scenarios,
        boolean randomCancel) {
    ChildOptions measure(final Engine engine) {
        return new ChildOptions(engine, seed, orders, runs, scenarios, randomCancel && engine.runsRandomCancel());
    }

    /** The engines around the subject's book, if that is ours. */
    List<Engine> around() {
        return subject == Engine.OUTCRY && !scenarios.isEmpty() ? List.of(Engine.CORE, Engine.JOURNAL) : List.of();
    }

    /** Only the hashes. */
    ChildOptions audit(final Engine engine) {
        return new ChildOptions(engine, seed, orders, 0, scenarios, false);
    }

    boolean needsOracle() {
        return subject != Engine.NAIVE
                && !peers.contains(Engine.NAIVE)
                && scenarios.stream().anyMatch(scenario -> scenario.publishedSha256(seed, orders) == null);
    }
}
