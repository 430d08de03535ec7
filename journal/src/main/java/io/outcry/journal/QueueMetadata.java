/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/** The queue's table file, as the pinned Chronicle version writes it: how cycles roll, and which is the last. */
final class QueueMetadata {
    private static final int CHECKSUM = 0x0F57AC33;
    private static final int LAST_CYCLE = 0xB8;
    private static final int FIRST_CYCLE = 0xE0;
    private static final int LENGTH = 0xE8;

    private QueueMetadata() {}

    /** Compares with the cycles whose files are there; a file that the table does not know yet is no fault. */
    static void verify(final Path file, final long firstCycle, final long lastCycle) throws IOException {
        try (MappedWindow window = new MappedWindow(file)) {
            if (window.sizeBytes() < LENGTH || checksumOfNames(window) != CHECKSUM) {
                throw JournalDamagedException.at(file, 0, 0, "incomplete, or not a queue of FAST_DAILY");
            }
            if (window.longAt(LAST_CYCLE) > lastCycle) {
                throw JournalDamagedException.at(
                        file, LAST_CYCLE, 0, "the file of day " + window.longAt(LAST_CYCLE) + " since 1970 is missing");
            }
            if (window.longAt(FIRST_CYCLE) < firstCycle) {
                throw JournalDamagedException.at(
                        file,
                        FIRST_CYCLE,
                        0,
                        "the file of day " + window.longAt(FIRST_CYCLE) + " since 1970 is missing");
            }
        }
    }

    private static int checksumOfNames(final MappedWindow window) throws IOException {
        final byte[] bytes = new byte[LENGTH];
        window.buffer().getBytes(window.offsetOf(0, LENGTH), bytes);
        final CRC32C crc = new CRC32C();
        crc.update(bytes, 0, LAST_CYCLE);
        crc.update(bytes, LAST_CYCLE + Long.BYTES, FIRST_CYCLE - LAST_CYCLE - Long.BYTES);
        return (int) crc.getValue();
    }
}
