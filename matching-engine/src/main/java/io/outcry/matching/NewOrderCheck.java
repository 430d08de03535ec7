/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.engine.NewExtendedOrderDecoder;
import io.outcry.codecs.engine.NewOrderDecoder;
import io.outcry.codecs.types.ExecInst;
import io.outcry.codecs.types.OrdType;
import io.outcry.codecs.types.PegOffsetType;
import io.outcry.codecs.types.PegPriceType;
import io.outcry.codecs.types.RejectReason;
import io.outcry.codecs.types.Side;
import io.outcry.codecs.types.TimeInForce;
import io.outcry.codecs.types.TriggerPriceType;

/** Whether the terms of a new order are possible in themselves, whatever the book and the account are like. */
final class NewOrderCheck {
    private static final long NULL = NullValue.INT64;
    private static final long MAX_PARTS = 100;
    private static final long MAX_BASIS_POINTS = 9_999;

    private NewOrderCheck() {}

    /** Whether the order is a limit order that rests or is immediate, without instructions: so are nearly all. */
    static boolean isCommon(final NewOrderDecoder command) {
        final TimeInForce timeInForce = command.timeInForce();
        return command.ordType() == OrdType.LIMIT
                && command.execInst() == ExecInst.NONE
                && (timeInForce == TimeInForce.GTC || timeInForce == TimeInForce.IOC);
    }

    /** The same as for any other order, in few steps. */
    static RejectReason checkCommon(final NewOrderDecoder command) {
        final Side side = command.side();
        if (side != Side.BUY && side != Side.SELL) {
            return RejectReason.INVALID_SIDE;
        }
        return command.price() > 0 ? RejectReason.NONE : RejectReason.INVALID_PRICE;
    }

    static RejectReason checkTerms(final NewOrderDecoder command) {
        final Side side = command.side();
        if (side != Side.BUY && side != Side.SELL) {
            return RejectReason.INVALID_SIDE;
        }
        final TimeInForce timeInForce = command.timeInForce();
        final boolean isForAuction = isForAuction(timeInForce);
        if (timeInForce != TimeInForce.IOC
                && timeInForce != TimeInForce.FOK
                && !mayRest(timeInForce)
                && !isForAuction) {
            return RejectReason.INVALID_TIME_IN_FORCE;
        }
        final OrdType ordType = command.ordType();
        final boolean limit = ordType == OrdType.LIMIT;
        final boolean isPegged = ordType == OrdType.PEGGED;
        if (!limit && ordType != OrdType.MARKET && ordType != OrdType.MARKET_TO_LIMIT && !isPegged && !waits(ordType)) {
            return RejectReason.INVALID_ORD_TYPE;
        }
        if ((isPegged || waits(ordType)) && !mayRest(timeInForce)
                || isForAuction && ordType == OrdType.MARKET_TO_LIMIT) {
            return RejectReason.INVALID_TIME_IN_FORCE;
        }
        final ExecInst execInst = command.execInst();
        if (execInst != ExecInst.NONE && !(isKnown(execInst) && limit && mayRest(timeInForce))) {
            return RejectReason.INVALID_EXEC_INST;
        }
        return (hasLimit(ordType) ? command.price() > 0 : command.price() == NULL)
                ? RejectReason.NONE
                : RejectReason.INVALID_PRICE;
    }

    /** Of an order whose other terms are right, and that has no more than these. */
    static RejectReason checkPlain(final NewOrderDecoder command) {
        if (command.timeInForce() == TimeInForce.GTD) {
            return RejectReason.INVALID_EXPIRE_TIME;
        }
        if (command.ordType() == OrdType.PEGGED) {
            return RejectReason.INVALID_PEG;
        }
        return waits(command.ordType()) ? RejectReason.INVALID_STOP_PRICE : RejectReason.NONE;
    }

    /** Of an order whose other terms and quantity are right. */
    static RejectReason checkExtended(
            final NewOrderDecoder command, final NewExtendedOrderDecoder more, final long timeNs) {
        if (!isDisplayPossible(command, more)) {
            return RejectReason.INVALID_DISPLAY_QTY;
        }
        if (!isMinQtyPossible(command, more.minQty())) {
            return RejectReason.INVALID_MIN_QTY;
        }
        final boolean expires = command.timeInForce() == TimeInForce.GTD;
        if (expires ? more.expireTimeNs() <= timeNs : more.expireTimeNs() != NULL) {
            return RejectReason.INVALID_EXPIRE_TIME;
        }
        final OrdType ordType = command.ordType();
        if (waits(ordType) ? !isTrigger(more.triggerPriceType()) : !isNull(more.triggerPriceType())) {
            return RejectReason.INVALID_TRIGGER;
        }
        if (!isStopPricePossible(ordType, more.stopPx())) {
            return RejectReason.INVALID_STOP_PRICE;
        }
        if (ordType == OrdType.PEGGED ? !isPeg(more.pegPriceType()) : more.pegPriceType() != PegPriceType.NULL_VAL) {
            return RejectReason.INVALID_PEG;
        }
        return areOffsetsPossible(ordType, more) ? RejectReason.NONE : RejectReason.INVALID_OFFSET;
    }

    /** Bounds the work of one taker. */
    static boolean hasTooManyParts(final long orderQty, final long smallestPart) {
        return (orderQty - 1) / MAX_PARTS >= smallestPart;
    }

    static boolean mayRest(final TimeInForce timeInForce) {
        return timeInForce == TimeInForce.GTC || timeInForce == TimeInForce.DAY || timeInForce == TimeInForce.GTD;
    }

    /** Whether an order takes part in auctions only. */
    static boolean isForAuction(final TimeInForce timeInForce) {
        return timeInForce == TimeInForce.AT_THE_OPENING
                || timeInForce == TimeInForce.AT_THE_CLOSE
                || timeInForce == TimeInForce.AT_CROSSING;
    }

    static boolean waits(final OrdType ordType) {
        switch (ordType) {
            case STOP:
            case STOP_LIMIT:
            case TAKE_PROFIT:
            case TAKE_PROFIT_LIMIT:
            case TRAILING_STOP:
            case TRAILING_STOP_LIMIT:
                return true;
            default:
                return false;
        }
    }

    static boolean trails(final OrdType ordType) {
        return ordType == OrdType.TRAILING_STOP || ordType == OrdType.TRAILING_STOP_LIMIT;
    }

    static long zeroIfNull(final long qty) {
        return qty == NULL ? 0 : qty;
    }

    /** Whether the command carries a limit price. */
    private static boolean hasLimit(final OrdType ordType) {
        return ordType == OrdType.LIMIT
                || ordType == OrdType.STOP_LIMIT
                || ordType == OrdType.TAKE_PROFIT_LIMIT
                || ordType == OrdType.PEGGED;
    }

    private static boolean isKnown(final ExecInst execInst) {
        return execInst == ExecInst.POST_ONLY
                || execInst == ExecInst.POST_ONLY_SLIDE
                || execInst == ExecInst.ALL_OR_NONE;
    }

    private static boolean isDisplayPossible(final NewOrderDecoder command, final NewExtendedOrderDecoder more) {
        final long displayQty = more.displayQty();
        final long variance = more.displayVariance();
        if (displayQty == NULL || displayQty == 0) {
            return variance == NULL && (displayQty != 0 || mayRestInPart(command));
        }
        return mayRestInPart(command)
                && displayQty > 0
                && displayQty <= command.orderQty()
                && (variance == NULL || variance >= 0 && variance < displayQty)
                && !hasTooManyParts(command.orderQty(), displayQty - zeroIfNull(variance));
    }

    private static boolean isMinQtyPossible(final NewOrderDecoder command, final long minQty) {
        return minQty == NULL
                || minQty > 0
                        && minQty <= command.orderQty()
                        && command.timeInForce() != TimeInForce.FOK
                        && !isForAuction(command.timeInForce())
                        && command.execInst() == ExecInst.NONE
                        && command.ordType() != OrdType.PEGGED
                        && !waits(command.ordType());
    }

    /** Whether a part of the order may stand in a book and be shown, now or when it is triggered. */
    private static boolean mayRestInPart(final NewOrderDecoder command) {
        final OrdType ordType = command.ordType();
        final boolean isMarket = ordType == OrdType.MARKET
                || ordType == OrdType.STOP
                || ordType == OrdType.TAKE_PROFIT
                || ordType == OrdType.TRAILING_STOP;
        return !isMarket
                && ordType != OrdType.PEGGED
                && mayRest(command.timeInForce())
                && command.execInst() != ExecInst.ALL_OR_NONE;
    }

    private static boolean isTrigger(final TriggerPriceType type) {
        return type == TriggerPriceType.BEST_BID_OFFER
                || type == TriggerPriceType.LAST_TRADE
                || type == TriggerPriceType.MIDPOINT;
    }

    private static boolean isPeg(final PegPriceType type) {
        return type == PegPriceType.PRIMARY || type == PegPriceType.MARKET || type == PegPriceType.MIDPOINT;
    }

    private static boolean isNull(final TriggerPriceType type) {
        return type == TriggerPriceType.NULL_VAL;
    }

    private static boolean isStopPricePossible(final OrdType ordType, final long stopPx) {
        if (stopPx == NULL) {
            return !waits(ordType) || trails(ordType);
        }
        return stopPx > 0 && waits(ordType);
    }

    private static boolean areOffsetsPossible(final OrdType ordType, final NewExtendedOrderDecoder more) {
        final boolean isLimitOffsetPossible =
                ordType == OrdType.TRAILING_STOP_LIMIT ? more.limitOffset() >= 0 : more.limitOffset() == NULL;
        if (ordType == OrdType.PEGGED) {
            return isLimitOffsetPossible && isDistanceOfPegPossible(more);
        }
        final long pegOffset = more.pegOffset();
        final PegOffsetType type = more.pegOffsetType();
        final boolean isPegOffsetPossible = trails(ordType)
                ? pegOffset > 0
                        && (type == PegOffsetType.TICKS
                                || type == PegOffsetType.BASIS_POINTS && pegOffset <= MAX_BASIS_POINTS)
                : pegOffset == NULL && type == PegOffsetType.NULL_VAL;
        return isLimitOffsetPossible && isPegOffsetPossible;
    }

    /** At the best price of the other side it would take; one tick away from it, it cannot. */
    private static boolean isDistanceOfPegPossible(final NewExtendedOrderDecoder more) {
        final long least = more.pegPriceType() == PegPriceType.MARKET ? 1 : 0;
        return more.pegOffset() >= least && more.pegOffsetType() == PegOffsetType.TICKS;
    }
}
