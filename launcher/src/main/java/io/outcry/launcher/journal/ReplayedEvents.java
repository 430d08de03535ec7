/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.journal;

import io.outcry.journal.FrameHandler;
import io.outcry.journal.JournalDirectory;
import io.outcry.journal.JournalVerifier;
import io.outcry.matching.EngineCore;
import io.outcry.matching.EventBuffer;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;

/** The events that the engine of this Outcry gives for the commands of a run. */
final class ReplayedEvents extends EventSource implements FrameHandler {
    private final JournalVerifier commands;
    private final EngineCore core = new EngineCore();
    private final EventBuffer events = new EventBuffer();
    private final FrameText text = new FrameText();
    private final UnsafeBuffer command = new UnsafeBuffer();
    private int nextPosition;

    ReplayedEvents(final Path directory) {
        commands = JournalVerifier.open(JournalDirectory.commands(directory));
    }

    @Override
    boolean next() {
        while (nextPosition == events.end()) {
            events.clear();
            nextPosition = 0;
            if (commands.poll(this, 1) == 0) {
                return false;
            }
        }
        message.wrap(events.buffer(), EventBuffer.messageOffset(nextPosition), events.messageLength(nextPosition));
        nextPosition = events.next(nextPosition);
        sequence++;
        return true;
    }

    @Override
    String cause() {
        return "command " + text.line(core.sequence(), timeNs, command, 0);
    }

    @Override
    public void close() {
        commands.close();
    }

    @Override
    public void onFrame(
            final long commandSequence,
            final long commandTimeNs,
            final UnsafeBuffer buffer,
            final int offset,
            final int length) {
        timeNs = commandTimeNs;
        command.wrap(buffer, offset, length);
        core.onCommand(commandSequence, commandTimeNs, buffer, offset, length, events);
    }
}
