/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outcry.bench.matching.report.CanonicalText;
import io.outcry.bench.matching.report.ReportDigest;
import io.outcry.bench.matching.report.ReportLog;
import io.outcry.bench.matching.report.ReportReader;
import io.outcry.bench.matching.report.ReportRing;
import io.outcry.bench.matching.workload.MessageBuffer;
import io.outcry.bench.matching.workload.MessageMix;
import io.outcry.bench.matching.workload.MessageType;
import io.outcry.bench.matching.workload.RandomCancelWorkload;
import io.outcry.bench.matching.workload.Scenario;
import io.outcry.bench.matching.workload.SurveyWorkload;
import io.outcry.bench.matching.workload.Workload;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every engine has to do. Reports of these tests fit into the ring, so one thread is enough. */
abstract class MatcherContractTest {
    private static final boolean BUY = true;
    private static final boolean SELL = false;
    private static final int ORDERS = 20_000;
    private static final long SEED = 42;

    private static final ReportRing RING = new ReportRing();

    private final Engine engine;
    private ReportReader reader;
    private MessageBuffer messages;
    private EngineDriver driver;
    private int fed;

    MatcherContractTest(final Engine engine) {
        this.engine = engine;
    }

    @BeforeEach
    void open() {
        reader = RING.reader();
        read(new ReportDigest(), null);
        messages = new MessageBuffer(16);
        driver = engine.prepare(messages).open(RING, true);
    }

    @Test
    void shouldHaveNoPricesWhenEmpty() {
        assertEquals(Matcher.NO_BID, driver.bestBid());
        assertEquals(Matcher.NO_ASK, driver.bestAsk());
        assertEquals(0, driver.depth(BUY, 100));
    }

    @Test
    void shouldRestWhenNothingCrosses() {
        limit(1, BUY, 100, 5);
        limit(2, SELL, 101, 6);
        limit(3, BUY, 100, 7);
        assertReports("""
                0,0,0,1,100,5
                0,1,1,2,101,6
                0,2,0,3,100,7""");
        assertEquals(100, driver.bestBid());
        assertEquals(101, driver.bestAsk());
        assertEquals(12, driver.depth(BUY, 100));
        assertEquals(6, driver.depth(SELL, 101));
        assertEquals(0, driver.depth(SELL, 100));
    }

    @Test
    void shouldTradeByPriceThenTimeAtTheMakersPrice() {
        limit(1, SELL, 101, 5);
        limit(2, SELL, 100, 5);
        limit(3, SELL, 100, 5);
        limit(4, BUY, 101, 12);
        assertReports("""
                0,0,1,1,101,5
                0,1,1,2,100,5
                0,2,1,3,100,5
                0,3,0,4,101,12
                1,3,100,5,2,4
                1,3,100,5,3,4
                1,3,101,2,1,4""");
        assertEquals(3, driver.depth(SELL, 101));
        assertEquals(Matcher.NO_BID, driver.bestBid());
    }

    @Test
    void shouldRestWithWhatIsLeftWhenFilledPartly() {
        limit(1, BUY, 100, 5);
        limit(2, SELL, 99, 8);
        assertReports("""
                0,0,0,1,100,5
                0,1,1,2,99,8
                1,1,100,5,1,2""");
        assertEquals(3, driver.depth(SELL, 99));
    }

    @Test
    void shouldCancelWhatIsLeftWhenImmediate() {
        limit(1, SELL, 100, 5);
        immediate(2, BUY, 100, 8);
        immediate(3, BUY, 100, 1);
        cancel(2);
        assertReports("""
                0,0,1,1,100,5
                0,1,0,2,100,8
                1,1,100,5,1,2
                2,1,0,2,100
                0,2,0,3,100,1
                2,2,0,3,100
                4,3,2""");
        assertEquals(Matcher.NO_BID, driver.bestBid());
    }

    @Test
    void shouldNotCancelAnythingWhenImmediateIsFilled() {
        limit(1, SELL, 100, 5);
        immediate(2, BUY, 101, 5);
        assertReports("""
                0,0,1,1,100,5
                0,1,0,2,101,5
                1,1,100,5,1,2""");
    }

    @Test
    void shouldRejectACancelWhenTheOrderDoesNotRest() {
        limit(1, SELL, 100, 5);
        limit(2, BUY, 100, 5);
        limit(3, SELL, 100, 4);
        cancel(1);
        cancel(2);
        cancel(9);
        cancel(3);
        cancel(3);
        assertReports("""
                0,0,1,1,100,5
                0,1,0,2,100,5
                1,1,100,5,1,2
                0,2,1,3,100,4
                4,3,1
                4,4,2
                4,5,9
                2,6,1,3,100
                4,7,3""");
        assertEquals(Matcher.NO_ASK, driver.bestAsk());
    }

    @Test
    void shouldCancelAtThePresentPriceWhenModifiedBefore() {
        limit(1, BUY, 100, 5);
        modify(1, BUY, 98, 7);
        cancel(1);
        assertReports("""
                0,0,0,1,100,5
                3,1,0,1,98,7
                2,2,0,1,98""");
    }

    @Test
    void shouldGoToTheBackWhenModified() {
        limit(1, BUY, 100, 5);
        limit(2, BUY, 100, 5);
        modify(1, BUY, 100, 4);
        immediate(3, SELL, 100, 6);
        assertReports("""
                0,0,0,1,100,5
                0,1,0,2,100,5
                3,2,0,1,100,4
                0,3,1,3,100,6
                1,3,100,5,2,3
                1,3,100,1,1,3""");
    }

    @Test
    void shouldGoToTheBackWhenModifiedWithoutAChange() {
        limit(1, BUY, 100, 5);
        limit(2, BUY, 100, 5);
        modify(1, BUY, 100, 5);
        immediate(3, SELL, 100, 5);
        assertReports("""
                0,0,0,1,100,5
                0,1,0,2,100,5
                3,2,0,1,100,5
                0,3,1,3,100,5
                1,3,100,5,2,3""");
    }

    @Test
    void shouldTradeWhenModifiedToACrossingPrice() {
        limit(1, BUY, 100, 5);
        limit(2, SELL, 102, 3);
        modify(1, BUY, 102, 5);
        modify(1, BUY, 101, 2);
        limit(3, SELL, 103, 9);
        modify(1, BUY, 103, 4);
        modify(1, BUY, 104, 1);
        assertReports("""
                0,0,0,1,100,5
                0,1,1,2,102,3
                1,2,102,3,2,1
                3,2,0,1,102,5
                3,3,0,1,101,2
                0,4,1,3,103,9
                1,5,103,4,3,1
                3,5,0,1,103,4
                5,6,1""");
        assertEquals(5, driver.depth(SELL, 103));
    }

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void shouldReportAsTheNaiveBookWhenItRunsAScenario(final Scenario scenario) {
        final MessageBuffer workload = SurveyWorkload.generate(scenario, SEED, ORDERS);
        assertEquals(hash(Engine.NAIVE, workload), hash(engine, workload), "seed " + SEED);
    }

    @Test
    void shouldReportAsTheGeneratorExpectsWhenRandomOrdersAreCancelled() {
        for (final MessageMix mix : new MessageMix[] {MessageMix.RANDOM_CANCEL, MessageMix.EXCHANGE_CORE}) {
            final Workload workload = RandomCancelWorkload.generate(mix, 1_000, 2 * ORDERS, SEED);
            engine.prepare(workload.messages())
                    .open(RING, true)
                    .feed(0, workload.messages().count());
            final ReportDigest digest = new ReportDigest();
            read(digest, null);
            assertEquals(workload.expected(), digest, mix + ", seed " + SEED);
        }
    }

    private String hash(final Engine hashed, final MessageBuffer workload) {
        final ReportLog log = new ReportLog();
        hashed.prepare(workload).open(RING, true).feed(0, workload.count());
        read(new ReportDigest(), log);
        return CanonicalText.sha256(log);
    }

    private void limit(final long orderId, final boolean buy, final long price, final long qty) {
        feed(MessageType.NEW, buy, false, orderId, price, qty);
    }

    private void immediate(final long orderId, final boolean buy, final long price, final long qty) {
        feed(MessageType.NEW, buy, true, orderId, price, qty);
    }

    private void cancel(final long orderId) {
        feed(MessageType.CANCEL, BUY, false, orderId, 0, 0);
    }

    private void modify(final long orderId, final boolean buy, final long price, final long qty) {
        feed(MessageType.MODIFY, buy, false, orderId, price, qty);
    }

    private void feed(
            final int type,
            final boolean buy,
            final boolean immediateOrCancel,
            final long orderId,
            final long price,
            final long qty) {
        messages.add(type, buy, immediateOrCancel, qty, orderId, price);
        driver.feed(fed, messages.count());
        fed = messages.count();
    }

    private void assertReports(final String text) {
        final ReportLog log = new ReportLog();
        read(new ReportDigest(), log);
        assertEquals(text, CanonicalText.of(log));
    }

    private void read(final ReportDigest digest, final ReportLog log) {
        RING.flush();
        int read;
        do {
            read = reader.poll(digest, log);
        } while (read > 0);
    }
}
