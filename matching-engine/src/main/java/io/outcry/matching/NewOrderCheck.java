/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.engine.NewExtendedOrderDecoder;
import io.outcry.codecs.engine.NewOrderDecoder;
import io.outcry.codecs.types.ExecInst;
import io.outcry.codecs.types.OrdType;
import io.outcry.codecs.types.RejectReason;
import io.outcry.codecs.types.Side;
import io.outcry.codecs.types.TimeInForce;

/** Whether the terms of a new order are possible in themselves, whatever the book and the account are like. */
final class NewOrderCheck {
    private static final long MAX_PARTS = 100;

    private NewOrderCheck() {}

    static RejectReason checkTerms(final NewOrderDecoder command) {
        final Side side = command.side();
        if (side != Side.BUY && side != Side.SELL) {
            return RejectReason.INVALID_SIDE;
        }
        final TimeInForce timeInForce = command.timeInForce();
        if (timeInForce != TimeInForce.GTC && timeInForce != TimeInForce.IOC && timeInForce != TimeInForce.FOK) {
            return RejectReason.INVALID_TIME_IN_FORCE;
        }
        final OrdType ordType = command.ordType();
        final boolean limit = ordType == OrdType.LIMIT;
        if (!limit && ordType != OrdType.MARKET && ordType != OrdType.MARKET_TO_LIMIT) {
            return RejectReason.INVALID_ORD_TYPE;
        }
        final ExecInst execInst = command.execInst();
        if (execInst != ExecInst.NONE && !(isPostOnly(execInst) && limit && timeInForce == TimeInForce.GTC)) {
            return RejectReason.INVALID_EXEC_INST;
        }
        return (limit ? command.price() > 0 : command.price() == NullValue.INT64)
                ? RejectReason.NONE
                : RejectReason.INVALID_PRICE;
    }

    /** Of an order whose other terms and quantity are right. */
    static RejectReason checkTerms(final NewOrderDecoder command, final NewExtendedOrderDecoder more) {
        if (!isDisplayPossible(command, more)) {
            return RejectReason.INVALID_DISPLAY_QTY;
        }
        return isMinQtyPossible(command, more.minQty()) ? RejectReason.NONE : RejectReason.INVALID_MIN_QTY;
    }

    /** Bounds the work of one taker. */
    static boolean hasTooManyParts(final long orderQty, final long smallestPart) {
        return (orderQty - 1) / MAX_PARTS >= smallestPart;
    }

    private static boolean isPostOnly(final ExecInst execInst) {
        return execInst == ExecInst.POST_ONLY || execInst == ExecInst.POST_ONLY_SLIDE;
    }

    private static boolean isDisplayPossible(final NewOrderDecoder command, final NewExtendedOrderDecoder more) {
        final long displayQty = more.displayQty();
        final long variance = more.displayVariance();
        if (displayQty == NullValue.INT64 || displayQty == 0) {
            return variance == NullValue.INT64 && (displayQty != 0 || mayRest(command));
        }
        return mayRest(command)
                && displayQty > 0
                && displayQty <= command.orderQty()
                && (variance == NullValue.INT64 || variance >= 0 && variance < displayQty)
                && !hasTooManyParts(command.orderQty(), displayQty - zeroIfNull(variance));
    }

    private static boolean isMinQtyPossible(final NewOrderDecoder command, final long minQty) {
        return minQty == NullValue.INT64
                || minQty > 0
                        && minQty <= command.orderQty()
                        && command.timeInForce() != TimeInForce.FOK
                        && command.execInst() == ExecInst.NONE;
    }

    private static boolean mayRest(final NewOrderDecoder command) {
        return command.ordType() != OrdType.MARKET && command.timeInForce() == TimeInForce.GTC;
    }

    static long zeroIfNull(final long qty) {
        return qty == NullValue.INT64 ? 0 : qty;
    }
}
