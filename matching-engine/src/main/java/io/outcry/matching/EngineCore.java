/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.Instrument;
import io.outcry.codecs.MassQuoteLength;
import io.outcry.codecs.engine.CancelOrderDecoder;
import io.outcry.codecs.engine.DefineAccountDecoder;
import io.outcry.codecs.engine.DefineAssetDecoder;
import io.outcry.codecs.engine.DefineInstrumentDecoder;
import io.outcry.codecs.engine.DefineKeyDecoder;
import io.outcry.codecs.engine.DefineLimitsDecoder;
import io.outcry.codecs.engine.DefineScheduleDecoder;
import io.outcry.codecs.engine.DepositDecoder;
import io.outcry.codecs.engine.EngineStoppedDecoder;
import io.outcry.codecs.engine.EventHashDecoder;
import io.outcry.codecs.engine.MassActionDecoder;
import io.outcry.codecs.engine.MassQuoteDecoder;
import io.outcry.codecs.engine.NewExtendedOrderDecoder;
import io.outcry.codecs.engine.NewOrderDecoder;
import io.outcry.codecs.engine.NewOrderListDecoder;
import io.outcry.codecs.engine.OpenSessionDecoder;
import io.outcry.codecs.engine.QueryOrderDecoder;
import io.outcry.codecs.engine.Refusal;
import io.outcry.codecs.engine.ReplaceOrderDecoder;
import io.outcry.codecs.engine.SetQuoteProtectionDecoder;
import io.outcry.codecs.engine.SetTradingStatusDecoder;
import io.outcry.codecs.engine.TimeStepDecoder;
import io.outcry.codecs.types.LogonRejectReason;
import io.outcry.codecs.types.MessageHeaderDecoder;
import io.outcry.codecs.types.TradingStatus;
import io.outcry.risk.Accounts;
import java.nio.ByteOrder;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The exchange as a function: sequenced commands in, events out. No clock, thread, random source or I/O; the same
 * commands give the same events and the same hashes on every machine. Not thread safe: each owner has its own.
 */
public final class EngineCore {
    /** Of what {@link #writeState} writes; another one with every change of that, or of what a number means. */
    private static final long STATE_VERSION = 2;

    private static final int[] BLOCK_LENGTHS = blockLengths();
    private static final int LAST_CLIENT_TEMPLATE_ID = SetQuoteProtectionDecoder.TEMPLATE_ID;
    private static final int REF_SEQ_NUM_OFFSET =
            MessageHeaderDecoder.ENCODED_LENGTH + NewOrderDecoder.refSeqNumEncodingOffset();
    private static final int SESSION_ID_OFFSET =
            MessageHeaderDecoder.ENCODED_LENGTH + NewOrderDecoder.sessionIdEncodingOffset();

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final NewOrderDecoder newOrder = new NewOrderDecoder();
    private final NewExtendedOrderDecoder newExtendedOrder = new NewExtendedOrderDecoder();
    private final NewOrderListDecoder newOrderList = new NewOrderListDecoder();
    private final CancelOrderDecoder cancelOrder = new CancelOrderDecoder();
    private final ReplaceOrderDecoder replaceOrder = new ReplaceOrderDecoder();
    private final MassActionDecoder massAction = new MassActionDecoder();
    private final QueryOrderDecoder queryOrder = new QueryOrderDecoder();
    private final MassQuoteDecoder massQuote = new MassQuoteDecoder();
    private final SetQuoteProtectionDecoder setQuoteProtection = new SetQuoteProtectionDecoder();
    private final OpenSessionDecoder openSession = new OpenSessionDecoder();
    private final DefineAssetDecoder defineAsset = new DefineAssetDecoder();
    private final DefineInstrumentDecoder defineInstrument = new DefineInstrumentDecoder();
    private final DefineAccountDecoder defineAccount = new DefineAccountDecoder();
    private final DefineKeyDecoder defineKey = new DefineKeyDecoder();
    private final DepositDecoder deposit = new DepositDecoder();
    private final DefineLimitsDecoder defineLimits = new DefineLimitsDecoder();
    private final SetTradingStatusDecoder setTradingStatus = new SetTradingStatusDecoder();
    private final DefineScheduleDecoder defineSchedule = new DefineScheduleDecoder();
    private final EventHashDecoder hashStamp = new EventHashDecoder();
    private final EngineStoppedDecoder stopped = new EngineStoppedDecoder();

    private final Accounts accounts = new Accounts();
    private final OrderPool orders = new OrderPool();
    private final EventHash eventHash = new EventHash();
    private final Sessions sessions = new Sessions();
    private final EventWriter eventWriter = new EventWriter(orders, sessions);
    private final ReferenceData referenceData = new ReferenceData(accounts, orders, eventWriter, this::changeStatus);
    private final ExpiryQueue expiries = new ExpiryQueue(orders);
    private final OpenOrders openOrders = new OpenOrders(referenceData, accounts, orders, eventWriter, expiries);
    private final Liquidity liquidity = new Liquidity(accounts, orders);
    private final OrderChecks orderChecks = new OrderChecks(orders, openOrders, liquidity);
    private final QuoteProtections quoteProtections = new QuoteProtections(accounts, eventWriter);
    private final IncomingOrders incomingOrders = new IncomingOrders(
            accounts, orders, openOrders, orderChecks, liquidity, eventWriter, quoteProtections, this::interrupt);
    private final ArmedOrders armedOrders =
            new ArmedOrders(accounts, orders, openOrders, orderChecks, incomingOrders, eventWriter);
    private final Cascade cascade = new Cascade(referenceData, orders, incomingOrders, armedOrders);
    private final AcceptedOrders acceptedOrders = new AcceptedOrders(orders);
    private final OrderEntry orderEntry = new OrderEntry(
            referenceData,
            accounts,
            orders,
            eventWriter,
            openOrders,
            orderChecks,
            acceptedOrders,
            incomingOrders,
            cascade);
    private final NewOrderLists newOrderLists = new NewOrderLists(
            referenceData,
            accounts,
            orders,
            eventWriter,
            openOrders,
            orderChecks,
            acceptedOrders,
            orderEntry,
            armedOrders,
            cascade);
    private final MassActions massActions = new MassActions(referenceData, accounts, orders, openOrders, eventWriter);
    private final MassQuotes massQuotes = new MassQuotes(
            referenceData, accounts, orders, eventWriter, openOrders, acceptedOrders, incomingOrders, quoteProtections);
    private final Equilibrium equilibrium = new Equilibrium(orders);
    private final Uncross uncross =
            new Uncross(accounts, orders, openOrders, eventWriter, quoteProtections, equilibrium);
    private final TradingPhases tradingPhases = new TradingPhases(referenceData, eventWriter, equilibrium, uncross);
    private final TimeStep timeStep =
            new TimeStep(referenceData, accounts, orders, openOrders, expiries, massActions, tradingPhases, cascade);
    private long sequence;
    private long timeNs;
    private long events;

    static {
        if (NewExtendedOrderDecoder.displayQtyEncodingOffset() != NewOrderDecoder.BLOCK_LENGTH
                || NewExtendedOrderDecoder.execInstEncodingOffset() != NewOrderDecoder.execInstEncodingOffset()) {
            throw new AssertionError("an extended order must begin with the fields of a plain one");
        }
        final int refSeqNumOffset = NewOrderDecoder.refSeqNumEncodingOffset();
        final int sessionIdOffset = NewOrderDecoder.sessionIdEncodingOffset();
        if (CancelOrderDecoder.refSeqNumEncodingOffset() != refSeqNumOffset
                || CancelOrderDecoder.sessionIdEncodingOffset() != sessionIdOffset
                || ReplaceOrderDecoder.refSeqNumEncodingOffset() != refSeqNumOffset
                || ReplaceOrderDecoder.sessionIdEncodingOffset() != sessionIdOffset
                || NewExtendedOrderDecoder.refSeqNumEncodingOffset() != refSeqNumOffset
                || NewExtendedOrderDecoder.sessionIdEncodingOffset() != sessionIdOffset
                || MassActionDecoder.refSeqNumEncodingOffset() != refSeqNumOffset
                || MassActionDecoder.sessionIdEncodingOffset() != sessionIdOffset
                || QueryOrderDecoder.refSeqNumEncodingOffset() != refSeqNumOffset
                || QueryOrderDecoder.sessionIdEncodingOffset() != sessionIdOffset
                || NewOrderListDecoder.refSeqNumEncodingOffset() != refSeqNumOffset
                || NewOrderListDecoder.sessionIdEncodingOffset() != sessionIdOffset
                || MassQuoteDecoder.refSeqNumEncodingOffset() != refSeqNumOffset
                || MassQuoteDecoder.sessionIdEncodingOffset() != sessionIdOffset
                || SetQuoteProtectionDecoder.refSeqNumEncodingOffset() != refSeqNumOffset
                || SetQuoteProtectionDecoder.sessionIdEncodingOffset() != sessionIdOffset) {
            throw new AssertionError("commands of clients must keep refSeqNum and sessionId at one place");
        }
    }

    /** Creates an engine without instruments and accounts; these come as commands. */
    public EngineCore() {}

    /**
     * Applies one command.
     *
     * @param commandSequence dense from 1
     * @param commandTimeNs ns since 1970, never less than that of the command before
     * @param buffer that holds the command
     * @param offset of its SBE header
     * @param length of header and message, bytes
     * @param out gets the events of the command behind those that it holds
     * @throws IllegalStateException if the sequence has a hole, time runs backwards, or a stamped hash differs from the
     *     own one: the engine must stop
     */
    public void onCommand(
            final long commandSequence,
            final long commandTimeNs,
            final UnsafeBuffer buffer,
            final int offset,
            final int length,
            final EventBuffer out) {
        if (commandSequence != sequence + 1 || commandTimeNs < timeNs) {
            throw new IllegalStateException("command " + commandSequence + " at " + commandTimeNs + " ns after command "
                    + sequence + " at " + timeNs + " ns");
        }
        final int firstEvent = out.end();
        final int eventsBefore = out.count();
        eventWriter.begin(out, commandTimeNs);
        dispatch(commandSequence, commandTimeNs, buffer, offset, length);
        if (quoteProtections.isPending()) {
            massQuotes.pull();
            cascade.runAll();
        }
        eventWriter.end();
        if (tradingPhases.isCalling() && out.count() > eventsBefore) {
            tradingPhases.touched(commandTimeNs);
        }
        sequence = commandSequence;
        timeNs = commandTimeNs;
        events += out.count() - eventsBefore;
        out.hash(firstEvent, eventHash);
    }

    /**
     * Sequence of the last command.
     *
     * @return 0 before the first one
     */
    public long sequence() {
        return sequence;
    }

    /**
     * When the engine wants a TimeStep command: something expires or changes then, or goes on at once.
     *
     * @return ns since 1970, the smallest number for at once, the largest one if there is nothing to do
     */
    public long nextStepTimeNs() {
        return cascade.isPending() || massActions.isPending() || quoteProtections.isPending()
                ? Long.MIN_VALUE
                : Math.min(expiries.firstTimeNs(), tradingPhases.nextTimeNs());
    }

    /**
     * How many events all commands had.
     *
     * @return count
     */
    public long events() {
        return events;
    }

    /**
     * XXH64, seed 0, over all events, each as it is in an {@link EventBuffer}; equal engines have equal ones.
     *
     * @return 64 bits
     */
    public long eventHash() {
        return eventHash.value();
    }

    /**
     * Hash over the whole state: every order, account, definition and counter. Takes time in proportion to the state.
     *
     * @return 64 bits
     */
    public long stateHash() {
        final StateHash state = new StateHash();
        writeState(state);
        return state.value();
    }

    /**
     * Writes the whole state. {@link #restore} makes an engine of it that goes on as this one does, to the last bit.
     *
     * @param state takes its numbers, one at a time
     */
    public void writeState(final LongConsumer state) {
        state.accept(STATE_VERSION);
        state.accept(sequence);
        state.accept(timeNs);
        state.accept(events);
        eventHash.writeState(state);
        eventWriter.writeState(state);
        sessions.writeState(state);
        accounts.writeState(state);
        orders.writeState(state);
        expiries.writeState(state);
        referenceData.writeState(state);
        massActions.writeState(state);
        quoteProtections.writeState(state);
        cascade.writeState(state);
        tradingPhases.writeState(state);
    }

    /**
     * Makes an engine of a state.
     *
     * @param state gives the numbers that {@link #writeState} wrote, in their order; whether they are unharmed is for the
     *     caller to know, before or by the {@link #stateHash} afterwards
     * @return goes on behind the last command of the engine that wrote them
     * @throws IllegalArgumentException if another version of the engine wrote them
     */
    public static EngineCore restore(final LongSupplier state) {
        final EngineCore core = new EngineCore();
        core.readState(state);
        return core;
    }

    /**
     * The accounts with their balances and positions.
     *
     * @return live, for reading on the owner's thread
     */
    public Accounts accounts() {
        return accounts;
    }

    /**
     * Name of an asset.
     *
     * @param assetId 1 to {@link Accounts#assets}
     * @return as defined
     */
    public String assetName(final int assetId) {
        return referenceData.assetName(assetId);
    }

    /**
     * Digits after the point of the smallest unit of an asset.
     *
     * @param assetId 1 to {@link Accounts#assets}
     * @return 0 to 18
     */
    public int assetScale(final int assetId) {
        return referenceData.assetScale(assetId);
    }

    /**
     * How many instruments are defined.
     *
     * @return count; they have the ids from 1 to this
     */
    public int instruments() {
        return referenceData.instruments();
    }

    /**
     * An instrument as it was defined last; its trading status may have changed since then.
     *
     * @param instrumentId 1 to {@link #instruments}
     * @return definition
     */
    public Instrument instrument(final int instrumentId) {
        return referenceData.instrument(instrumentId).definition();
    }

    /**
     * What an instrument does with orders now.
     *
     * @param instrumentId 1 to {@link #instruments}
     * @return status
     */
    public TradingStatus tradingStatus(final int instrumentId) {
        return referenceData.instrument(instrumentId).status();
    }

    /**
     * Orders that rest in all books.
     *
     * @return count
     */
    public int openOrders() {
        return orders.used();
    }

    /**
     * The orders in all books.
     *
     * @return live, for reading on the owner's thread
     */
    public OrderPool orders() {
        return orders;
    }

    /**
     * The book of an instrument.
     *
     * @param instrumentId defined
     * @return live, for reading on the owner's thread
     */
    public OrderBook book(final int instrumentId) {
        return referenceData.instrument(instrumentId).book;
    }

    /**
     * Definitions and deposits that were refused.
     *
     * @return count
     */
    public long refusals() {
        return eventWriter.refusals();
    }

    /**
     * Why the last one of them was refused.
     *
     * @return null if none was
     */
    public Refusal lastRefusal() {
        return eventWriter.lastRefusal();
    }

    private void dispatch(
            final long commandSequence,
            final long commandTimeNs,
            final UnsafeBuffer buffer,
            final int offset,
            final int length) {
        header.wrap(buffer, offset);
        final int templateId = header.templateId();
        if (templateId < BLOCK_LENGTHS.length
                && (header.blockLength() < BLOCK_LENGTHS[templateId]
                        || length != MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength())
                && !isMassQuote(buffer, offset, length)) {
            eventWriter.refused(commandSequence, Refusal.INVALID_VALUE);
            return;
        }
        if (isOfClient(templateId) && !isNew(commandSequence, buffer, offset)) {
            return;
        }
        switch (templateId) {
            case NewOrderDecoder.TEMPLATE_ID:
                orderEntry.onNewOrder(newOrder.wrapAndApplyHeader(buffer, offset, header), commandTimeNs);
                break;
            case NewExtendedOrderDecoder.TEMPLATE_ID:
                onNewExtendedOrder(newExtendedOrder.wrapAndApplyHeader(buffer, offset, header), commandTimeNs);
                break;
            case NewOrderListDecoder.TEMPLATE_ID:
                newOrderLists.onNewOrderList(newOrderList.wrapAndApplyHeader(buffer, offset, header), commandTimeNs);
                break;
            case CancelOrderDecoder.TEMPLATE_ID:
                orderEntry.onCancelOrder(cancelOrder.wrapAndApplyHeader(buffer, offset, header));
                break;
            case ReplaceOrderDecoder.TEMPLATE_ID:
                orderEntry.onReplaceOrder(replaceOrder.wrapAndApplyHeader(buffer, offset, header));
                break;
            case MassActionDecoder.TEMPLATE_ID:
                massActions.onMassAction(massAction.wrapAndApplyHeader(buffer, offset, header));
                cascade.runAll();
                break;
            case QueryOrderDecoder.TEMPLATE_ID:
                orderEntry.onQueryOrder(queryOrder.wrapAndApplyHeader(buffer, offset, header));
                break;
            case MassQuoteDecoder.TEMPLATE_ID:
                massQuotes.onMassQuote(massQuote.wrapAndApplyHeader(buffer, offset, header));
                cascade.runAll();
                break;
            case SetQuoteProtectionDecoder.TEMPLATE_ID:
                quoteProtections.onSetQuoteProtection(setQuoteProtection.wrapAndApplyHeader(buffer, offset, header));
                break;
            case OpenSessionDecoder.TEMPLATE_ID:
                onOpenSession(openSession.wrapAndApplyHeader(buffer, offset, header));
                break;
            case DefineAssetDecoder.TEMPLATE_ID:
                referenceData.onDefineAsset(commandSequence, defineAsset.wrapAndApplyHeader(buffer, offset, header));
                break;
            case DefineInstrumentDecoder.TEMPLATE_ID:
                referenceData.onDefineInstrument(
                        commandSequence, defineInstrument.wrapAndApplyHeader(buffer, offset, header));
                tradingPhases.look();
                cascade.runAll();
                break;
            case DefineAccountDecoder.TEMPLATE_ID:
                referenceData.onDefineAccount(
                        commandSequence, defineAccount.wrapAndApplyHeader(buffer, offset, header));
                break;
            case DefineKeyDecoder.TEMPLATE_ID:
                referenceData.onDefineKey(commandSequence, defineKey.wrapAndApplyHeader(buffer, offset, header));
                break;
            case DepositDecoder.TEMPLATE_ID:
                referenceData.onDeposit(commandSequence, deposit.wrapAndApplyHeader(buffer, offset, header));
                break;
            case DefineLimitsDecoder.TEMPLATE_ID:
                onDefineLimits(commandSequence, defineLimits.wrapAndApplyHeader(buffer, offset, header));
                break;
            case SetTradingStatusDecoder.TEMPLATE_ID:
                tradingPhases.onSetTradingStatus(
                        commandSequence, setTradingStatus.wrapAndApplyHeader(buffer, offset, header));
                cascade.runAll();
                break;
            case DefineScheduleDecoder.TEMPLATE_ID:
                tradingPhases.onDefineSchedule(
                        commandSequence, defineSchedule.wrapAndApplyHeader(buffer, offset, header), commandTimeNs);
                break;
            case TimeStepDecoder.TEMPLATE_ID:
                timeStep.run(commandTimeNs);
                break;
            case EventHashDecoder.TEMPLATE_ID:
                onEventHash(commandSequence, hashStamp.wrapAndApplyHeader(buffer, offset, header));
                break;
            case EngineStoppedDecoder.TEMPLATE_ID:
                onEngineStopped(commandSequence, stopped.wrapAndApplyHeader(buffer, offset, header));
                break;
            default:
                eventWriter.refused(commandSequence, Refusal.UNKNOWN_TEMPLATE);
        }
    }

    /** Shortest block of each command by template: a shorter one would be read behind its end. */
    private static int[] blockLengths() {
        final int[] lengths = new int[TimeStepDecoder.TEMPLATE_ID + 1];
        lengths[NewOrderDecoder.TEMPLATE_ID] = NewOrderDecoder.BLOCK_LENGTH;
        lengths[NewExtendedOrderDecoder.TEMPLATE_ID] = NewExtendedOrderDecoder.BLOCK_LENGTH;
        lengths[NewOrderListDecoder.TEMPLATE_ID] = NewOrderListDecoder.BLOCK_LENGTH;
        lengths[CancelOrderDecoder.TEMPLATE_ID] = CancelOrderDecoder.BLOCK_LENGTH;
        lengths[ReplaceOrderDecoder.TEMPLATE_ID] = ReplaceOrderDecoder.BLOCK_LENGTH;
        lengths[MassActionDecoder.TEMPLATE_ID] = MassActionDecoder.BLOCK_LENGTH;
        lengths[QueryOrderDecoder.TEMPLATE_ID] = QueryOrderDecoder.BLOCK_LENGTH;
        lengths[MassQuoteDecoder.TEMPLATE_ID] = MassQuoteDecoder.BLOCK_LENGTH;
        lengths[SetQuoteProtectionDecoder.TEMPLATE_ID] = SetQuoteProtectionDecoder.BLOCK_LENGTH;
        lengths[OpenSessionDecoder.TEMPLATE_ID] = OpenSessionDecoder.BLOCK_LENGTH;
        lengths[DefineAssetDecoder.TEMPLATE_ID] = DefineAssetDecoder.BLOCK_LENGTH;
        lengths[DefineInstrumentDecoder.TEMPLATE_ID] = DefineInstrumentDecoder.BLOCK_LENGTH;
        lengths[DefineAccountDecoder.TEMPLATE_ID] = DefineAccountDecoder.BLOCK_LENGTH;
        lengths[DefineKeyDecoder.TEMPLATE_ID] = DefineKeyDecoder.BLOCK_LENGTH;
        lengths[DepositDecoder.TEMPLATE_ID] = DepositDecoder.BLOCK_LENGTH;
        lengths[DefineLimitsDecoder.TEMPLATE_ID] = DefineLimitsDecoder.BLOCK_LENGTH;
        lengths[SetTradingStatusDecoder.TEMPLATE_ID] = SetTradingStatusDecoder.BLOCK_LENGTH;
        lengths[DefineScheduleDecoder.TEMPLATE_ID] = DefineScheduleDecoder.BLOCK_LENGTH;
        lengths[EventHashDecoder.TEMPLATE_ID] = EventHashDecoder.BLOCK_LENGTH;
        lengths[EngineStoppedDecoder.TEMPLATE_ID] = EngineStoppedDecoder.BLOCK_LENGTH;
        return lengths;
    }

    private void readState(final LongSupplier state) {
        final long version = state.getAsLong();
        if (version != STATE_VERSION) {
            throw new IllegalArgumentException(
                    "the state is of version " + version + ", this Outcry writes version " + STATE_VERSION);
        }
        sequence = state.getAsLong();
        timeNs = state.getAsLong();
        events = state.getAsLong();
        eventHash.readState(state);
        eventWriter.readState(state);
        sessions.readState(state);
        accounts.readState(state);
        orders.readState(state);
        expiries.readState(state);
        referenceData.readState(state, openOrders::restored);
        massActions.readState(state);
        quoteProtections.readState(state);
        cascade.readState(state);
        tradingPhases.readState(state);
    }

    private static boolean isOfClient(final int templateId) {
        return templateId > 0 && templateId <= LAST_CLIENT_TEMPLATE_ID;
    }

    /** What comes again has had its effect, and has none now. */
    private boolean isNew(final long commandSequence, final UnsafeBuffer buffer, final int offset) {
        final int sessionId = buffer.getInt(offset + SESSION_ID_OFFSET, ByteOrder.LITTLE_ENDIAN);
        if (!Sessions.isPossible(sessionId)) {
            eventWriter.refused(commandSequence, Refusal.INVALID_VALUE);
            return false;
        }
        final long refSeqNum = buffer.getLong(offset + REF_SEQ_NUM_OFFSET, ByteOrder.LITTLE_ENDIAN);
        final boolean isNew = sessions.apply(sessionId, refSeqNum);
        if (!isNew) {
            eventWriter.repeated(sessionId, refSeqNum);
        }
        return isNew;
    }

    private void onOpenSession(final OpenSessionDecoder command) {
        if (!referenceData.isKey(command.sessionId())) {
            eventWriter.sessionRefused(command, LogonRejectReason.UNKNOWN_KEY);
        } else if (sessions.open(command.sessionId(), command.sessionEpoch(), eventWriter.nextExecutionSequence())) {
            eventWriter.sessionOpened(command);
        } else {
            eventWriter.sessionRefused(command, LogonRejectReason.STALE_EPOCH);
        }
    }

    /** The only command that is longer than its block. */
    private boolean isMassQuote(final UnsafeBuffer buffer, final int offset, final int length) {
        return header.templateId() == MassQuoteDecoder.TEMPLATE_ID
                && length == MassQuoteLength.of(buffer, offset, length);
    }

    /** Its block begins with the fields of a plain order, and is read as one as far as that goes. */
    private void onNewExtendedOrder(final NewExtendedOrderDecoder command, final long commandTimeNs) {
        newOrder.wrap(command.buffer(), command.offset(), NewOrderDecoder.BLOCK_LENGTH, NewOrderDecoder.SCHEMA_VERSION);
        orderEntry.onNewOrder(newOrder, command, commandTimeNs);
    }

    private void interrupt(final TradedInstrument instrument) {
        tradingPhases.interrupt(instrument);
    }

    private void changeStatus(final TradedInstrument instrument, final TradingStatus status) {
        tradingPhases.change(instrument, status);
    }

    private void onDefineLimits(final long commandSequence, final DefineLimitsDecoder limits) {
        if (limits.maxOpenOrders() < 1 || limits.maxOpenOrders() > OrderPool.MAX_ORDERS) {
            eventWriter.refused(commandSequence, Refusal.INVALID_VALUE);
        } else {
            orders.maxOrders(limits.maxOpenOrders());
        }
    }

    private void onEventHash(final long commandSequence, final EventHashDecoder stamp) {
        if (stamp.events() != events || stamp.eventHash() != eventHash.value()) {
            throw new IllegalStateException(String.format(
                    "command %d stamps %d events with hash %016x, this engine has %d with hash %016x",
                    commandSequence, stamp.events(), stamp.eventHash(), events, eventHash.value()));
        }
    }

    private void onEngineStopped(final long commandSequence, final EngineStoppedDecoder stamp) {
        final long stateHash = stateHash();
        if (stamp.stateHash() != stateHash) {
            throw new IllegalStateException(String.format(
                    "command %d stamps state hash %016x, this engine has %016x",
                    commandSequence, stamp.stateHash(), stateHash));
        }
    }
}
