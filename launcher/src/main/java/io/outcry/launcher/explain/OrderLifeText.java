/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.explain;

import io.outcry.codecs.Instrument;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The life of an order in lines for people. */
public final class OrderLifeText {
    private static final int AVERAGE_DIGITS = 4;

    private final OrderLife life;
    private final Instrument instrument;
    private final List<String> lines = new ArrayList<>();

    private OrderLifeText(final OrderLife life) {
        this.life = life;
        instrument = life.instrument();
    }

    /**
     * Writes it down.
     *
     * @param life of an order
     * @return without line ends
     */
    public static List<String> lines(final OrderLife life) {
        final OrderLifeText text = new OrderLifeText(life);
        text.write();
        return text.lines;
    }

    private void write() {
        add(
                "%s of account %d, clOrdId %d: %s %s",
                life.orderId() == null ? "order" : "order " + life.orderId(),
                life.accountId(),
                life.clOrdId(),
                life.side(),
                life.symbol() == null ? "of an unknown instrument" : life.symbol());
        add("  came by command %s", life.command());
        boolean isPastFirst = false;
        for (int i = 0; i < life.steps().size(); i++) {
            final OrderStep step = life.steps().get(i);
            add("  %9d  %s  %s", step.sequence(), Instant.ofEpochSecond(0, step.timeNs()), text(step));
            if (!isPastFirst && life.omittedSteps() > 0 && isLastOfFirst(i)) {
                isPastFirst = true;
                add("             ... %,d more such steps ahead of it ...", life.omittedSteps());
            }
        }
        for (final Map.Entry<OrderStep.Type, OrderLife.Total> total :
                life.ahead().entrySet()) {
            add(
                    "  ahead of it in all: %s, %s",
                    words(total.getKey(), total.getValue().orders()),
                    qty(total.getValue().qtyLots()));
        }
        add("  %s", end());
    }

    /** Whether the steps ahead that were left out came behind this one. */
    private boolean isLastOfFirst(final int index) {
        long ahead = 0;
        for (int i = 0; i <= index; i++) {
            ahead += life.steps().get(i).type().isAhead() ? 1 : 0;
        }
        return ahead == AheadSteps.FIRST;
    }

    private String text(final OrderStep step) {
        final StringBuilder text = new StringBuilder();
        if (step.type().isAhead()) {
            text.append(words(step.type(), step.others().orders())).append(", ").append(qty(step.qtyLots()));
            text.append(", first order ").append(step.others().firstOrderId());
            if (step.others().takerAccountId() != null) {
                text.append(", taken by account ").append(step.others().takerAccountId());
            }
        } else {
            text.append(own(step));
        }
        text.append(" (").append(step.by()).append(')');
        if (step.place() != null) {
            text.append(": ").append(place(step.place()));
        }
        return text.toString();
    }

    private String own(final OrderStep step) {
        return switch (step.type()) {
            case NEW -> "accepted, " + terms(step);
            case PENDING_NEW -> "accepted, waits for another order of its list, " + terms(step);
            case REJECTED -> "rejected, " + step.reason();
            case TRIGGERED -> "triggered, goes to the market, " + terms(step);
            case REPLACED ->
                "replaced, " + terms(step) + ", " + qty(step.leavesLots()) + " left"
                        + (step.keptPlace() == null ? "" : step.keptPlace() ? ", kept its place" : ", lost its place");
            case RESTATED ->
                "made smaller by self-trade prevention, " + terms(step) + ", " + qty(step.leavesLots()) + " left";
            case MOVED -> "moved to the back of the queue at " + price(step.priceTicks());
            case TRADE ->
                "filled " + qty(step.qtyLots()) + " at " + price(step.priceTicks()) + " as "
                        + step.fill().role().name().toLowerCase(Locale.ROOT)
                        + (step.fill().otherOrderId() == null
                                ? ""
                                : " with order " + step.fill().otherOrderId() + " of account "
                                        + step.fill().otherAccountId())
                        + ", " + qty(step.leavesLots()) + " left";
            case CANCELED -> "cancelled";
            default -> "expired" + (step.reason() == null ? "" : ", " + step.reason());
        };
    }

    private String terms(final OrderStep step) {
        return qty(step.qtyLots()) + " at " + (step.priceTicks() == null ? "market" : price(step.priceTicks()));
    }

    private static String words(final OrderStep.Type type, final long orders) {
        final String what =
                switch (type) {
                    case AHEAD_FILLED -> "filled";
                    case AHEAD_CANCELED -> "cancelled";
                    case AHEAD_REPLACED -> "replaced";
                    default -> "expired or made smaller";
                };
        return orders + (orders == 1 ? " order " : " orders ") + what;
    }

    private String place(final OrderStep.Place place) {
        final String here = place.orders() == 0
                ? "first at its price"
                : orders(place.orders()) + " with " + qty(place.qtyLots()) + " ahead";
        return place.betterOrders() == null || place.betterOrders() == 0
                ? here
                : here + ", " + orders(place.betterOrders()) + " with " + qty(place.betterQtyLots())
                        + " at better prices";
    }

    private static String orders(final long count) {
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? "order" : "orders");
    }

    /** Why it did or did not fill. */
    private String end() {
        final String filled = life.cumLots() == 0
                ? "nothing of it was filled"
                : qty(life.cumLots()) + " of it filled at " + average() + " on average";
        final String traded =
                life.tradedLots() == 0 ? "" : "; others traded " + qty(life.tradedLots()) + " at its price meanwhile";
        return switch (life.state()) {
            case FILLED -> "FILLED: " + qty(life.cumLots()) + " at " + average() + " on average" + traded;
            case REJECTED -> "REJECTED: it never was in the book";
            case OPEN ->
                "OPEN: " + filled + ", " + qty(life.leavesLots()) + " left; "
                        + (life.place() == null ? "it does not rest" : place(life.place())) + traded;
            default -> life.state() + ": " + filled + lastPlace() + traded;
        };
    }

    /** Of an order that ended in its queue. */
    private String lastPlace() {
        for (int i = life.steps().size() - 1; i >= 0; i--) {
            if (life.steps().get(i).place() != null) {
                return "; at last " + place(life.steps().get(i).place());
            }
        }
        return "";
    }

    private String average() {
        BigDecimal notional = BigDecimal.ZERO;
        for (final OrderStep step : life.steps()) {
            if (step.type() == OrderStep.Type.TRADE) {
                notional = notional.add(
                        BigDecimal.valueOf(step.priceTicks()).multiply(BigDecimal.valueOf(step.qtyLots())));
            }
        }
        return instrument
                .tickSize()
                .toBigDecimal()
                .multiply(notional)
                .divide(
                        BigDecimal.valueOf(life.cumLots()),
                        instrument.tickSize().scale() + AVERAGE_DIGITS,
                        RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }

    private String price(final long ticks) {
        return instrument == null ? ticks + " ticks" : instrument.priceText(ticks);
    }

    private String qty(final long lots) {
        return instrument == null ? lots + " lots" : instrument.qtyText(lots);
    }

    private void add(final String format, final Object... values) {
        lines.add(String.format(Locale.ROOT, format, values));
    }
}
