/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outcry.bench.matching.child.ChildOptions;
import io.outcry.bench.matching.child.MatchingChild;
import io.outcry.bench.matching.workload.Scenario;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A Java process that measures one engine. All of them get the same flags. */
final class ChildProcess {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int ERROR_LINES = 20;
    private static final Predicate<String> OWN_TO_THIS_PROCESS =
            flag -> flag.startsWith("-javaagent:") || flag.startsWith("-agentlib:") || flag.startsWith("-Xm");
    private static final int SHORT_TRIAL_ORDERS = 100_000;

    private final Progress progress;
    private final List<String> differences;

    /** What the children find to differ from run to run is added to the list. */
    ChildProcess(final Progress progress, final List<String> differences) {
        this.progress = progress;
        this.differences = differences;
    }

    /** Returns the flags of this process, which {@code outcry} takes from jvm.options, and a fixed amount of memory. */
    static List<String> flags(final int orders) {
        final String heap = orders <= SHORT_TRIAL_ORDERS ? "512m" : "2g";
        return Stream.concat(
                        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                                .filter(OWN_TO_THIS_PROCESS.negate()),
                        Stream.of(
                                "-Xms" + heap,
                                "-Xmx" + heap,
                                "-XX:+AlwaysPreTouch",
                                "-XX:MaxDirectMemorySize=2g",
                                "-Dagrona.disable.bounds.checks=true"))
                .toList();
    }

    EngineResult run(final ChildOptions options) {
        progress.engine(options.engine().key());
        try {
            final Path errors = Files.createTempFile("outcry-bench-", ".err");
            try {
                return run(options, errors);
            } finally {
                Files.delete(errors);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(
                    "cannot run the process of " + options.engine().key(), e);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted");
        }
    }

    private EngineResult run(final ChildOptions options, final Path errors) throws IOException, InterruptedException {
        final Process process = new ProcessBuilder(command(options))
                .redirectError(errors.toFile())
                .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            final EngineResult result = new EngineResult(options.engine());
            boolean done = false;
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                done = isOurs(line) ? accept(MAPPER.readTree(line), result) : done;
            }
            final int exitCode = process.waitFor();
            if (exitCode != 0 || !done) {
                throw new BenchException("the process of " + options.engine().key() + " ended with exit code "
                        + exitCode + tail(errors));
            }
            return result;
        } finally {
            process.destroy();
        }
    }

    /** The virtual machine writes its warnings to standard output too. */
    private static boolean isOurs(final String line) {
        return line.startsWith("{");
    }

    /** Returns whether this was the last line. */
    private boolean accept(final JsonNode line, final EngineResult result) {
        final String key = line.path("key").asText();
        switch (line.path("kind").asText()) {
            case "step" ->
                progress.step(
                        line.path("step").asInt(),
                        line.path("steps").asInt(),
                        line.path("what").asText());
            case "difference" ->
                differences.add(result.engine().key() + ": " + line.path("what").asText());
            case "scenario" ->
                result.scenarios()
                        .put(
                                Scenario.of(key),
                                new ScenarioResult(
                                        line.path("sha256").asText(),
                                        line.path("probes").asLong(),
                                        Figures.of(line.path("runs"))));
            case "randomCancel" -> result.nsPerMessage().put(key, Figures.of(line.path("runs")));
            case "done" -> {
                return true;
            }
            default ->
                throw new BenchException("the process of " + result.engine().key() + " wrote " + line);
        }
        return false;
    }

    private static List<String> command(final ChildOptions options) {
        final List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(flags(options.orders()));
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(MatchingChild.class.getName());
        command.addAll(options.arguments());
        return command;
    }

    private static String tail(final Path errors) throws IOException {
        final List<String> lines = Files.readAllLines(errors, StandardCharsets.UTF_8);
        return lines.isEmpty()
                ? ""
                : ":\n" + String.join("\n", lines.subList(Math.max(0, lines.size() - ERROR_LINES), lines.size()));
    }
}
