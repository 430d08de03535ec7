/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.child;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outcry.bench.matching.engine.Engine;
import io.outcry.bench.matching.workload.MessageMix;
import io.outcry.bench.matching.workload.Scenario;
import io.outcry.bench.matching.workload.Workload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class MatchingChildTest {
    private static final int ORDERS = 3_000;

    @Test
    void shouldReadBackTheOptionsThatItWrites() {
        final ChildOptions options = new ChildOptions(
                Engine.EXCHANGE_CORE, 4_294_967_295L, 17, 3, List.of(Scenario.STATIC, Scenario.FLASH_CRASH), true);
        assertEquals(options, ChildOptions.of(options.arguments().toArray(String[]::new)));

        final ChildOptions nothing = new ChildOptions(Engine.PARITY, 0, 1, 0, List.of(), false);
        assertEquals(nothing, ChildOptions.of(nothing.arguments().toArray(String[]::new)));
    }

    @Test
    void shouldWriteALinePerWorkloadAndNoDifference() throws Exception {
        final List<JsonNode> lines =
                run(new ChildOptions(Engine.NAIVE, 1, ORDERS, 2, List.of(Scenario.NORMAL, Scenario.SWING_40), true));

        assertEquals(List.of("normal", "swing-40"), keys(lines, "scenario"));
        assertEquals(List.of("2700", "exchange_core_mix"), keys(lines, "randomCancel"), "sizes that fit");
        assertTrue(of(lines, "difference").isEmpty(), lines::toString);
        for (final JsonNode scenario : of(lines, "scenario")) {
            assertEquals(2, scenario.get("runs").size());
            assertEquals(64, scenario.get("sha256").asText().length());
        }
        final List<JsonNode> steps = of(lines, "step");
        assertEquals(steps.size(), steps.get(0).get("steps").asInt());
        assertEquals(steps.size(), steps.get(steps.size() - 1).get("step").asInt());
        assertEquals("done", lines.get(lines.size() - 1).get("kind").asText());
    }

    @Test
    void shouldOnlyHashWhenThereIsNothingToBeTimed() throws Exception {
        final List<JsonNode> lines = run(new ChildOptions(Engine.NAIVE, 1, ORDERS, 0, List.of(Scenario.STATIC), false));
        assertEquals(1, of(lines, "step").size());
        assertEquals(0, of(lines, "scenario").get(0).get("runs").size());
    }

    @Test
    void shouldProbeAtTheSamePlacesWithinTheMeasuredMessages() {
        final Workload workload = new RandomCancelCase("2700", MessageMix.RANDOM_CANCEL, 2_700).generate(ORDERS, 1);
        final int[] places = Probes.places(workload);
        assertEquals(65, places.length);
        assertEquals(workload.messages().count(), places[64]);
        int last = workload.prefill();
        for (final int place : places) {
            assertTrue(place >= last);
            last = place;
        }
    }

    private static List<JsonNode> run(final ChildOptions options) throws IOException, InterruptedException {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new MatchingChild(options, new PrintStream(bytes, true, StandardCharsets.UTF_8)).run();
        final List<JsonNode> lines = new ArrayList<>();
        for (final String line : bytes.toString(StandardCharsets.UTF_8).lines().toList()) {
            lines.add(new ObjectMapper().readTree(line));
        }
        return lines;
    }

    private static List<JsonNode> of(final List<JsonNode> lines, final String kind) {
        return lines.stream()
                .filter(line -> line.get("kind").asText().equals(kind))
                .toList();
    }

    private static List<String> keys(final List<JsonNode> lines, final String kind) {
        return of(lines, kind).stream().map(line -> line.get("key").asText()).toList();
    }
}
