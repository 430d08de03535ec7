/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.node;

import io.aeron.Aeron;
import io.outcry.client.ClientContext;
import io.outcry.gateway.ApiKey;
import io.outcry.gateway.GatewayContext;
import io.outcry.journal.JournalDirectory;
import io.outcry.launcher.config.IdleMode;
import io.outcry.launcher.config.KeyConfig;
import io.outcry.launcher.config.OutcryConfig;
import io.outcry.marketdata.MarketDataContext;
import io.outcry.matching.MatchingEngineContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;

/**
 * What the parts of one exchange have in common, and how each is set up from the configuration.
 *
 * @param config effective configuration
 * @param journalDirectory folder of the journal
 * @param onFailure called, on any thread, when a part stops by itself
 */
public record NodeContext(OutcryConfig config, Path journalDirectory, Runnable onFailure) {
    private static final int BYTES_PER_MIB = 1 << 20;

    /**
     * Where the media driver is, or is to be.
     *
     * @return as configured, else a folder named after the user
     */
    public Path aeronDirectory() {
        return config.aeronDir().orElseGet(() -> Path.of(ClientContext.defaultAeronDirectory()));
    }

    MatchingEngineContext engine(final Aeron aeron) {
        return new MatchingEngineContext()
                .aeron(aeron)
                .directory(journalDirectory)
                .ackLevel(config.journal().ackLevel())
                .eventHashInterval(config.journal().eventHashInterval())
                .snapshotInterval(config.journal().snapshotInterval())
                .snapshotsKept(config.journal().keepSnapshots())
                .minFreeBytes((long) config.journal().minFreeMiB() * BYTES_PER_MIB)
                .preallocateBytes(config.journal().preallocateMiB() * BYTES_PER_MIB)
                .configuration(ConfigurationCommands.of(config));
    }

    GatewayContext gateway(final Aeron aeron) {
        final List<ApiKey> keys = new ArrayList<>();
        for (final KeyConfig key : config.keys()) {
            keys.add(new ApiKey(keys.size() + 1, key.id(), key.secret(), key.account()));
        }
        return new GatewayContext()
                .aeron(aeron)
                .keys(keys)
                .maxSessions(config.gateway().maxSessions())
                .maxOutstanding(config.gateway().maxOutstanding())
                .keepAliveRangeMs(
                        config.gateway().minKeepAliveMs(), config.gateway().maxKeepAliveMs())
                .ackLevel(config.journal().ackLevel())
                .eventsJournal(JournalDirectory.events(journalDirectory));
    }

    MarketDataContext marketData(final Aeron aeron) {
        return new MarketDataContext()
                .aeron(aeron)
                .snapshotIntervalNs(
                        TimeUnit.MILLISECONDS.toNanos(config.marketData().snapshotIntervalMs()))
                .eventsJournal(JournalDirectory.events(journalDirectory));
    }

    /** For a thread of its own beside {@code threads - 1} others that wait in the same way. */
    IdleStrategy idleStrategy(final int threads) {
        final boolean enoughCores = threads < Runtime.getRuntime().availableProcessors();
        if (config.idle() == IdleMode.SPIN) {
            if (!enoughCores) {
                throw new ExchangeStartException("idle: spin needs more than " + threads
                        + " cores, one for each thread and one to spare; use auto or yield");
            }
            return new BusySpinIdleStrategy();
        }
        return config.idle() == IdleMode.YIELD ? new YieldingIdleStrategy() : new StagedIdleStrategy(!enoughCores);
    }
}
