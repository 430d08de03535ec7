/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.gateway;

import static io.outcry.gateway.GatewayHarness.ALPHA;
import static io.outcry.gateway.GatewayHarness.BETA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.outcry.client.ClientContext;
import io.outcry.client.ExchangeClient;
import io.outcry.client.ExchangeException;
import io.outcry.client.MassQuote;
import io.outcry.client.NewOrder;
import io.outcry.client.OrderListener;
import io.outcry.client.OrderSession;
import io.outcry.codecs.MassQuoteLength;
import io.outcry.codecs.orderentry.ExecutionReportDecoder;
import io.outcry.codecs.orderentry.MassQuoteAckDecoder;
import io.outcry.codecs.orderentry.OrderCancelRejectDecoder;
import io.outcry.codecs.orderentry.OrderMassActionReportDecoder;
import io.outcry.codecs.orderentry.QuoteProtectionReportDecoder;
import io.outcry.codecs.types.AckLevel;
import io.outcry.codecs.types.ExecInst;
import io.outcry.codecs.types.MassActionType;
import io.outcry.codecs.types.OrdType;
import io.outcry.codecs.types.PegOffsetType;
import io.outcry.codecs.types.PegPriceType;
import io.outcry.codecs.types.RejectReason;
import io.outcry.codecs.types.Side;
import io.outcry.codecs.types.TerminateReason;
import io.outcry.codecs.types.TimeInForce;
import io.outcry.codecs.types.TriggerPriceType;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The session that strategies use, with the gateway that they meet. */
class OrderSessionGatewayTest {
    private final GatewayHarness exchange = new GatewayHarness();
    private final Told told = new Told();

    /** Takes note of what a listener is told. */
    private static final class Told implements OrderListener {
        final List<String> events = new ArrayList<>();
        int reports;
        boolean records = true;

        @Override
        public void onExecutionReport(final ExecutionReportDecoder report) {
            reports++;
            if (records) {
                events.add(report.execType() + " ref=" + report.refSeqNum() + " clOrdId=" + report.clOrdId());
            }
        }

        @Override
        public void onCancelReject(final OrderCancelRejectDecoder reject) {
            reports++;
            if (records) {
                events.add(reject.rejectReason() + " ref=" + reject.refSeqNum());
            }
        }

        @Override
        public void onMassActionReport(final OrderMassActionReportDecoder report) {
            events.add("mass action ref=" + report.refSeqNum() + " md=" + report.mdSequence() + " clOrdId="
                    + report.clOrdId() + " at " + report.transactTimeNs() + ": " + report.totalAffectedOrders() + " "
                    + report.massActionType() + " " + report.rejectReason());
        }

        @Override
        public void onMassQuoteAck(final MassQuoteAckDecoder ack) {
            events.add("quotes ref=" + ack.refSeqNum() + " md=" + ack.mdSequence() + " quoteId=" + ack.quoteId()
                    + " at " + ack.transactTimeNs() + ": " + ack.rejectReason() + " in " + ack.instrumentId());
        }

        @Override
        public void onQuoteProtectionReport(final QuoteProtectionReportDecoder report) {
            events.add("protection ref=" + report.refSeqNum() + " md=" + report.mdSequence() + " clOrdId="
                    + report.clOrdId() + " at " + report.transactTimeNs() + ": " + report.maxFills() + " in "
                    + report.windowNs() + " " + report.rejectReason());
        }

        @Override
        public void onTerminated(final TerminateReason reason) {
            events.add("ended " + reason);
        }
    }

    @AfterEach
    void tearDown() {
        exchange.close();
    }

    @Test
    void shouldKnowItsLimitsWhenEstablished() {
        exchange.launch(context -> context.maxOutstanding(9).ackLevel(AckLevel.DISK));
        final OrderSession session = establish("beta", GatewayHarness.secret(BETA));
        assertTrue(session.isEstablished());
        assertEquals(BETA, session.sessionId());
        assertEquals(22, session.accountId());
        assertEquals(9, session.maxOutstanding());
        assertEquals(AckLevel.DISK, session.ackLevel());
        assertEquals(0, session.outstanding());
        session.close();
        assertFalse(session.isEstablished());
    }

    @Test
    void shouldSendEveryKindOfCommand() {
        exchange.launch();
        final OrderSession session = establish("alpha", GatewayHarness.secret(ALPHA));
        assertEquals(1, session.limit(10, 1, Side.BUY, 100, 5));
        assertEquals(2, session.market(11, 2, Side.SELL, 6));
        assertEquals(3, session.newOrder(12, 3, Side.SELL, OrdType.LIMIT, TimeInForce.GTC, ExecInst.POST_ONLY, 101, 7));
        assertEquals(4, session.cancel(13, 10, 1));
        assertEquals(5, session.cancelByOrderId(14, 99, 1));
        assertEquals(6, session.replace(15, 12, 3, 102, 8));
        assertEquals(6, session.outstanding());
        exchange.await("answers", () -> session.poll() == 0 && told.events.size() == 6);
        assertEquals(
                List.of(
                        "New session=1 account=11 ref=1 instrument=1 clOrdId=10 BUY LIMIT GTC NONE 5@100",
                        "New session=1 account=11 ref=2 instrument=2 clOrdId=11 SELL MARKET IOC NONE 6@null",
                        "New session=1 account=11 ref=3 instrument=3 clOrdId=12 SELL LIMIT GTC POST_ONLY 7@101",
                        "Cancel session=1 account=11 ref=4 instrument=1 clOrdId=13 origClOrdId=10 orderId=null",
                        "Cancel session=1 account=11 ref=5 instrument=1 clOrdId=14 origClOrdId=null orderId=99",
                        "Replace session=1 account=11 ref=6 instrument=3 clOrdId=15 origClOrdId=12 orderId=null 8@102"),
                exchange.engine.commands);
        assertEquals(
                List.of(
                        "NEW ref=1 clOrdId=10",
                        "NEW ref=2 clOrdId=11",
                        "NEW ref=3 clOrdId=12",
                        "UNKNOWN_ORDER ref=4",
                        "UNKNOWN_ORDER ref=5",
                        "UNKNOWN_ORDER ref=6"),
                told.events);
        assertEquals(0, session.outstanding());
        session.close();
    }

    @Test
    void shouldSendEveryTermOfAnOrder() {
        exchange.launch();
        final OrderSession session = establish("alpha", GatewayHarness.secret(ALPHA));
        final NewOrder order = new NewOrder();
        session.newOrder(order.begin(1, 5, Side.SELL, 30)
                .limit(100)
                .iceberg(10, 3, -7)
                .goodTill(9_000)
                .tag(77));
        session.newOrder(
                order.begin(2, 5, Side.BUY, 4).marketToLimit().minQty(2).day());
        session.newOrder(order.begin(3, 5, Side.BUY, 4).limit(99).hidden().postOnly());
        session.newOrder(order.begin(4, 5, Side.BUY, 4).limit(99).postOnlySlide());
        session.newOrder(order.begin(5, 5, Side.BUY, 4).market().timeInForce(TimeInForce.FOK));
        session.newOrder(order.begin(6, 5, Side.BUY, 4).stopLimit(105, 106).triggeredBy(TriggerPriceType.MIDPOINT));
        session.newOrder(order.begin(7, 5, Side.SELL, 4).stop(95));
        session.newOrder(order.begin(8, 5, Side.SELL, 4).takeProfit(105));
        session.newOrder(order.begin(9, 5, Side.SELL, 4).takeProfitLimit(105, 104));
        session.newOrder(order.begin(10, 5, Side.SELL, 4)
                .trailingStop(3, PegOffsetType.TICKS)
                .startingAt(90));
        session.newOrder(order.begin(11, 5, Side.SELL, 4).trailingStopLimit(30, PegOffsetType.BASIS_POINTS, 2));
        session.newOrder(order.begin(12, 5, Side.SELL, 4).limit(98).allOrNone());
        session.newOrder(order.begin(13, 5, Side.SELL, 4).pegged(PegPriceType.PRIMARY, 2, 97));
        final String[] expected = {
            "#1|clOrdId=1|price=100|orderQty=30|instrumentId=5|side=SELL|ordType=LIMIT|timeInForce=GTD|execInst=NONE|displayQty=10"
                    + "|displayVariance=3|displaySeed=-7|minQty=null|expireTimeNs=9000|stopPx=null|pegOffset=null"
                    + "|limitOffset=null|tag=77|pegOffsetType=NULL_VAL|triggerPriceType=NULL_VAL|pegPriceType=NULL_VAL",
            "#2|clOrdId=2|price=null|orderQty=4|instrumentId=5|side=BUY|ordType=MARKET_TO_LIMIT|timeInForce=DAY|execInst=NONE"
                    + "|displayQty=null|displayVariance=null|displaySeed=0|minQty=2|expireTimeNs=null|stopPx=null"
                    + "|pegOffset=null|limitOffset=null|tag=null|pegOffsetType=NULL_VAL|triggerPriceType=NULL_VAL|pegPriceType=NULL_VAL",
            "#3|clOrdId=3|price=99|orderQty=4|instrumentId=5|side=BUY|ordType=LIMIT|timeInForce=GTC|execInst=POST_ONLY|displayQty=0|",
            "#4|clOrdId=4|price=99|orderQty=4|instrumentId=5|side=BUY|ordType=LIMIT|timeInForce=GTC|execInst=POST_ONLY_SLIDE|",
            "#5|clOrdId=5|price=null|orderQty=4|instrumentId=5|side=BUY|ordType=MARKET|timeInForce=FOK|execInst=NONE|",
            "#6|clOrdId=6|price=106|orderQty=4|instrumentId=5|side=BUY|ordType=STOP_LIMIT|~stopPx=105|~triggerPriceType=MIDPOINT",
            "#7|clOrdId=7|price=null|orderQty=4|instrumentId=5|side=SELL|ordType=STOP|~stopPx=95|~triggerPriceType=LAST_TRADE",
            "#8|clOrdId=8|price=null|orderQty=4|instrumentId=5|side=SELL|ordType=TAKE_PROFIT|~stopPx=105|~triggerPriceType=LAST_TRADE",
            "#9|clOrdId=9|price=104|orderQty=4|instrumentId=5|side=SELL|ordType=TAKE_PROFIT_LIMIT|~stopPx=105|",
            "#10|clOrdId=10|price=null|orderQty=4|instrumentId=5|side=SELL|ordType=TRAILING_STOP|~stopPx=90|pegOffset=3|limitOffset=null"
                    + "|tag=null|pegOffsetType=TICKS|triggerPriceType=LAST_TRADE",
            "#11|clOrdId=11|price=null|orderQty=4|instrumentId=5|side=SELL|ordType=TRAILING_STOP_LIMIT|~stopPx=null|pegOffset=30"
                    + "|limitOffset=2|tag=null|pegOffsetType=BASIS_POINTS|triggerPriceType=LAST_TRADE",
            "#12|clOrdId=12|price=98|orderQty=4|instrumentId=5|side=SELL|ordType=LIMIT|timeInForce=GTC|execInst=ALL_OR_NONE|",
            "#13|clOrdId=13|price=97|orderQty=4|instrumentId=5|side=SELL|ordType=PEGGED|~pegOffset=2|~pegOffsetType=TICKS"
                    + "|triggerPriceType=NULL_VAL|pegPriceType=PRIMARY",
        };
        exchange.await("commands", () -> exchange.engine.commands.size() == expected.length);
        for (int i = 0; i < expected.length; i++) {
            final String who = "refSeqNum=" + (i + 1) + "|sessionId=1|accountId=11";
            final String command = exchange.engine.commands.get(i);
            for (final String part : expected[i].replace("#" + (i + 1), who).split("~", -1)) {
                assertTrue(command.contains(part), () -> command + " lacks " + part);
            }
        }
        session.close();
    }

    @Test
    void shouldSendListsOfOrders() {
        exchange.launch();
        final OrderSession session = establish("alpha", GatewayHarness.secret(ALPHA));
        final NewOrder limit = new NewOrder().begin(1, 5, Side.SELL, 4).limit(110);
        final NewOrder stop = new NewOrder().begin(2, 5, Side.SELL, 4).stop(90);
        final NewOrder working = new NewOrder().begin(3, 5, Side.BUY, 4).limit(100);
        assertEquals(1, session.oneCancelsOther(limit, stop));
        assertEquals(2, session.oneTriggersOther(working, stop));
        assertEquals(3, session.bracket(working, limit, stop));
        exchange.await("commands", () -> exchange.engine.commands.size() == 3);
        final String[][] expected = {
            {"ONE_CANCELS_OTHER", "clOrdId=1|price=110", "clOrdId=2|price=null", "clOrdId=null|"},
            {"ONE_TRIGGERS_OTHER", "clOrdId=3|price=100", "clOrdId=2|price=null", "clOrdId=null|"},
            {"ONE_TRIGGERS_OTHER", "clOrdId=3|price=100", "clOrdId=1|price=110", "clOrdId=2|price=null"},
        };
        for (int i = 0; i < expected.length; i++) {
            final String command = exchange.engine.commands.get(i);
            final String start = "NewOrderList refSeqNum=" + (i + 1) + "|sessionId=1|accountId=11|";
            assertTrue(command.startsWith(start), command);
            assertTrue(command.endsWith("contingencyType=" + expected[i][0]), command);
            assertTrue(
                    command.matches(".*\\Q" + expected[i][1] + "\\E.*\\Q" + expected[i][2] + "\\E.*\\Q" + expected[i][3]
                            + "\\E.*"),
                    command);
        }
        session.close();
    }

    @Test
    void shouldSendRequestsAboutManyOrdersAndAboutOne() {
        exchange.launch();
        final OrderSession session = establish("alpha", GatewayHarness.secret(ALPHA));
        assertEquals(1, session.cancelAll(20));
        assertEquals(2, session.massAction(MassActionType.REPORT_ORDERS, 21, 5, Side.SELL, 77));
        assertEquals(3, session.status(22, 10, 5));
        exchange.await("commands", () -> exchange.engine.commands.size() == 3);
        assertEquals(
                List.of(
                        "MassAction refSeqNum=1|sessionId=1|accountId=11|clOrdId=20|instrumentId=null|tag=null"
                                + "|side=NULL_VAL|massActionType=CANCEL_ORDERS",
                        "MassAction refSeqNum=2|sessionId=1|accountId=11|clOrdId=21|instrumentId=5|tag=77|side=SELL"
                                + "|massActionType=REPORT_ORDERS",
                        "QueryOrder refSeqNum=3|sessionId=1|accountId=11|clOrdId=22|origClOrdId=10|orderId=null"
                                + "|instrumentId=5"),
                exchange.engine.commands);
        session.close();
    }

    @Test
    void shouldSendQuotesAndTheirProtectionBetweenOtherCommands() {
        exchange.launch();
        final OrderSession session = establish("alpha", GatewayHarness.secret(ALPHA));
        final MassQuote quotes = new MassQuote();
        session.cancelAll(20);
        session.massQuote(
                21, quotes.quote(5, 99, 4, 101, 3).bid(6, 19, 2).offer(7, 21, 1).pull(8));
        session.quoteProtection(22, 3, 1_000);
        assertEquals(4, session.massQuote(23, quotes.clear()));
        exchange.await("commands", () -> exchange.engine.commands.size() == 4);
        assertEquals(
                List.of(
                        "MassQuote refSeqNum=2|sessionId=1|accountId=11|quoteId=21|quotes=["
                                + "(bidPx=99|bidSize=4|offerPx=101|offerSize=3|instrumentId=5),"
                                + "(bidPx=19|bidSize=2|offerPx=null|offerSize=null|instrumentId=6),"
                                + "(bidPx=null|bidSize=null|offerPx=21|offerSize=1|instrumentId=7),"
                                + "(bidPx=null|bidSize=null|offerPx=null|offerSize=null|instrumentId=8)]",
                        "SetQuoteProtection refSeqNum=3|sessionId=1|accountId=11|clOrdId=22|windowNs=1000|maxFills=3",
                        "MassQuote refSeqNum=4|sessionId=1|accountId=11|quoteId=23|quotes=[]"),
                exchange.engine.commands.subList(1, 4));
        session.close();
    }

    @Test
    void shouldSendAsManyQuotesAsAMessageMayHaveInOneFragment() {
        exchange.launch();
        final OrderSession session = establish("alpha", GatewayHarness.secret(ALPHA));
        final MassQuote quotes = new MassQuote();
        for (int instrumentId = 1; instrumentId <= MassQuoteLength.MAX_QUOTES; instrumentId++) {
            quotes.quote(instrumentId, Long.MAX_VALUE, 1, 2, 3);
        }
        assertThrows(IllegalStateException.class, () -> quotes.pull(65));
        assertEquals(1, session.massQuote(1, quotes));
        assertEquals(2, session.massQuote(2, quotes));
        exchange.await("commands", () -> exchange.engine.commands.size() == 2);
        for (int instrumentId = 1; instrumentId <= MassQuoteLength.MAX_QUOTES; instrumentId++) {
            final String quote =
                    "bidPx=" + Long.MAX_VALUE + "|bidSize=1|offerPx=2|offerSize=3|instrumentId=" + instrumentId + ")";
            assertTrue(exchange.engine.commands.get(1).contains(quote), quote);
        }
        session.close();
    }

    @Test
    void shouldHearWhatBecomesOfQuotesAndOfTheirProtection() {
        exchange.launch();
        final OrderSession session = establish("alpha", GatewayHarness.secret(ALPHA));
        session.massQuote(21, new MassQuote().pull(5));
        session.quoteProtection(22, 3, 1_000);
        exchange.engine
                .massQuote(ALPHA)
                .refSeqNum(1)
                .mdSequence(102)
                .accountId(11)
                .quoteId(21)
                .transactTimeNs(103)
                .instrumentId(5)
                .rejectReason(RejectReason.INVALID_QUOTE);
        exchange.engine.sendMassQuote();
        exchange.engine
                .quoteProtection(ALPHA)
                .refSeqNum(2)
                .mdSequence(104)
                .accountId(11)
                .clOrdId(22)
                .transactTimeNs(105)
                .windowNs(1_000)
                .maxFills(3)
                .rejectReason(RejectReason.NONE);
        exchange.engine.sendQuoteProtection();
        exchange.await("answers", () -> session.poll() == 0 && told.events.size() == 2);
        assertEquals(
                List.of(
                        "quotes ref=1 md=102 quoteId=21 at 103: INVALID_QUOTE in 5",
                        "protection ref=2 md=104 clOrdId=22 at 105: 3 in 1000 NONE"),
                told.events);
        assertEquals(0, session.outstanding());
        session.close();
    }

    @Test
    void shouldHearHowManyOrdersARequestIsAbout() {
        exchange.launch();
        final OrderSession session = establish("alpha", GatewayHarness.secret(ALPHA));
        session.cancelAll(20);
        exchange.engine
                .massAction(ALPHA)
                .refSeqNum(1)
                .mdSequence(102)
                .accountId(11)
                .clOrdId(20)
                .transactTimeNs(103)
                .totalAffectedOrders(104)
                .massActionType(MassActionType.CANCEL_ORDERS)
                .rejectReason(RejectReason.NONE);
        exchange.engine.sendMassAction();
        exchange.await("answer", () -> session.poll() == 0 && told.events.size() == 1);
        assertEquals(List.of("mass action ref=1 md=102 clOrdId=20 at 103: 104 CANCEL_ORDERS NONE"), told.events);
        assertEquals(0, session.outstanding());
        session.close();
    }

    @Test
    void shouldLimitItselfToTheCreditThatTheGatewayGives() {
        exchange.launch(context -> context.maxOutstanding(2));
        final OrderSession session = establish("alpha", GatewayHarness.secret(ALPHA));
        assertEquals(1, session.limit(1, 1, Side.BUY, 1, 1));
        assertEquals(2, session.limit(2, 1, Side.BUY, 1, 1));
        assertEquals(OrderSession.NO_CREDIT, session.limit(3, 1, Side.BUY, 1, 1));
        exchange.await("answers", () -> {
            session.poll();
            return session.outstanding() == 0;
        });
        assertEquals(3, session.limit(3, 1, Side.BUY, 1, 1));
        session.close();
    }

    @Test
    void shouldTellItsListenerOnceWhenTheExchangeStops() {
        exchange.launch();
        final OrderSession session = establish("alpha", GatewayHarness.secret(ALPHA));
        exchange.gateway.close();
        GatewayHarness.await("end", () -> !session.isEstablished(), () -> {
            exchange.runWithoutGateway();
            session.poll();
        });
        for (int i = 0; i < 10; i++) {
            exchange.runWithoutGateway();
            session.poll();
        }
        assertEquals(OrderSession.NOT_ESTABLISHED, session.limit(1, 1, Side.BUY, 1, 1));
        session.close();
        assertEquals(List.of("ended EXCHANGE_STOPPING"), told.events);
    }

    @Test
    void shouldFreeTheKeyAndDeliverTheLastOrderWhenItCloses() {
        exchange.launch();
        final OrderSession first = establish("alpha", GatewayHarness.secret(ALPHA));
        assertEquals(1, first.limit(1, 1, Side.BUY, 1, 1));
        first.close();
        final OrderSession second = establish("alpha", GatewayHarness.secret(ALPHA));
        assertEquals(1, exchange.engine.commands.size());
        second.close();
        assertEquals(List.of(), told.events);
    }

    @Test
    void shouldSayWhyWhenLogonIsRefused() {
        exchange.launch();
        assertEquals(
                "logon with key 'gamma' refused: UNKNOWN_KEY",
                assertThrows(ExchangeException.class, () -> establish("gamma", "x"))
                        .getMessage());
        assertEquals(
                "logon with key 'alpha' refused: BAD_SIGNATURE",
                assertThrows(ExchangeException.class, () -> establish("alpha", "x"))
                        .getMessage());
        final OrderSession first = establish("alpha", GatewayHarness.secret(ALPHA));
        assertEquals(
                "logon with key 'alpha' refused: ALREADY_ESTABLISHED",
                assertThrows(ExchangeException.class, () -> establish("alpha", GatewayHarness.secret(ALPHA)))
                        .getMessage());
        assertTrue(first.isEstablished());
        first.close();
    }

    @Test
    void shouldLogOnThroughAnExchangeClient() {
        exchange.launch();
        final ExchangeClient client = exchange.whileRunning(() -> ExchangeClient.connect(new ClientContext()
                .aeronDirectory(exchange.aeronDirectory())
                .key("alpha")
                .secret(GatewayHarness.secret(ALPHA))
                .orderListener(told)));
        assertTrue(client.isConnected());
        assertEquals(1, client.orders().limit(10, 1, Side.BUY, 100, 5));
        exchange.await("report", () -> {
            client.poll();
            return !told.events.isEmpty();
        });
        assertEquals(List.of("NEW ref=1 clOrdId=10"), told.events);
        client.close();
        assertFalse(client.isConnected());
        exchange.awaitHousekeeping("end", () -> exchange.establishedSessions() == 0);
    }

    @Test
    void shouldAllocateNothingWhenItTrades() {
        exchange.launch();
        final OrderSession session = establish("alpha", GatewayHarness.secret(ALPHA));
        told.records = false;
        exchange.engine.records = false;
        long allocated = Long.MAX_VALUE;
        for (int round = 0; round < 10 && allocated > 0; round++) {
            allocated = tradeRoundTrips(session, 20_000);
        }
        assertEquals(0, allocated);
        session.close();
    }

    private long tradeRoundTrips(final OrderSession session, final int count) {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final int end = told.reports + count;
        long allocated = 0;
        for (int round = 0; told.reports < end; round++) {
            assertTrue(round < count, () -> told.reports + " reports of " + end);
            final long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 40; i += 4) {
                session.limit(i, 1, Side.BUY, 1, 1);
                session.market(i, 1, Side.SELL, 1);
                session.cancel(i, i, 1);
                session.replace(i, i, 1, 1, 1);
            }
            session.poll();
            allocated += threads.getCurrentThreadAllocatedBytes() - before;
            exchange.run();
        }
        return allocated;
    }

    private OrderSession establish(final String key, final String secret) {
        return exchange.whileRunning(() -> OrderSession.establish(
                exchange.threadedAeron(),
                key,
                secret,
                GatewayHarness.KEEP_ALIVE_MS,
                told,
                TimeUnit.SECONDS.toNanos(10)));
    }
}
