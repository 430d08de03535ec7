/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.export;

import java.io.IOException;
import java.nio.file.Path;

/** The kinds of files that tables are written to. */
public enum ExportFormat {
    /** Text with a line for each row, names of the columns first. */
    CSV {
        @Override
        TableWriter open(final Path file, final ExportTable table, final InstrumentScales scales) throws IOException {
            return new CsvWriter(file, table.columns());
        }
    },

    /** Columns in binary form, compressed. */
    PARQUET {
        @Override
        TableWriter open(final Path file, final ExportTable table, final InstrumentScales scales) throws IOException {
            return new ParquetTable(file, table, scales);
        }
    };

    abstract TableWriter open(Path file, ExportTable table, InstrumentScales scales) throws IOException;
}
