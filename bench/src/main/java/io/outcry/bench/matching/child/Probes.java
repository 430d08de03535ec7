/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.child;

import io.outcry.bench.matching.engine.EngineDriver;
import io.outcry.bench.matching.engine.Matcher;
import io.outcry.bench.matching.workload.Workload;
import java.util.SplittableRandom;

/**
 * Questions about the book at random places of a workload, the same in every run: an engine that puts off work, or keeps no
 * book, does not answer as the others do.
 */
final class Probes {
    private static final int COUNT = 64;
    private static final long SEED = 0x0517c;
    private static final long FACTOR = 0x9e3779b97f4a7c15L;

    private Probes() {}

    /** Returns after how many messages to ask, in order; the last place is behind the last message. */
    static int[] places(final Workload workload) {
        final int count = workload.messages().count();
        final int[] places = new SplittableRandom(SEED)
                .ints(COUNT + 1L, workload.prefill(), count + 1)
                .sorted()
                .toArray();
        places[COUNT] = count;
        return places;
    }

    /** Asks, and adds the answers to the checksum of those before. */
    static long ask(final EngineDriver engine, final long checksum, final boolean buy, final long price) {
        final long bid = engine.bestBid();
        final long ask = engine.bestAsk();
        long sum = checksum;
        sum = sum * FACTOR + bid;
        sum = sum * FACTOR + ask;
        sum = sum * FACTOR + (bid == Matcher.NO_BID ? 0 : engine.depth(true, bid));
        sum = sum * FACTOR + (ask == Matcher.NO_ASK ? 0 : engine.depth(false, ask));
        return sum * FACTOR + engine.depth(buy, price);
    }
}
