/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench;

import io.outcry.bench.journal.JournalBenchCommand;
import io.outcry.bench.matching.BenchException;
import io.outcry.bench.matching.MatchingCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line of the benchmarks: options in, figures out, exit code 2 if something could not be run. */
@Command(
        name = "outcry bench",
        description = "Measures this machine and this exchange.",
        mixinStandardHelpOptions = true,
        subcommands = {MatchingCommand.class, JournalBenchCommand.class, JmhCommand.class})
public final class Bench implements Runnable {
    @Spec
    private CommandSpec spec;

    private Bench() {}

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "one of "
                        + String.join(", ", spec.commandLine().getSubcommands().keySet()) + " is needed");
    }

    /**
     * Runs one command and ends the process.
     *
     * @param arguments as typed
     */
    public static void main(final String[] arguments) {
        System.exit(run(arguments));
    }

    /**
     * Runs one command.
     *
     * @param arguments as typed
     * @return exit code
     */
    public static int run(final String... arguments) {
        return new CommandLine(new Bench())
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler((error, commandLine, parsed) -> {
                    report(error);
                    return CommandLine.ExitCode.USAGE;
                })
                .execute(arguments);
    }

    private static void report(final Exception error) {
        if (error instanceof BenchException) {
            System.err.println("outcry bench: " + error.getMessage());
        } else {
            System.err.println("outcry bench: internal error");
            error.printStackTrace();
        }
    }
}
