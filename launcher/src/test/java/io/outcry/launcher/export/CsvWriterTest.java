/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvWriterTest {
    @TempDir
    private Path directory;

    @Test
    void shouldQuoteWhatWouldBeReadOtherwise() throws IOException {
        final Path file = directory.resolve("x.csv");
        try (CsvWriter writer =
                new CsvWriter(file, List.of(new Column("a", Column.Type.TEXT), new Column("b", Column.Type.TEXT)))) {
            writer.write("plain", null);
            writer.write("com,ma", "quo\"te");
            writer.write("line\nfeed", "carriage\rreturn");
            writer.write(1L, new BigDecimal("1E+3"));
        }
        assertEquals(
                "a,b\nplain,\n\"com,ma\",\"quo\"\"te\"\n\"line\nfeed\",\"carriage\rreturn\"\n1,1000\n",
                Files.readString(file));
    }
}
