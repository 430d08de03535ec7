/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Short sequences of commands; those that once failed come from {@link EngineCoreProperties}, which prints them. */
class ShrunkSequencesTest {
    private static final List<TimedCommand> CONFIGURATION =
            EngineCoreProperties.configuration(new RandomCommands(1, true));

    @Test
    void shouldShortenToWhatAFailureNeeds() {
        final List<Integer> all = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            all.add(i);
        }
        final List<Integer> shortest =
                Shrinker.shrink(all, some -> some.containsAll(List.of(3, 500, 501, 999)), Long.MAX_VALUE / 2);
        assertEquals(List.of(3, 500, 501, 999), shortest);
        assertEquals(List.of(), Shrinker.shrink(all, some -> true, Long.MAX_VALUE / 2));
        assertEquals(all, Shrinker.shrink(all, some -> some.size() == 1_000, Long.MAX_VALUE / 2));
    }

    @Test
    void shouldNoticeASequenceThatFailsAndPrintItAsATest() {
        final Commands commands = new Commands();
        commands.newOrder(1, 1, 7);
        final TimedCommand order = new TimedCommand(5, commands.copy());
        final TimedCommand earlier = new TimedCommand(4, commands.copy());
        assertFalse(fails(CONFIGURATION, List.of(order, order)));
        assertTrue(fails(CONFIGURATION, List.of(order, earlier)), "time must not run backwards");
        final String code = code(9, CONFIGURATION, List.of(order));
        assertTrue(code.contains("void shouldAgreeOnSequenceOfSeed9()"), code);
        assertTrue(code.contains("\"" + order.code() + "\""), code);
        assertTrue(code.contains("clOrdId=7"), code);
        assertAgrees(Stream.concat(CONFIGURATION.stream(), Stream.of(order))
                .map(TimedCommand::code)
                .toArray(String[]::new));
    }

    /** Whether engine and model disagree on a sequence, or do if the engine is restored before the last command. */
    static boolean fails(final List<TimedCommand> configuration, final List<TimedCommand> commands) {
        return fails(configuration, commands, false) || fails(configuration, commands, true);
    }

    private static boolean fails(
            final List<TimedCommand> configuration, final List<TimedCommand> commands, final boolean restarts) {
        final ModelCheck check = new ModelCheck();
        try {
            configuration.forEach(command -> apply(check, command));
            for (int i = 0; i < commands.size(); i++) {
                if (restarts && i == commands.size() - 1) {
                    check.restart();
                }
                apply(check, commands.get(i));
            }
            check.audit();
            return false;
        } catch (final AssertionError | RuntimeException e) {
            return true;
        }
    }

    private static void apply(final ModelCheck check, final TimedCommand command) {
        check.apply(command.timeNs(), command.command(), command.command().capacity());
    }

    /** A test of this class. */
    static String code(final long seed, final List<TimedCommand> configuration, final List<TimedCommand> commands) {
        final StringBuilder code = new StringBuilder("    @Test\n    void shouldAgreeOnSequenceOfSeed")
                .append(seed)
                .append("() {\n        assertAgrees(\n");
        final List<TimedCommand> all = new ArrayList<>(configuration);
        all.addAll(commands);
        for (int i = 0; i < all.size(); i++) {
            final UnsafeBuffer command = all.get(i).command();
            code.append("                // ")
                    .append(TimedCommand.text(command))
                    .append('\n');
            code.append("                \"").append(all.get(i).code()).append(i + 1 < all.size() ? "\",\n" : "\");\n");
        }
        return code.append("    }\n").toString();
    }

    private static void assertAgrees(final String... codes) {
        final ModelCheck check = new ModelCheck();
        for (final String code : codes) {
            apply(check, TimedCommand.parse(code));
        }
        check.audit();
    }
}
