/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aeron.Aeron;
import io.outcry.launcher.node.Node;
import io.outcry.matching.MatchingEngine;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.agrona.concurrent.status.CountersReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedSystemTest {
    private static final String EXAMPLE = "examples/tape.csv";
    private static final String EXAMPLE_EXPECTED = "examples/tape.expected.json";

    private static final int KILL_AT_ROW = 25_000;

    @TempDir
    Path scratch;

    @ParameterizedTest
    @ValueSource(strings = {"shared", "dedicated"})
    void shouldReproduceRecordedDayAndReplayItFromTheJournal(final String mode) throws Exception {
        final Path journal = scratch.resolve("journal");
        final OutcryProcess.Result fed = OutcryProcess.run(
                "feed",
                RecordedFlow.tape(),
                "--expect",
                RecordedFlow.expected(),
                "--mode",
                mode,
                "--no-warm-up",
                "--data-dir",
                journal.toString());

        assertTrue(fed.output().endsWith("MATCH") && !fed.output().endsWith("MISMATCH"), fed.output());
        assertEquals(0, fed.exitCode());
        assertNothingLeftInSharedMemory();
        assertReplayGives(RecordedFlow.expected(), journal);
    }

    @Test
    @EnabledIfSystemProperty(
            named = "outcry.kills",
            matches = "[1-9]\\d*",
            disabledReason = "-Doutcry.kills=N or -Pslow")
    void shouldReproduceRecordedDayWhenTheEngineIsKilledInTheMiddle() throws Exception {
        final String tape = RecordedFlow.tape();
        final Path aeronDir = Path.of("/dev/shm", OutcryProcess.USER + "-kill");
        final Path journal = scratch.resolve("journal");
        try (ExchangeProcesses exchange = new ExchangeProcesses(aeronDir, journal, "--config", "examples/feed.yaml")) {
            exchange.start();
            try (OutcryProcess feed = OutcryProcess.start(
                    "feed", tape, "--expect", RecordedFlow.expected(), "--connect", aeronDir.toString())) {
                awaitCommands(aeronDir, KILL_AT_ROW);
                exchange.kill(Node.Role.ENGINE);
                exchange.start();
                assertEquals(0, feed.awaitExit(), feed.output());
                assertTrue(feed.output().contains("\nMATCH"), feed.output());
            }
            exchange.stop();
        }
        final long restart = commandsBeforeTheSecondStart(journal);
        assertTrue(restart >= KILL_AT_ROW && restart < 2 * KILL_AT_ROW - 1, "the engine was killed at row " + restart);
        assertReplayGives(RecordedFlow.expected(), journal);
    }

    @Test
    void shouldRefuseToConnectWhenThereIsNoExchangeOrTheOptionIsForAFreshOne() throws Exception {
        final String nowhere = scratch.resolve("nowhere").toString();

        final OutcryProcess.Result missing = OutcryProcess.run("feed", EXAMPLE, "--connect", nowhere);
        final OutcryProcess.Result fresh = OutcryProcess.run("feed", EXAMPLE, "--connect", nowhere, "--repeat", "2");

        assertEquals(2, missing.exitCode(), missing.output());
        assertTrue(missing.output().contains("no exchange in the Aeron directory " + nowhere), missing.output());
        assertEquals(2, fresh.exitCode(), fresh.output());
        assertTrue(fresh.output().contains("--repeat is for an exchange that the feed starts"), fresh.output());
    }

    @Test
    void shouldMatchExampleWithImmediateOrCancelOrdersInEveryRepetition() throws Exception {
        final OutcryProcess.Result fed =
                OutcryProcess.run("feed", EXAMPLE, "--expect", EXAMPLE_EXPECTED, "--repeat", "3", "--no-warm-up");

        assertTrue(fed.output().contains("\nMATCH"), fed.output());
        assertEquals(0, fed.exitCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"shared", "dedicated"})
    void shouldLeaveNothingInSharedMemoryWhenItIsStopped(final String mode) throws Exception {
        try (OutcryProcess feed =
                OutcryProcess.start("feed", EXAMPLE, "--repeat", "400", "--mode", mode, "--no-warm-up")) {
            feed.awaitLine(line -> line.startsWith("feed ["));
            feed.terminate();
            feed.awaitExit();
        }
        assertNothingLeftInSharedMemory();
    }

    @Test
    void shouldNameDifferingFieldWhenExpectationIsWrong() throws Exception {
        final Path wrong = scratch.resolve("wrong.json");
        Files.writeString(
                wrong,
                Files.readString(OutcryProcess.ROOT.resolve(EXAMPLE_EXPECTED))
                        .replaceFirst("\"best_bid\": \\d+", "\"best_bid\": 1"));

        final OutcryProcess.Result fed =
                OutcryProcess.run("feed", EXAMPLE, "--expect", wrong.toString(), "--no-warm-up");

        assertTrue(fed.output().contains("best_bid: expected 1, got "), fed.output());
        assertTrue(fed.output().contains("MISMATCH"), fed.output());
        assertEquals(1, fed.exitCode());
    }

    @Test
    void shouldPlayAtMultipleOfRecordedSpeed() throws Exception {
        final OutcryProcess.Result fed =
                OutcryProcess.run("feed", EXAMPLE, "--expect", EXAMPLE_EXPECTED, "--speed", "100");

        assertTrue(fed.output().contains("\nMATCH"), fed.output());
    }

    @Test
    void shouldNameFileLineAndReasonWhenTapeIsGarbage() throws Exception {
        final Path tape = scratch.resolve("tape.csv");
        Files.writeString(tape, "1,0,N,1,B,100,5\n2,0,N,2,Q,100,5\n");

        final OutcryProcess.Result fed = OutcryProcess.run("feed", tape.toString(), "--no-warm-up");

        assertEquals(2, fed.exitCode());
        assertTrue(fed.output().contains(tape + ":2: side 'Q' is neither B nor S"), fed.output());
    }

    @Test
    void shouldCountRejectsByReasonWhenOrdersAreBad() throws Exception {
        final Path tape = scratch.resolve("tape.csv");
        Files.writeString(
                tape,
                "1,0,N,1,B,100,0\n2,0,N,2,B,100,-5\n3,0,N,3,B,0,5\n4,0,N,4,B,100,5\n5,0,N,4,S,200,5\n6,0,X,9,B,0,0\n");

        final OutcryProcess.Result fed = OutcryProcess.run("feed", tape.toString(), "--no-warm-up", "--json");

        assertEquals(0, fed.exitCode());
        final JsonNode rejects = json(fed.output()).get("rejects");
        assertEquals(2, rejects.get("INVALID_QUANTITY").asInt());
        assertEquals(1, rejects.get("INVALID_PRICE").asInt());
        assertEquals(1, rejects.get("DUPLICATE_CL_ORD_ID").asInt());
        assertEquals(1, rejects.get("UNKNOWN_ORDER").asInt());
    }

    @Test
    void shouldRefuseToVerifyOrReplayDamagedJournal() throws Exception {
        final Path journal = scratch.resolve("journal");
        assertEquals(
                0,
                OutcryProcess.run("feed", EXAMPLE, "--no-warm-up", "--data-dir", journal.toString())
                        .exitCode());
        flipOneByteInTheMiddle(journal.resolve("commands"));

        final OutcryProcess.Result verified = OutcryProcess.run("journal", "verify", journal.toString());
        final OutcryProcess.Result replayed = OutcryProcess.run("journal", "replay", journal.toString());

        assertEquals(1, verified.exitCode(), verified.output());
        assertTrue(verified.output().contains("DAMAGED"), verified.output());
        assertEquals(2, replayed.exitCode(), replayed.output());
    }

    @Test
    void shouldSaySoWhenThereIsNoJournal() throws Exception {
        final Path missing = scratch.resolve("missing");

        for (final String command : new String[] {"verify", "replay", "dump"}) {
            final OutcryProcess.Result result = OutcryProcess.run("journal", command, missing.toString());
            assertEquals(2, result.exitCode(), result.output());
            assertTrue(result.output().contains("missing"), result.output());
            assertFalse(result.output().contains("Exception"), result.output());
        }
    }

    /** Until the engine has journaled so many; the feed is in full flow then. */
    private static void awaitCommands(final Path aeronDir, final long count) {
        try (Aeron aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(aeronDir.toString()))) {
            final CountersReader counters = aeron.countersReader();
            final int counter = IntStream.rangeClosed(0, counters.maxCounterId())
                    .filter(id -> counters.getCounterTypeId(id) == MatchingEngine.COMMANDS_COUNTER_TYPE_ID)
                    .findFirst()
                    .orElseThrow();
            final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (counters.getCounterValue(counter) < count) {
                assertTrue(System.nanoTime() - deadlineNs < 0, "the feed does not get on");
                Thread.onSpinWait();
            }
        }
    }

    /** An engine defines the limits at each start. */
    private static long commandsBeforeTheSecondStart(final Path journal) throws Exception {
        final List<String> commands = OutcryProcess.run("journal", "dump", journal.toString())
                .output()
                .lines()
                .toList();
        final List<Integer> starts = IntStream.range(0, commands.size())
                .filter(i -> commands.get(i).contains(" DefineLimits "))
                .boxed()
                .toList();
        assertEquals(2, starts.size());
        return starts.get(1);
    }

    private static void assertReplayGives(final String expected, final Path journal) throws Exception {
        final OutcryProcess.Result verified = OutcryProcess.run("journal", "verify", journal.toString());
        assertEquals(0, verified.exitCode(), verified.output());
        final OutcryProcess.Result replayed = OutcryProcess.run("journal", "replay", journal.toString(), "--json");
        assertEquals(0, replayed.exitCode(), replayed.output());
        final JsonNode report = json(replayed.output());
        final JsonNode wanted = new ObjectMapper().readTree(Files.readString(Path.of(expected)));
        wanted.fieldNames()
                .forEachRemaining(name -> assertEquals(
                        wanted.get(name).toString(), report.get(name).toString(), name));
        assertEquals(16, report.get("state_hash").asText().length());
    }

    private static JsonNode json(final String output) throws IOException {
        return new ObjectMapper().readTree(output.substring(output.indexOf("{\n")));
    }

    private static void flipOneByteInTheMiddle(final Path queue) throws IOException {
        try (Stream<Path> files = Files.list(queue)) {
            final Path file = files.filter(each -> each.toString().endsWith(".cq4"))
                    .findFirst()
                    .orElseThrow();
            try (var content = new RandomAccessFile(file.toFile(), "rw")) {
                content.seek(200_000);
                final int value = content.read();
                content.seek(200_000);
                content.write(value ^ 1);
            }
        }
    }

    private static void assertNothingLeftInSharedMemory() throws IOException {
        try (Stream<Path> left = Files.list(Path.of("/dev/shm"))) {
            assertEquals(
                    0,
                    left.filter(each -> each.getFileName().toString().contains(OutcryProcess.USER + "-feed-"))
                            .count());
        }
    }
}
