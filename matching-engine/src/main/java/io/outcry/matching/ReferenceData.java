/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.Decimal;
import io.outcry.codecs.Instrument;
import io.outcry.codecs.engine.DefineAccountDecoder;
import io.outcry.codecs.engine.DefineAssetDecoder;
import io.outcry.codecs.engine.DefineInstrumentDecoder;
import io.outcry.codecs.engine.DefineKeyDecoder;
import io.outcry.codecs.engine.DepositDecoder;
import io.outcry.codecs.engine.Refusal;
import io.outcry.codecs.types.BooleanType;
import io.outcry.codecs.types.DecimalDecoder;
import io.outcry.codecs.types.SelfTradePrevention;
import io.outcry.codecs.types.TradingStatus;
import io.outcry.risk.Account;
import io.outcry.risk.Accounts;
import io.outcry.risk.Settlement;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Assets, instruments, accounts and keys, as the definition commands left them. Repeating a definition has no effect, so
 * that a restart may send its whole configuration again.
 */
final class ReferenceData {
    private record Asset(String name, int scale) {}

    private record Key(String name, int accountId) {}

    /** Who changes the status of a known instrument. */
    interface StatusChange {
        void change(TradedInstrument instrument, TradingStatus status);
    }

    private final Accounts accounts;
    private final OrderPool orders;
    private final EventWriter events;
    private final StatusChange statusChange;
    private final List<Asset> assets = new ArrayList<>();
    private final List<TradedInstrument> instruments = new ArrayList<>();
    private final List<Key> keys = new ArrayList<>();
    private final List<OrderIndex> openOrdersByAccount = new ArrayList<>();
    private final List<Quotes> quotesByAccount = new ArrayList<>();

    ReferenceData(
            final Accounts accounts,
            final OrderPool orders,
            final EventWriter events,
            final StatusChange statusChange) {
        this.accounts = accounts;
        this.orders = orders;
        this.events = events;
        this.statusChange = statusChange;
    }

    /** Returns null if there is no such instrument. */
    TradedInstrument instrument(final int instrumentId) {
        return isKnown(instrumentId, instruments) ? instruments.get(instrumentId - 1) : null;
    }

    int instruments() {
        return instruments.size();
    }

    String assetName(final int assetId) {
        return assets.get(assetId - 1).name;
    }

    int assetScale(final int assetId) {
        return assets.get(assetId - 1).scale;
    }

    /** Whether a key has this session id. */
    boolean isKey(final int sessionId) {
        return isKnown(sessionId, keys);
    }

    /** Open quotes of a known account. */
    Quotes quotes(final int accountId) {
        return quotesByAccount.get(accountId - 1);
    }

    /** Open orders of a known account by clOrdId, quotes left out. */
    OrderIndex openOrders(final int accountId) {
        return openOrdersByAccount.get(accountId - 1);
    }

    void onDefineAsset(final long sequence, final DefineAssetDecoder command) {
        final Asset asset = new Asset(command.name(), command.scale());
        final int assetId = command.assetId();
        if (asset.name.isEmpty() || asset.scale > Decimal.MAX_SCALE) {
            events.refused(sequence, Refusal.INVALID_VALUE);
        } else if (isKnown(assetId, assets)) {
            if (!asset.equals(assets.get(assetId - 1))) {
                events.refused(sequence, Refusal.CHANGED_DEFINITION);
            }
        } else if (isNext(assetId, assets)) {
            assets.add(asset);
            accounts.growTo(assets.size(), instruments.size());
        } else {
            events.refused(sequence, Refusal.ID_NOT_DENSE);
        }
    }

    void onDefineInstrument(final long sequence, final DefineInstrumentDecoder command) {
        final int instrumentId = command.instrumentId();
        if (!isKnown(command.baseAssetId(), assets) || !isKnown(command.quoteAssetId(), assets)) {
            events.refused(sequence, Refusal.UNKNOWN_ASSET);
            return;
        }
        final Instrument definition = command.baseAssetId() == command.quoteAssetId() ? null : read(command);
        final Settlement settlement = definition == null
                ? null
                : settlement(
                        instrumentId,
                        command.baseAssetId(),
                        command.quoteAssetId(),
                        definition.tickSize(),
                        definition.lotSize());
        final Matching matching = Matching.of(command);
        final Protection protection = Protection.of(command);
        if (settlement == null || !matching.isPossible() || !protection.isPossible()) {
            events.refused(sequence, Refusal.INVALID_VALUE);
        } else if (isKnown(instrumentId, instruments)) {
            redefine(sequence, instruments.get(instrumentId - 1), definition, settlement, matching, protection);
        } else if (isNext(instrumentId, instruments)) {
            instruments.add(new TradedInstrument(definition, settlement, matching, protection, orders));
            accounts.growTo(assets.size(), instruments.size());
            events.instrumentDefined(definition, definition.status());
        } else {
            events.refused(sequence, Refusal.ID_NOT_DENSE);
        }
    }

    void onDefineAccount(final long sequence, final DefineAccountDecoder command) {
        final int accountId = command.accountId();
        final SelfTradePrevention selfTradePrevention = command.selfTradePrevention();
        if (accountId < 1 || accountId > accounts.count() + 1) {
            events.refused(sequence, Refusal.ID_NOT_DENSE);
        } else if (command.maxOrderQty() < 1
                || command.maxOpenOrders() < 0
                || command.tradeGroup() < 0
                || selfTradePrevention == SelfTradePrevention.NULL_VAL
                || selfTradePrevention == SelfTradePrevention.SBE_UNKNOWN) {
            events.refused(sequence, Refusal.INVALID_VALUE);
        } else {
            accounts.define(
                    accountId,
                    command.checkFunds() != BooleanType.FALSE,
                    command.maxOrderQty(),
                    command.maxOpenOrders());
            accounts.selfTrade(accountId, command.tradeGroup(), selfTradePrevention);
            if (openOrdersByAccount.size() < accountId) {
                openOrdersByAccount.add(new OrderIndex(orders));
                quotesByAccount.add(new Quotes(orders));
            }
        }
    }

    void onDefineKey(final long sequence, final DefineKeyDecoder command) {
        final Key key = new Key(command.keyId(), command.accountId());
        final int sessionId = command.sessionId();
        if (accounts.find(key.accountId) == null) {
            events.refused(sequence, Refusal.UNKNOWN_ACCOUNT);
        } else if (isKnown(sessionId, keys)) {
            keys.set(sessionId - 1, key);
        } else if (isNext(sessionId, keys) && !Sessions.isPossible(sessionId)) {
            events.refused(sequence, Refusal.INVALID_VALUE);
        } else if (isNext(sessionId, keys)) {
            keys.add(key);
        } else {
            events.refused(sequence, Refusal.ID_NOT_DENSE);
        }
    }

    void onDeposit(final long sequence, final DepositDecoder command) {
        final Account account = accounts.find(command.accountId());
        if (account == null) {
            events.refused(sequence, Refusal.UNKNOWN_ACCOUNT);
        } else if (!isKnown(command.assetId(), assets)) {
            events.refused(sequence, Refusal.UNKNOWN_ASSET);
        } else if (command.quantity() < 0) {
            events.refused(sequence, Refusal.INVALID_VALUE);
        } else if (command.reference() < 1 || command.reference() > account.nextDeposit()) {
            events.refused(sequence, Refusal.ID_NOT_DENSE);
        } else {
            accounts.deposit(command.accountId(), command.assetId(), command.quantity(), command.reference());
        }
    }

    void writeState(final LongConsumer state) {
        state.accept(assets.size());
        for (final Asset asset : assets) {
            writeText(asset.name, state);
            state.accept(asset.scale);
        }
        state.accept(keys.size());
        for (final Key key : keys) {
            writeText(key.name, state);
            state.accept(key.accountId);
        }
        state.accept(instruments.size());
        for (final TradedInstrument instrument : instruments) {
            writeDefinition(instrument, state);
            instrument.writeState(state);
        }
    }

    /** Behind the state of the accounts and of the order pool; says of each order that it is there again. */
    void readState(final LongSupplier state, final IntConsumer restored) {
        while (openOrdersByAccount.size() < accounts.count()) {
            openOrdersByAccount.add(new OrderIndex(orders));
            quotesByAccount.add(new Quotes(orders));
        }
        for (long count = state.getAsLong(); count > 0; count--) {
            assets.add(new Asset(readText(state), (int) state.getAsLong()));
        }
        for (long count = state.getAsLong(); count > 0; count--) {
            keys.add(new Key(readText(state), (int) state.getAsLong()));
        }
        for (long count = state.getAsLong(); count > 0; count--) {
            final TradedInstrument instrument = readDefinition(instruments.size() + 1, state);
            instruments.add(instrument);
            instrument.readState(state, restored);
        }
    }

    private static void writeDefinition(final TradedInstrument instrument, final LongConsumer state) {
        final Instrument definition = instrument.definition();
        writeText(definition.symbol(), state);
        state.accept(instrument.settlement.baseAssetId());
        state.accept(instrument.settlement.quoteAssetId());
        writeDecimal(definition.tickSize(), state);
        writeDecimal(definition.lotSize(), state);
        state.accept(definition.minQty());
        state.accept(definition.maxQty());
        state.accept(definition.status().value());
        instrument.matching().writeState(state);
        instrument.protection().writeState(state);
    }

    private TradedInstrument readDefinition(final int instrumentId, final LongSupplier state) {
        final String symbol = readText(state);
        final int baseAssetId = (int) state.getAsLong();
        final int quoteAssetId = (int) state.getAsLong();
        final Decimal tickSize = readDecimal(state);
        final Decimal lotSize = readDecimal(state);
        final long minQty = state.getAsLong();
        final long maxQty = state.getAsLong();
        final TradingStatus status = TradingStatus.get((short) state.getAsLong());
        final Matching matching = Matching.read(state);
        final Protection protection = Protection.read(state);
        return new TradedInstrument(
                new Instrument(
                        instrumentId,
                        symbol,
                        assetName(baseAssetId),
                        assetName(quoteAssetId),
                        tickSize,
                        lotSize,
                        minQty,
                        maxQty,
                        status,
                        matching.algorithm()),
                settlement(instrumentId, baseAssetId, quoteAssetId, tickSize, lotSize),
                matching,
                protection,
                orders);
    }

    private void redefine(
            final long sequence,
            final TradedInstrument instrument,
            final Instrument definition,
            final Settlement settlement,
            final Matching matching,
            final Protection protection) {
        final Instrument known = instrument.definition();
        if (!settlement.equals(instrument.settlement)
                || !known.symbol().equals(definition.symbol())
                || !known.tickSize().equals(definition.tickSize())
                || !known.lotSize().equals(definition.lotSize())) {
            events.refused(sequence, Refusal.CHANGED_DEFINITION);
            return;
        }
        final boolean isChanged = known.minQty() != definition.minQty()
                || known.maxQty() != definition.maxQty()
                || !matching.equals(instrument.matching())
                || !protection.equals(instrument.protection());
        final boolean isStatusChanged = known.status() != definition.status();
        instrument.redefine(definition, matching, protection);
        if (isChanged) {
            events.instrumentDefined(definition, instrument.status());
        }
        if (isStatusChanged) {
            statusChange.change(instrument, definition.status());
        }
    }

    /** Returns null if a value is out of range. */
    private Instrument read(final DefineInstrumentDecoder command) {
        final Decimal tickSize = positive(command.tickSize());
        final Decimal lotSize = positive(command.lotSize());
        final TradingStatus status = command.tradingStatus();
        final String symbol = command.symbol();
        if (tickSize == null
                || lotSize == null
                || symbol.isEmpty()
                || command.minQty() < 1
                || command.maxQty() < command.minQty()
                || !TradingPhase.isKnown(status)) {
            return null;
        }
        return new Instrument(
                command.instrumentId(),
                symbol,
                assetName(command.baseAssetId()),
                assetName(command.quoteAssetId()),
                tickSize,
                lotSize,
                command.minQty(),
                command.maxQty(),
                status,
                command.matchAlgorithm());
    }

    /** Returns null if a tick of a lot, or a lot, is not a whole number of units. */
    private Settlement settlement(
            final int instrumentId,
            final int baseAssetId,
            final int quoteAssetId,
            final Decimal tickSize,
            final Decimal lotSize) {
        final BigDecimal lot = lotSize.toBigDecimal();
        final long baseUnits = units(lot, assetScale(baseAssetId));
        final long quoteUnits = units(lot.multiply(tickSize.toBigDecimal()), assetScale(quoteAssetId));
        return baseUnits == 0 || quoteUnits == 0
                ? null
                : new Settlement(instrumentId, baseAssetId, quoteAssetId, baseUnits, quoteUnits);
    }

    private static long units(final BigDecimal amount, final int scale) {
        try {
            return amount.movePointRight(scale).longValueExact();
        } catch (final ArithmeticException e) {
            return 0;
        }
    }

    private static Decimal positive(final DecimalDecoder value) {
        return value.mantissa() > 0 && value.scale() <= Decimal.MAX_SCALE
                ? new Decimal(value.mantissa(), value.scale())
                : null;
    }

    private static boolean isKnown(final int id, final List<?> known) {
        return id >= 1 && id <= known.size();
    }

    private static boolean isNext(final int id, final List<?> known) {
        return id == known.size() + 1;
    }

    private static void writeText(final String text, final LongConsumer state) {
        state.accept(text.length());
        text.chars().forEach(state::accept);
    }

    private static String readText(final LongSupplier state) {
        final char[] text = new char[(int) state.getAsLong()];
        for (int place = 0; place < text.length; place++) {
            text[place] = (char) state.getAsLong();
        }
        return new String(text);
    }

    private static void writeDecimal(final Decimal value, final LongConsumer state) {
        state.accept(value.mantissa());
        state.accept(value.scale());
    }

    private static Decimal readDecimal(final LongSupplier state) {
        return new Decimal(state.getAsLong(), (int) state.getAsLong());
    }
}
