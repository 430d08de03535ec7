/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.feed;

import java.io.PrintStream;
import java.util.Locale;

/** Shows on a terminal, in one line that is written anew, how much of a long work is done; a plain stream gets tenths. */
public final class ProgressBar {
    private static final int WIDTH = 40;

    private final PrintStream out;
    private final boolean inPlace;
    private final String what;
    private final long total;
    private long shown = -1;

    /**
     * Begins at zero.
     *
     * @param out where to write
     * @param inPlace whether that is a terminal
     * @param what name of the work
     * @param total how much there is to do, positive
     */
    public ProgressBar(final PrintStream out, final boolean inPlace, final String what, final long total) {
        this.out = out;
        this.inPlace = inPlace;
        this.what = what;
        this.total = total;
    }

    /**
     * Shows a new state, if it differs visibly.
     *
     * @param reached 0 to the total; more than that, as of a journal that has grown since, counts as the total
     */
    public void at(final long reached) {
        final long done = Math.min(reached, total);
        final long steps = inPlace ? 100 : 10;
        final long step = done * steps / total;
        if (step == shown) {
            return;
        }
        shown = step;
        final int filled = (int) (done * WIDTH / total);
        final String line = String.format(
                Locale.ROOT,
                "%s [%s%s] %3d %%  %,d of %,d",
                what,
                "=".repeat(filled),
                " ".repeat(WIDTH - filled),
                done * 100 / total,
                done,
                total);
        if (inPlace) {
            out.print("\r" + line);
            out.flush();
        } else {
            out.println(line);
        }
    }

    /** Shows that everything is done. */
    public void finish() {
        at(total);
        if (inPlace) {
            out.println();
        }
    }
}
