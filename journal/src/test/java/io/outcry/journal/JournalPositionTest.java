/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalPositionTest {
    private static final int DOCUMENTS = 20;

    @TempDir
    Path directory;

    @Test
    void shouldGoOnBehindAnyFrame() {
        write();
        final List<String> all = JournalFixture.frames(directory);
        assertTrue(all.size() > 2 * DOCUMENTS);
        final List<JournalPosition> positions = positions();
        assertEquals(JournalPosition.BEGIN, positions.get(0));
        for (int read = 0; read <= all.size(); read++) {
            final List<String> rest = new ArrayList<>();
            try (JournalReader reader = JournalReader.openBehind(directory, positions.get(read))) {
                assertEquals(positions.get(read), reader.position());
                while (reader.poll(JournalFixture.into(rest), 3) > 0) {}
            }
            assertEquals(all.subList(read, all.size()), rest);
        }
    }

    @Test
    void shouldHandOnTheFramesOfTheLastDocumentOnly() {
        write();
        final List<String> all = JournalFixture.frames(directory);
        final List<String> last = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(directory)) {
            assertEquals(all.size(), reader.readToEnd(JournalFixture.into(last)));
        }
        assertEquals(all.subList(all.size() - DOCUMENTS % 5 - 5, all.size()), last);
    }

    @Test
    void shouldReadWhatIsAppendedLater() {
        final List<String> rest = new ArrayList<>();
        try (JournalWriter writer = JournalFixture.open(directory)) {
            JournalFixture.append(writer, DOCUMENTS, JournalFixture.START_NS);
            final List<JournalPosition> positions = positions();
            final JournalPosition end = positions.get(positions.size() - 1);
            try (JournalReader reader = JournalReader.openBehind(directory, end)) {
                assertEquals(0, reader.poll(JournalFixture.into(rest), 3));
                JournalFixture.append(writer, 1, JournalFixture.START_NS + JournalFixture.NS_PER_DAY);
                assertEquals(1, reader.poll(JournalFixture.into(rest), 3));
                assertEquals(end.sequence() + 1, reader.lastSequence());
            }
        }
    }

    @Test
    void shouldRefuseAPositionThatTheJournalDoesNotHave() {
        write();
        final List<JournalPosition> positions = positions();
        final JournalPosition right = positions.get(positions.size() / 2);
        final JournalPosition last = positions.get(positions.size() - 1);
        assertRefuses(new JournalPosition(right.queueIndex() + 100, right.sequence(), right.timeNs()));
        assertRefuses(new JournalPosition(right.queueIndex() - 1, right.sequence(), right.timeNs()));
        assertRefuses(new JournalPosition(right.queueIndex(), right.sequence() + 50, right.timeNs()));
        assertRefuses(new JournalPosition(right.queueIndex(), right.sequence(), right.timeNs() + 1));
        assertRefuses(new JournalPosition(last.queueIndex() + 1, last.sequence() + 1, last.timeNs()));
    }

    private void write() {
        try (JournalWriter writer = JournalFixture.open(directory)) {
            JournalFixture.append(writer, DOCUMENTS, JournalFixture.START_NS);
        }
    }

    /** In front of the first frame, then behind each. */
    private List<JournalPosition> positions() {
        final List<JournalPosition> positions = new ArrayList<>(List.of(JournalPosition.BEGIN));
        try (JournalReader reader = JournalReader.open(directory)) {
            while (reader.poll((sequence, timeNs, buffer, offset, length) -> {}, 1) > 0) {
                positions.add(reader.position());
            }
        }
        return positions;
    }

    private void assertRefuses(final JournalPosition position) {
        final JournalException error =
                assertThrows(JournalException.class, () -> JournalReader.openBehind(directory, position));
        assertTrue(error.getMessage().contains("does not have frame " + position.sequence()), error::getMessage);
    }
}
