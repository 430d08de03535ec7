/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import blue.strategic.parquet.Hydrator;
import blue.strategic.parquet.ParquetReader;
import io.outcry.codecs.types.Side;
import io.outcry.codecs.types.TimeInForce;
import io.outcry.launcher.journal.JournalPoint;
import io.outcry.launcher.journal.RecordedRun;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunExportTest {
    private static final int ALICE = 1;
    private static final int BOB = 2;

    @TempDir
    private Path directory;

    /** Sequence of the first order. */
    private long first;

    @Test
    void shouldWriteEveryTradeWithDecimals() throws IOException {
        record(RunExportTest::trade);
        export(ExportFormat.CSV, EnumSet.allOf(ExportTable.class));
        assertEquals(
                List.of("1,100,1.00,5,0.00005,SELL", "2,100,1.00,2,0.00002,SELL"),
                rows(ExportTable.TRADES, "trade_id", "price_ticks", "price", "qty_lots", "qty", "taker_side"));
    }

    @Test
    void shouldWriteEveryExecutionEvent() throws IOException {
        record(RunExportTest::trade);
        export(ExportFormat.CSV, EnumSet.of(ExportTable.ORDERS));
        assertEquals(
                List.of(
                        "NEW,BUY,1.00,0.00005,,0.00005,,false",
                        "NEW,BUY,1.00,0.00009,,0.00009,,false",
                        "NEW,SELL,1.00,0.00007,,0.00007,,false",
                        "TRADE,SELL,1.00,0.00007,0.00005,0.00002,1,true",
                        "TRADE,BUY,1.00,0.00005,0.00005,0.00000,1,false",
                        "TRADE,SELL,1.00,0.00007,0.00002,0.00000,2,true",
                        "TRADE,BUY,1.00,0.00009,0.00002,0.00007,2,false",
                        "CANCELED,BUY,1.00,0.00009,,0.00000,,false",
                        "REJECTED,BUY,0.99,0.00000,,0.00000,,false"),
                rows(
                        ExportTable.ORDERS,
                        "exec_type",
                        "side",
                        "price",
                        "order_qty",
                        "last_qty",
                        "leaves_qty",
                        "trade_id",
                        "aggressor"));
        assertFalse(Files.exists(file(ExportTable.TRADES, ExportFormat.CSV)));
    }

    @Test
    void shouldWriteEveryChangeOfALevel() throws IOException {
        record(RunExportTest::trade);
        export(ExportFormat.CSV, EnumSet.of(ExportTable.LEVELS));
        assertEquals(
                List.of("BUY,100,5,1", "BUY,100,14,2", "BUY,100,9,1", "BUY,100,7,1", "BUY,100,0,0"),
                rows(ExportTable.LEVELS, "side", "price_ticks", "qty_lots", "orders"));
    }

    @Test
    void shouldWriteTheBestPricesAfterEachCommandThatChangedThem() throws IOException {
        record(RunExportTest::trade);
        export(ExportFormat.CSV, EnumSet.of(ExportTable.L1));
        assertEquals(
                List.of("0,1.00,5,,0", "1,1.00,14,,0", "2,1.00,7,,0", "3,,0,,0"),
                relative(rows(ExportTable.L1, "sequence", "bid_price", "bid_qty_lots", "ask_price", "ask_qty_lots")));
    }

    @Test
    void shouldKeepToTheRange() throws IOException {
        record(RunExportTest::trade);
        RunExport.run(
                directory,
                directory.resolve("out"),
                ExportFormat.CSV,
                EnumSet.of(ExportTable.LEVELS),
                new JournalPoint(false, first + 1),
                new JournalPoint(false, first + 1),
                done -> {});
        assertEquals(List.of("BUY,100,14,2"), rows(ExportTable.LEVELS, "side", "price_ticks", "qty_lots", "orders"));
    }

    @ParameterizedTest
    @EnumSource(ExportTable.class)
    void shouldWriteTheSameToParquetAsToCsv(final ExportTable table) throws IOException {
        record(RunExportTest::trade);
        export(ExportFormat.CSV, EnumSet.of(table));
        export(ExportFormat.PARQUET, EnumSet.of(table));
        final List<String> lines = Files.readAllLines(file(table, ExportFormat.CSV));
        final String[] names = lines.get(0).split(",");
        final List<Map<String, Object>> rows = parquet(table);
        final MessageType types = ParquetReader.readMetadata(
                        file(table, ExportFormat.PARQUET).toFile())
                .getFileMetaData()
                .getSchema();
        assertEquals(lines.size() - 1, rows.size());
        for (int row = 0; row < rows.size(); row++) {
            final String[] values = lines.get(row + 1).split(",", -1);
            for (int i = 0; i < names.length; i++) {
                assertSame(
                        types.getType(names[i]).asPrimitiveType(),
                        values[i],
                        rows.get(row).get(names[i]));
            }
        }
        assertEquals(
                LogicalTypeAnnotation.timestampType(true, LogicalTypeAnnotation.TimeUnit.NANOS),
                types.getType("time_ns").getLogicalTypeAnnotation());
    }

    @Test
    void shouldLeaveOutADecimalThatParquetCannotHold() throws IOException {
        record(run -> run.order(ALICE, Side.SELL, 1, Long.MAX_VALUE, TimeInForce.GTC));
        export(ExportFormat.PARQUET, EnumSet.of(ExportTable.ORDERS));
        final Map<String, Object> row = parquet(ExportTable.ORDERS).get(0);
        assertEquals(Long.MAX_VALUE, row.get("price_ticks"));
        assertNull(row.get("price"));
    }

    @Test
    void shouldNotOverwriteAFile() throws IOException {
        record(RunExportTest::trade);
        export(ExportFormat.CSV, EnumSet.of(ExportTable.TRADES));
        final String message = assertThrows(
                        ExportException.class,
                        () -> export(ExportFormat.CSV, EnumSet.of(ExportTable.TRADES, ExportTable.L1)))
                .getMessage();
        assertTrue(message.contains("trades.csv exists already"), message);
        assertEquals(List.of("trades.csv"), files());
    }

    @Test
    void shouldLeaveNothingBehindWhenAFileCannotBeWritten() throws IOException {
        record(RunExportTest::trade);
        Files.createDirectories(directory.resolve("out/l1.csv.unfinished/in-the-way"));
        final String message = assertThrows(
                        ExportException.class,
                        () -> export(ExportFormat.CSV, EnumSet.of(ExportTable.TRADES, ExportTable.L1)))
                .getMessage();
        assertTrue(message.startsWith("cannot write to " + directory), message);
        assertEquals(List.of("l1.csv.unfinished"), files());
    }

    private static void trade(final RecordedRun run) {
        run.order(ALICE, Side.BUY, 5, 100, TimeInForce.GTC);
        final long resting = run.order(ALICE, Side.BUY, 9, 100, TimeInForce.GTC);
        run.order(BOB, Side.SELL, 7, 100, TimeInForce.GTC);
        run.cancel(ALICE, resting);
        run.order(BOB, Side.BUY, 0, 99, TimeInForce.GTC);
    }

    private void record(final Consumer<RecordedRun> flow) {
        try (RecordedRun run = new RecordedRun(directory)) {
            first = run.core().sequence() + 1;
            flow.accept(run);
        }
    }

    private void export(final ExportFormat format, final EnumSet<ExportTable> tables) {
        RunExport.run(
                directory, directory.resolve("out"), format, tables, JournalPoint.BEGIN, JournalPoint.END, done -> {});
    }

    private Path file(final ExportTable table, final ExportFormat format) {
        return directory.resolve("out").resolve(table.fileName(format));
    }

    private List<String> files() throws IOException {
        final Path out = directory.resolve("out");
        if (!Files.exists(out)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(out)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /** Some columns of a CSV file. */
    private List<String> rows(final ExportTable table, final String... columns) throws IOException {
        final List<String> lines = Files.readAllLines(file(table, ExportFormat.CSV));
        final List<String> names = List.of(lines.get(0).split(","));
        final List<String> rows = new ArrayList<>();
        for (final String line : lines.subList(1, lines.size())) {
            final String[] values = line.split(",", -1);
            rows.add(String.join(
                    ",",
                    Stream.of(columns)
                            .map(column -> values[names.indexOf(column)])
                            .toList()));
        }
        return rows;
    }

    /** Counts the sequence, which comes first, from the first order. */
    private List<String> relative(final List<String> rows) {
        return rows.stream()
                .map(row ->
                        Long.parseLong(row.substring(0, row.indexOf(','))) - first + row.substring(row.indexOf(',')))
                .toList();
    }

    private List<Map<String, Object>> parquet(final ExportTable table) throws IOException {
        try (Stream<Map<String, Object>> rows =
                ParquetReader.streamContent(file(table, ExportFormat.PARQUET).toFile(), new RowReader())) {
            return rows.toList();
        }
    }

    /** Values of a row by column. */
    private static final class RowReader implements Hydrator<Map<String, Object>, Map<String, Object>, String[]> {
        @Override
        public Map<String, Object> start() {
            return new HashMap<>();
        }

        @Override
        public Map<String, Object> add(final Map<String, Object> row, final String[] column, final Object value) {
            row.put(column[0], value);
            return row;
        }

        @Override
        public Map<String, Object> finish(final Map<String, Object> row) {
            return row;
        }
    }

    private static void assertSame(final PrimitiveType type, final String text, final Object value) {
        if (text.isEmpty()) {
            assertNull(value, type::toString);
        } else if (type.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation) {
            final int scale = ((DecimalLogicalTypeAnnotation) type.getLogicalTypeAnnotation()).getScale();
            final BigDecimal decimal = BigDecimal.valueOf((Long) value, scale);
            assertEquals(0, new BigDecimal(text).compareTo(decimal), () -> type + " " + text + " " + decimal);
        } else {
            assertEquals(text, String.valueOf(value), type::toString);
        }
    }
}
