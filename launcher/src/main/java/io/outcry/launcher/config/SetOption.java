/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One {@code --set path=value} of the command line. */
final class SetOption {
    private static final Pattern PATH = Pattern.compile("[^.\\[\\]=]+(\\[[0-9]{1,9}]|\\.[^.\\[\\]=]+)*");
    private static final Pattern NEXT_STEP = Pattern.compile("[^.\\[\\]=]+|\\[[0-9]{1,9}]");

    private final String path;
    private final ConfigNode value;

    private SetOption(final String path, final ConfigNode value) {
        this.path = path;
        this.value = value;
    }

    static SetOption parse(final String option) {
        final int equals = option.indexOf('=');
        if (equals < 0) {
            throw new ConfigException(
                    "--set " + option + ": there is no '='; give path=value such as gateway.maxSessions=8");
        }
        final String path = option.substring(0, equals);
        final String text = option.substring(equals + 1);
        final Origin origin = new Origin("--set " + path + "=" + (path.startsWith("keys") ? KeyConfig.MASK : text));
        if (!PATH.matcher(path).matches()) {
            throw origin.error("", "'" + path + "' is not a path; give one such as instruments[0].tickSize");
        }
        final ConfigNode value =
                new YamlReader(line -> origin).read(text).orElseGet(() -> new ConfigNode.Scalar(origin, "", false));
        return new SetOption(path, value);
    }

    /** The tree with the value at the path. */
    ConfigNode applyTo(final ConfigNode root) {
        final List<String> steps = new ArrayList<>();
        final Matcher step = NEXT_STEP.matcher(path);
        while (step.find()) {
            steps.add(step.group());
        }
        return apply(root, steps, "");
    }

    private ConfigNode apply(final ConfigNode at, final List<String> steps, final String atPath) {
        if (steps.isEmpty()) {
            return at == null ? value : at.overriddenBy(value);
        }
        final String step = steps.get(0);
        final List<String> rest = steps.subList(1, steps.size());
        return step.startsWith("[")
                ? applyToItem(at, Integer.parseInt(step, 1, step.length() - 1, 10), rest, atPath)
                : applyToKey(at, step, rest, atPath);
    }

    private ConfigNode applyToItem(final ConfigNode at, final int index, final List<String> rest, final String atPath) {
        if (!(at instanceof ConfigNode.Sequence sequence)) {
            throw value.origin().error(atPath, "it is not a list; leave out [" + index + "]");
        }
        final List<ConfigNode> items = new ArrayList<>(sequence.items());
        if (index >= items.size()) {
            throw value.origin().error(atPath, "there is no item " + index + "; give an index below " + items.size());
        }
        items.set(index, apply(items.get(index), rest, atPath + "[" + index + "]"));
        return new ConfigNode.Sequence(sequence.origin(), items);
    }

    private ConfigNode applyToKey(final ConfigNode at, final String key, final List<String> rest, final String atPath) {
        if (at instanceof ConfigNode.Sequence) {
            throw value.origin().error(atPath, "it is a list; give an index such as " + atPath + "[0]." + key);
        }
        if (at instanceof ConfigNode.Scalar) {
            throw value.origin().error(atPath, "it has no keys; leave out ." + key);
        }
        final boolean isNew = at == null;
        final Map<String, ConfigNode> entries =
                isNew ? new LinkedHashMap<>() : new LinkedHashMap<>(((ConfigNode.Mapping) at).entries());
        entries.put(key, apply(entries.get(key), rest, atPath.isEmpty() ? key : atPath + "." + key));
        return new ConfigNode.Mapping(isNew ? value.origin() : at.origin(), entries);
    }
}
