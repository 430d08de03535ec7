/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Looks into the journal of a run, mostly offline. */
@Command(
        name = "journal",
        description =
                "Looks into the journals of runs: explains, verifies, repairs, replays, compares and exports them. Has a"
                        + " running exchange take a snapshot.",
        mixinStandardHelpOptions = true,
        subcommands = {
            JournalInfoCommand.class,
            JournalExplainCommand.class,
            JournalVerifyCommand.class,
            JournalDumpCommand.class,
            JournalReplayCommand.class,
            JournalDiffCommand.class,
            JournalExportCommand.class,
            JournalSnapshotCommand.class,
            JournalRepairCommand.class
        })
final class JournalCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "one of " + String.join(", ", spec.subcommands().keySet()) + " is needed");
    }
}
