/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher;

import io.outcry.client.ExchangeException;
import io.outcry.journal.JournalException;
import io.outcry.launcher.command.OutcryCommand;
import io.outcry.launcher.config.ConfigException;
import io.outcry.launcher.export.ExportException;
import io.outcry.launcher.feed.TapeException;
import io.outcry.launcher.node.ExchangeStartException;
import io.outcry.launcher.report.ReportException;
import java.util.List;
import picocli.CommandLine;

/** The command line. Exit code 0: done; 1: done, and the answer is no; 2: not done, the reason is on standard error. */
public final class Outcry {
    private static final List<Class<? extends Exception>> EXPECTED = List.of(
            ConfigException.class,
            TapeException.class,
            ReportException.class,
            ExportException.class,
            JournalException.class,
            ExchangeStartException.class,
            ExchangeException.class);

    private Outcry() {}

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
        return new CommandLine(new OutcryCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler((error, commandLine, parsed) -> {
                    report(error);
                    return CommandLine.ExitCode.USAGE;
                })
                .execute(arguments);
    }

    private static void report(final Exception error) {
        if (EXPECTED.stream().anyMatch(expected -> expected.isInstance(error))) {
            System.err.println("outcry: " + error.getMessage());
        } else {
            System.err.println("outcry: internal error");
            error.printStackTrace();
        }
    }
}
