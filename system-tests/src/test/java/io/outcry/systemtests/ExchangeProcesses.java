/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outcry.launcher.node.Node;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The parts of an exchange in processes of their own, each of which a test may kill and start again. */
final class ExchangeProcesses implements AutoCloseable {
    private static final int ENDED_BY_SIGTERM = 143;

    /** Sessions are told first, and all need the driver. */
    private static final List<Node.Role> STOP_ORDER =
            List.of(Node.Role.GATEWAY, Node.Role.MARKET_DATA, Node.Role.ENGINE, Node.Role.DRIVER);

    private final Map<Node.Role, OutcryProcess> running = new EnumMap<>(Node.Role.class);
    private final Path aeronDir;
    private final Path journal;
    private final List<String> options;

    ExchangeProcesses(final Path aeronDir, final Path journal, final String... options) {
        this.aeronDir = aeronDir;
        this.journal = journal;
        this.options = List.of(options);
    }

    /** Starts all parts that do not run, and waits until they do. */
    void start() throws Exception {
        for (final Node.Role role : Node.Role.values()) {
            if (!running.containsKey(role)) {
                begin(role);
                if (role == Node.Role.DRIVER) {
                    awaitReady(role);
                }
            }
        }
        for (final Node.Role role : Node.Role.values()) {
            awaitReady(role);
        }
    }

    /** Starts a part without waiting for it. */
    void begin(final Node.Role role) throws IOException {
        final List<String> arguments = new ArrayList<>(
                List.of("node", role.commandName(), "--set", "aeronDir=" + aeronDir, "--data-dir", journal.toString()));
        arguments.addAll(options);
        running.put(role, OutcryProcess.start(arguments.toArray(String[]::new)));
    }

    void kill(final Node.Role role) throws InterruptedException {
        running.remove(role).kill();
    }

    /** Waits until a part has ended by itself; returns what it said. */
    OutcryProcess.Result awaitExit(final Node.Role role) throws InterruptedException {
        final OutcryProcess process = running.remove(role);
        return new OutcryProcess.Result(process.awaitExit(), process.output());
    }

    /** Stops all parts in order. */
    void stop() throws InterruptedException {
        for (final Node.Role role : STOP_ORDER) {
            final OutcryProcess process = running.remove(role);
            process.terminate();
            assertEquals(ENDED_BY_SIGTERM, process.awaitExit(), process.output());
        }
    }

    @Override
    public void close() throws InterruptedException {
        for (final OutcryProcess process : running.values()) {
            process.close();
        }
    }

    private void awaitReady(final Node.Role role) throws InterruptedException {
        running.get(role).awaitLine(line -> line.startsWith(role.commandName() + " runs in "));
    }
}
