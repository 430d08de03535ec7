/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a failing sequence short: leaves out ever smaller parts, as long as it still fails without them. */
final class Shrinker {
    private Shrinker() {}

    /**
     * Shortens a sequence.
     *
     * @param failing fails
     * @param fails whether a sequence fails
     * @param timeNs after which it is short enough
     * @return fails too; without any one of its elements it does not, if there was time for that
     */
    static <T> List<T> shrink(final List<T> failing, final Predicate<List<T>> fails, final long timeNs) {
        final long deadlineNs = System.nanoTime() + timeNs;
        List<T> shortest = failing;
        int part = Math.max(1, failing.size() / 2);
        boolean isShorter = true;
        while (isShorter || part > 1) {
            part = isShorter ? part : part / 2;
            isShorter = false;
            for (int end = shortest.size(); end > 0; end -= part) {
                final List<T> without = without(shortest, Math.max(0, end - part), end);
                if (System.nanoTime() - deadlineNs > 0) {
                    return shortest;
                }
                if (fails.test(without)) {
                    shortest = without;
                    isShorter = true;
                }
            }
        }
        return shortest;
    }

    private static <T> List<T> without(final List<T> all, final int from, final int to) {
        final List<T> rest = new ArrayList<>(all.subList(0, from));
        rest.addAll(all.subList(to, all.size()));
        return rest;
    }
}
