/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.engine.NewExtendedOrderDecoder;
import io.outcry.codecs.engine.NewOrderDecoder;
import io.outcry.codecs.types.ExecInst;
import io.outcry.codecs.types.OrdType;
import io.outcry.codecs.types.RejectReason;
import io.outcry.codecs.types.TimeInForce;
import io.outcry.codecs.types.TradingStatus;

/** What each trading status means for orders. */
final class TradingPhase {
    private TradingPhase() {}

    static boolean isKnown(final TradingStatus status) {
        return status != TradingStatus.NULL_VAL && status != TradingStatus.SBE_UNKNOWN;
    }

    /** Whether orders gather without trading, until an auction lets them. */
    static boolean isCall(final TradingStatus status) {
        return status == TradingStatus.PRE_OPEN || isAuction(status);
    }

    /** Whether the market is told during the call what would trade. */
    static boolean isAuction(final TradingStatus status) {
        return status == TradingStatus.OPENING_AUCTION
                || status == TradingStatus.VOLATILITY_AUCTION
                || status == TradingStatus.CLOSING_AUCTION;
    }

    /** Whether an auction stands between two statuses: orders may have gathered that would trade with each other. */
    static boolean uncrosses(final TradingStatus from, final TradingStatus to) {
        return isContinuous(to) ? !isContinuous(from) : to == TradingStatus.CLOSED && isAuction(from);
    }

    /** Whether any order may come or be changed. */
    static boolean takesOrders(final TradingStatus status) {
        return isContinuous(status) || isCall(status);
    }

    /** Of an order whose terms are right in themselves, for an instrument that takes orders. */
    static RejectReason check(
            final TradingStatus status, final NewOrderDecoder command, final NewExtendedOrderDecoder more) {
        return isPossible(status, command, more) ? RejectReason.NONE : RejectReason.NOT_IN_THIS_PHASE;
    }

    /** Whether no two orders stand in the book that would trade with each other. */
    private static boolean isContinuous(final TradingStatus status) {
        return status == TradingStatus.OPEN || status == TradingStatus.POST_ONLY;
    }

    private static boolean isPossible(
            final TradingStatus status, final NewOrderDecoder command, final NewExtendedOrderDecoder more) {
        final TimeInForce timeInForce = command.timeInForce();
        final ExecInst execInst = command.execInst();
        if (status == TradingStatus.OPEN) {
            return timeInForce != TimeInForce.AT_THE_OPENING;
        }
        if (status == TradingStatus.POST_ONLY) {
            return execInst == ExecInst.POST_ONLY || execInst == ExecInst.POST_ONLY_SLIDE;
        }
        if (NewOrderCheck.isForAuction(timeInForce)) {
            return timeInForce != TimeInForce.AT_THE_OPENING
                    || status == TradingStatus.PRE_OPEN
                    || status == TradingStatus.OPENING_AUCTION;
        }
        return NewOrderCheck.mayRest(timeInForce)
                && (command.ordType() == OrdType.LIMIT || NewOrderCheck.waits(command.ordType()))
                && execInst == ExecInst.NONE
                && (more == null || more.minQty() == NullValue.INT64);
    }
}
