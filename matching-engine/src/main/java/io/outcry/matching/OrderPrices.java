/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.engine.NewExtendedOrderDecoder;
import io.outcry.codecs.engine.NewOrderDecoder;
import io.outcry.codecs.types.ExecInst;
import io.outcry.codecs.types.OrdType;
import io.outcry.codecs.types.PegOffsetType;
import io.outcry.codecs.types.PegPriceType;
import io.outcry.codecs.types.TriggerPriceType;

/** The prices that a new order begins with: some of them the book gives. */
final class OrderPrices {
    private OrderPrices() {}

    /** Limit of an order; null if it trades at any price, 0 if it has none although it needs one. */
    static long limit(
            final NewOrderDecoder command,
            final NewExtendedOrderDecoder more,
            final TradedInstrument instrument,
            final boolean buy) {
        final OrdType ordType = command.ordType();
        if (ordType == OrdType.MARKET_TO_LIMIT) {
            return instrument.bestPrice(!buy);
        }
        if (ordType == OrdType.TRAILING_STOP_LIMIT) {
            return limitBehind(buy, stop(more, instrument, buy), more.limitOffset());
        }
        if (ordType == OrdType.PEGGED) {
            return Math.max(
                    0, PeggedOrders.price(buy, pegReference(more, buy), more.pegOffset(), command.price(), instrument));
        }
        return command.execInst() == ExecInst.POST_ONLY_SLIDE
                ? instrument.priceToRest(buy, command.price())
                : command.price();
    }

    /** Stop price of an order that waits; null if it follows a price that is not there yet. */
    static long stop(final NewExtendedOrderDecoder more, final TradedInstrument instrument, final boolean buy) {
        return more.stopPx() != NullValue.INT64
                ? more.stopPx()
                : TriggerBook.stopPx(
                        buy,
                        instrument.reference(reference(more, buy), buy),
                        more.pegOffset(),
                        more.pegOffsetType() == PegOffsetType.TICKS);
    }

    /** Price that an order looks at while it waits. */
    static int reference(final NewExtendedOrderDecoder more, final boolean buy) {
        final TriggerPriceType type = more.triggerPriceType();
        if (type == TriggerPriceType.LAST_TRADE) {
            return TriggerBook.LAST_TRADE;
        }
        if (type == TriggerPriceType.MIDPOINT) {
            return TriggerBook.MIDPOINT;
        }
        return buy ? TriggerBook.BEST_OFFER : TriggerBook.BEST_BID;
    }

    /** Price that a pegged order follows. */
    static int pegReference(final NewExtendedOrderDecoder more, final boolean buy) {
        final PegPriceType type = more.pegPriceType();
        if (type == PegPriceType.MIDPOINT) {
            return TriggerBook.MIDPOINT;
        }
        return buy == (type == PegPriceType.PRIMARY) ? TriggerBook.BEST_BID : TriggerBook.BEST_OFFER;
    }

    /** Limit of a trailing stop-limit, which lies behind its stop price; 0 if that cannot be. */
    static long limitBehind(final boolean buy, final long stopPx, final long limitOffset) {
        return Math.max(0, buy ? stopPx + limitOffset : stopPx - limitOffset);
    }
}
