/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.engine.NewExtendedOrderEncoder;
import io.outcry.codecs.types.ExecInst;
import io.outcry.codecs.types.OrdType;
import io.outcry.codecs.types.PegOffsetType;
import io.outcry.codecs.types.RejectReason;
import io.outcry.codecs.types.Side;
import io.outcry.codecs.types.TimeInForce;
import io.outcry.codecs.types.TriggerPriceType;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Terms that cannot go together, or not with the order; each leaves no trace but its one reject. */
class ExtendedTermsRejectTest {
    private static final long NULL = NullValue.INT64;

    private final EngineFixture engine = new EngineFixture();

    @AfterEach
    void shouldHaveChangedNothing() {
        assertEquals(0, engine.core.openOrders());
        assertEquals("0 +0 -0", engine.position("alice", EngineFixture.BTC_USD));
        assertEquals(Long.MAX_VALUE, engine.core.nextStepTimeNs());
    }

    @ParameterizedTest
    @CsvSource({"-1", "1001", "9"})
    void shouldRejectDisplayQtyThatIsNegativeAboveTheOrderOrTooSmall(final long displayQty) {
        order().displayQty(displayQty);
        assertRejected(RejectReason.INVALID_DISPLAY_QTY);
    }

    @ParameterizedTest
    @CsvSource({"-1,20", "20,20", "11,20"})
    void shouldRejectVarianceThatIsNegativeOrLeavesPartsTooSmall(final long variance, final long displayQty) {
        order().displayQty(displayQty).displayVariance(variance);
        assertRejected(RejectReason.INVALID_DISPLAY_QTY);
    }

    @Test
    void shouldRejectVarianceOfAnOrderThatIsNoIceberg() {
        order().displayVariance(1);
        assertRejected(RejectReason.INVALID_DISPLAY_QTY);
        order().displayQty(0).displayVariance(1);
        assertRejected(RejectReason.INVALID_DISPLAY_QTY);
    }

    @Test
    void shouldRejectDisplayQtyOfAnOrderThatCannotRest() {
        order().displayQty(100).timeInForce(TimeInForce.IOC);
        assertRejected(RejectReason.INVALID_DISPLAY_QTY);
        order().displayQty(0).timeInForce(TimeInForce.FOK);
        assertRejected(RejectReason.INVALID_DISPLAY_QTY);
        order().displayQty(100).ordType(OrdType.MARKET).price(NULL);
        assertRejected(RejectReason.INVALID_DISPLAY_QTY);
        waiting(OrdType.STOP).displayQty(100);
        assertRejected(RejectReason.INVALID_DISPLAY_QTY);
    }

    @ParameterizedTest
    @CsvSource({"-1", "0", "1001"})
    void shouldRejectMinQtyOutOfRange(final long minQty) {
        order().minQty(minQty);
        assertRejected(RejectReason.INVALID_MIN_QTY);
    }

    @Test
    void shouldRejectMinQtyOfAnOrderThatHasItsOwnRule() {
        order().minQty(1).timeInForce(TimeInForce.FOK);
        assertRejected(RejectReason.INVALID_MIN_QTY);
        order().minQty(1).execInst(ExecInst.POST_ONLY);
        assertRejected(RejectReason.INVALID_MIN_QTY);
        waiting(OrdType.STOP_LIMIT).price(100).minQty(1);
        assertRejected(RejectReason.INVALID_MIN_QTY);
    }

    @Test
    void shouldRejectTimeThatIsNotInTheFutureOrNotAskedFor() {
        order().timeInForce(TimeInForce.GTD);
        assertRejected(RejectReason.INVALID_EXPIRE_TIME);
        order().timeInForce(TimeInForce.GTD).expireTimeNs(engine.timeNs());
        assertRejected(RejectReason.INVALID_EXPIRE_TIME);
        order().timeInForce(TimeInForce.DAY).expireTimeNs(1_000_000);
        assertRejected(RejectReason.INVALID_EXPIRE_TIME);
    }

    @Test
    void shouldRejectPlainMessagesOfOrdersThatNeedMore() {
        engine.commands.newOrder(1, 1, 5).timeInForce(TimeInForce.GTD);
        assertRejected(RejectReason.INVALID_EXPIRE_TIME);
        engine.commands.newOrder(1, 1, 5).ordType(OrdType.STOP).price(NULL);
        assertRejected(RejectReason.INVALID_STOP_PRICE);
    }

    @ParameterizedTest
    @EnumSource(
            value = OrdType.class,
            names = {"STOP", "STOP_LIMIT", "TAKE_PROFIT", "TAKE_PROFIT_LIMIT", "TRAILING_STOP", "TRAILING_STOP_LIMIT"})
    void shouldRejectWaitingOrdersThatCannotRest(final OrdType ordType) {
        waiting(ordType).timeInForce(TimeInForce.IOC);
        assertRejected(RejectReason.INVALID_TIME_IN_FORCE);
        waiting(ordType).timeInForce(TimeInForce.FOK);
        assertRejected(RejectReason.INVALID_TIME_IN_FORCE);
    }

    @Test
    void shouldRejectTriggersThatAreMissingOrNotAskedFor() {
        waiting(OrdType.STOP).triggerPriceType(TriggerPriceType.NULL_VAL);
        assertRejected(RejectReason.INVALID_TRIGGER);
        order().triggerPriceType(TriggerPriceType.LAST_TRADE);
        assertRejected(RejectReason.INVALID_TRIGGER);
    }

    @Test
    void shouldRejectStopPricesThatAreMissingBelowOneTickOrNotAskedFor() {
        waiting(OrdType.STOP).stopPx(NULL);
        assertRejected(RejectReason.INVALID_STOP_PRICE);
        waiting(OrdType.STOP).stopPx(0);
        assertRejected(RejectReason.INVALID_STOP_PRICE);
        order().stopPx(100);
        assertRejected(RejectReason.INVALID_STOP_PRICE);
    }

    @Test
    void shouldRejectTrailingStopThatHasNothingToFollow() {
        trailing(3, PegOffsetType.TICKS);
        assertRejected(RejectReason.INVALID_STOP_PRICE);
    }

    @Test
    void shouldRejectDistancesThatAreOutOfRangeOrNotAskedFor() {
        trailing(0, PegOffsetType.TICKS).stopPx(100);
        assertRejected(RejectReason.INVALID_OFFSET);
        trailing(10_000, PegOffsetType.BASIS_POINTS).stopPx(100);
        assertRejected(RejectReason.INVALID_OFFSET);
        trailing(3, PegOffsetType.NULL_VAL).stopPx(100);
        assertRejected(RejectReason.INVALID_OFFSET);
        trailing(3, PegOffsetType.TICKS).stopPx(100).limitOffset(1);
        assertRejected(RejectReason.INVALID_OFFSET);
        waiting(OrdType.STOP).pegOffset(3).pegOffsetType(PegOffsetType.TICKS);
        assertRejected(RejectReason.INVALID_OFFSET);
        trailing(3, PegOffsetType.TICKS).ordType(OrdType.TRAILING_STOP_LIMIT).stopPx(100);
        assertRejected(RejectReason.INVALID_OFFSET);
    }

    @Test
    void shouldRejectLimitOfTrailingStopThatWouldBeBelowOneTick() {
        trailing(3, PegOffsetType.TICKS)
                .ordType(OrdType.TRAILING_STOP_LIMIT)
                .stopPx(100)
                .limitOffset(100);
        assertRejected(RejectReason.INVALID_PRICE);
    }

    @Test
    void shouldRejectLimitsOfOrdersThatHaveNone() {
        waiting(OrdType.STOP).price(100);
        assertRejected(RejectReason.INVALID_PRICE);
        waiting(OrdType.STOP_LIMIT);
        assertRejected(RejectReason.INVALID_PRICE);
        order().ordType(OrdType.MARKET_TO_LIMIT);
        assertRejected(RejectReason.INVALID_PRICE);
    }

    @Test
    void shouldRejectInstructionsOfOrdersThatWait() {
        waiting(OrdType.STOP_LIMIT).price(100).execInst(ExecInst.POST_ONLY);
        assertRejected(RejectReason.INVALID_EXEC_INST);
    }

    private NewExtendedOrderEncoder order() {
        return engine.commands
                .newExtendedOrder(1, 1, 5)
                .side(Side.SELL)
                .orderQty(1_000)
                .price(100);
    }

    private NewExtendedOrderEncoder waiting(final OrdType ordType) {
        return order().ordType(ordType).price(NULL).stopPx(90).triggerPriceType(TriggerPriceType.LAST_TRADE);
    }

    private NewExtendedOrderEncoder trailing(final long offset, final PegOffsetType type) {
        return waiting(OrdType.TRAILING_STOP).stopPx(NULL).pegOffset(offset).pegOffsetType(type);
    }

    private void assertRejected(final RejectReason reason) {
        assertEquals(List.of("REJECTED o5 " + reason), engine.send());
    }
}
