/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.engine.NewExtendedOrderDecoder;
import io.outcry.codecs.engine.NewOrderDecoder;
import io.outcry.codecs.engine.NewOrderListDecoder;
import io.outcry.codecs.types.ContingencyType;
import io.outcry.codecs.types.ExecInst;
import io.outcry.codecs.types.ExecType;
import io.outcry.codecs.types.ListedOrderDecoder;
import io.outcry.codecs.types.OrdType;
import io.outcry.codecs.types.RejectReason;
import io.outcry.codecs.types.Side;
import io.outcry.codecs.types.TimeInForce;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.agrona.concurrent.UnsafeBuffer;

/** The orders of a {@link NaiveExchange} that depend on each other. */
final class NaiveLists {
    private static final long NULL = NullValue.INT64;
    private static final int ORIGIN = NewExtendedOrderDecoder.clOrdIdEncodingOffset();
    private static final Set<OrdType> NEVER_WAITING =
            EnumSet.of(OrdType.LIMIT, OrdType.MARKET, OrdType.MARKET_TO_LIMIT, OrdType.PEGGED);
    private static final Set<OrdType> TRAILING = EnumSet.of(OrdType.TRAILING_STOP, OrdType.TRAILING_STOP_LIMIT);

    private final NaiveOrders orders;
    private final List<NaiveMarket> markets;
    private final List<NaiveTrader> traders;
    private final NaiveEvents events;

    /** How often orders that were held went to the market, and how often an order ended its partner. */
    int wentToMarket;

    int wentAlone;

    private final Map<NaiveOrder, Member> members = new HashMap<>();

    /** An order as if it had come alone. */
    private static final class Member {
        private final NewOrderDecoder command = new NewOrderDecoder();
        private final NewExtendedOrderDecoder more = new NewExtendedOrderDecoder();

        Member(final NewOrderListDecoder list, final int offset) {
            final UnsafeBuffer buffer = new UnsafeBuffer(new byte[NewExtendedOrderDecoder.BLOCK_LENGTH]);
            buffer.putBytes(0, list.buffer(), list.offset(), ORIGIN);
            buffer.putBytes(ORIGIN, list.buffer(), list.offset() + offset, ListedOrderDecoder.ENCODED_LENGTH);
            command.wrap(buffer, 0, NewOrderDecoder.BLOCK_LENGTH, 1);
            more.wrap(buffer, 0, NewExtendedOrderDecoder.BLOCK_LENGTH, 1);
        }

        boolean waits() {
            return !NEVER_WAITING.contains(command.ordType())
                    && command.ordType() != OrdType.NULL_VAL
                    && command.ordType() != OrdType.SBE_UNKNOWN;
        }

        boolean lasts() {
            return EnumSet.of(TimeInForce.GTC, TimeInForce.DAY, TimeInForce.GTD).contains(command.timeInForce());
        }

        boolean mayBePaired() {
            return lasts()
                    && (waits() || command.ordType() == OrdType.LIMIT)
                    && EnumSet.of(ExecInst.NONE, ExecInst.POST_ONLY).contains(command.execInst())
                    && more.minQty() == NULL;
        }

        boolean mayBeHeld() {
            final boolean market =
                    command.ordType() == OrdType.MARKET && (lasts() || command.timeInForce() == TimeInForce.IOC);
            return mayBePaired() || market && more.minQty() == NULL;
        }

        boolean pairsWith(final Member other) {
            return mayBePaired()
                    && other.mayBePaired()
                    && command.side() == other.command.side()
                    && command.orderQty() == other.command.orderQty()
                    && (waits() || other.waits())
                    && !(TRAILING.contains(command.ordType()) && TRAILING.contains(other.command.ordType()));
        }
    }

    NaiveLists(
            final NaiveOrders orders,
            final List<NaiveMarket> markets,
            final List<NaiveTrader> traders,
            final NaiveEvents events) {
        this.orders = orders;
        this.markets = markets;
        this.traders = traders;
        this.events = events;
    }

    /** Returns the market of the orders, or null if they were rejected. */
    NaiveMarket newOrderList(final NewOrderListDecoder list) {
        final List<Member> all = new ArrayList<>();
        all.add(new Member(list, NewOrderListDecoder.firstEncodingOffset()));
        all.add(new Member(list, NewOrderListDecoder.secondEncodingOffset()));
        if (list.third().clOrdId() != NULL) {
            all.add(new Member(list, NewOrderListDecoder.thirdEncodingOffset()));
        }
        final RejectReason reason = check(all, list.contingencyType());
        if (reason != RejectReason.NONE) {
            all.forEach(member -> events.rejected(member.command, reason));
            return null;
        }
        if (list.contingencyType() == ContingencyType.ONE_CANCELS_OTHER) {
            final NaiveOrder one = create(all.get(0));
            final NaiveOrder other = create(all.get(1));
            pair(one, other);
            goTogether(one, other, list.refSeqNum());
            return one.market;
        }
        final NaiveOrder working = create(all.get(0));
        working.triggered = new ArrayList<>();
        all.subList(1, all.size()).forEach(member -> working.triggered.add(hold(member, working)));
        if (working.triggered.size() == 2) {
            pair(working.triggered.get(0), working.triggered.get(1));
        }
        orders.place(working, all.get(0).command, all.get(0).more, list.refSeqNum());
        return working.market;
    }

    /** A held order, which may go to the market now, goes there with its partner. */
    void go(final NaiveOrder order) {
        wentToMarket++;
        final List<NaiveOrder> going = new ArrayList<>(List.of(order));
        if (order.partner != null) {
            going.add(order.partner);
        }
        going.forEach(NaiveOrders::close);
        going.forEach(each -> {
            each.held = false;
            each.armed = false;
            each.price = NaiveOrders.limitNow(members.get(each).more, each.market, each.buy);
        });
        RejectReason reason = RejectReason.NONE;
        for (final NaiveOrder each : going) {
            reason = reason == RejectReason.NONE ? orders.checkArmed(each, members.get(each).more) : reason;
        }
        if (reason == RejectReason.NONE) {
            reason = orders.checkFunds(going.size() == 1 ? order : dearer(order, order.partner));
        }
        if (reason != RejectReason.NONE) {
            going.forEach(each -> each.partner = null);
            for (final NaiveOrder each : going) {
                events.expired(each, reason);
                orders.gone(each);
            }
            return;
        }
        going.forEach(each -> events.execution(each, NULL, ExecType.NEW, each.clOrdId, NULL));
        if (going.size() == 1) {
            place(order, NULL);
        } else {
            goTogether(order, order.partner, NULL);
        }
    }

    /** Of an order that is about to trade, or to be triggered. */
    void goAlone(final NaiveOrder order) {
        if (order.partner != null) {
            wentAlone++;
            final NaiveOrder partner = order.partner;
            partner.partner = null;
            order.partner = null;
            orders.expire(partner, RejectReason.OTHER_OF_LIST);
            order.unfunded = false;
        }
    }

    void filled(final NaiveOrder order) {
        for (final NaiveOrder triggered : order.triggered) {
            triggered.working = null;
            triggered.armed = true;
            triggered.market.held.remove(triggered);
            triggered.market.armed.add(triggered);
        }
        order.triggered = List.of();
    }

    void ended(final NaiveOrder order) {
        final List<NaiveOrder> others = new ArrayList<>(order.triggered);
        if (order.partner != null) {
            others.add(order.partner);
        }
        if (order.working != null) {
            others.add(order.working);
        }
        others.add(order);
        for (final NaiveOrder each : others) {
            each.triggered = List.of();
            each.partner = null;
            each.working = null;
        }
        others.remove(order);
        others.forEach(other -> orders.expire(other, RejectReason.OTHER_OF_LIST));
    }

    void forget(final NaiveOrder order) {
        members.remove(order);
    }

    private RejectReason check(final List<Member> all, final ContingencyType type) {
        final boolean isPair = type == ContingencyType.ONE_CANCELS_OTHER;
        final Member first = all.get(0);
        final Member second = all.get(1);
        final int size = all.size();
        if (!isPair && type != ContingencyType.ONE_TRIGGERS_OTHER) {
            return RejectReason.INVALID_LIST;
        } else if (all.stream().anyMatch(each -> each.command.instrumentId() != first.command.instrumentId())) {
            return RejectReason.INVALID_LIST;
        } else if (isPair && (size != 2 || !first.pairsWith(second))) {
            return RejectReason.INVALID_LIST;
        } else if (!isPair && !(size == 2 ? second.mayBeHeld() : second.pairsWith(all.get(2)))) {
            return RejectReason.INVALID_LIST;
        }
        for (final Member member : all) {
            final RejectReason reason = isPair || member == first
                    ? orders.check(member.command, member.more)
                    : orders.checkToHold(member.command, member.more);
            if (reason != RejectReason.NONE) {
                return reason;
            }
        }
        final NaiveTrader trader = traders.get(first.command.accountId() - 1);
        if (orders.open() + size > orders.maxOpenOrders()) {
            return RejectReason.OPEN_ORDERS_FULL;
        } else if (trader.open().size() + size > trader.maxOpenOrders) {
            return RejectReason.MAX_OPEN_ORDERS;
        }
        final long distinct =
                all.stream().map(each -> each.command.clOrdId()).distinct().count();
        return distinct == size ? RejectReason.NONE : RejectReason.DUPLICATE_CL_ORD_ID;
    }

    private NaiveOrder create(final Member member) {
        final NaiveMarket market = markets.get(member.command.instrumentId() - 1);
        final boolean buy = member.command.side() == Side.BUY;
        final long price = NaiveOrders.limitPrice(member.command, member.more, market, buy);
        return create(member, price, ExecType.NEW);
    }

    private NaiveOrder create(final Member member, final long price, final ExecType execType) {
        final NaiveOrder order = orders.create(member.command, member.more, price);
        members.put(order, member);
        events.execution(order, member.command.refSeqNum(), execType, order.clOrdId, NULL);
        return order;
    }

    private NaiveOrder hold(final Member member, final NaiveOrder working) {
        final NaiveOrder order = create(member, member.command.price(), ExecType.PENDING_NEW);
        order.held = true;
        order.working = working;
        orders.open(order);
        order.market.held.add(order);
        return order;
    }

    private static void pair(final NaiveOrder one, final NaiveOrder other) {
        one.partner = other;
        other.partner = one;
    }

    private void goTogether(final NaiveOrder one, final NaiveOrder other, final long refSeqNum) {
        final NaiveOrder dearer = dearer(one, other);
        dearer.partner.unfunded = true;
        final NaiveOrder waiting = members.get(one).waits() ? one : other;
        final NaiveOrder last = waiting == one ? other : one;
        place(waiting, refSeqNum);
        place(last, refSeqNum);
    }

    private void place(final NaiveOrder order, final long refSeqNum) {
        orders.place(order, members.get(order).command, members.get(order).more, refSeqNum);
    }

    /** A missing price costs nothing yet. */
    private static NaiveOrder dearer(final NaiveOrder one, final NaiveOrder other) {
        final boolean isOther = one.buy && other.price != NULL && (one.price == NULL || other.price > one.price);
        return isOther ? other : one;
    }
}
