/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.config;

import java.util.HashMap;
import java.util.Map;

/** Values that must not come twice, and where each came first. */
final class FirstSeen {
    private final Map<Object, Origin> origins = new HashMap<>();

    /** Accepts a value that was read from a setting, or refuses it if it came before. */
    void add(final Object value, final Setting setting) {
        final Origin first = origins.putIfAbsent(value, setting.origin());
        if (first != null) {
            throw setting.error("'" + value + "' is there already at " + first.text() + "; give another one");
        }
    }
}
