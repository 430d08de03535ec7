/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalDirectoryTest {
    @TempDir
    private Path directory;

    @Test
    void shouldNameTheProcessWhenTheFolderIsInUseHere() {
        final JournalDirectory held = JournalDirectory.lock(directory);
        assertInUseBy(ProcessHandle.current().pid());
        held.close();
        held.close();
        assertFalse(JournalDirectory.isInUse(directory));

        JournalDirectory.lock(directory).close();
    }

    @Test
    void shouldNameTheProcessWhenTheFolderIsInUseElsewhere() throws IOException, InterruptedException {
        final Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertEquals('!', holder.getInputStream().read());
            assertInUseBy(holder.pid());
        } finally {
            holder.destroyForcibly().waitFor();
        }
        assertFalse(JournalDirectory.isInUse(directory));

        JournalDirectory.lock(directory).close();
    }

    @Test
    void shouldKeepTheQueuesApart() {
        assertEquals(directory.resolve("commands"), JournalDirectory.commands(directory));
        assertEquals(directory.resolve("events"), JournalDirectory.events(directory));
    }

    @Test
    void shouldNotBeInUseWhenThereIsNoFolder() {
        assertFalse(JournalDirectory.isInUse(directory.resolve("none")));
    }

    private void assertInUseBy(final long pid) {
        assertTrue(JournalDirectory.isInUse(directory));
        final String message = assertThrows(JournalException.class, () -> JournalDirectory.lock(directory))
                .getMessage();
        assertTrue(message.contains("is in use by process " + pid), message);
    }

    /** Holds the folder until it is killed. */
    static final class Holder {
        private Holder() {}

        public static void main(final String[] args) throws IOException {
            JournalDirectory.lock(Path.of(args[0]));
            System.out.print('!');
            System.out.flush();
            System.in.read();
        }
    }
}
