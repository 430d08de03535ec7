/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.traders;

import io.outcry.client.OrderSession;
import io.outcry.codecs.Instrument;
import io.outcry.codecs.NullValue;
import io.outcry.codecs.types.ExecInst;
import io.outcry.codecs.types.OrdType;
import io.outcry.codecs.types.Side;
import io.outcry.codecs.types.TimeInForce;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What the traders do in one instrument. The fair price walks at random; the maker keeps a number of post-only quotes
 * around it on each side, always replacing the oldest; the taker sends immediate-or-cancel orders through the best price.
 */
final class SimulatedMarket {
    private static final int QUOTES_PER_SIDE = 12;
    private static final double TAKER_SHARE = 0.25;
    private static final double SPREAD = 0.0002;
    private static final double STEP = 0.0001;
    private static final Map<String, String> START_PRICES = Map.of("BTC", "64000", "ETH", "3100", "SOL", "145");
    private static final String OTHER_START_PRICE = "100";

    private final Instrument instrument;
    private final OrderSession maker;
    private final OrderSession taker;
    private final SplittableRandom random;
    private final ClOrdIds clOrdIds;
    private final long[] bids = new long[QUOTES_PER_SIDE];
    private final long[] asks = new long[QUOTES_PER_SIDE];
    private double fairTicks;
    private int oldest;

    SimulatedMarket(
            final Instrument instrument,
            final OrderSession maker,
            final OrderSession taker,
            final SplittableRandom random,
            final ClOrdIds clOrdIds) {
        this.instrument = instrument;
        this.maker = maker;
        this.taker = taker;
        this.random = random;
        this.clOrdIds = clOrdIds;
        final String start = START_PRICES.getOrDefault(instrument.baseAsset(), OTHER_START_PRICE);
        fairTicks =
                Double.parseDouble(start) / instrument.tickSize().toBigDecimal().doubleValue();
    }

    /** Fills the book. */
    void open() {
        for (int i = 0; i < QUOTES_PER_SIDE; i++) {
            quote();
        }
    }

    void act() {
        fairTicks = Math.max(10, fairTicks * (1 + STEP * (2 * random.nextDouble() - 1)));
        if (random.nextDouble() < TAKER_SHARE) {
            take();
        } else {
            quote();
        }
    }

    private void quote() {
        bids[oldest] = quote(Side.BUY, bids[oldest]);
        asks[oldest] = quote(Side.SELL, asks[oldest]);
        oldest = (oldest + 1) % QUOTES_PER_SIDE;
    }

    private long quote(final Side side, final long previous) {
        if (previous != 0) {
            maker.cancel(clOrdIds.next(), previous, instrument.instrumentId());
        }
        final double distance = fairTicks * SPREAD * (0.5 + 2 * random.nextDouble());
        final long price = Math.max(1, Math.round(side == Side.BUY ? fairTicks - distance : fairTicks + distance));
        final long clOrdId = clOrdIds.next();
        maker.newOrder(
                clOrdId,
                instrument.instrumentId(),
                side,
                OrdType.LIMIT,
                TimeInForce.GTC,
                ExecInst.POST_ONLY,
                price,
                qty(100));
        return clOrdId;
    }

    private void take() {
        taker.newOrder(
                clOrdIds.next(),
                instrument.instrumentId(),
                random.nextBoolean() ? Side.BUY : Side.SELL,
                OrdType.MARKET,
                TimeInForce.IOC,
                ExecInst.NONE,
                NullValue.INT64,
                qty(60));
    }

    /** Small orders are common, large ones rare. */
    private long qty(final int meanLots) {
        final long lots = 1 + (long) (-Math.log(1 - random.nextDouble()) * meanLots);
        return Math.min(instrument.maxQty(), Math.max(instrument.minQty(), lots));
    }
}
