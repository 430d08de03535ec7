/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.MassQuoteLength;
import io.outcry.codecs.NullValue;
import io.outcry.codecs.engine.MassQuoteDecoder;
import io.outcry.codecs.types.RejectReason;
import io.outcry.codecs.types.TradingStatus;
import io.outcry.risk.Account;

/** Reads a mass quote and says whether all of it may have an effect. Checks change nothing. */
final class MassQuoteChecks {
    private final ReferenceData referenceData;
    private final OrderPool orders;
    private final QuoteProtections protections;
    private final QuotedSide[] sides = new QuotedSide[2 * MassQuoteLength.MAX_QUOTES];
    private int size;
    private int refusedInstrumentId;

    MassQuoteChecks(final ReferenceData referenceData, final OrderPool orders, final QuoteProtections protections) {
        this.referenceData = referenceData;
        this.orders = orders;
        this.protections = protections;
        for (int place = 0; place < sides.length; place++) {
            sides[place] = new QuotedSide(orders, place % 2 == 0);
        }
    }

    RejectReason check(final MassQuoteDecoder command, final Account account) {
        refusedInstrumentId = NullValue.INT32;
        if (account == null) {
            return RejectReason.UNKNOWN_ACCOUNT;
        }
        if (!protections.allow(account.accountId())) {
            return RejectReason.QUOTE_PROTECTION;
        }
        if (command.quoteId() == NullValue.INT64) {
            return RejectReason.INVALID_CL_ORD_ID;
        }
        final MassQuoteDecoder.QuotesDecoder quotes = command.quotes();
        if (quotes.count() < 1 || quotes.count() > MassQuoteLength.MAX_QUOTES) {
            return RejectReason.INVALID_QUOTE;
        }
        size = 0;
        while (quotes.hasNext()) {
            final RejectReason reason = check(quotes.next(), account);
            if (reason != RejectReason.NONE) {
                refusedInstrumentId = quotes.instrumentId();
                return reason;
            }
        }
        final RejectReason room = checkRoom(account);
        return room == RejectReason.NONE ? checkFunds(account) : room;
    }

    /** How many sides the mass quote has: two for each instrument, its bid and then its offer. */
    int size() {
        return size;
    }

    QuotedSide side(final int place) {
        return sides[place];
    }

    /** Instrument of the quote that was refused; null if none was, or not for one quote. */
    int refusedInstrumentId() {
        return refusedInstrumentId;
    }

    private RejectReason check(final MassQuoteDecoder.QuotesDecoder quote, final Account account) {
        final TradedInstrument instrument = referenceData.instrument(quote.instrumentId());
        if (instrument == null) {
            return RejectReason.UNKNOWN_INSTRUMENT;
        }
        if (isNamed(instrument)) {
            return RejectReason.INVALID_QUOTE;
        }
        final Quotes open = referenceData.quotes(account.accountId());
        final QuotedSide bid = sides[size++];
        final QuotedSide offer = sides[size++];
        bid.set(instrument, open.get(instrument.instrumentId(), true), quote.bidPx(), quote.bidSize());
        offer.set(instrument, open.get(instrument.instrumentId(), false), quote.offerPx(), quote.offerSize());
        final RejectReason bidReason = check(bid, account);
        if (bidReason != RejectReason.NONE) {
            return bidReason;
        }
        final RejectReason offerReason = check(offer, account);
        if (offerReason != RejectReason.NONE) {
            return offerReason;
        }
        return bid.isQuoted() && offer.isQuoted() && bid.price() >= offer.price()
                ? RejectReason.INVALID_QUOTE
                : RejectReason.NONE;
    }

    private boolean isNamed(final TradedInstrument instrument) {
        for (int place = 0; place < size; place += 2) {
            if (sides[place].instrument() == instrument) {
                return true;
            }
        }
        return false;
    }

    private RejectReason check(final QuotedSide side, final Account account) {
        if (!side.isQuoted()) {
            return RejectReason.NONE;
        }
        final TradedInstrument instrument = side.instrument();
        if (!TradingPhase.takesOrders(instrument.status())) {
            return RejectReason.INSTRUMENT_HALTED;
        }
        if (instrument.status() == TradingStatus.POST_ONLY) {
            return RejectReason.NOT_IN_THIS_PHASE;
        }
        if (side.price() < 1) {
            return RejectReason.INVALID_PRICE;
        }
        final long cumQty = side.hasOrder() ? orders.cumQty(side.order()) : 0;
        if (side.qty() > Long.MAX_VALUE - cumQty) {
            return RejectReason.INVALID_QUANTITY;
        }
        final RejectReason qty = instrument.checkQty(side.qty());
        if (qty != RejectReason.NONE) {
            return qty;
        }
        final RejectReason protection = instrument.checkProtection(side.buy(), side.price(), side.qty());
        return protection == RejectReason.NONE ? account.checkSize(side.qty()) : protection;
    }

    private RejectReason checkRoom(final Account account) {
        int added = 0;
        for (int place = 0; place < size; place++) {
            added += (sides[place].isQuoted() ? 1 : 0) - (sides[place].hasOrder() ? 1 : 0);
        }
        if (added <= 0) {
            return RejectReason.NONE;
        }
        if (!orders.hasRoom(added)) {
            return RejectReason.OPEN_ORDERS_FULL;
        }
        return account.hasRoom(added) ? RejectReason.NONE : RejectReason.MAX_OPEN_ORDERS;
    }

    /** Whether the account can afford all that it is to quote, together, instead of what it quotes. */
    private RejectReason checkFunds(final Account account) {
        for (int place = 0; place < size; place++) {
            sides[place].closeOrder(account);
        }
        RejectReason reason = RejectReason.NONE;
        int opened = 0;
        while (opened < size && reason == RejectReason.NONE) {
            reason = checkFunds(sides[opened], account);
            if (reason == RejectReason.NONE) {
                sides[opened++].openQuote(account);
            } else {
                refusedInstrumentId = sides[opened].instrument().instrumentId();
            }
        }
        for (int place = 0; place < opened; place++) {
            sides[place].closeQuote(account);
        }
        for (int place = 0; place < size; place++) {
            sides[place].openOrder(account);
        }
        return reason;
    }

    private static RejectReason checkFunds(final QuotedSide side, final Account account) {
        return side.isQuoted()
                ? account.checkFunds(side.instrument().settlement, side.buy(), side.price(), side.qty(), null)
                : RejectReason.NONE;
    }
}
