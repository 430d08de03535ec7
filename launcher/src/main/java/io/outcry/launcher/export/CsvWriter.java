/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** CSV as RFC 4180 has it, but with a line feed alone; a null is an empty field. */
final class CsvWriter implements TableWriter {
    private final BufferedWriter out;

    CsvWriter(final Path file, final List<Column> columns) throws IOException {
        out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        write(columns.stream().map(Column::name).toArray());
    }

    @Override
    public void write(final Object... values) throws IOException {
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                out.write(',');
            }
            out.write(quoted(text(values[i])));
        }
        out.write('\n');
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private static String text(final Object value) {
        if (value == null) {
            return "";
        }
        return value instanceof BigDecimal ? ((BigDecimal) value).toPlainString() : value.toString();
    }

    private static String quoted(final String text) {
        for (int i = 0; i < text.length(); i++) {
            final char each = text.charAt(i);
            if (each == ',' || each == '"' || each == '\n' || each == '\r') {
                return '"' + text.replace("\"", "\"\"") + '"';
            }
        }
        return text;
    }
}
