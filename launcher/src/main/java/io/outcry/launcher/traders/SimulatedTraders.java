/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.traders;

import io.outcry.client.ClientContext;
import io.outcry.client.ExchangeClient;
import io.outcry.client.MarketDataStream;
import io.outcry.launcher.config.OutcryConfig;
import io.outcry.launcher.config.TradersConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A market maker and a taker in every instrument. They act at random moments, at the configured rate all together; the
 * choices depend on the seed alone, the moments and the order ids also on the clock.
 */
public final class SimulatedTraders implements AutoCloseable {
    private static final long LONGEST_PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long STOP_TIMEOUT_MS = 2_000;

    private final TradersConfig config;
    private final SplittableRandom random;
    private final ExchangeClient makerClient;
    private final ExchangeClient takerClient;
    private final List<SimulatedMarket> markets;
    private final Runnable onFailure;
    private final Thread thread = new Thread(this::run, "traders");
    private volatile boolean running = true;

    private SimulatedTraders(final OutcryConfig exchange, final Path aeronDirectory, final Runnable onFailure) {
        config = exchange.traders();
        random = new SplittableRandom(config.seed());
        this.onFailure = onFailure;
        makerClient = connect(exchange, aeronDirectory, TradersConfig.MAKER_KEY);
        takerClient = connect(exchange, aeronDirectory, TradersConfig.TAKER_KEY);
        final ClOrdIds clOrdIds = new ClOrdIds(TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis()));
        markets = exchange.definitions().stream()
                .map(instrument -> new SimulatedMarket(
                        instrument, makerClient.orders(), takerClient.orders(), random.split(), clOrdIds))
                .toList();
        thread.setDaemon(true);
    }

    /**
     * Connects the traders and lets them trade.
     *
     * @param exchange configuration with the traders' keys
     * @param aeronDirectory of the exchange
     * @param onFailure called on the traders' thread if it ends by an error
     * @return trading until closed
     */
    public static SimulatedTraders start(
            final OutcryConfig exchange, final Path aeronDirectory, final Runnable onFailure) {
        final SimulatedTraders traders = new SimulatedTraders(exchange, aeronDirectory, onFailure);
        traders.thread.start();
        return traders;
    }

    @Override
    public void close() {
        running = false;
        try {
            thread.join(STOP_TIMEOUT_MS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        makerClient.close();
        takerClient.close();
    }

    private void run() {
        try {
            markets.forEach(SimulatedMarket::open);
            long nextNs = System.nanoTime();
            while (running && makerClient.isConnected() && takerClient.isConnected()) {
                makerClient.poll();
                takerClient.poll();
                final long waitNs = nextNs - System.nanoTime();
                if (waitNs > 0) {
                    LockSupport.parkNanos(Math.min(waitNs, LONGEST_PAUSE_NS));
                } else {
                    markets.get(random.nextInt(markets.size())).act();
                    nextNs += exponentialNs();
                }
            }
        } catch (final RuntimeException e) {
            System.err.println("outcry: the simulated traders stopped: " + e);
            onFailure.run();
        }
    }

    private long exponentialNs() {
        final double meanNs = TimeUnit.SECONDS.toNanos(1) / (double) config.ordersPerSecond();
        return (long) (-Math.log(1 - random.nextDouble()) * meanNs);
    }

    private static ExchangeClient connect(final OutcryConfig exchange, final Path aeronDirectory, final String key) {
        return ExchangeClient.connect(new ClientContext()
                .aeronDirectory(aeronDirectory.toString())
                .key(key)
                .secret(exchange.key(key).secret())
                .marketData(MarketDataStream.L1));
    }
}
