/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.StreamSupport;

/**
 * What was measured in some runs of the same.
 *
 * @param median of an even number of runs: the mean of the two in the middle
 * @param min least
 * @param max greatest
 */
record Figures(double median, double min, double max) {
    /** Reads the runs of a child's line; returns null if there were none. */
    static Figures of(final JsonNode runs) {
        final double[] sorted = StreamSupport.stream(runs.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return null;
        }
        final double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
        return new Figures(median, sorted[0], sorted[sorted.length - 1]);
    }
}
