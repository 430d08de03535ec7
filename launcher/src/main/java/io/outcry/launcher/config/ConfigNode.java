/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value that is not bound yet, and where it was written. A value under a key comes from the line of its key. */
sealed interface ConfigNode {
    /** Where it was written. */
    Origin origin();

    /** What it is, for errors. */
    String describe();

    /** The same value, changed by another one: maps are merged, everything else is replaced. */
    default ConfigNode overriddenBy(final ConfigNode other) {
        if (!(this instanceof Mapping mine) || !(other instanceof Mapping others)) {
            return other;
        }
        final Map<String, ConfigNode> merged = new LinkedHashMap<>(mine.entries);
        others.entries.forEach((key, value) -> merged.merge(key, value, ConfigNode::overriddenBy));
        return new Mapping(others.origin, merged);
    }

    /** A single value; missing if the key has none. */
    record Scalar(Origin origin, String text, boolean missing) implements ConfigNode {
        @Override
        public String describe() {
            return "'" + text + "'";
        }
    }

    /** A list. */
    record Sequence(Origin origin, List<ConfigNode> items) implements ConfigNode {
        @Override
        public String describe() {
            return "a list";
        }
    }

    /** Keys with values, in the order of the file. */
    record Mapping(Origin origin, Map<String, ConfigNode> entries) implements ConfigNode {
        @Override
        public String describe() {
            return "a map";
        }
    }
}
