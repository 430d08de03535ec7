/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The columns of docs/JOURNAL.md are those that are written. */
class ExportDocumentTest {
    @ParameterizedTest
    @EnumSource(ExportTable.class)
    void shouldDocumentEveryColumn(final ExportTable table) throws IOException {
        final List<String> written = table.columns().stream()
                .map(column -> column.name() + "|" + column.type().typeName() + "|"
                        + column.type().unit())
                .toList();
        assertEquals(written, documented(table));
    }

    private static List<String> documented(final ExportTable table) throws IOException {
        final String document = Files.readString(Path.of(System.getProperty("outcry.root"), "docs", "JOURNAL.md"));
        final String heading = "\n### " + table.name().toLowerCase(Locale.ROOT) + "\n";
        final String section = document.substring(document.indexOf(heading) + heading.length());
        return section.lines()
                .takeWhile(line -> !line.startsWith("#"))
                .filter(line -> line.startsWith("| ") && !line.startsWith("| column"))
                .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toList())
                .map(cells -> String.join("|", cells.subList(1, 4)))
                .toList();
    }
}
