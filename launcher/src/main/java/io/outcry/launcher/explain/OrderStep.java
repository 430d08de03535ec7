/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.explain;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Something that happened to an order, or in front of it, by one command. What does not apply is null.
 *
 * @param sequence of the command
 * @param timeNs of the command, ns since 1970
 * @param type what happened
 * @param by who or what caused it, in words
 * @param priceTicks limit of the order, or price of the fill
 * @param qtyLots total quantity of the order, quantity of the fill, or what left the queue ahead
 * @param leavesLots what is left of the order
 * @param reason why the order was rejected or expired, in words
 * @param fill how the order traded
 * @param others the orders ahead to which it happened
 * @param keptPlace whether a replace left the order where it stood
 * @param place where the order stands afterwards; null if it does not rest
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OrderStep(
        long sequence,
        long timeNs,
        Type type,
        String by,
        Long priceTicks,
        Long qtyLots,
        Long leavesLots,
        String reason,
        Fill fill,
        Others others,
        Boolean keptPlace,
        Place place) {

    /** What happened. */
    public enum Type {
        /** The order was accepted. */
        NEW,
        /** The order was accepted and waits for another one of its list. */
        PENDING_NEW,
        /** The order was refused. */
        REJECTED,
        /** The order, which waited for its trigger, went to the market. */
        TRIGGERED,
        /** The order has another price or quantity. */
        REPLACED,
        /** The order lost quantity by self-trade prevention. */
        RESTATED,
        /** The order traded. */
        TRADE,
        /** The order has another place, though nobody changed it: the next part of an iceberg, or a peg. */
        MOVED,
        /** The order was cancelled. */
        CANCELED,
        /** The order ended by itself. */
        EXPIRED,
        /** Orders ahead traded. */
        AHEAD_FILLED,
        /** Orders ahead were cancelled. */
        AHEAD_CANCELED,
        /** Orders ahead became smaller, or lost their place, by a replace. */
        AHEAD_REPLACED,
        /** Orders ahead ended by themselves, or lost quantity by self-trade prevention. */
        AHEAD_EXPIRED;

        /**
         * Whether it happened in front of the order.
         *
         * @return false if it happened to the order itself
         */
        public boolean isAhead() {
            return compareTo(AHEAD_FILLED) >= 0;
        }
    }

    /** Part that an order has in a trade. */
    public enum Role {
        /** It rested. */
        MAKER,
        /** It came. */
        TAKER,
        /** All trade at once, at one price. */
        AUCTION
    }

    /**
     * With whom an order traded.
     *
     * @param tradeId number of the trade in its instrument
     * @param role of the order
     * @param otherOrderId null in an auction of more than two
     * @param otherAccountId null in an auction of more than two
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Fill(long tradeId, Role role, Long otherOrderId, Integer otherAccountId) {}

    /**
     * Orders ahead to which the same happened.
     *
     * @param orders how many
     * @param firstOrderId the first of them
     * @param takerAccountId who took them; null if they did not trade
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Others(int orders, long firstOrderId, Integer takerAccountId) {}

    /**
     * Where an order stands.
     *
     * @param orders how many trade before it at its price
     * @param qtyLots what they have in the queue: of an iceberg the part that is shown
     * @param betterOrders how many of its side have better prices; null if nobody looked, which takes long
     * @param betterQtyLots what they have in their queues; null if nobody looked
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Place(int orders, long qtyLots, Integer betterOrders, Long betterQtyLots) {}

    static OrderStep own(
            final AppliedCommand command,
            final Type type,
            final Long priceTicks,
            final Long qtyLots,
            final long leavesLots,
            final String reason,
            final Fill fill) {
        return new OrderStep(
                command.sequence(),
                command.timeNs(),
                type,
                command.by(),
                priceTicks,
                qtyLots,
                leavesLots,
                reason,
                fill,
                null,
                null,
                null);
    }

    static OrderStep ahead(
            final AppliedCommand command, final Type type, final long qtyLots, final Others others, final Place place) {
        return new OrderStep(
                command.sequence(),
                command.timeNs(),
                type,
                command.by(),
                null,
                qtyLots,
                null,
                null,
                null,
                others,
                null,
                place);
    }

    /** The same step, with what came of it. */
    OrderStep at(final Place newPlace, final Boolean kept) {
        return new OrderStep(
                sequence, timeNs, type, by, priceTicks, qtyLots, leavesLots, reason, fill, others, kept, newPlace);
    }
}
