/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aeron.Aeron;
import io.aeron.AeronCounters;
import io.aeron.Publication;
import io.aeron.Subscription;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.outcry.codecs.JournalHaltCounter;
import io.outcry.codecs.MessageBatch;
import io.outcry.codecs.StreamIds;
import io.outcry.codecs.engine.CancelOrderDecoder;
import io.outcry.codecs.engine.EngineStoppedDecoder;
import io.outcry.codecs.engine.EventHashDecoder;
import io.outcry.codecs.engine.ExecutionEventDecoder;
import io.outcry.codecs.engine.NewOrderDecoder;
import io.outcry.codecs.engine.TimeStepDecoder;
import io.outcry.codecs.types.MessageHeaderDecoder;
import io.outcry.codecs.types.Side;
import io.outcry.codecs.types.TimeInForce;
import io.outcry.journal.JournalDirectory;
import io.outcry.journal.JournalException;
import io.outcry.journal.JournalPosition;
import io.outcry.journal.JournalReader;
import io.outcry.journal.JournalRepair;
import io.outcry.journal.SnapshotRequest;
import io.outcry.journal.Snapshots;
import io.outcry.risk.BalanceView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.agrona.LangUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.status.CountersReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine between real streams and a real journal; this thread runs the driver and both agents in turn. */
@Tag("large")
class MatchingEngineTest {
    private static final int ALICE = 1;
    private static final int BOB = 2;
    private static final long DEADLINE_NS = TimeUnit.SECONDS.toNanos(20);

    @TempDir
    Path directory;

    /** One frame of a journal. */
    private record Frame(long sequence, long timeNs, UnsafeBuffer payload) {
        int schemaId() {
            return header().schemaId();
        }

        int templateId() {
            return header().templateId();
        }

        private MessageHeaderDecoder header() {
            return new MessageHeaderDecoder().wrap(payload, 0);
        }
    }

    private final Commands commands = new Commands();
    private final List<byte[]> privateFrames = new ArrayList<>();
    private final List<byte[]> publicFrames = new ArrayList<>();
    private MediaDriver driver;
    private Aeron aeron;
    private Publication gateway;
    private Subscription privateEvents;
    private Subscription publicEvents;
    private MatchingEngine engine;
    private long clockNs = 1_000;
    private long freeMib = 1_000;
    private long looks;

    @BeforeEach
    void setUp() {
        driver = MediaDriver.launch(new MediaDriver.Context()
                .aeronDirectoryName(directory.resolve("aeron").toString())
                .threadingMode(ThreadingMode.INVOKER)
                .dirDeleteOnShutdown(true));
        aeron = Aeron.connect(new Aeron.Context()
                .aeronDirectoryName(driver.aeronDirectoryName())
                .useConductorAgentInvoker(true)
                .driverAgentInvoker(driver.sharedAgentInvoker())
                .errorHandler(LangUtil::rethrowUnchecked));
        gateway = aeron.addPublication("aeron:ipc?term-length=64k", StreamIds.COMMANDS);
        privateEvents = aeron.addSubscription("aeron:ipc", StreamIds.EXECUTION_EVENTS);
        publicEvents = aeron.addSubscription("aeron:ipc", StreamIds.PUBLIC_EVENTS);
    }

    @AfterEach
    void tearDown() {
        if (engine != null) {
            stop();
        }
        aeron.close();
        driver.close();
    }

    @Test
    void shouldSendTheEventsOfCommandsOnBothStreams() {
        start(journal());
        sell(ALICE, 1, 5, 100);
        buy(BOB, 2, 2, 100);
        awaitPrivate(4);
        awaitPublic(3);
        assertEquals(
                List.of(
                        "NEW o1 sell 5@100",
                        "NEW o2 buy 2@100",
                        "TRADE o2 taker 2@100 leaves 0",
                        "TRADE o1 maker 2@100 leaves 3",
                        "defined BTC-USD OPEN 1..1000000",
                        "added o1 sell 5@100",
                        "trade 1: o2 buy 2@100 from o1"),
                texts());
    }

    @Test
    void shouldStampTimeAndDenseSequencesOnWhatItJournals() {
        start(journal());
        final int configured = configuration().size();
        sell(ALICE, 1, 5, 100);
        awaitPrivate(1);
        clockNs = 500; // the clock jumps back, the journal's time does not
        buy(BOB, 2, 2, 100);
        awaitPrivate(4);
        clockNs = 5_000;
        cancel(ALICE, 3, 1);
        awaitPrivate(5);
        stop();
        final List<Frame> frames = read(JournalDirectory.commands(journal()));
        for (int i = 0; i < frames.size(); i++) {
            assertEquals(i + 1, frames.get(i).sequence);
        }
        for (int i = 0; i < configured; i++) {
            assertEquals(configuration().get(i), frames.get(i).payload);
        }
        final List<Frame> traded = frames.subList(configured, configured + 3);
        assertEquals(
                List.of(1_000L, 1_000L, 5_000L),
                traded.stream().map(Frame::timeNs).toList());
        assertEquals(
                List.of(NewOrderDecoder.TEMPLATE_ID, NewOrderDecoder.TEMPLATE_ID, CancelOrderDecoder.TEMPLATE_ID),
                traded.stream().map(Frame::templateId).toList());
    }

    @Test
    void shouldJournalAStepInTimeOnlyWhenAnOrderExpires() {
        start(journal());
        commands.newExtendedOrder(ALICE, 1, 1).timeInForce(TimeInForce.GTD).expireTimeNs(9_000);
        send();
        awaitPrivate(1);
        clockNs = 8_999;
        sell(BOB, 2, 1, 100);
        awaitPrivate(2);
        clockNs = 9_000;
        awaitPrivate(3);
        clockNs = 10_000;
        buy(BOB, 3, 1, 50);
        awaitPrivate(4);
        stop();
        assertEquals("EXPIRED o1 cum 0", texts().get(2));
        final List<Frame> steps = read(JournalDirectory.commands(journal())).stream()
                .filter(frame -> frame.header().templateId() == TimeStepDecoder.TEMPLATE_ID)
                .toList();
        assertEquals(1, steps.size());
        assertEquals(9_000, steps.get(0).timeNs);
    }

    @Test
    void shouldExpireWhatBecameDueWhileTheEngineWasDown() {
        start(journal());
        commands.newExtendedOrder(ALICE, 1, 1).timeInForce(TimeInForce.GTD).expireTimeNs(9_000);
        send();
        awaitPrivate(1);
        stop();
        clockNs = 20_000;
        start(journal());
        awaitPrivate(2);
        assertEquals("EXPIRED o1 cum 0", texts().get(1));
    }

    @Test
    void shouldStampHashesAndStepsInTheSameBatch() {
        start(context(journal()).eventHashInterval(1));
        for (int i = 1; i <= 200; i++) {
            commands.newExtendedOrder(ALICE, 1, i).timeInForce(TimeInForce.GTD).expireTimeNs(5_000 + i);
            send();
        }
        awaitPrivate(200);
        clockNs = 9_000;
        awaitPrivate(400);
        stop();
        assertEquals(0, replay(read(JournalDirectory.commands(journal()))).openOrders());
    }

    @Test
    void shouldEndTheJournalWithTheHashOfTheState() {
        start(journal());
        sell(ALICE, 1, 5, 100);
        awaitPrivate(1);
        stop();
        final List<Frame> frames = read(JournalDirectory.commands(journal()));
        assertEquals(
                EngineStoppedDecoder.TEMPLATE_ID, frames.get(frames.size() - 1).templateId());
        assertEquals(
                1,
                frames.stream()
                        .filter(frame -> frame.templateId() == EngineStoppedDecoder.TEMPLATE_ID)
                        .count());
        replay(frames); // compares the hash
    }

    @Test
    void shouldStampTheHashOfTheEventsAsOftenAsItIsTold() {
        start(context(journal()).eventHashInterval(4));
        for (int i = 1; i <= 20; i++) {
            sell(ALICE, i, 1, 100);
            awaitPrivate(i);
        }
        stop();
        final List<Frame> frames = read(JournalDirectory.commands(journal()));
        final List<Long> stamps = frames.stream()
                .filter(frame -> frame.templateId() == EventHashDecoder.TEMPLATE_ID)
                .map(Frame::sequence)
                .toList();
        assertTrue(stamps.size() >= 4, stamps::toString);
        replay(frames);
    }

    @Test
    void shouldWriteInTheEventsJournalWhatItSent() {
        start(journal());
        for (int i = 1; i <= 50; i++) {
            sell(ALICE, 100 + i, 5, 100 + i % 5);
            buy(BOB, 200 + i, 4, 100 + i % 7);
        }
        final long commandsSent = configuration().size() + 100L;
        await(() -> counter(MatchingEngine.COMMANDS_COUNTER_TYPE_ID) == commandsSent);
        stop();
        receive();
        final List<Frame> frames = read(JournalDirectory.events(journal()));
        assertTrue(privateFrames.size() > 180 && publicFrames.size() > 80);
        assertSame(
                privateFrames,
                frames.stream().filter(frame -> frame.schemaId() == 2).toList());
        assertSame(
                publicFrames,
                frames.stream().filter(frame -> frame.schemaId() == 3).toList());
        for (int i = 0; i < frames.size(); i++) {
            assertEquals(i + 1, frames.get(i).sequence);
        }
    }

    @Test
    void shouldCountWhatIsMatchedAndWhatIsConfirmed() {
        start(journal());
        final long configured = configuration().size();
        sell(ALICE, 1, 5, 100);
        await(() -> counter(MatchingEngine.FOLLOWER_COUNTER_TYPE_ID) == configured + 1);
        assertEquals(configured + 1, counter(MatchingEngine.COMMANDS_COUNTER_TYPE_ID));
    }

    @Test
    void shouldShowBalancesInTheView() {
        start(journal());
        sell(ALICE, 1, 5, 100);
        buy(BOB, 2, 2, 100);
        awaitPrivate(4);
        stop();
        final List<String> balances = new ArrayList<>();
        try (BalanceView view = BalanceView.open(journal().resolve(MatchingEngine.BALANCES_FILE))) {
            view.forEach((accountId, asset, scale, total, locked) ->
                    balances.add(accountId + " " + asset + "/" + scale + " " + total + " locked " + locked));
        }
        assertEquals(
                List.of("1 BTC/3 -2 locked 3", "1 USD/5 1200 locked 0", "2 BTC/3 2 locked 0", "2 USD/5 -200 locked 0"),
                balances.stream().sorted().toList());
    }

    @Test
    void shouldGoOnWhereItStoppedWhenStartedAgain() {
        start(journal());
        sell(ALICE, 1, 5, 100);
        buy(BOB, 2, 2, 100);
        sell(ALICE, 3, 5, 101);
        awaitPrivate(5);
        final long orderId = orderId(privateFrames.get(4));
        stop();
        final List<Frame> before = read(JournalDirectory.commands(journal()));

        start(journal());
        cancel(ALICE, 4, 1);
        commands.cancelOrder(ALICE, 1, 5).orderId(orderId);
        send();
        cancel(BOB, 6, 2);
        awaitPrivate(8);
        awaitPublic(6);
        stop();
        assertEquals(
                List.of("CANCELED o4 was o1 cum 2", "CANCELED o5 was o3 cum 0", "CANCEL_REJECTED o6 UNKNOWN_ORDER"),
                texts().subList(5, 8));
        assertEquals(List.of("deleted o1", "deleted o3"), texts().subList(texts().size() - 2, texts().size()));
        assertDense(privateFrames);
        assertDense(publicFrames);
        final List<Frame> all = read(JournalDirectory.commands(journal()));
        assertEquals(before.size() + 1, all.get(before.size()).sequence);
        assertEquals(before.size() + configuration().size() + 4, all.size());
        final EngineCore core = replay(all);
        assertEquals(0, core.openOrders());
        assertEquals(0, core.refusals());
        final List<Frame> events = read(JournalDirectory.events(journal()));
        assertEquals(core.events(), events.size());
    }

    @Test
    void shouldGoOnWhenTheEngineWasKilled() throws IOException {
        start(journal());
        sell(ALICE, 1, 5, 100);
        awaitPrivate(1);
        final Path copy = directory.resolve("copy");
        copy(JournalDirectory.commands(journal()), JournalDirectory.commands(copy)); // without a stop, without events
        stop();
        receive();

        start(copy);
        cancel(ALICE, 2, 1);
        awaitPrivate(2);
        stop();
        assertEquals("CANCELED o2 was o1 cum 0", texts().get(1));
        final EngineCore core = replay(read(JournalDirectory.commands(copy)));
        assertEquals(core.events(), read(JournalDirectory.events(copy)).size());
    }

    @Test
    void shouldGoOnFromTheNewestSnapshot() {
        start(journal());
        sell(ALICE, 1, 5, 100);
        awaitPrivate(1);
        stop();
        takeSnapshotOfAnotherState();
        start(journal());
        cancel(BOB, 2, 1);
        await(() -> texts().contains("CANCELED o2 was o1 cum 0"));
    }

    @Test
    void shouldHaltAndKeepBothStatesWhenTheFollowerHasAnother() throws IOException {
        start(journal());
        sell(ALICE, 1, 5, 100);
        awaitPrivate(1);
        stop();
        takeSnapshotOfAnotherState(); // the follower cannot use it, as its events are not in their journal
        JournalRepair.setAside(JournalDirectory.events(journal()));
        start(context(journal()).eventHashInterval(1));
        sell(BOB, 2, 1, 100);
        sell(BOB, 3, 1, 100);
        final var found = assertThrows(JournalException.class, () -> await(() -> false));
        final var halted =
                assertThrows(JournalException.class, () -> engine.sequencer().doWork());
        assertTrue(found.getMessage().contains("does not repeat what the engine did: command "), found::getMessage);
        for (final String side : List.of("engine", "follower")) {
            final Path states = JournalDirectory.divergence(journal()).resolve(side);
            assertTrue(found.getMessage().contains(states.toString()), found::getMessage);
            assertTrue(halted.getMessage().contains(states.toString()), halted::getMessage);
            assertEquals(1, Snapshots.newestFirst(states).size());
        }
        final List<Path> snapshots = Snapshots.newestFirst(JournalDirectory.snapshots(journal()));
        assertThrows(JournalException.class, this::stop);
        final List<Frame> frames = read(JournalDirectory.commands(journal()));
        assertNotEquals(
                EngineStoppedDecoder.TEMPLATE_ID, frames.get(frames.size() - 1).templateId());
        assertEquals(snapshots, Snapshots.newestFirst(JournalDirectory.snapshots(journal())));
    }

    /** One that these commands do not lead to, so that it shows where an engine begins. */
    private void takeSnapshotOfAnotherState() {
        final JournalPosition end = lastPosition();
        final List<Frame> others = new ArrayList<>(read(JournalDirectory.commands(journal())));
        final int ordered = configuration().size();
        commands.newOrder(BOB, 1, 1).side(Side.SELL).orderQty(7).price(100);
        others.set(ordered, new Frame(ordered + 1, others.get(ordered).timeNs, commands.copy()));
        others.remove(others.size() - 1);
        final EngineCore other = replay(others);
        commands.timeStep();
        other.onCommand(end.sequence(), end.timeNs(), commands.buffer(), 0, commands.length(), new EventBuffer());
        new EngineSnapshots(JournalDirectory.snapshots(journal())).take(other, end);
    }

    @Test
    void shouldTakeSnapshotsAsItRunsAndKeepTheLastOnes() throws IOException {
        start(context(journal()).snapshotInterval(2));
        for (int i = 1; i <= 20; i++) {
            sell(ALICE, i, 5, 100);
            awaitPrivate(i);
        }
        final List<Path> snapshots = Snapshots.newestFirst(JournalDirectory.snapshots(journal()));
        assertEquals(EngineSnapshots.KEPT_DEFAULT, snapshots.size());
        final Path copy = directory.resolve("copy");
        copy(JournalDirectory.commands(journal()), JournalDirectory.commands(copy));
        copy(JournalDirectory.events(journal()), JournalDirectory.events(copy));
        copy(JournalDirectory.snapshots(journal()), JournalDirectory.snapshots(copy));
        stop();
        receive();

        start(copy); // as if it had been killed
        cancel(ALICE, 100, 20);
        cancel(ALICE, 101, 1);
        awaitPrivate(22);
        stop();
        assertDense(privateFrames);
        assertDense(publicFrames);
        final EngineCore core = replay(read(JournalDirectory.commands(copy)));
        assertEquals(18, core.openOrders());
        assertEquals(core.events(), read(JournalDirectory.events(copy)).size());
    }

    @Test
    void shouldKeepAsManySnapshotsAsItIsTold() {
        start(context(journal()).snapshotInterval(1).snapshotsKept(5));
        for (int i = 1; i <= 10; i++) {
            sell(ALICE, i, 5, 100);
            awaitPrivate(i);
        }
        stop();
        assertEquals(
                5, Snapshots.newestFirst(JournalDirectory.snapshots(journal())).size());
    }

    @Test
    void shouldTakeASnapshotWhenItIsAskedTo() {
        start(journal());
        sell(ALICE, 1, 5, 100);
        awaitPrivate(1);
        final Path snapshots = JournalDirectory.snapshots(journal());
        assertEquals(List.of(), Snapshots.newestFirst(snapshots));
        final SnapshotRequest request = new SnapshotRequest(snapshots);
        request.ask();
        await(() -> !request.isPending());
        final List<Path> taken = Snapshots.newestFirst(snapshots);
        assertEquals(1, taken.size());
        request.ask();
        await(() -> !request.isPending());
        assertEquals(taken, Snapshots.newestFirst(snapshots));
    }

    @Test
    void shouldTakeASnapshotThatWasAskedForBeforeItRan() {
        final Path snapshots = JournalDirectory.snapshots(journal());
        final SnapshotRequest request = new SnapshotRequest(snapshots);
        request.ask();
        start(journal());
        await(() -> !request.isPending());
        assertEquals(1, Snapshots.newestFirst(snapshots).size());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, EngineSnapshots.KEPT_DEFAULT})
    void shouldPassOverSnapshotsThatAreDamaged(final int damaged) throws IOException {
        start(context(journal()).snapshotInterval(1));
        for (int i = 1; i <= 5; i++) {
            sell(ALICE, i, 5, 100);
            awaitPrivate(i);
        }
        stop();
        final List<Path> snapshots = Snapshots.newestFirst(JournalDirectory.snapshots(journal()));
        assertEquals(EngineSnapshots.KEPT_DEFAULT, snapshots.size());
        for (final Path snapshot : snapshots.subList(0, damaged)) {
            final byte[] bytes = Files.readAllBytes(snapshot);
            bytes[bytes.length / 2] ^= 1;
            Files.write(snapshot, bytes);
        }
        start(journal());
        cancel(ALICE, 6, 1);
        awaitPrivate(6);
        stop();
        assertDense(privateFrames);
        final EngineCore core = replay(read(JournalDirectory.commands(journal())));
        assertEquals(4, core.openOrders());
        assertEquals(core.events(), read(JournalDirectory.events(journal())).size());
    }

    @Test
    void shouldPassOverASnapshotThatIsAheadOfTheCommands() throws IOException {
        start(journal());
        sell(ALICE, 1, 5, 100);
        awaitPrivate(1);
        final Path copy = directory.resolve("copy");
        copy(JournalDirectory.commands(journal()), JournalDirectory.commands(copy));
        sell(ALICE, 2, 5, 100);
        awaitPrivate(2);
        stop();
        receive();
        copy(JournalDirectory.snapshots(journal()), JournalDirectory.snapshots(copy));
        start(copy);
        cancel(ALICE, 3, 2);
        awaitPrivate(3);
        assertEquals("CANCEL_REJECTED o3 UNKNOWN_ORDER", texts().get(2));
    }

    @Test
    void shouldRefuseEventsThatNoCommandGives() throws IOException {
        start(journal());
        sell(ALICE, 1, 5, 100);
        awaitPrivate(1);
        final Path copy = directory.resolve("copy");
        copy(JournalDirectory.commands(journal()), JournalDirectory.commands(copy));
        sell(ALICE, 2, 5, 100);
        awaitPrivate(2);
        stop();
        receive();
        final int events = read(JournalDirectory.events(journal())).size();
        copy(JournalDirectory.events(journal()), JournalDirectory.events(copy));
        final JournalException error = assertThrows(JournalException.class, () -> MatchingEngine.launch(context(copy)));
        assertTrue(
                error.getMessage().contains("has " + events + " events, but its commands give only " + (events - 2)),
                error::getMessage);

        JournalRepair.setAside(JournalDirectory.events(copy));
        start(copy);
        cancel(ALICE, 3, 2);
        awaitPrivate(3);
        assertEquals("CANCEL_REJECTED o3 UNKNOWN_ORDER", texts().get(2));
    }

    @Test
    void shouldWriteTheEventsAgainThatAreMissing() throws IOException {
        start(journal());
        sell(ALICE, 1, 5, 100);
        awaitPrivate(1);
        stop();
        final List<Frame> events = read(JournalDirectory.events(journal()));
        try (Stream<Path> files = Files.list(JournalDirectory.events(journal()))) {
            for (final Path file : files.toList()) {
                Files.delete(file);
            }
        }
        start(journal());
        stop();
        assertEquals(events, read(JournalDirectory.events(journal())));
    }

    @Test
    void shouldWriteEventsOnceHoweverOftenItIsStarted() {
        start(journal());
        sell(ALICE, 1, 5, 100);
        awaitPrivate(1);
        stop();
        final int events = read(JournalDirectory.events(journal())).size();
        start(journal());
        stop();
        start(journal());
        stop();
        assertEquals(events, read(JournalDirectory.events(journal())).size());
        assertEquals(3, events);
    }

    @Test
    void shouldRefuseAConfigurationThatContradictsTheJournal() {
        start(journal());
        sell(ALICE, 1, 5, 100);
        awaitPrivate(1);
        stop();
        commands.asset(1, "BTC", 8);
        final List<DirectBuffer> other = List.of(commands.copy());
        final var error = assertThrows(
                JournalException.class,
                () -> MatchingEngine.launch(context(journal()).configuration(other)));
        assertTrue(error.getMessage().contains("CHANGED_DEFINITION"), error.getMessage());

        start(journal()); // the folder is free again, and nothing is lost
        cancel(ALICE, 2, 1);
        await(() -> texts().contains("CANCELED o2 was o1 cum 0"));
    }

    @Test
    void shouldLeaveNothingBehindWhenItCannotStart() {
        start(journal());
        stop();
        awaitNothingLeft();
        commands.asset(1, "BTC", 8);
        final MatchingEngineContext wrong = context(journal()).configuration(List.of(commands.copy()));
        assertThrows(JournalException.class, () -> MatchingEngine.launch(wrong));
        awaitNothingLeft();
    }

    @Test
    void shouldCloseAFollowerThatNeverStarted() {
        engine = MatchingEngine.launch(context(journal()));
        stop();
    }

    @Test
    void shouldRefuseAFolderThatIsInUse() {
        start(journal());
        assertThrows(JournalException.class, () -> MatchingEngine.launch(context(journal())));
        sell(ALICE, 1, 5, 100);
        awaitPrivate(1);
    }

    @Test
    void shouldRefuseAnIncompleteContext() {
        assertThrows(
                IllegalStateException.class,
                () -> MatchingEngine.launch(context(journal()).aeron(null)));
        assertThrows(
                IllegalStateException.class,
                () -> MatchingEngine.launch(context(journal()).directory(null)));
        assertThrows(
                IllegalStateException.class,
                () -> MatchingEngine.launch(context(journal()).eventHashInterval(0)));
        assertThrows(
                IllegalStateException.class,
                () -> MatchingEngine.launch(context(journal()).snapshotInterval(0)));
        assertThrows(
                IllegalStateException.class,
                () -> MatchingEngine.launch(context(journal()).minFreeBytes(-1)));
        assertThrows(
                IllegalStateException.class,
                () -> MatchingEngine.launch(context(journal()).snapshotsKept(0)));
        assertEquals(false, Files.exists(journal()));
    }

    @Test
    void shouldStopWhenAGatewaySendsWhatIsNoCommand() {
        start(journal());
        sell(ALICE, 1, 5, 100);
        awaitPrivate(1);
        final long configured = configuration().size();
        commands.newOrder(ALICE, 1, 2);
        assertTrue(gateway.offer(commands.buffer(), 0, commands.length() - 1) > 0);
        assertThrows(IllegalStateException.class, () -> await(() -> false));
        stop();
        assertEquals(configured + 2, read(JournalDirectory.commands(journal())).size());
    }

    @Test
    void shouldApplyTheCommandsOfABatchInOrder() {
        start(journal());
        final int configured = configuration().size();
        final MessageBatch batch = new MessageBatch();
        commands.newOrder(ALICE, 1, 1).side(Side.SELL).orderQty(5).price(100);
        gather(batch);
        commands.newOrder(BOB, 1, 2).side(Side.BUY).orderQty(2).price(100);
        gather(batch);
        commands.cancelOrder(ALICE, 1, 3).origClOrdId(1);
        gather(batch);
        commands.newOrder(BOB, 1, 4).side(Side.BUY).orderQty(1).price(100);
        gather(batch);
        send(batch);
        awaitPrivate(6);
        awaitPublic(5);
        assertEquals(
                List.of(
                        "NEW o1 sell 5@100",
                        "NEW o2 buy 2@100",
                        "TRADE o2 taker 2@100 leaves 0",
                        "TRADE o1 maker 2@100 leaves 3",
                        "CANCELED o3 was o1 cum 2",
                        "NEW o4 buy 1@100",
                        "defined BTC-USD OPEN 1..1000000",
                        "added o1 sell 5@100",
                        "trade 1: o2 buy 2@100 from o1",
                        "deleted o1",
                        "added o4 buy 1@100"),
                texts());
        assertEquals(configured + 4, counter(MatchingEngine.COMMANDS_COUNTER_TYPE_ID));
        stop();
        final List<Frame> frames = read(JournalDirectory.commands(journal()));
        assertEquals(
                List.of(
                        NewOrderDecoder.TEMPLATE_ID,
                        NewOrderDecoder.TEMPLATE_ID,
                        CancelOrderDecoder.TEMPLATE_ID,
                        NewOrderDecoder.TEMPLATE_ID),
                frames.subList(configured, configured + 4).stream()
                        .map(Frame::templateId)
                        .toList());
        replay(frames);
    }

    @Test
    void shouldFindTheCommandBehindAMassQuote() {
        start(journal());
        final MessageBatch batch = new MessageBatch();
        final var quotes = commands.massQuote(ALICE, 1, 2);
        quotes.next().bidPx(99).bidSize(5).offerPx(101).offerSize(5).instrumentId(1);
        quotes.next().bidPx(99).bidSize(5).offerPx(101).offerSize(5).instrumentId(1);
        gather(batch);
        commands.massQuote(ALICE, 2, 1)
                .next()
                .bidPx(99)
                .bidSize(5)
                .offerPx(101)
                .offerSize(4)
                .instrumentId(1);
        gather(batch);
        commands.newOrder(BOB, 1, 3).side(Side.BUY).orderQty(4).price(101);
        gather(batch);
        send(batch);
        awaitPrivate(7);
        stop();
        assertEquals(
                List.of(
                        "QUOTES_REJECTED o1 INVALID_QUOTE in 1",
                        "QUOTED o2",
                        "NEW o2 buy 5@99",
                        "NEW o2 sell 4@101",
                        "NEW o3 buy 4@101",
                        "TRADE o3 taker 4@101 leaves 0",
                        "TRADE o2 maker 4@101 leaves 0"),
                texts().subList(0, 7));
        assertEquals(1, replay(read(JournalDirectory.commands(journal()))).openOrders());
    }

    @Test
    void shouldStopWhenAMassQuoteIsShorterThanItsQuotes() {
        start(journal());
        commands.massQuote(ALICE, 1, 2);
        assertTrue(gateway.offer(commands.buffer(), 0, commands.length() - 1) > 0);
        assertThrows(IllegalStateException.class, () -> awaitPrivate(1));
    }

    @Test
    void shouldStopWhenTheLastCommandOfABatchIsCutOff() {
        start(journal());
        sell(ALICE, 1, 5, 100);
        awaitPrivate(1);
        final int configured = configuration().size();
        final MessageBatch batch = new MessageBatch();
        commands.newOrder(BOB, 1, 2).side(Side.BUY).orderQty(2).price(100);
        gather(batch);
        commands.cancelOrder(ALICE, 1, 3).origClOrdId(1);
        gather(batch);
        assertTrue(gateway.offer(batch.buffer(), 0, batch.length() - 1) > 0);
        assertThrows(IllegalStateException.class, () -> await(() -> false));
        stop();
        // Nothing of it is in the journal, which ends orderly all the same.
        final List<Frame> frames = read(JournalDirectory.commands(journal()));
        assertEquals(configured + 2, frames.size());
        assertEquals(
                EngineStoppedDecoder.TEMPLATE_ID, frames.get(frames.size() - 1).templateId());
        replay(frames);
        assertEquals(1, privateFrames.size());
    }

    @Test
    void shouldTakeNoCommandWhileAReaderHoldsAStreamAndThenLoseNothing() {
        start(context(journal()).eventTermLength(1 << 20));
        final int orders = 15_000;
        int sent = 0;
        int refused = 0;
        while (sent < orders) {
            commands.newOrder(ALICE, 1, sent + 1).side(Side.SELL).price(100 + sent % 50);
            if (gateway.offer(commands.buffer(), 0, commands.length()) > 0) {
                sent++;
            } else {
                final long before = counter(MatchingEngine.COMMANDS_COUNTER_TYPE_ID);
                work();
                if (counter(MatchingEngine.COMMANDS_COUNTER_TYPE_ID) == before && gateway.isConnected()) {
                    refused++;
                    receive(); // the readers of this test hold the streams until now
                }
            }
        }
        awaitPrivate(orders);
        awaitPublic(orders + 1);
        assertTrue(refused > 1, "the streams were never full");
        assertDense(privateFrames);
        assertDense(publicFrames);
        assertEquals(orders, privateFrames.size());
    }

    @Test
    void shouldReadOnBehindTheEndOfATermWhenCommandsComeOneByOne() {
        start(journal());
        final int orders = 3_000; // of 128 bytes each, in terms of 64 KiB
        for (int order = 1; order <= orders; order++) {
            sell(ALICE, order, 1, 100);
            awaitPrivate(order);
            receive();
        }
        assertDense(privateFrames);
    }

    /** Whoever comes after an engine that died reads what it had not journaled. */
    @Test
    void shouldLeaveCommandsInTheirStreamUntilTheyAreJournaled() {
        start(journal());
        sell(ALICE, 1, 5, 100);
        awaitPrivate(1);
        final long journaled = gateway.position();
        assertEquals(journaled, positionOfEngine());
        commands.newOrder(ALICE, 1, 2);
        assertTrue(gateway.offer(commands.buffer(), 0, commands.length()) > 0);
        assertTrue(gateway.offer(commands.buffer(), 0, commands.length() - 1) > 0);
        assertThrows(IllegalStateException.class, () -> await(() -> false));
        assertEquals(journaled, positionOfEngine());
    }

    @Test
    void shouldMakeNoStepInTimeWhileTheDiskIsFullAndGoOnWhenThereIsRoom() {
        haltWithAnOrderThatIsDueToExpire();
        for (int i = 0; i < 10; i++) {
            work();
            receive();
        }
        assertEquals(1, privateFrames.size());
        freeMib = 125;
        awaitPrivate(2);
        assertEquals("EXPIRED o1 cum 0", texts().get(1));
        awaitHalted(0);
    }

    @Test
    void shouldStayHaltedUntilThereIsAQuarterMoreRoom() {
        start(onSmallDisk());
        freeMib = 100;
        awaitHalted(0);
        freeMib = 99;
        awaitHalted(1);
        final long lookedAt = looks;
        freeMib = 124;
        await(() -> looks > lookedAt + 1);
        awaitHalted(1);
        freeMib = 125;
        awaitHalted(0);
    }

    @Test
    void shouldApplyWhatWasOnItsWayWhenItHalted() {
        haltWithAnOrderThatIsDueToExpire();
        sell(BOB, 2, 1, 100);
        awaitPrivate(3);
        assertEquals(List.of("EXPIRED o1 cum 0", "NEW o2 sell 1@100"), texts().subList(1, 3));
        stop();
        replay(read(JournalDirectory.commands(journal())));
    }

    @Test
    void shouldTakeNoSnapshotWhileTheDiskIsFull() {
        start(onSmallDisk().snapshotInterval(1));
        sell(ALICE, 1, 5, 100);
        awaitPrivate(1);
        freeMib = 99;
        awaitHalted(1);
        final List<Path> before = Snapshots.newestFirst(JournalDirectory.snapshots(journal()));
        sell(ALICE, 2, 5, 100);
        awaitPrivate(2);
        stop();
        assertEquals(before, Snapshots.newestFirst(JournalDirectory.snapshots(journal())));
    }

    @Test
    void shouldNotStartOnAFullDisk() {
        freeMib = 99;
        final var error = assertThrows(JournalException.class, () -> MatchingEngine.launch(onSmallDisk()));
        assertTrue(error.getMessage().contains("make room"), error::getMessage);
        freeMib = 100;
        start(onSmallDisk());
        sell(ALICE, 1, 5, 100);
        awaitPrivate(1);
    }

    private void haltWithAnOrderThatIsDueToExpire() {
        start(onSmallDisk());
        commands.newExtendedOrder(ALICE, 1, 1).timeInForce(TimeInForce.GTD).expireTimeNs(9_000);
        send();
        awaitPrivate(1);
        freeMib = 99;
        awaitHalted(1);
        clockNs = 9_000;
    }

    private MatchingEngineContext onSmallDisk() {
        return context(journal()).minFreeBytes(100 << 20).freeBytes(() -> {
            looks++;
            return freeMib << 20;
        });
    }

    private void awaitHalted(final long halted) {
        await(() -> counter(JournalHaltCounter.TYPE_ID) == halted);
    }

    private long positionOfEngine() {
        final CountersReader counters = aeron.countersReader();
        final long[] position = {-1};
        counters.forEach((counterId, typeId, key, label) -> {
            if (typeId == AeronCounters.DRIVER_SUBSCRIBER_POSITION_TYPE_ID
                    && label.contains(" " + StreamIds.COMMANDS + " aeron:ipc")) {
                position[0] = counters.getCounterValue(counterId);
            }
        });
        return position[0];
    }

    private void start(final Path journal) {
        start(context(journal));
    }

    private void start(final MatchingEngineContext context) {
        engine = MatchingEngine.launch(context);
        engine.follower().onStart();
    }

    private void stop() {
        final MatchingEngine stopping = engine;
        engine = null;
        receive();
        try {
            stopping.close();
        } finally {
            stopping.follower().onClose();
        }
    }

    private MatchingEngineContext context(final Path journal) {
        return new MatchingEngineContext()
                .aeron(aeron)
                .directory(journal)
                .clock(() -> clockNs)
                .configuration(configuration());
    }

    private Path journal() {
        return directory.resolve("journal");
    }

    private static List<DirectBuffer> configuration() {
        final Commands commands = new Commands();
        final List<DirectBuffer> all = new ArrayList<>();
        commands.asset(1, "BTC", 3);
        all.add(commands.copy());
        commands.asset(2, "USD", 5);
        all.add(commands.copy());
        commands.instrument(1, "BTC-USD");
        all.add(commands.copy());
        commands.account(ALICE);
        all.add(commands.copy());
        commands.account(BOB);
        all.add(commands.copy());
        commands.deposit(ALICE, 2, 1_000, 1);
        all.add(commands.copy());
        return all;
    }

    private void sell(final int accountId, final long clOrdId, final long qty, final long price) {
        commands.newOrder(accountId, 1, clOrdId).side(Side.SELL).orderQty(qty).price(price);
        send();
    }

    private void buy(final int accountId, final long clOrdId, final long qty, final long price) {
        commands.newOrder(accountId, 1, clOrdId).side(Side.BUY).orderQty(qty).price(price);
        send();
    }

    private void cancel(final int accountId, final long clOrdId, final long origClOrdId) {
        commands.cancelOrder(accountId, 1, clOrdId).origClOrdId(origClOrdId);
        send();
    }

    private void send() {
        await(() -> gateway.offer(commands.buffer(), 0, commands.length()) > 0);
    }

    private void send(final MessageBatch batch) {
        await(() -> gateway.offer(batch.buffer(), 0, batch.length()) > 0);
    }

    private void gather(final MessageBatch batch) {
        final int length = commands.length();
        final int offset = batch.claim(length - MessageHeaderDecoder.ENCODED_LENGTH);
        batch.buffer().putBytes(offset, commands.buffer(), 0, length);
    }

    private void awaitPrivate(final int frames) {
        await(() -> privateFrames.size() >= frames);
    }

    private void awaitPublic(final int frames) {
        await(() -> publicFrames.size() >= frames);
    }

    private void awaitNothingLeft() {
        await(() -> counters(MatchingEngine.COMMANDS_COUNTER_TYPE_ID).isEmpty() && !gateway.isConnected());
    }

    private void await(final BooleanSupplier condition) {
        final long deadlineNs = System.nanoTime() + DEADLINE_NS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadlineNs > 0) {
                throw new AssertionError("not in time: " + texts());
            }
            work();
            receive();
        }
    }

    private void work() {
        if (engine != null) {
            try {
                engine.sequencer().doWork();
                engine.follower().doWork();
            } catch (final Exception e) {
                LangUtil.rethrowUnchecked(e);
            }
        }
        driver.sharedAgentInvoker().invoke();
        aeron.conductorAgentInvoker().invoke();
    }

    private void receive() {
        while (receive(privateEvents, privateFrames) + receive(publicEvents, publicFrames) > 0) {}
    }

    private static int receive(final Subscription subscription, final List<byte[]> frames) {
        return subscription.poll(
                (buffer, offset, length, header) -> {
                    int at = offset;
                    while (at < offset + length) {
                        final byte[] frame = new byte[MessageBatch.messageLength(buffer, at)];
                        buffer.getBytes(at, frame);
                        frames.add(frame);
                        at += frame.length;
                    }
                },
                1_000);
    }

    /** The private events in words, then the public ones. */
    private List<String> texts() {
        final EventText text = new EventText();
        return Stream.concat(privateFrames.stream(), publicFrames.stream())
                .map(frame -> text.read(new UnsafeBuffer(frame), 0))
                .toList();
    }

    private static long orderId(final byte[] executionEvent) {
        return ((ExecutionEventDecoder) EventText.decoder(new UnsafeBuffer(executionEvent), 0)).orderId();
    }

    private long counter(final int typeId) {
        final List<Long> values = counters(typeId);
        assertEquals(1, values.size(), () -> "counters of type " + typeId);
        return values.get(0);
    }

    private List<Long> counters(final int typeId) {
        final CountersReader counters = aeron.countersReader();
        final List<Long> values = new ArrayList<>();
        counters.forEach((id, type, key, label) -> {
            if (type == typeId) {
                values.add(counters.getCounterValue(id));
            }
        });
        return values;
    }

    private static void assertDense(final List<byte[]> frames) {
        for (int i = 0; i < frames.size(); i++) {
            final long sequence = new UnsafeBuffer(frames.get(i)).getLong(MessageHeaderDecoder.ENCODED_LENGTH);
            assertEquals(i + 1, sequence);
        }
    }

    private static void assertSame(final List<byte[]> expected, final List<Frame> actual) {
        assertEquals(
                expected.stream().map(UnsafeBuffer::new).toList(),
                actual.stream().map(Frame::payload).toList());
    }

    private static List<Frame> read(final Path journal) {
        final List<Frame> frames = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(journal)) {
            while (reader.poll(
                            (sequence, timeNs, buffer, offset, length) -> {
                                final byte[] payload = new byte[length];
                                buffer.getBytes(offset, payload);
                                frames.add(new Frame(sequence, timeNs, new UnsafeBuffer(payload)));
                            },
                            1_000)
                    > 0) {}
        }
        return frames;
    }

    private JournalPosition lastPosition() {
        try (JournalReader reader = JournalReader.open(JournalDirectory.commands(journal()))) {
            while (reader.poll((sequence, timeNs, buffer, offset, length) -> {}, 1_000) > 0) {}
            return reader.position();
        }
    }

    private static EngineCore replay(final List<Frame> frames) {
        final EngineCore core = new EngineCore();
        final EventBuffer events = new EventBuffer();
        for (final Frame frame : frames) {
            core.onCommand(frame.sequence, frame.timeNs, frame.payload, 0, frame.payload.capacity(), events);
        }
        return core;
    }

    private static void copy(final Path from, final Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (final Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
