/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.command;

import io.outcry.launcher.export.ExportFormat;
import io.outcry.launcher.export.ExportTable;
import io.outcry.launcher.export.RunExport;
import io.outcry.launcher.feed.ProgressBar;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes a run into files for other programs. */
@Command(
        name = "export",
        description =
                "Writes orders, trades, book levels and best prices of a run into CSV or Parquet files; docs/JOURNAL.md"
                        + " tells the columns. Exit code 0: written; 2: a file exists already, or it could not be done.",
        mixinStandardHelpOptions = true)
final class JournalExportCommand implements Callable<Integer> {
    private static final int BYTES_PER_KIB = 1024;

    @Mixin
    private JournalRun run;

    @Mixin
    private JournalRange range;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            required = true,
            description = "Where the files go, one for each table; made if it is missing.")
    private Path folder;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "csv",
            description = "csv or parquet. Default: ${DEFAULT-VALUE}.")
    private ExportFormat format;

    @Option(
            names = "--tables",
            paramLabel = "TABLE",
            split = ",",
            description = "Some of orders, trades, levels, l1. Default: all.")
    private Set<ExportTable> tables = EnumSet.allOf(ExportTable.class);

    @Override
    public Integer call() {
        final ProgressBar progress =
                new ProgressBar(System.err, System.console() != null, "export", Math.max(1, run.countCommands()));
        final Map<Path, Long> files = RunExport.run(
                run.directory(), folder, format, EnumSet.copyOf(tables), range.from(), range.to(), progress::at);
        progress.finish();
        files.forEach((file, rows) -> System.out.printf(
                Locale.ROOT,
                "%s  %,d rows, %,d KiB%n",
                file,
                rows,
                file.toFile().length() / BYTES_PER_KIB));
        return 0;
    }
}
