/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.export;

import io.outcry.launcher.export.Column.Type;
import java.util.List;
import java.util.Locale;

/** The tables that there are. */
public enum ExportTable {
    /** Every execution event. */
    ORDERS(
            new Column("time_ns", Type.TIME),
            new Column("sequence", Type.NUMBER),
            new Column("event_sequence", Type.NUMBER),
            new Column("symbol", Type.TEXT),
            new Column("account_id", Type.COUNT),
            new Column("session_id", Type.COUNT),
            new Column("order_id", Type.NUMBER),
            new Column("cl_ord_id", Type.NUMBER),
            new Column("orig_cl_ord_id", Type.NUMBER),
            new Column("side", Type.TEXT),
            new Column("exec_type", Type.TEXT),
            new Column("reject_reason", Type.TEXT),
            new Column("price_ticks", Type.TICKS),
            new Column("price", Type.PRICE),
            new Column("order_qty_lots", Type.LOTS),
            new Column("order_qty", Type.QTY),
            new Column("last_px_ticks", Type.TICKS),
            new Column("last_px", Type.PRICE),
            new Column("last_qty_lots", Type.LOTS),
            new Column("last_qty", Type.QTY),
            new Column("leaves_qty_lots", Type.LOTS),
            new Column("leaves_qty", Type.QTY),
            new Column("cum_qty_lots", Type.LOTS),
            new Column("cum_qty", Type.QTY),
            new Column("trade_id", Type.NUMBER),
            new Column("aggressor", Type.FLAG)),

    /** Every trade, as the market saw it. */
    TRADES(
            new Column("time_ns", Type.TIME),
            new Column("sequence", Type.NUMBER),
            new Column("md_sequence", Type.NUMBER),
            new Column("symbol", Type.TEXT),
            new Column("trade_id", Type.NUMBER),
            new Column("price_ticks", Type.TICKS),
            new Column("price", Type.PRICE),
            new Column("qty_lots", Type.LOTS),
            new Column("qty", Type.QTY),
            new Column("taker_side", Type.TEXT),
            new Column("maker_order_id", Type.NUMBER),
            new Column("taker_order_id", Type.NUMBER)),

    /** Every change of a price level. */
    LEVELS(
            new Column("time_ns", Type.TIME),
            new Column("sequence", Type.NUMBER),
            new Column("md_sequence", Type.NUMBER),
            new Column("symbol", Type.TEXT),
            new Column("side", Type.TEXT),
            new Column("price_ticks", Type.TICKS),
            new Column("price", Type.PRICE),
            new Column("qty_lots", Type.LOTS),
            new Column("qty", Type.QTY),
            new Column("orders", Type.COUNT)),

    /** Best prices, whenever a command has changed them. */
    L1(
            new Column("time_ns", Type.TIME),
            new Column("sequence", Type.NUMBER),
            new Column("md_sequence", Type.NUMBER),
            new Column("symbol", Type.TEXT),
            new Column("bid_price_ticks", Type.TICKS),
            new Column("bid_price", Type.PRICE),
            new Column("bid_qty_lots", Type.LOTS),
            new Column("bid_qty", Type.QTY),
            new Column("ask_price_ticks", Type.TICKS),
            new Column("ask_price", Type.PRICE),
            new Column("ask_qty_lots", Type.LOTS),
            new Column("ask_qty", Type.QTY));

    private final List<Column> columns;

    ExportTable(final Column... columns) {
        this.columns = List.of(columns);
    }

    List<Column> columns() {
        return columns;
    }

    String fileName(final ExportFormat format) {
        return name().toLowerCase(Locale.ROOT) + "." + format.name().toLowerCase(Locale.ROOT);
    }
}
