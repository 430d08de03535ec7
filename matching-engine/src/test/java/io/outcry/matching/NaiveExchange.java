/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.engine.CancelOrderDecoder;
import io.outcry.codecs.engine.DefineAccountDecoder;
import io.outcry.codecs.engine.DefineAssetDecoder;
import io.outcry.codecs.engine.DefineInstrumentDecoder;
import io.outcry.codecs.engine.DefineKeyDecoder;
import io.outcry.codecs.engine.DefineLimitsDecoder;
import io.outcry.codecs.engine.DefineScheduleDecoder;
import io.outcry.codecs.engine.DepositDecoder;
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
import io.outcry.codecs.types.BooleanType;
import io.outcry.codecs.types.LogonRejectReason;
import io.outcry.codecs.types.MessageHeaderDecoder;
import io.outcry.codecs.types.TradingStatus;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The exchange once more, written to be read: lists in the order of time, numbers without a bound, everything counted anew
 * whenever it is needed. {@link EngineCore} must give the same events.
 */
final class NaiveExchange {
    /** Smallest units of an asset. */
    record Asset(String name, int scale) {}

    final List<Asset> assets = new ArrayList<>();
    final List<NaiveMarket> markets = new ArrayList<>();
    final List<NaiveTrader> traders = new ArrayList<>();
    final List<BigInteger> deposited = new ArrayList<>();
    final NaiveEvents events = new NaiveEvents();
    final NaiveOrders orders = new NaiveOrders(markets, traders, events);
    private final Map<Integer, NaiveSession> sessions = new HashMap<>();
    private int keys;
    private long sequence;

    /** Applies a command; afterwards {@link #events} are those of this command. */
    void onCommand(final long commandSequence, final long commandTimeNs, final UnsafeBuffer buffer) {
        sequence = commandSequence;
        events.begin(commandTimeNs);
        orders.time(commandTimeNs);
        if (isNew(buffer)) {
            apply(buffer);
        }
        orders.quotes.pull();
        orders.phases.touched();
        events.end();
        events.reported().forEach(sessionId -> session(sessionId).reports++);
    }

    /** The commands of clients begin alike. */
    private boolean isNew(final UnsafeBuffer buffer) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, 0);
        if (header.templateId() > SetQuoteProtectionDecoder.TEMPLATE_ID) {
            return true;
        }
        final NewOrderDecoder command = new NewOrderDecoder()
                .wrap(
                        buffer,
                        MessageHeaderDecoder.ENCODED_LENGTH,
                        NewOrderDecoder.BLOCK_LENGTH,
                        NewOrderDecoder.SCHEMA_VERSION);
        if (command.sessionId() < 1 || command.sessionId() > 65_535) {
            refused(Refusal.INVALID_VALUE);
            return false;
        }
        final NaiveSession session = session(command.sessionId());
        if (command.refSeqNum() <= session.lastSeqNum) {
            events.repeated(command.sessionId(), command.refSeqNum());
            return false;
        }
        session.lastSeqNum = command.refSeqNum();
        return true;
    }

    private void openSession(final OpenSessionDecoder command) {
        final int sessionId = command.sessionId();
        final long epoch = command.sessionEpoch();
        if (sessionId < 1 || sessionId > keys) {
            events.notOpened(sessionId, epoch, LogonRejectReason.UNKNOWN_KEY);
        } else if (epoch < 1 || epoch < session(sessionId).epoch) {
            events.notOpened(sessionId, epoch, LogonRejectReason.STALE_EPOCH);
        } else {
            if (epoch > session(sessionId).epoch) {
                sessions.put(sessionId, new NaiveSession());
                session(sessionId).epoch = epoch;
            }
            events.opened(sessionId, session(sessionId));
        }
    }

    private NaiveSession session(final int sessionId) {
        return sessions.computeIfAbsent(sessionId, first -> new NaiveSession());
    }

    private void apply(final UnsafeBuffer buffer) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, 0);
        switch (header.templateId()) {
            case NewOrderDecoder.TEMPLATE_ID ->
                orders.newOrder(new NewOrderDecoder().wrapAndApplyHeader(buffer, 0, header), null);
            case NewExtendedOrderDecoder.TEMPLATE_ID -> {
                final NewExtendedOrderDecoder more = new NewExtendedOrderDecoder();
                more.wrapAndApplyHeader(buffer, 0, header);
                orders.newOrder(
                        new NewOrderDecoder()
                                .wrap(
                                        buffer,
                                        more.offset(),
                                        NewOrderDecoder.BLOCK_LENGTH,
                                        NewOrderDecoder.SCHEMA_VERSION),
                        more);
            }
            case NewOrderListDecoder.TEMPLATE_ID ->
                orders.newOrderList(new NewOrderListDecoder().wrapAndApplyHeader(buffer, 0, header));
            case CancelOrderDecoder.TEMPLATE_ID ->
                orders.cancel(new CancelOrderDecoder().wrapAndApplyHeader(buffer, 0, header));
            case ReplaceOrderDecoder.TEMPLATE_ID ->
                orders.replace(new ReplaceOrderDecoder().wrapAndApplyHeader(buffer, 0, header));
            case MassActionDecoder.TEMPLATE_ID ->
                orders.massAction(new MassActionDecoder().wrapAndApplyHeader(buffer, 0, header));
            case QueryOrderDecoder.TEMPLATE_ID ->
                orders.query(new QueryOrderDecoder().wrapAndApplyHeader(buffer, 0, header));
            case MassQuoteDecoder.TEMPLATE_ID -> {
                orders.quotes.massQuote(new MassQuoteDecoder().wrapAndApplyHeader(buffer, 0, header));
                orders.cascadeEverywhere();
            }
            case SetQuoteProtectionDecoder.TEMPLATE_ID ->
                orders.quotes.protect(new SetQuoteProtectionDecoder().wrapAndApplyHeader(buffer, 0, header));
            case OpenSessionDecoder.TEMPLATE_ID ->
                openSession(new OpenSessionDecoder().wrapAndApplyHeader(buffer, 0, header));
            case DefineAssetDecoder.TEMPLATE_ID ->
                asset(new DefineAssetDecoder().wrapAndApplyHeader(buffer, 0, header));
            case DefineInstrumentDecoder.TEMPLATE_ID -> {
                instrument(new DefineInstrumentDecoder().wrapAndApplyHeader(buffer, 0, header));
                orders.cascadeEverywhere();
            }
            case DefineAccountDecoder.TEMPLATE_ID ->
                account(new DefineAccountDecoder().wrapAndApplyHeader(buffer, 0, header));
            case DefineKeyDecoder.TEMPLATE_ID -> key(new DefineKeyDecoder().wrapAndApplyHeader(buffer, 0, header));
            case DepositDecoder.TEMPLATE_ID -> deposit(new DepositDecoder().wrapAndApplyHeader(buffer, 0, header));
            case DefineLimitsDecoder.TEMPLATE_ID ->
                limits(new DefineLimitsDecoder().wrapAndApplyHeader(buffer, 0, header));
            case SetTradingStatusDecoder.TEMPLATE_ID -> {
                tradingStatus(new SetTradingStatusDecoder().wrapAndApplyHeader(buffer, 0, header));
                orders.cascadeEverywhere();
            }
            case DefineScheduleDecoder.TEMPLATE_ID ->
                schedule(new DefineScheduleDecoder().wrapAndApplyHeader(buffer, 0, header));
            case TimeStepDecoder.TEMPLATE_ID -> orders.timeStep();
            default -> refused(Refusal.UNKNOWN_TEMPLATE);
        }
    }

    private void refused(final Refusal refusal) {
        events.refused(sequence, refusal);
    }

    private void asset(final DefineAssetDecoder command) {
        final Asset asset = new Asset(command.name(), command.scale());
        if (asset.name.isEmpty() || asset.scale > 18) {
            refused(Refusal.INVALID_VALUE);
        } else if (isKnown(command.assetId(), assets)) {
            if (!asset.equals(assets.get(command.assetId() - 1))) {
                refused(Refusal.CHANGED_DEFINITION);
            }
        } else if (command.assetId() != assets.size() + 1) {
            refused(Refusal.ID_NOT_DENSE);
        } else {
            assets.add(asset);
            deposited.add(BigInteger.ZERO);
            traders.forEach(trader -> trader.totals.add(BigInteger.ZERO));
        }
    }

    /** Knows only instruments that are right and do not change but in status and quantity range. */
    private void instrument(final DefineInstrumentDecoder command) {
        final boolean isNew = command.instrumentId() == markets.size() + 1;
        final NaiveMarket market = isNew ? new NaiveMarket() : markets.get(command.instrumentId() - 1);
        if (isNew) {
            market.instrumentId = command.instrumentId();
            market.baseAssetId = command.baseAssetId();
            market.quoteAssetId = command.quoteAssetId();
            final int lotScale = command.lotSize().scale();
            final int tickScale = command.tickSize().scale();
            market.baseUnitsPerLot = BigInteger.TEN.pow(assets.get(market.baseAssetId - 1).scale - lotScale);
            market.quoteUnitsPerTickLot =
                    BigInteger.TEN.pow(assets.get(market.quoteAssetId - 1).scale - lotScale - tickScale);
            market.minQty = command.minQty();
            market.maxQty = command.maxQty();
            market.matching = Matching.of(command);
            market.protection = Protection.of(command);
            market.auctionPrice = command.referencePrice();
            market.status = command.tradingStatus();
            market.definedStatus = command.tradingStatus();
            markets.add(market);
            events.defined(market);
            traders.forEach(trader -> trader.netQtys.add(BigInteger.ZERO));
            return;
        }
        final Matching matching = Matching.of(command);
        if (market.minQty != command.minQty()
                || market.maxQty != command.maxQty()
                || !market.matching.equals(matching)
                || !market.protection.equals(Protection.of(command))) {
            if (market.protection.referencePrice() != command.referencePrice()) {
                market.auctionPrice = command.referencePrice();
            }
            market.protection = Protection.of(command);
            market.matching = matching;
            market.minQty = command.minQty();
            market.maxQty = command.maxQty();
            events.defined(market);
        }
        if (market.definedStatus != command.tradingStatus()) {
            market.definedStatus = command.tradingStatus();
            orders.phases.change(market, command.tradingStatus());
        }
    }

    private void account(final DefineAccountDecoder command) {
        if (command.accountId() == traders.size() + 1) {
            final NaiveTrader trader = new NaiveTrader(markets);
            trader.accountId = command.accountId();
            assets.forEach(asset -> trader.totals.add(BigInteger.ZERO));
            markets.forEach(market -> trader.netQtys.add(BigInteger.ZERO));
            traders.add(trader);
        }
        final NaiveTrader trader = traders.get(command.accountId() - 1);
        trader.checkFunds = command.checkFunds() == BooleanType.TRUE;
        trader.maxOrderQty = command.maxOrderQty();
        trader.maxOpenOrders = command.maxOpenOrders();
        trader.tradeGroup = command.tradeGroup();
        trader.prevention = command.selfTradePrevention();
    }

    private void key(final DefineKeyDecoder command) {
        if (!isKnown(command.accountId(), traders)) {
            refused(Refusal.UNKNOWN_ACCOUNT);
        } else if (command.sessionId() < 1 || command.sessionId() > keys + 1) {
            refused(Refusal.ID_NOT_DENSE);
        } else {
            keys = Math.max(keys, command.sessionId());
        }
    }

    private void deposit(final DepositDecoder command) {
        if (!isKnown(command.accountId(), traders)) {
            refused(Refusal.UNKNOWN_ACCOUNT);
        } else if (!isKnown(command.assetId(), assets)) {
            refused(Refusal.UNKNOWN_ASSET);
        } else if (command.quantity() < 0) {
            refused(Refusal.INVALID_VALUE);
        } else if (command.reference() < 1
                || command.reference() > traders.get(command.accountId() - 1).lastReference + 1) {
            refused(Refusal.ID_NOT_DENSE);
        } else if (command.reference() == traders.get(command.accountId() - 1).lastReference + 1) {
            final NaiveTrader trader = traders.get(command.accountId() - 1);
            trader.lastReference++;
            add(trader.totals, command.assetId(), BigInteger.valueOf(command.quantity()));
            add(deposited, command.assetId(), BigInteger.valueOf(command.quantity()));
        }
    }

    private void tradingStatus(final SetTradingStatusDecoder command) {
        if (!isKnown(command.instrumentId(), markets)) {
            refused(Refusal.UNKNOWN_INSTRUMENT);
        } else if (!isStatus(command.tradingStatus())) {
            refused(Refusal.INVALID_VALUE);
        } else {
            final NaiveMarket market = markets.get(command.instrumentId() - 1);
            market.resumeTimeNs = Long.MAX_VALUE;
            orders.phases.change(market, command.tradingStatus());
        }
    }

    private void schedule(final DefineScheduleDecoder command) {
        if (!isKnown(command.instrumentId(), markets)) {
            refused(Refusal.UNKNOWN_INSTRUMENT);
            return;
        }
        final NaiveMarket market = markets.get(command.instrumentId() - 1);
        final int place = command.place();
        final int places = command.places();
        final long day = 86_400_000_000_000L;
        if (places < 0 || places > 64 || place > places) {
            refused(Refusal.INVALID_VALUE);
        } else if (places > 0 && (place < 1 || place > market.schedule.size() + 1)) {
            refused(Refusal.ID_NOT_DENSE);
        } else if (places > 0
                && (command.timeOfDayNs() < 0
                        || command.timeOfDayNs() >= day
                        || command.randomDelayNs() < 0
                        || command.randomDelayNs() >= day
                        || !isStatus(command.tradingStatus()))) {
            refused(Refusal.INVALID_VALUE);
        } else {
            orders.phases.schedule(
                    market,
                    place,
                    places,
                    new NaivePhases.Change(
                            command.timeOfDayNs(), command.randomDelayNs(), command.seed(), command.tradingStatus()));
        }
    }

    private static boolean isStatus(final TradingStatus status) {
        return status != TradingStatus.NULL_VAL && status != TradingStatus.SBE_UNKNOWN;
    }

    private void limits(final DefineLimitsDecoder command) {
        if (command.maxOpenOrders() < 1 || command.maxOpenOrders() > OrderPool.MAX_ORDERS) {
            refused(Refusal.INVALID_VALUE);
        } else {
            orders.maxOpenOrders(command.maxOpenOrders());
        }
    }

    static void add(final List<BigInteger> sums, final int id, final BigInteger amount) {
        sums.set(id - 1, sums.get(id - 1).add(amount));
    }

    static boolean isKnown(final int id, final List<?> known) {
        return id >= 1 && id <= known.size();
    }
}
