/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.node;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * An exchange of four processes that this one starts, watches and stops: driver, engine, gateway and market data. A child
 * says {@link #READY} when it runs, and stops in order when its standard input ends, so that none survives its parent.
 */
public final class DedicatedExchange implements Exchange {
    /** What a child writes on its standard output when it runs. */
    public static final String READY = "ready";

    private static final long STOP_TIMEOUT_S = 20;

    private record Child(Node.Role role, Process process) {}

    private final NodeContext context;
    private final List<String> options;
    private final Deque<Child> children = new ArrayDeque<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile boolean stopping;

    private DedicatedExchange(final NodeContext context, final List<String> options) {
        this.context = context;
        this.options = options;
    }

    /**
     * Starts the four processes and waits until they run.
     *
     * @param context configuration and journal folder
     * @param options command-line options that lead a child to the same configuration
     * @return trading
     * @throws ExchangeStartException if one of them does not start; its own error is on the standard error stream
     */
    public static DedicatedExchange launch(final NodeContext context, final List<String> options) {
        final DedicatedExchange exchange = new DedicatedExchange(context, options);
        try {
            for (final Node.Role role : Node.Role.values()) {
                exchange.start(role);
            }
            return exchange;
        } catch (final RuntimeException e) {
            exchange.close();
            throw e;
        }
    }

    @Override
    public Path aeronDirectory() {
        return context.aeronDirectory();
    }

    @Override
    public Path journalDirectory() {
        return context.journalDirectory();
    }

    @Override
    public Throwable failure() {
        return failure.get();
    }

    /** Stops the sessions first and the driver last. */
    @Override
    public void close() {
        stopping = true;
        final Deque<Child> order = new ArrayDeque<>(children);
        order.removeIf(child -> child.role == Node.Role.GATEWAY);
        children.stream().filter(child -> child.role == Node.Role.GATEWAY).forEach(order::push);
        order.forEach(DedicatedExchange::stop);
        children.clear();
    }

    private void start(final Node.Role role) {
        final List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add("io.outcry.launcher.Outcry");
        command.add("node");
        command.add(role.commandName());
        command.add("--supervised");
        command.add("--data-dir");
        command.add(context.journalDirectory().toString());
        command.addAll(options);
        try {
            final Process process = new ProcessBuilder(command)
                    .directory(new File("").getAbsoluteFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            children.push(new Child(role, process));
            awaitReady(role, process);
            awaitExit(role, process);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot start the " + role.commandName() + " process", e);
        }
    }

    private static void awaitReady(final Node.Role role, final Process process) throws IOException {
        final BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.equals(READY)) {
                return;
            }
        }
        throw new ExchangeStartException("the " + role.commandName() + " process ended before it was ready");
    }

    private void awaitExit(final Node.Role role, final Process process) {
        final Thread watcher = new Thread(
                () -> {
                    process.onExit().join();
                    onExit(role, process);
                },
                "watch-" + role.commandName());
        watcher.setDaemon(true);
        watcher.start();
    }

    private void onExit(final Node.Role role, final Process ended) {
        if (!stopping) {
            failure.compareAndSet(
                    null,
                    new ExchangeStartException("the " + role.commandName() + " process " + ended.pid()
                            + " ended with exit code " + ended.exitValue()));
            context.onFailure().run();
        }
    }

    private static void stop(final Child child) {
        try {
            child.process.getOutputStream().close();
            if (!child.process.waitFor(STOP_TIMEOUT_S, TimeUnit.SECONDS)) {
                child.process.destroyForcibly();
            }
        } catch (final IOException e) {
            child.process.destroy();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            child.process.destroyForcibly();
        }
    }
}
