/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outcry.bench.Bench;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class MatchingCommandTest {
    private static final List<String> SCENARIOS = List.of("static", "normal", "swing-25", "swing-40", "flash-crash");
    private static final List<String> CASES = List.of("2700", "40000", "200000", "1000000", "exchange_core_mix");

    private final PrintStream realOut = System.out;
    private final PrintStream realErr = System.err;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void capture() {
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void release() {
        System.setOut(realOut);
        System.setErr(realErr);
    }

    @Test
    void shouldPrintAllFieldsAsJsonWhenComparedWithPeers() throws Exception {
        final int exitCode =
                Bench.run("matching", "--engine", "naive", "--peers", "--orders", "2000", "--runs", "1", "--json");
        assertEquals(0, exitCode, this::output);

        final JsonNode report = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
        assertEquals(
                List.of(
                        "seed",
                        "scenarios",
                        "worst_mps",
                        "random_cancel",
                        "engine",
                        "peers",
                        "machine",
                        "jdk",
                        "flags"),
                names(report));
        assertEquals(23, report.get("seed").asLong());
        assertEngine(report);
        assertTrue(report.get("engine").get("worst_mps").isNull());
        assertEquals(List.of("exchange-core", "parity"), names(report.get("peers")));
        report.get("peers").forEach(MatchingCommandTest::assertEngine);
        report.get("peers")
                .forEach(peer -> SCENARIOS.forEach(scenario -> assertEquals(
                        report.at("/scenarios/" + scenario + "/sha256"),
                        peer.at("/scenarios/" + scenario + "/sha256"))));
        assertEquals(List.of("cpu", "cores", "memory_bytes", "os"), names(report.get("machine")));
        assertTrue(report.get("jdk").isTextual());
        assertTrue(report.get("flags").size() > 0);
    }

    @Test
    void shouldPrintTablesAndProgressWhenForPeople() {
        final int exitCode = Bench.run(
                "matching",
                "--engine",
                "parity",
                "--scenario",
                "static",
                "--orders",
                "2000",
                "--runs",
                "1",
                "--seed",
                "7");
        assertEquals(0, exitCode, this::output);
        final String text = out.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("M messages/s   parity"), text);
        assertTrue(text.contains("All hashes are as they should be"), text);
        assertEquals(
                List.of("process 1 of 2, naive, step 1 of 1: static", "process 2 of 2, parity, step 1 of 5: static"),
                err.toString(StandardCharsets.UTF_8).lines().toList());
    }

    @Test
    void shouldRefuseWithTheReasonWhenAnOptionIsWrong() {
        assertRefused("there is no scenario 'wild', only static,", "--scenario", "static,wild");
        assertRefused("there is no engine 'fast', only outcry,", "--engine", "fast");
        assertRefused("--seed must be 0 to 4294967295, not -1", "--seed", "-1");
        assertRefused("--runs must be 1 to 1000, not 0", "--runs", "0");
        assertRefused("--orders must be 1 to 4000000, not 0", "--orders", "0");
    }

    @Test
    void shouldDescribeEveryOptionWhenAskedForHelp() {
        assertEquals(0, Bench.run("matching", "--help"));
        final String help = out.toString(StandardCharsets.UTF_8);
        for (final String option :
                List.of("--seed", "--scenario", "--runs", "--orders", "--engine", "--peers", "--json", "Exit codes:")) {
            assertTrue(help.contains(option), option);
        }
        SCENARIOS.forEach(scenario -> assertTrue(help.contains(scenario), scenario));
    }

    private void assertRefused(final String reason, final String... options) {
        err.reset();
        final List<String> arguments = new ArrayList<>(List.of(options));
        arguments.add(0, "matching");
        assertEquals(2, Bench.run(arguments.toArray(String[]::new)), this::output);
        assertTrue(err.toString(StandardCharsets.UTF_8).contains(reason), this::output);
    }

    private static void assertEngine(final JsonNode report) {
        assertEquals(SCENARIOS, names(report.get("scenarios")));
        for (final JsonNode scenario : report.get("scenarios")) {
            assertEquals(List.of("mps", "mps_min", "mps_max", "sha256", "published"), names(scenario));
            assertTrue(scenario.get("mps").isNumber());
            assertTrue(scenario.get("published").isNull(), "nothing is published for this size");
        }
        assertTrue(report.get("worst_mps").isNumber());
        assertEquals(CASES, names(report.get("random_cancel").get("ns")));
        assertTrue(report.at("/random_cancel/ns/exchange_core_mix").isNumber());
        assertTrue(report.at("/random_cancel/ns/1000000").isNull(), "a book larger than the trial");
    }

    private static List<String> names(final JsonNode object) {
        final List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private String output() {
        return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
    }
}
