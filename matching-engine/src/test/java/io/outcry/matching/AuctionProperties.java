/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.types.OrdType;
import io.outcry.codecs.types.Side;
import io.outcry.codecs.types.TimeInForce;
import io.outcry.codecs.types.TradingStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Auctions of a few orders at a few prices, where rules meet each other often, against the {@link NaiveAuction}. */
class AuctionProperties {
    private static final int AUCTIONS = 20_000;
    private static final int AUCTIONS_OF_A_MARKET = 10;
    private static final int INSTRUMENT_ID = 1;
    private static final TradingStatus[] CALLS = {
        TradingStatus.PRE_OPEN,
        TradingStatus.OPENING_AUCTION,
        TradingStatus.VOLATILITY_AUCTION,
        TradingStatus.CLOSING_AUCTION
    };
    private static final TimeInForce[] FOR_AUCTIONS = {TimeInForce.AT_CROSSING, TimeInForce.AT_THE_CLOSE};

    private final long seed = Long.getLong("outcry.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Commands commands = new Commands();
    private ModelCheck check;
    private long timeNs = 1;
    private long lastClOrdId;

    @Test
    void shouldDoWhatTheNaiveAuctionDoes() {
        for (int auction = 0; auction < AUCTIONS; auction++) {
            if (auction % AUCTIONS_OF_A_MARKET == 0) {
                openMarket();
            }
            final List<String> orders = new ArrayList<>();
            try {
                auction(orders);
            } catch (final AssertionError e) {
                throw new AssertionError("-Doutcry.seed=" + seed + ", auction " + auction + " of " + orders, e);
            }
        }
        check.audit();
    }

    /** In which nothing was traded yet. */
    private void openMarket() {
        if (check != null) {
            check.audit();
        }
        check = new ModelCheck();
        new RandomCommands(seed, true)
                .configuration()
                .forEach(command -> check.apply(timeNs, command, command.capacity()));
    }

    private void auction(final List<String> orders) {
        apply(CALLS[random.nextInt(CALLS.length)]);
        for (int left = 1 + random.nextInt(12); left > 0; left--) {
            orders.add(order());
            apply();
        }
        timeNs += TradingPhases.INDICATION_INTERVAL_NS;
        commands.timeStep();
        apply();
        apply(random.nextInt(3) == 0 ? TradingStatus.CLOSED : TradingStatus.OPEN);
        for (int accountId = 1; accountId <= 2; accountId++) {
            commands.massAction(accountId, ++lastClOrdId);
            apply();
        }
    }

    private String order() {
        final boolean market = random.nextInt(6) == 0;
        final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        final long price = market ? NullValue.INT64 : 98 + random.nextInt(6);
        final long qty = 1 + random.nextInt(5);
        final TimeInForce timeInForce =
                market || random.nextInt(4) == 0 ? FOR_AUCTIONS[random.nextInt(FOR_AUCTIONS.length)] : TimeInForce.GTC;
        commands.newOrder(1 + random.nextInt(2), INSTRUMENT_ID, ++lastClOrdId)
                .side(side)
                .orderQty(qty)
                .price(price)
                .ordType(market ? OrdType.MARKET : OrdType.LIMIT)
                .timeInForce(timeInForce);
        return side + " " + qty + "@" + (market ? "market" : price) + " " + timeInForce;
    }

    private void apply(final TradingStatus status) {
        commands.tradingStatus(INSTRUMENT_ID, status);
        apply();
    }

    private void apply() {
        check.apply(timeNs++, commands.buffer(), commands.length());
    }
}
