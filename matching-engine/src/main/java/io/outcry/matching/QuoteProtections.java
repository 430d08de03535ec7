/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.engine.SetQuoteProtectionDecoder;
import io.outcry.codecs.types.RejectReason;
import io.outcry.risk.Accounts;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Counts the fills of quotes, for the accounts that want it, and remembers whose quotes are to be pulled. */
final class QuoteProtections {
    private final Accounts accounts;
    private final EventWriter events;
    private final List<QuoteProtection> byAccount = new ArrayList<>();
    private final BitSet toPull = new BitSet();
    private boolean isPending;

    QuoteProtections(final Accounts accounts, final EventWriter events) {
        this.accounts = accounts;
        this.events = events;
    }

    void onSetQuoteProtection(final SetQuoteProtectionDecoder command) {
        if (accounts.find(command.accountId()) == null) {
            events.quoteProtection(command, RejectReason.UNKNOWN_ACCOUNT);
        } else if (!QuoteProtection.isPossible(command.maxFills(), command.windowNs())) {
            events.quoteProtection(command, RejectReason.INVALID_QUOTE_PROTECTION);
        } else {
            toSet(command.accountId())
                    .set(command.sessionId(), command.clOrdId(), command.maxFills(), command.windowNs());
            events.quoteProtection(command, RejectReason.NONE);
        }
    }

    /** A quote of the account has traded. */
    void onFill(final int accountId) {
        final QuoteProtection protection = find(accountId);
        if (protection != null && protection.onFill(events.timeNs())) {
            toPull.set(accountId);
            isPending = true;
        }
    }

    /** Whether an account may quote. */
    boolean allow(final int accountId) {
        final QuoteProtection protection = find(accountId);
        return protection == null || !protection.hasPulled();
    }

    /** Whether quotes are to be pulled. */
    boolean isPending() {
        return isPending;
    }

    /** Returns the least account of those whose quotes are to be pulled, and tells its session that they are. */
    int next() {
        final int accountId = toPull.nextSetBit(0);
        toPull.clear(accountId);
        isPending = !toPull.isEmpty();
        events.quotesPulled(accountId, find(accountId));
        return accountId;
    }

    void writeState(final LongConsumer state) {
        for (int accountId = 1; accountId <= byAccount.size(); accountId++) {
            final QuoteProtection protection = find(accountId);
            if (protection != null) {
                state.accept(accountId);
                state.accept(toPull.get(accountId) ? 1 : 0);
                protection.writeState(state);
            }
        }
        state.accept(0);
    }

    void readState(final LongSupplier state) {
        for (int accountId = (int) state.getAsLong(); accountId > 0; accountId = (int) state.getAsLong()) {
            toPull.set(accountId, state.getAsLong() != 0);
            toSet(accountId).readState(state);
        }
        isPending = !toPull.isEmpty();
    }

    /** Null if there never was one. */
    private QuoteProtection find(final int accountId) {
        return accountId <= byAccount.size() ? byAccount.get(accountId - 1) : null;
    }

    private QuoteProtection toSet(final int accountId) {
        while (byAccount.size() < accountId) {
            byAccount.add(null);
        }
        QuoteProtection protection = byAccount.get(accountId - 1);
        if (protection == null) {
            protection = new QuoteProtection();
            byAccount.set(accountId - 1, protection);
        }
        return protection;
    }
}
