/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;

/** Prints a report as one JSON object or as lines for people. */
public final class ReportPrinter {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

    private ReportPrinter() {}

    /**
     * Prints JSON.
     *
     * @param report to be printed: a tree, or a record, whose components become fields with underscores
     * @param out standard output
     */
    public static void json(final Object report, final PrintStream out) {
        try {
            out.println(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(report));
        } catch (final JsonProcessingException e) {
            throw new IllegalStateException("trees and records are always written", e);
        }
    }

    /**
     * Prints a line for each field; long ones and nested ones shortened.
     *
     * @param report to be printed
     * @param out standard output
     */
    public static void text(final ObjectNode report, final PrintStream out) {
        for (final Map.Entry<String, JsonNode> field : report.properties()) {
            final JsonNode value = field.getValue();
            if (field.getKey().equals("instruments")) {
                value.properties().forEach(instrument -> {
                    out.println(instrument.getKey() + ":");
                    text((ObjectNode) instrument.getValue(), out);
                });
            } else if (field.getKey().equals("checkpoints_after_seq")) {
                out.printf("  %-30s %s%n", "checkpoints", value.size());
            } else {
                out.printf("  %-30s %s%n", field.getKey().replace('_', ' '), text(value));
            }
        }
    }

    private static String text(final JsonNode value) {
        if (value.isIntegralNumber()) {
            return String.format(Locale.ROOT, "%,d", value.bigIntegerValue());
        }
        return value.isNull()
                ? "none"
                : value.isTextual() ? value.asText() : value.toString().replace("\"", "");
    }
}
