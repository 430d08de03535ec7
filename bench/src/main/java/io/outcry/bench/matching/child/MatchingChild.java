/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.child;

import io.outcry.bench.matching.report.CanonicalText;
import io.outcry.bench.matching.report.ReportDigest;
import io.outcry.bench.matching.report.ReportLog;
import io.outcry.bench.matching.workload.Scenario;
import io.outcry.bench.matching.workload.SurveyWorkload;
import io.outcry.bench.matching.workload.Workload;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Measures one engine and writes what it finds to standard output, as JSON lines. */
public final class MatchingChild {
    private static final int WARM_UP_RUNS = 3;
    private static final long SLOW_NS = TimeUnit.SECONDS.toNanos(10);

    private final ChildOptions options;
    private final ChildOutput output;

    MatchingChild(final ChildOptions options, final PrintStream out) {
        this.options = options;
        output = new ChildOutput(out, steps(options));
    }

    /**
     * Runs and ends.
     *
     * @param arguments as from {@link ChildOptions#arguments()}
     * @throws InterruptedException never
     */
    public static void main(final String[] arguments) throws InterruptedException {
        final PrintStream out = System.out;
        System.setOut(System.err);
        endWithParent();
        Thread.setDefaultUncaughtExceptionHandler((thread, error) -> {
            error.printStackTrace();
            Runtime.getRuntime().halt(1);
        });
        new MatchingChild(ChildOptions.of(arguments), out).run();
    }

    void run() throws InterruptedException {
        for (final Scenario scenario : options.scenarios()) {
            measure(scenario);
        }
        for (final RandomCancelCase each : cases(options)) {
            measure(each);
        }
        output.done();
    }

    private void measure(final Scenario scenario) throws InterruptedException {
        output.step(scenario.key() + ": hash");
        final Workload workload =
                new Workload(SurveyWorkload.generate(scenario, options.seed(), options.orders()), 0, null);
        final ReportLog log = new ReportLog();
        final Track track = new Track(options.engine(), workload);
        final Run audit = track.run(log);
        final String sha256 = CanonicalText.sha256(log);
        final double[] elapsedNs = timed(scenario.key(), track, audit);
        for (int i = 0; i < elapsedNs.length; i++) {
            elapsedNs[i] = workload.measured() * 1e3 / elapsedNs[i];
        }
        output.scenario(scenario.key(), sha256, audit.probes(), elapsedNs);
    }

    private void measure(final RandomCancelCase each) throws InterruptedException {
        output.step(each.key() + ": check");
        final Workload workload = each.generate(options.orders(), options.seed());
        final Track track = new Track(options.engine(), workload);
        final Run audit = track.run(null);
        final ReportDigest expected = workload.expected();
        if (!audit.reports().equals(expected)) {
            output.difference(each.key() + " gave " + audit.reports() + ", not " + expected);
        }
        final double[] elapsedNs = timed(each.key(), track, audit);
        for (int i = 0; i < elapsedNs.length; i++) {
            elapsedNs[i] /= workload.measured();
        }
        output.randomCancel(each.key(), elapsedNs);
    }

    private double[] timed(final String key, final Track track, final Run audit) throws InterruptedException {
        final boolean slow = audit.elapsedNs() > SLOW_NS;
        final int warmUps = options.runs() == 0 || slow ? 0 : WARM_UP_RUNS;
        for (int i = 1; i <= warmUps; i++) {
            output.step(String.format(Locale.ROOT, "%s: warm-up %d of %d", key, i, warmUps));
            checked(key, track, audit);
        }
        final double[] elapsedNs = new double[slow ? Math.min(1, options.runs()) : options.runs()];
        for (int i = 0; i < elapsedNs.length; i++) {
            output.step(String.format(Locale.ROOT, "%s: run %d of %d", key, i + 1, elapsedNs.length));
            elapsedNs[i] = checked(key, track, audit).elapsedNs();
        }
        return elapsedNs;
    }

    private Run checked(final String key, final Track track, final Run audit) throws InterruptedException {
        final Run run = track.run(null);
        if (!run.sameAs(audit)) {
            output.difference(String.format(
                    Locale.ROOT,
                    "%s gave %s, probes %x and proof %x in one run, but %s, probes %x and proof %x in another one",
                    key,
                    run.reports(),
                    run.probes(),
                    run.proof(),
                    audit.reports(),
                    audit.probes(),
                    audit.proof()));
        }
        return run;
    }

    private static void endWithParent() {
        final Thread watcher = new Thread(
                () -> {
                    try {
                        while (System.in.read() >= 0) {}
                    } catch (final IOException e) {
                        throw new UncheckedIOException("the process that started this one is gone", e);
                    }
                    Runtime.getRuntime().halt(1);
                },
                "parent-watch");
        watcher.setDaemon(true);
        watcher.start();
    }

    private static List<RandomCancelCase> cases(final ChildOptions options) {
        return options.randomCancel()
                ? RandomCancelCase.ALL.stream()
                        .filter(each -> each.fits(options.orders()))
                        .toList()
                : List.of();
    }

    private static int steps(final ChildOptions options) {
        final int runs = options.runs() == 0 ? 1 : 1 + WARM_UP_RUNS + options.runs();
        return runs * (options.scenarios().size() + cases(options).size());
    }
}
