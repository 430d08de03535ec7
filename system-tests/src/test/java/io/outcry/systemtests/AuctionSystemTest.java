/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.systemtests;

import static io.outcry.systemtests.ClientPolling.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outcry.client.BookView;
import io.outcry.client.ClientContext;
import io.outcry.client.ExchangeClient;
import io.outcry.client.MarketDataListener;
import io.outcry.client.OrderListener;
import io.outcry.codecs.NullValue;
import io.outcry.codecs.orderentry.ExecutionReportDecoder;
import io.outcry.codecs.types.ExecType;
import io.outcry.codecs.types.Side;
import io.outcry.codecs.types.TradingStatus;
import io.outcry.launcher.command.OutcryCommand;
import io.outcry.launcher.config.ConfigLoader;
import io.outcry.launcher.node.NodeContext;
import io.outcry.launcher.node.SharedExchange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** An auction as an operator begins and ends it and a client lives through it, with orders and market data. */
class AuctionSystemTest implements OrderListener, MarketDataListener {
    private static final String SYMBOL = "BTC-USD";

    private final Path aeronDir =
            Path.of("/dev/shm", "outcry-test-" + ProcessHandle.current().pid() + "-auction");
    private final List<String> fills = new ArrayList<>();
    private final List<String> indications = new ArrayList<>();
    private int answers;
    private int auctionTrades;

    @TempDir
    Path scratch;

    @Test
    void shouldTradeAtOnePriceWhenTheOperatorEndsTheCall() {
        final var config =
                ConfigLoader.load(Optional.empty(), List.of("aeronDir=" + aeronDir, "traders.enabled=false"), Map.of());
        try (SharedExchange exchange =
                        SharedExchange.launch(new NodeContext(config, scratch.resolve("journal"), () -> {}));
                ExchangeClient client = ExchangeClient.connect(new ClientContext()
                        .aeronDirectory(exchange.aeronDirectory().toString())
                        .key("demo")
                        .secret("demo-secret")
                        .orderListener(this)
                        .marketDataListener(this))) {
            final int btcUsd = client.awaitInstrument(SYMBOL).instrumentId();
            final BookView book = client.marketData().book(btcUsd);
            assertEquals(0, operate("OPENING_AUCTION"));
            await(client, "the call", () -> book.instrument().status() == TradingStatus.OPENING_AUCTION);

            client.orders().limit(1, btcUsd, Side.BUY, 110, 500);
            client.orders().limit(2, btcUsd, Side.SELL, 100, 300);
            client.orders().limit(3, btcUsd, Side.SELL, 120, 100);
            await(client, "answers", () -> answers == 3);
            await(client, "the indication", () -> indications.contains("300@110 BUY 200"));
            await(client, "a crossed book", () -> book.bestBid() == 110 && book.bestAsk() == 100);

            assertEquals(0, operate("OPEN"));
            await(client, "two fills", () -> fills.size() == 2);
            await(client, "the open book", () -> book.bestAsk() == 120 && book.bestBidQty() == 200);
            assertEquals(List.of("1: 300@110 leaves 200", "2: 300@110 leaves 0"), fills);
            assertEquals(1, auctionTrades);
            assertTrue(book.isWhole());
        }
    }

    @Test
    void shouldRefuseAStatusThatThereIsNot() {
        assertEquals(2, operate("NULL_VAL"));
        assertEquals(2, operate("SHUT"));
    }

    private int operate(final String status) {
        return new CommandLine(new OutcryCommand()).execute("status", "--set", "aeronDir=" + aeronDir, SYMBOL, status);
    }

    @Override
    public void onExecutionReport(final ExecutionReportDecoder report) {
        if (report.execType() == ExecType.TRADE) {
            fills.add(report.clOrdId() + ": " + report.lastQty() + "@" + report.lastPx() + " leaves "
                    + report.leavesQty());
        } else {
            answers++;
        }
    }

    @Override
    public void onAuctionIndication(
            final BookView book,
            final long timeNs,
            final long price,
            final long qty,
            final Side imbalanceSide,
            final long imbalanceQty) {
        indications.add(qty + "@" + price + " " + imbalanceSide + " " + imbalanceQty);
    }

    @Override
    public void onTrade(
            final BookView book,
            final long timeNs,
            final long tradeId,
            final long makerOrderId,
            final long takerOrderId,
            final Side takerSide,
            final long price,
            final long qty) {
        auctionTrades += makerOrderId == NullValue.INT64 && takerSide == Side.NULL_VAL ? 1 : 0;
    }
}
