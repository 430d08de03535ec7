/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.outcry.client.BookView;
import io.outcry.codecs.NullValue;
import io.outcry.codecs.types.RejectReason;
import io.outcry.codecs.types.Side;
import io.outcry.risk.Amount;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.agrona.collections.Long2LongHashMap;
import org.agrona.collections.LongArrayList;

/**
 * What an order flow did to one instrument: counts, trades and book, under the client's order ids. The numbers and hashes
 * are those that the readme of the recorded flows defines.
 *
 * <p>Trades may become known before the client's ids of their orders; they are resolved when a result is taken. Only then do
 * the ids go into a map: while the flow runs, its two megabytes would push the exchange out of the caches.
 */
public final class FlowReport {
    /** An interim result is taken after each row whose sequence is a multiple of this. */
    public static final int CHECKPOINT_ROWS = 10_000;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final float LOAD_FACTOR = 0.6f;
    private static final long HIDDEN = 0;
    private static final int FIRST_TRADES = 5;
    private static final int LAST_TRADES = 3;
    private static final int TRADE_FIELDS = 5;

    private final Long2LongHashMap clOrdIds;
    private final LongArrayList accepted;
    private final LongArrayList unresolved = new LongArrayList();
    private final MessageDigest tradesDigest = sha256();
    private final List<ArrayNode> firstTrades = new ArrayList<>();
    private final Deque<ArrayNode> lastTrades = new ArrayDeque<>();
    private final ObjectNode checkpoints = JSON.objectNode();
    private final Map<RejectReason, Long> rejects = new EnumMap<>(RejectReason.class);
    private final Amount volume = new Amount();
    private final Amount notional = new Amount();
    private final Amount term = new Amount();
    private long newOrders;
    private long cancels;
    private long trades;
    private long aggressorBuyTrades;
    private long aggressorOrders;
    private long lastTaker;
    private long cancelRejectsUnknownOrder;
    private int peakRestingOrders;

    /**
     * Counts from zero.
     *
     * @param expectedOrders how many orders may come; more are possible, but cost time to make room
     */
    public FlowReport(final int expectedOrders) {
        accepted = new LongArrayList(2 * Math.max(8, expectedOrders), NullValue.INT64);
        clOrdIds = new Long2LongHashMap(2 * Math.max(8, expectedOrders), LOAD_FACTOR, NullValue.INT64);
    }

    /** Counts an order that was sent. */
    public void onNewOrder() {
        newOrders++;
    }

    /** Counts a cancel that was sent. */
    public void onCancel() {
        cancels++;
    }

    /**
     * Learns the number that the exchange gave an order.
     *
     * @param orderId number of the exchange
     * @param clOrdId number of the client
     */
    public void onAccepted(final long orderId, final long clOrdId) {
        accepted.addLong(orderId);
        accepted.addLong(clOrdId);
    }

    /**
     * Counts an order that was refused.
     *
     * @param reason why
     */
    public void onOrderRejected(final RejectReason reason) {
        rejects.merge(reason, 1L, Long::sum);
    }

    /**
     * Counts a cancel that was refused.
     *
     * @param reason why
     */
    public void onCancelRejected(final RejectReason reason) {
        rejects.merge(reason, 1L, Long::sum);
        if (reason == RejectReason.UNKNOWN_ORDER) {
            cancelRejectsUnknownOrder++;
        }
    }

    /**
     * Looks at a book that an order has joined.
     *
     * @param book of the instrument
     */
    public void onBookChanged(final BookView book) {
        if (book.orderCount() > peakRestingOrders) {
            peakRestingOrders = book.orderCount();
        }
    }

    /**
     * Takes a trade.
     *
     * @param makerOrderId order that rested, number of the exchange; null if it was hidden, which results show as 0
     * @param takerOrderId order that took, number of the exchange
     * @param takerSide side of the taker
     * @param price ticks
     * @param qty lots
     */
    public void onTrade(
            final long makerOrderId, final long takerOrderId, final Side takerSide, final long price, final long qty) {
        trades++;
        if (!term.setProduct(price, qty, 1)) {
            throw new ArithmeticException(price + " x " + qty + " is too large");
        }
        notional.add(term);
        volume.add(term.set(qty));
        if (takerSide == Side.BUY) {
            aggressorBuyTrades++;
        }
        if (takerOrderId != lastTaker && takerOrderId != NullValue.INT64) {
            aggressorOrders++;
            lastTaker = takerOrderId;
        }
        unresolved.addLong(makerOrderId);
        unresolved.addLong(takerOrderId);
        unresolved.addLong(takerSide == Side.BUY ? 'B' : takerSide == Side.SELL ? 'S' : 'A');
        unresolved.addLong(price);
        unresolved.addLong(qty);
    }

    /**
     * Takes an interim result.
     *
     * @param sequence of the row that came last
     * @param book as it is after that row
     */
    public void checkpoint(final long sequence, final BookView book) {
        mapAccepted();
        final ObjectNode node = checkpoints.putObject(Long.toString(sequence));
        node.put("trades", trades);
        node.put("volume", volume.toBigInteger());
        node.put("cancel_rejects_unknown_order", cancelRejectsUnknownOrder);
        node.put("resting_orders", book.orderCount());
        putPrice(node, "best_bid", book.bestBid());
        putPrice(node, "best_ask", book.bestAsk());
        node.put("book_sha256", bookHash(book));
    }

    /**
     * The final result; to be taken once.
     *
     * @param book as it is at the end
     * @return fields as in the files of expected results, and rejects by reason
     */
    public ObjectNode result(final BookView book) {
        mapAccepted();
        resolveTrades();
        final ObjectNode node = JSON.objectNode();
        node.put("new_orders", newOrders);
        node.put("cancels", cancels);
        node.put("peak_resting_orders", peakRestingOrders);
        node.put("trades", trades);
        node.put("volume", volume.toBigInteger());
        node.put("notional", notional.toBigInteger());
        node.put("aggressor_buy_trades", aggressorBuyTrades);
        node.put("aggressor_orders", aggressorOrders);
        node.put("cancel_rejects_unknown_order", cancelRejectsUnknownOrder);
        node.put("resting_orders", book.orderCount());
        node.putObject("levels").put("B", book.levels(Side.BUY)).put("S", book.levels(Side.SELL));
        putPrice(node, "best_bid", book.bestBid());
        putPrice(node, "best_ask", book.bestAsk());
        node.putObject("resting_qty").put("B", book.totalQty(Side.BUY)).put("S", book.totalQty(Side.SELL));
        node.put("trades_sha256", HexFormat.of().formatHex(tradesDigest.digest()));
        node.put("book_sha256", bookHash(book));
        node.putArray("first_trades").addAll(firstTrades);
        node.putArray("last_trades").addAll(lastTrades);
        node.set("checkpoints_after_seq", checkpoints);
        final ObjectNode reasons = node.putObject("rejects");
        rejects.forEach((reason, count) -> reasons.put(reason.name(), count));
        return node;
    }

    private void mapAccepted() {
        for (int i = 0; i < accepted.size(); i += 2) {
            clOrdIds.put(accepted.getLong(i), accepted.getLong(i + 1));
        }
        accepted.clear();
    }

    private void resolveTrades() {
        for (int i = 0; i < unresolved.size(); i += TRADE_FIELDS) {
            final long maker = clOrdId(unresolved.getLong(i));
            final long taker = clOrdId(unresolved.getLong(i + 1));
            final String side = Character.toString((int) unresolved.getLong(i + 2));
            final long price = unresolved.getLong(i + 3);
            final long qty = unresolved.getLong(i + 4);
            final String text = maker + "," + taker + "," + side + "," + price + "," + qty + "\n";
            tradesDigest.update(text.getBytes(StandardCharsets.US_ASCII));
            final ArrayNode trade =
                    JSON.arrayNode().add(maker).add(taker).add(side).add(price).add(qty);
            if (firstTrades.size() < FIRST_TRADES) {
                firstTrades.add(trade);
            }
            lastTrades.addLast(trade);
            if (lastTrades.size() > LAST_TRADES) {
                lastTrades.removeFirst();
            }
        }
        unresolved.clear();
    }

    private String bookHash(final BookView book) {
        final MessageDigest digest = sha256();
        hashSide(book, Side.BUY, 'B', digest);
        hashSide(book, Side.SELL, 'S', digest);
        return HexFormat.of().formatHex(digest.digest());
    }

    private void hashSide(final BookView book, final Side side, final char letter, final MessageDigest digest) {
        final StringBuilder text = new StringBuilder();
        book.forEachOrder(side, (orderId, price, qty) -> text.append(letter)
                .append(',')
                .append(price)
                .append(',')
                .append(clOrdId(orderId))
                .append(',')
                .append(qty)
                .append('\n'));
        digest.update(text.toString().getBytes(StandardCharsets.US_ASCII));
    }

    private long clOrdId(final long orderId) {
        if (orderId == NullValue.INT64) {
            return HIDDEN;
        }
        final long clOrdId = clOrdIds.get(orderId);
        if (clOrdId == NullValue.INT64) {
            throw new IllegalStateException(
                    "the market data shows order " + orderId + ", which this client never placed");
        }
        return clOrdId;
    }

    private static void putPrice(final ObjectNode node, final String field, final long price) {
        if (price == NullValue.INT64) {
            node.putNull(field);
        } else {
            node.put(field, price);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
