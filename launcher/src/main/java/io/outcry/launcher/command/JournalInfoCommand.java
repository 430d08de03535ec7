/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.command;

import io.outcry.launcher.journal.RunInfo;
import io.outcry.launcher.journal.RunInfoText;
import io.outcry.launcher.journal.RunInspection;
import io.outcry.launcher.report.ReportPrinter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes a quick look at a run. */
@Command(
        name = "info",
        description = "Tells what a run is, from begin and end of its journals and from its snapshots; also while its"
                + " exchange trades. Exit code 0: nothing is wrong with what was read; 1: something is damaged; 2: there"
                + " is no journal.",
        mixinStandardHelpOptions = true)
final class JournalInfoCommand implements Callable<Integer> {
    @Mixin
    private JournalRun run;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        final RunInfo info = RunInspection.inspect(run.directory());
        if (json) {
            ReportPrinter.json(info, System.out);
        } else {
            RunInfoText.lines(info).forEach(System.out::println);
        }
        return info.isDamaged() ? 1 : 0;
    }
}
