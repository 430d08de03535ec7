/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.systemtests;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** {@code ./outcry} as a user runs it: a process with its output. */
final class OutcryProcess implements AutoCloseable {
    static final Path ROOT = Path.of(System.getProperty("outcry.root"));
    private static final long TIMEOUT_S = 120;

    /** Default directories are named after the user: this one keeps the tests away from an exchange that is running. */
    static final String USER = "outcry-test-" + ProcessHandle.current().pid();

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Process process;
    private final Thread reader;

    private OutcryProcess(final List<String> command) throws IOException {
        final ProcessBuilder builder =
                new ProcessBuilder(command).directory(ROOT.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_TOOL_OPTIONS", "-Duser.name=" + USER);
        process = builder.start();
        reader = new Thread(this::read, "output of " + command);
        reader.start();
    }

    static OutcryProcess start(final String... arguments) throws IOException {
        final List<String> command = new ArrayList<>(List.of("./outcry"));
        command.addAll(List.of(arguments));
        return new OutcryProcess(command);
    }

    /** Runs a command to its end. */
    static Result run(final String... arguments) throws IOException, InterruptedException {
        try (OutcryProcess process = start(arguments)) {
            final int exitCode = process.awaitExit();
            return new Result(exitCode, process.output());
        }
    }

    String output() {
        return String.join("\n", lines);
    }

    /** Waits for a line; fails with the whole output if the process ends without it. */
    String awaitLine(final Predicate<String> wanted) throws InterruptedException {
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_S);
        synchronized (lines) {
            while (true) {
                for (final String line : lines) {
                    if (wanted.test(line)) {
                        return line;
                    }
                }
                if (!reader.isAlive() || System.nanoTime() - deadlineNs > 0) {
                    throw new AssertionError("no such line in: " + output());
                }
                lines.wait(100);
            }
        }
    }

    int awaitExit() throws InterruptedException {
        if (!process.waitFor(TIMEOUT_S, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("did not end: " + output());
        }
        reader.join();
        return process.exitValue();
    }

    /** As Ctrl-C or a service manager would. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** As the operating system does when its memory runs out. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        awaitExit();
    }

    @Override
    public void close() throws InterruptedException {
        if (process.isAlive()) {
            process.toHandle().destroy();
            awaitExit();
        }
    }

    private void read() {
        try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                synchronized (lines) {
                    lines.add(line);
                    lines.notifyAll();
                }
            }
        } catch (final IOException e) {
            lines.add("cannot read: " + e);
        }
        synchronized (lines) {
            lines.notifyAll();
        }
    }

    record Result(int exitCode, String output) {}
}
