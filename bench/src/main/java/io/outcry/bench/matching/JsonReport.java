/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.outcry.bench.matching.child.RandomCancelCase;
import io.outcry.bench.matching.engine.Engine;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The result as one JSON object. What was not measured is null. */
final class JsonReport {
    private JsonReport() {}

    static ObjectNode of(final BenchResult result, final Machine machine, final List<String> flags) {
        final ObjectNode report = object().put("seed", result.plan().seed());
        report.setAll(engine(result, result.subject()));
        final ObjectNode engine = around(result, Engine.CORE);
        engine.set("journal", around(result, Engine.JOURNAL));
        report.set("engine", engine);
        final ObjectNode peers = report.putObject("peers");
        for (final EngineResult peer : result.peers()) {
            peers.set(peer.engine().key(), engine(result, peer));
        }
        machine.addTo(report);
        flags.forEach(report.putArray("flags")::add);
        return report;
    }

    private static ObjectNode around(final BenchResult result, final Engine engine) {
        final ObjectNode report = object();
        final Optional<EngineResult> measured =
                result.around().stream().filter(each -> each.engine() == engine).findFirst();
        measured.ifPresent(each -> putScenarios(report, result, each));
        putWorst(report, measured.map(EngineResult::worst).orElse(OptionalDouble.empty()));
        return report;
    }

    private static ObjectNode engine(final BenchResult result, final EngineResult engine) {
        final ObjectNode report = object();
        putScenarios(report, result, engine);
        putWorst(report, engine.worst());
        final ObjectNode ns = report.putObject("random_cancel").putObject("ns");
        for (final RandomCancelCase each : RandomCancelCase.ALL) {
            final Figures figures = engine.nsPerMessage().get(each.key());
            ns.put(each.key(), figures == null ? null : Double.valueOf(rounded(figures.median(), 1)));
        }
        return report;
    }

    private static void putScenarios(final ObjectNode report, final BenchResult result, final EngineResult engine) {
        final ObjectNode scenarios = report.putObject("scenarios");
        engine.scenarios().forEach((scenario, each) -> scenarios
                .putObject(scenario.key())
                .put("mps", rounded(each.millionsPerSecond().median(), 3))
                .put("mps_min", rounded(each.millionsPerSecond().min(), 3))
                .put("mps_max", rounded(each.millionsPerSecond().max(), 3))
                .put("sha256", each.sha256())
                .put("published", result.isPublished(engine, scenario)));
    }

    private static void putWorst(final ObjectNode report, final OptionalDouble worst) {
        report.put("worst_mps", worst.isPresent() ? Double.valueOf(rounded(worst.getAsDouble(), 3)) : null);
    }

    private static double rounded(final double value, final int digits) {
        final double factor = Math.pow(10, digits);
        return Math.round(value * factor) / factor;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
