/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.config;

import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces <code>${NAME}</code> and <code>${NAME:-default}</code>. The default also stands in for an empty variable, as
 * in a shell. <code>$${</code> stands for a literal <code>${</code>.
 */
final class Environment {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\$\\{|\\$\\{(?<body>[^}]*)}|\\$\\{");
    private static final Pattern BODY = Pattern.compile("(?<name>[A-Za-z_][A-Za-z0-9_]*)(:-(?<default>.*))?");

    private final Map<String, String> variables;

    Environment(final Map<String, String> variables) {
        this.variables = variables;
    }

    /** The error is made from a description of the problem. */
    String expand(final String text, final Function<String, ConfigException> error) {
        if (!text.contains("${")) {
            return text;
        }
        final StringBuilder expanded = new StringBuilder();
        final Matcher reference = REFERENCE.matcher(text);
        while (reference.find()) {
            final boolean literal = reference.group().startsWith("$$");
            final String value = literal ? "${" : value(reference.group("body"), error);
            reference.appendReplacement(expanded, Matcher.quoteReplacement(value));
        }
        return reference.appendTail(expanded).toString();
    }

    static String escape(final String text) {
        return text.replace("${", "$${");
    }

    private String value(final String body, final Function<String, ConfigException> error) {
        if (body == null) {
            throw error.apply("a ${ has no closing }; close it, or write $${ for a literal ${");
        }
        final Matcher parts = BODY.matcher(body);
        if (!parts.matches()) {
            throw error.apply("'${" + body + "}' does not name a variable; give ${NAME} or ${NAME:-default}");
        }
        final String name = parts.group("name");
        final String fallback = parts.group("default");
        final String value = variables.get(name);
        if (value == null && fallback == null) {
            throw error.apply("the environment variable " + name + " is not set; set it, or give a default: ${" + name
                    + ":-value}");
        }
        return fallback != null && (value == null || value.isEmpty()) ? fallback : value;
    }
}
