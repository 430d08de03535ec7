/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.agrona.CloseHelper;

/** The files of an export, which get their names when all of them are complete. */
final class ExportFiles implements AutoCloseable {
    private static final String UNFINISHED = ".unfinished";

    private final Path folder;
    private final ExportFormat format;
    private final Map<ExportTable, TableWriter> writers = new EnumMap<>(ExportTable.class);
    private final Map<ExportTable, Long> rows = new EnumMap<>(ExportTable.class);
    private boolean isComplete;

    ExportFiles(
            final Path folder,
            final ExportFormat format,
            final Set<ExportTable> tables,
            final InstrumentScales scales) {
        this.folder = folder;
        this.format = format;
        try {
            Files.createDirectories(folder);
            for (final ExportTable table : tables) {
                requireAbsent(file(table));
            }
            for (final ExportTable table : tables) {
                Files.deleteIfExists(unfinished(table));
                writers.put(table, format.open(unfinished(table), table, scales));
                rows.put(table, 0L);
            }
        } catch (final IOException ex) {
            close();
            throw cannotWrite(ex);
        }
    }

    boolean isWanted(final ExportTable table) {
        return writers.containsKey(table);
    }

    void write(final ExportTable table, final Object... values) {
        try {
            writers.get(table).write(values);
            rows.merge(table, 1L, Long::sum);
        } catch (final IOException ex) {
            throw cannotWrite(ex);
        }
    }

    /** Gives the files their names; returns how many rows each has. */
    Map<Path, Long> complete() {
        final Map<Path, Long> files = new LinkedHashMap<>();
        try {
            for (final TableWriter writer : writers.values()) {
                writer.close();
            }
            for (final ExportTable table : writers.keySet()) {
                requireAbsent(file(table));
                Files.move(unfinished(table), file(table), StandardCopyOption.ATOMIC_MOVE);
                files.put(file(table), rows.get(table));
            }
            isComplete = true;
            return files;
        } catch (final IOException ex) {
            throw cannotWrite(ex);
        }
    }

    /** Deletes what is not complete. */
    @Override
    public void close() {
        if (!isComplete) {
            CloseHelper.quietCloseAll(writers.values());
            writers.keySet().forEach(table -> unfinished(table).toFile().delete());
        }
    }

    private Path file(final ExportTable table) {
        return folder.resolve(table.fileName(format));
    }

    private Path unfinished(final ExportTable table) {
        return folder.resolve(table.fileName(format) + UNFINISHED);
    }

    private static void requireAbsent(final Path file) {
        if (Files.exists(file)) {
            throw new ExportException(file + " exists already; delete it, or choose another folder");
        }
    }

    private ExportException cannotWrite(final IOException cause) {
        return new ExportException("cannot write to " + folder.toAbsolutePath() + ": " + cause.getMessage(), cause);
    }
}
