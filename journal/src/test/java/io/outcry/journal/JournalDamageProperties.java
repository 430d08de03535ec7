/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.agrona.IoUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Wherever a journal is cut, zeroed or has a bit flipped: it is refused with the place, and a repair keeps all that stands before
 * that; or nothing is lost. {@code -Doutcry.damages=65536} takes every byte of the last 64 KiB.
 */
class JournalDamageProperties {
    private static final int TAIL_BYTES = 64 << 10;
    private static final int DAMAGES = Math.min(Integer.getInteger("outcry.damages", 100), TAIL_BYTES);
    private static final int RANDOM_DAMAGES = Math.min(DAMAGES, 10_000);
    private static final int REPAIRS = Math.max(3, DAMAGES / 100);
    private static final int VERSION_OF_FIRST_DOCUMENT = 0x10110 + Integer.BYTES;

    /** What happens to a file from a position on. */
    private enum Damage {
        CUT {
            @Override
            byte[] of(final byte[] bytes, final int position) {
                return Arrays.copyOf(bytes, position);
            }
        },
        ZEROED {
            @Override
            byte[] of(final byte[] bytes, final int position) {
                return Arrays.copyOf(Arrays.copyOf(bytes, position), bytes.length);
            }
        },
        FLIPPED {
            @Override
            byte[] of(final byte[] bytes, final int position) {
                final byte[] flipped = bytes.clone();
                flipped[position] ^= (byte) (1 << position % 8);
                return flipped;
            }
        };

        abstract byte[] of(byte[] bytes, int position);
    }

    /** A file with the end of each of its documents, and how many frames there are up to there in the whole journal. */
    private record Day(String name, byte[] bytes, int framesBefore, List<Integer> ends, List<Integer> frames) {
        int end() {
            return ends.get(ends.size() - 1);
        }

        /** Where the document ends that has the byte at a position. */
        int endBehind(final int position) {
            return ends.stream().filter(each -> each > position).findFirst().orElse(bytes.length);
        }

        /** Frames of the documents that end at a position or before it. */
        int framesBefore(final int position) {
            int count = framesBefore;
            for (int i = 0; i < ends.size() && ends.get(i) <= position; i++) {
                count = frames.get(i);
            }
            return count;
        }
    }

    @TempDir
    private Path directory;

    private final long seed = Long.getLong("outcry.seed", System.nanoTime());
    private final List<Day> days = new ArrayList<>();
    private final Set<String> repairedDocuments = new HashSet<>();
    private Path intact;
    private Path journal;
    private List<String> frames;

    @BeforeEach
    void writeTwoDays() throws IOException {
        intact = directory.resolve("intact");
        journal = directory.resolve("commands");
        try (JournalWriter writer = JournalFixture.open(intact)) {
            JournalFixture.append(writer, 100, JournalFixture.START_NS);
            JournalFixture.append(writer, 400, JournalFixture.START_NS + JournalFixture.NS_PER_DAY);
        }
        frames = JournalFixture.frames(intact);
        final FrameCheck check = new FrameCheck();
        for (final Path file : JournalQueue.cycleFiles(intact)) {
            days.add(read(file, check));
        }
        JournalFixture.copy(intact, journal);
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void shouldRefuseOrLoseNothingWhenTheTailIsDamaged(final Damage damage) throws IOException {
        final Day last = days.get(1);
        assertTrue(last.end() > VERSION_OF_FIRST_DOCUMENT + TAIL_BYTES, "a tail of documents");
        int refused = 0;
        for (int i = 0; i < DAMAGES; i++) {
            final int position = last.end() - 1 - (int) ((long) i * TAIL_BYTES / DAMAGES);
            refused += damage(last, position, damage);
        }
        assertTrue(refused > DAMAGES * 9 / 10, "refused " + refused + " of " + DAMAGES);
        System.out.println(
                "journal " + damage + ": " + DAMAGES + " places of the last 64 KiB, " + refused + " refused");
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void shouldRefuseOrLoseNothingWhenAnyPlaceIsDamaged(final Damage damage) throws IOException {
        final SplittableRandom random = new SplittableRandom(seed);
        int refused = 0;
        for (int i = 0; i < RANDOM_DAMAGES; i++) {
            final Day day = days.get(random.nextInt(2));
            refused += damage(day, random.nextInt(day.end()), damage);
        }
        assertTrue(refused > 0, "refused none");
        System.out.println("journal " + damage + ": " + RANDOM_DAMAGES + " random places, " + refused
                + " refused, -Doutcry.seed=" + seed);
    }

    /** Returns 1 if the journal is refused, else 0. */
    private int damage(final Day day, final int position, final Damage damage) throws IOException {
        final String where = "-Doutcry.seed=" + seed + ", " + damage + " at byte " + position + " of " + day.name();
        final Path file = journal.resolve(day.name());
        final byte[] damaged = damage.of(day.bytes(), position);
        Files.write(file, damaged);
        try {
            assertEquals(frames.size(), JournalVerifier.verify(journal).frames(), where);
            assertEquals(frames, JournalFixture.frames(journal), where);
            Files.write(file, day.bytes());
            return 0;
        } catch (final JournalDamagedException refusal) {
            final int changed = Arrays.mismatch(day.bytes(), damaged);
            assertTrue(refusal.position() <= day.endBehind(changed), () -> where + ": " + refusal.getMessage());
            assertTrue(refusal.getMessage().contains(journal.toString()), where);
            if (repairedDocuments.size() < REPAIRS && repairedDocuments.add(day.name() + day.endBehind(changed))) {
                assertRepaired(day.framesBefore(changed), where);
            } else {
                Files.write(file, day.bytes());
            }
            return 1;
        } catch (final JournalException otherVersion) {
            if (position < VERSION_OF_FIRST_DOCUMENT || position >= VERSION_OF_FIRST_DOCUMENT + Integer.BYTES) {
                fail(where, otherVersion);
            }
            Files.write(file, day.bytes());
            return 1;
        }
    }

    /** A repair keeps whole documents, so one place of each is enough. */
    private void assertRepaired(final int framesBefore, final String where) {
        final JournalRepair.Result result = JournalRepair.repair(journal);
        final List<String> kept = JournalFixture.frames(journal);
        assertTrue(kept.size() >= framesBefore, () -> where + ": kept " + kept.size() + " of " + framesBefore);
        assertEquals(frames.subList(0, kept.size()), kept, where);
        assertEquals(kept.size(), result.kept().frames(), where);
        IoUtil.delete(journal.toFile(), false);
        IoUtil.delete(result.damaged().toFile(), false);
        JournalFixture.copy(intact, journal);
    }

    private Day read(final Path file, final FrameCheck check) throws IOException {
        final List<Integer> ends = new ArrayList<>();
        final List<Integer> framesUntil = new ArrayList<>();
        final int framesBefore = (int) check.lastSequence();
        try (MappedWindow window = new MappedWindow(file)) {
            final CycleFile cycle = new CycleFile(file, window, check);
            while (cycle.next()) {
                ends.add((int) cycle.endPosition());
                framesUntil.add((int) check.lastSequence());
            }
        }
        return new Day(file.getFileName().toString(), Files.readAllBytes(file), framesBefore, ends, framesUntil);
    }
}
