/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.config;

import io.outcry.codecs.Decimal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A value and its path: what a binder reads from. Every mistake is an error that names both. */
final class Setting {
    private static final Pattern WHOLE_NUMBER = Pattern.compile("[+-]?[0-9]{1,40}");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?[0-9]{1,40}(\\.[0-9]{1,40})?");
    private static final Pattern PRINTABLE = Pattern.compile("[!-~]+");

    private final ConfigNode node;
    private final String path;
    private final Environment environment;

    Setting(final ConfigNode node, final String path, final Environment environment) {
        this.node = node;
        this.path = path;
        this.environment = environment;
    }

    Origin origin() {
        return node.origin();
    }

    ConfigException error(final String problem) {
        return error(problem, null);
    }

    ConfigException error(final String problem, final Throwable cause) {
        return node.origin().error(path, problem, cause);
    }

    /** The keys of a map; each example is a line such as {@code tickSize: 0.01} and makes its key known. */
    Section section(final String... examples) {
        return new Section(this, entries("keys such as " + examples[0]), List.of(examples));
    }

    /** The values of a map whose keys are free. */
    Map<String, Setting> values(final String example) {
        final Map<String, Setting> values = new LinkedHashMap<>();
        entries("entries such as " + example).forEach((key, value) -> values.put(key, child(key, value)));
        return values;
    }

    List<Setting> items(final int max) {
        present();
        if (!(node instanceof ConfigNode.Sequence sequence)) {
            throw error(node.describe() + " is not a list; put each item on a line of its own, after a dash");
        }
        final int size = sequence.items().size();
        if (size < 1 || size > max) {
            throw error(size + " items are in the list; give 1 to " + max);
        }
        final List<Setting> items = new ArrayList<>();
        for (final ConfigNode item : sequence.items()) {
            items.add(new Setting(item, path + "[" + items.size() + "]", environment));
        }
        return items;
    }

    Setting child(final String key, final ConfigNode value) {
        return new Setting(value, path.isEmpty() ? key : path + "." + key, environment);
    }

    /** Any text, the environment's variables filled in. */
    String text() {
        present();
        if (!(node instanceof ConfigNode.Scalar scalar)) {
            throw error(node.describe() + " is not a single value; give one, in quotes if it has special characters");
        }
        return environment.expand(scalar.text(), this::error);
    }

    /** A name that fits its field in the messages. */
    String name(final int maxLength) {
        final String name = text();
        if (name.length() > maxLength || !PRINTABLE.matcher(name).matches()) {
            throw error("'" + name + "' cannot be a name; give 1 to " + maxLength
                    + " printable ASCII characters without blanks");
        }
        return name;
    }

    boolean bool() {
        return oneOf(Map.of("true", true, "false", false), "true or false");
    }

    <T> T oneOf(final Map<String, T> values, final String choice) {
        final String text = text();
        final T value = values.get(text);
        if (value == null) {
            throw error("'" + text + "' is unknown; give " + choice);
        }
        return value;
    }

    int integer(final int min, final int max) {
        return (int) number(min, max);
    }

    long number(final long min, final long max) {
        final String text = text();
        if (!WHOLE_NUMBER.matcher(text).matches()) {
            throw error("'" + text + "' is not a whole number; give one from " + min + " to " + max);
        }
        final BigInteger value = new BigInteger(text);
        if (value.compareTo(BigInteger.valueOf(min)) < 0 || value.compareTo(BigInteger.valueOf(max)) > 0) {
            throw error(text + " is out of range; give a whole number from " + min + " to " + max);
        }
        return value.longValueExact();
    }

    Decimal decimal(final String example) {
        final String text = text();
        if (!DECIMAL.matcher(text).matches()) {
            throw error("'" + text + "' is not a decimal number; give one such as " + example);
        }
        try {
            return Decimal.parse(text);
        } catch (final IllegalArgumentException e) {
            throw error(e.getMessage() + "; give one such as " + example, e);
        }
    }

    Decimal positiveDecimal(final String example) {
        final Decimal value = decimal(example);
        if (value.mantissa() <= 0) {
            throw error(value + " is not above zero; give a decimal number such as " + example);
        }
        return value;
    }

    /** Requires that an amount that was read from here is a number of steps that fits 64 bits. */
    void requireSteps(final BigDecimal amount, final Decimal step, final String stepName) {
        final BigDecimal[] parts = amount.divideAndRemainder(step.toBigDecimal());
        final String shown = amount.toPlainString();
        if (parts[1].signum() != 0) {
            throw error(shown + " is not a multiple of " + step + ", " + stepName);
        }
        if (parts[0].toBigInteger().bitLength() >= Long.SIZE) {
            throw error(shown + " is too large to be counted in steps of " + step + ", " + stepName);
        }
    }

    private Map<String, ConfigNode> entries(final String expected) {
        present();
        if (!(node instanceof ConfigNode.Mapping mapping)) {
            throw error(node.describe() + " is not a map; give " + expected);
        }
        return mapping.entries();
    }

    private void present() {
        if (node instanceof ConfigNode.Scalar scalar && scalar.missing()) {
            throw error("there is no value; give one, or leave the key out");
        }
    }
}
