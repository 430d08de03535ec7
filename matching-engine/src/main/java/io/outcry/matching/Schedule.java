/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.types.TradingStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * The changes of an instrument's trading status that come every day, one after the other; those of one time in the order of
 * their places.
 */
final class Schedule {
    static final long DAY_NS = 86_400_000_000_000L;
    static final int MAX_CHANGES = 64;

    private final List<Change> changes = new ArrayList<>();

    /** Of the last change that came, or of the definition of the schedule. */
    private long timeNs;

    private int place = MAX_CHANGES;

    /**
     * A change that comes every day.
     *
     * @param timeOfDayNs earliest time, ns since 00:00 UTC, below a day
     * @param randomDelayNs most that it comes later, 0 to below a day
     * @param seed of the delay
     * @param status from then on
     */
    record Change(long timeOfDayNs, long randomDelayNs, long seed, TradingStatus status) {
        /** The same delay whenever it is asked for, another one every day. */
        long timeNs(final long day) {
            final long delay = randomDelayNs == 0
                    ? 0
                    : Long.remainderUnsigned(SplitMix64.mix(seed + (day + 1) * SplitMix64.STEP), randomDelayNs + 1);
            return day * DAY_NS + timeOfDayNs + delay;
        }
    }

    int size() {
        return changes.size();
    }

    /** Sets a change at a place from 1, and how many there are; no effect if both are so already. */
    void set(final int at, final int places, final Change change, final long nowNs) {
        final boolean isNew = at > changes.size();
        if (!isNew && changes.size() <= places && changes.get(at - 1).equals(change)) {
            return;
        }
        if (isNew) {
            changes.add(change);
        } else {
            changes.set(at - 1, change);
        }
        shorten(places, nowNs);
    }

    /** Forgets the changes behind so many. */
    void shorten(final int places, final long nowNs) {
        while (changes.size() > places) {
            changes.remove(changes.size() - 1);
        }
        timeNs = nowNs;
        place = MAX_CHANGES;
    }

    /** When the next change comes, ns since 1970; the largest number if there is none. */
    long nextTimeNs() {
        return changes.isEmpty() ? Long.MAX_VALUE : timeNs(nextPlace());
    }

    /** Goes on to the next change, and returns what the status is from there on. */
    TradingStatus next() {
        final int next = nextPlace();
        timeNs = timeNs(next);
        place = next;
        return changes.get(next).status();
    }

    void writeState(final LongConsumer state) {
        state.accept(timeNs);
        state.accept(place);
        state.accept(changes.size());
        for (final Change change : changes) {
            state.accept(change.timeOfDayNs());
            state.accept(change.randomDelayNs());
            state.accept(change.seed());
            state.accept(change.status().value());
        }
    }

    void readState(final LongSupplier state) {
        timeNs = state.getAsLong();
        place = (int) state.getAsLong();
        final int count = (int) state.getAsLong();
        while (changes.size() < count) {
            changes.add(new Change(state.getAsLong(), state.getAsLong(), state.getAsLong(), TradingStatus.get((short)
                    state.getAsLong())));
        }
    }

    private int nextPlace() {
        int next = 0;
        for (int at = 1; at < changes.size(); at++) {
            if (timeNs(at) < timeNs(next)) {
                next = at;
            }
        }
        return next;
    }

    /** First time of a change behind the last one that came. A delay may lead into the next day. */
    private long timeNs(final int at) {
        long day = Math.floorDiv(timeNs, DAY_NS) - 1;
        long time = changes.get(at).timeNs(day);
        while (time < timeNs || time == timeNs && at <= place) {
            time = changes.get(at).timeNs(++day);
        }
        return time;
    }
}
