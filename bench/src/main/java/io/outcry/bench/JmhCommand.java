/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Unmatched;

/** Runs the benchmarks of single operations, with the options of JMH itself. */
@Command(
        name = "jmh",
        description = {
            "Measures single operations of book and engine with JMH: ns and bytes allocated per operation.",
            "",
            "Takes the options of JMH, for example: outcry bench jmh OrderBook -f 1 -wi 5 -i 5. Without any: all benchmarks, "
                    + "one process each, with the allocation profiler."
        },
        mixinStandardHelpOptions = true)
final class JmhCommand implements Callable<Integer> {
    private static final List<String> ALLOCATION_PROFILER = List.of("-prof", "gc");
    private static final List<String> DEFAULTS = List.of("-f", "1", "-wi", "3", "-i", "5", "-w", "1", "-r", "1");

    @Unmatched
    private final List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        final List<String> all = new ArrayList<>();
        if (Collections.indexOfSubList(arguments, ALLOCATION_PROFILER) < 0) {
            all.addAll(ALLOCATION_PROFILER);
        }
        all.addAll(arguments.isEmpty() ? DEFAULTS : arguments);
        new Runner(new CommandLineOptions(all.toArray(String[]::new))).run();
        return ExitCode.OK;
    }
}
