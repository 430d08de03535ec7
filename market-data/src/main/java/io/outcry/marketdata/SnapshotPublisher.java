/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.marketdata;

/**
 * Loops over all instruments while somebody listens: definition, its auction if it is in one, then the snapshot of its book, a bounded number of
 * messages per duty cycle. Whoever joins gets two loops at once, since the second tells that the first was all; after that
 * there is a pause between loops.
 */
final class SnapshotPublisher {
    private static final int LOOPS_FOR_NEW_SUBSCRIBER = 2;

    private final PublishedBooks books;
    private final OutboundStream stream;
    private final long intervalNs;
    private final int messageLimit;
    private final SnapshotEncoder snapshot = new SnapshotEncoder();
    private long nextLoopNs;
    private int loopsAtOnce;

    /** Instrument whose turn it is; zero between loops. */
    private int instrumentId;

    private boolean isDefinitionSent;
    private boolean isIndicationSent;

    /** Next message of the snapshot; zero while nothing of it has been sent. */
    private int position;

    SnapshotPublisher(
            final PublishedBooks books,
            final OutboundStream stream,
            final long intervalNs,
            final int messageLimit,
            final long nowNs) {
        this.books = books;
        this.stream = stream;
        this.intervalNs = intervalNs;
        this.messageLimit = messageLimit;
        this.nextLoopNs = nowNs;
    }

    /** Sends what is due, up to the limit; returns the number of messages. */
    int publish(final long nowNs) {
        if (!stream.hasAudience()) {
            instrumentId = 0;
            return 0;
        }
        if (stream.pollJoined()) {
            loopsAtOnce = LOOPS_FOR_NEW_SUBSCRIBER;
        }
        int messages = 0;
        while (messages < messageLimit && isLooping(nowNs) && sendNext()) {
            messages++;
        }
        return messages;
    }

    private boolean isLooping(final long nowNs) {
        if (instrumentId == 0 && books.size() > 0 && (loopsAtOnce > 0 || nowNs - nextLoopNs >= 0)) {
            loopsAtOnce = Math.max(0, loopsAtOnce - 1);
            nextLoopNs = nowNs + intervalNs;
            begin(1);
        }
        return instrumentId > 0;
    }

    private void begin(final int nextInstrumentId) {
        instrumentId = nextInstrumentId;
        isDefinitionSent = false;
        isIndicationSent = false;
        position = 0;
    }

    private boolean sendNext() {
        final PublishedBook book = books.get(instrumentId);
        if (!isDefinitionSent) {
            isDefinitionSent = stream.send(book.definition, 0, book.definition.capacity());
            return isDefinitionSent;
        }
        if (!isIndicationSent && book.indication.capacity() > 0) {
            isIndicationSent = stream.send(book.indication, 0, book.indication.capacity());
            return isIndicationSent;
        }
        if (position == 0) {
            if (!stream.hasRoom()) {
                return false;
            }
            // Encoded at the moment when its start is sent: whoever reads that and was connected to L3 before cannot
            // miss
            // an increment that comes after the snapshot.
            snapshot.encode(book.view, books.sequence());
        }
        final int length = snapshot.messageLength(position);
        if (!stream.send(snapshot.buffer(), position, length)) {
            return false;
        }
        position += length;
        if (position == snapshot.length()) {
            begin(instrumentId == books.size() ? 0 : instrumentId + 1);
        }
        return true;
    }
}
