/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.feed;

import io.aeron.Aeron;
import io.outcry.launcher.config.ConfigLoader;
import io.outcry.launcher.config.OutcryConfig;
import io.outcry.launcher.node.NodeContext;
import io.outcry.launcher.node.SharedExchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agrona.IoUtil;

/**
 * Lets Java compile the order path before the exchange opens: a scratch exchange in this process, with a journal and an
 * Aeron directory of its own, takes synthetic flow through a real session, and is gone afterwards.
 */
public final class WarmUp {
    private static final int ROWS = 50_000;
    private static final int REPETITIONS = 24;
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
            Files.writeString(configFile, FeedConfiguration.yaml(REPETITIONS, "shared", scratch.toString(), aeronDir));
            final OutcryConfig config = ConfigLoader.load(Optional.of(configFile), List.of(), Map.of());
            final NodeContext context = new NodeContext(config, scratch.resolve("journal"), () -> {});
            final Tape tape = SyntheticTape.generate(SEED, ROWS);
            try (SharedExchange exchange = SharedExchange.launch(context);
                    Aeron aeron = Aeron.connect(new Aeron.Context()
                            .aeronDirectoryName(exchange.aeronDirectory().toString()))) {
                new Feed(tape, REPETITIONS, 0, aeron, rows -> {}).run();
            }
        } finally {
            IoUtil.delete(scratch.toFile(), true);
        }
    }
}
