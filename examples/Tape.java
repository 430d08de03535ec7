/* SPDX-License-Identifier: Apache-2.0 */
import io.outcry.client.*;
import io.outcry.codecs.*;
import io.outcry.codecs.types.*;

/** Prints trades and best prices of BTC-USD: {@code ./outcry run examples/Tape.java [TRADES]}. */
public class Tape implements MarketDataListener {
    private int trades;

    @Override
    public void onTrade(
            BookView book, long timeNs, long tradeId, long maker, long taker, Side takerSide, long price, long qty) {
        Instrument instrument = book.instrument();
        if (instrument.symbol().equals("BTC-USD")) {
            trades++;
            System.out.println("trade " + tradeId + ": " + takerSide + " " + instrument.qtyText(qty) + " at "
                    + instrument.priceText(price));
        }
    }

    public static void main(String[] args) {
        Tape tape = new Tape();
        int enough = args.length > 0 ? Integer.parseInt(args[0]) : Integer.MAX_VALUE;
        try (var exchange = ExchangeClient.connect(new ClientContext().marketDataListener(tape))) {
            Instrument instrument = exchange.awaitInstrument("BTC-USD");
            BookView book = exchange.marketData().book(instrument.instrumentId());
            for (String last = ""; exchange.isConnected() && tape.trades < enough; exchange.pollOrIdle()) {
                String best = text(instrument, book.bestBid()) + " / " + text(instrument, book.bestAsk());
                if (book.isWhole() && !best.equals(last)) {
                    System.out.println(last = best);
                }
            }
        }
    }

    private static String text(Instrument instrument, long price) {
        return price == NullValue.INT64 ? "none" : instrument.priceText(price);
    }
}
