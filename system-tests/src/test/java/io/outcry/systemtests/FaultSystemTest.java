/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outcry.journal.JournalDirectory;
import io.outcry.launcher.node.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.agrona.CloseHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes of an exchange are killed at random moments while clients trade, and started again; {@link RunInvariants} holds
 * afterwards. {@code -Doutcry.kills=N} strikes N times in each way, {@code -Doutcry.seed=...} makes the same choices again.
 */
class FaultSystemTest {
    private static final int KILLS = Integer.getInteger("outcry.kills", 1);
    private static final int STRIKES_OF_A_RUN = 14;
    private static final int COMMANDS_BETWEEN = 1_000;
    private static final int SNAPSHOT_INTERVAL = 500;
    private static final int LONGEST_RECOVERY_POLLS = 2_000;
    private static final int ENDED_BY_ITSELF = 1;
    private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(60);
    private static final List<String> KEYS = List.of("demo", "demo2", "maker");

    /** What a strike hits. */
    private enum Fault {
        ENGINE,
        GATEWAY,
        MARKET_DATA,
        DRIVER,
        TWO_AT_ONCE,
        DURING_RECOVERY,
        DURING_SNAPSHOT
    }

    private final long seed = Long.getLong("outcry.seed", System.nanoTime());
    private final SplittableRandom random = new SplittableRandom(seed);
    private final Path aeronDir = Path.of("/dev/shm", OutcryProcess.USER + "-faults");
    private final List<TradingClient> clients = new ArrayList<>();
    private ExchangeProcesses exchange;
    private Path journal;

    @TempDir
    Path scratch;

    @Test
    @EnabledIfSystemProperty(
            named = "outcry.kills",
            matches = "[1-9]\\d*",
            disabledReason = "-Doutcry.kills=N or -Pslow")
    void shouldLoseAndDoubleNothingWhateverIsKilled() throws Exception {
        final List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < KILLS; i++) {
            faults.addAll(List.of(Fault.values()));
        }
        Collections.shuffle(faults, new Random(seed));
        System.out.println("faults: " + faults.size() + " strikes, -Doutcry.seed=" + seed);
        for (int from = 0; from < faults.size(); from += STRIKES_OF_A_RUN) {
            final List<Fault> run = faults.subList(from, Math.min(from + STRIKES_OF_A_RUN, faults.size()));
            try {
                run(scratch.resolve("run-" + from), run);
            } catch (final AssertionError | RuntimeException e) {
                throw new AssertionError(
                        "-Doutcry.seed=" + seed + ", strikes from " + from + ", " + run + ": " + e.getMessage(), e);
            }
            System.out.println("faults: survived " + (from + run.size()));
        }
    }

    private void run(final Path directory, final List<Fault> faults) throws Exception {
        journal = directory;
        try (ExchangeProcesses processes =
                new ExchangeProcesses(aeronDir, journal, "--set", "journal.snapshotInterval=" + SNAPSHOT_INTERVAL)) {
            exchange = processes;
            exchange.start();
            for (final String key : KEYS) {
                clients.add(new TradingClient(aeronDir, key, random.split()));
            }
            for (final Fault fault : faults) {
                trade(random.nextInt(COMMANDS_BETWEEN));
                strike(fault);
                exchange.start();
            }
            trade(COMMANDS_BETWEEN);
            clients.forEach(TradingClient::settle);
            clients.forEach(TradingClient::settle);
            clients.forEach(TradingClient::awaitBook);
            exchange.stop();
            RunInvariants.check(journal, clients);
        } finally {
            CloseHelper.closeAll(clients);
            clients.clear();
        }
    }

    private void strike(final Fault fault) throws Exception {
        switch (fault) {
            case ENGINE -> exchange.kill(Node.Role.ENGINE);
            case GATEWAY -> exchange.kill(Node.Role.GATEWAY);
            case MARKET_DATA -> exchange.kill(Node.Role.MARKET_DATA);
            case DRIVER -> killDriver();
            case TWO_AT_ONCE -> killTwo();
            case DURING_RECOVERY -> killDuringRecovery();
            case DURING_SNAPSHOT -> killDuringSnapshot();
        }
    }

    /** Not the driver, whose death alone is one of all. */
    private void killTwo() throws Exception {
        final List<Node.Role> roles =
                new ArrayList<>(List.of(Node.Role.ENGINE, Node.Role.GATEWAY, Node.Role.MARKET_DATA));
        roles.remove(random.nextInt(roles.size()));
        exchange.kill(roles.get(0));
        exchange.kill(roles.get(1));
    }

    private void killDuringRecovery() throws Exception {
        exchange.kill(Node.Role.ENGINE);
        exchange.begin(Node.Role.ENGINE);
        final long deadlineNs = System.nanoTime() + TIMEOUT_NS;
        while (!JournalDirectory.isInUse(journal)) {
            assertTrue(System.nanoTime() - deadlineNs < 0, "the engine does not begin to recover");
            poll();
        }
        for (int polls = random.nextInt(LONGEST_RECOVERY_POLLS); polls > 0; polls--) {
            poll();
        }
        exchange.kill(Node.Role.ENGINE);
    }

    private void killDuringSnapshot() throws Exception {
        final long deadlineNs = System.nanoTime() + TIMEOUT_NS;
        while (!isSnapshotBeingWritten()) {
            assertTrue(System.nanoTime() - deadlineNs < 0, "no snapshot is being written");
            trade(1);
        }
        exchange.kill(Node.Role.ENGINE);
    }

    private boolean isSnapshotBeingWritten() throws IOException {
        final Path snapshots = JournalDirectory.snapshots(journal);
        if (!Files.isDirectory(snapshots)) {
            return false;
        }
        try (Stream<Path> files = Files.list(snapshots)) {
            return files.anyMatch(file -> file.toString().endsWith(".unfinished"));
        }
    }

    /** The others end by themselves. */
    private void killDriver() throws Exception {
        exchange.kill(Node.Role.DRIVER);
        for (final Node.Role role : Node.Role.values()) {
            if (role != Node.Role.DRIVER) {
                final OutcryProcess.Result ended = exchange.awaitExit(role);
                assertEquals(ENDED_BY_ITSELF, ended.exitCode(), ended.output());
            }
        }
    }

    /** Clients go on sending whatever is broken; who has lost its session resumes it when the exchange runs again. */
    private void trade(final int commands) {
        final long deadlineNs = System.nanoTime() + TIMEOUT_NS;
        final long end = sent() + commands;
        while (sent() < end) {
            assertTrue(System.nanoTime() - deadlineNs < 0, "the exchange does not take commands");
            for (final TradingClient client : clients) {
                client.goOn();
                client.trade();
            }
        }
    }

    private void poll() {
        clients.forEach(TradingClient::poll);
    }

    private long sent() {
        return clients.stream().mapToLong(TradingClient::sent).sum();
    }
}
