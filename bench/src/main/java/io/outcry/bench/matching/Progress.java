/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching;

import java.io.PrintStream;
import java.util.Locale;

/** Says what is being done: on a terminal in one line that is written anew, elsewhere once per workload. */
final class Progress {
    private static final String ERASE_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final boolean inPlace;
    private final int processes;
    private int process;
    private String engine;
    private String workload;

    Progress(final PrintStream out, final boolean inPlace, final int processes) {
        this.out = out;
        this.inPlace = inPlace;
        this.processes = processes;
    }

    void engine(final String name) {
        process++;
        engine = name;
        workload = null;
    }

    /** Shows a step of a child; its workload stands in front of a colon. */
    void step(final int step, final int steps, final String what) {
        final String begun = what.substring(0, what.indexOf(':'));
        if (!inPlace && begun.equals(workload)) {
            return;
        }
        workload = begun;
        final String line = String.format(
                Locale.ROOT,
                "process %d of %d, %s, step %d of %d: %s",
                process,
                processes,
                engine,
                step,
                steps,
                inPlace ? what : begun);
        if (inPlace) {
            out.print(ERASE_LINE + line);
            out.flush();
        } else {
            out.println(line);
        }
    }

    void finish() {
        if (inPlace) {
            out.print(ERASE_LINE);
            out.flush();
        }
    }
}
