/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import static io.outcry.matching.EngineFixture.BTC_USD;
import static io.outcry.matching.EngineFixture.USD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.engine.DefineAccountEncoder;
import io.outcry.codecs.engine.DefineInstrumentEncoder;
import io.outcry.codecs.engine.Refusal;
import io.outcry.codecs.types.BooleanType;
import io.outcry.codecs.types.TradingStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Definitions and deposits: what they do, that repeating them does nothing, and how each wrong one is refused. */
class DefinitionTest {
    private final EngineFixture engine = new EngineFixture();
    private final Commands commands = engine.commands;

    @Test
    void shouldCountAndNameRefusals() {
        assertEquals(0, engine.core.refusals());
        assertNull(engine.core.lastRefusal());
        commands.asset(9, "X", 0);
        assertRefused(Refusal.ID_NOT_DENSE);
        commands.asset(1, "X", 0);
        assertRefused(Refusal.CHANGED_DEFINITION);
        assertEquals(2, engine.core.refusals());
        assertEquals(Refusal.CHANGED_DEFINITION, engine.core.lastRefusal());
    }

    @Test
    void shouldKnowAssetsByNameAndScale() {
        commands.asset(4, "EIGHTLET", 18);
        assertNothing();
        assertEquals(4, engine.core.accounts().assets());
        assertEquals("EIGHTLET", engine.core.assetName(4));
        assertEquals(18, engine.core.assetScale(4));
        assertEquals("0 locked 0", engine.funds("alice", 4));
    }

    @Test
    void shouldDoNothingWhenAnAssetIsRepeated() {
        commands.asset(1, "BTC", 3);
        assertNothing();
        assertEquals(3, engine.core.accounts().assets());
    }

    @Test
    void shouldRefuseWrongAssets() {
        commands.asset(1, "BTC", 4);
        assertRefused(Refusal.CHANGED_DEFINITION);
        commands.asset(1, "BTX", 3);
        assertRefused(Refusal.CHANGED_DEFINITION);
        for (final int id : new int[] {5, 0, -1, NullValue.INT32, Integer.MAX_VALUE}) {
            commands.asset(id, "X", 3);
            assertRefused(Refusal.ID_NOT_DENSE);
        }
        commands.asset(4, "", 3);
        assertRefused(Refusal.INVALID_VALUE);
        commands.asset(4, "X", 19);
        assertRefused(Refusal.INVALID_VALUE);
        commands.asset(4, "X", 255);
        assertRefused(Refusal.INVALID_VALUE);
        assertEquals(3, engine.core.accounts().assets());
    }

    @Test
    void shouldTellTheMarketAboutInstruments() {
        commands.instrument(3, "NEW-PAIR");
        assertEquals(List.of("defined NEW-PAIR OPEN 1..1000000"), engine.send());
        assertEquals(3, engine.core.instruments());
        assertEquals("NEW-PAIR", engine.core.instrument(3).symbol());
        engine.given("alice o1 buy 5@100 in 3");
    }

    @Test
    void shouldDoNothingWhenAnInstrumentIsRepeated() {
        commands.instrument(BTC_USD, "BTC-USD");
        assertNothing();
    }

    @Test
    void shouldTellTheMarketWhenStatusOrRangeChanges() {
        commands.instrument(BTC_USD, "BTC-USD").tradingStatus(TradingStatus.HALT);
        assertEquals(List.of("defined BTC-USD HALT 1..1000000"), engine.send());
        assertNothing();
        commands.instrument(BTC_USD, "BTC-USD").minQty(2).maxQty(2);
        assertEquals(List.of("defined BTC-USD HALT 2..2", "defined BTC-USD OPEN 2..2"), engine.send());
        assertNothing();
    }

    @Test
    void shouldKeepTheBookWhenAnInstrumentChanges() {
        engine.given("alice o1 buy 5@100");
        engine.status(BTC_USD, TradingStatus.HALT);
        assertEquals(TradingStatus.HALT, engine.core.tradingStatus(BTC_USD));
        engine.status(BTC_USD, TradingStatus.OPEN);
        assertEquals(TradingStatus.OPEN, engine.core.tradingStatus(BTC_USD));
        engine.expect(
                "bob o2 sell 5@100",
                "NEW o2 sell 5@100",
                "trade 1: o2 sell 5@100 from o1",
                "TRADE o2 taker 5@100 leaves 0",
                "TRADE o1 maker 5@100 leaves 0");
    }

    @Test
    void shouldRefuseChangesOfAnInstrumentThatWouldMoveMoney() {
        commands.instrument(BTC_USD, "BTC-EUR");
        assertRefused(Refusal.CHANGED_DEFINITION);
        commands.instrument(BTC_USD, "BTC-USD").baseAssetId(3);
        assertRefused(Refusal.CHANGED_DEFINITION);
        commands.instrument(BTC_USD, "BTC-USD").quoteAssetId(3).lotSize().scale((short) 1);
        assertRefused(Refusal.CHANGED_DEFINITION);
        commands.instrument(BTC_USD, "BTC-USD").tickSize().mantissa(2);
        assertRefused(Refusal.CHANGED_DEFINITION);
        commands.instrument(BTC_USD, "BTC-USD").lotSize().mantissa(2);
        assertRefused(Refusal.CHANGED_DEFINITION);
        commands.instrument(BTC_USD, "BTC-USD");
        assertNothing();
    }

    @Test
    void shouldRefuseInstrumentsOfUnknownAssets() {
        for (final int id : new int[] {0, 4, -1, NullValue.INT32}) {
            commands.instrument(3, "X").baseAssetId(id);
            assertRefused(Refusal.UNKNOWN_ASSET);
            commands.instrument(3, "X").quoteAssetId(id);
            assertRefused(Refusal.UNKNOWN_ASSET);
        }
    }

    @Test
    void shouldRefuseInstrumentsThatAreQuotedInTheirOwnAsset() {
        commands.instrument(3, "X").baseAssetId(USD).quoteAssetId(USD);
        assertRefused(Refusal.INVALID_VALUE);
    }

    @Test
    void shouldRefuseInstrumentsThatLeaveAHole() {
        for (final int id : new int[] {0, 4, -1, NullValue.INT32, Integer.MAX_VALUE}) {
            commands.instrument(id, "X");
            assertRefused(Refusal.ID_NOT_DENSE);
        }
    }

    @Test
    void shouldRefuseInstrumentsWithValuesOutOfRange() {
        commands.instrument(3, "");
        assertRefused(Refusal.INVALID_VALUE);
        commands.instrument(3, "X").minQty(0);
        assertRefused(Refusal.INVALID_VALUE);
        commands.instrument(3, "X").minQty(NullValue.INT64);
        assertRefused(Refusal.INVALID_VALUE);
        commands.instrument(3, "X").minQty(3).maxQty(2);
        assertRefused(Refusal.INVALID_VALUE);
        commands.instrument(3, "X").tickSize().mantissa(0);
        assertRefused(Refusal.INVALID_VALUE);
        commands.instrument(3, "X").lotSize().mantissa(-1);
        assertRefused(Refusal.INVALID_VALUE);
        commands.instrument(3, "X").tickSize().scale((short) 19);
        assertRefused(Refusal.INVALID_VALUE);
        commands.instrument(3, "X").lotSize().scale((short) 255);
        assertRefused(Refusal.INVALID_VALUE);
        for (final int status : new int[] {0, 1, 3, 255}) {
            commands.instrument(3, "X");
            commands.spoil(DefineInstrumentEncoder.tradingStatusEncodingOffset(), status);
            assertRefused(Refusal.INVALID_VALUE);
        }
    }

    @Test
    void shouldRefuseInstrumentsWhoseLotOrTickIsNoWholeNumberOfUnits() {
        commands.instrument(3, "X").lotSize().scale((short) 4);
        assertRefused(Refusal.INVALID_VALUE);
        commands.instrument(3, "X").tickSize().scale((short) 3);
        assertRefused(Refusal.INVALID_VALUE);
        commands.instrument(3, "X").lotSize().mantissa(Long.MAX_VALUE).scale((short) 2);
        assertRefused(Refusal.INVALID_VALUE);
    }

    @Test
    void shouldAddAccountsAndChangeTheirLimits() {
        commands.account(5).maxOrderQty(5);
        assertNothing();
        assertNothing();
        assertEquals(5, engine.core.accounts().count());
        commands.newOrder(5, BTC_USD, 1).orderQty(6);
        assertEquals(List.of("REJECTED o1 MAX_ORDER_QTY"), engine.send());
        commands.account(5).maxOrderQty(6);
        assertNothing();
        commands.newOrder(5, BTC_USD, 1).orderQty(6);
        assertEquals("NEW o1 buy 6@1", engine.send().get(0));
    }

    @Test
    void shouldCheckFundsUnlessToldNotTo() {
        commands.account(5);
        commands.spoil(DefineAccountEncoder.checkFundsEncodingOffset(), 255);
        assertNothing();
        assertEquals(true, engine.core.accounts().find(5).checksFunds());
        commands.account(5).checkFunds(BooleanType.FALSE);
        assertNothing();
        assertEquals(false, engine.core.accounts().find(5).checksFunds());
    }

    @Test
    void shouldRefuseWrongAccounts() {
        for (final int id : new int[] {0, 6, -1, NullValue.INT32, Integer.MAX_VALUE}) {
            commands.account(id);
            assertRefused(Refusal.ID_NOT_DENSE);
        }
        commands.account(5).maxOrderQty(0);
        assertRefused(Refusal.INVALID_VALUE);
        commands.account(5).maxOrderQty(NullValue.INT64);
        assertRefused(Refusal.INVALID_VALUE);
        commands.account(5).maxOpenOrders(-1);
        assertRefused(Refusal.INVALID_VALUE);
        commands.account(5).maxOpenOrders(NullValue.INT32);
        assertRefused(Refusal.INVALID_VALUE);
        assertEquals(4, engine.core.accounts().count());
    }

    @Test
    void shouldTakeKeysAndMoveThemToOtherAccounts() {
        commands.key(1, 1, "alice-1");
        assertNothing();
        final long before = engine.core.stateHash();
        commands.key(1, 2, "alice-1");
        assertNothing();
        assertEquals(true, before != engine.core.stateHash());
        commands.key(2, 2, "bob-1");
        assertNothing();
    }

    @Test
    void shouldRefuseWrongKeys() {
        commands.key(1, 5, "x");
        assertRefused(Refusal.UNKNOWN_ACCOUNT);
        commands.key(1, NullValue.INT32, "x");
        assertRefused(Refusal.UNKNOWN_ACCOUNT);
        for (final int sessionId : new int[] {0, 2, -1, NullValue.INT32}) {
            commands.key(sessionId, 1, "x");
            assertRefused(Refusal.ID_NOT_DENSE);
        }
    }

    @Test
    void shouldPayDepositsOncePerReference() {
        engine.deposit("penny", USD, 500, 1);
        engine.deposit("penny", USD, 500, 1);
        engine.deposit("penny", USD, 0, 2);
        engine.deposit("penny", USD, 7, 2);
        engine.deposit("penny", USD, 7, 3);
        assertEquals("507 locked 0", engine.funds("penny", USD));
        assertEquals("0 locked 0", engine.funds("alice", USD));
    }

    @Test
    void shouldRefuseWrongDeposits() {
        commands.deposit(5, USD, 500, 1);
        assertRefused(Refusal.UNKNOWN_ACCOUNT);
        commands.deposit(1, 4, 500, 1);
        assertRefused(Refusal.UNKNOWN_ASSET);
        commands.deposit(1, NullValue.INT32, 500, 1);
        assertRefused(Refusal.UNKNOWN_ASSET);
        commands.deposit(1, USD, -1, 1);
        assertRefused(Refusal.INVALID_VALUE);
        commands.deposit(1, USD, NullValue.INT64, 1);
        assertRefused(Refusal.INVALID_VALUE);
        for (final long reference : new long[] {0, 2, -1, NullValue.INT64, Long.MAX_VALUE}) {
            commands.deposit(1, USD, 500, reference);
            assertRefused(Refusal.ID_NOT_DENSE);
        }
        assertEquals("0 locked 0", engine.funds("alice", USD));
        engine.deposit("alice", USD, 500, 1);
        assertEquals("500 locked 0", engine.funds("alice", USD));
    }

    @Test
    void shouldRefuseWrongLimits() {
        for (final int limit : new int[] {0, -1, NullValue.INT32, OrderPool.MAX_ORDERS + 1, Integer.MAX_VALUE}) {
            commands.limits(limit);
            assertRefused(Refusal.INVALID_VALUE);
        }
        engine.given("alice o1 buy 5@100", "alice o2 buy 5@100");
    }

    @Test
    void shouldKeepOpenOrdersWhenMoreAreAllowedThanEver() {
        engine.given("alice o1 sell 5@100", "alice o2 sell 6@100", "alice o3 sell 7@100", "alice o4 cancel o2");
        commands.limits(3_000_000);
        assertNothing();
        engine.expect("bob o5 buy 1@99", "NEW o5 buy 1@99", "added o5 buy 1@99")
                .expect("alice o6 cancel id:o2", "CANCEL_REJECTED o6 UNKNOWN_ORDER")
                .expect(
                        "bob o7 buy 6@100",
                        "NEW o7 buy 6@100",
                        "trade 1: o7 buy 5@100 from o1",
                        "TRADE o7 taker 5@100 leaves 1",
                        "TRADE o1 maker 5@100 leaves 0",
                        "trade 2: o7 buy 1@100 from o3",
                        "TRADE o7 taker 1@100 leaves 0",
                        "TRADE o3 maker 1@100 leaves 6")
                .expect("alice o8 cancel id:o3", "deleted o3", "CANCELED o8 was o3 cum 1");
    }

    @Test
    void shouldRefuseUnknownCommands() {
        commands.unknownTemplate();
        assertRefused(Refusal.UNKNOWN_TEMPLATE);
    }

    @Test
    void shouldGiveNewAccountsEveryAssetAndInstrument() {
        commands.asset(4, "EUR", 2);
        assertNothing();
        commands.account(5);
        assertNothing();
        commands.deposit(5, 4, 3, 1);
        assertNothing();
        commands.newOrder(5, EngineFixture.ETH_USD, 1);
        assertEquals("NEW o1 buy 1@1", engine.send().get(0));
    }

    private void assertNothing() {
        assertEquals(List.of(), engine.send());
    }

    private void assertRefused(final Refusal refusal) {
        final long before = engine.core.refusals();
        assertEquals(List.of("REFUSED " + refusal), engine.send());
        assertEquals(before + 1, engine.core.refusals());
    }
}
