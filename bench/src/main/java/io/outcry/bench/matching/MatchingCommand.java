/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching;

import io.outcry.bench.matching.engine.Engine;
import io.outcry.bench.matching.workload.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How fast, and how right, books match. */
@Command(
        name = "matching",
        description = {
            "Measures how fast the order book matches, and whether its reports are right to the byte.",
            "",
            "Workloads: the five scenarios of the survey arXiv:2606.01183 (static, normal, swing-25, "
                    + "swing-40, flash-crash), where every cancel is about the newest order; and "
                    + "random-cancel, where it is about any resting order, in books of 2,700 to 1,000,000 orders, with "
                    + "exchange-core's own mix of messages at the end.",
            "",
            "Each engine runs in a process of its own with the same flags. Per workload: a run that is hashed, three "
                    + "that warm up, then the timed ones. Time runs from the first message until a second thread has read "
                    + "the last report through a ring of 2^20 reports; a run whose reports differ from the hashed ones is "
                    + "an error. A workload whose first run takes more than ten seconds is timed once.",
            "",
            "The survey starts a new process for each run and does not warm up, so its figures for Java are much lower.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all hashes are as published (seed 23, 1,000,000 orders) or as the naive book's (otherwise)",
            "1:one differs, or a run lost or changed reports; the output says which",
            "2:something could not be run; the reason is on standard error"
        },
        footer = {
            "",
            "Examples:",
            "  outcry bench matching                               about two minutes",
            "  outcry bench matching --peers                       with the peers: ten minutes",
            "  outcry bench matching --scenario static --runs 20   one workload, many runs",
            "  outcry bench matching --json > result.json          for a program"
        })
public final class MatchingCommand implements Callable<Integer> {
    private static final long MAX_SEED = 0xffff_ffffL;
    private static final int MAX_ORDERS = 4_000_000;
    private static final int MAX_RUNS = 1_000;
    private static final String RANDOM_CANCEL = "random-cancel";

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--seed",
            paramLabel = "SEED",
            defaultValue = "23",
            description = "Seed of all workloads, 0 to 4294967295. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Workloads to run: static, normal, swing-25, swing-40, flash-crash, random-cancel. Default: all.")
    private List<String> workloads;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "5",
            description = "Timed runs per workload, 1 to 1000. Default: ${DEFAULT-VALUE}.")
    private int runs;

    @Option(
            names = "--orders",
            paramLabel = "N",
            defaultValue = "1000000",
            description =
                    "New orders of a scenario, 1 to 4000000; random-cancel has twice as many messages, and leaves out "
                            + "books with more resting orders than this. Fewer make a short trial. Default: ${DEFAULT-VALUE}.")
    private int orders;

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            defaultValue = "outcry",
            description = "What to measure: outcry, naive, exchange-core, parity. Default: ${DEFAULT-VALUE}.")
    private String engine;

    @Option(
            names = "--peers",
            description = "Measures the other engines too, and compares: a naive TreeMap book, exchange-core 0.5.3 "
                    + "(OrderBookDirectImpl), Parity 0.7.0.")
    private boolean withPeers;

    @Option(names = "--json", description = "Prints one JSON object; everything else goes to standard error.")
    private boolean json;

    /** Made by the command line. */
    public MatchingCommand() {}

    @Override
    public Integer call() {
        final BenchResult result = new MatchingBench(plan(), System.err, System.console() != null).run();
        final Machine machine = Machine.here();
        if (json) {
            System.out.println(
                    JsonReport.of(result, machine, ChildProcess.flags(orders)).toPrettyString());
            result.differences().forEach(each -> System.err.println("DIFFERENT: " + each));
        } else {
            TextReport.print(result, machine, ChildProcess.flags(orders), System.out);
        }
        return result.differences().isEmpty() ? 0 : 1;
    }

    private Plan plan() {
        check("--seed", seed, 0, MAX_SEED);
        check("--runs", runs, 1, MAX_RUNS);
        check("--orders", orders, 1, MAX_ORDERS);
        try {
            final Engine subject = Engine.of(engine);
            final List<Engine> peers = new ArrayList<>(withPeers ? Engine.peers() : List.of());
            peers.remove(subject);
            return new Plan(subject, peers, seed, orders, runs, scenarios(), hasRandomCancel());
        } catch (final IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private List<Scenario> scenarios() {
        return workloads == null
                ? List.of(Scenario.values())
                : workloads.stream()
                        .filter(name -> !name.equals(RANDOM_CANCEL))
                        .map(Scenario::of)
                        .distinct()
                        .sorted()
                        .toList();
    }

    private boolean hasRandomCancel() {
        return workloads == null || workloads.contains(RANDOM_CANCEL);
    }

    private void check(final String option, final long value, final long least, final long most) {
        if (value < least || value > most) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), option + " must be " + least + " to " + most + ", not " + value);
        }
    }
}
