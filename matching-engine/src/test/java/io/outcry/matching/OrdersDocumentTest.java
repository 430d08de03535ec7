/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outcry.codecs.types.SelfTradePrevention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The examples of {@code docs/ORDERS.md} against the engine; each begins with an empty exchange. */
class OrdersDocumentTest {
    private static final Path DOCUMENT = Path.of(System.getProperty("outcry.root"), "docs", "ORDERS.md");
    private static final String BEGIN = "```orders";
    private static final String END = "```";
    private static final String INDENT = "  ";

    /** An example: the line where it begins, its section, and its lines. */
    private record Example(int line, String section, List<String> lines) {}

    @TestFactory
    Stream<DynamicTest> shouldDoWhatEachExampleSays() throws IOException {
        return examples().stream()
                .map(example ->
                        DynamicTest.dynamicTest(example.section + ", line " + example.line, () -> run(example)));
    }

    @Test
    void shouldHaveAnExampleInEverySection() throws IOException {
        final List<String> sections = Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.startsWith("## "))
                .toList();
        assertTrue(sections.size() >= 8, sections::toString);
        assertEquals(
                sections, examples().stream().map(Example::section).distinct().toList());
    }

    private static void run(final Example example) {
        final EngineFixture exchange = new EngineFixture();
        int next = 0;
        while (next < example.lines.size()) {
            final String command = example.lines.get(next++);
            final List<String> expected = new ArrayList<>();
            while (next < example.lines.size() && example.lines.get(next).startsWith(INDENT)) {
                expected.add(example.lines.get(next++).strip());
            }
            final String[] words = command.split(" ");
            if (words[1].equals("prevents")) {
                final int tradeGroup = words.length > 3 ? Integer.parseInt(words[5]) : 0;
                exchange.selfTrade(words[0], tradeGroup, SelfTradePrevention.valueOf(words[2]));
            } else {
                assertEquals(expected, exchange.send(command), command);
            }
        }
    }

    private static List<Example> examples() throws IOException {
        final List<Example> examples = new ArrayList<>();
        final List<String> lines = Files.readAllLines(DOCUMENT);
        String section = "";
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("## ")) {
                section = lines.get(i);
            } else if (lines.get(i).equals(BEGIN)) {
                final int end = i + 1 + lines.subList(i + 1, lines.size()).indexOf(END);
                examples.add(new Example(i + 1, section, lines.subList(i + 1, end)));
            }
        }
        return examples;
    }
}
