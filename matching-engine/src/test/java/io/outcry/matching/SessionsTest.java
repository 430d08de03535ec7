/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outcry.codecs.types.Side;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the engine keeps of the session of each key. Alice trades with key 1, bob with key 2. */
class SessionsTest {
    private static final long EPOCH = 1_000;

    private final EngineFixture engine = new EngineFixture();

    @BeforeEach
    void defineKeys() {
        for (int key = 1; key <= 2; key++) {
            engine.commands.key(key, key, "key " + key);
            engine.send();
        }
    }

    @Test
    void shouldHaveOneEffectWhenACommandComesAgain() {
        engine.expect("alice o1 buy 5@100", "NEW o1 buy 5@100", "added o1 buy 5@100");
        final UnsafeBuffer command = engine.commands.copy();
        for (int time = 0; time < 2; time++) {
            assertEquals(List.of("REPEATED 1 of session 1"), engine.send(command, command.capacity()));
        }
        assertEquals(1, engine.core.openOrders());
        engine.expect(
                "bob o2 sell 7@100",
                "NEW o2 sell 7@100",
                "trade 1: o2 sell 5@100 from o1",
                "TRADE o2 taker 5@100 leaves 2",
                "TRADE o1 maker 5@100 leaves 0",
                "added o2 sell 2@100");
    }

    @Test
    void shouldGoByTheNumberAloneWhateverTheCommandIs() {
        engine.given("alice o1 buy 5@100", "alice o2 buy 5@99");
        final long lastSeqNum = engine.commands.lastSeqNum();
        for (final long used : new long[] {lastSeqNum, lastSeqNum - 1, 0, -1, Long.MIN_VALUE}) {
            engine.commands.massAction(1, 9);
            engine.commands.refSeqNum(used);
            assertEquals(List.of("REPEATED " + used + " of session 1"), engine.send());
        }
        assertEquals(2, engine.core.openOrders());
        engine.commands.massAction(1, 9);
        engine.commands.refSeqNum(lastSeqNum + 1);
        assertEquals(5, engine.send().size());
    }

    @Test
    void shouldLetNumbersBeLeftOut() {
        engine.commands.newOrder(1, 1, 1);
        engine.commands.refSeqNum(50);
        assertEquals(2, engine.send().size());
        engine.commands.newOrder(1, 1, 2);
        engine.commands.refSeqNum(49);
        assertEquals(List.of("REPEATED 49 of session 1"), engine.send());
    }

    @Test
    void shouldCountForEachSessionApart() {
        for (int account = 1; account <= 2; account++) {
            engine.commands.newOrder(account, 1, 1).side(Side.BUY);
            engine.commands.refSeqNum(1);
            assertEquals(2, engine.send().size());
        }
    }

    @Test
    void shouldTellWhereASessionStandsWhenItIsResumed() {
        assertOpened("OPENED 1 in 1000 by 1, next 1, next report 1", 1, EPOCH);
        assertOpened("OPENED 2 in 7 by 2, next 1, next report 1", 2, 7);
        engine.given("alice o1 buy 5@100", "alice o2 buy 5@99");
        engine.given("bob o3 sell 1@100");
        assertOpened("OPENED 1 in 1000 by 1, next 3, next report 4", 1, EPOCH);
        engine.commands.newOrder(1, 1, 9);
        engine.commands.refSeqNum(1);
        engine.send();
        assertOpened("OPENED 1 in 1000 by 1, next 3, next report 4", 1, EPOCH);
        assertOpened("OPENED 2 in 7 by 2, next 4, next report 3", 2, 7);
    }

    @Test
    void shouldCountWhatAnotherSessionOfTheAccountBringsAbout() {
        engine.given("alice o1 buy 5@100");
        engine.commands.cancelOrder(1, 1, 2).origClOrdId(1).sessionId(2);
        engine.send();
        assertOpened("NOT_OPENED 1 STALE_EPOCH", 1, 0);
        final EngineCore copy = EngineStates.copy(engine.core);
        assertEquals(engine.core.stateHash(), copy.stateHash());
        engine.commands.cancelOrder(1, 1, 3).origClOrdId(1).sessionId(2);
        engine.send();
        assertNotEquals(engine.core.stateHash(), copy.stateHash());
    }

    @Test
    void shouldBeginAnewWhenTheEpochIsLarger() {
        assertOpened("OPENED 1 in 1000 by 1, next 1, next report 1", 1, EPOCH);
        engine.given("alice o1 buy 5@100");
        assertOpened("OPENED 1 in 1001 by 3, next 1, next report 1", 1, EPOCH + 1);
        engine.commands.newOrder(1, 1, 2);
        engine.commands.refSeqNum(1);
        assertEquals(2, engine.send().size());
        assertOpened("NOT_OPENED 1 STALE_EPOCH", 1, EPOCH);
        assertOpened("OPENED 1 in 1001 by 3, next 2, next report 2", 1, EPOCH + 1);
    }

    @Test
    void shouldTellTheOwnerOfAnOrderInItsNewSession() {
        assertOpened("OPENED 1 in 1000 by 1, next 1, next report 1", 1, EPOCH);
        engine.given("alice o1 buy 5@100");
        assertOpened("OPENED 1 in 1001 by 3, next 1, next report 1", 1, EPOCH + 1);
        engine.given("bob o2 sell 5@100");
        assertOpened("OPENED 1 in 1001 by 3, next 1, next report 2", 1, EPOCH + 1);
    }

    @Test
    void shouldNotOpenWithoutAKeyOrAPositiveEpoch() {
        assertOpened("NOT_OPENED 3 UNKNOWN_KEY", 3, EPOCH);
        assertOpened("NOT_OPENED 0 UNKNOWN_KEY", 0, EPOCH);
        assertOpened("NOT_OPENED 1 STALE_EPOCH", 1, 0);
        assertOpened("NOT_OPENED 1 STALE_EPOCH", 1, -5);
        assertOpened("OPENED 1 in 1 by 5, next 1, next report 1", 1, 1);
    }

    @Test
    void shouldRefuseCommandsOfSessionsThatCannotBe() {
        for (final int impossible : new int[] {0, -1, Integer.MIN_VALUE, Sessions.MAX_SESSION_ID + 1}) {
            engine.commands.newOrder(1, 1, 1).sessionId(impossible);
            assertEquals(List.of("REFUSED INVALID_VALUE"), engine.send());
        }
        engine.commands.newOrder(1, 1, 1).sessionId(Sessions.MAX_SESSION_ID);
        assertEquals(2, engine.send().size());
        final EngineCore copy = EngineStates.copy(engine.core);
        assertEquals(engine.core.stateHash(), copy.stateHash());
    }

    @Test
    void shouldRefuseAKeyThatCanHaveNoSession() {
        for (int key = 3; key <= Sessions.MAX_SESSION_ID; key++) {
            engine.commands.key(key, 1, "key");
            assertEquals(List.of(), engine.send());
        }
        engine.commands.key(Sessions.MAX_SESSION_ID + 1, 1, "key");
        assertEquals(List.of("REFUSED INVALID_VALUE"), engine.send());
        assertOpened("OPENED 65535 in 1 by 2, next 1, next report 1", Sessions.MAX_SESSION_ID, 1);
    }

    @Test
    void shouldKnowACommandAgainWhenTheStateIsRestored() {
        assertOpened("OPENED 1 in 1000 by 1, next 1, next report 1", 1, EPOCH);
        engine.given("alice o1 buy 5@100");
        final EventBuffer events = new EventBuffer();
        final EngineCore copy = EngineStates.copy(engine.core);
        final UnsafeBuffer command = engine.commands.copy();
        copy.onCommand(copy.sequence() + 1, engine.timeNs(), command, 0, command.capacity(), events);
        assertEquals(List.of("REPEATED 1 of session 1"), new EventText().read(events));
        engine.commands.openSession(1, EPOCH);
        final UnsafeBuffer logon = engine.commands.copy();
        events.clear();
        copy.onCommand(copy.sequence() + 1, engine.timeNs(), logon, 0, logon.capacity(), events);
        assertEquals(List.of("OPENED 1 in 1000 by 1, next 2, next report 2"), new EventText().read(events));
    }

    @Test
    void shouldGiveEventsOfASessionTheNumberOfTheMarketData() {
        engine.given("alice o1 buy 5@100");
        engine.commands.openSession(1, EPOCH);
        engine.send();
        assertEquals(
                List.of("SessionOpened sequence=2|sessionEpoch=1000|mdSequence=3|sessionId=1|nextSeqNum=1"
                        + "|nextReportSeqNum=1|openedSequence=2|reason=NULL_VAL"),
                EventText.readInFull(engine.events));
        engine.commands.newOrder(1, 1, 2);
        engine.commands.refSeqNum(0);
        engine.send();
        assertTrue(EventText.readInFull(engine.events)
                .contains("CommandRepeated sequence=3|refSeqNum=0|mdSequence=3|sessionId=1"));
    }

    private void assertOpened(final String answer, final int sessionId, final long epoch) {
        engine.commands.openSession(sessionId, epoch);
        assertEquals(List.of(answer), engine.send());
    }
}
