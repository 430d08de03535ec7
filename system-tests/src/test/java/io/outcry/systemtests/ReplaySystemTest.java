/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.systemtests;

import static io.outcry.systemtests.ClientPolling.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outcry.client.BookView;
import io.outcry.client.ClientContext;
import io.outcry.client.ExchangeClient;
import io.outcry.client.MarketDataListener;
import io.outcry.codecs.types.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recorded run, seen again by the client library. */
class ReplaySystemTest {
    private static final String EXAMPLE = "examples/tape.csv";
    private static final int ENDED_BY_SIGTERM = 143;

    @TempDir
    Path scratch;

    private Path run;
    private Path aeronDir;
    private long trades;

    @BeforeEach
    void record() throws Exception {
        run = scratch.resolve("run");
        aeronDir = Path.of("/dev/shm", OutcryProcess.USER + "-replay");
        final OutcryProcess.Result fed =
                OutcryProcess.run("feed", EXAMPLE, "--no-warm-up", "--data-dir", run.toString());
        assertEquals(0, fed.exitCode(), fed.output());
    }

    @Test
    void shouldShowASubscriberTheTradesAndTheBookOfTheRun() throws Exception {
        final JsonNode expected = new ObjectMapper()
                .readTree(OutcryProcess.ROOT
                        .resolve("examples/tape.expected.json")
                        .toFile());
        try (OutcryProcess replay = start();
                ExchangeClient client = connect()) {
            final BookView book =
                    client.marketData().book(client.awaitInstrument("TAPE-1").instrumentId());
            await(
                    client,
                    "the whole run",
                    () -> trades == expected.get("trades").longValue()
                            && book.orderCount()
                                    == expected.get("resting_orders").intValue());
            assertTrue(book.isWhole());
            assertEquals(expected.get("best_bid").longValue(), book.bestBid());
            assertEquals(expected.get("resting_qty").get("B").longValue(), book.totalQty(Side.BUY));
            assertEquals(0, replay.awaitExit(), replay.output());
        }
        assertFalse(Files.exists(aeronDir), "the media driver's files must be gone");
    }

    @Test
    void shouldStopInOrderOnSigtermWhileItWaitsForASubscriber() throws Exception {
        try (OutcryProcess replay = start()) {
            replay.terminate();
            assertEquals(ENDED_BY_SIGTERM, replay.awaitExit(), replay.output());
            assertTrue(replay.output().contains("stopped"), replay.output());
        }
        assertFalse(Files.exists(aeronDir), "the media driver's files must be gone");
    }

    private OutcryProcess start() throws IOException, InterruptedException {
        final OutcryProcess replay = OutcryProcess.start(
                "journal", "replay", run.toString(), "--to-stream", "--aeron-dir", aeronDir.toString());
        replay.awaitLine(line -> line.contains("waiting for a subscriber"));
        return replay;
    }

    private ExchangeClient connect() {
        return ExchangeClient.connect(
                new ClientContext().aeronDirectory(aeronDir.toString()).marketDataListener(new MarketDataListener() {
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
                        trades++;
                    }
                }));
    }
}
