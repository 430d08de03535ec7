/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.journal;

import io.outcry.codecs.types.AckLevel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;

/** Small journals whose frames can be told from their sequence alone. */
final class JournalFixture {
    static final long NS_PER_DAY = 86_400_000_000_000L;
    static final long START_NS = 20_000 * NS_PER_DAY + 1;
    static final int BLOCK_SIZE_BYTES = 256 << 10;

    private static final UnsafeBuffer PAYLOAD = new UnsafeBuffer(new byte[128]);

    private JournalFixture() {}

    static JournalWriter open(final Path directory) {
        return JournalWriter.open(directory, AckLevel.PROCESS, BLOCK_SIZE_BYTES);
    }

    /** Payloads of 16 to 79 bytes, of every length modulo 8. */
    static int payloadLength(final long sequence) {
        return 16 + (int) (sequence * 7 % 64);
    }

    static void add(final FrameBatch batch, final long sequence, final long timeNs) {
        for (int i = 0; i < PAYLOAD.capacity(); i++) {
            PAYLOAD.putByte(i, (byte) (sequence * 31 + i));
        }
        batch.add(sequence, timeNs, PAYLOAD, 0, payloadLength(sequence));
    }

    /** Appends documents of 1, 2, ... up to 5 frames behind what is there. */
    static void append(final JournalWriter writer, final int documents, final long timeNs) {
        final FrameBatch batch = new FrameBatch(1024);
        for (int document = 0; document < documents; document++) {
            batch.clear();
            final long first = writer.lastSequence() + 1;
            for (long sequence = first; sequence <= first + document % 5; sequence++) {
                add(batch, sequence, timeNs + sequence);
            }
            writer.append(batch);
        }
    }

    /** Every frame in words. */
    static List<String> frames(final Path directory) {
        final List<String> frames = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(directory)) {
            while (reader.poll(into(frames), 3) > 0) {}
        }
        return frames;
    }

    static FrameHandler into(final List<String> frames) {
        return (sequence, timeNs, buffer, offset, length) -> {
            final byte[] payload = new byte[length];
            buffer.getBytes(offset, payload);
            frames.add(sequence + " " + timeNs + " " + Arrays.hashCode(payload) + " " + length);
        };
    }

    static void copy(final Path from, final Path to) {
        try (Stream<Path> files = Files.list(from)) {
            Files.createDirectories(to);
            for (final Path file : files.toList()) {
                Files.write(to.resolve(file.getFileName()), Files.readAllBytes(file));
            }
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
