/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.feed;

import io.outcry.codecs.types.Side;
import io.outcry.codecs.types.TimeInForce;
import java.util.SplittableRandom;

/**
 * Order flow that goes every way an order can go: prices walk at random, most orders rest behind the best price and are
 * cancelled, some trade, some expire, some cancels come too late.
 */
final class SyntheticTape {
    private static final int LIVE_ORDERS = 200;
    private static final long START_PRICE = 100_000;

    private SyntheticTape() {}

    static Tape generate(final long seed, final int rows) {
        final SplittableRandom random = new SplittableRandom(seed);
        final Tape tape = new Tape();
        final long[] live = new long[LIVE_ORDERS];
        long fair = START_PRICE;
        for (int row = 1; row <= rows; row++) {
            final int slot = random.nextInt(LIVE_ORDERS);
            if (live[slot] != 0) {
                tape.addCancel(row, row, live[slot]);
                live[slot] = 0;
                continue;
            }
            fair += random.nextInt(3) - 1;
            final boolean buy = random.nextBoolean();
            final boolean aggressive = random.nextInt(20) == 0;
            final long distance = aggressive ? -random.nextInt(20) : 1 + random.nextInt(200);
            final TimeInForce timeInForce = random.nextInt(20) == 0
                    ? TimeInForce.IOC
                    : random.nextInt(50) == 0 ? TimeInForce.FOK : TimeInForce.GTC;
            tape.addNew(
                    row,
                    row,
                    row,
                    buy ? Side.BUY : Side.SELL,
                    buy ? fair - distance : fair + distance,
                    1 + random.nextInt(1000),
                    timeInForce);
            live[slot] = row;
        }
        return tape;
    }
}
