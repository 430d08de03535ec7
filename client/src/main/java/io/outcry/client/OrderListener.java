/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.client;

import io.outcry.codecs.orderentry.BusinessMessageRejectDecoder;
import io.outcry.codecs.orderentry.ExecutionReportDecoder;
import io.outcry.codecs.orderentry.MassQuoteAckDecoder;
import io.outcry.codecs.orderentry.OrderCancelRejectDecoder;
import io.outcry.codecs.orderentry.OrderMassActionReportDecoder;
import io.outcry.codecs.orderentry.PreventedMatchDecoder;
import io.outcry.codecs.orderentry.QuoteProtectionReportDecoder;
import io.outcry.codecs.types.TerminateReason;

/**
 * What an {@link OrderSession} hears, on the thread that polls it. The decoders are valid during the call only and are
 * read in place; {@code docs/PROTOCOL.md} gives the meaning of every field.
 */
public interface OrderListener {
    /**
     * Something happened to an order: {@code execType} says what.
     *
     * @param report in place
     */
    default void onExecutionReport(final ExecutionReportDecoder report) {}

    /**
     * A request about many orders was taken, or refused; a report of each order follows as its turn comes.
     *
     * @param report in place
     */
    default void onMassActionReport(final OrderMassActionReportDecoder report) {}

    /**
     * A mass quote was taken, or refused, which changed nothing; a report of each quote that it is about follows.
     *
     * @param ack in place
     */
    default void onMassQuoteAck(final MassQuoteAckDecoder ack) {}

    /**
     * The protection of quotes was set, or could not be; or the quotes of the account are pulled, and a report of the end of
     * each follows: {@code rejectReason} says which.
     *
     * @param report in place
     */
    default void onQuoteProtectionReport(final QuoteProtectionReportDecoder report) {}

    /**
     * A cancel, a replace or a status request was refused; the order, if there is one, is as it was.
     *
     * @param reject in place
     */
    default void onCancelReject(final OrderCancelRejectDecoder reject) {}

    /**
     * Two orders of this account or of its trade group met and did not trade; reports of what became of them follow.
     *
     * @param prevented in place
     */
    default void onPreventedMatch(final PreventedMatchDecoder prevented) {}

    /**
     * A frame was refused before it reached the engine. With JOURNAL_HALTED it is a command, which had no effect; it may be
     * sent anew, under a new number, when the disk of the exchange has room again.
     *
     * @param reject in place
     */
    default void onBusinessReject(final BusinessMessageRejectDecoder reject) {}

    /**
     * Commands did not arrive; the ones behind them did.
     *
     * @param fromSeqNum first missing number
     * @param count how many
     */
    default void onNotApplied(final long fromSeqNum, final long count) {}

    /**
     * The session is over; {@link OrderSession#reconnect} resumes it.
     *
     * @param reason as the exchange gave it; {@link TerminateReason#NULL_VAL} if the connection broke without one
     */
    default void onTerminated(final TerminateReason reason) {}
}
