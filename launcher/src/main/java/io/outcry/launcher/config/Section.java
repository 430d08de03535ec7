/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A map with known keys; any other key in it is an error. */
final class Section {
    private final Setting self;
    private final Map<String, ConfigNode> entries;
    private final Map<String, String> exampleByKey = new LinkedHashMap<>();

    Section(final Setting self, final Map<String, ConfigNode> entries, final List<String> examples) {
        this.self = self;
        this.entries = entries;
        for (final String example : examples) {
            exampleByKey.put(example.substring(0, example.indexOf(':')), example);
        }
        entries.forEach((key, value) -> {
            if (!exampleByKey.containsKey(key)) {
                throw self.child(key, value)
                        .error("there is no such key; " + Suggestion.among(exampleByKey.keySet(), key));
            }
        });
    }

    Setting required(final String key) {
        return optional(key)
                .orElseThrow(() -> self.error(key + " is missing; add it, such as " + exampleByKey.get(key)));
    }

    Optional<Setting> optional(final String key) {
        if (!exampleByKey.containsKey(key)) {
            throw new IllegalArgumentException(key);
        }
        return Optional.ofNullable(entries.get(key)).map(node -> self.child(key, node));
    }
}
