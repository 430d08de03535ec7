/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The commands of docs/RELIABILITY.md take hours; this checks that each runs a test that exists, with settings that it has. */
class ReliabilityDocumentTest {
    private static final Pattern MODULE = Pattern.compile(" -pl (\\S+) ");
    private static final Pattern TEST = Pattern.compile(" -Dtest=(\\w+)(?:#(\\w+))?");
    private static final Pattern SETTING = Pattern.compile(" -D(outcry\\.\\w+)=");

    @Test
    void shouldNameTestsAndSettingsThatExist() throws IOException {
        final List<String> commands = DocumentedCommands.of("docs/RELIABILITY.md");
        assertFalse(commands.isEmpty());
        for (final String command : commands) {
            final Matcher test = find(TEST, command);
            final String source = source(find(MODULE, command).group(1), test.group(1));
            if (test.group(2) != null) {
                assertTrue(source.contains("void " + test.group(2) + "("), command);
            }
            SETTING.matcher(command)
                    .results()
                    .forEach(setting -> assertTrue(source.contains('"' + setting.group(1) + '"'), command));
        }
    }

    private static String source(final String module, final String test) throws IOException {
        try (Stream<Path> files = Files.walk(OutcryProcess.ROOT.resolve(module).resolve("src/test/java"))) {
            final List<Path> found = files.filter(
                            file -> file.getFileName().toString().equals(test + ".java"))
                    .toList();
            assertEquals(1, found.size(), test);
            return Files.readString(found.get(0));
        }
    }

    private static Matcher find(final Pattern pattern, final String command) {
        final Matcher matcher = pattern.matcher(command);
        assertTrue(matcher.find(), command);
        return matcher;
    }
}
