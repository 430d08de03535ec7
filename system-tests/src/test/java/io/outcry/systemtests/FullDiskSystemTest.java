/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outcry.client.ClientContext;
import io.outcry.client.ExchangeClient;
import io.outcry.client.OrderListener;
import io.outcry.codecs.orderentry.BusinessMessageRejectDecoder;
import io.outcry.codecs.orderentry.ExecutionReportDecoder;
import io.outcry.codecs.types.AckLevel;
import io.outcry.codecs.types.Side;
import io.outcry.journal.FrameBatch;
import io.outcry.journal.JournalException;
import io.outcry.journal.JournalVerifier;
import io.outcry.journal.JournalWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Journals and exchanges on a disk that becomes full for real. */
class FullDiskSystemTest implements OrderListener {
    /** Whoever reads a file of 64 MiB or more in memory takes that much of a tmpfs, however sparse the file is. */
    private static final int DISK_MIB = 512;

    /** The longest there is, as the test waits for processes without polling its client. */
    private static final int KEEP_ALIVE_MS = 60_000;

    private static final int ENDED_BY_SIGTERM = 143;
    private static final int STOPPED_BY_ITSELF = 1;

    private final Path aeronDir =
            Path.of("/dev/shm", "outcry-test-" + ProcessHandle.current().pid() + "-full-disk");
    private final List<String> heard = new ArrayList<>();
    private SmallDisk disk;

    @TempDir
    Path scratch;

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        if (disk != null) {
            disk.close();
        }
    }

    @Test
    void shouldKeepWhatWasAppendedWhenTheDiskIsFull() throws Exception {
        disk = SmallDisk.mount(scratch.resolve("disk"), DISK_MIB);
        final Path journal = disk.directory().resolve("commands");
        final FrameBatch batch = new FrameBatch(64 * 1024);
        final UnsafeBuffer payload = new UnsafeBuffer(new byte[1000]);
        final long appended;
        try (JournalWriter writer = JournalWriter.open(journal, AckLevel.PROCESS)) {
            append(writer, batch, payload);
            disk.fillUpTo(0);
            final JournalException full = assertThrows(JournalException.class, () -> {
                while (true) {
                    append(writer, batch, payload);
                }
            });
            assertTrue(full.getMessage().contains("the disk is full or failing"), full::getMessage);
            appended = writer.lastSequence();
            disk.makeRoom();
            assertThrows(IllegalStateException.class, () -> append(writer, batch, payload));
        }
        assertEquals(appended, JournalVerifier.verify(journal).lastSequence());
        try (JournalWriter writer = JournalWriter.open(journal, AckLevel.PROCESS)) {
            append(writer, batch, payload);
        }
        assertEquals(appended + 1, JournalVerifier.verify(journal).lastSequence());
    }

    @Test
    void shouldRefuseOrdersWhileTheDiskIsNearlyFullAndGoOnWhenThereIsRoom() throws Exception {
        disk = SmallDisk.mount(scratch.resolve("disk"), DISK_MIB);
        try (OutcryProcess exchange = start(32, "traders.enabled=false");
                ExchangeClient client = connect(exchange)) {
            final int btcUsd = client.awaitInstrument("BTC-USD").instrumentId();
            client.orders().limit(1, btcUsd, Side.BUY, 100, 1);
            await(client, "order 1 NEW");
            disk.fillUpTo(24);
            exchange.awaitLine(line -> line.startsWith("halted: journal  "));
            final OutcryProcess.Result status = OutcryProcess.run("status", "BTC-USD", "--set", "aeronDir=" + aeronDir);
            assertTrue(status.output().contains("the exchange is halted: journal"), status.output());
            client.orders().cancel(2, 1, btcUsd);
            await(client, "refused 2 JOURNAL_HALTED");
            disk.makeRoom();
            exchange.awaitLine(line -> line.contains("resumed; "));
            cancelUntilTaken(client, btcUsd);
            exchange.terminate();
            assertEquals(ENDED_BY_SIGTERM, exchange.awaitExit(), exchange.output());
        }
        assertWhole();
    }

    /** The gateway learns a moment later that the engine goes on. */
    private void cancelUntilTaken(final ExchangeClient client, final int instrumentId) {
        for (long clOrdId = 3; heard.get(heard.size() - 1).startsWith("refused "); clOrdId++) {
            final int before = heard.size();
            client.orders().cancel(clOrdId, 1, instrumentId);
            ClientPolling.await(client, "answer", () -> heard.size() > before);
        }
        assertTrue(heard.get(heard.size() - 1).endsWith(" CANCELED"), heard::toString);
    }

    @Test
    void shouldStopWhenAWriteFailsAndGoOnWhenStartedAgain() throws Exception {
        disk = SmallDisk.mount(scratch.resolve("disk"), DISK_MIB);
        try (OutcryProcess exchange = start(0, "traders.ordersPerSecond=20000")) {
            exchange.awaitLine(line -> line.contains("trades "));
            awaitFollower();
            disk.fillUpTo(0);
            assertEquals(STOPPED_BY_ITSELF, exchange.awaitExit(), exchange.output());
            assertTrue(exchange.output().contains("cannot append frame"), exchange.output());
        }
        disk.makeRoom();
        try (OutcryProcess exchange = start(0, "traders.enabled=false")) {
            exchange.awaitLine(line -> line.contains("commands "));
            exchange.terminate();
            assertEquals(ENDED_BY_SIGTERM, exchange.awaitExit(), exchange.output());
        }
        assertWhole();
    }

    @Override
    public void onExecutionReport(final ExecutionReportDecoder report) {
        heard.add("order " + report.clOrdId() + " " + report.execType());
    }

    @Override
    public void onBusinessReject(final BusinessMessageRejectDecoder reject) {
        heard.add("refused " + reject.refSeqNum() + " " + reject.rejectReason());
    }

    /** It has made all its files when it takes a snapshot. */
    private void awaitFollower() throws Exception {
        final OutcryProcess.Result snapshot = OutcryProcess.run("journal", "snapshot", run());
        assertEquals(0, snapshot.exitCode(), snapshot.output());
    }

    private static void append(final JournalWriter writer, final FrameBatch batch, final UnsafeBuffer payload) {
        batch.clear();
        batch.add(writer.lastSequence() + 1, 1_000, payload, 0, payload.capacity());
        writer.append(batch);
    }

    private OutcryProcess start(final int minFreeMib, final String setting) throws IOException {
        return OutcryProcess.start(
                "--data-dir",
                run(),
                "--set",
                "aeronDir=" + aeronDir,
                "--set",
                "journal.minFreeMiB=" + minFreeMib,
                "--set",
                setting);
    }

    private String run() {
        return disk.directory().resolve("run").toString();
    }

    private ExchangeClient connect(final OutcryProcess exchange) throws InterruptedException {
        exchange.awaitLine(line -> line.contains("Outcry is open"));
        return ExchangeClient.connect(new ClientContext()
                .aeronDirectory(aeronDir.toString())
                .key("demo")
                .secret("demo-secret")
                .keepAliveMs(KEEP_ALIVE_MS)
                .orderListener(this));
    }

    private void await(final ExchangeClient client, final String event) {
        ClientPolling.await(client, event, () -> heard.contains(event));
    }

    private void assertWhole() throws Exception {
        final OutcryProcess.Result verify = OutcryProcess.run("journal", "verify", run());
        assertEquals(0, verify.exitCode(), verify.output());
        final OutcryProcess.Result replay = OutcryProcess.run("journal", "replay", run());
        assertEquals(0, replay.exitCode(), replay.output());
    }
}
