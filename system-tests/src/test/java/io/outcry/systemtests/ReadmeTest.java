/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agrona.IoUtil;
import org.junit.jupiter.api.Test;

/** Runs every command of README.md as it stands there; only programs without an end get one. */
class ReadmeTest {
    private static final Pattern JAVA_BLOCK = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern JOURNAL_LINE = Pattern.compile("^  journal +(\\S+)$");
    private static final String RUN_IN_README = "data/20261120-101500";

    private final String readme;

    ReadmeTest() throws IOException {
        readme = Files.readString(OutcryProcess.ROOT.resolve("README.md"));
    }

    @Test
    void shouldRunEveryCommand() throws Exception {
        final List<String> commands = DocumentedCommands.of("README.md");
        assertEquals("./outcry", commands.get(0));
        assertEquals("mvn verify", commands.get(commands.size() - 1), "this test is part of it");
        final String journal;
        try (OutcryProcess exchange = OutcryProcess.start()) {
            exchange.awaitLine(line -> line.contains("BTC-USD") && line.contains(" / "));
            final Matcher line = JOURNAL_LINE.matcher(exchange.awaitLine(each -> each.startsWith("  journal")));
            assertTrue(line.matches(), exchange.output());
            journal = line.group(1);
            for (final String command : commands) {
                if (command.startsWith("./outcry run ")) {
                    DocumentedCommands.assertRuns(command.replace(" BTC-USD", "") + " 1");
                }
            }
        }
        for (final String command : commands.subList(1, commands.size() - 1)) {
            if (!command.startsWith("./outcry run ")) {
                DocumentedCommands.assertRuns(command.replace(RUN_IN_README, journal));
            }
        }
        IoUtil.delete(OutcryProcess.ROOT.resolve(journal).toFile(), false);
    }

    @Test
    void shouldShowTheExamplesAsTheyAre() throws IOException {
        final Matcher block = JAVA_BLOCK.matcher(readme);
        assertTrue(block.find(), "README.md shows a strategy");
        final String quoter = Files.readString(OutcryProcess.ROOT.resolve("examples/Quoter.java"));
        assertEquals(quoter.substring(quoter.indexOf("import")), block.group(1));
    }
}
