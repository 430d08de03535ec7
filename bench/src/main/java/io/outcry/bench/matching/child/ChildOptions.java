/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.child;

import io.outcry.bench.matching.engine.Engine;
import io.outcry.bench.matching.workload.Scenario;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a child is to do.
 *
 * @param engine the only one it loads
 * @param seed of all workloads, 0 to 2^32 - 1
 * @param orders number of new orders of a scenario
 * @param runs number of timed runs per workload; 0: only the audit, without warm-up
 * @param scenarios in this order
 * @param randomCancel whether the workloads of random cancels follow
 */
public record ChildOptions(
        Engine engine, long seed, int orders, int runs, List<Scenario> scenarios, boolean randomCancel) {
    /**
     * Writes them for a command line.
     *
     * @return arguments of {@link MatchingChild#main}
     */
    public List<String> arguments() {
        return List.of(
                engine.key(),
                Long.toString(seed),
                Integer.toString(orders),
                Integer.toString(runs),
                scenarios.stream().map(Scenario::key).collect(Collectors.joining(",")),
                Boolean.toString(randomCancel));
    }

    static ChildOptions of(final String... arguments) {
        return new ChildOptions(
                Engine.of(arguments[0]),
                Long.parseLong(arguments[1]),
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]),
                Arrays.stream(arguments[4].split(","))
                        .filter(key -> !key.isEmpty())
                        .map(Scenario::of)
                        .toList(),
                Boolean.parseBoolean(arguments[5]));
    }
}
