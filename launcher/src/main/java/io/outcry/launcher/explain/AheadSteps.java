/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.explain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What happened ahead of an order: the sums of all, the first steps and the last ones. */
final class AheadSteps {
    static final int FIRST = 10;
    private static final int LAST = 10;

    private final List<OrderStep> first = new ArrayList<>();
    private final Deque<OrderStep> last = new ArrayDeque<>();
    private final Map<OrderStep.Type, OrderLife.Total> totals = new EnumMap<>(OrderStep.Type.class);
    private int omitted;

    void add(final OrderStep step) {
        totals.merge(step.type(), new OrderLife.Total(step.others().orders(), step.qtyLots()), OrderLife.Total::plus);
        if (first.size() < FIRST) {
            first.add(step);
            return;
        }
        last.addLast(step);
        if (last.size() > LAST) {
            last.removeFirst();
            omitted++;
        }
    }

    /** Those that were kept, in their order. */
    List<OrderStep> kept() {
        final List<OrderStep> kept = new ArrayList<>(first);
        kept.addAll(last);
        return kept;
    }

    int omitted() {
        return omitted;
    }

    Map<OrderStep.Type, OrderLife.Total> totals() {
        return new EnumMap<>(totals);
    }
}
