/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;

/** Guesses which name somebody meant. */
final class Suggestion {
    private static final int MAX_NAMES = 12;

    private Suggestion() {}

    /** The nearest name if one is near, else the names that there are. */
    static String among(final Collection<String> names, final String given) {
        return names.stream()
                .min(Comparator.comparingInt(name -> distance(name, given)))
                .filter(name -> distance(name, given) <= Math.max(1, Math.max(name.length(), given.length()) / 3))
                .map(name -> "did you mean " + name + "?")
                .orElseGet(() -> "give one of " + list(names));
    }

    private static String list(final Collection<String> names) {
        final String first = names.stream().limit(MAX_NAMES).collect(Collectors.joining(", "));
        return names.size() > MAX_NAMES ? first + ", ..." : first;
    }

    /** Levenshtein's distance, small and capital letters being equal. */
    private static int distance(final String a, final String b) {
        final String from = a.toLowerCase(Locale.ROOT);
        final String to = b.toLowerCase(Locale.ROOT);
        int[] previous = new int[to.length() + 1];
        for (int j = 0; j < previous.length; j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            final int[] current = new int[to.length() + 1];
            current[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                final int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[to.length()];
    }
}
