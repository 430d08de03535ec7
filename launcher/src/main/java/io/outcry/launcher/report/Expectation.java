/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** A file of expected results; every field in it must be in a report, with the same value. */
public final class Expectation {
    private final JsonNode expected;

    private Expectation(final JsonNode expected) {
        this.expected = expected;
    }

    /**
     * Reads a JSON object.
     *
     * @param file as {@code feed --json} prints it, or a part of that
     * @return the expectation
     * @throws ReportException if it cannot be read or is no JSON object
     */
    public static Expectation read(final Path file) {
        try {
            final JsonNode expected = new ObjectMapper().readTree(Files.readAllBytes(file));
            if (!expected.isObject() || expected.isEmpty()) {
                throw new ReportException(file + ": is not a JSON object with expected fields");
            }
            return new Expectation(expected);
        } catch (final JsonProcessingException e) {
            throw new ReportException(file + ":" + e.getLocation().getLineNr() + ": " + e.getOriginalMessage());
        } catch (final IOException e) {
            throw new ReportException(file + ": cannot be read: " + e.getMessage());
        }
    }

    /**
     * Compares field by field.
     *
     * @param actual a report
     * @return a line for each difference, empty if there is none
     */
    public List<String> differences(final JsonNode actual) {
        final List<String> differences = new ArrayList<>();
        compare("", expected, actual, differences);
        return differences;
    }

    private static void compare(
            final String path, final JsonNode expected, final JsonNode actual, final List<String> differences) {
        if (expected.isObject() && actual != null && actual.isObject()) {
            final TreeSet<String> names = new TreeSet<>();
            expected.fieldNames().forEachRemaining(names::add);
            for (final String name : names) {
                compare(path.isEmpty() ? name : path + "." + name, expected.get(name), actual.get(name), differences);
            }
        } else if (actual == null || !same(expected, actual)) {
            differences.add(path + ": expected " + expected + ", got " + (actual == null ? "nothing" : actual));
        }
    }

    /** Numbers are the same by value, whatever Java type they were read into; all else by equality. */
    private static boolean same(final JsonNode expected, final JsonNode actual) {
        if (expected.isNumber() && actual.isNumber()) {
            return expected.decimalValue().compareTo(actual.decimalValue()) == 0;
        }
        if (expected.isArray() && actual.isArray() && expected.size() == actual.size()) {
            for (int i = 0; i < expected.size(); i++) {
                if (!same(expected.get(i), actual.get(i))) {
                    return false;
                }
            }
            return true;
        }
        return expected.equals(actual);
    }
}
