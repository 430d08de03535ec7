/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.gateway;

import io.outcry.codecs.engine.ExecutionEventDecoder;
import io.outcry.journal.EventsJournal;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.agrona.DirectBuffer;

/**
 * Sends past reports once more, from the journal of events. It reads a bounded number of frames per duty cycle, for one
 * session at a time; sessions take turns, and one whose client does not read is passed over.
 */
final class Retransmitter implements AutoCloseable {
    private static final int FRAME_LIMIT = 256;
    private static final int TURN_CYCLES = 64;
    private static final long WAIT_NS = 1_000_000;

    private final EventsJournal journal;
    private final PrivateEvent event = new PrivateEvent();
    private final Deque<Session> sessions = new ArrayDeque<>();
    private long nowNs;
    private long nextPollNs;
    private int cycles;

    Retransmitter(final Path directory, final long nowNs) {
        journal = new EventsJournal(directory, ExecutionEventDecoder.SCHEMA_ID, this::onPast, nowNs);
        nextPollNs = nowNs;
    }

    /** A session has something to be sent, perhaps beside what it has already. */
    void add(final Session session) {
        if (!sessions.contains(session)) {
            sessions.add(session);
        }
    }

    /** Reads on for the session whose turn it is. */
    int poll(final long newNowNs) {
        nowNs = newNowNs;
        if (sessions.isEmpty() || nowNs - nextPollNs < 0) {
            return 0;
        }
        final Session session = sessions.peek();
        if (!session.isEstablished() || !session.continueRetransmission()) {
            sessions.remove();
            return 1;
        }
        final int frames = session.isDrained() ? journal.poll(session.nextPastSequence(), FRAME_LIMIT, nowNs) : 0;
        session.flushReports();
        if (frames == 0) {
            nextPollNs = nowNs + WAIT_NS;
        }
        if (frames == 0 || ++cycles == TURN_CYCLES) {
            cycles = 0;
            sessions.add(sessions.remove());
        }
        return frames;
    }

    @Override
    public void close() {
        journal.close();
    }

    private boolean onPast(final DirectBuffer buffer, final int offset, final int length) {
        event.wrap(buffer, offset, length);
        return sessions.peek().onPast(event, nowNs);
    }
}
