/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands that a document shows. */
final class DocumentedCommands {
    private static final Pattern BLOCK = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);

    private DocumentedCommands() {}

    /** All of them, in their order. */
    static List<String> of(final String document) throws IOException {
        final List<String> commands = new ArrayList<>();
        final Matcher block = BLOCK.matcher(Files.readString(OutcryProcess.ROOT.resolve(document)));
        while (block.find()) {
            commands.addAll(block.group(1).lines().toList());
        }
        return commands;
    }

    static void assertRuns(final String command) throws Exception {
        final String[] words = command.split(" ");
        final OutcryProcess.Result result =
                OutcryProcess.run(List.of(words).subList(1, words.length).toArray(String[]::new));
        assertEquals(0, result.exitCode(), () -> command + "\n" + result.output());
    }
}
