/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.agrona.collections.LongArrayList;

/** The state of an engine, as numbers. */
final class EngineStates {
    private EngineStates() {}

    /** An engine that is made of the state of another one, of which it needs every number. */
    static EngineCore copy(final EngineCore engine) {
        final LongArrayList state = new LongArrayList();
        engine.writeState(state::addLong);
        final int[] read = {0};
        final EngineCore copy = EngineCore.restore(() -> state.getLong(read[0]++));
        assertEquals(state.size(), read[0], "numbers that were read");
        return copy;
    }
}
