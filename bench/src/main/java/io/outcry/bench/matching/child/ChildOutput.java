/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.child;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;

/** What the process tells the one that started it: a JSON object per line. */
final class ChildOutput {
    private final PrintStream out;
    private final int steps;
    private int step;

    ChildOutput(final PrintStream out, final int steps) {
        this.out = out;
        this.steps = steps;
    }

    /** Says what comes next. */
    void step(final String what) {
        print(line("step").put("step", ++step).put("steps", steps).put("what", what));
    }

    /** Says that a workload gave one thing in a run, and should have given another one. */
    void difference(final String what) {
        print(line("difference").put("what", what));
    }

    void scenario(final String key, final String sha256, final long probes, final double[] millionsPerSecond) {
        final ObjectNode line =
                line("scenario").put("key", key).put("sha256", sha256).put("probes", probes);
        print(withRuns(line, millionsPerSecond));
    }

    void randomCancel(final String key, final double[] nsPerMessage) {
        print(withRuns(line("randomCancel").put("key", key), nsPerMessage));
    }

    void done() {
        print(line("done"));
    }

    private static ObjectNode line(final String kind) {
        return JsonNodeFactory.instance.objectNode().put("kind", kind);
    }

    private static ObjectNode withRuns(final ObjectNode line, final double[] runs) {
        final ArrayNode array = line.putArray("runs");
        for (final double run : runs) {
            array.add(run);
        }
        return line;
    }

    private void print(final ObjectNode line) {
        out.println(line);
        out.flush();
    }
}
