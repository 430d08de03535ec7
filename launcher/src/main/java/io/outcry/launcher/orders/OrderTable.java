/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.orders;

import io.outcry.codecs.engine.NewExtendedOrderEncoder;
import io.outcry.codecs.types.ExecInst;
import io.outcry.codecs.types.OrdType;
import io.outcry.codecs.types.RejectReason;
import io.outcry.codecs.types.TimeInForce;
import io.outcry.codecs.types.TradingStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** Which orders the exchange takes, as its engine says when it is asked about each: the rules are in the engine alone. */
public final class OrderTable {
    private static final String ACCEPTED = "yes";
    private static final List<TradingStatus> STATUSES = List.of(
            TradingStatus.OPEN,
            TradingStatus.PRE_OPEN,
            TradingStatus.OPENING_AUCTION,
            TradingStatus.VOLATILITY_AUCTION,
            TradingStatus.CLOSING_AUCTION,
            TradingStatus.POST_ONLY,
            TradingStatus.HALT,
            TradingStatus.CLOSED,
            TradingStatus.CANCEL_ONLY);
    private static final Map<String, Consumer<NewExtendedOrderEncoder>> TERMS = new LinkedHashMap<>();

    static {
        TERMS.put("POST_ONLY", order -> order.execInst(ExecInst.POST_ONLY));
        TERMS.put("POST_ONLY_SLIDE", order -> order.execInst(ExecInst.POST_ONLY_SLIDE));
        TERMS.put("ALL_OR_NONE", order -> order.execInst(ExecInst.ALL_OR_NONE));
        TERMS.put("iceberg", order -> order.displayQty(1));
        TERMS.put("hidden", order -> order.displayQty(0));
        TERMS.put("minQty", order -> order.minQty(1));
    }

    private OrderTable() {}

    /**
     * The tables: type by time in force for each trading status, then type by further terms.
     *
     * @return lines without their ends; "yes", or the reason of the reject
     */
    public static List<String> lines() {
        final List<String> lines = new ArrayList<>();
        byStatus(OrderTable::byTimeInForce).forEach((rows, statuses) -> add(lines, statuses, rows));
        byStatus(OrderTable::byTerm).forEach((rows, statuses) -> add(lines, statuses + ", GTC", rows));
        return lines;
    }

    /** Statuses with the same table share one; the rows lead to the names of the statuses. */
    private static Map<List<List<String>>, String> byStatus(final Function<TradingStatus, List<List<String>>> rows) {
        final Map<List<List<String>>, String> tables = new LinkedHashMap<>();
        for (final TradingStatus status : STATUSES) {
            tables.merge(rows.apply(status), status.name(), (names, name) -> names + ", " + name);
        }
        return tables;
    }

    private static List<List<String>> byTimeInForce(final TradingStatus status) {
        final List<List<String>> rows = new ArrayList<>();
        final List<TimeInForce> all = Stream.of(TimeInForce.values())
                .filter(timeInForce -> timeInForce != TimeInForce.NULL_VAL && timeInForce != TimeInForce.SBE_UNKNOWN)
                .toList();
        rows.add(row("", all.stream().map(TimeInForce::name)));
        for (final OrdType ordType : ordTypes()) {
            rows.add(row(ordType.name(), all.stream().map(timeInForce -> {
                final TrialMarket market = new TrialMarket(status);
                market.order(ordType, timeInForce);
                return text(market.send());
            })));
        }
        return rows;
    }

    private static List<List<String>> byTerm(final TradingStatus status) {
        final List<List<String>> rows = new ArrayList<>();
        rows.add(row("", TERMS.keySet().stream()));
        for (final OrdType ordType : ordTypes()) {
            rows.add(row(ordType.name(), TERMS.values().stream().map(term -> {
                final TrialMarket market = new TrialMarket(status);
                term.accept(market.order(ordType, TimeInForce.GTC));
                return text(market.send());
            })));
        }
        return rows;
    }

    private static List<OrdType> ordTypes() {
        return Stream.of(OrdType.values())
                .filter(ordType -> ordType != OrdType.NULL_VAL && ordType != OrdType.SBE_UNKNOWN)
                .toList();
    }

    private static String text(final RejectReason reason) {
        return reason == RejectReason.NONE ? ACCEPTED : reason.name();
    }

    private static List<String> row(final String first, final Stream<String> others) {
        return Stream.concat(Stream.of(first), others).toList();
    }

    /** An empty line stands between two tables. */
    private static void add(final List<String> lines, final String title, final List<List<String>> rows) {
        if (!lines.isEmpty()) {
            lines.add("");
        }
        lines.add(title);
        for (final List<String> row : rows) {
            final StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                final int at = column;
                final int width = rows.stream()
                        .mapToInt(each -> each.get(at).length())
                        .max()
                        .orElseThrow();
                line.append(String.format("%-" + (width + 2) + "s", row.get(column)));
            }
            lines.add(line.toString().stripTrailing());
        }
    }
}
