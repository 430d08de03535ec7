/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching;

import io.outcry.bench.matching.child.RandomCancelCase;
import io.outcry.bench.matching.workload.Scenario;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;

/** The result as tables for people: one column per engine. */
final class TextReport {
    private static final double BYTES_PER_GIB = 1 << 30;
    private static final String NOTHING = "-";

    private final BenchResult result;
    private final PrintStream out;
    private final List<EngineResult> engines;

    private TextReport(final BenchResult result, final PrintStream out) {
        this.result = result;
        this.out = out;
        engines = new ArrayList<>();
        engines.add(result.subject());
        engines.addAll(result.around());
        engines.addAll(result.peers());
    }

    static void print(
            final BenchResult result, final Machine machine, final List<String> flags, final PrintStream out) {
        final TextReport report = new TextReport(result, out);
        report.printConditions(machine, flags);
        report.printScenarios();
        report.printRandomCancel();
        report.printRatios();
        report.printHashes();
    }

    private void printConditions(final Machine machine, final List<String> flags) {
        final Plan plan = result.plan();
        final TextTable table = new TextTable();
        table.row(
                "machine",
                List.of(format(
                        "%s, %d cores, %.1f GiB, %s",
                        machine.cpu(), machine.cores(), machine.memoryBytes() / BYTES_PER_GIB, machine.os())));
        table.row("java", List.of(machine.jdk()));
        table.row("flags", List.of(String.join(" ", flags)));
        table.row(
                "workload",
                List.of(format(
                        "seed %d, %,d new orders, median and min..max of %d runs after warm-up",
                        plan.seed(), plan.orders(), plan.runs())));
        table.print(out);
    }

    private void printScenarios() {
        if (result.plan().scenarios().isEmpty()) {
            return;
        }
        final TextTable table = new TextTable();
        table.row("M messages/s", columns(each -> each.engine().key()));
        for (final Scenario scenario : result.plan().scenarios()) {
            table.row(
                    scenario.key(),
                    columns(each -> figures(
                            "%.2f  %.2f..%.2f", each.scenarios().get(scenario).millionsPerSecond())));
        }
        table.row("worst", columns(each -> number("%.2f", each.worst())));
        table.print(out);
    }

    private void printRandomCancel() {
        if (!result.plan().randomCancel()) {
            return;
        }
        final TextTable table = new TextTable();
        table.row("ns/message, random cancels", columns(each -> each.engine().key()));
        for (final RandomCancelCase each : RandomCancelCase.ALL) {
            table.row(
                    name(each),
                    columns(engine ->
                            figures("%.1f  %.1f..%.1f", engine.nsPerMessage().get(each.key()))));
        }
        table.print(out);
    }

    private void printRatios() {
        if (result.peers().isEmpty()) {
            return;
        }
        final TextTable table = new TextTable();
        table.row(
                "speed of " + result.subject().engine().key(),
                result.peers().stream().map(peer -> "/ " + peer.engine().key()).toList());
        for (final Scenario scenario : result.plan().scenarios()) {
            ratios(
                    table,
                    scenario.key(),
                    each -> median(each.scenarios().get(scenario).millionsPerSecond()));
        }
        if (!result.plan().scenarios().isEmpty()) {
            ratios(table, "worst", EngineResult::worst);
        }
        for (final RandomCancelCase each : RandomCancelCase.ALL) {
            ratios(table, name(each), engine -> perNs(engine.nsPerMessage().get(each.key())));
        }
        table.print(out);
    }

    private void ratios(final TextTable table, final String name, final Function<EngineResult, OptionalDouble> speed) {
        final OptionalDouble own = speed.apply(result.subject());
        final List<String> cells = new ArrayList<>();
        for (final EngineResult peer : result.peers()) {
            final OptionalDouble other = speed.apply(peer);
            cells.add(
                    own.isPresent() && other.isPresent()
                            ? format("%.2f", own.getAsDouble() / other.getAsDouble())
                            : NOTHING);
        }
        table.row(name, cells);
    }

    private void printHashes() {
        final TextTable table = new TextTable();
        table.row("hashes", List.of("", ""));
        for (final Scenario scenario : result.plan().scenarios()) {
            final Boolean published = result.isPublished(result.subject(), scenario);
            table.row(
                    scenario.key(),
                    List.of(
                            result.subject().scenarios().get(scenario).sha256(),
                            published == null
                                    ? "not published; compared with the naive book's"
                                    : published ? "as published" : "NOT as published"));
        }
        table.print(out);
        if (result.differences().isEmpty()) {
            out.println("All hashes are as they should be, and no run differs from another one.");
        } else {
            result.differences().forEach(each -> out.println("DIFFERENT: " + each));
        }
    }

    private List<String> columns(final Function<EngineResult, String> cell) {
        return engines.stream().map(cell).toList();
    }

    private static String name(final RandomCancelCase each) {
        return each.key().startsWith("exchange")
                ? "exchange-core's mix, 1,000 resting"
                : format("%,d resting", each.restingOrders());
    }

    private static OptionalDouble median(final Figures figures) {
        return figures == null ? OptionalDouble.empty() : OptionalDouble.of(figures.median());
    }

    private static OptionalDouble perNs(final Figures figures) {
        return figures == null ? OptionalDouble.empty() : OptionalDouble.of(1 / figures.median());
    }

    private static String figures(final String format, final Figures figures) {
        return figures == null ? NOTHING : format(format, figures.median(), figures.min(), figures.max());
    }

    private static String number(final String format, final OptionalDouble number) {
        return number.isPresent() ? format(format, number.getAsDouble()) : NOTHING;
    }

    private static String format(final String format, final Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
