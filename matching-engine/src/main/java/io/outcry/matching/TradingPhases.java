/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.engine.DefineScheduleDecoder;
import io.outcry.codecs.engine.Refusal;
import io.outcry.codecs.engine.SetTradingStatusDecoder;
import io.outcry.codecs.types.BandAction;
import io.outcry.codecs.types.TradingStatus;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * The trading status of each instrument: changed by an operator, by its schedule or by its definition, with the auction that
 * ends a call. During a call, the market is told at intervals what the auction would do.
 */
final class TradingPhases {
    static final long INDICATION_INTERVAL_NS = 100_000_000;

    private final ReferenceData referenceData;
    private final EventWriter events;
    private final Equilibrium equilibrium;
    private final Uncross uncross;
    private boolean isCalling;
    private long nextChangeNs = Long.MAX_VALUE;
    private long nextIndicationNs = Long.MAX_VALUE;
    private long lastIndicationNs = Long.MIN_VALUE;

    TradingPhases(
            final ReferenceData referenceData,
            final EventWriter events,
            final Equilibrium equilibrium,
            final Uncross uncross) {
        this.referenceData = referenceData;
        this.events = events;
        this.equilibrium = equilibrium;
        this.uncross = uncross;
    }

    void onSetTradingStatus(final long sequence, final SetTradingStatusDecoder command) {
        final TradedInstrument instrument = referenceData.instrument(command.instrumentId());
        if (instrument == null) {
            events.refused(sequence, Refusal.UNKNOWN_INSTRUMENT);
        } else if (!TradingPhase.isKnown(command.tradingStatus())) {
            events.refused(sequence, Refusal.INVALID_VALUE);
        } else {
            instrument.resumeAt(Long.MAX_VALUE);
            change(instrument, command.tradingStatus());
            look();
        }
    }

    void onDefineSchedule(final long sequence, final DefineScheduleDecoder command, final long timeNs) {
        final TradedInstrument instrument = referenceData.instrument(command.instrumentId());
        final Refusal refusal = instrument == null ? Refusal.UNKNOWN_INSTRUMENT : check(command, instrument.schedule);
        if (refusal != null) {
            events.refused(sequence, refusal);
            return;
        }
        if (command.places() > 0) {
            final Schedule.Change change = new Schedule.Change(
                    command.timeOfDayNs(), command.randomDelayNs(), command.seed(), command.tradingStatus());
            instrument.schedule.set(command.place(), command.places(), change, timeNs);
        } else if (instrument.schedule.size() > 0) {
            instrument.schedule.shorten(0, timeNs);
        }
        look();
    }

    /** The instrument has another status now; nothing happens if it has this one already. {@link #look} has to follow. */
    void change(final TradedInstrument instrument, final TradingStatus to) {
        final TradingStatus from = instrument.status();
        if (from == to) {
            return;
        }
        final boolean endsCall = TradingPhase.isCall(from);
        if (!endsCall) {
            enter(instrument, to);
        }
        final boolean uncrosses = TradingPhase.uncrosses(from, to);
        final int kind = AuctionOrders.kindOf(from);
        if (uncrosses) {
            uncross.run(instrument, kind);
        }
        if (uncrosses || to == TradingStatus.CLOSED) {
            uncross.expire(instrument, AuctionOrders.OPENING);
            uncross.expire(instrument, AuctionOrders.NEXT);
        }
        if (uncrosses && kind == AuctionOrders.CLOSING || to == TradingStatus.CLOSED) {
            uncross.expire(instrument, AuctionOrders.CLOSING);
        }
        if (endsCall) {
            enter(instrument, to);
        }
    }

    /** The instrument left its price band: it goes on with an auction, after a pause if it is to have one. */
    void interrupt(final TradedInstrument instrument) {
        final Protection protection = instrument.protection();
        final boolean pauses = protection.bandAction() == BandAction.PAUSE;
        change(instrument, pauses ? TradingStatus.HALT : TradingStatus.VOLATILITY_AUCTION);
        instrument.resumeAt(events.timeNs() + (pauses ? protection.pauseNs() : protection.auctionNs()));
        look();
    }

    /** When the next change of a status is due, or the market is to be told about an auction. */
    long nextTimeNs() {
        return Math.min(nextChangeNs, nextIndicationNs);
    }

    /** At most one change of a status; then every auction is looked at, if it is time. */
    void run(final long timeNs) {
        if (nextChangeNs <= timeNs) {
            changeFirst();
        }
        if (nextIndicationNs <= timeNs) {
            nextIndicationNs = Long.MAX_VALUE;
            lastIndicationNs = timeNs;
            indicate();
        }
    }

    /** Whether some instrument gathers orders for an auction. */
    boolean isCalling() {
        return isCalling;
    }

    /** After a command that had events: some auction may be another one now. */
    void touched(final long timeNs) {
        if (nextIndicationNs == Long.MAX_VALUE) {
            nextIndicationNs = Math.max(timeNs, lastIndicationNs + INDICATION_INTERVAL_NS);
        }
    }

    /** Finds out, after changes and definitions, what is due next and whether some instrument calls. */
    void look() {
        isCalling = false;
        nextChangeNs = Long.MAX_VALUE;
        for (int instrumentId = 1; instrumentId <= referenceData.instruments(); instrumentId++) {
            final TradedInstrument instrument = referenceData.instrument(instrumentId);
            isCalling |= TradingPhase.isAuction(instrument.status());
            nextChangeNs =
                    Math.min(nextChangeNs, Math.min(instrument.schedule.nextTimeNs(), instrument.resumeTimeNs()));
        }
    }

    void writeState(final LongConsumer state) {
        state.accept(nextIndicationNs);
        state.accept(lastIndicationNs);
    }

    void readState(final LongSupplier state) {
        nextIndicationNs = state.getAsLong();
        lastIndicationNs = state.getAsLong();
        look();
    }

    private static Refusal check(final DefineScheduleDecoder command, final Schedule schedule) {
        final int places = command.places();
        if (places < 0 || places > Schedule.MAX_CHANGES || command.place() > places) {
            return Refusal.INVALID_VALUE;
        }
        if (places == 0) {
            return null;
        }
        if (command.place() < 1 || command.place() > schedule.size() + 1) {
            return Refusal.ID_NOT_DENSE;
        }
        return isTime(command.timeOfDayNs())
                        && isTime(command.randomDelayNs())
                        && TradingPhase.isKnown(command.tradingStatus())
                ? null
                : Refusal.INVALID_VALUE;
    }

    private static boolean isTime(final long timeOfDayNs) {
        return timeOfDayNs >= 0 && timeOfDayNs < Schedule.DAY_NS;
    }

    private void changeFirst() {
        for (int instrumentId = 1; instrumentId <= referenceData.instruments(); instrumentId++) {
            final TradedInstrument instrument = referenceData.instrument(instrumentId);
            if (instrument.resumeTimeNs() == nextChangeNs) {
                resume(instrument);
                break;
            }
            if (instrument.schedule.nextTimeNs() == nextChangeNs) {
                change(instrument, instrument.schedule.next());
                break;
            }
        }
        look();
    }

    private void resume(final TradedInstrument instrument) {
        final long timeNs = instrument.resumeTimeNs();
        if (instrument.status() == TradingStatus.HALT) {
            change(instrument, TradingStatus.VOLATILITY_AUCTION);
            instrument.resumeAt(timeNs + instrument.protection().auctionNs());
        } else {
            change(instrument, TradingStatus.OPEN);
        }
    }

    private void enter(final TradedInstrument instrument, final TradingStatus to) {
        instrument.status(to);
        instrument.resumeAt(Long.MAX_VALUE);
        events.instrumentDefined(instrument.definition(), to);
    }

    private void indicate() {
        for (int instrumentId = 1; instrumentId <= referenceData.instruments(); instrumentId++) {
            final TradedInstrument instrument = referenceData.instrument(instrumentId);
            if (TradingPhase.isAuction(instrument.status())) {
                equilibrium.find(instrument, AuctionOrders.kindOf(instrument.status()));
                final long price = equilibrium.price();
                final long qty = equilibrium.qty();
                final long imbalance = equilibrium.imbalance();
                if (instrument.indicate(price, qty, imbalance)) {
                    events.auctionIndication(instrumentId, price, qty, imbalance);
                }
            }
        }
    }
}
