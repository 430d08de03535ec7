/* SPDX-License-Identifier: Apache-2.0 */
import io.outcry.client.*;
import io.outcry.codecs.orderentry.ExecutionReportDecoder;
import io.outcry.codecs.types.*;

/** Quotes BTC-USD on both sides, anew after each fill: ./outcry run examples/Quoter.java [FILLS] */
public class Quoter implements OrderListener {
    private int fills;

    public void onExecutionReport(ExecutionReportDecoder report) {
        if (report.execType() == ExecType.TRADE) {
            System.out.printf("%d: %s %d lots at %d ticks%n", ++fills, report.side(), report.lastQty(), report.lastPx());
        }
    }

    public static void main(String[] args) {
        Quoter quoter = new Quoter();
        int enough = args.length > 0 ? Integer.parseInt(args[0]) : Integer.MAX_VALUE;
        ClientContext context = new ClientContext().key("demo").secret("demo-secret").orderListener(quoter);
        try (ExchangeClient exchange = ExchangeClient.connect(context)) {
            int instrumentId = exchange.awaitInstrument("BTC-USD").instrumentId();
            BookView book = exchange.marketData().book(instrumentId);
            OrderSession orders = exchange.orders();
            for (int quoted = -1; exchange.isConnected() && quoter.fills < enough; exchange.pollOrIdle()) {
                if (quoted != quoter.fills && book.levels(Side.BUY) > 0 && book.levels(Side.SELL) > 0) {
                    quoted = quoter.fills;
                    orders.cancel(3, 1, instrumentId); // an order that is gone is refused, which does no harm
                    orders.cancel(4, 2, instrumentId);
                    orders.limit(1, instrumentId, Side.BUY, book.bestBid(), 20);
                    orders.limit(2, instrumentId, Side.SELL, book.bestAsk(), 20);
                }
            }
        }
    }
}
