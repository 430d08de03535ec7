/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.systemtests;

import static io.outcry.systemtests.ClientPolling.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outcry.client.BookView;
import io.outcry.client.ClientContext;
import io.outcry.client.ExchangeClient;
import io.outcry.client.MassQuote;
import io.outcry.client.OrderListener;
import io.outcry.codecs.orderentry.ExecutionReportDecoder;
import io.outcry.codecs.orderentry.MassQuoteAckDecoder;
import io.outcry.codecs.orderentry.QuoteProtectionReportDecoder;
import io.outcry.codecs.types.Side;
import io.outcry.launcher.config.ConfigLoader;
import io.outcry.launcher.node.NodeContext;
import io.outcry.launcher.node.SharedExchange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A market maker as a client: quotes in the market data, and a protection that pulls them. */
class QuoteSystemTest implements OrderListener {

    private final Path aeronDir =
            Path.of("/dev/shm", "outcry-test-" + ProcessHandle.current().pid() + "-quotes");
    private final List<String> heard = new ArrayList<>();

    @TempDir
    Path scratch;

    @Test
    void shouldQuoteInSeveralInstrumentsAndPullAllWhenOneIsFilledTooOften() {
        final var config =
                ConfigLoader.load(Optional.empty(), List.of("aeronDir=" + aeronDir, "traders.enabled=false"), Map.of());
        try (SharedExchange exchange =
                        SharedExchange.launch(new NodeContext(config, scratch.resolve("journal"), () -> {}));
                ExchangeClient client = ExchangeClient.connect(new ClientContext()
                        .aeronDirectory(exchange.aeronDirectory().toString())
                        .key("demo")
                        .secret("demo-secret")
                        .orderListener(this))) {
            final int btcUsd = client.awaitInstrument("BTC-USD").instrumentId();
            final int ethUsd = client.awaitInstrument("ETH-USD").instrumentId();
            final BookView btcBook = client.marketData().book(btcUsd);
            final BookView ethBook = client.marketData().book(ethUsd);
            client.orders().quoteProtection(1, 1, TimeUnit.SECONDS.toNanos(1));
            client.orders()
                    .massQuote(
                            2, new MassQuote().quote(btcUsd, 990, 50, 1_010, 50).quote(ethUsd, 190, 30, 210, 30));
            await(client, "answers", () -> heard.size() == 6);
            await(client, "quotes", () -> btcBook.bestBid() == 990 && ethBook.bestAsk() == 210);
            client.orders().market(3, btcUsd, Side.SELL, 20);
            await(client, "the end of all quotes", () -> heard.size() == 14);
            await(client, "empty books", () -> btcBook.bestBidQty() == 0 && ethBook.bestAskQty() == 0);
        }
        assertEquals(
                List.of(
                        "protection NONE",
                        "quotes 2 NONE",
                        "NEW 2 NONE",
                        "NEW 2 NONE",
                        "NEW 2 NONE",
                        "NEW 2 NONE",
                        "NEW 3 NONE",
                        "TRADE 3 NONE",
                        "TRADE 2 NONE",
                        "protection QUOTE_PROTECTION",
                        "EXPIRED 2 QUOTE_PROTECTION",
                        "EXPIRED 2 QUOTE_PROTECTION",
                        "EXPIRED 2 QUOTE_PROTECTION",
                        "EXPIRED 2 QUOTE_PROTECTION"),
                heard);
    }

    @Override
    public void onExecutionReport(final ExecutionReportDecoder report) {
        heard.add(report.execType() + " " + report.clOrdId() + " " + report.rejectReason());
    }

    @Override
    public void onMassQuoteAck(final MassQuoteAckDecoder ack) {
        heard.add("quotes " + ack.quoteId() + " " + ack.rejectReason());
    }

    @Override
    public void onQuoteProtectionReport(final QuoteProtectionReportDecoder report) {
        heard.add("protection " + report.rejectReason());
    }
}
