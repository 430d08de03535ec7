/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.engine.NewExtendedOrderDecoder;
import io.outcry.codecs.engine.NewOrderDecoder;
import io.outcry.codecs.engine.NewOrderListDecoder;
import io.outcry.codecs.types.ContingencyType;
import io.outcry.codecs.types.ExecInst;
import io.outcry.codecs.types.ListedOrderDecoder;
import io.outcry.codecs.types.OrdType;
import io.outcry.codecs.types.RejectReason;
import io.outcry.codecs.types.Side;
import io.outcry.codecs.types.TimeInForce;
import io.outcry.risk.Account;
import io.outcry.risk.Accounts;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Lists of orders that depend on each other. All of a list is accepted or nothing; what the dependence means later is with
 * {@link LinkedOrders}.
 */
final class NewOrderLists {
    private static final int MAX_ORDERS = 3;
    private static final int ORIGIN_LENGTH = NewExtendedOrderDecoder.clOrdIdEncodingOffset();

    private final ReferenceData referenceData;
    private final Accounts accounts;
    private final OrderPool orders;
    private final EventWriter events;
    private final OpenOrders openOrders;
    private final OrderChecks checks;
    private final AcceptedOrders acceptedOrders;
    private final OrderEntry orderEntry;
    private final ArmedOrders armedOrders;
    private final Cascade cascade;
    private final Member[] members = {new Member(), new Member(), new Member()};
    private int size;

    static {
        if (ListedOrderDecoder.ENCODED_LENGTH + ORIGIN_LENGTH != NewExtendedOrderDecoder.BLOCK_LENGTH
                || ListedOrderDecoder.pegPriceTypeEncodingOffset() + ORIGIN_LENGTH
                        != NewExtendedOrderDecoder.pegPriceTypeEncodingOffset()) {
            throw new AssertionError("an order of a list must be laid out as an extended one");
        }
    }

    /** An order of the list, as if it had come alone. */
    private static final class Member {
        private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[NewExtendedOrderDecoder.BLOCK_LENGTH]);
        private final NewOrderDecoder command = new NewOrderDecoder();
        private final NewExtendedOrderDecoder more = new NewExtendedOrderDecoder();

        void read(final NewOrderListDecoder list, final int offset) {
            buffer.putBytes(0, list.buffer(), list.offset(), ORIGIN_LENGTH);
            buffer.putBytes(ORIGIN_LENGTH, list.buffer(), list.offset() + offset, ListedOrderDecoder.ENCODED_LENGTH);
            command.wrap(buffer, 0, NewOrderDecoder.BLOCK_LENGTH, NewOrderDecoder.SCHEMA_VERSION);
            more.wrap(buffer, 0, NewExtendedOrderDecoder.BLOCK_LENGTH, NewExtendedOrderDecoder.SCHEMA_VERSION);
        }

        boolean isLike(final Member other) {
            return command.side() == other.command.side() && command.orderQty() == other.command.orderQty();
        }

        boolean waits() {
            return NewOrderCheck.waits(command.ordType());
        }

        /** Whether it may be one of a pair: it rests or waits, and needs nothing from the book for that. */
        boolean mayBePaired() {
            final ExecInst execInst = command.execInst();
            return NewOrderCheck.mayRest(command.timeInForce())
                    && (command.ordType() == OrdType.LIMIT || waits())
                    && (execInst == ExecInst.NONE || execInst == ExecInst.POST_ONLY)
                    && more.minQty() == NullValue.INT64;
        }

        boolean mayBeHeld() {
            return mayBePaired()
                    || command.ordType() == OrdType.MARKET
                            && command.timeInForce() != TimeInForce.FOK
                            && !NewOrderCheck.isForAuction(command.timeInForce())
                            && more.minQty() == NullValue.INT64;
        }

        boolean trails() {
            return NewOrderCheck.trails(command.ordType());
        }
    }

    NewOrderLists(
            final ReferenceData referenceData,
            final Accounts accounts,
            final OrderPool orders,
            final EventWriter events,
            final OpenOrders openOrders,
            final OrderChecks checks,
            final AcceptedOrders acceptedOrders,
            final OrderEntry orderEntry,
            final ArmedOrders armedOrders,
            final Cascade cascade) {
        this.referenceData = referenceData;
        this.accounts = accounts;
        this.orders = orders;
        this.events = events;
        this.openOrders = openOrders;
        this.checks = checks;
        this.acceptedOrders = acceptedOrders;
        this.orderEntry = orderEntry;
        this.armedOrders = armedOrders;
        this.cascade = cascade;
    }

    void onNewOrderList(final NewOrderListDecoder list, final long timeNs) {
        members[0].read(list, NewOrderListDecoder.firstEncodingOffset());
        members[1].read(list, NewOrderListDecoder.secondEncodingOffset());
        members[2].read(list, NewOrderListDecoder.thirdEncodingOffset());
        size = members[2].command.clOrdId() == NullValue.INT64 ? 2 : MAX_ORDERS;
        final TradedInstrument instrument = referenceData.instrument(members[0].command.instrumentId());
        final Account account = accounts.find(list.accountId());
        final RejectReason reason = check(list.contingencyType(), timeNs, instrument, account);
        if (reason != RejectReason.NONE) {
            for (int place = 0; place < size; place++) {
                events.rejected(members[place].command, reason);
            }
            return;
        }
        if (list.contingencyType() == ContingencyType.ONE_CANCELS_OTHER) {
            placePair(timeNs, instrument, account);
        } else {
            placeWorking(timeNs, instrument, account);
        }
        cascade.run(instrument);
    }

    private RejectReason check(
            final ContingencyType contingencyType,
            final long timeNs,
            final TradedInstrument instrument,
            final Account account) {
        final boolean isPair = contingencyType == ContingencyType.ONE_CANCELS_OTHER;
        if (!isPair && contingencyType != ContingencyType.ONE_TRIGGERS_OTHER || !goTogether(isPair)) {
            return RejectReason.INVALID_LIST;
        }
        for (int place = 0; place < size; place++) {
            final Member member = members[place];
            final boolean isHeld = !isPair && place > 0;
            final RejectReason reason = isHeld
                    ? checks.checkToHold(member.command, member.more, timeNs, instrument, account)
                    : checks.checkNew(member.command, member.more, timeNs, instrument, account);
            if (reason != RejectReason.NONE) {
                return reason;
            }
        }
        if (!orders.hasRoom(size)) {
            return RejectReason.OPEN_ORDERS_FULL;
        }
        if (!account.hasRoom(size)) {
            return RejectReason.MAX_OPEN_ORDERS;
        }
        return areNumbersDistinct() ? RejectReason.NONE : RejectReason.DUPLICATE_CL_ORD_ID;
    }

    private boolean goTogether(final boolean isPair) {
        for (int place = 1; place < size; place++) {
            if (members[place].command.instrumentId() != members[0].command.instrumentId()) {
                return false;
            }
        }
        if (isPair) {
            return size == 2 && arePartners(members[0], members[1]);
        }
        return size == 2 ? members[1].mayBeHeld() : arePartners(members[1], members[2]);
    }

    /** They cannot trade with each other, and at most one of them stands in the book. */
    private static boolean arePartners(final Member one, final Member other) {
        return one.mayBePaired()
                && other.mayBePaired()
                && one.isLike(other)
                && (one.waits() || other.waits())
                && !(one.trails() && other.trails());
    }

    private boolean areNumbersDistinct() {
        final long first = members[0].command.clOrdId();
        final long second = members[1].command.clOrdId();
        final long third = members[2].command.clOrdId();
        return first != second && first != third && second != third;
    }

    private void placePair(final long timeNs, final TradedInstrument instrument, final Account account) {
        final int order = acceptPartner(members[0], timeNs, instrument, account);
        final int partner = acceptPartner(members[1], timeNs, instrument, account);
        openOrders.linkedOrders().pair(order, partner);
        armedOrders.goTogether(order, partner, instrument, account, members[0].command.refSeqNum());
    }

    private int acceptPartner(
            final Member member, final long timeNs, final TradedInstrument instrument, final Account account) {
        final NewOrderDecoder command = member.command;
        final boolean buy = command.side() == Side.BUY;
        final long price = OrderPrices.limit(command, member.more, instrument, buy);
        final int order = acceptedOrders.accept(command, member.more, timeNs, instrument, account, buy, price);
        orders.link(order);
        orders.price(order, member.waits() ? OrderPrices.stop(member.more, instrument, buy) : price);
        events.accepted(order, price, command.refSeqNum());
        return order;
    }

    private void placeWorking(final long timeNs, final TradedInstrument instrument, final Account account) {
        final NewOrderDecoder command = members[0].command;
        final NewExtendedOrderDecoder more = members[0].more;
        final boolean buy = command.side() == Side.BUY;
        final long price = OrderPrices.limit(command, more, instrument, buy);
        final int working = acceptedOrders.accept(command, more, timeNs, instrument, account, buy, price);
        account.open(instrument.settlement, buy, price, command.orderQty());
        orders.link(working);
        events.accepted(working, price, command.refSeqNum());
        final int triggered = hold(members[1], timeNs, instrument, account);
        if (size == MAX_ORDERS) {
            openOrders.linkedOrders().pair(triggered, hold(members[2], timeNs, instrument, account));
        }
        openOrders.linkedOrders().trigger(working, triggered);
        orderEntry.place(working, command, more, buy, price, instrument, account);
    }

    /** The limit of a trailing stop-limit is not known yet. */
    private int hold(final Member member, final long timeNs, final TradedInstrument instrument, final Account account) {
        final NewOrderDecoder command = member.command;
        final long price = command.price();
        final int order = acceptedOrders.accept(
                command, member.more, timeNs, instrument, account, command.side() == Side.BUY, price);
        orders.link(order);
        orders.hold(order);
        orders.price(order, member.waits() ? member.more.stopPx() : price);
        events.pending(order, price, command.refSeqNum());
        openOrders.hold(order, instrument, account);
        return order;
    }
}
