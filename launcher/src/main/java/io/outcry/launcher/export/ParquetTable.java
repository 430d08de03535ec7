/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.export;

import blue.strategic.parquet.ParquetWriter;
import blue.strategic.parquet.ValueWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/** A table in a Parquet file, with Snappy; every column may be null. */
final class ParquetTable implements TableWriter {
    /** All that 64 bits hold. */
    private static final int DECIMAL_DIGITS = 18;

    private final List<Column> columns;
    private final InstrumentScales scales;
    private final ParquetWriter<Object[]> writer;

    ParquetTable(final Path file, final ExportTable table, final InstrumentScales scales) throws IOException {
        this.columns = table.columns();
        this.scales = scales;
        writer = ParquetWriter.writeFile(schema(table), file.toFile(), this::write);
    }

    @Override
    public void write(final Object... values) throws IOException {
        writer.write(values);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    private void write(final Object[] values, final ValueWriter out) {
        for (int i = 0; i < values.length; i++) {
            final Object value = values[i] instanceof BigDecimal ? unscaled((BigDecimal) values[i], i) : values[i];
            if (value != null) {
                out.write(columns.get(i).name(), value);
            }
        }
    }

    /** Null if it has more digits than the column. */
    private Long unscaled(final BigDecimal value, final int column) {
        final BigDecimal scaled = value.setScale(scale(columns.get(column)));
        return scaled.precision() > DECIMAL_DIGITS
                ? null
                : scaled.unscaledValue().longValueExact();
    }

    private int scale(final Column column) {
        return column.type() == Column.Type.PRICE ? scales.price() : scales.qty();
    }

    private MessageType schema(final ExportTable table) {
        final Types.MessageTypeBuilder schema = Types.buildMessage();
        for (final Column column : columns) {
            switch (column.type()) {
                case TIME ->
                    schema.optional(PrimitiveTypeName.INT64)
                            .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.NANOS))
                            .named(column.name());
                case NUMBER, TICKS, LOTS ->
                    schema.optional(PrimitiveTypeName.INT64).named(column.name());
                case COUNT -> schema.optional(PrimitiveTypeName.INT32).named(column.name());
                case PRICE, QTY ->
                    schema.optional(PrimitiveTypeName.INT64)
                            .as(LogicalTypeAnnotation.decimalType(scale(column), DECIMAL_DIGITS))
                            .named(column.name());
                case TEXT ->
                    schema.optional(PrimitiveTypeName.BINARY)
                            .as(LogicalTypeAnnotation.stringType())
                            .named(column.name());
                case FLAG -> schema.optional(PrimitiveTypeName.BOOLEAN).named(column.name());
            }
        }
        return schema.named(table.name().toLowerCase(Locale.ROOT));
    }
}
