/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rows of cells under each other. */
final class TextTable {
    private static final String GAP = "   ";

    private final List<List<String>> rows = new ArrayList<>();

    void row(final String first, final List<String> others) {
        final List<String> row = new ArrayList<>(others);
        row.add(0, first);
        rows.add(row);
    }

    void print(final PrintStream out) {
        final int[] widths = IntStream.range(0, rows.get(0).size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        for (final List<String> row : rows) {
            final StringBuilder line = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                final String cell = row.get(column);
                line.append(column == 0 ? "" : GAP).append(cell).append(" ".repeat(widths[column] - cell.length()));
            }
            out.println(line.toString().stripTrailing());
        }
        out.println();
    }
}
