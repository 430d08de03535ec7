/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.feed;

import io.aeron.Aeron;
import io.outcry.launcher.config.ConfigLoader;
import io.outcry.launcher.config.OutcryConfig;
import io.outcry.launcher.node.NodeContext;
import io.outcry.launcher.node.SharedExchange;
import java.io.IOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.IoUtil;

/**
 * Lets Java compile the order path before the exchange opens: scratch exchanges in this process, one after the other, with
 * journals and an Aeron directory of their own, take synthetic flow through real sessions, and are gone afterwards.
 */
public final class WarmUp {
    private static final int ROWS = 50_000;
    private static final int REPETITIONS = 6;

    /** A second start goes ways that the first has shown to be rare, and undoes code; a third finds nothing new. */
    private static final int EXCHANGES = 3;

    private static final long COMPILER_IDLE_NS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long SEED = 1;

    private WarmUp() {}

    /**
     * Runs for some seconds.
     *
     * @param aeronDir folder for the scratch media driver
     * @throws IOException if a temporary folder cannot be made
     */
    public static void run(final String aeronDir) throws IOException {
        final Path scratch = Files.createTempDirectory("outcry-warm-up-");
        try {
            final Path configFile = scratch.resolve("warm-up.yaml");
            Files.writeString(
                    configFile, FeedConfiguration.yaml(ROWS, REPETITIONS, "shared", scratch.toString(), aeronDir));
            final OutcryConfig config = ConfigLoader.load(Optional.of(configFile), List.of(), Map.of());
            final Tape tape = SyntheticTape.generate(SEED, ROWS);
            for (int exchange = 1; exchange <= EXCHANGES; exchange++) {
                run(new NodeContext(config, scratch.resolve("journal-" + exchange), () -> {}), tape);
            }
        } finally {
            IoUtil.delete(scratch.toFile(), true);
        }
    }

    private static void run(final NodeContext context, final Tape tape) {
        try (SharedExchange exchange = SharedExchange.launch(context);
                Aeron aeron = Aeron.connect(new Aeron.Context()
                        .aeronDirectoryName(exchange.aeronDirectory().toString()))) {
            new Feed(tape, REPETITIONS, 0, aeron, rows -> awaitCompiler()).run();
        }
    }

    /** Until Java has compiled what it wants to compile now: beside two busy threads on two cores it comes to little. */
    private static void awaitCompiler() {
        final CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        long before;
        do {
            before = compiler.getTotalCompilationTime();
            LockSupport.parkNanos(COMPILER_IDLE_NS);
        } while (compiler.getTotalCompilationTime() != before);
    }
}
